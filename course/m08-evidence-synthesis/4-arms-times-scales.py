# %% [markdown]
# # Dependence: arms, times, scales
#
# *How many people are in this meta-analysis?*
#
# 45 minutes · needs lessons 8.1 and 8.2
#
# After this lesson you will be able to:
#
# - **show** that two comparisons with one control are tied together;
# - **merge** two arms into one group, with the spread that belongs to it;
# - **compare** four ways to count everybody once, or not;
# - **judge** when more rows are more evidence.

# %% [markdown]
# **Data.** The rows and arms of the MDMA review ([SYPRES](https://doi.org/10.5281/zenodo.18740439)); two of its six trials
# had three arms: [Mithoefer 2018](https://doi.org/10.1016/S2215-0366(18)30135-4) and Ot'alora 2018.
#
# **A note before you begin.** Every dot in the first figure is a person with PTSD who took part in a trial. Counting them
# once is a matter of arithmetic, and of respect. This is not medical advice.

# %%
import numpy as np
import pandas as pd
import plotly.graph_objects as go

from course import ask, load, reveal, show
from course.stats import hedges_g, pool, prediction_interval

# %% [markdown]
# In Mithoefer 2018, 12 people had a high dose of MDMA with therapy, 7 a middle dose, and 7 a low dose as control. A team puts
# two rows into its model: high against low, and middle against low.
#
# Before you look: in how many people does the **model** believe, for this trial?

# %%
ask("m08-4-believes", ...)

# %%
arms = load("meta_inputs").query(
    "trial_id == 'mithoefer_2018' and input_id in ['input_017', 'input_019']"
)
arms[
    [
        "arm_active",
        "n_active",
        "mean_active",
        "sd_active",
        "arm_control",
        "n_control",
        "mean_control",
        "g",
    ]
]

# %% tags=["chart"]
# Draws the three arms as dots, and the two comparisons as lines that meet at the same seven people
from course.figures import COLOURS, SYMBOLS, slider

fig = go.Figure()
groups = [
    ("high dose", 12, 3, "active"),
    ("middle dose", 7, 1, "active"),
    ("low dose (control)", 7, 2, "control"),
]
note = {"showarrow": False}
for name, n, y, role in groups:
    left, colour, dots = 6.2 if role == "control" else 0, COLOURS[role], np.arange(n)
    look = {"size": 12, "symbol": SYMBOLS[role], "color": colour}
    fig.add_scatter(
        x=left + dots % 6 * 0.5,
        y=y - 0.22 * (dots // 6),
        mode="markers",
        marker=look,
        hoverinfo="skip",
    )
    fig.add_annotation(
        note, x=left - 0.2, y=y + 0.32, text=f"<b>{n}</b> {name}", xanchor="left", font_color=colour
    )
line = {"color": COLOURS["difference"], "width": 3}
for y, g, up in ((2.9, "−0.96", 14), (0.9, "−2.37", -14)):
    fig.add_scatter(x=[3, 6], y=[y, 1.9], mode="lines", line=line, hoverinfo="skip")
    fig.add_annotation(
        note, x=4.4, y=(y + 1.9) / 2, text=g, yshift=up, xshift=12, font_color=line["color"]
    )
hidden = {"visible": False, "fixedrange": True}
fig.update_layout(title="Two comparisons, one control group:<br>33 people counted, 26 real",
                  xaxis=hidden | {"range": [-0.5, 9.4]}, yaxis=hidden | {"range": [0.4, 3.6]}, height=320)  # fmt: skip
show(fig, alt="Both comparisons of the trial use the same seven control people, so 33 are counted where 26 took part.",
     table=pd.DataFrame({"arm": [g[0] for g in groups], "people": [g[1] for g in groups]}))  # fmt: skip

# %%
counted = (arms.n_active + arms.n_control).sum()
reveal("m08-4-believes", counted)

# %% [markdown]
# ## Tied together
#
# Seven people too many: is that so bad? A pool takes its rows as **independent**, each a
# [unit](../glossary.md#unit-of-analysis) of its own: what one says by luck, the other does not
# repeat. But if the seven control people happen to do badly, *both* effects look large. Let us see how strongly they are
# tied. Three arms of 12, the same truth in both active arms; one simulated trial first.

# %%
rng = np.random.default_rng(84)


def simulated_pair(n=12, truth=-0.7):
    """Two effects of one simulated trial, with the same control people."""
    high, middle, control = rng.normal(truth, 1, n), rng.normal(truth, 1, n), rng.normal(0, 1, n)
    parts = control.mean(), control.std(ddof=1), n
    return [hedges_g(x.mean(), x.std(ddof=1), n, *parts) for x in (high, middle)]


print("simulated:", [round(e.estimate, 2) for e in simulated_pair()])
pairs = [simulated_pair() for _ in range(1500)]
g = np.array([[e.estimate for e in pair] for pair in pairs])
print(f"correlation of the two simulated effects: {np.corrcoef(g.T)[0, 1]:.2f}")

# %% tags=["chart"]
# Draws the two effects of each simulated trial against each other
fig = go.Figure(go.Scatter(x=g[:500, 0], y=g[:500, 1], mode="markers", hoverinfo="skip",
                           marker={"size": 5, "opacity": 0.5, "symbol": "diamond", "color": COLOURS["difference"]}))  # fmt: skip
fig.add_scatter(
    x=[-2.6, 1.2],
    y=[-2.6, 1.2],
    mode="lines",
    line={"dash": "dash", "color": COLOURS["uncertainty"]},
)
fig.update_layout(title="Simulated: when one effect is large by luck,<br>so is the other (same control people)",
                  xaxis_title="simulated g, high v control", yaxis_title="simulated g, middle v control", height=400)  # fmt: skip
show(fig, alt="The two simulated effects of a three-arm trial rise and fall together, with a correlation of about one half.",
     table=pd.DataFrame({"simulated_correlation": [np.corrcoef(g.T)[0, 1]]}).round(2))  # fmt: skip

# %% [markdown]
# About one half, because half of the noise in each effect comes from the control arm. What does a pool that does not know this
# do? It takes the mean of the two and believes that their errors partly cancel. **Change** `n`, the people in each arm, and see how
# often the 95 % interval holds the truth.

# %% tags=["try"]
n = 12  # people in each of the three arms: change this to 7 or 50
pairs = [simulated_pair(n) for _ in range(1500)]
mean = np.array([sum(e.estimate for e in pair) / 2 for pair in pairs])
claimed = np.array([(sum(e.se**2 for e in pair) / 4) ** 0.5 for pair in pairs])
print(f"simulated: the mean scatters by {mean.std():.2f}, the pool claims {claimed.mean():.2f}")
print(
    f"its 95 % interval holds the truth in {100 * (abs(mean + 0.7) < 1.96 * claimed).mean():.0f} of 100"
)

# %%
ask("m08-4-tied", ...)

# %% [markdown]
# ## Merge, split or choose
#
# Three honest ways. **Choose** one comparison by a rule that was written before (the living review takes the widest contrast).
# **Merge** the active arms into one group. **Split** the control group, half for each comparison.
#
# Merging needs a little care. What are the mean and the SD of 19 people, if you know them only as 12 and 7?

# %%
n1, mean1, sd1 = 12, 45.3, 33.8  # high dose
n2, mean2, sd2 = 7, 24.1, 17.2  # middle dose
n = n1 + n2
mean = (n1 * mean1 + n2 * mean2) / n
within = (n1 - 1) * sd1**2 + (n2 - 1) * sd2**2
between = n1 * n2 / n * (mean1 - mean2) ** 2
sd = ((within + between) / (n - 1)) ** 0.5
print(f"{n} people, mean {mean:.2f}, SD {sd:.2f}")

# %% [markdown]
# The spread of a merged group has two parts: the spread **within** each arm, and the gap **between** their means. Test that with
# invented scores, where you can lay all of them on the table: 12 and 7 numbers with exactly these means and SDs.

# %%
z = rng.normal(size=19)
a, b = ((part - part.mean()) / part.std(ddof=1) for part in (z[:12], z[12:]))
everybody = np.concatenate([mean1 + sd1 * a, mean2 + sd2 * b])
print(f"simulated scores in one list: mean {everybody.mean():.2f}, SD {everybody.std(ddof=1):.2f}")

# %% [markdown]
# The same numbers, and they do not depend on the scores that were drawn. Now suppose somebody pools the two SDs in the usual way and
# forgets the gap between the means (45.3 and 24.1). Will the g of the merged group against its control come out too large or too small?

# %%
ask("m08-4-gap", ...)

# %%
forgot = (within / (n - 2)) ** 0.5
for label, spread in (("with the gap", sd), ("gap forgotten", forgot)):
    e = hedges_g(mean, spread, n, 76.0, 23.4, 7)
    print(f"{label:14s} SD {spread:.2f}, g {e.estimate:.2f}")
reveal("m08-4-gap", "a")

# %% [markdown]
# **Your turn, with a little help.** Ot'alora 2018: 12 people with mean 64.3 and SD 33.6, and 9 with mean 70.0 and SD 28.2. What is the SD
# of the merged 21? Fill the gaps; the means lie close together this time.

# %%
n1, mean1, sd1 = 12, 64.3, 33.6
n2, mean2, sd2 = 9, 70.0, 28.2
print(f"means {mean1} and {mean2:.1f}, SDs {sd1} and {sd2}")
# within = (____ - 1) * sd1**2 + (____ - 1) * sd2**2
# between = n1 * n2 / (n1 + n2) * (____ - ____) ** 2
# your_sd = ((within + between) / (n1 + n2 - 1)) ** 0.5
your_sd = ...
ask("m08-4-otalora", your_sd)

# %% [markdown]
# **Your turn, alone.** A psilocybin trial, [Goodwin 2022](https://doi.org/10.1056/NEJMoa2206443), had three arms as well: 79 people with 25 mg,
# 75 with 10 mg, 79 with 1 mg as control. At week 3 the depression scores of the first two had changed by −12.0 and −7.9 points (model means). You merge them. What is the mean change of the merged group? One decimal.

# %%
changes = load("outcomes").query(
    "trial_id == 'goodwin_2022_comp001' and timepoint_weeks == 3 and mean_change.notna()"
)
print(
    changes[changes.outcome.str.contains("MADRS")][["arm_id", "n", "mean_change"]].to_string(
        index=False
    )
)
ask("m08-4-goodwin", ...)

# %% [markdown]
# ## Four ways, one answer?
#
# All six trials, with the two three-arm trials handled in four ways. An arm is (mean, SD, people).


# %%
def merge(a, b):
    """Two arms as one group."""
    n = a[2] + b[2]
    within = (a[2] - 1) * a[1] ** 2 + (b[2] - 1) * b[1] ** 2
    between = a[2] * b[2] / n * (a[0] - b[0]) ** 2
    return (a[2] * a[0] + b[2] * b[0]) / n, ((within + between) / (n - 1)) ** 0.5, n


def half(arm):
    """The same arm with half of its people."""
    return arm[0], arm[1], arm[2] / 2


high, middle, low = (45.3, 33.8, 12), (24.1, 17.2, 7), (76.0, 23.4, 7)  # Mithoefer 2018
big, mid, small = (64.3, 33.6, 12), (70.0, 28.2, 9), (73.3, 24.5, 6)  # Ot'alora 2018

# %%
PARTS = ["mean_active", "sd_active", "n_active", "mean_control", "sd_control", "n_control"]
main = load("meta_inputs").query("primary_model and analysis == 'mdma_ptsd'")
four = main[~main.trial_id.isin(["mithoefer_2018", "otalora_2018"])]


def six(*comparisons):
    """The four other trials pooled with these comparisons of an arm with its control."""
    found = [hedges_g(*row) for row in four[PARTS].values]
    found += [hedges_g(*arm, *control) for arm, control in comparisons]
    return pool([e.estimate for e in found], [e.se**2 for e in found])


# %%
ways = {
    "merge the active arms": six((merge(high, middle), low), (merge(big, mid), small)),
    "split the control": six(
        (high, half(low)), (middle, half(low)), (big, half(small)), (mid, half(small))
    ),
    "control used twice": six((high, low), (middle, low), (big, small), (mid, small)),
    "widest pair only": six((high, low), (big, small)),
}
in_four = int((four.n_active + four.n_control).sum())
real = in_four + 26 + 27
people = [real, real, in_four + 33 + 33, in_four + 19 + 18]
table = pd.DataFrame({"people counted": people, "g": [p.estimate for p in ways.values()],
                      "classical se": [p.classical_se for p in ways.values()],
                      "low": [p.ci_low for p in ways.values()], "high": [p.ci_high for p in ways.values()]}, index=list(ways))  # fmt: skip
table.round(3)

# %% [markdown]
# The first three estimates agree to a thousandth. **The estimate cannot tell you who was counted twice.** The people can: 258 were measured in
# these arms, and the third way counts 271. Its standard error is the smallest, as in the simulation. (Its interval is the widest all the same:
# Knapp-Hartung also counts how far the two g of one trial, −0.96 and −2.37, lie apart.)
#
# **Why it is tempting** to use the control twice: the table has two rows, and each is right. They are only not two pieces of evidence.

# %%
ask("m08-4-check", ...)

# %% [markdown]
# ## The same people again
#
# Arms are one way to meet the same people again. **Times** are another: weeks 4, 8 and 18 of one trial are three rows, and one group of
# people. **Scales** are a third: interview and questionnaire on the same day. And **pairs** of active arms (125 against 75 mg) do not even
# answer the question. What happens if all ten end-point pairs of lesson 8.1 are pooled as if they were ten trials?

# %%
rows = load("meta_inputs").query(
    "analysis == 'mdma_ptsd' and score == 'endpoint' and not after_crossover"
)
rows = rows[rows.instrument.str.startswith("CAPS")]
last = rows[rows.timepoint_weeks == rows.groupby("trial_id").timepoint_weeks.transform("max")]
results = {"one row for each trial": main, "all pairs of arms": last, "all times and pairs": rows}
story = {}
for name, part in results.items():
    found = [hedges_g(*row) for row in part[PARTS].values]
    p = pool([e.estimate for e in found], [e.se**2 for e in found])
    counted = int((part.n_active + part.n_control).sum())
    story[name] = [p.k, counted, p.estimate, p.ci_low, p.ci_high, *prediction_interval(p), p.i2]
columns = ["rows", "people counted", "estimate", "low", "high", "pi_low", "pi_high", "I2"]
story = pd.DataFrame(story, columns).T
story.round(2)

# %% [markdown]
# With one row for each trial: −0.71, I² 0 %, and a prediction interval below zero. With ten pairs: −0.59, I² 50 %, and the prediction interval
# reaches well past zero. **The story flips**, from “the trials agree” to “the next trial may show harm”. The trials have not changed. The
# middle dose of one trial did better than its high dose, so 125 against 75 mg enters with the other sign, and each arm of two trials is used twice.
#
# Models exist that allow for the ties (multilevel models, robust errors). They need the correlations, which papers seldom print, or enough
# trials to guess them. Six are not enough.

# %%
ask("m08-4-flip", ...)

# %% tags=["chart"]
# Draws the people counted against the people real for each rule, with its interval in the title
rules = {
    name: (n, p.estimate, p.ci_low, p.ci_high)
    for (name, p), n in zip(ways.items(), people, strict=True)
}
rules |= {
    name: tuple(row[["people counted", "estimate", "low", "high"]])
    for name, row in story.iloc[1:].iterrows()
}
states = {}
shorts = ["merge", "split", "twice", "widest", "pairs", "times"]
for short, (name, (n, g, low_end, high_end)) in zip(shorts, rules.items(), strict=True):
    verdict = (
        "some left out"
        if n < real
        else "everybody once"
        if n == real
        else f"{n - real:.0f} counted again"
    )
    title = f"{name.capitalize()}: {verdict},<br>{g:.2f} [{low_end:.2f}, {high_end:.2f}]".replace(
        "-", "−"
    )
    states[short] = {"x": [[min(n, real)], [max(0, n - real)]], "title": title}
fig = go.Figure()
fig.add_bar(y=["people"], orientation="h", marker_color=COLOURS["difference"])
fig.add_bar(
    y=["people"],
    orientation="h",
    marker={"color": COLOURS["uncertainty"], "pattern": {"shape": "/"}},
)
slider(fig, states, prefix="rule", traces=[0, 1], start="twice")
fig.add_vline(x=real, line={"dash": "dash", "color": COLOURS["uncertainty"]})
fig.add_annotation(
    x=real, y=1, yref="paper", text=f"{real} were measured", showarrow=False, yanchor="bottom"
)
fig.update_layout(
    barmode="stack", xaxis={"title": "people in the model", "range": [0, 780]}, height=330
)
show(fig, alt="Merging or splitting counts all 258 people once; every pair of arms counts 311, and every time and pair 733.",
     table=pd.DataFrame(rules, ["people counted", "g", "low", "high"]).T.round(2).rename_axis("rule").reset_index())  # fmt: skip

# %% [markdown]
# **Two questions to guide you**
#
# 1. Which rule counts somebody twice and still prints nearly the same g as an honest one?
# 2. The rule that leaves people out is the one of the living review. What does it pay for being simple, and what does it gain?

# %% [markdown]
# ## What this cannot tell us
#
# - **How strongly rows are tied in real data.** The correlation between times or scales is not printed; models must assume it.
# - **Which dose works better.** Seven people in an arm cannot say; the middle dose did better in one trial and worse in the other.
# - **Whether merging is the right question.** A merged group is “either dose”. Nobody receives that.
# - **Whether the arms are printed as they were.** Means and SDs here are those that reviewers took from papers.

# %% [markdown]
# ## Recall
#
# In your own words, then open the answer. Two questions return to earlier modules.

# %%
ask("m08-4-recall-tied")
ask("m08-4-recall-merge")
ask("m08-4-recall-ways")
ask("m08-4-recall-flip")
ask("m08-4-recall-m01")
ask("m08-4-recall-m05")

# %% [markdown]
# ## Where the numbers come from, and where to go next
#
# **Sources.** Table `meta_inputs`, from the [SYPRES data set](https://doi.org/10.5281/zenodo.18740439) (ODC-By); table `outcomes`,
# [Goodwin 2022](https://doi.org/10.1056/NEJMoa2206443). [Mithoefer 2018](https://doi.org/10.1016/S2215-0366(18)30135-4).
#
# **Practice.** Exercise `m08-arms` in the assignment of this module.
#
# **Next.** Lesson 8.5, *Missing studies and printing faults*: the funnel leans.

# %% [markdown] tags=["instructor"]
# **Timing.** Hook 6 min · tied together 9 · merging 10 · four ways 6 · again 8 · recall 4.
#
# **Common stumbles.** “The answers are the same, so it does not matter.” Let learners count people before they look at g. Many pool the SDs; the
# list of 19 scores convinces. Some split the control and still add up whole comparisons.
#
# **Discuss.** A trial has a waiting list and a placebo arm. Which is the control, and who decides when?
#
# **Board.** Three circles: 12, 7, 7. Draw the two comparisons. Whose names stand on both lines?
