"""JSON Schemas of the answers in `report.answers`; a test keeps the files in `json_schemas` equal to them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from evaluation.json_schema import schema_of
from evaluation.results import schema_name
from report.answers import KINDS

FOLDER = Path(__file__).parent / "json_schemas"


def answer_schema(kind: str) -> dict[str, Any]:
    """The schema of the envelope around an answer of `kind`."""
    from pydantic import TypeAdapter

    result = TypeAdapter(KINDS[kind]).json_schema(ref_template="#/$defs/{model}")
    definitions = result.pop("$defs", {})
    schema = schema_of("model_check")
    schema["$id"] = f"{schema_name(kind)}.json"
    schema["properties"]["schema"] = {"const": schema_name(kind)}
    schema["properties"]["result"] = {"$ref": f"#/$defs/{KINDS[kind].__name__}"}
    schema["$defs"] = dict(sorted({**definitions, KINDS[kind].__name__: result}.items()))
    return schema


def schema_text(kind: str) -> str:
    """The published text of a schema file."""
    return json.dumps(answer_schema(kind), ensure_ascii=False, indent=2) + "\n"


def write_schemas(folder: Path = FOLDER) -> None:
    """Write one file a kind of answer."""
    folder.mkdir(exist_ok=True)
    for kind in KINDS:
        (folder / f"{schema_name(kind)}.json").write_text(schema_text(kind), encoding="utf-8", newline="\n")
