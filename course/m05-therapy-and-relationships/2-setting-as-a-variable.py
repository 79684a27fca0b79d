# %% [markdown]
# # Setting as a variable
#
# *The room, the music, the people in it: what does a trial report tell you about them, and how would
# you check that you read it right?*
#
# 45 minutes · needs lesson 5.1
#
# After this lesson you will be able to:
#
# - **describe** the setting of a session in four groups of items;
# - **code** a report without turning silence into “none”;
# - **calculate** agreement between two coders beyond chance;
# - **explain** what else, besides skill, moves kappa;
# - **estimate** how much information is lost when people share a site or a therapist.

# %% [markdown]
# **Data.** The ReSPCT guideline, a consensus on what to report about setting
# ([Pronovost-Morgan 2025](https://doi.org/10.1038/s41591-025-03685-9)); sites and participants of the
# second phase 3 trial of MDMA-assisted therapy
# ([Mitchell 2023](https://doi.org/10.1038/s41591-023-02565-4)). The trial reports that you code here
# are *constructed for this course*: they describe no real trial.
#
# **A note before you begin.** This lesson is about reading reports. It is not medical advice, not
# training to treat anybody, and it gives no guidance on obtaining or taking any drug. The module's
# first lesson says where to turn if you need support.

# %%
import numpy as np
import pandas as pd
import plotly.graph_objects as go

from course import ask, load, reveal, show
from course.figures import COLOURS, slider

# %% [markdown]
# [Set and setting](../glossary.md#set-and-setting) is the oldest idea in this field: what a drug does
# depends on the mind that meets it and the place where they meet. If so, the setting is part of the
# treatment, and a report that leaves it out cannot be repeated.
#
# In 2025 a group of 89 researchers, clinicians and former participants from 17 countries agreed on
# thirty items that every trial should report
# ([Pronovost-Morgan 2025](https://doi.org/10.1038/s41591-025-03685-9)). Before you look: how many of
# the thirty are about the room itself: place, light, objects, headphones, bathroom?

# %%
ask("m05-2-room", ...)

# %%
groups = {"physical environment": 7, "dosing session": 10, "therapy framework": 8, "experience": 5}
items = pd.DataFrame({"group": groups.keys(), "items": groups.values()})

# %% tags=["chart"]
# Draws the number of items in each group
colours = [COLOURS["uncertainty"], *[COLOURS["active"]] * 3]
bar = go.Bar(x=items["items"], y=items.group, orientation="h", marker_color=colours, width=0.55,
             text=items["items"], textposition="outside", cliponaxis=False)  # fmt: skip
fig = go.Figure(bar)
fig.update_layout(title="Seven of thirty items are about<br>the room itself", height=280,
                  xaxis={"title": "items", "range": [0, 11]}, yaxis_autorange="reversed")  # fmt: skip
show(fig, alt="Of thirty items seven concern the room; the other 23 concern sessions, therapy and experience.",
     table=items)  # fmt: skip
reveal("m05-2-room", 7)

# %% [markdown]
# ## Thirty things to say
#
# | group | items | for example |
# |---|---|---|
# | physical environment | 1–7 | place, light, objects, eyeshades, bathroom |
# | dosing session | 8–17 | who is present, music, touch and talk, control in the person's hands, doses, interruptions |
# | therapy framework | 18–25 | approach and manual, what people are told to expect, number of sessions, training of staff |
# | experience | 26–30 | alliance, trust, comfort, safety |
#
# The list came from four rounds of survey: 770 suggestions became 49 items, and the thirty that 70 %
# or more of the experts called important stayed
# ([Pronovost-Morgan 2025](https://doi.org/10.1038/s41591-025-03685-9)). So it is a list of what
# informed people think should be *reported*. It is not evidence that each item changes an outcome.

# %% [markdown]
# ## Does setting matter? For and against
#
# **For.** Researchers, clinicians and former participants agreed on thirty items worth reporting. And
# the trials act on it: drug sessions are set inside weeks of talk, in a controlled setting, with
# trained professionals.
#
# **Against, or not yet.** To randomise the setting is rare; we found one small study. Ten people
# who wanted to stop smoking had psilocybin with Western classical music once and with overtone music
# once, in balanced order. Scores for mystical experience *tended* to be higher with overtone music
# ([Strickland 2021](https://doi.org/10.1021/acsptsci.0c00187)). Ten people cannot carry more than
# that.
#
# And “controlled setting, trained professionals” is itself a claim to check. Read what our table of
# claims holds against it.

# %%
from textwrap import fill

claim = load("media_claims").set_index("claim_id").loc["m04"]
against = ";".join(claim.limits.split(";")[:2])
sides = {"Claim": claim.claim, "For": claim.evidence_for, "Against": against}
for side, words in (sides | {"Verdict": claim.verdict}).items():
    print(fill(f"{side}: {words}.", width=80), "\n")

# %% [markdown]
# A plan is not a delivery. What was planned stands in the protocol; what happened in the room is
# known only if somebody checked. Lesson 5.4 returns to the case named here.

# %%
ask("m05-2-matter", ...)

# %% [markdown]
# ## Not reported is not absent
#
# To study setting across trials, two people read each report and *code* every item. Here is one
# constructed sentence: “Sessions took place in a furnished room with dimmable lamps. No music was
# played. Two therapists were present.”
#
# | item | code | why |
# |---|---|---|
# | lighting | reported | the lamps are described |
# | music | absent | the report **says** there was none |
# | eyeshades | not reported | the report is silent |
#
# **Why it is tempting** to write “absent” for the eyeshades: an empty cell looks like a zero, and the
# table is easier to analyse without gaps. But silence has two meanings, *none* and *not worth a
# line*. If you merge them, every badly written report becomes an austere treatment.

# %%
ask("m05-2-silent", ...)

# %% [markdown]
# ## Agreement beyond chance
#
# Two coders read the same constructed report and mark thirty items as reported or not. They give the
# same code to 25 of 30: 83 in 100 items. Is that good?
#
# Not yet sayable. Suppose the report is so thorough that nearly everything is reported. Then two
# coders who never open it and always write “reported” agree completely. So ask how much agreement
# *chance* would give, with each coder's own share of yes, and count only what lies beyond.
# [Kappa](../glossary.md#kappa) is that, as a share of what was left to get:
#
# $$\kappa = \frac{\text{agreement} - \text{chance}}{1 - \text{chance}}$$


# %%
def kappa(both_yes, only_a, only_b, both_no):
    """Agreement, chance agreement and kappa of two coders from their two-by-two table."""
    n = both_yes + only_a + only_b + both_no
    agreement = (both_yes + both_no) / n
    yes_a, yes_b = (both_yes + only_a) / n, (both_yes + only_b) / n
    chance = yes_a * yes_b + (1 - yes_a) * (1 - yes_b)
    return {"agreement": agreement, "chance": chance, "kappa": (agreement - chance) / (1 - chance)}


mixed = kappa(both_yes=13, only_a=2, only_b=3, both_no=12)
pd.Series(mixed).round(2)

# %% [markdown]
# **Code it yourself.** Here are ten items of a constructed report: *“Sessions took place in a furnished room
# with a window. Soft instrumental music was played throughout. A man and a woman were present. Participants
# could use eyeshades. Two sessions of talk came before.”* The second coder's letters are there: **r**
# reported, **n** not reported. Put in yours, run the cell, and look at where you differ.
#
# The items in order: place, light, music, eyeshades, who is present, touch, doses, preparation, training of
# staff, bathroom.

# %% tags=["try"]
mine = "rrrrrrrrrr"  # your ten letters
other = "rnrrrnnrnn"
pairs = list(zip(mine, other, strict=True))
table = {f"{a}{b}": pairs.count((a, b)) for a in "rn" for b in "rn"}
print("you and the other coder:", table)
print(
    {k: round(v, 2) for k, v in kappa(table["rr"], table["rn"], table["nr"], table["nn"]).items()}
)

# %% [markdown]
# (With ten letters r, kappa is zero: you would agree with the other coder's share of r by chance alone.)
#
# Back to the thirty items. In this report about half of them are reported. Chance alone would give an agreement of one
# half; the coders got two thirds of the rest.
#
# Now a second report, with much more detail. Same coders, same care: again they agree on 25 of 30
# items. This time both marked 24 items as reported, and only one as not reported. What do you expect
# of kappa?

# %%
ask("m05-2-thorough", ...)

# %%
thorough = kappa(both_yes=24, only_a=2, only_b=3, both_no=1)
pd.DataFrame({"half reported": mixed, "nearly all reported": thorough}).round(2)

# %%
reveal("m05-2-thorough", "c")

# %% [markdown]
# ## The prevalence paradox
#
# Same agreement, and kappa falls from 0.67 to 0.19. Nobody became careless. When nearly every item is
# a yes, chance agreement is already high, so little is left to earn, and five slips weigh heavily.
# Feinstein and Cicchetti described this in 1990 as “high agreement but low kappa”.
#
# In the next figure both coders have *exactly the same skill everywhere*: each reads an item rightly
# nine times in ten. Only the report changes. It is a calculation, not data.

# %%
skill = 0.9
curve = pd.DataFrame({"reported_per_100": range(2, 99, 4)})
share = curve.reported_per_100 / 100
says_yes = skill * share + (1 - skill) * (1 - share)
chance = says_yes**2 + (1 - says_yes) ** 2
agreement = skill**2 + (1 - skill) ** 2
curve["kappa"] = (agreement - chance) / (1 - chance)
print(f"agreement everywhere: {agreement:.2f}; kappa at best: {curve.kappa.max():.2f}")

# %% tags=["chart"]
# Draws kappa for each share of reported items
fig = go.Figure()
line = {"color": COLOURS["difference"], "width": 3}
fig.add_scatter(x=curve.reported_per_100, y=curve.kappa, mode="lines", line=line)
marker = {"color": COLOURS["difference"], "size": 14, "symbol": "diamond"}
fig.add_scatter(mode="markers", marker=marker)
says = "{} of 100 items reported:<br>kappa {:.2f}, with the same skill"
states = {
    str(x): {"x": [[x]], "y": [[y]], "title": says.format(x, y)}
    for x, y in zip(curve.reported_per_100, curve.kappa, strict=True)
}
slider(fig, states, prefix="items reported, per 100", traces=[1], start="90")
fig.add_hline(y=agreement, line={"color": COLOURS["uncertainty"], "dash": "dot"})
fig = fig.add_annotation(
    x=50, y=agreement, yshift=12, text="agreement 0.82, always", showarrow=False
)

# %% tags=["chart"]
# Sets the axes and shows the figure
fig.update_layout(
    xaxis={"title": "items reported, per 100", "range": [0, 100]},
    yaxis={"title": "kappa", "range": [0, 1]},
    height=460,
)
show(
    fig,
    alt="With unchanged skill, kappa falls towards zero when nearly all or hardly any items apply.",
    table=curve.iloc[::3].round(2),
)

# %% [markdown]
# **Two questions to guide you**
#
# 1. Where on the slider is kappa largest? What does a report there look like?
# 2. A table says “kappa below 0.4 is poor”. For which reports would that verdict be unfair to these
#    coders?
#
# The way out is not another single number. Show the two-by-two table, the agreement, *and* kappa.
#
# **Your turn, with a little help.** A third constructed report: both coders yes on 3 items, only the
# first on 1, only the second on 4, both no on 22. One line is left for you.

# %%
third = kappa(both_yes=3, only_a=1, only_b=4, both_no=22)
# your_kappa = (___ - ___) / (1 - ___)     from third["agreement"] and third["chance"]
your_kappa = ...
ask("m05-2-third", your_kappa)

# %%
ask("m05-2-paradox", ...)

# %% [markdown]
# ## The therapist is part of the setting
#
# Setting has one more consequence, and it is about counting. People at one site share rooms, routines
# and therapists. If those matter, people at one site resemble each other, and each adds less that is
# new.
#
# See it first. The next cell makes **simulated** trials: 13 sites of eight people. Part of each person's
# score belongs to the site. How far does the *average of all 104* wander from trial to trial, compared with
# an average of 104 strangers? **Change the share**: 0, then 0.05, then 0.3. Then 4 sites of 26.

# %% tags=["try"]
share, sites, each = 0.05, 13, 8  # share of the variation between sites; sites; people at each
lots = np.random.default_rng(11)
site = lots.normal(0, share**0.5, (4000, sites, 1))
person = lots.normal(0, (1 - share) ** 0.5, (4000, sites, each))
simulated_means = (site + person).mean(axis=(1, 2))
wander = simulated_means.var() * sites * each
print(f"variance of the average: {wander:.2f} times that of strangers (simulated)")
print(f"so {sites * each} people are worth {sites * each / wander:.0f}")

# %% [markdown]
# The share of all variation that lies *between* sites is the
# [intraclass correlation](../glossary.md#intraclass-correlation) (ICC). With groups of equal size $m$
# the variance of an average grows by the [design effect](../glossary.md#design-effect)
# $1 + (m - 1)\,\text{ICC}$: what you have just seen. Divide the people by it and you have the
# [effective sample size](../glossary.md#effective-sample-size).
#
# The ICC of this trial is not in our data. We *assume* 0.05 to see what it would do. When groups
# differ in size, weight each by its people: put the sum of squared sizes over the sum of sizes in
# place of $m$.

# %%
trial = load("trials").set_index("trial_id").loc["mitchell_2023_mapp2"]
per_site = trial.n_randomised / trial.n_sites
effect = 1 + (per_site - 1) * 0.05
print(f"{trial.n_randomised:.0f} people at {trial.n_sites:.0f} sites: {per_site:.0f} per site")
print(f"design effect {effect:.2f}: worth {trial.n_randomised / effect:.0f} independent people")

# %% [markdown]
# **A caution.** People were randomised *within* sites, so what all people of a site share cancels from
# the comparison of arms. The loss is real for averages, and for effects that differ between therapists. The
# average of *one arm* has about four people at a site, not eight, so it loses less.
#
# **Now without help.** Suppose the ICC were 0.10. How many independent people would the 104 be worth?

# %%
ask("m05-2-sites", ...)

# %%
worth = {icc: trial.n_randomised / (1 + (per_site - 1) * icc) for icc in np.arange(5) / 20}
pd.Series(worth, name="worth this many people").rename_axis("assumed ICC").round(0)

# %% [markdown]
# ## What this cannot tell us
#
# - **Which item matters.** Consensus says what to report. Only trials that vary the setting can say
#   what works.
# - **What happened in the room.** Coding reads reports; a report can be complete and untrue.
# - **Whether both coders are wrong.** Agreement is not accuracy.
# - **The real ICC.** Ours was assumed; none stands in our data.

# %% [markdown]
# ## Recall
#
# Answer in your own words before you open each answer. Two questions return to module 1.

# %%
ask("m05-2-recall-groups")
ask("m05-2-recall-silence")
ask("m05-2-recall-kappa")
ask("m05-2-recall-design")
ask("m05-2-recall-unit")
ask("m05-2-recall-units")

# %% [markdown]
# ## Where the numbers come from, and where to go next
#
# **Sources.** Items and groups: [ReSPCT](https://doi.org/10.1038/s41591-025-03685-9), with the list at
# [respctguidelines.com](https://www.respctguidelines.com); the examples are our wording. Sites and
# participants: table `trials`, [Mitchell 2023](https://doi.org/10.1038/s41591-023-02565-4),
# NCT04077437. Claim and limits: table `media_claims`, from secondary sources (tier C).
#
# **Reading.** [McHugh 2012](https://doi.org/10.11613/BM.2012.031) on kappa and its limits.
#
# **Practice.** Exercises `m05-setting` and `m05-cluster`.
#
# **Next.** Lesson 5.3, *Couples and dyads*: the closest cluster there is.

# %% [markdown] tags=["instructor"]
# **Timing.** Hook and items 7 min · for and against 5 · silence 4 · coding and kappa 12 · paradox explorer
# 8 · sites 7 · recall 2.
#
# **Common stumbles.** “Kappa 0.19 means they agreed on 19 %.” Learners take chance to be one half
# because there are two answers. In the design effect they forget the minus one, or square the ICC.
#
# **Discuss.** You plan a trial and can pay for one thing: a second therapist in the room, or a person
# who watches recordings and checks what was delivered. Which, and why?
#
# **Board.** Two squares of a hundred tiles. In one, half are dark; in the other, five. Mark five slips
# in each and ask how many dark tiles survived.
