"""Small statistics for trial summaries: effect sizes, ratios, pooling and survival.

Most functions take summary numbers, not individual records. Limits cover 95% unless `level` says
otherwise. Nothing here rounds.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import optimize, stats


@dataclass(frozen=True)
class Estimate:
    """An estimate with its standard error and confidence limits.

    For a ratio, `se` is that of the logarithm of the ratio; the estimate and limits are ratios.
    """

    estimate: float
    se: float
    ci_low: float
    ci_high: float


@dataclass(frozen=True)
class Pooled(Estimate):
    """A pooled effect and its heterogeneity.

    Attributes:
        tau2: between-study variance, in squared units of the effect.
        i2: share of the variation that is between studies, in percent, from q.
        q: Cochran's heterogeneity statistic.
        k: number of studies.
        classical_se: standard error without the Knapp-Hartung factor.

    """

    tau2: float
    i2: float
    q: float
    k: int
    classical_se: float


@dataclass(frozen=True)
class Survival:
    """A Kaplan-Meier curve: one entry per time at which somebody had the event."""

    time: NDArray[np.float64]
    at_risk: NDArray[np.int64]
    events: NDArray[np.int64]
    survival: NDArray[np.float64]


def sd_from_ci(
    low: float, high: float, n: int, *, level: float = 0.95, use_t: bool = True
) -> float:
    """Return the SD of one group from the confidence interval of its mean (same unit).

    Args:
        low: lower limit.
        high: upper limit.
        n: participants in the group.
        level: coverage of the interval.
        use_t: read the interval as made with the t distribution on n - 1 degrees of freedom;
            otherwise with the normal distribution.

    Source: Cochrane Handbook for Systematic Reviews of Interventions, section 6.5.2.2.

    """
    upper = (1 + level) / 2
    quantile = stats.t.ppf(upper, n - 1) if use_t else stats.norm.ppf(upper)
    return float(np.sqrt(n) * (high - low) / (2 * quantile))


def hedges_g(
    mean_a: float,
    sd_a: float,
    n_a: int,
    mean_b: float,
    sd_b: float,
    n_b: int,
    *,
    level: float = 0.95,
) -> Estimate:
    """Return Hedges' g of arm a against arm b, in SD units; negative when a is lower.

    The convention is that of the Metapsy data sets of the course: factor 1 - 3/(4 df - 1),
    variance 1/n_a + 1/n_b + d²/(2(n_a + n_b)) with the uncorrected d, normal limits.

    Source: Hedges and Olkin, Statistical Methods for Meta-Analysis, 1985.
    """
    df = n_a + n_b - 2
    sd = np.sqrt(((n_a - 1) * sd_a**2 + (n_b - 1) * sd_b**2) / df)
    d = (mean_a - mean_b) / sd
    se = np.sqrt(1 / n_a + 1 / n_b + d**2 / (2 * (n_a + n_b)))
    return _wald(d * (1 - 3 / (4 * df - 1)), se, level)


def paired_d(d: float, n: int, *, level: float = 0.95) -> Estimate:
    """Return exact limits for a standardised within-person change (mean change / SD of change).

    Args:
        d: the standardised change, in SD units.
        n: number of people measured twice.
        level: coverage of the interval.

    Source: Steiger and Fouladi 1997: limits are the noncentral t distributions in whose tails
    the observed t = d √n lies. `se` is the large-sample √(1/n + d²/(2n)).

    """
    t = d * np.sqrt(n)
    reach = 8 * np.sqrt(1 + t**2 / (2 * (n - 1)))  # about eight standard errors each way

    def limit(tail: float) -> float:
        def excess(nc: float) -> float:
            return float(stats.nct.cdf(t, n - 1, nc)) - tail

        return float(optimize.brentq(excess, t - reach, t + reach) / np.sqrt(n))

    low, high = limit((1 + level) / 2), limit((1 - level) / 2)
    return Estimate(float(d), float(np.sqrt(1 / n + d**2 / (2 * n))), low, high)


def risk_difference(
    events_a: int, n_a: int, events_b: int, n_b: int, *, level: float = 0.95
) -> Estimate:
    """Return risk in a minus risk in b, as a proportion, with Wald limits."""
    a, b = events_a / n_a, events_b / n_b
    return _wald(a - b, np.sqrt(a * (1 - a) / n_a + b * (1 - b) / n_b), level)


def risk_ratio(
    events_a: int, n_a: int, events_b: int, n_b: int, *, level: float = 0.95
) -> Estimate:
    """Return risk in a over risk in b; limits on the log scale.

    When an arm has no event at all, 0.5 is added to events and non-events of both arms.
    """
    a, b, c, d = _cells(events_a, n_a, events_b, n_b)
    se = np.sqrt(1 / a - 1 / (a + b) + 1 / c - 1 / (c + d))
    return _ratio(np.log(a / (a + b)) - np.log(c / (c + d)), se, level)


def odds_ratio(
    events_a: int, n_a: int, events_b: int, n_b: int, *, level: float = 0.95
) -> Estimate:
    """Return odds in a over odds in b; limits on the log scale (Woolf).

    When any cell is empty, 0.5 is added to all four.
    """
    a, b, c, d = _cells(events_a, n_a, events_b, n_b)
    return _ratio(np.log(a * d / (b * c)), np.sqrt(1 / a + 1 / b + 1 / c + 1 / d), level)


def exact_binomial_ci(events: int, n: int, *, level: float = 0.95) -> tuple[float, float]:
    """Return the exact (Clopper-Pearson) limits of a proportion."""
    tail = (1 - level) / 2
    low = stats.beta.ppf(tail, events, n - events + 1) if events else 0.0
    high = stats.beta.ppf(1 - tail, events + 1, n - events) if events < n else 1.0
    return float(low), float(high)


def pool(
    effects: ArrayLike,
    variances: ArrayLike,
    *,
    method: Literal["REML", "PM", "common"] = "REML",
    knapp_hartung: bool | Literal["modified"] = True,
    level: float = 0.95,
) -> Pooled:
    """Pool independent effects, one per study, by inverse variance.

    Args:
        effects: shape (k,), differences or logarithms of ratios.
        variances: shape (k,), squared standard errors of the effects.
        method: "REML" or "PM" (Paule and Mandel, usual for ratios) for random effects, "common"
            for one effect shared by all studies.
        knapp_hartung: limits by Knapp and Hartung (t distribution on k - 1 degrees of freedom);
            "modified" never lets their factor narrow the classical standard error; False gives
            normal limits. A common effect always has normal limits.
        level: coverage of the interval.

    Raises:
        ValueError: when the shapes differ, a variance is not positive, or k is below 2.

    Source: Viechtbauer 2005, doi 10.3102/10769986030003261 (REML); Paule and Mandel 1982, doi
    10.6028/jres.087.022; Knapp and Hartung 2003, doi 10.1002/sim.1482; the modified form: Rover,
    Knapp and Friede 2015, doi 10.1186/s12874-015-0091-1.

    """
    y, v = np.asarray(effects, dtype=float), np.asarray(variances, dtype=float)
    if y.ndim != 1 or y.shape != v.shape or len(y) < 2:
        raise ValueError("pool needs two or more effects and as many variances.")
    if not (np.isfinite(y).all() and (v > 0).all()):
        raise ValueError(
            "pool needs finite effects and positive variances; check for missing values."
        )
    k = len(y)
    q = float(np.sum((y - _mean(y, 1 / v)) ** 2 / v))
    tau2 = {"REML": _reml, "PM": _paule_mandel}[method](y, v) if method != "common" else 0.0
    weights = 1 / (v + tau2)
    estimate = _mean(y, weights)
    classical = se = float(np.sqrt(1 / weights.sum()))
    quantile = stats.norm.ppf((1 + level) / 2)
    if method != "common" and knapp_hartung:
        factor = float(np.sqrt(np.sum(weights * (y - estimate) ** 2) / (k - 1)))
        se = classical * (max(1.0, factor) if knapp_hartung == "modified" else factor)
        quantile = stats.t.ppf((1 + level) / 2, k - 1)
    return Pooled(
        estimate=estimate,
        se=se,
        ci_low=float(estimate - quantile * se),
        ci_high=float(estimate + quantile * se),
        tau2=tau2,
        i2=max(0.0, 100 * (q - (k - 1)) / q) if q > 0 else 0.0,
        q=q,
        k=k,
        classical_se=classical,
    )


def prediction_interval(
    pooled: Pooled,
    convention: Literal["k-1", "k-2", "knapp-hartung"] = "k-1",
    *,
    level: float = 0.95,
) -> tuple[float, float]:
    """Return the range in which the true effect of a new study is expected.

    The limits are estimate ± t √(tau² + se²). The conventions differ in t and se: "k-1" and
    "k-2" name the degrees of freedom and take the classical standard error (the living reviews
    of the course use "k-1"); "knapp-hartung" takes k - 1 and the Knapp-Hartung standard error.

    Source: Higgins, Thompson and Spiegelhalter 2009, doi 10.1111/j.1467-985X.2008.00552.x.
    """
    df = pooled.k - (2 if convention == "k-2" else 1)
    se = pooled.se if convention == "knapp-hartung" else pooled.classical_se
    half = stats.t.ppf((1 + level) / 2, df) * np.sqrt(pooled.tau2 + se**2)
    return float(pooled.estimate - half), float(pooled.estimate + half)


def tau2_interval(
    effects: ArrayLike, variances: ArrayLike, *, level: float = 0.95
) -> tuple[float, float]:
    """Return the limits of the between-study variance by the Q-profile method.

    Source: Viechtbauer 2007, doi 10.1002/sim.2514: the limits are the values of tau² at which the
    generalised Q reaches the upper and the lower quantile of chi-square on k - 1.
    """
    y, v = np.asarray(effects, dtype=float), np.asarray(variances, dtype=float)
    upper, lower = (
        float(stats.chi2.ppf(tail, len(y) - 1)) for tail in ((1 + level) / 2, (1 - level) / 2)
    )
    return _tau2_where(y, v, upper), _tau2_where(y, v, lower)


def i2_interval(q: float, k: int, *, level: float = 0.95) -> tuple[float, float]:
    """Return the limits of I², in percent, from Cochran's q of k studies (k above 2).

    Source: Higgins and Thompson 2002, doi 10.1002/sim.1186, by way of H = √(q / (k - 1)), which
    counts as 1 where q is below its expectation.
    """
    if q > k:
        se = (np.log(q) - np.log(k - 1)) / (2 * (np.sqrt(2 * q) - np.sqrt(2 * k - 3)))
    else:
        se = np.sqrt((1 - 1 / (3 * (k - 2) ** 2)) / (2 * (k - 2)))
    middle = np.log(max(1.0, np.sqrt(q / (k - 1))))
    reach = stats.norm.ppf((1 + level) / 2) * se
    low, high = (max(1.0, np.exp(middle + side * reach)) for side in (-1, 1))
    return float(100 * (1 - 1 / low**2)), float(100 * (1 - 1 / high**2))


def kaplan_meier(times: ArrayLike, events: ArrayLike) -> Survival:
    """Return the Kaplan-Meier curve.

    Args:
        times: shape (n,), time of the event or of the last contact.
        events: shape (n,), true for an event, false for somebody censored at that time. Who is
            censored at the time of an event counts as still at risk then.

    """
    t, e = np.asarray(times, dtype=float), np.asarray(events, dtype=bool)
    when = np.unique(t[e])
    at_risk = np.array([(t >= moment).sum() for moment in when], dtype=np.int64)
    happened = np.array([(t[e] == moment).sum() for moment in when], dtype=np.int64)
    survival = np.cumprod(1 - happened / at_risk, dtype=np.float64)
    return Survival(when, at_risk, happened, survival)


def restricted_mean(curve: Survival, until: float) -> float:
    """Return the mean event-free time up to `until`: the area under the curve, in its time unit."""
    steps = curve.time < until
    edges = np.concatenate([[0.0], curve.time[steps], [until]])
    heights = np.concatenate([[1.0], curve.survival[steps]])
    return float(np.sum(heights * np.diff(edges)))


def _wald(estimate: float, se: float, level: float) -> Estimate:
    half = stats.norm.ppf((1 + level) / 2) * se
    return Estimate(float(estimate), float(se), float(estimate - half), float(estimate + half))


def _ratio(log_ratio: float, se: float, level: float) -> Estimate:
    log = _wald(log_ratio, se, level)
    low, middle, high = np.exp([log.ci_low, log.estimate, log.ci_high])
    return Estimate(float(middle), log.se, float(low), float(high))


def _cells(events_a: int, n_a: int, events_b: int, n_b: int) -> NDArray[np.float64]:
    cells = np.array([events_a, n_a - events_a, events_b, n_b - events_b], dtype=float)
    return cells + 0.5 if (cells == 0).any() else cells


def _mean(y: NDArray[np.float64], weights: NDArray[np.float64]) -> float:
    return float(np.sum(weights * y) / np.sum(weights))


def _reml(y: NDArray[np.float64], v: NDArray[np.float64]) -> float:
    """Return the tau² at which the slope of the restricted likelihood is zero, or 0."""

    def slope(tau2: float) -> float:
        w = 1 / (v + tau2)
        trace = w.sum() - (w**2).sum() / w.sum()
        return float(np.sum(w**2 * (y - _mean(y, w)) ** 2) - trace)

    return _where_it_falls_to_zero(slope, start=float(np.var(y, ddof=1) + v.max()))


def _paule_mandel(y: NDArray[np.float64], v: NDArray[np.float64]) -> float:
    """Return the tau² at which the generalised Q equals its expectation, or 0."""
    return _tau2_where(y, v, len(y) - 1)


def _tau2_where(y: NDArray[np.float64], v: NDArray[np.float64], target: float) -> float:
    """Return the tau² at which the generalised Q has fallen to `target`, or 0."""

    def excess(tau2: float) -> float:
        w = 1 / (v + tau2)
        return float(np.sum(w * (y - _mean(y, w)) ** 2)) - target

    return _where_it_falls_to_zero(excess, start=float(np.var(y, ddof=1) + v.max()))


def _where_it_falls_to_zero(f: Callable[[float], float], start: float) -> float:
    """Return the positive root of a function that falls, looked for around `start`; or 0."""
    if f(0.0) <= 0:
        return 0.0
    upper = start
    while f(upper) > 0:
        upper *= 2
    return float(optimize.brentq(f, 0.0, upper, xtol=1e-14))
