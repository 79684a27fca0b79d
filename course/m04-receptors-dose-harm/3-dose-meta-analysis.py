# %% [markdown]
# # Dose-response meta-analysis and its paradoxes
#
# *Two groups of trials, two answers. What does one get by pooling them?*
#
# 45 minutes · needs lessons 4.1 and 4.2
#
# After this lesson you will be able to:
#
# - **explain** what a pooled curve is made of, and when it misleads;
# - **say** what an ED95 is, and what it is not;
# - **calculate** how often a small trial puts two doses in the wrong order;
# - **report** two doses of one small trial with care.

# %% [markdown]
# **Data.** Three values from the abstract of a synthesis of psilocybin trials
# ([Perez 2023](https://doi.org/10.1016/j.euroneuro.2023.07.011)); two dose arms of a trial of MDMA-assisted therapy
# ([Mithoefer 2018](https://doi.org/10.1016/S2215-0366(18)30135-4)), as extracted by the
# [SYPRES living review](https://doi.org/10.5281/zenodo.18740439). What is simulated says so in its column names and titles.
#
# **A note before you begin.** Milligrams stand here on an axis of a model. An ED95 is no dose for anybody: what a person
# is given is for a clinician who knows them. This is about reading evidence, not medical advice.

# %%
import numpy as np
import pandas as pd
import plotly.graph_objects as go

from course import ask, load, reveal, show
from course.figures import COLOURS, forest, slider

# %% [markdown]
# A synthesis asked which dose of psilocybin brings nearly all of its effect on depression, and gave it as an
# [ED95](../glossary.md#ed95). For people whose depression
# came with another illness it found 8.9 mg per 70 kg. For people with depression alone, 24.7. Then it pooled both groups
# ([Perez 2023](https://doi.org/10.1016/j.euroneuro.2023.07.011)).
#
# Before you look: which value did the pool give?

# %%
ask("m04-3-pool", ...)

# %%
found = load("dose_findings").query("finding.str.startswith('ED95') and n.notna()")[
    ["finding", "value", "unit", "n"]
]
print(found.to_string(index=False))

# %% tags=["chart"]
# Draws the three ED95 as bars with the people behind them
names = ["secondary<br>depression", "primary<br>depression", "both<br>pooled"]
fig = go.Figure()
marks = [f"{v:.1f} ({n:.0f} people)" for v, n in zip(found.value, found.n, strict=True)]
fills = [COLOURS["active"], COLOURS["active"], COLOURS["uncertainty"]]
fig.add_bar(
    x=names,
    y=found.value,
    marker={"color": fills, "pattern_shape": ["", "", "/"]},
    text=marks,
    textposition="outside",
)
fig.update_layout(
    title="The pooled value lies above<br>either group's",
    yaxis={"title": "ED95 (mg per 70 kg)", "range": [0, 42]},
)
alt = "The ED95 is 8.9 in one group of trials, 24.7 in the other, and 36.1 mg per 70 kg when both are pooled."
show(fig, alt=alt, table=found.set_index("finding"))

# %%
reveal("m04-3-pool", found.value.iloc[2])

# %% [markdown]
# ## How a pool can lie outside
#
# A weighted mean lies between its parts. So is this a misprint? Before you say so, build a world in which you know the
# truth. Two groups, **simulated**: A rises early to a low plateau, B later to a high one. And, as happens in real
# research, low doses were tried mostly in A and high doses mostly in B.

# %%
doses = np.array([0, 2.5, 5, 10, 15, 20, 25, 30, 40])
people_a = np.array([30, 25, 25, 30, 20, 8, 4, 2, 1])
people_b = np.array([30, 2, 3, 10, 20, 40, 60, 50, 30])
simulated_a, simulated_b = 6 * doses / (0.5 + doses), 14 * doses / (2 + doses)


def ed95(values):
    """The smallest dose with 95 % of the value at the top dose."""
    goal = 0.95 * values[-1]
    i = np.argmax(values >= goal)
    step = (goal - values[i - 1]) / (values[i] - values[i - 1])
    return doses[i - 1] + step * (doses[i] - doses[i - 1])


print(f"simulated ED95: A {ed95(simulated_a):.1f}, B {ed95(simulated_b):.1f}")

# %% [markdown]
# Now pool them the crude way: at each dose, the mean of everybody who got that dose. At 2.5 mg that is nearly all A; at
# 30 mg nearly all B.

# %%
share_a = people_a / (people_a + people_b)
crude = share_a * simulated_a + (1 - share_a) * simulated_b
overall = people_a.sum() / (people_a.sum() + people_b.sum())
same_mix = overall * simulated_a + (1 - overall) * simulated_b
pooled = pd.DataFrame(
    {"dose": doses, "share_of_a": share_a, "simulated_crude": crude, "simulated_same_mix": same_mix}
)
print(f"simulated ED95 of the crude pool {ed95(crude):.1f}, at one mix {ed95(same_mix):.1f}")
pooled.round(2)

# %% [markdown]
# The crude pool has its ED95 at 24.6: above A, above B, above both. The curve climbs because **the people change from dose to
# dose**. Hold the mix the same at every dose, and the paradox is gone.
#
# **Change it.** Make the trials fair: give both groups the same people at every dose, and run the cell. Then go half-way.

# %% tags=["try"]
mine_a = np.array([30, 25, 25, 30, 20, 8, 4, 2, 1])  # try [20] * 9
mine_b = np.array([30, 2, 3, 10, 20, 40, 60, 50, 30])  # try [20] * 9, then your own
part = mine_a / (mine_a + mine_b)
print(f"simulated ED95 of the pool: {ed95(part * simulated_a + (1 - part) * simulated_b):.1f}")

# %%
ask("m04-3-why", ...)

# %% [markdown]
# **With a little help.** Read the table again. At 10 mg three of four people are from A, at 20 mg one of six. How much of the crude
# rise from 10 to 20 mg would be there if the mix stayed as at 10 mg?

# %%
at_10 = share_a[3]
# your_rise = (at_10 * simulated_a[5] + (1 - at_10) * simulated_b[5]) - crude[___]
your_rise = ...
ask("m04-3-rise", your_rise)

# %% [markdown]
# The slider goes from one mix at all doses (0) to the split of the example (100). The thick line is the pool.

# %% tags=["chart"]
# Draws the two simulated groups and the pool for the split that the slider sets
fig = go.Figure()
for values, name in ((simulated_a, "A"), (simulated_b, "B")):
    fig.add_scatter(
        x=doses, y=values, mode="lines", line={"color": COLOURS["active"], "dash": "dash"}
    )
    fig.add_annotation(
        x=40, y=values[-1], text=f"group {name}", showarrow=False, yshift=12, xanchor="right"
    )
fig.add_scatter(mode="lines", line={"color": COLOURS["difference"], "dash": "dash", "width": 4})
steps = range(0, 101, 5)
mixes = {s: (1 - s / 100) * overall + s / 100 * share_a for s in steps}
pools = {s: m * simulated_a + (1 - m) * simulated_b for s, m in mixes.items()}
says = "Simulated: at {} % of the split<br>the pooled ED95 is {:.1f}"
states = {
    f"{s}": {"x": [doses], "y": [p], "title": says.format(s, ed95(p))} for s, p in pools.items()
}
slider(fig, states, prefix="% of the split", traces=[2], start="0")
fig.update_layout(xaxis_title="dose (mg)", yaxis_title="simulated effect (points)", height=470)
alt = "As doses are split between the groups, the pooled simulated curve climbs later and its ED95 moves from 17.6 to 24.6."
show(
    fig,
    alt=alt,
    table=pd.DataFrame(
        {"% of the split": list(steps), "pooled ED95": [ed95(p) for p in pools.values()]}
    ).round(1),
)

# %% [markdown]
# **Two questions to guide you**
#
# 1. At which split does the pooled ED95 pass that of group B, 19.2?
# 2. What would you need to see in a published synthesis to know whether this has happened?

# %% [markdown]
# ## What an ED95 is
#
# 95 per cent *of what?* Of the highest value that was reached, or of a plateau that a formula assumes. For our simulated
# group B the two differ: 95 % of what was seen at 40 mg comes at 19.2 mg, 95 % of the plateau in the formula at 19 × ED50 = 38 mg.
# In the real synthesis one of the two curves is bell-shaped, so its ED95 marks no plateau at all
# ([Perez 2023](https://doi.org/10.1016/j.euroneuro.2023.07.011)).
#
# **Why it tempts** to read an ED95 as a recommendation: it comes in milligrams. But it is a number of a model of one
# outcome. It holds no harm and no person, and between per-kilogram and fixed doses it means different amounts for
# different people.

# %%
ask("m04-3-ed95", ...)

# %% [markdown]
# So much for pools. Now a single trial, of MDMA-assisted therapy. Two of its groups got 125 or 75 mg, and after the
# blinded sessions their PTSD symptoms were rated. Which group had fewer left?

# %%
ask("m04-3-lower", ...)

# %% [markdown]
# ## When the lower dose wins
#
# Here are the scores of both groups, and the difference with its 95 % interval.

# %%
caps = load("outcomes").query(
    "trial_id == 'mithoefer_2018' and outcome == 'CAPS-IV total' and timepoint_weeks == 8 and sd.notna()"
)
caps = caps.set_index("arm_id")[["mean", "sd", "n"]].loc[["mdma125", "mdma75"]]
(mean_a, sd_a, n_a), (mean_b, sd_b, n_b) = caps.to_numpy()
sd = np.sqrt(((n_a - 1) * sd_a**2 + (n_b - 1) * sd_b**2) / (n_a + n_b - 2))
g = (1 - 3 / (4 * (n_a + n_b - 2) - 1)) * (mean_a - mean_b) / sd
reach = 1.96 * np.sqrt(1 / n_a + 1 / n_b + g**2 / (2 * (n_a + n_b)))
print(
    f"125 minus 75 mg: {mean_a - mean_b:.1f} points, g {g:.2f} [{g - reach:.2f}, {g + reach:.2f}]"
)
caps

# %% tags=["chart"]
# Draws the effect of 125 against 75 mg with its 95 % interval
seen = pd.DataFrame(
    {"estimate": [g], "low": [g - reach], "high": [g + reach]}, index=["125 minus 75 mg"]
)
fig = forest(
    seen,
    title="Nineteen people leave the order<br>of two doses open",
    x="Hedges' g",
    favours=("125 mg", "75 mg"),
)
alt = "The difference fits best with g 0.70 in favour of 75 mg, and its 95 % interval reaches from −0.26 to 1.66."
show(fig, alt=alt, table=seen.round(2).rename_axis("contrast").reset_index())
reveal("m04-3-lower", "b")

# %% [markdown]
# Lower scores are better, so the 75 mg group did better. Two reflexes: “75 mg is the better dose”, and “somebody mixed up the
# arms, turn the sign”. Both skip a question. **How often does a trial of this size point the wrong way by luck?**
#
# Play it. Suppose that in truth 125 mg is *better* by 10 points. Draw one trial: 12 people and 7 people from bell curves with
# the SD of this trial. Then draw four thousand, and count.

# %%
rng = np.random.default_rng(43)


def one_trial(better_by, people_a=12, people_b=7):
    """Difference of the means, 125 minus 75 mg, in one simulated trial."""
    return rng.normal(-better_by, sd, people_a).mean() - rng.normal(0, sd, people_b).mean()


print("one trial:", round(one_trial(10), 1), "points")
many = np.array([one_trial(10) for _ in range(4000)])
print(f"the wrong way round: {100 * np.mean(many > 0):.0f} of 100 trials")

# %% [markdown]
# About one trial in four. The formula: the difference of two such means varies with SE = SD × √(1/12 + 1/7), and the chance of
# the wrong sign is Φ(−10 / SE).
#
# **Without help.** A second trial compared 125 mg in 12 people with 100 mg in 9, with a pooled SD of 31.4 points. (Its row is
# marked doubtful for another reason; only the sizes are used here.) If 125 mg were truly 10 points better, in how many of 100 such trials would it look worse?

# %%
from scipy import stats

print(f"first trial: {100 * stats.norm.cdf(-10 / (sd * np.sqrt(1 / 12 + 1 / 7))):.1f} of 100")
ask("m04-3-wrong", ...)

# %% [markdown]
# How many people would it take? To show a true difference of 10 points at this SD with 80 % power takes about 130 in each arm. The
# trial had twelve and seven. It was not made to order doses, and it cannot.

# %%
per_arm = 2 * ((1.96 + 0.84) * sd / 10) ** 2
print(f"about {per_arm:.0f} people in each arm")

# %%
ask("m04-3-order", ...)

# %% [markdown]
# ## What this cannot tell us
#
# - **Whether the mix is what happened** in the real synthesis. We show that it can produce such a result. To know, you would need
#   the people of each group at each dose.
# - **Whether per-kilogram and fixed doses were comparable.** They are mixed across studies.
# - **Dose alone.** Trials with higher doses differed in people, therapy and years as well.
# - **What dose anybody should be given.** No model here holds harm, wish or history of a person.

# %% [markdown]
# ## Recall
#
# In your own words, then open the answer. Two questions return to earlier modules.

# %%
ask("m04-3-recall-outside")
ask("m04-3-recall-ed95")
ask("m04-3-recall-sign")
ask("m04-3-recall-p")
ask("m04-3-recall-m02")
ask("m04-3-recall-m01")

# %% [markdown]
# ## Where the numbers come from, and where to go next
#
# **Sources.** ED95: table `dose_findings`, from the abstract. Scores: table `outcomes`, from the
# [SYPRES living data set](https://doi.org/10.5281/zenodo.18740439) (ODC-By); trial NCT01211405.
#
# **Practice.** Exercises `m04-pooled-ed95` and `m04-dose-order` in the assignment.
#
# **Next.** Lesson 4.4, *Adverse events as dose-response*: what the last step of dose buys, and what it costs. Pooling itself is the
# matter of module 8.

# %% [markdown] tags=["instructor"]
# **Timing.** Hook 6 min · two groups 14 · slider 5 · ED95 5 · lower dose and simulation 11 · recall 4.
#
# **Common stumbles.** “Pooled means averaged.” Learners think that the paradox needs a mistake in the arithmetic. The p-value is taken for
# the chance of a wrong order.
#
# **Discuss.** A reviewer says: “Your pooled dose is higher than any of your groups, so one of the three numbers is wrong.” Answer in
# three sentences.
#
# **Board.** Two staircases, one low and early, one high and late; walk up the first and jump to the second half-way.
