"""The exercises of module 3, pharmacokinetics.

The first public case of every function is the one that the notebook loads from the course's
tables, or makes in plain sight; it is written out here so that the bank can be read alone, and a
test keeps both equal.
"""

import math

import numpy as np
from scipy import stats

from autograder.exercises import Bank, flag, number, numbers

CURVES = "m03-pharmacokinetics/1-one-compartment"
STEEP = "m03-pharmacokinetics/2-more-than-double"
SECOND = "m03-pharmacokinetics/3-second-doses"
PEOPLE = "m03-pharmacokinetics/4-population-pk"

# Answers may be rounded as the prompts say, so tolerances lie just above half of the last digit.
PROPORTION, HUNDREDTH, TENTH = 0.00055, 0.0055, 0.055
Z = 1.959963984540054
LN2 = math.log(2)

bank = Bank("m03-pharmacokinetics")


# Exercise 1 ---------------------------------------------------------------------------------------

curve = bank.exercise(
    "m03-curve",
    title="Draw the day, then measure it",
    lesson=f"{CURVES}#a-race-between-in-and-out",
    hints=[
        "Two speeds race: in and out. First turn the half-life into a rate; then put dose and volume "
        "into the same kind of unit as the answer.",
        "Rate out k = ln 2 / half-life. 1 mg in 1 L is 1,000 ng in each mL. Between two samples the "
        "area is a trapezoid: time step × middle of both heights.",
        "tmax = ln(ka / k) / (ka − k). Peak = dose / volume × ka / (ka − k) × (exp(−k·tmax) − "
        "exp(−ka·tmax)). Whole area = dose / (volume × k). Tail after the last sample = last level / k.",
    ],
    minutes=20,
    level=2,
    skill="one compartment",
    bloom="apply",
    objective="Compute peak and area from a dose, two speeds and a volume, and from samples.",
)
oral = curve.function(
    "oral_curve",
    returns={
        "tmax": number(HUNDREDTH, unit="h", label="time of the peak"),
        "cmax": number(TENTH, unit="ng/mL", label="height of the peak"),
        "auc": number(0.55, unit="µg·h/L", label="whole area (curve)"),
    },
    # Near MDMA 75 mg and LSD 0.1 mg; then a drug that leaves faster than it enters.
    public=[(75, 1.9, 7.7, 490), (0.1, 1.4, 3.6, 42), (60, 0.4, 1.2, 150)],
    hidden=[
        (125, 1.3, 8.6, 430),
        (25, 0.7, 1.8, 700),
        (300, 1.0, 3.5, 250),
        (40, 0.25, 1.5, 90),  # in slower than out
    ],
)


def one_compartment(dose_mg, ka, k, volume):
    """Time and height of the peak, and whole area, for a rate out of k."""
    tmax = math.log(ka / k) / (ka - k)
    peak = 1000 * dose_mg / volume * ka / (ka - k) * (math.exp(-k * tmax) - math.exp(-ka * tmax))
    return {"tmax": tmax, "cmax": peak, "auc": 1000 * dose_mg / (volume * k)}


@oral.mistake("half-life-as-rate")
def _(right, dose_mg, ka, t_half, volume):
    return one_compartment(dose_mg, ka, 1 / t_half, volume)


@oral.mistake("milligrams-as-micrograms")
def _(right, *_args):
    return right | {"cmax": right["cmax"] / 1000, "auc": right["auc"] / 1000}


@oral.mistake("instant-absorption")
def _(right, dose_mg, ka, t_half, volume):
    return right | {"tmax": 0.0, "cmax": 1000 * dose_mg / volume}


@oral.mistake("hours-vs-minutes")
def _(right, *_args):
    return right | {"tmax": 60 * right["tmax"], "auc": 60 * right["auc"]}


LSD = (
    [0, 0.5, 1, 1.5, 2, 2.5, 3, 4, 6, 8, 12],
    [0.0, 1.14, 1.6, 1.73, 1.71, 1.62, 1.51, 1.27, 0.87, 0.59, 0.27],
)
MDMA = (
    [0, 0.5, 1, 1.5, 2, 3, 4, 6, 8, 12, 24],
    [0.0, 91.46, 122.81, 131.09, 130.61, 122.11, 112.01, 93.62, 78.2, 54.55, 18.52],
)
PSILOCIN = (
    [0, 0.5, 1, 1.5, 2, 3, 4, 5, 6],
    [0.0, 9.54, 14.59, 16.77, 17.17, 15.28, 12.19, 9.18, 6.69],
)

area = curve.function(
    "areas",
    returns={
        "last": number(HUNDREDTH, unit="µg·h/L", label="area to the last sample"),
        "whole": number(HUNDREDTH, unit="µg·h/L", label="whole area (samples)"),
    },
    # The simulated LSD day; four uneven samples; an injection, highest at once.
    public=[
        (*LSD, 3.6),
        ([0, 1, 3, 8], [0.0, 6.0, 4.0, 1.0], 2.4),
        ([0, 0.25, 1, 3], [20.0, 16.0, 9.0, 2.0], 1.1),
    ],
    hidden=[
        (*MDMA, 7.7),
        (*PSILOCIN, 1.8),
        ([0, 1, 2, 5], [0.0, 3.0, 4.0, 2.0], 2.5),
        ([0, 0.1, 0.5, 2], [50.0, 41.0, 30.0, 12.0], 0.9),
    ],
)


@area.mistake("auc-ignores-tail")
def _(right, times, conc, t_half):
    return right | {"whole": right["last"]}


@area.mistake("half-life-as-rate")
def _(right, times, conc, t_half):
    return right | {"whole": right["last"] + conc[-1] * t_half}


@area.mistake("tail-upside-down")
def _(right, times, conc, t_half):
    return right | {"whole": right["last"] + conc[-1] * LN2 / t_half}


@area.mistake("tail-upside-down")
def _(right, times, conc, t_half):
    """The last level over the half-life, without the ln 2."""
    return right | {"whole": right["last"] + conc[-1] / t_half}


@area.mistake("hours-vs-minutes")
def _(right, times, conc, t_half):
    last = 60 * right["last"]
    return {"last": last, "whole": last + conc[-1] * t_half / LN2}


@area.mistake("heights-without-widths")
def _(right, times, conc, t_half):
    return {"last": sum(conc), "whole": sum(conc) + conc[-1] * t_half / LN2}


@area.mistake("step-by-one-end")
def _(right, times, conc, t_half):
    """Rectangles, each as high as the later sample."""
    last = sum(step * level for step, level in zip(np.diff(times), conc[1:], strict=True))
    return {"last": last, "whole": last + conc[-1] * t_half / LN2}


@area.mistake("step-by-one-end")
def _(right, times, conc, t_half):
    """Rectangles, each as high as the earlier sample."""
    last = sum(step * level for step, level in zip(np.diff(times), conc[:-1], strict=True))
    return {"last": last, "whole": last + conc[-1] * t_half / LN2}


curve.choice(
    "model_check",
    options="abcd",
    mistakes={"a": "model-over-data", "c": "middle-of-a-conflict", "d": "fits-one-fits-all"},
)


# Exercise 2 ---------------------------------------------------------------------------------------

exponent = bank.exercise(
    "m03-exponent",
    title="How steep is the rise?",
    lesson=f"{STEEP}#how-steep",
    hints=[
        "Two ratios matter: how many times the dose, and how many times the exposure. If they are "
        "equal, the exponent is 1.",
        "The exponent is the log of the exposure ratio over the log of the dose ratio. Doubling then "
        "gives 2 to the power of the exponent.",
        "Each printed interval gives a standard error of a log: ln(upper / lower) / (2 × 1.96). Join "
        "the two with √(a² + b²), and divide by the log of the dose ratio, as the estimate was.",
    ],
    minutes=18,
    level=2,
    skill="dose proportionality",
    bloom="analyse",
    objective="Estimate how exposure rises with dose, with an interval where the print allows one.",
)
steepness = exponent.function(
    "dose_exponent",
    returns={
        "exponent": number(HUNDREDTH, label="exponent (two doses)"),
        "if_proportional": number(TENTH, label="what proportion would give"),
        "per_doubling": number(HUNDREDTH, unit="times", label="times per doubling"),
    },
    # MDMA: area, then peak; then an exposure that lags behind the dose.
    public=[(75, 995.4, 125, 2235.9), (75, 126.5, 125, 226.3), (10, 42.0, 40, 105.0)],
    hidden=[
        (15, 11.0, 30, 21.0),
        (5, 151.0, 20, 500.0),
        (85, 1.8, 170, 3.4),
        (2, 40.0, 7, 300.0),
    ],
)


@steepness.mistake("linear-assumption")
def _(right, *_args):
    return right | {"exponent": 1.0, "per_doubling": 2.0}


@steepness.mistake("ratio-not-log")
def _(right, dose_low, low, dose_high, high):
    ratio = (high / low) / (dose_high / dose_low)
    return right | {"exponent": ratio}


@steepness.mistake("exponent-upside-down")
def _(right, *_args):
    return right | {"exponent": 1 / right["exponent"]}


@steepness.mistake("slope-as-exponent")
def _(right, dose_low, low, dose_high, high):
    return right | {"exponent": (high - low) / (dose_high - dose_low)}


@steepness.mistake("exponent-as-times")
def _(right, *_args):
    return right | {"per_doubling": 2 * right["exponent"]}


around = exponent.function(
    "exponent_interval",
    returns={
        "exponent": number(HUNDREDTH, label="exponent (with interval)"),
        "interval": numbers(HUNDREDTH, label="interval of the exponent"),
    },
    # Psilocin, LSD; then an invented pair above proportion.
    public=[
        (15, (11, 10, 13), 30, (21, 19, 24)),
        (85, (1.8, 1.6, 2.0), 170, (3.4, 3.0, 3.8)),
        (20, (30, 26, 35), 50, (130, 108, 157)),
    ],
    hidden=[
        (5, (151, 127, 181), 20, (500, 413, 607)),
        (5, (151, 127, 181), 10, (279, 243, 320)),
        (40, (9, 7, 12), 100, (31, 25, 38)),
    ],
)


def log_width(x):
    """Length of a printed interval on the log scale; x is (mean, lower, upper)."""
    return math.log(x[2] / x[1])


def with_error(right, error):
    """The answer with another standard error of the exponent."""
    reach = Z * error
    return right | {"interval": [right["exponent"] - reach, right["exponent"] + reach]}


@around.mistake("full-width")
def _(right, dose_low, low, dose_high, high):
    both = math.hypot(log_width(low), log_width(high))
    return with_error(right, both / math.log(dose_high / dose_low))


@around.mistake("full-width")
def _(right, dose_low, low, dose_high, high):
    """The width divided by 1.96 once, not twice."""
    both = math.hypot(log_width(low), log_width(high)) / Z
    return with_error(right, both / math.log(dose_high / dose_low))


@around.mistake("half-width-as-se")
def _(right, dose_low, low, dose_high, high):
    both = math.hypot(log_width(low), log_width(high)) / 2
    return with_error(right, both / math.log(dose_high / dose_low))


@around.mistake("ends-against-ends")
def _(right, dose_low, low, dose_high, high):
    span = math.log(dose_high / dose_low)
    return right | {
        "interval": [math.log(high[1] / low[2]) / span, math.log(high[2] / low[1]) / span]
    }


@around.mistake("span-forgotten")
def _(right, dose_low, low, dose_high, high):
    return with_error(right, math.hypot(log_width(low), log_width(high)) / (2 * Z))


exponent.choice(
    "report",
    options="abcd",
    mistakes={"a": "holds-one-so-one", "c": "exponent-as-times", "d": "linear-assumption"},
)


# Exercise 3 ---------------------------------------------------------------------------------------

saturation = bank.exercise(
    "m03-saturation",
    title="An enzyme that can fill up",
    lesson=f"{STEEP}#an-enzyme-that-fills-up",
    hints=[
        "Think of a ticket counter. With a short queue, twice the people take as long each. With a "
        "long queue, twice the people wait twice as long, too.",
        "The area is C0 / Vmax × (Km + C0 / 2). Compute it once for C0 and once for twice C0; the "
        "fold is their ratio.",
        "Doublings multiply. A dose ratio d holds log₂ d doublings, so each is worth "
        "2 to the power of ln(fold) / ln(d). One enzyme that fills up allows at most 4 for each.",
    ],
    minutes=18,
    level=2,
    skill="saturation",
    bloom="analyse",
    objective="Say how much one enzyme that fills up can explain, and when it cannot.",
)
filling = saturation.function(
    "saturable",
    returns={
        "auc": number(0.55, unit="µg·h/L", label="area"),
        "fold": number(HUNDREDTH, unit="times", label="times for double the dose"),
        "exponent": number(HUNDREDTH, label="exponent of the doubling"),
    },
    # Simulated: the middle of the bend; nearly proportional; nearly full.
    public=[(150, 250, 40), (50, 300, 20), (900, 60, 25)],
    hidden=[(400, 100, 30), (1000, 50, 80), (90, 150, 12)],
)


@filling.mistake("linear-assumption")
def _(right, c0, km, vmax):
    return {"auc": c0 * km / vmax, "fold": 2.0, "exponent": 1.0}


@filling.mistake("always-saturated")
def _(right, c0, km, vmax):
    return {"auc": c0 * c0 / (2 * vmax), "fold": 4.0, "exponent": 2.0}


@filling.mistake("clearance-at-start")
def _(right, c0, km, vmax):
    start = lambda c: c / vmax * (km + c)  # noqa: E731
    return right | {"auc": start(c0)}


@filling.mistake("clearance-at-start")
def _(right, c0, km, vmax):
    """The same thought, carried through to the end."""
    fold = 2 * (km + 2 * c0) / (km + c0)
    return {"auc": c0 / vmax * (km + c0), "fold": fold, "exponent": math.log2(fold)}


doubling = saturation.function(
    "per_doubling",
    returns={
        "per_doubling": number(HUNDREDTH, unit="times", label="times per doubling"),
        "one_enzyme_can": flag(label="one filling enzyme can do it"),
    },
    # Rats, 10 against 2 mg/kg: under the skin, into the belly, by mouth.
    public=[(10, 5), (21, 5), (36.0, 5.0)],
    hidden=[(7, 3), (30, 4), (2.2, 1.5), (9, 2.5), (4, 2)],  # the last stands at the wall
)


@doubling.mistake("fold-per-step")
def _(right, fold, dose_ratio):
    each = 2 * fold / dose_ratio
    return {"per_doubling": each, "one_enzyme_can": each <= 4}


@doubling.mistake("ratio-not-log")
def _(right, fold, dose_ratio):
    each = fold / dose_ratio
    return {"per_doubling": each, "one_enzyme_can": each <= 4}


@doubling.mistake("one-exponent-fits-all")
def _(right, fold, dose_ratio):
    return {"per_doubling": 2**1.5842, "one_enzyme_can": True}


saturation.choice(
    "by_mouth",
    options="abcd",
    mistakes={"a": "no-wall", "b": "model-over-data", "c": "rats-as-people"},
)


# Exercise 4 ---------------------------------------------------------------------------------------

second = bank.exercise(
    "m03-second-dose",
    title="What leftovers explain",
    lesson=f"{SECOND}#what-leftovers-explain",
    hints=[
        "Suppose that the body works on the second day just as on the first. What would the second "
        "area be then? Begin there, and only afterwards ask what changed.",
        "What is left after a gap is ½ to the power of gap / half-life. In one compartment the area "
        "between two doses rises by the same share.",
        "With unchanged clearance the area would be 1 + left times the first. It was 1 + rise times. "
        "Area is one over clearance, so clearance is (1 + left) / (1 + rise) of what it was.",
    ],
    minutes=12,
    level=2,
    skill="superposition",
    bloom="analyse",
    objective="Part a rise after a second dose into leftovers and a change of clearance.",
)
leftovers = second.function(
    "second_dose",
    returns={
        "left": number(PROPORTION, unit="proportion", label="left of the first dose"),
        "unexplained": number(PROPORTION, unit="proportion", label="rise not explained"),
        "fall": number(PROPORTION, unit="proportion", label="fall of clearance"),
    },
    # MDMA, 100 mg twice, a day apart, with two printed half-lives; then one where clearance rose.
    public=[(7.7, 24, 0.77), (9.53, 24, 0.77), (20, 24, 0.30)],
    hidden=[(12, 24, 0.90), (8.6, 12, 0.95), (6, 8, 0.70), (15, 10, 0.45)],
)


@leftovers.mistake("accumulation-equals-inhibition")
def _(right, t_half, gap, rise):
    return right | {"fall": 1 - 1 / (1 + rise)}


@leftovers.mistake("percent-rise-as-fall")
def _(right, t_half, gap, rise):
    return right | {"fall": rise}


@leftovers.mistake("rest-as-fall")
def _(right, t_half, gap, rise):
    return right | {"fall": right["unexplained"]}


@leftovers.mistake("leftovers-subtracted")
def _(right, t_half, gap, rise):
    return right | {"fall": 1 - 1 / (1 + right["unexplained"])}


@leftovers.mistake("linear-decay")
def _(right, t_half, gap, rise):
    left = max(0.0, 1 - gap / (2 * t_half))
    return {"left": left, "unexplained": rise - left, "fall": 1 - (1 + left) / (1 + rise)}


second.choice(
    "reading",
    options="abcd",
    mistakes={
        "b": "superposition-only",
        "c": "percent-rise-as-fall",
        "d": "accumulation-equals-inhibition",
    },
)


# Exercise 5 ---------------------------------------------------------------------------------------

washout = bank.exercise(
    "m03-washout",
    title="When is it gone?",
    lesson=f"{SECOND}#when-is-it-gone",
    hints=[
        "Each half-life halves what is there. How many halvings until the share is that small?",
        "One form: half-life × log₂(1 / share). Two forms: add what is left of each, weighted, and "
        "look for the hour at which the sum has come down to the share.",
        "Make the weights sum to 1. Then left(t) = Σ weight × ½^(t / half-life). Let `brentq` find "
        "where left(t) − share is zero, between 0 and a very late hour.",
    ],
    minutes=12,
    level=2,
    skill="half-lives",
    bloom="apply",
    objective="Find when a share is left of one form, or of several that leave at different speeds.",
)
hours = washout.function(
    "washout",
    returns=number(TENTH, unit="h", label="hours"),
    # MDMA as one form; racemic MDMA as two; three forms in unequal parts.
    public=[(0.05, [7.7], [1]), (0.05, [5.1, 11], [1, 1]), (0.2, [1, 4, 9], [2, 1, 1])],
    hidden=[
        (0.02, [1.4, 4.7], [1, 1]),
        (0.05, [3.6, 9.0], [3, 1]),
        (0.10, [2.0, 12.0], [1, 2]),
        (0.5, [12.0, 3.0, 6.0], [1, 3, 2]),
    ],
)


@hours.mistake("average-the-half-lives")
def _(right, share, half_lives, weights):
    return -math.log2(share) * np.average(half_lives, weights=weights)


@hours.mistake("average-the-half-lives")
def _(right, share, half_lives, weights):
    """The same, without the weights."""
    return -math.log2(share) * np.mean(half_lives)


@hours.mistake("average-the-speeds")
def _(right, share, half_lives, weights):
    rate = np.average(LN2 / np.array(half_lives), weights=weights)
    return -math.log(share) / rate


@hours.mistake("average-the-speeds")
def _(right, share, half_lives, weights):
    """The same, without the weights."""
    return -math.log(share) / np.mean(LN2 / np.array(half_lives))


@hours.mistake("two-half-lives-gone")
def _(right, share, half_lives, weights):
    return 2 * np.average(half_lives, weights=weights)


@hours.mistake("linear-decay")
def _(right, share, half_lives, weights):
    return 2 * (1 - share) * np.average(half_lives, weights=weights)


@hours.mistake("half-life-as-rate")
def _(right, *_args):
    return right * LN2


@hours.mistake("slowest-only")
def _(right, share, half_lives, weights):
    return -math.log2(share) * max(half_lives)


washout.choice(
    "gone",
    options="abcd",
    mistakes={
        "a": "more-drug-more-effect",
        "b": "two-half-lives-gone",
        "d": "average-the-half-lives",
    },
)


# Exercise 6 ---------------------------------------------------------------------------------------

interactions = bank.exercise(
    "m03-interactions",
    title="A lost enzyme, and a level that misleads",
    lesson=f"{SECOND}#a-lost-enzyme",
    hints=[
        "Exposure and clearance are each other turned over. Do the sums with clearance, and turn "
        "over once, at the end.",
        "If exposure without the enzyme is R times as high, clearance is 1 / R of what it was. The "
        "enzyme's share is what is missing from 1.",
        "With a part a of the enzyme's work left, clearance is 1 − share × (1 − a); exposure is one "
        "over that. For the counts, leave out pairs with a `not reported` in them.",
    ],
    minutes=18,
    level=2,
    skill="interactions",
    bloom="evaluate",
    objective="Turn a rise in exposure into an enzyme's share, and keep level and effect apart.",
)
enzyme = interactions.function(
    "lost_pathway",
    returns={
        "share": number(PROPORTION, unit="proportion", label="the enzyme's share of clearance"),
        "partial": number(PROPORTION, unit="times", label="exposure ratio with some activity"),
    },
    # LSD without CYP2D6, then half its work; MDMA with paroxetine; an invented drug.
    public=[(1.75, 0.5), (1.30, 0.0), (3.0, 0.25)],
    hidden=[(2.4, 0.3), (1.2, 0.5), (5.0, 0.2), (1.6, 1.0)],
)


@enzyme.mistake("percent-rise-as-share")
def _(right, ratio, activity):
    return right | {"share": ratio - 1}


@enzyme.mistake("rest-as-share")
def _(right, ratio, activity):
    return right | {"share": 1 / ratio}


@enzyme.mistake("rise-scaled-down")
def _(right, ratio, activity):
    return right | {"partial": 1 + (ratio - 1) * (1 - activity)}


@enzyme.mistake("left-as-gone")
def _(right, ratio, activity):
    return right | {"partial": 1 / (1 - right["share"] * activity)}


@enzyme.mistake("inhibition-lowers-levels")
def _(right, ratio, activity):
    return right | {"partial": 1 / right["partial"]}


PLASMA = ["up", "up", "up", "up", "not reported", "same", "same", "up"]
EFFECT = ["down", "down", "down", "up", "down", "same", "down", "up"]

ways = interactions.function(
    "directions",
    returns={
        "judged": number(0, unit="studies", label="studies that can be judged"),
        "agree": number(0, unit="studies", label="studies in which both went the same way"),
    },
    # The eight rows of the table `interactions`; then two short invented lists.
    public=[
        (PLASMA, EFFECT),
        (
            ["down", "up", "not reported", "same"],
            ["down", "not reported", "not reported", "not reported"],
        ),
        (["same", "same", "up", "down"], ["up", "same", "up", "up"]),
    ],
    hidden=[
        (["up", "down", "not reported", "up"], ["up", "down", "same", "down"]),
        (
            ["same", "not reported", "up", "up", "down"],
            ["same", "same", "down", "not reported", "up"],
        ),
        (["not reported", "up", "same"], ["same", "up", "up"]),
        (["not reported", "not reported"], ["not reported", "up"]),
    ],
)


def count_ways(plasma, effect):
    """Studies in which both are known, and those in which they are equal."""
    known = [(p, e) for p, e in zip(plasma, effect, strict=True) if "not reported" not in (p, e)]
    return {"judged": len(known), "agree": sum(p == e for p, e in known)}


@ways.mistake("not-reported-as-zero")
def _(right, plasma, effect):
    filled = [[w.replace("not reported", "same") for w in words] for words in (plasma, effect)]
    return count_ways(*filled)


@ways.mistake("every-row-counts")
def _(right, plasma, effect):
    return right | {"judged": len(plasma)}


@ways.mistake("every-row-counts")
def _(right, plasma, effect):
    """Two gaps counted as agreement, too."""
    return {
        "judged": len(plasma),
        "agree": sum(p == e for p, e in zip(plasma, effect, strict=True)),
    }


@ways.mistake("more-drug-more-effect")
def _(right, plasma, effect):
    return right | {"agree": right["judged"]}


@ways.mistake("inhibition-lowers-levels")
def _(right, plasma, effect):
    turned = [{"up": "down", "down": "up"}.get(word, word) for word in plasma]
    return count_ways(turned, effect)


interactions.choice(
    "paroxetine",
    options="abcd",
    mistakes={
        "a": "inhibition-lowers-levels",
        "c": "more-drug-more-effect",
        "d": "smaller-so-safer",
    },
)


# Exercise 7 ---------------------------------------------------------------------------------------

spread = bank.exercise(
    "m03-spread",
    title="From the mean to people",
    lesson=f"{PEOPLE}#from-the-mean-to-people",
    hints=[
        "The interval is about the mean. People differ √n times as much as the mean is unsure. Do "
        "all of it with logarithms.",
        "SD of the logs = ln(high / low) / (2 t) × √n, with t for n − 1 degrees of freedom. The "
        "middle 95 of 100 people reach 1.96 of these SDs to each side, on the log scale.",
        "People: mean × exp(± 1.96 × SD). Above a level: the upper tail of the normal curve at "
        "ln(level / mean) / SD; `stats.norm.sf` gives it.",
    ],
    minutes=12,
    level=2,
    skill="spread between people",
    bloom="analyse",
    objective="Work out from the interval of a geometric mean how far people spread.",
)
reach = spread.function(
    "spread",
    returns={
        "sd_log": number(PROPORTION, label="SD of the logs"),
        "people": numbers(TENTH, label="middle 95 of 100 people"),
        "above": number(PROPORTION, unit="proportion", label="share above the level"),
    },
    # Psilocin peaks after 25 and 15 mg; then a level below the mean.
    public=[(17, 16, 19, 23, 21), (11, 10, 13, 28, 17), (40.5, 34.5, 47.5, 12, 30.5)],
    hidden=[
        (21, 19, 24, 28, 30),
        (3.4, 3.0, 3.8, 28, 4.5),
        (52, 43, 63, 23, 70),
        (9, 8, 10, 16, 7),
    ],
)


def people_around(mean, sd_log, level):
    """The answer for a given SD of the logs."""
    return {
        "sd_log": sd_log,
        "people": [mean * math.exp(-Z * sd_log), mean * math.exp(Z * sd_log)],
        "above": stats.norm.sf(math.log(level / mean) / sd_log),
    }


@reach.alternative("normal distribution")
def _(right, mean, low, high, n, level):
    return people_around(mean, math.log(high / low) / (2 * Z) * math.sqrt(n), level)


@reach.mistake("ci-as-people")
def _(right, mean, low, high, n, level):
    return right | {"people": [low, high]}


@reach.mistake("se-as-people")
def _(right, mean, low, high, n, level):
    return people_around(mean, right["sd_log"] / math.sqrt(n), level)


@reach.mistake("full-width")
def _(right, mean, low, high, n, level):
    return people_around(mean, 2 * right["sd_log"], level)


@reach.mistake("arithmetic-on-skewed")
def _(right, mean, low, high, n, level):
    sd = (high - low) / (2 * stats.t.ppf(0.975, n - 1)) * math.sqrt(n)
    return right | {
        "people": [mean - Z * sd, mean + Z * sd],
        "above": stats.norm.sf((level - mean) / sd),
    }


spread.choice(
    "sentence",
    options="abcd",
    mistakes={
        "a": "ci-as-people",
        "b": "more-people-narrower-people",
        "c": "healthy-volunteers-are-patients",
    },
)
