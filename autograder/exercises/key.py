"""Keys: what a check needs to judge an exercise, with every expected answer under seal.

The released key holds the public cases only; the master key, made in memory when grading, holds
the hidden ones too. Both are judged by the same code.
"""

from __future__ import annotations

import contextlib
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from hashlib import blake2b
from typing import Any

from autograder.exercises.bank import BankError, Component, Exercise, Part, WrongAnswer
from autograder.exercises.measure import measured
from autograder.exercises.plain import from_plain, to_plain
from autograder.exercises.reading import read_leaves
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


Leaves = Mapping[str, list[Leaf]]
"""What an answer says in each component."""


@dataclass(frozen=True)
class Answered:
    """One case with what is answered there: rightly, by each convention, and by each belief.

    A convention is also met after another one (an interval of one kind, rounded in one way), and a
    belief also in the answer of somebody who follows a convention: ``starts`` says of which.
    """

    args: Any
    public: bool
    where: str
    right: Leaves
    conventions: Mapping[str, Leaves]
    beliefs: Mapping[str, Leaves]
    starts: Mapping[str, str]


def answered(
    part: Part, reference: Any, args: tuple[Any, ...], public: bool, where: str
) -> Answered:
    """Answer a case in every way that the bank knows; raises BankError where one fails."""
    plain_args = to_plain(list(args))

    def leaves(plain: Any) -> Leaves:
        judged = measured(part.measure, plain, plain_args) if part.measure else plain
        return {name: read_leaves(judged, name, c) for name, c in part.components.items()}

    try:
        given = to_plain(reference(*from_plain(plain_args)) if part.is_function else reference)
        right = leaves(given)
    except Exception as error:  # an author's slip in any form
        raise BankError(f"{where}: the reference fails: {error!r}") from error

    def answer(way: WrongAnswer, start: Any = given) -> Any:
        return to_plain(way(from_plain(start), *from_plain(plain_args)))

    def surely(way: WrongAnswer, name: str) -> Any:
        try:
            plain = answer(way)
            leaves(plain)
            return plain
        except Exception as error:  # an author's slip in any form
            raise BankError(f"{where}: {name} fails: {error!r}") from error

    ways = dict(_numbered(part.alternatives))
    single = {name: surely(way, name) for name, way in ways.items()}
    conventions = {name: leaves(plain) for name, plain in single.items()}
    wrong = dict(_numbered(part.mistakes))
    beliefs = {name: leaves(surely(way, name)) for name, way in wrong.items()}
    starts = dict.fromkeys([*conventions, *beliefs], "")
    if part.measure:  # of a text or a record two right versions do not make a third
        return Answered(plain_args, public, where, right, conventions, beliefs, starts)
    for first, plain in single.items():
        for then, way in ways.items():
            if plain_name(first) != plain_name(then):
                with contextlib.suppress(Exception):  # not every convention can follow another
                    both = f"{plain_name(first)}, {plain_name(then)}#{first}, {then}"
                    conventions[both] = leaves(answer(way, plain))
                    starts[both] = first
        for name, way in wrong.items():
            with contextlib.suppress(Exception):
                under = f"{name}#{first}"
                beliefs[under] = leaves(answer(way, plain))
                starts[under] = first
    return Answered(plain_args, public, where, right, conventions, beliefs, starts)


def _numbered(ways: Sequence[tuple[str, WrongAnswer]]) -> Iterator[tuple[str, WrongAnswer]]:
    """The ways of answering, the second and later ones of a name with their number."""
    seen: Counter[str] = Counter()
    for name, way in ways:
        seen[name] += 1
        yield (name if seen[name] == 1 else f"{name}#{seen[name]}"), way


def _case_keys(part: Part, cases: Sequence[Answered], rounds: int) -> tuple[CaseKey, ...]:
    expected: list[dict[str, Expected]] = [{} for _ in cases]
    conventions = {name: _conventions(name, c, cases) for name, c in part.components.items()}
    beliefs = _beliefs(part, cases)
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


def _conventions(name: str, component: Component, cases: Sequence[Answered]) -> list[str]:
    """The conventions that say something of a component that no other way before says as well.

    Only of numbers can one follow another, as rounding follows a formula.
    """
    known = [[case.right[name] for case in cases]]
    kept = []
    for way in _in_all(case.conventions for case in cases):
        if cases[0].starts[way] and not component.kind.startswith("number"):
            continue
        said = [case.conventions[way][name] for case in cases]
        if not any(all(map(alike, said, other)) for other in known):
            known.append(said)
            kept.append(way)
    return kept


def _beliefs(part: Part, cases: Sequence[Answered]) -> dict[str, list[str]]:
    """The beliefs, each with the components it speaks of: where it changes what it starts from.

    A belief under a convention is kept where that makes it say something new.
    """
    known: dict[tuple[str, str], list[list[list[Leaf]]]] = {}
    kept = {}
    for belief in _in_all(case.beliefs for case in cases):
        spoken, new = [], not cases[0].starts[belief]
        for name, component in part.components.items():
            said = [case.beliefs[belief][name] for case in cases]
            if not _all_alike(said, [_start(case, belief)[name] for case in cases], component):
                spoken.append(name)
                others = known.setdefault((plain_name(belief), name), [])
                new = new or not any(_all_alike(said, other, component) for other in others)
                others.append(said)
        if new:
            kept[belief] = spoken
    return kept


def _start(case: Answered, belief: str) -> Leaves:
    start = case.starts[belief]
    return case.conventions[start] if start else case.right


def _in_all(named: Iterable[Mapping[str, Leaves]]) -> list[str]:
    """The ways that could be taken in every case, in the order of the first."""
    first, *others = named
    return [way for way in first if all(way in other for other in others)]


def _all_alike(a: list[list[Leaf]], b: list[list[Leaf]], component: Component) -> bool:
    return all(alike(x, y, component.tolerance) for x, y in zip(a, b, strict=True))


def alike(a: Sequence[Leaf], b: Sequence[Leaf], tolerance: float = 0.0) -> bool:
    """Whether two answers to a component are the same, numbers to within a tolerance."""
    return len(a) == len(b) and all(map(partial(_alike_leaf, tolerance), a, b))


def _alike_leaf(tolerance: float, a: Leaf, b: Leaf) -> bool:
    if isinstance(a, str | bool | None) or isinstance(b, str | bool | None):
        return type(a) is type(b) and a == b
    both_nan = math.isnan(a) and math.isnan(b)
    return both_nan or math.isclose(a, b, rel_tol=1e-9, abs_tol=max(tolerance, 1e-12))


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
