"""``fmt``: what it mends, what it leaves to people, and that no file is ever half written."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scripts import files
from scripts.__main__ import main
from scripts.fmt import format_table
from tests.conftest import CopiedPackage

MENDED: dict[str, Callable[[bytes], bytes]] = {
    "a byte order mark": lambda content: b"\xef\xbb\xbf" + content,
    "CRLF": lambda content: content.replace(b"\n", b"\r\n"),
    "CR": lambda content: content.replace(b"\n", b"\r"),
    "no line end at the end": lambda content: content.rstrip(b"\n"),
    "blanks around a value": lambda content: content.replace(b",panama,", b", panama ,"),
    "an accent beside its letter": lambda content: content.replace("é".encode(), "e\u0301".encode()),
    "the order of the rows": lambda content: b"".join(
        [content.splitlines(keepends=True)[0], *reversed(content.splitlines(keepends=True)[1:])]
    ),
    "needless quotation marks": lambda content: content.replace(b",panama,", b',"panama",'),
    "trailing zeros": lambda content: content.replace(b",8.9936,", b",8.993600,"),
}


@pytest.mark.parametrize("spoil", MENDED.values(), ids=MENDED)
def test_fmt_mends_and_changes_nothing_else(copied_package: CopiedPackage, spoil: Callable[[bytes], bytes]) -> None:
    before = copied_package.path("places").read_bytes()
    copied_package.rewrite("places", spoil)

    status = main(["--root", str(copied_package.root), "fmt"])

    assert copied_package.path("places").read_bytes() == before
    assert status == 0


def test_fmt_leaves_files_in_canonical_form_alone(copied_package: CopiedPackage, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: (path.stat().st_ino, path.read_bytes()) for path in (copied_package.root / "data").iterdir()}

    status = main(["--root", str(copied_package.root), "fmt"])

    assert {path: (path.stat().st_ino, path.read_bytes()) for path in (copied_package.root / "data").iterdir()} == before
    assert capsys.readouterr().out == ""
    assert status == 0


def test_fmt_check_shows_a_unified_diff_and_writes_nothing(
    copied_package: CopiedPackage, capsys: pytest.CaptureFixture[str]
) -> None:
    line = copied_package.replace("places", "panama-city-panama,", ",8.9936,", ",8.993600,")
    before = copied_package.path("places").read_bytes()

    status = main(["--root", str(copied_package.root), "fmt", "--check"])

    shown = capsys.readouterr().out.splitlines()
    assert shown[:3] == [
        "--- data/places.csv",
        "+++ data/places.csv (canonical)",
        f"@@ -{line - 3},7 +{line - 3},7 @@",
    ]
    assert [text[:45] for text in shown if text[:2] in ("-p", "+p")] == [
        "-panama-city-panama,Panama City,city,8.993600",
        "+panama-city-panama,Panama City,city,8.9936,-",
    ]
    assert copied_package.path("places").read_bytes() == before
    assert status == 1


UNREADABLE: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "an unbalanced quotation mark": (lambda content: content.replace(b",8.9936,", b',"8.9936,'), "quotation-marks"),
    "semicolons": (lambda content: content.replace(b",", b";"), "separator"),
    "a byte that is not UTF-8": (lambda content: content.replace(b"Panama", b"Panam\xe1", 1), "encoding"),
    "an empty file": (lambda content: b"", "empty-file"),
}


@pytest.mark.parametrize(("spoil", "rule"), UNREADABLE.values(), ids=UNREADABLE)
def test_fmt_leaves_an_unreadable_file_alone_and_tells_why(
    copied_package: CopiedPackage, capsys: pytest.CaptureFixture[str], spoil: Callable[[bytes], bytes], rule: str
) -> None:
    copied_package.rewrite("places", spoil)
    before = copied_package.path("places").read_bytes()

    status = main(["--root", str(copied_package.root), "fmt"])

    assert copied_package.path("places").read_bytes() == before
    assert capsys.readouterr().out.rstrip().endswith(f"[{rule}]")
    assert status == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [(",8.9936,", ',"8,9936",'), (",8.9936,", ",=8.9936,"), (",city,", ",citty,")],
    ids=["comma", "formula", "enum"],
)
def test_fmt_leaves_to_people_what_needs_judgement(copied_package: CopiedPackage, old: str, new: str) -> None:
    copied_package.replace("places", "panama-city-panama,", old, new)

    formatted = format_table(copied_package.package, copied_package.package.tables["places"])

    assert not formatted.is_changed


def test_a_file_is_written_beside_and_renamed(copied_package: CopiedPackage) -> None:
    path = copied_package.path("places")
    with path.open(encoding="utf-8") as reader:
        files.write_text(path, "new\n")

        assert reader.readline().startswith("place_id,")
    assert path.read_text() == "new\n"
    assert [each.name for each in path.parent.iterdir() if "partial" in each.name] == []
