"""An assignment on the instructor's side: the notebook with its solution, and the bank beside it.

This runs the reference solution, which is trusted, in this process.
"""

from __future__ import annotations

import ast
import json
import runpy
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from autograder.exercises.bank import Bank, BankError
from autograder.exercises.key import ExerciseKey, make_key
from autograder.exercises.misconceptions import Misconception


@dataclass(frozen=True)
class Assignment:
    """One folder of ``solutions/``: its notebook (nbformat JSON), bank and reference answers."""

    name: str
    folder: Path
    notebook: dict[str, Any]
    bank: Bank
    answers: dict[str, Any]

    @classmethod
    def load(cls, folder: Path) -> Assignment:
        """Read ``folder/NAME.ipynb`` and ``folder/bank.py`` and run the reference solution.

        Raises BankError when either is missing or the solution fails.
        """
        folder = folder.resolve()
        name = folder.name
        path = folder / f"{name}.ipynb"
        if not path.is_file():
            raise BankError(f"{name}: there is no {path.name} in {folder}. Run: autograder build")
        notebook = json.loads(path.read_text(encoding="utf-8"))
        bank = read_bank(folder)
        return cls(name, folder, notebook, bank, run_reference(notebook, name))

    def keys(self, *, hidden: bool) -> dict[str, ExerciseKey]:
        """A key per exercise; ``hidden`` adds the hidden cases, for grading only."""
        return {
            id: make_key(exercise, self.answers, hidden=hidden)
            for id, exercise in self.bank.exercises.items()
        }


def read_bank(folder: Path) -> Bank:
    """Run ``folder/bank.py``; raises BankError where it is missing, stops, or makes no bank."""
    path = folder / "bank.py"
    if not path.is_file():
        raise BankError(f"{folder.name}: there is no bank.py in {folder}.")
    try:
        bank = runpy.run_path(str(path)).get("bank")
    except Exception as error:  # an author's slip in any form
        raise BankError(f"{folder.name}: bank.py stops: {type(error).__name__}: {error}") from error
    if not isinstance(bank, Bank):
        raise BankError(f"{folder.name}: bank.py does not make a Bank named bank.")
    return bank


def released_key(assignment: Assignment, catalogue: dict[str, Misconception]) -> dict[str, Any]:
    """The content of ``keys.json``: the public keys, and the texts of the misconceptions used.

    Raises BankError where a bank names a misconception that the catalogue lacks.
    """
    used = {m for ex in assignment.bank.exercises.values() for m in ex.misconceptions}
    missing = sorted(used - catalogue.keys())
    if missing:
        listed = ", ".join(missing)
        raise BankError(f"{assignment.name}: not in the misconception catalogue: {listed}.")
    return {
        "assignment": assignment.name,
        "exercises": {id: key.to_json() for id, key in assignment.keys(hidden=False).items()},
        "misconceptions": {id: catalogue[id].to_json() for id in sorted(used)},
    }


def code_cells(notebook: dict[str, Any]) -> list[tuple[dict[str, Any], str]]:
    """The code cells of a notebook, each with its source as one text."""
    return [
        (cell, source if isinstance(source := cell["source"], str) else "".join(source))
        for cell in notebook["cells"]
        if cell["cell_type"] == "code"
    ]


def is_test(cell: dict[str, Any]) -> bool:
    """Whether nbgrader treats a cell as autograder tests: graded, not answered by the student."""
    nbgrader = cell["metadata"].get("nbgrader", {})
    return bool(nbgrader.get("grade")) and not nbgrader.get("solution")


def run_reference(notebook: dict[str, Any], name: str) -> dict[str, Any]:
    """Run all cells but the tests, quietly; the names they bind.

    Raises BankError where a cell fails.
    """
    namespace: dict[str, Any] = {"__name__": "__main__"}
    for cell, source in code_cells(notebook):
        if is_test(cell):
            continue
        try:
            with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
                exec(compile(source, f"<{name}>", "exec"), namespace)  # the instructor's own code
        except Exception as error:
            where = cell["metadata"].get("nbgrader", {}).get("grade_id", cell.get("id", "a cell"))
            problem = f"{type(error).__name__}: {error}"
            raise BankError(f"{name}: the solution stops in {where}: {problem}") from error
    return namespace


def check_calls(source: str) -> dict[str, list[str]]:
    """The checks in a test cell: exercise id and the names that are handed over, in order."""
    calls = {}
    for node in ast.walk(ast.parse(source)):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == "check"
            and node.args
            and isinstance(node.args[0], ast.Constant)
        ):
            names = [arg.id for arg in node.args[1:] if isinstance(arg, ast.Name)]
            calls[str(node.args[0].value)] = names
    return calls
