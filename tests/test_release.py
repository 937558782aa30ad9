"""A release: made from a clean tree alone, the same bytes each time, each file read back by the tool that its users have."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import dplib
import duckdb
import frictionless
import icalendar
import jsonschema
import mlcroissant
import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
import rdflib
import yaml
from subset import cut

from scripts.canonical import TableText, serialize
from scripts.changes.report import NOTHING_RELEASED, report_on
from scripts.changes.versions import read_version
from scripts.release.archive import DOCUMENTS
from scripts.release.building import SUMS, release_files
from scripts.release.edition import Edition
from scripts.schema import Field, Package, Table, load_package
from tests.test_docs import code_blocks
from tests.test_pull_request import commit, git, set_version, write_documents

ROOT = Path(__file__).resolve().parent.parent
TABLES = load_package(ROOT).tables
tables = pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
PROFILES = Path(dplib.__file__).parent / "profiles" / "2.0"
PANDAS_TYPES = {"string": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean", "date": "string"}


@pytest.fixture(scope="module")
def edition(package: Package, texts: Mapping[str, TableText], database_path: Path) -> Edition:
    report = report_on(NOTHING_RELEASED, NOTHING_RELEASED, read_version(package.root, "this version"))
    return Edition(package, texts, database_path, datetime(2026, 11, 26, 12, tzinfo=UTC), report.full)


@pytest.fixture(scope="module")
def dist(edition: Edition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a release of the real data."""
    folder = tmp_path_factory.mktemp("dist")
    for name, content in release_files(edition).items():
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture(scope="module")
def unpacked(dist: Path, edition: Edition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data package out of its zip file."""
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(dist / f"{edition.name}.zip") as archive:
        archive.extractall(folder)
    return folder / edition.name


@pytest.fixture(scope="module")
def sheets(dist: Path) -> Mapping[str, list[tuple[object, ...]]]:
    """The workbook's sheets as rows of values, read by openpyxl."""
    with closing(openpyxl.load_workbook(dist / "statecraft.xlsx", read_only=True)) as book:
        return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}


# What each reader finds must be the rows of the CSV file, cell by cell: the same number, keys, and checksum of the content.


@tables
def test_pandas_reads_the_rows_out_of_the_zip(table: Table, unpacked: Path, texts: Mapping[str, TableText]) -> None:
    types = {field.name: PANDAS_TYPES[field.type] for field in table.fields}
    frame = pd.read_csv(unpacked / table.path, dtype=types, keep_default_na=False, na_values=[""])
    assert checksum(table, frame.itertuples(index=False)) == checksum_of(texts[table.name])
    if len(table.primary_key) == 1:
        assert frame[table.primary_key[0]].is_unique


@tables
def test_pandas_reads_the_rows_out_of_parquet(table: Table, dist: Path, texts: Mapping[str, TableText]) -> None:
    frame = pd.read_parquet(dist / f"{table.name}.parquet", dtype_backend="numpy_nullable")
    assert checksum(table, frame.itertuples(index=False)) == checksum_of(texts[table.name])


@tables
def test_parquet_is_typed_sorted_and_described(table: Table, dist: Path) -> None:
    schema = pq.read_schema(dist / f"{table.name}.parquet")
    kinds = {"string": "string", "date": "date32[day]", "integer": "int64", "number": "double", "boolean": "bool"}
    assert [str(kind) for kind in schema.types] == [kinds[field.type] for field in table.fields]
    for field in table.fields:
        assert schema.field(field.name).metadata[b"description"].decode() == field.description
    assert schema.metadata[b"description"].decode() == table.description


@tables
def test_duckdb_reads_the_rows(table: Table, dist: Path, texts: Mapping[str, TableText]) -> None:
    with closing(duckdb.connect()) as connection:
        rows = connection.execute("SELECT * FROM read_parquet(?)", [str(dist / f"{table.name}.parquet")]).fetchall()
    assert checksum(table, rows) == checksum_of(texts[table.name])


@tables
def test_sqlite_reads_the_rows(table: Table, dist: Path, texts: Mapping[str, TableText]) -> None:
    with closing(sqlite3.connect(f"file:{dist / 'statecraft.db'}?mode=ro", uri=True)) as connection:
        rows = connection.execute(f'SELECT * FROM "{table.name}" ORDER BY rowid').fetchall()
    assert checksum(table, rows) == checksum_of(texts[table.name])


@tables
def test_openpyxl_reads_the_rows(
    table: Table, sheets: Mapping[str, list[tuple[object, ...]]], texts: Mapping[str, TableText]
) -> None:
    header, *rows = sheets[table.name]
    assert header == table.columns
    assert checksum(table, rows) == checksum_of(texts[table.name])


@tables
def test_mlcroissant_reads_the_rows(table: Table, croissant: mlcroissant.Dataset, texts: Mapping[str, TableText]) -> None:
    names = [f"{table.name}/{field.name}" for field in table.fields]
    rows = [[record[name] for name in names] for record in croissant.records(table.name)]
    assert checksum(table, rows) == checksum_of(texts[table.name])


@pytest.fixture(scope="module")
def croissant(dist: Path) -> mlcroissant.Dataset:
    return mlcroissant.Dataset(jsonld=dist / "croissant.json")


def test_croissant_is_valid_without_a_warning(dist: Path, caplog: pytest.LogCaptureFixture) -> None:
    croissant = mlcroissant.Dataset(jsonld=dist / "croissant.json")
    assert not [record.message for record in caplog.records if record.levelname != "INFO"]
    assert not croissant.metadata.ctx.issues.errors
    assert not croissant.metadata.ctx.issues.warnings


def test_frictionless_opens_and_validates_the_package_without_a_warning(
    unpacked: Path, recwarn: pytest.WarningsRecorder
) -> None:
    report = frictionless.Package(str(unpacked / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "message"])[:5]
    assert not report.warnings
    assert not [task for task in report.tasks if task.warnings]
    assert not [warning for warning in recwarn if "frictionless" in str(warning.filename)]


@pytest.mark.parametrize("released", [False, True], ids=["in the repository", "in the release"])
def test_descriptor_resources_and_schemas_are_valid_under_the_profiles_of_data_package_2(
    released: bool, unpacked: Path
) -> None:
    root = unpacked if released else ROOT
    descriptor = json.loads((root / "datapackage.json").read_text(encoding="utf-8"))
    check_profile("datapackage", descriptor)
    for resource in descriptor["resources"]:
        check_profile("dataresource", resource)
        check_profile("tableschema", json.loads((root / resource["schema"]).read_text(encoding="utf-8")))


def test_descriptor_tells_bytes_hash_and_number_of_rows(unpacked: Path, texts: Mapping[str, TableText]) -> None:
    descriptor = json.loads((unpacked / "datapackage.json").read_text(encoding="utf-8"))
    for resource in descriptor["resources"]:
        content = (unpacked / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["rowCount"] == len(texts[resource["name"]].rows)


def test_package_carries_what_it_needs(unpacked: Path) -> None:
    for path in (*DOCUMENTS, "CITATION.cff", "CHANGES.md", "schemas/views/days_abroad.sql"):
        assert (unpacked / path).stat().st_size
    assert load_package(unpacked).tables.keys() == TABLES.keys()


def test_calendar_holds_every_trip_by_its_key(dist: Path, texts: Mapping[str, TableText]) -> None:
    calendar = icalendar.Calendar.from_ical((dist / "trips.ics").read_bytes())
    trips = {event["UID"].removesuffix("@statecraft"): event for event in calendar.walk("VEVENT")}
    assert sorted(trips) == sorted(texts["trips"].cells("trip_id"))
    for row in texts["trips"].records():
        assert trips[row["trip_id"]]["DTSTART"].dt.isoformat() == row["started_on"]


def test_geojson_holds_every_place_of_a_stop_by_its_key(dist: Path, texts: Mapping[str, TableText]) -> None:
    features = json.loads((dist / "stops.geojson").read_text(encoding="utf-8"))["features"]
    wanted = sorted(f"{row['stop_id']}/{row['place_order']}" for row in texts["stop_places"].records())
    assert sorted(feature["id"] for feature in features) == wanted


def test_workbook_opens_with_its_contents_and_frozen_headers(
    dist: Path, sheets: Mapping[str, list[tuple[object, ...]]], texts: Mapping[str, TableText]
) -> None:
    assert list(sheets) == ["Contents", "Columns", *TABLES]
    listed = {row[0]: row[2] for row in sheets["Contents"][5:]}
    assert listed == {name: len(text.rows) for name, text in texts.items()}
    with zipfile.ZipFile(dist / "statecraft.xlsx") as archive:
        parts = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        assert all(b'state="frozen"' in archive.read(name)[:4000] for name in parts)


def test_date_before_1900_is_text_in_the_workbook_and_a_later_one_a_date(
    sheets: Mapping[str, list[tuple[object, ...]]],
) -> None:
    header, *rows = sheets["trips"]
    started = [row[header.index("started_on")] for row in rows]
    assert "1866-01-09" in started
    assert datetime(2022, 4, 19) in started
    assert not [value for value in started if isinstance(value, str) and value >= "1900"]


def test_views_of_the_release_run_on_its_parquet_files(dist: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(dist)
    with closing(duckdb.connect()) as connection:
        connection.execute((dist / "statecraft.duckdb.sql").read_text(encoding="utf-8"))
        [name, *_] = connection.execute("SELECT secretary FROM days_abroad ORDER BY days_abroad DESC").fetchone() or ()
    assert name


def test_recipe_for_duckdb_prints_what_the_readme_says(dist: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", code_blocks("README.md", "python")[2]], cwd=dist, capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == code_blocks("README.md", "text")[2].strip(), done.stderr


@pytest.mark.parametrize(
    ("name", "kind"),
    [("dcat.jsonld", "http://www.w3.org/ns/dcat#Distribution"), ("schema-org.jsonld", None)],
)
def test_catalogue_records_name_every_data_file_with_its_checksum(name: str, kind: str | None, dist: Path) -> None:
    text = (dist / name).read_text(encoding="utf-8")
    data_files = [path for path in dist.iterdir() if path.suffix in {".zip", ".db", ".parquet", ".xlsx", ".ics", ".geojson"}]
    for path in data_files:
        assert hashlib.sha256(path.read_bytes()).hexdigest() in text
    if kind:
        graph = rdflib.Graph().parse(data=text, format="json-ld")
        assert len(list(graph.subjects(rdflib.RDF.type, rdflib.URIRef(kind)))) == len(data_files)


def test_citation_and_deposit_name_the_version_and_the_day(dist: Path, edition: Edition) -> None:
    citation = yaml.safe_load((dist / "CITATION.cff").read_text(encoding="utf-8"))
    deposit = json.loads((dist / "zenodo.json").read_text(encoding="utf-8"))
    assert (citation["version"], citation["date-released"]) == (edition.version, date(2026, 11, 26))
    assert (deposit["version"], deposit["publication_date"]) == (edition.version, "2026-11-26")
    check_with("vendor.citation-file-format", dist / "CITATION.cff")


def test_checksums_are_those_of_the_files(dist: Path) -> None:
    lines = [line.split("  ") for line in (dist / SUMS).read_text(encoding="utf-8").splitlines()]
    assert {name for _, name in lines} == {path.name for path in dist.iterdir()} - {SUMS}
    for checksum_found, name in lines:
        assert hashlib.sha256((dist / name).read_bytes()).hexdigest() == checksum_found


def test_files_tell_the_same_whatever_the_hour_and_the_order_of_hashes(package: Package, tmp_path: Path) -> None:
    repository = start_repository(package, tmp_path)
    first = run_release(repository, seed="1")
    second = run_release(repository, seed="2")
    assert first == second
    assert len(first) > len(TABLES)


def test_release_is_refused_from_a_dirty_tree_and_under_a_version_used_before(package: Package, tmp_path: Path) -> None:
    repository = start_repository(package, tmp_path)
    git(repository, "tag", "v0.1.0")
    (repository / "stray.txt").write_text("left over\n", encoding="utf-8")
    assert "made from a clean tree; commit or delete first:\n?? stray.txt" in refusal(repository)
    commit(repository, "Keep it")
    assert "v0.1.0 was released from another commit; raise the version in datapackage.json" in refusal(repository)
    set_version(repository, "0.1.1")
    commit(repository, "Raise the version and forget the documents")
    assert "CITATION.cff: the generated document is stale; run `make docs` and commit [stale]" in refusal(repository)


@pytest.mark.parametrize("path", sorted((ROOT / ".github" / "workflows").glob("*.yml")), ids=lambda path: path.name)
def test_workflow_is_valid_under_the_published_schema(path: Path) -> None:
    check_with("vendor.github-workflows", path)


@pytest.mark.parametrize("path", sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml")), ids=lambda path: path.name)
def test_issue_form_is_valid_under_the_published_schema(path: Path) -> None:
    check_with("vendor.github-issue-config" if path.stem == "config" else "vendor.github-issue-forms", path)


def checksum_of(text: TableText) -> str:
    return hashlib.sha256(serialize(text.table, text.rows).encode()).hexdigest()


def checksum(table: Table, rows: Iterable[Sequence[object]]) -> str:
    """The checksum of the rows as our CSV file would hold them, whatever the types of the reader."""
    cells = [[cell(field, value) for field, value in zip(table.fields, row, strict=True)] for row in rows]
    return hashlib.sha256(serialize(table, cells).encode()).hexdigest()


def cell(field: Field, value: object) -> str:
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and value != value):
        return ""
    match field.type:
        case "date":
            return value if isinstance(value, str) else pd.Timestamp(str(value)).date().isoformat()
        case "integer":
            return str(int(str(value).removesuffix(".0")))
        case "number":
            return format(Decimal(str(value)).normalize(), "f")
        case "boolean":
            return str(bool(value)).lower()
    return value.decode() if isinstance(value, bytes) else str(value)


def check_profile(name: str, descriptor: object) -> None:
    profile = json.loads((PROFILES / f"{name}.json").read_text(encoding="utf-8"))
    jsonschema.validators.validator_for(profile)(profile).validate(descriptor)


def check_with(schema: str, path: Path) -> None:
    command = [str(Path(sys.executable).with_name("check-jsonschema")), "--builtin-schema", schema, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def start_repository(package: Package, repository: Path) -> Path:
    """A repository with a small package, committed at one moment."""
    cut(package, repository)
    for document in DOCUMENTS:
        shutil.copy(ROOT / document, repository / document)
    shutil.copy(ROOT / ".gitignore", repository)
    set_version(repository, "0.1.0")
    write_documents(repository)
    git(repository, "init", "--quiet", "--initial-branch", "main")
    commit(repository, "Begin")
    return repository


def run_release(repository: Path, seed: str) -> dict[str, str]:
    """The checksums of the files that ``make release`` makes, read from the files themselves."""
    command = [sys.executable, "-m", "scripts", "--root", str(repository), "release"]
    environment = {"PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo" if seed == "2" else "UTC", "PATH": "/usr/bin:/bin:/usr/local/bin"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (repository / "dist").iterdir()}


def refusal(repository: Path) -> str:
    from scripts.release.building import NotReleasable, build_release

    try:
        return "\n".join(str(problem) for problem in build_release(repository).problems)
    except NotReleasable as reason:
        return str(reason)
