"""Asking for rows by many numbers at once, and getting many numbers back, at little cost.

A list of numbers in a statement makes it another statement each time, compiled and parsed anew; and thousands
of small rows take several times as long as one text that lists what they hold.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    SQLColumnExpression,
    Text,
    any_,
    cast,
    func,
    literal,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import InstrumentedAttribute

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]


def among(
    connection: Connection, column: InstrumentedAttribute[int], numbers: Collection[int]
) -> ColumnElement[bool]:
    """The condition that `column` holds one of `numbers`, however many they are."""
    listed = ",".join(map(str, sorted(set(numbers))))
    if connection.dialect.name == "sqlite":
        return column.in_(select(func.json_each(f"[{listed}]").table_valued("value").c.value))
    return column == any_(cast(literal(f"{{{listed}}}", Text), ARRAY(BigInteger)))


def listed(*columns: SQLColumnExpression[int]) -> ColumnElement[str]:
    """What the whole numbers in `columns` are, row after row, as one text for `numbers_in`."""
    row: ColumnElement[str] = cast(columns[0], Text)
    for column in columns[1:]:
        row = row.concat(",").concat(cast(column, Text))
    return func.aggregate_strings(row, ",")


def numbers_in(text: str | None) -> Numbers:
    """The numbers that `listed` gave, one after the other, in no order of rows; None where no row was."""
    import numpy as np

    return np.fromstring(text or "", dtype=np.int64, sep=",")
