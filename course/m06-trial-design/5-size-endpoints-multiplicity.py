# %% [markdown]
# # Size, endpoints, multiplicity, periods
#
# *How many people, which number first, and what may you say if the first number fails?*
#
# 50 minutes · needs lesson 6.4
#
# After this lesson you will be able to:
#
# - **simulate** how often a trial without any effect finds “something”;
# - **adjust** a list of p-values by Holm, step by step;
# - **decide** what may be claimed when the declared outcome fails;
# - **plan** a size with loss and with people who share a therapist;
# - **find** the randomised comparison in a trial where both arms crossed over.

# %% [markdown]
# **Data.** Scores of a trial of psilocybin against escitalopram ([Carhart-Harris 2021](https://doi.org/10.1056/NEJMoa2032994)), released by its
# authors. We compare change scores with t-tests; the paper used other models, so numbers differ from it. A crossover trial of psilocybin in people with cancer
# ([Griffiths 2016](https://doi.org/10.1177/0269881116675513)). Pooled effects: the [SYPRES living review](https://doi.org/10.5281/zenodo.18740439).
#
# **A note before you begin.** The lesson names depression and cancer. It is about planning and reading trials; it is not medical advice.

# %%
import numpy as np
import pandas as pd
import plotly.graph_objects as go
from scipy import stats

from course import ask, load, reveal, show

# %% [markdown]
# A trial compared psilocybin with escitalopram. Its authors declared beforehand which scale counts **first**: the QIDS, a depression score. At week 6 they measured
# five others as well: three more depression scores, anxiety, and wellbeing.
#
# On the QIDS no clear difference shows (p about 0.4). On how many of the other five does psilocybin come out ahead with p below 0.05?

# %%
ask("m06-5-five", ...)

# %% tags=["chart"]
# Draws the difference on each of the six scales in SD, with 95 % intervals, the declared one on top
from course.figures import forest

six = load("psilodep2_week6").copy()
n, m = six.n_psilocybin, six.n_escitalopram
sd_a, sd_b = six.sd_change_psilocybin, six.sd_change_escitalopram
sd = np.sqrt(((n - 1) * sd_a**2 + (m - 1) * sd_b**2) / (n + m - 2))
sign = np.where(six.better == "higher", -1, 1)
half = stats.t.ppf(0.975, n + m - 2) * np.sqrt(1 / n + 1 / m)
six["estimate"] = sign * six.difference / sd
six["low"], six["high"] = six.estimate - half, six.estimate + half
six["role"] = np.where(six.role == "primary", "difference", "uncertainty")
six.index = np.where(six.role == "difference", "declared: ", "") + six.scale
fig = forest(
    six,
    title="The declared scale is the only one of six<br>with p above 0.05",
    x="SD (wellbeing turned round)",
    favours=("psilocybin", "escitalopram"),
)
alt = "The declared QIDS differs by 0.22 SD with zero inside its 95 % interval; the five others by 0.65 to 0.99 SD with zero outside."
show(fig, alt=alt, table=six[["estimate", "low", "high", "p_t_test"]].round(3))

# %%
first = six[six.role == "difference"]
others = six[six.role != "difference"]
print(
    f"declared: difference {first.difference.iloc[0]:.2f} points, p = {first.p_t_test.iloc[0]:.2f}"
)
print(others[["scale", "difference", "p_t_test"]].round(4).to_string(index=False))
reveal("m06-5-five", int((others.p_t_test < 0.05).sum()))

# %% [markdown]
# Five to one. Why not go with the majority?
#
# ## The first number first
#
# Because of what could have happened otherwise. If any of six scales may carry the headline *afterwards*, luck has six tickets in place of one. And this paper had sixteen
# secondary outcomes and says that they were not corrected ([Carhart-Harris 2021](https://doi.org/10.1056/NEJMoa2032994)). Think of trials in which **nothing** works.

# %%
ask("m06-5-alarms", ...)

# %% [markdown]
# Now simulate five thousand of them.
#
# **Change it.** Set `outcomes` to 1, to 6, to 50. When does a false alarm become more likely than not?

# %% tags=["try"]
outcomes = 16  # change this number
rng = np.random.default_rng(66)
p = rng.random((5000, outcomes))  # without any effect every p from 0 to 1 is as likely as another
alarms = (p < 0.05).sum(axis=1)
print("first five simulated trials, alarms:", alarms[:5])
print(f"one alarm or more in {100 * np.mean(alarms > 0):.0f} of 100 simulated trials")

# %% [markdown]
# There is a formula. Each outcome stays silent in 95 of 100 trials; all sixteen do with that share to the power of 16. (Here each outcome draws its own luck. Real scales
# move together, so for them the number is lower. How much, our table does not say.)

# %%
print(f"silent: {0.95**16:.2f}, one alarm or more: {1 - 0.95**16:.2f}")
reveal("m06-5-alarms", 100 * (1 - 0.95**16))

# %% [markdown]
# Two promises protect a reader. **An order**: the declared outcome is tested first; if it fails, nothing after it is a claim. **A correction**: whoever looks at
# many pays for each look. [Holm's](../glossary.md#holm) way of paying:
#
# 1. Order the p-values, smallest first.
# 2. Multiply the smallest by how many there are, the next by one fewer, and so on.
# 3. Walk up the list: no adjusted value may be smaller than the one before it.
#
# Worked on three:

# %%
three = np.array([0.01, 0.03, 0.04])
print("times 3, 2, 1:  ", (three * [3, 2, 1]).round(3))
print("never smaller:  ", np.maximum.accumulate(three * [3, 2, 1]).round(3))

# %% [markdown]
# The last product was smaller than the one before it, so it takes over that value.
#
# **With a little help.** Four p-values, already multiplied. What is the adjusted value of the last one?

# %%
steps = np.array([0.004, 0.012, 0.02, 0.03]) * [4, 3, 2, 1]
print(steps.round(3))
your_p = ...  # the adjusted value of 0.03
ask("m06-5-holm", your_p)

# %% [markdown]
# Among our six the five would survive Holm (exercise `m06-holm`); among all sixteen that is not said. In any case they may not be claimed: the promise was the QIDS, and its test failed. They are *a plan for the next
# trial*, and a good one. **Why it tempts** to go further: the picture is so regular. And “the first test failed” does not mean “the treatments are alike” either: look at its
# bar, the 95 % interval. 0.2 SD in favour of psilocybin fits best; 0.7 in its favour and 0.3 in favour of escitalopram still fit fairly well.

# %%
ask("m06-5-order", ...)

# %% [markdown]
# ## How many people
#
# Before any formula, simulate. The effect is 0.47 SD, the cautious end of the 95 % interval of six trials of MDMA-assisted therapy, and 40 people are in each arm. How often does such a trial
# end with p below 0.05? That share is its [power](../glossary.md#power).
#
# **Change it.** Set `people` to 71. Then the effect to 0.71, the mean of the six trials, with 31 people. Last, be honest: you do not *know* the effect. Keep 0.71 and 31, and set `doubt`
# to 0.3, so that every simulated trial has its own effect. What becomes of the share?

# %% tags=["try"]
effect, doubt, people = 0.47, 0.0, 40  # change these three
rng = np.random.default_rng(67)
each = rng.normal(effect, doubt, (4000, 1))  # the effect in each simulated trial
drug = rng.normal(each, 1, (4000, people))
control = rng.normal(0, 1, (4000, people))
found = stats.ttest_ind(drug, control, axis=1).pvalue < 0.05
print("first eight simulated trials, found it:", found[:8].tolist())
print(f"found in {100 * found.mean():.0f} of 100 simulated trials")

# %% [markdown]
# With the doubt the share falls: trials with a smaller effect lose more than those with a larger one can gain. The chance averaged over all that the effect may be is called
# [assurance](../glossary.md#assurance).
#
# Without doubt there is a formula. For a difference of d in SD and a chance of 80 % each arm needs about 2 × (1.96 + 0.84)² / d² people: 1.96 stands for the 5 % level, 0.84 for
# the 80 %.

# %%
pooled = load("meta_pooled").set_index("meta_id").loc["sypres_2026_mdma_ptsd"]
plans = {"mean": -pooled.estimate, "cautious": -pooled.ci_high, "next trial": -pooled.pi_high}
plans = pd.DataFrame({"d": plans})
plans["per_arm"] = np.ceil(2 * (1.96 + 0.8416) ** 2 / plans.d**2).astype(int)
for n in (31, 40):
    plans[f"power_at_{n}"] = stats.norm.cdf(plans.d * np.sqrt(n / 2) - 1.96)
plans.round(2)

# %% [markdown]
# The same review gives three honest hopes: its mean, the cautious end of its interval, and the cautious end of what the *next* trial may show
# (its prediction interval, module 8). The numbers per arm grow from 31 to 71 and then to 118. Somebody who plans with the mean begins with 31 people in each arm. If the effect is 0.47,
# such a trial finds it in 46 of 100 cases. (Simulation and formula differ by a little: luck, and 1.96 in place of t.) Move the slider.

# %% tags=["chart"]
# Draws the chance to find three effects over the people per arm; the slider moves the mark
from course.figures import COLOURS, slider

size = np.arange(10, 161, 2)
fig = go.Figure()
looks = (("solid", "——"), ("dash", "– – –"), ("dot", "·····"))
for row, ((name, d), (dash, sign)) in enumerate(zip(plans.d.items(), looks, strict=True)):
    chance = 100 * stats.norm.cdf(d * np.sqrt(size / 2) - 1.96)
    line = {"color": COLOURS["difference"], "dash": dash}
    fig.add_scatter(x=size, y=chance, mode="lines", line=line)
    text = f"{sign} {name}, {d:.2f} SD"
    fig.add_annotation(x=95, y=38 - 13 * row, text=text, showarrow=False, xanchor="left")
fig.add_scatter(x=[40, 40], y=[0, 100], mode="lines", line={"color": COLOURS["uncertainty"]})
states = {}
for people_each in range(20, 161, 10):
    at = [100 * stats.norm.cdf(d * np.sqrt(people_each / 2) - 1.96) for d in plans.d]
    says = "{} people an arm find the effect<br>in {:.0f}, {:.0f} or {:.0f} of 100 such trials"
    title = says.format(people_each, *at)
    states[str(people_each)] = {"x": [[people_each] * 2], "y": [[0, 100]], "title": title}
slider(fig, states, prefix="people per arm", traces=[3], start="40")
fig.update_layout(
    xaxis_title="people per arm", yaxis={"title": "found, of 100", "range": [0, 112]}, height=480
)
alt = "With 40 people an arm an effect of 0.71 SD is found in 89 of 100 trials, of 0.47 in 56, of 0.37 in 37."
show(fig, alt=alt, table=plans.round(2).reset_index(names="hope"))

# %% [markdown]
# **Two questions to guide you**
#
# 1. Where must the mark stand for the dashed curve to reach 80?
# 2. From 80 to 90 people, how much does the solid curve gain? Who pays for these ten people, and with what?
#
# **Without help.** How many people in each arm for d = 0.6 and 80 %, rounded up?

# %%
ask("m06-5-size", ...)

# %% [markdown]
# Two things make it more. **Loss.** If one in five will be lost and 100 are needed at the end: how many do you begin with?

# %%
ask("m06-5-loss", ...)

# %% [markdown]
# **Sharing.** People of one therapist resemble each other (lesson 5.2). With eight people for each therapist and a correlation of 0.05 the number grows by
# 1 + 7 × 0.05 = 1.35, the [design effect](../glossary.md#design-effect). Order: people needed, times design effect, divided by the share who stay.
#
# **Without help.** For d = 0.6, five people for each therapist, a correlation of 0.1, and one in four lost: how many people are randomised to each arm?

# %%
ask("m06-5-both", ...)

# %% [markdown]
# And where does d come from? A pilot tells much: how many stay, how long things take, how wide scores spread. What it tells badly is the effect. Very small studies often print
# very large ones (lesson 5.3). Plan for the smallest effect that would matter to people, and for your doubt.

# %%
ask("m06-5-pilot", ...)

# %% [markdown]
# ## The first period only
#
# In some trials everybody gets the drug in the end: half first, half second. People with cancer got a high dose of psilocybin first and a very low one later, or the other way round. The score is the
# GRID-HAMD; lower is better.

# %%
scores = load("outcomes").query("trial_id == 'griffiths_2016_cancer'")
after = scores[scores.timepoint_label.str.startswith("5 weeks after session")]
cells = after.pivot_table(index="arm_id", columns=["outcome", "timepoint_label"], values="mean")
hamd = cells["GRID-HAMD"].set_axis([1, 2], axis=1)
one = hamd.loc["high_first", 1] - hamd.loc["low_first", 1]
two = hamd.loc["low_first", 2] - hamd.loc["high_first", 2]
print(
    f"high minus low dose: period 1 {one:.2f}, period 2 {two:.2f}, averaged {(one + two) / 2:.2f}"
)
hamd

# %% [markdown]
# In the first period the difference is 8 points. In the second it is gone: those who get the low dose *then* had the high one before, and their scores are still
# low. Averaging compares drug with drug, and halves the answer. Only the first period is the comparison that the lot made.
#
# **Without help.** The same trial also used the BDI (`cells["BDI"]`). What is the randomised difference, high minus low?

# %%
your_bdi = ...
ask("m06-5-bdi", your_bdi)

# %% [markdown]
# ## Before you plan: a list
#
# Nobody remembers all of this, so there are lists. SPIRIT 2025 says what a protocol should hold, CONSORT 2025 what a report should; both ask which outcome comes first, and for the size and its
# reasons ([Hopewell 2025](https://doi.org/10.1371/journal.pmed.1004587) for CONSORT). Take one in hand and tick.

# %%
lists = load("reporting_guidelines").query("version == '2025'")
lists[["guideline", "what", "number"]].reset_index(drop=True)

# %% [markdown]
# ## What this cannot tell us
#
# - **Which difference matters.** A formula takes d; people who live with the illness know what it is worth.
# - **The SD of the next trial.** Other people, other spread.
# - **How the six scales hang together.** Holm does not use it, and pays for that with caution.
# - **What the second period would have shown without the first.** It was never drawn by lot.

# %% [markdown]
# ## Recall
#
# In your own words, then open the answer. Two questions return to earlier modules.

# %%
ask("m06-5-recall-first")
ask("m06-5-recall-holm")
ask("m06-5-recall-loss")
ask("m06-5-recall-hopes")
ask("m06-5-recall-period")
ask("m06-5-recall-m01")
ask("m06-5-recall-m05")

# %% [markdown]
# ## Where the numbers come from, and where to go next
#
# **Sources.** Table `psilodep2_week6` (counted here from released scores of [Carhart-Harris 2021](https://doi.org/10.1056/NEJMoa2032994)), `outcomes`
# ([Griffiths 2016](https://doi.org/10.1177/0269881116675513), public data set), `meta_pooled` ([SYPRES](https://doi.org/10.5281/zenodo.18740439)), `reporting_guidelines` (CONSORT and SPIRIT 2025).
#
# **Practice.** Exercises `m06-size`, `m06-holm` and `m06-crossover` in the assignment.
#
# **Next.** Module 7, *Analysing one trial*: the trial has ended. What may you say about the people in it?

# %% [markdown] tags=["instructor"]
# **Timing.** Hook 7 min · alarms and Holm 13 · size 14 · periods 8 · list 3 · recall 5.
#
# **Common stumbles.** The majority of scales is taken for evidence. “Failed” is heard as “alike”. 20 % more is asked for 20 % loss. The second period looks like a free repeat.
#
# **Discuss.** Authors declare one outcome, and five others look better. What would you want to read in their abstract? Write its last sentence together.
#
# **Board.** Sixteen coins on the table, thrown at once; everybody who sees a rare face raises a hand. Count how often nobody does.
