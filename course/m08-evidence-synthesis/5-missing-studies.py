# %% [markdown]
# # Missing studies and printing faults
#
# *The funnel leans. Is somebody hiding trials?*
#
# 45 minutes · needs lesson 8.3
#
# After this lesson you will be able to:
#
# - **read** a funnel plot and give four reasons why one may lean;
# - **compute** Egger's line, and say what it can and cannot show;
# - **find** what one trial does to the mean and to the range of the next trial;
# - **detect** printed results that cannot be right.

# %% [markdown]
# **Data.** The twelve psilocybin trials and six MDMA trials of the [psilocybin](https://doi.org/10.5281/zenodo.15714852)
# and [MDMA](https://doi.org/10.5281/zenodo.18740439) living reviews, and results as they were printed.
#
# **A note before you begin.** A print fault is a slip that can happen to everybody, to us too. We look for faults in
# numbers, not in people. This lesson is about reading evidence; it is not medical advice.

# %%
import numpy as np
import pandas as pd
from scipy import stats

from course import ask, load, reveal, show
from course.stats import hedges_g, pool, prediction_interval

# %% [markdown]
# When trials find what they find by chance alone, exact trials (with a small standard error) lie close to the mean, and less
# exact ones spread wider, **to both sides**. Drawn as points this looks like a funnel turned over. The twelve psilocybin trials
# have a pooled effect of −0.90.
#
# Before you look: of the six *least exact* trials, how many lie left of −0.90, on the side of larger benefit?

# %%
ask("m08-5-left", ...)

# %%
PARTS = ["mean_active", "sd_active", "n_active", "mean_control", "sd_control", "n_control"]


def effects(analysis):
    """Each trial of a main model with Hedges' g and its standard error."""
    rows = (
        load("meta_inputs").query("primary_model and analysis == @analysis").set_index("trial_id")
    )
    found = [hedges_g(*row) for row in rows[PARTS].values]
    return pd.DataFrame({"g": [e.estimate for e in found], "se": [e.se for e in found]}, rows.index)


# %%
twelve = effects("psilocybin_depression").sort_values("se")
whole = pool(twelve.g, twelve.se**2)
twelve.round(2)

# %% tags=["chart"]
# Draws the funnel: effect across, standard error downwards, with the region that chance alone would fill
import plotly.graph_objects as go

from course.figures import COLOURS, FAINT, mean_and_next

fig = go.Figure()
tip, wide = whole.estimate, 0.62
fig.add_scatter(x=[tip - 1.96 * wide, tip, tip + 1.96 * wide], y=[wide, 0, wide], fill="toself", fillcolor=FAINT,
                mode="lines", line={"width": 1, "color": COLOURS["uncertainty"]}, hoverinfo="skip")  # fmt: skip
fig.add_vline(x=tip, line={"dash": "dash", "color": COLOURS["difference"]})
fig.add_vline(x=0, line={"dash": "dot", "color": COLOURS["uncertainty"]})
fig.add_scatter(x=twelve.g, y=twelve.se, mode="markers", text=list(twelve.index), hovertemplate="%{text}: %{x:.2f}<extra></extra>",
                marker={"size": 11, "symbol": "diamond", "color": COLOURS["difference"]})  # fmt: skip
fig.add_annotation(
    x=-2.48, y=twelve.se.max(), text="Davis 2021", showarrow=False, yshift=16, xshift=12
)
fig.add_annotation(x=tip, y=0, text="pooled", showarrow=False, yshift=10)
fig.update_layout(title="Of the six least exact trials three lie left,<br>three right; on average the left lie farther out",
                  xaxis={"title": "Hedges' g (SD units)", "range": [-2.9, 0.5]},
                  yaxis={"title": "standard error", "range": [0.65, -0.04]}, height=440)  # fmt: skip
show(fig, alt="Three of the six least exact trials lie left of the pooled effect and three right of it; on average those on the left lie farther out.",
     table=twelve.round(2).reset_index())  # fmt: skip

# %%
reveal("m08-5-left", int((twelve.tail(6).g < whole.estimate).sum()))

# %% [markdown]
# ## The line of Egger
#
# Eyes see leaning everywhere. A test puts a number to it ([Egger 1997](https://doi.org/10.1136/bmj.315.7109.629)). Divide each
# effect by its standard error, and draw that against how exact the trial is, 1 / se. If trials of all sizes estimate one thing,
# the points lie along a line **through the origin**: an endlessly inexact trial is zero errors from zero. If small trials show
# *more* benefit, the line passes below. How far below is the intercept. First the six MDMA trials, in the open:

# %%
six = effects("mdma_ptsd")
exactness, steps = 1 / six.se, six.g / six.se
line = stats.linregress(exactness, steps)
print(f"intercept {line.intercept:.2f}, slope {line.slope:.2f}")
t = line.intercept / line.intercept_stderr
print(f"t {t:.2f}, p {2 * stats.t.sf(abs(t), len(six) - 2):.2f}")

# %% [markdown]
# The **intercept** is the test; the slope is about the effect that a very exact trial would show. For MDMA the line passes a little
# below the origin, and p is 0.52. Now the twelve.


# %%
def egger(g, se):
    """Intercept of Egger's line and its two-sided p."""
    line = stats.linregress(1 / se, g / se)
    t = line.intercept / line.intercept_stderr
    return line.intercept, 2 * stats.t.sf(abs(t), len(g) - 2)


rows = load("meta_inputs").query("primary_model and analysis == 'psilocybin_depression'")
found, p = egger(twelve.g, twelve.se)
print(f"psilocybin: intercept {found:.2f}, p {p:.2f} (tau {whole.tau2**0.5:.2f})")

# %% [markdown]
# It leans to the side of benefit, −1.57, with p 0.21. What may you say? Before we argue, let chance speak. Twelve trials of exactly
# these sizes, true effects that differ (τ 0.34) but have **nothing to do with size**, and nobody hides anything. One simulated review
# first.

# %%
rng = np.random.default_rng(85)
se = twelve.se.to_numpy()


def simulated_lean(more_with_se=0.0):
    """Egger's intercept and p for twelve simulated trials; small ones show more benefit if asked to."""
    middle = -0.9 - more_with_se * (se - se.mean())
    return egger(rng.normal(middle, 0.34) + rng.normal(0, se), se)


print("simulated: intercept {:.2f}, p {:.2f}".format(*simulated_lean()))

# %% [markdown]
# Run a hundred such reviews in your mind. In how many will the line lean by 1.57 or more, to either side?

# %%
ask("m08-5-chance", ...)

# %%
chance = np.array([simulated_lean()[0] for _ in range(2000)])
reveal("m08-5-chance", round(100 * (abs(chance) >= 1.57).mean()))

# %% [markdown]
# Now the other way round. In the next cell you can let small trials **truly** show more benefit. Change `more_with_se` to 1.0, then to 2.0. Look at
# the last line: how often does the test notice?

# %% tags=["try"]
more_with_se = 0.0  # change this to 1.0 or 2.0: small trials then truly show more benefit
leans = np.array([simulated_lean(more_with_se) for _ in range(800)])
print(f"simulated: {100 * (abs(leans[:, 0]) >= 1.57).mean():.0f} of 100 lean by 1.57 or more")
print(f"p is below 0.05 in {100 * (leans[:, 1] < 0.05).mean():.0f} of 100")

# %% [markdown]
# Chance alone gives such a lean in more than a quarter of reviews (and p below 0.05 in about 10 of 100, not 5: the test does not reckon with
# true effects that differ). And now set `more_with_se = 2.0`: the least exact trial then shows 0.8 SD
# more benefit than the most exact one, a large difference. The test sees it in little more than a third of reviews. So p 0.21 is what you
# would often get *with* a real leaning, and often without. **Twelve trials cannot settle it.**

# %%
ask("m08-5-says", ...)

# %% [markdown]
# ## Four reasons to lean
#
# A [funnel](../glossary.md#funnel) that leans shows a [small-study effect](../glossary.md#small-study-effect). That is a description. Its reasons
# may be:
#
# 1. **Hidden trials.** Small ones without an effect were not published.
# 2. **Other trials.** Small ones differ: a waiting list as control, more ill people, more time for each.
# 3. **Chance.** You have seen how often.
# 4. **The scale itself.** The standard error of g contains g: a larger effect has a larger error. The two axes are tied.
#
# The fourth surprises most people. Simulate it with people in place of numbers: true effect −1.5 in every trial, no other reason at all.


# %%
def simulated_people(truth):
    """Egger's intercept where people are drawn, and g and its error come from the same people."""
    found = []
    for n, m in zip(rows.n_active, rows.n_control, strict=True):
        a, b = rng.normal(truth, 1, n), rng.normal(0, 1, m)
        found.append(hedges_g(a.mean(), a.std(ddof=1), n, b.mean(), b.std(ddof=1), m))
    return egger(np.array([e.estimate for e in found]), np.array([e.se for e in found]))[0]


for truth in (0, -1.5):
    print(
        f"simulated truth {truth}: mean intercept {np.mean([simulated_people(truth) for _ in range(1000)]):.2f}"
    )

# %% [markdown]
# With no effect the lines pass through the origin on average. With a large one they lean to the side of benefit, although nobody hid
# anything; but by little beside the −1.57 that was found. **Why it is tempting** to read “publication bias” off a funnel: that is what it is famous for. But the funnel cannot tell the four
# apart. A trial registry can speak to the first, a table of the trials to the second.

# %%
ask("m08-5-four", ...)

# %% [markdown]
# ## One trial less
#
# One trial lies far out: Davis 2021, 24 people, with a waiting list as control. What does it do? Pool again **without** it, and then without
# each of the others in turn ([leave-one-out](../glossary.md#leave-one-out)). With all twelve, the range for the next trial ends at −0.09, just below
# zero. In how many of the twelve leave-outs will it reach past zero?

# %%
ask("m08-5-past", ...)

# %%
left_out = {}
for trial in twelve.index:
    rest = twelve.drop(trial)
    p = pool(rest.g, rest.se**2)
    left_out[trial] = [p.estimate, p.ci_low, p.ci_high, *prediction_interval(p), p.tau2]
columns = ["estimate", "low", "high", "pi_low", "pi_high", "tau2"]
left_out = pd.DataFrame(left_out, columns).T
left_out["shift"] = left_out.estimate - whole.estimate
left_out[["estimate", "shift", "tau2", "pi_high"]].round(3)

# %%
reveal("m08-5-past", int((left_out.pi_high > 0).sum()))

# %% [markdown]
# Look at two lines. Without **Davis** the mean moves by 0.09, more than for any other, and τ² falls from 0.12 to 0.015: one trial makes most of the
# spread. Without **Goodwin**, the heaviest, the mean moves by 0.04, and the range of the next trial passes zero. Weight is not influence: a heavy
# trial close to the mean moves little, and yet it holds the others together.
#
# **Your turn, alone.** And MDMA? Leave MAPP1 out of the six (`effects("mdma_ptsd")`, its name is `mitchell_2021_mapp1`). What is the pooled
# effect of the other five? Two decimals.

# %%
ask("m08-5-alone", ...)

# %% tags=["chart"]
# Draws mean and prediction interval without the trial that the slider takes out
order = left_out.sort_values("estimate").index
states = {}
for place, trial in enumerate(order, 1):
    r, (author, year) = left_out.loc[trial], trial.split("_")[:2]
    title = f"Without {author.capitalize()} {year}: {r.estimate:.2f}, τ² {r.tau2:.3f},<br>next trial {r.pi_low:.2f} to {r.pi_high:.2f}"
    interval = {"x": [[r.low, r.high], [r.estimate], [r.pi_low, r.pi_high]]}
    states[str(place)] = interval | {"title": title.replace("-", "−")}
fig = mean_and_next(
    states, prefix="left out", start="12", x="Hedges' g (SD units)", reach=(-2.1, 0.3)
)
show(fig, alt="Leaving out Davis 2021 more than halves the range for the next trial; leaving out any of five others pushes it past zero.",
     table=left_out.round(3).rename_axis("left out").reset_index())  # fmt: skip

# %% [markdown]
# **Two questions to guide you**
#
# 1. For which trial is the bar of the next trial shortest, for which longest? Which of the two is heavy, and which lies far from the mean?
# 2. What would you write about Davis 2021 in a review: leave it out, keep it silently, or something else?

# %%
ask("m08-5-davis", ...)

# %% [markdown]
# ## Which prints can be right
#
# Last, a kind of missing that nobody hides: a lost sign. Here are six results as printed. Use three checks that need no data. Is the estimate **inside** its interval? For a difference, does it lie in the **middle**? Do interval and **p** agree?

# %%
prints = pd.DataFrame(
    [
        ("change of a depression score", 2.0, -5.0, 0.9, "= 0.17"),
        ("fewer symptoms, as a size of effect", 0.88, -0.28, 1.50, "< 0.001"),
        ("Egger's intercept, a summary page", -1.58, -3.88, -0.73, "= 0.21"),
        ("less anxiety, as a size of effect", 1.03, -5.25, 7.31, "= 0.056"),
        ("change of a depression score", -2.5, -6.2, 1.2, "= 0.18"),
        ("change of a depression score", -6.6, -10.2, -2.9, "< 0.001"),
    ],
    columns=["what", "estimate", "low", "high", "p"],
)
prints["off middle, share of width"] = (
    (prints.estimate - (prints.low + prints.high) / 2) / (prints.high - prints.low)
).round(2)
prints

# %%
ask("m08-5-prints", ...)

# %% [markdown]
# What happened to the first four, as far as the course's tables can say (the third is from the psilocybin review's own page, whose software had printed
# “−3.88 - 0.73”, with a dash):
#
# | print | why it cannot be right | what probably happened |
# |---|---|---|
# | 2.0 [−5.0, 0.9] | outside its interval | a minus was lost |
# | 0.88 [−0.28, 1.50], p < 0.001 | off the middle, and zero inside | a dash became a minus |
# | −1.58 [−3.88, −0.73], p 0.21 | off the middle, and zero outside | a dash became a minus |
# | 1.03 [−5.25, 7.31], p 0.056 | far too wide for its p | not known |

# %%
checks = load("published_checks").set_index("check_id")
print(checks.loc[["check_18", "check_20"], ["published", "recomputed", "verdict"]].to_string())
known = load("contrasts").query("contrast_id in ['contrast_012', 'contrast_048', 'contrast_143']")
print(known[["estimate", "ci_low", "ci_high", "p_relation", "p_value", "status"]].to_string())

# %% [markdown]
# The fourth passes the first two checks. For it you need the p that the interval *implies*: the standard error is the width over `2 × 1.96`, then p from
# estimate over standard error.
#
# **Your turn, with a little help.** Which p do the limits −5.25 and 7.31 imply for 1.03? Two decimals.

# %%
# error = (7.31 - ____) / (2 * 1.96)
# implied = 2 * stats.norm.sf(____ / error)
implied = ...
ask("m08-5-implied", implied)

# %% [markdown]
# ## What this cannot tell us
#
# - **Whether trials are hidden.** No picture of the published ones shows the others. Registries list trials that began.
# - **Which of the four reasons holds.** The funnel looks the same for all.
# - **Whether Davis 2021 is “wrong”.** It had a waiting list as control; but so had Rosenblat 2024, and found −0.14. Far is not wrong.
# - **Which print is right.** A check says that something cannot be; only the authors can say what should stand there.

# %% [markdown]
# ## Recall
#
# In your own words, then open the answer. Two questions return to earlier modules.

# %%
ask("m08-5-recall-funnel")
ask("m08-5-recall-egger")
ask("m08-5-recall-power")
ask("m08-5-recall-influence")
ask("m08-5-recall-print")
ask("m08-5-recall-m07")
ask("m08-5-recall-m02")

# %% [markdown]
# ## Where the numbers come from, and where to go next
#
# **Sources.** Tables `meta_inputs`, `contrasts` and `published_checks`; data sets of the living reviews
# ([psilocybin](https://doi.org/10.5281/zenodo.15714852), [MDMA](https://doi.org/10.5281/zenodo.18740439); ODC-By). Rows that are known to be misprinted
# carry the status *corrected* or *doubtful*.
#
# **Reading.** [Egger 1997](https://doi.org/10.1136/bmj.315.7109.629).
#
# **Practice.** Exercises `m08-influence` and `m08-egger`.
#
# **Next.** Lesson 8.6, *Risk of bias and certainty*: how a result was made, and how sure it makes us.

# %% [markdown] tags=["instructor"]
# **Timing.** Hook 5 min · Egger 6 · chance and power 9 · four reasons 7 · one trial less 8 · prints 7 · recall 3.
#
# **Common stumbles.** The slope is read in place of the intercept. “p 0.21, so nothing is missing.” Some want Davis out because it is far; ask which rule,
# written before, would take it out, and what else that rule would take.
#
# **Discuss.** You find a registered trial of 40 people, finished four years ago, without a result. What can a review do with it?
#
# **Board.** A funnel with four arrows towards its lean, one for each reason. Which arrow can you erase with data?
