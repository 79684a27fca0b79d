"""Write one record down: into the gradebook, and as the graded notebook that people look at.

Nothing is written that is there already. The graded notebook comes last: while it differs from
the record, the next run knows that this submission is not finished.
"""

from __future__ import annotations

import json
from typing import Any

from nbformat import NotebookNode

from autograder.classroom.folder import ClassFolder, write_whole
from autograder.classroom.gradebook import Gradebook, Scores
from autograder.classroom.records import Record


class Bookkeeper:
    """Writes the records of one assignment."""

    def __init__(
        self, folder: ClassFolder, gradebook: Gradebook, assignment: str, released: NotebookNode
    ):
        self._folder, self._gradebook, self._assignment = folder, gradebook, assignment
        self._stubs = {
            grade_id: cell["source"]
            for grade_id, cell in graded_cells(released).items()
            if cell["metadata"]["nbgrader"]["solution"]
        }
        self._known = gradebook.automatic(assignment)

    def write(self, record: Record) -> None:
        """Bring gradebook and graded notebook in line with a record."""
        path = self._folder.autograded(record.student, self._assignment)
        try:
            earlier = path.read_text(encoding="utf-8")
        except (OSError, ValueError):
            earlier = ""
        notebook = record.graded.notebook
        text = json.dumps(notebook, sort_keys=True) + "\n"
        scores = self._scores(record, notebook, "" if earlier == text else earlier)
        on_record = (record.received, dict(scores.automatic))
        if earlier == text and self._known.get(record.student) == on_record:
            return
        self._gradebook.save(self._assignment, record.student, scores, record.received)
        write_whole(path, text)

    def _scores(self, record: Record, notebook: dict[str, Any], earlier: str) -> Scores:
        """A score per graded cell; free text that is written needs a person's mark.

        What was written is compared with the ``earlier`` graded notebook, where there is another.
        """
        automatic: dict[str, float | None] = {}
        unanswered, texts = set(), {}
        for grade_id, cell in graded_cells(notebook).items():
            rules = cell["metadata"]["nbgrader"]
            untouched = _same(cell["source"], self._stubs.get(grade_id))
            if rules["solution"] and untouched:
                unanswered.add(grade_id)
            if rules["grade"] and rules["solution"]:
                automatic[grade_id] = 0.0 if untouched else None
                texts[grade_id] = _written(cell)
            elif rules["grade"]:
                result = record.graded.results.get(grade_id)
                automatic[grade_id] = result.points if result else 0.0
        before = _texts(earlier) if earlier else texts
        changed = {id for id, text in texts.items() if not _same(text, before.get(id))}
        return Scores(automatic, frozenset(unanswered), frozenset(changed))


def nbgrader_rules(cell: Any) -> Any:
    """What nbgrader's metadata say of a cell; empty where they say nothing."""
    return cell["metadata"].get("nbgrader") or {}


def graded_cells(notebook: Any) -> dict[str, Any]:
    """The cells that nbgrader knows, by grade id."""
    return {
        rules["grade_id"]: cell
        for cell in notebook["cells"]
        if "grade_id" in (rules := nbgrader_rules(cell))
    }


def _texts(notebook: str) -> dict[str, str]:
    try:
        cells = graded_cells(json.loads(notebook))
        return {id: _written(cell) for id, cell in cells.items()}
    except (ValueError, KeyError, TypeError):
        return {}


def _written(cell: Any) -> str:
    """What a person reads of an answer: its text, and the pictures in it."""
    pictures = cell.get("attachments")
    return str(cell["source"]) + (json.dumps(pictures, sort_keys=True) if pictures else "")


def _same(text: Any, other: Any) -> bool:
    return isinstance(text, str) and isinstance(other, str) and text.strip() == other.strip()
