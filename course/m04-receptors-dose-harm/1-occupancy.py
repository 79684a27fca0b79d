# %% [markdown]
# # Occupancy and EC50
#
# *Half the concentration, half the effect?*
#
# 45 minutes · needs module 1 (tables, units); module 3 helps (levels in blood)
#
# After this lesson you will be able to:
#
# - **simulate** how molecules come to and leave their receptors, and find the curve that this gives;
# - **calculate** the share of a maximum at a concentration, and the concentration for a share;
# - **recognise** the flat part of the curve, where more drug changes little;
# - **explain** why a tighter binding drug need not be given in proportion less.

# %% [markdown]
# **Data.** Concentrations of LSD at which ratings reach half of their maximum
# ([Holze 2019](https://doi.org/10.1111/bcp.13918), 27 people); peaks in plasma; affinities from a public
# transcription of receptor papers (tier C). Two values for psilocin are second-hand and marked where they
# appear.
#
# **A note before you begin.** This lesson is about reading evidence on drugs in the body. It is not medical
# advice, and it gives no guidance on obtaining, taking or combining any drug. Doses and levels stand here as
# numbers on an axis. “Good” and “bad” drug effect are ratings that people gave, not benefit and harm.

# %%
import numpy as np
import plotly.graph_objects as go

from course import ask, load, reveal, show
from course.figures import COLOURS, slider

# %% [markdown]
# People took LSD in a laboratory. They rated how strong the *good* and the *bad* effects were, and LSD was
# measured in their blood. From both, the researchers estimated one number for each rating: the concentration at which it
# reaches half of its maximum. It is called the [EC50](../glossary.md#ec50).
#
# For the good effect the EC50 is 1.0 ng/mL ([Holze 2019](https://doi.org/10.1111/bcp.13918)). After 100 µg, the
# peak is 1.7 ng/mL (a geometric mean). Before you look: which per cent of its maximum does the good effect reach at that
# peak?

# %%
ask("m04-1-share", ...)

# %%
effects = load("pharmacodynamics").query("drug == 'LSD' and effect.str.startswith('EC50')")
good, bad = (effects[effects.effect.str.contains(word)].iloc[0] for word in ("good", "bad"))
peaks = load("pharmacokinetics").set_index("pk_id").value[["pk_015", "pk_017"]]
print(effects[["effect", "value", "unit", "sd", "n_subjects"]].to_string(index=False))
print("mean peaks after 100 and 200 µg:", peaks.tolist(), "ng/mL")


# %%
def share(conc, ec50, maximum=1.0):
    """Share of a full effect at a concentration."""
    return maximum * conc / (ec50 + conc)


rows = {f"{c} ng/mL": [100 * share(c, good.value), 100 * share(c, bad.value)] for c in peaks}
rows

# %% tags=["chart"]
# Draws both ratings over the concentration, with marks at the two mean peaks
x = np.linspace(0, 8, 81)
fig = go.Figure()
for row, name, dash, role in (
    (good, "good", "solid", "difference"),
    (bad, "bad", "dash", "uncertainty"),
):
    line = {"color": COLOURS[role], "dash": dash, "width": 3}
    fig.add_scatter(x=x, y=100 * share(x, row.value), mode="lines", line=line)
    mark = {"color": COLOURS[role], "size": 11, "symbol": "circle" if name == "good" else "square"}
    fig.add_scatter(x=peaks, y=100 * share(peaks, row.value), mode="markers", marker=mark)
    side = 14 if name == "good" else -14
    fig.add_annotation(
        x=6, y=100 * share(6, row.value), text=f"{name} effect", showarrow=False, yshift=side
    )
title = "At every level the bad effect lies<br>below the good one"
fig.update_layout(
    title=title,
    xaxis_title="LSD in plasma (ng/mL)",
    yaxis={"title": "% of the maximum", "range": [0, 100]},
)
alt = "At 1.7 ng/mL the good effect reaches 63 % and the bad one 47 % of its maximum; at 3.1 ng/mL 76 and 62 %."
table = effects.assign(
    at_1_7=100 * share(1.7, effects.value), at_3_1=100 * share(3.1, effects.value)
)
show(fig, alt=alt, table=table[["effect", "value", "at_1_7", "at_3_1"]].round(1))

# %%
reveal("m04-1-share", 100 * share(1.7, good.value))

# %% [markdown]
# ## Share of the maximum
#
# Where does a curve like this come from? Picture one receptor as a chair in a waiting room. Drug molecules
# wander in. The more there are, the more often somebody sits down on a free chair. Whoever sits gets up again
# after a while, and how soon does not depend on the crowd.
#
# Before any formula, let a computer play it. First **one** chair: 1 means taken, 0 means free.

# %%
rng = np.random.default_rng(41)


def chairs(conc, ec50=1.0, count=1, rounds=60):
    """Rounds of sitting down and getting up; which chairs are taken after each round."""
    taken, story = np.zeros(count, bool), []
    for _ in range(rounds):
        sits, leaves = rng.random((2, count)) < [[0.1 * conc], [0.1 * ec50]]
        taken = np.where(taken, ~leaves, sits)
        story.append(taken)
    return np.array(story)


print("".join(str(int(t)) for t in chairs(conc=1.7)[:, 0]))

# %% [markdown]
# One chair tells little. Now take a thousand chairs, let them settle, and count how many are taken.
#
# **Change it.** Set `conc` to 0.5, then 1, 2, 4 and 8, and run the cell again. Write down the five shares. Does
# each doubling add as much as the one before?

# %% tags=["try"]
conc = 1.7  # change this number: 0.5, 1, 2, 4, 8
ec50 = 1.0  # and then this one: what happens at conc = 2, ec50 = 2?
settled = chairs(conc, ec50, count=1000, rounds=150)[50:]
print(f"{100 * settled.mean():.0f} of 100 chairs are taken")

# %% [markdown]
# At a concentration equal to the EC50, sitting down and getting up are equally quick: half of the chairs are
# taken. At twice that level it is not all of them, because fewer free chairs are left to find. In the long run
#
# $$\text{share} = \text{maximum} \times \frac{C}{\text{EC50} + C}$$
#
# **Why it tempts** to draw a straight line instead: at the EC50 it is half, so at twice the EC50 it ought to be
# all. Small steps from the bottom do look straight. But every chair that is taken is one that nobody else can
# take, and so the last steps cost the most.

# %%
ask("m04-1-twice", ...)

# %% [markdown]
# **With a little help.** Now the bad effect, whose EC50 is 1.9 ng/mL, at the mean peak of 200 µg.

# %%
# your_share = 100 * ___ / (1.9 + ___)
your_share = ...
ask("m04-1-bad", your_share)

# %% [markdown]
# One more guess, about a change. Suppose the level of LSD doubles from 1.7 to 3.4 ng/mL. By how many points, of
# 100, does the *good* effect grow?

# %%
ask("m04-1-double", ...)

# %%
before, after = 100 * share(1.7, good.value), 100 * share(3.4, good.value)
print(f"{before:.0f} and {after:.0f} % of the maximum")
reveal("m04-1-double", after - before)

# %% [markdown]
# ## A ceiling below all
#
# The formula can be read backwards: which level gives a wanted share? Solve for C, and you get
# *C = EC50 × share / (maximum − share)*. For 80 % of a full effect that is four times the EC50.
#
# **Without help.** Which level gives 80 % of the maximum of the *bad* effect?

# %%
ask("m04-1-back", ...)

# %% [markdown]
# Watch the bottom of that fraction. Some curves level off below 100: a scanner study of psilocin is quoted with
# a ceiling of about 77 % of the receptors and an EC50 of about 2 ng/mL. Both values were read **second-hand**, and
# the paper has a published correction that we did not read
# ([Madsen 2019, corrected](https://doi.org/10.1038/s41386-019-0324-9)); the highest occupancy in its abstract is 72 %.
#
# Try to reach 80 % with such a curve. The bottom of the fraction is negative: no level is enough.

# %%
ask("m04-1-ceiling", ...)

# %% [markdown]
# ## The flat part
#
# Mean peaks of psilocin in plasma are known for three doses
# ([Holze 2023](https://doi.org/10.1002/cpt.2821)). What would the second-hand curve make of them?

# %%
psilocin = (
    load("pharmacokinetics")
    .set_index("pk_id")
    .loc[["pk_086", "pk_087", "pk_088"], ["dose_mg", "value"]]
)
psilocin["percent_of_receptors"] = 100 * share(psilocin.value, 2, 0.77)
psilocin.round(0)

# %% [markdown]
# From 15 to 30 mg the level nearly doubles, and the share rises by about five points: on this part the curve is
# nearly flat. Two doses can look alike on a scanner and still differ in what people live through, in how long it
# lasts, or in what happens after the receptor. A flat line in one measurement is not the end of the effect.
#
# **Why it tempts** to say “nothing happens above 15 mg”: the picture is of receptors, and receptors are where it
# begins. They are not where it ends.

# %%
ask("m04-1-psilocin", ...)

# %% [markdown]
# Move the slider. It sets the level of LSD; the two marks run along their curves.

# %% tags=["chart"]
# Draws both curves with two marks that follow the concentration of the slider
fig = go.Figure()
for row, dash, role in ((good, "solid", "difference"), (bad, "dash", "uncertainty")):
    fig.add_scatter(
        x=x, y=100 * share(x, row.value), mode="lines", line={"color": COLOURS[role], "dash": dash}
    )
marks = [
    {"color": COLOURS["difference"], "size": 15, "symbol": "circle"},
    {"color": COLOURS["uncertainty"], "size": 15, "symbol": "square"},
]
for mark in marks:
    fig.add_scatter(mode="markers", marker=mark)
says = "At {:.1f} ng/mL: good {:.0f} %, bad {:.0f} %,<br>bad over good {:.2f}"
levels = [round(c, 1) for c in np.arange(0.4, 8.1, 0.4)]
pairs = {c: (100 * share(c, good.value), 100 * share(c, bad.value)) for c in levels}
states = {
    f"{c}": {"x": [[c], [c]], "y": [[g], [b]], "title": says.format(c, g, b, b / g)}
    for c, (g, b) in pairs.items()
}
slider(fig, states, prefix="ng/mL", traces=[2, 3], start="1.6")
fig.update_layout(
    xaxis_title="LSD in plasma (ng/mL)",
    yaxis={"title": "% of the maximum", "range": [0, 100]},
    height=460,
)
alt = "As the level rises the good effect (circle) levels off first and the bad effect (square) catches up with it."
table = [
    {"ng/mL": c, "good %": g, "bad %": b, "bad over good": b / g} for c, (g, b) in pairs.items()
]
show(fig, alt=alt, table=load("pharmacodynamics").iloc[:0].from_records(table).round(2))

# %% [markdown]
# **Two questions to guide you**
#
# 1. Between which levels does the good effect gain ten points, and where does it need twice as many ng/mL for them?
# 2. The bad effect is always below the good one here. Does the ratio of the two stay the same?

# %% [markdown]
# ## Affinity is not dose
#
# How tightly a drug binds is told by its [Ki](../glossary.md#ki): the concentration at which it takes half of
# the receptors in a dish. A small number means tight. The values below were transcribed from several papers
# (tier C), some in nM and some in µM: read the unit before you compare two rows.

# %%
dish = load("binding").query("target == '5-HT2A' and measure == 'ki'").set_index("drug").value_nm
given = load("pharmacodynamics").query("effect == 'mean effect duration'").set_index("drug")
given = given[["dose_mg", "dose_min_mg", "dose_max_mg"]].assign(ki_nm=dish)
print(f"LSD binds {dish['mescaline'] / dish['LSD']:.0f} times tighter than mescaline.")
given

# %% [markdown]
# The last table holds the doses of one laboratory comparison beside the affinities. Mescaline binds 167 times less
# tightly than LSD; it was given in 3,000 to 5,000 times the amount. So affinity explains part of it and not the rest. How much of a
# drug is taken up, how much reaches the brain, how long it stays, and how strongly a bound receptor is turned on
# count, too.
#
# **Alone.** Another receptor: at 5-HT1A the table gives 2.29 nM for LSD and 49 nM for psilocin. How many times tighter
# does LSD bind there? And what may you conclude for a dose?

# %%
ask("m04-1-affinity", ...)

# %%
ask("m04-1-dose", ...)

# %% [markdown]
# ## What this cannot tell us
#
# - **How sure the curves are.** The EC50 are printed as 1.0 ± 0.5 and 1.9 ± 1.0; the abstract does not say what the
#   ± is. The next cell moves each EC50 by its ±: then the two curves may cross.
# - **How exact the doses were.** Doses of early studies of this laboratory, the 200 µg among them, were later
#   called not well defined (table `pharmacokinetics`).
# - **Whether the shape is right.** One receptor, one molecule, no steepness: that is our assumption.
# - **Delay.** Effects lag behind the level in blood; the same level on the way up and down may feel different.
# - **Benefit and harm.** Good and bad are ratings of a day in a laboratory, by healthy people.

# %%
for row in (good, bad):
    best, less, more = (100 * share(1.7, row.value + s * row.sd) for s in (0, 1, -1))
    print(
        f"{row.effect}: {best:.0f} % at 1.7 ng/mL; EC50 moved by its ±: {less:.0f} or {more:.0f} %"
    )

# %% [markdown]
# ## Recall
#
# In your own words, then open the answer. Two questions return to earlier modules.

# %%
ask("m04-1-recall-ec50")
ask("m04-1-recall-bends")
ask("m04-1-recall-ceiling")
ask("m04-1-recall-affinity")
ask("m04-1-recall-m01")
ask("m04-1-recall-m03")

# %% [markdown]
# ## Where the numbers come from, and where to go next
#
# **Sources.** EC50 and the peak after 100 µg: [Holze 2019](https://doi.org/10.1111/bcp.13918). Peak after 200 µg:
# [Dolder 2017](https://doi.org/10.1007/s40262-017-0513-9). Peaks of psilocin: [Holze 2023](https://doi.org/10.1002/cpt.2821).
# Doses compared: [Ley 2023](https://doi.org/10.1038/s41386-023-01607-2). Affinities: table `binding`, second-hand.
#
# **Practice.** Exercise `m04-occupancy` in the assignment of this module.
#
# **Next.** Lesson 4.2, *Emax with three doses*: a curve through every point, and what it is worth.

# %% [markdown] tags=["instructor"]
# **Timing.** Hook 7 min · chairs 12 · backwards 7 · flat part and slider 9 · affinity 5 · recall 5.
#
# **Common stumbles.** “EC50 is the effective dose.” Percent and proportion mixed in one line. Learners take the
# ceiling of 77 % for a property of the drug; it is second-hand and of one model.
#
# **Discuss.** A company says that its drug “occupies 70 % of the receptors, as much as twice the dose does”. What
# would you like to know next?
#
# **Board.** Ten chairs, coins for molecules; fill them one by one and let the class shout where the curve bends.
