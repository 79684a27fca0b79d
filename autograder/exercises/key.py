"""Keys: what a check needs to judge an exercise, with every expected answer under seal.

The released key holds the public cases only; the master key, made in memory when grading, holds
the hidden ones too. Both are judged by the same code.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import blake2b
from typing import Any

from autograder.exercises.bank import BankError, Component, Exercise, Part
from autograder.exercises.seal import Leaf, Seal
from autograder.exercises.ways import (
    Answered,
    alike,
    answered,
    beliefs_of,
    conventions_of,
    plain_name,
)

RELEASED_ROUNDS = 1000
MASTER_ROUNDS = 1


def coarse_digits(tolerance: float) -> int:
    """One decimal fewer than a tolerance asks for, as in 1 for 0.0055, which asks for two."""
    return math.ceil(round(-math.log10(2 * tolerance), 6)) - 1


@dataclass(frozen=True)
class Expected:
    """The sealed answers for one component in one case.

    Alternatives are there wherever they are not the same as the right answer, so that each is
    rounded by itself; mistakes only where they are not right. A name that the bank gives to several
    ways of answering is numbered, "or-as-rr#2"; a belief in the answer of somebody who follows a
    convention bears that convention, "or-as-rr#in percent".
    """

    right: Seal
    near: Seal | None
    alternatives: Mapping[str, Seal]
    mistakes: Mapping[str, Seal]


@dataclass(frozen=True)
class CaseKey:
    """One case: plain arguments (None for a plain value) and what is expected per component."""

    args: Any
    public: bool
    expected: Mapping[str, Expected]


@dataclass(frozen=True)
class PartKey:
    """One answer: its name in the notebook, its components, its cases."""

    name: str
    is_function: bool
    options: tuple[str, ...]
    components: Mapping[str, Component]
    cases: tuple[CaseKey, ...]
    measure: str = ""


@dataclass(frozen=True)
class ExerciseKey:
    """One exercise as a check sees it."""

    id: str
    title: str
    lesson: str
    hints: tuple[str, ...]
    parts: tuple[PartKey, ...]

    @property
    def max_points(self) -> float:
        """Points that can be earned."""
        return sum(c.points for part in self.parts for c in part.components.values())

    def to_json(self) -> dict[str, Any]:
        """The key as a JSON-able record that ``from_json`` reads back."""
        return {
            "id": self.id,
            "title": self.title,
            "lesson": self.lesson,
            "hints": list(self.hints),
            "parts": [_part_to_json(part) for part in self.parts],
        }

    @classmethod
    def from_json(cls, record: dict[str, Any]) -> ExerciseKey:
        """Read back what ``to_json`` wrote."""
        parts = tuple(_part_from_json(part) for part in record["parts"])
        hints = tuple(record["hints"])
        return cls(record["id"], record["title"], record["lesson"], hints, parts)


def make_key(exercise: Exercise, answers: Mapping[str, Any], *, hidden: bool) -> ExerciseKey:
    """Make a key by running the reference answers (functions or values, by name).

    ``hidden`` adds the hidden cases and is for grading only. Raises BankError where the reference
    does not give what the bank announces, or a mistake cannot be told from the right answer.
    """
    rounds = MASTER_ROUNDS if hidden else RELEASED_ROUNDS
    parts = []
    for part in exercise.parts.values():
        where = f"{exercise.id}: {part.name}"
        if part.name not in answers:
            raise BankError(f"{where} is not bound by the reference solution.")
        tried = [(args, True) for args in part.public]
        if hidden:
            tried += [(args, False) for args in part.hidden]
        cases = [
            answered(part, answers[part.name], args, public, f"{where} case {i}")
            for i, (args, public) in enumerate(tried)
        ]
        keys = _case_keys(part, cases, rounds)
        _refuse_unrecognisable(part, keys, where)
        parts.append(
            PartKey(part.name, part.is_function, part.options, part.components, keys, part.measure)
        )
    return ExerciseKey(
        exercise.id, exercise.title, exercise.lesson, tuple(exercise.hints), tuple(parts)
    )


def _case_keys(part: Part, cases: Sequence[Answered], rounds: int) -> tuple[CaseKey, ...]:
    expected: list[dict[str, Expected]] = [{} for _ in cases]
    conventions = {name: conventions_of(name, c, cases) for name, c in part.components.items()}
    beliefs = beliefs_of(part, cases)
    for name, component in part.components.items():
        for case, found in zip(cases, expected, strict=True):
            seal = _Sealer(case, name, component, rounds)
            found[name] = Expected(
                right=seal.right,
                near=seal.near(),
                alternatives=seal.conventions(conventions[name]),
                mistakes=seal.beliefs([way for way in beliefs if name in beliefs[way]]),
            )
    return tuple(
        CaseKey(case.args if part.is_function else None, case.public, found)
        for case, found in zip(cases, expected, strict=True)
    )


class _Sealer:
    """Seals the answers to one component in one case, each under its own salt."""

    def __init__(self, case: Answered, name: str, component: Component, rounds: int):
        self.case, self.name, self.component, self.rounds = case, name, component, rounds
        self.leaves = case.right[name]
        self.right = self._seal(self.leaves, component.tolerance, "right")

    def near(self) -> Seal | None:
        if not self.component.tolerance:
            return None
        coarse = 0.55 * 10.0 ** -coarse_digits(self.component.tolerance)
        return self._seal(self.leaves, coarse, "near")

    def conventions(self, ways: list[str]) -> dict[str, Seal]:
        """Seals of what conventions say here, where it is not the same as the right answer."""
        said = {way: self.case.conventions[way][self.name] for way in ways}
        return {
            way: self._seal(leaves, self.component.tolerance, way)
            for way, leaves in said.items()
            if not alike(leaves, self.leaves)
        }

    def beliefs(self, ways: list[str]) -> dict[str, Seal]:
        """Seals of what beliefs say here, where it is not right."""
        said = {way: self.case.beliefs[way][self.name] for way in ways}
        return {
            way: self._seal(leaves, self.component.tolerance, way)
            for way, leaves in said.items()
            if not self.right.opens(leaves)
        }

    def _seal(self, leaves: list[Leaf], tolerance: float, what: str) -> Seal:
        words = f"{self.case.where}: {self.name}: {what}"
        salt = blake2b(words.encode(), digest_size=6).hexdigest()
        return Seal.of(leaves, tolerance, salt, self.rounds)


def _refuse_unrecognisable(part: Part, cases: Sequence[CaseKey], where: str) -> None:
    """A mistake that gives the right answer in every public case could never be named."""
    named = {
        plain_name(mistake)
        for case in cases
        if case.public
        for expected in case.expected.values()
        for mistake in expected.mistakes
    }
    for mistake, _ in part.mistakes:
        if mistake not in named:
            raise BankError(f"{where}: the mistake {mistake} gives the right answer.")


def _part_to_json(part: PartKey) -> dict[str, Any]:
    return {
        "name": part.name,
        "is_function": part.is_function,
        "options": list(part.options),
        **({"measure": part.measure} if part.measure else {}),
        "components": {name: asdict(c) for name, c in part.components.items()},
        "cases": [
            {
                "args": case.args,
                "public": case.public,
                "expected": {name: _expected_to_json(e) for name, e in case.expected.items()},
            }
            for case in part.cases
        ],
    }


def _expected_to_json(expected: Expected) -> dict[str, Any]:
    return {
        "right": expected.right.to_json(),
        "near": expected.near.to_json() if expected.near else None,
        "alternatives": _seals_to_json(expected.alternatives),
        "mistakes": _seals_to_json(expected.mistakes),
    }


def _part_from_json(record: dict[str, Any]) -> PartKey:
    return PartKey(
        name=record["name"],
        is_function=record["is_function"],
        options=tuple(record["options"]),
        components={name: Component(**c) for name, c in record["components"].items()},
        cases=tuple(
            CaseKey(
                case["args"],
                case["public"],
                {name: _expected_from_json(e) for name, e in case["expected"].items()},
            )
            for case in record["cases"]
        ),
        measure=record.get("measure", ""),
    )


def _expected_from_json(record: dict[str, Any]) -> Expected:
    return Expected(
        right=Seal.from_json(record["right"]),
        near=Seal.from_json(record["near"]) if record["near"] else None,
        alternatives=_seals_from_json(record["alternatives"]),
        mistakes=_seals_from_json(record["mistakes"]),
    )


def _seals_to_json(named: Mapping[str, Seal]) -> dict[str, list[Any]]:
    return {name: seal.to_json() for name, seal in named.items()}


def _seals_from_json(record: dict[str, list[Any]]) -> dict[str, Seal]:
    return {name: Seal.from_json(seal) for name, seal in record.items()}
