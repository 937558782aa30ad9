"""The documents: generated ones are fresh, recipes run as printed, names and links in them lead somewhere."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import httpx
import pytest
import yaml
from conftest import CopiedPackage
from markdown_it import MarkdownIt
from markdown_it.token import Token
from served import Server, serve

from scripts.canonical import TableText
from scripts.dictionary import generated_documents, markdown_table
from scripts.rules import load_rules
from scripts.schema import Package
from scripts.trip_rule import LONGEST_GAP_BY_SHIP_DAYS, LONGEST_GAP_DAYS
from scripts.views import load_views, view_columns

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = (
    "README.md",
    "CONTRIBUTING.md",
    "CODEBOOK.md",
    "CHANGELOG.md",
    "data/README.md",
    "docs/serving.md",
    "benchmarks/README.md",
)
SERVED_AT = "http://127.0.0.1:8001"
NUMBERS = {1: "one", 12: "twelve", 15: "fifteen"}

# Words in backticks that look like names of the data and are none.
OTHER_NAMES = frozenset({"unassessed", "python", "required", "unique", "enum", "pattern", "minimum", "maximum"})


@pytest.fixture(scope="module")
def server(package: Package, root: Path, database_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serve(package, root, database_path, tmp_path_factory.mktemp("site")) as running:
        yield running


@pytest.fixture(scope="module")
def names(package: Package, texts: Mapping[str, TableText]) -> frozenset[str]:
    """Every table, column, allowed value, view, rule and key of the data."""
    tables = {name for table in package for name in (table.name, *table.columns)}
    allowed = {value for table in package for field in table.fields for value in field.enum}
    views = {name for view, columns in view_columns(package, load_views(package.root)).items() for name in (view, *columns)}
    keys = {key for table in package for column in table.primary_key for key in texts[table.name].cells(column)}
    return frozenset(tables | allowed | views | keys | {rule.name for rule in load_rules(package)})


def test_generated_documents_are_fresh(package: Package) -> None:
    stale = [
        path.relative_to(ROOT).as_posix()
        for path, text in generated_documents(package).items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    assert not stale, f"{', '.join(stale)} stale; run `make docs`"


def test_data_dictionary_describes_every_column_and_every_rule(package: Package) -> None:
    text = read("data/README.md")
    for table in package:
        section = text.split(f"\n## {table.name}\n")[1].split("\n## ")[0]
        for field in table.fields:
            assert f"| `{field.name}` |" in section
            assert field.description.replace("|", "\\|") in section
        for rule in load_rules(package):
            assert rule.table != table.name or rule.statement in section


def test_cells_of_generated_tables_keep_to_their_columns() -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(read("data/README.md"))
    rows = [0]
    for token in tokens:
        if token.type == "tr_open":
            rows.append(0)
        rows[-1] += token.type in ("th_open", "td_open")
    assert set(rows[1:]) == {2, 4, 6}


def test_markdown_table_has_a_line_under_its_header() -> None:
    assert markdown_table(("a", "b"), [("1", "2")]) == "| a | b |\n| --- | --- |\n| 1 | 2 |"


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_every_make_target_named_is_in_the_makefile(document: str) -> None:
    named = set(re.findall(r"\bmake ([a-z][a-z-]*)", "\n".join([*inline_code(document), *code_blocks(document, "sh")])))
    assert named
    assert named <= make_targets()


def test_make_help_lists_every_target() -> None:
    phony = re.search(r"^\.PHONY:(.*)$", read("Makefile"), re.MULTILINE)
    assert phony is not None
    listed = {line.split()[0] for line in run("make", "--no-print-directory", "help").splitlines()}
    assert listed == set(phony[1].split()) == make_targets()
    assert "`make help`" in read("README.md")


@pytest.mark.parametrize("recipe", [0, 1], ids=["pandas", "frictionless"])
def test_python_recipe_prints_what_the_readme_says(recipe: int) -> None:
    code, printed = code_blocks("README.md", "python")[recipe], code_blocks("README.md", "text")[recipe]
    assert lines(run(sys.executable, "-c", code)) == lines(printed)


def test_sql_recipe_goes_from_the_trip_to_participants_commitments_and_sources(server: Server) -> None:
    [recipe] = [block for block in code_blocks("README.md", "sh") if block.startswith("curl")]
    command = recipe.replace(SERVED_AT, str(server.client.base_url).rstrip("/"))
    answer = httpx.get(curl_address(shlex.split(command))).raise_for_status().json()
    if shutil.which("curl"):
        assert json.loads(run("bash", "-c", command)) == answer
    assert {row["what"] for row in answer} == {"participant", "commitment"}
    assert all(row["who"] and row["source"] and row["url"] for row in answer)
    [shown] = code_blocks("README.md", "json")
    for row in json.loads(shown):
        assert row in answer


def test_query_named_in_the_readme_answers(server: Server) -> None:
    [query] = re.findall(r"`(SELECT [^`]*)`", read("README.md"))
    assert server.query(query, _shape="array").json()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_to_a_file_or_a_heading_leads_there(document: str) -> None:
    for target in links(document):
        if "://" in target:
            continue
        path, _, anchor = target.partition("#")
        file = (ROOT / document).parent / path if path else ROOT / document
        assert file.exists(), f"{document}: {target}"
        assert not anchor or anchor in anchors(file), f"{document}: {target}"


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "CODEBOOK.md"])
def test_every_name_of_the_data_in_a_document_is_in_the_data(document: str, names: frozenset[str]) -> None:
    looks_like_a_name = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
    named = {code for code in inline_code(document) if looks_like_a_name.fullmatch(code) and not is_date(code)}
    assert named - names - OTHER_NAMES == set()


def test_example_of_a_message_is_what_check_says(copied_package: CopiedPackage) -> None:
    copied_package.set("participants", "migration-protection-panama-city-2022-guatemala", country_id="guatamala")
    [example] = code_blocks("CONTRIBUTING.md", "text")
    assert without_line_number(example.strip()) in [without_line_number(message) for message in copied_package.problems()]


def test_example_of_a_rule_is_a_rule_of_ours() -> None:
    [example] = code_blocks("CONTRIBUTING.md", "python")
    assert example in read("schemas/trips.py")


def test_codebook_states_the_grouping_rule_of_the_program() -> None:
    rule = next(line for line in read("CODEBOOK.md").splitlines() if line.startswith("> Two stops are one trip"))
    following = read("CODEBOOK.md").split(rule)[1].split("\n\n")[0]
    assert LONGEST_GAP_DAYS == 1
    assert "the day after" in rule
    assert f"up to {NUMBERS[LONGEST_GAP_BY_SHIP_DAYS]} days" in following


def test_citation_file_agrees_with_the_descriptor(package: Package) -> None:
    citation = yaml.safe_load(read("CITATION.cff"))
    assert citation["cff-version"] == "1.2.0"
    assert citation["type"] == "dataset"
    assert citation["title"] == package.descriptor["title"]
    assert citation["version"] == package.descriptor["version"]
    assert citation["license"] == [licence["name"] for licence in package.descriptor["licenses"]]
    assert [author["name"] for author in citation["authors"]] == [each["title"] for each in package.descriptor["contributors"]]
    assert citation["message"]


def test_readme_and_changelog_name_the_version_of_the_descriptor(package: Package) -> None:
    version = package.descriptor["version"]
    assert f"version {version}." in read("README.md")
    assert f"Version {version}," in read("README.md")
    assert version in read("CHANGELOG.md")


def test_licence_names_every_licence_of_the_descriptor(package: Package) -> None:
    text = read("LICENSE")
    resources = [licence for resource in package.descriptor["resources"] for licence in resource.get("licenses", [])]
    for licence in [*package.descriptor["licenses"], *resources]:
        assert licence["path"] in text
    assert "Permission is hereby granted, free of charge" in text
    assert "Affirmer hereby overtly, fully, permanently, irrevocably" in " ".join(text.split())


@pytest.mark.parametrize("document", [*DOCUMENTS, "LICENSE", "CITATION.cff"])
def test_no_document_names_a_place_on_some_machine_or_a_package_index(document: str) -> None:
    text = read(document)
    assert not re.search(r"(?<![\w.:/])/(?:home|root|work|tmp|usr|Users)/", text)
    assert not re.search(r"pypi\.org|files\.pythonhosted|index-url", text)


def read(document: str) -> str:
    return (ROOT / document).read_text(encoding="utf-8")


def lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip("\n").splitlines()]


def run(*command: str) -> str:
    """What a command prints, started where a reader would start it."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def curl_address(arguments: Sequence[str]) -> str:
    """The address that ``curl --get`` asks for, its data in the query."""
    [address] = [argument for argument in arguments if argument.startswith("http")]
    data = list(pairwise(arguments))
    plain = [pair for option, value in data if option == "--data" for pair in parse_qsl(value)]
    encoded = [tuple(value.split("=", 1)) for option, value in data if option == "--data-urlencode"]
    return f"{address}?{urlencode([*plain, *encoded])}"


def code_blocks(document: str, language: str) -> list[str]:
    return [
        token.content
        for token in MarkdownIt().parse(read(document))
        if token.type == "fence" and token.info.split() == [language]
    ]


def inline_code(document: str) -> list[str]:
    return [token.content for token in inline_tokens(document) if token.type == "code_inline"]


def links(document: str) -> list[str]:
    return [str(token.attrs["href"]) for token in inline_tokens(document) if token.type == "link_open"]


def inline_tokens(document: str) -> list[Token]:
    tokens = MarkdownIt("commonmark").enable("table").parse(read(document))
    return [child for token in tokens if token.type == "inline" for child in token.children or ()]


def anchors(file: Path) -> set[str]:
    """The anchors that GitHub gives to the headings of a Markdown file."""
    headings = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE) if file.suffix == ".md" else []
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def make_targets() -> set[str]:
    """The targets of the Makefile that have a line of help."""
    return set(re.findall(r"^([a-z-]+):.*## ", read("Makefile"), re.MULTILINE))


def without_line_number(message: str) -> str:
    return re.sub(r"(\.csv):\d+ ", r"\1 ", message)


def is_date(text: str) -> bool:
    return re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) is not None
