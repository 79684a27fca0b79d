# %% [markdown]
# # Receptors, dose-response and harm
#
# *Assignment to module 4 · eight exercises · about 110 minutes*
#
# Each exercise asks for a guess, a function or two, and the sentence you would stand behind. The guess
# earns no points; write it down before you compute, because being surprised is how one learns. Run the
# `check` cell as often as you like: it says what is right, and where it can, which thought led
# elsewhere. `hint("m04-emax")` shows the gentlest of three hints, `hint("m04-emax", 2)` the next. When
# graded, your functions also meet numbers that are not shown here, so let them compute.
#
# Every contrast is **active minus control**, or **higher dose minus lower**. Do not round on the way;
# each prompt says how exact the result should be.
#
# **A note before you begin.** Doses stand here as numbers on an axis. Nothing in this module is advice
# on obtaining, taking or combining a drug, and nothing is medical advice. One exercise uses a study of
# 1956 on men in a closed ward; lesson 4.2 says how it was done. If you are in distress, please turn to
# a health professional or a crisis line ([findahelpline.com](https://findahelpline.com)).

# %%
import numpy as np
import pandas as pd
from scipy import stats

from autograder import check, hint
from course import load

# %% [markdown]
# ### Exercise 1 · From level to share, and back
#
# ◆ 10 minutes · lesson 4.1
#
# A study of 27 people estimated the concentration of LSD in plasma at which ratings reach half of their
# maximum: 1.0 ng/mL for good, 1.9 ng/mL for bad drug effects
# ([Holze 2019](https://doi.org/10.1111/bcp.13918)). For receptor occupancy by psilocin, only second-hand
# values can be had: about 2 ng/mL, and a ceiling of about 77 %.

# %%
ec50 = load("pharmacodynamics").query("drug == 'LSD' and effect.str.startswith('EC50')")
ec50[["effect", "value", "unit", "sd", "n_subjects"]]

# %%
prediction = ...  # at 0.6 ng/mL, which share of its maximum does the bad effect reach?

# %% [markdown]
# Write two functions for the curve *share = maximum × C / (EC50 + C)*.
#
# `effect_share(conc, ec50, maximum)` returns the share, a proportion to 3 decimals.
#
# `concentration_for(effect, ec50, maximum)` goes back: the concentration in ng/mL, to 2 decimals, that
# gives the share `effect` of a full effect of 1. Return `np.inf` where no concentration is enough.


# %% answer="m04-occupancy-share"
def effect_share(conc, ec50, maximum):
    """Share of a full effect at a concentration.

    Args:
        conc, ec50: concentrations in ng/mL.
        maximum: the ceiling, a proportion (1 for a full effect).

    Returns:
        a proportion.
    """
    ### BEGIN SOLUTION
    return maximum * conc / (ec50 + conc)
    ### END SOLUTION


# %% answer="m04-occupancy-back"
def concentration_for(effect, ec50, maximum):
    """Concentration in ng/mL that gives the share ``effect``, or np.inf where none does."""
    ### BEGIN SOLUTION
    return ec50 * effect / (maximum - effect) if effect < maximum else np.inf
    ### END SOLUTION


# %%
print(effect_share(0.6, 1.9, 1.0), concentration_for(0.8, 1.0, 1.0))
effect_share(11, 2, 0.77), concentration_for(0.8, 2, 0.77)

# %% [markdown]
# Suppose that on a scanner 15 and 30 mg of psilocybin look nearly alike. The mean peaks of psilocin in plasma were
# 11 and 21 ng/mL ([Holze 2023](https://doi.org/10.1002/cpt.2821)). Which reading fits our second-hand curve (2 ng/mL,
# ceiling 77 %)?
#
# - **a** The drug does nothing more above 15 mg, or the scanner would have seen the difference.
# - **b** Occupancy follows the level in a straight line, so one of the two scans must be wrong.
# - **c** Twice the dose has twice the effect all the same; the scanner is too coarse to show it.
# - **d** Both lie on the flat part of the curve, where nearly twice the level adds about five points.

# %% answer="m04-occupancy-scanner"
alike = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
alike = "d"
### END SOLUTION

# %% check="m04-occupancy"
check("m04-occupancy", effect_share, concentration_for, alike)

# %% [markdown]
# ### Exercise 2 · Which curves are allowed?
#
# ◆◆◆ 30 minutes · lesson 4.2
#
# Change on a depression scale (MADRS, points; more negative is better) three weeks after one dose of 1, 10
# or 25 mg psilocybin ([Goodwin 2022](https://doi.org/10.1056/NEJMoa2206443), as extracted by the
# [SYPRES living review](https://doi.org/10.5281/zenodo.15714852)).

# %%
madrs = load("outcomes").query(
    "trial_id == 'goodwin_2022_comp001' and outcome == 'MADRS' and timepoint_weeks == 3"
    " and mean_change.notna()"
)
by_dose = madrs.assign(dose=madrs.arm_id.str.extract(r"(\d+)mg")[0].astype(float)).sort_values(
    "dose"
)
by_dose = by_dose[["dose", "mean_change", "sd_change", "n"]]
doses, means, sds, ns = (by_dose[column].tolist() for column in by_dose)
grid = np.geomspace(1, 1000, 301)  # the ED50 to try, in mg
by_dose

# %%
prediction = ...  # with four times the people: which ED50 would the same means rule out?

# %% [markdown]
# The curve is *change = bottom + top × dose / (ED50 + dose)*. Write `ed50_profile`:
#
# 1. For each ED50 of the `grid`, fit `bottom` and `top` by weighted least squares, weights n / SD².
# 2. The **misfit** is the weighted sum of squares that is left. An ED50 is allowed when its misfit is at
#    most 3.84 above the smallest misfit of the grid.
# 3. Return a dictionary, to 1 decimal:
#
# | entry | what |
# |---|---|
# | `"low"` | the smallest ED50 that is allowed, or 0 if that is the first of the grid |
# | `"high"` | the largest that is allowed, or `np.inf` if that is the last of the grid |
# | `"ahead"` | `[lowest, highest]` of what the allowed curves say at twice the highest dose |


# %% answer="m04-emax"
def ed50_profile(doses, means, sds, ns, grid):
    """Which ED50 the data allow, and what the allowed curves say beyond the data.

    Args:
        doses: list of doses in one unit; zero is allowed.
        means, sds, ns: mean change, SD between people and people, for each dose.
        grid: ascending array of ED50 to try.

    Returns:
        dict with "low" and "high" (unit of the doses) and "ahead" (list of two, unit of the means).
    """
    ### BEGIN SOLUTION
    doses, means = np.array(doses, dtype=float), np.array(means, dtype=float)
    weights = np.array(ns) / np.array(sds) ** 2
    far = 2 * doses.max()
    misfit, ahead = [], []
    for ed50 in grid:
        share = doses / (ed50 + doses)
        columns = np.column_stack([np.ones(len(doses)), share])
        root = np.sqrt(weights)
        fitted, *_ = np.linalg.lstsq(columns * root[:, None], means * root, rcond=None)
        misfit.append(np.sum(weights * (means - columns @ fitted) ** 2))
        ahead.append(fitted[0] + fitted[1] * far / (ed50 + far))
    misfit, ahead = np.array(misfit), np.array(ahead)
    allowed = misfit - misfit.min() <= 3.84
    return {
        "low": 0.0 if allowed[0] else grid[allowed][0],
        "high": np.inf if allowed[-1] else grid[allowed][-1],
        "ahead": [ahead[allowed].min(), ahead[allowed].max()],
    }
    ### END SOLUTION


# %%
print(ed50_profile(doses, means, sds, ns, grid))
print(ed50_profile(doses, means, sds, [4 * n for n in ns], grid))  # four times the people

# %% [markdown]
# A report says: “The curve goes through all three means, so the dose for half of the effect is known.”
# What do you reply?
#
# - **a** Three doses from 1 to 25 mg do not tell where the curve bends.
# - **b** Agreed: a curve without any misfit at all gives an ED50 of 1,475 mg.
# - **c** Nearly: the program says that it lies between 1 and 1,000 mg.
# - **d** Then the dose does not matter, since every ED50 fits these means.

# %% answer="m04-emax-reply"
bend = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
bend = "a"
### END SOLUTION

# %% check="m04-emax"
check("m04-emax", ed50_profile, bend)

# %% [markdown]
# ### Exercise 3 · A ceiling, or who was left?
#
# ◆◆ 8 minutes · lesson 4.2
#
# Eight men, dose by dose, blind and in random order
# ([Isbell 1956](https://doi.org/10.1001/archneurpsyc.1956.02330290012002)). They lived in a closed ward of a
# federal hospital for addiction; the paper calls them volunteers. At the highest dose the mean grade of
# mental effect (0 to 4) is lower than at the dose below: two sensitive men had been spared it. The paper
# contradicts itself on which columns lack people: the cell prints what the table notes about it.

# %%
grades = load("lsd_1956").query("measure == 'grade of mental effect' and dose_ug_per_kg.notna()")
print(*grades.known_issue.unique(), sep="\n")
grades = grades[["dose_ug_per_kg", "n", "mean"]].reset_index(drop=True)
grades

# %%
# had seven men been there at 2.0, with the same mean: what would the missing one have had to score?
prediction = ...

# %% [markdown]
# Write `needed_mean`: what those who are missing at the top dose would have had to score, on average, for
# the mean of all to equal the mean at the dose below. Return a dictionary with `"needed"` (2 decimals)
# and `"possible"` (True if the scale goes that far).


# %% answer="m04-who-left"
def needed_mean(mean_top, n_top, mean_below, n_all, scale_max):
    """What the missing must have scored for the top dose to do as well as the one below.

    Args:
        mean_top, n_top: mean and people at the top dose.
        mean_below: mean of all people at the dose below.
        n_all: people at the dose below, all of them.
        scale_max: highest possible score.

    Returns:
        dict with "needed" (points of the scale) and "possible" (True or False).
    """
    ### BEGIN SOLUTION
    needed = (n_all * mean_below - n_top * mean_top) / (n_all - n_top)
    return {"needed": needed, "possible": needed <= scale_max}
    ### END SOLUTION


# %%
print(needed_mean(1.5, 6, 1.6, 8, 4))  # the drop at the highest dose
print(needed_mean(1.5, 7, 1.6, 8, 4))  # the same drop, if only one man were missing
print(needed_mean(0.7, 7, 1.5, 8, 4))  # the dip at 1.0 µg/kg, set against the dose below it

# %% [markdown]
# Which conclusion stands?
#
# - **a** The effect of LSD has a ceiling at a grade of about 1.5: the curve levels off there.
# - **b** The missing men can explain the drop at 2.0, not the dip at 1.0; with eight men, chance can.
# - **c** The missing men explain both: who is most sensitive is also most likely to be left out.
# - **d** The study wronged the men in that ward, so what it measured cannot be true.

# %% answer="m04-who-left-ceiling"
ceiling = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
ceiling = "b"
### END SOLUTION

# %% check="m04-who-left"
check("m04-who-left", needed_mean, ceiling)

# %% [markdown]
# ### Exercise 4 · Trend, or pairs?
#
# ◆◆ 10 minutes · lesson 4.2
#
# A report on the trial of exercise 2 says: “10 mg did nothing (10 against 1 mg: p = 0.2).” Use all three
# arms.

# %%
by_dose

# %%
# at week 6 the changes were −6.3, −6.0 and −11.5 points: is p of the trend below or above 0.05?
prediction = ...

# %% [markdown]
# Write `trend`: the slope of a straight line through the means, weights n / SD². With weights w and the
# weighted mean dose d̄, slope = Σ w (d − d̄) m / Σ w (d − d̄)², and its standard error is
# 1 / √(Σ w (d − d̄)²). Return a dictionary:
#
# | entry | what | exact to |
# |---|---|---|
# | `"slope"` | change for each 10 units of dose | 2 decimals |
# | `"z"` | slope over its standard error | 2 decimals |
# | `"p"` | two-sided p-value, normal distribution | 3 decimals |
#
# For z and p, a test with one pooled SD and t, with equal steps between the doses, or with the logarithm
# of the dose is welcome, too.


# %% answer="m04-trend"
def trend(doses, means, sds, ns):
    """Weighted straight line through the means of several arms.

    Args:
        doses: list of doses in one unit.
        means, sds, ns: mean, SD between people and people, for each dose.

    Returns:
        dict with "slope" (for each 10 units of dose), "z" and "p".
    """
    ### BEGIN SOLUTION
    doses, means = np.array(doses, dtype=float), np.array(means, dtype=float)
    weights = np.array(ns) / np.array(sds) ** 2
    off = doses - np.average(doses, weights=weights)
    spread = np.sum(weights * off**2)
    slope = np.sum(weights * off * means) / spread
    z = slope * np.sqrt(spread)
    return {"slope": 10 * slope, "z": z, "p": 2 * stats.norm.sf(abs(z))}
    ### END SOLUTION


# %%
print(trend(doses, means, sds, ns))
print(trend(doses, [-6.261, -5.991, -11.53], [12.9857, 13.5879, 13.4478], ns))  # week 6

# %% [markdown]
# Which sentence stands?
#
# - **a** “10 mg has no effect: against 1 mg it was not significant, at least in this one trial.”
# - **b** “The three means lie on a line with r = −1.00, so the line is as good as certain.”
# - **c** “More dose, more change at week 3 (p 0.0005); 10 mg lies on that line, itself poorly known.”
# - **d** “10 mg works about as well as 25 mg: their 95 % intervals overlap, though only at week 3.”

# %% answer="m04-trend-sentence"
report = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
report = "c"
### END SOLUTION

# %% check="m04-trend"
check("m04-trend", trend, report)

# %% [markdown]
# ### Exercise 5 · A pool outside its parts
#
# ◆◆◆ 20 minutes · lesson 4.3
#
# A synthesis found an ED95 of 8.9 mg per 70 kg in one group of trials, of 24.7 in another, and of 36.1 in
# both together ([Perez 2023](https://doi.org/10.1016/j.euroneuro.2023.07.011), abstract). How can that be?
# Here are two **simulated** groups whose curves you know. Low doses are tried mostly in group A, high ones
# mostly in group B.

# %%
simulated = pd.DataFrame(
    {
        "simulated_dose": [0, 2.5, 5, 10, 15, 20, 25, 30, 40],
        "simulated_n_a": [30, 25, 25, 30, 20, 8, 4, 2, 1],
        "simulated_n_b": [30, 2, 3, 10, 20, 40, 60, 50, 30],
    }
)
curve_a, curve_b = (6, 0.5), (14, 2.0)  # (plateau, ED50)
tried, n_a, n_b = (simulated[column].tolist() for column in simulated)
simulated

# %%
# if A had the high doses and B the low ones: ED95 of the crude pool below, between or above the groups'?
prediction = ...

# %% [markdown]
# In each group the value at a dose is *plateau × dose / (ED50 + dose)*. **ED95** here: the smallest dose at
# which the curve reaches 95 % of its value at the top dose, with straight lines between the doses. Write
# `pooled_ed95`; all to 1 decimal:
#
# | entry | what |
# |---|---|
# | `"groups"` | `[ED95 of A, ED95 of B]` |
# | `"crude"` | ED95 of the pool: at each dose the mean of all people tried at that dose |
# | `"same_mix"` | ED95 of a pool in which every dose has the same mix: that of all people together |


# %% answer="m04-pooled-ed95"
def pooled_ed95(doses, n_a, n_b, curve_a, curve_b):
    """ED95 of two groups, of their crude pool, and of a pool with one mix.

    Args:
        doses: ascending list of doses, the first is 0.
        n_a, n_b: people of each group at each dose.
        curve_a, curve_b: (plateau, ED50) of each group.

    Returns:
        dict with "groups" (list of two), "crude" and "same_mix", in the unit of the doses.
    """
    ### BEGIN SOLUTION
    doses, n_a, n_b = (np.array(column, dtype=float) for column in (doses, n_a, n_b))
    a, b = (top * doses / (half + doses) for top, half in (curve_a, curve_b))

    def ed95(values):
        goal = 0.95 * values[-1]
        i = np.argmax(values >= goal)
        step = (goal - values[i - 1]) / (values[i] - values[i - 1])
        return doses[i - 1] + step * (doses[i] - doses[i - 1])

    mix = n_a / (n_a + n_b)
    overall = n_a.sum() / (n_a.sum() + n_b.sum())
    return {
        "groups": [ed95(a), ed95(b)],
        "crude": ed95(mix * a + (1 - mix) * b),
        "same_mix": ed95(overall * a + (1 - overall) * b),
    }
    ### END SOLUTION


# %%
print(pooled_ed95(tried, n_a, n_b, curve_a, curve_b))
print(pooled_ed95(tried, n_b, n_a, curve_a, curve_b))  # A has the high doses, B the low ones

# %% [markdown]
# What do you write about 8.9, 24.7 and, pooled, 36.1?
#
# - **a** “A misprint, or a slip in the sums: what is pooled from two values has to lie between the two, and 36.1
#   lies above both. Ask the authors.”
# - **b** “For patients, 36.1 mg per 70 kg is the dose to aim at: it rests on all of the trials, and a smaller dose
#   may miss part of the effect.”
# - **c** “The pooled value is the surest of the three, since the people of both groups stand behind it: read the
#   pool, and mention the groups.”
# - **d** “The mix of groups may change with the dose, and the model sets the plateau: read the groups, and ask who
#   got which dose.”

# %% answer="m04-pooled-ed95-sentence"
paradox = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
paradox = "d"
### END SOLUTION

# %% check="m04-pooled-ed95"
check("m04-pooled-ed95", pooled_ed95, paradox)

# %% [markdown]
# ### Exercise 6 · Two doses, one surprise
#
# ◆◆ 10 minutes · lesson 4.3
#
# In one trial of MDMA-assisted therapy people given 125 mg ended with *more* PTSD symptoms (CAPS-IV, lower is
# better) than people given 75 mg ([Mithoefer 2018](https://doi.org/10.1016/S2215-0366(18)30135-4), as
# extracted by the [SYPRES living review](https://doi.org/10.5281/zenodo.18740439)).

# %%
caps = load("outcomes").query(
    "trial_id == 'mithoefer_2018' and outcome == 'CAPS-IV total' and timepoint_weeks == 8 and sd.notna()"
).set_index("arm_id")  # fmt: skip
higher, lower = (
    tuple(caps.loc[arm, ["mean", "sd", "n"]].tolist()) for arm in ("mdma125", "mdma75")
)
caps[["mean", "sd", "n"]]

# %%
# if 125 mg were truly 20 points better, how often would such a trial point the wrong way?
prediction = ...

# %% [markdown]
# Write `dose_order`. Each arm is a tuple `(mean, sd, n)`. Return a dictionary:
#
# | entry | what | exact to |
# |---|---|---|
# | `"difference"` | higher dose minus lower, in points | 2 decimals |
# | `"g"` | Hedges' g of that difference | 2 decimals |
# | `"interval"` | its 95 % limits, g ± 1.96 × √(1/n + 1/m + g² / (2(n + m))) | 2 decimals |
# | `"wrong_sign"` | the chance that a trial of this size and pooled SD shows the higher dose as worse, if in truth it is better by `better_by` points; normal distribution | 3 decimals |
#
# Hedges' factor is 1 − 3 / (4(n + m − 2) − 1). Cohen's d, and for the last entry the error from two separate
# SDs (Welch), are welcome, too.


# %% answer="m04-dose-order"
def dose_order(higher, lower, better_by):
    """Two doses of one trial: the difference, and how often it would point the wrong way.

    Args:
        higher, lower: tuples (mean, sd, n) of the two doses; low scores are good.
        better_by: points by which the higher dose is truly better.

    Returns:
        dict with "difference" (points), "g", "interval" (list of two) and "wrong_sign" (proportion).
    """
    ### BEGIN SOLUTION
    (mean_a, sd_a, n), (mean_b, sd_b, m) = higher, lower
    sd = np.sqrt(((n - 1) * sd_a**2 + (m - 1) * sd_b**2) / (n + m - 2))
    difference = mean_a - mean_b
    g = (1 - 3 / (4 * (n + m - 2) - 1)) * difference / sd
    margin = 1.96 * np.sqrt(1 / n + 1 / m + g**2 / (2 * (n + m)))
    return {
        "difference": difference,
        "g": g,
        "interval": [g - margin, g + margin],
        "wrong_sign": stats.norm.cdf(-better_by / (sd * np.sqrt(1 / n + 1 / m))),
    }
    ### END SOLUTION


# %%
dose_order(higher, lower, 20)

# %% [markdown]
# Which sentence would you print?
#
# - **a** “These nineteen people do not put the two doses in order.”
# - **b** “Of the two doses, 75 mg is the better one.”
# - **c** “The arms were mixed up: 125 mg must be better.”
# - **d** “The two doses do not differ in their effect.”

# %% answer="m04-dose-order-sentence"
order = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
order = "a"
### END SOLUTION

# %% check="m04-dose-order"
check("m04-dose-order", dose_order, order)

# %% [markdown]
# ### Exercise 7 · None is not never
#
# ◆◆ 10 minutes · lesson 4.4
#
# In the second phase 3 trial of MDMA-assisted therapy no serious adverse event was recorded among 53 people
# given MDMA, and severe adverse events in 5 of 53 with MDMA and 2 of 51 with placebo
# ([Mitchell 2023](https://doi.org/10.1038/s41591-023-02565-4)). An adverse event need not be caused by the
# treatment.

# %%
harms = load("adverse_events").query(
    "trial_id == 'mitchell_2023_mapp2' and severity in ['severe', 'serious']"
)
harms = harms[harms.term.isin(["any severe TEAE", "serious TEAE or death"])]
severe = (
    harms[harms.severity == "severe"]
    .set_index("arm_id")[["n_participants", "n_at_risk"]]
    .astype(int)
)
arm_a, arm_b = tuple(severe.loc["mdma"].tolist()), tuple(severe.loc["placebo"].tolist())
harms[["arm_id", "term", "n_participants", "n_at_risk"]]

# %%
prediction = ...  # none of 120: how many of 100 people may still have such an event?

# %% [markdown]
# Write `no_events`. Each arm is a tuple `(events, n)`. Return a dictionary:
#
# | entry | what | exact to |
# |---|---|---|
# | `"upper"` | upper limit of a risk after none of `n`: the risk at which none of n has a chance of 5 %, a proportion | 3 decimals |
# | `"needed"` | people, none with an event, that it takes for that limit to be at most `rate`, rounded up | whole people |
# | `"difference"` | risk in A minus risk in B, a proportion | 3 decimals |
# | `"interval"` | its 95 % limits, d ± 1.96 × √(a(1 − a)/n + b(1 − b)/m) | 3 decimals |
#
# In the last row a and b are the shares of the two arms, n and m their people, and d = a − b. The rule of three for
# the first two, the two-sided exact limit, and Newcombe's interval are welcome, too.


# %% answer="m04-no-events"
def no_events(n, rate, arm_a, arm_b):
    """What may be said after no event at all, and of a difference in rare events.

    Args:
        n: people, none of whom had the event.
        rate: a risk to be ruled out, as a proportion.
        arm_a, arm_b: tuples (events, n).

    Returns:
        dict with "upper", "difference" (proportions), "interval" (list of two) and "needed" (people).
    """
    ### BEGIN SOLUTION
    (events_a, n_a), (events_b, n_b) = arm_a, arm_b
    a, b = events_a / n_a, events_b / n_b
    margin = 1.96 * np.sqrt(a * (1 - a) / n_a + b * (1 - b) / n_b)
    return {
        "upper": 1 - 0.05 ** (1 / n),
        "needed": int(np.ceil(np.log(0.05) / np.log(1 - rate))),
        "difference": a - b,
        "interval": [a - b - margin, a - b + margin],
    }
    ### END SOLUTION


# %%
print(no_events(53, 0.001, arm_a, arm_b))
print(no_events(120, 0.001, arm_a, arm_b))  # none of 120 people

# %% [markdown]
# Which sentence would you print?
#
# - **a** “Serious harm did not occur in anybody who was given the drug: it is safe.”
# - **b** “None of 53 had a serious event; a risk of up to 5.5 in 100 still fits that.”
# - **c** “Severe events were as frequent with the drug as with placebo (p = 0.44).”
# - **d** “The 76 patients of one physician before 1986 had shown it already: no harm.”

# %% answer="m04-no-events-sentence"
none = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
none = "b"
### END SOLUTION

# %% check="m04-no-events"
check("m04-no-events", no_events, none)

# %% [markdown]
# ### Exercise 8 · What the last step buys
#
# ◆◆◆ 12 minutes · lesson 4.4
#
# A sponsor asks: 100 or 200 µg? The trial compared several doses of LSD with placebo in people with
# generalised anxiety disorder ([Robison 2025](https://doi.org/10.1001/jama.2025.13481)). The counts of nausea
# and of responders were read **second-hand** and are unverified: they may be used to practise, not to advise.

# %%
three = ["mm120_200ug", "mm120_100ug", "placebo"]
nausea = (
    load("adverse_events")
    .query("trial_id == 'robison_2025_mm120' and term == 'nausea'")
    .set_index("arm_id")
)
better = load("outcomes").query(
    "trial_id == 'robison_2025_mm120' and endpoint == 'response' and timepoint_weeks == 12"
).set_index("arm_id")  # fmt: skip
harm = tuple((int(nausea.n_participants[a]), int(nausea.n_at_risk[a])) for a in three)
benefit = tuple((int(better.events[a]), int(better.n[a])) for a in three)
harm, benefit

# %%
prediction = ...  # four times the people, the same shares: which interval would still hold zero?

# %% [markdown]
# Write `last_step`. Both arguments hold three tuples `(events, n)`: at the top dose, at the dose below, under
# control. Give the **last step**, top dose minus the dose below, per 100 people, to 1 decimal: `"harm"` and
# `"benefit"`, and their 95 % limits `"harm_interval"` and `"benefit_interval"`. With shares a and b of n and m people
# and d = a − b, the limits are 100 × (d ± 1.96 × √(a(1 − a)/n + b(1 − b)/m)); Newcombe's interval is welcome, too.


# %% answer="m04-last-step"
def last_step(harm, benefit):
    """What the step to the top dose adds in harm and in benefit, per 100 people.

    Args:
        harm, benefit: three tuples (events, n): top dose, dose below, control.

    Returns:
        dict with "harm", "benefit" (per 100 people) and their intervals (lists of two).
    """
    ### BEGIN SOLUTION
    found = {}
    for name, (top, below, _) in {"harm": harm, "benefit": benefit}.items():
        a, b = top[0] / top[1], below[0] / below[1]
        margin = 1.96 * np.sqrt(a * (1 - a) / top[1] + b * (1 - b) / below[1])
        found[name] = 100 * (a - b)
        found[f"{name}_interval"] = [100 * (a - b - margin), 100 * (a - b + margin)]
    return found
    ### END SOLUTION


# %%
print(last_step(harm, benefit))
fourfold = [tuple((4 * events, 4 * n) for events, n in arms) for arms in (harm, benefit)]
print(last_step(*fourfold))  # the same shares in four times the people

# %% [markdown]
# What do the counts say?
#
# - **a** “In these unverified counts nausea fits best with 20 more of 100 (from 1 fewer to 41 more); responders
#   with 32 more than under placebo (11 more to 53 more). The step pays.”
# - **b** “In these unverified counts zero lies in both intervals: nausea from 1 fewer to 41 more of 100, responders
#   from 24 fewer to 19 more. The two doses are equal.”
# - **c** “In these unverified counts nausea fits best with 20 more of 100 (from 1 fewer to 41 more); responders
#   with 2 fewer (24 fewer to 19 more).”
# - **d** “In these unverified counts nausea comes to 50 more of 100 (24 against 16 people, half as many again);
#   responders to 4 fewer (25 against 26).”

# %% answer="m04-last-step-answer"
answer = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
answer = "c"
### END SOLUTION

# %% check="m04-last-step"
check("m04-last-step", last_step, answer)
