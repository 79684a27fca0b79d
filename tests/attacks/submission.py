"""Read a submission file of this folder: what it tries, what it honestly earns, its notebook.

A file begins with a docstring whose line ``Earns:`` lists points per exercise ("nothing" and "all"
are words for it; exercises not listed earn 0). Its cells follow:

``# %% answer="GRADE-ID"``  the source of an answer cell
``# %% added``              a cell that the student added, before the first answer
``# %% honest``             answer cells not given are right (else: not attempted)
``# %% file``               a function ``change(notebook)`` that gives a notebook or bytes

Other header lines: ``Verdict:``, ``Output holds:``, ``Output lacks:`` (words), ``Outcome of ID:``,
``Problem:`` (words of one of the problems).
"""

from __future__ import annotations

import copy
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

POINTS = {"toy-mean": 3.0, "toy-word": 2.0, "toy-value": 1.0, "toy-plain": 2.0}
_CELL = re.compile(r"^# %% *(.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Submission:
    """One file, read."""

    name: str
    header: dict[str, str]
    cells: tuple[tuple[str, str], ...]

    @classmethod
    def read(cls, path: Path, places: dict[str, str]) -> Submission:
        text = path.read_text(encoding="utf-8")
        for place, value in places.items():
            text = text.replace("{{" + place + "}}", value)
        docstring, _, _ = text.removeprefix('"""').partition('"""')
        header = dict(re.findall(r"^([A-Z][\w -]*): (.+)$", docstring, re.MULTILINE))
        parts = _CELL.split(text)[1:]
        cells = tuple(zip(parts[::2], (part.strip("\n") for part in parts[1::2]), strict=True))
        return cls(path.stem, header, cells)

    @property
    def earns(self) -> dict[str, float]:
        """The points that are honestly earned."""
        told = self.header["Earns"].rstrip(".")
        if told in ("nothing", "all"):
            return {id: points if told == "all" else 0.0 for id, points in POINTS.items()}
        listed = dict(part.rsplit(" ", 1) for part in told.split(", "))
        assert listed.keys() <= POINTS.keys()
        return {id: float(listed.get(id, 0)) for id in POINTS}

    def notebook(self, released: dict[str, Any], master: dict[str, Any]) -> bytes:
        """The bytes to hand in."""
        notebook = copy.deepcopy(released)
        right = {_grade_id(c): c["source"] for c in master["cells"]}
        answers = {
            kind.split('"')[1]: source for kind, source in self.cells if kind.startswith("answer")
        }
        honest = any(kind == "honest" for kind, _ in self.cells)
        for cell in notebook["cells"]:
            id = _grade_id(cell)
            if id in answers:
                cell["source"] = answers.pop(id)
            elif honest and id.endswith("-answer"):
                cell["source"] = right[id]
        assert not answers, f"{self.name} answers unknown cells: {answers}"
        added = [source for kind, source in self.cells if kind == "added"]
        notebook["cells"][2:2] = [_added(i, source) for i, source in enumerate(added)]
        for kind, source in self.cells:
            if kind == "file":
                scope: dict[str, Any] = {}
                exec(source, scope)  # a file of this test suite
                notebook = scope["change"](notebook)
        return notebook if isinstance(notebook, bytes) else json.dumps(notebook).encode()


def _grade_id(cell: dict[str, Any]) -> str:
    return str(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))


def _added(number: int, source: str) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "id": f"mine-{number}",
        "metadata": {},
        "source": source,
        "outputs": [],
        "execution_count": None,
    }
