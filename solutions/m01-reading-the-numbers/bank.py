"""The exercises of module 1: cases, tolerances, other right ways and the slips people make."""

import pandas as pd

from autograder.exercises import Bank, number, numbers, text, texts
from course import load

FIRST = "m01-reading-the-numbers/1-where-trial-numbers-come-from"
TABLES = "m01-reading-the-numbers/2-tables-that-lie"
SPREAD = "m01-reading-the-numbers/3-from-interval-to-spread"

bank = Bank("m01-reading-the-numbers")
MDMA = load("meta_inputs").query("analysis == 'mdma_ptsd'").reset_index(drop=True)

# 1 A file from elsewhere --------------------------------------------------------------------------

COLUMNS = ["trial_id", "timepoint_weeks", "n_active", "mean_active", "sd_active"]


def foreign(table):
    return table.to_csv(sep=";", decimal=",", float_format="%.2f", index=False)


def made_up(*rows):
    return foreign(pd.DataFrame(rows, columns=COLUMNS))


csv = bank.exercise(
    "m01-foreign-csv",
    title="A file from elsewhere",
    lesson=f"{TABLES}#one-comma",
    hints=[
        "Print the text. Which sign stands between two cells, and which inside a number?",
        "pd.read_csv has one argument for the sign between cells and one for the decimal mark.",
        'The two arguments are called sep and decimal: one is ";", the other is ",".',
    ],
    minutes=10,
    level=1,
    skill="load and type a foreign file",
    bloom="apply",
    objective="Read a file with another separator and decimal mark, and prove that it went well.",
)
reading = csv.function(
    "read_foreign",
    returns={
        "trial_id": texts(label="trial names"),
        "timepoint_weeks": numbers(0.001, unit="weeks", label="weeks"),
        "n_active": numbers(0.001, unit="people", label="people"),
        "mean_active": numbers(0.001, unit="points", label="means"),
        "sd_active": numbers(0.001, unit="points", label="SDs"),
    },
    # The table of the lesson; then made-up ones.
    public=[
        (foreign(MDMA[COLUMNS]),),
        (made_up(("east", 4.0, 30.0, -8.5, 6.25), ("west", 7.5, 28.0, 12.0, None)),),
        (made_up(("only", 52.0, 1200.0, 0.5, 0.75)),),
    ],
    hidden=[
        (made_up(("one", 0.5, 12.0, -3.25, 4.5), ("two", 26.0, 7.0, 110.75, None)),),
        (made_up(("north", 12.5, 101.0, 0.05, 1.0), ("south", 3.0, 9.0, 41.1, 12.34)),),
    ],
)
NUMBERS = COLUMNS[1:]


@reading.mistake("decimal-as-thousands")
def commas_removed(right, text):
    return right.assign(**{c: right[c] * 100 for c in NUMBERS})


@reading.mistake("silent-coerce")
def emptied(right, text):
    return right.assign(**dict.fromkeys(NUMBERS, float("nan")))


csv.choice(
    "advice",
    options="abcd",
    mistakes={"a": "default-separator", "b": "decimal-as-thousands", "d": "silent-coerce"},
)

# 2 Rows, comparisons, trials ----------------------------------------------------------------------

PAIR = ["trial_id", "arm_active", "arm_control"]


def pairs(*rows):
    return pd.DataFrame(rows, columns=PAIR)


count = bank.exercise(
    "m01-count",
    title="Rows, comparisons, trials",
    lesson=f"{FIRST}#what-one-row-stands-for",
    hints=[
        "Which columns must be taken together, so that a pair of arms is known for sure?",
        "drop_duplicates keeps each combination once; nunique counts different values.",
        "A pair needs all three columns: two trials may use the same words for their arms.",
    ],
    minutes=8,
    level=1,
    skill="unit of analysis",
    bloom="apply",
    objective="Count rows, comparisons and trials without taking one for another.",
)
units = count.function(
    "count_units",
    returns={
        "rows": number(0.01, label="rows"),
        "comparisons": number(0.01, label="comparisons"),
        "trials": number(0.01, label="trials"),
    },
    public=[
        (MDMA[PAIR],),
        (pairs(("k", "high", "low"), ("m", "high", "low"), ("k", "mid", "low"),
               ("m", "high", "low")),),
        (pairs(("o", "drug", "placebo"),),),
    ],
    hidden=[
        # The rows of a trial, and of a comparison, need not stand together.
        (pairs(("y", "high", "low"), ("x", "high", "low"), ("y", "mid", "low"),
               ("y", "high", "low"), ("y", "high", "mid")),),
        (pairs(("p", "drug", "placebo"), ("r", "half", "placebo"), ("p", "drug", "wait"),
               ("q", "drug", "placebo"), ("r", "drug", "placebo"), ("p", "drug", "placebo"),
               ("r", "half", "placebo")),),
    ],
)  # fmt: skip


@units.mistake("rows-as-trials")
def every_row_a_trial(right, table):
    return right | {"trials": right["rows"]}


@units.mistake("comparisons-as-trials")
def every_comparison_a_trial(right, table):
    return right | {"trials": right["comparisons"]}


@units.mistake("same-label-same-arm")
def pairs_without_their_trial(right, table):
    return right | {"comparisons": len(table[PAIR[1:]].drop_duplicates())}


count.choice(
    "sentence",
    options="abcd",
    mistakes={"b": "comparisons-as-trials", "c": "people-added-twice", "d": "rows-as-trials"},
)

# 3 Which way is up? -------------------------------------------------------------------------------

direction = bank.exercise(
    "m01-direction",
    title="Which way is up?",
    lesson=f"{TABLES}#which-way-is-up",
    hints=[
        "First the difference, always active minus control. Do not think of good or bad yet.",
        "Then ask which end of this scale is good. On a symptom scale a minus is good news.",
        "The benefit is the difference itself, or the difference with its sign turned.",
    ],
    minutes=10,
    level=1,
    skill="direction of effect",
    bloom="apply",
    objective="Say which arm did better on scales that point different ways.",
)
ways = direction.function(
    "compare_changes",
    returns={
        "difference": number(0.005, unit="points", label="difference"),
        "benefit": number(0.005, unit="points", label="benefit"),
        "favours": text(label="favoured arm"),
    },
    public=[
        (-23.7, -14.8, "lower_better"),
        (-8.6, 7.3, "lower_better"),
        (6.5, 2.0, "higher_better"),
        (2.0, 2.0, "higher_better"),  # made up, as are the next: nobody did better, or by a little
        (0.5, 1.25, "higher_better"),
        (-1.0, -0.25, "lower_better"),
    ],
    hidden=[
        (-3.0, 1.5, "higher_better"),
        (4.0, -2.5, "lower_better"),
        (-5.25, -5.25, "lower_better"),
        (1.0, 1.75, "higher_better"),
        (-2.0, -1.5, "lower_better"),
    ],
)


def favoured(benefit):
    return "active" if benefit > 0 else "control" if benefit < 0 else "neither"


@ways.mistake("sign-flip")
def control_minus_active(right, active, control, direction):
    benefit = -right["benefit"]
    return {"difference": control - active, "benefit": benefit, "favours": favoured(benefit)}


@ways.mistake("higher-is-better")
def more_is_better(right, active, control, direction):
    return right | {"benefit": active - control, "favours": favoured(active - control)}


@ways.mistake("drops-the-sign")
def sizes_compared(right, active, control, direction):
    gap = abs(active) - abs(control)
    return {"difference": gap, "benefit": gap, "favours": favoured(gap)}


direction.choice(
    "minus",
    options="abcd",
    mistakes={"a": "higher-is-better", "c": "sign-flip", "d": "drops-the-sign"},
)

# 4 A dose that cannot be --------------------------------------------------------------------------


def doses(*rows):
    return pd.DataFrame(rows, columns=["trial", "dose", "unit"])


impossible = bank.exercise(
    "m01-impossible",
    title="A dose that cannot be",
    lesson=f"{TABLES}#values-that-cannot-be",
    hints=[
        "Make the three units one: mg for a person of 70 kg. Which of them needs a sum?",
        "Only mg/kg is multiplied by 70. Then compare each row with highest.",
        "Series.where(condition, other) keeps a value where the condition holds.",
    ],
    minutes=12,
    level=2,
    skill="audit of impossible values",
    bloom="evaluate",
    objective="Find an impossible value, propose a correction beside it and keep the row.",
)
audit = impossible.function(
    "audit_doses",
    returns={
        "mg": numbers(0.01, unit="mg", label="as printed"),
        "suspects": texts(label="suspects"),
        "as_meant": numbers(0.01, unit="mg", label="as probably meant"),
    },
    public=[
        (
            doses(
                ("Goodwin 2022", 25.0, "mg"),
                ("Griffiths 2016", 22.0, "mg/kg"),
                ("Ross 2016", 0.3, "mg/kg"),
                ("Davis 2021", 20.0, "mg per 70 kg"),
                ("von Rotz 2023", 0.215, "mg/kg"),
            ),
            60,
        ),
        (doses(("J", 1.5, "mg/kg"), ("K", 40.0, "mg"), ("L", 0.4, "mg/kg")), 40),
        (doses(("M", 12.0, "mg per 70 kg"), ("N", 0.2, "mg/kg")), 30),
    ],
    hidden=[
        (doses(("A", 90.0, "mg"), ("B", 0.5, "mg/kg"), ("C", 1.0, "mg/kg")), 50),
        (doses(("D", 30.0, "mg per 70 kg"), ("E", 2.0, "mg/kg"), ("F", 140.0, "mg")), 140),
        (doses(("G", 3.0, "mg/kg"), ("H", 80.0, "mg per 70 kg"), ("I", 12.0, "mg/kg")), 70),
    ],
)


@audit.mistake("unit-accepted")
def no_suspect(right, table, highest):
    """Every printed dose is believed, so nothing is suspected and nothing proposed."""
    return right | {"suspects": [], "as_meant": right["mg"]}


@audit.mistake("silent-fix")
def printed_value_replaced(right, table, highest):
    return right | {"mg": right["as_meant"], "suspects": []}


@audit.mistake("drop-row")
def suspects_removed(right, table, highest):
    kept = [mg for mg in right["mg"] if mg <= highest]
    return right | {"mg": kept, "as_meant": kept}


impossible.choice(
    "action",
    options="abcd",
    mistakes={"b": "silent-fix", "c": "drop-row", "d": "unit-accepted"},
)

# 5 From interval to spread ------------------------------------------------------------------------

interval = bank.exercise(
    "m01-sd-from-ci",
    title="From interval to spread",
    lesson=f"{SPREAD}#walk-back-from-the-interval",
    hints=[
        "How many standard errors is a 95 % interval wide, from end to end?",
        "The width is 2 · 1.96 standard errors. And the standard error is the SD over √n.",
        "So the SD is the standard error times the square root of n.",
    ],
    minutes=10,
    level=2,
    skill="SD, SE and confidence interval",
    bloom="apply",
    objective="Find the standard deviation behind the confidence interval of a mean.",
)
back = interval.function(
    "spread",
    returns={
        "se": number(0.006, unit="points", label="standard error"),
        "sd": number(0.06, unit="points", label="standard deviation"),
    },
    public=[(-26.94, -20.44, 52), (-2.5, 4.1, 25), (3.0, 8.6, 12)],
    hidden=[(-18.28, -11.28, 42), (1.2, 9.7, 9), (-4.0, 6.5, 16)],
)


@back.alternative("Student's t with n - 1 degrees of freedom")
def with_t(right, low, high, n):
    from scipy import stats

    se = (high - low) / (2 * stats.t.ppf(0.975, n - 1))
    return {"se": se, "sd": se * n**0.5}


@back.mistake("se-as-sd")
def error_for_spread(right, low, high, n):
    return right | {"sd": right["se"]}


@back.mistake("forgot-sqrt-n")
def times_n(right, low, high, n):
    return right | {"sd": right["se"] * n}


@back.mistake("full-width")
def not_halved(right, low, high, n):
    return {"se": 2 * right["se"], "sd": 2 * right["sd"]}


@back.mistake("half-width-as-se")
def half_the_interval(right, low, high, n):
    half = (high - low) / 2
    return {"se": half, "sd": half * n**0.5}


interval.choice(
    "meaning",
    options="abcd",
    mistakes={"a": "ci-as-people", "b": "half-width-as-se", "d": "se-as-sd"},
)

# 6 Out of how many? -------------------------------------------------------------------------------

denominator = bank.exercise(
    "m01-denominator",
    title="Out of how many?",
    lesson=f"{TABLES}#out-of-how-many",
    hints=[
        "For each entry write down first: out of which group of people?",
        "Use one rule for both arms: both analysed, or both randomised.",
        "Lost per 100 randomised: those randomised but not analysed, over those randomised.",
    ],
    minutes=12,
    level=2,
    skill="choice of denominator",
    bloom="analyse",
    objective="Choose one denominator for both arms, and say who is missing from it.",
)
answers = denominator.function(
    "two_answers",
    returns={
        "gap_analysed": number(0.006, unit="percentage points", label="gap of those analysed"),
        "gap_randomised": number(0.006, unit="percentage points", label="gap of those randomised"),
        "lost_active": number(0.006, unit="percent", label="lost, active arm"),
        "lost_control": number(0.006, unit="percent", label="lost, control arm"),
    },
    public=[(45, 52, 53, 29, 42, 51), (10, 25, 40, 12, 24, 26), (14, 30, 30, 9, 22, 31)],
    hidden=[(37, 42, 46, 23, 37, 44), (8, 20, 26, 21, 33, 35)],
)


@answers.mistake("completers-as-randomised")
def the_only_n(right, *_counts):
    return right | {"gap_randomised": right["gap_analysed"], "lost_active": 0, "lost_control": 0}


@answers.mistake("mixed-denominators")
def two_rules(right, events_a, analysed_a, randomised_a, events_b, analysed_b, randomised_b):
    return right | {
        "gap_analysed": 100 * (events_a / analysed_a - events_b / randomised_b),
        "gap_randomised": 100 * (events_a / randomised_a - events_b / analysed_b),
    }


@answers.mistake("loss-over-analysed")
def lost_of_those_left(
    right, events_a, analysed_a, randomised_a, events_b, analysed_b, randomised_b
):
    return right | {
        "lost_active": 100 * (randomised_a - analysed_a) / analysed_a,
        "lost_control": 100 * (randomised_b - analysed_b) / analysed_b,
    }


denominator.choice(
    "report",
    options="abcd",
    mistakes={
        "a": "completers-as-randomised",
        "b": "mixed-denominators",
        "d": "loss-over-analysed",
    },
)
