"""Two versions compared: what counts as a change, which version follows, and from where a base may come."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import CopiedPackage, copy_package
from subset import cut

from scripts.__main__ import main
from scripts.changes.compare import PackageChanges, compare_packages
from scripts.changes.levels import Level, level_of, next_number
from scripts.changes.promises import version_problems, version_sentence
from scripts.changes.report import NOTHING_RELEASED, report_changes, report_on
from scripts.changes.versions import PackageVersion, read_version
from scripts.problems import InputError
from scripts.release.archive import zip_of
from scripts.schema import Package

MEETING = "migration-protection-panama-city-2022"


@pytest.fixture(scope="module")
def small(package: Package, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small package of real rows, released as 0.1.0."""
    folder = tmp_path_factory.mktemp("small")
    cut(package, folder)
    set_version(folder, "0.1.0")
    return folder


@pytest.fixture
def copy(small: Path, tmp_path: Path) -> Iterator[CopiedPackage]:
    yield copy_package(small, tmp_path)


def test_a_package_does_not_differ_from_itself(package: Package) -> None:
    version = read_version(package.root, "now")
    changes = compare_packages(version, version)
    assert not changes
    assert level_of(changes).level is Level.NONE


def drop_column(copy: CopiedPackage) -> None:
    change_fields(copy, lambda fields: fields[:-1])
    copy.rewrite("themes", lambda content: b"\n".join(line.rpartition(b",")[0] for line in content.split(b"\n")[:-1]) + b"\n")


def put_column_first(copy: CopiedPackage) -> None:
    change_fields(copy, lambda fields: [{**fields[1], "name": "colour", "constraints": {}}, *fields])
    copy.rewrite("themes", lambda content: b"colour," + b"\n,".join(content.split(b"\n")[:-1]) + b"\n")


def change_type(copy: CopiedPackage) -> None:
    change_fields(
        copy, lambda fields: [{**field, "type": "string"} if field["type"] == "integer" else field for field in fields]
    )


def describe_otherwise(copy: CopiedPackage) -> None:
    change_fields(copy, lambda fields: [{**fields[0], "description": "The key."}, *fields[1:]])


def add_row(copy: CopiedPackage) -> None:
    [like, *_] = copy.rows("themes")
    copy.add("themes", like=like, theme_id="zz-new")


def retire_for_another(copy: CopiedPackage) -> None:
    [key, other, *_] = copy.rows("themes")
    copy.remove("themes", key)
    copy.add(
        "retired_ids", table_name="themes", retired_id=key, replacement_id=other, retired_on="2026-11-25", reason="Joined."
    )


def retire_for_none(copy: CopiedPackage) -> None:
    [key, *_] = copy.rows("themes")
    copy.remove("themes", key)
    copy.add("retired_ids", table_name="themes", retired_id=key, retired_on="2026-11-25", reason="Never was one.")


def change_cell(copy: CopiedPackage) -> None:
    [key, *_] = copy.rows("themes")
    copy.set("themes", key, name="Another name")


def drop_table(copy: CopiedPackage) -> None:
    path = copy.root / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    descriptor["resources"] = [each for each in descriptor["resources"] if each["name"] != "travel_claims"]
    path.write_text(json.dumps(descriptor), encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "level", "words"),
    [
        (change_cell, Level.PATCH, "PATCH: 1 value changed in 1 row of themes."),
        (describe_otherwise, Level.PATCH, "PATCH: themes.theme_id described otherwise."),
        (add_row, Level.MINOR, "MINOR: 1 row added to themes."),
        (retire_for_another, Level.MINOR, "MINOR: 1 row of themes removed, 1 row added to retired_ids."),
        (retire_for_none, Level.MAJOR, "MAJOR: 1 row of themes gone without replacement; also 1 row added to retired_ids."),
        (drop_column, Level.MAJOR, "of themes is gone."),
        (put_column_first, Level.MAJOR, "MAJOR: the new column colour of themes stands between others."),
        (change_type, Level.MAJOR, "changed from integer (default) to string (default)"),
        (drop_table, Level.MAJOR, "MAJOR: the table travel_claims is gone."),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_level_follows_from_the_change(
    change: Callable[[CopiedPackage], None], level: Level, words: str, small: Path, copy: CopiedPackage
) -> None:
    change(copy)
    verdict = level_of(changes_of(small, copy))
    assert verdict.level is level
    assert words in verdict.sentence()


@pytest.mark.parametrize(
    ("released", "level", "number"),
    [
        ("0.1.0", Level.NONE, "0.1.0"),
        ("0.1.0", Level.PATCH, "0.1.1"),
        ("0.1.3", Level.MINOR, "0.2.0"),
        ("0.1.3", Level.MAJOR, "0.2.0"),
        ("1.4.2", Level.MINOR, "1.5.0"),
        ("1.4.2", Level.MAJOR, "2.0.0"),
    ],
)
def test_next_version_is_the_smallest_that_owns_up(released: str, level: Level, number: str) -> None:
    assert next_number(released, level) == number


def test_sentence_says_that_a_minor_version_may_break_below_1(small: Path, copy: CopiedPackage) -> None:
    retire_for_none(copy)
    changes = changes_of(small, copy)
    assert "(below 1.0.0 a MINOR version may break readers)" in version_sentence(changes)
    assert [problem.rule for problem in version_problems(changes)] == ["version-too-small"]


def test_a_version_raised_once_is_enough_until_the_release(small: Path, copy: CopiedPackage, tmp_path: Path) -> None:
    released = read_version(small, "v0.1.0")
    add_row(copy)
    set_version(copy.root, "0.2.0")
    main_branch = read_version(copy.root, "main")
    change_cell(copy)
    assert not report_on(main_branch, released, read_version(copy.root, "pull request")).problems


def test_before_the_first_release_any_version_will_do(small: Path, copy: CopiedPackage) -> None:
    add_row(copy)
    base, now = read_version(small, "main"), read_version(copy.root, "now")
    assert not report_on(base, NOTHING_RELEASED, now).problems
    first = report_on(NOTHING_RELEASED, NOTHING_RELEASED, now)
    assert not first.problems
    assert first.summary.startswith("# The data, for the first time\n")
    assert "| trips | 2 |" in first.summary


def test_vanished_key_is_reported_where_it_stood(small: Path, copy: CopiedPackage) -> None:
    lines = copy.lines("participants")
    key = lines[4].split(",")[0]
    copy.remove("participants", key)
    [problem] = report_changes(copy.root, str(small)).problems[:1]
    assert (problem.file, problem.line, problem.column, problem.value) == ("data/participants.csv", 5, "participant_id", key)


def test_evidence_cannot_be_retired_for_nothing(small: Path, copy: CopiedPackage) -> None:
    [key, *_] = copy.rows("commitment_events")
    copy.remove("commitment_events", key)
    copy.add("retired_ids", table_name="commitment_events", retired_id=key, retired_on="2026-11-25", reason="Wrong.")
    set_version(copy.root, "0.2.0")
    assert [problem.rule for problem in report_changes(copy.root, str(small)).problems] == ["evidence-is-only-added"]


def test_a_table_that_cannot_be_read_is_not_taken_for_an_empty_one(small: Path, copy: CopiedPackage) -> None:
    copy.rewrite("themes", lambda content: content.replace(b"theme_id", b"theme", 1))
    report = report_changes(copy.root, str(small))
    assert [problem.rule for problem in report.problems] == ["not-comparable"]
    assert not report.changes.tables


def test_marks_of_markdown_in_the_data_stay_plain(small: Path, copy: CopiedPackage) -> None:
    [key, *_] = copy.rows("themes")
    copy.set("themes", key, name="<script> | *stars* [link](there)")
    assert r"&lt;script&gt; \| \*stars\* \[link\](there)" in report_changes(copy.root, str(small)).summary


def test_base_may_be_a_folder_or_the_zip_file_of_a_release(
    small: Path, copy: CopiedPackage, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {f"statecraft-0.1.0/{path.relative_to(small)}": path.read_bytes() for path in small.rglob("*") if path.is_file()}
    archive = tmp_path_factory.mktemp("zip") / "statecraft-0.1.0.zip"
    archive.write_bytes(zip_of(files))
    add_row(copy)
    set_version(copy.root, "0.2.0")
    for base in (str(small), str(archive)):
        full = copy.root / "full.md"
        assert main(["--root", str(copy.root), "changes", base, "--full", str(full)]) == 0
        assert "- `zz-new`" in capsys.readouterr().out
        assert "- `zz-new` (theme_id: zz-new; " in full.read_text(encoding="utf-8")


def test_base_that_is_nothing_is_refused_with_its_name(copy: CopiedPackage, tmp_path_factory: pytest.TempPathFactory) -> None:
    empty = tmp_path_factory.mktemp("empty")
    with pytest.raises(InputError, match=r"holds no datapackage\.json"):
        report_changes(copy.root, str(empty))
    with pytest.raises(InputError, match="nowhere is neither a folder, nor a zip file, nor a revision"):
        report_changes(copy.root, "nowhere")


def changes_of(small: Path, copy: CopiedPackage) -> PackageChanges:
    before: PackageVersion = read_version(small, "before")
    return compare_packages(before, read_version(copy.root, "after"))


def change_fields(copy: CopiedPackage, change: Callable[[list[dict[str, object]]], list[dict[str, object]]]) -> None:
    path = copy.root / "schemas" / "themes.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    schema["fields"] = change(schema["fields"])
    path.write_text(json.dumps(schema), encoding="utf-8")


def set_version(root: Path, version: str) -> None:
    path = root / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**descriptor, "version": version}, indent=2), encoding="utf-8")
