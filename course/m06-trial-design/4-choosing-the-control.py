# %% [markdown]
# # Choosing the control
#
# *What would have happened otherwise, and which “otherwise” does your reader live in?*
#
# 45 minutes · needs lesson 6.3
#
# After this lesson you will be able to:
#
# - **match** a control to the question that a reader asks;
# - **explain** what each kind of control breaks;
# - **test** by shuffling whether groups of trials differ by more than luck;
# - **calculate** a pooled difference for one kind of control;
# - **criticise** a comparison *between* trials that nobody drew by lot.

# %% [markdown]
# **Data.** Thirteen trials of psilocybin with an outcome on depression, and six of MDMA for PTSD, as extracted by two living reviews
# ([psilocybin](https://doi.org/10.5281/zenodo.15714852), [MDMA](https://doi.org/10.5281/zenodo.18740439)). The grouping by control is
# **ours**. How often controls were used: a review of studies from 1940 to 2020 (table `masking_surveys`, from an abstract).
#
# **A note before you begin.** The lesson mentions depression, cancer and trauma as names of trials. It is about evidence; it is not medical advice.

# %%
import numpy as np
import pandas as pd
import plotly.graph_objects as go

from course import ask, load, reveal, show
from course.figures import COLOURS, slider

# %% [markdown]
# A trial never shows what a drug does. It shows the difference between two arms, and the second arm is somebody's choice: a waiting list, a capsule
# without a drug, a vitamin that makes one flush, a very low dose, therapy without a capsule, another drug.
#
# In twelve trials of psilocybin we compare scores of depression at the end, as [g](../glossary.md#hedges-g): the difference of the arms in SD, negative when
# psilocybin does better. Before you look: which kind of control goes with the **largest** difference?

# %%
ask("m06-4-largest", ...)

# %%
from course.stats import pool

rows = load("meta_inputs").query("analysis == 'psilocybin_depression' and score == 'endpoint'")
rows = rows[rows.primary_model | (rows.trial_id == "carhartharris_2021_psilodep2")]
from_interval = (rows.ci_high - rows.ci_low) / (2 * 1.96)  # lesson 1.3
rows = rows.assign(se=rows.se.fillna(from_interval))
kinds = load("control_types")[["trial_id", "control_type", "control_label"]]
trials = rows[["trial_id", "g", "se"]].merge(kinds, on="trial_id")
twelve = trials[trials.control_type != "active drug"]

# %%
by_kind = {kind: pool(part.g, part.se**2) for kind, part in twelve.groupby("control_type")}
means = pd.DataFrame(
    {
        k: {"trials": p.k, "g": p.estimate, "low": p.ci_low, "high": p.ci_high}
        for k, p in by_kind.items()
    }
).T.sort_values("g")
means.round(2)

# %% tags=["chart"]
# Draws the g of each of the twelve trials by kind of control, and the mean of each kind
fig = go.Figure()
places = {kind: i for i, kind in enumerate(means.index[::-1])}
fig.add_scatter(
    x=twelve.g,
    y=twelve.control_type.map(places) + 0.16,
    mode="markers",
    marker={"size": 10, "color": COLOURS["uncertainty"]},
    text=twelve.trial_id,
    hovertemplate="%{text}: %{x:.2f}<extra></extra>",
)
fig.add_scatter(
    x=means.g,
    y=[places[kind] - 0.16 for kind in means.index],
    mode="markers",
    marker={"size": 14, "symbol": "diamond", "color": COLOURS["difference"]},
)
fig.add_vline(x=0, line={"dash": "dot"})
fig.update_layout(
    title="The three open trials have the largest mean<br>difference (dots: trials, diamonds: means)",
    xaxis_title="← psilocybin better · g, in SD",
    yaxis={"tickvals": list(places.values()), "ticktext": list(places), "range": [-0.6, 3.6]},
    height=380,
)
alt = "Mean g by control: open −1.40, niacin −0.93, low dose −0.79, inert −0.68. Single trials overlap widely."
show(fig, alt=alt, table=means.round(2).reset_index(names="control"))

# %%
reveal("m06-4-largest", "d")

# %% [markdown]
# The open trials come first: two waiting lists and one therapy alone. That fits a story: without a mask, hope in one arm and disappointment
# in the other make the difference larger. But look at the grey dots. One of the three open trials shows next to nothing at the end (its arms began five points apart: lesson 7.3).
# And nobody drew by lot which trial got which control: the groups differ in people, scales and years as well.
#
# ## Could luck have sorted them?
#
# If the kind of control did not matter, we could hand out the labels *open, niacin, low dose, inert* to the twelve trials at
# random. How far apart would the largest and the smallest group mean then be? (Plain means here: each trial is one card.) One shuffle first.

# %%
rng = np.random.default_rng(65)


def spread(part, labels):
    """How far the largest and the smallest mean of a label lie apart."""
    found = part.g.groupby(np.asarray(labels)).mean()
    return found.max() - found.min()


print(f"the real labels: {spread(twelve, twelve.control_type):.2f} SD")
print(f"one shuffle: {spread(twelve, rng.permutation(twelve.control_type)):.2f} SD")

# %% [markdown]
# Now many.
#
# **Change it.** Shuffle 20 times, then 5,000: how far does the answer jump? Then compare only two kinds: set `keep` to `["open", "inert"]`.

# %% tags=["try"]
shuffles = 2000  # change this number
keep = ["open", "niacin", "low dose", "inert"]  # change this list
part = twelve[twelve.control_type.isin(keep)]

seen = spread(part, part.control_type)
luck = [spread(part, rng.permutation(part.control_type)) for _ in range(shuffles)]
as_far = 100 * np.mean([x >= seen - 1e-9 for x in luck])
print(f"spread {seen:.2f} SD; as far or farther in {as_far:.0f} of 100 shuffles")

# %% [markdown]
# Random labels make a spread as wide as ours, or wider, in about half of all shuffles. So the title of the figure *describes twelve trials*. It is not a
# finding about controls. “Not to be told apart” is not “alike”, either: with two to four trials in a group a large difference would stay hidden.

# %%
ask("m06-4-shuffle", ...)

# %% [markdown]
# ## The question chooses the control
#
# Do not ask “which control is best?”. Ask what the reader wants to know.
#
# | the reader asks | the control that answers |
# |---|---|
# | Is it better than what my patients have now: a waiting list? | waiting list |
# | Does the drug add something to the same therapy? | the same therapy, with a capsule that should not give the arm away |
# | Does the *amount* matter? | another dose |
# | Is it better than the drug we give now? | that drug, well given |
#
# **Why it tempts** to pool them all: each is *called* control. But a mean over four questions answers none. One trial fits the second question only half:
# both arms had the therapy, and one of them no capsule at all, so everybody knew. The slider keeps it apart.

# %% tags=["chart"]
# Draws all thirteen trials; those that answer the slider's question are filled, the others are crosses
asked = {
    "waiting": trials.control_label == "waiting list",
    "therapy": trials.control_label.str.startswith("therapy alone"),
    "capsule": trials.control_type.isin(["inert", "niacin", "low dose"]),
    "low dose": trials.control_type == "low dose",
    "drug": trials.control_type == "active drug",
}
named = {"waiting": "a waiting list", "therapy": "therapy without a capsule"}
named |= {"capsule": "therapy with a capsule", "low dose": "a low dose", "drug": "another drug"}
order = trials.g.rank(method="first").to_numpy()
fig = go.Figure()
looks = [("difference", "circle"), ("uncertainty", "x-thin"), ("difference", "diamond")]
for (role, symbol), size in zip(looks, (11, 11, 16), strict=True):
    marker = {"size": size, "color": COLOURS[role], "symbol": symbol}
    marker["line"] = {"width": 2, "color": COLOURS[role]}
    fig.add_scatter(x=[0], y=[0], mode="markers", marker=marker)
states, answered = {}, []
for question, fits in asked.items():
    g, k = trials.g[fits], int(fits.sum())
    mean = g.iloc[0] if k == 1 else pool(g, trials.se[fits] ** 2).estimate
    says = f"{k} of 13 trials, pooled g {mean:.2f}" if k > 1 else f"one trial of 13, g {mean:.2f}"
    states[question] = {
        "x": [g.tolist(), trials.g[~fits].tolist(), [mean]],
        "y": [order[fits].tolist(), order[~fits].tolist(), [-1]],
        "title": f"Compared with {named[question]}:<br>{says}".replace("-", "−"),
    }
    answered.append({"compared with": named[question], "trials": k, "g": round(mean, 2)})
slider(fig, states, prefix="compared with", traces=[0, 1, 2], start="waiting")
fig.layout.sliders[0].update(x=0.06, len=0.86)
fig.add_vline(x=0, line={"dash": "dot"})
fig.update_layout(
    xaxis={"title": "← psilocybin better · g, in SD", "range": [-2.8, 0.3]},
    yaxis={"visible": False, "range": [-2, 14]},
    height=430,
)
alt = "Nine of 13 trials compare with therapy and a capsule, two with waiting, one with therapy alone, and one with another drug."
show(fig, alt=alt, table=pd.DataFrame(answered))

# %% [markdown]
# **Two questions to guide you**
#
# 1. For which question do the answers of two trials lie farthest apart? What else may differ between these two?
# 2. Which question does a patient ask who already takes a drug that helps a little?
#
# The diamond is the pooled value; where two trials lie far apart, it describes neither. “Better than the drug we give now?” is a health service's question. One trial
# of thirteen asks it, of one drug, escitalopram.

# %%
ask("m06-4-service", ...)

# %% [markdown]
# ## What each control breaks
#
# A control is never only “nothing”. Each does something to people.
#
# - **A waiting list** lets people know at once. No mask at all; some lose heart, some look for other help.
# - **Therapy without a capsule** is *open*, too: everybody knows.
# - **An inert capsule** keeps the secret until the drug is felt. Then it tells (lesson 6.3).
# - **Niacin** is an [active placebo](../glossary.md#active-placebo): one feels it, as a flush. It helps as far as people cannot tell the two apart. Ask them.
# - **A low dose** looks and is handled alike. People may tell all the same: in one trial with 1 mg as control 93 % guessed right
#   ([Luquiens 2025](https://doi.org/10.1111/add.70152)). And it may act a little; then it hides a part of the effect.
# - **Another drug** is a rival, not a “nothing”: even if the two were truly alike, that would mean *as good as*, not *no effect*.
#
# Of 80 studies from 1940 to 2020 with a drug or a placebo as control, how many used an inert placebo **only**?

# %%
ask("m06-4-eighty", ...)

# %%
survey = load("masking_surveys").set_index("fact_id")["number"]
controls = survey[["masking_04", "masking_05", "masking_06", "masking_07"]].astype(int)
controls.index = ["inert only", "active only", "both", "other doses only"]
print(controls.to_dict())
print(f"tested the support itself: {survey['masking_11']:.0f} of 21 therapeutic trials")
reveal("m06-4-eighty", int(controls.iloc[0]))

# %% [markdown]
# And the support itself was put to a test in 3 of 21 therapeutic trials. What it adds, most of them cannot say. Now look at one sentence from a report.

# %%
ask("m06-4-flush", ...)

# %% [markdown]
# ## Do two kinds differ?
#
# Another way than shuffling puts a number and its reach on the difference of two kinds. Worked for psilocybin, open against
# low dose: subtract the pooled values. Each has its own standard error (SE); for a difference the *squares* of the two add up. (With few trials an SE can come out
# too small by luck; `"modified"` guards against it, lesson 8.3.)

# %%


def pooled(table, kind):
    """Pooled difference of the trials in the table with this kind of control, with its SE."""
    part = table[table.control_type == kind]
    return pool(part.g, part.se**2, knapp_hartung="modified")


a, b = pooled(trials, "open"), pooled(trials, "low dose")
difference = a.estimate - b.estimate
reach = 1.96 * np.sqrt(a.se**2 + b.se**2)
print(f"SE: open {a.se:.2f}, low dose {b.se:.2f}")
print(f"open minus low dose: {difference:.2f} SD, reach {reach:.2f} on either side")
print(f"95 % interval [{difference - reach:.2f}, {difference + reach:.2f}]")

# %% [markdown]
# The open trials lie 0.61 SD further from zero; a difference the other way still fits fairly well (95 % interval). With three trials in each kind the reach is in truth wider still:
# 1.96 belongs to many trials.
#
# **Your turn.** Six trials of MDMA-assisted therapy for PTSD. Three compared with an inert capsule, three with a low dose; all gave the same therapy to both arms.

# %%
mdma = load("meta_inputs").query("analysis == 'mdma_ptsd' and primary_model")
mdma = mdma.assign(se=(mdma.ci_high - mdma.ci_low) / (2 * 1.96)).merge(kinds, on="trial_id")
inert = pooled(mdma, "inert")
print(f"inert: {inert.estimate:.2f} SD, SE {inert.se:.2f}")

# %% [markdown]
# **With a little help.** What is the pooled difference of the trials with a **low dose**?

# %%
# your_g = pooled(mdma, ___).estimate
your_g = ...
ask("m06-4-low-dose", your_g)

# %% [markdown]
# **Without help.** Low dose minus inert: how far does the 95 % reach go on either side?

# %%
your_reach = ...
ask("m06-4-reach", your_reach)

# %% [markdown]
# If low doses masked much better *and* belief moved scores much, the difference should be clearly smaller with a low dose. The two lie close together, and about two thirds of an SD
# either way still fits fairly well: six trials, small, in different years, and a low dose may act as well. That decides little.

# %%
ask("m06-4-stone", ...)

# %% [markdown]
# ## What this cannot tell us
#
# - **Whether the control made the difference.** *Between* trials nothing was drawn by lot.
# - **How well each control masked.** Our tables hold the three counts (lesson 6.3) for none of these trials.
# - **Whether it beats other treatments.** One trial asked, of one drug.
# - **What your reader's “otherwise” is.** Ask: the same trial can be good news for one and no news for another.

# %% [markdown]
# ## Recall
#
# In your own words, then open the answer. Two questions return to earlier modules.

# %%
ask("m06-4-recall-question")
ask("m06-4-recall-open")
ask("m06-4-recall-niacin")
ask("m06-4-recall-low")
ask("m06-4-recall-between")
ask("m06-4-recall-m01")
ask("m06-4-recall-m05")

# %% [markdown]
# ## Where the numbers come from, and where to go next
#
# **Sources.** Table `meta_inputs` (extracted by the [psilocybin](https://doi.org/10.5281/zenodo.15714852) and
# [MDMA](https://doi.org/10.5281/zenodo.18740439) living reviews, ODC-By), grouped with `control_types` (ours). `masking_surveys`: Nayak and colleagues 2023, abstract. `blinding_overall`: Luquiens 2025, abstract.
#
# **Practice.** Exercise `m06-control` in the assignment.
#
# **Next.** Lesson 6.5, *Size, endpoints, multiplicity, periods*: how many people, and which number first?

# %% [markdown] tags=["instructor"]
# **Timing.** Hook 7 min · shuffling 9 · question and control 10 · what each breaks 8 · MDMA 6 · recall 5.
#
# **Common stumbles.** The figure's order is taken for a cause. “Active placebo” is taken for “masked”. A difference of zero against a drug is read as “does not work”.
#
# **Discuss.** A funder pays for one trial. Which control do you choose for whom, and what would you answer those whose question you leave open?
#
# **Board.** Four readers in four corners, thirteen cards with controls. Each reader takes the cards that answer; count what is left over.
