"""Grade one notebook for its owner, on their own machine.

With the course's solutions at hand it is graded as it will be for marks: by the engine, confined,
on hidden data too. Otherwise the released keys beside the notebook are used, and the notebook's
own cells run in this process, as they do in JupyterLab: that is for your own work only.
"""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from IPython.core.inputtransformer2 import TransformerManager

from autograder.authoring.layout import Layout
from autograder.classroom.pages import catalogue
from autograder.engine import Engine, EngineError
from autograder.errors import UserError
from autograder.exercises import AnswerError, Misconception, Outcome, Result, judge
from autograder.exercises.assignment import check_calls, code_cells, is_test
from autograder.exercises.judge import describe
from autograder.notebook.keyring import NoKeyError, find_keyring


@dataclass(frozen=True)
class OwnResult:
    """What was found; ``hidden`` says whether hidden data were used."""

    assignment: str
    results: Mapping[str, Result]
    texts: Mapping[str, Misconception]
    problems: list[str]
    hidden: bool


def course_around(path: Path) -> Layout | None:
    """The course that the file is in, or the working folder, or none."""
    for start in (path.resolve().parent, Path.cwd()):
        try:
            return Layout.find(start)
        except UserError:
            continue
    return None


def check_file(path: Path, layout: Layout | None) -> OwnResult:
    """Grade a notebook file; raises UserError where it is not one, or not of this course."""
    content = path.read_bytes()
    notebook = _read(path, content)
    name = _assignment_of(notebook, path, layout.assignments()) if layout else None
    if layout is None or name is None:
        return _with_released_keys(path, notebook)
    try:
        with Engine(layout.solution(name)) as engine:
            graded = engine.grade(content)
    except EngineError as error:  # no Linux, or one that confines nobody
        own = _with_released_keys(path, notebook)
        return replace(own, problems=[*own.problems, f"Hidden data were not used. {error}"])
    return OwnResult(name, graded.results, catalogue(layout), graded.problems, hidden=True)


def _read(path: Path, content: bytes) -> dict[str, Any]:
    """The notebook as JSON; kind where it is not one."""
    try:
        notebook = json.loads(content)
    except (ValueError, RecursionError):
        raise UserError(
            f"{path.name} is not a notebook: it cannot be read as JSON. Give the .ipynb file "
            "that you work in."
        ) from None
    if not isinstance(notebook, dict) or "nbformat" not in notebook:
        raise UserError(f"{path.name} is not a notebook. Give the .ipynb file that you work in.")
    if notebook["nbformat"] != 4 or not isinstance(notebook.get("cells"), list):
        raise UserError(
            f"{path.name} has notebook format {notebook['nbformat']}; format 4 is needed. "
            "Open it in JupyterLab and save it once."
        )
    return notebook


def _assignment_of(notebook: dict[str, Any], path: Path, names: list[str]) -> str | None:
    """Which assignment a notebook answers: what it says of itself, else its file's name."""
    own = notebook.get("metadata", {}).get("set-and-setting", {})
    source = str(own.get("source", "")) if isinstance(own, dict) else ""
    for name in (Path(source).parent.name, path.stem, path.parent.name):
        if name in names:
            return name
    if (path.parent / "keys.json").is_file():
        return None
    near = get_close_matches(path.stem, names, n=1, cutoff=0.4)
    hint = f"Did you mean {near[0]}.ipynb?" if near else f"There are: {', '.join(names)}."
    raise UserError(f"{path.name} belongs to no assignment of this course. {hint}")


def _with_released_keys(path: Path, notebook: dict[str, Any]) -> OwnResult:
    try:
        keyring = find_keyring(path.resolve().parent)
    except NoKeyError as error:
        raise UserError(str(error)) from None
    found: dict[str, Result] = {}
    for exercise, answers in _answers(path, notebook):
        if exercise in keyring.exercises:
            found[exercise] = judge(keyring.exercises[exercise], answers)
    missing = [id for id in keyring.exercises if id not in found]
    if len(missing) == len(keyring.exercises):
        raise UserError(
            f"{path.name} holds no check of {keyring.assignment}. Copy the notebook again from "
            "the assignment and put your answers into it."
        )
    results = found | {id: judge(keyring.exercises[id], []) for id in missing}
    problems = [f"The check of {id} is missing; it counts as not attempted." for id in missing]
    return OwnResult(keyring.assignment, results, keyring.misconceptions, problems, hidden=False)


def _answers(path: Path, notebook: dict[str, Any]) -> Iterator[tuple[str, list[Any]]]:
    """Run the cells in order; at each check, what it is called with."""
    namespace: dict[str, Any] = {"__name__": "__main__"}
    failure: AnswerError | None = None
    plain = TransformerManager().transform_cell
    with contextlib.chdir(path.resolve().parent):
        for cell, source in code_cells(notebook):
            if is_test(cell):
                for exercise, names in check_calls(source).items():
                    yield exercise, [_named(name, namespace, failure) for name in names]
                failure = None
                continue
            with contextlib.redirect_stdout(io.StringIO()):
                try:
                    exec(compile(plain(source), "<cell>", "exec"), namespace)  # the owner's code
                except SystemExit:
                    failure = AnswerError("The cell ends the session: take out exit().")
                except Exception as error:
                    failure = AnswerError(describe(error))


def _named(name: str, namespace: dict[str, Any], failure: AnswerError | None) -> Any:
    if name in namespace:
        return namespace[name]
    return failure or AnswerError(f"There is no {name}: was its cell deleted?", Outcome.CRASHED)
