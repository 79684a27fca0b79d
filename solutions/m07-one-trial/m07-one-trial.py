# %% [markdown]
# # Analysing one trial
#
# *Assignment to module 7 · eight exercises · about 90 minutes*
#
# Each exercise asks for a guess, a function or two, and the sentence you would stand behind. The
# guess earns no points; write it down before you compute, because being surprised is how one learns.
# Run the `check` cell as often as you like: it says what is right, and where it can, which thought
# led elsewhere. `hint("m07-nnt")` shows the gentlest of three hints, `hint("m07-nnt", 2)` the next.
# When graded, your functions also meet numbers that are not shown here, so let them compute.
#
# Every contrast is **active minus control**, or active over control. Do not round on the way; each
# prompt says how exact the result should be.
#
# **A note before you begin.** These numbers stand for people living with post-traumatic stress
# disorder or depression; exercise 8 counts adverse events, suicidality among them. This is practice
# in reading evidence, not medical advice. If you are in distress, please turn to a health
# professional or a crisis line ([findahelpline.com](https://findahelpline.com)).

# %%
import numpy as np
import pandas as pd
from scipy import stats

from autograder import check, hint
from course import load

# %% [markdown]
# ### Exercise 1 · People, not ratios
#
# ◆ 10 minutes · lesson 7.1
#
# In the second phase 3 trial of MDMA-assisted therapy
# ([Mitchell 2023](https://doi.org/10.1038/s41591-023-02565-4)) both arms had the same therapy. Here is
# how many people *responded* by week 18, of those who were interviewed.

# %%
mapp2 = load("outcomes").query("trial_id == 'mitchell_2023_mapp2' and timepoint_weeks == 18")
response = mapp2[mapp2.endpoint == "response"].set_index("arm_id")[["events", "n"]].astype(int)
response

# %%
prediction = ...  # how many people need the drug, besides the therapy, for one more to respond?

# %% [markdown]
# Write `risk_measures`. It should return a dictionary with six entries:
#
# | entry | what | exact to |
# |---|---|---|
# | `"difference"` | risk difference, a proportion such as 0.123 | 3 decimals |
# | `"interval"` | its 95 % limits `[low, high]`, simple large-sample formula | 3 decimals |
# | `"risk_ratio"` | ratio of the two shares of people | 2 decimals |
# | `"odds_ratio"` | ratio of the two odds | 2 decimals |
# | `"nnt"` | number needed to treat | 1 decimal |
# | `"nnt_interval"` | `[fewest, most]`: both limits turned over, the smaller number first | 1 decimal |
#
# You may assume that A does better than B. Where the lower limit of the difference is zero or less,
# no number of people may be enough: `most` is then `np.inf`. Newcombe's and Agresti and Caffo's
# intervals are welcome, too.


# %% answer="m07-nnt"
def risk_measures(events_a, n_a, events_b, n_b):
    """Summarise a two-by-two table: A is active, B is control.

    Args:
        events_a, events_b: people with the outcome in each arm.
        n_a, n_b: people in each arm.

    Returns:
        dict with "difference" and "interval" (proportions), "risk_ratio", "odds_ratio",
        "nnt" and "nnt_interval" (people). Both intervals are lists of two, smaller number first.
    """
    ### BEGIN SOLUTION
    a, b = events_a / n_a, events_b / n_b
    margin = 1.96 * np.sqrt(a * (1 - a) / n_a + b * (1 - b) / n_b)
    low, high = a - b - margin, a - b + margin
    return {
        "difference": a - b,
        "interval": [low, high],
        "risk_ratio": a / b,
        "odds_ratio": (a / (1 - a)) / (b / (1 - b)),
        "nnt": 1 / (a - b),
        "nnt_interval": [1 / high, 1 / low if low > 0 else np.inf],
    }
    ### END SOLUTION


# %%
counts_by_arm = (*response.loc["mdma"], *response.loc["placebo"])
risk_measures(*counts_by_arm)

# %% [markdown]
# Which sentence would you print?
#
# - **a** “With the same therapy, people given MDMA were 2.9 times as likely to respond as people given
#   placebo.”
# - **b** “MDMA raised the response to therapy by 18 %, from 69 % of people with placebo to 87 %.”
# - **c** “The number needed to treat is 6: of every six people given MDMA with therapy, one responds
#   who would not have with placebo.”
# - **d** “With therapy, 87 of 100 people responded with MDMA and 69 with placebo. The data fit a number
#   needed to treat of 6 best, and fairly well any from 3 to 140.”

# %% answer="m07-nnt-sentence"
sentence = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
sentence = "d"
### END SOLUTION

# %% check="m07-nnt"
check("m07-nnt", risk_measures, sentence)

# %% [markdown]
# ### Exercise 2 · The people who are not in the table
#
# ◆◆◆ 12 minutes · lesson 7.2
#
# More people were randomised than were interviewed at the end.

# %%
arms = load("arms").set_index(["trial_id", "arm_id"])
people = response.assign(randomised=arms.n_randomised["mitchell_2023_mapp2"].astype(int))
people

# %%
prediction = ...  # everybody missing counts as a non-responder: does the gap widen or narrow?

# %% [markdown]
# Write `dropout_scenarios`. Each arm is a tuple `(responders, analysed, randomised)`. Return a
# dictionary: three risk differences, as proportions to 3 decimals, and a number of people.
#
# | entry | who is counted |
# |---|---|
# | `"completers"` | only those analysed |
# | `"all_fail"` | everybody randomised; the missing of both arms did not respond |
# | `"worst_case"` | everybody randomised; A's missing did not respond, B's missing all did |
# | `"tipping"` | see below |
#
# **The tipping point.** Count everybody randomised, and count A's missing as non-responders. Now let
# 0, 1, 2, … of B's missing people be responders. `"tipping"` is the first of these numbers at which
# the lower 95 % limit of the difference (simple large-sample formula) is zero or less. Return
# `np.inf` if it stays above zero even when all of B's missing people respond.


# %% answer="m07-dropout"
def dropout_scenarios(arm_a, arm_b):
    """Risk differences (A minus B) under three stories about the missing, and a tipping point.

    Args:
        arm_a, arm_b: tuples (responders, analysed, randomised), counts of people.

    Returns:
        dict with "completers", "all_fail", "worst_case" (proportions) and "tipping" (people).
    """
    ### BEGIN SOLUTION
    responders_a, analysed_a, randomised_a = arm_a
    responders_b, analysed_b, randomised_b = arm_b
    missing_b = randomised_b - analysed_b
    a = responders_a / randomised_a

    def lower_limit(found):
        b = (responders_b + found) / randomised_b
        return a - b - 1.96 * np.sqrt(a * (1 - a) / randomised_a + b * (1 - b) / randomised_b)

    tipping = [found for found in range(missing_b + 1) if lower_limit(found) <= 0]
    return {
        "completers": responders_a / analysed_a - responders_b / analysed_b,
        "all_fail": a - responders_b / randomised_b,
        "worst_case": a - (responders_b + missing_b) / randomised_b,
        "tipping": min(tipping, default=np.inf),
    }
    ### END SOLUTION


# %%
arm_a = tuple(people.loc["mdma", ["events", "n", "randomised"]])
arm_b = tuple(people.loc["placebo", ["events", "n", "randomised"]])
dropout_scenarios(arm_a, arm_b)

# %% [markdown]
# The paper under review says: *“Missing participants were counted as non-responders, a conservative
# approach.”* What do you reply?
#
# - **a** “Agreed: counted that way, both arms look worse than they may have been, so the claim of a
#   benefit is a cautious one.”
# - **b** “Better leave the missing out: the difference among those interviewed is what the treatment
#   does for everybody randomised.”
# - **c** “Not here: nine of the ten missing were in the control arm, so that guess widens the gap. Show
#   the tipping point.”
# - **d** “The worst case is the only honest answer when people are missing. Print that one, and
#   nothing else.”

# %% answer="m07-dropout-reply"
reply = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
reply = "c"
### END SOLUTION

# %% check="m07-dropout"
check("m07-dropout", dropout_scenarios, reply)

# %% [markdown]
# ### Exercise 3 · Several effect sizes from one trial
#
# ◆◆ 12 minutes · lesson 7.3
#
# A small trial compared one dose of psilocybin with a waiting list. The outcome is the MADRS, a
# depression score on which lower is better (trial `rosenblat_2024_toronto`, as extracted by the
# [SYPRES living review](https://doi.org/10.5281/zenodo.15714852)). Changes are end minus start.

# %%
scores = load("outcomes").query("trial_id == 'rosenblat_2024_toronto'").set_index("arm_id")
start = scores[scores.timepoint_weeks == 0]
end = scores[(scores.timepoint_weeks == 2) & scores["mean"].notna()]
change = scores[(scores.timepoint_weeks == 2) & scores.mean_change.notna()]
summary = pd.DataFrame(
    {
        "n": end.n.astype(int),
        "baseline": start["mean"],
        "endpoint": end["mean"],
        "endpoint_sd": end.sd,
        "change": change.mean_change,
        "change_sd": change.sd_change,
    }
)
summary

# %%
prediction = ...  # which scores show the larger effect here: endpoint, or change?

# %% [markdown]
# Many papers print no standard deviation but a 95 % interval of the mean. So write two functions.
#
# `sd_from_interval(low, high, n)` returns the standard deviation *between people*, to 1 decimal. Use
# the t distribution on n − 1 degrees of freedom, or the normal one.
#
# `effect_sizes(active, control)` takes one row of the table above for each arm, and returns a
# dictionary with
#
# - `"g_endpoint"` and `"g_change"`: Hedges' g of active minus control, from the endpoint scores and
#   from the change scores, to 2 decimals (Cohen's d is welcome, too);
# - `"baseline_gap"`: baseline of active minus baseline of control, in points, to 2 decimals.


# %% answer="m07-three-effects-sd"
def sd_from_interval(low, high, n):
    """Standard deviation of one group from the 95 % interval of its mean, in the same unit.

    Args:
        low, high: limits of the interval of the mean.
        n: people in the group.
    """
    ### BEGIN SOLUTION
    return np.sqrt(n) * (high - low) / (2 * stats.t.ppf(0.975, n - 1))
    ### END SOLUTION


# %% answer="m07-three-effects"
def effect_sizes(active, control):
    """Standardised differences between two arms, and how far apart they began.

    Args:
        active, control: one row of the table each, a Series with the labels n (people),
            baseline, endpoint, endpoint_sd, change and change_sd (points).

    Returns:
        dict with "g_endpoint" and "g_change" (in SDs) and "baseline_gap" (points).
    """
    ### BEGIN SOLUTION
    df = active["n"] + control["n"] - 2

    def g(mean, sd):
        squares = (active["n"] - 1) * active[sd] ** 2 + (control["n"] - 1) * control[sd] ** 2
        return (1 - 3 / (4 * df - 1)) * (active[mean] - control[mean]) / np.sqrt(squares / df)

    return {
        "g_endpoint": g("endpoint", "endpoint_sd"),
        "g_change": g("change", "change_sd"),
        "baseline_gap": active["baseline"] - control["baseline"],
    }
    ### END SOLUTION


# %%
effect_sizes(summary.loc["immediate"], summary.loc["waitlist"])

# %% [markdown]
# You write the abstract of this trial. Which effect do you report?
#
# - **a** The one that the protocol named, with the other beside it, and why they part.
# - **b** The one from change scores: it is larger, so it shows more clearly what the drug can do.
# - **c** Either one: in a randomised trial, endpoint and change scores come to the same effect.
# - **d** Neither, if a test finds that the arms differed at the start: then the lot has failed.

# %% answer="m07-three-effects-report"
report = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
report = "a"
### END SOLUTION

# %% check="m07-three-effects"
check("m07-three-effects", sd_from_interval, effect_sizes, report)

# %% [markdown]
# ### Exercise 4 · Adjust, from a summary table
#
# ◆◆ 12 minutes · lesson 7.3
#
# An adjusted analysis (ANCOVA) subtracts neither all of the gap at the start nor nothing, but the
# share that the start predicts. For that it needs the correlation *r* of start and end scores. Papers
# rarely print it, yet three standard deviations hide it. In the same trial:

# %%
sds = pd.DataFrame({"start": start.sd, "end": end.sd, "change": change.sd_change})
sds["r"] = (sds.start**2 + sds.end**2 - sds.change**2) / (2 * sds.start * sds.end)
spread = np.sqrt((sds[["start", "end"]] ** 2).mean())  # one SD per time, over both arms
sds.round(2)

# %%
prediction = ...  # if r were 0.5, how many points would the adjusted difference be?

# %% [markdown]
# The arms imply different correlations, so treat *r* as unknown and sweep it. Write
# `three_differences`, which returns a dictionary, all in points, to 2 decimals:
#
# - `"change"`: the difference of the change scores;
# - `"adjusted"`: the endpoint gap minus slope × baseline gap, where the slope is the average number of
#   points at the end that go with one more point at the start;
# - `"se_endpoint"`, `"se_change"`, `"se_adjusted"`: their large-sample standard errors. Each is a
#   spread between people times √(1/n_a + 1/n_b): the spread of endpoint scores, of change scores, and
#   of what is left of the endpoint scores once the start is known.
#
# Both arms share the two SDs and *r*. The exact ANCOVA standard error is welcome, too.


# %% answer="m07-ancova"
def three_differences(baseline_gap, endpoint_gap, sd_baseline, sd_endpoint, n_a, n_b, r):
    """Change and adjusted difference between two arms, and three standard errors, in points.

    Args:
        baseline_gap, endpoint_gap: mean of A minus mean of B at the start and at the end (points).
        sd_baseline, sd_endpoint: SD between people at the start and at the end (points).
        n_a, n_b: people in each arm.
        r: correlation of start and end scores within an arm.

    Returns:
        dict with "change", "adjusted", "se_endpoint", "se_change" and "se_adjusted".
    """
    ### BEGIN SOLUTION
    slope = r * sd_endpoint / sd_baseline
    sd_change = np.sqrt(sd_baseline**2 + sd_endpoint**2 - 2 * r * sd_baseline * sd_endpoint)
    size = np.sqrt(1 / n_a + 1 / n_b)
    return {
        "change": endpoint_gap - baseline_gap,
        "adjusted": endpoint_gap - slope * baseline_gap,
        "se_endpoint": sd_endpoint * size,
        "se_change": sd_change * size,
        "se_adjusted": sd_endpoint * np.sqrt(1 - r**2) * size,
    }
    ### END SOLUTION


# %%
gaps = (summary.loc["immediate"] - summary.loc["waitlist"])[["baseline", "endpoint"]].round(2)
known = (*gaps, *spread[["start", "end"]].round(1), *summary.n)
sweep = (0, 0.25, 0.5, 0.75, 0.9)
pd.DataFrame([three_differences(*known, r) for r in sweep], index=sweep)

# %% [markdown]
# The protocol of the next trial is being written. Which analysis do you plan?
#
# - **a** Change scores: they always take out where people started, so they are the most precise.
# - **b** Test the baseline first, and adjust only if p is below 0.05.
# - **c** Compute all three and report the one furthest from zero.
# - **d** The adjusted difference, named now, whatever the baseline table will show.

# %% answer="m07-ancova-plan"
plan = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
plan = "d"
### END SOLUTION

# %% check="m07-ancova"
check("m07-ancova", three_differences, plan)

# %% [markdown]
# ### Exercise 5 · Stay well, or relapse
#
# ◆◆ 12 minutes · lesson 7.4
#
# In SUSTAIN-1 ([Daly 2019](https://doi.org/10.1001/jamapsychiatry.2019.1189)) people whose depression
# had lifted with esketamine were randomised: go on with it, or switch to a placebo spray. All kept
# taking an antidepressant. Here is who relapsed among those in stable remission, and the hazard ratio.

# %%
sustain = load("outcomes").query("trial_id == 'daly_2019_sustain1' and endpoint == 'relapse'")
relapse = sustain.set_index("arm_id").loc[["esketamine_ad", "placebo_ad"], ["events", "n"]]
relapse = relapse.astype(int)
relapse

# %%
ratios = load("contrasts").query("trial_id == 'daly_2019_sustain1' and arm_a == 'esketamine_ad'")
hazard_ratio = float(ratios.estimate.iloc[0])
hazard_ratio

# %%
prediction = ...  # "hazard ratio 0.49": how many percent fewer people relapsed?

# %% [markdown]
# Write `relapse_summary`, A being continued treatment. It should return a dictionary with five entries:
#
# | entry | what | exact to |
# |---|---|---|
# | `"difference"` | share who relapsed in A minus share in B, a proportion | 3 decimals |
# | `"risk_ratio"` | share in A over share in B | 2 decimals |
# | `"fewer"` | by which part of B's share A's share is lower, a proportion such as 0.12 | 2 decimals |
# | `"nnt"` | people who need to continue for one relapse fewer | 1 decimal |
# | `"implied_risk"` | see below | 3 decimals |
#
# If more people relapse in A, then `"fewer"` and `"nnt"` are negative; the two shares are never equal.
#
# **What the hazard ratio says.** When the pace of relapse in A is always the same multiple of B's, then
# *share still well in A = (share still well in B) to the power of the hazard ratio*. `"implied_risk"` is
# the share that this leads you to expect to relapse in A, from B's counts and the hazard ratio. Compare
# it with the share that you see.


# %% answer="m07-relapse"
def relapse_summary(events_a, n_a, events_b, n_b, hazard_ratio):
    """Compare relapse between continued treatment (A) and control (B).

    Args:
        events_a, events_b: people who relapsed.
        n_a, n_b: people randomised.
        hazard_ratio: A over B.

    Returns:
        dict with "difference", "fewer", "implied_risk" (proportions), "risk_ratio" and "nnt"
        (people).
    """
    ### BEGIN SOLUTION
    a, b = events_a / n_a, events_b / n_b
    return {
        "difference": a - b,
        "risk_ratio": a / b,
        "fewer": 1 - a / b,
        "nnt": 1 / (b - a),
        "implied_risk": 1 - (1 - b) ** hazard_ratio,
    }
    ### END SOLUTION


# %%
relapses = (*relapse.loc["esketamine_ad"], *relapse.loc["placebo_ad"], hazard_ratio)
relapse_summary(*relapses)

# %% [markdown]
# Which sentence fits this trial?
#
# - **a** “With esketamine, 51 % fewer people relapse than with placebo, whether you count them after
#   three months or after a year.”
# - **b** “Of 100 people well on esketamine, about 27 relapsed when they went on, and 45 when they
#   switched to placebo.”
# - **c** “Esketamine helps one in six people with depression who have not yet tried it to get well,
#   and to stay well.”
# - **d** “Six people need to continue for one relapse fewer: one number, true of any span of time.”

# %% answer="m07-relapse-reading"
reading = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
reading = "b"
### END SOLUTION

# %% check="m07-relapse"
check("m07-relapse", relapse_summary, reading)

# %% [markdown]
# ### Exercise 6 · A survival curve by hand
#
# ◆◆ 12 minutes · lesson 7.4
#
# Twelve **simulated** people, followed for up to 26 weeks (the real records are not public). `relapsed`
# is true if they relapsed in that week; if it is false, that week is when we last saw them, still well.

# %%
simulated = pd.DataFrame(
    {
        "person": range(1, 13),
        "week": [26, 3, 8, 14, 5, 26, 8, 20, 12, 5, 26, 14],
        "relapsed": [False, True, False, True, True, False, True, False, True, False, False, True],
    }
)
simulated

# %%
prediction = ...  # what share of such people would stay well for 26 weeks?

# %% [markdown]
# Write two functions.
#
# `kaplan_meier(weeks, relapsed)` returns a table (or a dictionary of lists) with **one row for each week
# in which somebody relapsed**, in order of time:
#
# - `"week"`;
# - `"at_risk"`: people followed up to that week, so neither relapsed nor last seen *before* it. Who is
#   last seen in the very week of a relapse still counts as at risk then;
# - `"well"`: estimated share still well just after that week, a proportion to 3 decimals.
#
# `mean_weeks_well(week, well, until)` takes the columns of such a curve and returns the *restricted mean*:
# the area under the curve from week 0 to `until`, in weeks, to 1 decimal. The curve starts at 1 and is
# flat between relapses. Steps after `until` do not matter.


# %% answer="m07-kaplan-meier"
def kaplan_meier(weeks, relapsed):
    """Kaplan-Meier estimate of the share of people still well.

    Args:
        weeks: list of n numbers, the week of relapse or of the last contact; in any order.
        relapsed: list of n booleans, True for a relapse, False for somebody last seen well.

    Returns:
        table or dict of lists with "week", "at_risk" (people) and "well" (proportion).
    """
    ### BEGIN SOLUTION
    weeks, relapsed = np.array(weeks), np.array(relapsed)
    steps = np.unique(weeks[relapsed])
    at_risk = np.array([(weeks >= step).sum() for step in steps])
    relapses = np.array([(weeks[relapsed] == step).sum() for step in steps])
    return {"week": steps, "at_risk": at_risk, "well": np.cumprod(1 - relapses / at_risk)}
    ### END SOLUTION


# %% answer="m07-kaplan-meier-mean"
def mean_weeks_well(week, well, until):
    """Mean time spent well up to `until`: the area under a Kaplan-Meier curve, in weeks.

    Args:
        week: list of the weeks at which the curve steps down, in order.
        well: list of the same length, the share still well just after each step.
        until: the week at which to stop.
    """
    ### BEGIN SOLUTION
    total, height, since = 0, 1, 0
    for step, share in zip(week, well, strict=True):
        if step < until:
            total += height * (step - since)
            height, since = share, step
    return total + height * (until - since)
    ### END SOLUTION


# %%
curve = kaplan_meier(list(simulated.week), list(simulated.relapsed))
curve

# %% [markdown]
# Person 3 was last seen in week 8, still well. What should the curve do with them?
#
# - **a** Step down in week 8: for the study they are lost, and so is whatever came after.
# - **b** Nothing anywhere: without an outcome, the row is left out of every number at risk.
# - **c** Keep them in the number at risk until week 26: when last seen, they had not relapsed.
# - **d** Count them at risk up to week 8 and not after; later steps are larger, because fewer remain.

# %% answer="m07-kaplan-meier-leaver"
leaver = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
leaver = "d"
### END SOLUTION

# %% check="m07-kaplan-meier"
check("m07-kaplan-meier", kaplan_meier, mean_weeks_well, leaver)

# %% [markdown]
# ### Exercise 7 · The price of a cut-off
#
# ◆◆ 10 minutes · lesson 7.3
#
# Back to the second MDMA trial. On the CAPS-5, people improved by this many points on average. The
# spread of the changes was derived by the living review from the paper's intervals.

# %%
row = load("meta_inputs").query("trial_id == 'mitchell_2023_mapp2' and score == 'change'").iloc[0]
common_sd = np.sqrt((row.sd_active**2 + row.sd_control**2) / 2)
improvement = pd.Series({"mean_a": -row.mean_active, "mean_b": -row.mean_control, "sd": common_sd})
improvement.round(1)

# %%
prediction = ...  # cut at 10 points: how many times the people to be as sure as with the scale?

# %% [markdown]
# Suppose improvement is normally distributed with the same SD in both arms, and call somebody a responder
# who improves by **at least** `cutoff` points. Write `cost_of_cutoff`. It should return a dictionary:
#
# - `"difference"`: share of responders in A minus share in B, a proportion to 3 decimals;
# - `"n_scale"`: people *per arm* needed to compare the mean improvements,
#   2 × 7.849 × (SD / difference of the means)², to 1 decimal;
# - `"n_cutoff"`: people *per arm* needed to compare the responders,
#   7.849 × (a(1 − a) + b(1 − b)) / (a − b)², where a and b are the two shares, to 1 decimal.
#
# The number 7.849 is (1.96 + 0.8416)²: power 80 %, two-sided 5 %. Rounding up to whole people is welcome.


# %% answer="m07-dichotomise"
def cost_of_cutoff(mean_a, mean_b, sd, cutoff):
    """What it costs to turn a scale into responders, for normally distributed improvement.

    Args:
        mean_a, mean_b: mean improvement in each arm (points, larger is better).
        sd: SD of improvement between people, the same in both arms (points).
        cutoff: a responder improves by at least this much (points).

    Returns:
        dict with "difference" (proportion), "n_scale" and "n_cutoff" (people per arm).
    """
    ### BEGIN SOLUTION
    a, b = stats.norm.sf(cutoff, mean_a, sd), stats.norm.sf(cutoff, mean_b, sd)
    return {
        "difference": a - b,
        "n_scale": 2 * 7.849 * (sd / (mean_a - mean_b)) ** 2,
        "n_cutoff": 7.849 * (a * (1 - a) + b * (1 - b)) / (a - b) ** 2,
    }
    ### END SOLUTION


# %%
cutoffs = (5, 10, 15, 20, 25, 30, 35)
pd.DataFrame([cost_of_cutoff(*improvement.round(1), cutoff) for cutoff in cutoffs], index=cutoffs)

# %% [markdown]
# How would you report the next trial?
#
# - **a** Test the mean difference on the scale. For readers, add people per 100 at a cut-off that was
#   named beforehand.
# - **b** Test the share of responders: people mean more to readers than points do, so nothing that
#   matters is lost.
# - **c** Try several cut-offs, and print the one that shows the difference between the arms best.
# - **d** Print the share of responders in the active arm alone, at the lowest cut-off that the scale
#   allows.

# %% answer="m07-dichotomise-reporting"
reporting = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
reporting = "a"
### END SOLUTION

# %% check="m07-dichotomise"
check("m07-dichotomise", cost_of_cutoff, reporting)

# %% [markdown]
# ### Exercise 8 · Counting harm
#
# ◆◆ 10 minutes · lesson 7.5
#
# Adverse events of the two phase 3 trials, as published or as listed in a review of them. *TEAE* is an
# adverse event that began during treatment, *AESI* one that the trial watched for with special care. `NaN`
# means that our sources give no count for that arm.

# %%
events = load("adverse_events")
events = events[events.trial_id.isin(["mitchell_2021_mapp1", "mitchell_2023_mapp2"])]
counts = events[["term", "arm_id", "n_participants", "n_at_risk"]].set_index("arm_id")
harms = counts.loc["mdma"].merge(counts.loc["placebo"], how="outer", on="term")
harms.columns = ["term", "events_a", "n_a", "events_b", "n_b"]
harms

# %%
prediction = ...  # 0 serious events among 53 people: how many in 100 might it be, at worst?

# %% [markdown]
# Write `harms_table`. It takes a table with the columns `events_a`, `n_a`, `events_b`, `n_b` and returns a
# table (or a dictionary of lists) with one row for each row, in the same order:
#
# - `"difference"`: share with the event in A minus share in B, a proportion to 3 decimals;
# - `"at_worst"`: upper limit of the exact (Clopper-Pearson) 95 % interval of the share in A, a proportion
#   to 3 decimals; where everybody in A had the event, it is 1. The two-sided interval is meant; the
#   one-sided 95 % limit is welcome, too.
#
# Whatever needs a count that was **not reported** (`nan`) is not known: it is `np.nan`, not zero. A's own
# limit needs only A's own counts.


# %% answer="m07-harms"
def harms_table(table):
    """Risk difference, and the largest risk in the active arm that the data allow.

    Args:
        table: DataFrame of k rows with columns events_a, n_a, events_b, n_b (people; nan where
            not reported). A is active, B is control.

    Returns:
        table or dict of lists, k rows, with "difference" and "at_worst" (proportions or nan).
    """
    ### BEGIN SOLUTION
    without = table["n_a"] - table["events_a"]
    limit = stats.beta.ppf(0.975, table["events_a"] + 1, without)
    return {
        "difference": table["events_a"] / table["n_a"] - table["events_b"] / table["n_b"],
        "at_worst": np.where(without == 0, 1, limit),
    }
    ### END SOLUTION


# %%
pd.DataFrame(harms_table(harms))

# %% [markdown]
# Severe events: 5 of 53 people with MDMA, 2 of 51 with placebo; Fisher's exact p = 0.44. What may you write?
#
# - **a** “No significant increase in severe events was found, so the treatment was safe.”
# - **b** “No serious event was seen in either arm, so the risk of one is nil.”
# - **c** “Severe events were few; a share of one in five with MDMA still fits the data.”
# - **d** “No other severe harms exist, for the paper lists none.”

# %% answer="m07-harms-verdict"
verdict = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
verdict = "c"
### END SOLUTION

# %% check="m07-harms"
check("m07-harms", harms_table, verdict)

# %% [markdown]
# **Done?** Go back to your eight guesses. Where were you furthest off, and which belief was behind it?
# `autograder progress`, typed in a terminal, shows what to revisit.
