"""Module 3: the notebook loads the public cases, and the references agree with other code."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from scipy import integrate, stats

from autograder.exercises import Assignment

ASSIGNMENT = "m03-pharmacokinetics"
Cases = Callable[[str, str], list[tuple[Any, ...]]]


def test_the_first_public_cases_are_what_the_notebook_loads(
    assignment: Assignment, answers: dict[str, Any]
) -> None:
    expected = {
        "oral_curve": answers["mdma"],
        "areas": answers["day"],
        "dose_exponent": answers["area_pair"],
        "exponent_interval": answers["psilocin_pair"],
        "saturable": answers["simulated_drug"],
        "per_doubling": answers["under_the_skin"],
        "second_dose": answers["studied"],
        "washout": answers["one_form"],
        "lost_pathway": answers["without_enzyme"],
        "directions": answers["both"],
        "spread": answers["study"],
    }
    parts = {
        name: part for ex in assignment.bank.exercises.values() for name, part in ex.parts.items()
    }
    for name, case in expected.items():
        assert parts[name].public[0] == case, name
    assert parts["washout"].public[1] == answers["two_forms"]
    assert [case[0] for case in parts["per_doubling"].public] == list(answers["rats"].value)


def test_curves_agree_with_a_differential_equation(answers: dict[str, Any], cases: Cases) -> None:
    """Gut and blood, stepped through time, without the closed formula."""
    for dose, ka, t_half, volume in cases("m03-curve", "oral_curve"):
        k, until = math.log(2) / t_half, 40 * max(t_half, 1 / ka)
        days = integrate.solve_ivp(
            lambda t, y, k=k, ka=ka: [-ka * y[0], ka * y[0] - k * y[1], y[1]],
            (0, until),
            [1000 * dose / volume, 0, 0],
            rtol=1e-9,
            atol=1e-9,
            dense_output=True,
        )
        ours = answers["oral_curve"](dose, ka, t_half, volume)
        hours = np.linspace(0, 6 * ours["tmax"], 60_001)
        level = days.sol(hours)[1]
        assert ours["cmax"] == pytest.approx(level.max(), rel=1e-6)
        assert ours["tmax"] == pytest.approx(hours[level.argmax()], abs=2e-3)
        assert ours["auc"] == pytest.approx(days.y[2, -1], rel=1e-5)


def test_areas_agree_with_scipy(answers: dict[str, Any], cases: Cases) -> None:
    for times, conc, t_half in cases("m03-curve", "areas"):
        ours = answers["areas"](times, conc, t_half)
        assert ours["last"] == pytest.approx(integrate.trapezoid(conc, times))
        tail, _ = integrate.quad(lambda t, c=conc[-1], h=t_half: c * 0.5 ** (t / h), 0, np.inf)
        assert ours["whole"] - ours["last"] == pytest.approx(tail)


def test_exponents_agree_with_a_straight_line_through_logs(
    answers: dict[str, Any], cases: Cases
) -> None:
    for dose_low, low, dose_high, high in cases("m03-exponent", "dose_exponent"):
        slope, _ = np.polyfit(np.log([dose_low, dose_high]), np.log([low, high]), 1)
        ours = answers["dose_exponent"](dose_low, low, dose_high, high)
        assert ours["exponent"] == pytest.approx(slope)
    rng = np.random.default_rng(1)
    for case in cases("m03-exponent", "exponent_interval"):
        dose_low, low, dose_high, high = case
        draws = [
            rng.normal(math.log(x[0]), math.log(x[2] / x[1]) / 3.92, 400_000) for x in (low, high)
        ]
        exponents = (draws[1] - draws[0]) / math.log(dose_high / dose_low)
        ours = answers["exponent_interval"](*case)["interval"]
        assert ours == pytest.approx(list(np.percentile(exponents, [2.5, 97.5])), abs=0.01)


def test_saturation_agrees_with_a_differential_equation(
    answers: dict[str, Any], cases: Cases
) -> None:
    for c0, km, vmax in cases("m03-saturation", "saturable"):
        areas = []
        for start in (c0, 2 * c0):
            end = 4 * (start + 20 * km) / vmax
            run = integrate.solve_ivp(
                lambda t, y, km=km, vmax=vmax: [-vmax * y[0] / (km + y[0]), y[0]],
                (0, end),
                [start, 0],
                rtol=1e-9,
                atol=1e-9,
            )
            areas.append(run.y[1, -1])
        ours = answers["saturable"](c0, km, vmax)
        assert ours["auc"] == pytest.approx(areas[0], rel=1e-4)
        assert ours["fold"] == pytest.approx(areas[1] / areas[0], rel=1e-4)


def test_leftovers_are_the_rise_of_a_curve_added_to_itself(
    answers: dict[str, Any], cases: Cases
) -> None:
    for t_half, gap, _rise in cases("m03-second-dose", "second_dose"):
        hours = np.linspace(0, gap, 20_001)
        first = 0.5 ** (hours / t_half)
        second = first + 0.5 ** ((hours + gap) / t_half)
        rise = integrate.trapezoid(second, hours) / integrate.trapezoid(first, hours) - 1
        ours = answers["second_dose"](t_half, gap, rise)
        assert ours["left"] == pytest.approx(rise)
        assert ours["unexplained"] == pytest.approx(0, abs=1e-9)
        assert ours["fall"] == pytest.approx(0, abs=1e-9)


def test_what_is_left_after_the_washout_is_the_share(answers: dict[str, Any], cases: Cases) -> None:
    for share, half_lives, weights in cases("m03-washout", "washout"):
        hours = answers["washout"](share, half_lives, weights)
        left = sum(w * 0.5 ** (hours / h) for w, h in zip(weights, half_lives, strict=True))
        assert left / sum(weights) == pytest.approx(share)


def test_a_lost_enzyme_adds_up_in_clearances(answers: dict[str, Any], cases: Cases) -> None:
    for ratio, activity in cases("m03-interactions", "lost_pathway"):
        ours = answers["lost_pathway"](ratio, activity)
        enzyme, rest = ours["share"], 1 - ours["share"]
        assert (enzyme + rest) / rest == pytest.approx(ratio)
        assert 1 / (activity * enzyme + rest) == pytest.approx(ours["partial"])


def test_people_agree_with_the_log_normal_of_scipy(answers: dict[str, Any], cases: Cases) -> None:
    for mean, low, high, n, level in cases("m03-spread", "spread"):
        ours = answers["spread"](mean, low, high, n, level)
        levels = stats.lognorm(ours["sd_log"], scale=mean)
        assert ours["people"] == pytest.approx(list(levels.interval(0.95)), rel=1e-4)
        assert ours["above"] == pytest.approx(levels.sf(level))
        mean_log = stats.t(n - 1, math.log(mean), ours["sd_log"] / math.sqrt(n))
        width = np.diff(mean_log.interval(0.95))[0]
        assert width == pytest.approx(math.log(high / low))
