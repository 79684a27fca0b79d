"""The instructor's notebook as the engine reads it: cells with a role, and whose the names are."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import Any

from autograder.engine.grading import EngineError
from autograder.engine.names import bound_names, used_names

_SOLUTION = re.compile(
    r"^([ \t]*)### BEGIN SOLUTION[^\n]*\n.*?^[ \t]*### END SOLUTION[^\n]*$",
    re.DOTALL | re.MULTILINE,
)


class Role(Enum):
    """What a cell of the instructor's notebook is for."""

    TEXT = auto()
    SETUP = auto()
    ANSWER = auto()
    MANUAL = auto()
    TEST = auto()


@dataclass(frozen=True)
class MasterCell:
    """One cell; ``grade_id`` and ``points`` are empty and 0 where nbgrader knows nothing of it."""

    role: Role
    source: str
    record: dict[str, Any]
    grade_id: str = ""
    points: float = 0.0

    @property
    def is_code(self) -> bool:
        """Whether the cell holds code."""
        return bool(self.record["cell_type"] == "code")

    @property
    def id(self) -> str:
        """The cell's nbformat id."""
        return str(self.record.get("id", ""))

    @property
    def stub(self) -> str:
        """What a student starts from: the source without its solution, as nbgrader releases it."""
        mark = "# YOUR CODE HERE" if self.is_code else "YOUR ANSWER HERE"
        if "### BEGIN SOLUTION" not in self.source:
            return mark
        return _SOLUTION.sub(rf"\1{mark}", self.source)


@dataclass(frozen=True)
class Master:
    """The cells in order, and the names that are the student's to answer.

    ``answers`` maps such a name to the grade ids of the answer cells that bind it: the names bound
    in answer cells, and whatever other cells compute from them.
    """

    record: dict[str, Any]
    cells: tuple[MasterCell, ...]
    answers: dict[str, tuple[str, ...]]

    @classmethod
    def read(cls, notebook: dict[str, Any]) -> Master:
        """Read the notebook of an assignment (nbformat 4 JSON)."""
        cells = tuple(_cell(record) for record in notebook["cells"])
        return cls(notebook, cells, _answer_names(cells))

    @classmethod
    def of(cls, solution: Path) -> Master:
        """Read the notebook in an assignment's folder; raises EngineError where there is none."""
        path = solution / f"{solution.name}.ipynb"
        try:
            return cls.read(json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError):
            raise EngineError(f"{path} is missing or not a notebook.") from None

    def with_role(self, *roles: Role) -> dict[str, MasterCell]:
        """The graded or answered cells of some roles, by grade id."""
        return {cell.grade_id: cell for cell in self.cells if cell.role in roles}


def _cell(record: dict[str, Any]) -> MasterCell:
    source = record["source"] if isinstance(record["source"], str) else "".join(record["source"])
    nbgrader = record["metadata"].get("nbgrader") or {}
    grade, solution = bool(nbgrader.get("grade")), bool(nbgrader.get("solution"))
    is_code = record["cell_type"] == "code"
    if grade and not solution and is_code:
        role = Role.TEST
    elif grade and solution:
        role = Role.MANUAL
    elif solution:
        role = Role.ANSWER
    else:
        role = Role.SETUP if is_code else Role.TEXT
    grade_id = str(nbgrader.get("grade_id", "")) if role not in (Role.SETUP, Role.TEXT) else ""
    return MasterCell(role, source, record, grade_id, float(nbgrader.get("points") or 0.0))


def _answer_names(cells: tuple[MasterCell, ...]) -> dict[str, tuple[str, ...]]:
    """Follow answers through the cells that use them, so no derived value is taken as given."""
    answers: dict[str, tuple[str, ...]] = {}
    for cell in cells:
        if not cell.is_code or cell.role is Role.TEST:
            continue
        if cell.role is Role.SETUP:
            from_cells = [id for name in used_names(cell.source) for id in answers.get(name, ())]
        else:
            from_cells = [cell.grade_id]
        if from_cells:
            for name in bound_names(cell.source):
                answers[name] = tuple(dict.fromkeys([*answers.get(name, ()), *from_cells]))
    return answers
