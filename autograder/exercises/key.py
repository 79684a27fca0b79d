"""Keys: what a check needs to judge an exercise, with every expected answer under seal.

The released key holds the public cases only; the master key, made in memory when grading, holds
the hidden ones too. Both are judged by the same code.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import blake2b
from typing import Any

from autograder.exercises.bank import BankError, Component, Exercise, Part, WrongAnswer
from autograder.exercises.measure import measured
from autograder.exercises.plain import from_plain, to_plain
from autograder.exercises.reading import NotReadableError, read_leaves
from autograder.exercises.seal import Leaf, Seal

RELEASED_ROUNDS = 1000
MASTER_ROUNDS = 1


def plain_name(way: str) -> str:
    """The bank's name of a way of answering, without its number."""
    return way.partition("#")[0]


def coarse_digits(tolerance: float) -> int:
    """One decimal fewer than a tolerance asks for, as in 1 for 0.0055, which asks for two."""
    return math.ceil(round(-math.log10(2 * tolerance), 6)) - 1


@dataclass(frozen=True)
class Expected:
    """The sealed answers for one component in one case.

    Alternatives and mistakes are there only where they differ from the right answer. A name that
    the bank gives to several ways of answering is numbered: "or-as-rr", "or-as-rr#2".
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
        cases = [(args, True) for args in part.public]
        if hidden:
            cases += [(args, False) for args in part.hidden]
        keys = [
            _case_key(part, answers[part.name], args, public, f"{where} case {i}", rounds)
            for i, (args, public) in enumerate(cases)
        ]
        _refuse_unrecognisable(part, keys, where)
        parts.append(
            PartKey(
                part.name,
                part.is_function,
                part.options,
                part.components,
                tuple(keys),
                part.measure,
            )
        )
    return ExerciseKey(
        exercise.id, exercise.title, exercise.lesson, tuple(exercise.hints), tuple(parts)
    )


def _case_key(
    part: Part, reference: Any, args: tuple[Any, ...], public: bool, where: str, rounds: int
) -> CaseKey:
    plain_args = to_plain(list(args))
    try:
        given = to_plain(reference(*from_plain(plain_args)) if part.is_function else reference)
        right = _judged(part, given, plain_args)
    except Exception as error:  # an author's slip in any form
        raise BankError(f"{where}: the reference fails: {error!r}") from error
    for name, component in part.components.items():
        try:
            read_leaves(right, name, component)
        except NotReadableError as error:
            raise BankError(f"{where}: the reference's {name}: {error}") from None

    def answers(made_by: Sequence[tuple[str, Callable[..., Any]]]) -> list[tuple[str, Any]]:
        made = []
        for name, make in _numbered(made_by):
            try:
                other = to_plain(make(from_plain(given), *from_plain(plain_args)))
                made.append((name, _judged(part, other, plain_args)))
            except Exception as error:  # an author's slip in any form
                raise BankError(f"{where}: {name} fails: {error!r}") from error
        return made

    alternatives, mistakes = answers(part.alternatives), answers(part.mistakes)
    expected = {}
    for name, component in part.components.items():
        try:
            sealed = _Sealer(right, name, component, f"{where}: {name}", rounds)
            expected[name] = Expected(
                right=sealed.right,
                near=sealed.near(),
                alternatives=sealed.differing(alternatives),
                mistakes=sealed.differing(mistakes),
            )
        except NotReadableError as error:
            raise BankError(f"{where}: {name}: {error}") from None
    return CaseKey(plain_args if part.is_function else None, public, expected)


def _numbered(ways: Sequence[tuple[str, WrongAnswer]]) -> Iterator[tuple[str, WrongAnswer]]:
    """The ways of answering, the second and later ones of a name with their number."""
    seen: Counter[str] = Counter()
    for name, way in ways:
        seen[name] += 1
        yield (name if seen[name] == 1 else f"{name}#{seen[name]}"), way


def _judged(part: Part, plain: Any, args: Any) -> Any:
    """What is judged of a plain answer: the answer, or what the part's measure says of it."""
    return measured(part.measure, plain, args) if part.measure else plain


class _Sealer:
    """Seals the answers to one component in one case, each under its own salt."""

    def __init__(self, right: Any, name: str, component: Component, where: str, rounds: int):
        self.name, self.component, self.where, self.rounds = name, component, where, rounds
        self.leaves = read_leaves(right, name, component)
        self.right = self._seal(self.leaves, component.tolerance, "right")

    def near(self) -> Seal | None:
        if not self.component.tolerance:
            return None
        coarse = 0.55 * 10.0 ** -coarse_digits(self.component.tolerance)
        return self._seal(self.leaves, coarse, "near")

    def differing(self, others: list[tuple[str, Any]]) -> dict[str, Seal]:
        """Seals of the other answers, by name, where they differ from the right one here."""
        seals = {}
        for i, (other, plain) in enumerate(others):
            leaves = read_leaves(plain, self.name, self.component)
            if not self.right.opens(leaves):
                seals[other] = self._seal(leaves, self.component.tolerance, f"{other} {i}")
        return seals

    def _seal(self, leaves: list[Leaf], tolerance: float, what: str) -> Seal:
        salt = blake2b(f"{self.where}: {what}".encode(), digest_size=6).hexdigest()
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
