# %% [markdown]
# # Population PK read critically
#
# *An average curve, and you are not the average: how far off can you be?*
#
# 45 minutes · needs lesson 3.1; lesson 1.3 helps
#
# After this lesson you will be able to:
#
# - **estimate** from the interval of a mean how far people spread;
# - **explain** why levels in blood are handled on the log scale;
# - **check** a printed interval by its centre, and say what rounding hides;
# - **question** a population model: who was in it, and who was not?

# %% [markdown]
# **Data.** Highest levels of psilocin after psilocybin
# ([Holze 2023](https://doi.org/10.1002/cpt.2821)) and of LSD
# ([Holze 2019](https://doi.org/10.1111/bcp.13918),
# [Dolder 2017](https://doi.org/10.1007/s40262-017-0513-9), and two abstracts read second-hand), from table
# `pharmacokinetics`. Single people are not printed; where you see people here, they are **simulated**.
#
# **A note before you begin.** This is about reading evidence. It is not medical advice, and nobody can read
# from it what a dose would do to a given person. That is one of its points.

# %%
import numpy as np
import pandas as pd
import plotly.graph_objects as go

from course import ask, load, reveal, show
from course.figures import COLOURS, FAINT, slider

# %% [markdown]
# Twenty-eight people had 15 mg of psilocybin, and 23 had 25 mg. The highest level of psilocin was on average
# 11 [10 to 13] ng/mL after 15 mg and 17 [16 to 19] after 25 mg
# ([Holze 2023](https://doi.org/10.1002/cpt.2821); 95 % intervals).
#
# Before you look: of 100 such people who have **15 mg**, how many peak above 17, the *average* of 25 mg?

# %%
ask("m03-4-above", ...)

# %%
from scipy import stats

pk = load("pharmacokinetics").set_index("pk_id")


def spread_of_logs(row):
    """Standard deviation of the logs between people, from a printed interval of the mean."""
    error = np.log(row.spread_high / row.spread_low) / (2 * stats.t.ppf(0.975, row.n_subjects - 1))
    return error * np.sqrt(row.n_subjects)


# %%
at_25 = pk.loc["pk_087"]
sd_25 = spread_of_logs(at_25)
simulated_people = at_25.value * np.exp(sd_25 * stats.norm.ppf((np.arange(100) + 0.5) / 100))
inside = (simulated_people > 16) & (simulated_people < 19)
print(f"SD of the logs {sd_25:.2f}; of 100 people {inside.sum()} lie between 16 and 19")

# %% tags=["chart"]
# Draws a hundred simulated people as dots, with the interval of the mean as a band
fig = go.Figure()
fig.add_vrect(x0=16, x1=19, fillcolor=FAINT, line_width=0, annotation_text="mean: 16 to 19",
              annotation_position="top left")  # fmt: skip
level = np.floor(simulated_people) + 0.5  # one column for each whole number
height = pd.Series(level).groupby(level).cumcount()
fill = [COLOURS["active"] if yes else "rgba(0,0,0,0)" for yes in inside]
dots = {"size": 10, "color": fill, "line": {"color": COLOURS["active"], "width": 1.5}}
fig.add_scatter(x=level, y=height, mode="markers", marker=dots)
fig.update_layout(title="The interval of the mean leaves out<br>two thirds of people (simulated people)",
                  xaxis_title="highest level after 25 mg, ng/mL", height=380,
                  yaxis={"visible": False, "range": [-0.7, 13.5]})  # fmt: skip
counts = pd.Series(level, name="simulated_people").value_counts().sort_index()
show(fig, alt="Simulated people spread from about 10 to 28 ng/mL; a third lie in the interval of the mean.",
     table=counts.rename_axis("ng/mL").reset_index())  # fmt: skip

# %%
at_15 = pk.loc["pk_086"]
sd_15 = spread_of_logs(at_15)
above_17 = 100 * stats.norm.sf(np.log(17 / at_15.value) / sd_15)
print(f"15 mg: SD of the logs {sd_15:.2f}; above 17 ng/mL: {above_17:.1f} of 100")
reveal("m03-4-above", above_17)

# %% [markdown]
# ## From the mean to people
#
# How did we get from 16 to 19 to a crowd between about 11.5 and 25? By the road of lesson 1.3, with one change:
# everything happens on the log scale.
#
# Why logs? Bodies differ by *times*. One clears a drug twice as fast, another half as fast. A level cannot
# fall below zero, but it can be three times the usual. Such values have a long tail to the right; their
# logarithms follow a bell curve, more or less. They are called [log-normal](../glossary.md#log-normal), and
# their fitting average is the [geometric mean](../glossary.md#geometric-mean).
#
# Watch it, before any formula. One **simulated** study of 23 people whose logs have an SD of 0.2. Then two
# thousand such studies. But first a guess.

# %%
ask("m03-4-four", ...)

# %% tags=["try"]
# Change n from 23 to 92, four times as many. Which of the two ranges moves?
n = 23

rng = np.random.default_rng(8)
simulated_study = 17 * np.exp(rng.normal(0, 0.2, n))
print("one study:", simulated_study.round(0)[:8], "... mean of logs, turned back:",
      np.exp(np.log(simulated_study).mean()).round(1))  # fmt: skip
simulated_levels = 17 * np.exp(rng.normal(0, 0.2, (2000, n)))
means = np.exp(np.log(simulated_levels).mean(axis=1))
print("middle 95 of 100 means: ", np.percentile(means, [2.5, 97.5]).round(1))
print("middle 95 of 100 people:", np.percentile(simulated_levels, [2.5, 97.5]).round(1))

# %%
reveal("m03-4-four", "b")

# %% [markdown]
# (`axis=1` takes one mean per study.) With more people, studies agree better about the mean. People stay as
# they are.
#
# So the road from the interval to people is this, in three steps:
#
# 1. length of the interval **on the log scale**, ln(high / low), halved and divided by *t*: the standard
#    error of the mean log. (*t* is 1.96 for many people and a little more for few: 2.07 for 23.)
# 2. times √n: the SD of the logs *between people*;
# 3. the middle 95 of 100 people: mean × exp(± 1.96 × SD).

# %%
error = np.log(19 / 16) / (2 * stats.t.ppf(0.975, 22))
sd = error * np.sqrt(23)
low, high = 17 * np.exp(-1.96 * sd), 17 * np.exp(1.96 * sd)
print(f"t {stats.t.ppf(0.975, 22):.2f}, standard error {error:.3f}, SD {sd:.2f}")
print(
    f"people: {low:.1f} to {high:.1f} ng/mL; below as times {17 / low:.2f}, above {high / 17:.2f}"
)
plain = (19 - 16) / (2 * stats.t.ppf(0.975, 22)) * np.sqrt(23)
print(f"with plus and minus: {17 - 1.96 * plain:.1f} to {17 + 1.96 * plain:.1f} ng/mL")

# %% [markdown]
# The last line is the shortcut without logs. It goes lower at the bottom and stops earlier at the top,
# where levels are highest. Here the gap is small; for wider spreads it grows, and in the end plus and minus
# sends somebody below zero.
#
# **Why it is tempting** to read “16 to 19” as people: it says 95 %, and people come in hundreds. But those
# are the ends of what fits the *mean*.
#
# **With a little help.** The 15 mg again, 11 [10 to 13] in 28 people. What is the upper end of the middle 95
# of 100 people?

# %%
# your_sd = np.log(___ / ___) / (2 * stats.t.ppf(0.975, 28 - 1)) * np.sqrt(___)
your_sd = ...
# your_upper = 11 * np.exp(1.96 * your_sd)
your_upper = ...
ask("m03-4-upper", your_upper)

# %% [markdown]
# **Without help.** A very small dose of LSD, 20 µg: geometric mean 500 [413 to 607] pg/mL in 23 people (row
# pk_012, second-hand). Of 100 such people, how many peak above 700?

# %%
your_share = ...
ask("m03-4-lsd", your_share)

# %%
ask("m03-4-sentence", ...)

# %% [markdown]
# Now let the number of people run from 8 to 200, with the people themselves unchanged. (At 23 it says 15.6
# to 18.5, where the paper prints 16 to 19: we centre on the printed 17, and the print, in whole numbers,
# has its centre a little higher.)

# %%
sizes = [8, 12, 16, 23, 32, 48, 64, 92, 128, 200]
people = [17 * np.exp(-1.96 * sd), 17 * np.exp(1.96 * sd)]
mean_ends = {n: 17 * np.exp(stats.t.ppf([0.025, 0.975], n - 1) * sd / np.sqrt(n)) for n in sizes}
print({n: ends.round(1).tolist() for n, ends in mean_ends.items()})

# %% tags=["chart"]
# Draws the interval of the mean and the range of people, with a slider for n
wide, thin = {"color": COLOURS["uncertainty"], "width": 8}, {"color": COLOURS["active"], "width": 8}
fig = go.Figure(go.Scatter(x=people, y=["people"] * 2, mode="lines", line=wide))
fig.add_scatter(mode="lines", line=thin)
fig.add_scatter(x=[17, 17], y=["people", "mean"], mode="markers",
                marker={"symbol": "diamond", "size": 13, "color": COLOURS["active"]})  # fmt: skip
says = "{} people: the mean fits {:.1f} to {:.1f},<br>people still {:.1f} to {:.1f} (simulated)"
states = {str(n): {"x": [list(ends)], "y": [["mean", "mean"]],
                   "title": says.format(n, *ends, *people)} for n, ends in mean_ends.items()}  # fmt: skip
slider(fig, states, prefix="people in the study", traces=[1], start="23")
fig.update_layout(xaxis={"title": "ng/mL", "range": [9, 27]}, height=360,
                  yaxis={"type": "category", "range": [-0.6, 1.6]})  # fmt: skip
drawn = pd.DataFrame(mean_ends, index=["simulated_low", "simulated_high"]).T.round(1)
show(fig, alt="With more people the interval of the mean shrinks; the range of people stays as it is.",
     table=drawn.rename_axis("people in the study").reset_index())  # fmt: skip

# %% [markdown]
# **Two questions to guide you**
#
# 1. From 23 to 92 people: what happens to the interval of the mean? Which rule of lesson 1.3 is that?
# 2. A sponsor says: “with 200 people we know within 3 % what a dose does”. Whose peak is known so well?

# %% [markdown]
# ## Two roads and one odd row
#
# An estimate gains trust when another road leads to the same place. For LSD there is one: a paper that
# prints the **range** of its 27 people, 1.0 to 2.9 ng/mL around 1.7
# ([Holze 2019](https://doi.org/10.1111/bcp.13918)). How many SDs does a range of 27 people span? Draw lots.

# %%
rng = np.random.default_rng(2)
simulated_logs = rng.normal(0, 1, (5000, 27))
span = (simulated_logs.max(axis=1) - simulated_logs.min(axis=1)).mean()
by_range = np.log(2.9 / 1.0) / span
by_interval = spread_of_logs(pk.loc["pk_013"])
print(f"a range of 27 people spans {span:.1f} SDs on average")
print(f"SD of the logs by the range {by_range:.2f}; by the interval at 85 µg {by_interval:.2f}")
print(f"centre of the range on the log scale: √(1.0 × 2.9) = {np.sqrt(1.0 * 2.9):.2f}")

# %% [markdown]
# Two papers, two roads, 0.27 and 0.29. And the range sits where it should: its centre on the log scale is the
# printed mean.
#
# That last check is worth keeping. An interval made on the log scale has the geometric mean at its centre,
# which is √(low × high), give or take rounding. **Without help:** another paper prints 1.3 [1.2 to 1.9] ng/mL
# for LSD 100 µg ([Dolder 2017](https://doi.org/10.1007/s40262-017-0513-9)). Where is the centre of that
# interval?

# %%
your_centre = ...
ask("m03-4-centre", your_centre)

# %%
rows = pk[(pk.parameter == "Cmax") & (pk.spread_kind == "CI")]
check = rows[["analyte", "value", "spread_low", "spread_high", "status"]].copy()
check["centre"] = np.sqrt(check.spread_low * check.spread_high)
check["centre over mean"] = check.centre / check.value
check.sort_values("centre over mean").round(2)

# %% [markdown]
# One row stands apart, and our table marks it *doubtful*. (pk_017 is the next: 1.04, which rounding can
# explain.) What do you do with it? What lesson 1.2 says: keep it, mark it, do not mend it silently. Perhaps
# the mean is 1.5, perhaps the upper end is 1.4. From here nobody can tell.

# %%
print(pk.loc["pk_014", ["value", "spread_low", "spread_high", "status", "known_issue"]].to_string())

# %% [markdown]
# ## What rounding hides
#
# “16 to 19” are whole numbers. The true ends lie somewhere between 15.5 and 16.5, and between 18.5 and 19.5.
# How much does that matter for people?

# %%
t, n = stats.t.ppf(0.975, 22), 23
for label, low_end, high_end in [("narrowest", 16.5, 18.5), ("as printed", 16, 19),
                                 ("widest", 15.5, 19.5)]:  # fmt: skip
    sd = np.log(high_end / low_end) / (2 * t) * np.sqrt(n)
    ends = 17 * np.exp([-1.96 * sd, 1.96 * sd])
    print(f"{label}: {low_end} to {high_end}, SD {sd:.2f}, people {ends[0]:.0f} to {ends[1]:.0f}")

# %% [markdown]
# Rounding alone allows any SD from 0.13 to 0.27, a factor of two. So say “roughly from 11 or 12 to 25”, and not
# “from 11.5 to 25.1”.
#
# That is no reason to give up. Even the narrowest crowd, 13 to 22, is wider than the interval of the mean.

# %% [markdown]
# ## Who is in the model
#
# A [population model](../glossary.md#population-model) takes the samples of many people at once and fits a
# typical curve *and* how far people differ from it. It also asks whether something known about people, a
# *covariate*, explains part of the difference. A good one is worth more than a table of means. It still knows
# only the people who were in it. Six questions to put to each:
#
# | ask | why |
# |---|---|
# | How many people, how many samples each? | few samples blur peak and half-life |
# | Who were they? | age, sex, health, body weight |
# | Which doses? | outside them the model guesses |
# | Fed or fasting? | food can delay a peak |
# | Which other medicines, which genes? | a lost or blocked enzyme |
# | What was fixed, and not estimated? | a fixed number cannot be wrong in the output |

# %% [markdown]
# Try it. The abstract of a model of MDMA
# ([Huestis 2024](https://doi.org/10.1002/psp4.13282)) says: from a food study, published data and laboratory
# data; a rich meal delayed the peak and left the levels as they were; no clinically meaningful covariate was
# found, *including age, weight, sex, race and fed status*; doses of 120 and 180 mg were simulated.
#
# Compare with lesson 3.3: in 81 people, those without a working enzyme had about 75 % more LSD in blood
# ([Vizeli 2021](https://doi.org/10.1038/s41598-021-90343-y)). Which of the six questions does the abstract
# answer, and which not?

# %%
ask("m03-4-model", ...)

# %% [markdown]
# The second question, *who were they*, you can put to our own table. Its column `population` says what the
# papers call their people.

# %% tags=["try"]
# Change the word to "women", to "patient" and to "rats". How many rows say so? (Rows are not people.)
word = "healthy"

said = pk.population.str.contains(word)
print(f"{said.sum()} of {len(pk)} rows say “{word}”; {(pk.population == '').sum()} do not say who")

# %%
ask("m03-4-ward", ...)

# %% [markdown]
# **Why it is tempting** to hand a model to the ward: equations look as if they were about everybody. But
# most rows of our table are about healthy volunteers, as you just counted, because that is whom such a
# protocol lets in. That is a good way to begin, and a reason to ask.

# %% [markdown]
# ## What this cannot tell us
#
# - **Who is high, and why.** A spread has no names. Genes, body, food and chance are all in it.
# - **Whether levels are log-normal.** It is an assumption, and a useful one; extremes may be rarer or more
#   common.
# - **How one person varies from day to day.** One dose, one day: that is hidden in the spread.
# - **What people felt.** A high level is not a strong effect (lesson 3.3).
# - **Anything about people who were kept out** of the studies.

# %% [markdown]
# ## Recall
#
# In your own words, then open the answer. Three questions return to earlier modules.

# %%
ask("m03-4-recall-road")
ask("m03-4-recall-n")
ask("m03-4-recall-centre")
ask("m03-4-recall-model")
ask("m03-4-recall-sd")
ask("m03-4-recall-four")
ask("m03-4-recall-silent")

# %% [markdown]
# ## Where the numbers come from, and where to go next
#
# **Sources.** Table `pharmacokinetics`: pk_086 and 087 ([Holze 2023](https://doi.org/10.1002/cpt.2821)),
# pk_015 ([Holze 2019](https://doi.org/10.1111/bcp.13918)), pk_014, marked doubtful
# ([Dolder 2017](https://doi.org/10.1007/s40262-017-0513-9)), pk_012 and 013 (tier C).
#
# **Reading.** [Huestis 2024](https://doi.org/10.1002/psp4.13282), open: put the six questions to the methods.
#
# **Practice.** Exercise `m03-spread` in the assignment of this module.
#
# **Next.** Module 4 asks what a level does at the receptor: lesson 4.1, *Occupancy and EC50*.

# %% [markdown] tags=["instructor"]
# **Timing.** Hook 6 min · mean to people 14 · slider 4 · two roads 8 · rounding 4 · who is in it 6 ·
# recall 3.
#
# **Common stumbles.** √n forgotten, or used the wrong way round. `np.log` of the difference instead of the
# ratio. Some find the odd row and want to correct it; ask how they know which of the three numbers is wrong.
#
# **Discuss.** Should a paper print the interval of the mean, the range of people, or both? For whom?
#
# **Board.** A crowd of dots, and a thin line through it. Write “known” on the line and “different” on the
# crowd.
