"""Trial design: the reference agrees with other code and with simulations."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.power import NormalIndPower

from course.estimands import estimand_codes

ASSIGNMENT = "m06-trial-design"
Cases = Callable[[str, str], list[tuple[Any, ...]]]


def test_the_first_public_cases_are_what_the_notebook_loads(
    answers: dict[str, Any], cases: Cases
) -> None:
    for exercise, function, name, key in (
        ("m06-strategies", "answers", "people", ["person"]),
        ("m06-control", "added_by_drug", "table", ["trial_id"]),
        ("m06-crossover", "first_period", "periods", ["period", "sequence"]),
    ):
        case, table = (
            rows.set_index(key).sort_index()
            for rows in (cases(exercise, function)[0][0], answers[name])
        )
        pd.testing.assert_frame_equal(case, table, check_dtype=False, rtol=0, atol=1e-3)
    assert cases("m06-bang", "bang")[0] == answers["asked"]
    case = cases("m06-guess", "balanced")[0][0]
    assert case.keys() == answers["cells"].keys()
    for stratum, cell in answers["cells"].items():
        assert case[stratum] == pytest.approx(cell), stratum
    assert cases("m06-holm", "holm")[0][0] == pytest.approx(answers["p_values"])
    first, others, _ = cases("m06-holm", "may_claim")[0]
    assert first == pytest.approx(answers["first"])
    assert others == pytest.approx(answers["others"])


def test_shares_of_a_block_agree_with_counting_all_its_orders(
    answers: dict[str, Any], cases: Cases
) -> None:
    for n_active, n_control in cases("m06-blocks", "block_shares"):
        certain, guessed = [], []
        for order in set(permutations("a" * n_active + "c" * n_control)):
            for place in range(len(order)):
                left = order[place:].count("a"), order[place:].count("c")
                certain.append(0 in left)
                favoured = "a" if left[0] > left[1] else "c"
                guessed.append(0.5 if left[0] == left[1] else order[place] == favoured)
        found = answers["block_shares"](n_active, n_control)
        assert found["certain"] == pytest.approx(np.mean(certain))
        assert found["guessed"] == pytest.approx(np.mean(guessed))


def test_bangs_limits_are_those_of_a_mean_of_plus_and_minus_one(
    answers: dict[str, Any], cases: Cases
) -> None:
    for right, wrong, unsure in cases("m06-bang", "bang"):
        said = np.repeat([1.0, -1.0, 0.0], [right, wrong, unsure])
        low, high = stats.norm.interval(0.95, said.mean(), said.std() / np.sqrt(len(said)))
        found = answers["bang"](right, wrong, unsure)
        assert list(found.values()) == pytest.approx([said.mean(), low, high], abs=1e-4)


def test_sizes_agree_with_statsmodels(answers: dict[str, Any], cases: Cases) -> None:
    for d, power, dropout, per_therapist, icc in cases("m06-size", "people_per_arm"):
        alone = NormalIndPower().solve_power(d, alpha=0.05, power=power)
        wanted = alone * (1 + (per_therapist - 1) * icc) / (1 - dropout)
        found = answers["people_per_arm"](d, power, dropout, per_therapist, icc)
        assert 0 <= found - wanted < 1.02


def test_assurance_agrees_with_trials_of_uncertain_effect(
    answers: dict[str, Any], cases: Cases
) -> None:
    rng = np.random.default_rng(6)
    for n, mean, sd in cases("m06-size", "assurance"):
        effects = rng.normal(mean, sd, 200_000)
        estimates = rng.normal(effects, np.sqrt(2 / n))
        seen = np.mean(estimates > 1.96 * np.sqrt(2 / n))
        assert answers["assurance"](n, mean, sd) == pytest.approx(seen, abs=0.005)


def test_holm_agrees_with_statsmodels(answers: dict[str, Any], cases: Cases) -> None:
    for (p,) in cases("m06-holm", "holm"):
        expected = multipletests(p, method="holm")[1]
        assert answers["holm"](p) == pytest.approx(expected)


def test_the_first_period_agrees_with_a_t_test(answers: dict[str, Any], cases: Cases) -> None:
    for (periods,) in cases("m06-crossover", "first_period"):
        rows = periods[periods.period == 1].set_index("sequence")
        a, b = (rows.loc[name] for name in ("drug first", "control first"))
        test = stats.ttest_ind_from_stats(a["mean"], a.sd, a.n, b["mean"], b.sd, b.n)
        half = stats.t.ppf(0.975, a.n + b.n - 2) * (a["mean"] - b["mean"]) / test.statistic
        found = answers["first_period"](periods)
        gap = a["mean"] - b["mean"]
        assert list(found.values()) == pytest.approx([gap, gap - half, gap + half])


POLICY = {
    "population": "everybody randomised",
    "variable": "CAPS-5 change at week 18",
    "stopped": "treatment policy",
    "other_treatment": "treatment policy",
    "knew_the_arm": "treatment policy",
    "summary": "difference of means",
}
FAILED = {"stopped": "composite", "variable": "response", "summary": "risk difference"}


def ministry(record: Any) -> dict[str, Any]:
    """The codes of the ministry's record; the other two are not written yet."""
    codes = estimand_codes({"ministry": record, "pharmacologist": ...}) or {}
    return {name.partition(" ")[2]: codes[name] for name in codes if name.startswith("ministry")}


def test_a_record_is_coded_whatever_the_others_hold() -> None:
    codes = estimand_codes({"ministry": POLICY})
    assert codes is not None
    assert codes["ministry agrees"] is True
    assert codes["regulator stopped"] == ""
    assert codes["regulator agrees"] is False
    assert estimand_codes({"ministry": ..., "regulator": None}) is None


def test_capitals_hyphens_and_a_field_left_open_cost_nothing_else() -> None:
    written = POLICY | {"stopped": " Treatment-policy", "summary": ...}
    assert ministry(written) == POLICY | {"summary": "", "agrees": False}


def test_a_record_agrees_when_strategy_and_outcome_go_together() -> None:
    assert ministry(POLICY | FAILED)["agrees"] is True
    assert ministry(POLICY | {"stopped": "composite"})["agrees"] is False
    assert ministry(POLICY | {"variable": "response"})["agrees"] is False


def test_a_response_is_another_convention_only_with_a_composite() -> None:
    assert ministry(POLICY | FAILED)["variable"] == "response"
    assert ministry(POLICY | FAILED | {"stopped": "treatment policy"})["variable"] != "response"


@pytest.mark.parametrize(
    ("record", "says"),
    [
        ("treatment policy", "not a dictionary"),
        (POLICY | {"stopped": "per protocol"}, "'per protocol' is none of"),
        ({"stop": "composite"}, "'stop' is no field"),
    ],
)
def test_a_record_that_cannot_be_read_is_told_why(record: Any, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        estimand_codes({"ministry": record})
