# %% [markdown]
# # Re-reading the LSD-for-alcoholism trials
#
# *Small trials said no. Pooled, they say yes. What may we still learn from them, and for how long did
# it hold?*
#
# 50 minutes · needs module 1
#
# After this lesson you will be able to:
#
# - **separate** a change in everybody from a difference between arms;
# - **calculate** what a trial of a given size could have seen;
# - **explain** why adding up tables is not pooling;
# - **convert** an odds ratio into people per 100;
# - **say** how much of a lead is left, and where the watching stopped.

# %% [markdown]
# **Data.** Table `first_wave`: trials and reviews of LSD for people with alcohol use disorder, 1966 to
# 1971, and the meta-analysis of [Krebs 2012](https://doi.org/10.1177/0269881112439253). Several rows
# were read in summaries only; they say so. For the last part:
# [Goodwin 2022](https://doi.org/10.1056/NEJMoa2206443) as extracted by the
# [SYPRES living review](https://doi.org/10.5281/zenodo.15714852).
#
# **A note before you begin.** Behind the counts are people with alcohol use disorder or depression,
# many of them in hospital. This lesson is about reading evidence: not medical advice, not training to
# treat anybody, and no guidance on obtaining or taking any drug. If you are in distress, please turn to
# a health professional or a crisis line ([findahelpline.com](https://findahelpline.com)).

# %%
import numpy as np
import pandas as pd
import plotly.graph_objects as go

from course import ask, load, reveal, show
from course.figures import COLOURS, people, slider

# %% [markdown]
# Imagine a trial of the 1960s. Ten people get LSD with their treatment, ten a control treatment.
# **Suppose** that the truth is this: of 100 people like them 38 improve without LSD and 59 with it. That
# is a large gain.
#
# The trial is run once and tested as usual. Before you look: if a hundred teams ran it, how many would
# find a *significant* difference?

# %%
ask("m02-3-ten", ...)

# %%
# One simulated trial: how many of ten improve, if each has 59 (or 38) chances in 100?
rng = np.random.default_rng(1966)
print(f"with LSD {rng.binomial(10, 0.59)} of 10, with control {rng.binomial(10, 0.38)} of 10")


# %%
def simulated_share(n_lsd, n_control, p_lsd=0.59, p_control=0.38, trials=10_000):
    """Of many simulated trials, the share with a significant difference (two-sided, 5 %)."""
    x, y = rng.binomial(n_lsd, p_lsd, trials), rng.binomial(n_control, p_control, trials)
    both = (x + y) / (n_lsd + n_control)
    error = np.sqrt(both * (1 - both) * (1 / n_lsd + 1 / n_control)).clip(min=1e-9)
    return np.mean(abs(x / n_lsd - y / n_control) > 1.96 * error)


curve = pd.DataFrame({"per_arm": [5, 10, 15, 20, 30, 40, 50, 60, 70, 85, 100, 120, 150]})
curve["simulated_per_100"] = [100 * simulated_share(n, n) for n in curve.per_arm]

# %% tags=["chart"]
# Draws the simulated chance to see a true difference, by the people in each arm
fig = go.Figure()
look = {"dash": "dash", "width": 3, "color": COLOURS["difference"]}
fig.add_scatter(x=curve.per_arm, y=curve.simulated_per_100, mode="lines", line=look)
ten = curve.set_index("per_arm").simulated_per_100[10]
fig.add_scatter(x=[10], y=[ten], mode="markers+text", text=[f"  10 per arm: {ten:.0f} of 100"],
                textposition="middle right", marker={"size": 14, "color": COLOURS["difference"]},
                marker_symbol="diamond")  # fmt: skip
fig.update_layout(title="With ten per arm, most simulated trials<br>miss a true and large difference",
                  xaxis_title="people per arm", yaxis={"title": "trials of 100 that see it",
                  "range": [0, 102]})  # fmt: skip
show(fig, alt="Of 100 simulated trials with ten people per arm about 14 see the true difference; "
     "with 85 per arm about 80 do.", table=curve.round(0))  # fmt: skip

# %%
reveal("m02-3-ten", ten)

# %% [markdown]
# ## When all groups improve
#
# Before any test, ask what is compared. The early reports had no control group. Here is what was said
# of them, of two later trials and of a review.

# %%
trials = load("first_wave").set_index("row_id")
pd.set_option("display.max_colwidth", 90)
trials.loc[["fw_02", "fw_04", "fw_05", "fw_09"], ["trial", "design", "n_all", "finding", "status"]]

# %% [markdown]
# In uncontrolled reports 50 to 94 % of people improved (second-hand, and “improved” meant something
# else each time). Then came studies with a control group. In one study of 1969
# *all groups improved*. A review of 1971 looked at 31 investigations. Among those with one or several doses, eight had a control.
#
# **Why it is tempting** to believe the first kind: people who had been ill for years got better, and
# their doctors saw it. But they entered hospital at a bad time, were cared for, and some may have got
# better anyway. A control group shows how many.

# %%
ask("m02-3-all-improved", ...)

# %% [markdown]
# ## What could they have seen?
#
# The chance that a trial finds a difference that is truly there is its [power](../glossary.md#power).
# You have simulated it; for larger arms a formula gives nearly the same.
#
# 1. How far do two shares jump about by luck? A column of yes (1) and no (0) with the share p of yes
#    has the standard deviation √(p(1 − p)). So the standard error of a share, SD/√n in module 1, is
#    √(p(1 − p)/n). For the difference of two shares, p with n people and q with m, each arm gives its
#    part: √(p(1 − p)/n + q(1 − q)/m).
# 2. How many of these errors is the true difference?
# 3. The test calls “significant” what is more than 1.96 errors from zero. So take 1.96 away, and ask the
#    bell curve how much lies below what is left.

# %%
from scipy.stats import norm


def power(n_lsd, n_control, p=0.59, q=0.38):
    """Chance that a two-sided 5 % test sees the difference between shares p and q."""
    error = (p * (1 - p) / n_lsd + q * (1 - q) / n_control) ** 0.5
    return norm.cdf(abs(p - q) / error - 1.96)


print(f"10 and 10: {power(10, 10):.2f}    85 and 85: {power(85, 85):.2f}")

# %% [markdown]
# For ten per arm the formula says 0.16, a little more than the simulation. Where arms are small, such
# formulas are rough.
#
# **Your turn, with a little help.** The four comparisons of the table whose arm sizes we could read.
# What chance had the one with 41 and 40 people? Fill the gaps.

# %%
print(trials.loc[trials.use_for_power, ["trial", "n_lsd", "n_control", "source_tier"]].to_string())
# larger = 100 * power(____, ____)
larger = ...
ask("m02-3-larger", larger)

# %% [markdown]
# So none of the four had much more than an even chance. What would **four** such trials look like side by side?
# The slider draws 1,000 columns of four **simulated** trials and counts, in each, how many are
# significant, although the difference is truly there.

# %%
sizes = [5, 10, 15, 20, 25, 30, 40, 50, 60, 70, 85, 100, 120, 150]
columns = {n: np.bincount(rng.binomial(4, power(n, n), 1000), minlength=5) for n in sizes}
pd.DataFrame(columns, index=[f"{k} of 4 significant" for k in range(5)])[[10, 40, 85]]

# %% tags=["chart"]
# Draws how many of four simulated trials are significant, in 1,000 columns, by size
fig = go.Figure(go.Bar(x=[0, 1, 2, 3, 4], marker_color=COLOURS["difference"]))
fig.update_traces(textposition="outside", marker_pattern_shape="/")
says = "{} per arm, each sees it {:.0f} times in 100:<br>{} of 1,000 simulated columns are blank"
states = {str(n): {"y": [c], "text": [c.astype(str)],
                   "title": says.format(n, 100 * power(n, n), c[0])}
          for n, c in columns.items()}  # fmt: skip
slider(fig, states, prefix="people per arm", traces=[0], start="20")
fig.update_layout(height=420, xaxis={"title": "significant trials among four", "dtick": 1},
                  yaxis={"title": "columns of 1,000", "range": [0, 1080]})  # fmt: skip
show(fig, alt="With few people per arm, most columns of four trials hold no significant trial or one, "
     "although the simulated difference is real.", table=pd.DataFrame(columns).add_prefix("simulated_"))  # fmt: skip

# %% [markdown]
# **Two questions to guide you**
#
# 1. At 20 per arm, how many columns show four blanks? What would somebody who counts votes say of them?
# 2. From which size on would you take four blanks as strong evidence against?

# %%
arms = trials[trials.use_for_power]
chances = [power(a, b) for a, b in zip(arms.n_lsd, arms.n_control, strict=True)]
blank_if_real = np.prod([1 - c for c in chances])
blank_if_not = 0.95**4  # no effect: a significant result comes up by luck in 5 of 100
print(f"all four blank: {blank_if_real:.2f} if it works, {blank_if_not:.2f} if it does not")
print(f"ratio: {blank_if_not / blank_if_real:.1f}")

# %% [markdown]
# Four blanks speak against the effect, about six to one. That is a hint, not a verdict. (The sizes are
# second-hand, and these four are not the six trials that were pooled later.)

# %%
ask("m02-3-four-blanks", ...)

# %% [markdown]
# ## Pooling is not adding
#
# A meta-analysis puts small trials together. Not by adding up people! Look at two **simulated** trials:
# in the first, patients have a hard road; in the second, an easy one. In both, treatment A does better.

# %%
two = pd.DataFrame(
    {"simulated_yes_A": [16, 9], "n_A": [40, 10], "simulated_yes_B": [2, 32], "n_B": [10, 40]},
    index=["hard road", "easy road"],
)
two["A per 100"] = 100 * two.simulated_yes_A / two.n_A
two["B per 100"] = 100 * two.simulated_yes_B / two.n_B
two

# %% [markdown]
# A leads by 20 in the first trial and by 10 in the second. Now add both tables into one: 50 people in
# each arm. **Your turn:** how far is A ahead then, A minus B, in people per 100?

# %%
ask("m02-3-added", ...)

# %% [markdown]
# The sign has turned, and every count is right. A had most of the people with the hard road, B most of
# those with the easy one. The sum compares *patients*.
#
# Pooling keeps each comparison inside its trial and adds up *comparisons*. The
# [Mantel–Haenszel method](../glossary.md#mantel-haenszel) does so for odds ratios: for each trial with
# N people take *yes in A × no in B / N* and *no in A × yes in B / N*; add up the first kind, add up the
# second, divide.

# %%
N = two.n_A + two.n_B
no_A, no_B = two.n_A - two.simulated_yes_A, two.n_B - two.simulated_yes_B
for_A, for_B = two.simulated_yes_A * no_B / N, no_A * two.simulated_yes_B / N
print("odds ratio in each trial:", list((for_A / for_B).round(2)))
print(f"pooled: {for_A.sum() / for_B.sum():.2f}")

# %% [markdown]
# **Change it.** Keep the shares (40 and 20 of 100, then 90 and 80) and change how many people go into
# each arm. When does the added table agree with the trials?

# %% tags=["try"]
hard, easy = (40, 10), (10, 40)  # people in A and in B: change these two lines
shares = {"hard": (0.40, 0.20), "easy": (0.90, 0.80)}
a = (hard[0] * shares["hard"][0] + easy[0] * shares["easy"][0]) / (hard[0] + easy[0])
b = (hard[1] * shares["hard"][1] + easy[1] * shares["easy"][1]) / (hard[1] + easy[1])
print(f"added up: {100 * a:.0f} of 100 with A, {100 * b:.0f} of 100 with B")

# %%
ask("m02-3-agree", ...)

# %% [markdown]
# ## From odds to people
#
# Now the real result. Six randomised trials, 536 people: the pooled odds ratio for improvement is 1.96,
# 95 % interval 1.36 to 2.84 ([Krebs 2012](https://doi.org/10.1177/0269881112439253)). Added up, 38 of
# 100 improved under control.
#
# Predict: if 38 of 100 people improve without LSD, and the odds ratio is 1.96, how many of 100 improve
# with it?

# %%
ask("m02-3-people", ...)


# %%
def with_ratio(ratio, control):
    """The share that an odds ratio makes of the control share."""
    odds = ratio * control / (1 - control)
    return odds / (1 + odds)


print(f"odds without: {0.38 / 0.62:.3f}; times 1.96: {1.96 * 0.38 / 0.62:.3f}")
print(f"as people: {100 * with_ratio(1.96, 0.38):.1f} of 100")
print("ends of the interval:", [round(100 * with_ratio(r, 0.38)) for r in (1.36, 2.84)])

# %% tags=["chart"]
# Draws a hundred people with LSD and a hundred with control
counts = {"LSD": 100 * with_ratio(1.96, 0.38), "Control": 38}
fig = people(counts, title="The pooled odds ratio means<br>about 17 more of 100", had="improved")
show(fig, alt="Of 100 people 55 improve with LSD and 38 with control, by the pooled odds ratio.",
     table=pd.DataFrame({"per 100": counts}).rename_axis("arm").round(1).reset_index())  # fmt: skip

# %%
reveal("m02-3-people", counts["LSD"])
ask("m02-3-steps", ...)

# %% [markdown]
# Not twice as many: that would be 74. Odds compare those who improved with those who did not, and they
# run ahead of people when many improve (lesson 7.1 shows why).
#
# And not 59 either, although 59 of 100 improved with LSD when all trials are added up. That is a
# [crude comparison](../glossary.md#crude-comparison), the added table again. Best fit: 17 more of 100;
# what still fits fairly well runs from 7 to 26 more.
#
# **Without help.** In another clinic 20 of 100 improve with the usual treatment. *If* the same odds
# ratio held there, how many of 100 would with LSD?

# %%
ask("m02-3-clinic", ...)

# %% [markdown]
# ## For how long?
#
# An independent appraisal of the meta-analysis says: a benefit in the short term, *not maintained at one
# year*. How would you see that? By the **lead**, the gap between the arms, at an early and at a late
# visit.
#
# A trial of our time shows how. One dose of psilocybin, 25 mg against 1 mg, in people with depression;
# changes on a scale that they fill in themselves (lower is better).

# %%
goodwin = load("outcomes").query("trial_id == 'goodwin_2022_comp001'")
self_rated = goodwin.query("instrument == 'QIDS-SR-16' and arm_id != 'psi_10mg'")
self_rated = self_rated.pivot(index="timepoint_weeks", columns="arm_id", values="mean_change")
self_rated["lead"] = self_rated.psi_25mg - self_rated.psi_1mg
print(self_rated)
print(f"kept: {self_rated.lead[12] / self_rated.lead[3]:.2f}")

# %% [markdown]
# At week 12 the mean with 25 mg was as good as at week 3, even a little better. Yet the lead has shrunk to
# a bit more than half, since the mean with 1 mg went on improving. One arm alone would have told you the
# opposite.
#
# **Without help.** Same trial, counted in people who responded. What part of the lead of week 3 is left at
# week 12? (Shares first, then leads, then divide.)

# %%
responders = goodwin.query("endpoint == 'response' and arm_id != 'psi_10mg'")
responders = responders[responders.timepoint_label.isin(["Week 3", "Week 12"])]
print(responders[["timepoint_label", "arm_id", "events", "n"]].to_string(index=False))
ask("m02-3-kept", ...)

# %%
ask("m02-3-how-long", ...)

# %% [markdown]
# ## What this cannot tell us
#
# - **Each trial behind the 1.96.** The counts per trial were searched for and not found in any source we
#   could read. We show the pooled result, and pool simulated tables.
# - **What the four did.** Their arm sizes come from summaries, and serve for one sum.
# - **What “improved” was.** It was measured in different ways, at different times.
# - **Masking.** In one comparison blinding was given up, one trial was single blind, and for others our
#   rows do not say (lesson 6.3).
# - **A year later, today.** The treatment programmes of 1966 are not ours, and the modern trial here
#   ends at week 12.

# %% [markdown]
# ## Recall
#
# Close the page in your mind and answer in your own words. Two questions return to module 1.

# %%
ask("m02-3-recall-power")
ask("m02-3-recall-blank")
ask("m02-3-recall-pool")
ask("m02-3-recall-odds")
ask("m02-3-recall-lead")
ask("m02-3-recall-se")
ask("m02-3-recall-interval")

# %% [markdown]
# ## Where the numbers come from, and where to go next
#
# **Sources.** Table `first_wave`: the odds ratio from the abstract of
# [Krebs 2012](https://doi.org/10.1177/0269881112439253), the shares from a summary on the same page, the
# appraisal from the Centre for Reviews and Dissemination. Table `outcomes`:
# [Goodwin 2022](https://doi.org/10.1056/NEJMoa2206443), from
# [SYPRES](https://doi.org/10.5281/zenodo.15714852) (ODC-By). Its means are means of a model and not of
# the people who came to the last visit.
#
# **Practice.** Exercises `m02-small-trials`, `m02-pool-six`, `m02-odds-to-people`, `m02-durability`.
#
# **Next.** Lesson 2.4, *From the 1980s couch to refusal and retraction*.

# %% [markdown] tags=["instructor"]
# **Timing.** Hook 7 min · all groups 5 · what could they see 13 · pooling 11 · odds to people 7 · how
# long 5 · recall 2.
#
# **Common stumbles.** “They proved that it does not work” turns into “they proved that it does”: stay
# with six to one. The turned sign feels like a trick; let learners build their own pair of trials. Many
# divide the late mean by the early mean of one arm.
#
# **Discuss.** A team of 1966 asks you: run ten per arm now, or wait for 85? What do you owe the twenty
# people?
#
# **Board.** Two lines, hard and easy road, A above B on both. Mark where most of A and most of B stand.
# Draw the line through the two marks: it falls.
