"""Analysing one trial: the reference agrees with other code."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from scipy import stats as scipy_stats
from statsmodels.stats.power import NormalIndPower
from statsmodels.stats.proportion import confint_proportions_2indep

from autograder.exercises import Assignment, Outcome, Result
from course import stats

ASSIGNMENT = "m07-one-trial"
Cases = Callable[[str, str], list[tuple[Any, ...]]]


def test_the_first_public_cases_are_what_the_notebook_loads(assignment: Assignment) -> None:
    loaded = assignment.answers
    simulated = loaded["simulated"]
    harms = assignment.bank.exercises["m07-harms"].parts["harms_table"]
    pd.testing.assert_frame_equal(harms.public[0][0], loaded["harms"], check_dtype=False)
    expected = {
        "risk_measures": loaded["counts_by_arm"],
        "dropout_scenarios": (loaded["arm_a"], loaded["arm_b"]),
        "three_differences": (*loaded["known"], 0.5),
        "relapse_summary": loaded["relapses"],
        "kaplan_meier": (list(simulated.week), list(simulated.relapsed)),
        "cost_of_cutoff": (*loaded["improvement"].round(1), 10),
    }
    parts = {
        name: part for ex in assignment.bank.exercises.values() for name, part in ex.parts.items()
    }
    for arm, row in zip(parts["effect_sizes"].public[0], ("immediate", "waitlist"), strict=True):
        assert dict(arm) == dict(loaded["summary"].loc[row])
    for name, case in expected.items():
        assert parts[name].public[0] == (pytest.approx(case) if _flat(case) else case), name


def test_risks_agree_with_other_code(assignment: Assignment, cases: Cases) -> None:
    for case in cases("m07-nnt", "risk_measures"):
        ours = assignment.answers["risk_measures"](*case)
        difference = stats.risk_difference(*case)
        assert ours["difference"] == pytest.approx(difference.estimate)
        assert ours["interval"] == pytest.approx([difference.ci_low, difference.ci_high], abs=1e-4)
        assert ours["odds_ratio"] == pytest.approx(stats.odds_ratio(*case).estimate)
        events_a, n_a, events_b, n_b = case
        helpers = assignment.bank.exercises["m07-nnt"].parts["risk_measures"].alternatives
        for (name, interval), method in zip(helpers[:2], ("newcomb", "agresti-caffo"), strict=True):
            theirs = confint_proportions_2indep(events_a, n_a, events_b, n_b, method=method)
            assert interval(ours, *case)["interval"] == pytest.approx(theirs, abs=1e-4), name


def test_effects_and_curves_agree_with_other_code(assignment: Assignment, cases: Cases) -> None:
    answers = assignment.answers
    for a, b in cases("m07-three-effects", "effect_sizes"):
        g = stats.hedges_g(a["change"], a["change_sd"], a["n"], b["change"], b["change_sd"], b["n"])
        assert answers["effect_sizes"](a, b)["g_change"] == pytest.approx(g.estimate)
    for weeks, relapsed in cases("m07-kaplan-meier", "kaplan_meier"):
        curve = stats.kaplan_meier(weeks, relapsed)
        ours = answers["kaplan_meier"](weeks, relapsed)
        assert list(ours["well"]) == pytest.approx(list(curve.survival))
        mean = answers["mean_weeks_well"](ours["week"], ours["well"], 10)
        assert mean == pytest.approx(stats.restricted_mean(curve, 10))


def test_people_needed_agree_with_other_code(assignment: Assignment, cases: Cases) -> None:
    for a, b, sd, cutoff in cases("m07-dichotomise", "cost_of_cutoff"):
        ours = assignment.answers["cost_of_cutoff"](a, b, sd, cutoff)
        people = NormalIndPower().solve_power(abs(a - b) / sd, power=0.8, alpha=0.05)
        assert ours["n_scale"] == pytest.approx(people, rel=1e-3)


def test_limits_of_harm_agree_with_other_code(assignment: Assignment, cases: Cases) -> None:
    for (table,) in cases("m07-harms", "harms_table"):
        limits = assignment.answers["harms_table"](table)["at_worst"]
        for events, n, limit in zip(table.events_a, table.n_a, limits, strict=True):
            if math.isnan(events):
                assert math.isnan(limit)
            else:
                exact = scipy_stats.binomtest(int(events), int(n)).proportion_ci(method="exact")
                assert limit == pytest.approx(exact.high)


def test_percent_and_coarse_rounding_are_told_apart_from_wrong(
    assignment: Assignment, judged: Callable[..., Result]
) -> None:
    def in_percent(right: dict[str, Any], *_args: Any) -> dict[str, Any]:
        return right | {"difference": 100 * right["difference"]}

    def to_two_decimals(right: dict[str, Any], *_args: Any) -> dict[str, Any]:
        return right | {"difference": round(right["difference"], 2)}

    part = assignment.bank.exercises["m07-nnt"].parts["risk_measures"]
    for other, outcome in ((in_percent, Outcome.WRONG_UNIT), (to_two_decimals, Outcome.CLOSE)):
        result = judged("m07-nnt", part, other)
        assert result.components[0].outcome is outcome


def _flat(case: tuple[Any, ...]) -> bool:
    return all(isinstance(item, int | float) for item in case)
