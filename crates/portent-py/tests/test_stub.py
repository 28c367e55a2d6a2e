"""The types say what is there."""

import inspect

import stub

import portent


def test_the_settings_of_the_stub_are_those_of_the_program():
    text = stub.STUB.read_text(encoding="utf-8")
    assert text == stub.written(text), "python crates/portent-py/tests/stub.py"


def test_all_that_is_public_has_types_and_a_text():
    text = stub.STUB.read_text(encoding="utf-8")
    for made in (portent.Graph, portent.Table):
        for name in (name for name in vars(made) if not name.startswith("_")):
            assert f"def {name}(" in text, name
            assert inspect.getdoc(getattr(made, name)), name
    for name in portent.__all__:
        assert hasattr(portent, name)
