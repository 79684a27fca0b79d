"""The exercises of module 8, evidence synthesis.

The first public case of every function is the one that the notebook loads from the course's
tables; a test keeps both equal. Hidden cases are the same trials stretched, left out or scaled.
"""

import numpy as np
import pandas as pd
from scipy import stats

from autograder.exercises import Bank, flag, number, text, texts
from course.stats import hedges_g, i2_interval, pool, prediction_interval
from course.tables import load

ROWS = "m08-evidence-synthesis/1-from-question-to-rows"
POOLING = "m08-evidence-synthesis/2-common-and-random-effects"
SPREAD = "m08-evidence-synthesis/3-heterogeneity-and-prediction"
ARMS = "m08-evidence-synthesis/4-arms-times-scales"
MISSING = "m08-evidence-synthesis/5-missing-studies"
CERTAINTY = "m08-evidence-synthesis/6-risk-of-bias-and-certainty"

# Answers may be rounded as the prompts say, so tolerances lie just above half of the last digit.
THOUSANDTH, HUNDREDTH, TENTH, WHOLE = 0.00055, 0.0055, 0.055, 0.1

bank = Bank("m08-evidence-synthesis")

ARM = ["mean_active", "sd_active", "n_active", "mean_control", "sd_control", "n_control"]
INPUTS = load("meta_inputs")
Z = stats.norm.ppf(0.975)


def effects(rows):
    """Hedges' g and its standard error for each row, as two arrays."""
    found = [hedges_g(*row) for row in rows[ARM].itertuples(index=False)]
    return np.array([e.estimate for e in found]), np.array([e.se for e in found])


def main(analysis):
    """The rows of a published main model."""
    return INPUTS[INPUTS.primary_model & (INPUTS.analysis == analysis)]


MDMA, DEPRESSION = effects(main("mdma_ptsd")), effects(main("mdma_depression"))
TWELVE = main("psilocybin_depression")
PSILOCYBIN = effects(TWELVE)
NO_DAVIS = effects(TWELVE[TWELVE.trial_id != "davis_2021_waitlist"])
_ESCITALOPRAM = INPUTS[
    (INPUTS.trial_id == "carhartharris_2021_psilodep2") & (INPUTS.score == "endpoint")
]
THIRTEEN = effects(pd.concat([TWELVE, _ESCITALOPRAM]))
EIGHT = PSILOCYBIN[0][:8], PSILOCYBIN[1][:8]


def scaled(effects_and_errors, factor):
    """The same effects with their standard errors multiplied."""
    y, se = effects_and_errors
    return y, factor * se


def fit(y, se, **options):
    """Pool effects with their standard errors."""
    return pool(np.asarray(y), np.asarray(se) ** 2, **options)


# Exercise 1 ---------------------------------------------------------------------------------------

FLOWS = load("prisma_flow")


def boxes_of(review):
    """The boxes of one review's flow diagram."""
    rows = FLOWS[FLOWS.review == review]
    steps = rows[rows.kind == "step"]
    boxes = {box: int(n) for box, n in zip(steps.box, steps.n, strict=True)}
    return boxes | {"databases": [int(n) for n in rows[rows.kind == "database"].n]}


def invented(databases, gap, *steps):
    """A flow diagram in which every box differs; steps are what is taken away, from the top."""
    copies, automation, excluded, not_found, out, aside = steps
    hits = sum(databases) - gap
    screened = hits - copies - automation
    assessed = screened - excluded - not_found
    return {
        "databases": databases,
        "records_identified": hits,
        "duplicates_removed": copies,
        "removed_by_automation": automation,
        "records_screened": screened,
        "records_excluded": excluded,
        "reports_sought": screened - excluded,
        "reports_not_retrieved": not_found,
        "reports_assessed": assessed,
        "reports_excluded": out,
        "studies_in_review": assessed - out,
        "set_aside_from_main_model": aside,
        "studies_in_main_model": assessed - out - aside,
    }


flows = bank.exercise(
    "m08-flow",
    title="Where the records went",
    lesson=f"{ROWS}#records-reports-studies",
    hints=[
        "Three units follow each other: records are screened, reports are read, studies are kept. Which unit "
        "stands above the line of each ratio, and which below?",
        "Below the line: studies in the review, also those set aside from the model. Screened are the records "
        "that are left after copies and the filter.",
        "Gap: sum of the list minus the box of identified records. Read per study: the box of reports "
        "assessed, not of those sought.",
    ],
    minutes=20,
    level=1,
    skill="screening",
    bloom="apply",
    objective="Read a flow diagram and find the box that does not add up.",
)
boxes_read = flows.function(
    "flow",
    returns={
        "gap": number(WHOLE, unit="records", label="databases minus total"),
        "screened_per_study": number(HUNDREDTH, unit="records", label="screened per study"),
        "read_per_study": number(HUNDREDTH, unit="reports", label="read per study"),
    },
    public=[
        (boxes_of("sypres_psilocybin_depression"),),
        (boxes_of("sypres_mdma_ptsd"),),
        (invented([900, 640, 310], -5, 700, 155, 830, 4, 148, 3),),
    ],
    hidden=[
        (invented([2400, 7], 7, 900, 60, 1320, 6, 98, 4),),
        (invented([400, 300, 212], 12, 300, 120, 420, 3, 47, 2),),
        (invented([5203], 3, 2600, 700, 1790, 5, 95, 3),),
    ],
)


@boxes_read.mistake("duplicates-kept")
def _(right, boxes):
    return right | {"screened_per_study": boxes["records_identified"] / boxes["studies_in_review"]}


@boxes_read.mistake("automation-forgotten")
def _(right, boxes):
    left = boxes["records_identified"] - boxes["duplicates_removed"]
    return right | {"screened_per_study": left / boxes["studies_in_review"]}


@boxes_read.mistake("model-as-review")
def _(right, boxes):
    studies = boxes["studies_in_main_model"]
    return right | {
        "screened_per_study": boxes["records_screened"] / studies,
        "read_per_study": boxes["reports_assessed"] / studies,
    }


@boxes_read.mistake("sought-as-assessed")
def _(right, boxes):
    return right | {"read_per_study": boxes["reports_sought"] / boxes["studies_in_review"]}


flows.choice(
    "question",
    options="abcd",
    mistakes={"a": "duplicates-kept", "c": "sought-as-assessed", "d": "model-as-review"},
)

# Exercise 2 ---------------------------------------------------------------------------------------


def raw_rows():
    """All MDMA rows with the doses of both arms and without the effects."""
    arms = load("arms").set_index(["trial_id", "arm_id"])
    dose = arms.dose_mg.fillna(arms.dose_max_mg)
    rows = INPUTS[INPUTS.analysis == "mdma_ptsd"]
    rows = rows.assign(
        dose_active=[float(dose[key]) for key in zip(rows.trial_id, rows.arm_active, strict=True)],
        dose_control=[
            float(dose[key]) for key in zip(rows.trial_id, rows.arm_control, strict=True)
        ],
    )
    keep = ["trial_id", "instrument", "score", "timepoint_weeks", "after_crossover"]
    return rows[[*keep, "dose_active", "dose_control", *ARM]].reset_index(drop=True)


def stretched(seed, *, late_change=False, apart=False):
    """Trials with other names, effects, spreads and times; rows shuffled."""
    rng, rows = np.random.default_rng(seed), raw_rows()
    trials = sorted(rows.trial_id.unique())
    factors = rng.uniform(0.5, 1.6, len(trials))
    if apart:  # effects that differ by more than chance
        factors = rng.permutation([-0.4, 0.3, 0.8, 1.3, 2.2, 2.8])
    factor = dict(zip(trials, factors, strict=True))
    later = dict(zip(trials, rng.integers(-2, 5, len(trials)), strict=True))
    gap = (rows.mean_active - rows.mean_control) * rows.trial_id.map(factor)
    rows["mean_active"] = (rows.mean_control + gap + rng.normal(0, 0.6, len(rows))).round(1)
    rows["sd_active"] = (rows.sd_active * rng.uniform(0.8, 1.3, len(rows))).round(2)
    rows["timepoint_weeks"] = rows.timepoint_weeks + rows.trial_id.map(later)
    if late_change:  # a change score, and another scale, later than the last end point
        late = (rows.score == "change") | ~rows.instrument.str.startswith("CAPS")
        rows.loc[late, "timepoint_weeks"] += 6
    letters = dict(zip(trials, rng.permutation(list("ABCDEF")), strict=True))
    rows["trial_id"] = "trial_" + rows.trial_id.map(letters)
    return rows.sample(frac=1, random_state=seed).reset_index(drop=True)


def chosen(rows, *, arms="widest", late=False, times="last"):
    """The rows that the protocol leaves, or that one of its steps forgotten leaves."""
    left = rows[rows.instrument.str.startswith("CAPS") & (rows.score == "endpoint")]
    left = left if late else left[~left.after_crossover]
    if times == "last":
        last = left.groupby("trial_id").timepoint_weeks.transform("max")
        left = left[left.timepoint_weeks == last]
    if arms == "widest":
        width = left.dose_active - left.dose_control
        left = left[width == width.groupby(left.trial_id).transform("max")]
    return left


def answer(result):
    """A pooled result as the record that is asked for."""
    return {"k": result.k, "g": result.estimate, "low": result.ci_low, "high": result.ci_high}


pooling = bank.exercise(
    "m08-pool",
    title="Choose the rows, then pool",
    lesson=f"{ROWS}#one-trial-many-rows",
    hints=[
        "Work down the protocol, one filter after the other, and print how many rows each trial has left. At the "
        "end it must be one.",
        'For "the last time of each trial", compare a column with its own maximum per trial: '
        '`groupby("trial_id")` and `transform("max")`. The widest contrast goes the same way.',
        "`hedges_g(mean, sd, n, mean, sd, n)` gives `.estimate` and `.se`. `pool` wants the effects and the "
        "squares of the standard errors.",
    ],
    minutes=30,
    level=2,
    skill="pooling",
    bloom="apply",
    objective="Choose rows by a protocol and reproduce a published pooled effect.",
)
result = pooling.function(
    "pooled",
    returns={
        "k": number(WHOLE, unit="rows", label="rows pooled"),
        "g": number(THOUSANDTH, unit="SD units", label="pooled effect"),
        "low": number(THOUSANDTH, unit="SD units", label="lower limit"),
        "high": number(THOUSANDTH, unit="SD units", label="upper limit"),
    },
    public=[
        (raw_rows(),),
        (stretched(11, apart=True),),
        (stretched(12, late_change=True),),
    ],
    hidden=[
        (stretched(1),),
        (stretched(2, late_change=True, apart=True),),
        (stretched(3),),
        (stretched(4, apart=True),),
    ],
)


@result.alternative("modified Knapp-Hartung limits")
def _(right, rows):
    return answer(fit(*effects(chosen(rows)), knapp_hartung="modified"))


@result.mistake("double-counted-arms")
def _(right, rows):
    return answer(fit(*effects(chosen(rows, arms="all"))))


@result.mistake("post-crossover-included")
def _(right, rows):
    return answer(fit(*effects(chosen(rows, late=True))))


@result.mistake("every-time-point")
def _(right, rows):
    return answer(fit(*effects(chosen(rows, times="all"))))


@result.mistake("last-before-filter")
def _(right, rows):
    last = rows.groupby("trial_id").timepoint_weeks.transform("max")
    return answer(fit(*effects(chosen(rows[rows.timepoint_weeks == last]))))


@result.mistake("last-before-filter")
def _(right, rows):
    left = chosen(rows, late=True)
    return answer(fit(*effects(left[~left.after_crossover])))


@result.mistake("last-before-filter")
def _(right, rows):
    left = rows[~rows.after_crossover]
    last = left.groupby("trial_id").timepoint_weeks.transform("max")
    return answer(fit(*effects(chosen(left[left.timepoint_weeks == last]))))


@result.mistake("one-truth-for-all")
def _(right, rows):
    return answer(fit(*effects(chosen(rows)), method="common"))


@result.mistake("se-as-variance")
def _(right, rows):
    return answer(pool(*effects(chosen(rows))))


@result.mistake("unweighted-mean")
def _(right, rows):
    g, _se = effects(chosen(rows))
    return answer(fit(g, np.ones(len(g))))


@result.mistake("normal-ci-few-trials")
def _(right, rows):
    return answer(fit(*effects(chosen(rows)), knapp_hartung=False))


@result.mistake("sign-flip")
def _(right, rows):
    return {"k": right["k"], "g": -right["g"], "low": -right["high"], "high": -right["low"]}


pooling.choice(
    "changed",
    options="abcd",
    mistakes={"a": "comparisons-as-trials", "b": "every-time-point", "c": "cherry-pick-larger"},
)

# Exercise 3 ---------------------------------------------------------------------------------------

heterogeneity = bank.exercise(
    "m08-heterogeneity",
    title="How much do the trials differ?",
    lesson=f"{SPREAD}#how-much-do-they-differ",
    hints=[
        "Q asks: are the effects farther from their mean than their own standard errors explain? Each distance is "
        "squared and divided by its variance.",
        "The mean in Q is that of the common effect, with weights 1 / se². By chance alone Q would be about k − 1.",
        "I² = (Q − (k − 1)) / Q, times 100, and 0 where that is negative. `i2_interval(q, k)` gives its limits; "
        "`pool(effects, se ** 2).tau2` the variance.",
    ],
    minutes=25,
    level=2,
    skill="heterogeneity",
    bloom="analyse",
    objective="Report Q, I² with limits and τ², and read a zero.",
)
differ = heterogeneity.function(
    "spread",
    returns={
        "q": number(HUNDREDTH, label="Q"),
        "i2": number(TENTH, unit="percent", label="I²"),
        "i2_low": number(TENTH, unit="percent", label="lower limit of I²"),
        "i2_high": number(TENTH, unit="percent", label="upper limit of I²"),
        "tau2": number(THOUSANDTH, label="τ²"),
    },
    public=[PSILOCYBIN, MDMA, DEPRESSION],
    hidden=[NO_DAVIS, scaled(PSILOCYBIN, 1.6), scaled(MDMA, 1.3), scaled(EIGHT, 0.8)],
)


@differ.alternative("DerSimonian and Laird's τ²")
def _(right, y, se):
    w = 1 / se**2
    q = np.sum(w * (y - np.sum(w * y) / np.sum(w)) ** 2)
    tau2 = max(0.0, (q - len(y) + 1) / (w.sum() - (w**2).sum() / w.sum()))
    return right | {"tau2": tau2}


@differ.mistake("i2-as-variance")
def _(right, y, se):
    return right | {"tau2": right["i2"] / 100}


@differ.mistake("tau-for-tau2")
def _(right, y, se):
    return right | {"tau2": np.sqrt(right["tau2"])}


@differ.mistake("i2-from-k")
def _(right, y, se):
    return right | {"i2": 100 * max(0.0, (right["q"] - len(y)) / right["q"])}


@differ.mistake("negative-i2")
def _(right, y, se):
    return right | {"i2": 100 * (right["q"] - len(y) + 1) / right["q"]}


@differ.mistake("i2-zero-means-homogeneous")
def _(right, y, se):
    return right | {"i2_low": right["i2"], "i2_high": right["i2"]}


def spread_of(q, k, tau2):
    """The record of a spread, from another Q or another τ²."""
    low, high = i2_interval(q, k)
    i2 = 100 * max(0.0, (q - k + 1) / q)
    return {"q": q, "i2": i2, "i2_low": low, "i2_high": high, "tau2": tau2}


@differ.mistake("se-as-variance")
def _(right, y, se):
    p = pool(y, se)
    return spread_of(p.q, p.k, p.tau2)


@differ.mistake("se-as-variance")
def _(right, y, se):
    return spread_of(pool(y, se).q, len(y), right["tau2"])


@differ.mistake("unweighted-mean")
def _(right, y, se):
    return spread_of(np.sum(((y - np.mean(y)) / se) ** 2), len(y), right["tau2"])


heterogeneity.choice(
    "beside",
    options="abcd",
    mistakes={"b": "i2-zero-means-homogeneous", "c": "negative-i2", "d": "i2-as-variance"},
)

# Exercise 4 ---------------------------------------------------------------------------------------

ahead = bank.exercise(
    "m08-prediction",
    title="Where will the next trial land?",
    lesson=f"{SPREAD}#where-the-next-trial-lands",
    hints=[
        "Two things are unknown: where the mean of all trials lies, and how far from it the next one falls.",
        "Variances add, spreads do not: τ² and the squared standard error of the mean go under one root.",
        "`pool(...)` gives `.estimate`, `.tau2`, `.classical_se` and, by Knapp-Hartung, `.se`. Half the width is "
        "t × √(τ² + se²); t is `stats.t.ppf(0.975, df)` with the degrees of freedom of the table.",
    ],
    minutes=25,
    level=2,
    skill="prediction",
    bloom="apply",
    objective="Give a prediction interval with its convention.",
)
upcoming = ahead.function(
    "predict_next",
    returns={
        "low": number(THOUSANDTH, unit="SD units", label="lower limit"),
        "high": number(THOUSANDTH, unit="SD units", label="upper limit"),
    },
    public=[(*PSILOCYBIN, "k-1"), (*EIGHT, "k-2"), (*PSILOCYBIN, "knapp-hartung")],
    hidden=[
        (*scaled(NO_DAVIS, 0.8), "k-1"),
        (*DEPRESSION, "knapp-hartung"),
        (*THIRTEEN, "k-2"),
        (*scaled(EIGHT, 0.9), "k-1"),
    ],
)


def around(y, se, convention, half):
    """An interval around the pooled mean; `half` makes half its width from t, τ² and the error."""
    p = fit(y, se)
    t = stats.t.ppf(0.975, p.k - (2 if convention == "k-2" else 1))
    reach = half(t, p.tau2, p.se if convention == "knapp-hartung" else p.classical_se)
    return {"low": p.estimate - reach, "high": p.estimate + reach}


@upcoming.mistake("ci-as-pi")
def _(right, y, se, convention):
    p = fit(y, se)
    return {"low": p.ci_low, "high": p.ci_high}


@upcoming.mistake("ci-as-pi")
def _(right, y, se, convention):
    return around(y, se, convention, lambda t, tau2, error: t * error)


@upcoming.mistake("se-as-variance")
def _(right, y, se, convention):
    low, high = prediction_interval(pool(y, se), convention)
    return {"low": low, "high": high}


@upcoming.mistake("normal-ci-few-trials")
def _(right, y, se, convention):
    return around(y, se, convention, lambda t, tau2, error: Z * np.sqrt(tau2 + error**2))


@upcoming.mistake("tau-for-tau2")
def _(right, y, se, convention):
    return around(y, se, convention, lambda t, tau2, error: t * np.sqrt(np.sqrt(tau2) + error**2))


@upcoming.mistake("spreads-added")
def _(right, y, se, convention):
    return around(y, se, convention, lambda t, tau2, error: t * (np.sqrt(tau2) + error))


@upcoming.mistake("mean-known-exactly")
def _(right, y, se, convention):
    return around(y, se, convention, lambda t, tau2, error: t * np.sqrt(tau2))


ahead.choice(
    "reply",
    options="abcd",
    mistakes={"a": "pi-excludes-zero-means-proven", "b": "ci-as-pi", "d": "mean-known-exactly"},
)
ahead.choice(
    "comment",
    options="abcd",
    mistakes={
        "a": "hk-always-wider",
        "c": "i2-zero-means-homogeneous",
        "d": "normal-ci-few-trials",
    },
)

# Exercise 5 ---------------------------------------------------------------------------------------

once = bank.exercise(
    "m08-arms",
    title="Everybody once",
    lesson=f"{ARMS}#merge-split-or-choose",
    hints=[
        "Imagine all scores of both active arms in one list. What are their number, their mean and their SD? The "
        "control people are used once.",
        "The mean is weighted by people. The spread of the list comes from two places: within each arm, and from "
        "the gap between the two means.",
        "SD² = ((n₁ − 1) SD₁² + (n₂ − 1) SD₂² + n₁ n₂ / (n₁ + n₂) × (gap of the means)²) / (n₁ + n₂ − 1). Then "
        "`hedges_g(mean, sd, n, ...)` against the control.",
    ],
    minutes=25,
    level=2,
    skill="dependence",
    bloom="analyse",
    objective="Merge arms so that everybody is counted once.",
)
THREE_ARMS = {
    "mithoefer_2018": ((12, 45.3, 33.8), (7, 24.1, 17.2), (7, 76.0, 23.4)),
    "otalora_2018": ((12, 64.3, 33.6), (9, 70.0, 28.2), (6, 73.3, 24.5)),
}
merged = once.function(
    "combine",
    returns={
        "people": number(WHOLE, unit="people", label="people used"),
        "n": number(WHOLE, unit="people", label="size of the merged group"),
        "mean": number(HUNDREDTH, unit="points", label="mean of the merged group"),
        "sd": number(HUNDREDTH, unit="points", label="SD of the merged group"),
        "g": number(HUNDREDTH, unit="SD units", label="g"),
    },
    public=[
        *THREE_ARMS.values(),
        ((20, 31.0, 9.0), (26, 18.0, 7.5), (24, 29.0, 10.0)),
    ],
    hidden=[
        ((30, 22.0, 10.0), (28, 30.0, 12.0), (29, 35.0, 11.0)),
        ((40, 15.0, 8.0), (10, 27.0, 9.0), (45, 24.0, 8.5)),
        ((9, 61.0, 14.0), (15, 48.0, 21.0), (11, 57.0, 18.0)),
    ],
)


def g_of(arm, control):
    """Hedges' g of an arm (people, mean, SD) against its control."""
    return hedges_g(arm[1], arm[2], arm[0], control[1], control[2], control[0])


def group_of(a, b):
    """Two arms as one list of scores: people, mean, SD."""
    n, mean, sd = without_gap(a, b, spent=1)
    return n, mean, np.sqrt(sd**2 + a[0] * b[0] / n * (a[1] - b[1]) ** 2 / (n - 1))


@merged.mistake("double-counted-arms")
def _(right, a, b, control):
    return right | {"people": right["people"] + control[0]}


def without_gap(a, b, *, spent):
    """Both arms as one group whose spread leaves out the gap between their means."""
    n = a[0] + b[0]
    within = (a[0] - 1) * a[2] ** 2 + (b[0] - 1) * b[2] ** 2
    return n, (a[0] * a[1] + b[0] * b[1]) / n, np.sqrt(within / (n - spent))


@merged.mistake("gap-between-arms-lost")
def _(right, a, b, control):
    group = without_gap(a, b, spent=2)
    return right | {"sd": group[2], "g": g_of(group, control).estimate}


@merged.mistake("gap-between-arms-lost")
def _(right, a, b, control):
    group = without_gap(a, b, spent=1)
    return right | {"sd": group[2], "g": g_of(group, control).estimate}


@merged.mistake("arms-averaged-plain")
def _(right, a, b, control):
    mean, sd = (a[1] + b[1]) / 2, (a[2] + b[2]) / 2
    g = g_of((right["n"], mean, sd), control).estimate
    return right | {"mean": mean, "sd": sd, "g": g}


@merged.mistake("average-of-two-g")
def _(right, a, b, control):
    return right | {"g": (g_of(a, control).estimate + g_of(b, control).estimate) / 2}


@merged.mistake("cherry-pick-larger")
def _(right, a, b, control):
    n, mean, sd = best = min(a, b, key=lambda arm: arm[1])
    g = g_of(best, control).estimate
    return {"people": n + control[0], "n": n, "mean": mean, "sd": sd, "g": g}


whole = once.value(
    "whole",
    returns={
        "g": number(THOUSANDTH, unit="SD units", label="pooled effect"),
        "low": number(THOUSANDTH, unit="SD units", label="lower limit"),
        "high": number(THOUSANDTH, unit="SD units", label="upper limit"),
        "people": number(WHOLE, unit="people", label="people in the model"),
    },
)


def with_the_four(comparisons, **options):
    """The four two-arm trials pooled with comparisons of an arm and its control."""
    rows = main("mdma_ptsd")
    g, se = effects(rows[~rows.trial_id.isin(list(THREE_ARMS))])
    found = [g_of(arm, control) for arm, control in comparisons]
    g, se = [*g, *(e.estimate for e in found)], [*se, *(e.se for e in found)]
    p = fit(g, se, **options)
    return {"g": p.estimate, "low": p.ci_low, "high": p.ci_high}


def in_pairs(share):
    """Both comparisons of each three-arm trial, with a share of the control people in each."""
    arms = THREE_ARMS.values()
    return [(arm, (n * share, mean, sd)) for a, b, (n, mean, sd) in arms for arm in (a, b)]


def in_one(spent):
    """Each three-arm trial with its active arms merged, the gap between their means left out."""
    return [(without_gap(a, b, spent=spent), control) for a, b, control in THREE_ARMS.values()]


@whole.alternative("modified Knapp-Hartung limits")
def _(right):
    merged_arms = [(group_of(a, b), control) for a, b, control in THREE_ARMS.values()]
    return right | with_the_four(merged_arms, knapp_hartung="modified")


@whole.alternative("control split between the comparisons")
def _(right):
    return right | with_the_four(in_pairs(0.5))


@whole.alternative("control split, modified Knapp-Hartung limits")
def _(right):
    return right | with_the_four(in_pairs(0.5), knapp_hartung="modified")


@whole.mistake("gap-between-arms-lost")
def _(right):
    return right | with_the_four(in_one(2))


@whole.mistake("gap-between-arms-lost")
def _(right):
    return right | with_the_four(in_one(1))


@whole.mistake("double-counted-arms")
def _(right):
    return with_the_four(in_pairs(1)) | {"people": right["people"] + 13}


@whole.mistake("split-control-wrong-n")
def _(right):
    return with_the_four(in_pairs(0.5)) | {"people": right["people"] + 13}


once.choice(
    "lesson",
    options="abcd",
    mistakes={"a": "double-counted-arms", "b": "average-of-two-g", "c": "cherry-pick-larger"},
)

# Exercise 6 ---------------------------------------------------------------------------------------

leave_out = bank.exercise(
    "m08-influence",
    title="One trial less",
    lesson=f"{MISSING}#one-trial-less",
    hints=[
        "Pool as often as there are trials, each time without one. Keep three lists: the effect, how far it moved, "
        "and the upper limit of the prediction interval.",
        "`np.delete(effects, i)` leaves out place i. Most moved means the largest distance, whatever its sign.",
        "`prediction_interval(pool(...))` gives two limits; count how many upper ones lie above zero. `g` stays the "
        "effect of all trials.",
    ],
    minutes=25,
    level=2,
    skill="robustness",
    bloom="analyse",
    objective="Find what one trial does to mean, spread and prediction.",
)


def trials(effects, errors):
    """Invented trials: neither the heaviest nor the farthest need be the one that counts most."""
    return np.array(effects), np.array(errors)


left_out = leave_out.function(
    "influence",
    returns={
        "g": number(THOUSANDTH, unit="SD units", label="effect of all trials"),
        "row": number(WHOLE, label="most influential row"),
        "shift": number(THOUSANDTH, unit="SD units", label="shift without it"),
        "past_zero": number(WHOLE, label="leave-outs past zero"),
    },
    public=[
        PSILOCYBIN,
        (PSILOCYBIN[0][::-1], PSILOCYBIN[1][::-1]),
        trials([-0.9, -0.7, 0.6, -1.1, -0.8, -0.9], [0.2, 0.25, 0.3, 0.3, 0.2, 0.35]),
        trials([-0.96, -1.62, -0.16, -0.12, -0.86, -2.23], [0.25, 0.45, 0.34, 0.55, 0.13, 0.73]),
    ],
    hidden=[
        scaled(THIRTEEN, 0.97),
        scaled(EIGHT, 0.8),
        (PSILOCYBIN[0] + 0.05, PSILOCYBIN[1]),
        trials(
            [0.38, 0.36, -0.5, -1.35, -1.34, -0.35, -0.34, -0.74],
            [0.65, 0.51, 0.17, 0.27, 0.73, 0.73, 0.7, 0.26],
        ),
        trials([-0.77, -0.84, -2.21, 0.32, -1.38, -0.76], [0.14, 0.2, 0.7, 0.63, 0.28, 0.33]),
    ],
)


def without_each(y, se):
    """The pooled result without each trial in turn."""
    return [fit(np.delete(y, i), np.delete(se, i)) for i in range(len(y))]


@left_out.alternative("k − 2 degrees of freedom")
def _(right, y, se):
    ends = [prediction_interval(p, "k-2")[1] for p in without_each(y, se)]
    return right | {"past_zero": sum(end > 0 for end in ends)}


@left_out.alternative("Knapp-Hartung standard error")
def _(right, y, se):
    ends = [prediction_interval(p, "knapp-hartung")[1] for p in without_each(y, se)]
    return right | {"past_zero": sum(end > 0 for end in ends)}


@left_out.mistake("drop-because-outlier")
def _(right, y, se):
    return right | {"g": right["g"] + right["shift"]}


def pointed_at(right, y, se, row):
    """The answer with another trial taken for the most influential one."""
    return right | {"row": row, "shift": without_each(y, se)[row].estimate - right["g"]}


@left_out.mistake("heaviest-is-most-influential")
def _(right, y, se):
    return pointed_at(right, y, se, int(np.argmin(se)))


@left_out.mistake("farthest-is-most-influential")
def _(right, y, se):
    return pointed_at(right, y, se, int(np.argmax(np.abs(y - right["g"]))))


@left_out.mistake("se-as-variance")
def _(right, y, se):
    found, rest = pool(y, se), [pool(np.delete(y, i), np.delete(se, i)) for i in range(len(y))]
    shifts = np.array([p.estimate for p in rest]) - found.estimate
    row = int(np.argmax(np.abs(shifts)))
    past = sum(prediction_interval(p)[1] > 0 for p in rest)
    return {"g": found.estimate, "row": row, "shift": shifts[row], "past_zero": past}


@left_out.mistake("ci-as-pi")
def _(right, y, se):
    return right | {"past_zero": sum(p.ci_high > 0 for p in without_each(y, se))}


leave_out.choice(
    "report",
    options="abcd",
    mistakes={
        "b": "drop-because-outlier",
        "c": "keep-because-published",
        "d": "heaviest-is-most-influential",
    },
)

# Exercise 7 ---------------------------------------------------------------------------------------

funnel = bank.exercise(
    "m08-egger",
    title="A leaning funnel, and eight prints",
    lesson=f"{MISSING}#the-line-of-egger",
    hints=[
        "Each trial becomes one point: how many standard errors its effect is from zero, against how exact it is. "
        "If small trials were no different, the line would go through the origin.",
        "The test is about where the line meets the upright axis. `stats.linregress(x, y)` gives `.intercept` and "
        "`.intercept_stderr`; its `.pvalue` is that of the slope.",
        "t = intercept / its standard error; p = 2 × `stats.t.sf(abs(t), k - 2)`. For the prints, write the four "
        "checks as four lines, true or false, and join them with `and`.",
    ],
    minutes=25,
    level=2,
    skill="small-study",
    bloom="evaluate",
    objective="Test a funnel and judge which printed results can be right.",
)
leaning = funnel.function(
    "egger",
    returns={
        "intercept": number(HUNDREDTH, label="intercept"),
        "p": number(THOUSANDTH, label="p"),
    },
    public=[PSILOCYBIN, MDMA, (-PSILOCYBIN[0], PSILOCYBIN[1])],
    hidden=[NO_DAVIS, THIRTEEN, EIGHT],
)


@leaning.mistake("egger-slope")
def _(right, y, se):
    line = stats.linregress(1 / se, y / se)
    return {"intercept": line.slope, "p": line.pvalue}


@leaning.mistake("egger-wrong-axes")
def _(right, y, se):
    line = stats.linregress(se, y)
    return {"intercept": line.slope, "p": line.pvalue}


@leaning.mistake("egger-slope")
def _(right, y, se):
    return right | {"p": stats.linregress(1 / se, y / se).pvalue}


PRINTS = [
    (2.0, -5.0, 0.9, "=", 0.17),
    (0.88, -0.28, 1.50, "<", 0.001),
    (-1.58, -3.88, -0.73, "=", 0.21),
    (1.03, -5.25, 7.31, "=", 0.056),
    (-12.3, -17.5, -7.2, "<", 0.001),
    (-2.5, -6.2, 1.2, "=", 0.18),
    (-0.52, -1.94, 0.91, "=", 0.52),
    (-6.6, -10.2, -2.9, "<", 0.001),
]
INVENTED = [
    (0.4, 0.1, 0.7, "=", 0.009),
    (0.4, -0.1, 0.9, "=", 0.01),
    (0.4, 0.35, 1.2, "<", 0.001),
    (1.4, 0.2, 0.9, "=", 0.02),
    (0.5, 0.1, 0.9, "=", 0.0002),
]
EDGES = [  # just inside and just outside the four checks
    (0.4, 0.1, 0.7, "=", 0.0031),
    (0.4, 0.1, 0.7, "=", 0.0028),
    (0.4, 0.1, 0.7, "=", 0.025),
    (0.4, 0.1, 0.7, "=", 0.028),
    (0.4, 0.1, 0.7, "=", 0.018),
    (0.695, 0.1, 1.1, "<", 0.03),
    (0.705, 0.1, 1.1, "<", 0.03),
]


ONE_EACH = [  # each breaks one check and no other, or none
    (1.0, -0.2, 2.2, "<", 0.001),
    (1.0, 0.02, 1.98, "=", 0.08),
    (0.5, 0.1, 0.9, "=", 0.0002),
    (0.5, 0.1, 0.9, "=", 0.047),
    (0.62, 0.1, 0.9, "<", 0.01),
    (0.55, 0.1, 0.9, "<", 0.01),
    (0.5, 0.1, 0.9, "=", 0.02),
]
AGREEMENT = [  # about zero, interval and p say different things, or the same
    (-0.4, -0.85, 0.05, "=", 0.03),
    (-0.4, -0.78, -0.02, "=", 0.09),
    (3.0, -1.0, 7.0, "<", 0.01),
    (3.0, 1.0, 5.0, "<", 0.01),
    (1.0, 0.02, 1.98, "=", 0.052),
    (-2.0, -5.0, 1.0, "=", 0.5),
]


def turned(rows):
    """The same prints with the other arm first."""
    return [(-e, -high, -low, relation, p) for e, low, high, relation, p in rows[::-1]]


prints = funnel.function(
    "can_be_right",
    returns=texts(label="possible or not", points=2.0),
    public=[(PRINTS,), (turned(PRINTS[:4]),), (ONE_EACH,)],
    hidden=[(turned(PRINTS),), (INVENTED + EDGES,), (turned(INVENTED),), (AGREEMENT,)],
)


def judged(rows, rule):
    """Yes or no for each print, by one rule."""
    return ["yes" if rule(*row) else "no" for row in rows]


def _centred(e, low, high):
    return abs(e - (low + high) / 2) <= 0.1 * (high - low)


@prints.mistake("inside-is-enough")
def _(right, rows):
    return judged(rows, lambda e, low, high, relation, p: low <= e <= high)


@prints.mistake("significance-is-enough")
def _(right, rows):
    return judged(rows, lambda e, low, high, relation, p: (low > 0 or high < 0) == (p < 0.05))


@prints.mistake("centre-is-enough")
def _(right, rows):
    return judged(
        rows, lambda e, low, high, relation, p: low <= e <= high and _centred(e, low, high)
    )


funnel.choice(
    "sentence",
    options="abcd",
    mistakes={
        "a": "p-above-05-no-bias",
        "b": "asymmetry-is-publication-bias",
        "d": "egger-slope",
    },
)

# Exercise 8 ---------------------------------------------------------------------------------------

YES, NO = ("Y", "PY"), ("N", "PN")
rob = bank.exercise(
    "m08-rob",
    title="Risk of bias, one result at a time",
    lesson=f"{CERTAINTY}#one-rating-for-one-result",
    hints=[
        "Write the rules as questions, from the top, and stop at the first that fits.",
        '`q in ("Y", "PY")` asks for yes. What is neither yes nor no goes on to the next question; it is not a '
        "no.",
        "Second rule: if q3 is no or q4 is no, look at q2: NI gives Some concerns, else Low. Then q5 decides. The "
        "whole result is as good as its worst domain.",
    ],
    minutes=25,
    level=2,
    skill="bias",
    bloom="apply",
    objective="Apply the RoB 2 rules to a result, not to a trial.",
)
measured = rob.function(
    "domain4",
    returns=text(label="measurement of the outcome", points=2.0),
    public=[
        ("N", "N", "N", "N", "N"),
        ("N", "N", "Y", "Y", "PN"),
        ("N", "N", "Y", "Y", "PY"),
        ("N", "N", "Y", "N", "N"),
        ("N", "N", "NI", "Y", "PN"),
        ("PY", "N", "N", "N", "N"),
        ("N", "NI", "N", "N", "N"),
        ("N", "N", "Y", "NI", "NI"),
        ("NI", "N", "N", "Y", "N"),
    ],
    hidden=[
        ("N", "PN", "NI", "NI", "NI"),
        ("PN", "PN", "PY", "PY", "PN"),
        ("N", "N", "NI", "PY", "Y"),
        ("N", "Y", "N", "N", "N"),
        ("N", "NI", "PN", "N", "N"),
        ("NI", "N", "NI", "NI", "PN"),
        ("N", "NI", "Y", "N", "N"),
        ("N", "PN", "PN", "Y", "Y"),
        ("PN", "PY", "N", "N", "N"),
        ("N", "N", "Y", "PN", "NI"),
        ("N", "N", "NI", "NI", "N"),
        ("NI", "PN", "Y", "N", "PY"),
        ("NI", "NI", "PN", "Y", "Y"),
    ],
)


def rated(q1, q2, q3, q4, q5, *, silence_is_masked=False):
    """The rule of the tool, or with silence about the raters read as masked."""
    if q1 in YES or q2 in YES:
        return "High"
    if q3 in NO or q4 in NO or (silence_is_masked and q3 == "NI"):
        return "Some concerns" if q2 == "NI" else "Low"
    return "Some concerns" if q5 in NO else "High"


@measured.mistake("no-info-means-low")
def _(right, *answers):
    return rated(*("N" if a == "NI" else a for a in answers))


@measured.mistake("no-info-means-low")
def _(right, q1, q2, *rest):
    return rated(q1, q2, *("N" if a == "NI" else a for a in rest))


@measured.mistake("probably-means-no-info")
def _(right, *answers):
    return rated(*("NI" if a in ("PY", "PN") else a for a in answers))


@measured.mistake("not-told-means-masked")
def _(right, *answers):
    return rated(*answers, silence_is_masked=True)


SCALE = ["Low", "Some concerns", "High"]
together = rob.function(
    "overall",
    returns=text(label="the whole result", points=2.0),
    public=[
        (["Low", "Some concerns", "Some concerns", "Low", "Low"],),
        (["Low", "Low", "Low", "Some concerns", "High"],),
        (["Low", "Low", "Low", "Low", "Low"],),
        (["Low", "High", "High", "Low", "High"],),
        (["Some concerns", "Low", "Some concerns", "Some concerns", "Low"],),
    ],
    hidden=[
        (["Some concerns", "Low", "Low", "High", "Low"],),
        (["Low", "Some concerns", "Low", "Some concerns", "High"],),
        (["Low", "Low", "Low", "Some concerns", "Low"],),
        (["High", "High", "High", "Low", "Low"],),
        (["Some concerns", "Some concerns", "Some concerns", "Low", "Low"],),
        (["High", "Some concerns", "Some concerns", "Some concerns", "Low"],),
        (["Some concerns", "Some concerns", "Some concerns", "Some concerns", "Some concerns"],),
    ],
)


@together.mistake("majority-of-domains")
def _(right, ratings):
    return max(SCALE, key=ratings.count)


@together.mistake("average-of-domains")
def _(right, ratings):
    return SCALE[round(float(np.mean([SCALE.index(r) for r in ratings])))]


rob.choice(
    "say",
    options="abcd",
    mistakes={
        "a": "one-score-per-trial",
        "c": "majority-of-domains",
        "d": "low-rob-means-certain",
    },
)

# Exercise 9 ---------------------------------------------------------------------------------------

sure = bank.exercise(
    "m08-grade",
    title="How certain, and why?",
    lesson=f"{CERTAINTY}#five-doors-down",
    hints=[
        "First the start, then all steps down added up, then the question whether steps up may count at all.",
        "Steps of all domains add; a step may be two. Steps up count only when the design is observational and "
        "nothing was taken off.",
        "In the record, write the reasons first and the steps after them. Each reason goes through one door only, "
        "and a domain without a reason needs a note that says why.",
    ],
    minutes=30,
    level=3,
    skill="certainty",
    bloom="evaluate",
    objective="Grade certainty with reasons and compare with two published ratings.",
)
LEVELS = ["very low", "low", "moderate", "high"]
level_of = sure.function(
    "certainty",
    returns=text(label="level", points=2.0),
    public=[
        ("randomised", {"indirectness": 2}, {}),
        ("randomised", {"risk of bias": 2, "imprecision": 1}, {}),
        ("randomised", {"inconsistency": 1, "imprecision": 1}, {"large effect": 1}),
        ("observational", {}, {"large effect": 1}),
        ("randomised", {"risk of bias": 2, "indirectness": 2}, {}),
        ("observational", {"imprecision": 1}, {"large effect": 2}),
        ("observational", {"imprecision": 0}, {"large effect": 2, "dose-response": 1}),
    ],
    hidden=[
        ("randomised", {"risk of bias": 1, "imprecision": 1}, {"large effect": 1}),
        ("randomised", {}, {}),
        ("randomised", {"inconsistency": 2, "imprecision": 1}, {"large effect": 2}),
        ("observational", {"imprecision": 1}, {"dose-response": 1}),
        ("observational", {}, {"large effect": 2, "dose-response": 1}),
        ("randomised", {"risk of bias": 2, "indirectness": 2, "imprecision": 1}, {}),
        ("randomised", {"indirectness": 1}, {"large effect": 1}),
        ("randomised", {"risk of bias": 1, "inconsistency": 1, "imprecision": 1}, {}),
        ("observational", {"publication bias": 0}, {"large effect": 1}),
    ],
)


def level(design, down, up, *, start=3, lost=None, always_up=False):
    """The level of a record, or under another rule."""
    first = start if design == "randomised" else 1
    steps = sum(down.values()) if lost is None else lost
    gained = sum(up.values())
    if not always_up and (design == "randomised" or sum(down.values()) > 0):
        gained = 0
    return LEVELS[int(np.clip(first - steps + gained, 0, 3))]


@level_of.mistake("rct-starts-moderate")
def _(right, design, down, up):
    return level(design, down, up, start=2)


@level_of.mistake("certainty-is-effect-size")
def _(right, design, down, up):
    return level(design, down, up, always_up=True)


@level_of.mistake("one-level-per-domain")
def _(right, design, down, up):
    return level(design, down, up, lost=sum(steps > 0 for steps in down.values()))


@level_of.mistake("worst-domain-only")
def _(right, design, down, up):
    return level(design, down, up, lost=max(down.values(), default=0))


SIGNS = {
    "domain": "each reason fits its domain",
    "evidence": "each reason names its evidence",
    "one_door": "no reason in two domains",
    "interval": "imprecision cites an interval",
    "two": "a step of two is explained",
    "argued": "every domain is argued",
}
record = sure.value(
    "grade",
    returns={
        "start": text(points=0.5, label="where it starts"),
        "sum": text(points=0.5, label="level against the sum of steps"),
        "reasons": text(points=0.5, label="steps and reasons"),
    }
    | {sign: flag(points=0.5, label=says) for sign, says in SIGNS.items()},
    measure="course.evidence_grade:grade_flags",
)
NO_STEP = {"steps": 0, "reasons": [], "evidence": [], "note": "Nothing here that asks for a step."}


@record.alternative("one step for bias, two for indirectness")
def _(right):
    loss = {"steps": 1, "reasons": ["loss"], "evidence": ["n_missing"], "note": ""}
    return right | {"bias": loss, "level": "very low"}


@record.alternative("one step for bias, because people guessed")
def _(right):
    guessed = {"steps": 1, "reasons": ["aware_participants"], "evidence": ["guessed"]}
    return right | {"bias": guessed, "indirectness": NO_STEP, "level": "moderate"}


@record.alternative("one step each for indirectness and imprecision")
def _(right):
    used = {"steps": 1, "reasons": ["aware_participants"], "evidence": ["guessed"], "note": ""}
    few = {"steps": 1, "reasons": ["few_people", "wide_interval"], "evidence": ["n", "ci"]}
    return right | {"indirectness": used, "imprecision": few}


@record.mistake("rct-starts-moderate")
def _(right):
    return right | {"start": "moderate", "level": "very low"}


@record.mistake("downgrade-without-reason")
def _(right):
    felt = {"steps": 1, "reasons": [], "evidence": [], "note": "It feels lower than that."}
    return right | {"inconsistency": felt, "level": "very low"}


@record.mistake("double-penalty")
def _(right):
    again = {"steps": 1, "reasons": ["aware_participants"], "evidence": ["guessed"], "note": ""}
    return right | {"bias": again, "level": "very low"}
