"""The release for machine learning: Croissant 1.0 (MLCommons), a vocabulary on top of schema.org.

The Parquet files are the distribution, since they carry the types; each table is one record set.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any, Final

from scripts.release.catalogue import schema_org_parts
from scripts.release.edition import Edition
from scripts.schema import Table

CONTEXT: Final = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataBiases": "cr:dataBiases",
    "dataCollection": "cr:dataCollection",
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "personalSensitiveInformation": "cr:personalSensitiveInformation",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
DATA_TYPES: Final = {
    "string": "sc:Text",
    "date": "sc:Date",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "boolean": "sc:Boolean",
}


def croissant(edition: Edition, parquet: Mapping[str, bytes]) -> dict[str, Any]:
    """The description; ``parquet`` holds the Parquet file of each table by the table's name."""
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        **schema_org_parts(edition),
        "citeAs": f"The Statecraft contributors ({edition.released_at.year}). Statecraft, version {edition.version}.",
        "distribution": [_file(table, parquet[table.name]) for table in edition.package],
        "recordSet": [_record_set(table) for table in edition.package],
    }


def _file(table: Table, content: bytes) -> dict[str, Any]:
    name = f"{table.name}.parquet"
    return {
        "@type": "cr:FileObject",
        "@id": name,
        "name": name,
        "description": table.description,
        "contentUrl": name,
        "contentSize": f"{len(content)} B",
        "encodingFormat": "application/x-parquet",
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def _record_set(table: Table) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.description,
        "key": _ids(table, table.primary_key),
        "field": [
            {
                "@type": "cr:Field",
                "@id": f"{table.name}/{field.name}",
                "name": field.name,
                "description": field.description,
                "dataType": "sc:URL" if field.format == "uri" else DATA_TYPES[field.type],
                "source": {"fileObject": {"@id": f"{table.name}.parquet"}, "extract": {"column": field.name}},
            }
            for field in table.fields
        ],
    }


def _ids(table: Table, columns: Iterable[str]) -> list[dict[str, str]] | dict[str, str]:
    found = [{"@id": f"{table.name}/{column}"} for column in columns]
    return found[0] if len(found) == 1 else found
