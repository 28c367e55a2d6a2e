"""`resolve`: groups judged by hand, as a careful reader would."""

import pytest

import portent

NAMES = ["Large language models", "Solar Power", "large language model", None, "solar power", "Wind Power", ""]


def test_names_that_are_one_thing_share_a_group():
    table = portent.resolve(NAMES)
    assert table["group"] == [1, 2, 1, None, 2, 3, None]
    assert table["row"] == list(range(7))
    assert table["rows"] == [2, 2, 2, None, 2, 1, None]
    assert all(p is None or 0 < p <= 1 for p in table["probability"])
    first = table.to_dicts()[0]
    assert first["name"] == "Large language models" and first["label"] == "large language model"
    assert first["reasons"] and 0.5 < first["weakest_probability"] < 1


def test_settings_and_descriptions_are_taken():
    assert portent.resolve(NAMES, duplicates="off")["group"] == [1, 2, 3, None, 2, 4, None]
    described = portent.resolve(["A", "B"], descriptions=["one", None])
    assert described["group"] == [1, 2]
    with pytest.raises(ValueError, match="2 names and 1 descriptions"):
        portent.resolve(["A", "B"], ["one"])
    with pytest.raises(TypeError, match="unexpected keyword argument \"layout\""):
        portent.resolve(["A"], layout="force")


def test_columns_of_data_frames_are_lists_of_names():
    pandas = pytest.importorskip("pandas")
    column = pandas.Series(["Solar Power", float("nan"), "solar power"])
    assert portent.resolve(column)["group"] == [1, None, 1]


def test_no_names_give_no_rows():
    assert len(portent.resolve([])) == 0
