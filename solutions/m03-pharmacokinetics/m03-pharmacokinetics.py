# %% [markdown]
# # Pharmacokinetics
#
# *Assignment to module 3 · seven exercises · about 110 minutes*
#
# Each exercise asks for a guess, a function or two, and the sentence you would stand behind. The
# guess earns no points; write it down before you compute, because being surprised is how one learns.
# Run the `check` cell as often as you like: it says what is right, and where it can, which thought
# led elsewhere. `hint("m03-curve")` shows the gentlest of three hints, `hint("m03-curve", 2)` the next.
# When graded, your functions also meet numbers that are not shown here, so let them compute.
#
# **Units.** Time in hours. Levels in ng/mL, which is the same as µg/L. Areas in µg·h/L. Rates per hour.
# Do not round on the way; each prompt says how exact the result should be.
#
# **A note before you begin.** This is arithmetic on published studies of volunteers. It is not medical
# advice, and nothing here says what to take, with what, or when. Starting, stopping or combining
# medicines is a matter for a person and their clinician. If you are in distress, please turn to a health
# professional or a crisis line ([findahelpline.com](https://findahelpline.com)).

# %%
import numpy as np
import pandas as pd
from scipy import optimize, stats

from autograder import check, hint
from course import load

# %% [markdown]
# ### Exercise 1 · Draw the day, then measure it
#
# ◆◆ 20 minutes · lesson 3.1
#
# Four numbers make a day: a dose, a speed in, a half-life and a volume. The printed rows below are the
# reason for the values that you will use; speed in and volume are **simulated**, chosen to come near them.

# %%
pk = load("pharmacokinetics").set_index("pk_id")
print(pk.loc[["pk_047", "pk_051", "pk_054"], ["analyte", "dose_mg", "parameter", "value", "unit"]])
mdma = (75, 1.9, 7.7, 490)  # dose in mg, ka per hour, half-life in hours, simulated volume in L

# %%
prediction = ...  # half as fast in (ka 0.95 in place of 1.9): how many times as late is the peak?

# %% [markdown]
# Write `oral_curve` for one compartment with first-order input, with these four arguments. `volume` is
# the volume in litres that counts for a swallowed dose, so the whole dose goes in. ka and the rate out
# are never equal, but either may be the larger one. Return a dictionary:
#
# | entry | what | exact to |
# |---|---|---|
# | `"tmax"` | time of the peak, h | 2 decimals |
# | `"cmax"` | height of the peak, ng/mL | 1 decimal |
# | `"auc"` | area under the whole curve, to infinity, µg·h/L | whole numbers |
#
# Then write `areas` for a sampled day: lists of times (h, in order) and levels (ng/mL), and the half-life
# (h). Return a dictionary, µg·h/L to 2 decimals:
#
# - `"last"`: area to the last sample, with straight lines between samples (trapezoids);
# - `"whole"`: that plus the tail to infinity, which falls from the last level with the given half-life.


# %% answer="m03-curve"
def oral_curve(dose_mg, ka, t_half, volume):
    """Peak and area of one compartment with first-order input.

    Args:
        dose_mg: dose in mg.
        ka: rate of absorption per hour.
        t_half: half-life of elimination in hours.
        volume: volume of distribution in L, for a swallowed dose.

    Returns:
        dict with "tmax" (h), "cmax" (ng/mL) and "auc" (µg·h/L).
    """
    ### BEGIN SOLUTION
    k = np.log(2) / t_half
    tmax = np.log(ka / k) / (ka - k)
    start = 1000 * dose_mg / volume
    cmax = start * ka / (ka - k) * (np.exp(-k * tmax) - np.exp(-ka * tmax))
    return {"tmax": tmax, "cmax": cmax, "auc": start / k}
    ### END SOLUTION


# %% answer="m03-curve-areas"
def areas(times, conc, t_half):
    """Area under a sampled curve, to the last sample and to infinity.

    Args:
        times: list of hours, in order.
        conc: list of the same length, levels in ng/mL.
        t_half: half-life in hours, for the tail.

    Returns:
        dict with "last" and "whole" (µg·h/L).
    """
    ### BEGIN SOLUTION
    steps = np.diff(times)
    middles = (np.array(conc[1:]) + np.array(conc[:-1])) / 2
    last = float((steps * middles).sum())
    return {"last": last, "whole": last + conc[-1] * t_half / np.log(2)}
    ### END SOLUTION


# %%
simulated_lsd = pd.DataFrame(
    {
        "hour": [0, 0.5, 1, 1.5, 2, 2.5, 3, 4, 6, 8, 12],
        "simulated_level": [0.0, 1.14, 1.6, 1.73, 1.71, 1.62, 1.51, 1.27, 0.87, 0.59, 0.27],
    }
)
day = (list(simulated_lsd.hour), list(simulated_lsd.simulated_level), 3.6)
print(oral_curve(*mdma))
print(oral_curve(75, 0.95, 7.7, 490))  # half as fast in
print(areas(*day))

# %% [markdown]
# One compartment, fitted to the printed peak, time of peak and half-life of MDMA at 75 mg, gives an area of
# about 1,500 in 24 hours. A book chapter prints 995 for a study of eight people. For LSD the same check
# gives 12.2 against 13 printed. What do you write?
#
# - **a** “The printed 995 is a misprint: peak, time and half-life leave room for about 1,500 only.”
# - **b** “One compartment is too simple for MDMA, or the papers differ; here I do not rely on it.”
# - **c** “The truth lies in the middle of the two, so I use an area of about 1,250 for MDMA.”
# - **d** “It came within a tenth for LSD, so I may rely on the same curve for other drugs too.”

# %% answer="m03-curve-model_check"
model_check = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
model_check = "b"
### END SOLUTION

# %% check="m03-curve"
check("m03-curve", oral_curve, areas, model_check)

# %% [markdown]
# ### Exercise 2 · How steep is the rise?
#
# ◆◆ 18 minutes · lesson 3.2
#
# Two doses of MDMA in eight people, as a book chapter prints them
# ([Freye 2009](https://doi.org/10.1007/978-90-481-2448-0_25)): area and peak.

# %%
print(pk.loc[["pk_040", "pk_041", "pk_046", "pk_048"], ["parameter", "dose_mg", "value", "unit"]])
low, high = pk.loc["pk_040"], pk.loc["pk_041"]
area_pair = (float(low.dose_mg), float(low.value), float(high.dose_mg), float(high.value))

# %%
prediction = ...  # invented: 42 at 10 mg, 105 at 40 mg. How many times for each doubling?

# %% [markdown]
# Suppose that exposure goes as *dose to the power of an exponent*. Write `dose_exponent`, which takes the
# low dose and its exposure, then the high dose and its exposure, and returns a dictionary:
#
# - `"exponent"`, to 2 decimals;
# - `"if_proportional"`: the exposure at the high dose if it kept step with the dose, in the unit of the
#   exposure, to 1 decimal;
# - `"per_doubling"`: how many times the exposure for double the dose, by that exponent, to 2 decimals.
#
# Then write `exponent_interval`, where each exposure is a tuple `(mean, lower, upper)`: a geometric mean
# with its printed 95 % interval. Treat the two means as independent, use 1.96, and work with logarithms.
# Return `"exponent"` and `"interval"`, a list `[low, high]`, to 2 decimals.


# %% answer="m03-exponent"
def dose_exponent(dose_low, low, dose_high, high):
    """How exposure rises from a low to a high dose.

    Args:
        dose_low, dose_high: two doses in one unit.
        low, high: exposure (area or peak) at each, in one unit.

    Returns:
        dict with "exponent", "if_proportional" (unit of the exposure) and "per_doubling" (times).
    """
    ### BEGIN SOLUTION
    exponent = np.log(high / low) / np.log(dose_high / dose_low)
    return {
        "exponent": exponent,
        "if_proportional": low * dose_high / dose_low,
        "per_doubling": 2**exponent,
    }
    ### END SOLUTION


# %% answer="m03-exponent-interval"
def exponent_interval(dose_low, low, dose_high, high):
    """The exponent with its 95 % interval, from two printed intervals.

    Args:
        dose_low, dose_high: two doses in one unit.
        low, high: tuples (mean, lower, upper) of the exposure at each dose.

    Returns:
        dict with "exponent" and "interval" [low, high].
    """
    ### BEGIN SOLUTION
    span = np.log(dose_high / dose_low)
    errors = [np.log(upper / lower) / (2 * 1.96) for _, lower, upper in (low, high)]
    error = np.hypot(*errors) / span
    exponent = np.log(high[0] / low[0]) / span
    return {"exponent": exponent, "interval": [exponent - 1.96 * error, exponent + 1.96 * error]}
    ### END SOLUTION


# %%
psilocin = pk.loc[["pk_086", "pk_088"], ["dose_mg", "value", "spread_low", "spread_high"]]
(dose_15, *peak_15), (dose_30, *peak_30) = psilocin.to_numpy().tolist()
psilocin_pair = (dose_15, tuple(peak_15), dose_30, tuple(peak_30))
print(dose_exponent(*area_pair))
print(dose_exponent(10, 42.0, 40, 105.0))  # the invented drug
print(exponent_interval(*psilocin_pair))

# %% [markdown]
# (If the same people had both doses, as we suppose here, treating the two means as independent as a rule
# makes the interval too wide.)
#
# Which report is right?
#
# - **a** “The interval of psilocin, 0.68 to 1.19, holds 1, so its exposure is exactly proportional to
#   the dose.”
# - **b** “Psilocin fits best with 0.93, and 1 still fits fairly well; the MDMA area rose faster,
#   interval unknown.”
# - **c** “The exponent of the MDMA area is 1.58, so doubling makes 3.2 times the area; only eight
#   people.”
# - **d** “The peak of MDMA rose almost in step, so for MDMA, too, double the dose means double the
#   exposure.”

# %% answer="m03-exponent-report"
report = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
report = "b"
### END SOLUTION

# %% check="m03-exponent"
check("m03-exponent", dose_exponent, exponent_interval, report)

# %% [markdown]
# ### Exercise 3 · An enzyme that can fill up
#
# ◆◆ 18 minutes · lesson 3.2
#
# A **simulated** drug: all of it is in at once, and one enzyme removes it at a speed of
# Vmax × C / (Km + C). Three numbers describe it. Then come three real ratios, from rats: area at 10 mg/kg over
# area at 2 mg/kg ([source](https://pmc.ncbi.nlm.nih.gov/articles/PMC2774984)).

# %%
simulated_drug = (150, 250, 40)  # level at the start ng/mL, Km ng/mL, Vmax ng/mL per hour
rats = pk.loc[["pk_042", "pk_036", "pk_039"], ["route", "value", "qualifier"]]
print(rats.to_string())
under_the_skin = (rats.value["pk_042"], 5)

# %%
prediction = ...  # double the dose of the simulated drug: how many times the area?

# %% [markdown]
# Write `saturable`. The area of such a drug is C0 / Vmax × (Km + C0 / 2). Return a dictionary:
#
# - `"auc"`: the area, µg·h/L, to whole numbers;
# - `"fold"`: the area for twice the starting level, over the area for C0, to 2 decimals;
# - `"exponent"`: the exponent of this doubling, to 2 decimals.
#
# Then write `per_doubling`, which takes a fold rise of the area and the dose ratio behind it. Suppose that
# each doubling multiplies by the same number. Return `"per_doubling"`, that number, to 2 decimals, and
# `"one_enzyme_can"`, True if one enzyme that fills up, after fast uptake, can give so much for *each*
# doubling (at most 4; exactly 4 counts as True).


# %% answer="m03-saturation"
def saturable(c0, km, vmax):
    """Area for one enzyme that can fill up, and what doubling the dose does to it.

    Args:
        c0: level at the start (ng/mL).
        km: level at which the enzyme works at half its top speed (ng/mL).
        vmax: its top speed (ng/mL per hour).

    Returns:
        dict with "auc" (µg·h/L), "fold" (times) and "exponent".
    """
    ### BEGIN SOLUTION
    auc, doubled = [c / vmax * (km + c / 2) for c in (c0, 2 * c0)]
    return {"auc": auc, "fold": doubled / auc, "exponent": np.log2(doubled / auc)}
    ### END SOLUTION


# %% answer="m03-saturation-per_doubling"
def per_doubling(fold, dose_ratio):
    """A fold rise as times per doubling of the dose.

    Args:
        fold: how many times the area.
        dose_ratio: for how many times the dose.

    Returns:
        dict with "per_doubling" (times) and "one_enzyme_can" (True or False).
    """
    ### BEGIN SOLUTION
    each = 2 ** (np.log(fold) / np.log(dose_ratio))
    return {"per_doubling": each, "one_enzyme_can": bool(each <= 4)}
    ### END SOLUTION


# %%
print(saturable(*simulated_drug))
pd.DataFrame([per_doubling(fold, 5) for fold in rats.value], index=rats.route)

# %% [markdown]
# By mouth, five times the dose gave 36 times the area. What do you write?
#
# - **a** “By mouth the enzyme was quite full, and a full enzyme makes a rise as steep as one likes.”
# - **b** “More than 25 times cannot happen in this model, so the number 36 must be an error of the
#   paper.”
# - **c** “In people, too, five times the dose of MDMA by mouth will make about 36 times the area.”
# - **d** “One enzyme, filled at once, gives at most 25 times. By mouth, in these rats, something else
#   helps.”

# %% answer="m03-saturation-by_mouth"
by_mouth = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
by_mouth = "d"
### END SOLUTION

# %% check="m03-saturation"
check("m03-saturation", saturable, per_doubling, by_mouth)

# %% [markdown]
# ### Exercise 4 · What leftovers explain
#
# ◆◆ 12 minutes · lesson 3.3
#
# Nine men had 100 mg of MDMA twice, 24 hours apart. The rise of the area is known to us second-hand
# (tier C). Two half-lives are printed for MDMA at 75 mg.

# %%
columns = ["parameter", "value", "unit", "n_subjects", "source_tier"]
print(pk.loc[["pk_037", "pk_053", "pk_054"], columns])
studied = (float(pk.value["pk_054"]), 24, float(pk.value["pk_037"]) / 100)

# %%
prediction = (
    ...
)  # invented: half-life 20 h, gap 24 h, rise 30 %. Did clearance fall, rise, or stay?

# %% [markdown]
# Write `second_dose`, which takes a half-life (h), the gap between two equal doses (h), and the rise of the
# area from the first to the second gap (a proportion: 0.77 for 77 %). Use one compartment, as in lesson 3.3.
# Return a dictionary of proportions, to 3 decimals:
#
# - `"left"`: share of the first dose that is left when the second is given. With unchanged clearance, the
#   area rises by just this share;
# - `"unexplained"`: the rise minus that (below zero if leftovers explain more than there was);
# - `"fall"`: the fall of clearance that makes the whole rise, leftovers included: with clearance
#   multiplied by 1 − fall, the area is (1 + left) / (1 − fall) times the first. (Below zero if clearance
#   must have gone up.)


# %% answer="m03-second-dose"
def second_dose(t_half, gap, rise):
    """Part the rise after a second dose into leftovers and a fall of clearance.

    Args:
        t_half: half-life in hours.
        gap: hours between the two doses.
        rise: rise of the area from first to second dose, a proportion.

    Returns:
        dict with "left", "unexplained" and "fall" (proportions).
    """
    ### BEGIN SOLUTION
    left = 0.5 ** (gap / t_half)
    return {"left": left, "unexplained": rise - left, "fall": 1 - (1 + left) / (1 + rise)}
    ### END SOLUTION


# %%
print(second_dose(*studied))
print(second_dose(20, 24, 0.30))  # the invented drug

# %% [markdown]
# How do you sum it up?
#
# - **a** “Leftovers give 12 to 17 points. The rest fits a clearance about a third lower; nine men,
#   second-hand.”
# - **b** “The second dose came on top of the first: that drug piles up in this way explains the 77
#   points.”
# - **c** “The area rose by 77 %, and so the clearance of the drug had fallen by 77 % from one day to
#   the next.”
# - **d** “Clearance fell by 44 %, since one over 1.77 is 0.56. That is the enzyme; nine men,
#   second-hand.”

# %% answer="m03-second-dose-reading"
reading = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
reading = "a"
### END SOLUTION

# %% check="m03-second-dose"
check("m03-second-dose", second_dose, reading)

# %% [markdown]
# ### Exercise 5 · When is it gone?
#
# ◆◆ 12 minutes · lesson 3.3
#
# The usual, *racemic* MDMA is two mirror forms in equal parts, and they leave at different speeds
# ([Straumann 2024](https://doi.org/10.1038/s41386-024-01972-6)).

# %%
forms = pk.loc[["pk_068", "pk_064"], ["analyte", "value", "unit"]]
print(forms.to_string())
one_form = (0.05, [float(pk.value["pk_054"])], [1])
two_forms = (0.05, list(forms.value), [1, 1])

# %%
prediction = ...  # 2 parts with 1 h, 1 part with 4 h, 1 part with 9 h: when is a fifth left?

# %% [markdown]
# Write `washout`. It takes the share that is still left (0.05 for 5 %), a list of half-lives (h), one for
# each form, and a list of weights: how much of each form there is at the start. Weights need not sum to
# 1; `[1, 1]` means equal parts. Return the hours until that share *of the starting total* is left, to 1
# decimal. Everything is in at once, and each form leaves with its own half-life. For more than one form
# you need a search; `optimize.brentq(f, a, b)` finds where a function f is zero between a and b.


# %% answer="m03-washout"
def washout(share, half_lives, weights):
    """Hours until a share of the start is left.

    Args:
        share: what is still left, a proportion of the starting total.
        half_lives: list of hours, one for each form.
        weights: list of the same length, how much of each form there is at the start.
    """
    ### BEGIN SOLUTION
    half_lives, weights = np.array(half_lives), np.array(weights) / sum(weights)
    return optimize.brentq(lambda t: (weights * 0.5 ** (t / half_lives)).sum() - share, 0, 10_000)
    ### END SOLUTION


# %%
print(washout(*one_form))
print(washout(*two_forms))
print(washout(0.2, [1, 4, 9], [2, 1, 1]))  # three invented forms

# %% [markdown]
# Equal parts at the start are a simplification: in blood the two forms need not be equal.
#
# What does “95 % gone from blood” say?
#
# - **a** That what is left in blood is too little, so that no effect can be left either.
# - **b** That two half-lives have passed since the dose, for two halves make a whole.
# - **c** That, of one form, 4.3 half-lives have passed. When effects end is another matter.
# - **d** That, of two forms, 4.3 times the mean of their two half-lives has passed by then.

# %% answer="m03-washout-gone"
gone = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
gone = "c"
### END SOLUTION

# %% check="m03-washout"
check("m03-washout", washout, gone)

# %% [markdown]
# ### Exercise 6 · A lost enzyme, and a level that misleads
#
# ◆◆ 18 minutes · lesson 3.3
#
# Eight findings: what a second drug, or an enzyme that does not work, did to the level in blood and to the
# effect. Where an abstract gives no direction, the table says so. Two rows have an effect that went
# different ways for different outcomes; `known_issue` says which one was entered. This is a table for
# reading evidence, not for combining anything.

# %%
seen = load("interactions")
print(seen[["given", "partner", "n", "plasma", "plasma_percent", "effect"]].to_string())
without_enzyme = (1 + float(seen.plasma_percent.iloc[-1]) / 100, 0.5)

# %%
prediction = ...  # invented: 3 times the exposure without it. And with a quarter of its work left?

# %% [markdown]
# Write two functions.
#
# `lost_pathway(ratio, activity)`: without a certain enzyme, exposure is `ratio` times as high (1.75 for
# 75 % more). Exposure is dose over clearance, and the ways out of the body add up to clearance. Return
# `"share"`, the enzyme's share of the whole clearance in people who have it, a proportion; and
# `"partial"`, how many times as high exposure is when only the part `activity` of the enzyme's work is
# left (0.5 for half). Both to 3 decimals.
#
# `directions(plasma, effect)`: two lists of the words `up`, `same`, `down`, `not reported`. Return
# `"judged"`, in how many studies both directions are known, and `"agree"`, in how many of these both are
# the same word.


# %% answer="m03-interactions"
def lost_pathway(ratio, activity):
    """The share of clearance that runs through an enzyme, and exposure when part of it is left.

    Args:
        ratio: exposure without the enzyme over exposure with it.
        activity: part of the enzyme's work that is left, from 0 to 1.

    Returns:
        dict with "share" (proportion) and "partial" (times).
    """
    ### BEGIN SOLUTION
    share = 1 - 1 / ratio
    return {"share": share, "partial": 1 / (1 - share * (1 - activity))}
    ### END SOLUTION


# %% answer="m03-interactions-directions"
def directions(plasma, effect):
    """In how many studies can level and effect be compared, and in how many do they agree?

    Args:
        plasma, effect: lists of n words: up, same, down or not reported.

    Returns:
        dict with "judged" and "agree" (studies).
    """
    ### BEGIN SOLUTION
    pairs = [
        (level, effect_went)
        for level, effect_went in zip(plasma, effect, strict=True)
        if "not reported" not in (level, effect_went)
    ]
    return {"judged": len(pairs), "agree": sum(level == went for level, went in pairs)}
    ### END SOLUTION


# %%
both = (list(seen.plasma), list(seen.effect))
print(lost_pathway(*without_enzyme))
print(lost_pathway(3.0, 0.25))  # the invented drug
print(directions(*both))

# %% [markdown]
# Go back to the first row of the table. Paroxetine blocks the enzyme CYP2D6 and the serotonin
# transporter, through which MDMA acts. Which sentence fits the row?
#
# - **a** “Paroxetine lowered MDMA in blood, as a blocker does, and therefore the effect was smaller.”
# - **b** “The level rose and the effect fell; a likely reason: it also sits where MDMA acts.”
# - **c** “With 30 % more MDMA in blood, the effect must have been stronger by about as much.”
# - **d** “The effects were markedly smaller with both, so taking both is the safer of the two.”

# %% answer="m03-interactions-paroxetine"
paroxetine = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
paroxetine = "b"
### END SOLUTION

# %% check="m03-interactions"
check("m03-interactions", lost_pathway, directions, paroxetine)

# %% [markdown]
# ### Exercise 7 · From the mean to people
#
# ◆◆ 12 minutes · lesson 3.4
#
# Peaks of psilocin after three doses of psilocybin: geometric means with 95 % intervals
# ([Holze 2023](https://doi.org/10.1002/cpt.2821)).

# %%
peaks = pk.loc[["pk_086", "pk_087", "pk_088"]]
print(peaks[["dose_mg", "value", "spread_low", "spread_high", "n_subjects"]])
at_25 = peaks.loc["pk_087", ["value", "spread_low", "spread_high", "n_subjects"]]
study = (*map(float, at_25), 21.0)

# %%
prediction = ...  # after 25 mg, how many of 100 people peak above 21, the mean of 30 mg?

# %% [markdown]
# Write `spread`. It takes a geometric mean, the ends of its 95 % interval, the number of people, and a
# level, all levels in one unit. Suppose that the logarithms of people's levels are normally distributed
# around the log of the mean. Use the length of the interval on the log scale, and t for n − 1 degrees of
# freedom (the normal 1.96 is welcome, too). Return a dictionary:
#
# - `"sd_log"`: standard deviation of the natural logs between people, to 3 decimals;
# - `"people"`: `[low, high]`, the middle 95 of 100 people, in the unit of the mean, to 1 decimal; use 1.96
#   for people;
# - `"above"`: share of people above the level, a proportion to 3 decimals.


# %% answer="m03-spread"
def spread(mean, low, high, n, level):
    """From the interval of a geometric mean to the people behind it.

    Args:
        mean, low, high: geometric mean and its 95 % interval.
        n: people.
        level: a level in the same unit.

    Returns:
        dict with "sd_log", "people" [low, high] and "above" (proportion).
    """
    ### BEGIN SOLUTION
    sd = np.log(high / low) / (2 * stats.t.ppf(0.975, n - 1)) * np.sqrt(n)
    return {
        "sd_log": sd,
        "people": [mean * np.exp(-1.96 * sd), mean * np.exp(1.96 * sd)],
        "above": stats.norm.sf(np.log(level / mean) / sd),
    }
    ### END SOLUTION


# %%
spread(*study)

# %% [markdown]
# Which sentence may you print about 25 mg?
#
# - **a** “After 25 mg, 95 of 100 people peak between about 16 and about 19 ng/mL, give or take
#   rounding.”
# - **b** “People spread widely because only 23 took part; with 230 they would spread a third as
#   widely.”
# - **c** “Since the model is known, the peaks of patients on other medicines will lie in the same
#   range.”
# - **d** “The mean fits best with 17, fairly well with 16 to 19; people reach from about 11.5
#   to about 25.”

# %% answer="m03-spread-sentence"
sentence = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
sentence = "d"
### END SOLUTION

# %% check="m03-spread"
check("m03-spread", spread, sentence)

# %% [markdown]
# **Done?** Go back to your seven guesses. Where were you furthest off, and which belief was behind it?
# `autograder progress`, typed in a terminal, shows what to revisit.
