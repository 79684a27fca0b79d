"""Read the bytes of a notebook, whichever tool saved them: the one reader of every door.

Only what a person wrote is read: sources, and pictures pasted into texts. Grade ids and cell ids
say where a cell belongs; whatever else the file says of itself counts for nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from autograder.engine.grading import Limits

_MOST_CONTAINERS = 2_000_000
_INLINE = re.compile(r"\bdata:(image/\w+);base64,([A-Za-z0-9+/=]+)")


class RefusedError(Exception):
    """The file cannot be read as a notebook of the assignment; the message says why, plainly."""


@dataclass(frozen=True)
class Given:
    """One cell of a submission, reduced to what is looked at.

    ``attached`` are the pictures of a text as the file holds them: unchecked JSON, by name.
    """

    kind: str
    source: str
    grade_id: str = ""
    id: str = ""
    attached: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_code(self) -> bool:
        """Whether the cell is a code cell."""
        return self.kind == "code"


def read_notebook(content: bytes, limits: Limits) -> list[Given]:
    """The cells of a notebook of any format; raises RefusedError where the bytes are not one."""
    if len(content) > limits.notebook_mb * 1_000_000:
        raise RefusedError(f"The file is larger than {limits.notebook_mb} MB.")
    if content.count(b"[") + content.count(b"{") > _MOST_CONTAINERS:
        raise RefusedError("The file has too many parts to be a notebook.")
    try:
        record = json.loads(content.decode(json.detect_encoding(content)))
    except (ValueError, RecursionError):
        raise RefusedError("The file is damaged: it cannot be read as a notebook.") from None
    cells = _cells(record)
    if len(cells) > limits.cells:
        raise RefusedError(f"The notebook has more than {limits.cells} cells.")
    return [given for cell in cells if (given := _given(cell, limits)) is not None]


def write_notebook(cells: Iterable[Given]) -> bytes:
    """Bytes that ``read_notebook`` reads as these cells."""
    records = [
        {
            "cell_type": cell.kind,
            "id": cell.id,
            "metadata": {"nbgrader": {"grade_id": cell.grade_id}},
            "source": cell.source,
            "attachments": dict(cell.attached),
        }
        for cell in cells
    ]
    return json.dumps({"nbformat": 4, "cells": records}).encode()


def _cells(record: Any) -> list[Any]:
    """The cells, which format 3 kept in worksheets."""
    if not isinstance(record, dict):
        raise RefusedError("The file is not a notebook.")
    sheets = record.get("worksheets")
    if not isinstance(sheets, list):
        sheets = [record]
    lists = [sheet.get("cells") for sheet in sheets if isinstance(sheet, dict)]
    cells = [cell for cells in lists if isinstance(cells, list) for cell in cells]
    if not any(isinstance(cells, list) for cells in lists):
        raise RefusedError("The file is not a notebook: it has no cells.")
    return cells


def _given(cell: Any, limits: Limits) -> Given | None:
    """A cell as far as it can be read; a cell that is not one is passed over."""
    if not isinstance(cell, dict):
        return None
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    if not isinstance(source, str):
        return None
    attached = cell.get("attachments")
    attached = dict(attached) if isinstance(attached, dict) else {}
    kind = str(cell.get("cell_type"))
    if kind != "code":
        source = _without_inline_pictures(source, attached)
    if len(source) > limits.source_chars:
        raise RefusedError(f"A cell has more than {limits.source_chars:,} characters.")
    metadata = cell.get("metadata")
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
    return Given(
        kind="markdown" if kind == "heading" else kind,
        source=source.encode("utf-8", "replace").decode("utf-8"),
        grade_id=grade_id if isinstance(grade_id, str) else "",
        id=cell["id"] if isinstance(cell.get("id"), str) else "",
        attached=attached,
    )


def _without_inline_pictures(source: str, attached: dict[str, Any]) -> str:
    """A text whose pictures are attached to it, as where other programs write them into it."""

    def attach(picture: re.Match[str]) -> str:
        name = f"inline-{len(attached) + 1}"
        attached[name] = {picture[1]: picture[2]}
        return f"attachment:{name}"

    return _INLINE.sub(attach, source)
