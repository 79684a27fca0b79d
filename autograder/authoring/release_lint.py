"""Proofs about a release: it gives nothing away, and each exercise is asked as its bank says."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterable, Iterator

from nbformat import NotebookNode

from autograder.authoring.findings import Finding
from autograder.authoring.percent import SOLUTION_BEGINS, SOLUTION_ENDS
from autograder.exercises.assignment import check_calls
from autograder.exercises.bank import Bank

TELLING = 8
"""A line shorter than this (``else:``, ``return x``) is no secret: it stands everywhere."""
SETUP_LINES = 6
REBUILD = "Run `autograder build`; if it stays, the source has the fault."


def lint_exercises(where: str, solution: NotebookNode, bank: Bank) -> Iterator[Finding]:
    """Whether the solution notebook asks for what the bank judges: each once, parts in order."""
    code = [cell for cell in solution.cells if cell.cell_type == "code"]
    if code and len(code[0].source.splitlines()) > SETUP_LINES:
        yield Finding(
            f"{where}:{code[0].id}",
            f"The first code cell has more than {SETUP_LINES} lines.",
            "Move helpers into the course package.",
        )
    calls: dict[str, tuple[NotebookNode, list[str]]] = {}
    bound: set[str] = set()
    for cell in code:
        try:
            tree = ast.parse(cell.source)
        except SyntaxError as error:
            yield Finding(f"{where}:{cell.id}", f"This is not Python: {error.msg}.", "Mend it.")
            continue
        grading = cell.metadata.get("nbgrader", {})
        if grading.get("solution") and SOLUTION_BEGINS not in cell.source:
            yield Finding(
                f"{where}:{cell.id}",
                "This answer cell marks no solution, so all of it would be removed.",
                f"Put {SOLUTION_BEGINS} and {SOLUTION_ENDS} around the solution.",
            )
        for id, names in check_calls(cell.source).items():
            if grading.get("grade_id") != id:
                yield Finding(
                    f"{where}:{cell.id}",
                    f"It calls check({id!r}) but is not the cell of that exercise.",
                    f'Begin the cell with `# %% check="{id}"`.',
                )
            calls[id] = cell, names
            for name in sorted(set(names) - bound):
                yield Finding(
                    f"{where}:{cell.id}",
                    f"{name} is checked before any cell makes it.",
                    "Put the answer cell before the check.",
                )
        bound |= _bound_names(tree)
    cells = Counter(
        cell.metadata.nbgrader.grade_id
        for cell in code
        if cell.metadata.get("nbgrader", {}).get("grade")
    )
    for id, exercise in bank.exercises.items():
        if cells[id] != 1 or id not in calls:
            yield Finding(
                where,
                f"{id} has {cells[id]} check cells that call check({id!r}); it needs one.",
                f'Write one cell `# %% check="{id}"` with that call.',
            )
        elif (names := calls[id][1]) != list(exercise.parts):
            yield Finding(
                f"{where}:{id}",
                f"It hands over ({', '.join(names)}); the bank has ({', '.join(exercise.parts)}).",
                "Give the same names in the same order in both.",
            )


def lint_release(
    where: str, released: NotebookNode, solution: NotebookNode, bank_source: str, keys_text: str
) -> Iterator[Finding]:
    """Whether a release holds a line of the solution or bank, an output, a trace of its making.

    ``solution`` is the instructor's notebook; a line that it shows anyway, outside a solution, is
    no secret. The keys hold titles and hints of the bank on purpose, so only solutions are sought
    in them.
    """
    shown, solved = _lines(solution)
    bank = {line.strip() for line in bank_source.splitlines()}
    secret = {line for line in (solved | bank) - shown if len(line) >= TELLING}
    if "jupytext" in released.metadata:
        yield Finding(where, "It carries a jupytext header.", REBUILD)
    for cell in released.cells:
        place = f"{where}:{cell.id}"
        if cell.get("outputs") or cell.get("execution_count"):
            yield Finding(place, "It holds an output or an execution count.", REBUILD)
        for mark in (SOLUTION_BEGINS, SOLUTION_ENDS, "HIDDEN TESTS", "# ---"):
            if mark in cell.source:
                yield Finding(place, f"It holds {mark!r}.", REBUILD)
        for line in cell.source.splitlines():
            if line.strip() in secret:
                yield Finding(place, f"It gives away {line.strip()!r}.", REBUILD)
    for line in sorted(secret & solved):
        if line in keys_text:
            yield Finding(f"{where}: keys.json", f"It gives away {line!r}.", "Reword the bank.")


def lint_release_files(where: str, name: str, names: Iterable[str]) -> Iterator[Finding]:
    """Whether a released folder holds its notebook and its keys, and nothing else."""
    for extra in sorted(set(names) - {f"{name}.ipynb", "keys.json"}):
        yield Finding(f"{where}/{extra}", "This was not generated.", "Remove it from the release.")


def _lines(solution: NotebookNode) -> tuple[set[str], set[str]]:
    """The lines of a solution notebook outside and inside of its solutions."""
    shown: set[str] = set()
    solved: set[str] = set()
    for cell in solution.cells:
        inside = False
        for line in cell.source.splitlines():
            if SOLUTION_BEGINS in line or SOLUTION_ENDS in line:
                inside = SOLUTION_BEGINS in line
            else:
                (solved if inside else shown).add(line.strip())
    return shown, solved


def _bound_names(tree: ast.AST) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        elif isinstance(node, ast.alias):
            names.add((node.asname or node.name).split(".")[0])
    return names
