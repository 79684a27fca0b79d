# %% [markdown]
# # Emax with three doses: what can and cannot be known
#
# *Three points and a curve through all of them: what do we know now?*
#
# 50 minutes · needs lesson 4.1 and module 1 (standard errors)
#
# After this lesson you will be able to:
#
# - **explain** why a curve through every point has proved nothing;
# - **find** which curves a trial of three doses allows, and which it rules out;
# - **compare** a test of the trend with a test of one pair;
# - **judge** whether a drop at the top dose can come from people who are missing there.

# %% [markdown]
# **Data.** Change on the [MADRS](../glossary.md#madrs) after one dose of 1, 10 or 25 mg psilocybin for
# depression ([Goodwin 2022](https://doi.org/10.1056/NEJMoa2206443)), as extracted by the
# [SYPRES living review](https://doi.org/10.5281/zenodo.15714852); graded doses of LSD from a paper of 1956
# ([Isbell 1956](https://doi.org/10.1001/archneurpsyc.1956.02330290012002)), read by machine from a scan.
#
# **A note before you begin.** The men of 1956 lived in a closed ward of a federal hospital for addiction, and
# most of them were Black. The paper calls them volunteers; it also reports that a man who wished to drop out went
# on after considerable persuasion. By today's rules the study should not have been done. We use its numbers to
# learn who is missing from a mean, and say so each time. This lesson is about evidence: not medical advice, and no
# guidance on taking anything.

# %%
import numpy as np
import plotly.graph_objects as go
from scipy import stats

from course import ask, load, reveal, show
from course.figures import COLOURS, slider

# %% [markdown]
# Three weeks after one dose, the scores of three groups had fallen: the more psilocybin, the more. You would like
# to know the whole curve: where does it bend, and what would a larger dose do?
#
# Pharmacologists often use the curve of lesson 4.1 with three unknowns: where it starts (*bottom*), how far it can go
# (*top*), and at which dose half of that is reached, the [ED50](../glossary.md#ed50). Suppose somebody asks you to
# rule out values: which ED50 between 1 and 1,000 mg **cannot** be true, given three means and their errors?

# %%
ask("m04-2-ruled-out", ...)

# %%
rows = load("outcomes").query(
    "trial_id == 'goodwin_2022_comp001' and outcome == 'MADRS' and timepoint_weeks == 3"
)
rows = rows[rows.mean_change.notna()].assign(
    dose=rows.arm_id.str.extract(r"(\d+)mg")[0].astype(float)
)
week3 = rows.sort_values("dose")[["dose", "mean_change", "sd_change", "n"]].reset_index(drop=True)
week3["se"] = week3.sd_change / np.sqrt(week3.n)
week3.round(2)


# %%
def fit(table, ed50):
    """Best bottom and top for one ED50, and the misfit that is left (weighted squares)."""
    share = table.dose / (ed50 + table.dose)
    root = 1 / table.se
    columns = np.column_stack([root, share * root])
    (bottom, top), *_ = np.linalg.lstsq(columns, table.mean_change * root, rcond=None)
    misfit = np.sum(((table.mean_change - bottom - top * share) / table.se) ** 2)
    return bottom, top, misfit


def curve(table, ed50, dose):
    """What the best curve with this ED50 says at a dose."""
    bottom, top, _ = fit(table, ed50)
    return bottom + top * dose / (ed50 + dose)


# %% tags=["chart"]
# Draws the three means with their 95 % intervals and four curves with different ED50
x = np.linspace(0, 50, 101)
fig = go.Figure()
for ed50, dash in ((5, "solid"), (25, "dash"), (100, "dashdot"), (1000, "dot")):
    fig.add_scatter(
        x=x,
        y=curve(week3, ed50, x),
        mode="lines",
        line={"color": COLOURS["uncertainty"], "dash": dash},
    )
    fig.add_annotation(
        x=50, y=curve(week3, ed50, 50), text=f"{ed50} mg", showarrow=False, xanchor="left", xshift=4
    )
fig.add_annotation(x=50, y=-8.6, text="ED50", showarrow=False, xanchor="left", xshift=4)
bars = {"type": "data", "array": 1.96 * week3.se, "color": COLOURS["active"]}
dots = {"color": COLOURS["active"], "size": 11}
fig.add_scatter(x=week3.dose, y=week3.mean_change, mode="markers", marker=dots, error_y=bars)
title = "Four curves pass within the error;<br>at 50 mg they part by 7 points"
fig.update_layout(
    title=title,
    xaxis={"title": "dose (mg)", "range": [-1, 63], "tickvals": [0, 10, 20, 30, 40, 50]},
    yaxis_title="change (points)",
)
ahead = [
    {"ED50 (mg)": k, "misfit": fit(week3, k)[2], "change at 50 mg": curve(week3, k, 50)}
    for k in (5, 25, 100, 1000)
]
alt = "Curves with an ED50 of 5, 25, 100 and 1,000 mg all pass the three means; at 50 mg they say −11.6 to −18.6 points."
show(fig, alt=alt, table=week3.from_records(ahead).round(2))

# %%
reveal("m04-2-ruled-out", "d")

# %% [markdown]
# ## Three points, three numbers
#
# A friend shows you a fit that meets all three means without any error. “It is perfect.” Here is how to get it.


# %%
# How a curve bends: its second step (10 to 25 mg) over its first (1 to 10 mg), for many ED50
ed50s = np.geomspace(1, 1e5, 20_000)
shares = week3.dose.to_numpy() / (ed50s[:, None] + week3.dose.to_numpy())
bends = (shares[:, 2] - shares[:, 1]) / (shares[:, 1] - shares[:, 0])


def perfect(means):
    """The ED50 whose curve can meet three means: the one that bends as they do."""
    low, middle, high = means
    return ed50s[np.argmin(abs(bends - (high - middle) / (middle - low)))]


best = perfect(week3.mean_change)
print(f"perfect fit: ED50 {best:.0f} mg, top {fit(week3, best)[1]:.0f} points")

# %% [markdown]
# An ED50 of about 1,475 mg and an effect of more than 400 points, on a scale that ends at 60. The fit is perfect and
# the answer is nonsense. Three numbers were adjusted to meet three numbers: that works for *any* three points.
#
# Do not take this on trust. The next cell draws three means from the trial's own errors, as if it were run again,
# and finds the perfect ED50 each time.
#
# **Change it.** Run it five times with other seeds. Then set `people` to 2,000 for each arm: does the perfect ED50
# settle down?

# %% tags=["try"]
seed = 1  # change this number and run again
people = 79  # then set this to 2000
rng = np.random.default_rng(seed)
for _ in range(5):
    means = rng.normal(week3.mean_change, week3.sd_change / np.sqrt(people))
    print(f"means {means.round(1).tolist()}: perfect ED50 {perfect(means):,.0f} mg")

# %%
ask("m04-2-perfect", ...)

# %% [markdown]
# ## Which curves are allowed?
#
# A better question than “which curve is best?” is “which curves can I *not* rule out?” Take one ED50 after the other.
# For each, choose the best bottom and top, and note the [misfit](../glossary.md#profile-likelihood): how far the means
# lie from the curve, each counted in its own standard errors, squared and added up. An ED50 is allowed when its
# misfit is at most 3.84 above the best one: the line for a 95 % interval, squared.

# %%
grid = np.geomspace(1, 1000, 61)
misfit = np.array([fit(week3, k)[2] for k in grid])
allowed = grid[misfit - misfit.min() <= 3.84]
print(f"allowed: {len(allowed)} of {len(grid)} values from {grid[0]:.0f} to {grid[-1]:.0f} mg")
print(
    f"misfit at 5, 25, 100 and 1,000 mg: {[round(float(fit(week3, k)[2]), 2) for k in (5, 25, 100, 1000)]}"
)

# %% [markdown]
# All of them are allowed. These data do not tell where the curve bends, neither at 5 nor at 1,000 mg, and so they do
# not tell what any dose above 25 mg would do. The numbers that a program prints as limits of the ED50 may be no more
# than the ends of the list it was given.
#
# **Why it tempts** to report the best value anyway: software always prints one, with decimals.

# %%
ask("m04-2-limits", ...)

# %% [markdown]
# Move the slider over the ED50. Watch the three means stay put, and the far end of the curve swing.

# %% tags=["chart"]
# Draws the curve for the ED50 of the slider beside the three means
fig = go.Figure()
fig.add_scatter(mode="lines", line={"color": COLOURS["uncertainty"], "dash": "dash"})
fig.add_scatter(x=week3.dose, y=week3.mean_change, mode="markers", marker=dots, error_y=bars)
steps = [float(f"{k:.2g}") for k in np.geomspace(1, 1000, 16)]
says = "ED50 {:g} mg: misfit {:.2f},<br>at 50 mg {:.1f} points"
states = {
    f"{k:g}": {
        "x": [x],
        "y": [curve(week3, k, x)],
        "title": says.format(k, fit(week3, k)[2], curve(week3, k, 50)).replace("-", "−"),
    }
    for k in steps
}
slider(fig, states, prefix="ED50 in mg", traces=[0], start="10")
fig.update_layout(
    xaxis={"title": "dose (mg)", "range": [-1, 52]},
    yaxis={"title": "change (points)", "range": [-20, 0]},
    height=460,
)
told = [
    {"ED50 (mg)": k, "misfit": fit(week3, k)[2], "change at 50 mg": curve(week3, k, 50)}
    for k in steps
]
alt = "From an ED50 of 1 to 1,000 mg the curve keeps passing the three means while its value at 50 mg falls steadily."
show(fig, alt=alt, table=week3.from_records(told).round(2))

# %% [markdown]
# **Two questions to guide you**
#
# 1. At which end of the slider does the misfit come nearest to 3.84, and does it pass it?
# 2. Suppose you may add one arm to the trial, inside the range from 1 to 25 mg or outside it. Which one would help to
#    find the bend, and which one the value at 50 mg?
#
# **With a little help.** The same trial at week 6 had means of −6.3, −6.0 and −11.5 points. What is the smallest ED50 of
# our list that week 6 allows?

# %%
later = load("outcomes").query(
    "trial_id == 'goodwin_2022_comp001' and outcome == 'MADRS' and timepoint_weeks == 6"
)
later = later[later.mean_change.notna()].assign(
    dose=later.arm_id.str.extract(r"(\d+)mg")[0].astype(float)
)
week6 = later.sort_values("dose")[["dose", "mean_change", "sd_change", "n"]].reset_index(drop=True)
week6["se"] = week6.sd_change / np.sqrt(week6.n)
misfit6 = np.array([fit(week6, k)[2] for k in grid])
# your_smallest = grid[misfit6 - misfit6.___() <= ___].min()
your_smallest = ...
ask("m04-2-week6", your_smallest)

# %% [markdown]
# ## Trend, or pairs?
#
# The trial compared 10 with 1 mg and found −2.5 points, p = 0.18
# ([Goodwin 2022](https://doi.org/10.1056/NEJMoa2206443), as printed in a secondary source). “10 mg did nothing,” says a report.
#
# Ask the question of *dose* instead, with everybody: does the change grow with the dose? First, as in a game, let the
# dose have no effect at all. Draw three means around one common value, each with its own error, four
# thousand times over: how often does a slope as steep as ours come up by luck?


# %%
def slope_of(means):
    """Weighted slope through three means, in points for each 10 mg."""
    w = 1 / week3.se**2
    off = week3.dose - np.average(week3.dose, weights=w)
    return 10 * np.sum(w * off * means) / np.sum(w * off**2)


rng = np.random.default_rng(42)
flat = np.average(week3.mean_change, weights=1 / week3.se**2)
by_luck = np.array([slope_of(rng.normal(flat, week3.se)) for _ in range(4000)])
seen = slope_of(week3.mean_change)
print(
    f"seen: {seen:.2f} points for each 10 mg; as steep by luck: {np.sum(abs(by_luck) >= abs(seen))} of 4,000"
)

# %% [markdown]
# In worlds without any effect of dose a slope this steep is very rare. The formula agrees: slope over its standard
# error is −3.5, p = 0.0005. And the line through all three says −7.9 points at 10 mg, which is what was seen.

# %%
w = 1 / week3.se**2
off = week3.dose - np.average(week3.dose, weights=w)
z = seen / 10 * np.sqrt(np.sum(w * off**2))
line = np.average(week3.mean_change, weights=w) + seen / 10 * (
    10 - np.average(week3.dose, weights=w)
)
print(f"z {z:.2f}, p {2 * stats.norm.sf(abs(z)):.4f}; the line at 10 mg: {line:.2f} points")

# %%
ask("m04-2-pairs", ...)

# %% [markdown]
# **Alone, with another drug.** A trial gave esketamine nasal spray at 28, 56 or 84 mg, or placebo, to few people. The
# next cell loads what it prints after one week (model means with their SE). Test the trend over all four arms. The cells above hold
# the recipe; put `other` where `week3` stands. How many standard errors is the slope away from zero (z, with its sign)?

# %%
other = load("outcomes").query(
    "trial_id == 'esketamine_p2_pmc5838571' and outcome == 'MADRS' and timepoint_weeks == 1"
)
other = other.assign(
    dose=other.arm_id.str.extract(r"(\d+)mg")[0].astype(float).fillna(0),
    se=other.note.str.extract(r"SE ([\d.]+)")[0].astype(float),
)
other = other.sort_values("dose")[["dose", "mean_change", "n", "se"]].reset_index(drop=True)
other

# %%
your_z = ...
ask("m04-2-esketamine", your_z)

# %% [markdown]
# ## A ceiling, or who was left?
#
# Another paper, seventy years old. Eight men, each dose once, blind and in random order. The mean grade of mental
# effect (0 to 4) rises with the dose, and at the top it does not: 1.6 at 1.5 µg/kg, then 1.5 at 2.0. A ceiling?
#
# Look at the column of men. At the top dose there are six: two who were sensitive had been spared it. (The paper
# contradicts itself on which columns lack people, and we follow its table.) What would those two have had to score, on average, for no drop at all?

# %%
ask("m04-2-missing", ...)

# %%
grades = load("lsd_1956").query("measure == 'grade of mental effect' and dose_ug_per_kg.notna()")
grades = grades[["dose_ug_per_kg", "n", "mean"]].reset_index(drop=True)
print(grades.to_string())
all_men, top = 8 * 1.6, 6 * 1.5
print(f"all men {all_men:.1f}, six men {top:.1f}, missing {all_men - top:.1f} over {8 - 6} men")

# %%
reveal("m04-2-missing", (all_men - top) / (8 - 6))

# %% [markdown]
# A sum of scores is a mean times its people. Eight men at 1.6 make 12.8; the six who were there make 9.0; so the two
# would have to bring 3.8, or 1.9 each. That is likely for men who are sensitive. **No drop needs to be explained by a
# ceiling.**
#
# **Why it tempts** to let the missing explain everything: a good explanation wants more work. There is a second dip, at
# 1.0 µg/kg, where one man is missing and the mean is 0.7.
#
# **Without help.** What would that one man have had to score, for the mean of all eight to equal the 1.5 at the
# dose below (0.75 µg/kg)? The scale ends at 4.

# %%
ask("m04-2-dip", ...)

# %%
ask("m04-2-ceiling", ...)

# %% [markdown]
# ## What this cannot tell us
#
# - **What a larger dose does.** No arm lies above 25 mg; a number at 50 mg is the model talking.
# - **What no dose does.** The lowest arm had 1 mg, not 0. Time, care and hope are in all three arms.
# - **The shape.** The curve was assumed; another family of curves would allow other things.
# - **A ceiling of LSD.** Eight men in a closed ward, one session each dose: chance alone can bend such a line.
# - **Whether more change is better for a person.** A mean of a scale holds neither harm nor wish.

# %% [markdown]
# ## Recall
#
# In your own words, then open the answer. Two questions return to earlier modules.

# %%
ask("m04-2-recall-three")
ask("m04-2-recall-profile")
ask("m04-2-recall-trend")
ask("m04-2-recall-left")
ask("m04-2-recall-m01")
ask("m04-2-recall-m02")

# %% [markdown]
# ## Where the numbers come from, and where to go next
#
# **Sources.** Changes: table `outcomes`, from the [SYPRES living data set](https://doi.org/10.5281/zenodo.15714852)
# (ODC-By); esketamine: [PMC5838571](https://pmc.ncbi.nlm.nih.gov/articles/PMC5838571), table 1. Grades: table
# `lsd_1956`. Printed contrasts: table `contrasts`.
#
# **Practice.** Exercises `m04-emax`, `m04-who-left` and `m04-trend` in the assignment.
#
# **Next.** Lesson 4.3, *Dose-response meta-analysis and its paradoxes*: two groups of trials, and what happens when
# their curves are pooled.

# %% [markdown] tags=["instructor"]
# **Timing.** Hook 8 min · perfect fits 8 · profile and slider 13 · trend 10 · who was left 7 · recall 4.
#
# **Common stumbles.** “Allowed” is heard as “likely”. Learners read the misfit as a p-value. Many want to drop the study
# of 1956 altogether, or to use it without a word: neither is the aim.
#
# **Discuss.** What was done to the men, and whether a mean of 1.6 was measured well, are two questions. Who decides whether
# such numbers may be used, and what would the men's families say?
#
# **Board.** Three dots; each learner draws one curve through them with closed eyes. Extend all of them to twice the width.
