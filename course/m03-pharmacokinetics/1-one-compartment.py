# %% [markdown]
# # One compartment, three curves
#
# *From a dose, a peak and a half-life, can you draw the day?*
#
# 50 minutes · needs module 1
#
# After this lesson you will be able to:
#
# - **convert** a half-life into a rate, and milligrams in litres into ng/mL;
# - **compute** when a level peaks, and how high;
# - **measure** the area under a day from a handful of samples;
# - **test** a simple model against printed numbers before you trust it.

# %% [markdown]
# **Data.** Printed levels of three drugs in blood (mostly plasma), from table `pharmacokinetics`:
# psilocin after psilocybin ([Holze 2023](https://doi.org/10.1002/cpt.2821)), LSD
# ([Holze 2019](https://doi.org/10.1111/bcp.13918)), and MDMA (Mas 1999, read second-hand, and
# [a book chapter](https://doi.org/10.1007/978-90-481-2448-0_25)). Every curve in this lesson is
# **simulated** from such numbers. Nobody's blood was sampled for it.
#
# **A note before you begin.** This lesson is about reading evidence. It is not medical advice, and it
# gives no guidance on obtaining, taking or combining any drug. Lesson 1.1 says where to turn if you
# need support.

# %%
import numpy as np
import pandas as pd
import plotly.graph_objects as go

from course import ask, load, reveal, show
from course.figures import COLOURS, FAINT, slider

# %% [markdown]
# Three numbers per drug: the dose, the hour of the highest level, and the
# [half-life](../glossary.md#half-life), the time in which half of a drug leaves. The printed times of
# the peak are close together: 2, 1.7 and 1.8 hours. The half-lives are not: 1.4 hours for psilocin, 3.6
# for LSD, 7.7 for MDMA.
#
# From these, one simple model draws the whole day. Before you look: call the highest level of psilocin
# 100. How much is left twelve hours after the dose?

# %%
pk = load("pharmacokinetics").set_index("pk_id")
drugs = {
    "psilocin, 25 mg psilocybin": (pk.value["pk_089"], pk.value["pk_091"]),
    "LSD, 0.1 mg": (pk.value["pk_022"], pk.value["pk_029"]),
    "MDMA, 75 mg": (pk.value["pk_051"], pk.value["pk_054"]),
}
for name, (hour, half) in drugs.items():
    print(f"{name}: peak at {hour} h, half-life {half} h")
ask("m03-1-twelve", ...)

# %%
# brentq(f, a, b) tries values between a and b until f is zero. Here f compares the hour of the
# peak, by a formula that is explained below, with the printed hour.
from scipy.optimize import brentq

hours = np.linspace(0, 24, 241)


def rate_in(peak_hour, half_life):
    """The speed of absorption that puts the peak at this hour, found by search."""
    k = np.log(2) / half_life
    return brentq(lambda ka: np.log(ka / k) / (ka - k) - peak_hour, 1.0001 * k, 50)


# %%
def percent_of_peak(peak_hour, half_life):
    """The simulated day, hour by hour, with the peak at 100."""
    k, ka = np.log(2) / half_life, rate_in(peak_hour, half_life)
    level = np.exp(-k * hours) - np.exp(-ka * hours)
    return 100 * level / level.max()


days = pd.DataFrame({"hour": hours})
for name, numbers in drugs.items():
    days["simulated_" + name] = percent_of_peak(*numbers)

# %% tags=["chart"]
# Draws the three simulated days, each as a percentage of its own peak
fig = go.Figure()
for name, dash, at in zip(drugs, ["dot", "dash", "longdashdot"], [66, 80, 85], strict=True):
    level, left = days["simulated_" + name], dash != "dot"
    line = {"color": COLOURS["active"], "dash": dash, "width": 2.5}
    fig.add_scatter(x=hours, y=level, mode="lines", line=line)
    fig.add_annotation(text=name.split(",")[0], x=hours[at], y=level[at], showarrow=False,
                       xanchor="left" if left else "right",
                       yanchor="bottom" if left else "top")  # fmt: skip
fig.update_layout(title="All three peak near two hours;<br>then they part (simulated days)",
                  xaxis={"title": "hours after the dose", "dtick": 4},
                  yaxis_title="level, % of its own peak", height=400)  # fmt: skip
show(fig, alt="The three simulated levels peak near two hours and fall at very different speeds.",
     table=days[days.hour % 4 == 0].round(1))  # fmt: skip

# %%
at_12 = days.loc[days.hour == 12].iloc[0, 1:].round(0)
print(at_12.to_string())
reveal("m03-1-twelve", at_12.iloc[0])

# %% [markdown]
# ## From half-life to rate
#
# What makes a level halve again and again? No clock is needed. Picture one molecule of MDMA in the
# blood. In every six minutes it has a small chance to leave, about 9 in 1,000. It does not remember how
# long it has been there.
#
# We let **simulated** molecules try their luck. First a single one, then a thousand.

# %% tags=["try"]
# Change the chance to 0.018, or the molecules to 50. Then run again: when is half of them gone?
chance = 0.009  # to leave within six minutes
molecules = 1000

rng = np.random.default_rng(3)
simulated_stay = rng.geometric(chance, molecules) / 10  # hours until each molecule leaves
print("the first molecule left after", simulated_stay[0], "hours")
for hour in [0, 4, 7.7, 15.4, 23.1]:
    print(f"after {hour:>4} hours {(simulated_stay > hour).sum():>5} are left")

# %% [markdown]
# (`rng.geometric` draws how many six-minute tries each molecule needs until it leaves; ten tries are an
# hour.)
#
# Nobody told the molecules about halves, and still about half are left after one half-life, a quarter
# after two, an eighth after three. What is constant is the **share** that leaves, not the number. With
# few molecules the pattern is rough; blood holds a great many.
#
# The share per hour, at any moment, is the [rate constant](../glossary.md#rate-constant), written k:
#
# $$k = \ln 2 \;/\; \text{half-life}$$
#
# where ln 2 is about `0.693`. (In code, `np.log` is ln, and `np.exp(x)` is e to the power x.) Here it is
# for MDMA.

# %%
print(f"k for a half-life of 7.7 hours: {np.log(2) / 7.7:.3f} per hour")
print(f"one over the half-life:         {1 / 7.7:.3f} per hour")
print(f"left after 7.7 hours, using one over: {100 * np.exp(-7.7 / 7.7):.0f} of 100")

# %% [markdown]
# **Why it is tempting** to write one over the half-life: it is short, and it has the right unit. But the
# last line shows what it does. After one “half-life” 37 of 100 would be left instead of 50.
#
# **Your turn.** Mescaline has a printed half-life of 3.5 hours
# ([Mueller 2025](https://doi.org/10.1007/s40262-025-01544-x)). What is k?

# %%
# your_k = np.log(___) / ___
your_k = ...
ask("m03-1-k", your_k)

# %%
ask("m03-1-first-hour", ...)

# %% [markdown]
# ## A race between in and out
#
# A swallowed drug is not in the blood at once. Each molecule has two waits: one in the gut, one in the
# blood. Both are games of chance, so we can play them: 2,000 simulated molecules of LSD, with a rate in
# of 1.33 per hour (found by the search above) and a half-life of 3.6 hours.

# %%
ka, k = rate_in(*drugs["LSD, 0.1 mg"]), np.log(2) / 3.6
rng = np.random.default_rng(4)
enters = rng.exponential(1 / ka, 2000)
leaves = enters + rng.exponential(1 / k, 2000)
look = np.arange(0, 24.5, 0.5)
simulated_in_blood = [int(((enters < t) & (leaves > t)).sum()) for t in look]
print(f"rate in {ka:.2f}, rate out {k:.3f} per hour")
print(f"one molecule: enters after {enters[0]:.1f} h, leaves after {leaves[0]:.1f} h")
print("in blood after 0, 1, 2, 4, 12 hours:", [simulated_in_blood[i] for i in (0, 2, 4, 8, 24)])

# %% tags=["chart"]
# Draws the simulated molecules as dots and the formula as a dashed line
formula = 2000 * ka / (ka - k) * (np.exp(-k * look) - np.exp(-ka * look))
grey = {"color": COLOURS["uncertainty"], "dash": "dash"}
fig = go.Figure(go.Scatter(x=look, y=formula, mode="lines", line=grey))
dots = {"color": COLOURS["active"], "size": 7}
fig.add_scatter(x=look, y=simulated_in_blood, mode="markers", marker=dots)
fig.add_hline(y=2000, line=grey | {"dash": "dot"}, annotation_text="all of them at once")
title = "Some leave before the rest is in, and so the<br>peak stays lower (simulated molecules)"
fig.update_layout(title=title, height=400, xaxis={"title": "hours after the dose", "dtick": 4},
                  yaxis={"title": "molecules in blood", "range": [0, 2250]})  # fmt: skip
drawn = pd.DataFrame({"hour": look, "simulated_molecules": simulated_in_blood})
show(fig, alt="Simulated molecules in blood peak near two hours, at about seven tenths of all.",
     table=drawn.assign(formula=formula.round()))  # fmt: skip

# %% [markdown]
# The dots follow a formula. Its two useful results are the hour of the
# [peak](../glossary.md#peak), and the height:
#
# $$t_{max} = \frac{\ln(k_a / k)}{k_a - k} \qquad C_{max} = \frac{D}{V} \cdot \frac{k_a}{k_a - k}
# \left(e^{-k\,t_{max}} - e^{-k_a t_{max}}\right)$$
#
# D is the dose, k with a small a is the rate in, and V is the
# [volume](../glossary.md#volume-of-distribution) that the drug seems to fill. D / V is the level that
# you would see if the whole dose were in at once and none had left: the dotted line above.
#
# **Units decide.** One milligram is a million nanograms, and one litre a thousand millilitres. So 1 mg
# per litre is 1,000 ng/mL. And ng/mL is the same as µg/L.

# %%
start = 1000 * 75 / 490  # 75 mg in a simulated volume of 490 litres, as ng/mL
ka_mdma, k_mdma = 1.9, np.log(2) / 7.7
t_peak = np.log(ka_mdma / k_mdma) / (ka_mdma - k_mdma)
part = ka_mdma / (ka_mdma - k_mdma) * (np.exp(-k_mdma * t_peak) - np.exp(-ka_mdma * t_peak))
print(f"dose over volume {start:.1f} ng/mL; peak {start * part:.1f} ng/mL after {t_peak:.2f} hours")
print(f"printed peak, pk_047: {pk.value['pk_047']} ng/mL after {pk.value['pk_051']} hours")

# %% [markdown]
# The rate in and the volume were chosen to come near the printed peak, so the match is no proof. It
# shows that the four numbers fit together.
#
# **With a little help.** LSD, 0.1 mg, in a simulated volume of 42 litres: what would dose over volume be,
# in ng/mL?

# %%
# your_start = ___ * 0.1 / ___
your_start = ...
ask("m03-1-units", your_start)

# %% [markdown]
# **Without help.** A simulated drug enters with 1.0 per hour and has mescaline's half-life, 3.5 hours.
# After how many hours does it peak? Write the cell yourself, from the formula, then compare with the
# printed peak of mescaline (geometric mean 2.0 hours,
# [Mueller 2025](https://doi.org/10.1007/s40262-025-01544-x)).

# %%
ask("m03-1-tmax", ...)

# %% [markdown]
# ## Area under the day
#
# A peak is one moment. The [area under the curve](../glossary.md#area-under-the-curve), AUC, counts the
# whole day: level times time, added up. It answers *how much drug was the body exposed to?*
#
# Real studies take a few samples. Between two of them we draw a straight line, and get a trapezoid: its
# area is the time step times the middle of the two heights. Here is a simulated day of LSD.

# %%
day = pd.DataFrame({"hour": [0, 0.5, 1, 1.5, 2, 2.5, 3, 4, 6, 8, 12]})
day["simulated_level"] = [0, 1.14, 1.60, 1.73, 1.71, 1.62, 1.51, 1.27, 0.87, 0.59, 0.27]
day["step"] = day.hour.diff()  # hours since the sample before
day["middle"] = (day.simulated_level + day.simulated_level.shift()) / 2
day["piece"] = day.step * day.middle
print(day.round(3).to_string(index=False))
print(f"area to the last sample: {day.piece.sum():.2f} µg·h/L")

# %% [markdown]
# Look at the columns `middle` and `piece`. From 8 to 12 hours the level is low, and yet its piece is the
# second largest: low, but wide. Who adds up the levels alone misses that.
#
# The drug does not stop leaving when the last sample is taken. What comes after is the **tail**. It falls
# with rate k from the last level, and its area is the last level divided by k.


# %%
def area(samples, half_life):
    """Area to the last sample, and with the tail."""
    to_last = samples.piece.sum()
    return to_last, to_last + samples.simulated_level.iloc[-1] * half_life / np.log(2)


to_last, whole = area(day, 3.6)
print(
    f"to 12 hours {to_last:.2f}, with the tail {whole:.2f}: the tail is {1 - to_last / whole:.0%}"
)

# %% tags=["try"]
# Stop sampling earlier: change 6 to 4, to 3, to 2. What happens to each of the two areas?
last_sample = 6

short = day[day.hour <= last_sample]
to_last, whole = area(short, 3.6)
print(f"{len(short)} samples, to {last_sample} hours {to_last:.2f}, with the tail {whole:.2f}")
print(f"the tail is {100 * (1 - to_last / whole):.0f} of 100 parts")

# %% [markdown]
# The area to the last sample collapses. The whole area hardly moves, down to 4 hours; at 2 hours it comes
# out 7 parts of 100 too small, because some of the drug is still coming in. So a printed area says little
# unless you know *until when*: 0 to 24 hours, or to infinity. Two papers that stop at different hours
# cannot be compared before that is known.

# %%
by_four = area(day[day.hour <= 4], 3.6)
tail_after_4 = 100 * (1 - by_four[0] / by_four[1])
ask("m03-1-tail", ...)

# %% [markdown]
# Now a question about speed. Suppose that LSD were absorbed half as fast, with the same dose and the same
# half-life. The peak comes later. And the whole area?

# %%
ask("m03-1-slower", ...)

# %%
frames, grid = {}, np.linspace(0, 60, 1201)
k_lsd = np.log(2) / 3.6
for ka in [0.25, 0.35, 0.5, 0.67, 1.0, 1.33, 2.0, 3.0, 5.0]:
    level = 1000 * 0.1 / 42 * ka / (ka - k_lsd) * (np.exp(-k_lsd * grid) - np.exp(-ka * grid))
    auc = ((level[1:] + level[:-1]) / 2 * np.diff(grid)).sum()
    frames[str(ka)] = {
        "level": level,
        "peak": level.max(),
        "hour": grid[level.argmax()],
        "auc": auc,
    }

# %% tags=["chart"]
# Draws the simulated LSD day with a slider for the rate in
line = {"color": COLOURS["active"], "dash": "dash", "width": 3}
fig = go.Figure(go.Scatter(mode="lines", line=line, fill="tozeroy", fillcolor=FAINT))
says = "Peak {peak:.2f} ng/mL after {hour:.1f} hours;<br>whole area {auc:.1f} µg·h/L (simulated)"
day_only = grid <= 24
states = {ka: {"x": [grid[day_only]], "y": [f["level"][day_only]], "title": says.format(**f)}
          for ka, f in frames.items()}  # fmt: skip
slider(fig, states, prefix="rate in, per hour", traces=[0], start="1.33")
fig.update_layout(xaxis={"title": "hours after the dose", "dtick": 4}, height=440,
                  yaxis={"title": "level, ng/mL", "range": [0, 2.4]})  # fmt: skip
drawn = pd.DataFrame(frames).T[["peak", "hour", "auc"]].astype(float).round(2)
show(fig, alt="Slower absorption moves the peak later and lower, and keeps the whole area as it was.",
     table=drawn.add_prefix("simulated_").rename_axis("rate in").reset_index())  # fmt: skip

# %%
reveal("m03-1-slower", "b")

# %% [markdown]
# **Two questions to guide you**
#
# 1. Go from 1.33 to 0.67, half as fast. How much of the peak is lost, and where does it reappear?
# 2. At a rate in of 0.25 the drug leaves almost as fast as it enters
#    (0.193 per hour, the rate printed above for LSD). Could you read the half-life off that curve?
#
# The area depends on how much gets in and how fast it is cleared: dose over
# [clearance](../glossary.md#clearance). How fast it gets in decides only the shape.

# %% [markdown]
# ## Test the model
#
# A model should be asked something that it was not made from. Ours was made from the time of the peak and
# the half-life. Give it the printed peak as well, and it foretells the area, which is printed elsewhere:
#
# $$\text{area} = C_{max} \cdot e^{\,k\,t_{max}} \,/\, k$$
#
# Why does the rate in drop out? At the peak, in and out are equal:
# $k_a e^{-k_a t_{max}} = k\,e^{-k\,t_{max}}$. Put this into the formula of the peak:
#
# $$C_{max} = \frac{D}{V} \cdot \frac{k_a}{k_a - k} \left(1 - \frac{k}{k_a}\right) e^{-k\,t_{max}}
# = \frac{D}{V}\,e^{-k\,t_{max}}$$
#
# Turned round, D / V is the peak times $e^{\,k\,t_{max}}$; and D / V divided by k is the whole area.
#
# For MDMA the chapter's area ends at 24 hours, so we cut the curve there.


# %%
def foretold(peak, peak_hour, half_life, until):
    """The area that the model expects: to infinity, or cut at 24 hours."""
    if until == 24:
        level = peak * percent_of_peak(peak_hour, half_life) / 100
        return ((level[1:] + level[:-1]) / 2 * np.diff(hours)).sum()
    k = np.log(2) / half_life
    return peak * np.exp(k * peak_hour) / k


# %%
test = pd.DataFrame(index=["LSD 0.1 mg", "MDMA 75 mg", "MDMA 125 mg"])
test["model"] = [
    foretold(*pk.value[["pk_015", "pk_022", "pk_029"]], np.inf),
    foretold(*pk.value[["pk_047", "pk_051", "pk_054"]], 24),
    foretold(*pk.value[["pk_049", "pk_052", "pk_056"]], 24),
]
test["printed"] = list(pk.value[["pk_009", "pk_040", "pk_041"]])
test["model over printed"] = test.model / test.printed
test.round(2)

# %% [markdown]
# *The same formula comes within a tenth for one drug and fails for the other.* For LSD, peak, time,
# half-life and area come from the same 27 people. (Their samples ended at 11.5 hours, says
# [the abstract](https://doi.org/10.1111/bcp.13918). So part of that printed area was itself computed,
# perhaps with such a curve: a kind test.) For MDMA they come from two sources that
# may or may not describe the same eight people: peak and half-life from a paper, read second-hand, the
# area from a chapter.
#
# So there are at least two readings of the gap. One compartment may be too few for MDMA. Or the two
# sources measured different people, or in different ways. Their own peaks at 75 mg are close (126.5 and
# 130.9 ng/mL), which speaks a little for the first. It does not settle it.
#
# **Why it is tempting** to call one of them a misprint: the formula feels like logic. But the logic is
# *if* one compartment, *then* this area.

# %%
print(pk.loc[["pk_046", "pk_047"], ["value", "unit", "n_subjects", "source_citation"]].to_string())
ask("m03-1-mescaline", ...)

# %% [markdown]
# ## What this cannot tell us
#
# - **What somebody felt.** This is the level in blood, not the effect. Lesson 3.3 shows how they part.
# - **What one person's day looked like.** Printed peaks are means over people who peak at different hours.
# - **Which rate is which.** For psilocin the two rates come out nearly equal, about 0.5 per hour. From one
#   curve nobody can say which is the way in and which the way out.
# - **How many compartments there are.** A good match for a few numbers is no proof, and a bad one does not
#   say what is wrong. For LSD another study prints a slower phase after 12 hours, with a half-life of 8.9
#   hours ([Dolder 2015](https://doi.org/10.1093/ijnp/pyv072), row pk_033). One compartment has no such phase.

# %%
ka = rate_in(*drugs["psilocin, 25 mg psilocybin"])
print(f"psilocin: rate in {ka:.1f}, rate out {np.log(2) / pk.value['pk_091']:.1f} per hour")

# %% [markdown]
# ## Recall
#
# In your own words, then open the answer. Two questions return to module 1.

# %%
ask("m03-1-recall-rate")
ask("m03-1-recall-peak")
ask("m03-1-recall-area")
ask("m03-1-recall-test")
ask("m03-1-recall-papers")
ask("m03-1-recall-impossible")

# %% [markdown]
# ## Where the numbers come from, and where to go next
#
# **Sources.** Table `pharmacokinetics`: psilocin pk_089 and pk_091
# ([Holze 2023](https://doi.org/10.1002/cpt.2821)); LSD pk_009, 015, 022 and 029
# ([Holze 2019](https://doi.org/10.1111/bcp.13918)); pk_033
# ([Dolder 2015](https://doi.org/10.1093/ijnp/pyv072)); MDMA pk_047, 049, 051, 052, 054 and 056 (Mas 1999, tier C)
# and pk_040, 041 and 046 ([Freye 2009](https://doi.org/10.1007/978-90-481-2448-0_25)). Rates in and
# volumes are ours.
#
# **Reading.** [Holze 2019](https://doi.org/10.1111/bcp.13918): look for range, number of people and unit
# beside each number.
#
# **Practice.** Exercise `m03-curve` in the assignment of this module.
#
# **Next.** Lesson 3.2, *When doubling the dose does more than double exposure*.

# %% [markdown] tags=["instructor"]
# **Timing.** Hook 7 min · half-life to rate 10 · race 12 · area 10 · test 6 · recall 5.
#
# **Common stumbles.** Hours and minutes mixed in one formula. `NameError` from running a cell before the
# one that defines `day`. Some expect psilocin to be at 1 % after seven half-lives and forget that it was
# still coming in.
#
# **Discuss.** A poster shows one smooth curve for “MDMA in the body”. Which three questions do you put to
# its authors?
#
# **Board.** A bathtub: tap on the left (rate in), drain on the right (rate out). When is the water highest?
