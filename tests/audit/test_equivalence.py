"""Equivalence is claimed only where no input tells two functions apart."""

from __future__ import annotations

from random import Random

import pandas as pd

from autograder.audit.equivalence import is_equivalent, near

CASES = [(45, 52), (10, 60)]


def share(events: int, n: int) -> float:
    return events / n


def test_the_same_thing_written_otherwise_is_equivalent() -> None:
    assert is_equivalent(share, lambda events, n: 1 / (n / events), CASES)


def test_a_difference_that_only_the_cases_hide_is_found() -> None:
    def tuned(events: int, n: int) -> float:
        return events / n if (events, n) in CASES else 0.0

    assert not is_equivalent(share, tuned, CASES)


def test_crashing_and_endless_mutants_are_not_equivalent() -> None:
    def endless(events: int, n: int) -> float:
        while True:
            pass

    assert not is_equivalent(share, lambda events, n: 1 / 0, CASES)
    assert not is_equivalent(share, endless, CASES)


def test_tables_are_varied_too() -> None:
    table = pd.DataFrame({"arm": ["a", "b"], "n": [10, 20], "mean": [1.0, 2.0]})
    assert not is_equivalent(
        lambda t: float(t["mean"].sum()),
        lambda t: float(t["mean"].iloc[0] * 3),
        [(table,)],
    )


def test_counting_runs_is_not_counting_groups() -> None:
    table = pd.DataFrame({"trial": ["a", "a", "b", "b"]})

    def runs(t: pd.DataFrame) -> int:
        return int((t["trial"] != t["trial"].shift()).sum())

    assert not is_equivalent(lambda t: int(t["trial"].nunique()), runs, [(table,)])


def test_order_that_has_a_meaning_is_kept() -> None:
    last = [([1, 5, 3], [1, 2, 3])]
    assert is_equivalent(lambda xs, ys: xs[-1] + ys[-1], lambda xs, ys: xs[2] + ys[2], last)


def test_what_rises_goes_on_rising() -> None:
    random = Random(3)
    assert all(w == sorted(w) for w in (near([2, 4, 5, 9], random) for _ in range(50)))
    assert any(w != sorted(w) for w in (near([2, 5, 4, 9], random) for _ in range(50)))
