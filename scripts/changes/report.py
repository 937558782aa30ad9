"""What ``python -m scripts changes BASE`` tells: the summary, the full report and the problems."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from scripts.changes.compare import PackageChanges, compare_packages
from scripts.changes.promises import broken_promises, version_problems
from scripts.changes.summary import full_report, summary
from scripts.changes.versions import PackageVersion, last_release, read_base, read_version
from scripts.problems import Problem

NOTHING_RELEASED = PackageVersion("nothing released yet", None, {})


@dataclass(frozen=True)
class ChangeReport:
    """The changes against a base in words, and what is wrong with them."""

    changes: PackageChanges
    summary: str
    full: str
    problems: tuple[Problem, ...]


def report_changes(root: Path, base: str) -> ChangeReport:
    """The report on the package at ``root`` against ``base``.

    Keys and evidence are held against ``base``, the version against the last release: ``base`` itself where it is a folder
    or a file, else the newest tag ``vX.Y.Z``. So a version that was raised once is enough for all changes up to the release.
    """
    before, after = read_base(root, base), read_version(root, "this version")
    released = before if Path(base).exists() else last_release(root)
    return report_on(before, released or NOTHING_RELEASED, after)


def report_on(before: PackageVersion, released: PackageVersion, after: PackageVersion) -> ChangeReport:
    """The report on ``after`` against ``before``, with the version that must follow ``released``."""
    changes = compare_packages(before, after)
    since_release = changes if released is before else compare_packages(released, after)
    problems = (*broken_promises(changes), *version_problems(since_release))
    words = (changes, since_release, problems)
    return ChangeReport(changes, summary(*words), full_report(*words), problems)
