# %% [markdown]
# # Second doses, enzymes and interactions
#
# *Why is the second dose not like the first?*
#
# 50 minutes · needs lessons 3.1 and 3.2
#
# After this lesson you will be able to:
#
# - **compute** what is left of a dose, and what leftovers explain of a rise;
# - **infer** how far clearance must have fallen, without counting anything twice;
# - **find** when a mixture of two forms is gone;
# - **convert** “75 % more without the enzyme” into the enzyme's share;
# - **distinguish** what a second drug does to a level from what it does to an effect.

# %% [markdown]
# **Data.** Nine men who had 100 mg of MDMA twice, a day apart (Farré 2004, known to us second-hand);
# half-lives of MDMA (Mas 1999, second-hand, and
# [a chapter](https://doi.org/10.1007/978-90-481-2448-0_25)) and of its two forms
# ([Straumann 2024](https://doi.org/10.1038/s41386-024-01972-6)); and table `interactions`, eight findings
# read in abstracts.
#
# **A note before you begin.** Volunteers in these studies were given two drugs on purpose, under medical
# watch. Here this is arithmetic on what was published. It is **not medical advice**, and **no guidance on
# combining anything**. Stopping, starting or combining medicines is for a person and their clinician.
# Lesson 1.1 says where to turn if you need support.

# %%
import numpy as np
import pandas as pd
import plotly.graph_objects as go

from course import ask, load, reveal, show
from course.figures import COLOURS, slider

# %% [markdown]
# The same dose, 24 hours after the first. If the body worked as on the day before, the second day would
# differ in one thing only: something is still left from the first.
#
# How much? One printed half-life of MDMA is 9.53 hours
# ([chapter](https://doi.org/10.1007/978-90-481-2448-0_25)). Of 100 parts, how many are left after 24 hours?

# %%
ask("m03-3-left", ...)

# %%
pk = load("pharmacokinetics").set_index("pk_id")
print(pk.loc[["pk_037", "pk_043"], ["dose_text", "parameter", "value", "unit", "source_tier"]])
left = {half: 100 * 0.5 ** (24 / half) for half in pk.value[["pk_054", "pk_053"]]}
for half, share in left.items():
    print(f"half-life {half} h: {share:.1f} of 100 parts left after 24 hours")

# %% tags=["chart"]
# Draws what leftovers would add to the area beside what was seen
rows = {f"leftovers, if the<br>half-life is {half} h": share for half, share in left.items()}
rows["seen, nine men<br>(second-hand)"] = pk.value["pk_037"]
seen = pd.Series(rows)
roles = [COLOURS["uncertainty"], COLOURS["uncertainty"], COLOURS["active"]]
labels = [f"{x:.0f} %" for x in seen]
fig = go.Figure(go.Bar(x=seen, y=list(seen.index), orientation="h", marker_color=roles, text=labels,
                       textposition="outside"))  # fmt: skip
fig.update_layout(title="Leftovers explain less than a quarter<br>of the rise after a second dose",
                  xaxis={"title": "rise of the area, %", "range": [0, 92]}, height=320,
                  yaxis={"autorange": "reversed"})  # fmt: skip
show(fig, alt="Leftovers of the first dose would add 12 to 17 percent to the area; 77 percent were seen.",
     table=seen.round(1).rename("rise, %").rename_axis("what").reset_index())  # fmt: skip

# %%
reveal("m03-3-left", left[9.53])

# %% [markdown]
# ## What leftovers explain
#
# **The road from here.** First one drug by itself: what leftovers explain, what the rest implies, when it
# is gone. Then somebody else comes in: an enzyme that is missing, and a second drug. One line holds it
# together: *exposure is dose over clearance*. Only the last section leaves it, from level to effect.
#
# **First stop, leftovers.** Why may one compare “parts left” with “rise of the area”? Let us not claim
# it, but watch it. We give the same dose twice to a **simulated** body in which each hour works like
# every other, add up both days, and look.

# %% tags=["try"]
# Change the half-life or the gap and run again. Compare the last two numbers.
half_life, gap = 7.7, 24  # hours

k = np.log(2) / half_life
step = 0.01
hours = np.arange(0, 2 * gap, step)
simulated_level = np.exp(-k * hours) + np.where(hours >= gap, np.exp(-k * (hours - gap)), 0)
first = simulated_level[hours < gap].sum() * step
second = simulated_level[hours >= gap].sum() * step
print(f"area of the first gap {first:.2f}, of the second {second:.2f}")
print(
    f"rise {100 * (second / first - 1):.1f} %; left after the gap {100 * 0.5 ** (gap / half_life):.1f} %"
)

# %% [markdown]
# The two agree, whatever you choose. (`np.where` adds the second dose from its hour on.) It could not be
# otherwise: what is left when the second dose comes goes through the same fall once more, and so adds just
# its own share to the area. To add up curves like this is called
# [superposition](../glossary.md#superposition). It holds while [clearance](../glossary.md#clearance) stays
# the same.
#
# So leftovers explain 12 or 17 of the 77 points. The rest needs another reason.
#
# **Why it is tempting** to think that nothing can be left: a straight line from full to half in one
# half-life reaches zero after two. But in the second half-life only half of the *rest* goes.

# %%
ask("m03-3-two", ...)

# %% [markdown]
# **Without help.** One of the two mirror forms of MDMA, R-MDMA, was also given alone. After 250 mg its
# printed half-life is 14 hours ([Straumann 2024](https://doi.org/10.1038/s41386-024-01972-6), row pk_062).
# If clearance stayed the same, by how many percent would a second equal dose after 24 hours raise the area?

# %%
your_rise = ...
ask("m03-3-r-form", your_rise)

# %% [markdown]
# ## What the rest implies
#
# **Second stop, the rest.** Exposure is dose over clearance. If the area is larger than leftovers allow,
# clearance must be lower. How much lower? With the half-life of 7.7 hours: unchanged clearance would give
# 1 + 0.115 times the first area. Seen were 1.77 times. So clearance was 1.115 / 1.77 of what it had been.

# %%
share = 0.5 ** (24 / 7.7)
clearance = (1 + share) / 1.77
print(f"left {share:.3f}: expected {1 + share:.3f} times, seen 1.77 times")
print(f"clearance {clearance:.2f} of the day before: a fall of {1 - clearance:.0%}")
print(f"if all of the rise were counted: 1 / 1.77 = {1 / 1.77:.2f}, a fall of {1 - 1 / 1.77:.0%}")
print(f"an area with clearance down 77 %: {1 / (1 - 0.77):.1f} times")

# %% [markdown]
# Three numbers, three thoughts. A fall of about 37 %: leftovers first, then the rest. A fall of 44 %: as if
# nothing had been left. And 77 %, by turning a rise into a fall of equal size; the last line shows that it
# would make the area more than four times as large.
#
# **With a little help.** The same with the half-life of the chapter, 9.53 hours. By how many percent must
# clearance have fallen?

# %%
# your_fall = 100 * (1 - (1 + 0.5 ** (24 / ___)) / ___)
your_fall = ...
ask("m03-3-fall", your_fall)

# %% [markdown]
# What could lower clearance in a day? MDMA is removed in part by the liver enzyme
# [CYP2D6](../glossary.md#cyp2d6), and it blocks that very enzyme, says
# [a review](https://doi.org/10.3389/fgene.2012.00235): it is its own
# [inhibitor](../glossary.md#inhibitor). That fits a rest of this size. To *fit* is not to be shown: the nine
# men's enzyme was not measured in the numbers that we have, and the peak rose by 29 % only.
#
# The half-life decides how much is left to explain. Move it.

# %%
stories = pd.DataFrame({"half_life": [2, 3, 4, 5, 6, 7, 7.7, 8.6, 9.5, 11, 12, 14, 16, 18, 20]})
stories["leftovers"] = 100 * 0.5 ** (24 / stories.half_life)
stories["rest"] = 77 - stories.leftovers
stories["fall"] = 100 * (1 - (1 + stories.leftovers / 100) / 1.77)

# %% tags=["chart"]
# Draws the 77 points as leftovers and rest, with a slider for the half-life
fig = go.Figure()
for colour in (COLOURS["uncertainty"], COLOURS["active"]):
    fig.add_bar(orientation="h", marker_color=colour, textposition="inside",
                insidetextanchor="middle", insidetextfont_color="white")  # fmt: skip
says = "Half-life {:g} h: leftovers {:.0f} of 77 points;<br>clearance would be {:.0f} % lower"
parts = [(f"{s.half_life:g}", s) for s in stories.itertuples()]
states = {h: {"x": [[s.leftovers], [s.rest]], "y": [["77 points"], ["77 points"]],
              "text": [["left" if s.leftovers > 8 else ""], ["rest"]],
              "title": says.format(s.half_life, s.leftovers, s.fall)} for h, s in parts}  # fmt: skip
slider(fig, states, prefix="half-life, hours", traces=[0, 1], start="7.7")
fig.update_layout(barmode="stack", height=330, yaxis={"showticklabels": False},
                  xaxis={"title": "rise of the area, %", "range": [0, 80]})  # fmt: skip
show(fig, alt="The longer the half-life, the more of the 77 points are leftovers; not most up to 16 hours.",
     table=stories.round(1))  # fmt: skip

# %% [markdown]
# **Two questions to guide you**
#
# 1. Which half-life would make leftovers explain half of the 77 points? Is it near any printed one?
# 2. From 7 to 11 hours, how much does the implied fall of clearance change? Does the conclusion hang on it?

# %% [markdown]
# ## When is it gone
#
# **Third stop, the end.** Never, in a formula; so name a share. To have 5 of 100 left takes 4.3
# half-lives, since ½ to the power of 4.3 is 0.05. For MDMA that is 33 hours, by the half-life of 7.7.
#
# But the usual, racemic MDMA is two mirror forms in equal parts, S and R, with half-lives of 5.1 and 11
# hours ([Straumann 2024](https://doi.org/10.1038/s41386-024-01972-6)). Is the answer 4.3 times the mean of
# the two? Draw lots for 1,000 simulated molecules of each.

# %% tags=["try"]
# Change the hour until about 5 of 100 are left. How many of those are R?
hour = 20

rng = np.random.default_rng(11)
simulated_s = rng.exponential(5.1 / np.log(2), 1000)  # hours until each S molecule has left
simulated_r = rng.exponential(11 / np.log(2), 1000)
s, r = int((simulated_s > hour).sum()), int((simulated_r > hour).sum())
print(
    f"after {hour} hours: {s} of 1,000 S and {r} of 1,000 R, {100 * (s + r) / 2000:.1f} of 100 in all"
)
print(f"4.3 times the mean half-life: {np.log2(20) * (5.1 + 11) / 2:.1f} hours")

# %% [markdown]
# You will have stopped at 37 or 38 hours, later than the 34.8 of the mean. Nearly all that is left then is
# the slow form. The fast one is long gone, and a mean half-life does not know that.
#
# For an exact answer, write what is left as a sum, and look where it has come down to 0.05.


# %%
def percent_left(hour, half_lives):
    """Forms in equal parts: how many of 100 are left."""
    return 100 * np.mean([0.5 ** (hour / half) for half in half_lives])


print(f"½ to the power 4.3: {0.5**4.3:.2f}; 4.3 half-lives of 7.7 hours: {4.322 * 7.7:.0f} hours")
for hour in (33, 34.8, 37.5, 47.5):
    print(f"{hour} hours: {percent_left(hour, [5.1, 11]):.1f} of 100 left")

# %% [markdown]
# The last line is what you get if you take the slow form for all: later than needed, because half of the
# drug was never slow. (Equal parts at the start are a simplification.)
#
# **Without help.** At a dose of 40 mg, another study prints 3.6 hours for S and 5.8 for R (Fallon 1999,
# second-hand, rows pk_063 and pk_067). After how many hours are 5 of 100 left? Use `percent_left`, and try.

# %%
your_hours = ...
ask("m03-3-forty", your_hours)

# %% [markdown]
# ## A lost enzyme
#
# **Now somebody else comes in.** So far an enzyme was a guess behind a rest. Some people are born without
# a working CYP2D6. In 81 people from four studies with LSD, those without it had about 75 % more LSD in
# blood over time, and longer and stronger effects
# ([Vizeli 2021](https://doi.org/10.1038/s41598-021-90343-y)).
#
# Does that mean that the enzyme does 75 % of the work? A body is a tub with two drains, the enzyme and all
# the rest. Let simulated molecules leave by whichever takes them first; then close one drain.

# %% tags=["try"]
# Change the share until the molecules stay about 1.75 times as long without the enzyme
share_of_enzyme = 0.75

rng = np.random.default_rng(5)
by_enzyme = rng.exponential(1 / share_of_enzyme, 20_000)
by_the_rest = rng.exponential(1 / (1 - share_of_enzyme), 20_000)
simulated_with = np.minimum(by_enzyme, by_the_rest).mean()  # the first drain that takes them
simulated_without = by_the_rest.mean()
print(
    f"mean stay with both drains {simulated_with:.2f}, without the enzyme {simulated_without:.2f}"
)
print(f"exposure without the enzyme: {simulated_without / simulated_with:.2f} times")

# %% [markdown]
# With a share of 0.75 the molecules stay four times as long. You will have come down to about 0.43.
#
# Here is why. Ways out add up to clearance, and exposure is one over clearance. Exposure at 1.75 means
# clearance at 1 / 1.75, which is 57 of 100. What is missing, 43 of 100, was the enzyme's part:
#
# $$\text{share} = 1 - \frac{1}{\text{exposure ratio}}$$
#
# **Why it is tempting** to say 75 %: it is the number in the abstract. And to think that a blocked enzyme
# *lowers* a level: blocking sounds like less. But this enzyme is a way **out**.

# %%
share = 1 - 1 / 1.75
print(f"the enzyme's share {share:.3f}; the rest {1 - share:.3f}")
print(
    f"half of its work left: exposure {1 / (1 - share * 0.5):.2f} times, not {1 + 0.75 * 0.5:.3f}"
)

# %% [markdown]
# The second line halves the enzyme's part of *clearance* first, and turns over at the end. Half of the cause
# is not half of the effect here.
#
# **Without help.** What if only a quarter of the enzyme's work is left? How many times the exposure?

# %%
your_times = ...
ask("m03-3-quarter", your_times)

# %% [markdown]
# ## Level is not effect
#
# **Last stop, from blood to effect.** So far, more in blood. Does more in blood mean more effect? In four
# studies in our table a second drug raised the level of MDMA in plasma, and somebody also asked the
# volunteers what they felt.
#
# Before you look: in how many of the four was the subjective effect *larger* with both?

# %%
ask("m03-3-four", ...)

# %%
findings = load("interactions")
short = findings.partner.str.split(",").str[0].str.split(" ").str[0]
findings["with"] = short.replace("no", "no CYP2D6")  # the row of the lost enzyme begins with no
findings[["given", "with", "n", "plasma", "effect"]]

# %% tags=["chart"]
# Draws each study in the field of what its level and its effect did
known = findings[findings.plasma != "not reported"]
names = (known.given + ", " + known["with"]).rename("name")
fields = names.groupby([known.plasma, known.effect]).agg("<br>".join).reset_index()
side = {"down": 0, "same": 1, "up": 2}
at = {"x": fields.plasma.map(side), "y": fields.effect.map(side)}
fig = go.Figure(go.Scatter(**at, text=fields.name, mode="text", textfont_size=12))
for here in (1, 2):  # the fields in which level and effect go the same way
    box = {"x0": here - 0.5, "x1": here + 0.5, "y0": here - 0.5, "y1": here + 0.5}
    fig.add_shape(type="rect", **box, line={"dash": "dot", "width": 1.5})
words = {"tickvals": [0, 1, 2], "ticktext": list(side), "showgrid": False, "zeroline": False}
title = "Level up, effect down: so it was in three of<br>four MDMA studies with a higher level"
fig.update_layout(title=title, xaxis=words | {"title": "level in blood", "range": [0.5, 2.5]},
                  yaxis=words | {"title": "effect", "range": [-0.5, 2.5]}, height=440)  # fmt: skip
show(fig, alt="With a higher MDMA level the effect was smaller in three studies and larger in one.",
     table=known[["given", "with", "plasma", "effect"]])  # fmt: skip

# %%
higher = findings.query("given == 'MDMA' and plasma == 'up'")
print(higher[["with", "effect_text"]].to_string(index=False))
reveal("m03-3-four", int((higher.effect == "up").sum()))

# %% [markdown]
# In the two framed fields level and effect go the same way. Paroxetine, duloxetine and reboxetine raised the
# level and lowered the effect
# ([Farré 2007](https://discovery.researcher.life/article/pharmacological-interaction-between-3-4-methylenedioxymethamphetamine-ecstasy-and-paroxetine-pharmacological-effects-and-pharmacokinetics/621731493f433a6caccd6e0d70263218),
# [Hysek 2012](https://doi.org/10.1371/journal.pone.0036476),
# [Hysek 2011](https://doi.org/10.1038/clpt.2011.78)). With bupropion both rose ([Schmid
# 2015](https://doi.org/10.1124/jpet.114.222356)), though the heart rate rose less.
#
# How can that be? A second drug may act twice: on the way *out*, and at the place where the first drug
# *works*. These three sit on transporters that MDMA acts through. The level tells how much is there, not
# whether it can get to work.
#
# **Three words of care.** One study is missing from the picture: for fluoxetine the abstract reports no
# level, and *not reported* is no zero. For two rows the direction differs by outcome; the table says which
# was entered. And a smaller effect is **not a safer** one: safety was not what was measured.

# %%
print(findings.loc[findings.known_issue != "", ["study_id", "known_issue"]].to_string(index=False))
ask("m03-3-duloxetine", ...)

# %% [markdown]
# ## What this cannot tell us
#
# - **What the second dose does in general.** Nine men, two doses, a number that we have second-hand.
# - **That the enzyme was blocked in these men.** A fall of clearance by a third fits that; so may other
#   things.
# - **How much.** Most abstracts print a direction and no size.
# - **Anything about a patient.** Healthy volunteers had the second drug for hours or days, two weeks in one
#   study. People who take a medicine for months are another group, and which medicine to keep or change is
#   for their clinician.
# - **When an effect ends.** “Gone from blood” may come long after or before it.

# %% [markdown]
# ## Recall
#
# In your own words, then open the answer. Three questions return to earlier modules.

# %%
ask("m03-3-recall-left")
ask("m03-3-recall-rest")
ask("m03-3-recall-share")
ask("m03-3-recall-level")
ask("m03-3-recall-tier")
ask("m03-3-recall-denominator")
ask("m03-3-recall-according")

# %% [markdown]
# ## Where the numbers come from, and where to go next
#
# **Sources.** Table `pharmacokinetics`: pk_037 and 043 (tier C, no stable address), pk_053 and 054, pk_062,
# 064 and 068 ([Straumann 2024](https://doi.org/10.1038/s41386-024-01972-6)), pk_063 and 067 (tier C). Table
# `interactions`, among others
# [Farré 2007](https://discovery.researcher.life/article/pharmacological-interaction-between-3-4-methylenedioxymethamphetamine-ecstasy-and-paroxetine-pharmacological-effects-and-pharmacokinetics/621731493f433a6caccd6e0d70263218)
# on paroxetine and [Becker 2022](https://doi.org/10.1002/cpt.2487) on psilocybin after escitalopram.
# Enzyme: [de la Torre 2012](https://doi.org/10.3389/fgene.2012.00235).
#
# **Reading.** [Hysek 2012](https://doi.org/10.1371/journal.pone.0036476), open: find where level and effect
# are reported, and how many people stand behind each.
#
# **Practice.** Exercises `m03-second-dose`, `m03-washout` and `m03-interactions`.
#
# **Next.** Lesson 3.4, *Population PK read critically*.

# %% [markdown] tags=["instructor"]
# **Timing.** Hook 5 min · leftovers 9 · the rest 9 · gone 8 · enzyme 9 · level and effect 7 · recall 3.
#
# **Common stumbles.** Leftovers taken off a *clearance* instead of an area. `1 / 1.75` given as the share.
# Learners want to know “so which pill with which?”: say kindly that this table cannot tell, and that a
# clinician can.
#
# **Discuss.** Why do abstracts so often print a direction and no size?
#
# **Board.** A tub with two drains. Close one: does the water rise or fall? Then write: level ≠ effect.
