"""A seal opens for its value, within its tolerance, and for nothing else."""

from __future__ import annotations

import math

from hypothesis import assume, given
from hypothesis import strategies as st

from autograder.exercises.seal import Seal

values = st.floats(-1e6, 1e6)
tolerances = st.sampled_from([0.0005, 0.005, 0.05, 0.5])


def seal(value: float, tolerance: float) -> Seal:
    return Seal.of([value], tolerance, "salt", rounds=2)


@given(values, tolerances, st.floats(-0.99, 0.99))
def test_it_opens_within_the_tolerance(value: float, tolerance: float, share: float) -> None:
    assert seal(value, tolerance).opens([value + share * tolerance])


@given(values, tolerances, st.floats(1.01, 50))
def test_it_stays_shut_beyond_the_tolerance(value: float, tolerance: float, far: float) -> None:
    assert not seal(value, tolerance).opens([value + far * tolerance])
    assert not seal(value, tolerance).opens([value - far * tolerance])


@given(values, tolerances)
def test_it_survives_json(value: float, tolerance: float) -> None:
    sealed = seal(value, tolerance)
    assert Seal.from_json(sealed.to_json()) == sealed


@given(values, tolerances)
def test_it_does_not_carry_the_number(value: float, tolerance: float) -> None:
    assume(abs(value) > 10 * tolerance)
    (phase,) = seal(value, tolerance).phase
    assert phase is not None and abs(phase) <= 0.5


def test_texts_flags_gaps_and_lengths_count() -> None:
    sealed = Seal.of(["yes", True, math.nan, 2.0], 0.1, "salt", rounds=2)
    assert sealed.opens(["yes", True, math.nan, 2.05])
    assert not sealed.opens(["yes", True, math.nan])
    assert not sealed.opens(["yes", 1.0, math.nan, 2.0])
    assert not sealed.opens(["no", True, math.nan, 2.0])
    assert not sealed.opens(["yes", True, 2.0, math.nan])


def test_another_salt_gives_another_digest() -> None:
    assert Seal.of([1.0], 0.1, "a", 2).digest != Seal.of([1.0], 0.1, "b", 2).digest
