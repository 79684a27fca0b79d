"""The exercises of module 2, history as evidence.

The first public case of every function is the one that the notebook loads from the course's
tables; it is written out here so that the bank can be read alone, and a test keeps both equal.
"""

import math

import numpy as np
import pandas as pd
from scipy import stats

from autograder.exercises import Bank, number, numbers, texts

WAVE = "m02-history-as-evidence/2-first-wave"
TRIALS = "m02-history-as-evidence/3-rereading-trials"
LETTERS = "m02-history-as-evidence/4-from-hearing-to-letter"

# Answers may be rounded as the prompts say, so tolerances lie just above half of the last digit.
PROPORTION, HUNDREDTH, TENTH = 0.00055, 0.0055, 0.055

bank = Bank("m02-history-as-evidence")


# Exercise 1 ---------------------------------------------------------------------------------------

status = bank.exercise(
    "m02-status",
    title="Which status on which day?",
    lesson=f"{LETTERS}#announced-advised-in-force",
    hints=[
        "Cross out every step that cannot change a status. What is left has a day on which it begins.",
        "For each day, look at the binding steps whose in_force day is that day or earlier. None: "
        "the status is `start`.",
        "Keep the rows with force `binding`, sort them by `in_force`, and for each day take `gives` "
        "of the last row with in_force <= day.",
    ],
    minutes=10,
    level=1,
    skill="dates and force",
    bloom="apply",
    objective="Tell what was in force on a day from what was announced or advised.",
)


def step_table(*rows):
    """Steps as the notebook's table."""
    return pd.DataFrame(rows, columns=["announced", "in_force", "gives", "force"])


MDMA_US = step_table(
    ("1984-07-27", "", "Schedule I", "advice"),
    ("1985-05-31", "1985-07-01", "temporary Schedule I", "binding"),
    ("1986-05-22", "", "Schedule III", "advice"),
    ("1986-10-14", "1986-11-13", "Schedule I", "binding"),
    ("1988-02-22", "1988-03-23", "Schedule I again", "binding"),
)
FDA = step_table(
    ("2017-08-16", "", "", "label"),
    ("2024-02-09", "", "", "label"),
    ("2024-06-04", "", "declined", "advice"),
    ("2024-08-09", "2024-08-08", "declined", "binding"),
)
INVENTED = step_table(
    ("2031-09-01", "", "withdrawn", "advice"),
    ("2032-01-10", "2032-03-01", "withdrawn", "binding"),
    ("2030-05-01", "", "", "label"),
    ("2031-02-01", "2031-06-01", "licensed", "binding"),
)
OVERTAKEN = step_table(  # what is announced first comes into force last
    ("2040-03-05", "2040-04-01", "on prescription", "binding"),
    ("2040-01-10", "2041-01-01", "over the counter", "binding"),
    ("2040-02-01", "", "banned", "advice"),
    ("2039-06-01", "", "", "label"),
)

which = status.function(
    "status_on",
    returns={"status": texts(label="status on each day")},
    public=[
        (
            ["1984-12-01", "1985-06-15", "1986-08-01", "1986-10-20", "1987-06-01", "1988-06-01"],
            MDMA_US,
            "unscheduled",
        ),
        (
            ["2017-01-01", "2020-01-01", "2024-03-01", "2024-07-01", "2024-08-08", "2024-09-01"],
            FDA,
            "not approved",
        ),
        (["2030-08-01", "2031-03-01", "2031-10-01"], INVENTED, "investigational"),
    ],
    hidden=[
        (["2033-01-01", "2031-05-31", "2032-02-01", "2031-06-01"], INVENTED, "investigational"),
        (["2018-05-01", "2024-06-10", "2024-08-08", "2025-01-01"], FDA, "not approved"),
        (["1985-06-30", "1986-06-01", "1986-11-12", "1987-01-01"], MDMA_US, "unscheduled"),
        (["2040-02-15", "2040-06-01", "2041-01-01", "2039-12-01"], OVERTAKEN, "investigational"),
    ],
)


def last_in_force(days, steps, start):
    """The status on each day; steps as a table."""
    rows = [(row.in_force, row.gives) for row in steps.itertuples() if row.force == "binding"]
    found = []
    for day in days:
        valid = [row for row in rows if row[0] <= day]
        found.append(max(valid)[1] if valid else start)
    return {"status": found}


@which.mistake("announced-is-in-force")
def _(right, days, steps, start):
    return last_in_force(days, steps.assign(in_force=steps.announced), start)


@which.mistake("advice-is-decision")
def _(right, days, steps, start):
    """Advice is taken for a decision of its day."""
    taken = steps.assign(
        in_force=steps.in_force.where(steps.force != "advice", steps.announced),
        force=steps.force.replace("advice", "binding"),
    )
    return last_in_force(days, taken, start)


@which.mistake("breakthrough-is-approval")
def _(right, days, steps, start):
    label = steps.force == "label"
    taken = steps.assign(
        in_force=steps.in_force.where(~label, steps.announced),
        gives=steps.gives.where(~label, "approved"),
        force=steps.force.replace("label", "binding"),
    )
    return last_in_force(days, taken, start)


@which.mistake("status-undated")
def _(right, days, steps, start):
    return last_in_force(["9999"] * len(days), steps, start)


status.choice(
    "sentence",
    options="abcd",
    mistakes={"a": "announced-is-in-force", "b": "advice-is-decision", "d": "status-undated"},
)


# Exercise 2 ---------------------------------------------------------------------------------------

small = bank.exercise(
    "m02-small-trials",
    title="What could they have seen?",
    lesson=f"{TRIALS}#what-could-they-have-seen",
    hints=[
        "Ask of each comparison: how far apart are the shares, counted in standard errors? Far above "
        "1.96 is nearly always seen, far below hardly ever.",
        "The error of a difference has a part from each arm: p(1 − p)/n with that arm's share and "
        "people, added, then the root.",
        "chance = Φ(|p_active − p_control| / SE − 1.96). Expected: the sum of the chances. None: the "
        "product of 1 − chance.",
    ],
    minutes=12,
    level=2,
    skill="power",
    bloom="analyse",
    objective="Compute what trials of a given size could have seen, and what their silence says.",
)
seen = small.function(
    "chance_to_see",
    returns={
        "power": numbers(HUNDREDTH, unit="proportion", label="chance of each comparison"),
        "expected": number(HUNDREDTH, unit="comparisons", label="significant results expected"),
        "none": number(HUNDREDTH, unit="proportion", label="chance that none is significant"),
    },
    # Arm sizes of four comparisons of the 1960s; shares of the meta-analysis of 2012.
    public=[
        ([(10, 10), (22, 22), (41, 40), (56, 37)], 0.38, 0.59),
        ([(60, 20), (25, 75)], 0.30, 0.10),
        ([(120, 130)], 0.50, 0.65),
    ],
    hidden=[
        ([(15, 12), (60, 58), (33, 30)], 0.30, 0.50),
        ([(120, 90), (8, 9)], 0.25, 0.45),
        ([(25, 40), (18, 30), (50, 45)], 0.60, 0.40),
        ([(80, 20), (30, 90)], 0.10, 0.35),
    ],
)


def chances(power):
    """What follows from the chance of each comparison."""
    return {"power": power, "expected": sum(power), "none": math.prod(1 - p for p in power)}


def error(a, n_a, b, n_b):
    """Standard error of a difference of two shares."""
    return math.sqrt(a * (1 - a) / n_a + b * (1 - b) / n_b)


def power_by_error(arms, p_control, p_active, line=1.96):
    """The chance of each comparison, with the error of both arms."""
    gap = abs(p_active - p_control)
    return chances(
        [float(stats.norm.cdf(gap / error(p_active, a, p_control, b) - line)) for a, b in arms]
    )


@seen.alternative("pooled error where nothing works")
def _(right, arms, p_control, p_active):
    power = []
    for a, b in arms:
        p = (a * p_active + b * p_control) / (a + b)
        null = math.sqrt(p * (1 - p) * (1 / a + 1 / b))
        gap = abs(p_active - p_control) - 1.96 * null
        power.append(float(stats.norm.cdf(gap / error(p_active, a, p_control, b))))
    return chances(power)


@seen.alternative("pooled error in both places")
def _(right, arms, p_control, p_active):
    gap, power = abs(p_active - p_control), []
    for a, b in arms:
        p = (a * p_active + b * p_control) / (a + b)
        power.append(float(stats.norm.cdf(gap / error(p, a, p, b) - 1.96)))
    return chances(power)


@seen.alternative("pooled error in both places, from the middle of the shares")
def _(right, arms, p_control, p_active):
    gap, p = abs(p_active - p_control), (p_active + p_control) / 2
    return chances([float(stats.norm.cdf(gap / error(p, a, p, b) - 1.96)) for a, b in arms])


@seen.alternative("pooled error where nothing works, from the middle of the shares")
def _(right, arms, p_control, p_active):
    gap, p, power = abs(p_active - p_control), (p_active + p_control) / 2, []
    for a, b in arms:
        over = gap - 1.96 * error(p, a, p, b)
        power.append(float(stats.norm.cdf(over / error(p_active, a, p_control, b))))
    return chances(power)


@seen.alternative("arcsine of the shares")
def _(right, arms, p_control, p_active):
    h = abs(2 * math.asin(math.sqrt(p_active)) - 2 * math.asin(math.sqrt(p_control)))
    size = [math.sqrt(a * b / (a + b)) for a, b in arms]
    return chances([float(stats.norm.cdf(h * root - 1.96)) for root in size])


@seen.mistake("total-n-as-per-arm")
def _(right, arms, p_control, p_active):
    return power_by_error([(a + b, a + b) for a, b in arms], p_control, p_active)


@seen.mistake("one-sided-by-habit")
def _(right, arms, p_control, p_active):
    return power_by_error(arms, p_control, p_active, line=1.6449)


@seen.mistake("one-arm-error")
def _(right, arms, p_control, p_active):
    gap = abs(p_active - p_control)
    errors = [math.sqrt(p_active * (1 - p_active) / a) for a, _ in arms]
    return chances([float(stats.norm.cdf(gap / se - 1.96)) for se in errors])


@seen.mistake("none-is-not-all")
def _(right, *_args):
    return right | {"none": 1 - math.prod(right["power"])}


@seen.mistake("likely-counts-as-sure")
def _(right, *_args):
    return right | {"expected": float(sum(p > 0.5 for p in right["power"]))}


small.choice(
    "verdict",
    options="abcd",
    mistakes={"b": "ns-means-no-effect", "c": "vote-counting", "d": "blank-proves-effect"},
)


# Exercise 3 ---------------------------------------------------------------------------------------

pool = bank.exercise(
    "m02-pool-six",
    title="Six tables, pooled and piled up",
    lesson=f"{TRIALS}#pooling-is-not-adding",
    hints=[
        "Compare the shares trial by trial, then look at how many people each arm has.",
        "Pooling compares inside each trial first and adds up afterwards; collapsing adds up first. "
        "The order is the whole difference.",
        "With N = n_a + n_b: common = Σ a(n_b − b)/N over Σ (n_a − a)b/N; risk ratio = Σ a·n_b/N over "
        "Σ b·n_a/N, where a and b are the events.",
    ],
    minutes=15,
    level=2,
    skill="pooling",
    bloom="analyse",
    objective="Pool tables within trials and explain why adding them up may turn the sign.",
)
pooled = pool.function(
    "pool_tables",
    returns={
        "common": number(HUNDREDTH, label="pooled odds ratio"),
        "collapsed": number(HUNDREDTH, label="odds ratio of the added table"),
        "risk_ratio": number(HUNDREDTH, label="pooled risk ratio"),
    },
    # Simulated: a true odds ratio of about 2, an easier road where B has more people.
    public=[
        (
            [
                (20, 60, 3, 15),
                (20, 50, 4, 15),
                (18, 40, 6, 20),
                (14, 20, 25, 45),
                (11, 15, 30, 50),
                (10, 12, 42, 60),
            ],
        ),
        ([(12, 40, 9, 41), (30, 60, 25, 62)],),
        ([(45, 52, 29, 42)],),
    ],
    hidden=[
        ([(30, 40, 30, 60), (6, 50, 1, 20), (9, 45, 4, 41)],),
        ([(25, 30, 40, 60), (12, 45, 3, 20), (8, 15, 30, 90)],),
        ([(5, 60, 2, 30), (20, 30, 45, 90), (33, 40, 12, 18)],),
        ([(6, 30, 20, 40), (9, 80, 8, 25), (14, 20, 70, 85)],),  # A does worse
    ],
)


def pooled_tables(tables):
    """Mantel-Haenszel odds and risk ratio, and the odds ratio of the added table."""
    num = sum(a * (m - c) / (n + m) for a, n, c, m in tables)
    den = sum((n - a) * c / (n + m) for a, n, c, m in tables)
    a, n, c, m = (sum(column) for column in zip(*tables, strict=True))
    risk = sum(x * m_ / (n_ + m_) for x, n_, _, m_ in tables) / sum(
        y * n_ / (n_ + m_) for _, n_, y, m_ in tables
    )
    return {"common": num / den, "collapsed": a * (m - c) / ((n - a) * c), "risk_ratio": risk}


def odds_ratios(tables):
    """The odds ratio of each trial."""
    return [a * (m - c) / ((n - a) * c) for a, n, c, m in tables]


@pooled.alternative("weights by inverse variance")
def _(right, tables):
    weights = [1 / (1 / a + 1 / (n - a) + 1 / c + 1 / (m - c)) for a, n, c, m in tables]
    mean = np.average(np.log(odds_ratios(tables)), weights=weights)
    return right | {"common": float(np.exp(mean))}


@pooled.mistake("collapse-tables")
def _(right, tables):
    return right | {"common": right["collapsed"]}


@pooled.mistake("collapse-tables")
def _(right, tables):
    """Both pooled ratios are taken from the added table."""
    a, n, c, m = (sum(column) for column in zip(*tables, strict=True))
    return right | {"common": right["collapsed"], "risk_ratio": (a / n) / (c / m)}


@pooled.mistake("collapse-tables")
def _(right, tables):
    """Only the risk ratio is taken from the added table."""
    a, n, c, m = (sum(column) for column in zip(*tables, strict=True))
    return right | {"risk_ratio": (a / n) / (c / m)}


@pooled.mistake("or-as-rr")
def _(right, tables):
    return right | {"risk_ratio": right["common"]}


@pooled.mistake("average-of-ratios")
def _(right, tables):
    return right | {"common": float(np.mean(odds_ratios(tables)))}


@pooled.mistake("average-of-ratios")
def _(right, tables):
    """Both pooled ratios are plain means."""
    risks = [(a / n) / (c / m) for a, n, c, m in tables]
    return right | {
        "common": float(np.mean(odds_ratios(tables))),
        "risk_ratio": float(np.mean(risks)),
    }


@pooled.mistake("swapped-arms")
def _(right, tables):
    return pooled_tables([(c, m, a, n) for a, n, c, m in tables])


pool.choice(
    "reason",
    options="abcd",
    mistakes={"a": "collapse-tables", "b": "another-measure-cures", "c": "average-of-ratios"},
)


# Exercise 4 ---------------------------------------------------------------------------------------

odds = bank.exercise(
    "m02-odds-to-people",
    title="From odds to people",
    lesson=f"{TRIALS}#from-odds-to-people",
    hints=[
        "An odds ratio works on odds. Turn the control share into odds first, and turn back at the end.",
        "Odds of a share p are p / (1 − p). Odds o are the share o / (1 + o). The drug multiplies the "
        "odds.",
        "risk = R·q / (1 − q + R·q), with q the control share and R the odds ratio. Do the same with "
        "both limits, and subtract q each time.",
    ],
    minutes=10,
    level=2,
    skill="odds to people",
    bloom="apply",
    objective="Turn a pooled odds ratio and its interval into people per 100.",
)
people = odds.function(
    "people_from_odds",
    returns={
        "risk": number(PROPORTION, unit="proportion", label="share with the drug"),
        "difference": number(PROPORTION, unit="proportion", label="difference"),
        "interval": numbers(PROPORTION, unit="proportion", label="interval of the difference"),
        "nnt": number(TENTH, unit="people", label="number needed to treat"),
    },
    # The meta-analysis of 2012.
    public=[
        (1.96, (1.36, 2.84), (0.59, 0.38)),
        (2.10, (1.05, 4.20), (0.12, 0.06)),
        (1.70, (0.80, 3.60), (0.72, 0.65)),
    ],
    hidden=[
        (2.88, (1.10, 7.52), (0.80, 0.60)),
        (1.5, (1.1, 2.05), (0.33, 0.21)),
        (3.2, (1.4, 7.3), (0.52, 0.17)),
    ],
)


@people.alternative("rounded up to whole people")
def _(right, *_args):
    return right | {"nnt": float(math.ceil(right["nnt"]))}


@people.mistake("or-as-rr")
def _(right, odds_ratio, interval, crude):
    q = crude[1]
    return {
        "risk": odds_ratio * q,
        "difference": odds_ratio * q - q,
        "interval": [limit * q - q for limit in interval],
        "nnt": 1 / (odds_ratio * q - q),
    }


@people.mistake("crude-difference")
def _(right, odds_ratio, interval, crude):
    gap = crude[0] - crude[1]
    return right | {"risk": crude[0], "difference": gap, "nnt": 1 / gap}


@people.mistake("nnt-rounded-down")
def _(right, *_args):
    return right | {"nnt": float(math.floor(right["nnt"]))}


@people.mistake("percent-vs-points")
def _(right, odds_ratio, interval, crude):
    return right | {"difference": right["risk"] / crude[1] - 1}


@people.mistake("percent-vs-points")
def _(right, odds_ratio, interval, crude):
    """The interval and the number needed are made from the relative rise, too."""
    rise = right["risk"] / crude[1] - 1
    ends = [limit / crude[1] for limit in right["interval"]]
    return right | {"difference": rise, "interval": ends, "nnt": 1 / rise}


odds.choice(
    "headline",
    options="abcd",
    mistakes={"a": "or-as-rr", "c": "relative-rise-as-people", "d": "durability-assumed"},
)


# Exercise 5 ---------------------------------------------------------------------------------------

lasting = bank.exercise(
    "m02-durability",
    title="How much of the lead is left?",
    lesson=f"{TRIALS}#for-how-long",
    hints=[
        "A lead is a gap between two runners. Looking at one runner alone does not tell you the gap.",
        "Lead = mean_a − mean_b at each visit. Kept = late lead / early lead.",
        "Error of the late lead: √(sd_a²/n_a + sd_b²/n_b), from the late visit alone. The limits are "
        "the lead ± 1.96 times that error.",
    ],
    minutes=10,
    level=2,
    skill="durability",
    bloom="analyse",
    objective="Say how much of a lead between two arms is left at a later visit.",
)
lead = lasting.function(
    "durability",
    returns={
        "early": number(HUNDREDTH, unit="points", label="early lead"),
        "late": number(HUNDREDTH, unit="points", label="late lead"),
        "late_interval": numbers(HUNDREDTH, unit="points", label="interval of the late lead"),
        "kept": number(HUNDREDTH, label="share of the lead that was kept"),
    },
    # Goodwin 2022, 25 mg and 1 mg, as extracted by SYPRES: weeks 3 and 12, then day 2 and week 6.
    public=[
        (
            (-12.0, 12.0172, 79.0, -5.4, 12.2439, 79.0),
            (-9.496, 14.3811, 79.0, -6.0, 14.8433, 79.0),
        ),
        (
            (-15.026, 12.0524, 79.0, -9.078, 12.0524, 79.0),
            (-11.53, 13.4478, 79.0, -6.261, 12.9857, 79.0),
        ),
        ((6.0, 7.0, 50.0, 2.0, 6.5, 48.0), (7.5, 8.0, 41.0, 2.2, 7.2, 45.0)),
    ],
    hidden=[
        ((-8.0, 9.0, 40.0, -3.0, 8.5, 38.0), (-6.5, 10.0, 36.0, -5.1, 9.4, 35.0)),
        ((-14.2, 11.0, 60.0, -6.0, 12.0, 61.0), (-9.0, 12.5, 55.0, -6.6, 13.1, 52.0)),
        ((-5.0, 6.0, 30.0, -1.0, 6.2, 30.0), (-6.0, 6.5, 28.0, -4.0, 7.0, 27.0)),
        ((-10.0, 4.0, 20.0, -4.0, 9.0, 90.0), (-9.0, 3.0, 16.0, -5.0, 11.0, 85.0)),
    ],
)


@lead.alternative("Student's t")
def _(right, early, late):
    error = math.sqrt(late[1] ** 2 / late[2] + late[4] ** 2 / late[5])
    reach = float(stats.t.ppf(0.975, late[2] + late[5] - 2)) * error
    return right | {"late_interval": [right["late"] - reach, right["late"] + reach]}


@lead.alternative("Student's t with Welch's degrees of freedom")
def _(right, early, late):
    a, b = late[1] ** 2 / late[2], late[4] ** 2 / late[5]
    df = (a + b) ** 2 / (a**2 / (late[2] - 1) + b**2 / (late[5] - 1))
    reach = float(stats.t.ppf(0.975, df)) * math.sqrt(a + b)
    return right | {"late_interval": [right["late"] - reach, right["late"] + reach]}


@lead.alternative("Student's t with the pooled SD")
def _(right, early, late):
    _, sd_a, n_a, _, sd_b, n_b = late
    df = n_a + n_b - 2
    variance = ((n_a - 1) * sd_a**2 + (n_b - 1) * sd_b**2) / df
    reach = float(stats.t.ppf(0.975, df)) * math.sqrt(variance * (1 / n_a + 1 / n_b))
    return right | {"late_interval": [right["late"] - reach, right["late"] + reach]}


@lead.mistake("durability-assumed")
def _(right, early, late):
    return right | {"late": right["early"], "kept": 1.0}


@lead.mistake("durability-assumed")
def _(right, early, late):
    """The interval is put around the early lead, too."""
    shift = right["early"] - right["late"]
    ends = [limit + shift for limit in right["late_interval"]]
    return right | {"late": right["early"], "late_interval": ends, "kept": 1.0}


@lead.mistake("all-change-is-drug")
def _(right, early, late):
    return right | {"early": early[0], "late": late[0], "kept": late[0] / early[0]}


@lead.mistake("all-change-is-drug")
def _(right, early, late):
    """The interval is that of the one arm, too."""
    reach = 1.96 * late[1] / math.sqrt(late[2])
    return {
        "early": early[0],
        "late": late[0],
        "late_interval": [late[0] - reach, late[0] + reach],
        "kept": late[0] / early[0],
    }


@lead.mistake("kept-within-arm")
def _(right, early, late):
    return right | {"kept": late[0] / early[0]}


lasting.choice(
    "year",
    options="abcd",
    mistakes={"a": "durability-assumed", "b": "last-observation-is-truth", "c": "ns-means-gone"},
)


# Exercise 6 ---------------------------------------------------------------------------------------

denominators = bank.exercise(
    "m02-denominators",
    title="A survey without its people",
    lesson=f"{WAVE}#three-ways-to-count",
    hints=[
        "A rate is cases over people. If you know two of the three, the third follows.",
        "People of a group = 1000 × cases / rate. Add up people, add up cases, then divide.",
        "Set (replied·rate + silent·t·rate) / asked equal to `other` and solve for t: "
        "t = (other·asked/rate − replied) / (asked − replied).",
    ],
    minutes=12,
    level=2,
    skill="denominators",
    bloom="analyse",
    objective="Rebuild a denominator and find how different the silent would have to be.",
)
rates = denominators.function(
    "survey",
    returns={
        "people": number(0.55, unit="people", label="people"),
        "per_1000_people": number(HUNDREDTH, unit="per 1,000", label="cases per 1,000 people"),
        "per_1000_sessions": number(HUNDREDTH, unit="per 1,000", label="cases per 1,000 sessions"),
        "tipping": number(TENTH, unit="times", label="tipping point"),
    },
    # The American survey of 1960, with both numbers of investigators asked.
    public=[
        ([(1, 0.8), (7, 1.8)], 25000, 62, 44, 9),
        ([(1, 0.8), (7, 1.8)], 25000, 66, 44, 9),
        ([(5, 2.5)], 6000, 40, 30, 6.5),
    ],
    hidden=[
        ([(3, 1.5), (12, 4.0), (2, 0.5)], 60000, 90, 30, 5),
        ([(4, 2.0), (5, 1.0)], 21000, 50, 40, 2.5),
        ([(6, 3.0), (2, 0.8)], 9000, 80, 61, 4),
        ([(9, 4.5), (3, 1.2)], 15000, 55, 20, 1.5),  # the other survey has the lower rate
        ([(40, 25.0), (30, 60.0)], 2500, 48, 33, 70),  # rates of several in a hundred
    ],
)


@rates.mistake("average-of-rates")
def _(right, groups, sessions, asked, replied, other):
    rate = float(np.mean([rate for _, rate in groups]))
    return right | {"per_1000_people": rate, "tipping": tipping(rate, asked, replied, other)}


@rates.mistake("average-of-rates")
def _(right, groups, sessions, asked, replied, other):
    """The mean is given, and the tipping point is right."""
    return right | {"per_1000_people": float(np.mean([rate for _, rate in groups]))}


@rates.mistake("per-session-as-per-person")
def _(right, groups, sessions, asked, replied, other):
    rate = right["per_1000_sessions"]
    return right | {"per_1000_people": rate, "tipping": tipping(rate, asked, replied, other)}


@rates.mistake("per-session-as-per-person")
def _(right, *_args):
    return right | {"per_1000_people": right["per_1000_sessions"]}


@rates.mistake("responders-are-all")
def _(right, groups, sessions, asked, replied, other):
    return right | {"tipping": other / right["per_1000_people"]}


@rates.mistake("silent-are-well")
def _(right, groups, sessions, asked, replied, other):
    return right | {"per_1000_people": right["per_1000_people"] * replied / asked}


@rates.mistake("silent-are-well")
def _(right, groups, sessions, asked, replied, other):
    """The tipping point starts from the lowered rate, too."""
    rate = right["per_1000_people"] * replied / asked
    return right | {"per_1000_people": rate, "tipping": tipping(rate, asked, replied, other)}


def tipping(rate, asked, replied, other):
    """How many times worse the silent are when all together reach the other rate."""
    return (other * asked / rate - replied) / (asked - replied)


denominators.choice(
    "gap",
    options="abcd",
    mistakes={
        "b": "per-session-explains",
        "c": "responders-are-all",
        "d": "reports-are-a-rate",
    },
)


# Exercise 7 ---------------------------------------------------------------------------------------

boom = bank.exercise(
    "m02-growth",
    title="One number for a boom",
    lesson=f"{LETTERS}#a-curve-that-grows",
    hints=[
        "Growth builds on growth: each year multiplies the year before. Which one factor, used again "
        "and again, leads from the first count to the last?",
        "Between the first and the last complete year lie (last − first) steps, one fewer than there "
        "are years if none is missing.",
        "factor = (last count / first count) ** (1 / steps); yearly = factor − 1; doubling = "
        "ln 2 / ln factor.",
    ],
    minutes=10,
    level=2,
    skill="growth",
    bloom="apply",
    objective="Compute compound growth from complete years and say what a curve cannot explain.",
)
pace = boom.function(
    "growth",
    returns={
        "yearly": number(PROPORTION, unit="proportion", label="yearly growth"),
        "doubling": number(HUNDREDTH, unit="years", label="doubling time"),
    },
    # Papers per year in three selections; 2026 was cut off by the search.
    public=[
        (
            [2022, 2023, 2024, 2025, 2026],
            [279, 369, 390, 498, 385],
            [True, True, True, True, False],
        ),
        (
            [2022, 2023, 2024, 2025, 2026],
            [188, 276, 292, 388, 287],
            [True, True, True, True, False],
        ),
        ([2001, 2003, 2004, 2008], [20, 31, 33, 60], [True, True, True, True]),
    ],
    hidden=[
        (
            [2010, 2011, 2012, 2013, 2014, 2015],
            [40, 44, 61, 70, 92, 31],
            [True, True, True, True, True, False],
        ),
        ([1957, 1959, 1960, 1963], [12, 20, 33, 9], [True, True, True, False]),
        ([2000, 2001, 2002, 2003], [15, 18, 30, 26], [True, True, True, False]),
        ([1990, 1991, 1992, 1993, 1994], [7, 21, 26, 40, 15], [False, True, True, True, False]),
    ],
)


def complete_ends(years, counts, complete):
    """The first and the last complete year with their counts."""
    kept = [(y, c) for y, c, whole in zip(years, counts, complete, strict=True) if whole]
    return kept[0], kept[-1], kept


def at_pace(yearly):
    """Growth and its doubling time."""
    return {"yearly": yearly, "doubling": math.log(2) / math.log(1 + yearly)}


@pace.alternative("slope of the logarithms")
def _(right, years, counts, complete):
    *_, kept = complete_ends(years, counts, complete)
    slope = np.polyfit([y for y, _ in kept], np.log([c for _, c in kept]), 1)[0]
    return at_pace(float(np.exp(slope)) - 1)


@pace.mistake("incomplete-year-as-fall")
def _(right, years, counts, complete):
    """The row is in the table, so it is used; where counts then fall, they never double."""
    factor = (counts[-1] / counts[0]) ** (1 / (years[-1] - years[0]))
    doubling = math.log(2) / math.log(factor) if factor != 1 else math.inf
    return {"yearly": factor - 1, "doubling": doubling if factor > 1 else math.inf}


@pace.mistake("total-growth-as-yearly")
def _(right, years, counts, complete):
    (_, start), (_, end), _ = complete_ends(years, counts, complete)
    return at_pace(end / start - 1)


@pace.mistake("simple-not-compound")
def _(right, years, counts, complete):
    (first, start), (last, end), _ = complete_ends(years, counts, complete)
    return at_pace((end / start - 1) / (last - first))


@pace.mistake("fence-posts")
def _(right, years, counts, complete):
    (first, start), (last, end), _ = complete_ends(years, counts, complete)
    return at_pace((end / start) ** (1 / (last - first + 1)) - 1)


@pace.mistake("doubling-by-division")
def _(right, *_args):
    return right | {"doubling": 1 / right["yearly"]}


boom.choice(
    "causes",
    options="abcd",
    mistakes={"a": "post-hoc-cause", "c": "ban-explains-all", "d": "post-hoc-cause"},
)


# Exercise 8 ---------------------------------------------------------------------------------------

cite = bank.exercise(
    "m02-cite",
    title="What may a row become?",
    lesson=f"{LETTERS}#what-a-row-may-become",
    hints=[
        "Two labels decide: how near the row is to its source, and whether something is wrong with it. "
        "Which one do you look at first?",
        "Status first: retracted, then doubtful or unverified. Only then the tier.",
        "A corrected row counts as fine. Of the fine rows, tier C needs “according to”; the others may "
        "stand as facts.",
    ],
    minutes=8,
    level=1,
    skill="provenance",
    bloom="evaluate",
    objective="Decide from tier and status how a row may enter a sentence.",
)
entry = cite.function(
    "cite_as",
    returns={"use": texts(label="how each row may be used")},
    public=[
        # Rows of history, documents, contrasts and outcomes.
        (
            ["C", "C", "C", "A", "A", "A", "B", "A"],
            ["doubtful", "ok", "unverified", "ok", "corrected", "retracted", "ok", "doubtful"],
        ),
        (["D", "C", "A"], ["ok", "corrected", "unverified"]),
        (["B", "B", "C"], ["doubtful", "retracted", "retracted"]),
    ],
    hidden=[
        (
            ["A", "C", "B", "A", "C"],
            ["retracted", "ok", "corrected", "unverified", "doubtful"],
        ),
        (["C", "A", "A", "C"], ["corrected", "doubtful", "retracted", "unverified"]),
        (["D", "C", "A", "C"], ["corrected", "ok", "retracted", "retracted"]),
    ],
)


def use(tier, status):
    """How one row may be used."""
    if status == "retracted":
        return "retraction"
    if status in ("doubtful", "unverified"):
        return "open"
    return "attribute" if tier == "C" else "fact"


@entry.mistake("cites-retracted")
def _(right, tiers, statuses):
    kept = ["ok" if status == "retracted" else status for status in statuses]
    return {"use": [use(*row) for row in zip(tiers, kept, strict=True)]}


@entry.mistake("copy-as-original")
def _(right, tiers, statuses):
    near = ["A" if tier == "C" else tier for tier in tiers]
    return {"use": [use(*row) for row in zip(near, statuses, strict=True)]}


@entry.mistake("status-ignored")
def _(right, tiers, statuses):
    """Doubtful and unverified rows are used by their tier alone."""
    kept = [status if status == "retracted" else "ok" for status in statuses]
    return {"use": [use(*row) for row in zip(tiers, kept, strict=True)]}


@entry.mistake("tier-before-status")
def _(right, tiers, statuses):
    found = zip(tiers, right["use"], strict=True)
    return {"use": ["attribute" if tier == "C" else word for tier, word in found]}


@entry.mistake("corrected-is-wrong")
def _(right, tiers, statuses):
    less = ["doubtful" if status == "corrected" else status for status in statuses]
    return {"use": [use(*row) for row in zip(tiers, less, strict=True)]}


cite.choice(
    "retractions",
    options="abcd",
    mistakes={
        "a": "retracted-means-opposite",
        "b": "retracted-means-opposite",
        "d": "cites-retracted",
    },
)
