"""The exercises of module 4, receptors, dose-response and harm.

The first public case of every function is the one that the notebook loads from the course's
tables; it is written out here so that the bank can be read alone, and a test keeps both equal.
"""

import math

import numpy as np
from scipy import stats

from autograder.exercises import Bank, flag, number, numbers

OCCUPANCY = "m04-receptors-dose-harm/1-occupancy"
DOSES = "m04-receptors-dose-harm/2-three-doses"
SYNTHESIS = "m04-receptors-dose-harm/3-dose-meta-analysis"
HARM = "m04-receptors-dose-harm/4-harm-by-dose"

# Answers may be rounded as the prompts say, so tolerances lie just above half of the last digit.
PROPORTION, HUNDREDTH, TENTH = 0.00055, 0.0055, 0.055

bank = Bank("m04-receptors-dose-harm")


def wald(a, n, b, m):
    """A risk difference with its large-sample limits: difference, low, high."""
    p, q = a / n, b / m
    reach = 1.96 * math.sqrt(p * (1 - p) / n + q * (1 - q) / m)
    return p - q, p - q - reach, p - q + reach


def wilson(events, n):
    """A share and its Wilson limits."""
    share, z2 = events / n, 1.96**2
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    reach = 1.96 * math.sqrt(share * (1 - share) / n + z2 / (4 * n**2)) / (1 + z2 / n)
    return share, middle - reach, middle + reach


def newcombe(a, n, b, m):
    """Limits of a risk difference from two Wilson intervals (Newcombe 1998, method 10)."""
    (p, low_p, high_p), (q, low_q, high_q) = wilson(a, n), wilson(b, m)
    return [p - q - math.hypot(p - low_p, high_q - q), p - q + math.hypot(high_p - p, q - low_q)]


# Exercise 1 ---------------------------------------------------------------------------------------

occupancy = bank.exercise(
    "m04-occupancy",
    title="From level to share, and back",
    lesson=f"{OCCUPANCY}#share-of-the-maximum",
    hints=[
        "At the EC50 the share is half of the ceiling. What is it far above, and what near zero?",
        "The share is the ceiling × C / (EC50 + C). To go back, put the share on the left and solve for C.",
        "C = EC50 × share / (ceiling − share). When the share is the ceiling or more, nothing is enough.",
    ],
    minutes=10,
    level=1,
    skill="concentration and effect",
    bloom="apply",
    objective="Go from a concentration to a share of the maximum and back.",
)
share = occupancy.function(
    "effect_share",
    returns=number(PROPORTION, unit="proportion", label="share of the maximum"),
    public=[(1.7, 1.0, 1.0), (1.7, 1.9, 1.0), (3.1, 1.0, 1.0), (17.0, 2.0, 0.77)],
    hidden=[(0.4, 1.5, 1.0), (2.0, 3.0, 0.8), (5.0, 20.0, 0.6), (1.2, 2.0, 0.9)],
)


@share.mistake("occupancy-linear")
def _(right, conc, ec50, maximum):
    return min(maximum, maximum * conc / (2 * ec50))


@share.mistake("ec50-is-max")
def _(right, conc, ec50, maximum):
    return maximum * min(1, conc / ec50)


@share.mistake("percent-vs-fraction")
def _(right, conc, ec50, maximum):
    return 100 * right


@share.mistake("maximum-ignored")
def _(right, conc, ec50, maximum):
    return conc / (ec50 + conc)


@share.mistake("share-upside-down")
def _(right, conc, ec50, maximum):
    return maximum * ec50 / (ec50 + conc)


back = occupancy.function(
    "concentration_for",
    returns=number(HUNDREDTH, unit="ng/mL", label="concentration"),
    public=[(0.8, 1.0, 1.0), (0.8, 1.9, 1.0), (0.7, 2.0, 0.77), (0.8, 2.0, 0.77), (0.5, 2.0, 0.5)],
    hidden=[(0.3, 4.0, 0.6), (0.5, 3.0, 0.8), (0.2, 1.5, 0.9), (0.6, 2.0, 0.6)],
)


@back.mistake("occupancy-linear")
def _(right, effect, ec50, maximum):
    return 2 * ec50 * effect / maximum


@back.mistake("maximum-ignored")
def _(right, effect, ec50, maximum):
    return ec50 * effect / (1 - effect)


@back.mistake("ec50-is-max")
def _(right, effect, ec50, maximum):
    return ec50 * effect / maximum


occupancy.choice(
    "alike",
    options="abcd",
    mistakes={"a": "flat-means-nothing-happens", "b": "occupancy-linear", "c": "dose-is-effect"},
)


# Exercise 2 ---------------------------------------------------------------------------------------

emax = bank.exercise(
    "m04-emax",
    title="Which curves are allowed?",
    lesson=f"{DOSES}#which-curves-are-allowed",
    hints=[
        "Hold one ED50 still. What is left is a straight line in dose / (ED50 + dose): bottom and top are its "
        "intercept and slope.",
        "Weighted least squares: multiply both the columns and the means by √(n / SD²), then "
        "`np.linalg.lstsq`. Keep the misfit of each ED50, and what its curve says at twice the top dose.",
        "Compare each misfit with the smallest one: 3.84 above it is the line. If the first or last ED50 of the "
        "grid is allowed, the data set no limit on that side.",
    ],
    minutes=30,
    level=3,
    skill="dose-response",
    bloom="analyse",
    objective="Find which curves three or more doses allow, and what they say beyond the data.",
)
GRID = np.geomspace(1, 1000, 301)
profile = emax.function(
    "ed50_profile",
    returns={
        "low": number(TENTH, label="smallest ED50 allowed"),
        "high": number(TENTH, label="largest ED50 allowed"),
        "ahead": numbers(TENTH, label="at twice the top dose"),
    },
    # Week 3 and week 6 of the trial (SYPRES); then six simulated doses (true ED50 6).
    public=[
        ([1.0, 10.0, 25.0], [-5.4, -7.9, -12.0], [12.2439, 11.9299, 12.0172], [79.0, 75.0, 79.0], GRID),
        ([1.0, 10.0, 25.0], [-6.261, -5.991, -11.53], [12.9857, 13.5879, 13.4478], [79.0, 75.0, 79.0], GRID),
        (
            [0.0, 2.0, 5.0, 10.0, 20.0, 40.0],
            [-5.5, -7.6, -8.2, -10.7, -14.0, -13.7],
            [10.0] * 6,
            [156.0] * 6,
            GRID,
        ),
    ],
    hidden=[
        (
            [0.0, 25.0, 50.0, 100.0, 200.0],
            [-2.0, -6.1, -8.4, -11.2, -12.3],
            [7.0] * 5,
            [100.0, 90.0, 110.0, 95.0, 105.0],
            GRID,
        ),
        (
            [0.0, 5.0, 10.0, 25.0, 50.0],
            [-4.8, -9.9, -11.6, -12.7, -13.4],
            [9.0, 10.0, 9.0, 11.0, 10.0],
            [220.0] * 5,
            GRID,
        ),
        ([0.0, 10.0, 20.0, 40.0], [-3.0, -4.4, -5.6, -8.3], [8.0, 9.0, 8.0, 9.0], [70.0, 66.0, 72.0, 68.0], GRID),
        ([1.0, 10.0, 25.0], [-6.887, -8.796, -13.043], [11.5902, 11.7779, 11.128], [79.0, 75.0, 79.0], GRID),
    ],
)  # fmt: skip


def profiled(doses, means, sds, ns, grid, cut=3.84, plain_fit=False):
    """The reference's way with another cut-off, other weights, or a fit without any."""
    d, m = np.array(doses, float), np.array(means, float)
    w = np.array(ns, float) / np.array(sds, float) ** 2
    root = np.ones(len(d)) if plain_fit else np.sqrt(w)
    fits, ahead = [], []
    for k in grid:
        x = np.column_stack([np.ones(len(d)), d / (k + d)])
        b = np.linalg.lstsq(x * root[:, None], m * root, rcond=None)[0]
        fits.append(float(np.sum(w * (m - x @ b) ** 2)))
        ahead.append(float(b[0] + b[1] * 2 * d.max() / (k + 2 * d.max())))
    fits, ahead = np.array(fits), np.array(ahead)
    ok = fits - fits.min() <= cut
    return {
        "low": 0.0 if ok[0] else float(grid[ok][0]),
        "high": math.inf if ok[-1] else float(grid[ok][-1]),
        "ahead": [float(ahead[ok].min()), float(ahead[ok].max())],
    }


@profile.mistake("overconfident-fit")
def _(right, doses, means, sds, ns, grid):
    low = right["low"] or float(grid[0])
    return right | {"low": low, "high": min(right["high"], float(grid[-1]))}


@profile.mistake("best-is-the-answer")
def _(right, doses, means, sds, ns, grid):
    best = profiled(doses, means, sds, ns, grid, cut=1e-12)
    ed50 = best["low"] or (float(grid[-1]) if math.isinf(best["high"]) else float(grid[0]))
    return {"low": ed50, "high": ed50, "ahead": best["ahead"]}


@profile.mistake("sd-as-se")
def _(right, doses, means, sds, ns, grid):
    return profiled(doses, means, sds, [1] * len(ns), grid)


@profile.mistake("arms-count-alike")
def _(right, *args):
    """The fit without weights, the misfit with them."""
    return profiled(*args, plain_fit=True)


@profile.mistake("arms-count-alike")
def _(right, doses, means, sds, ns, grid):
    """No weights at all."""
    return profiled(doses, means, [1] * len(ns), [1] * len(ns), grid)


@profile.mistake("one-se-as-95")
def _(right, *args):
    return profiled(*args, cut=1.0)


@profile.mistake("log-zero-dose")
def _(right, doses, means, sds, ns, grid):
    rows = [row for row in zip(doses, means, sds, ns, strict=True) if row[0] > 0]
    return profiled(*zip(*rows, strict=True), grid)


emax.choice(
    "bend",
    options="abcd",
    mistakes={
        "b": "perfect-fit-is-good",
        "c": "overconfident-fit",
        "d": "unknown-bend-means-no-effect",
    },
)


# Exercise 3 ---------------------------------------------------------------------------------------

left = bank.exercise(
    "m04-who-left",
    title="A ceiling, or who was left?",
    lesson=f"{DOSES}#a-ceiling-or-who-was-left",
    hints=[
        "A mean times its people is a sum of scores. Which sum is missing?",
        "All people at the dose below have the sum n_all × mean_below. Those at the top have n_top × mean_top. "
        "The rest must come from the missing.",
        "needed = (n_all × mean_below − n_top × mean_top) / (n_all − n_top). Then compare it with the scale.",
    ],
    minutes=8,
    level=2,
    skill="who is missing",
    bloom="analyse",
    objective="Test whether missing people could explain a drop.",
)
needed = left.function(
    "needed_mean",
    returns={
        "needed": number(HUNDREDTH, label="score they would need"),
        "possible": flag(label="whether the scale goes that far"),
    },
    public=[(1.5, 6, 1.6, 8, 4), (0.7, 7, 1.5, 8, 4), (20.0, 18, 24.0, 20, 60)],
    hidden=[
        (2.0, 9, 2.6, 12, 4),
        (30.0, 20, 41.0, 26, 60),
        (1.1, 15, 1.9, 17, 5),
        (5.0, 10, 5.5, 20, 6),
    ],
)


@needed.mistake("completers-only")
def _(right, mean_top, n_top, mean_below, n_all, scale_max):
    return {"needed": mean_below, "possible": True}


@needed.mistake("unweighted-average")
def _(right, mean_top, n_top, mean_below, n_all, scale_max):
    score = 2 * mean_below - mean_top
    return {"needed": score, "possible": score <= scale_max}


@needed.mistake("mean-stands-for-all")
def _(right, mean_top, n_top, mean_below, n_all, scale_max):
    score = n_all * (mean_below - mean_top) / (n_all - n_top)
    return {"needed": score, "possible": score <= scale_max}


@needed.mistake("shared-among-the-present")
def _(right, mean_top, n_top, mean_below, n_all, scale_max):
    score = (n_all * mean_below - n_top * mean_top) / n_top
    return {"needed": score, "possible": score <= scale_max}


left.choice(
    "ceiling",
    options="abcd",
    mistakes={
        "a": "ceiling-from-dropouts",
        "c": "dropouts-explain-everything",
        "d": "wrong-done-numbers-false",
    },
)


# Exercise 4 ---------------------------------------------------------------------------------------

line = bank.exercise(
    "m04-trend",
    title="Trend, or pairs?",
    lesson=f"{DOSES}#trend-or-pairs",
    hints=[
        "A pair of arms uses two thirds of the people and asks about one step. A line uses everybody.",
        "Weights are n / SD². First the weighted mean dose, then each dose's distance from it.",
        "slope = Σ w·off·mean / Σ w·off²; z = slope × √(Σ w·off²); p = 2 × `stats.norm.sf(abs(z))`. Report "
        "ten times the slope.",
    ],
    minutes=10,
    level=2,
    skill="trend",
    bloom="analyse",
    objective="Test a trend over all doses and read it beside one pair.",
)
straight = line.function(
    "trend",
    returns={
        "slope": number(HUNDREDTH, label="slope for 10 units of dose"),
        "z": number(HUNDREDTH, label="z"),
        "p": number(PROPORTION, label="p"),
    },
    public=[
        ([1.0, 10.0, 25.0], [-5.4, -7.9, -12.0], [12.2439, 11.9299, 12.0172], [79.0, 75.0, 79.0]),
        ([2.0, 8.0, 16.0], [10.0, 12.5, 11.0], [6.0, 7.0, 6.5], [40.0, 42.0, 38.0]),
        (
            [3.0, 9.0, 12.0, 30.0],
            [-2.0, -4.5, -4.0, -9.0],
            [7.0, 8.0, 9.0, 7.5],
            [25.0, 24.0, 26.0, 22.0],
        ),
    ],
    hidden=[
        (
            [1.0, 10.0, 25.0],
            [-6.0, -5.651, -9.496],
            [14.8433, 14.0469, 14.3811],
            [79.0, 75.0, 79.0],
        ),
        (
            [5.0, 10.0, 20.0, 40.0],
            [-4.0, -5.0, -7.1, -8.6],
            [10.0, 11.0, 9.0, 10.0],
            [45.0, 44.0, 46.0, 40.0],
        ),
        ([2.0, 6.0, 30.0], [-3.0, -6.2, -6.9], [8.0, 9.0, 8.5], [30.0, 34.0, 31.0]),
    ],
)


def fitted(doses, means, sds, ns):
    """Slope for each unit of dose, and z."""
    d, m = np.array(doses, float), np.array(means, float)
    w = np.array(ns, float) / np.array(sds, float) ** 2
    off = d - np.average(d, weights=w)
    slope = float(np.sum(w * off * m) / np.sum(w * off**2))
    return slope, slope * math.sqrt(float(np.sum(w * off**2)))


def two_sided(z):
    """Two-sided p-value of a normal z."""
    return 2 * float(stats.norm.sf(abs(z)))


@straight.alternative("pooled SD and t")
def _(right, doses, means, sds, ns):
    n, s = np.array(ns, float), np.array(sds, float)
    df = float(n.sum()) - len(n)
    pooled = math.sqrt(float(np.sum((n - 1) * s**2)) / df)
    slope, z = fitted(doses, means, [pooled] * len(ns), ns)
    return {"slope": 10 * slope, "z": z, "p": 2 * float(stats.t.sf(abs(z), df))}


@straight.alternative("equal steps")
def _(right, doses, means, sds, ns):
    z = fitted(range(len(doses)), means, sds, ns)[1]
    return right | {"z": z, "p": two_sided(z)}


@straight.alternative("logarithm of the dose")
def _(right, doses, means, sds, ns):
    z = fitted(np.log(doses), means, sds, ns)[1]
    return right | {"z": z, "p": two_sided(z)}


@straight.mistake("pairwise-only")
def _(right, doses, means, sds, ns):
    gap = means[1] - means[0]
    z = gap / math.hypot(sds[0] / math.sqrt(ns[0]), sds[1] / math.sqrt(ns[1]))
    return {"slope": 10 * gap / (doses[1] - doses[0]), "z": z, "p": two_sided(z)}


@straight.mistake("three-points-as-sample")
def _(right, doses, means, sds, ns):
    fit = stats.linregress(doses, means)
    return {
        "slope": 10 * float(fit.slope),
        "z": float(fit.slope / fit.stderr),
        "p": float(fit.pvalue),
    }


@straight.mistake("sd-as-se")
def _(right, doses, means, sds, ns):
    slope, z = fitted(doses, means, sds, [1] * len(ns))
    return {"slope": 10 * slope, "z": z, "p": two_sided(z)}


line.choice(
    "report",
    options="abcd",
    mistakes={"a": "pairwise-only", "b": "three-points-as-sample", "d": "ns-means-equal"},
)


# Exercise 5 ---------------------------------------------------------------------------------------

pool = bank.exercise(
    "m04-pooled-ed95",
    title="A pool outside its parts",
    lesson=f"{SYNTHESIS}#how-a-pool-can-lie-outside",
    hints=[
        "On paper, write the values of A, of B and of the pool at 5, 20 and 40 mg. Then look at the three "
        "numbers of the pool.",
        "The pool at a dose is share_a × value_a + (1 − share_a) × value_b, with the share of A at that dose. "
        "For the same mix, use one share for all doses.",
        "ED95: find the first dose whose value is at least 0.95 × the last value, then go back along the straight "
        "line from the dose before it.",
    ],
    minutes=20,
    level=3,
    skill="pooling curves",
    bloom="evaluate",
    objective="Show how a pooled curve can lie outside the curves it is made of.",
)
ed95 = pool.function(
    "pooled_ed95",
    returns={
        "groups": numbers(TENTH, label="ED95 of A and B"),
        "crude": number(TENTH, label="ED95 of the crude pool"),
        "same_mix": number(TENTH, label="ED95 at one mix"),
    },
    public=[
        (
            [0.0, 2.5, 5.0, 10.0, 15.0, 20.0, 25.0, 30.0, 40.0],
            [30, 25, 25, 30, 20, 8, 4, 2, 1],
            [30, 2, 3, 10, 20, 40, 60, 50, 30],
            (6, 0.5),
            (14, 2.0),
        ),
        ([0.0, 10.0, 20.0, 40.0], [10, 20, 10, 5], [10, 10, 20, 40], (8, 1.0), (10, 5.0)),
        ([0.0, 4.0, 8.0, 16.0, 32.0], [15, 25, 20, 9, 4], [15, 5, 12, 28, 45], (6, 0.7), (12, 2.5)),
    ],
    hidden=[
        (
            [0.0, 5.0, 10.0, 20.0, 30.0, 40.0, 60.0],
            [20, 30, 25, 10, 5, 2, 1],
            [20, 5, 10, 30, 45, 50, 40],
            (4, 1.0),
            (11, 3.0),
        ),
        ([0.0, 25.0, 50.0, 100.0, 150.0, 200.0], [20, 45, 40, 20, 8, 4], [20, 4, 10, 30, 40, 50], (5, 6.0), (12, 12.0)),
        ([0.0, 3.0, 6.0, 12.0, 25.0, 50.0], [10, 30, 20, 15, 9, 5], [10, 4, 9, 20, 40, 44], (7, 0.8), (13, 4.0)),
    ],
)  # fmt: skip


@ed95.mistake("pooled-must-be-between")
def _(right, doses, n_a, n_b, curve_a, curve_b):
    share_a = sum(n_a) / (sum(n_a) + sum(n_b))
    return right | {"crude": share_a * right["groups"][0] + (1 - share_a) * right["groups"][1]}


@ed95.mistake("mix-ignored")
def _(right, *_args):
    return right | {"crude": right["same_mix"]}


@ed95.mistake("extrapolate-beyond-doses")
def _(right, doses, n_a, n_b, curve_a, curve_b):
    return right | {"groups": [19 * curve_a[1], 19 * curve_b[1]]}


@ed95.mistake("nearest-tested-dose")
def _(right, doses, *_args):
    def up(x):
        return float(min(d for d in doses if d >= x - 1e-9))

    return {
        "groups": [up(x) for x in right["groups"]],
        "crude": up(right["crude"]),
        "same_mix": up(right["same_mix"]),
    }


pool.choice(
    "paradox",
    options="abcd",
    mistakes={
        "a": "pooled-must-be-between",
        "b": "ed95-as-recommendation",
        "c": "more-people-surer",
    },
)


# Exercise 6 ---------------------------------------------------------------------------------------

order = bank.exercise(
    "m04-dose-order",
    title="Two doses, one surprise",
    lesson=f"{SYNTHESIS}#two-doses-one-surprise",
    hints=[
        "Write down what was seen, sign and all. Then ask how much such a small trial jumps about by luck alone.",
        "Pool the two SDs with their degrees of freedom. g is the difference over that SD, times Hedges' factor.",
        "The difference of the means varies with SE = SD × √(1/n + 1/m). If the truth is −better_by, the chance of "
        "a positive difference is Φ(−better_by / SE).",
    ],
    minutes=10,
    level=2,
    skill="noise and order",
    bloom="analyse",
    objective="Report an awkward difference with its interval and the chance of a wrong sign.",
)
ordered = order.function(
    "dose_order",
    returns={
        "difference": number(HUNDREDTH, unit="points", label="difference"),
        "g": number(HUNDREDTH, label="Hedges' g"),
        "interval": numbers(HUNDREDTH, label="interval of g"),
        "wrong_sign": number(PROPORTION, unit="proportion", label="chance of a wrong sign"),
    },
    public=[
        ((45.3, 33.8, 12.0), (24.1, 17.2, 7.0), 10),
        ((40.0, 20.0, 30.0), (48.0, 22.0, 28.0), 5),
        ((27.0, 7.0, 4.0), (15.0, 4.5, 5.0), 3),  # made up: a handful of people
    ],
    hidden=[
        ((64.3, 33.6, 12.0), (70.0, 28.2, 9.0), 10),
        ((18.0, 9.0, 20.0), (16.5, 8.0, 22.0), 2),
        ((30.0, 14.0, 8.0), (22.0, 6.0, 15.0), 5),
        ((31.0, 6.0, 3.0), (18.0, 5.0, 4.0), 4),  # few people: Hedges' factor counts
    ],
)


def pooled_sd(s, n, t, m):
    """SD of two arms together."""
    return math.sqrt(((n - 1) * s**2 + (m - 1) * t**2) / (n + m - 2))


@ordered.alternative("Welch error")
def _(right, higher, lower, better_by):
    (_, s, n), (_, t, m) = higher, lower
    se = math.hypot(s / math.sqrt(n), t / math.sqrt(m))
    return right | {"wrong_sign": float(stats.norm.cdf(-better_by / se))}


@ordered.alternative("Cohen's d")
def _(right, higher, lower, better_by):
    (x, s, n), (y, t, m) = higher, lower
    d = (x - y) / pooled_sd(s, n, t, m)
    reach = 1.96 * math.sqrt(1 / n + 1 / m + d**2 / (2 * (n + m)))
    return right | {"g": d, "interval": [d - reach, d + reach]}


@ordered.mistake("lower-minus-higher")
def _(right, *_args):
    low, high = right["interval"]
    return right | {"difference": -right["difference"], "g": -right["g"], "interval": [-high, -low]}


@ordered.mistake("forgot-sqrt-n")
def _(right, higher, lower, better_by):
    (_, s, n), (_, t, m) = higher, lower
    return right | {"wrong_sign": float(stats.norm.cdf(-better_by / pooled_sd(s, n, t, m)))}


@ordered.mistake("wrong-sign-is-p")
def _(right, higher, lower, better_by):
    (x, s, n), (y, t, m) = higher, lower
    z = abs(x - y) / (pooled_sd(s, n, t, m) * math.sqrt(1 / n + 1 / m))
    return right | {"wrong_sign": 2 * float(stats.norm.sf(z))}


order.choice(
    "order",
    options="abcd",
    mistakes={"b": "noise-as-finding", "c": "dose-order-forced", "d": "interval-with-zero-is-zero"},
)


# Exercise 7 ---------------------------------------------------------------------------------------

never = bank.exercise(
    "m04-no-events",
    title="None is not never",
    lesson=f"{HARM}#none-is-not-never",
    hints=[
        "Suppose the risk were 5 in 100. How likely is it then that none of 53 people has the event?",
        "None of n has the chance (1 − risk)ⁿ. Set it to 0.05 and solve, once for the risk, once for n.",
        "upper = 1 − 0.05 ** (1/n). needed = ln 0.05 / ln(1 − rate), rounded up. The difference is one share minus the "
        "other; under the root stands a(1 − a)/n + b(1 − b)/m.",
    ],
    minutes=10,
    level=2,
    skill="rare events",
    bloom="analyse",
    objective="Say what no event at all leaves open, and how many people would close it.",
)
none = never.function(
    "no_events",
    returns={
        "upper": number(PROPORTION, unit="proportion", label="upper limit"),
        "needed": number(0, unit="people", label="people needed"),
        "difference": number(PROPORTION, unit="proportion", label="difference"),
        "interval": numbers(PROPORTION, unit="proportion", label="interval"),
    },
    public=[
        (53, 0.001, (5, 53), (2, 51)),
        (166, 0.01, (5, 53), (2, 51)),
        (12, 0.1, (2, 30), (6, 31)),
    ],
    hidden=[
        (76, 0.02, (9, 40), (4, 44)),
        (20, 0.05, (3, 61), (3, 90)),
        (400, 0.005, (12, 80), (5, 75)),
    ],
)


@none.alternative("rule of three")
def _(right, n, rate, *_arms):
    return right | {"upper": 3 / n, "needed": math.ceil(3 / rate - 1e-9)}


@none.alternative("two-sided exact limit")
def _(right, n, rate, *_arms):
    people = math.ceil(math.log(0.025) / math.log(1 - rate))
    return right | {"upper": 1 - 0.025 ** (1 / n), "needed": people}


@none.alternative("Newcombe's interval")
def _(right, n, rate, arm_a, arm_b):
    return right | {"interval": newcombe(*arm_a, *arm_b)}


@none.mistake("one-over-n")
def _(right, n, *_args):
    return right | {"upper": 1 / n}


@none.mistake("one-case-is-enough")
def _(right, n, rate, *_arms):
    return right | {"needed": math.ceil(1 / rate - 1e-9)}


never.choice(
    "none",
    options="abcd",
    mistakes={"a": "zero-means-safe", "c": "ns-means-no-harm", "d": "nobody-reported-it"},
)


# Exercise 8 ---------------------------------------------------------------------------------------

step = bank.exercise(
    "m04-last-step",
    title="What the last step buys",
    lesson=f"{HARM}#what-the-last-step-buys",
    hints=[
        "The question is 100 or 200, not 200 or nothing. Which two arms does that compare?",
        "Per 100 people: 100 × (share at the top − share at the dose below), for harm and for benefit alike.",
        "The margin is 1.96 × √(a(1 − a)/n + b(1 − b)/m) of the same two arms, times 100. Control is not used.",
    ],
    minutes=12,
    level=3,
    skill="harm and benefit",
    bloom="evaluate",
    objective="Set harm and benefit of one step of dose side by side, with one comparator.",
)
bought = step.function(
    "last_step",
    returns={
        "harm": number(TENTH, unit="per 100 people", label="harm"),
        "harm_interval": numbers(TENTH, unit="per 100 people", label="interval of the harm"),
        "benefit": number(TENTH, unit="per 100 people", label="benefit"),
        "benefit_interval": numbers(TENTH, unit="per 100 people", label="interval of the benefit"),
    },
    public=[
        (((24, 40), (16, 40), (3, 39)), ((25, 40), (26, 40), (12, 39))),
        (((9, 60), (4, 58), (3, 61)), ((40, 60), (29, 58), (18, 61))),
        (((6, 25), (8, 27), (2, 24)), ((17, 25), (11, 27), (7, 24))),
    ],
    hidden=[
        (((12, 50), (5, 48), (2, 51)), ((30, 50), (26, 48), (15, 51))),
        (((40, 60), (31, 66), (6, 58)), ((33, 60), (35, 66), (20, 58))),
        (((7, 30), (6, 25), (1, 33)), ((21, 30), (12, 25), (9, 33))),
    ],
)


def stepped(harm, benefit, other):
    """The top dose against the arm number ``other``, per 100 people."""
    found = {}
    for name, arms in (("harm", harm), ("benefit", benefit)):
        gap, low, high = wald(*arms[0], *arms[other])
        found[name], found[f"{name}_interval"] = 100 * gap, [100 * low, 100 * high]
    return found


@bought.alternative("Newcombe's interval")
def _(right, harm, benefit):
    return right | {
        f"{name}_interval": [100 * limit for limit in newcombe(*arms[0], *arms[1])]
        for name, arms in (("harm", harm), ("benefit", benefit))
    }


@bought.mistake("against-placebo-only")
def _(right, harm, benefit):
    return stepped(harm, benefit, 2)


@bought.mistake("ratio-as-points")
def _(right, harm, benefit):
    def ratio(arms):
        return 100 * ((arms[0][0] / arms[0][1]) / (arms[1][0] / arms[1][1]) - 1)

    return right | {"harm": ratio(harm), "benefit": ratio(benefit)}


@bought.mistake("flattering-mix")
def _(right, harm, benefit):
    other = stepped(harm, benefit, 2)
    return right | {name: other[name] for name in ("benefit", "benefit_interval")}


@bought.mistake("percent-vs-fraction")
def _(right, harm, benefit):
    return {
        name: [limit / 100 for limit in value] if isinstance(value, list) else value / 100
        for name, value in right.items()
    }


@bought.mistake("swapped-arms")
def _(right, harm, benefit):
    turned = {name: -right[name] for name in ("harm", "benefit")}
    for name in ("harm_interval", "benefit_interval"):
        low, high = right[name]
        turned[name] = [-high, -low]
    return turned


step.choice(
    "answer",
    options="abcd",
    mistakes={"a": "flattering-mix", "b": "two-misses-are-a-tie", "d": "ratio-as-points"},
)
