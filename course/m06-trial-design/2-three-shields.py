# %% [markdown]
# # Randomise, conceal, mask: three shields
#
# *Which shield stops which arrow, and at what hour of the trial?*
#
# 45 minutes · needs module 1
#
# After this lesson you will be able to:
#
# - **distinguish** randomisation, concealment and masking by what each one stops, and when;
# - **enumerate** what a recruiter can know from the size of a block;
# - **simulate** what choosing people for a known place does to a trial;
# - **assign** a threat to the shield that should have stopped it.

# %% [markdown]
# **Data.** None from trials: this lesson counts orders of a block, which needs no data, and **simulates** a recruiter who peeks. Nothing
# here is evidence on a drug.
#
# **A note before you begin.** Recruiters who peek are rarely villains. They want the person in front of them to get help. This lesson is
# about designs that make it impossible, not about blame.

# %%
import numpy as np
import pandas as pd
import plotly.graph_objects as go

from course import ask, reveal, show
from course.figures import COLOURS, slider

# %% [markdown]
# A trial gives places by lot. So that the arms stay equal, the lot works in blocks: in every block of four, two places are for the drug
# (D) and two for placebo (P), in random order. A recruiter knows the size of the blocks and sees, in the sessions, what the earlier
# people of the block were given.
#
# Before you look: of 100 places, how many are **certain** before the envelope is opened?

# %%
ask("m06-2-certain", ...)

# %%
from itertools import permutations

orders = sorted(set(permutations("DDPP")))


def certain(order):
    """For each place of a block: is it certain from those before it?"""
    left = {arm: order.count(arm) for arm in "DP"}
    known = []
    for arm in order:
        known.append(0 in left.values())
        left[arm] -= 1
    return known


# %%
for order in orders:
    print("".join(order), "certain:", "".join("●" if sure else "·" for sure in certain(order)))
share = np.mean([certain(order) for order in orders])
print(f"{100 * share:.0f} of 100 places are certain")

# %% tags=["chart"]
# Draws the six orders of a block of four, with certain places filled
fig = go.Figure()
for row, order in enumerate(orders):
    for place, (arm, sure) in enumerate(zip(order, certain(order), strict=True)):
        role = "active" if arm == "D" else "control"
        symbol = "circle" if arm == "D" else "square"
        mark = {
            "size": 24,
            "color": COLOURS[role],
            "symbol": symbol if sure else f"{symbol}-open",
            "line": {"width": 2},
        }
        fig.add_scatter(
            x=[place + 1],
            y=[row + 1],
            mode="markers+text",
            text=[arm],
            marker=mark,
            textfont={"color": "#fff" if sure else COLOURS[role]},
        )
fig.update_layout(
    title="Filled places are certain before the draw:<br>one in three",
    xaxis={"title": "place in the block", "dtick": 1, "range": [0.5, 4.5]},
    yaxis={"title": "order", "dtick": 1, "range": [6.6, 0.4]},
    height=420,
)
alt = "In the six orders of a block of four, eight of 24 places are certain from the places before them."
table = [{"order": "".join(o), "certain places": sum(certain(o))} for o in orders]
show(fig, alt=alt, table=pd.DataFrame(table))

# %%
reveal("m06-2-certain", 100 * share)

# %% [markdown]
# ## What blocks give away
#
# The last place of a block is always certain. If both drug places go first, the last *two* are. Over the six orders that makes eight places of 24.
#
# Where nothing is certain one can still guess. After D, three places are left, two of them P: guess P, and you are right in two of three. A recruiter always
# guesses the likelier arm, and tosses a coin where both are alike. In how many of 100 places is that right?

# %%
ask("m06-2-guesser", ...)

# %%


def guessed(order):
    """For each place: the chance that the best guess is right."""
    left = {arm: order.count(arm) for arm in "DP"}
    chances = []
    for arm in order:
        tie = left["D"] == left["P"]
        chances.append(0.5 if tie else float(arm == max(left, key=left.get)))
        left[arm] -= 1
    return chances


best = 100 * np.mean([guessed(order) for order in orders])
reveal("m06-2-guesser", best)

# %%
ask("m06-2-alternate", ...)

# %% [markdown]
# **With a little help.** Now the smallest block: one place each. Which share of places is certain?

# %%
# small = sorted(set(permutations("___")))
# your_share = 100 * np.mean([certain(order) for order in small])
your_share = ...
ask("m06-2-two", your_share)

# %% [markdown]
# Does it matter? Let us **simulate** a recruiter who knows some places and is kind. Three people wait. When the next place is surely the drug, the one who
# seems most ill is invited; when it is surely placebo, the one who seems least ill. Otherwise anybody. The drug itself does nothing in this world, and the
# scores are taken *before* it is given.
#
# **Change it.** Run the cell. Then set `peeks` to False. Then set it back to True and make the blocks larger: "DDDDPPPP". What happens to
# the gap each time?

# %% tags=["try"]
block = "DDPP"  # change the block
peeks = True  # and this
rng = np.random.default_rng(62)
gaps = []
for _ in range(400):
    score = {"D": [], "P": []}
    for _ in range(10):
        order = "".join(rng.permutation(list(block)))
        for arm, sure in zip(order, certain(order), strict=True):
            waiting = np.sort(rng.normal(40, 8, 3))  # three people wait; a high score is more ill
            choice = (2 if arm == "D" else 0) if peeks and sure else rng.integers(3)
            score[arm].append(waiting[choice])
    gaps.append(np.mean(score["D"]) - np.mean(score["P"]))
print(f"simulated baseline gap, drug minus placebo: {np.mean(gaps):.1f} points on average")

# %% [markdown]
# A lot was drawn for every place, and the arms differ at the start all the same. The lot was random; the **people** were not. What failed is not the
# randomisation. It is the next shield.

# %%
ask("m06-2-peek", ...)

# %% [markdown]
# ## Two shields, two hours
#
# Three words that are often mixed up:
#
# - **Randomisation** decides *by lot*. It stops choosing by taste, and lets chance be computed.
# - **[Concealment](../glossary.md#concealment)** hides the next place *until the person is in*. It stops choosing the person for the place.
# - **[Masking](../glossary.md#masking)** (often called blinding) hides the arm *afterwards*: from the person, from who treats, from who rates. It stops what
#   knowledge does to care, hope and scores.
#
# Concealment ends at the moment the allocation is made; what the drug feels like cannot break it. Masking begins there, and with drugs that
# one can feel it can fail although everybody did everything right.
#
# **Sort it.** Here is the course of a trial in the wrong order. Put it right.

# %%
ask("m06-2-hours", ...)

# %% [markdown]
# “Envelopes were opaque, sealed and numbered. Two hours into the session the therapist sees wide pupils and sweating.” Which shield has failed?

# %%
ask("m06-2-pupils", ...)

# %% tags=["chart"]
# Draws the certain share and the best guess over the size of the block that the slider sets
from itertools import combinations

fig = go.Figure()
sizes = range(1, 7)


def known(m):
    """Certain share and best guess over all orders of blocks with m places of each arm."""
    rows = [
        "".join("D" if i in drug else "P" for i in range(2 * m))
        for drug in combinations(range(2 * m), m)
    ]
    return [100 * np.mean([measure(row) for row in rows]) for measure in (certain, guessed)]


values = {2 * m: known(m) for m in sizes}
for i, (role, dash) in enumerate((("difference", "solid"), ("uncertainty", "dash"))):
    line = {"color": COLOURS[role], "dash": dash}
    y = [v[i] for v in values.values()]
    fig.add_scatter(x=list(values), y=y, mode="lines", line=line)
for role, symbol in (("difference", "diamond"), ("uncertainty", "circle")):
    marker = {"size": 15, "symbol": symbol, "color": COLOURS[role]}
    fig.add_scatter(mode="markers", marker=marker)
says = "Blocks of {}: {:.0f} of 100 certain,<br>{:.0f} of 100 guessed right"
states = {
    f"{s}": {"x": [[s], [s]], "y": [[c], [g]], "title": says.format(s, c, g)}
    for s, (c, g) in values.items()
}
slider(fig, states, prefix="places in a block", traces=[2, 3], start="4")
fig.add_annotation(x=11, y=values[12][1], text="guessed right", showarrow=False, yshift=14)
fig.add_annotation(x=11, y=values[12][0], text="certain", showarrow=False, yshift=14)
fig.update_layout(
    xaxis={"title": "places in a block", "dtick": 2},
    yaxis={"title": "of 100 places", "range": [0, 100]},
    height=460,
)
alt = "Larger blocks make fewer places certain, 50 of 100 at two and 14 at twelve, but the best guesser stays above 64 of 100."
table = [{"block": s, "certain": c, "guessed right": g} for s, (c, g) in values.items()]
show(fig, alt=alt, table=pd.DataFrame(table).round(1))

# %% [markdown]
# **Two questions to guide you**
#
# 1. Which of the two lines falls quickly with larger blocks, and which hardly at all?
# 2. A random block size hides where a block ends. Which of the two lines does that help, and does it hide what the therapist sees?
#
# **Without help.** A trial draws two drug places for each placebo place, in blocks of three (D, D, P). Which share of places is certain?

# %%
ask("m06-2-three", ...)

# %%
ask("m06-2-threat", ...)

# %% [markdown]
# ## What this cannot tell us
#
# - **Whether anybody used what could be known.** A share that *can* be known is not a share that was misused.
# - **Block sizes of real trials.** Our tables hold none. While a trial runs, they should stay hidden.
# - **How strong a bias is.** Our recruiter is invented, and so are the people who wait.
# - **Whether the drug hides itself.** No block size hides what a drug feels like. That is lesson 6.3.

# %% [markdown]
# ## Recall
#
# In your own words, then open the answer. Two questions return to earlier modules.

# %%
ask("m06-2-recall-shields")
ask("m06-2-recall-block")
ask("m06-2-recall-kind")
ask("m06-2-recall-fail")
ask("m06-2-recall-m01")
ask("m06-2-recall-m05")

# %% [markdown]
# ## Where the numbers come from, and where to go next
#
# **Sources.** Counting and simulation in this lesson. The words follow common use in trial reports
# ([Hopewell 2025](https://doi.org/10.1371/journal.pmed.1004587), the CONSORT statement, asks for all three).
#
# **Practice.** Exercise `m06-blocks` in the assignment.
#
# **Next.** Lesson 6.3, *Functional unblinding and expectancy*: when the third shield fails.

# %% [markdown] tags=["instructor"]
# **Timing.** Hook 8 min · blocks 9 · peeking recruiter 9 · two hours 8 · slider 6 · recall 5.
#
# **Common stumbles.** “Sealed envelopes, so it was blind.” Learners blame the lot when arms differ at baseline. “Random” is heard as “unpredictable to me”.
#
# **Discuss.** A nurse holds the envelopes up to the lamp because she wants the sickest child to get the drug. What do you say to her, and what do you change?
#
# **Board.** A door with a guard (concealment) and a curtain behind it (masking). Who stands where, and when?
