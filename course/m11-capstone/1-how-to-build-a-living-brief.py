# %% [markdown]
# # How to build a living brief
#
# *A page of evidence ages from the day it is printed. Can it be made to age well?*
#
# 45 minutes · needs modules 1, 7, 8 and 10 · the capstone itself takes six to eight hours
#
# After this lesson you will be able to:
#
# - **declare** the rules of a review before its data are seen;
# - **follow** one fault from the table to the page;
# - **write** a sentence whose number is computed, and that stays true when the number changes;
# - **turn** a standardised effect into people of 100;
# - **review** a colleague's brief with four questions, and answer for your own.

# %% [markdown]
# **Data.** Twelve trials of psilocybin for depression, one row each, as pooled by the
# [SYPRES living review](https://doi.org/10.5281/zenodo.15714852). Your capstone uses another drug and other
# people; its numbers stay yours to find.
#
# **A note before you begin.** The people in these trials live with depression. This lesson counts them. It is
# not medical advice, not training to treat anybody, and it gives no guidance on obtaining or taking any drug.
# If you are in distress, please turn to a health professional or a crisis line
# ([findahelpline.com](https://findahelpline.com)).

# %%
import numpy as np
import pandas as pd

from course import ask, load, reveal, show
from course.figures import forest, people, slider
from course.stats import hedges_g, pool, prediction_interval

# %%
inputs = load("meta_inputs").query("analysis == 'psilocybin_depression' and primary_model")
rows = inputs.reset_index(drop=True)
columns = ["mean_active", "sd_active", "n_active", "mean_control", "sd_control", "n_control"]


def effects(table):
    each = [hedges_g(*row) for row in table[columns].to_numpy()]
    return pd.DataFrame(each, index=table.trial_id)


def answer(table):
    pooled = pool(effects(table).estimate, effects(table).se ** 2)
    return pooled, prediction_interval(pooled)


# %% [markdown]
# Two short functions do all the work here: `effects` computes Hedges' g of each row, as in lesson 7.3, and
# `answer` pools them and says where a new trial may land, as in module 8.
#
# Somebody types the table in by hand. In the row of the trial with most people they copy the column beside the
# SD: the standard error. Nothing looks odd, both are small numbers with one decimal.
#
# What happens to the effect **of that one trial**? Think before you run anything: the difference of the means
# stays, and *g* divides it by the SD.

# %%
ask("m11-1-one-row", ...)

# %%
slipped = rows.copy()
largest = (rows.n_active + rows.n_control).idxmax()
for arm in ("active", "control"):
    slipped.loc[largest, f"sd_{arm}"] /= np.sqrt(rows.loc[largest, f"n_{arm}"])
g_before, g_after = effects(rows).estimate, effects(slipped).estimate
name = rows.trial_id[largest]
times = g_after[name] / g_before[name]
print(f"{name}: g {g_before[name]:.2f} becomes {g_after[name]:.2f}, {times:.1f} times as large")
print(f"All together: g {answer(rows)[0].estimate:.2f} becomes {answer(slipped)[0].estimate:.2f}")

# %% tags=["chart"]
# Draws the twelve trials with one slip among them
trials = load("trials").set_index("trial_id")
short = trials.first_author + " " + trials.year.astype("Int64").astype(str)
drawn = effects(slipped).rename(columns={"ci_low": "low", "ci_high": "high"})
drawn = drawn[["estimate", "low", "high"]].rename(index=short)
drawn["role"] = ["uncertainty" if i == largest else "difference" for i in range(len(drawn))]
fig = forest(
    drawn,
    title="One of these twelve rows<br>cannot be",
    x="Hedges' g (SDs)",
    favours=("psilocybin", "control"),
)
show(
    fig,
    alt="Eleven effects lie between 0 and 3 SD below zero; the one with the slip lies at about −6.",
    table=drawn.round(2).rename_axis("trial").reset_index(),
)
reveal("m11-1-one-row", times)

# %% [markdown]
# ## Decide before you look
#
# You saw the slip at once, because this figure shows it. Would you have set the row aside if it had gone the
# other way, and cost you the result you like? Nobody knows that of themselves. So the rules come first.
#
# A **protocol** is a list of such rules with a date. It says whom you count, which score at which time, what
# happens to a second arm, to a missing SD, to a retracted paper, and which result would change your mind. In the
# capstone its cell stands before the cell that loads the data. That is weaker than a registered protocol and
# far better than none.
#
# A rule is good when two people who never met would do the same with the same row.

# %%
ask("m11-1-rule", ...)

# %% [markdown]
# ## One fault, from table to brief
#
# An **audit** is a rule that runs by itself. A tempting one looks at the result: an effect beyond 3 SDs is
# suspicious. Your turn: with the line at 3, which rows are found? Then set it to 2, as a strict person might.

# %% tags=["try"]
line = 3
for label, version in {"as printed": rows, "with the slip": slipped}.items():
    g = effects(version).estimate
    print(label, list(g[g.abs() > line].index))

# %% [markdown]
# At 2 it accuses a trial whose table is sound and whose only fault is a large effect. A rule that looks at results
# throws out results. So let the rule look at what was *typed*: people do not differ by less than four per cent of
# a scale. It needs the highest score of each scale, and works only where the tables know it.


# %%
outcomes = load("outcomes")
scale_high = rows.instrument.map(outcomes.groupby("instrument").scale_max.max())
print(f"The scale is known for {scale_high.notna().sum()} of {len(rows)} rows.")


def too_small(table, share=0.04):
    """Rows in which an SD is below a share of the scale."""
    sds = table[["sd_active", "sd_control"]]
    return list(table.trial_id[sds.lt(share * scale_high, axis=0).any(axis=1)])


too_small(rows), too_small(slipped)

# %% [markdown]
# It finds the slip and accuses nobody. It is silent where it knows no scale, and a brief has to say that. And it
# misses small arms: an SD is the standard error times √n, so in an arm of 9 people the two differ only
# threefold.

# %%
print(
    f"In an arm of 9 people an SD of 10 becomes {10 / np.sqrt(9):.1f}; in one of 79, {10 / np.sqrt(79):.1f}"
)

# %%
ask("m11-1-line", ...)

# %% [markdown]
# ## Repair, set aside, choose
#
# What then? Three things can happen to a row, in this order.
#
# - **Repair**, where the paper itself gives what is missing: an SD from the limits of its mean, as in lesson 7.3.
# - **Set aside**, where one could only guess. The row stays in the table, with its reason, and is not pooled. It
#   is tempting to multiply by √n here. Often that would be right, and nobody could see that you did it.
# - **Choose**, where two sound rows count the same people: two doses against one control, or one arm at
#   two times. Keep the row that the protocol names.
#
# Before choosing, bring names to one form. A DOI in capitals is the same paper. After a crossover all have
# had the drug, so a later visit compares early with late.
#
# Here the row is set aside. Guess first: the trial has more people than any other. How far does the pooled
# effect move when it is left out?

# %%
ask("m11-1-set-aside", ...)

# %%
kept = slipped[~slipped.trial_id.isin(too_small(slipped))]
moves = {"as printed": rows, "slip unnoticed": slipped, "slip set aside": kept}
pooled = {name: answer(table) for name, table in moves.items()}
summary = pd.DataFrame(
    {
        name: {"k": p.k, "g": p.estimate, "low": p.ci_low, "high": p.ci_high, "tau2": p.tau2}
        for name, (p, _) in pooled.items()
    }
).T
summary.round(2)

# %%
reveal("m11-1-set-aside", abs(summary.g["slip set aside"] - summary.g["as printed"]))

# %%
ask("m11-1-aside", ...)

# %% [markdown]
# And *choose*? Another trial tested two doses against one placebo group. Each dose makes a row, and both rows
# are sound. Watch the people, not the effect.

# %%
two_doses = load("meta_inputs").query("trial_id == 'krempien_2023_cyb003'")
both = pd.concat([rows, two_doses], ignore_index=True)
shown = ["arm_active", "n_active", "arm_control", "n_control", "mean_control", "sd_control"]
two_doses[shown]

# %%
ask("m11-1-twice", ...)

# %% [markdown]
# *g* will not tell you: it moves a little, as with any new trial. The rule has to look at names: same trial, same
# control, same time.

# %%
for name, version in {"both rows": both, "one row": both.drop(index=len(rows))}.items():
    print(f"{name}: g {answer(version)[0].estimate:.2f} from {len(version)} rows")

# %% [markdown]
# ## Numbers that stay alive
#
# Now the page. The first sentence below has its number typed in. The second one is computed. Run the cell, then
# change `table = rows` into `table = kept`, and run it again: which one has become wrong?

# %% tags=["try"]
table = rows
result, (low, high) = answer(table)
everybody = int((table.n_active + table.n_control).sum())
print("Typed:    In 12 trials with 585 people the difference was −0.90 standard deviations.")
print(f"Computed: In {result.k} trials with {everybody} people it was {result.estimate:.2f}.")
past = "may find none" if high > 0 else "may find far less"
print(f"A new trial {past}: {low:.2f} to {high:.2f} would be no surprise.")

# %% [markdown]
# Look at the last sentence. Its *words* depend on a number as well: “may find none” is only true if the
# interval reaches zero. So the words are chosen by an `if`. Whoever reads the page after the next trial should
# not find a sentence that contradicts its own number.

# %%
ask("m11-1-alive", ...)

# %% [markdown]
# ## People instead of standard deviations
#
# Your reader has no use for standard deviations. She thinks of people. So ask: of 100 people with the drug, how
# many score below the **average of the control group**? Without any difference it is 50.
#
# Count first. The cell draws simulated people whose scores are shifted by *g*; the control group's
# average is 0. Run it, then change *g* to −0.3, and to 0.

# %% tags=["try"]
g = answer(rows)[0].estimate
rng = np.random.default_rng(11)
simulated_scores = g + rng.standard_normal(10_000)
print(f"One simulated person with the drug: {simulated_scores[0]:.2f}")
print(f"Below the control group's average: {100 * (simulated_scores < 0).mean():.0f} of 100")

# %% [markdown]
# If scores are bell-shaped with the same spread in both groups, nobody needs to be simulated: the share is Φ(−g),
# the part of a bell to the left of −g.

# %%
from scipy import stats

100 * stats.norm.cdf(-g)

# %% tags=["chart"]
# Draws a hundred people per group, below the average or not
below = 100 * stats.norm.cdf(-answer(rows)[0].estimate)
fig = people(
    {"psilocybin": below, "control": 50},
    title=f"{below:.0f} of 100 with psilocybin score below<br>the average of the control group",
    had="below it",
)
table = pd.DataFrame({"group": ["psilocybin", "control"], "of 100": [round(below), 50]})
show(
    fig,
    alt=f"With psilocybin {below:.0f} of 100 score below the control average; of the controls, 50.",
    table=table,
)

# %%
ask("m11-1-people-of-100", ...)

# %% [markdown]
# Keep three things apart. It is a share of *people*, so 0.90 SD is not 90 of 100. It starts at 50, not at 0. And “below
# the average of the control group” is not “well”: that depends on where the average lies.

# %% [markdown]
# ## Where the numbers may move
#
# The page gives two ranges. The first is about the average of such trials. The second, the
# prediction interval, says where one new trial may land. The slider adds one
# *simulated* trial with 100 people in each arm. Its effect is yours.
#
# 1. How small must its effect be for the prediction interval to reach zero?
# 2. Why does the prediction interval widen when the new trial lies far from all others, on either side?

# %%
base = effects(rows)
chosen = [-2.0, -1.6, -1.2, -0.8, -0.5, -0.2, 0.1]
ends = []
for simulated_g in chosen:
    variance = 2 / 100 + simulated_g**2 / 400
    p = pool([*base.estimate, simulated_g], [*base.se**2, variance])
    ends.append((simulated_g, p.estimate, p.ci_low, p.ci_high, *prediction_interval(p)))
names = ["simulated_g", "g", "low", "high", "pi_low", "pi_high"]
grid = pd.DataFrame(ends, columns=names)
grid.round(2)

# %% tags=["chart"]
# Draws the pooled effect and the prediction interval as a trial is added
labels = ["all together", "next trial"]
drawn = pd.DataFrame(
    {
        "estimate": -0.9,
        "low": [-2.6, -2.6],
        "high": [0.6, 0.6],
        "role": ["difference", "uncertainty"],
    },
    index=labels,
)
fig = forest(
    drawn, title="A simulated trial joins", x="Hedges' g (SDs)", favours=("psilocybin", "control")
)
states = {}
for row in grid.itertuples():
    words = "reaches zero" if row.pi_high > 0 else "stays below zero"
    states[f"{row.simulated_g:.1f}"] = {
        "title": f"With a simulated trial at {row.simulated_g:.1f},<br>prediction {words}",
        "x": [[row.low, row.high], [row.g], [row.pi_low, row.pi_high], [row.g]],
    }
traces = list(range(len(fig.data)))[-4:]
slider(fig, states, prefix="effect of the simulated trial", traces=traces, start="-0.8")
show(
    fig,
    alt="A simulated trial near zero or far beyond the others makes the prediction interval reach zero.",
    table=grid.round(2),
)

# %%
ask("m11-1-two-ranges", ...)

# %% [markdown]
# A **sensitivity run** asks the same of your own choices: pool again with one thing changed, and log the number.
# Begin from the rows that were kept; else two things change at once. A log without numbers is an opinion with
# columns.

# %% [markdown]
# ## A peer, and three questions
#
# Give your folder to somebody, and take theirs. The form has four questions, each with its levels.
#
# | | not yet | good | very good |
# |---|---|---|---|
# | **Three numbers**: do they come out when I run it? | one differs | all agree | and each changes with the new trial |
# | **One row**: can I trace it to its source? | no source | source and place | and I found the number there |
# | **One sentence** I would cut | “all good” | the sentence | and what it hides or repeats |
# | **One question** I was left with | none | about the text | about a choice in the log, with the run that would answer it |
#
# %% [markdown]
# Then three oral questions, two minutes each. The capstone's last cell makes them from your own log and rows:
#
# 1. “Your protocol says *rule*. Which row would change the answer most if it said *alternative*?” (take a row
#    of `decisions` whose `run` is not empty)
# 2. “Take the row with the most people. What happens to *g* and to its weight if its SD were a standard
#    error?” (you have just seen it)
# 3. “Which decision would a fair opponent take otherwise, and what number would result?”
#
# An answer passes when it names the row, the direction and, roughly, the number.

# %%
ask("m11-1-peer", ...)

# %% [markdown]
# ## What this cannot tell us
#
# - An audit finds faults that somebody thought of. A wrong number within its range passes.
# - A standardised effect hides its scale: if all scores of a row were percentages, *g* would be the same.
# - Rules make a review fair to its rows, and not its rows fair to people. Who was never asked into a trial is in
#   no row; who guessed the arm is in all of them.
# - A page that updates itself still needs somebody who reads it after the update.
#
# ## Recall

# %%
ask("m11-1-recall-rows", ...)

# %%
ask("m11-1-recall-se", ...)

# %%
ask("m11-1-recall-crossover", ...)

# %%
ask("m11-1-recall-live", ...)

# %%
ask("m11-1-recall-people", ...)

# %% [markdown]
# **Words of this lesson**: [retraction](../glossary.md#retraction), [living brief](../glossary.md#living-brief).
#
# **Sources.** [SYPRES living review](https://doi.org/10.5281/zenodo.15714852) of psilocybin for depression.
#
# **Next.** The capstone itself: `assignments/m11-capstone`. Set aside a day, or four evenings.

# %% [markdown] tags=["instructor"]
# **Timing.** 45 minutes in class before the capstone begins: 15 for the slip and the rule, 10 for the typed and the
# computed sentence, 10 for people of 100, 10 for the peer form, filled in on a page of your own.
#
# **Stumbles.** Students want to multiply by √n; ask who would notice. They audit results instead of inputs.
# They write “significant” into a sentence that has to survive a new trial.
#
# **Discuss.** Whose name stands under a page that changes by itself?
#
# **Board.** repair → set aside → choose → pool → say.
#
# **Another question.** The capstone's functions take any table with its columns. `extraction()` in
# `course/extraction.py` names the analysis, the scale and its range, and the bank builds all its cases from it. A
# second question needs these, cases of its own, and its own harms. Couples therapy with MDMA would need another
# capstone: six couples in one arm give nothing to pool, and the honest page says why it stops there.
