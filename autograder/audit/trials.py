"""Trials: answers to one exercise whose verdict is known before they are graded."""

from __future__ import annotations

import re
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

Kind = Literal["reference", "untouched", "typed in", "alternative", "digits", "mistake", "mutant"]


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
            made += exact(f"the alternative {name!r}", otherwise)
        for name, wrong in part.mistakes:
            otherwise = cells(answering_otherwise(assignment, part, wrong))
            made.append(Trial("mistake", name, otherwise))
    made += exact("the reference", cells(sources))
    made += _mutated(exercise, cells(sources))
    return made


QUANTILES = {
    "1.96": "1.959963984540054",
    "1.645": "1.6448536269514722",
    "2.576": "2.5758293035489004",
}
"""Quantiles of the normal distribution, as they are printed and as a library gives them."""


def exact(name: str, sources: Sources) -> Iterator[Trial]:
    """An answer with the quantile that a library gives, where it has the one that is printed."""
    for printed, exact in QUANTILES.items():
        number = re.compile(rf"(?<![\d.]){re.escape(printed)}(?!\d)")
        changed = {cell: number.sub(exact, source) for cell, source in sources.items()}
        if changed != sources:
            yield Trial("digits", f"{name} with {exact} for {printed}", changed)


def _mutated(exercise: Exercise, sources: Sources) -> Iterator[Trial]:
    functions = [part.name for part in exercise.parts.values() if part.is_function]
    for cell in sorted({cell_of(sources, name) for name in functions}):
        for mutant in mutants(sources[cell]):
            change = f"line {mutant.line}, {mutant.operator}: {mutant.change}"
            yield Trial("mutant", change, sources | {cell: mutant.source})
