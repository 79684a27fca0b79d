# %% [markdown]
# # Functional unblinding and expectancy
#
# *If nearly everybody knows, what may the difference still mean?*
#
# 50 minutes · needs lesson 6.2
#
# After this lesson you will be able to:
#
# - **calculate** how well an arm was masked, with people who do not know;
# - **bound** what a bare “75 % guessed right” leaves possible;
# - **simulate** how belief alone makes a difference between arms;
# - **estimate** how large an effect of belief would have to be to explain a result;
# - **criticise** both “they knew, so there is no effect” and “the raters were masked, so it does not matter”.

# %% [markdown]
# **Data.** A study of microdosing at home in which people masked themselves and guessed day by day
# ([Szigeti 2021](https://doi.org/10.7554/eLife.62878), counted from the authors' released records, several for each person). Slopes on expectation in a trial of psilocybin against escitalopram, released by its second
# analysts (Szigeti and colleagues 2024; trial: [Carhart-Harris 2021](https://doi.org/10.1056/NEJMoa2032994)). For MDMA **one press report**: about 90 and 75 %.
#
# **A note before you begin.** To ask whether hope helped is not to say that people imagined their illness or their relief. A real change may
# come from hope. This lesson is about evidence; it is not medical advice.

# %%
import numpy as np
import pandas as pd
import plotly.graph_objects as go

from course import ask, load, reveal, show
from course.figures import COLOURS, slider

# %% [markdown]
# A drug that one can feel tells on itself. Nobody breaks a code, nobody is careless; the person simply notices. That is
# [functional unblinding](../glossary.md#functional-unblinding). It hangs over nearly every effect in this course.
#
# People in a study took a small dose of a psychedelic on some days and a placebo on others, and did not know which. On each day they guessed, and filled in a
# scale of good mood (PANAS). Compare drug days with placebo days among records where the guess was **right**: the difference is about six points in
# favour of the drug. Now among records where the guess was **wrong**. What will the difference be there?

# %%
ask("m06-3-fooled", ...)

# %%
panas = (
    load("guess_strata")
    .query("scale == 'PANAS'")
    .set_index(["received", "guessed"])[["n_records", "mean"]]
)
mean = panas["mean"]
right = mean["microdose", "microdose"] - mean["placebo", "placebo"]
wrong = mean["microdose", "placebo"] - mean["placebo", "microdose"]
print(f"guessed right: {right:.1f} points, guessed wrong: {wrong:.1f} points")
panas.round(1)

# %% tags=["chart"]
# Draws the counted differences for wrong and right guesses, and every mixture of the two
share = np.linspace(0, 1, 51)
fig = go.Figure()
looks = (("PANAS", "solid", "—", 0), ("mood", "dash", "– –", 8), ("energy", "dot", "····", -8))
for scale, dash, sign, shift in looks:
    m = load("guess_strata").query("scale == @scale").set_index(["received", "guessed"])["mean"]
    knew, fooled = (
        m["microdose", "microdose"] - m["placebo", "placebo"],
        m["microdose", "placebo"] - m["placebo", "microdose"],
    )
    fig.add_scatter(
        x=100 * share,
        y=share * knew + (1 - share) * fooled,
        mode="lines",
        line={"color": COLOURS["difference"], "dash": dash},
    )
    fig.add_scatter(
        x=[0, 100],
        y=[fooled, knew],
        mode="markers",
        marker={"size": 10, "symbol": "diamond", "color": COLOURS["difference"]},
    )
    words = {"text": f"{sign} {scale}", "xanchor": "left", "xshift": 8, "yshift": shift}
    fig.add_annotation(x=100, y=knew, showarrow=False, **words)
fig.add_hline(y=0, line={"dash": "dot"})
title = (
    "With right guesses the drug leads, with wrong<br>ones placebo (diamonds counted, lines mixed)"
)
fig.update_layout(
    title=title,
    xaxis={"title": "of 100 guesses, right", "range": [-4, 136], "tickvals": [0, 25, 50, 75, 100]},
    yaxis_title="points, drug minus placebo",
)
alt = "On PANAS the difference is about 6 points where guesses were right and about −5 where they were wrong; mood and energy turn round as well."
table = pd.DataFrame({"guesses": ["right", "wrong"], "PANAS difference": [right, wrong]}).round(1)
show(fig, alt=alt, table=table)

# %%
print(f"guess of the drug, whatever was taken: {(right - wrong) / 2:.1f} points more")
print(f"the drug, whatever was guessed: {(right + wrong) / 2:.1f} points more")
reveal("m06-3-fooled", "d")

# %% [markdown]
# On days of wrong guesses placebo “beats” the drug by five points. The guess went with a much larger difference than the capsule.
#
# Be careful with what follows. People did not draw their guesses by lot. Who felt well may have guessed *drug* because of that. Guess and score go together;
# the table does not say which came first.
#
# ## Right minus wrong
#
# Masking needs a number. Ask everybody in an arm: *drug, placebo, or do you not know?* Then
# [Bang's index](../glossary.md#bangs-index) of the arm is
#
# $$\text{index} = \text{share right} - \text{share wrong}$$
#
# Zero: guesses are at chance, or nobody knows. One: everybody guesses right. Below zero: more are wrong than right. People who do not know stay in the denominator: they
# are the ones who *are* masked.

# %%
days = load("blinding").set_index("arm_id")
placebo, micro = days.loc["placebo_day"], days.loc["microdose_day"]
index = (placebo.n_guessed_control - placebo.n_guessed_active) / placebo.n_asked
print(
    f"placebo days: {placebo.n_guessed_control:.0f} right, {placebo.n_guessed_active:.0f} wrong of {placebo.n_asked}"
)
print(f"index {index:.2f}")

# %% [markdown]
# **With a little help.** Microdose days: 460 right and 340 wrong of 800. The records hold no “I do not know”.

# %%
# your_index = (___ - ___) / 800
your_index = ...
ask("m06-3-index", your_index)

# %% [markdown]
# Is 0.15 far from chance, or could coins do that? Toss 800 coins once, then ten thousand times.
#
# **Change it.** Set `people` to 50. How far from zero do coins take the index then?

# %% tags=["try"]
people = 800  # change this number: 50, then 200
rng = np.random.default_rng(63)
print("one set of coins:", round(2 * rng.binomial(people, 0.5) / people - 1, 3))
coins = 2 * rng.binomial(people, 0.5, 10_000) / people - 1
print(
    f"95 of 100 sets lie between {np.quantile(coins, 0.025):.2f} and {np.quantile(coins, 0.975):.2f}"
)

# %% [markdown]
# With 800 coins the index stays within about 0.07, so 0.15 lies outside. (But records of one person are alike: 800 records are worth fewer
# coins.) With 50 people coins reach 0.28: a small trial can hardly show that it was masked.

# %%
ask("m06-3-unsure", ...)

# %% [markdown]
# Now the phase 3 trials of MDMA-assisted therapy. All that can be quoted is one press report: about 90 % of people with MDMA and 75 % with placebo guessed
# right; not in which trial, and not how many did not know. Before you compute: for “75 % guessed right”, what is the **lowest** value
# that the index can have?

# %%
ask("m06-3-bounds", ...)

# %%
report = load("ethics").set_index("ethics_id").loc[["ethics_089", "ethics_090"]]
print(report.source_citation.iloc[0], "|", report.known_issue.iloc[0])
for said in report.number.astype(float) / 100:
    print(f"{said:.0%} right: index between {2 * said - 1:.2f} and {said:.2f}")
reveal("m06-3-bounds", 2 * 0.75 - 1)

# %% [markdown]
# If the other 25 % were all wrong, the index is 0.50; if they all said “I do not know”, it is 0.75. A bare percentage leaves bounds, no value. Whoever plans a
# trial should print three counts for each arm.
#
# And planning is needed: of 81 masked randomised psychedelic studies to 2020, 14 assessed masking in any way, 8 of them by asking participants (table `masking_surveys`, from an
# abstract). Psychedelics are not alone: in a trial of an antidepressant for adolescents 60 to 66 % guessed right
# ([Jureidini 2024](https://doi.org/10.1177/00048674231218623)).

# %%
ask("m06-3-report", ...)

# %% [markdown]
# ## Who is masked
#
# “The raters were masked.” In many trials here an independent rater, who does not know the arm, takes the score. That is good: it stops the rater's own hope. But a rater
# asks, and a *person* answers. If the person has guessed, hope or disappointment speaks through the mask.
#
# **Why it tempts** to stop there: “masked assessor” sounds complete. Ask of every trial: masked *from whom*? And knowing one's arm may also move who stays
# (lesson 7.2) and who looks for other help (lesson 6.1).

# %%
ask("m06-3-rater", ...)

# %% [markdown]
# Hope can be measured before anything is taken. In a trial of psilocybin against escitalopram, people said beforehand how much they expected of each treatment. The
# next table shows how the change at week 6 went with what they expected of the one they got; a negative slope means that more hope went with more relief.

# %%
slopes = load("expectancy_slopes").query(
    "quantity.str.startswith('slope') and quantity.str.contains('expectancy')"
)
slopes[slopes.scale == "HAMD"][["arm", "estimate", "se", "p_adjusted"]].round(2)

# %% tags=["chart"]
# Draws the slopes on expectation of both arms for the four depression scales with 95 % intervals
fig = go.Figure()
scales = {"QIDS": "QIDS", "MADRS": "MADRS", "BDI": "BDI", "HAMD": "HAM-D"}
rows = slopes.set_index("scale").loc[list(scales)].reset_index()
for arm, role, symbol, shift in (
    ("escitalopram", "control", "square", -0.12),
    ("psilocybin", "active", "circle", 0.12),
):
    part = rows[rows.arm == arm].reset_index(drop=True)
    bars = {"type": "data", "array": 1.96 * part.se, "color": COLOURS[role]}
    mark = {"size": 12, "color": COLOURS[role], "symbol": symbol}
    fig.add_scatter(
        x=part.estimate, y=part.index + shift, mode="markers", error_x=bars, marker=mark
    )
    last = part.iloc[0]  # the name stands at the outer end of the lowest bar
    side = 1 if arm == "psilocybin" else -1
    fig.add_annotation(
        x=last.estimate + side * 1.96 * last.se,
        y=shift,
        text=arm,
        showarrow=False,
        xanchor="left" if side > 0 else "right",
        xshift=4 * side,
        font={"color": COLOURS[role]},
    )
title = "More hope went with more relief under<br>escitalopram; not seen under psilocybin"
fig.update_layout(
    title=title,
    xaxis_title="points per SD of expectation, 95 % intervals",
    yaxis={"tickvals": [0, 1, 2, 3], "ticktext": list(scales.values()), "range": [-0.7, 3.6]},
    height=420,
)
fig.add_vline(x=0, line={"dash": "dot"})
alt = "More expectation went with more relief under escitalopram on all four scales, −3.9 points on the HAM-D; under psilocybin, +1.2, that was not seen."
show(fig, alt=alt, table=rows[["scale", "arm", "estimate", "se"]].round(2))

# %% [markdown]
# A fine story: “hope drives the pill, not the session”. Hold it at arm's length. There were 55 people in all; on the QIDS, the scale declared first, the slope is least clear; the picture
# turns round for *suggestibility*, another trait, which went with relief in the psilocybin arm; and nobody's hope was drawn by lot.

# %%
ask("m06-3-slopes", ...)

# %% [markdown]
# ## How much could belief explain?
#
# Between “nothing” and “all” lies arithmetic. Let us build it, **simulated**, in a world where the drug does *nothing* and believing that one
# had the drug is worth half a standard deviation. 90 of 100 in the drug arm believe so, and 25 of 100 in the placebo arm.

# %%
rng = np.random.default_rng(64)


def simulated_trial(belief, in_drug=0.90, in_placebo=0.25, people=5000):
    """Difference in SD between arms when belief is all that works."""
    drug = rng.normal(0, 1, people) + belief * (rng.random(people) < in_drug)
    placebo = rng.normal(0, 1, people) + belief * (rng.random(people) < in_placebo)
    return drug.mean() - placebo.mean()


print(f"simulated: belief 0.5 SD gives a difference of {simulated_trial(0.5):.2f} SD")

# %% [markdown]
# Why a third? Belief differs by 90 − 25 = 65 of 100 people: the **gap**. It holds hope in one arm and disappointment in the other. A belief effect of 0.5 SD then makes 0.65 × 0.5 = 0.33 SD. (Note where the 25 comes from: if 75 % under
# placebo guessed *right*, 25 % believed that they had the drug.)
#
# Turn it round. The pooled effect of MDMA-assisted therapy on PTSD in the
# [living review](https://doi.org/10.5281/zenodo.18740439) is 0.71 SD. **Without help:** how large, in SD, would a belief effect have to be to explain *all* of it, if the press report's numbers held and
# everybody guessed?

# %%
ask("m06-3-needed", ...)

# %% [markdown]
# Is such a belief effect plausible? Back to the microdosing records: guesses of *drug* against guesses of *placebo*, within what was really taken, in SD (all scales but
# how strongly the drug was *felt*).

# %%
for scale, strata in load("guess_strata").query("scale != 'intensity'").groupby("scale"):
    one = strata.set_index(["received", "guessed"])
    means, weights = one["mean"], one.n_records - 1
    gain = [means[took, "microdose"] - means[took, "placebo"] for took in ("microdose", "placebo")]
    sd = np.sqrt((weights * one.sd**2).sum() / weights.sum())
    print(f"{scale}: {np.mean(gain) / sd:.2f} SD")

# %% [markdown]
# So a belief went with 0.4 to 0.6 SD on six scales such as mood, energy and wellbeing, and with 0.2 SD less depression (QIDS, where lower is better): small
# doses, at home, nothing drawn by lot. No source of ours measured it in people with PTSD after three long sessions.

# %% tags=["chart"]
# Draws what a belief effect explains of 0.71 SD and what is left, for the slider's value
fig = go.Figure()
for name, role in (("belief", "uncertainty"), ("left", "difference")):
    fig.add_bar(
        y=["0.71 SD"],
        x=[0],
        orientation="h",
        marker_color=COLOURS[role],
        text=[name],
        textposition="inside",
        insidetextanchor="middle",
    )
pooled = load("meta_pooled").set_index("meta_id").estimate
effect, gap_all = -pooled["sypres_2026_mdma_ptsd"], 0.90 - 0.25
rows = [
    {
        "belief effect": b,
        "explained": min(effect, gap_all * b),
        "left": max(0, effect - gap_all * b),
    }
    for b in np.arange(0, 1.21, 0.06)
]
says = "If belief is worth {:.2f} SD and everybody guessed,<br>it explains {:.2f} and leaves {:.2f} of 0.71 SD"
states = {
    f"{r['belief effect']:.2f}": {
        "x": [[r["explained"]], [r["left"]]],
        "title": says.format(*r.values()),
    }
    for r in rows
}
slider(fig, states, prefix="belief effect in SD", traces=[0, 1], start="0.54")
fig.update_layout(barmode="stack", xaxis={"title": "SD", "range": [0, 0.75]}, height=330)
alt = "A belief effect of 0.54 SD would explain about half of the pooled 0.71 SD; it would take about 1.1 SD to explain all."
show(fig, alt=alt, table=pd.DataFrame(rows).round(2))

# %% [markdown]
# **Two questions to guide you**
#
# 1. From which belief effect on is more than half explained? Which of the scales above reach it?
# 2. If the other quarter under placebo had said “I do not know”, the gap would be larger. Is the belief effect that is needed then larger or smaller?
#
# Now you have three honest sentences, as far as one press report carries. *Belief may explain a good part of it. To explain all, it would have to be about 1.1 SD. How large it is in
# such trials, we found measured nowhere.*

# %%
ask("m06-3-sentence", ...)

# %% [markdown]
# ## What this cannot tell us
#
# - **Which came first.** A guess can follow the improvement. Ask for it early, before there is much to guess from.
# - **What belief does in these trials.** Small doses at home are not MDMA with therapy.
# - **Who guessed what in the phase 3 trials.** No count by arm and trial could be verified; the course prints none.
# - **How to mask a drug that one feels.** Low doses and niacin are tries; lesson 6.4 is about what each breaks.
# - **That a change through hope is no change.** It may be real, last, and matter. The question is what the drug adds to it.

# %% [markdown]
# ## Recall
#
# In your own words, then open the answer. Two questions return to earlier modules.

# %%
ask("m06-3-recall-index")
ask("m06-3-recall-bounds")
ask("m06-3-recall-rater")
ask("m06-3-recall-gap")
ask("m06-3-recall-first")
ask("m06-3-recall-m01")
ask("m06-3-recall-m04")

# %% [markdown]
# ## Where the numbers come from, and where to go next
#
# **Sources.** Guesses: tables `blinding` and `guess_strata` (counted here from released records). Slopes: table `expectancy_slopes`. How often masking is assessed: table `masking_surveys`. The
# press report: table `ethics` (unverified). Pooled effect: the [SYPRES living review](https://doi.org/10.5281/zenodo.18740439) (ODC-By).
#
# **Practice.** Exercises `m06-bang` and `m06-guess` in the assignment.
#
# **Next.** Lesson 6.4, *Choosing the control*: what would have happened otherwise?

# %% [markdown] tags=["instructor"]
# **Timing.** Hook 8 min · index and coins 11 · who is masked and slopes 10 · how much could belief explain 13 · recall 6.
#
# **Common stumbles.** “Right in both arms” is taken for the same belief in both arms. Learners swing from “nothing” to “all”; bring them back to the arithmetic. Some hear “placebo” as “imagined”.
#
# **Discuss.** A participant says: “I knew at once that it was placebo, and I cried.” What does that do to the trial, and to the person? What should the consent form have said?
#
# **Board.** Two columns of ten people, drug and placebo; hats for those who believe in the drug. Count the hats, subtract.
