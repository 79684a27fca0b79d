"""Rebuild, don't repair: take the answers out of a submission, and nothing else.

From the bytes of a submission come only source texts: of the answer cells, found by grade id, and
of the cells that the student added. They are put into the instructor's own notebook. Metadata,
points, test cells, kernel, order, copies and outputs of the submission count for nothing.

Cells that the student added run where they stood, in the student's process, so that a helper
written there works; they can earn nothing by themselves.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from autograder.engine.grading import Limits
from autograder.engine.master import Master, MasterCell, Role
from autograder.engine.names import bound_names, parse, same_code

_MOST_CONTAINERS = 2_000_000
_TAG = re.compile(r"<(?=[a-zA-Z/!?])")


class RefusedError(Exception):
    """The file cannot be read as a notebook; the message says why, in plain words."""


@dataclass(frozen=True)
class Piece:
    """One cell of the rebuilt notebook: the instructor's, or one added by the student."""

    source: str
    is_code: bool
    master: MasterCell | None


@dataclass(frozen=True)
class _Given:
    """One cell of the submission, reduced to what is looked at."""

    kind: str
    source: str
    grade_id: str
    id: str


def rebuild(submission: bytes, master: Master, limits: Limits) -> tuple[list[Piece], list[str]]:
    """The rebuilt notebook, and what was wrong with the submission.

    Raises RefusedError where the bytes are not a notebook within the limits.
    """
    given = _read(submission, limits)
    problems: list[str] = []
    found: dict[str, list[_Given]] = defaultdict(list)
    added: dict[int, list[_Given]] = defaultdict(list)
    known = {cell.grade_id: i for i, cell in enumerate(master.cells) if cell.grade_id}
    plain = [(i, c) for i, c in enumerate(master.cells) if c.role in (Role.SETUP, Role.TEXT)]
    by_id = {cell.id: i for i, cell in plain if cell.id}
    by_source = {cell.source.strip(): i for i, cell in plain}
    anchor = -1
    for part in given:
        if part.grade_id in known:
            anchor = known[part.grade_id]
            found[part.grade_id].append(part)
        elif part.source.strip() in by_source:
            anchor = by_source[part.source.strip()]
        else:
            anchor = by_id.get(part.id, anchor)
            if part.kind in ("code", "markdown") and part.source.strip():
                added[anchor].append(part)
    pieces = [_own(cell) for cell in added[-1]]
    for i, cell in enumerate(master.cells):
        source = cell.source
        if cell.role in (Role.ANSWER, Role.MANUAL):
            source = _answer(cell, found[cell.grade_id], problems)
        elif cell.role is Role.TEST:
            _look_at_test(cell, found[cell.grade_id], problems)
        pieces.append(Piece(source, cell.is_code, cell))
        pieces.extend(_own(cell) for cell in added[i])
    return pieces, problems


def harmless_markdown(source: str) -> str:
    """Markdown whose HTML is shown as text, so that no page of marks runs a student's script."""
    return _TAG.sub("&lt;", source)


def _own(cell: _Given) -> Piece:
    return Piece(cell.source, cell.kind == "code", None)


def _answer(cell: MasterCell, copies: list[_Given], problems: list[str]) -> str:
    """The source that counts for an answer cell."""
    if not copies:
        problems.append(
            f"The answer cell {cell.grade_id} is missing, so it counts as not attempted."
        )
        return cell.stub
    if any(copy.kind != cell.record["cell_type"] for copy in copies):
        problems.append(
            f"The answer cell {cell.grade_id} was turned into another type of cell; "
            "its text was taken as the answer all the same."
        )
    if len(copies) == 1:
        return copies[0].source
    worked_on = [copy.source for copy in copies if not same_code(copy.source, cell.stub)]
    if len(worked_on) < 2:
        problems.append(
            f"The answer cell {cell.grade_id} is there {len(copies)} times; "
            "the copy that was worked on counts."
        )
        return (worked_on or [copies[-1].source])[0]
    whole = [source for source in worked_on if bound_names(cell.source) <= bound_names(source)]
    joined = "\n".join(worked_on)
    if len(whole) < 2 and parse(joined):
        problems.append(f"The answer cell {cell.grade_id} was split; its parts were put together.")
        return joined
    problems.append(
        f"The answer cell {cell.grade_id} is there {len(copies)} times; the last whole one counts."
    )
    return (whole or worked_on)[-1]


def _look_at_test(cell: MasterCell, copies: list[_Given], problems: list[str]) -> None:
    if not copies:
        problems.append(f"The check cell {cell.grade_id} was deleted; the original was used.")
    elif any(c.kind != "code" or c.source.strip() != cell.source.strip() for c in copies):
        problems.append(f"The check cell {cell.grade_id} was changed; the original was used.")
    elif len(copies) > 1:
        problems.append(f"The check cell {cell.grade_id} is there twice; the original was used.")


def _read(submission: bytes, limits: Limits) -> list[_Given]:
    if len(submission) > limits.notebook_mb * 1_000_000:
        raise RefusedError(f"The file is larger than {limits.notebook_mb} MB.")
    if submission.count(b"[") + submission.count(b"{") > _MOST_CONTAINERS:
        raise RefusedError("The file has too many parts to be a notebook.")
    try:
        record = json.loads(submission.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise RefusedError("The file is damaged: it cannot be read as a notebook.") from None
    if not isinstance(record, dict):
        raise RefusedError("The file is not a notebook.")
    if record.get("nbformat") != 4 or not isinstance(record.get("cells"), list):
        raise RefusedError("The file is not a notebook of format 4: open it in JupyterLab, save.")
    if len(record["cells"]) > limits.cells:
        raise RefusedError(f"The notebook has more than {limits.cells} cells.")
    return [given for cell in record["cells"] if (given := _given(cell, limits)) is not None]


def _given(cell: Any, limits: Limits) -> _Given | None:
    """A cell as far as it can be read; a cell that is not one is passed over."""
    if not isinstance(cell, dict):
        return None
    source = cell.get("source", "")
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    if not isinstance(source, str):
        return None
    if len(source) > limits.source_chars:
        raise RefusedError(f"A cell has more than {limits.source_chars:,} characters.")
    metadata = cell.get("metadata")
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
    return _Given(
        kind=str(cell.get("cell_type")),
        source=source.encode("utf-8", "replace").decode("utf-8"),
        grade_id=grade_id if isinstance(grade_id, str) else "",
        id=cell["id"] if isinstance(cell.get("id"), str) else "",
    )
