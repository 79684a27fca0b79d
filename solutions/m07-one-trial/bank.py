"""The exercises of module 7, analysing one trial.

The first public case of every function is the one that the notebook loads from the course's
tables; it is written out here so that the bank can be read alone, and a test keeps both equal.
"""

import numpy as np
import pandas as pd
from scipy import stats

from autograder.exercises import Bank, number, numbers

PEOPLE = "m07-one-trial/1-differences-ratios-people"
LEAVERS = "m07-one-trial/2-when-people-leave"
SCORES = "m07-one-trial/3-endpoint-change-adjusted"
RELAPSE = "m07-one-trial/4-time-to-relapse"
HARM = "m07-one-trial/5-counting-harm"

# Answers may be rounded as the prompts say, so tolerances lie just above half of the last digit.
PROPORTION, HUNDREDTH, TENTH = 0.00055, 0.0055, 0.055

bank = Bank("m07-one-trial")


def newcombe(events_a, n_a, events_b, n_b):
    """Limits of a risk difference from two Wilson intervals (Newcombe 1998, method 10)."""
    (a, low_a, high_a), (b, low_b, high_b) = wilson(events_a, n_a), wilson(events_b, n_b)
    return [
        a - b - np.sqrt((a - low_a) ** 2 + (high_b - b) ** 2),
        a - b + np.sqrt((high_a - a) ** 2 + (b - low_b) ** 2),
    ]


def wilson(events, n):
    """A share and its Wilson limits."""
    share, z2 = events / n, 1.96**2
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    reach = 1.96 * np.sqrt(share * (1 - share) / n + z2 / (4 * n**2)) / (1 + z2 / n)
    return share, middle - reach, middle + reach


def agresti_caffo(events_a, n_a, events_b, n_b, z=1.96):
    """Limits of a risk difference after adding one success and one failure to each arm."""
    return wald(events_a + 1, n_a + 2, events_b + 1, n_b + 2, z)


def wald(events_a, n_a, events_b, n_b, z=1.96):
    """Large-sample limits of a risk difference."""
    a, b = events_a / n_a, events_b / n_b
    reach = z * np.sqrt(a * (1 - a) / n_a + b * (1 - b) / n_b)
    return [a - b - reach, a - b + reach]


def odds_ratio(events_a, n_a, events_b, n_b):
    """Odds in A over odds in B."""
    return events_a * (n_b - events_b) / (events_b * (n_a - events_a))


def turned_over(interval):
    """The number needed to treat at both ends of an interval of the difference."""
    low, high = interval
    return [1 / high, 1 / low if low > 0 else np.inf]


def away_from_zero(x):
    """Round to whole people so that the claim is never larger than the data."""
    return np.sign(x) * np.ceil(abs(x))


# Exercise 1 ---------------------------------------------------------------------------------------

nnt = bank.exercise(
    "m07-nnt",
    title="People, not ratios",
    lesson=f"{PEOPLE}#one-table-four-summaries",
    hints=[
        "Picture 100 people in each arm. First the two shares; every entry is made from them.",
        "Difference a − b; ratio a / b; odds of a share are a / (1 − a). One more responder takes "
        "as many people as the difference fits into 1.",
        "The margin of the difference is 1.96 × √(a(1 − a)/n_a + b(1 − b)/n_b). The upper limit "
        "turned over is the fewest people, the lower limit turned over the most.",
    ],
    minutes=10,
    level=1,
    skill="risk measures",
    bloom="apply",
    objective="Calculate risk measures with intervals and put them into words.",
)
measures = nnt.function(
    "risk_measures",
    returns={
        "difference": number(PROPORTION, unit="proportion", label="risk difference"),
        "interval": numbers(PROPORTION, unit="proportion", label="interval of the difference"),
        "risk_ratio": number(HUNDREDTH, label="risk ratio"),
        "odds_ratio": number(HUNDREDTH, label="odds ratio"),
        "nnt": number(TENTH, unit="people", label="number needed to treat"),
        "nnt_interval": numbers(0.15, unit="people", label="interval of the number needed"),
    },
    # Response in the second phase 3 trial at week 18, and in the first at week 4 (SYPRES).
    public=[(45, 52, 29, 42), (21, 46, 14, 43), (30, 61, 10, 57)],
    hidden=[(37, 42, 23, 37), (24, 90, 12, 86), (12, 200, 3, 180)],
)


@measures.alternative("Newcombe's interval")
def _(right, *counts):
    interval = newcombe(*counts)
    return right | {"interval": interval, "nnt_interval": turned_over(interval)}


@measures.alternative("Agresti and Caffo's interval")
def _(right, *counts):
    interval = agresti_caffo(*counts)
    return right | {"interval": interval, "nnt_interval": turned_over(interval)}


@measures.alternative("Agresti and Caffo's interval")
def _(right, *counts):
    """Where the lower limit is nearly zero, its inverse feels the third decimal of z."""
    interval = agresti_caffo(*counts, z=stats.norm.ppf(0.975))
    return right | {"interval": interval, "nnt_interval": turned_over(interval)}


@measures.alternative("rounded up to whole people")
def _(right, *counts):
    people = [float(away_from_zero(x)) for x in right["nnt_interval"]]
    return right | {"nnt": away_from_zero(right["nnt"]), "nnt_interval": people}


@measures.mistake("or-as-rr")
def _(right, *counts):
    return right | {"risk_ratio": right["odds_ratio"]}


@measures.mistake("nnt-from-rr")
def _(right, *counts):
    return right | {"nnt": 1 / (right["risk_ratio"] - 1)}


@measures.mistake("percent-vs-points")
def _(right, *counts):
    return right | {"difference": right["risk_ratio"] - 1}


@measures.mistake("nnt-rounded-down")
def _(right, *counts):
    people = [float(np.floor(x)) for x in right["nnt_interval"]]
    return right | {"nnt": np.floor(right["nnt"]), "nnt_interval": people}


@measures.mistake("nnt-across-zero")
def _(right, *counts):
    return right | {"nnt_interval": [1 / right["interval"][1], 1 / right["interval"][0]]}


@measures.mistake("nnt-across-zero")
def _(right, *counts):
    return right | {"nnt_interval": sorted(1 / limit for limit in right["interval"])}


@measures.mistake("swapped-arms")
def _(right, *counts):
    low, high = right["interval"]
    return {
        "difference": -right["difference"],
        "interval": [-high, -low],
        "risk_ratio": 1 / right["risk_ratio"],
        "odds_ratio": 1 / right["odds_ratio"],
        "nnt": -right["nnt"],
        "nnt_interval": turned_over([-high, -low]),
    }


nnt.choice(
    "sentence",
    options="abcd",
    mistakes={"a": "or-as-rr", "b": "percent-vs-points", "c": "nnt-no-ci"},
)


# Exercise 2 ---------------------------------------------------------------------------------------

dropout = bank.exercise(
    "m07-dropout",
    title="The people who are not in the table",
    lesson=f"{LEAVERS}#is-failure-the-cautious-guess",
    hints=[
        "Each story fills in an answer for people whose answer nobody knows. What changes from "
        "story to story is who is in the denominator, and how many of the missing responded.",
        "In all stories but the first, divide by those randomised. B's missing people number "
        "randomised − analysed.",
        "For the tipping point, go through k = 0, 1, 2, … up to B's missing people. With k of them "
        "responding, B's share is (responders + k) / randomised. Stop where the lower limit is not "
        "above zero.",
    ],
    minutes=12,
    level=3,
    skill="missing outcomes",
    bloom="evaluate",
    objective="Test a result under several stories about missing people and find its tipping point.",
)
scenarios = dropout.function(
    "dropout_scenarios",
    returns={
        "completers": number(PROPORTION, unit="proportion", label="only those analysed"),
        "all_fail": number(PROPORTION, unit="proportion", label="all missing fail"),
        "worst_case": number(PROPORTION, unit="proportion", label="worst case"),
        "tipping": number(0, unit="people", label="tipping point"),
    },
    # The two phase 3 trials: responders and analysed (SYPRES), randomised (the papers).
    public=[
        ((45, 52, 53), (29, 42, 51)),
        ((37, 42, 46), (23, 37, 44)),
        # Made up: tipped by all of B's missing people; tipped by one more, were there one.
        ((38, 46, 49), (22, 40, 45)),
        ((46, 54, 56), (24, 40, 45)),
    ],
    hidden=[
        ((30, 40, 52), (20, 46, 48)),  # more people left the active arm
        ((44, 50, 52), (26, 40, 45)),  # tipped by all of B's missing people and no fewer
        ((50, 56, 58), (26, 40, 45)),  # one more would tip it, but there is none
        ((20, 41, 45), (16, 39, 44)),  # tipped before anybody is added
        ((33, 47, 48), (19, 40, 52)),
    ],
)


def first_tipping(interval, arm_a, arm_b):
    """The first number of B's missing responders at which the lower limit is not above zero."""
    responders_a, _, randomised_a = arm_a
    responders_b, analysed_b, randomised_b = arm_b
    for found in range(randomised_b - analysed_b + 1):
        if interval(responders_a, randomised_a, responders_b + found, randomised_b)[0] <= 0:
            return found
    return np.inf


@scenarios.alternative("Newcombe's interval")
def _(right, arm_a, arm_b):
    return right | {"tipping": first_tipping(newcombe, arm_a, arm_b)}


@scenarios.alternative("Agresti and Caffo's interval")
def _(right, arm_a, arm_b):
    return right | {"tipping": first_tipping(agresti_caffo, arm_a, arm_b)}


@scenarios.mistake("completers-only")
def _(right, arm_a, arm_b):
    return right | {"all_fail": right["completers"], "worst_case": right["completers"]}


@scenarios.mistake("mixed-denominators")
def _(right, arm_a, arm_b):
    return right | {"all_fail": arm_a[0] / arm_a[2] - arm_b[0] / arm_b[1]}


@scenarios.mistake("mixed-denominators")
def _(right, arm_a, arm_b):
    return right | {"all_fail": arm_a[0] / arm_a[1] - arm_b[0] / arm_b[2]}


@scenarios.mistake("missing-equals-failure-is-conservative")
def _(right, arm_a, arm_b):
    return right | {"worst_case": right["all_fail"]}


@scenarios.mistake("swapped-arms")
def _(right, arm_a, arm_b):
    worst = arm_b[0] / arm_b[2] - (arm_a[0] + arm_a[2] - arm_a[1]) / arm_a[2]
    return {
        "completers": -right["completers"],
        "all_fail": -right["all_fail"],
        "worst_case": worst,
        "tipping": first_tipping(wald, arm_b, arm_a),
    }


dropout.choice(
    "reply",
    options="abcd",
    mistakes={"a": "missing-equals-failure-is-conservative", "b": "completers-only"},
)


# Exercise 3 ---------------------------------------------------------------------------------------

three = bank.exercise(
    "m07-three-effects",
    title="Several effect sizes from one trial",
    lesson=f"{SCORES}#two-effects-from-one-trial",
    hints=[
        "An interval of a mean tells how well the mean is known. People vary far more than means do.",
        "SE = width of the interval / (2 × t), SD = SE × √n. For g, divide a difference of means by "
        "the pooled SD of the same kind of score.",
        "Pooled variance: ((n_a − 1) s_a² + (n_b − 1) s_b²) / df with df = n_a + n_b − 2. Hedges' "
        "factor is 1 − 3 / (4 df − 1).",
    ],
    minutes=12,
    level=2,
    skill="standardised effects",
    bloom="analyse",
    objective="Reconcile conflicting effect sizes from one trial.",
)
spread = three.function(
    "sd_from_interval",
    returns=number(TENTH, unit="points", label="standard deviation"),
    # Change in the MDMA arm of the second phase 3 trial.
    public=[(-26.94, -20.44, 52), (-1.0, 3.4, 8), (2.2, 6.0, 21)],
    hidden=[(1.5, 4.3, 30), (-3.2, 8.8, 9)],
)


@spread.alternative("normal distribution")
def _(right, low, high, n):
    return np.sqrt(n) * (high - low) / (2 * 1.96)


@spread.mistake("se-as-sd")
def _(right, low, high, n):
    return (high - low) / (2 * 1.96)


@spread.mistake("se-as-sd")
def _(right, low, high, n):
    return right / np.sqrt(n)


@spread.mistake("se-as-sd")
def _(right, low, high, n):
    """Half the interval."""
    return (high - low) / 2


@spread.mistake("full-width")
def _(right, low, high, n):
    return 2 * right


def arm(n, baseline, endpoint, endpoint_sd, change, change_sd):
    """One arm: a row of the notebook's table."""
    return pd.Series(
        {
            "n": n,
            "baseline": baseline,
            "endpoint": endpoint,
            "endpoint_sd": endpoint_sd,
            "change": change,
            "change_sd": change_sd,
        }
    )


effects = three.function(
    "effect_sizes",
    returns={
        "g_endpoint": number(HUNDREDTH, unit="SD", label="effect from endpoint scores"),
        "g_change": number(HUNDREDTH, unit="SD", label="effect from change scores"),
        "baseline_gap": number(HUNDREDTH, unit="points", label="gap at the start"),
    },
    public=[
        (arm(16, 33.0, 23.44, 8.69, -9.6, 7.6), arm(14, 27.57, 24.57, 6.52, -3.0, 3.3675)),
        # The second phase 3 trial, week 18; spreads as derived by SYPRES.
        (
            arm(52, 39.4, 15.8, 12.2589, -23.7, 11.9572),
            arm(42, 38.7, 23.3, 12.9615, -14.8, 11.5728),
        ),
        # Made up: very few people.
        (arm(5, 30.0, 14.0, 4.5, -16.0, 6.0), arm(4, 32.5, 23.0, 3.9, -9.5, 4.1)),
    ],
    hidden=[
        # Few people and a large effect, where Hedges' factor matters; then unequal arms.
        (arm(4, 31.0, 9.0, 3.1, -22.0, 5.2), arm(5, 29.5, 20.5, 4.2, -9.0, 3.6)),
        (arm(60, 48.0, 30.5, 11.0, -17.5, 14.2), arm(22, 45.2, 29.1, 15.5, -16.1, 9.3)),
    ],
)


def small_sample_factor(active, control):
    """Hedges' factor, by which g is smaller than d."""
    return 1 - 3 / (4 * (active["n"] + control["n"] - 2) - 1)


def g_with_errors_for_spreads(active, control, mean, sd):
    """What g becomes when standard errors are taken for standard deviations."""
    n_a, n_b = active["n"], control["n"]
    squares = (n_a - 1) * active[sd] ** 2 / n_a + (n_b - 1) * control[sd] ** 2 / n_b
    d = (active[mean] - control[mean]) / np.sqrt(squares / (n_a + n_b - 2))
    return small_sample_factor(active, control) * d


@effects.alternative("Cohen's d, without Hedges' factor")
def _(right, active, control):
    factor = small_sample_factor(active, control)
    return right | {name: right[name] / factor for name in ("g_endpoint", "g_change")}


@effects.alternative("with the plain average of both variances")
def _(right, active, control):
    return right | {
        f"g_{scores}": small_sample_factor(active, control)
        * (active[scores] - control[scores])
        / np.sqrt((active[f"{scores}_sd"] ** 2 + control[f"{scores}_sd"] ** 2) / 2)
        for scores in ("endpoint", "change")
    }


@effects.mistake("endpoint-equals-change")
def _(right, active, control):
    return right | {"g_change": right["g_endpoint"]}


@effects.mistake("endpoint-equals-change")
def _(right, active, control):
    return right | {"g_endpoint": right["g_change"]}


@effects.mistake("se-as-sd")
def _(right, active, control):
    return right | {
        "g_endpoint": g_with_errors_for_spreads(active, control, "endpoint", "endpoint_sd"),
        "g_change": g_with_errors_for_spreads(active, control, "change", "change_sd"),
    }


three.choice(
    "report",
    options="abcd",
    mistakes={"b": "cherry-pick-larger", "c": "endpoint-equals-change", "d": "baseline-test"},
)


# Exercise 4 ---------------------------------------------------------------------------------------

ancova = bank.exercise(
    "m07-ancova",
    title="Adjust, from a summary table",
    lesson=f"{SCORES}#adjusting-for-the-starting-point",
    hints=[
        "Endpoint scores subtract none of the gap at the start, change scores all of it. What share "
        "would you subtract if the start told you nothing about the end (r = 0)?",
        "The slope of end on start is r × SD at the end / SD at the start. The variance of a "
        "difference of two scores is the sum of their variances minus 2 × r × both SDs.",
        "Spreads: SD at the end; the root of sb² + se² − 2·r·sb·se; SD at the end × √(1 − r²). "
        "Multiply each by √(1/n_a + 1/n_b).",
    ],
    minutes=12,
    level=2,
    skill="baseline adjustment",
    bloom="analyse",
    objective="Adjust a difference for the starting point from summary data.",
)
differences = ancova.function(
    "three_differences",
    returns={
        "change": number(HUNDREDTH, unit="points", label="difference of changes"),
        "adjusted": number(HUNDREDTH, unit="points", label="adjusted difference"),
        "se_endpoint": number(HUNDREDTH, unit="points", label="standard error, endpoint"),
        "se_change": number(HUNDREDTH, unit="points", label="standard error, change"),
        "se_adjusted": number(HUNDREDTH, unit="points", label="standard error, adjusted"),
    },
    # The psilocybin trial of exercise 3, with two of the correlations of the sweep.
    public=[
        (5.43, -1.13, 5.4, 7.7, 16, 14, 0.5),
        (5.43, -1.13, 5.4, 7.7, 16, 14, 0.9),
        (-3.0, 2.4, 7.5, 6.0, 30, 9, 0.4),
    ],
    hidden=[(-2.1, -6.4, 9.0, 12.5, 40, 25, 0.3), (1.6, 2.9, 8.2, 6.1, 12, 33, 0.7)],
)


@differences.alternative("exact ANCOVA standard error")
def _(right, baseline_gap, endpoint_gap, sd_baseline, sd_endpoint, n_a, n_b, r):
    df = n_a + n_b - 2
    residual = sd_endpoint * np.sqrt((1 - r**2) * df / (df - 1))
    size = np.sqrt(1 / n_a + 1 / n_b + baseline_gap**2 / (df * sd_baseline**2))
    return right | {"se_adjusted": residual * size}


@differences.mistake("change-score-always-better")
def _(right, *_args):
    return right | {"adjusted": right["change"], "se_adjusted": right["se_change"]}


@differences.mistake("correlation-as-slope")
def _(right, baseline_gap, endpoint_gap, sd_baseline, sd_endpoint, n_a, n_b, r):
    return right | {"adjusted": endpoint_gap - r * baseline_gap}


@differences.mistake("correlation-ignored")
def _(right, baseline_gap, endpoint_gap, sd_baseline, sd_endpoint, n_a, n_b, r):
    size = np.sqrt(1 / n_a + 1 / n_b)
    return right | {"se_change": np.sqrt(sd_baseline**2 + sd_endpoint**2) * size}


@differences.mistake("endpoint-equals-change")
def _(right, baseline_gap, endpoint_gap, *_args):
    return right | {"change": endpoint_gap, "adjusted": endpoint_gap}


ancova.choice(
    "plan",
    options="abcd",
    mistakes={"a": "change-score-always-better", "b": "baseline-test", "c": "cherry-pick-larger"},
)


# Exercise 5 ---------------------------------------------------------------------------------------

relapse = bank.exercise(
    "m07-relapse",
    title="Stay well, or relapse",
    lesson=f"{RELAPSE}#a-hazard-ratio-is-not-a-risk-ratio",
    hints=[
        "Count people: of 100 in each arm, how many relapsed? The hazard ratio is needed in one "
        "entry only.",
        "Relapses fewer by which part: 1 − risk ratio. People for one relapse fewer: 1 / (share in "
        "B − share in A).",
        "Share still well in B: 1 − events / n. Raise it to the hazard ratio (`**`) for the share "
        "still well in A; the rest is expected to relapse.",
    ],
    minutes=12,
    level=2,
    skill="hazard ratios",
    bloom="analyse",
    objective="Tell a hazard ratio from a risk ratio and say whom a withdrawal trial is about.",
)
summary = relapse.function(
    "relapse_summary",
    returns={
        "difference": number(PROPORTION, unit="proportion", label="risk difference"),
        "risk_ratio": number(HUNDREDTH, label="risk ratio"),
        "fewer": number(HUNDREDTH, unit="proportion", label="relapses fewer, relative"),
        "nnt": number(TENTH, unit="people", label="number needed to treat"),
        "implied_risk": number(PROPORTION, unit="proportion", label="risk that the ratio implies"),
    },
    # SUSTAIN-1: stable remitters, then stable responders.
    public=[(24, 90, 39, 86, 0.49), (16, 62, 34, 59, 0.30), (25, 70, 16, 66, 1.6)],
    hidden=[(30, 120, 41, 97, 0.55), (28, 60, 19, 64, 1.8), (9, 150, 20, 131, 0.38)],
)


@summary.alternative("rounded up to whole people")
def _(right, *_args):
    return right | {"nnt": away_from_zero(right["nnt"])}


@summary.alternative("rounded up to whole people")
def _(right, *_args):
    return right | {"nnt": np.ceil(right["nnt"])}


@summary.mistake("hr-as-rr")
def _(right, events_a, n_a, events_b, n_b, hazard_ratio):
    return right | {
        "risk_ratio": hazard_ratio,
        "fewer": 1 - hazard_ratio,
        "implied_risk": hazard_ratio * events_b / n_b,
    }


@summary.mistake("or-as-rr")
def _(right, events_a, n_a, events_b, n_b, hazard_ratio):
    ratio = odds_ratio(events_a, n_a, events_b, n_b)
    return right | {"risk_ratio": ratio, "fewer": 1 - ratio}


@summary.mistake("percent-vs-points")
def _(right, *_args):
    return right | {"fewer": -right["difference"]}


@summary.mistake("nnt-from-rr")
def _(right, *_args):
    return right | {"nnt": 1 / right["fewer"]}


@summary.mistake("nnt-rounded-down")
def _(right, *_args):
    return right | {"nnt": np.trunc(right["nnt"])}


@summary.mistake("swapped-arms")
def _(right, events_a, n_a, events_b, n_b, hazard_ratio):
    return {
        "difference": -right["difference"],
        "risk_ratio": 1 / right["risk_ratio"],
        "fewer": 1 - 1 / right["risk_ratio"],
        "nnt": -right["nnt"],
        "implied_risk": 1 - (1 - events_a / n_a) ** hazard_ratio,
    }


relapse.choice(
    "reading",
    options="abcd",
    mistakes={"a": "hr-as-rr", "c": "withdrawal-as-acute", "d": "nnt-no-ci"},
)


# Exercise 6 ---------------------------------------------------------------------------------------

survival = bank.exercise(
    "m07-kaplan-meier",
    title="A survival curve by hand",
    lesson=f"{RELAPSE}#steps-and-censoring",
    hints=[
        "Sort the weeks on paper. The curve steps down only where somebody relapsed; who was last "
        "seen well leaves the number at risk without a step.",
        "At each week t with d relapses: at risk = people whose week is t or later; multiply the "
        "share so far by 1 − d / at risk.",
        "The weeks of the table are the different weeks with a relapse, sorted. For the mean, add up "
        "rectangles: height before each step × time since the last one, then a final one to `until`.",
    ],
    minutes=12,
    level=2,
    skill="survival curves",
    bloom="apply",
    objective="Estimate a survival curve with censoring, and its restricted mean.",
)
kaplan_meier = survival.function(
    "kaplan_meier",
    returns={
        "week": numbers(0.001, unit="weeks", label="weeks of the steps"),
        "at_risk": numbers(0.001, unit="people", label="people at risk"),
        "well": numbers(PROPORTION, unit="proportion", label="share still well"),
    },
    public=[
        (
            [26, 3, 8, 14, 5, 26, 8, 20, 12, 5, 26, 14],
            [False, True, False, True, True, False, True, False, True, False, False, True],
        ),
        ([6, 10, 6, 3, 10, 8], [True, False, True, False, True, True]),
        ([5, 1, 4, 9, 4], [False, True, False, True, True]),
    ],
    hidden=[
        ([9, 2, 2, 7, 4, 7, 11, 4], [True, False, True, True, True, False, True, False]),
        (
            [40, 12, 33, 8, 8, 21, 40, 30, 5, 21],
            [False, True, True, True, True, False, False, False, False, True],
        ),
    ],
)


def survival_curve(weeks, relapsed):
    """The Kaplan-Meier curve as a record of lists."""
    steps = sorted({week for week, event in zip(weeks, relapsed, strict=True) if event})
    at_risk = [sum(week >= step for week in weeks) for step in steps]
    return {"week": steps, "at_risk": at_risk, "well": going_down(weeks, relapsed, steps, at_risk)}


def going_down(weeks, relapsed, steps, at_risk):
    """The share still well after each step, given who is counted at risk."""
    share, shares = 1.0, []
    for step, n in zip(steps, at_risk, strict=True):
        share *= 1 - relapses_in(weeks, relapsed, step) / n
        shares.append(share)
    return shares


def relapses_in(weeks, relapsed, step):
    """How many relapsed in a week."""
    return sum(event and week == step for week, event in zip(weeks, relapsed, strict=True))


@kaplan_meier.alternative("with a first row at week 0")
def _(right, weeks, relapsed):
    first = {"week": 0, "at_risk": len(weeks), "well": 1}
    return {name: [first[name], *right[name]] for name in first}


@kaplan_meier.alternative("with a row for every week in which somebody left")
def _(right, weeks, relapsed):
    steps = sorted(set(weeks))
    at_risk = [sum(week >= step for week in weeks) for step in steps]
    return {"week": steps, "at_risk": at_risk, "well": going_down(weeks, relapsed, steps, at_risk)}


@kaplan_meier.mistake("censor-as-event")
def _(right, weeks, relapsed):
    return survival_curve(weeks, [True for _ in weeks])


@kaplan_meier.mistake("censor-as-event")
def _(right, weeks, relapsed):
    """Those who were followed to the last week are spared, those who left are not."""
    return survival_curve(
        weeks, [e or w < max(weeks) for w, e in zip(weeks, relapsed, strict=True)]
    )


@kaplan_meier.mistake("censor-dropped")
def _(right, weeks, relapsed):
    kept = [week for week, event in zip(weeks, relapsed, strict=True) if event]
    return survival_curve(kept, [True for _ in kept])


@kaplan_meier.mistake("censored-stay-well")
def _(right, weeks, relapsed):
    return survival_curve(
        [w if event else max(weeks) for w, event in zip(weeks, relapsed, strict=True)], relapsed
    )


@kaplan_meier.mistake("censored-stay-well")
def _(right, weeks, relapsed):
    """The number at risk never shrinks at all."""
    everybody = [len(weeks) for _ in right["week"]]
    return right | {
        "at_risk": everybody,
        "well": going_down(weeks, relapsed, list(right["week"]), everybody),
    }


survival.function(
    "mean_weeks_well",
    returns=number(TENTH, unit="weeks", label="restricted mean"),
    # The curve of the simulated people.
    public=[
        ([3, 5, 8, 12, 14], [0.9167, 0.8333, 0.7407, 0.6349, 0.4233], 26),
        ([4, 11], [0.7, 0.45], 20),
        ([2, 6, 15], [0.8, 0.6, 0.3], 12),  # the last step comes after the end
    ],
    hidden=[
        ([2, 4, 7, 9], [0.9, 0.7, 0.5, 0.2], 8),
        ([10, 25], [0.8, 0.3], 40),
        ([6, 9, 30], [0.75, 0.6, 0.1], 30),
    ],
)
survival.choice(
    "leaver",
    options="abcd",
    mistakes={"a": "censor-as-event", "b": "censor-dropped", "c": "censored-stay-well"},
)


# Exercise 7 ---------------------------------------------------------------------------------------

cut = bank.exercise(
    "m07-dichotomise",
    title="The price of a cut-off",
    lesson=f"{SCORES}#cutting-a-scale-in-two",
    hints=[
        "A cut-off turns two bell curves into two shares. What is lost is how far from the line "
        "each person is.",
        "The share beyond a cut-off is the upper tail of the normal curve at z = (cutoff − mean) / SD.",
        "`stats.norm.sf(z)` gives an upper tail. Compute the shares a and b, then put them into the "
        "two formulas as they stand.",
    ],
    minutes=10,
    level=2,
    skill="cut-offs",
    bloom="analyse",
    objective="Show what turning a scale into responders costs.",
)
cost = cut.function(
    "cost_of_cutoff",
    returns={
        "difference": number(PROPORTION, unit="proportion", label="difference in responders"),
        "n_scale": number(TENTH, unit="people per arm", label="people needed with the scale"),
        "n_cutoff": number(0.11, unit="people per arm", label="people needed with the cut-off"),
    },
    # Improvement on the CAPS-5 in the second phase 3 trial; spread as derived by SYPRES.
    public=[(23.7, 14.8, 11.8, 10), (23.7, 14.8, 11.8, 25.0), (7.0, 10.0, 6.5, 9.0)],
    hidden=[(12.0, 9.0, 8.0, 14.0), (6.5, 11.0, 9.5, 5.0)],
)


@cost.alternative("rounded up to whole people")
def _(right, *_args):
    return right | {name: np.ceil(right[name]) for name in ("n_scale", "n_cutoff")}


@cost.mistake("responder-more-meaningful")
def _(right, *_args):
    return right | {"n_cutoff": right["n_scale"]}


@cost.mistake("threshold-shopping")
def _(right, mean_a, mean_b, sd, cutoff):
    """The cut-off with the largest difference lies midway between the means."""
    a = stats.norm.cdf((mean_a - mean_b) / 2 / sd)
    return right | {"difference": 2 * a - 1, "n_cutoff": 7.849 * 2 * a * (1 - a) / (2 * a - 1) ** 2}


@cost.mistake("percent-vs-points")
def _(right, mean_a, mean_b, sd, cutoff):
    b = stats.norm.sf((cutoff - mean_b) / sd)
    return right | {"difference": right["difference"] / b}


cut.choice(
    "reporting",
    options="abcd",
    mistakes={"b": "responder-more-meaningful", "c": "threshold-shopping"},
)


# Exercise 8 ---------------------------------------------------------------------------------------

harms = bank.exercise(
    "m07-harms",
    title="Counting harm",
    lesson=f"{HARM}#silence-is-not-zero",
    hints=[
        "An empty cell is not a zero, and a zero is not a promise. Which of your numbers can be known "
        "for each row?",
        "pandas carries nan along by itself: do not fill it. The exact upper limit is a quantile of a "
        "beta distribution with events + 1 and n − events.",
        "`stats.beta.ppf(0.975, x + 1, n - x)` for the two-sided interval, x of n people having the "
        "event; set it to 1 where x equals n.",
    ],
    minutes=10,
    level=2,
    skill="harms",
    bloom="analyse",
    objective="Report harms with their uncertainty and keep unreported from zero.",
)
NOT_REPORTED = np.nan


def table(*rows):
    """Rows of (term, events_a, n_a, events_b, n_b) as the notebook's table."""
    return pd.DataFrame(rows, columns=["term", "events_a", "n_a", "events_b", "n_b"])


counted = harms.function(
    "harms_table",
    returns={
        "difference": numbers(PROPORTION, unit="proportion", label="risk differences"),
        "at_worst": numbers(PROPORTION, unit="proportion", label="largest risks in the active arm"),
    },
    public=[
        (
            # Adverse events of the two phase 3 trials, alphabetically.
            table(
                ("any severe TEAE", 5, 53, 2, 51),
                (
                    "cardiac event indicating QT prolongation (AESI)",
                    NOT_REPORTED,
                    NOT_REPORTED,
                    1,
                    44,
                ),
                ("decreased appetite", 24, 46, 5, 44),
                ("hyperhidrosis", 9, 46, 1, 44),
                ("muscle tightness", 29, 46, 5, 44),
                ("nausea", 14, 46, 5, 44),
                ("serious TEAE or death", 0, 53, 0, 51),
                (
                    "suicidal ideation leading to self-hospitalisation",
                    NOT_REPORTED,
                    NOT_REPORTED,
                    1,
                    44,
                ),
                ("suicidality (AESI, total)", 3, 46, 5, 44),
                ("suicide attempt", NOT_REPORTED, NOT_REPORTED, 1, 44),
            ),
        ),
        (
            table(
                ("made up: everybody", 12, 12, 3, 11),
                ("made up: nobody", 0, 12, 2, 11),
                ("made up: not reported", 4, 12, NOT_REPORTED, NOT_REPORTED),
            ),
        ),
        (
            table(
                ("made up: one arm silent", NOT_REPORTED, 31, 2, 29),
                ("made up: rare", 1, 31, 3, 29),
            ),
        ),
    ],
    hidden=[
        (
            table(
                ("A", 7, 80, 2, 71),
                ("B", 0, 80, 1, 71),
                ("C", 4, 80, NOT_REPORTED, NOT_REPORTED),
                ("D", NOT_REPORTED, 80, 6, 71),
            ),
        ),
        (table(("E", 30, 30, 0, 45), ("F", 1, 25, 9, 45)),),
    ],
)


@counted.alternative("one-sided 95 % limit")
def _(right, table):
    failures = table["n_a"] - table["events_a"]
    limit = np.where(failures == 0, 1, stats.beta.ppf(0.95, table["events_a"] + 1, failures))
    return {"difference": list(right["difference"]), "at_worst": list(limit)}


@counted.mistake("not-reported-as-zero")
def _(right, table):
    shares = [(table[f"events_{arm}"] / table[f"n_{arm}"]).fillna(0) for arm in "ab"]
    return {
        "difference": list(shares[0] - shares[1]),
        "at_worst": list(np.nan_to_num(right["at_worst"])),
    }


@counted.mistake("zero-means-safe")
def _(right, table):
    share = table["events_a"] / table["n_a"]
    return {"difference": list(right["difference"]), "at_worst": list(share)}


@counted.mistake("zero-means-safe")
def _(right, table):
    """The simple large-sample limit has no width where nobody had the event."""
    share = table["events_a"] / table["n_a"]
    limit = share + 1.96 * np.sqrt(share * (1 - share) / table["n_a"])
    return {"difference": list(right["difference"]), "at_worst": list(limit)}


harms.choice(
    "verdict",
    options="abcd",
    mistakes={"a": "ns-means-no-harm", "b": "zero-means-safe", "d": "not-reported-as-zero"},
)
