"""The ways of answering a case: rightly, by a convention, by a belief, or by one after another."""

from __future__ import annotations

import contextlib
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from autograder.exercises.bank import BankError, Component, Part, WrongAnswer
from autograder.exercises.measure import measured
from autograder.exercises.plain import from_plain, to_plain
from autograder.exercises.reading import read_leaves
from autograder.exercises.seal import Leaf


def plain_name(way: str) -> str:
    """The bank's name of a way of answering, without its number."""
    return way.partition("#")[0]


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


def conventions_of(name: str, component: Component, cases: Sequence[Answered]) -> list[str]:
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


def beliefs_of(part: Part, cases: Sequence[Answered]) -> dict[str, list[str]]:
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
