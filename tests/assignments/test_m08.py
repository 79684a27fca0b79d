"""Evidence synthesis: the notebook's numbers are the bank's, and other code agrees with both."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from scipy import optimize, stats
from statsmodels.stats.meta_analysis import combine_effects

from course.evidence_grade import grade_flags
from course.tables import load

ASSIGNMENT = "m08-evidence-synthesis"
Cases = Callable[[str, str], list[tuple[Any, ...]]]


def test_the_first_public_cases_are_what_the_notebook_loads(
    answers: dict[str, Any], cases: Cases
) -> None:
    assert cases("m08-flow", "flow")[:2] == [
        (answers["psilocybin_flow"],), (answers["mdma_flow"],)
    ]  # fmt: skip
    rows = cases("m08-pool", "pooled")[0][0]
    pd.testing.assert_frame_equal(rows, answers["rows"])
    for exercise, function in (
        ("m08-heterogeneity", "spread"),
        ("m08-prediction", "predict_next"),
        ("m08-influence", "influence"),
        ("m08-egger", "egger"),
    ):
        g, se = cases(exercise, function)[0][:2]
        np.testing.assert_allclose((g, se), answers["psilocybin_set"])
    arms = cases("m08-arms", "combine")
    assert arms[:2] == list(answers["three_arms"].values())
    assert cases("m08-egger", "can_be_right")[0] == (answers["prints"],)


def test_the_three_arm_trials_are_those_of_the_table(answers: dict[str, Any]) -> None:
    rows = load("meta_inputs").query("score == 'endpoint' and not after_crossover")
    for trial, (high, middle, control) in answers["three_arms"].items():
        of = rows[rows.trial_id == trial]
        known = set(of[["n_active", "mean_active", "sd_active"]].itertuples(index=False, name=None))
        known |= set(
            of[["n_control", "mean_control", "sd_control"]].itertuples(index=False, name=None)
        )
        assert {high, middle, control} <= known


def test_the_protocol_picks_the_rows_of_the_published_model(
    answers: dict[str, Any], cases: Cases
) -> None:
    ours = answers["pooled"](cases("m08-pool", "pooled")[0][0])
    published = load("meta_pooled").set_index("meta_id").loc["sypres_2026_mdma_ptsd"]
    assert ours["k"] == published.k
    assert (ours["g"], ours["low"], ours["high"]) == pytest.approx(
        (published.estimate, published.ci_low, published.ci_high), abs=0.0005
    )


def test_heterogeneity_agrees_with_other_code(answers: dict[str, Any], cases: Cases) -> None:
    for y, se in cases("m08-heterogeneity", "spread"):
        ours, theirs = answers["spread"](y, se), combine_effects(y, se**2)
        assert ours["q"] == pytest.approx(theirs.q)
        assert ours["i2"] == pytest.approx(max(0, 100 * theirs.i2))

        def minus(tau2: float, y: Any = y, se: Any = se) -> float:
            w = 1 / (se**2 + tau2)
            mean = (w * y).sum() / w.sum()
            return -0.5 * (np.log(w).sum() - np.log(w.sum()) - (w * (y - mean) ** 2).sum())

        best = optimize.minimize_scalar(
            minus, bounds=(0, 5), method="bounded", options={"xatol": 1e-9}
        )
        assert ours["tau2"] == pytest.approx(best.x, abs=2e-5)


def test_a_merged_arm_is_the_list_of_all_its_scores(answers: dict[str, Any], cases: Cases) -> None:
    rng = np.random.default_rng(0)
    for a, b, control in cases("m08-arms", "combine"):
        scores = []
        for n, mean, sd in (a, b):
            z = rng.normal(size=n)
            scores.append(mean + sd * (z - z.mean()) / z.std(ddof=1))
        everybody = np.concatenate(scores)
        ours = answers["combine"](a, b, control)
        assert (ours["n"], ours["mean"], ours["sd"]) == pytest.approx(
            (len(everybody), everybody.mean(), everybody.std(ddof=1))
        )


def test_eggers_line_agrees_with_weighted_regression(answers: dict[str, Any], cases: Cases) -> None:
    """The same line as g on its standard error with weights 1 / se²; the slope is the intercept."""
    for y, se in cases("m08-egger", "egger"):
        ours = answers["egger"](y, se)
        theirs = sm.WLS(y, sm.add_constant(se), weights=1 / se**2).fit()
        assert ours["intercept"] == pytest.approx(theirs.params[1])
        assert ours["p"] == pytest.approx(theirs.pvalues[1])


def test_the_rules_of_rob_agree_with_the_table(answers: dict[str, Any]) -> None:
    rate = answers["domain4"]
    rules = load("rob2_rules").set_index("rule_id").judgement
    cases = {
        "rob_12": [("Y", "N", "N", "N", "N"), ("N", "PY", "N", "N", "N")],
        "rob_13": [("N", "N", "N", "Y", "Y"), ("PN", "PN", "PN", "NI", "NI")],
        "rob_14": [("N", "N", "NI", "N", "Y"), ("N", "PN", "PY", "PN", "NI")],
        "rob_15": [("N", "N", "Y", "NI", "PN"), ("NI", "N", "NI", "Y", "N")],
        "rob_16": [("N", "N", "Y", "Y", "NI"), ("N", "PN", "NI", "NI", "PY")],
        "rob_17": [("N", "NI", "N", "Y", "Y"), ("N", "NI", "Y", "PN", "Y")],
        "rob_18": [("N", "NI", "Y", "NI", "N"), ("NI", "NI", "NI", "PY", "PN")],
    }
    for rule, given in cases.items():
        assert {rate(*five) for five in given} == {rules[rule]}, rule
    printed = load("trial_characteristics")
    columns = ["randomisation", "deviations", "missingness", "measurement", "selection"]
    for _, row in printed.iterrows():
        five = [row[f"rob_{c}"] for c in columns]
        assert answers["overall"](five) == row.rob_overall


def test_prints_that_cannot_be_right_are_known_to_the_tables() -> None:
    rows = load("contrasts").set_index("contrast_id")
    assert rows.status["contrast_012"] == "corrected"
    assert set(rows.status[["contrast_048", "contrast_143"]]) == {"doubtful"}
    assert set(rows.status[["contrast_043", "contrast_044", "contrast_116"]]) == {"ok"}


def test_a_record_of_certainty_is_read_field_by_field(answers: dict[str, Any]) -> None:
    record = answers["grade"]
    right = grade_flags(record)
    assert right is not None
    assert (right["sum"], right["reasons"]) == ("agrees", "together")
    assert all(holds for holds in right.values() if isinstance(holds, bool))
    assert grade_flags(...) is None
    assert grade_flags(record | {"start": "High", "level": " Low"}) == right
    for level, side in (("moderate", "above"), ("very low", "below")):
        assert grade_flags(record | {"level": level}) == right | {"sum": side}
    twice = {"steps": 0, "reasons": ["prior_use"], "evidence": ["prior_use"]}
    seen = grade_flags(record | {"imprecision": twice})
    assert seen is not None
    assert (seen["reasons"], seen["domain"], seen["one_door"]) == (
        "a reason without a step", False, False
    )  # fmt: skip
    silent = grade_flags(record | {"publication": {"steps": 0}})
    assert silent is not None and silent["argued"] is False
    for broken, message in (
        ({"start": "excellent"}, "start"),
        ({"bias": {"steps": 3}}, "0, 1 or 2"),
        ({"bias": {"steps": 1, "reasons": "loss"}}, "a list"),
        ({"bias": {"steps": 1, "reasons": ["gut"]}}, "none of"),
    ):
        with pytest.raises(ValueError, match=message):
            grade_flags(record | broken)


def test_implied_p_values_are_those_of_the_normal_curve(answers: dict[str, Any]) -> None:
    """The anxiety score: inside and centred, and its interval implies p 0.75, not 0.056."""
    error = (7.31 + 5.25) / (2 * stats.norm.ppf(0.975))
    assert 2 * stats.norm.sf(1.03 / error) == pytest.approx(0.748, abs=0.001)
    assert answers["can_be_right"]([(1.03, -5.25, 7.31, "=", 0.75)]) == ["yes"]
