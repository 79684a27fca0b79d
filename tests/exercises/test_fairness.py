"""Answers made at random: no fair one loses a point, and no belief is named that is not shown."""

from __future__ import annotations

import math
from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.audit.dressings import dressed
from autograder.exercises import Bank, Exercise, ExerciseKey, flag, judge, number, numbers, texts
from autograder.exercises.key import coarse_digits, make_key
from autograder.exercises.plain import decode, encode, from_plain, to_plain

Record = dict[str, Any]
Way = Callable[..., Record]


def summary(events: list[int], n: int, names: list[str]) -> Record:
    shares = [x / n for x in events]
    gap = shares[0] - shares[-1]
    margin = 1.96 * math.sqrt(sum(s * (1 - s) / n for s in shares))
    return {
        "gap": gap,
        "interval": [gap - margin, gap + margin],
        "people": 1 / gap,
        "order": names,
        "sure": gap > margin,
    }


COMPONENTS = {
    "gap": number(0.00055, unit="proportion"),
    "interval": numbers(0.00055, unit="proportion"),
    "people": number(0.055, unit="people"),
    "order": texts(),
    "sure": flag(),
}
PUBLIC = [([30, 12], 52, ["a", "b"]), ([21, 6], 43, ["c", "a"])]
HIDDEN = [([9, 5], 31, ["x", "y"]), ([40, 10], 80, ["b", "a"])]


def wider(right: Record, events: list[int], n: int, names: list[str]) -> Record:
    low, high = summary([x + 1 for x in events], n + 2, names)["interval"]
    return right | {"interval": [low, high]}


def whole(right: Record, *_args: Any) -> Record:
    return right | {"people": float(math.ceil(right["people"]))}


def a_hair_less(right: Record, *_args: Any) -> Record:
    """Nearer to the reference than its tolerance, so that only its own rounding leaves it."""
    return right | {"gap": right["gap"] - 0.0004}


CONVENTIONS: dict[str, Way] = {"wider": wider, "whole people": whole, "a hair less": a_hair_less}


def swapped(right: Record, events: list[int], n: int, names: list[str]) -> Record:
    low, high = right["interval"]
    back = {"gap": -right["gap"], "interval": [-high, -low], "people": -right["people"]}
    return right | back | {"order": names[::-1]}


def no_margin(right: Record, *_args: Any) -> Record:
    return right | {"interval": [right["gap"]] * 2, "sure": True}


def from_ratio(right: Record, events: list[int], n: int, names: list[str]) -> Record:
    return right | {"people": 1 / (events[0] / events[-1] - 1)}


def nothing(right: Record, *_args: Any) -> Record:
    return right | {"gap": 0.0, "people": 0.0}


def one_percent(right: Record, *_args: Any) -> Record:
    return right | {"gap": 100 * right["gap"], "people": 1 / (100 * right["gap"])}


BELIEFS: dict[str, Way] = {
    "swapped-arms": swapped,
    "ci-forgotten": no_margin,
    "nnt-from-rr": from_ratio,
    "therapy-inert": nothing,
    "percent-vs-points": one_percent,
}


@pytest.fixture(scope="module")
def exercise() -> Exercise:
    made = Bank("example").exercise(
        "x06-fair", title="x", lesson="x", hints=[], minutes=5, level=1, skill="x", bloom="apply",
        objective="x",
    )  # fmt: skip
    part = made.function("summary", returns=COMPONENTS, public=PUBLIC, hidden=HIDDEN)
    for name, way in CONVENTIONS.items():
        part.alternative(name)(way)
    for name, way in BELIEFS.items():
        part.mistake(name)(way)
    return made


@pytest.fixture(scope="module", params=[True, False], ids=["graded", "notebook"])
def key(exercise: Exercise, request: pytest.FixtureRequest) -> ExerciseKey:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("autograder.exercises.key.RELEASED_ROUNDS", 1)  # as a notebook's, but quick
        return make_key(exercise, {"summary": summary}, hidden=request.param)


@settings(max_examples=150, deadline=None)
@given(st.permutations(list(CONVENTIONS)), st.integers(0, 3), st.integers())
def test_no_fair_answer_loses_a_point(
    key: ExerciseKey, order: list[str], count: int, seed: int
) -> None:
    """Up to three conventions, one after the other, rounded and dressed as may be."""
    random = Random(seed)

    def answer(*args: Any) -> Any:
        right = summary(*args)
        for convention in order[:count]:
            right = CONVENTIONS[convention](right, *args)
        return from_plain(decode(encode(to_plain(dressed(right, COMPONENTS, random)))))

    result = judge(key, [answer])
    assert result.points == result.max_points, [c for c in result.components if not c.points]


parts = st.fixed_dictionaries(
    {name: st.sampled_from(["right", "sign", "zero", "odd", *BELIEFS]) for name in COMPONENTS}
)


def composed(chosen: dict[str, str], convention: str, *args: Any) -> Record:
    """An answer put together from what several people would say."""
    right = summary(*args)
    if convention:
        right = CONVENTIONS[convention](right, *args)
    made = {}
    for name, source in chosen.items():
        value = BELIEFS[source](right, *args)[name] if source in BELIEFS else right[name]
        if source == "sign":
            value = not value if isinstance(value, bool) else _each(value, lambda x: -x)
        if source == "zero":
            value = False if isinstance(value, bool) else _each(value, lambda x: 0.0)
        if source == "odd":
            value = True if isinstance(value, bool) else _each(value, lambda x: 1.37 * x + 0.21)
        made[name] = value
    return made


def _each(value: Any, change: Callable[[float], float]) -> Any:
    if isinstance(value, list):
        return [change(x) if isinstance(x, float) else x for x in value]
    return change(value)


@settings(max_examples=400, deadline=None)
@given(parts, st.sampled_from(["", *CONVENTIONS]))
def test_a_belief_is_named_only_if_it_explains_all_that_it_speaks_of(
    key: ExerciseKey, chosen: dict[str, str], convention: str
) -> None:
    cases = [case.args for case in key.parts[0].cases]
    result = judge(key, [lambda *args: composed(chosen, convention, *args)])
    given = [composed(chosen, convention, *args) for args in cases]
    for belief in result.mistakes:
        assert any(
            all(
                _explains(belief, start, args, said)
                for args, said in zip(cases, given, strict=True)
            )
            for start in ["", *CONVENTIONS]
        ), (belief, chosen)
    named = {c.name: c.mistake for c in result.components if c.mistake}
    if set(chosen.values()) <= {"right", "sign", "zero"} and not named.get("order"):
        assert not named, "a sign, a zero or a flag alone"


def _explains(belief: str, start: str, args: Any, said: Record) -> bool:
    """Whether a belief gives what was said wherever it differs from what it starts from."""
    right = summary(*args)
    base = CONVENTIONS[start](right, *args) if start else right
    would = BELIEFS[belief](base, *args)
    return all(
        _near(would[name], said[name], component.tolerance)
        for name, component in COMPONENTS.items()
        if not _near(would[name], base[name], component.tolerance)
    )


def _near(a: Any, b: Any, tolerance: float) -> bool:
    if isinstance(a, list):
        return len(a) == len(b) and all(_near(x, y, tolerance) for x, y in zip(a, b, strict=True))
    if not isinstance(a, float):
        return bool(a == b)
    digits = coarse_digits(tolerance)
    coarse = b != 0 and b == round(b, digits) and abs(a - b) < 0.51 * 10.0**-digits
    return abs(a - b) <= 1.001 * tolerance or coarse


@pytest.mark.parametrize("belief", [name for name in BELIEFS if name != "therapy-inert"])
@pytest.mark.parametrize("convention", ["", *CONVENTIONS])
def test_a_belief_that_explains_all_is_named_under_every_convention(
    key: ExerciseKey, belief: str, convention: str
) -> None:
    chosen = dict.fromkeys(COMPONENTS, belief)
    result = judge(key, [lambda *args: composed(chosen, convention, *args)])
    assert result.mistakes == (belief,)
