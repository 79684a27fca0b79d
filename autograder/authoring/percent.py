"""From a py:percent script to a notebook that is the same, byte for byte, whenever it is made.

A source is plain Python with cell markers, as Jupytext reads it. Three cell options are ours::

    # %% answer="m07-nnt"            the learner answers here: nbgrader's autograded answer
    # %% check="m07-nnt"             the check of that exercise: nbgrader's autograder tests
    # %% [markdown] manual="m10-headline" points=6      free text, marked by a person

A cell tagged ``chart`` draws: its code is folded in JupyterLab and on the site, behind its first
line, a comment that says what it does. A cell tagged ``try`` is meant to be changed and run again.

Cell ids are made from the headings, so that a change in one section leaves the ids of the others
as they were.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

import jupytext
import nbformat
from nbformat import NotebookNode

from autograder.errors import UserError

SOLUTION_BEGINS, SOLUTION_ENDS = "### BEGIN SOLUTION", "### END SOLUTION"
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
HEADING = re.compile(r"^(#{1,6}) +(.+?) *$", re.MULTILINE)
LONGEST_ID = 64  # nbformat's own limit


def lesson_notebook(source: str, origin: str) -> NotebookNode:
    """The notebook of a lesson; ``origin`` is the path of its source within the course.

    Raises UserError where the source is not valid py:percent.
    """
    return _notebook(source, origin, {})


def solution_notebook(source: str, origin: str, points: Mapping[str, float]) -> NotebookNode:
    """The instructor's notebook of an assignment, ready for nbgrader.

    ``points`` gives the points of each exercise id. Raises UserError where a check names another.
    """
    return _notebook(source, origin, points)


def notebook_text(notebook: NotebookNode) -> str:
    """The notebook as nbconvert writes it: sorted keys, one space of indent, a last newline."""
    text: str = nbformat.writes(notebook)
    return text.rstrip("\n") + "\n"


def slug(heading: str) -> str:
    """The anchor of a heading: lower case, hyphens for spaces, letters and digits kept."""
    plain = re.sub(r"[`*_]|\[([^]]*)\]\([^)]*\)", r"\1", heading)
    return re.sub(r"[^\w-]", "", re.sub(r"\s+", "-", plain.strip().lower()))


def headings(markdown: str) -> list[str]:
    """The headings of a Markdown text, without their marks; fenced code is not searched."""
    outside_fences = re.sub(r"^(```|~~~).*?^\1", "", markdown, flags=re.MULTILINE | re.DOTALL)
    return [match.group(2) for match in HEADING.finditer(outside_fences)]


def _notebook(source: str, origin: str, points: Mapping[str, float]) -> NotebookNode:
    try:
        read = jupytext.reads(source, fmt="py:percent")
    except Exception as error:
        raise UserError(f"{origin} cannot be read as a py:percent script: {error}") from error
    cells = [_cell(cell, origin, points) for cell in read.cells if cell.source.strip()]
    for cell, id in zip(cells, _ids(cells), strict=True):
        cell["id"] = id
    metadata = {
        "kernelspec": dict(KERNEL),
        "language_info": {"name": "python"},
        "set-and-setting": {
            "generated": "Made from the file named here by `autograder build`: edit that one.",
            "source": origin,
        },
    }
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=metadata)
    try:
        nbformat.validate(notebook)
    except nbformat.ValidationError as error:
        raise UserError(f"{origin} does not make a valid notebook: {error.message}") from None
    return notebook


def _cell(read: NotebookNode, origin: str, points: Mapping[str, float]) -> NotebookNode:
    metadata = dict(read.metadata)
    grading = _grading(metadata, origin, points)
    if grading:
        metadata["nbgrader"] = grading
    if "chart" in metadata.get("tags", []):
        metadata["jupyter"] = {"source_hidden": True}
    if read.cell_type == "code":
        return nbformat.v4.new_code_cell(read.source, metadata=metadata)
    if read.cell_type == "markdown":
        return nbformat.v4.new_markdown_cell(read.source, metadata=metadata)
    return nbformat.v4.new_raw_cell(read.source, metadata=metadata)


def _grading(
    metadata: dict[str, Any], origin: str, points: Mapping[str, float]
) -> dict[str, Any] | None:
    """Take our options out of a cell's metadata; what nbgrader is told instead, if anything."""
    answer, check, manual = (metadata.pop(key, None) for key in ("answer", "check", "manual"))
    if sum(option is not None for option in (answer, check, manual)) > 1:
        raise UserError(f"{origin}: a cell can be an answer, a check or manual, only one of them.")
    if answer is not None:
        return _nbgrader(f"{answer}-answer", solution=True)
    if check is not None:
        if check not in points:
            raise UserError(
                f'{origin}: the cell check="{check}" names no exercise of bank.py. '
                f"There are: {', '.join(points) or 'none'}."
            )
        return _nbgrader(check, grade=True, points=points[check])
    if manual is not None:
        if not isinstance(metadata.get("points"), int | float):
            raise UserError(f'{origin}: the cell manual="{manual}" needs points=N beside it.')
        return _nbgrader(manual, grade=True, solution=True, points=metadata.pop("points"))
    return None


def _nbgrader(
    grade_id: str, *, grade: bool = False, solution: bool = False, points: float | None = None
) -> dict[str, Any]:
    record: dict[str, Any] = {
        "grade": grade,
        "grade_id": grade_id,
        "locked": grade and not solution,
        "schema_version": 3,
        "solution": solution,
        "task": False,
    }
    if points is not None:
        record["points"] = int(points) if float(points).is_integer() else points
    return record


def _ids(cells: list[NotebookNode]) -> list[str]:
    """Readable ids: a grade id where there is one, else the section and a count within it."""
    ids: list[str] = []
    section, counts = "start", Counter[str]()
    for cell in cells:
        grading = cell.metadata.get("nbgrader")
        found = headings(cell.source) if cell.cell_type == "markdown" else []
        if grading:
            wanted = grading["grade_id"]
        elif found:
            section = re.sub(r"[^a-z0-9]+", "-", slug(found[0]))[:40].strip("-") or "section"
            wanted = section
        else:
            wanted = f"{section}-{'text' if cell.cell_type == 'markdown' else cell.cell_type}"
        counts[wanted] += 1
        ids.append(wanted if counts[wanted] == 1 else f"{wanted}-{counts[wanted]}")
    for id in ids:
        if ids.count(id) > 1 or len(id) > LONGEST_ID:
            raise UserError(f"The cell id {id} is there twice or too long; reword its heading.")
    return ids
