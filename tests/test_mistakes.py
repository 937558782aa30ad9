"""The mistakes that people make with CSV files, each planted in the real data, each with the whole of what ``check`` says."""

from __future__ import annotations

import csv
import io
import json
import multiprocessing
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from scripts.__main__ import main
from scripts.canonical import read_table
from tests.conftest import ROOT, CopiedPackage, copy_package

ALLOWED = json.loads((ROOT / "schemas" / "warnings.json").read_text(encoding="utf-8"))["ministerial-has-a-host"]
STOP = "blinken-2022-04-19-panama,"
STOPS_HEADER = (
    "stop_id,trip_id,stop_order,arrived_on,departed_on,date_basis,country_id,country_label,locality_label,"
    "historian_id,historian_digest,source_id,note"
)
SOURCES_HEADER = (
    "source_id,title,publisher,original_publisher,url,published_on,published_precision,accessed_on,kind,language,note"
)


@dataclass(frozen=True)
class Mistake:
    """What is done to a copy of the package, and the lines that ``check`` then prints, all of them.

    ``plant`` returns the number of the line where the mistake stands; it is put in place of {line}, the one before of {above}.
    """

    plant: Callable[[CopiedPackage], int]
    expected: str
    options: tuple[str, ...] = ()

    def lines(self, line: int) -> list[str]:
        return self.expected.replace("{line}", str(line)).replace("{above}", str(line - 1)).splitlines()


def in_a_cell(table: str, start: str, old: str, new: str) -> Callable[[CopiedPackage], int]:
    """``new`` instead of ``old`` on the line of the table that begins with ``start``."""
    return lambda copied: copied.replace(table, start, old, new)


def in_the_file(table: str, change: Callable[[bytes], bytes]) -> Callable[[CopiedPackage], int]:
    """The bytes of the table's file changed."""

    def plant(copied: CopiedPackage) -> int:
        copied.rewrite(table, change)
        return 1

    return plant


def twice(table: str, start: str) -> Callable[[CopiedPackage], int]:
    """The line of the table that begins with ``start``, twice."""

    def plant(copied: CopiedPackage) -> int:
        number = copied.line_of(table, start)
        row = copied.lines(table)[number - 1] + "\n"
        copied.rewrite(table, lambda content: content.replace(row.encode(), 2 * row.encode()))
        return number + 1

    return plant


def missing(table: str) -> Callable[[CopiedPackage], int]:
    """No file."""

    def plant(copied: CopiedPackage) -> int:
        copied.path(table).unlink()
        return 0

    return plant


def without_hosts(copied: CopiedPackage) -> int:
    """Nobody hosts the ministerial of Panama City."""
    for country in ("panama", "united-states"):
        copied.set("participants", f"migration-protection-panama-city-2022-{country}", role="participant")
    return 0


def in_several_files(copied: CopiedPackage) -> int:
    """A misspelled key and an American date in stops, a decimal comma in places and a byte order mark in themes."""
    copied.replace("places", "aachen-germany,", ",50.77664,", ',"50,77664",')
    copied.rewrite("themes", lambda content: b"\xef\xbb\xbf" + content)
    copied.replace("stops", STOP, ",panama,", ",panma,")
    return copied.replace("stops", STOP, ",2022-04-19,2022-04-20,", ",4/19/2022,2022-04-20,")


def respelled(change: Callable[[list[list[str]]], None], separator: str = ",") -> Callable[[bytes], bytes]:
    """A change to the records of a file, header included."""

    def rewrite(content: bytes) -> bytes:
        records = list(csv.reader(io.StringIO(content.decode(), newline="")))
        change(records)
        out = io.StringIO()
        csv.writer(out, lineterminator="\n", delimiter=separator).writerows(records)
        return out.getvalue().encode()

    return rewrite


def leave(records: list[list[str]]) -> None:
    pass


def drop_fourth_column(records: list[list[str]]) -> None:
    for record in records:
        del record[3]


def add_column(records: list[list[str]]) -> None:
    for number, record in enumerate(records):
        record.append("sunny" if number else "weather")


def swap_third_and_fourth_column(records: list[list[str]]) -> None:
    for record in records:
        record[2], record[3] = record[3], record[2]


# Those of the first net are shown with the whole check; each must hold of all four nets.
MISTAKES: Mapping[str, Mistake] = {
    "a date as a spreadsheet mangles it": Mistake(
        in_a_cell("stops", STOP, ",2022-04-19,2022-04-20,", ",4/19/2022,2022-04-20,"),
        'data/stops.csv:{line} arrived_on "4/19/2022": not a date of the form YYYY-MM-DD; a spreadsheet has changed it; '
        'write "2022-04-19" and format the column as text [date-form]',
    ),
    "a dangling key, misspelled": Mistake(
        in_a_cell("stops", STOP, ",panama,", ",panma,"),
        'data/stops.csv:{line} country_id "panma": not in countries; did you mean "panama"? [foreign-key]',
    ),
    "a dangling key, unlike any": Mistake(
        in_a_cell("stops", STOP, ",panama,", ",atlantis,"),
        'data/stops.csv:{line} country_id "atlantis": not in countries; add it to data/countries.csv first [foreign-key]',
    ),
    "end before start": Mistake(
        in_a_cell("stops", STOP, ",2022-04-19,2022-04-20,", ",2022-04-19,2022-04-18,"),
        'data/stops.csv:{line} departed_on "2022-04-18": breaks the rule that a stop ends on or after the day it starts; '
        "correct arrived_on or departed_on [stop-ends-on-or-after-it-starts]",
    ),
    "blanks around a value": Mistake(
        in_a_cell("stops", STOP, ",Panama City,", ", Panama City,"),
        'data/stops.csv:{line} locality_label " Panama City": blanks around the value; delete them, or run `make fmt` [blanks]',
    ),
    "blanks around a key": Mistake(
        in_a_cell("countries", "panama,", "panama,", "panama ,"),
        'data/countries.csv:{line} country_id "panama ": blanks around the value; delete them, or run `make fmt` [blanks]',
    ),
    "an unbalanced quotation mark": Mistake(
        in_a_cell("stops", STOP, ",Panama City,", ',"Panama City,'),
        'data/stops.csv:{line} locality_label ""Panama City,4066,fabbcff65d8e,historian": a quotation mark is not closed or '
        'stands inside the cell; close it, and double a quotation mark that belongs to the text ("") [quotation-marks]',
    ),
    "an unknown value of a closed list, misspelled": Mistake(
        in_a_cell("stops", STOP, ",historian,", ",historain,"),
        'data/stops.csv:{line} date_basis "historain": not one of historian, attested, announced, inferred; '
        'did you mean "historian"? [enum]',
    ),
    "a formula": Mistake(
        in_a_cell("stops", STOP, ",Panama City,", ",=Panama City,"),
        "data/stops.csv:{line} locality_label \"=Panama City\": the cell begins with '=', which a spreadsheet takes for a "
        "formula; begin it with another character [formula]",
    ),
    "a formula in a column of numbers": Mistake(
        in_a_cell("stops", STOP, ",4066,", ",=4065+1,"),
        "data/stops.csv:{line} historian_id \"=4065+1\": the cell begins with '=', which a spreadsheet takes for a "
        "formula; begin it with another character [formula]",
    ),
    "a line break in a cell": Mistake(
        in_a_cell("stops", STOP, ",Panama City,", ',"Panama\nCity",'),
        'data/stops.csv:{line} locality_label "Panama\\u000aCity": the cell holds a line break; '
        "write it on one line [line-break]",
    ),
    "blanks in a web address": Mistake(
        in_a_cell(
            "sources",
            "stl-news-2022-04-19-panama-fact-sheet,",
            "/secretary-blinkens-trip-to-panama-fact-sheet/515110/",
            "/fact sheet/515110/",
        ),
        'data/sources.csv:{line} url "https://www.stl.news/fact sheet/515110/": the address holds a blank; '
        'write it as "https://www.stl.news/fact%20sheet/515110/" [address-form]',
    ),
    "a coordinate with a decimal comma": Mistake(
        in_a_cell("places", "panama-city-panama,", ",8.9936,", ',"8,9936",'),
        'data/places.csv:{line} latitude "8,9936": not a plain number; write the decimal point: "8.9936" [number-form]',
    ),
    "a byte order mark": Mistake(
        in_the_file("stops", lambda content: b"\xef\xbb\xbf" + content),
        'data/stops.csv:1: the file begins with a byte order mark (BOM); save it as "CSV UTF-8" without BOM, '
        "or run `make fmt` [byte-order-mark]",
    ),
    "CRLF": Mistake(
        in_the_file("themes", lambda content: content.replace(b"\n", b"\r\n")),
        "data/themes.csv:1: 28 line ends with a carriage return (CRLF), the first here; "
        "save the file with Unix line ends (LF), or run `make fmt` [line-end]",
    ),
    "semicolons": Mistake(
        in_the_file("stops", respelled(leave, ";")),
        'data/stops.csv:1 "stop_id;trip_id;stop_order;arrived_on;departed_on;date_basis;country_id;country_…": '
        "the cells are separated by semicolons; save the file with commas as separators [separator]",
    ),
    "a missing column": Mistake(
        in_the_file("stops", respelled(drop_fourth_column)),
        f"data/stops.csv:1 arrived_on: the column is missing from the header; the columns are {STOPS_HEADER} [header]",
    ),
    "an extra column": Mistake(
        in_the_file("stops", respelled(add_column)),
        "data/stops.csv:1 weather: the header has a column that the schema does not know; delete it; "
        "a new column is first defined in schemas/stops.json [header]",
    ),
    "swapped columns": Mistake(
        in_the_file("trips", respelled(swap_third_and_fourth_column)),
        "data/trips.csv:1 ended_on: the columns are swapped: started_on belongs here; "
        "put them in the order trip_id,secretary_id,started_on,ended_on,source_id,note [header]",
    ),
    "a byte that is not UTF-8": Mistake(
        in_the_file("themes", lambda content: content.replace(b"Climate,", b"Clim\xe1t,", 1)),
        'data/themes.csv:3 name "imate,Clim\\xe1t,"Emissio": byte 0xe1 is not UTF-8; '
        "save the file in the encoding UTF-8 [encoding]",
    ),
    "an empty file": Mistake(
        in_the_file("sources", lambda content: b""),
        f"data/sources.csv: the file is empty; begin it with the header {SOURCES_HEADER} [empty-file]",
    ),
    "an unknown value of a closed list, unlike any": Mistake(
        in_a_cell("stops", STOP, ",historian,", ",guess,"),
        'data/stops.csv:{line} date_basis "guess": not one of historian, attested, announced, inferred; '
        "choose one of them [enum]",
    ),
    "a stop twice": Mistake(
        twice("stops", STOP),
        'data/stops.csv:{line} stop_id "blinken-2022-04-19-panama": the key stands already on line {above}; '
        "give the row a key of its own or delete it [primary-key]",
    ),
    "a key twice": Mistake(
        in_a_cell("coverage", "engagements-remarks,", "engagements-remarks,", "engagements-panama-2022,"),
        'data/coverage.csv:{line} coverage_id "engagements-panama-2022": the key stands already on line {above}; '
        "give the row a key of its own or delete it [primary-key]",
    ),
    "a missing file": Mistake(
        missing("sources"),
        f"data/sources.csv: the file is missing; create it with the header {SOURCES_HEADER} [missing-file]",
    ),
    "several in several files, told by place": Mistake(
        in_several_files,
        'data/places.csv:2 latitude "50,77664": not a plain number; write the decimal point: "50.77664" [number-form]\n'
        'data/stops.csv:{line} arrived_on "4/19/2022": not a date of the form YYYY-MM-DD; a spreadsheet has changed it; '
        'write "2022-04-19" and format the column as text [date-form]\n'
        'data/stops.csv:{line} country_id "panma": not in countries; did you mean "panama"? [foreign-key]\n'
        'data/themes.csv:1: the file begins with a byte order mark (BOM); save it as "CSV UTF-8" without BOM, '
        "or run `make fmt` [byte-order-mark]",
    ),
    "an annotation of a workflow run": Mistake(
        in_a_cell("stops", STOP, ",panama,", ",panma,"),
        "::error file=data/stops.csv,line={line},title=foreign-key::"
        'data/stops.csv:{line} country_id "panma": not in countries; did you mean "panama"?',
        options=("--annotations",),
    ),
    "a warning more than schemas/warnings.json allows": Mistake(
        without_hosts,
        f'schemas/warnings.json ministerial-has-a-host "{ALLOWED + 1}": more warnings than the {ALLOWED} allowed; '
        "correct the new ones; `python -m scripts check --warnings` lists them [warnings-grew]",
    ),
}

# More that the first net alone answers for.
MISTAKES_OF_FORM: Mapping[str, Mistake] = {
    "a date that is none": Mistake(
        in_a_cell("stops", STOP, ",2022-04-19,2022-04-20,", ",2022-04-19,2022-04-31,"),
        'data/stops.csv:{line} departed_on "2022-04-31": not a date of the form YYYY-MM-DD; write year, month and day with '
        "hyphens and zeros; a date that is not known whole has a precision column [date-form]",
    ),
    "a web address without its beginning": Mistake(
        in_a_cell(
            "sources",
            "stl-news-2022-04-19-panama-fact-sheet,",
            "https://www.stl.news/secretary-blinkens-trip-to-panama-fact-sheet/515110/",
            "www.stl.news/515110/",
        ),
        'data/sources.csv:{line} url "www.stl.news/515110/": not a web address; '
        "give the whole address, beginning with https:// or http:// [address-form]",
    ),
    "a coordinate with a bare decimal comma": Mistake(
        in_a_cell("places", "panama-city-panama,", ",8.9936,", ",8,9936,"),
        'data/places.csv:{line} "panama-city-panama,Panama City,city,8,9936,-79.51973,locality,panama,3703443,,ge…": '
        "12 cells where the header has 11; put a cell that contains a comma in quotation marks [cell-count]",
    ),
    "a control character": Mistake(
        in_a_cell("stops", STOP, ",Panama City,", ",Panama\0City,"),
        'data/stops.csv:{line} locality_label "Panama\\u0000City": the invisible character U+0000; '
        "delete it or write a plain blank [invisible-character]",
    ),
    "a no-break space in a number": Mistake(
        in_a_cell("places", "panama-city-panama,", ",8.9936,", ",8.99\u00a036,"),
        'data/places.csv:{line} latitude "8.99\\u00a036": the invisible character U+00A0 NO-BREAK SPACE; '
        "delete it or write a plain blank [invisible-character]",
    ),
    "letters garbled by a wrong encoding": Mistake(
        in_a_cell("places", "bogota-colombia,", "Bogotá", "BogotÃ¡"),
        'data/places.csv:{line} name "BogotÃ¡": letters garbled by a wrong encoding; '
        "restore the letters and save the file as UTF-8 [mojibake]",
    ),
    "a swapped header": Mistake(
        in_a_cell("stops", "stop_id,", "stop_order,arrived_on", "arrived_on,stop_order"),
        "data/stops.csv:{line} arrived_on: the columns are swapped: stop_order belongs here; "
        f"put them in the order {STOPS_HEADER} [header]",
    ),
    "a marker of a merge conflict": Mistake(
        in_a_cell("themes", "climate,", "climate,", "<<<<<<< HEAD\nclimate,"),
        'data/themes.csv:{line} "<<<<<<< HEAD": a merge conflict was left in the file; '
        "choose one side and delete the marker lines [merge-marker]",
    ),
    "needless quotation marks": Mistake(
        in_a_cell("secretaries", "blinken,", ",blinken-antony-j,", ',"blinken-antony-j",'),
        'data/secretaries.csv:{line} "blinken,Antony John Blinken,2021-01-26,2025-01-20,1962,"blinken-antony-j",secr-2…": '
        "the line is not in canonical form (needless quotation marks, as a rule); run `make fmt` [canonical-form]",
    ),
    "no line end at the end": Mistake(
        in_the_file("themes", lambda content: content.rstrip(b"\n")),
        "data/themes.csv:28: the last line does not end with a line feed; run `make fmt` [line-end]",
    ),
    "tabs": Mistake(
        in_the_file("themes", respelled(leave, "\t")),
        'data/themes.csv:1 "theme_id\\u0009name\\u0009definition\\u0009excludes\\u0009historian_tag\\u0009dac_code'
        '\\u0009sdg_goal\\u0009note": the cells are separated by tabs; save the file with commas as separators [separator]',
    ),
    "an empty line": Mistake(
        in_the_file("themes", lambda content: content + b"\n"),
        "data/themes.csv:29: the line is empty; delete it [cell-count]",
    ),
}


@dataclass(frozen=True)
class Answer:
    """What the command did with a planted mistake."""

    line: int
    status: int
    printed: tuple[str, ...]


def answer_to(name: str) -> Answer:
    """Plant the mistake in a copy and run the command on it; an exception would come back as one."""
    with tempfile.TemporaryDirectory() as folder, redirect_stdout(io.StringIO()) as out:
        copied = copy_package(ROOT, Path(folder))
        line = MISTAKES[name].plant(copied)
        status = main(["--root", folder, "check", *MISTAKES[name].options])
    return Answer(line, status, tuple(out.getvalue().splitlines()))


@pytest.fixture(scope="module")
def answers(request: pytest.FixtureRequest) -> Iterator[Mapping[str, Future[Answer]]]:
    """The answers to the mistakes of the selected tests, worked out side by side: a whole check takes seconds."""
    selected = {item.callspec.params.get("name") for item in request.session.items if hasattr(item, "callspec")}
    with ProcessPoolExecutor(os.cpu_count(), multiprocessing.get_context("spawn")) as pool:
        yield {name: pool.submit(answer_to, name) for name in MISTAKES if name in selected}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_once_with_place_and_remedy(answers: Mapping[str, Future[Answer]], name: str) -> None:
    answer = answers[name].result()

    assert list(answer.printed) == MISTAKES[name].lines(answer.line)
    assert answer.status == 1


@pytest.mark.parametrize("mistake", MISTAKES_OF_FORM.values(), ids=MISTAKES_OF_FORM)
def test_a_mistake_of_form_is_told_once_with_place_and_remedy(copied_package: CopiedPackage, mistake: Mistake) -> None:
    line = mistake.plant(copied_package)

    printed = [
        str(problem) for table in copied_package.package for problem in read_table(copied_package.package, table).problems
    ]

    assert printed == mistake.lines(line)


def test_more_than_a_thousand_errors_in_a_table_are_said_to_be_more(copied_package: CopiedPackage) -> None:
    copied_package.rewrite("stops", lambda content: content.replace(b",historian,", b",hearsay,"))

    problems = copied_package.problems()

    assert problems[0] == (
        "data/stops.csv: more than 1,000 errors in this table; types and keys were checked no further; "
        "correct these first, then check again [too-many-errors]"
    )
    assert len(problems) == 1001


def test_a_whole_column_of_american_dates_is_told_line_by_line(copied_package: CopiedPackage) -> None:
    copied_package.rewrite("sources", lambda content: re.sub(rb",2026-11-([0-9]{2}),", rb",11/\1/2026,", content))

    text = read_table(copied_package.package, copied_package.package.tables["sources"])

    assert len([problem for problem in text.problems if problem.column == "accessed_on"]) == len(text.rows)
    accessed = {problem.sentence() for problem in text.problems if problem.column == "accessed_on"}
    assert (
        'not a date of the form YYYY-MM-DD; a spreadsheet has changed it; write "2026-11-23" and format the column as text'
        in accessed
    )


@pytest.mark.parametrize("planted", ["nothing", "a byte order mark", "a missing file"])
def test_the_command_ends_with_its_status_and_no_traceback(copied_package: CopiedPackage, root: Path, planted: str) -> None:
    if planted == "a byte order mark":
        copied_package.rewrite("stops", lambda content: b"\xef\xbb\xbf" + content)
    if planted == "a missing file":
        copied_package.path("stops").unlink()

    command = [sys.executable, "-m", "scripts", "--root", str(copied_package.root), "check"]
    ended = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=120, check=False)

    assert "Traceback" not in ended.stderr
    assert ended.returncode == (0 if planted == "nothing" else 1)
    assert len(ended.stdout.splitlines()) == (0 if planted == "nothing" else 1)
