"""The questions: one for each field, asked again until the answer may stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date

from scripts.add.answers import fault_of_answer
from scripts.add.nouns import IN_BETWEEN, Part
from scripts.add.search import find_keys
from scripts.canonical import records_of
from scripts.schema import Field, Package, Table

Ask = Callable[[str], str]
Tell = Callable[[str], None]
NewRows = Mapping[str, list[dict[str, str]]]
SEARCH, NEW = "?", "new"
YES = frozenset({"y", "yes"})


class Dialogue:
    """One conversation: ``ask`` puts a question and gives the answer, ``tell`` says something; both belong to the caller."""

    def __init__(self, package: Package, ask: Ask, tell: Tell, today: date) -> None:
        """A conversation about the package as it is now."""
        self._package = package
        self._ask = ask
        self._tell = tell
        self._today = today
        self._present = {table.name: records_of(package, table.name) for table in package}
        self._new: defaultdict[str, list[dict[str, str]]] = defaultdict(list)

    def rows_of(self, part: Part) -> NewRows:
        """The new rows by table, when all questions about a noun are answered.

        Raises EOFError or KeyboardInterrupt from ``ask`` where the person leaves; nothing has been written then.
        """
        self._add(part, {}, 1)
        return dict(self._new)

    def _add(self, part: Part, tied: Mapping[str, str], number: int) -> None:
        table = self._package.tables[part.table]
        self._tell(f"\n{table.title}. {table.description}")
        row = {**dict.fromkeys(table.columns, ""), **tied}
        if part.number:
            row[part.number] = str(number)
        keys = [field for field in table.fields if field.name in table.primary_key and not row[field.name]]
        for field in [field for field in table.fields if not row[field.name] and field not in keys]:
            row[field.name] = self._answer(table, field, self._proposal(field))
        for field in keys:
            row[field.name] = self._answer(table, field, self._free_key(table, field, part.key(row)))
        self._new[part.table].append(row)
        for below in part.parts:
            self._add_all(below, row)

    def _add_all(self, part: Part, above: Mapping[str, str]) -> None:
        count = 0
        while count < part.least or self._ask(f"another row of {part.table}? [y/N] ").strip().lower() in YES:
            count += 1
            self._add(part, {part.tie: above[part.tie]}, count)

    def _answer(self, table: Table, field: Field, proposal: str) -> str:
        """A value for the field that may stand there; an empty answer takes the proposal."""
        reference = table.references.get(field.name)
        keys = {record[reference.reference] for record in self._records(reference.table)} if reference else None
        alone = field.unique or table.primary_key == (field.name,)
        taken = {record[field.name] for record in self._records(table.name)} if alone else set()
        self._tell(self._help(field, reference.table if reference else ""))
        while True:
            answer = self._ask(f"{field.name}{f' [{proposal}]' if proposal else ''}: ").strip() or proposal
            if reference and answer.startswith(SEARCH):
                self._offer(reference.table, reference.reference, answer.removeprefix(SEARCH))
            elif reference and reference.table in IN_BETWEEN and answer == NEW:
                self._add(IN_BETWEEN[reference.table], {}, 1)
                return self._new[reference.table][-1][reference.reference]
            elif fault := fault_of_answer(field, answer, keys, taken):
                self._tell(f"  {fault.what}; {fault.remedy}")
            else:
                return answer

    def _help(self, field: Field, table: str) -> str:
        lines = [f"- {field.title}{'' if field.required else ' (may stay empty)'}: {field.description}"]
        if field.enum:
            lines.append(f"  one of {', '.join(field.enum)}")
        if table:
            new = f", or {NEW}" if table in IN_BETWEEN else ""
            lines.append(f"  a key of {table}; type {SEARCH} and some words to search{new}")
        return "\n".join(lines)

    def _offer(self, table: str, key: str, words: str) -> None:
        offers = find_keys(self._records(table), key, words)
        for found, text in offers:
            self._tell(f"  {found}  {text}")
        if not offers:
            self._tell(f"  nothing in {table} resembles that")

    def _records(self, table: str) -> list[dict[str, str]]:
        return [*self._present[table], *self._new.get(table, ())]

    def _proposal(self, field: Field) -> str:
        """What an empty answer means: today for a day of reading, the source just given for the next row."""
        if field.name == "accessed_on":
            return self._today.isoformat()
        if field.name == "source_id":
            given = [row["source_id"] for rows in self._new.values() for row in rows if row.get("source_id")]
            return given[-1] if given else ""
        return ""

    def _free_key(self, table: Table, field: Field, wanted: str) -> str:
        """The key as its parts make it, numbered from the second of its kind."""
        taken = {record[field.name] for record in self._records(table.name)}
        free, number = wanted, 2
        while wanted and free in taken:
            free, number = f"{wanted}-{number}", number + 1
        return free
