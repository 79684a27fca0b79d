# %% [markdown]
# # Living reviews, and reviews that disagree
#
# *Two teams pool trials of the same treatment within a year: −0.71 and −1.19. Who is right?*
#
# 45 minutes · needs lessons 8.1 to 8.6
#
# After this lesson you will be able to:
#
# - **compare** two reviews by their rows, people and rules, not by their dates;
# - **follow** a pooled result from trial to trial, and say what the next one would do;
# - **explain** why many reviews are not much evidence;
# - **judge** what looking again and again does to a test.

# %% [markdown]
# **Data.** Table `reviews_compared`: the [SYPRES living review](https://doi.org/10.5281/zenodo.18740439), the abstract of a second
# review (Fares-Otero and colleagues, 2026), and an [umbrella review of 2025](https://doi.org/10.1177/00048674251315642). The trials of
# lesson 8.2. Two **fictional** trials.
#
# **A note before you begin.** This lesson is about reading evidence; it is not medical advice. If a result matters to a decision of yours,
# talk to somebody who knows you.

# %%
import numpy as np
import pandas as pd

from course import ask, load, reveal, show
from course.stats import hedges_g, pool, prediction_interval

# %% [markdown]
# The first review searched until November 2025 and pooled six trials: −0.71, with a 95 % interval 0.48 wide. The second searched until August 2025. It
# pooled eight trials, so it has *more* trials and more people.
#
# Before you look: how many times as wide is the interval of the second?

# %%
ask("m08-7-width", ...)

# %%
reviews = load("reviews_compared").set_index("review_id")
two = reviews.loc[["sypres_2026", "fares_otero_2026"]]
fields = [
    "n_trials",
    "k_effects",
    "n_people",
    "estimate",
    "low",
    "high",
    "i2_percent",
    "tau2",
    "search_to",
    "certainty",
]
two[fields].T

# %% tags=["chart"]
# Draws the two pooled results as diamonds on one axis
from course.figures import forest, mean_and_next

labels = {
    "sypres_2026": "SYPRES, six\xa0trials",
    "fares_otero_2026": "Fares-Otero, eight\xa0trials",
}
diamonds = two[["estimate", "low", "high"]].rename(labels)
fig = forest(diamonds.iloc[:0], title="Same question, same year:<br>−0.71 [−0.95, −0.47] and −1.19 [−1.95, −0.42]",
             x="standardised difference (SD units)", favours=("MDMA", "control"), pooled=diamonds)  # fmt: skip
show(fig, alt="Two reviews of one question find −0.71 and −1.19; the second has the larger effect and a much wider interval.",
     table=diamonds.rename_axis("review").reset_index())  # fmt: skip

# %%
width = two.high - two.low
print(width.round(2).to_string())
reveal("m08-7-width", width["fares_otero_2026"] / width["sypres_2026"])

# %% [markdown]
# ## Why two reviews differ
#
# More trials, and three times as wide? Look down the two columns. The second has a τ² of 1.02 where the first has 0. Its trials differ so much that the mean of
# eight is known worse than that of six. And there are **nine effects from eight trials**: one trial speaks twice.
#
# The intervals overlap: −0.71 lies well inside the second, −1.19 lies outside the first. Most of the people are probably the same: few such trials exist. So it is likely a difference of *rows and rules*.
# Put the things that can differ side by side, before you ask who is right.

# %%
pd.set_option("display.max_colwidth", 110)
two[["risk_of_bias_summary", "note"]].T

# %% [markdown]
# | what | first review | second review |
# |---|---|---|
# | trials and effects | 6 and 6 | 8 and 9 |
# | people | 242 in the model (286 randomised) | 298 |
# | spread of the trials | τ² 0 | τ² 1.02 |
# | measurement of the outcome | rated Low in all six | rated High in most |
# | certainty | low | very low |
#
# If the second holds the six trials of the first, its two more are small, whichever way the people are counted. We could read the abstract of the second, not its rows. So *why* its τ² is 1.02 we do
# not know. What we can do is ask what kind of row would do it.

# %%
PARTS = ["mean_active", "sd_active", "n_active", "mean_control", "sd_control", "n_control"]
rows = load("meta_inputs").query("primary_model and analysis == 'mdma_ptsd'").set_index("trial_id")
six = pd.DataFrame(
    [(e.estimate, e.se) for e in (hedges_g(*row) for row in rows[PARTS].values)],
    rows.index,
    ["g", "se"],
)


# %%
def with_rows(*more):
    """The six trials and some invented rows (g, se), pooled."""
    g, se = zip(*more, strict=True) if more else ((), ())
    return pool([*six.g, *g], np.array([*six.se, *se]) ** 2)


for more in ([], [(-2.8, 0.6)], [(-2.8, 0.6), (-3.2, 0.6)]):
    p = with_rows(*more)
    print(
        f"{len(more)} invented: {p.estimate:.2f} [{p.ci_low:.2f}, {p.ci_high:.2f}], tau² {p.tau2:.2f}"
    )

# %% [markdown]
# Two invented small trials with a very large effect do much of it. (A standard error typed as a standard deviation would do it, too: lesson 1.3.) That is no accusation, it is a
# **list of questions** for the authors: which rows, which SDs, which trial twice?
#
# **Why it is tempting** to take the newest review, or the one with most trials: new and large sounds better. But a review is as good as its rows.

# %%
ask("m08-7-which", ...)

# %% [markdown]
# ## One trial after the other
#
# A [living review](../glossary.md#living-review) is computed again when something new appears. How did the first one's result come about? Pool again after each year in which trials
# appeared: a [cumulative meta-analysis](../glossary.md#cumulative-meta-analysis).

# %%
year = load("trials").set_index("trial_id").year[rows.index]
steps = {}
for until in (2013, 2018, 2021, 2023):
    known = six[year <= until]
    p = pool(known.g, known.se**2)
    steps[f"{until}, {len(known)} trials"] = [p.estimate, p.ci_low, p.ci_high]
steps = pd.DataFrame(steps, ["estimate", "low", "high"]).T
steps.round(2)

# %% tags=["chart"]
# Draws the pooled result after each year with new trials, oldest on top
fig = forest(steps, title="From −1.07 with two trials to −0.71 with six:<br>closer to zero each time",
             x="pooled g (SD units)", favours=("MDMA", "control"))  # fmt: skip
show(fig, alt="Each time new trials were added the pooled effect came closer to zero, from −1.07 to −0.71, and its interval became narrower.",
     table=steps.round(2).rename_axis("after").reset_index())  # fmt: skip

# %% [markdown]
# The interval shrinks, and the effect gets smaller each time. One reason may be that small first trials are noticed when their effect is large; three steps of chance may do it, too.
#
# A living review looks again and again, and each time somebody asks: is it significant now? Let us see what looking does. Suppose there is **no effect at all**, and after each of twelve
# trials the pool is tested at 5 %. One simulated review first: the distance from zero, in standard errors, after trials 2, 3, 4 …

# %%
rng = np.random.default_rng(87)


def simulated_looks(trials=12):
    """How many standard errors the mean of equal trials without an effect is from zero, look by look."""
    results = rng.normal(0, 1, trials)  # each in units of its own standard error
    k = np.arange(1, trials + 1)
    return abs(results.cumsum() / k**0.5)[1:]


print("simulated:", simulated_looks().round(1))

# %% [markdown]
# Beyond `1.96` it would be called significant. In how many of 100 such reviews, all without any effect, will that happen **at least once** in twelve trials?

# %%
ask("m08-7-looks", ...)

# %%
twelve_looks = np.mean([(simulated_looks() > 1.96).any() for _ in range(4000)])
reveal("m08-7-looks", round(100 * twelve_looks))

# %% [markdown]
# **Change** the number of trials, to 4 and to 40. Does the share settle at some level, or does it go on growing?

# %% tags=["try"]
number_of_trials = 12  # change this to 4 or 40
crossed = np.mean([(simulated_looks(number_of_trials) > 1.96).any() for _ in range(3000)])
print(f"simulated: {100 * crossed:.0f} of 100 reviews call it significant at least once")

# %% [markdown]
# Not 5, but about 18, and with forty trials about 28: the share goes on growing, only more slowly. Looking often is what living reviews are for. So they should say beforehand how they deal with it, and readers should not wait for the one update that crosses a line.

# %% [markdown]
# ## The next row
#
# What would one more trial do? Here are two that **do not exist**. Trial A has 120 people and a small effect; trial B has 222 and next to none.

# %%
fiction = load("fictional_trials").set_index("row_id")
print(fiction[["label", "n_active", "mean_active", "n_control", "mean_control"]].to_string())
print(f"now: prediction interval ends at {prediction_interval(with_rows())[1]:.2f}")

# %% [markdown]
# With the six, the range for the next trial ends at −0.37. Suppose trial A comes out: g −0.23. Where will the end near zero lie then?

# %%
ask("m08-7-after-a", ...)

# %%
a = hedges_g(*fiction.loc["new_trial_a", PARTS])
p = with_rows((a.estimate, a.se))
low, high = prediction_interval(p)
print(
    f"fictional A: g {a.estimate:.2f}; pooled {p.estimate:.3f} [{p.ci_low:.2f}, {p.ci_high:.2f}], tau² {p.tau2:.3f}"
)
print(f"next trial {low:.2f} to {high:.2f}")
reveal("m08-7-after-a", "c")

# %% [markdown]
# The mean moves by 0.13, the end of the range by 0.34. One trial that differs says more about **how trials differ** than about the mean.
#
# **Your turn, alone.** Now add trial **B** to the six, in place of A. Where does the prediction interval end (the limit near zero)? Two decimals.

# %%
ask("m08-7-b", ...)


# %% tags=["chart"]
# Draws mean and range of the next trial for each fictional result of a trial of 120 people
def words(mean_high, next_high):
    """The story in words that the two upper limits would be told as."""
    if mean_high > 0:
        return "mean unclear"
    return "next trial open" if next_high > 0 else "both below zero"


states, table = {}, []
for g in np.round(np.arange(-1.2, 0.61, 0.1), 1):
    p = with_rows((g, (4 / 120 + g**2 / 240) ** 0.5))
    low, high = prediction_interval(p)
    title = f"Fictional trial at {g:.1f}: mean {p.estimate:.2f}, next trial<br>{low:.2f} to {high:.2f}: ".replace(
        "-", "−"
    )
    states[f"{g:.1f}"] = {
        "x": [[p.ci_low, p.ci_high], [p.estimate], [low, high]],
        "title": title + words(p.ci_high, high),
    }
    table.append([g, p.estimate, p.ci_low, p.ci_high, low, high])
fig = mean_and_next(
    states,
    prefix="result of the fictional trial",
    start="-0.2",
    x="Hedges' g (SD units)",
    reach=(-2.2, 1.15),
)
columns = ["fictional g", "mean", "low", "high", "next low", "next high"]
show(fig, alt="With a fictional trial near the others little changes; near zero, the range of the next trial passes zero long before the mean does.",
     table=pd.DataFrame(table, columns=columns).round(2))  # fmt: skip

# %% [markdown]
# **Two questions to guide you**
#
# 1. At which result of the fictional trial does the range of the next one pass zero? And the interval of the mean?
# 2. Between which two results do the words in the title change? Would a reader notice that only one trial was added?

# %%
ask("m08-7-update", ...)

# %% [markdown]
# ## Fourteen reviews, the same people
#
# In 2025 a team reviewed the *reviews* of MDMA for PTSD, an [umbrella review](../glossary.md#umbrella-review). It found fourteen. They agree in direction: 0.8 to 1.3 SD in favour. Fourteen! How many **people** are
# behind them, at most?

# %%
ask("m08-7-people", ...)

# %%
print(reviews.loc["yong_2025", ["n_people", "low", "high", "note"]].to_string())
reveal("m08-7-people", reviews.n_people["yong_2025"])

# %% [markdown]
# Fourteen reviews share twenty primary studies ([Yong 2025](https://doi.org/10.1177/00048674251315642)). If each reads the same trials, their agreement is that of fourteen readers of one book. It shows that they can
# read. It adds nobody to the evidence.

# %%
ask("m08-7-fourteen", ...)

# %% [markdown]
# ## What this cannot tell us
#
# - **Why the second review's τ² is 1.02.** Its rows were not readable for us.
# - **Which review is right.** They answer the question with other rows and rules; a third team with both tables could say what makes the difference.
# - **Whether a review still lives.** A page that is updated may stop, and seldom says so.
# - **What the next trial will find.** The fictional trials show what *would* follow, not what will.

# %% [markdown]
# ## Recall
#
# In your own words, then open the answer. Two questions return to earlier modules.

# %%
ask("m08-7-recall-differ")
ask("m08-7-recall-cumulative")
ask("m08-7-recall-looks")
ask("m08-7-recall-next")
ask("m08-7-recall-umbrella")
ask("m08-7-recall-m02")
ask("m08-7-recall-m01")

# %% [markdown]
# ## Where the numbers come from, and where to go next
#
# **Sources.** Table `reviews_compared`: [SYPRES](https://doi.org/10.5281/zenodo.18740439); the abstract of Fares-Otero and colleagues 2026 (repository of the University of Barcelona; tier A as an abstract);
# [Yong 2025](https://doi.org/10.1177/00048674251315642). Table `fictional_trials`: invented for this course.
#
# **Reading.** For adverse events instead of symptoms: [Colcott 2024](https://doi.org/10.1038/s41386-024-01865-8), with certainty from very low to moderate.
#
# **Practice.** Exercise `m08-grade` ends with the two reviews. The capstone lets you keep a brief alive yourself.
#
# **Next.** Module 9, *Ethics, equity, consent*: who is in these trials?

# %% [markdown] tags=["instructor"]
# **Timing.** Hook 6 min · two reviews 10 · one after the other 9 · the next row 9 · fourteen 6 · recall 4.
#
# **Common stumbles.** “More trials, so narrower.” Learners want a winner; give them the two columns and ask for questions to the authors. Looking often feels harmless; let them run forty trials.
#
# **Discuss.** You keep a living review. Trial A appears on a Friday, and a newspaper calls. What do you say before you have read it?
#
# **Board.** Fourteen boxes above, twenty below, lines between. Cross out one of the twenty. How many boxes change?
