"""The exercises of module 6, trial design.

The first public case of every function is the one that the notebook loads from the course's
tables; it is written out here so that the bank can be read alone, and a test keeps both equal.
"""

import math

import numpy as np
import pandas as pd
from scipy import optimize, stats

from autograder.exercises import Bank, flag, number, numbers, text, texts
from course.estimands import BRIEFS, ESTIMAND
from course.stats import pool

ESTIMANDS = "m06-trial-design/1-the-estimand-first"
SHIELDS = "m06-trial-design/2-three-shields"
MASKING = "m06-trial-design/3-functional-unblinding"
CONTROL = "m06-trial-design/4-choosing-the-control"
SIZE = "m06-trial-design/5-size-endpoints-multiplicity"

# Answers may be rounded as the prompts say, so tolerances lie just above half of the last digit.
PROPORTION, HUNDREDTH = 0.00055, 0.0055

bank = Bank("m06-trial-design")


# Exercise 1 ---------------------------------------------------------------------------------------

strategies = bank.exercise(
    "m06-strategies",
    title="Three answers from the same people",
    lesson=f"{ESTIMANDS}#five-ways-to-treat-an-event",
    hints=[
        "Make one new column for each reader, with what counts for them. The rest is a mean for each arm.",
        "On treatment: `where` keeps week 18 for people without an event and takes week 12 for the others.",
        "Composite: a fall of 10 or more and also an empty event, times 100, so that the mean is people per 100.",
    ],
    minutes=20,
    level=2,
    skill="estimands",
    bloom="analyse",
    objective="Compute three answers that three readers need from the same people.",
)


BASELINE = [40, 38, 42, 36, 44, 40, 39, 41, 41, 37, 40, 43, 38, 39, 42, 40]


def sixteen(week_12, week_18, events, baseline=BASELINE):
    """The simulated people with other scores and events."""
    ids = [f"d{i}" for i in range(1, 9)] + [f"p{i}" for i in range(1, 9)]
    return pd.DataFrame(
        {
            "person": ids,
            "arm": ["drug"] * 8 + ["placebo"] * 8,
            "baseline": [float(x) for x in baseline],
            "week_12": [float(x) for x in week_12],
            "week_18": [float(x) for x in week_18],
            "event": [events.get(id, "") for id in ids],
        }
    )


WEEK_12 = [24, 26, 30, 20, 34, 28, 25, 29, 33, 30, 35, 36, 31, 32, 38, 34]
WEEK_18 = [20, 22, 27, 16, 35, 24, 38, 26, 31, 28, 22, 34, 20, 30, 37, 33]
EVENTS = {
    "d5": "left", "d7": "other treatment", "p3": "other treatment", "p5": "other treatment", "p7": "left",
}  # fmt: skip
# In the simulated trial both arms start alike; here they do not.
APART = [41, 39, 43, 35, 46, 42, 40, 44, 40, 36, 39, 41, 37, 38, 42, 39]
MOVED = sixteen(
    [27, 22, 33, 18, 31, 30, 24, 27, 36, 28, 33, 38, 33, 29, 40, 31],
    [18, 25, 24, 19, 37, 22, 35, 29, 28, 30, 25, 31, 22, 33, 34, 36],
    {"d1": "other treatment", "d4": "other treatment", "p3": "left"},
    APART,
)
answers = strategies.function(
    "answers",
    returns={
        "policy": number(HUNDREDTH, unit="points", label="treatment policy"),
        "on_treatment": number(HUNDREDTH, unit="points", label="while on treatment"),
        "composite": number(HUNDREDTH, unit="percent", label="composite"),
    },
    public=[
        (sixteen(WEEK_12, WEEK_18, EVENTS),),
        (sixteen(WEEK_12, WEEK_18, {"d2": "left", "p8": "other treatment"}, APART),),
    ],
    hidden=[
        (MOVED,),
        (
            sixteen(
                WEEK_12,
                WEEK_18,
                {"d2": "other treatment", "p1": "left", "p3": "left", "p6": "left"},
            ),
        ),
        # The rows in another order.
        (
            MOVED.assign(
                event=["left" if p in ("d3", "p5", "p8") else "" for p in MOVED.person]
            ).iloc[::-1],
        ),
    ],
)


def scored(people):
    """What each reader counts."""
    happened = people.event != ""
    fall = 100.0 * (people.baseline - people.week_18 >= 10)
    return {
        "policy": people.week_18,
        "on_treatment": people.week_18.where(~happened, people.week_12),
        "composite": fall * ~happened,
    }


def gap(people, values):
    """Drug minus placebo in the mean of some values, of all people or of some."""
    mean = values.groupby(people.arm).mean()
    return float(mean["drug"] - mean["placebo"])


def among_kept(people, entry):
    """An entry among the people without an event."""
    return gap(people, scored(people)[entry][people.event == ""])


# A belief may show in one entry alone, so each entry has its own.
@answers.mistake("completers-only")
def _(right, people):
    return right | {"policy": among_kept(people, "policy")}


@answers.mistake("completers-only")
def _(right, people):
    return right | {"on_treatment": among_kept(people, "on_treatment")}


@answers.mistake("completers-only")
def _(right, people):
    return right | {"composite": among_kept(people, "composite")}


@answers.mistake("endpoint-equals-change")
def _(right, people):
    return right | {"policy": gap(people, scored(people)["policy"] - people.baseline)}


@answers.mistake("endpoint-equals-change")
def _(right, people):
    return right | {"on_treatment": gap(people, scored(people)["on_treatment"] - people.baseline)}


@answers.mistake("last-visit-is-the-answer")
def _(right, people):
    return right | {"policy": gap(people, people.week_12)}


@answers.mistake("no-intercurrent-events")
def _(right, people):
    return right | {"on_treatment": gap(people, people.week_18)}


@answers.mistake("no-intercurrent-events")
def _(right, people):
    return right | {"composite": gap(people, 100.0 * (people.baseline - people.week_18 >= 10))}


strategies.choice(
    "fourth_reader",
    options="abcd",
    mistakes={"a": "more-of-the-same-people", "c": "completers-only", "d": "itt-is-an-estimand"},
)


# Exercise 2 ---------------------------------------------------------------------------------------

estimand = bank.exercise(
    "m06-estimand",
    title="Write an estimand",
    lesson=f"{ESTIMANDS}#five-parts-of-a-question",
    hints=[
        "Go event by event: what does this reader want to happen to people who stop? To those who add a treatment? To "
        "those who know their arm?",
        "“As life goes” and “take as they come” are one strategy; “as long as” is another; “as if” and “would remain if” are a "
        "third.",
        "The first, second and last field are alike for all three: everybody randomised, the change, a difference of means.",
    ],
    minutes=30,
    level=3,
    skill="estimands",
    bloom="create",
    objective="Write an estimand as a record in which every event has a strategy.",
)
LABELS = {
    "population": "population", "variable": "variable", "stopped": "who stopped",
    "other_treatment": "other treatment", "knew_the_arm": "knew the arm", "summary": "summary",
}  # fmt: skip
records = estimand.value(
    "estimands",
    returns={
        f"{brief} {field}": text(points=0.5, label=f"{brief}: {LABELS[field]}")
        for brief in BRIEFS
        for field in ESTIMAND
    }
    | {
        f"{brief} agrees": flag(points=0.5, label=f"{brief}: agrees with itself")
        for brief in BRIEFS
    },
    measure="course.estimands:estimand_codes",
)


@records.alternative("leaving counts as failure")
def _(right):
    failed = {"stopped": "composite", "variable": "response", "summary": "risk difference"}
    return right | {"ministry": right["ministry"] | failed}


def coded(belief, field, value):
    """Register a belief for each of the three records."""

    def register(brief):
        @records.mistake(belief)
        def _(right):
            return right | {brief: right[brief] | {field: value}}

    for brief in BRIEFS:
        register(brief)


coded("estimator-as-estimand", "summary", "mixed model")
coded("estimator-as-estimand", "summary", "t-test")
coded("completers-only", "population", "completers")
coded("p-is-a-variable", "variable", "p-value")
for event in ("stopped", "other_treatment", "knew_the_arm"):
    coded("no-intercurrent-events", event, "not considered")
    coded("itt-is-an-estimand", event, "intention to treat")


# Exercise 3 ---------------------------------------------------------------------------------------

blocks = bank.exercise(
    "m06-blocks",
    title="What a recruiter can know",
    lesson=f"{SHIELDS}#what-blocks-give-away",
    hints=[
        "Write all six orders of a block of two and two, and mark each place that is certain before it is drawn.",
        "Think of a block with a and b places left. The next place is certain if a or b is 0; the best guess is right with chance "
        "max(a, b) / (a + b).",
        "Then go on: with chance a / (a + b) the block becomes (a − 1, b), else (a, b − 1). Add up over the block and divide by its "
        "places.",
    ],
    minutes=15,
    level=1,
    skill="allocation",
    bloom="apply",
    objective="Say how much a recruiter can know from the block size.",
)
shares = blocks.function(
    "block_shares",
    returns={
        "certain": number(PROPORTION, unit="proportion", label="certain in advance"),
        "guessed": number(PROPORTION, unit="proportion", label="guessed right"),
    },
    public=[(2, 2), (1, 1), (2, 1)],
    hidden=[(3, 3), (3, 2), (4, 2), (1, 3)],
)


@shares.mistake("only-the-last-is-certain")
def _(right, n_active, n_control):
    sure = 1 / (n_active + n_control)
    return {"certain": sure, "guessed": sure + (1 - sure) / 2}


@shares.mistake("alternation-is-random")
def _(right, n_active, n_control):
    sure = (n_active + n_control - 1) / (n_active + n_control)
    return {"certain": sure, "guessed": sure + (1 - sure) / 2}


@shares.mistake("guess-only-when-sure")
def _(right, n_active, n_control):
    return right | {"guessed": right["certain"] + (1 - right["certain"]) / 2}


blocks.choice(
    "shield",
    options="abcd",
    mistakes={
        "a": "concealment-is-blinding",
        "b": "guessed-is-not-random",
        "d": "blinding-irrelevant",
    },
)


# Exercise 4 ---------------------------------------------------------------------------------------

masked = bank.exercise(
    "m06-bang",
    title="How well was it masked?",
    lesson=f"{MASKING}#right-minus-wrong",
    hints=[
        "Of all who were asked: which share was right, which share was wrong? People who said that they do not know stay in the "
        "denominator.",
        "index = right share − wrong share. The margin is 1.96 times the root of the variance that the prompt gives.",
        "Bounds: if all the others were wrong, the index is lowest; if all the others were unsure, it is highest.",
    ],
    minutes=20,
    level=2,
    skill="masking",
    bloom="apply",
    objective="Compute Bang's index and say what a bare percentage allows.",
)
bang = masked.function(
    "bang",
    returns={
        "index": number(HUNDREDTH, unit="proportion", label="index"),
        "low": number(HUNDREDTH, unit="proportion", label="lower limit"),
        "high": number(HUNDREDTH, unit="proportion", label="upper limit"),
    },
    public=[(460, 340, 0), (611, 296, 0), (30, 6, 14)],
    hidden=[(12, 20, 18), (10, 35, 5), (25, 14, 9)],
)


def index(right, wrong, n):
    """Index and limits."""
    r, w = right / n, wrong / n
    margin = 1.96 * math.sqrt((r * (1 - r) + w * (1 - w) + 2 * r * w) / n)
    return {"index": r - w, "low": r - w - margin, "high": r - w + margin}


@bang.mistake("dont-know-dropped")
def _(answer, right, wrong, unsure):
    return index(right, wrong, right + wrong)


@bang.mistake("percent-right-is-the-index")
def _(answer, right, wrong, unsure):
    n = right + wrong + unsure
    share = right / n
    margin = 1.96 * math.sqrt(share * (1 - share) / n)
    return {"index": share, "low": share - margin, "high": share + margin}


def around(answer, value):
    """Another index with the margin of the right one."""
    margin = answer["high"] - answer["index"]
    return {"index": value, "low": value - margin, "high": value + margin}


@bang.mistake("percent-right-is-the-index")
def _(answer, right, wrong, unsure):
    return around(answer, right / (right + wrong + unsure))


@bang.mistake("unsure-is-wrong")
def _(answer, right, wrong, unsure):
    return around(answer, 2 * right / (right + wrong + unsure) - 1)


@bang.mistake("unsure-is-wrong")
def _(answer, right, wrong, unsure):
    return index(right, wrong + unsure, right + wrong + unsure)


bounds = masked.function(
    "bang_bounds",
    returns={
        "low": number(HUNDREDTH, unit="proportion", label="lowest index"),
        "high": number(HUNDREDTH, unit="proportion", label="highest index"),
    },
    public=[(0.75,), (0.90,), (0.30,)],
    hidden=[(0.60,), (0.368,), (1.0,)],
)


@bounds.mistake("everybody-guessed")
def _(right, share):
    return {"low": 2 * share - 1, "high": 2 * share - 1}


@bounds.mistake("percent-right-is-the-index")
def _(right, share):
    return {"low": share, "high": share}


@bounds.mistake("distance-from-half")
def _(right, share):
    return {"low": share - 0.5, "high": share - 0.5}


masked.choice(
    "index_reading",
    options="abcd",
    mistakes={"a": "high-is-good", "b": "distance-from-half", "c": "guess-is-cause"},
)


# Exercise 5 ---------------------------------------------------------------------------------------

belief = bank.exercise(
    "m06-guess",
    title="How much could belief explain?",
    lesson=f"{MASKING}#how-much-could-belief-explain",
    hints=[
        "Compare like with like: people who guessed drug in both arms, and people who guessed placebo in both arms.",
        "Balanced: the mean of those two differences. Gap: the share who believe in the drug in one arm minus that share in the other.",
        "If 75 % were right under placebo, 25 % believed that they had the drug. needed = effect / gap, explained = gap × belief.",
    ],
    minutes=25,
    level=3,
    skill="expectancy",
    bloom="evaluate",
    objective="Show how much of an effect belief could explain, and how much not.",
)


def strata(*rows):
    """Four cells: drug guessed drug, drug guessed placebo, placebo guessed drug, placebo guessed placebo."""
    names = [("drug", "drug"), ("drug", "placebo"), ("placebo", "drug"), ("placebo", "placebo")]
    return dict(zip(names, rows, strict=True))


PANAS = strata((167, 19.0719), (172, 13.1279), (125, 18.12), (383, 12.8956))
MOOD = strata((167, 72.6467), (172, 57.0407), (125, 68.496), (383, 58.1305))
ENERGY = strata((167, 68.0479), (172, 53.7209), (125, 61.832), (383, 53.4856))
CREATIVITY = strata((167, 64.6287), (172, 52.1453), (125, 61.832), (383, 50.8642))
balanced = belief.function(
    "balanced",
    returns=number(HUNDREDTH, unit="points", label="balanced difference"),
    public=[(PANAS,), (strata((40, 10.0), (10, 6.0), (15, 9.0), (35, 4.0)),)],
    hidden=[(MOOD,), (ENERGY,), (CREATIVITY,)],
)


def crude(cells):
    """The difference of the arms as they are."""
    arm = {}
    for received in ("drug", "placebo"):
        own = [cells[received, guess] for guess in ("drug", "placebo")]
        arm[received] = sum(n * mean for n, mean in own) / sum(n for n, _ in own)
    return arm["drug"] - arm["placebo"]


@balanced.alternative("weighted by the guesses made")
def _(right, cells):
    total, sum_n = 0.0, 0
    for guess in ("drug", "placebo"):
        n = cells["drug", guess][0] + cells["placebo", guess][0]
        total += n * (cells["drug", guess][1] - cells["placebo", guess][1])
        sum_n += n
    return total / sum_n


@balanced.mistake("unblinding-ignored")
def _(right, cells):
    return crude(cells)


@balanced.mistake("only-the-right")
def _(right, cells):
    return cells["drug", "drug"][1] - cells["placebo", "placebo"][1]


@balanced.mistake("only-the-fooled")
def _(right, cells):
    return cells["drug", "placebo"][1] - cells["placebo", "drug"][1]


@balanced.mistake("guess-as-treatment")
def _(right, cells):
    among = [cells[arm, "drug"][1] - cells[arm, "placebo"][1] for arm in ("drug", "placebo")]
    return sum(among) / 2


tipping = belief.function(
    "tipping",
    returns={
        "needed": number(PROPORTION, unit="SD", label="belief effect needed"),
        "explained": number(PROPORTION, unit="SD", label="explained"),
        "left": number(PROPORTION, unit="SD", label="left"),
    },
    public=[(0.7119, 0.90, 0.75, 0.54), (0.5, 0.65, 0.85, 0.2)],
    hidden=[(0.9031, 0.93, 0.80, 0.40), (0.50, 0.70, 0.60, 0.64), (0.4704, 0.85, 0.55, 0.30)],
)


def tipped(effect, gap, belief):
    """What follows from a gap in belief."""
    return {"needed": effect / gap, "explained": gap * belief, "left": effect - gap * belief}


@tipping.mistake("right-minus-right")
def _(right, effect, right_active, right_control, belief):
    return tipped(effect, right_active - right_control, belief)


@tipping.mistake("cgr-as-gap")
def _(right, effect, right_active, right_control, belief):
    return tipped(effect, (right_active + right_control) / 2, belief)


@tipping.mistake("unblinding-means-null")
def _(right, effect, *_others):
    return right | {"explained": effect, "left": 0.0}


@tipping.mistake("blinding-irrelevant")
def _(right, effect, *_others):
    return right | {"explained": 0.0, "left": effect}


belief.choice(
    "raters",
    options="abcd",
    mistakes={
        "b": "assessor-blind-so-fine",
        "c": "guess-is-only-result",
        "d": "unblinding-means-null",
    },
)


# Exercise 6 ---------------------------------------------------------------------------------------

control = bank.exercise(
    "m06-control",
    title="Which control answers the question?",
    lesson=f"{CONTROL}#the-question-chooses-the-control",
    hints=[
        "Read the labels row by row: in which trials did both arms have the same therapy, and could people not see at once which arm "
        "they were in?",
        "Keep control types inert, niacin and low dose. An open control was not masked; the active drug answers another question.",
        "`pool(effects, variances)` wants variances: square the standard errors.",
    ],
    minutes=20,
    level=2,
    skill="control",
    bloom="analyse",
    objective="Keep the rows whose control answers the question.",
)


def trials(*rows):
    """Rows as the notebook has them."""
    return pd.DataFrame(
        list(rows), columns=["trial_id", "g", "se", "control_type", "control_label"]
    )


THIRTEEN = trials(
    (
        "carhartharris_2021_psilodep2",
        -0.5397,
        0.2652,
        "active drug",
        "escitalopram plus 1 mg psilocybin",
    ),
    ("back_2024_clinicians", -1.4215, 0.411, "niacin", "niacin"),
    ("davis_2021_waitlist", -2.4807, 0.5526, "open", "waiting list"),
    ("goodwin_2022_comp001", -0.7091, 0.1641, "low dose", "1 mg"),
    ("griffiths_2016_cancer", -1.2731, 0.311, "low dose", "1 mg/70 kg first"),
    ("lewis_2025_mbsr", -1.7297, 0.5068, "open", "therapy alone, not masked"),
    ("luquiens_2025_aud", -0.3347, 0.3898, "low dose", "1 mg"),
    ("raison_2023_niacin", -0.87, 0.2164, "niacin", "niacin"),
    ("rieser_2025_aud", -0.3806, 0.332, "inert", "inert placebo"),
    ("rosenblat_2024_toronto", -0.1417, 0.3664, "open", "waiting list"),
    ("ross_2016_nyu", -0.7939, 0.4095, "niacin", "niacin first"),
    ("ross_2025_lti", -0.8275, 0.3718, "niacin", "niacin"),
    ("vonrotz_2023_zurich", -0.9389, 0.2927, "inert", "inert placebo"),
)
MASKED = ["inert", "niacin", "low dose"]
added = control.function(
    "added_by_drug",
    returns={
        "g": number(HUNDREDTH, unit="SD", label="pooled effect"),
        "low": number(HUNDREDTH, unit="SD", label="lower limit"),
        "high": number(HUNDREDTH, unit="SD", label="upper limit"),
    },
    public=[
        (THIRTEEN,),
        (THIRTEEN[THIRTEEN.trial_id != "back_2024_clinicians"],),
        # Trials that differ by more than luck, so that their spread counts.
        (THIRTEEN.assign(g=THIRTEEN.g * np.linspace(2.0, 0.2, 13)),),
    ],
    hidden=[
        (THIRTEEN[THIRTEEN.trial_id != "ross_2016_nyu"],),
        (THIRTEEN[THIRTEEN.trial_id != "goodwin_2022_comp001"].iloc[::-1],),
        (THIRTEEN.assign(g=THIRTEEN.g * np.linspace(0.6, 1.4, 13)),),
    ],
)


def pooled(rows, *, normal=False):
    """Pooled effect of some rows."""
    found = pool(rows.g, rows.se**2, knapp_hartung=not normal)
    return {"g": found.estimate, "low": found.ci_low, "high": found.ci_high}


@added.mistake("control-is-neutral")
def _(right, table):
    return pooled(table)


@added.mistake("open-is-only-waitlist")
def _(right, table):
    return pooled(
        table[(table.control_label != "waiting list") & (table.control_type != "active drug")]
    )


@added.mistake("comparator-is-placebo")
def _(right, table):
    return pooled(table[table.control_type.isin([*MASKED, "active drug"])])


@added.mistake("active-placebo-always-better")
def _(right, table):
    return pooled(table[table.control_type == "niacin"])


@added.mistake("se-as-variance")
def _(right, table):
    rows = table[table.control_type.isin(MASKED)]
    found = pool(rows.g, rows.se)
    return {"g": found.estimate, "low": found.ci_low, "high": found.ci_high}


@added.mistake("normal-ci-few-trials")
def _(right, table):
    return right | pooled(table[table.control_type.isin(MASKED)], normal=True)


@added.mistake("normal-ci-few-trials")
def _(right, table):
    rows = table[table.control_type.isin(MASKED)]
    reach = 1.96 * pool(rows.g, rows.se**2).se
    return right | {"low": right["g"] - reach, "high": right["g"] + reach}


control.choice(
    "service",
    options="abcd",
    mistakes={
        "a": "active-placebo-always-better",
        "c": "waitlist-is-my-patients",
        "d": "control-is-neutral",
    },
)


# Exercise 7 ---------------------------------------------------------------------------------------

size = bank.exercise(
    "m06-size",
    title="How many people, and with what chance?",
    lesson=f"{SIZE}#how-many-people",
    hints=[
        "Three steps: people for the effect, more for clusters, more for loss. What must be left after the loss?",
        "Design effect 1 + (m − 1) × icc. If 20 of 100 are lost, divide by 0.8; adding 20 % is not enough.",
        "Assurance: the estimate varies around the mean with variance sd² + 2/n. How much of that bell lies above 1.96 × √(2/n)?",
    ],
    minutes=20,
    level=2,
    skill="sample size",
    bloom="apply",
    objective="Plan a size with loss and clustering, and the chance that it succeeds.",
)
needed = size.function(
    "people_per_arm",
    returns=number(0, unit="people", label="people in each arm"),
    public=[(0.4, 0.8, 0.2, 8, 0.05), (0.6, 0.8, 0.1, 1, 0.05)],
    hidden=[(0.3, 0.9, 0.15, 10, 0.02), (0.71, 0.8, 0.3, 6, 0.1), (0.5, 0.9, 0.25, 12, 0.04)],
)


def planned(d, power, dropout, per_therapist, icc):
    """The people needed before rounding, without and with the design effect."""
    plain = 2 * (1.96 + float(stats.norm.ppf(power))) ** 2 / d**2
    return plain, plain * (1 + (per_therapist - 1) * icc)


def with_t(d, power):
    """People per arm by the t-test, before rounding."""

    def lacks(n):
        found = stats.nct.sf(stats.t.ppf(0.975, 2 * n - 2), 2 * n - 2, d * math.sqrt(n / 2))
        return float(found) - power

    return float(optimize.brentq(lacks, 3, 10_000))


def enlarged(people, dropout, per_therapist, icc, *, each_step=False):
    """People with clusters and loss, rounded up at the end, or after each step."""
    step = math.ceil if each_step else float
    return math.ceil(step(people * (1 + (per_therapist - 1) * icc)) / (1 - dropout))


@needed.alternative("rounded up at each step")
def _(right, d, power, *others):
    return enlarged(math.ceil(planned(d, power, 0, 1, 0)[0]), *others, each_step=True)


@needed.alternative("people for the effect rounded up first")
def _(right, d, power, *others):
    return enlarged(math.ceil(planned(d, power, 0, 1, 0)[0]), *others)


@needed.alternative("rounded up before the loss, too")
def _(right, d, power, *others):
    return enlarged(planned(d, power, 0, 1, 0)[0], *others, each_step=True)


@needed.alternative("t instead of normal")
def _(right, d, power, *others):
    return enlarged(with_t(d, power), *others)


@needed.alternative("t instead of normal, rounded up first")
def _(right, d, power, *others):
    return enlarged(math.ceil(with_t(d, power)), *others)


@needed.alternative("t instead of normal, rounded up at each step")
def _(right, d, power, *others):
    return enlarged(math.ceil(with_t(d, power)), *others, each_step=True)


@needed.mistake("inflate-by-multiplying")
def _(right, d, power, dropout, per_therapist, icc):
    return math.ceil(planned(d, power, dropout, per_therapist, icc)[1] * (1 + dropout))


@needed.mistake("design-effect-ignored")
def _(right, d, power, dropout, per_therapist, icc):
    return math.ceil(planned(d, power, dropout, per_therapist, icc)[0] / (1 - dropout))


@needed.mistake("icc-without-cluster-size")
def _(right, d, power, dropout, per_therapist, icc):
    return math.ceil(planned(d, power, dropout, per_therapist, icc)[0] * (1 + icc) / (1 - dropout))


@needed.mistake("total-as-per-arm")
def _(right, *_args):
    return 2 * right


@needed.mistake("total-as-per-arm")
def _(right, d, power, dropout, per_therapist, icc):
    return math.ceil(2 * planned(d, power, dropout, per_therapist, icc)[1] / (1 - dropout))


chance = size.function(
    "assurance",
    returns=number(HUNDREDTH, unit="proportion", label="assurance"),
    public=[(99, 0.4, 0.2), (50, 0.0, 0.3)],
    hidden=[(60, 0.5, 0.3), (40, 0.71, 0.2), (150, 0.3, 0.15)],
)


@chance.alternative("significant in either direction")
def _(right, n, mean, sd):
    se = math.sqrt(2 / n)
    return right + float(stats.norm.cdf((-1.96 * se - mean) / math.hypot(se, sd)))


@chance.mistake("power-is-assurance")
def _(right, n, mean, sd):
    return float(stats.norm.sf(1.96 - mean / math.sqrt(2 / n)))


@chance.mistake("chance-of-any-benefit")
def _(right, n, mean, sd):
    return float(stats.norm.cdf(mean / sd))


@chance.mistake("prior-only")
def _(right, n, mean, sd):
    return float(stats.norm.sf((1.96 * math.sqrt(2 / n) - mean) / sd))


size.choice(
    "pilot",
    options="abcd",
    mistakes={"a": "power-from-pilot", "b": "power-from-pilot", "d": "pilots-say-nothing"},
)


# Exercise 8 ---------------------------------------------------------------------------------------

family = bank.exercise(
    "m06-holm",
    title="Six scales, one promise",
    lesson=f"{SIZE}#the-first-number-first",
    hints=[
        "Put the p-values in order of size. The smallest has the largest family around it.",
        "Factor k for the smallest, k − 1 for the next, … Then walk up: no adjusted value below the one before, none above 1.",
        "Claims: look at the gate first. Only if it is open, adjust the others as a family of their own.",
    ],
    minutes=20,
    level=2,
    skill="multiplicity",
    bloom="apply",
    objective="Adjust a family of p-values and keep the declared order.",
)
holm = family.function(
    "holm",
    returns=numbers(PROPORTION, label="adjusted p-values"),
    public=[
        ([0.402199, 0.000418, 0.003227, 0.011493, 0.014852, 0.001735],),
        ([0.04, 0.01, 0.03],),
        ([0.6, 0.02, 0.7],),
    ],
    hidden=[
        ([0.9, 0.04, 0.5, 0.3],),
        ([0.02, 0.3, 0.02],),
        ([0.03, 0.011, 0.02, 0.013, 0.2],),
        ([0.01, 0.0085, 0.03, 0.032],),
        ([0.011, 0.012, 0.2, 0.013, 0.6],),
    ],
)


def adjusted(p, *, walk=True):
    """Holm's adjustment; ``walk`` keeps the values from falling."""
    order, found, running = np.argsort(p), [0.0] * len(p), 0.0
    for place, i in enumerate(order):
        value = min(1.0, p[i] * (len(p) - place))
        running = max(running, value)
        found[i] = running if walk else value
    return found


@holm.mistake("uncorrected")
def _(right, p):
    return list(p)


@holm.mistake("holm-not-monotone")
def _(right, p):
    return adjusted(p, walk=False)


@holm.mistake("holm-order")
def _(right, p):
    found = [0.0] * len(p)
    for place, i in enumerate(np.argsort(p)):
        found[i] = min(1.0, p[i] * (place + 1))
    return found


@holm.mistake("bonferroni-for-holm")
def _(right, p):
    return [min(1.0, value * len(p)) for value in p]


claim = family.function(
    "may_claim",
    returns=texts(label="names that may be claimed"),
    public=[
        (
            0.402199,
            {
                "HAM-D-17": 0.000418,
                "MADRS": 0.003227,
                "BDI-1A": 0.011493,
                "STAI trait": 0.014852,
                "WEMWBS": 0.001735,
            },
            0.05,
        ),
        (0.02, {"pain": 0.04, "sleep": 0.004, "mood": 0.03}, 0.05),
        (0.04, {"sleep": 0.02, "pain": 0.2}, 0.05),
        (0.008, {"sleep": 0.003, "pain": 0.03, "mood": 0.02}, 0.01),
        (0.05, {"sleep": 0.001, "pain": 0.02}, 0.05),
    ],
    hidden=[
        (0.01, {"a": 0.04, "b": 0.03, "c": 0.2, "d": 0.011}, 0.05),
        (0.06, {"d": 0.001, "b": 0.02, "c": 0.03, "a": 0.04}, 0.05),
        (0.03, {"b": 0.02, "a": 0.03, "c": 0.004, "d": 0.3}, 0.05),
        (0.003, {"x": 0.0004, "y": 0.02, "z": 0.008}, 0.01),
        (0.01, {"b": 0.025, "a": 0.4}, 0.05),
        (0.1, {"b": 0.004, "a": 0.03}, 0.1),
    ],
)


def below(others, alpha):
    """Names with a p below alpha, as printed."""
    return sorted(name for name, p in others.items() if p < alpha)


@claim.mistake("gate-forgotten")
def _(right, first, others, alpha):
    kept = zip(others, adjusted(list(others.values())), strict=True)
    return sorted(name for name, p in kept if p < alpha)


@claim.mistake("uncorrected")
def _(right, first, others, alpha):
    return below(others, alpha) if first < alpha else []


@claim.mistake("anything-below-05")
def _(right, first, others, alpha):
    return below(others, alpha)


@claim.mistake("anything-below-05")
def _(right, first, others, alpha):
    return below(others, 0.05)


family.choice(
    "five_of_six",
    options="abcd",
    mistakes={"a": "secondary-rescues-primary", "b": "gate-forgotten", "c": "failed-means-alike"},
)


# Exercise 9 ---------------------------------------------------------------------------------------

crossover = bank.exercise(
    "m06-crossover",
    title="Both arms crossed over",
    lesson=f"{SIZE}#the-first-period-only",
    hints=[
        "At which moment did only the lot decide who had had the drug?",
        "Keep period 1. The drug arm is the sequence “drug first”.",
        "Pool the two SDs with n − 1 each; the margin is t(0.975, n + m − 2) × SD × √(1/n + 1/m).",
    ],
    minutes=15,
    level=2,
    skill="periods",
    bloom="analyse",
    objective="Report the randomised comparison of a crossover trial.",
)


def four_cells(drug, control, *cells):
    """Drug first in period 1, control first in period 1, then both in period 2; each (n, mean, sd)."""
    return pd.DataFrame(
        {
            "sequence": ["drug first", "control first"] * 2,
            "period": [1, 1, 2, 2],
            "drug": [drug, control, control, drug],
            "n": [float(n) for n, _, _ in cells],
            "mean": [mean for _, mean, _ in cells],
            "sd": [sd for _, _, sd in cells],
        }
    )


ROSS = four_cells(
    "psilocybin",
    "niacin",
    (12, 7.097, 6.3947),
    (14, 12.841, 7.4833),
    (12, 6.212, 6.5749),
    (11, 9.545, 6.8057),
)
first_period = crossover.function(
    "first_period",
    returns={
        "difference": number(HUNDREDTH, unit="points", label="difference"),
        "low": number(HUNDREDTH, unit="points", label="lower limit"),
        "high": number(HUNDREDTH, unit="points", label="upper limit"),
    },
    public=[
        (ROSS.iloc[[1, 0, 3, 2]],),
        (
            four_cells(
                "drug", "control", (20, 10.0, 4.0), (18, 14.0, 5.0), (19, 9.0, 4.5), (18, 11.0, 4.2)
            ),
        ),
    ],
    hidden=[
        (
            four_cells(
                "psilocybin",
                "1 mg",
                (25, 6.64, 5.2),
                (25, 14.80, 7.25),
                (25, 6.52, 7.2),
                (24, 6.50, 4.2131),
            ).iloc[::-1],
        ),
        (
            four_cells(
                "psilocybin",
                "1 mg",
                (26, 7.0, 7.0876),
                (25, 12.92, 7.9),
                (25, 5.8, 7.05),
                (24, 8.17, 6.0747),
            ),
        ),
        (
            four_cells(
                "psilocybin",
                "niacin",
                (12, 2.734, 3.3082),
                (14, 6.101, 3.2889),
                (12, 1.791, 3.3082),
                (11, 4.906, 3.1674),
            ).iloc[[2, 0, 3, 1]],
        ),
    ],
)


def cell(periods, sequence, period):
    """Mean of one cell and its people."""
    row = periods[(periods.sequence == sequence) & (periods.period == period)].iloc[0]
    return row["mean"], row.n


@first_period.alternative("two separate SDs and 1.96")
def _(right, periods):
    rows = periods[periods.period == 1]
    margin = 1.96 * math.sqrt(float((rows.sd**2 / rows.n).sum()))
    return right | {"low": right["difference"] - margin, "high": right["difference"] + margin}


@first_period.alternative("two separate SDs and their own t")
def _(right, periods):
    rows = periods[periods.period == 1]
    parts = rows.sd**2 / rows.n
    df = parts.sum() ** 2 / (parts**2 / (rows.n - 1)).sum()
    margin = float(stats.t.ppf(0.975, df) * math.sqrt(parts.sum()))
    return right | {"low": right["difference"] - margin, "high": right["difference"] + margin}


@first_period.mistake("swapped-arms")
def _(right, periods):
    return {"difference": -right["difference"], "low": -right["high"], "high": -right["low"]}


@first_period.mistake("carryover-ignored")
def _(right, periods):
    second = cell(periods, "control first", 2)[0] - cell(periods, "drug first", 2)[0]
    return right | {"difference": (right["difference"] + second) / 2}


@first_period.mistake("crossover-as-parallel")
def _(right, periods):
    (a, n_a), (b, n_b) = cell(periods, "drug first", 1), cell(periods, "control first", 1)
    (c, n_c), (d, n_d) = cell(periods, "drug first", 2), cell(periods, "control first", 2)
    with_drug = (a * n_a + d * n_d) / (n_a + n_d)
    without = (b * n_b + c * n_c) / (n_b + n_c)
    return right | {"difference": with_drug - without}


@first_period.mistake("late-period-is-randomised")
def _(right, periods):
    return right | {
        "difference": cell(periods, "control first", 2)[0] - cell(periods, "drug first", 2)[0]
    }


@first_period.mistake("late-period-is-randomised")
def _(right, periods):
    rows = periods[periods.period == 2].set_index("sequence")
    a, b = rows.loc["control first"], rows.loc["drug first"]
    df = a.n + b.n - 2
    sd = math.sqrt(((a.n - 1) * a.sd**2 + (b.n - 1) * b.sd**2) / df)
    margin = float(stats.t.ppf(0.975, df)) * sd * math.sqrt(1 / a.n + 1 / b.n)
    gap = a["mean"] - b["mean"]
    return {"difference": gap, "low": gap - margin, "high": gap + margin}


crossover.choice(
    "second_period",
    options="abcd",
    mistakes={
        "b": "late-period-is-randomised",
        "c": "fewer-people-is-the-reason",
        "d": "crossover-as-parallel",
    },
)
