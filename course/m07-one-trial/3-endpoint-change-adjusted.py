# %% [markdown]
# # Endpoint, change, adjusted
#
# *One trial, one scale, one day, and three effect sizes. Which one is the result?*
#
# 60 minutes, with a pause after the section on standard errors · needs lessons 7.1 and 7.2
#
# After this lesson you will be able to:
#
# - **calculate** an effect from final scores, from change scores, and adjusted for the start;
# - **explain** why the three differ, using the baseline and the spread;
# - **recognise** a standard error that is posing as a standard deviation;
# - **sweep** an unknown correlation instead of inventing it;
# - **judge** what is lost when a scale is cut in two.

# %% [markdown]
# **Data.** A trial of psilocybin-assisted therapy for treatment-resistant depression against a waiting
# list, [Rosenblat 2024](https://doi.org/10.1016/j.medj.2024.01.005), from the
# [SYPRES psilocybin data set](https://doi.org/10.5281/zenodo.15714852); and the two phase 3 trials of
# MDMA-assisted therapy, [Mitchell 2021](https://doi.org/10.1038/s41591-021-01336-3) and
# [Mitchell 2023](https://doi.org/10.1038/s41591-023-02565-4).
#
# **A note before you begin.** Behind a depression score stand people, some of whom had thoughts of
# suicide when they joined. This lesson is about reading evidence, not medical advice; the module's
# first lesson says where to turn if you need support.

# %%
import pandas as pd
import plotly.graph_objects as go

from course import ask, load, reveal, show
from course.figures import COLOURS, FAINT, SYMBOLS, forest, slider
from course.stats import hedges_g, sd_from_ci

# %% [markdown]
# In Toronto, 31 people were randomised to psilocybin-assisted therapy now, or to waiting for it. Two
# weeks after the dose, depression was rated on the [MADRS](../glossary.md#madrs), where lower is
# better. The summary of the paper reports a large effect: about one whole standard deviation, from
# **change scores**.
#
# Same people, same day, same scale: how large is the effect in the **final scores**?

# %%
ask("m07-3-endpoint", ...)

# %%
madrs = load("outcomes").query("trial_id == 'rosenblat_2024_toronto' and instrument == 'MADRS'")
path = madrs[madrs["mean"].notna()].pivot(index="timepoint_weeks", columns="arm_id", values="mean")
path.loc[[0, 2]]

# %% tags=["chart"]
# Draws the two paths from start to day 14
fig = go.Figure()
names = {"immediate": ("psilocybin now", "active"), "waitlist": ("waiting", "control")}
for arm, (name, role) in names.items():
    ends, colour = path.loc[[0, 2], arm], COLOURS[role]
    look = {"color": colour, "size": 13, "symbol": SYMBOLS[role]}
    fig.add_scatter(x=["start", "day 14"], y=ends, mode="lines+markers", marker=look)
    words = {"text": f"<b>{name}</b> {ends[0]:.1f}", "font_color": colour, "yshift": 18}
    fig.add_annotation(x="start", y=ends[0], xanchor="left", showarrow=False, **words)
title = "Different starts, nearly the same end"
fig = fig.update_layout(title=title, yaxis_title="MADRS, lower is better")

# %% tags=["chart"]
# Shows the figure with its finding and its numbers
show(
    fig,
    alt="The psilocybin group started five points worse than the waiting group and ended one point "
    "better.",
    table=path.loc[[0, 2]].round(1).reset_index(),
)

# %% [markdown]
# ## Two effects from one trial
#
# Look at the ends, then at the slopes. At day 14 the groups stand 1.1 points apart. Yet one group fell
# 9.6 points and the other 3.0. Both are true, because the groups **started** 5.4 points apart. Gaps
# of this size can happen when chance deals out only 31 people.
#
# An [endpoint score](../glossary.md#endpoint-score) ignores the start. A
# [change score](../glossary.md#change-score) subtracts all of it. To compare them on one scale, divide
# each difference by its standard deviation: that is
# [Hedges' g](../glossary.md#hedges-g), where negative means better with treatment.

# %%
inputs = load("meta_inputs")
pairs = inputs[inputs.trial_id.isin(["rosenblat_2024_toronto", "mitchell_2023_mapp2"])]
pairs = pairs[pairs.primary_model | (pairs.score == "change")]
columns = ["n_active", "mean_active", "sd_active", "n_control", "mean_control", "sd_control"]
pairs = pairs.set_index(["trial_id", "score"])[columns].sort_index()
pairs


# %%
def effect(row):
    """Hedges' g of active against control, with its interval, from one row of summaries."""
    active = row.mean_active, row.sd_active, int(row.n_active)
    g = hedges_g(*active, row.mean_control, row.sd_control, int(row.n_control))
    return pd.Series({"estimate": g.estimate, "low": g.ci_low, "high": g.ci_high})


effects = pairs.apply(effect, axis=1)
effects.round(2)

# %%
reveal("m07-3-endpoint", "d")

# %%
short = {"rosenblat_2024_toronto": "psilocybin 2024", "mitchell_2023_mapp2": "MDMA 2023"}
rows = effects.rename(index=short).sort_index(ascending=False)
rows.index = [f"{trial}, {score}" for trial, score in rows.index]

# %% tags=["chart"]
# Draws both effects of both trials with their intervals
title = "A gap at the start splits one trial<br>into two stories"
fig = forest(rows, title=title, x="Hedges' g", favours=("treatment", "control"))
show(
    fig,
    alt="In the psilocybin trial the effect is near zero from final scores and large from change "
    "scores; in the MDMA trial the two nearly agree.",
    table=rows.round(2).rename_axis("trial and score").reset_index(),
)

# %% [markdown]
# In the MDMA trial the arms started 0.7 points apart (the table `outcomes` has 39.4 and 38.7), and the
# two effects nearly agree: −0.59 from final scores and −0.75 from change. The
# [abstract](https://doi.org/10.1038/s41591-023-02565-4) prints 0.7, without its sign. Over endless
# trials the two kinds of score estimate the same difference in points. In one trial, they need not.

# %% [markdown]
# ## A standard error is not a standard deviation
#
# To divide by a standard deviation you must have one. Papers often print a mean with “±” or with an
# interval. A [standard error](../glossary.md#standard-error) says how far the *mean* might move from
# trial to trial; it is smaller than the spread between people by the square root of their number.
#
# The second MDMA trial prints intervals for the mean change. Here is the spread behind them, and what
# happens if the standard error is used in its place.

# %%
change = load("outcomes").query("trial_id == 'mitchell_2023_mapp2' and mean_change.notna()")
change = change[change.instrument == "CAPS-5"].set_index("arm_id")
low, high, n = change.loc["mdma", ["ci_low_change", "ci_high_change", "n"]]
error = (high - low) / (2 * 1.96)
slip = (change.mean_change["mdma"] - change.mean_change["placebo"]) / error
print(f"SE {error:.2f}, SD {sd_from_ci(low, high, int(n), use_t=False):.2f}, 'effect' {slip:.1f}")

# %% [markdown]
# **Why it is tempting.** Both are called “s” and printed after the same sign. The result gives it
# away: an effect of −5.4 would mean that hardly anybody in one group overlaps with the other. Effects
# beyond 3 are a warning to check the unit, not a discovery.

# %%
ask("m07-3-spread", ...)

# %% [markdown]
# ## Adjusting for the starting point
#
# Ignoring the start is one extreme; subtracting all of it is the other. An
# [adjusted analysis](../glossary.md#ancova) does neither of the two.
#
# First guess: will the adjusted difference of the psilocybin trial be the end difference of −1.1 points,
# the change difference of −6.6, or something else?

# %%
ask("m07-3-adjusted", ...)

# %% [markdown]
# Look at people before you look at a formula. Each dot below is one **simulated** person with a start and
# an end. Three lines try to predict the end from the start.
#
# - The *flat* line predicts the same end for everybody. Final scores think like that.
# - The *one-for-one* line adds a point at the end for each point at the start. Change scores think so.
# - The *best* line is the one that comes closest to the dots. Its steepness is called the **slope**.

# %%
import numpy as np

lots = np.random.default_rng(31)
simulated_start = lots.normal(30, 5.5, 60)
simulated_end = 24 + 0.6 * (simulated_start - 30) + lots.normal(0, 5.5, 60)
slope, height = np.polyfit(simulated_start, simulated_end, 1)  # the line closest to the dots
print(f"the best line rises {slope:.2f} points at the end for each point at the start (simulated)")

# %% tags=["chart"]
# Draws simulated people and the three lines
fig = go.Figure()
dots = {"color": COLOURS["uncertainty"], "symbol": "circle-open", "size": 8}
fig.add_scatter(x=simulated_start, y=simulated_end, mode="markers", marker=dots)
x, middle = np.array([18, 42]), simulated_end.mean()
slopes = {"flat": (0, "dot"), "one for one": (1, "dash"), "best": (slope, "solid")}
for name, (steep, dash) in slopes.items():
    y = middle + steep * (x - simulated_start.mean())
    colour = COLOURS["difference" if name == "best" else "uncertainty"]
    fig.add_scatter(x=x, y=y, mode="lines", line={"dash": dash, "color": colour, "width": 3})
    fig.add_annotation(x=42, y=y[1], text=name, xanchor="left", showarrow=False, font_color=colour)
fig.update_layout(title="The line that fits best is not flat<br>and not one for one (simulated)",
                  xaxis={"title": "start (simulated)", "range": [16, 49]}, yaxis_title="end (simulated)")  # fmt: skip
show(fig, alt="The best line through simulated people is steeper than flat and flatter than one for one.",
     table=pd.DataFrame({"line": list(slopes), "simulated_slope": [s for s, _ in slopes.values()]}).round(2))  # fmt: skip

# %% [markdown]
# An adjusted analysis takes off that much of the starting gap, *slope × difference at the start*, and no
# more. The slope is the correlation of start and end times the ratio of their standard deviations.
#
# No correlation is printed for this trial. But three SDs are: start, end and change. The spread of a
# change depends on how closely the two scores go together, so the SDs of each arm imply a correlation.

# %%
start = madrs.query("timepoint_weeks == 0").set_index("arm_id")
two_weeks = madrs.query("timepoint_weeks == 2").set_index("arm_id")
end = two_weeks[two_weeks["mean"].notna()]
sd_change = two_weeks.sd_change.dropna()
implied = (start.sd**2 + end.sd**2 - sd_change**2) / (2 * start.sd * end.sd)
print("correlation implied by the SDs:", implied.round(2).to_dict())

# %% [markdown]
# 0.49 in one arm and 0.87 in the other: too far apart to pick one. (The SDs of the changes are themselves
# derived, and the arms are small.) So do not pick. *Sweep*: work the answer out for every correlation, and
# look longest at the stretch from about 0.5 to 0.9.

# %%
ends = {"start": start, "end": end}
pooled = {k: ((t.sd**2 * (t.n - 1)).sum() / (t.n.sum() - 2)) ** 0.5 for k, t in ends.items()}
gap = {k: t["mean"]["immediate"] - t["mean"]["waitlist"] for k, t in ends.items()}
print({k: float(round(v, 2)) for k, v in gap.items()})

# %%
sweep = pd.DataFrame({"r": [i / 20 for i in range(19)]})
sweep["difference"] = gap["end"] - sweep.r * pooled["end"] / pooled["start"] * gap["start"]
error = pooled["end"] * (1 / end.n).sum() ** 0.5 * (1 - sweep.r**2) ** 0.5
sweep["low"], sweep["high"] = sweep.difference - 1.96 * error, sweep.difference + 1.96 * error
sweep[::4].round(2)

# %%
reveal("m07-3-adjusted", "b")

# %% tags=["chart"]
# Draws the adjusted difference for each correlation
fig = go.Figure()
x, points = list(sweep.r), {"symbol": "diamond", "size": 14, "color": COLOURS["difference"]}
band = {"line_width": 0, "fill": "toself", "fillcolor": FAINT}
fig.add_scatter(x=x + x[::-1], y=[*sweep.high, *sweep.low[::-1]], mode="lines", **band)
fig.add_scatter(x=x, y=sweep.difference, mode="lines", line_color=COLOURS["difference"])
fig.add_scatter(mode="markers", marker=points)
for name, y in {"final scores": gap["end"], "change scores": gap["end"] - gap["start"]}.items():
    fig.add_hline(y=y, line_dash="dot", annotation_text=name, annotation_position="top left")
says = "If start and end correlate {:.2f}, the adjusted<br>difference is {:.1f} points"
states = {
    f"{s.r:.2f}": {"x": [[s.r]], "y": [[s.difference]], "title": says.format(s.r, s.difference)}
    for s in sweep.itertuples()
}
slider(fig, states, prefix="correlation", traces=[2], start="0.50")

# %% tags=["chart"]
# Names the axes and shows the figure
axes = {"xaxis_title": "correlation of start and end", "yaxis_title": "points on the MADRS"}
fig.update_layout(**axes, height=500)
show(
    fig,
    alt="The adjusted difference moves from the final scores towards the change scores as the "
    "correlation grows, and passes them near 0.7.",
    table=sweep[::3].round(2),
)

# %% [markdown]
# **Two questions to guide you**
#
# 1. Where does the line meet “final scores”, and where “change scores”? What has the analyst assumed,
#    without saying so, who uses one of these two?
# 2. Watch the grey band as the correlation grows. Why does knowing the start make the answer more
#    certain?
#
# **Why change scores tempt.** Subtracting the start feels like a fair correction. But it also adds the
# noise of the first score. See which wins: the next cell runs 2000 **simulated** trials in which nothing
# works, and says how far each analysis wanders from zero. **Change r**: 0.2, then 0.5, then 0.8.

# %% tags=["try"]
r = 0.2  # correlation of start and end
before, noise = lots.standard_normal((2, 2000, 2, 50))  # 2000 trials, two arms of 50 people
after = r * before + (1 - r**2) ** 0.5 * noise
gap_before, gap_after = (scores.mean(axis=2) @ [1, -1] for scores in (before, after))
analyses = {
    "final": gap_after,
    "change": gap_after - gap_before,
    "adjusted": gap_after - r * gap_before,
}
for name, found in analyses.items():
    print(f"{name:9s} wanders by {found.std():.3f} SD from trial to trial (simulated)")

# %% [markdown]
# With equal spreads, change scores beat final scores only above a correlation of one half, and the adjusted
# analysis is at least as steady as both ([Vickers 2001](https://doi.org/10.1136/bmj.323.7321.1123)). The
# next table says the same in people: whoever wanders half as far needs a quarter of the people.

# %%
precision = pd.DataFrame({"r": [0.5, 0.65, 0.8]})
precision["final"] = 100
precision["change"] = (200 * (1 - precision.r)).round().astype(int)
precision["adjusted"] = (100 * (1 - precision.r**2)).round().astype(int)
print("people needed, if final scores need 100\n", precision.to_string(index=False))
ask("m07-3-precision", ...)

# %% [markdown]
# ## Do not test the baseline
#
# A tempting next step: test whether 33.0 and 27.6 differ “significantly”. But you know the answer.
# The lot made these groups, so the gap *is* chance. A small p-value would not prove a broken lot, and
# a large one would not make five points harmless ([Senn
# 1994](https://doi.org/10.1002/sim.4780131703)). What matters is how strongly the start predicts the
# end. So name such variables in the protocol and adjust for them, whatever the table shows.
#
# ## Choose before you look
#
# If you may pick between −0.14 and −1.07 after seeing both, you are choosing the story. The protocol
# should name the score, the day and the adjustment. As a reader, look for the registered plan; where
# there is none, report both and say why they part.

# %%
ask("m07-3-choose", ...)

# %% [markdown]
# ## Cutting a scale in two
#
# “Responders” are a scale with a line drawn through it. For the second MDMA trial the living review counts
# two outcomes made from the interview: response, and remission, which fewer people reach. It does not
# restate their definitions.

# %%
lines = load("outcomes").query("trial_id == 'mitchell_2023_mapp2' and timepoint_weeks == 18")
lines = lines[lines.endpoint.isin(["response", "remission"])].set_index(["endpoint", "arm_id"])
shares = (100 * lines.events / lines.n).unstack()
shares["points"] = shares.mdma - shares.placebo
shares["ratio"] = shares.mdma / shares.placebo
shares.round(2)

# %% [markdown]
# Same people, same interview, same week, two definitions: the risk ratio is 1.25 for one and 2.15 for the
# other. Somebody who may choose the definition afterwards can choose the headline.
#
# And even an honest line costs. A person one point short counts like a person who did not change at
# all. In the best case, with the line through the middle of a bell-shaped scale, a yes-or-no analysis
# uses about two thirds of the information ([Altman
# 2006](https://doi.org/10.1136/bmj.332.7549.1080) explains the cost). People per 100 are kind to
# readers; keep them for *saying* the result, and let the test use the scale.

# %%
ask("m07-3-threshold", ...)

# %% [markdown]
# ## Your turn
#
# **With a little help.** Hedges' g for the change scores of the first MDMA trial:

# %%
first = load("outcomes").query("trial_id == 'mitchell_2021_mapp1' and mean_change.notna()")
print(first[["arm_id", "n", "mean_change", "sd_change"]].to_string(index=False))
# your_g = hedges_g(-24.4, ___, 42, ___, ___, ___).estimate
your_g = ...
ask("m07-3-first-change", your_g)

# %% [markdown]
# **Without help.** The same trial has final scores in `outcomes`: means, standard deviations and
# numbers at week 18. What is Hedges' g from these?

# %%
ask("m07-3-first-endpoint", ...)

# %% [markdown]
# ## What this cannot tell us
#
# - **The true correlation** in the psilocybin trial. The sweep shows what follows from each value.
# - **The adjusted result of the authors**, who had every person's scores.
# - **Whether the spread is comparable.** The change spreads here were derived from a standard error or
#   an interval; in the waiting group it is small, which makes g look large. The living review's
#   baseline spreads of the MDMA trial do not match the paper's table, so read its −0.59 with care.
# - **The effect of psilocybin itself.** Nobody in a waiting list is masked, and waiting is not neutral
#   (lesson 6.4).
# - **What a synthesis should take.** Mixing change and final scores in one pool needs care
#   (lesson 8.4).

# %% [markdown]
# ## Recall
#
# In your own words, then open the answer. Two questions return to earlier modules.

# %%
ask("m07-3-recall-differ")
ask("m07-3-recall-se")
ask("m07-3-recall-adjust")
ask("m07-3-recall-baseline")
ask("m07-3-recall-cut")
ask("m07-3-recall-m01")
ask("m07-3-recall-m05")

# %% [markdown]
# ## Where the numbers come from, and where to go next
#
# **Sources.** Tables `outcomes` and `meta_inputs`; living data sets
# [psilocybin](https://doi.org/10.5281/zenodo.15714852) and
# [MDMA](https://doi.org/10.5281/zenodo.18740439) (ODC-By). Trials: NCT05029466, NCT03537014,
# NCT04077437. Sources differ on whether 30 or 31 people were randomised in Toronto.
#
# **Reading.** [Vickers 2001](https://doi.org/10.1136/bmj.323.7321.1123) on change and adjustment, two
# pages; [Altman 2006](https://doi.org/10.1136/bmj.332.7549.1080) on cutting scales, one page.
#
# **Practice.** Exercises `m07-three-effects`, `m07-ancova` and `m07-dichotomise` in the assignment.
#
# **Next.** Lesson 7.4, *Time to relapse*: when the question is not how many, but when.

# %% [markdown] tags=["instructor"]
# **Timing.** Hook 6 min · two effects 8 · standard error 7 · pause · scatter and slope 8 · sweep 9 ·
# steadiness 5 · baseline and choosing 5 · cutting 5 · your turn and recall 7.
#
# **Common stumbles.** Learners conclude that the endpoint is “the honest one”. It is not: it throws
# away a five-point disadvantage. The adjusted value lies between (until, above 0.7 here, it passes the
# change scores). Some read the sweep as a result; ask for the assumption in a sentence.
#
# **Discuss.** You referee this trial before it starts. Write the one line of the protocol that would
# have prevented the argument.
#
# **Board.** Two slopes that end together. Shade the triangle that the change score counts and the
# endpoint does not.
