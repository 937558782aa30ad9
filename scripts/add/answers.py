"""Whether an answer may stand in a field: the form of the cell, the constraints of the schema, and keys that must be there."""

from __future__ import annotations

import re
from collections.abc import Collection

from scripts.cells import fault_of_cell
from scripts.problems import Fault, did_you_mean
from scripts.schema import Field


def fault_of_answer(
    field: Field, answer: str, keys: Collection[str] | None = None, taken: Collection[str] = ()
) -> Fault | None:
    """What is wrong with an answer, None where nothing is.

    ``keys`` are the values that a foreign key may take (None for a field that is none), ``taken`` those that a unique field may
    not take any more.
    """
    if not answer:
        return Fault("the field is required", f"for example {field.example}", "required") if field.required else None
    if form := fault_of_cell(field, answer):
        return form
    if keys is not None and answer not in keys:
        return Fault("no such key", did_you_mean(answer, keys) or "type ? and some words to search", "foreign-key")
    if answer in taken:
        return Fault("the value stands already", "each row has its own", "unique")
    return _fault_of_constraint(field, answer)


def _fault_of_constraint(field: Field, answer: str) -> Fault | None:
    if field.enum and answer not in field.enum:
        return Fault("not in the list", did_you_mean(answer, field.enum) or f"choose of {', '.join(field.enum)}", "enum")
    if field.pattern and not re.fullmatch(field.pattern, answer):
        return Fault(f"does not match {field.pattern}", f"for example {field.example}", "pattern")
    if field.max_length is not None and len(answer) > field.max_length:
        return Fault(f"{len(answer)} characters, more than {field.max_length}", "say it more shortly", "max-length")
    if field.type in ("integer", "number"):
        number = float(answer)
        if field.minimum is not None and number < field.minimum:
            return Fault(f"less than {field.minimum:g}", "correct the number", "minimum")
        if field.maximum is not None and number > field.maximum:
            return Fault(f"more than {field.maximum:g}", "correct the number", "maximum")
    return None
