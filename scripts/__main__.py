"""``python -m scripts VERB``: parses the command line, calls, prints and sets the exit status; nothing else here prints.

Exit status: 0 all well, 1 problems found, 2 wrong usage, or a file of the program that cannot be used.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from scripts import files
from scripts.problems import InputError
from scripts.schema import load_package

ROOT = Path(__file__).resolve().parent.parent


def check_verb(options: argparse.Namespace) -> int:
    """Run all four nets over the data."""
    from scripts.check import check

    report = check(load_package(options.root))
    for problem in (*report.errors, *(report.warnings if options.warnings else ())):
        print(problem.annotation() if options.annotations else problem)
    return _summary(len(report.errors), len(report.warnings), report.waiting)


def fmt_verb(options: argparse.Namespace) -> int:
    """Write the tables in canonical form, or show what that would change."""
    from scripts.fmt import format_table

    package = load_package(options.root)
    found = 0
    for formatted in [format_table(package, table) for table in package]:
        for problem in formatted.problems:
            print(problem)
        found += len(formatted.problems)
        if not formatted.is_changed:
            continue
        if options.check:
            print(formatted.diff(), end="")
            found += 1
        else:
            files.write_text(package.path_of(formatted.table), formatted.after)
            print(f"formatted {formatted.table.path}")
    if options.check and found:
        print("run `make fmt`", file=sys.stderr)
    return 1 if found else 0


def build_verb(options: argparse.Namespace) -> int:
    """Check the data, then build the database and what the site shows beside it under build/."""
    from scripts.check import check
    from scripts.database import build
    from scripts.site import write_site
    from scripts.static_files import write_feeds, write_pictures

    package = load_package(options.root)
    report = check(package)
    database, site = options.root / "build" / "statecraft.db", options.root / "build" / "site"
    problems = report.errors or tuple(build(package, report.texts, database))
    for problem in problems:
        print(problem)
    if problems:
        return _summary(len(problems), len(report.warnings))
    write_site(package, options.root, database, site)
    write_feeds(package, database, site / "feeds")
    charts = write_pictures(options.root, database, site / "pictures", options.root / "build" / "cache")
    rows = sum(len(text.rows) for text in report.texts.values())
    print(f"built build/statecraft.db: {len(package.tables)} tables, {rows} rows, {charts} charts")
    return 0


def docs_verb(options: argparse.Namespace) -> int:
    """Write the generated documents, or tell which are stale."""
    from scripts.dictionary import generated_documents

    stale = {path: text for path, text in generated_documents(load_package(options.root)).items() if not _is_fresh(path, text)}
    for path, text in stale.items():
        if options.check:
            print(f"{path.relative_to(options.root)} is stale; run `make docs`")
        else:
            files.write_text(path, text)
            print(f"wrote {path.relative_to(options.root)}")
    return 1 if options.check and stale else 0


def upstream_verb(options: argparse.Namespace) -> int:
    """Compare a checkout of the Historian's repository with our data and propose rows."""
    from scripts.upstream import compare_with_upstream

    proposals = compare_with_upstream(load_package(options.root), options.path)
    for proposal in proposals:
        print(proposal)
    print(f"{len(proposals)} proposals", file=sys.stderr)
    return 1 if proposals else 0


def add_verb(options: argparse.Namespace) -> int:
    """Ask for a new trip, ministerial or commitment, field by field, and add its rows."""
    from scripts.add.dialogue import Dialogue
    from scripts.add.nouns import NOUNS
    from scripts.add.writing import write_rows

    package = load_package(options.root)
    try:
        rows = Dialogue(package, input, print, date.today()).rows_of(NOUNS[options.noun])
    except (EOFError, KeyboardInterrupt):
        print("\nleft; nothing was written", file=sys.stderr)
        return 1
    drafts = options.root / "build" / "add"
    errors = write_rows(package, rows, drafts)
    for problem in errors:
        print(problem)
    if errors:
        print(f"data/ is as it was; your rows stand in {drafts.relative_to(options.root)}/*.csv", file=sys.stderr)
        return 1
    for name, added in rows.items():
        print(f"{package.tables[name].path}: {len(added)} row{'s' * (len(added) != 1)} added")
    print("now run `make check` and `make docs`")
    return 0


def doubts_verb(options: argparse.Namespace) -> int:
    """Tell which stops' days look odd and are settled by nobody."""
    from scripts.doubts import open_doubts

    doubts = open_doubts(load_package(options.root), options.path)
    for doubt in doubts:
        print(doubt)
    print(f"{len(doubts)} open doubts", file=sys.stderr)
    return 1 if doubts else 0


def remarks_verb(options: argparse.Namespace) -> int:
    """Read the remarks of a checkout of the Historian's repository into engagements."""
    from scripts.remarks.writing import write_engagements

    written = write_engagements(load_package(options.root), options.path)
    print(written)
    return 1 if written.faults else 0


def changes_verb(options: argparse.Namespace) -> int:
    """Tell what changed since BASE, which version follows, and what must not change."""
    from scripts.changes.report import report_changes

    report = report_changes(options.root, options.base)
    print(report.summary, end="")
    if options.full:
        files.write_text(options.full, report.full)
    for problem in report.problems:
        print(problem.annotation() if options.annotations else problem, file=sys.stderr)
    return 1 if report.problems else 0


def release_verb(options: argparse.Namespace) -> int:
    """Build the files of a release in dist/ from a clean tree."""
    from scripts.release.building import build_release, write_release

    built = build_release(options.root)
    for problem in built.problems:
        print(problem)
    if built.problems:
        return _summary(len(built.problems), 0)
    write_release(built, options.root / "dist")
    print(f"built dist/: {len(built.files)} files, {sum(map(len, built.files.values())) / 1e6:.1f} MB")
    return 0


def serve_verb(options: argparse.Namespace) -> int:
    """Serve the built database, read-only, on this machine."""
    from scripts.serve import serve_command

    command = serve_command(options.root, options.port)
    command[command.index("--host") + 1] = options.host
    print(f"Statecraft on http://{options.host}:{options.port}/ (Ctrl-C stops it)", flush=True)
    os.execv(command[0], command)


def _summary(errors: int, warnings: int, waiting: int = 0) -> int:
    if errors or warnings:
        later = f"; {waiting} rules wait until the errors are corrected" if waiting else ""
        print(f"{errors} error{'s' * (errors != 1)}, {warnings} warning{'s' * (warnings != 1)}{later}", file=sys.stderr)
    return 1 if errors else 0


def _is_fresh(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m scripts", description="Statecraft: check, build and serve the data.")
    parser.add_argument(
        "--root", type=Path, default=ROOT, help="the package, where datapackage.json stands (default: this one)"
    )
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")

    def add(name: str, run: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        verb = verbs.add_parser(name, help=run.__doc__, description=run.__doc__)
        verb.set_defaults(run=run)
        return verb

    verb = add("check", check_verb)
    verb.add_argument("--annotations", action="store_true", help="print problems as annotations of a workflow run")
    verb.add_argument("--warnings", action="store_true", help="print the warnings, too")
    add("fmt", fmt_verb).add_argument("--check", action="store_true", help="write nothing; show the difference")
    add("build", build_verb)
    add("docs", docs_verb).add_argument("--check", action="store_true", help="write nothing; tell what is stale")
    verb = add("upstream", upstream_verb)
    verb.add_argument("path", type=Path, help="a checkout of HistoryAtState/travels")
    add("add", add_verb).add_argument("noun", choices=("trip", "ministerial", "commitment"), help="what to add")
    verb = add("doubts", doubts_verb)
    verb.add_argument("path", type=Path, help="a checkout of HistoryAtState/travels")
    verb = add("remarks", remarks_verb)
    verb.add_argument("path", type=Path, help="a checkout of HistoryAtState/travels")
    verb = add("changes", changes_verb)
    verb.add_argument("base", metavar="BASE", help="a revision of the repository, or a folder or zip file of an older package")
    verb.add_argument("--full", type=Path, metavar="FILE", help="also write every row and cell that differs to FILE")
    verb.add_argument("--annotations", action="store_true", help="print problems as annotations of a workflow run")
    add("release", release_verb)
    verb = add("serve", serve_verb)
    verb.add_argument("--port", type=int, default=8001, help="port to listen on (default: 8001)")
    verb.add_argument("--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1; in a container 0.0.0.0)")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb and return its exit status."""
    options = _parser().parse_args(arguments)
    options.root = options.root.resolve()
    try:
        return int(options.run(options))
    except InputError as error:
        print(error, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
