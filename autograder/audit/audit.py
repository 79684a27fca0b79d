"""Grade a grader: hand in answers whose marks are known, and see whether it gives them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from copy import deepcopy
from functools import partial
from itertools import zip_longest
from pathlib import Path
from random import Random
from typing import Any

from autograder.audit.advice import advice
from autograder.audit.dressings import dressed
from autograder.audit.equivalence import is_equivalent
from autograder.audit.findings import ExerciseAudit
from autograder.audit.trials import Trial, trials
from autograder.authoring.answers import Sources, reference_sources, submission
from autograder.engine import Engine, Limits
from autograder.exercises import AnswerError, Assignment, Exercise, Outcome, Result, judge
from autograder.exercises.bank import Part
from autograder.exercises.judge import passes_check
from autograder.exercises.key import make_key
from autograder.exercises.plain import NotPlainError, decode, encode, from_plain, to_plain

DRESSINGS = 200
LIMITS = Limits(cell_s=10, call_s=2, total_s=60)
"""A mutant that does not end is caught soon; no reference solution takes this long."""

Graded = list[tuple[Trial, Result]]


def audit_assignment(folder: Path, release: Path, jobs: int) -> list[ExerciseAudit]:
    """Audit every exercise of a solution folder, with ``jobs`` engines side by side.

    ``release`` is the released notebook. One notebook carries a trial of every exercise at once,
    so there are as many to grade as the exercise with the most trials has.
    """
    assignment = Assignment.load(folder)
    made = {id: trials(assignment, ex) for id, ex in assignment.bank.exercises.items()}
    rounds = [dict(zip(made, row, strict=True)) for row in zip_longest(*made.values())]
    released = json.loads(release.read_text(encoding="utf-8"))
    with ProcessPoolExecutor(jobs) as pool:
        shares = [rounds[i::jobs] for i in range(jobs)]
        graded: dict[str, Graded] = {id: [] for id in made}
        for share, results in zip(
            shares, pool.map(partial(_grade, folder, released), shares), strict=True
        ):
            for row, result in zip(share, results, strict=True):
                for id, trial in row.items():
                    if trial is not None:
                        graded[id].append((trial, result[id]))
        return list(pool.map(partial(_judged, folder), made, graded.values()))


def _grade(
    folder: Path, released: dict[str, Any], rounds: list[dict[str, Trial | None]]
) -> list[dict[str, Result]]:
    """The engine's results for each round of trials."""
    found = []
    with Engine(folder, limits=LIMITS) as engine:
        for row in rounds:
            cells: Sources = {}
            for trial in row.values():
                cells |= trial.cells if trial else {}
            notebook = submission(released, cells)
            found.append(dict(engine.grade(json.dumps(notebook).encode()).results))
    return found


def _judged(folder: Path, id: str, graded: Graded) -> ExerciseAudit:
    """What the results of an exercise's trials say about its grader."""
    assignment = Assignment.load(folder)
    exercise = assignment.bank.exercises[id]
    mistakes = [(trial, result) for trial, result in graded if trial.kind == "mistake"]
    escaped = [t for t, r in graded if t.kind == "mutant" and r.points == r.max_points]
    survivors = [t for t in escaped if not _is_equivalent(assignment, exercise, dict(t.cells))]
    equivalent = len(escaped) - len(survivors)
    return ExerciseAudit(
        assignment=assignment.name,
        exercise=id,
        faults=tuple(fault for trial, result in graded for fault in _faults(trial, result)),
        alternatives=sum(trial.kind == "alternative" for trial, _ in graded),
        mistakes=len(mistakes),
        recognised=sum(_recognised(trial, result) for trial, result in mistakes),
        mutants=sum(trial.kind == "mutant" for trial, _ in graded) - equivalent,
        equivalent=equivalent,
        survivors=tuple(trial.name for trial in survivors),
        dressings=DRESSINGS,
        accused=tuple(_accused(assignment, exercise)),
        advice=tuple(advice(assignment, exercise)),
        only_graded=tuple(
            f"{trial.kind} {trial.name}"
            for trial, result in graded
            if trial.kind in ("mistake", "mutant") and passes_check(result)
        ),
    )


def _recognised(trial: Trial, result: Result) -> bool:
    return result.points < result.max_points and trial.name in result.mistakes


def _faults(trial: Trial, result: Result) -> Iterator[str]:
    full = result.points == result.max_points
    if trial.kind == "reference" and result.outcome is not Outcome.RIGHT:
        yield "the reference solution does not get full marks."
    if trial.kind == "untouched" and (result.points or result.outcome is not Outcome.NOT_ATTEMPTED):
        yield f"the untouched notebook gets {result.points:g} points, as {result.outcome}."
    if trial.kind == "typed in" and full:
        yield "results typed in as constants get full marks."
    elif trial.kind == "typed in" and not any("typed in" in c.message for c in result.components):
        yield "results typed in as constants are not told so."
    if trial.kind == "digits" and not full:
        yield f"{trial.name} does not get full marks."
    if trial.kind == "alternative" and not full:
        yield f"the alternative {trial.name!r} does not get full marks."
    if trial.kind == "mistake" and not _recognised(trial, result):
        named = ", ".join(result.mistakes) or f"{result.outcome}, {result.points:g} points"
        yield f"the mistake {trial.name} is taken for {named}."


def _is_equivalent(assignment: Assignment, exercise: Exercise, changed: Sources) -> bool:
    namespace = dict(assignment.answers)
    for source in (reference_sources(assignment) | changed).values():
        exec(compile(source, "<mutant>", "exec"), namespace)  # made from the reference solution
    return all(
        is_equivalent(
            assignment.answers[part.name], namespace[part.name], [*part.public, *part.hidden]
        )
        for part in exercise.parts.values()
        if part.is_function
    )


def _accused(assignment: Assignment, exercise: Exercise) -> Iterator[str]:
    """Right answers in other clothes, judged as they arrive over the wire, that were not right.

    Each part is answered by the reference or by one of its conventions, taken at random.
    """
    key = make_key(exercise, assignment.answers, hidden=True)
    for seed in range(DRESSINGS):
        random = Random(f"{exercise.id} {seed}")
        parts = exercise.parts.values()
        answers = [_dressed_answer(part, assignment.answers[part.name], random) for part in parts]
        result = judge(key, answers)
        for component in result.components:
            if not component.outcome.earns:
                yield f"{component.name}: {component.outcome} {component.message} (dressing {seed})"


def _dressed_answer(part: Part, reference: Any, random: Random) -> Any:
    _, way = random.choice([("", None), *part.alternatives])

    def over_the_wire(right: Any, *args: Any) -> Any:
        plain = to_plain(right)
        if way is not None:
            right = way(from_plain(plain), *from_plain(to_plain(list(args))))
        clothed = right if part.measure else dressed(right, part.components, random)
        return from_plain(decode(encode(to_plain(clothed))))

    if part.is_function:
        return lambda *args: over_the_wire(reference(*args), *args)
    try:
        return over_the_wire(deepcopy(reference))
    except NotPlainError as error:
        return AnswerError(str(error), Outcome.WRONG_SHAPE)
