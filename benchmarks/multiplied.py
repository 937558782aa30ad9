"""The tables many times over: each row again and again under other keys, its references turned to the same round."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from scripts.schema import Table


def multiplied(table: Table, rows: pa.Table, factor: int) -> Iterator[pa.Table]:
    """``factor`` rounds of the rows; keys and references of a later round end in ``~`` and its number.

    Within a round everything refers to its own round, so counts by key stay as they are and other counts grow by the factor.
    """
    named = {*table.references, *table.primary_key}
    turned = [column for column in table.columns if column in named and table.by_name[column].type == "string"]
    yield rows
    for number in range(1, factor):
        turn = rows
        for column in turned:
            index = turn.schema.get_field_index(column)
            keys = pc.binary_join_element_wise(turn.column(column), f"~{number}", "")
            turn = turn.set_column(index, turn.schema.field(index), keys)
        yield turn
