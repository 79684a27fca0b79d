"""Grade one notebook for its owner, on their own machine.

With the course's solutions at hand it is graded as it will be for marks: by the engine, confined,
on hidden data too. Otherwise the released keys beside the notebook are used, and the notebook's
own cells run in this process, as they do in JupyterLab: that is for your own work only.
"""

from __future__ import annotations

import ast
import contextlib
import io
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from autograder.authoring.layout import Layout
from autograder.classroom.pages import catalogue
from autograder.engine import Engine, EngineError, Limits
from autograder.engine.capture import Shell
from autograder.engine.choice import stem_of
from autograder.engine.finding import find_places
from autograder.engine.intake import UnreadableError, read, read_work
from autograder.engine.ipython_syntax import plain
from autograder.engine.master import Master
from autograder.engine.names import bound_names, parse
from autograder.engine.notebook_file import Given, RefusedError, read_notebook
from autograder.engine.rebuild import code_of
from autograder.errors import UserError
from autograder.exercises import AnswerError, Misconception, Outcome, Result, judge
from autograder.exercises.assignment import check_calls
from autograder.exercises.judge import describe
from autograder.exercises.key import ExerciseKey
from autograder.notebook.keyring import Keyring, NoKeyError, find_keyring


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
    path = path.resolve()
    folder, parts = path.parent, (path.name,)
    try:
        cells = read_notebook(read(folder, parts)[0], Limits())
        name = _assignment_of(cells, path, layout) if layout else None
        if layout is None or name is None:
            return _with_released_keys(path, cells)
        with Engine(layout.solution(name)) as engine:
            graded = engine.grade(read_work(folder, parts)[0])
    except (RefusedError, UnreadableError) as error:
        raise UserError(f"{path.name} cannot be checked. {error}") from None
    except EngineError as error:  # no Linux, or one that confines nobody
        own = _with_released_keys(path, cells)
        return replace(own, problems=[*own.problems, f"Hidden data were not used. {error}"])
    return OwnResult(name, graded.results, catalogue(layout), graded.problems, hidden=True)


def _assignment_of(cells: list[Given], path: Path, layout: Layout) -> str | None:
    """Which assignment a notebook answers: by the name of its file or folder, else by its cells."""
    names = layout.assignments()
    for name in (stem_of(path.name), path.parent.name):
        if name in names:
            return name
    alike = {name: _cells_of(cells, layout.solution(name)) for name in names}
    best = max(alike, key=alike.__getitem__, default=None)
    if best is not None and alike[best]:
        return best
    if (path.parent / "keys.json").is_file():
        return None
    near = get_close_matches(path.stem, names, n=1, cutoff=0.4)
    hint = f"Did you mean {near[0]}.ipynb?" if near else f"There are: {', '.join(names)}."
    raise UserError(f"{path.name} belongs to no assignment of this course. {hint}")


def _cells_of(cells: list[Given], solution: Path) -> int:
    """How many of an assignment's cells a notebook has."""
    try:
        return len(find_places(cells, Master.of(solution)).of)
    except EngineError:  # not built yet
        return 0


def _with_released_keys(path: Path, cells: list[Given]) -> OwnResult:
    try:
        keyring = find_keyring(path.parent)
    except NoKeyError as error:
        raise UserError(str(error)) from None
    with _shell(path.parent) as shell:
        names = _Names(shell)
        results = dict(_at_their_checks(cells, keyring, names))
        missing = [id for id in keyring.exercises if id not in results]
        if not results and not any(names.knows(part) for part in _parts(keyring)):
            raise UserError(
                f"{path.name} is not a notebook of {keyring.assignment}: it has none of its cells."
            )
        for id in missing:
            results[id] = names.judged(keyring.exercises[id])
    in_order = {id: results[id] for id in keyring.exercises}
    problems = [f"The check of {id} is missing; its answer was checked as it is." for id in missing]
    return OwnResult(keyring.assignment, in_order, keyring.misconceptions, problems, hidden=False)


def _at_their_checks(
    cells: list[Given], keyring: Keyring, names: _Names
) -> Iterator[tuple[str, Result]]:
    """Run the cells in order; at each check, what is found in the answers as they are there."""
    for source in filter(None, map(code_of, cells)):
        checked = [id for id in _checks(source) if id in keyring.exercises]
        for id in checked:
            yield id, names.judged(keyring.exercises[id])
        if not checked:
            names.run(source)


def _checks(source: str) -> list[str]:
    """The exercises that a cell checks, where it does nothing else."""
    tree = parse(source)
    if tree is None or not all(isinstance(node, ast.Expr) for node in tree.body):
        return []
    return list(check_calls(plain(source)))


def _parts(keyring: Keyring) -> list[str]:
    return [part.name for key in keyring.exercises.values() for part in key.parts]


class _Names:
    """What the cells that have run bind, and why they do not bind the rest."""

    def __init__(self, shell: Shell):
        self._shell = shell
        self._failures: dict[str, AnswerError] = {}
        self._last: AnswerError | None = None

    def run(self, source: str) -> None:
        """Run a cell of the owner's."""
        error = self._shell.run_source(source)
        if error is not None:
            self._last = AnswerError(describe(error))
            self._failures |= dict.fromkeys(bound_names(source), self._last)

    def knows(self, name: str) -> bool:
        """Whether a cell bound the name."""
        return name in self._shell.user_ns

    def judged(self, key: ExerciseKey) -> Result:
        """What is found in the answers as they are now."""
        result = judge(key, [self._answer(part.name) for part in key.parts])
        self._last = None
        return result

    def _answer(self, name: str) -> Any:
        if self.knows(name):
            return self._shell.user_ns[name]
        missing = AnswerError(f"There is no {name} in the notebook.", Outcome.NOT_ATTEMPTED)
        return self._failures.get(name) or self._last or missing


@contextlib.contextmanager
def _shell(folder: Path) -> Iterator[Shell]:
    """The shell that also runs what is graded, in this process, working in ``folder``."""
    main = sys.modules["__main__"]
    shell = Shell.start()
    sys.path.insert(0, "")
    try:
        nowhere = io.StringIO()
        with contextlib.chdir(folder), contextlib.redirect_stdout(nowhere):
            yield shell
    finally:
        sys.path.remove("")
        Shell.clear_instance()
        sys.modules["__main__"] = main
