"""Trials: answers to one exercise whose verdict is known before they are graded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from autograder.audit.mutants import mutants
from autograder.authoring.answers import (
    Sources,
    answering_constant,
    answering_otherwise,
    cell_of,
    reference_sources,
)
from autograder.exercises import Assignment, Exercise

Kind = Literal["reference", "untouched", "typed in", "alternative", "mistake", "mutant"]


@dataclass(frozen=True)
class Trial:
    """One answer to hand in.

    ``cells`` are the exercise's answer cells by grade id; a cell that is left out stays as it is
    released. ``name`` is a misconception, a convention or the change that made a mutant.
    """

    kind: Kind
    name: str
    cells: Mapping[str, str]


def trials(assignment: Assignment, exercise: Exercise) -> list[Trial]:
    """Every trial of one exercise."""
    sources = reference_sources(assignment)
    own = {cell_of(sources, part.name) for part in exercise.parts.values()}

    def cells(changed: Sources) -> Sources:
        return {cell: source for cell, source in changed.items() if cell in own}

    made = [Trial("reference", "", cells(sources)), Trial("untouched", "", {})]
    if any(part.is_function for part in exercise.parts.values()):
        made.append(Trial("typed in", "", cells(answering_constant(assignment, exercise))))
    for part in exercise.parts.values():
        for name, other in part.alternatives:
            otherwise = cells(answering_otherwise(assignment, part, other))
            made.append(Trial("alternative", name, otherwise))
        for name, wrong in part.mistakes:
            otherwise = cells(answering_otherwise(assignment, part, wrong))
            made.append(Trial("mistake", name, otherwise))
    made += _mutated(exercise, cells(sources))
    return made


def _mutated(exercise: Exercise, sources: Sources) -> Iterator[Trial]:
    functions = [part.name for part in exercise.parts.values() if part.is_function]
    for cell in sorted({cell_of(sources, name) for name in functions}):
        for mutant in mutants(sources[cell]):
            change = f"line {mutant.line}, {mutant.operator}: {mutant.change}"
            yield Trial("mutant", change, sources | {cell: mutant.source})
