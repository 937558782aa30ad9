"""The schemas and the descriptor: each column described, each example valid, nothing in them that we do not know."""

from __future__ import annotations

import json
import re
import warnings
from pathlib import Path

import pytest

from scripts.canonical import read_content, serialize
from scripts.schema import Field, Package, SchemaError, Table, load_package
from tests.conftest import ROOT, CopiedPackage

TABLES = load_package(ROOT).tables
FIELDS = {f"{table.name}.{field.name}": (table, field) for table in TABLES.values() for field in table.fields}
KEYS = {f"{table.name}.{key.field}": (table, key) for table in TABLES.values() for key in table.foreign_keys}
PROFILES = "https://datapackage.org/profiles/2.0"
fields = pytest.mark.parametrize(("table", "field"), FIELDS.values(), ids=FIELDS)


@fields
def test_a_field_has_title_description_and_example(table: Table, field: Field) -> None:
    assert field.title.strip()
    assert len(field.description) >= 10
    assert field.description.rstrip().endswith((".", ")"))
    assert str(field.example).strip()


@fields
def test_an_example_is_valid_in_its_own_column(table: Table, field: Field) -> None:
    example = str(field.example).lower() if field.type == "boolean" else str(field.example)
    row = [example if each is field else "" for each in table.fields]

    assert [problem for problem in read_content(table, serialize(table, [row]).encode()).problems if problem.column] == []
    assert field.type != "boolean" or example in ("true", "false")
    assert not field.enum or example in field.enum
    assert field.pattern is None or re.fullmatch(field.pattern, example)
    assert field.minimum is None or float(example) >= field.minimum
    assert field.maximum is None or float(example) <= field.maximum
    assert field.max_length is None or len(example) <= field.max_length


@fields
def test_a_pattern_is_anchored_as_a_whole(table: Table, field: Field) -> None:
    if field.pattern is not None:
        assert field.pattern.startswith("^")
        assert field.pattern.endswith("$")
        assert "|" not in re.sub(r"\((?:[^()]|\([^()]*\))*\)", "", field.pattern), "put the alternatives in (?:...)"


@fields
def test_the_values_of_a_closed_list_are_explained_or_plain_words(table: Table, field: Field) -> None:
    explained = [value for value in field.enum if value in field.description]

    assert not explained or explained == list(field.enum), "explain all of them or none"
    assert all(re.fullmatch(r"[a-z][a-z0-9_-]*|[A-Z]{3}", value) for value in field.enum)


@pytest.mark.parametrize(("table", "key"), KEYS.values(), ids=KEYS)
def test_a_foreign_key_points_to_the_key_of_a_table_of_the_same_type(table: Table, key: object) -> None:
    reference = table.references[key.field]  # type: ignore[attr-defined]
    target = TABLES[reference.table]

    assert target.primary_key == (reference.reference,)
    assert target.by_name[reference.reference].type == table.by_name[reference.field].type


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_a_column_named_like_a_key_is_a_foreign_key(table: Table) -> None:
    keys = {other.primary_key[0] for other in TABLES.values() if len(other.primary_key) == 1}

    named = {column for column in table.columns if column in keys and column not in table.primary_key}

    assert named <= table.references.keys()


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_the_parts_of_a_key_are_required(table: Table) -> None:
    assert all(table.by_name[column].required for column in table.primary_key)


def test_the_descriptor_its_resources_and_schemas_name_their_profile(package: Package) -> None:
    assert package.descriptor["$schema"] == f"{PROFILES}/datapackage.json"
    for resource in package.descriptor["resources"]:
        assert resource["$schema"] == f"{PROFILES}/dataresource.json"
        assert resource["path"] == f"data/{resource['name']}.csv"
        assert resource["schema"] == f"schemas/{resource['name']}.json"
        assert json.loads((ROOT / resource["schema"]).read_text())["$schema"] == f"{PROFILES}/tableschema.json"


def test_every_table_and_schema_on_disk_is_a_resource() -> None:
    assert {path.stem for path in (ROOT / "data").glob("*.csv")} == TABLES.keys()
    assert {path.stem for path in (ROOT / "schemas").glob("*.json")} - {"warnings"} == TABLES.keys()


def test_the_places_carry_the_licence_and_attribution_of_geonames(package: Package) -> None:
    [places] = [resource for resource in package.descriptor["resources"] if resource["name"] == "places"]

    assert "CC-BY-4.0" in [licence["name"] for licence in places["licenses"]]
    assert any("geonames.org" in source["path"] for source in places["sources"])


def test_frictionless_itself_loads_the_descriptor_without_a_word() -> None:
    from frictionless import Package as FrictionlessPackage

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        loaded = FrictionlessPackage(str(ROOT / "datapackage.json"))

    assert loaded.resource_names == list(TABLES)
    assert all(resource.schema.field_names == list(TABLES[resource.name].columns) for resource in loaded.resources)


def plant(folder: Path, change: object, *path: str | int) -> None:
    """Set a value deep in the schema of themes."""
    file = folder / "schemas" / "themes.json"
    schema = json.loads(file.read_text())
    part = schema
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = change
    file.write_text(json.dumps(schema))


REFUSED = {
    "an unknown property of a schema": (("foreignKey",), [], "schemas/themes.json has the unknown property foreignKey"),
    "a misspelled property of a field": (
        ("fields", 0, "contraints"),
        {},
        "schemas/themes.json: theme_id has the unknown property contraints",
    ),
    "categories, which Frictionless ignores": (
        ("fields", 0, "categories"),
        [],
        "schemas/themes.json: theme_id has the unknown property categories",
    ),
    "an unknown constraint": (
        ("fields", 0, "constraints", "jsonSchema"),
        {},
        "schemas/themes.json: theme_id: constraints has the unknown property jsonSchema",
    ),
    "an unknown type": (
        ("fields", 0, "type"),
        "datetime",
        "schemas/themes.json: theme_id has the unknown type datetime; known are boolean, date, integer, number, string",
    ),
    "a foreign key to nowhere": (
        ("foreignKeys",),
        [{"fields": ["theme_id"], "reference": {"resource": "topics", "fields": ["topic_id"]}}],
        "schemas/themes.json: theme_id refers to topics.topic_id, which is not there",
    ),
}


@pytest.mark.parametrize(("path", "change", "message"), REFUSED.values(), ids=REFUSED)
def test_a_schema_is_refused_for(
    copied_package: CopiedPackage, path: tuple[str | int, ...], change: object, message: str
) -> None:
    plant(copied_package.root, change, *path)

    with pytest.raises(SchemaError) as refused:
        load_package(copied_package.root)

    assert str(refused.value) == message


def test_a_field_without_example_is_refused(copied_package: CopiedPackage) -> None:
    file = copied_package.root / "schemas" / "themes.json"
    file.write_text(re.sub(r'\n *"example":[^\n]*', "", file.read_text(), count=1))

    with pytest.raises(SchemaError, match=r"themes\.json: theme_id has no example"):
        load_package(copied_package.root)
