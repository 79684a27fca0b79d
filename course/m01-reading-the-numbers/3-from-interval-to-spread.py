# %% [markdown]
# # From interval to spread
#
# *A paper prints an average and an interval. How different were the people behind it?*
#
# 45 minutes · needs lessons 1.1 and 1.2
#
# After this lesson you will be able to:
#
# - **distinguish** how much people differ from how well their average is known;
# - **convert** a confidence interval into a standard error and a standard deviation, and back;
# - **recognise** a table in which one was taken for another;
# - **say** when the sum cannot be done.

# %% [markdown]
# **Data.** The two arms of [Mitchell 2023](https://doi.org/10.1038/s41591-023-02565-4), a trial of
# MDMA-assisted therapy for post-traumatic stress disorder, and one arm of
# [Raison 2023](https://doi.org/10.1001/jama.2023.14530), a trial of psilocybin for depression; the
# [SYPRES data set](https://doi.org/10.5281/zenodo.18740439) for a second value of the same spread.
# Where people are drawn as dots they are **simulated**, and the figure says so.
#
# Behind the averages are people living with trauma or depression. This lesson is about reading
# numbers. It is not medical advice. If you are in distress, please turn to a health professional or a
# crisis line in your country ([findahelpline.com](https://findahelpline.com)).

# %%
import numpy as np
import pandas as pd
import plotly.graph_objects as go

from course import ask, load, reveal, show
from course.figures import COLOURS, slider

# %% [markdown]
# PTSD symptoms were scored by interview on a scale from 0 to 80, lower is better. With MDMA and
# therapy the mean fell by this much; the paper prints its 95 % interval. Two guesses, before you go on.

# %%
mapp2 = load("outcomes").query("trial_id == 'mitchell_2023_mapp2' and instrument == 'CAPS-5'")
change = mapp2.dropna(subset="ci_low_change").set_index("arm_id")
change = change[["mean_change", "ci_low_change", "ci_high_change", "n"]]
change.columns = ["mean", "low", "high", "n"]
print(change.to_string())
ask("m01-3-people", ...)

# %%
mean, low, high, n = change.loc["mdma"]
se = (high - low) / (2 * 1.96)
sd = se * n**0.5
bars = pd.DataFrame({"low": [low, mean - 1.96 * sd], "high": [high, mean + 1.96 * sd]},
                    index=["95% interval<br>of the mean", "where 95 of 100<br>people may lie"])  # fmt: skip

# %% tags=["chart"]
# Draws the two ranges as bars, one above the other
fig = go.Figure()
for (name, bar), role in zip(bars.iterrows(), ["difference", "uncertainty"], strict=True):
    fig.add_scatter(
        x=list(bar), y=[name] * 2, mode="lines", line={"width": 16, "color": COLOURS[role]}
    )
fig.update_layout(title="The average is known well,<br>the people differ widely", height=300,
                  xaxis={"title": "change in points", "range": [-52, 5]}, yaxis={"range": [1.6, -0.6]})  # fmt: skip
show(fig, alt="People spread about seven times more widely than the interval of their mean.",
     table=bars.round(1).rename_axis("what").reset_index())  # fmt: skip
reveal("m01-3-people", bars.high.iloc[1] - bars.low.iloc[1])

# %% [markdown]
# ## Two kinds of spread
#
# There are two questions, and two answers.
#
# *How much do people differ?* The [standard deviation](../glossary.md#standard-deviation), SD. In many
# groups about two thirds of the people lie within one SD of the mean, and about 95 of 100 within two.
# If you ask more people, you learn the SD better; it does not shrink.
#
# *How well is the mean known?* The [standard error](../glossary.md#standard-error), SE. It says how far
# the mean would wander if the trial were run again with other people.
#
# See it before you calculate it. The dots are 52 **simulated** people. Below them lie the means of many
# such groups.

# %%
lot = np.random.default_rng(52)
simulated_people = lot.normal(mean, sd, int(n))
simulated_means = lot.normal(mean, sd, (200, int(n))).mean(axis=1)
print(f"one group: its people differ with an SD of {simulated_people.std(ddof=1):.1f} points")
print(f"200 groups: their means differ with an SD of {simulated_means.std(ddof=1):.1f} points")

# %% tags=["chart"]
# Draws 52 simulated people above the means of 200 such groups
fig = go.Figure()
kinds = {"52 people": (simulated_people, "uncertainty", "circle-open"),
         "means of<br>200 groups": (simulated_means, "difference", "diamond-open")}  # fmt: skip
for place, (x, role, symbol) in enumerate(kinds.values()):
    y = place + lot.uniform(-0.28, 0.28, len(x))
    marker = {"color": COLOURS[role], "symbol": symbol, "size": 8}
    fig.add_scatter(x=x, y=y, mode="markers", marker=marker)
fig.update_layout(title="People lie far apart, means of 52<br>lie close together (simulated)", height=320,
                  xaxis={"title": "change in points (simulated)", "range": [-56, 9]},
                  yaxis={"tickvals": [0, 1], "ticktext": list(kinds), "range": [1.5, -0.5]})  # fmt: skip
spread = pd.DataFrame(
    {"dots": ["people", "means"], "simulated_sd": [simulated_people.std(), simulated_means.std()]}
)
show(fig, alt="Simulated people spread over fifty points, the means of groups of 52 over about eight.",
     table=spread.round(1))  # fmt: skip

# %% [markdown]
# How does the wander of the mean depend on the number of people? **Change the first line**: 13 people,
# then 208. Write down both SDs each time. What happens to each when four times as many people take part?

# %% tags=["try"]
people = 52  # change to 13, then to 208
groups = lot.normal(mean, sd, (2000, people))  # 2000 simulated trials
print(f"people differ with an SD of {groups.std(axis=1, ddof=1).mean():.1f}")
print(f"means differ with an SD of {groups.mean(axis=1).std(ddof=1):.2f}")

# %% [markdown]
# The SD of the people stays; that of the means halves whenever four times as many take part. That is
# the square root at work, and the formula only says it shortly:
#
# $$\mathrm{SE} = \frac{\mathrm{SD}}{\sqrt{n}}$$
#
# Think of a choir. The SD is how far the singers stand from each other in pitch. The SE is how much
# the *chord* would change if other singers had come that evening. A larger choir does not make the
# singers more alike; it makes the chord steadier.

# %% [markdown]
# A [confidence interval](../glossary.md#confidence-interval) is made from the SE: the mean, and about
# two SE to each side. The grey bar in the figure is a sketch: it takes the changes for bell-shaped,
# which the paper does not promise.
#
# Move the slider: it sets the number of people, and leaves the people as different as they are here.

# %% tags=["chart"]
# Draws the spread of people and the interval of their mean
fig = go.Figure()
for role in ["uncertainty", "difference"]:
    fig.add_scatter(mode="lines", line={"width": 16, "color": COLOURS[role]})
persons, average = ["people"] * 2, ["their mean"] * 2
wide = [mean - 1.96 * sd, mean + 1.96 * sd]
states = {}
for size in [4, 9, 16, 25, 52, 100, 200, 400, 800]:
    half = 1.96 * sd / size**0.5
    title = f"{size} people: the mean is known<br>to within {half:.1f} points each way"
    states[str(size)] = {
        "x": [wide, [mean - half, mean + half]],
        "y": [persons, average],
        "title": title,
    }
slider(fig, states, prefix="people", traces=[0, 1], start="52")

# %% tags=["chart"]
# Sets the axes and shows the figure
fig.update_layout(xaxis={"title": "change in points", "range": [-50, 3]}, height=380,
                  yaxis={"range": [1.7, -0.7]})  # fmt: skip
show(fig, alt="With more people the interval of the mean shrinks while the people stay as different.",
     table=pd.DataFrame({"people": [4, 52, 400], "each way": [1.96 * sd / k**0.5 for k in (4, 52, 400)]}))  # fmt: skip

# %% [markdown]
# **Two questions to guide you**
#
# 1. From 100 to 400 people: by what factor does the interval shrink? Why not by four?
# 2. Which of the two bars would you show to somebody who asks “how will *I* do?”, and does it answer?

# %%
ask("m01-3-four-times", ...)

# %% [markdown]
# ## Walk back from the interval
#
# Why would you want the SD? Because points mean different things on different scales. To put two
# trials on one axis, reviewers divide the difference by the SD: then the unit is “how much people
# differ”, and it can be compared. Papers often print only an interval. So you walk back, in three steps:
#
# 1. the width, from end to end;
# 2. divide by 2 × 1.96, because an interval reaches 1.96 SE to *each* side: that is the SE;
# 3. multiply by √n: that is the SD.
#
# **Worked example**, for the arm with MDMA. With 52 people it matters a little whether you take 1.96
# (the normal distribution) or the slightly larger number of Student's t, which allows for the fact that
# the spread itself was only estimated, from 52 people. Both are right if you say which.

# %%
from scipy import stats

t = stats.t.ppf(0.975, n - 1)
print(f"width {high - low:.2f}, standard error {se:.2f}")
print(f"SD with 1.96: {sd:.2f}")
print(f"SD with t = {t:.3f}: {(high - low) / (2 * t) * n**0.5:.2f}")

# %% [markdown]
# **Why slips are tempting here.** Each wrong turn gives a number that looks like an answer: stop at
# step 2 and you have the SE in place of the SD, forget to halve and the SD doubles, multiply by n and
# not by its root and the SD is wider than the scale. So hold it against the scale: from 0 to 80, an
# SD between 5 and 25 is believable.
#
# **Your turn, with a little help.** The arm with placebo, with 1.96. Fill the gaps.

# %%
placebo = change.loc["placebo"]
# placebo_sd = (placebo.high - placebo.low) / (____) * placebo.n ** ____
placebo_sd = ...
ask("m01-3-placebo-sd", placebo_sd)

# %% [markdown]
# **Now without help.** The arm with psilocybin in the other trial, at day 43, on a depression scale.

# %%
raison = load("outcomes").query("trial_id == 'raison_2023_niacin' and arm_id == 'psilocybin'")
raison = raison.query("instrument == 'MADRS' and timepoint_label == 'Day 43'")
raison = raison.dropna(subset="ci_low_change").iloc[0]
print(raison[["mean_change", "ci_low_change", "ci_high_change", "n"]].to_string())
ask("m01-3-raison-sd", ...)

# %% [markdown]
# ## Two tables that do not agree
#
# Before treatment the people of this trial had these scores. One source is the paper's own table; the
# other is a careful, public data set that is used for a meta-analysis. They should print the same SDs.

# %%
start = mapp2.query("timepoint_weeks == 0").dropna(subset="mean").set_index("arm_id")
print(start[["mean", "sd", "n"]].rename(columns={"sd": "SD in the paper"}).to_string())
print(start.known_issue.iloc[0].split(". ")[0])
ask("m01-3-which-sd", ...)

# %%
two = pd.DataFrame({"paper": start.sd, "data set": {"mdma": 13.10, "placebo": 7.78}})
two["ratio"] = two["data set"] / two.paper
two["if half an interval was taken for an SE"] = two["data set"] / 1.96
two["if an SE was taken for an SD"] = two["data set"] * start.n**0.5
two.round(2)

# %%
reveal("m01-3-which-sd", "d")

# %% [markdown]
# Read the first row. If somebody took *half of a 95 % interval* for the SE, the SD came out 1.96 times
# too large, and 13.10 should have been 6.68. The paper has 6.6. It looks like a solved case.
#
# Now the second row. The same slip would give 3.97 there, and the paper has 6.7. So the explanation fits
# one arm of two. An explanation that was found by looking at one number must be tried on a number that
# did not suggest it.
#
# The case is open. A fair note says: *the two tables differ, by 1.98 times in one arm and 1.16 times in
# the other; one slip explains the first and not the second; ask the maintainers.* No correction has been
# published that we know of. For this course we use the paper's table.

# %% [markdown]
# Does it matter? An effect size divides the difference by the SD. An SD twice too *large* makes an
# effect look half as big; an SE taken for an SD makes it look seven times too big with 52 people.
#
# Note how quiet such a difference is. The number has the right number of digits, it lies within the scale, and
# no program complains. What gives it away is a *comparison*: with the paper's own table, with the
# other arm, with other trials that let in people of the same kind. A trial that admits only people
# above a certain score cannot have a very wide spread at the start.

# %% [markdown]
# So before you use a ±, read the line below the table. It says SD, SE or 95 % interval. If it says
# nothing, do the sum three ways, and see which can be.

# %%
ask("m01-3-plus-minus", ...)

# %% [markdown]
# ## What this cannot tell us
#
# - **Which table is right.** We saw that two differ, not how it came about.
# - **The level.** Not every interval is a 95 % interval. If it is not, 1.96 is the wrong number.
# - **The shape.** The SD is one number. Some people may have changed a great deal and some not at all.
# - **The raw SD.** The printed mean is a [least-squares mean](../glossary.md#least-squares-mean): a
#   model made it. The SD you walk back to is near that of the raw changes, and need not be equal.
# - **Anything without n.** The same paper prints intervals for a disability scale; the abstract does
#   not say how many people were scored. Then stop: no n, no SD.
# - **How one person will do.** The spread says that people differ, not who you are among them.

# %% [markdown]
# ## Recall
#
# Close the page in your mind and answer in your own words. Two questions return to earlier lessons.

# %%
ask("m01-3-recall-two")
ask("m01-3-recall-steps")
ask("m01-3-recall-root")
ask("m01-3-recall-check")
ask("m01-3-recall-denominator")
ask("m01-3-recall-status")

# %% [markdown]
# ## Where the numbers come from, and where to go next
#
# **Sources.** [Mitchell 2023](https://doi.org/10.1038/s41591-023-02565-4), NCT04077437: abstract and
# first table. [Raison 2023](https://doi.org/10.1001/jama.2023.14530), NCT03866174: second table. Numbers
# of people and the other SD: [SYPRES](https://doi.org/10.5281/zenodo.18740439) (ODC-By).
#
# **Reading.** [Altman 2005](https://doi.org/10.1136/bmj.331.7521.903), one page on standard deviations
# and standard errors.
#
# **Practice.** Exercise `m01-sd-from-ci` in the assignment of this module.
#
# **Next.** Lesson 1.4, *Uncertainty you can see*: what 95 of 100 means.

# %% [markdown] tags=["instructor"]
# **Timing.** Hook 6 min · two kinds, dots and explorer 14 · walking back 11 · two tables 9 · recall 5.
#
# **Common stumbles.** Halving once but not twice (width over 1.96). Multiplying by n. Thinking that a
# small SE means that everybody improved alike.
#
# **Discuss.** Both tables were made with care, and the data set was checked by two people. What kind of
# error can two readers not catch? And how do you write to the maintainers without accusing anybody?
#
# **Board.** SD → ÷√n → SE → ×1.96 each way → interval. Walk it forwards, then backwards.
