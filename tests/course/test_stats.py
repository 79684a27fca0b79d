"""The statistics: against the published meta-analyses, against statsmodels, and by hand."""

import re

import numpy as np
import pandas as pd
import pytest
from scipy import optimize, stats
from statsmodels.duration.survfunc import SurvfuncRight
from statsmodels.stats.contingency_tables import Table2x2
from statsmodels.stats.meta_analysis import combine_effects
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from course.stats import (
    Pooled,
    exact_binomial_ci,
    hedges_g,
    i2_interval,
    kaplan_meier,
    odds_ratio,
    paired_d,
    pool,
    prediction_interval,
    restricted_mean,
    risk_difference,
    risk_ratio,
    sd_from_ci,
    tau2_interval,
)
from course.tables import load

RESPONSE = (45, 52, 29, 42)  # MAPP2, week 18


def effects(analysis: str) -> tuple[np.ndarray, np.ndarray]:
    """Recompute effects and variances of a published main model from its means."""
    rows = load("meta_inputs").query("primary_model and analysis == @analysis")
    columns = ["mean_active", "sd_active", "n_active", "mean_control", "sd_control", "n_control"]
    found = [hedges_g(*row) for row in rows[columns].itertuples(index=False)]
    return np.array([e.estimate for e in found]), np.array([e.se**2 for e in found])


def pooled(analysis: str) -> Pooled:
    return pool(*effects(analysis))


@pytest.mark.parametrize(
    ("analysis", "meta_id", "k"),
    [
        ("mdma_ptsd", "sypres_2026_mdma_ptsd", 6),
        ("psilocybin_depression", "sypres_2026_psilocybin_depression", 12),
        ("mdma_depression", "sypres_2026_mdma_depression", 3),
    ],
)
def test_published_meta_analyses_are_reproduced(analysis: str, meta_id: str, k: int) -> None:
    ours = pooled(analysis)
    published = load("meta_pooled").set_index("meta_id").loc[meta_id]
    assert ours.k == published["k"] == k
    tolerance = 0.0005 if k > 3 else 0.002  # the third rests on means read from a figure
    for mine, theirs in [("estimate",) * 2, ("ci_low",) * 2, ("ci_high",) * 2]:
        assert getattr(ours, mine) == pytest.approx(published[theirs], abs=tolerance)


def test_heterogeneity_and_prediction_are_reproduced() -> None:
    mdma, psilocybin = pooled("mdma_ptsd"), pooled("psilocybin_depression")
    published = load("meta_pooled").set_index("meta_id")
    for ours, meta_id in (
        (mdma, "sypres_2026_mdma_ptsd"),
        (psilocybin, "sypres_2026_psilocybin_depression"),
    ):
        row = published.loc[meta_id]
        assert ours.tau2 == pytest.approx(row["tau2"], abs=0.0002)
        assert ours.i2 == pytest.approx(row["i2_percent"], abs=0.05)
        low, high = prediction_interval(ours)
        assert (low, high) == pytest.approx((row["pi_low"], row["pi_high"]), abs=0.0005)
    assert prediction_interval(mdma, "k-2") == pytest.approx((-1.087, -0.337), abs=0.0005)
    same = prediction_interval(mdma, "knapp-hartung")  # with tau2 = 0 it is the interval itself
    assert same == pytest.approx((mdma.ci_low, mdma.ci_high))


@pytest.mark.parametrize(
    ("analysis", "meta_id"),
    [
        ("psilocybin_depression_response", "sypres_2026_psilocybin_response"),
        ("psilocybin_depression_remission", "sypres_2026_psilocybin_remission"),
    ],
)
def test_published_risk_ratios_are_reproduced(analysis: str, meta_id: str) -> None:
    rows = load("meta_events").query("analysis == @analysis")
    columns = ["events_active", "n_active", "events_control", "n_control"]
    ratios = [risk_ratio(*row) for row in rows[columns].itertuples(index=False)]
    ours = pool(np.log([r.estimate for r in ratios]), [r.se**2 for r in ratios])
    row = load("meta_pooled").set_index("meta_id").loc[meta_id]
    found = np.exp([ours.estimate, ours.ci_low, ours.ci_high])
    assert found == pytest.approx([row["estimate"], row["ci_low"], row["ci_high"]], abs=0.006)


def test_pooling_agrees_with_statsmodels() -> None:
    y, v = effects("psilocybin_depression")
    theirs = combine_effects(y, v, method_re="dl")
    common = pool(y, v, method="common")
    low, high = theirs.conf_int_fe if hasattr(theirs, "conf_int_fe") else theirs.conf_int()[0]
    assert common.estimate == pytest.approx(theirs.mean_effect_fe)
    assert (common.ci_low, common.ci_high) == pytest.approx((low, high))
    assert common.q == pytest.approx(theirs.q)
    assert common.i2 == pytest.approx(100 * theirs.i2)
    # With tau2 = 0 every estimator of tau2 agrees, so the Knapp-Hartung error can be compared.
    y, v = effects("mdma_ptsd")
    theirs = combine_effects(y, v, method_re="iterated")
    ours = pool(y, v)
    assert theirs.tau2 == ours.tau2 == 0
    assert ours.se == pytest.approx(theirs.sd_eff_w_re_hksj)
    assert pool(y, v, knapp_hartung=False).se == pytest.approx(theirs.sd_eff_w_re)


def test_reml_is_where_the_restricted_likelihood_peaks() -> None:
    y, v = effects("psilocybin_depression")

    def minus_log_likelihood(tau2: float) -> float:
        w = 1 / (v + tau2)
        mean = (w * y).sum() / w.sum()
        return 0.5 * (np.log(v + tau2).sum() + np.log(w.sum()) + (w * (y - mean) ** 2).sum())

    best = optimize.minimize_scalar(
        minus_log_likelihood, bounds=(0, 2), method="bounded", options={"xatol": 1e-10}
    )
    assert pool(y, v).tau2 == pytest.approx(best.x, abs=1e-5)


@pytest.mark.parametrize(
    ("y", "v", "message"),
    [
        ([0.1], [0.1], "two or more"),
        ([0.1, 0.2], [0.1], "as many variances"),
        ([0.1, np.nan], [0.1, 0.1], "missing values"),
        ([0.1, 0.2], [0.1, 0.0], "positive variances"),
    ],
)
def test_pooling_refuses_what_it_cannot_pool(y: list, v: list, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        pool(y, v)


def test_equal_studies_show_no_heterogeneity() -> None:
    ours = pool([0.3, 0.3, 0.3], [0.1, 0.2, 0.1])
    assert (ours.estimate, ours.tau2, ours.i2, ours.q) == pytest.approx((0.3, 0, 0, 0))


def test_risk_measures_agree_with_statsmodels() -> None:
    a, n, b, m = RESPONSE
    difference = risk_difference(*RESPONSE)
    limits = confint_proportions_2indep(a, n, b, m, method="wald", compare="diff")
    assert (difference.ci_low, difference.ci_high) == pytest.approx(limits)
    table = Table2x2([[a, n - a], [b, m - b]])
    ratio, odds = risk_ratio(*RESPONSE), odds_ratio(*RESPONSE)
    assert ratio.estimate == pytest.approx(table.riskratio)
    assert (ratio.ci_low, ratio.ci_high) == pytest.approx(table.riskratio_confint())
    assert odds.estimate == pytest.approx(table.oddsratio)
    assert (odds.ci_low, odds.ci_high) == pytest.approx(table.oddsratio_confint())


def test_swapping_arms_turns_every_measure() -> None:
    a, n, b, m = RESPONSE
    there, back = risk_difference(a, n, b, m), risk_difference(b, m, a, n)
    assert there.ci_low == pytest.approx(-back.ci_high)
    for measure in (risk_ratio, odds_ratio):
        there, back = measure(a, n, b, m), measure(b, m, a, n)
        assert there.ci_low == pytest.approx(1 / back.ci_high)


def test_an_empty_cell_gets_half_an_event() -> None:
    assert risk_ratio(4, 8, 0, 4).estimate == pytest.approx((4.5 / 9) / (0.5 / 5))
    assert odds_ratio(4, 8, 0, 4).estimate == pytest.approx((4.5 * 4.5) / (4.5 * 0.5))


@pytest.mark.parametrize(("events", "n"), [(0, 53), (7, 282), (5, 53), (53, 53)])
def test_exact_limits_agree_with_statsmodels(events: int, n: int) -> None:
    assert exact_binomial_ci(events, n) == pytest.approx(
        proportion_confint(events, n, method="beta")
    )


def test_the_upper_limit_of_no_event_is_one_minus_the_root() -> None:
    assert exact_binomial_ci(0, 53, level=0.9)[1] == pytest.approx(1 - 0.05 ** (1 / 53))


def test_an_interval_gives_back_its_sd() -> None:
    row = load("outcomes").query(
        "trial_id == 'mitchell_2023_mapp2' and arm_id == 'mdma'"
        " and outcome == 'CAPS-5 total severity' and mean_change.notna()",
        engine="python",
    ).iloc[0]  # fmt: skip
    limits = row["ci_low_change"], row["ci_high_change"], row["n"]
    assert sd_from_ci(*limits, use_t=False) == pytest.approx(11.957, abs=0.001)
    assert sd_from_ci(*limits) == pytest.approx(11.674, abs=0.001)
    half = stats.t.ppf(0.975, 19) * 3 / np.sqrt(20)
    assert sd_from_ci(7 - half, 7 + half, 20) == pytest.approx(3)


def test_hedges_g_by_hand() -> None:
    # SD 2 in both arms, difference 1, 10 people each: d = 0.5, factor 1 - 3/71.
    effect = hedges_g(6, 2, 10, 5, 2, 10)
    assert effect.estimate == pytest.approx(0.5 * (1 - 3 / 71))
    assert effect.se == pytest.approx(np.sqrt(0.2 + 0.25 / 40))
    assert effect.ci_low == pytest.approx(effect.estimate - 1.959964 * effect.se, abs=1e-6)


@pytest.mark.parametrize(("d", "n"), [(1.85, 6), (0.64, 6), (-0.4, 30)])
def test_limits_of_a_paired_effect_leave_the_tails_outside(d: float, n: int) -> None:
    effect = paired_d(d, n)
    t = d * np.sqrt(n)
    assert stats.nct.sf(t, n - 1, effect.ci_low * np.sqrt(n)) == pytest.approx(0.025, abs=1e-6)
    assert stats.nct.cdf(t, n - 1, effect.ci_high * np.sqrt(n)) == pytest.approx(0.025, abs=1e-6)
    assert effect.ci_low < d < effect.ci_high


TIMES = [3, 5, 5, 8, 8, 8, 12, 15, 20, 20, 26, 26]
EVENTS = [1, 1, 0, 1, 1, 0, 0, 1, 1, 0, 0, 0]


def test_kaplan_meier_agrees_with_statsmodels() -> None:
    ours, theirs = kaplan_meier(TIMES, EVENTS), SurvfuncRight(TIMES, EVENTS)
    assert list(ours.time) == list(theirs.surv_times)
    assert list(ours.at_risk) == list(theirs.n_risk)
    assert list(ours.events) == list(theirs.n_events)
    assert ours.survival == pytest.approx(theirs.surv_prob)


def test_restricted_mean_is_the_mean_when_nobody_is_censored() -> None:
    times = [2.0, 4.0, 6.0, 10.0]
    curve = kaplan_meier(times, [True] * 4)
    assert restricted_mean(curve, 10) == pytest.approx(np.mean(times))
    assert restricted_mean(curve, 5) == pytest.approx(np.mean(np.minimum(times, 5)))


# Published results, computed again ----------------------------------------------------------------

INPUTS, COUNTED = load("meta_inputs"), load("meta_events")
CHECKS = load("published_checks").set_index("check_id")
COUNTS = ["events_active", "n_active", "events_control", "n_control"]


def of(rows: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Effects and variances of rows of meta_inputs."""
    columns = ["mean_active", "sd_active", "n_active", "mean_control", "sd_control", "n_control"]
    found = [hedges_g(*row) for row in rows[columns].itertuples(index=False)]
    return np.array([e.estimate for e in found]), np.array([e.se**2 for e in found])


def main(analysis: str) -> pd.DataFrame:
    return INPUTS.query("primary_model and analysis == @analysis")


def limits(ours: Pooled) -> list[float]:
    return [ours.estimate, ours.ci_low, ours.ci_high]


def spread(analysis: str) -> list[float]:
    """Q, its p, I² and tau² with their limits, in the order of the living review's page."""
    effects_of = of(main(analysis))
    ours = pool(*effects_of)
    i2 = [ours.i2, *i2_interval(ours.q, ours.k)]
    tau2 = [ours.tau2, *tau2_interval(*effects_of)]
    q = [ours.q, stats.chi2.sf(ours.q, ours.k - 1)]
    return [*q, *i2, *tau2] if analysis == "mdma_ptsd" else [*tau2, *i2, *q]


def egger(analysis: str) -> list[float]:
    """Intercept, its t and p, then normal and t limits."""
    y, v = of(main(analysis))
    line = stats.linregress(v**-0.5, y / v**0.5)
    t, df = line.intercept / line.intercept_stderr, len(y) - 2
    reach = [c * line.intercept_stderr for c in (stats.norm.ppf(0.975), stats.t.ppf(0.975, df))]
    ends = [line.intercept + side * r for r in reach for side in (-1, 1)]
    return [line.intercept, t, 2 * stats.t.sf(abs(t), df), *ends]


def counts(analysis: str, people: float) -> np.ndarray:
    """Four numbers of each trial; where one is zero, add 0.5 events and `people` to each arm."""
    rows = COUNTED.query("analysis == @analysis")[COUNTS].to_numpy(float, copy=True)
    rows[(rows == 0).any(axis=1)] += [0.5, people, 0.5, people]
    return rows


def ratios(analysis: str, oehen_as_printed: bool = False, method: str = "PM") -> list[float]:
    """A pooled risk ratio, with the half person added as the page does or to all four cells."""
    if oehen_as_printed:
        a, n, b, m = counts(analysis, 0.5).T
        log, v = np.log(a / n * m / b), 1 / a - 1 / n + 1 / b - 1 / m
    else:
        rows = COUNTED.query("analysis == @analysis")[COUNTS].itertuples(index=False)
        found = [risk_ratio(*row) for row in rows]
        log, v = np.log([r.estimate for r in found]), np.array([r.se**2 for r in found])
    return list(np.exp(limits(pool(log, v, method=method))))


def mantel_haenszel(analysis: str) -> list[float]:
    """Risk ratio of Mantel and Haenszel with the limits of Greenland and Robins."""
    a, n, b, m = counts(analysis, 1).T
    above, below = (a * m / (n + m)).sum(), (b * n / (n + m)).sum()
    p = (n * m * (a + b) - a * b * (n + m)) / (n + m) ** 2
    reach = stats.norm.ppf(0.975) * np.sqrt(p.sum() / (above * below))
    return [above / below, *(above / below * np.exp([-reach, reach]))]


def rows_of(*row_ids: str) -> pd.DataFrame:
    return INPUTS[INPUTS.input_id.isin(row_ids)]


def without(analysis: str, trial: str) -> list[float]:
    return limits(pool(*of(main(analysis)[lambda d: d.trial_id != trial])))


def prior_use() -> list[float]:
    table = load("trial_characteristics").set_index("trial_id")
    table = table.loc[main("mdma_ptsd").trial_id].dropna(subset=["percent_prior_psychedelic_use"])
    share = table.percent_prior_psychedelic_use
    return [np.average(share, weights=table.n_randomised), share.mean()]


M, S = "mdma_ptsd", "psilocybin_depression"
MEDIUM = {"input_017": "input_019", "input_034": "input_032"}  # 75 v 30 and 100 v 40 mg
OURS = {
    "check_01": lambda: limits(pooled(M)),
    "check_02": lambda: prediction_interval(pooled(M)),
    "check_03": lambda: spread(M),
    "check_04": lambda: egger(M)[:3],
    "check_05": lambda: egger(M)[3:],
    "check_06": lambda: limits(pool(*of(rows_of(*(MEDIUM.get(i, i) for i in main(M).input_id))))),
    "check_07": lambda: without(M, "mithoefer_2011"),
    "check_08": lambda: limits(pool(*of(main(M)), method="common")),
    "check_09": lambda: ratios(f"{M}_response", True) + ratios(f"{M}_response"),
    "check_10": lambda: (
        mantel_haenszel(f"{M}_response") + ratios(f"{M}_response", True, method="common")
    ),
    "check_11": lambda: ratios(f"{M}_remission"),
    "check_12": lambda: mantel_haenszel(f"{M}_remission"),
    "check_13": lambda: limits(pooled("mdma_depression")),
    "check_14": prior_use,
    "check_15": lambda: limits(pooled(S)),
    "check_16": lambda: prediction_interval(pooled(S)),
    "check_17": lambda: spread(S),
    "check_18": lambda: egger(S)[:3],
    "check_19": lambda: egger(S)[3:],
    "check_20": lambda: egger(S)[3:5],
    "check_21": lambda: without(S, "davis_2021_waitlist"),
    "check_22": lambda: limits(
        pool(*of(pd.concat([main(S), rows_of("input_036", "input_038", "input_040")])))
    ),
    "check_23": lambda: limits(pool(*of(main(S)), method="common"))[:1],
    "check_24": lambda: [
        load("trial_characteristics").set_index("trial_id").n_randomised[main(S).trial_id].sum(),
        load("arms").query("trial_id == 'goodwin_2022_comp001'").n_randomised.sum() - 158,
    ],
}


def printed(text: str) -> list[str]:
    """The numbers of a cell, without names such as t(4), I2 or "0.5 in all cells"."""
    text = re.sub(r"t\(\d+\)|with 0\.5 in all cells", "", text)
    return re.findall(r"(?<![\w.])-?\d+(?:\.\d+)?", text)


@pytest.mark.parametrize("check", CHECKS.index)
def test_every_published_check_is_computed_again(check: str) -> None:
    """Also where the page is at fault: the table says what the rows give."""
    said, ours = printed(CHECKS.recomputed[check]), OURS[check]()
    if check == "check_24":  # 619 in Table 1, and the 75 people of the arm that was added
        said = [said[0], said[3]]
    assert len(said) == len(ours), (said, ours)
    for text, value in zip(said, ours, strict=True):
        decimals = len(text.partition(".")[2])
        assert value == pytest.approx(float(text), abs=0.6 * 10**-decimals), (text, value)


def test_the_faults_of_the_pages_are_faults() -> None:
    common = ratios(f"{M}_response", True, method="common")
    assert common == pytest.approx([1.3494, 1.1349, 1.6045], abs=1e-4)  # printed: 1.44
    assert mantel_haenszel(f"{M}_response")[0] == pytest.approx(1.44, abs=0.005)
    low, high = egger(S)[3:5]
    assert (low, high) == pytest.approx((-3.88, 0.73), abs=0.005)  # printed: [-3.88; -0.73]
    assert max(abs(share - 38.59) for share in prior_use()) > 0.4
    assert set(CHECKS.status[["check_10", "check_12", "check_14", "check_20"]]) == {"doubtful"}


def test_paule_mandel_gives_the_generalised_q_its_expectation() -> None:
    y, v = effects(S)
    ours = pool(y, v, method="PM")
    w = 1 / (v + ours.tau2)
    assert (w * (y - ours.estimate) ** 2).sum() == pytest.approx(len(y) - 1)
    assert pool(*effects(M), method="PM").tau2 == 0
    theirs = combine_effects(y, v, method_re="iterated")
    assert ours.tau2 == pytest.approx(theirs.tau2, abs=1e-6)


def test_the_modified_knapp_hartung_never_narrows() -> None:
    plain, careful = pool(*effects(M)), pool(*effects(M), knapp_hartung="modified")
    assert plain.se < plain.classical_se == careful.se
    assert (careful.ci_low, careful.ci_high) == pytest.approx((-1.0588, -0.3651), abs=1e-4)
    assert pool(*effects(S), knapp_hartung="modified") == pool(*effects(S))


def test_limits_of_heterogeneity_enclose_it() -> None:
    ours = pool(*effects(S))
    low, high = tau2_interval(*effects(S))
    assert low < ours.tau2 < high
    for q, k in ((ours.q, ours.k), (2.0, 6), (40.0, 5)):
        low, high = i2_interval(q, k)
        assert 0 <= low <= max(0, 100 * (q - k + 1) / q) <= high < 100
