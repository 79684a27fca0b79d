# %% [markdown]
# # Uncertainty you can see
#
# *An interval is printed beside the result. What does it promise, and what does it not?*
#
# 45 minutes · needs lessons 1.1 to 1.3
#
# After this lesson you will be able to:
#
# - **explain** a 95 % confidence interval in plain words;
# - **read** a forest plot and say which trials can tell you much;
# - **ask** of every error bar what it shows;
# - **judge** a difference by its own interval, not by whether two bars overlap.

# %% [markdown]
# **Data.** Simulated trials, marked as such, made in this lesson; then the six trials of MDMA-assisted
# therapy for post-traumatic stress disorder in the
# [SYPRES living review](https://doi.org/10.5281/zenodo.18740439) (ODC-By), and the arms of
# [Mitchell 2023](https://doi.org/10.1038/s41591-023-02565-4).
#
# The people behind the real numbers live with trauma, which is not described here. This lesson teaches
# how to read evidence. It is not medical advice, and no guidance on taking any drug.

# %%
import numpy as np
import pandas as pd
import plotly.graph_objects as go

from course import ask, load, reveal, show
from course.figures import COLOURS, SYMBOLS, forest, slider

# %% [markdown]
# Imagine a world in which we *know* the truth: on average people fall by exactly 9 points more with
# the treatment. In that world we run the same trial twenty times, each time with new people, and draw
# a 95 % interval each time. Before you look: how many of the twenty intervals will **miss** the truth?

# %%
ask("m01-4-miss", ...)

# %%
truth, size, sd = 9, 45, 12  # simulated: people per arm, and how much people differ
lot = np.random.default_rng(7)
gaps = [lot.normal(truth, sd, size) - lot.normal(0, sd, size) for _ in range(20)]
trials = pd.DataFrame(
    {"estimate": [g.mean() for g in gaps], "se": [g.std(ddof=1) / size**0.5 for g in gaps]}
)
trials["low"], trials["high"] = (
    trials.estimate - 1.96 * trials.se,
    trials.estimate + 1.96 * trials.se,
)
trials["caught"] = (trials.low <= truth) & (truth <= trials.high)
missed = int((~trials.caught).sum())

# %% tags=["chart"]
# Draws the twenty intervals and the truth as a line
fig = go.Figure()
for place, row in trials.iterrows():
    role, dash = ("difference", "solid") if row.caught else ("uncertainty", "dot")
    fig.add_scatter(x=[row.low, row.estimate, row.high], y=[place] * 3, mode="lines+markers",
                    line={"color": COLOURS[role], "dash": dash}, marker={"size": [0, 8, 0], "opacity": 1})  # fmt: skip
fig.add_vline(x=truth, annotation_text="the truth", annotation_position="top")

# %% tags=["chart"]
# Sets the title and the axes and shows the figure
fig.update_layout(
    title=f"Simulated: {missed} of 20 intervals<br>miss the truth",
    xaxis_title="points more than control (dotted: missed)",
    yaxis={"visible": False},
    height=430,
)
show(fig, alt="Most simulated intervals hold the true value, and no two of them are alike.",
     table=trials.round(1).rename_axis("simulated trial").reset_index())  # fmt: skip
reveal("m01-4-miss", missed)

# %% [markdown]
# ## What a confidence interval says
#
# Each line is one trial; only luck differs. The truth stands still, and the *intervals* jump. That is
# what 95 % is about: a method which, used again and again, catches the truth in about 95 of 100 trials.
# Twenty are few, so you may see none, one or three that miss. In real life you hold one line, with no
# mark for the truth, and you do not know whether yours is one of those that miss.

# %% [markdown]
# In plain words: *“The data fit this value best, and fairly well any value from here to there. The
# method that made this range is right in about 95 of 100 trials.”*
#
# **Why it is tempting** to hear more. “95 %” sounds like a grade, or like a promise about this very
# result. It is a track record. A ferry that is on time on 95 of 100 days is a good ferry; whether it
# will be on time today, you learn at the pier. With trials, there is no pier: the truth is never shown.
#
# It does **not** say that 95 of 100 *people* lie in it: that is the spread of lesson 1.3. It does not
# cover bias either: a trial in which everybody guesses their arm (lesson 6.3) has an honest-looking
# interval around a crooked number.

# %% [markdown]
# Let the computer run many more trials, for a fairer count. **Change the first two lines**, one at a
# time, and note two numbers: how many of 100 intervals hold the truth, and how long they are.
#
# - First 180 people per arm in place of 45. Do more intervals hold the truth?
# - Then `reach = 1.64`, and `reach = 2.58`. These make a 90 % interval and a 99 % interval. What do you
#   pay for 99?

# %% tags=["try"]
people = 45  # per arm: change to 180, then to 12
reach = 1.96  # standard errors to each side: change to 1.64, then to 2.58

a = lot.normal(truth, sd, (5000, people))
b = lot.normal(0, sd, (5000, people))
estimate = a.mean(axis=1) - b.mean(axis=1)
error = ((a.var(axis=1, ddof=1) + b.var(axis=1, ddof=1)) / people) ** 0.5
caught = 100 * (abs(estimate - truth) <= reach * error).mean()
print(f"simulated: {caught:.1f} of 100 intervals hold the truth; they are "
      f"{2 * reach * error.mean():.1f} points long")  # fmt: skip

# %% [markdown]
# More people make the intervals shorter and leave the 95 where it was: the level is a property of the
# method, the length is what the trial adds. (With 12 people 1.96 is a little too small, so fewer hold
# the truth; Student's t mends that.)

# %%
ask("m01-4-plain", ...)

# %% [markdown]
# ## Six trials on one axis
#
# A [forest plot](../glossary.md#forest-plot) puts one line per trial on one axis. Here are the six real
# trials. The unit is the standardised difference: points divided by the SD, so that two scales can
# share an axis. Left of zero favours MDMA, because lower scores are better.
#
# You may wonder why a wide interval should be welcome. It is the trial speaking honestly about its
# size. A narrow line around a small trial ought to worry you far more: somebody may have taken a
# standard error for something else, as in lesson 1.3.
#
# Which trial will have the longest line? Guess from the numbers of people.

# %%
six = load("meta_inputs").query("analysis == 'mdma_ptsd' and primary_model").copy()
names = load("trials").set_index("trial_id").short_name
six.index = six.trial_id.map(names)
six["people"] = (six.n_active + six.n_control).astype(int)
print(six.people.to_string())
ask("m01-4-longest", ...)

# %%
six["se"] = (1 / six.n_active + 1 / six.n_control + six.g**2 / (2 * six.people)) ** 0.5
six["estimate"], six["low"], six["high"] = six.g, six.g - 1.96 * six.se, six.g + 1.96 * six.se
lines = six.sort_values("people")[["estimate", "low", "high", "people"]]

# %% tags=["chart"]
# Draws one line per trial, few people at the top
fig = forest(lines, title="The fewer the people,<br>the longer the line",
             x="standardised difference", favours=("MDMA", "control"))  # fmt: skip
show(fig, alt="The two largest trials have the shortest intervals; three of the four small ones reach past zero.",
     table=lines.round(2).rename_axis("trial").reset_index())  # fmt: skip
reveal("m01-4-longest", "c")

# %% [markdown]
# Does a line that crosses zero mean that nothing happened? No. It means that *no difference* is one of
# the values that fit fairly well, together with many others, some of them large. The smallest trial here
# fits a large benefit best, and fairly well also a very large one or a small harm. It does not say “no”;
# it says “I cannot tell”.
#
# Read a line in three looks. *Where is the mark?* That fits best. *How long is the line?* So much else
# fits fairly well. *What lies at its two ends?* Say both aloud: “a large benefit fits best, and a small
# harm still fits” is a result, and a more honest one than “no effect”.
#
# **Your turn, with a little help.** MAPP2 had 94 people with a score, Oehen 2013 had 12. How many times
# as long is the line of the small trial? Fill the gaps.

# %%
long = lines["high"] - lines["low"]  # the length of each line
# times = long["____"] / long["____"]
times = ...
ask("m01-4-width", times)

# %% [markdown]
# ## Do the bars overlap
#
# Three papers show the same two arms with bars around their means. One draws the SD, one the SE and
# one the 95 % interval (CI). Move the slider. The people are the same each time.

# %%
mapp2 = load("outcomes").query("trial_id == 'mitchell_2023_mapp2' and instrument == 'CAPS-5'")
arms = mapp2.dropna(subset="ci_low_change").set_index("arm_id")
arms = pd.DataFrame({"mean": arms.mean_change, "n": arms.n,
                     "interval": (arms.ci_high_change - arms.ci_low_change) / 2})  # fmt: skip
arms["SE"] = arms.interval / 1.96
arms["SD"] = arms.SE * arms.n**0.5
arms.round(1)

# %% tags=["chart"]
# Draws two means; the slider sets what their bars show
fig = go.Figure()
for arm, role in {"mdma": "active", "placebo": "control"}.items():
    fig.add_scatter(x=[arm], y=[arms["mean"][arm]], mode="markers",
                    marker={"size": 13, "color": COLOURS[role], "symbol": SYMBOLS[role]})  # fmt: skip
states = {}
for kind, name in {"SD": "SD", "SE": "SE", "interval": "CI"}.items():
    reach = [[arms[kind][arm]] for arm in ("mdma", "placebo")]
    apart = abs(arms["mean"].diff().iloc[1]) > arms[kind].sum()
    says = "look well apart" if apart else "overlap"
    states[name] = {
        "error_y.array": reach,
        "title": f"Bars show the {name}:<br>the two arms {says}",
    }

# %% tags=["chart"]
# Sets the axes and shows the figure
slider(fig, states, prefix="bars", traces=[0, 1], start="SD")
fig.update_layout(
    xaxis_range=[-0.8, 1.8], yaxis={"title": "change in points", "range": [-40, 0]}, height=440
)
show(fig, alt="The same two arms overlap or stand apart, depending on what the bars show.",
     table=arms.round(1).rename_axis("arm").reset_index())  # fmt: skip

# %% [markdown]
# **Two questions to guide you**
#
# 1. Which bar would you draw to make a difference look clear, and which to make people look alike?
# 2. A poster shows bars and no legend. What can you conclude?
#
# A bar is a picture of a number, and the picture hides which. The same trial can be drawn so that the
# arms look alike or far apart, with no false stroke. So the legend is not decoration: without it there
# is no information in a bar.
#
# Even with 95 % intervals, overlap is a poor judge. What counts is the interval of the *difference*.
# Its standard error is not the sum of the two: squares are added, and the root is taken.

# %%
gap = arms["mean"]["mdma"] - arms["mean"]["placebo"]
error = (arms.SE["mdma"] ** 2 + arms.SE["placebo"] ** 2) ** 0.5
print(
    f"difference {gap:.1f}, 95 % interval {gap - 1.96 * error:.1f} to {gap + 1.96 * error:.1f} points"
)
ask("m01-4-overlap", ...)

# %% [markdown]
# **Now without help.** Two arms have standard errors of 3 and 4 points. What is the standard error of
# their difference?

# %%
ask("m01-4-squares", ...)

# %% [markdown]
# ## What this cannot tell us
#
# - **Bias.** An interval covers the luck of the lot. It does not cover people who left, raters who
#   guessed, or results that were never published.
# - **Whether this one caught the truth.** 95 of 100 is about the method.
# - **Whether a difference matters.** Clear and important are two things; ask people who live with it.
# - **The model.** The means here come from a model, and our sum for the difference treats the two
#   arms as separate. The paper's own analysis may differ a little.
# - **The whole evidence.** Six lines on one axis are not yet one answer (lesson 8.2).

# %% [markdown]
# ## Recall
#
# Close the page in your mind and answer in your own words. Two questions return to earlier lessons.

# %%
ask("m01-4-recall-plain")
ask("m01-4-recall-not")
ask("m01-4-recall-forest")
ask("m01-4-recall-bars")
ask("m01-4-recall-sd")
ask("m01-4-recall-sign")

# %% [markdown]
# ## Where the numbers come from, and where to go next
#
# **Sources.** Six trials: main rows of [SYPRES](https://doi.org/10.5281/zenodo.18740439) (ODC-By, two
# extractors), intervals computed here; for MAPP2 these rest on that data set's SDs, which lesson 1.3
# has reason to doubt. Arms: [Mitchell 2023](https://doi.org/10.1038/s41591-023-02565-4),
# NCT04077437. The twenty trials are simulated.
#
# **Reading.** [Greenland 2016](https://doi.org/10.1007/s10654-016-0149-3) lists 25 ways to misread a
# p-value or an interval; start with those on intervals.
#
# **Practice.** Now is the time for the assignment of this module.
#
# **Next.** Module 5, *The therapy and relationships*, or module 7, *Analysing one trial*.

# %% [markdown] tags=["instructor"]
# **Timing.** Simulation 12 min · plain words 6 · forest plot 10 · bars 12 · recall 5.
#
# **Common stumbles.** “There is a 95 % chance that the truth is in this interval” is nearly universal;
# accept it in talk, and ask what jumps, the truth or the interval. Many think the interval holds people.
#
# **Discuss.** Would you rather have one trial with 100 people or four with 25?
#
# **Board.** Draw the truth as a vertical line. Each learner throws a paper strip of the same length.
