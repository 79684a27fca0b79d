"""Grade a grader: hand in answers whose marks are known, and see whether it gives them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from autograder.audit.dressings import dressed
from autograder.audit.equivalence import is_equivalent
from autograder.audit.findings import ExerciseAudit
from autograder.audit.mutants import Mutant, mutants
from autograder.authoring.answers import (
    Sources,
    answering_constant,
    answering_otherwise,
    cell_of,
    reference_sources,
    submission,
)
from autograder.engine import Engine, Limits
from autograder.exercises import Assignment, Exercise, ExerciseKey, Outcome, Result, judge
from autograder.exercises.key import make_key
from autograder.exercises.plain import decode, encode, from_plain, to_plain

DRESSINGS = 200
LIMITS = Limits(cell_s=10, call_s=2, total_s=30)
"""A mutant that does not end is caught soon; no reference solution takes this long."""


def audit_assignments(folders: list[Path], release: Path, jobs: int) -> Iterator[ExerciseAudit]:
    """Audit every exercise of these solution folders, several at a time, in order.

    ``release`` holds the released notebooks, one folder per assignment.
    """
    tasks = [
        (folder, release / folder.name / f"{folder.name}.ipynb", id)
        for folder in folders
        for id in Assignment.load(folder).bank.exercises
    ]
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(_audit_task, tasks)


def _audit_task(task: tuple[Path, Path, str]) -> ExerciseAudit:
    folder, released, id = task
    with Engine(folder, limits=LIMITS) as engine:
        assignment = Assignment.load(folder)
        notebook = json.loads(released.read_text(encoding="utf-8"))
        grader = Grader(engine, notebook, id)
        return audit_exercise(assignment, assignment.bank.exercises[id], grader)


@dataclass(frozen=True)
class Grader:
    """Grades one exercise of a notebook with these answers, in the engine that gives marks."""

    engine: Engine
    released: dict[str, Any]
    exercise: str

    def __call__(self, sources: Sources) -> Result:
        """The result of handing in these answer cells."""
        notebook = submission(self.released, sources)
        graded = self.engine.grade(json.dumps(notebook).encode())
        return graded.results[self.exercise]


def audit_exercise(
    assignment: Assignment, exercise: Exercise, grade: Callable[[Sources], Result]
) -> ExerciseAudit:
    """Put one exercise through every kind of answer whose verdict is known beforehand."""
    sources = reference_sources(assignment)
    faults = list(_plain_faults(assignment, exercise, sources, grade))
    alternatives, recognised, mistakes = 0, 0, 0
    for part in exercise.parts.values():
        for name, other in part.alternatives:
            alternatives += 1
            if not grade(answering_otherwise(assignment, part, other)).outcome.earns:
                faults.append(f"{part.name}: the alternative {name!r} does not get full marks.")
        for name, wrong in part.mistakes:
            mistakes += 1
            result = grade(answering_otherwise(assignment, part, wrong))
            if result.points < result.max_points and name in result.mistakes:
                recognised += 1
            else:
                named = ", ".join(result.mistakes) or str(result.outcome)
                faults.append(f"{part.name}: the mistake {name} is taken for {named}.")
    count, equivalent, survivors = _survivors(assignment, exercise, sources, grade)
    accused = tuple(_accused(assignment, exercise))
    return ExerciseAudit(
        assignment=assignment.name,
        exercise=exercise.id,
        faults=tuple(faults),
        alternatives=alternatives,
        mistakes=mistakes,
        recognised=recognised,
        mutants=count - equivalent,
        equivalent=equivalent,
        survivors=tuple(survivors),
        dressings=DRESSINGS,
        accused=accused,
    )


def _plain_faults(
    assignment: Assignment, exercise: Exercise, sources: Sources, grade: Callable[[Sources], Result]
) -> Iterator[str]:
    if grade(sources).outcome is not Outcome.RIGHT:
        yield "the reference solution does not get full marks."
    stub = grade({})
    if stub.points or stub.outcome is not Outcome.NOT_ATTEMPTED:
        yield f"the untouched notebook gets {stub.points:g} points and is called {stub.outcome}."
    functions = [part for part in exercise.parts.values() if part.is_function]
    constant = grade(answering_constant(assignment, exercise))
    if functions and constant.points == constant.max_points:
        yield "results typed in as constants get full marks."
    elif functions and not any("typed in" in c.message for c in constant.components):
        yield "results typed in as constants are not told so."


def _survivors(
    assignment: Assignment, exercise: Exercise, sources: Sources, grade: Callable[[Sources], Result]
) -> tuple[int, int, list[str]]:
    """How many mutants there are, how many are equivalent, and which of the others survive."""
    cells = {cell_of(sources, part.name) for part in exercise.parts.values() if part.is_function}
    made = [(cell, mutant) for cell in sorted(cells) for mutant in mutants(sources[cell])]
    equivalent, survivors = 0, []
    for cell, mutant in made:
        if grade(sources | {cell: mutant.source}).outcome.earns:
            if _is_equivalent(assignment, exercise, sources | {cell: mutant.source}):
                equivalent += 1
            else:
                survivors.append(_described(mutant))
    return len(made), equivalent, survivors


def _described(mutant: Mutant) -> str:
    return f"line {mutant.line}, {mutant.operator}: {mutant.change}"


def _is_equivalent(assignment: Assignment, exercise: Exercise, sources: Sources) -> bool:
    namespace = dict(assignment.answers)
    for source in sources.values():
        exec(compile(source, "<mutant>", "exec"), namespace)  # made from the reference solution
    return all(
        is_equivalent(
            assignment.answers[part.name], namespace[part.name], [*part.public, *part.hidden]
        )
        for part in exercise.parts.values()
        if part.is_function
    )


def _accused(assignment: Assignment, exercise: Exercise) -> Iterator[str]:
    """Right answers in other clothes, judged as they arrive over the wire, that were not right."""
    key = make_key(exercise, assignment.answers, hidden=True)
    for seed in range(DRESSINGS):
        random = Random(f"{exercise.id} {seed}")
        result = judge(
            key, [_dressed_answer(assignment, exercise, name, random) for name in _names(key)]
        )
        for component in result.components:
            if not component.outcome.earns:
                yield f"{component.name}: {component.outcome} {component.message} (dressing {seed})"


def _names(key: ExerciseKey) -> list[str]:
    return [part.name for part in key.parts]


def _dressed_answer(assignment: Assignment, exercise: Exercise, name: str, random: Random) -> Any:
    part, answer = exercise.parts[name], assignment.answers[name]

    def over_the_wire(value: Any) -> Any:
        return from_plain(decode(encode(to_plain(dressed(value, part.components, random)))))

    if part.is_function:
        return lambda *args: over_the_wire(answer(*args))
    return over_the_wire(deepcopy(answer))
