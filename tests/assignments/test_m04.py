"""Receptors, dose-response and harm: the reference agrees with other code and with the tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import optimize, stats
from statsmodels.stats.proportion import confint_proportions_2indep

from autograder.exercises import Assignment, judge
from course import stats as ours

FOLDER = Path(__file__).parents[2] / "solutions" / "m04-receptors-dose-harm"


@pytest.fixture(scope="module")
def assignment() -> Assignment:
    return Assignment.load(FOLDER)


def cases(assignment: Assignment, exercise: str, function: str) -> list[tuple[Any, ...]]:
    part = assignment.bank.exercises[exercise].parts[function]
    return [*part.public, *part.hidden]


def test_the_first_public_cases_are_what_the_notebook_loads(assignment: Assignment) -> None:
    loaded = assignment.answers
    doses, means, sds, ns, grid = cases(assignment, "m04-emax", "ed50_profile")[0]
    for name, case in (("doses", doses), ("means", means), ("sds", sds), ("ns", ns)):
        assert loaded[name] == pytest.approx(case, abs=5e-5), name
    assert loaded["grid"] == pytest.approx(grid)
    assert cases(assignment, "m04-trend", "trend")[0] == (doses, means, sds, ns)
    higher, lower, _ = cases(assignment, "m04-dose-order", "dose_order")[0]
    assert (loaded["higher"], loaded["lower"]) == (higher, lower)
    assert cases(assignment, "m04-no-events", "no_events")[0][2:] == (
        loaded["arm_a"],
        loaded["arm_b"],
    )
    assert cases(assignment, "m04-last-step", "last_step")[0] == (loaded["harm"], loaded["benefit"])
    tried = cases(assignment, "m04-pooled-ed95", "pooled_ed95")[0]
    assert tried[:3] == (loaded["tried"], loaded["n_a"], loaded["n_b"])
    grades = loaded["grades"].set_index("dose_ug_per_kg")
    top, below = grades.loc[2.0], grades.loc[1.5]
    case = cases(assignment, "m04-who-left", "needed_mean")[0]
    assert case[:4] == (top["mean"], top["n"], below["mean"], below["n"])


def test_a_concentration_gives_the_share_it_was_asked_for(assignment: Assignment) -> None:
    share, back = (assignment.answers[name] for name in ("effect_share", "concentration_for"))
    for effect, ec50, maximum in cases(assignment, "m04-occupancy", "concentration_for"):
        conc = back(effect, ec50, maximum)
        assert np.isinf(conc) or share(conc, ec50, maximum) == pytest.approx(effect)


def test_the_profile_agrees_with_a_fit_of_all_three_parameters(assignment: Assignment) -> None:
    for doses, means, sds, ns, grid in cases(assignment, "m04-emax", "ed50_profile")[2:5]:
        errors = np.array(sds) / np.sqrt(ns)

        d = np.array(doses)

        def misfit(at: Any, d: Any = d, m: Any = means, e: Any = errors) -> Any:
            return (m - at[0] - at[1] * d / (np.exp(at[2]) + d)) / e

        best = optimize.least_squares(misfit, [means[0], means[-1] - means[0], np.log(10)])
        found = assignment.answers["ed50_profile"](doses, means, sds, ns, grid)
        assert (found["low"] or grid[0]) <= np.exp(best.x[2]) <= min(found["high"], grid[-1])


def test_the_trend_agrees_with_weighted_least_squares(assignment: Assignment) -> None:
    for doses, means, sds, ns in cases(assignment, "m04-trend", "trend"):
        weights = np.array(ns) / np.array(sds) ** 2
        line = sm.WLS(means, sm.add_constant(np.array(doses)), weights=weights).fit()
        z = line.params[1] / np.sqrt(line.normalized_cov_params[1, 1])
        found = assignment.answers["trend"](doses, means, sds, ns)
        assert found["slope"] == pytest.approx(10 * line.params[1])
        assert found["z"] == pytest.approx(z)


def test_two_doses_agree_with_the_course_and_with_a_simulation(assignment: Assignment) -> None:
    rng = np.random.default_rng(4)
    for higher, lower, better_by in cases(assignment, "m04-dose-order", "dose_order"):
        found = assignment.answers["dose_order"](higher, lower, better_by)
        (x, s, n), (y, t, m) = higher, lower
        assert found["g"] == pytest.approx(ours.hedges_g(x, s, n, y, t, m).estimate)
        sd = np.sqrt(((n - 1) * s**2 + (m - 1) * t**2) / (n + m - 2))
        a = rng.normal(-better_by, sd / np.sqrt(n), 40_000)
        b = rng.normal(0, sd / np.sqrt(m), 40_000)
        assert found["wrong_sign"] == pytest.approx(np.mean(a > b), abs=0.012)


def test_limits_agree_with_other_code(assignment: Assignment) -> None:
    for n, _, (a, n_a), (b, n_b) in cases(assignment, "m04-no-events", "no_events"):
        found = assignment.answers["no_events"](n, 0.01, (a, n_a), (b, n_b))
        exact = stats.binomtest(0, n, alternative="less").proportion_ci(0.95, method="exact")
        assert found["upper"] == pytest.approx(exact.high)
        low, high = confint_proportions_2indep(a, n_a, b, n_b, method="wald")
        assert found["interval"] == pytest.approx([low, high], abs=1e-4)


def test_the_header_states_the_sum_of_the_minutes(assignment: Assignment) -> None:
    total = sum(exercise.minutes for exercise in assignment.bank.exercises.values())
    source = (FOLDER / "m04-receptors-dose-harm.py").read_text(encoding="utf-8")
    assert f"about {total} minutes" in source


def test_the_numbers_in_the_options_are_those_of_the_functions(assignment: Assignment) -> None:
    share, step = (assignment.answers[name] for name in ("effect_share", "last_step"))
    assert 100 * (share(21, 2, 0.77) - share(11, 2, 0.77)) == pytest.approx(5, abs=0.5)
    harm, benefit = (assignment.answers[name] for name in ("harm", "benefit"))
    found = step(harm, benefit)
    said = [found["harm"], *found["harm_interval"], found["benefit"], *found["benefit_interval"]]
    assert said == pytest.approx([20, -1, 41, -2, -24, 19], abs=0.51)
    against_placebo = step(harm, [benefit[0], benefit[2], benefit[2]])
    said = [against_placebo["benefit"], *against_placebo["benefit_interval"]]
    assert said == pytest.approx([32, 11, 53], abs=0.51)


def test_lower_minus_higher_is_called_so_in_every_entry(assignment: Assignment) -> None:
    def turned(higher: Any, lower: Any, better_by: float) -> dict[str, Any]:
        found = assignment.answers["dose_order"](higher, lower, better_by)
        low, high = found["interval"]
        swapped = {"difference": -found["difference"], "g": -found["g"], "interval": [-high, -low]}
        return found | swapped

    result = judge(assignment.keys(hidden=True)["m04-dose-order"], [turned, "a"])
    named = [part.name for part in result.components if part.mistake == "lower-minus-higher"]
    assert len(named) == 3
