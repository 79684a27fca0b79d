"""Ethics, equity, consent: what the notebook loads, other code that agrees, and the records."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from statsmodels.stats.inter_rater import cohens_kappa, to_table
from statsmodels.stats.power import TTestIndPower
from statsmodels.stats.proportion import proportion_confint

from autograder.exercises import ExerciseKey, judge
from course.consent import ELEMENTS, consent_codes, consent_findings, consent_signs
from course.memos import memo_flags
from course.tables import load

ASSIGNMENT = "m09-ethics-equity-consent"
Cases = Callable[[str, str], list[tuple[Any, ...]]]


def test_the_first_public_cases_are_what_the_notebook_loads(
    answers: dict[str, Any], cases: Cases
) -> None:
    first = {
        name: cases(exercise, name)[0]
        for exercise, name in (
            ("m09-majority", "share_bounds"),
            ("m09-subgroup", "interaction"),
            ("m09-weights", "reweight"),
            ("m09-elements", "coverage"),
            ("m09-retraction", "audit"),
        )
    }
    assert first["share_bounds"] == tuple(
        answers[name] for name in ("other_than_white", "hispanic", "arm_sizes")
    )
    assert first["interaction"] == (answers["small"], answers["large"])
    assert first["reweight"] == tuple(
        answers[name] for name in ("sample", "population", "simulated_effect")
    )
    assert first["coverage"] == (answers["first_coder"], answers["second_coder"])
    claims, retracted, pools = first["audit"]
    assert claims.equals(answers["claims"])
    assert [retracted, pools] == [answers["retracted"], answers["unclear_pools"]]
    sizes = load("subgroup_counts").dropna(subset="n").set_index(["group", "arm_or_contrast"]).n
    for group, tuple_ in (("BIPOC", "small"), ("non-Hispanic White", "large")):
        assert answers[tuple_] == (sizes[group, "mdma"], sizes[group, "placebo"])
    review = load("representation").query("source_id == 'michaels_2018'").set_index("group")
    shares = review["percent"]
    assert (round(2.82 * shares["African-American"]), round(2.82 * shares["unknown"])) == (7, 23)


def test_ratios_are_exact_binomial_limits_over_the_benchmark(
    answers: dict[str, Any], cases: Cases
) -> None:
    for count, n, unknown, benchmark in cases("m09-ratio", "participation_ratio"):
        low, high = proportion_confint(count, n, method="beta")
        right = answers["participation_ratio"](count, n, unknown, benchmark)
        low = 0.0 if np.isnan(low) else low
        assert right["low"] == pytest.approx(low / benchmark)
        assert right["high"] == pytest.approx(high / benchmark)


def test_bounds_hold_for_every_possible_overlap(answers: dict[str, Any], cases: Cases) -> None:
    for a, b, n in cases("m09-majority", "share_bounds"):
        lows, highs = [], []
        for x, y, size in zip(a, b, n, strict=True):
            either = [x + y - both for both in range(min(x, y) + 1) if x + y - both <= size]
            lows, highs = [*lows, min(either)], [*highs, max(either)]
        right = answers["share_bounds"](a, b, n)
        assert right == pytest.approx(
            {"low": 100 * sum(lows) / sum(n), "high": 100 * sum(highs) / sum(n)}
        )


def test_power_is_that_of_statsmodels(answers: dict[str, Any], cases: Cases) -> None:
    power = TTestIndPower().power
    for d, small, large in cases("m09-subgroup", "one_only"):
        passes = [power(d, a, 0.05, ratio=b / a) for a, b in (small, large)]
        right = answers["one_only"](d, small, large)
        assert right == pytest.approx(passes[1] * (1 - passes[0]), abs=1e-5)


def test_the_difference_of_effects_scatters_as_its_standard_error_says(
    answers: dict[str, Any],
) -> None:
    rng = np.random.default_rng(9)
    means = [rng.normal(0, 1 / np.sqrt(n), 40_000) for n in (20, 17, 63, 27)]
    seen = np.std((means[0] - means[1]) - (means[2] - means[3]))
    assert answers["interaction"]((20, 17), (63, 27))["se"] == pytest.approx(seen, rel=0.02)


def test_weights_are_those_of_each_person(answers: dict[str, Any], cases: Cases) -> None:
    for sample, population, effect in cases("m09-weights", "reweight"):
        here = [g for g in sample if sample[g]]
        total = sum(population[g] for g in here)
        people = [g for g in here for _ in range(sample[g])]
        w = np.array([population[g] / total / sample[g] for g in people])
        right = answers["reweight"](sample, population, effect)
        assert right["mean"] == pytest.approx(np.average([effect[g] for g in people], weights=w))
        assert right["effective_n"] == pytest.approx(w.sum() ** 2 / (w**2).sum())


def test_kappa_is_that_of_statsmodels(answers: dict[str, Any], cases: Cases) -> None:
    for codes, other in cases("m09-elements", "coverage"):
        pairs = np.column_stack([np.ravel(codes), np.ravel(other)])
        kappa = cohens_kappa(to_table(pairs)[0], return_results=False)
        assert answers["coverage"](codes, other)["kappa"] == pytest.approx(kappa)


def test_the_reference_verdicts_are_those_of_the_table(answers: dict[str, Any]) -> None:
    right = answers["audit"](answers["claims"], answers["retracted"], answers["unclear_pools"])
    assert right == load("retraction_dependence")["verdict"].tolist()


def test_signs_of_the_published_texts() -> None:
    texts = load("consent_rewrites").set_index("text_id")["fictional_text"]
    missing = {
        name: {s for s, ok in consent_signs(text).items() if not ok} for name, text in texts.items()
    }
    assert missing["source"] == {"grade", "sentences"}
    assert missing["deleted"] == {"lasting", "touch", "abuse", "unknown"}
    assert missing["scraps"] == {"words", "sentences"}
    assert {"words", "touch", "abuse"} < missing["short"]
    assert consent_signs(...) is None


def test_a_record_of_another_form_is_refused_kindly(answers: dict[str, Any]) -> None:
    assert consent_codes(None) is None and memo_flags(...) is None
    with pytest.raises(ValueError, match="three lists"):
        consent_codes([[1, 2], [0], [1]])
    with pytest.raises(ValueError, match="Each code"):
        consent_codes([[3] * 7] * 3)
    memo = answers["memo"]
    assert all(memo_flags(memo).values())
    with pytest.raises(ValueError, match="by_when_days"):
        memo_flags(memo | {"by_when_days": "soon"})
    with pytest.raises(ValueError, match="is none of"):
        memo_flags(memo | {"facts": ["L99"]})
    with pytest.raises(ValueError, match="is a list"):
        memo_flags(memo | {"reasons": "L01"})
    assert not memo_flags(memo | {"facts": [*memo["facts"], "L12"]})["lines_apart"]
    assert stats.norm.ppf(0.975) == pytest.approx(1.96, abs=1e-3)
    waiting = memo_flags(memo | {"choice": "wait for the paper", "by_when_days": 0})
    assert [sign for sign, holds in waiting.items() if not holds] == ["soon"]


def test_codes_may_be_a_table_and_missing_elements_in_any_order(answers: dict[str, Any]) -> None:
    codes = answers["codes"]
    table = pd.DataFrame(codes, index=list("ABC"), columns=list(ELEMENTS))
    right = consent_codes(codes)
    assert consent_codes(table) == right
    assert consent_codes(table.iloc[::-1, ::-1]) == right
    with pytest.raises(ValueError, match="three lists"):
        consent_codes(table.T)
    sorted_ = {"missing": ["body", "stop"], "per_sentence": 4.0}
    assert consent_findings(sorted_ | {"missing": ["stop", "body"]}, "", {}) == sorted_
    assert consent_findings(sorted_ | {"missing": {"stop", "body"}}, "", {}) == sorted_
    assert consent_findings([1.0]) == [1.0]


def test_a_sum_that_no_arm_can_hold_earns_nothing(keys: dict[str, ExerciseKey]) -> None:
    def uncapped(a, b, n):
        low = sum(map(max, a, b))
        return {"low": 100 * low / sum(n), "high": 100 * (sum(a) + sum(b)) / sum(n)}

    result = judge(keys["m09-majority"], [uncapped, "d"])
    assert [c.mistake for c in result.components] == ["", "people-beyond-the-arm", ""]
    assert result.components[1].points == 0
