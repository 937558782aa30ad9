"""From a pull request to what its author reads: a real repository, real branches, the workflow's own commands run on them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import yaml
from conftest import CopiedPackage
from subset import cut

from scripts.dictionary import generated_documents
from scripts.schema import Package, load_package

ROOT = Path(__file__).resolve().parent.parent
WORKFLOW = ROOT / ".github" / "workflows" / "pull-request.yml"
# Installing, and what judges the program rather than the data: the suite that you are reading is the step `test`.
NOT_RUN_HERE = {"setup", "lint", "test"}

MEETING = "migration-protection-panama-city-2022"
EVENT = f"{MEETING}-summit-declaration-2022-06-10"
RETIRED_CLAIM = f"{MEETING}-press-delegations"


@dataclass(frozen=True)
class Contribution:
    """What somebody does to the data, the steps that fail of it, and words that the output of a step must hold."""

    name: str
    edit: Callable[[CopiedPackage], None]
    fails: frozenset[str]
    says: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    writes_documents: bool = True


def new_commitment(copy: CopiedPackage) -> None:
    copy.add(
        "sources",
        source_id="mire-panama-2022-05-03-mesa",
        title="(Note on the first working table)",
        publisher="Ministry of Foreign Affairs of Panama",
        url="https://mire.gob.pa/mesa-de-trabajo",
        published_on="2022-05-03",
        published_precision="day",
        accessed_on="2026-11-20",
        kind="official",
        language="es",
    )
    like = next(
        key for key in copy.rows("commitments") if key.startswith(MEETING) and not copy.rows("commitments")[key]["amount"]
    )
    key = f"{MEETING}-hotline"
    copy.add(
        "commitments",
        like=like,
        commitment_id=key,
        summary="Panama will name one telephone number for the ministries of the region.",
        source_id="mire-panama-2022-05-03-mesa",
        parent_commitment_id="",
        parent_relation="",
        due_on="",
        due_precision="",
        due_basis="",
        target_value="",
        target_unit="",
        note="",
    )
    copy.add(
        "commitment_parties",
        commitment_party_id=f"{key}-panama-promiser",
        commitment_id=key,
        country_id="panama",
        role="promiser",
        source_id="mire-panama-2022-05-03-mesa",
    )


def spreadsheet_export(copy: CopiedPackage) -> None:
    copy.rewrite("commitments", lambda content: b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n"))


def american_dates(copy: CopiedPackage) -> None:
    turned = re.compile(rb"\b(\d{4})-(\d{2})-(\d{2})(?=,)")
    copy.rewrite(
        "commitments", lambda content: turned.sub(lambda day: b"%d/%d/%s" % (int(day[2]), int(day[3]), day[1]), content)
    )


def renamed_key(copy: CopiedPackage) -> None:
    copy.rewrite("participants", lambda content: content.replace(f"{MEETING}-canada,".encode(), f"{MEETING}-kanada,".encode()))
    sort(copy, "participants")


def removal_with_retirement(copy: CopiedPackage) -> None:
    key = spare_claim(copy)
    copy.remove("participant_claims", key)
    retire(copy, "participant_claims", key)


def removal_without_retirement(copy: CopiedPackage) -> None:
    copy.remove("participant_claims", spare_claim(copy))


def reused_key(copy: CopiedPackage) -> None:
    [like, *_] = copy.rows("participant_claims")
    copy.remove("retired_ids", f"participant_claims {RETIRED_CLAIM}")
    copy.add("participant_claims", like=like, participant_claim_id=RETIRED_CLAIM)


def edited_evidence(copy: CopiedPackage) -> None:
    copy.set("commitment_events", EVENT, status_after="in_progress")


def corrected_evidence(copy: CopiedPackage) -> None:
    copy.add("commitment_events", like=EVENT, commitment_event_id=f"{EVENT}-2", assessor="The White House")
    copy.remove("commitment_events", EVENT)
    retire(copy, "commitment_events", EVENT, replacement_id=f"{EVENT}-2")


def unknown_key(copy: CopiedPackage) -> None:
    copy.set("participants", f"{MEETING}-guatemala", country_id="guatamala")


def version_too_small(copy: CopiedPackage) -> None:
    new_commitment(copy)
    set_version(copy.root, "0.1.1")


def corrected_cell(copy: CopiedPackage) -> None:
    copy.set("stops", "blinken-2022-04-19-panama", note="He landed at Tocumen | at noon.")
    set_version(copy.root, "0.1.1")


def column_at_the_end(copy: CopiedPackage) -> None:
    path = copy.root / "schemas" / "themes.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    schema["fields"].append(
        {"name": "colour", "title": "Colour", "type": "string", "description": "Colour in charts.", "example": "red"}
    )
    path.write_text(json.dumps(schema, indent=2) + "\n", encoding="utf-8")
    copy.rewrite("themes", lambda content: content.replace(b"\n", b",\n").replace(b",\n", b",colour\n", 1))


CONTRIBUTIONS = [
    Contribution(
        "a new commitment with its source",
        new_commitment,
        frozenset(),
        {
            "changes": (
                "**MINOR: 1 row added to commitments, 1 row added to commitment_parties, 1 row added to sources.**",
                "After 0.1.0 this calls for 0.2.0 or later; 0.2.0, as datapackage.json says, is enough.",
                f"- `{MEETING}-hotline`: Panama will name one telephone number",
            )
        },
    ),
    Contribution(
        "a new commitment, generated documents forgotten",
        new_commitment,
        frozenset({"docs --check"}),
        {"docs --check": ("data/README.md is stale; run `make docs`",)},
        writes_documents=False,
    ),
    Contribution(
        "a spreadsheet's export with byte order mark and CRLF",
        spreadsheet_export,
        frozenset({"fmt --check", "check"}),
        {
            "fmt --check": ("run `make fmt`",),
            "check": (
                "::error file=data/commitments.csv,line=1,title=byte-order-mark::",
                'save it as "CSV UTF-8" without BOM, or run `make fmt`',
                "line ends with a carriage return (CRLF)",
            ),
            "changes": ("NONE: the data are as they were.", "No row, cell or column of the data differs."),
        },
    ),
    Contribution(
        "dates turned to M/D/YYYY",
        american_dates,
        frozenset({"check"}),
        {
            "check": ('made_on "4/20/2022"', 'a spreadsheet has changed it; write "2022-04-20" and format the column as text'),
            "changes": ("## Changed", "made\\_on: 2022-04-20 → 4/20/2022".replace("\\_", "_")),
        },
    ),
    Contribution(
        "a renamed key without retirement",
        renamed_key,
        frozenset({"changes"}),
        {
            "changes": (
                f'"{MEETING}-canada": the key was published and is gone; "{MEETING}-kanada" has all its other cells',
                f"participants,{MEETING}-canada,{MEETING}-kanada,day,reason",
                "MAJOR: 1 row of participants gone without replacement",
                "(below 1.0.0 a MINOR version may break readers)",
            )
        },
    ),
    Contribution(
        "a removed row with retirement",
        removal_with_retirement,
        frozenset(),
        {"changes": ("MAJOR: 1 row of participant_claims gone without replacement", "## Removed", "is enough")},
    ),
    Contribution(
        "a removed row without retirement",
        removal_without_retirement,
        frozenset({"changes"}),
        {"changes": ("the key was published and is gone", "enter it in data/retired_ids.csv", "title=vanished-id::")},
    ),
    Contribution(
        "a reused key",
        reused_key,
        frozenset({"changes"}),
        {
            "changes": (
                f'participant_claim_id "{RETIRED_CLAIM}": the key is retired and must never name another row',
                "a retired key stays retired; restore the row",
            )
        },
    ),
    Contribution(
        "edited evidence",
        edited_evidence,
        frozenset({"changes"}),
        {
            "changes": (
                "::error file=data/commitment_events.csv,line=",
                'status_after "in_progress": evidence is only added, never edited; here stood "fulfilled"',
            )
        },
    ),
    Contribution(
        "evidence retired for a row that corrects it",
        corrected_evidence,
        frozenset(),
        {"changes": ("1 row of commitment_events removed",)},
    ),
    Contribution(
        "an unknown key",
        unknown_key,
        frozenset({"check"}),
        {"check": ('country_id "guatamala": not in countries; did you mean "guatemala"?',)},
    ),
    Contribution(
        "a version that is too small",
        version_too_small,
        frozenset({"changes"}),
        {
            "changes": (
                'version "0.1.1": too small after version 0.1.0',
                'write "version": "0.2.0"',
                "file=datapackage.json,line=6",
            )
        },
    ),
    Contribution(
        "a corrected cell with the right version",
        corrected_cell,
        frozenset(),
        {
            "changes": (
                "**PATCH: 1 value changed in 1 row of stops.**",
                "calls for 0.1.1 or later; 0.1.1, as datapackage.json says, is enough.",
                "He landed at Tocumen \\| at noon.",
            )
        },
    ),
    Contribution(
        "a column at the end",
        column_at_the_end,
        frozenset(),
        {"changes": ("MINOR: the optional column colour added at the end of themes", "## Structure")},
    ),
]


@dataclass(frozen=True)
class Outcome:
    """Of each step the exit status and the output, and the files that the workflow keeps."""

    status: Mapping[str, int]
    output: Mapping[str, str]
    summary: str
    full: str


@pytest.fixture(scope="module")
def outcomes(package: Package, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, Outcome]]:
    """All contributions, two at a time, each in a working tree of its own."""
    repository = tmp_path_factory.mktemp("repository")
    base = start_repository(package, repository)
    folders = tmp_path_factory.mktemp("contributions")
    with ThreadPoolExecutor(2) as pool:
        done = pool.map(lambda each: contribute(each, repository, base, folders), CONTRIBUTIONS)
        yield dict(zip([each.name for each in CONTRIBUTIONS], done, strict=True))


def test_steps_of_the_workflow_are_named_as_what_people_run() -> None:
    targets = set(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    names = set(run_steps())
    assert {name.split()[0] for name in names - {"show the changes"}} <= targets
    assert {"fmt --check", "check", "test", "docs --check", "changes"} <= names
    assert names >= NOT_RUN_HERE


def test_every_step_runs_even_if_one_before_it_fails() -> None:
    steps = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))["jobs"]["check"]["steps"]
    assert all("!cancelled()" in step.get("if", "") for step in steps[3:])


@pytest.mark.parametrize("contribution", CONTRIBUTIONS, ids=lambda each: each.name)
def test_contributor_reads_what_is_wrong_and_nothing_else(contribution: Contribution, outcomes: Mapping[str, Outcome]) -> None:
    outcome = outcomes[contribution.name]
    failed = {step for step, status in outcome.status.items() if status}
    assert failed == contribution.fails, "\n".join(outcome.output.values())
    for step, wanted in contribution.says.items():
        for words in wanted:
            assert words in outcome.output[step]


@pytest.mark.parametrize("contribution", CONTRIBUTIONS, ids=lambda each: each.name)
def test_summary_and_full_report_are_kept_for_the_reader(contribution: Contribution, outcomes: Mapping[str, Outcome]) -> None:
    outcome = outcomes[contribution.name]
    assert outcome.summary.startswith("# Changes of the data against ")
    assert outcome.full.startswith("# Changes of the data against ")
    # Removals come first.
    sections = [line for line in outcome.summary.splitlines() if line in ("## Removed", "## Changed", "## Added")]
    assert sections == [name for name in ("## Removed", "## Changed", "## Added") if name in sections]


def run_steps() -> dict[str, str]:
    """The commands of the workflow by the names of their steps."""
    steps = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))["jobs"]["check"]["steps"]
    return {step["name"]: step["run"] for step in steps if "run" in step}


def start_repository(package: Package, repository: Path) -> str:
    """A repository with a small package in it, released once as 0.1.0, then open for 0.2.0; the name of its newest commit."""
    cut(package, repository)
    shutil.copytree(ROOT / "scripts", repository / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / ".gitignore", repository)
    retire(CopiedPackage(repository), "participant_claims", RETIRED_CLAIM)
    set_version(repository, "0.1.0")
    write_documents(repository)
    git(repository, "init", "--quiet", "--initial-branch", "main")
    commit(repository, "Release 0.1.0")
    git(repository, "tag", "v0.1.0")
    set_version(repository, "0.2.0")
    write_documents(repository)
    commit(repository, "Open 0.2.0")
    return git(repository, "rev-parse", "HEAD").strip()


def contribute(contribution: Contribution, repository: Path, base: str, folders: Path) -> Outcome:
    """Make the contribution on a branch, and run the workflow's steps on it."""
    tree = folders / contribution.name.replace(" ", "-").replace("/", "-")
    git(repository, "worktree", "add", "--quiet", "-b", tree.name, str(tree), "main")
    contribution.edit(CopiedPackage(tree))
    if contribution.writes_documents:
        write_documents(tree)
    commit(tree, contribution.name)
    (tree / ".venv").symlink_to(ROOT / ".venv")
    summary = tree / "build" / "step-summary.md"
    environment = os.environ | {"BASE": base, "GITHUB_STEP_SUMMARY": str(summary)}
    status, output = {}, {}
    for name, command in run_steps().items():
        if name not in NOT_RUN_HERE:
            shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", command]
            done = subprocess.run(shell, cwd=tree, env=environment, capture_output=True, text=True, timeout=300, check=False)
            status[name], output[name] = done.returncode, done.stdout + done.stderr
    full = tree / "build" / "changes" / "full.md"
    return Outcome(status, output, summary.read_text(encoding="utf-8"), full.read_text(encoding="utf-8"))


def spare_claim(copy: CopiedPackage) -> str:
    """A published count whose source carries another one, too, so that nothing else depends on it."""
    claims = copy.rows("participant_claims")
    sources = [claim["source_id"] for claim in claims.values()]
    return next(key for key, claim in claims.items() if sources.count(claim["source_id"]) > 1)


def retire(copy: CopiedPackage, table: str, key: str, replacement_id: str = "") -> None:
    copy.add(
        "retired_ids",
        table_name=table,
        retired_id=key,
        replacement_id=replacement_id,
        retired_on="2026-11-25",
        reason="Not what it seemed.",
    )


def sort(copy: CopiedPackage, table: str) -> None:
    """What `make fmt` would do."""
    copy._save(table, [row for _, row in sorted(copy.rows(table).items())])


def set_version(root: Path, version: str) -> None:
    path = root / "datapackage.json"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r'"version": "[^"]*"', f'"version": "{version}"', text), encoding="utf-8")


def write_documents(root: Path) -> None:
    """What `make docs` does, where the tables can be read."""
    for path, text in generated_documents(load_package(root)).items():
        path.write_text(text, encoding="utf-8", newline="\n")


def commit(root: Path, message: str) -> None:
    git(root, "add", "--all")
    git(root, "-c", "user.name=Tester", "-c", "user.email=tester@example.org", "commit", "--quiet", "--message", message)


def git(root: Path, *arguments: str) -> str:
    return subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, text=True, check=True).stdout
