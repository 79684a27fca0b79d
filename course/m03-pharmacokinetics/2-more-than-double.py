# %% [markdown]
# # When doubling the dose does more than double exposure
#
# *Does twice the dose mean twice the exposure?*
#
# 50 minutes · needs lesson 3.1
#
# After this lesson you will be able to:
#
# - **estimate** from two doses how steeply exposure rises;
# - **attach** an interval to that estimate where a paper prints one for each mean;
# - **explain** with one enzyme why exposure may run ahead of the dose;
# - **judge** whether that enzyme can explain a rise, or whether something else must help.

# %% [markdown]
# **Data.** Printed peaks and areas after two doses: psilocin
# ([Holze 2023](https://doi.org/10.1002/cpt.2821)); LSD (two abstracts, read second-hand); MDMA in eight
# people, from [a book chapter](https://doi.org/10.1007/978-90-481-2448-0_25); and MDMA in rats
# ([open paper](https://pmc.ncbi.nlm.nih.gov/articles/PMC2774984)). The enzyme in the middle of the lesson
# is **simulated**.
#
# **A note before you begin.** This lesson is about reading evidence, not medical advice. That a dose was
# given in a study says nothing about what anybody should take.

# %%
import numpy as np
import pandas as pd
import plotly.graph_objects as go

from course import ask, load, reveal, show
from course.figures import COLOURS, FAINT, forest, slider

# %% [markdown]
# In a study of eight people, MDMA was given at 75 mg and at 125 mg. That is 1.67 times the dose. The area
# over 24 hours you met in lesson 3.1: 995 and 2,236, so 2.25 times
# ([the chapter](https://doi.org/10.1007/978-90-481-2448-0_25)).
#
# Before you look: and the **peak**? How many times as high was it?

# %%
ask("m03-2-peak", ...)

# %%
pk = load("pharmacokinetics").set_index("pk_id")


def steepness(low, high):
    """The exponent between two rows of the table, and an interval where both rows have one."""
    a, b = pk.loc[low], pk.loc[high]
    span = np.log(b.dose_mg / a.dose_mg)
    middle = np.log(b.value / a.value) / span
    widths = np.log([a.spread_high / a.spread_low, b.spread_high / b.spread_low])
    reach = np.nan_to_num(np.hypot(*widths) / 2 / span)  # no interval printed: no line drawn
    return {"estimate": middle, "low": middle - reach, "high": middle + reach}


# %% tags=["chart"]
# Draws how steep the rise is for each pair of doses, with a line at 1
pairs = {"psilocin peak, 15 to 30 mg": ("pk_086", "pk_088"),
         "LSD peak, 85 to 170 µg": ("pk_013", "pk_016"),
         "LSD peak, 5 to 20 µg": ("pk_010", "pk_012"),
         "MDMA peak, no interval": ("pk_046", "pk_048"),
         "MDMA area, no interval": ("pk_040", "pk_041")}  # fmt: skip
steep = pd.DataFrame({name: steepness(*rows) for name, rows in pairs.items()}).T
title = "Psilocin and LSD fit a rise in step with<br>the dose; the area of MDMA ran ahead"
fig = forest(steep, title=title, x="exponent (1: in step with the dose)", no_effect=1)
show(fig, alt="Three exponents of psilocin and LSD lie near 1, the one of the MDMA area at 1.6.",
     table=steep.round(2).rename_axis("pair of doses").reset_index())  # fmt: skip

# %%
low, high = pk.loc["pk_040"], pk.loc["pk_041"]
print(f"area: {low.value} at {low.dose_mg:.0f} mg, {high.value} at {high.dose_mg:.0f} mg")
print(f"peak: {pk.value['pk_046']} at 75 mg, {pk.value['pk_048']} at 125 mg")
reveal("m03-2-peak", pk.value["pk_048"] / pk.value["pk_046"])

# %% [markdown]
# ## How steep
#
# If exposure keeps step with the dose, we speak of
# [dose proportionality](../glossary.md#proportionality): 1.67 times the dose, 1.67 times the area. A
# straight line through zero says so.
#
# The area ran ahead of that line. How far? One useful way to say it is a power: *exposure goes as dose to
# the power of an exponent*. An exponent of 1 means in step. Let us find it by trying, before any formula.

# %% tags=["try"]
# Change the exponent until the area at 125 mg comes out near the printed 2,236
exponent = 1.0

area_75 = 995.4
area_125 = area_75 * (125 / 75) ** exponent
print(f"with exponent {exponent}: area at 125 mg {area_125:.0f}, printed 2235.9")
print(f"double the dose would make {2**exponent:.2f} times the area")

# %% [markdown]
# You will have stopped near 1.6 (in the figure above, the last row). At exponent 1 you saw what the
# straight line says. Logarithms find the number in one step, for they turn “to the power of” into “times”:
#
# $$\text{exponent} = \frac{\ln(\text{exposure ratio})}{\ln(\text{dose ratio})}$$
#
# **Worked example**: the *peak* of MDMA in the same study, then both as times per doubling.

# %%
peak = np.log(226.3 / 126.5) / np.log(125 / 75)
whole = np.log(high.value / low.value) / np.log(125 / 75)
print(f"peak: exponent {peak:.2f}, so doubling gives {2**peak:.2f} times")
print(f"area: exponent {whole:.2f}, so doubling gives {2**whole:.2f} times")
print(f"if the area were in step: {low.value * 125 / 75:.0f} at 125 mg")
print(f"the two ratios divided: {high.value / low.value / (125 / 75):.2f}")

# %% [markdown]
# The peak rose nearly in step, the area did not. So the higher dose did more than lift the peak: levels
# must also have stayed up for longer.
#
# **Why it is tempting** to divide the two ratios instead (last line): there are two ratios, and 1.35 looks
# like an answer. It says that exposure ran 35 % ahead *in this step*. For another step it would be another
# number, so it cannot be carried on to “per doubling”.

# %%
ask("m03-2-double", ...)

# %% [markdown]
# **Without help.** Two very small doses of LSD in a study not shown so far: 5 µg with a peak of 151 pg/mL,
# and 10 µg with 279 (rows pk_010 and pk_011, second-hand). What is the exponent?

# %%
your_exponent = ...
ask("m03-2-small", your_exponent)

# %% [markdown]
# ## An interval for the exponent
#
# How sure is an exponent? For psilocin the paper prints an interval with each mean: 11 [10 to 13] ng/mL
# after 15 mg, 21 [19 to 24] after 30 mg ([Holze 2023](https://doi.org/10.1002/cpt.2821)). These are
# [geometric means](../glossary.md#geometric-mean): their world is the log scale.
#
# Let chance speak first. Suppose that the printed means are the true ones, and that the study is run
# again. How would the exponent scatter? One **simulated** study, then four thousand.

# %%
rng = np.random.default_rng(7)


def simulated_means(mean, low, high, studies):
    error = np.log(high / low) / (2 * 1.96)  # the standard error, on the log scale
    return mean * np.exp(rng.normal(0, error, studies))


low_15 = simulated_means(11, 10, 13, 4000)
high_30 = simulated_means(21, 19, 24, 4000)
simulated_exponent = np.log(high_30 / low_15) / np.log(30 / 15)
print(f"first study: {low_15[0]:.1f} and {high_30[0]:.1f}, exponent {simulated_exponent[0]:.2f}")
ends = np.percentile(simulated_exponent, [2.5, 97.5])
print(f"middle 95 of 100 studies: {ends[0]:.2f} to {ends[1]:.2f}")

# %% tags=["chart"]
# Draws the simulated exponents as a histogram with the middle 95 of 100 marked
counts, edges = np.histogram(simulated_exponent, bins=np.arange(0.4, 1.5, 0.05))
inside = (edges[:-1] >= ends[0] - 0.03) & (edges[1:] <= ends[1] + 0.03)
fill = [COLOURS["difference"] if yes else FAINT for yes in inside]
fig = go.Figure(go.Bar(x=edges[:-1] + 0.025, y=counts, marker_color=fill, width=0.045))
fig.add_vline(x=1, line={"dash": "dot"}, annotation_text="in step")
title = "Rerun by chance alone, the exponent of<br>psilocin often passes 1 (simulated studies)"
fig.update_layout(title=title, xaxis_title="simulated exponent", yaxis_title="studies of 4,000")
drawn = pd.DataFrame({"simulated_exponent_from": edges[:-1].round(2), "studies": counts})
show(fig, alt="Most of the simulated exponents lie between 0.7 and 1.2, many of them above 1.",
     table=drawn)  # fmt: skip

# %% [markdown]
# (Coloured bars: the middle 95 of 100 studies.)
#
# The formula does the same without drawing lots. Each printed interval gives a standard error of a log. Two
# independent errors join like the sides of a right angle, √(a² + b²). And whatever is divided takes its
# error along: the exponent was divided by the log of the dose ratio, so the error is, too.

# %%
errors = [np.log(13 / 10) / (2 * 1.96), np.log(24 / 19) / (2 * 1.96)]
step = np.log(30 / 15)
best = np.log(21 / 11) / step
reach = 1.96 * np.hypot(*errors) / step
print(f"psilocin: exponent {best:.2f} [{best - reach:.2f} to {best + reach:.2f}]")

# %% [markdown]
# In words: *the data fit best with 0.93; values from 0.68 to 1.19 still fit fairly well (95 % interval)*.
# Exactly in step is among them. So are a little behind and a little ahead.
#
# If the same people had both doses, treating the means as independent as a rule makes the interval too
# wide; the print does not let us do better.
#
# **Why it is tempting** to set the lowest end against the highest: it feels cautious. But both means at
# opposite ends at once is far rarer than 1 in 20.
#
# **Without help.** The two small doses of LSD again: 151 [127 to 181] and 279 [243 to 320]. What is the
# **lower** end of the exponent's interval?

# %%
your_lower_end = ...
ask("m03-2-lower", your_lower_end)

# %%
ask("m03-2-one", ...)

# %% [markdown]
# ## An enzyme that fills up
#
# Why might exposure run ahead? Think of a ticket counter. With a short queue everybody is served at once,
# and the more people come, the more are served. With a long queue the clerk works at top speed, and more
# people only make a longer queue.
#
# An enzyme is such a clerk. At a level of Km it works at half its top speed, Vmax. Far above, it has its
# hands full: [saturation](../glossary.md#saturation). Here is one, step by step, for a **simulated** drug
# that is in the blood all at once.

# %% tags=["try"]
# Change start to 10, then to 100 and 400: how many times the area does double the start give?
start, km, vmax = 200, 100, 30  # ng/mL, ng/mL, ng/mL per hour


def simulated_area(level, hours_per_step=0.01):
    """Let the enzyme work in small steps until hardly anything is left; add up the area."""
    total = 0
    while level > 0.01:
        total += level * hours_per_step
        level -= hours_per_step * vmax * level / (km + level)
    return total


once, twice = simulated_area(start), simulated_area(2 * start)
print(f"area {once:.0f}; from double the start {twice:.0f}: {twice / once:.2f} times")

# %% [markdown]
# At a low start you find two. Higher up you find more than two. Before you go higher still, a prediction:
# however high the start, double it, and the area grows **at most** how many times?

# %%
ask("m03-2-wall", ...)

# %%
ratios = np.array([0.1, 0.2, 0.3, 0.5, 1, 2, 3, 5, 10, 20, 30])


def times_for_double(ratio):
    """Area from double the start over area from the start; ratio is start over Km."""
    return 2 * (1 + ratio) / (1 + ratio / 2)


folds = times_for_double(ratios)
print(dict(zip(ratios.tolist(), folds.round(2).tolist(), strict=True)))

# %% tags=["chart"]
# Draws times per doubling against how full the enzyme is, with a slider
fine = np.geomspace(0.1, 30, 60)
line = {"color": COLOURS["active"], "dash": "dash"}
fig = go.Figure(go.Scatter(x=fine, y=times_for_double(fine), mode="lines", line=line))
mark = {"symbol": "diamond", "size": 15, "color": COLOURS["difference"]}
fig.add_scatter(mode="markers", marker=mark)
says = "Start at {:g} × Km: double the dose,<br>{:.2f} times the area (simulated)"
states = {f"{r:g}": {"x": [[r]], "y": [[f]], "title": says.format(r, f)}
          for r, f in zip(ratios, folds, strict=True)}  # fmt: skip
slider(fig, states, prefix="start over Km", traces=[1], start="1")
fig.update_layout(xaxis={"title": "start over Km (log scale)", "type": "log",
                         "tickvals": [0.1, 0.3, 1, 3, 10, 30]}, height=440,
                  yaxis={"title": "times the area", "range": [1.8, 4.2]})  # fmt: skip
drawn = pd.DataFrame({"start over Km": ratios, "simulated_times": folds.round(2)})
show(fig, alt="Double the dose gives two times the area at a low start and nears four at a high one.",
     table=drawn)  # fmt: skip

# %%
reveal("m03-2-wall", 4)

# %% [markdown]
# **Two questions to guide you**
#
# 1. At which start does doubling give three times the area? What is that start, compared with Km?
# 2. From 10 to 30 times Km, how much does the fold still grow? Can you see a wall?
#
# The formula behind the slider is short. With one enzyme, and all in at once, the area is
#
# $$\text{area} = \frac{C_0}{V_{max}} \left(K_m + \frac{C_0}{2}\right)$$
#
# For a small start the bracket is just Km, and the area goes with the start. For a large one it is half
# the start, so the area goes with its *square*: double it, and you get four. In between lies in between.
#
# **Why it is tempting** to use the [clearance](../glossary.md#clearance) of the start all day: it is the
# first number one computes. Then the bracket would be Km + C₀, too large, for the enzyme catches up as the
# level falls.

# %% [markdown]
# **Without help.** Another simulated drug: start 60, Km 240, Vmax 40. How many times the area does double
# the start give?

# %%
your_fold = ...
ask("m03-2-fold", your_fold)

# %% [markdown]
# ## Where the model breaks
#
# A wall is a gift: it can be run into. Rats were given 2 and 10 mg/kg of MDMA, five times as much, by three
# routes ([open paper](https://pmc.ncbi.nlm.nih.gov/articles/PMC2774984)). If each doubling multiplies by
# the same number, what is that number? Doublings multiply, so we need logs again.

# %%
rats = pk.loc[["pk_042", "pk_036", "pk_039"], ["route", "value"]].set_index("route")
rats["doublings in the dose"] = np.log2(5)
rats["times per doubling"] = 2 ** (np.log(rats.value) / np.log(5))
rats["exponent"] = np.log(rats.value) / np.log(5)
print(rats.round(2).to_string())
print(f"the wall for five times the dose: {5**2} times")

# %% [markdown]
# Under the skin: 10 times. Into the belly: 21 times. By mouth: 36 times. The first two stay below the wall.
# The third does not: one enzyme that fills up, with the drug in at once, gives at most 25 times.
#
# So something else helps by mouth. Two candidates: a swallowed drug must pass gut and liver first, and at
# the high dose less is lost there (the [first pass](../glossary.md#first-pass)). Or uptake is slow, so that
# the low dose never comes near to filling the enzyme. We can try the second on a **simulated** rat. The loop
# below walks through 80 hours in small steps: in each, a little drug moves from gut to blood, the enzyme
# takes its part, and the level adds a thin slice to the area.


# %%
def simulated_swallowed(dose, rate_in=0.2, km=100, vmax=100, step=0.01):
    """Area when the drug comes in slowly: five times slower than the enzyme, unfilled, removes it."""
    gut, level, total = dose, 0.0, 0.0
    for _ in range(int(80 / step)):
        enters, leaves = rate_in * gut, vmax * level / (km + level)
        gut, level = gut - step * enters, level + step * (enters - leaves)
        total += step * level
    return total


low_area, double, five = [simulated_swallowed(dose) for dose in (800, 1600, 4000)]
print(f"double the dose {double / low_area:.1f} times, five times the dose {five / low_area:.0f}")

# %% [markdown]
# With slow uptake the same enzyme passes the wall: 35 times for five times the dose. That shows that slow
# uptake *could* do it. Not that it did, in these rats.
#
# **Why it is tempting** to carry one exponent everywhere: 1.58 comes from people, so it seems safe. Yet in
# the rats alone it is 1.43, 1.89 or 2.23, by route. An exponent needs its labels: drug, doses, route,
# species.

# %%
ask("m03-2-rats", ...)

# %% [markdown]
# ## What this cannot tell us
#
# - **The shape of the curve.** Two doses give one exponent, not a curve.
# - **How sure the MDMA exponent is.** Eight people, and no interval printed for the area.
# - **What still larger doses do in people.** A ratio above 10 for 150 against 50 mg is in print. It may
#   rest on two people; this course does not use it as a number.
# - **That an enzyme filled up in these people.** A steep rise fits it, and fits other stories.
# - **What it means for anybody.** More exposure is not more benefit. And rats are not people.

# %% [markdown]
# ## Recall
#
# In your own words, then open the answer. Three questions return to earlier modules.

# %%
ask("m03-2-recall-exponent")
ask("m03-2-recall-interval")
ask("m03-2-recall-wall")
ask("m03-2-recall-rats")
ask("m03-2-recall-steps")
ask("m03-2-recall-plain")
ask("m03-2-recall-growth")

# %% [markdown]
# ## Where the numbers come from, and where to go next
#
# **Sources.** Table `pharmacokinetics`: pk_086 and 088 ([Holze 2023](https://doi.org/10.1002/cpt.2821));
# pk_013 and 016, pk_010 to 012 (LSD, abstracts read second-hand, tier C); pk_040, 041, 046 and 048
# ([Freye 2009](https://doi.org/10.1007/978-90-481-2448-0_25), a chapter about a study of eight people);
# pk_036, 039 and 042 ([rats](https://pmc.ncbi.nlm.nih.gov/articles/PMC2774984)).
#
# **Reading.** [Mueller 2025](https://doi.org/10.1007/s40262-025-01544-x) on mescaline: from 100 to 800 mg
# in 49 people, exposure kept step with the dose. A rule for one drug is none for the next.
#
# **Practice.** Exercises `m03-exponent` and `m03-saturation` in the assignment of this module.
#
# **Next.** Lesson 3.3, *Second doses, enzymes and interactions*.

# %% [markdown] tags=["instructor"]
# **Timing.** Hook 5 min · how steep 12 · interval 11 · enzyme 12 · rats 6 · recall 4.
#
# **Common stumbles.** `log` of the difference in place of the ratio. Some read the exponent as a
# percentage. A start of 2,000 in the enzyme cell is enough to come near the wall; keep
# it for after the prediction.
#
# **Discuss.** A poster says “exposure increased more than proportionally (p < 0.05)”. What else would you
# like to see?
#
# **Board.** A ticket counter with a queue; beside it a curve that bends. Mark Km where the clerk works at
# half speed.
