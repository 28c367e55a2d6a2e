"""Tables as data frames of libraries that are there."""


def to_pandas(table):
    """A pandas data frame; numbers and texts that are missing are missing there too."""
    import pandas

    if hasattr(pandas.DataFrame, "from_arrow"):
        return pandas.DataFrame.from_arrow(table)
    try:
        import pyarrow
    except ImportError:
        # Without pyarrow the values go over one by one.
        return pandas.DataFrame({name: table[name] for name in table.columns})
    return pyarrow.table(table).to_pandas()


def to_polars(table):
    """A polars data frame."""
    import polars

    return polars.DataFrame(table)
