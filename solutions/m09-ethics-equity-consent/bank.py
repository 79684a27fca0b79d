"""The exercises of module 9, ethics, equity and consent.

The first public case of every function is the one that the notebook loads from the course's
tables; it is written out here so that the bank can be read alone, and a test keeps both equal.
Texts and records are judged by what a function of the course finds in them; it finds structure and
words, and a person marks the sense.
"""

import re

import numpy as np
import pandas as pd
from scipy import stats

from autograder.exercises import Bank, flag, number, texts
from course.consent import CONSENT_PATTERNS, ELEMENTS
from course.tables import load

WHO = "m09-ethics-equity-consent/1-who-is-in-the-trials"
CONSENT = "m09-ethics-equity-consent/2-consent"
GROUPS = "m09-ethics-equity-consent/3-subgroups-and-weights"
HARM = "m09-ethics-equity-consent/4-harm-money-retraction"
ACCESS = "m09-ethics-equity-consent/5-access-and-a-decision"

# Answers may be rounded as the prompts say, so tolerances lie just above half of the last digit.
PROPORTION, HUNDREDTH, TENTH = 0.00055, 0.0055, 0.055

bank = Bank("m09-ethics-equity-consent")

# Exercise 1 ---------------------------------------------------------------------------------------


def exact(x, n):
    """A share and its exact limits."""
    low = stats.beta.ppf(0.025, x, n - x + 1) if x else 0.0
    high = stats.beta.ppf(0.975, x + 1, n - x) if x < n else 1.0
    return {"ratio": x / n, "low": low, "high": high}


def wilson(x, n, z=1.96):
    """A share and Wilson's limits."""
    p = x / n
    middle = (p + z**2 / (2 * n)) / (1 + z**2 / n)
    reach = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
    return {"ratio": p, "low": middle - reach, "high": middle + reach}


def narrower(x, n):
    """A share and its exact 90 % limits."""
    low = stats.beta.ppf(0.05, x, n - x + 1) if x else 0.0
    high = stats.beta.ppf(0.95, x + 1, n - x) if x < n else 1.0
    return {"ratio": x / n, "low": low, "high": high}


def symmetric(x, n):
    """A share and its large-sample limits."""
    p = x / n
    reach = 1.96 * np.sqrt(p * (1 - p) / n)
    return {"ratio": p, "low": p - reach, "high": p + reach}


def over(shares, benchmark):
    """Shares over a benchmark."""
    return {name: share / benchmark for name, share in shares.items()}


ratio = bank.exercise(
    "m09-ratio",
    title="Compared with whom",
    lesson=f"{WHO}#compared-with-whom",
    hints=[
        "First the share in the studies, of everybody who took part. Then ask how often it goes into "
        "the share that you would expect.",
        "The exact limits of a share come from the beta distribution; divide each of them by the "
        "benchmark as you divide the share.",
        "Lower limit: the 0.025 quantile of beta with count and n − count + 1. Upper: the 0.975 "
        "quantile of beta with count + 1 and n − count.",
    ],
    minutes=20,
    level=1,
    skill="representation",
    bloom="apply",
    objective="Compare a share with a benchmark, with exact limits.",
)
participation = ratio.function(
    "participation_ratio",
    returns={
        "ratio": number(PROPORTION, label="participation ratio"),
        "low": number(PROPORTION, label="lower limit"),
        "high": number(PROPORTION, label="upper limit"),
    },
    # Black participants of the 2018 review and of the second phase 3 trial, against 12.6 %.
    public=[(7, 282, 23, 0.126), (8, 104, 0, 0.126), (0, 60, 5, 0.12)],
    hidden=[
        (28, 104, 1, 0.187),
        (4, 150, 20, 0.16),
        (12, 90, 11, 0.09),
        (40, 40, 0, 0.8),
        (0, 35, 4, 0.2),
        (1, 45, 2, 0.06),
    ],
)


@participation.alternative("Wilson's limits")
def _(right, count, n, unknown, benchmark):
    return over(wilson(count, n), benchmark)


@participation.alternative("Wilson's limits with z = 1.959964")
def _(right, count, n, unknown, benchmark):
    return over(wilson(count, n, stats.norm.ppf(0.975)), benchmark)


@participation.mistake("difference-as-ratio")
def _(right, count, n, unknown, benchmark):
    return {name: share - benchmark for name, share in exact(count, n).items()}


@participation.mistake("difference-as-ratio")
def _(right, count, n, unknown, benchmark):
    return {name: 100 * (share - benchmark) for name, share in exact(count, n).items()}


@participation.mistake("benchmark-over-share")
def _(right, count, n, unknown, benchmark):
    shares = exact(count, n)
    return {name: benchmark / share if share else np.inf for name, share in shares.items()}


@participation.mistake("benchmark-over-share")
def _(right, count, n, unknown, benchmark):
    share = {name: benchmark / s if s else np.inf for name, s in exact(count, n).items()}
    return {"ratio": share["ratio"], "low": share["high"], "high": share["low"]}


@participation.mistake("unknown-dropped")
def _(right, count, n, unknown, benchmark):
    return over(exact(count, n - unknown), benchmark)


@participation.mistake("unknown-dropped")
def _(right, count, n, unknown, benchmark):
    return over(wilson(count, n - unknown), benchmark)


@participation.mistake("symmetric-limits-small-count")
def _(right, count, n, unknown, benchmark):
    return over(symmetric(count, n), benchmark)


@participation.mistake("limits-of-the-share")
def _(right, count, n, unknown, benchmark):
    return exact(count, n) | {"ratio": right["ratio"]}


@participation.mistake("limits-of-the-share")
def _(right, count, n, unknown, benchmark):
    return wilson(count, n) | {"ratio": right["ratio"]}


@participation.mistake("five-on-each-side")
def _(right, count, n, unknown, benchmark):
    return over(narrower(count, n), benchmark)


ratio.choice(
    "best_benchmark",
    options="abcd",
    mistakes={"a": "residents-as-patients", "c": "prevalence-as-share", "d": "newest-is-best"},
)

# Exercise 2 ---------------------------------------------------------------------------------------

majority = bank.exercise(
    "m09-majority",
    title="A majority?",
    lesson=f"{WHO}#a-majority",
    hints=[
        "Draw two circles in a box. When do they cover least, when most?",
        "Least when the smaller lies inside the larger; most when they do not touch, or fill the box.",
        "In each arm the least is the larger of the two counts, the most is their sum, but never "
        "more than the people of the arm. Add the arms, then divide.",
    ],
    minutes=20,
    level=2,
    skill="representation",
    bloom="evaluate",
    objective="Say what a table cannot tell.",
)
bounds = majority.function(
    "share_bounds",
    returns={
        "low": number(TENTH, unit="percent", label="lowest share"),
        "high": number(TENTH, unit="percent", label="highest share"),
    },
    # The last public case has more answers than people in all, so that no arm can hold them.
    public=[
        ([16, 19], [17, 11], [53, 51]),
        ([25, 8], [15, 6], [30, 28]),
        ([5], [3], [20]),
        ([20, 18], [15, 16], [30, 28]),
    ],
    hidden=[
        ([10, 30], [25, 12], [60, 58]),
        ([20, 8], [6, 18], [40, 44]),
        ([12, 14, 9], [13, 9, 20], [30, 28, 26]),
        ([18, 4], [20, 7], [32, 50]),
        ([11, 24, 15], [14, 19, 12], [21, 30, 19]),
    ],
)


def together(a, b, n):
    """The two bounds with the arms taken together."""
    a, b, n = sum(a), sum(b), sum(n)
    return {"low": 100 * max(a, b) / n, "high": 100 * min(n, a + b) / n}


@bounds.alternative("arms taken together")
def _(right, a, b, n):
    return together(a, b, n)


@bounds.mistake("overlap-added")
def _(right, a, b, n):
    return {"low": right["high"], "high": right["high"]}


@bounds.mistake("overlap-added")
def _(right, a, b, n):
    both = 100 * (sum(a) + sum(b)) / sum(n)
    return {"low": both, "high": both}


@bounds.mistake("people-beyond-the-arm")
def _(right, a, b, n):
    return right | {"high": 100 * (sum(a) + sum(b)) / sum(n)}


@bounds.mistake("people-beyond-the-arm")
def _(right, a, b, n):
    return together(a, b, n) | {"high": 100 * (sum(a) + sum(b)) / sum(n)}


@bounds.mistake("ends-exchanged")
def _(right, a, b, n):
    return {"low": right["high"], "high": right["low"]}


@bounds.mistake("ends-exchanged")
def _(right, a, b, n):
    bounds = together(a, b, n)
    return {"low": bounds["high"], "high": bounds["low"]}


@bounds.mistake("larger-group-only")
def _(right, a, b, n):
    return {"low": right["low"], "high": right["low"]}


@bounds.mistake("larger-group-only")
def _(right, a, b, n):
    low = together(a, b, n)["low"]
    return {"low": low, "high": low}


@bounds.mistake("independence-assumed")
def _(right, a, b, n):
    share = 100 * (1 - (1 - sum(a) / sum(n)) * (1 - sum(b) / sum(n)))
    return {"low": share, "high": share}


majority.choice(
    "majority",
    options="abcd",
    mistakes={"a": "overlap-added", "b": "independence-assumed", "c": "larger-group-only"},
)

# Exercise 3 ---------------------------------------------------------------------------------------

subgroup = bank.exercise(
    "m09-subgroup",
    title="Do the groups differ?",
    lesson=f"{GROUPS}#the-difference-must-be-tested",
    hints=[
        "Four means are uncertain here. Which of them can you leave out? None.",
        "The variance of a mean is 1 / n when the SD is 1. Variances of independent things add, also "
        "in a difference. For the second function: one group passes, the other misses.",
        "The standard error is the root of the four 1 / n added. The chance is the power of the "
        "large group times one minus the power of the small one.",
    ],
    minutes=25,
    level=2,
    skill="subgroups",
    bloom="analyse",
    objective="Measure how well a difference between groups is known.",
)
gap = subgroup.function(
    "interaction",
    returns={
        "se": number(PROPORTION, unit="SD", label="standard error"),
        "half_width": number(PROPORTION, unit="SD", label="half of the interval"),
    },
    public=[((20, 17), (63, 27)), ((30, 30), (90, 90)), ((9, 14), (40, 22))],
    hidden=[((12, 10), (40, 40)), ((8, 9), (50, 25)), ((25, 5), (33, 47))],
)


def errors(small, large):
    """The standard errors of two effects, in standard deviations."""
    return [np.sqrt(1 / drug + 1 / control) for drug, control in (small, large)]


def with_half(se):
    """A standard error with half of its interval."""
    return {"se": se, "half_width": 1.96 * se}


@gap.mistake("se-added")
def _(right, small, large):
    return with_half(sum(errors(small, large)))


@gap.mistake("small-group-only")
def _(right, small, large):
    return with_half(errors(small, large)[0])


@gap.mistake("se-subtracted")
def _(right, small, large):
    a, b = errors(small, large)
    return with_half(abs(a - b))


@gap.mistake("se-subtracted")
def _(right, small, large):
    a, b = errors(small, large)
    return with_half(np.sqrt(abs(a**2 - b**2)))


@gap.mistake("variance-as-error")
def _(right, small, large):
    return with_half(right["se"] ** 2)


@gap.mistake("full-width")
def _(right, small, large):
    return right | {"half_width": 2 * right["half_width"]}


passes = subgroup.function(
    "one_only",
    returns=number(PROPORTION, unit="proportion", label="chance that only the large group passes"),
    public=[(0.75, (20, 17), (63, 27)), (0.4, (30, 30), (90, 90)), (1.1, (9, 14), (40, 22))],
    hidden=[(0.5, (30, 30), (90, 90)), (0.6, (12, 10), (40, 40)), (0.9, (10, 12), (30, 30))],
)


def power(d, group):
    """Power of a two-sided t-test."""
    df, ncp = sum(group) - 2, d / np.sqrt(1 / group[0] + 1 / group[1])
    c = stats.t.ppf(0.975, df)
    return stats.nct.sf(c, df, ncp) + stats.nct.cdf(-c, df, ncp)


def normal_power(d, group, both=True):
    """Power of a two-sided z-test."""
    shift, c = d / np.sqrt(1 / group[0] + 1 / group[1]), stats.norm.ppf(0.975)
    return stats.norm.sf(c - shift) + (stats.norm.cdf(-c - shift) if both else 0.0)


@passes.alternative("normal approximation")
def _(right, d, small, large):
    return normal_power(d, large) * (1 - normal_power(d, small))


@passes.alternative("normal approximation, the expected side alone")
def _(right, d, small, large):
    return normal_power(d, large, both=False) * (1 - normal_power(d, small, both=False))


@passes.mistake("miss-is-enough")
def _(right, d, small, large):
    return 1 - power(d, small)


@passes.mistake("powers-divided")
def _(right, d, small, large):
    return 1 - power(d, small) / power(d, large)


@passes.mistake("powers-divided")
def _(right, d, small, large):
    return power(d, small) / power(d, large)


@passes.mistake("powers-subtracted")
def _(right, d, small, large):
    return power(d, large) - power(d, small)


@passes.mistake("powers-subtracted")
def _(right, d, small, large):
    return normal_power(d, large) - normal_power(d, small)


subgroup.choice(
    "group_sentence",
    options="abcd",
    mistakes={
        "a": "difference-of-significance",
        "b": "subgroup-ns-means-equal",
        "d": "diverse-therefore-generalises",
    },
)

# Exercise 4 ---------------------------------------------------------------------------------------

weights = bank.exercise(
    "m09-weights",
    title="What a weight costs",
    lesson=f"{GROUPS}#what-a-weight-does",
    hints=[
        "Decide first who is in: groups with at least one participant. Only they can say anything.",
        "The mean weighs each group by its share of the covered population. A person's weight is "
        "that share over the group's share of participants.",
        "Effective n: people × weight, summed and squared, over people × weight², summed. Covered: "
        "population of the groups that are in, over the whole population.",
    ],
    minutes=25,
    level=2,
    skill="weighting",
    bloom="analyse",
    objective="Weight an effect and say what the weights cost.",
)
_SAMPLE = {
    "White": 69,
    "Black or African American": 8,
    "American Indian or Alaska Native": 2,
    "Asian": 11,
    "Native Hawaiian or Other Pacific Islander": 1,
    "multiple races": 13,
}
_POPULATION = {
    "White": 223553265,
    "Black or African American": 38929319,
    "American Indian or Alaska Native": 2932248,
    "Asian": 14674252,
    "Native Hawaiian or Other Pacific Islander": 540013,
    "some other race": 19107368,
    "multiple races": 9009073,
}
_EFFECT = dict(zip(_SAMPLE, (-8.0, -4.0, -6.0, -10.0, -2.0, -9.0), strict=True))
weighted = weights.function(
    "reweight",
    returns={
        "mean": number(HUNDREDTH, unit="points", label="weighted effect"),
        "effective_n": number(TENTH, unit="people", label="effective number of people"),
        "covered": number(PROPORTION, unit="proportion", label="share of the population covered"),
    },
    public=[
        (_SAMPLE, _POPULATION, _EFFECT),
        ({"a": 90, "b": 6, "c": 0}, {"a": 60, "b": 25, "c": 15}, {"a": -8.0, "b": -3.0}),
        ({"x": 10, "y": 40}, {"y": 30, "x": 70}, {"x": 1.0, "y": -5.0}),
    ],
    hidden=[
        (
            {"a": 90, "b": 6, "c": 4},
            {"a": 55, "b": 25, "c": 15, "d": 5},
            {"a": -8.0, "b": -3.0, "c": -5.0},
        ),
        (
            {"a": 40, "b": 40, "c": 20, "e": 0},
            {"e": 4, "c": 20, "a": 50, "b": 26},
            {"a": -6.0, "b": -9.0, "c": -2.0},
        ),
        ({"a": 70, "b": 9}, {"a": 600, "b": 300, "c": 100}, {"a": -7.0, "b": 1.0}),
    ],
)


@weighted.mistake("not-weighted")
def _(right, sample, population, effect):
    n = sum(sample.values())
    mean = sum(people * effect[g] for g, people in sample.items() if people) / n
    return right | {"mean": mean, "effective_n": float(n)}


@weighted.mistake("not-weighted")
def _(right, sample, population, effect):
    covered = {g: people for g, people in sample.items() if people and g in population}
    mean = sum(n * effect[g] for g, n in covered.items()) / sum(covered.values())
    return right | {"mean": mean}


@weighted.mistake("kish-over-groups")
def _(right, sample, population, effect):
    here = [g for g in population if sample.get(g)]
    w = np.array([population[g] / sample[g] for g in here])
    return right | {"effective_n": w.sum() ** 2 / (w**2).sum()}


@weighted.mistake("equal-groups")
def _(right, sample, population, effect):
    return right | {"mean": np.mean([effect[g] for g, people in sample.items() if people])}


@weighted.mistake("empty-cell-as-zero")
def _(right, sample, population, effect):
    return right | {"mean": right["mean"] * right["covered"]}


@weighted.mistake("weights-fix-everything")
def _(right, sample, population, effect):
    return right | {"effective_n": float(sum(sample.values()))}


weights.choice(
    "mended",
    options="abcd",
    mistakes={"a": "weights-fix-everything", "c": "equal-groups", "d": "empty-cell-as-zero"},
)

# Exercise 5 ---------------------------------------------------------------------------------------

readable = bank.exercise(
    "m09-readable",
    title="A text for a tired reader",
    lesson=f"{CONSENT}#short-is-not-clear",
    hints=[
        "Read the source aloud, sentence by sentence, and say each to a friend. Write down what you "
        "said. Then look at `consent.consent_signs(new_text)`.",
        "One thought per sentence, the person as its subject: you may, we will, you can. Long words "
        "have short brothers: fear, film, stop. An element is missing where no plain word names it.",
        "For each risk two sentences: what may happen, what you can do. If the grade is too high, "
        "split a sentence; if `sentences` fails, join the scraps.",
    ],
    minutes=35,
    level=2,
    skill="consent",
    bloom="create",
    objective="Rewrite a consent text so that it is read and nothing is lost.",
)
_WORDS = {
    "body": ["heart", "blood pressure"],
    "touch": ["touch", "hand"],
    "stop": ["stop", "leave"],
    "data": ["film", "record"],
}
audit_text = readable.function(
    "consent_audit",
    returns={
        "missing": texts(label="elements that are missing"),
        "per_sentence": number(HUNDREDTH, unit="words", label="words per sentence"),
    },
    measure="course.consent:consent_findings",
    public=[
        ("Heart rate goes up. You may leave.\nWe film the day and keep the film.", _WORDS),
        ("We stop. Touch is agreed on.\nBlood pressure?! It rises; we record it", _WORDS),
        ("The recording stays. Handle with care! Film\nit, or not?", _WORDS),
    ],
    hidden=[
        ("A heartfelt welcome. Stop at any time! Touch only\nif you agreed before.", _WORDS),
        (
            "Blood pressure rises for hours. Is that safe? Ask us.\nWe record all. A handful of people\nreact.",
            _WORDS,
        ),
        (
            "Film and sound are kept. Nobody is left alone; a stopwatch runs.\nYour hand may\nbe held.",
            _WORDS,
        ),
        (
            "It takes 2.5 hours. LEAVE when you like.\nFilmed? Ask.",
            {"stop": ["leave"], "data": ["film"]},
        ),
    ],
)


def audited(text, words, *, whole=True, any_case=True, lines=False):
    """The audit, with its three slips."""
    edge, flags = r"\b" if whole else "", re.IGNORECASE if any_case else 0
    missing = sorted(
        element
        for element, given in words.items()
        if not any(re.search(edge + re.escape(word) + edge, text, flags) for word in given)
    )
    parts = text.split("\n") if lines else re.split(r"[.!?]+(?:\s|$)", text)
    return {
        "missing": missing,
        "per_sentence": len(text.split()) / sum(bool(p.strip()) for p in parts),
    }


@audit_text.mistake("case-missed")
def _(right, text, words):
    return audited(text, words, any_case=False)


@audit_text.mistake("part-of-a-word")
def _(right, text, words):
    return audited(text, words, whole=False)


@audit_text.mistake("part-of-a-word")
def _(right, text, words):
    return audited(text, words, whole=False, any_case=False)


@audit_text.mistake("lines-as-sentences")
def _(right, text, words):
    return audited(text, words, lines=True)


_SIGNS = {
    "grade": "reads at grade 8 or below",
    "words": "110 to 190 words",
    "sentences": "sentences of 6 to 18 words on average, no scraps",
} | {element: f"a plain word for: {element}" for element in CONSENT_PATTERNS}
rewritten = readable.value(
    "new_text",
    returns={sign: flag(points=0.5, label=says) for sign, says in _SIGNS.items()},
    measure="course.consent:consent_signs",
)
_REWRITES = load("consent_rewrites").set_index("text_id")["fictional_text"]


@rewritten.mistake("short-is-clear")
def _(right):
    return _REWRITES["short"]


@rewritten.mistake("risk-deleted")
def _(right):
    return _REWRITES["deleted"]


@rewritten.mistake("score-gaming")
def _(right):
    return _REWRITES["scraps"]


# Exercise 6 ---------------------------------------------------------------------------------------

elements = bank.exercise(
    "m09-elements",
    title="Mentioned is not explained",
    lesson=f"{CONSENT}#mentioned-is-not-explained",
    hints=[
        "Go element by element, not line by line: which line of the form is about it?",
        "Explained needs two things in the line: what it is, and what follows or what you can do. "
        "A friendly tone is neither; a signature is about no element.",
        "Explained, in per cent: the 2s of a row over seven. Chance agreement: for each code, the "
        "first coder's share of it times the second coder's, added up.",
    ],
    minutes=25,
    level=2,
    skill="consent",
    bloom="analyse",
    objective="Tell explained from mentioned, and measure how well two coders agree on it.",
)
coded = elements.value(
    "codes",
    returns={
        f"{form} {element}": number(0.1, points=0.375, label=f"form {form}, {element}")
        for form in "BC"
        for element in ELEMENTS
    },
    measure="course.consent:consent_codes",
)


def with_code(right, form, element, code):
    """The codes with one cell changed."""
    codes = [list(row) for row in right]
    codes["ABC".index(form)][ELEMENTS.index(element)] = code
    return codes


@coded.mistake("kind-words-explain")
def _(right):
    return with_code(right, "B", "touch", 2)


@coded.mistake("mentioned-is-explained")
def _(right):
    return [[2 if code else 0 for code in row] for row in right]


def linear_kappa(a, b, power=1):
    """Kappa with linear weights for three codes; with another power, those weights to that power."""
    a, b = np.ravel(a), np.ravel(b)
    far = (np.abs(np.subtract.outer(np.arange(3), np.arange(3))) / 2) ** power
    seen = np.array([[np.mean((a == i) & (b == j)) for j in range(3)] for i in range(3)])
    return 1 - (far * seen).sum() / (far * np.outer(seen.sum(1), seen.sum(0))).sum()


def plain_kappa(a, b):
    """Kappa of two lists of codes."""
    a, b = np.ravel(a), np.ravel(b)
    chance = sum(np.mean(a == k) * np.mean(b == k) for k in np.union1d(a, b))
    return (np.mean(a == b) - chance) / (1 - chance)


def tables(seed):
    """Two coders' codes, at random and alike in three cells of four."""
    rng = np.random.default_rng(seed)
    a = rng.integers(0, 3, (3, 7))
    b = np.where(rng.random((3, 7)) < 0.75, a, rng.integers(0, 3, (3, 7)))
    return a.tolist(), b.tolist()


covered = elements.function(
    "coverage",
    returns={
        **{form: number(TENTH, unit="percent", label=f"form {form}, explained") for form in "ABC"},
        "kappa": number(PROPORTION, label="kappa"),
    },
    public=[
        (
            [[2, 0, 1, 1, 0, 2, 2], [1, 0, 2, 1, 0, 2, 0], [0, 0, 1, 2, 1, 2, 1]],
            [[2, 0, 1, 2, 0, 2, 1], [1, 0, 2, 1, 1, 2, 0], [0, 2, 1, 2, 1, 0, 1]],
        ),
        tables(4),
        tables(5),
    ],
    hidden=[tables(1), tables(2), tables(3)],
)


@covered.alternative("linear weights")
def _(right, codes, other):
    return right | {"kappa": linear_kappa(codes, other)}


@covered.mistake("mentioned-is-explained")
def _(right, codes, other):
    shares = {
        form: 100 * np.mean(np.array(row) > 0) for form, row in zip("ABC", codes, strict=True)
    }
    return right | shares


@covered.mistake("mentioned-is-explained")
def _(right, codes, other):
    first, second = np.array(codes) > 0, np.array(other) > 0
    shares = {form: 100 * np.mean(row) for form, row in zip("ABC", first, strict=True)}
    return shares | {"kappa": plain_kappa(first, second)}


def agreements(codes, other):
    """How often two coders agree, and how often they would by chance."""
    a, b = np.ravel(codes), np.ravel(other)
    return np.mean(a == b), sum(np.mean(a == k) * np.mean(b == k) for k in range(3))


@covered.mistake("beyond-chance-undivided")
def _(right, codes, other):
    seen, chance = agreements(codes, other)
    return right | {"kappa": seen - chance}


@covered.mistake("chance-is-a-third")
def _(right, codes, other):
    seen, _ = agreements(codes, other)
    return right | {"kappa": (seen - 1 / 3) / (1 - 1 / 3)}


@covered.mistake("quadratic-weights")
def _(right, codes, other):
    return right | {"kappa": linear_kappa(codes, other, 2)}


@covered.mistake("agreement-as-kappa")
def _(right, codes, other):
    return right | {"kappa": np.mean(np.ravel(codes) == np.ravel(other))}


elements.choice(
    "may_say",
    options="abcd",
    mistakes={
        "a": "signature-is-understanding",
        "b": "mentioned-is-explained",
        "d": "short-is-clear",
    },
)

# Exercise 7 ---------------------------------------------------------------------------------------

retraction = bank.exercise(
    "m09-retraction",
    title="What falls with a paper",
    lesson=f"{HARM}#follow-the-thread",
    hints=[
        "Take one claim at a time. First bring every identifier to one form; then ask the three "
        "questions in their order.",
        "`text.split(';')` gives the works; strip, lower, cut the front part and the full stop, and "
        "drop what is empty. Sets make the rest short.",
        "Unsupported if own works are all within the retracted; else re-check if the works behind "
        "share one with the retracted, or own works share one with the pools; else stands.",
    ],
    minutes=25,
    level=2,
    skill="retraction",
    bloom="evaluate",
    objective="Follow a retraction through a list of claims.",
)
GONE = ["10.1007/s00213-019-05249-5", "10.1007/s00213-020-05548-2", "10.1007/s00213-020-05710-w"]
POOLS = ["10.1002/jts.22479", "10.1002/jts.22696"]


def frame(*rows):
    """Claims as a data frame like that of the notebook."""
    table = [(f"claim {i}", *row) for i, row in enumerate(rows, 1)]
    return pd.DataFrame(table, columns=["claim", "cites", "its_sources_cite"]).astype(str)


_CLAIMS = load("retraction_dependence")[["claim", "cites", "its_sources_cite"]]
audits = retraction.function(
    "audit",
    returns=texts(points=3, label="what becomes of the claims"),
    public=[
        (_CLAIMS, GONE, POOLS),
        (
            frame(
                ("https://doi.org/10.1000/A", ""),
                ("10.1000/b;doi:10.1000/a", "10.1000/x"),
                ("a leaflet", "10.1000/c; 10.1000/a."),
                ("10.1000/pool ", ""),
            ),
            ["10.1000/a"],
            ["10.1000/pool"],
        ),
        (
            frame(
                ("10.1000/k2", "10.1000/K;10.1000/n"),
                ("a film", ""),
                ("DOI:10.1000/n.", "10.1000/k"),
                (" 10.1000/k", ""),
            ),
            ["10.1000/k"],
            ["10.1000/n"],
        ),
    ],
    hidden=[
        (_CLAIMS[::-1].reset_index(drop=True), GONE, POOLS),
        (
            frame(
                ("DOI: 10.1007/S00213-020-05710-W", ""),
                ("10.1000/a;10.1007/s00213-019-05249-5", ""),
                ("10.1000/b", "10.1000/c;http://dx.doi.org/10.1007/s00213-020-05548-2"),
                ("10.1002/JTS.22696", ""),
                ("10.1000/d", "10.1002/jts.22696"),
            ),
            GONE,
            POOLS,
        ),
        (
            frame(
                (" 10.1000/Q.", "10.1000/z"),
                ("https://doi.org/10.1000/q;doi:10.1000/r", ""),
                ("10.1000/q1", "doi:10.1000/q."),
                ("10.1000/r;10.1000/s", ""),
                ("a talk", "10.1000/s;10.1000/t"),
            ),
            ["10.1000/q", "10.1000/r"],
            ["10.1000/s"],
        ),
    ],
)


def bare(text):
    """The works of a text in one form."""
    cut = [part.strip().lower().rstrip(".") for part in text.split(";")]
    return [re.sub(r"^(https?://(dx\.)?doi\.org/|doi:\s*)", "", part) for part in cut if part]


def as_written(text):
    """The works of a text as they are written."""
    return [part.strip() for part in text.split(";") if part.strip()]


def verdicts(claims, gone, pools, *, works=bare, threads=True, caution=True, any_falls=False):
    """What becomes of claims, with the four slips."""
    found = []
    for cites, behind in zip(claims["cites"], claims["its_sources_cite"], strict=True):
        own, deep = works(cites), works(behind)
        lost = [work in gone for work in own]
        if all(lost) or (any_falls and any(lost)):
            found.append("unsupported")
        elif (threads and set(deep) & set(gone)) or (caution and set(own) & set(pools)):
            found.append("re-check")
        else:
            found.append("stands")
    return found


@audits.mistake("doi-string-match")
def _(right, claims, gone, pools):
    return verdicts(claims, gone, pools, works=as_written)


@audits.mistake("inherited-missed")
def _(right, claims, gone, pools):
    return verdicts(claims, gone, pools, threads=False, caution=False)


@audits.mistake("inherited-missed")
def _(right, claims, gone, pools):
    return verdicts(claims, gone, pools, threads=False)


@audits.mistake("retracted-means-false")
def _(right, claims, gone, pools):
    return verdicts(claims, gone, pools, any_falls=True)


@audits.mistake("pool-caution-missed")
def _(right, claims, gone, pools):
    return verdicts(claims, gone, pools, caution=False)


retraction.choice(
    "claim_eleven",
    options="abcd",
    mistakes={"b": "link-as-support", "c": "retracted-means-false", "d": "retracted-means-false"},
)

# Exercise 8 ---------------------------------------------------------------------------------------

memo = bank.exercise(
    "m09-memo",
    title="A memo",
    lesson=f"{ACCESS}#a-memo-that-can-be-wrong",
    hints=[
        "Sort the lines first: known, open, only said. Then ask who could lose most by waiting.",
        "Look at `memos.memo_flags(memo)`. Where a sign is False, read its entry in the table again: what "
        "would a reader who disagrees ask you there?",
        "Three principles or more, two of them pulling elsewhere; a reason that is neither the good "
        "result nor a rule; somebody outside the team, within seven days; one line against you; one "
        "open line that could change your mind.",
    ],
    minutes=50,
    level=3,
    skill="judgement",
    bloom="evaluate",
    objective="Argue a decision from several principles and say what would change it.",
)
_BONES = {
    "lines_apart": "facts, open questions and hearsay kept apart",
    "principles_differ": "three principles that do not all pull one way",
    "not_by_result": "reasons other than how well it went",
    "not_by_rule": "reasons other than rules",
    "reporter_told": "the person who reports counts and is told",
    "outside": "somebody outside the team inquires",
    "soon": "a first act within seven days",
    "three_options": "three options weighed",
    "objection": "a line against the choice",
    "open_to_change": "an open question that could change it",
}
bones = memo.value(
    "memo",
    returns={sign: flag(points=0.5, label=says) for sign, says in _BONES.items()},
    measure="course.memos:memo_flags",
)


@bones.alternative("the whole trial is paused")
def _(right):
    return right | {
        "choice": "ethics board now, trial paused",
        "reasons": ["L03", "L05"],
        "who_inquires": "ethics board",
        "by_when_days": 7,
    }


@bones.alternative("the team is heard, and a panel inquires")
def _(right):
    options = ["wait for the paper", "team looks into it", "end the trial"]
    return right | {"weighed": options, "choice": "team looks into it", "by_when_days": 1}


@bones.mistake("single-principle")
def _(right):
    return right | {"principles": {"autonomy": right["choice"]}}


@bones.mistake("outcome-bias")
def _(right):
    return right | {"reasons": ["L03", "L07"]}


@bones.mistake("legal-equals-ethical")
def _(right):
    return right | {"reasons": ["L08", "L09"]}


@bones.mistake("untestable-is-fact")
def _(right):
    return right | {"facts": [*right["facts"], "L11"], "unknown": ["L12", "L13", "L14"]}


@bones.mistake("not-reported-as-absent")
def _(right):
    return right | {"told": ["ethics board"]}


@bones.mistake("team-judges-itself")
def _(right):
    return right | {"who_inquires": "team"}


@bones.mistake("waiting-is-no-act")
def _(right):
    return right | {"choice": "wait for the paper"}


@bones.mistake("no-objection")
def _(right):
    return right | {"against_choice": []}


@bones.mistake("nothing-would-change-it")
def _(right):
    return right | {"would_change_it": ["L05"]}
