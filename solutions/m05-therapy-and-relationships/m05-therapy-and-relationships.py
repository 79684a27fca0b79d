# %% [markdown]
# # The therapy and relationships
#
# *Assignment to module 5 · seven exercises · about 107 minutes*
#
# Each exercise asks for a guess, an answer that computes, and the sentence you would stand behind. The
# guess earns no points; write it down first, because being surprised is how one learns. Run the
# `check` cell as often as you like: it says what is right, and where it can, which thought led
# elsewhere. `hint("m05-change")` shows the gentlest of three hints, `hint("m05-change", 2)` the next.
# When graded, your functions also meet numbers that are not shown here, so let them compute.
#
# Do not round on the way; each prompt says how exact the result should be.
#
# **A note before you begin.** These numbers stand for people living with post-traumatic stress
# disorder, and for couples. Exercise 7 is about touch and a crossed limit in therapy; its case is an
# original composite. This is practice in reading evidence, not medical advice, and not training to
# treat anybody. If you are in distress, please turn to a health professional, the emergency services
# where you are, or a crisis line in your country ([findahelpline.com](https://findahelpline.com)).

# %%
import numpy as np
import pandas as pd
from scipy import optimize, stats

from autograder import check, hint
from course import load

# %% [markdown]
# ### Exercise 1 · Whose change is it?
#
# ◆◆ 12 minutes · lesson 5.1
#
# Both arms of the second phase 3 trial had the same months of therapy
# ([Mitchell 2023](https://doi.org/10.1038/s41591-023-02565-4); standard deviations from the
# [SYPRES living review](https://doi.org/10.5281/zenodo.18740439)). Lower scores are better, so a
# negative change is an improvement.

# %%
inputs = (
    load("meta_inputs").query("trial_id == 'mitchell_2023_mapp2' and score == 'change'").iloc[0]
)
with_mdma = inputs[["mean_active", "sd_active", "n_active"]].to_list()
with_placebo = inputs[["mean_control", "sd_control", "n_control"]].to_list()
with_mdma, with_placebo

# %%
prediction = (
    ...
)  # of 10 points that people with MDMA improve, how many would placebo and therapy give?

# %% [markdown]
# Write `change_effects`. Arm A is active, arm B is control. Return a dictionary with four entries:
#
# | entry | what | exact to |
# |---|---|---|
# | `"within_a"` | change of A in units of A's standard deviation of changes | 2 decimals |
# | `"within_b"` | the same for B | 2 decimals |
# | `"between"` | change of A minus change of B, in units of the pooled standard deviation | 2 decimals |
# | `"share"` | change of B as a percentage of the change of A | 1 decimal |
#
# Keep the signs. For the pooled standard deviation weight each variance by its n minus 1. Hedges'
# small-sample correction of `"between"` is welcome, too.


# %% answer="m05-change"
def change_effects(change_a, sd_a, n_a, change_b, sd_b, n_b):
    """Standardise the changes of two arms, within and between.

    Args:
        change_a, change_b: mean changes from baseline (points); negative is improvement.
        sd_a, sd_b: standard deviations of the changes (points).
        n_a, n_b: people in each arm.

    Returns:
        dict with "within_a", "within_b", "between" (SD units) and "share" (percent).
    """
    ### BEGIN SOLUTION
    variance = ((n_a - 1) * sd_a**2 + (n_b - 1) * sd_b**2) / (n_a + n_b - 2)
    return {
        "within_a": change_a / sd_a,
        "within_b": change_b / sd_b,
        "between": (change_a - change_b) / np.sqrt(variance),
        "share": 100 * change_b / change_a,
    }
    ### END SOLUTION


# %%
change_effects(*with_mdma, *with_placebo)

# %% [markdown]
# Which sentence is right?
#
# - **a** “People improved a lot in both arms; MDMA added about three quarters of a standard deviation.”
# - **b** “Placebo did nothing, so all of the improvement with MDMA is due to MDMA and to nothing else.”
# - **c** “MDMA improved symptoms by two standard deviations, a very large effect of the drug.”
# - **d** “MDMA added 0.7 standard deviations: take the effect size with placebo, 1.28, from the one with
#   MDMA, 1.98.”

# %% answer="m05-change-sentence"
headline = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
headline = "a"
### END SOLUTION

# %% check="m05-change"
check("m05-change", change_effects, headline)

# %% [markdown]
# ### Exercise 2 · Six couples and their interval
#
# ◆◆ 15 minutes · lesson 5.3
#
# The pilot of MDMA-facilitated couple therapy had six couples and no control
# ([Monson 2020](https://doi.org/10.1080/20008198.2020.1840123)). Only the ends of the ranges of its
# effects are verified. We read d as the mean change divided by the standard deviation of the changes,
# larger being better.

# %%
couples = load("contrasts").query("trial_id == 'monson_2020'")
couples[["outcome", "estimate"]]

# %%
prediction = ...  # between which two values would you expect the truth behind d = 1.85?

# %% [markdown]
# Write `paired_limits` for the exact 95 % limits of such a d from `n` pairs of measurements. With
# t = d · √n, the **lower** limit is the noncentrality at which `stats.nct.cdf(t, n - 1, noncentrality)`
# is 0.975, divided by √n. For the **upper** limit it is 0.025. `optimize.brentq(f, a, b)` finds where a
# function is zero between a and b; ten to either side of t is far enough here.
#
# Return a dictionary: `"low"` and `"high"`, exact to 2 decimals, and `"includes_zero"`, `True` or
# `False`.


# %% answer="m05-six"
def paired_limits(d, n):
    """Exact 95 % limits of a standardised within-person change.

    Args:
        d: mean change divided by the standard deviation of changes; may be negative.
        n: number of people measured twice, 4 or more.

    Returns:
        dict with "low", "high" (SD units) and "includes_zero" (bool).
    """
    ### BEGIN SOLUTION
    t = d * np.sqrt(n)

    def limit(tail):
        return optimize.brentq(lambda x: stats.nct.cdf(t, n - 1, x) - tail, t - 10, t + 10)

    low, high = limit(0.975) / np.sqrt(n), limit(0.025) / np.sqrt(n)
    return {"low": low, "high": high, "includes_zero": bool(low <= 0 <= high)}
    ### END SOLUTION


# %%
{d: paired_limits(d, 6) for d in couples.estimate}

# %% [markdown]
# What may you conclude from d = 1.85 in six couples?
#
# - **a** That the treatment has a large effect, because the interval excludes zero.
# - **b** That the effect is 1.85, as the abstract of the paper prints it.
# - **c** That nothing happened, because six couples are too few to show anything.
# - **d** That people changed, by a modest or an enormous amount; not why.

# %% answer="m05-six-reading"
six_couples = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
six_couples = "d"
### END SOLUTION

# %% check="m05-six"
check("m05-six", paired_limits, six_couples)

# %% [markdown]
# ### Exercise 3 · How many people are six couples?
#
# ◆◆ 10 minutes · lesson 5.3
#
# Partners resemble each other. The intraclass correlation (ICC) says how much: 0 like strangers, 1
# like one person. It can be negative, if one partner's gain is the other's loss.

# %%
prediction = ...  # six couples, ICC 0.5: worth how many independent people?

# %% [markdown]
# Write `effective_people`. Return a dictionary with two numbers of independent people, exact to 1
# decimal:
#
# | entry | for which question |
# |---|---|
# | `"average"` | how do *all partners* do on average? |
# | `"difference"` | do patients and their partners *differ*? |
#
# The variance of an average of all partners is (1 + ICC) times that of as many strangers; that of the
# difference is (1 − ICC) times. A number of people is worth fewer when the variance is larger.


# %% answer="m05-effective"
def effective_people(couples, icc):
    """Independent people that the partners of some couples are worth.

    Args:
        couples: number of couples; each has two partners.
        icc: intraclass correlation of partners, above -1 and below 1.

    Returns:
        dict with "average" and "difference" (people).
    """
    ### BEGIN SOLUTION
    return {"average": 2 * couples / (1 + icc), "difference": 2 * couples / (1 - icc)}
    ### END SOLUTION


# %%
effective_people(6, 0.5)

# %% [markdown]
# A study reports the average happiness of 12 partners in 6 couples with an interval made as for 12
# people. What is wrong with the interval, if partners are alike?
#
# - **a** Nothing: there were twelve people, and each of them answered for themselves.
# - **b** It is too narrow: they are worth fewer than twelve people.
# - **c** It is too narrow: a couple is one unit, so they are worth six, whatever the likeness.
# - **d** It is too wide, since likeness makes every comparison sharper.

# %% answer="m05-effective-interval"
couple_interval = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
couple_interval = "b"
### END SOLUTION

# %% check="m05-effective"
check("m05-effective", effective_people, couple_interval)

# %% [markdown]
# ### Exercise 4 · Better without anything
#
# ◆◆ 15 minutes · lesson 5.1
#
# A clinic measures many people, and enrols those who score **at or above** a cut-off (high is worse).
# Then it measures them again. Nobody is treated. If scores are normally distributed, those enrolled
# score on average `mean + sd * h`, where `h = stats.norm.pdf(z) / stats.norm.sf(z)` and z is the
# cut-off in standard units. At the second measurement they keep only the part `r` of their distance
# from the mean, where r is the correlation of two untreated measurements.

# %%
prediction = ...  # mean 26, SD 9, cut-off 30, r 0.7: by how many points do the enrolled fall?

# %% [markdown]
# Write `untreated_change`. Return a dictionary:
#
# | entry | what | exact to |
# |---|---|---|
# | `"before"` | average first score of those enrolled | 1 decimal |
# | `"after"` | average second score | 1 decimal |
# | `"change"` | after minus before, so negative for a fall | 1 decimal |
# | `"share"` | this change as a percentage of a change that was `observed` in a study | 1 decimal |


# %% answer="m05-regression"
def untreated_change(mean, sd, r, cutoff, observed):
    """Regression to the mean in people enrolled at or above a cut-off, with no treatment.

    Args:
        mean, sd: of the first score in everybody who was measured (points).
        r: correlation of two untreated measurements, between 0 and 1.
        cutoff: lowest first score that is enrolled (points).
        observed: mean change in some study (points); negative for a fall.

    Returns:
        dict with "before", "after", "change" (points) and "share" (percent).
    """
    ### BEGIN SOLUTION
    z = (cutoff - mean) / sd
    distance = sd * stats.norm.pdf(z) / stats.norm.sf(z)
    change = -(1 - r) * distance
    return {
        "before": mean + distance,
        "after": mean + r * distance,
        "change": change,
        "share": 100 * change / observed,
    }
    ### END SOLUTION


# %%
untreated_change(26, 9, 0.7, 30, -14.8)

# %% [markdown]
# Check your formula against people who do not exist: every score in the next table is **simulated**.

# %%
rng = np.random.default_rng(2026)
usual, week_1, week_2 = rng.standard_normal((3, 100_000))
simulated = pd.DataFrame(
    {f"simulated_{i}": 26 + 9 * (0.7**0.5 * usual + 0.3**0.5 * week)
     for i, week in (("first", week_1), ("second", week_2))}
)  # fmt: skip
simulated[simulated.simulated_first >= 30].mean().round(1)

# %% [markdown]
# In a trial with two arms, people with placebo and therapy fell by 14.8 points. The mean, spread and
# stability above are invented. What is fair to say?
#
# - **a** Their fall shows what therapy does: they were truly ill, and would not have come down by
#   themselves.
# - **b** Their fall was only regression to the mean: people picked for high scores always come down.
# - **c** Some of the fall would have come anyway; how much depends on numbers we would need to know.
# - **d** Regression to the mean explains why the arm with MDMA fell further than theirs.

# %% answer="m05-regression-reading"
placebo_fall = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
placebo_fall = "c"
### END SOLUTION

# %% check="m05-regression"
check("m05-regression", untreated_change, placebo_fall)

# %% [markdown]
# ### Exercise 5 · Sharing a therapist
#
# ◆◆ 12 minutes · lesson 5.2
#
# People treated at one site, or by one therapist, resemble each other. When groups differ in size, the
# *size that counts* is the sum of squared sizes divided by the sum of sizes.

# %%
trial = load("trials").set_index("trial_id").loc["mitchell_2023_mapp2"]
print(f"{trial.n_randomised:.0f} people at {trial.n_sites:.0f} sites")

# %%
prediction = ...  # 13 sites of 8, ICC 0.05: the 104 people are worth how many?

# %% [markdown]
# Write `shared_setting`. Return a dictionary:
#
# | entry | what | exact to |
# |---|---|---|
# | `"design_effect"` | 1 + (size that counts − 1) · ICC | 2 decimals |
# | `"people"` | all people divided by the design effect | 1 decimal |
#
# Whole people are welcome, too (round to the nearest).


# %% answer="m05-cluster"
def shared_setting(sizes, icc):
    """Design effect and effective number of people in groups.

    Args:
        sizes: list of group sizes (people).
        icc: intraclass correlation, 0 or more.

    Returns:
        dict with "design_effect" and "people".
    """
    ### BEGIN SOLUTION
    sizes = np.array(sizes)
    effect = 1 + (np.sum(sizes**2) / np.sum(sizes) - 1) * icc
    return {"design_effect": effect, "people": np.sum(sizes) / effect}
    ### END SOLUTION


# %%
shared_setting([8] * 13, 0.05)

# %% [markdown]
# The ICC here is assumed: the trial's own is not in our data. For which statement does the loss matter
# most?
#
# - **a** For none: people were randomised one by one.
# - **b** For “people with MDMA improved by 24 points on average”.
# - **c** For “at each site, people with MDMA improved more than people with placebo at that site”.
# - **d** For none: 0.05 squared is nearly nothing.

# %% answer="m05-cluster-statement"
lost_on = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
lost_on = "b"
### END SOLUTION

# %% check="m05-cluster"
check("m05-cluster", shared_setting, lost_on)

# %% [markdown]
# ### Exercise 6 · Reading the room
#
# ◆◆ 18 minutes · lesson 5.2
#
# The report below is *constructed for this course* and describes no real trial. Code eight items, modelled on
# the [ReSPCT](https://doi.org/10.1038/s41591-025-03685-9) guideline, each as `"reported"` (the report
# describes it), `"absent"` (the report says that there was none) or `"not reported"` (it is silent).
#
# > Sessions took place on the third floor of a city hospital. The room had a sofa, a rug and dimmable
# > lamps. No music was played. Two therapists were present throughout; a physician was on call in the
# > building. Each session lasted eight hours. After the last visit no further sessions, calls or
# > referrals were offered to participants.

# %% [markdown]
# Put a dictionary in place of the dots, with these eight items:
#
# ```python
# codes = {
#     "location": "",
#     "access to nature": "",
#     "lighting": "",
#     "bathroom": "",
#     "people present": "",
#     "music": "",
#     "interruptions": "",
#     "support after the trial": "",
# }
# ```

# %% answer="m05-setting-codes"
codes = ...  # a dictionary: each item with its code
### BEGIN SOLUTION
codes = {
    "location": "reported",
    "access to nature": "not reported",
    "lighting": "reported",
    "bathroom": "not reported",
    "people present": "reported",
    "music": "absent",
    "interruptions": "not reported",
    "support after the trial": "absent",
}
### END SOLUTION

# %% [markdown]
# A second coder read the same report. Write `agreement` for two lists of codes of equal length, in the
# same order. There may be any number of different codes. Return a dictionary of proportions, exact to
# 2 decimals:
#
# | entry | what |
# |---|---|
# | `"agreement"` | share of items with the same code |
# | `"chance"` | for each code, the product of both coders' shares of it; summed over codes |
# | `"kappa"` | (agreement − chance) / (1 − chance) |


# %% answer="m05-setting"
def agreement(codes_a, codes_b):
    """Agreement of two coders, beyond chance.

    Args:
        codes_a, codes_b: lists of texts of equal length, one code per item.

    Returns:
        dict with "agreement", "chance" (proportions) and "kappa".
    """
    ### BEGIN SOLUTION
    n = len(codes_a)
    same = sum(a == b for a, b in zip(codes_a, codes_b, strict=True)) / n
    chance = sum(codes_a.count(code) * codes_b.count(code) for code in set(codes_a)) / n**2
    return {"agreement": same, "chance": chance, "kappa": (same - chance) / (1 - chance)}
    ### END SOLUTION


# %%
second_coder = ["reported", "absent", "reported", "not reported", "reported", "absent",
                "not reported", "not reported"]  # fmt: skip
own = second_coder if codes is ... else list(codes.values())
agreement(own, second_coder)

# %% [markdown]
# For another report, so thorough that nearly everything is reported, the same two coders agree on 27 of
# 30 items, and kappa is 0.35. What do you write?
#
# - **a** “They agreed on 27 of 30 items; kappa is low, as nearly all had one code (see the table).”
# - **b** “Agreement was excellent, kappa 0.90, since they agreed on 27 of 30 items.”
# - **c** “Agreement was poor, as a kappa below 0.4 shows, so both coders were trained again.”
# - **d** “By chance they would agree on half of the items, so kappa must be 0.80 and not 0.35.”

# %% answer="m05-setting-write"
write_up = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
write_up = "a"
### END SOLUTION

# %% check="m05-setting"
check("m05-setting", codes, agreement, write_up)

# %% [markdown]
# ### Exercise 7 · A limit was crossed
#
# ◆◆◆ 25 minutes · lesson 5.4
#
# *Content note: touch and a crossed limit in a therapy session. The case is an original composite; no
# real person or event is described.*
#
# Sam takes part in a trial of a drug-assisted therapy. The plan that Sam signed says: “Supportive
# touch is possible. Hand-holding has been practised. The word *pause* ends any touch.” Three hours
# into the second dosing session Sam shakes, weeps, and asks therapist A to lie down beside them and
# hold them. A does. Therapist B frowns and says nothing. After twenty minutes Sam says “pause”. A
# answers “stay with it”, and holds on for another minute.
#
# At the end of the trial Sam's symptom score has fallen by 30 points. Sam writes a letter of thanks
# and asks that nobody get into trouble. Sam's partner writes that the treatment saved their marriage.
# Four months later a monitor sees the recording. You sit on the ethics board of the study.

# %% [markdown]
# First, four short questions. Judge the request by the three rules of lesson 5.4. The third of them is the
# course's own; in your memo you may argue with it.
#
# **The minute after “pause”.** **a** It was covered by the signed plan. **b** Sam was not sober, so the
# word did not count. **c** Consent had ended; holding on was a violation. **d** It depends on whether
# Sam was harmed.
#
# **The request to be held.** **a** It went beyond what was practised: stay close, offer a hand, keep
# the wish for a sober day. **b** An adult asked for it in clear words, so A was right to agree. **c** A
# should have left the room until the wish had passed. **d** It was right, as B saw it and did not
# object.
#
# **The 30 points and the thanks.** **a** They show that no harm was done. **b** They show that holding
# helps. **c** They make a report unnecessary. **d** They do not change whether limits were crossed.
#
# **The partner's letter.** **a** It shows that the treatment saves marriages: who would know better?
# **b** It tells what they lived through, not what caused it or how often it happens. **c** It is worth
# as much as the trial, since it is about a whole life. **d** It is worthless and should be ignored.

# %% answer="m05-boundary"
after_pause = ...  # your choice: "a", "b", "c" or "d"
the_request = ...  # your choice: "a", "b", "c" or "d"
the_thanks = ...  # your choice: "a", "b", "c" or "d"
the_letter = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
after_pause = "c"
the_request = "a"
the_thanks = "d"
the_letter = "b"
### END SOLUTION

# %% check="m05-boundary"
check("m05-boundary", after_pause, the_request, the_thanks, the_letter)

# %% [markdown]
# Now write a memo to the board, 250 to 400 words, with the six headings **Facts**, **People**,
# **Principles**, **Options**, **Decision**, **Doubt**. A person marks it with this rubric, 12 points:
#
# | criterion | 0 | 1 | 2 |
# |---|---|---|---|
# | Facts | retells, or takes claims for facts | separates some known facts from claims | known, claimed and unknown kept apart; the recording, plan and score each placed |
# | People | Sam only | names others | says who has power over whom, and counts later participants |
# | Principles | none, or one | two, side by side | two or more, and where they pull apart in this case |
# | Options | one | two, or only extremes | three or more, one of them modest, each with a cost |
# | Decision | missing or vague | clear, but who or when is open | who does what by when; Sam is heard and protected; later participants are, too |
# | Doubt | none | says that more facts are needed | names what would change the decision, and says why the good outcome does not |
#
# Write about acts, not about characters. There is more than one good decision.

# %% [markdown] manual="m05-boundary-memo" points=12
# ### BEGIN SOLUTION
# **Facts.** Known from the recording: A lay down and held Sam for about twenty minutes after Sam asked;
# B saw it and did not speak; Sam said “pause”; A went on for a minute. Known from the plan:
# hand-holding was practised, the word ends any touch. Claimed: that the holding helped; that it saved a
# marriage. Unknown: what the team had agreed beyond paper, whether it happened with others, how Sam
# sees it on a quiet day. The score fell by 30 points; why is unknown.
#
# **People.** Sam, who depended on both therapists; Sam's partner; A and B, where B may fear A; other
# participants, now and later; the study team, with an interest in good results.
#
# **Principles.** Respect for Sam's wishes asks us to hear the letter. But respect for Sam's word is why
# “pause” existed. Protection of later participants weighs against Sam's wish that nobody get into
# trouble. Fairness to A asks for a hearing before a judgement.
#
# **Options.** Do nothing: Sam's wish is met, others stay at risk. Talk with A and B in supervision only:
# quick, but inside the team. Stop A's sessions while an outside person reviews the recordings, offer
# Sam an independent contact, report as the rules require: slower, costly, and fair to all.
#
# **Decision.** The third. The chair suspends A's sessions today; an outside reviewer sees all of A's
# and B's recordings within two weeks; an independent clinician calls Sam this week, explains what will
# happen and asks what Sam needs; the chair reports to the sponsor and regulator within their time
# limits. The plan will say which touch is possible, and that a request under the drug waits. B and all
# second therapists practise speaking up.
#
# **Doubt.** A written plan that named this form of touch would change our view of the holding, not of
# the minute after “pause”. Earlier complaints would make it graver. Sam's recovery changes neither:
# it may have come from much else, and the next person may not be so lucky.
# ### END SOLUTION
