"""Receptors, dose-response and harm: the reference agrees with other code and with the tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import optimize, stats
from statsmodels.stats.proportion import confint_proportions_2indep

from autograder.exercises import ExerciseKey, judge
from course import stats as ours

ASSIGNMENT = "m04-receptors-dose-harm"
Cases = Callable[[str, str], list[tuple[Any, ...]]]


def test_the_first_public_cases_are_what_the_notebook_loads(
    answers: dict[str, Any], cases: Cases
) -> None:
    doses, means, sds, ns, grid = cases("m04-emax", "ed50_profile")[0]
    for name, case in (("doses", doses), ("means", means), ("sds", sds), ("ns", ns)):
        assert answers[name] == pytest.approx(case, abs=5e-5), name
    assert answers["grid"] == pytest.approx(grid)
    assert cases("m04-trend", "trend")[0] == (doses, means, sds, ns)
    higher, lower, _ = cases("m04-dose-order", "dose_order")[0]
    assert (answers["higher"], answers["lower"]) == (higher, lower)
    assert cases("m04-no-events", "no_events")[0][2:] == (
        answers["arm_a"],
        answers["arm_b"],
    )
    assert cases("m04-last-step", "last_step")[0] == (answers["harm"], answers["benefit"])
    tried = cases("m04-pooled-ed95", "pooled_ed95")[0]
    assert tried[:3] == (answers["tried"], answers["n_a"], answers["n_b"])
    grades = answers["grades"].set_index("dose_ug_per_kg")
    top, below = grades.loc[2.0], grades.loc[1.5]
    case = cases("m04-who-left", "needed_mean")[0]
    assert case[:4] == (top["mean"], top["n"], below["mean"], below["n"])


def test_a_concentration_gives_the_share_it_was_asked_for(
    answers: dict[str, Any], cases: Cases
) -> None:
    share, back = (answers[name] for name in ("effect_share", "concentration_for"))
    for effect, ec50, maximum in cases("m04-occupancy", "concentration_for"):
        conc = back(effect, ec50, maximum)
        assert np.isinf(conc) or share(conc, ec50, maximum) == pytest.approx(effect)


def test_the_profile_agrees_with_a_fit_of_all_three_parameters(
    answers: dict[str, Any], cases: Cases
) -> None:
    for doses, means, sds, ns, grid in cases("m04-emax", "ed50_profile")[2:5]:
        errors = np.array(sds) / np.sqrt(ns)

        d = np.array(doses)

        def misfit(at: Any, d: Any = d, m: Any = means, e: Any = errors) -> Any:
            return (m - at[0] - at[1] * d / (np.exp(at[2]) + d)) / e

        best = optimize.least_squares(misfit, [means[0], means[-1] - means[0], np.log(10)])
        found = answers["ed50_profile"](doses, means, sds, ns, grid)
        assert (found["low"] or grid[0]) <= np.exp(best.x[2]) <= min(found["high"], grid[-1])


def test_the_trend_agrees_with_weighted_least_squares(
    answers: dict[str, Any], cases: Cases
) -> None:
    for doses, means, sds, ns in cases("m04-trend", "trend"):
        weights = np.array(ns) / np.array(sds) ** 2
        line = sm.WLS(means, sm.add_constant(np.array(doses)), weights=weights).fit()
        z = line.params[1] / np.sqrt(line.normalized_cov_params[1, 1])
        found = answers["trend"](doses, means, sds, ns)
        assert found["slope"] == pytest.approx(10 * line.params[1])
        assert found["z"] == pytest.approx(z)


def test_two_doses_agree_with_the_course_and_with_a_simulation(
    answers: dict[str, Any], cases: Cases
) -> None:
    rng = np.random.default_rng(4)
    for higher, lower, better_by in cases("m04-dose-order", "dose_order"):
        found = answers["dose_order"](higher, lower, better_by)
        (x, s, n), (y, t, m) = higher, lower
        assert found["g"] == pytest.approx(ours.hedges_g(x, s, n, y, t, m).estimate)
        sd = np.sqrt(((n - 1) * s**2 + (m - 1) * t**2) / (n + m - 2))
        a = rng.normal(-better_by, sd / np.sqrt(n), 40_000)
        b = rng.normal(0, sd / np.sqrt(m), 40_000)
        assert found["wrong_sign"] == pytest.approx(np.mean(a > b), abs=0.012)


def test_limits_agree_with_other_code(answers: dict[str, Any], cases: Cases) -> None:
    for n, _, (a, n_a), (b, n_b) in cases("m04-no-events", "no_events"):
        found = answers["no_events"](n, 0.01, (a, n_a), (b, n_b))
        exact = stats.binomtest(0, n, alternative="less").proportion_ci(0.95, method="exact")
        assert found["upper"] == pytest.approx(exact.high)
        low, high = confint_proportions_2indep(a, n_a, b, n_b, method="wald")
        assert found["interval"] == pytest.approx([low, high], abs=1e-4)


def test_the_numbers_in_the_options_are_those_of_the_functions(answers: dict[str, Any]) -> None:
    share, step = (answers[name] for name in ("effect_share", "last_step"))
    assert 100 * (share(21, 2, 0.77) - share(11, 2, 0.77)) == pytest.approx(5, abs=0.5)
    harm, benefit = (answers[name] for name in ("harm", "benefit"))
    found = step(harm, benefit)
    said = [found["harm"], *found["harm_interval"], found["benefit"], *found["benefit_interval"]]
    assert said == pytest.approx([20, -1, 41, -2, -24, 19], abs=0.51)
    against_placebo = step(harm, [benefit[0], benefit[2], benefit[2]])
    said = [against_placebo["benefit"], *against_placebo["benefit_interval"]]
    assert said == pytest.approx([32, 11, 53], abs=0.51)


def test_lower_minus_higher_is_called_so_in_every_entry(
    keys: dict[str, ExerciseKey], answers: dict[str, Any]
) -> None:
    def turned(higher: Any, lower: Any, better_by: float) -> dict[str, Any]:
        found = answers["dose_order"](higher, lower, better_by)
        low, high = found["interval"]
        swapped = {"difference": -found["difference"], "g": -found["g"], "interval": [-high, -low]}
        return found | swapped

    result = judge(keys["m04-dose-order"], [turned, "a"])
    named = [part.name for part in result.components if part.mistake == "lower-minus-higher"]
    assert len(named) == 3
