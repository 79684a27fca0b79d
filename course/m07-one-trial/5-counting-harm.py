# %% [markdown]
# # Counting harm
#
# *Few events, empty cells, one zero. What may you say about safety?*
#
# 45 minutes · needs lessons 7.1 and 7.2
#
# After this lesson you will be able to:
#
# - **report** a harm as people per 100 in both arms, with its interval;
# - **explain** why “not significant” and “no harm” are different sentences;
# - **calculate** what a zero still allows;
# - **distinguish** serious from severe, and not reported from not happened;
# - **weigh** a benefit and a harm on the same scale.

# %% [markdown]
# **Data.** Adverse events of [Mitchell 2021](https://doi.org/10.1038/s41591-021-01336-3) as tabulated
# by [Breeksema 2022](https://doi.org/10.1177/02698811221116926), of
# [Mitchell 2023](https://doi.org/10.1038/s41591-023-02565-4), and of a trial of psilocybin against
# niacin, [Raison 2023](https://doi.org/10.1001/jama.2023.14530).
#
# **A note before you begin.** This lesson counts suicidal thoughts and an attempted suicide, because
# leaving them out would be a harm of its own. If this touches you, you may skip the section
# *Rare and grave*. If you are in distress, please turn to a health professional, the emergency services
# where you are, or a crisis line in your country ([findahelpline.com](https://findahelpline.com) lists
# many). This lesson is about reading evidence; it is not medical advice.

# %%
import pandas as pd
import plotly.graph_objects as go

from course import ask, load, reveal, show
from course.figures import COLOURS, SYMBOLS, forest, slider
from course.stats import exact_binomial_ci, risk_difference

# %% [markdown]
# In the second phase 3 trial of MDMA-assisted therapy no participant had a
# [serious adverse event](../glossary.md#serious-adverse-event): 0 of 53 with MDMA, 0 of 51 with
# placebo ([Mitchell 2023](https://doi.org/10.1038/s41591-023-02565-4)).
#
# Before you look: if the true risk of a serious event with MDMA and therapy were **not** zero, how high
# could it be and still leave a zero like this one *not too surprising*, say in 5 of 100 trials? Say a
# number per 100 people.

# %%
ask("m07-5-zero", ...)

# %%
table = load("adverse_events").query("status != 'unverified'")
plain = {"hyperhidrosis": "heavy sweating", "suicidality (AESI, total)": "suicidality"}
plain |= {"any severe TEAE": "severe event, any", "serious TEAE or death": "serious event or death"}
table["term"] = table.term.replace(plain)
serious = table.query("trial_id == 'mitchell_2023_mapp2' and severity == 'serious'")
print(serious[["arm_id", "n_participants", "n_at_risk"]].to_string(index=False))
upper = 100 * exact_binomial_ci(0, 53, level=0.90)[1]
sizes = pd.DataFrame({"people": range(10, 501)})
sizes["upper"] = [100 * exact_binomial_ci(0, n, level=0.90)[1] for n in sizes.people]

# %% tags=["chart"]
# Draws the upper limit by the number of people without an event
fig = go.Figure()
fig.add_scatter(x=sizes.people, y=sizes.upper, mode="lines", line_color=COLOURS["uncertainty"])
point = {"size": 14, "symbol": SYMBOLS["active"], "color": COLOURS["active"]}
fig.add_scatter(mode="markers", marker=point)
says = "No event among {} people still fits<br>a risk of {:.1f} per 100"
shown = sizes[sizes.people.isin([10, 20, 30, 53, 75, 100, 150, 200, 300, 400, 500])]
states = {
    str(n): {"x": [[n]], "y": [[u]], "title": says.format(n, u)}
    for n, u in shown.itertuples(index=False)
}
slider(fig, states, prefix="people without an event", traces=[1], start="53")

# %% tags=["chart"]
# Names the axes and shows the figure
axes = {"xaxis_title": "people, none with an event", "yaxis_title": "risk not ruled out, per 100"}
fig.update_layout(**axes, yaxis_range=[0, 27], height=470)
show(
    fig,
    alt="No event among 53 people still fits a risk of five to six per 100, and the limit falls "
    "slowly as more people are watched.",
    table=shown.round(1),
)
reveal("m07-5-zero", round(upper, 1))

# %% [markdown]
# ## Zero is not never
#
# A zero is a count like any other. See how easily it comes: the next cell runs 10 000 **simulated** trials
# and counts those in which nobody has an event. **Change the risk**: 1, 3, 5.5, 10 in 100. At which of
# them would a zero begin to surprise you? Then change the people to 300.

# %% tags=["try"]
import numpy as np

risk, people = 3, 53  # risk per 100 people; people in the trial
simulated_events = np.random.default_rng(5).binomial(people, risk / 100, 10_000)
print("the first ten trials:", simulated_events[:10])
print(f"of 100 simulated trials {100 * (simulated_events == 0).mean():.0f} see no event at all")

# %%
print(f"upper limit, one-sided 95 %: {upper:.1f} per 100; rule of three: {3 / 53:.1%}")

# %% [markdown]
# With 53 people and no event, an
# [exact interval](../glossary.md#exact-interval) runs from 0 to 5.5 per 100, if you ask for the upper
# end alone. In your head: divide 3 by the number of people. Three of 53 is 5.7 %, close enough. This
# [rule of three](../glossary.md#rule-of-three) was offered to doctors in a paper with a fine title,
# *If nothing goes wrong, is everything all right?*
# ([Hanley 1983](https://doi.org/10.1001/jama.1983.03330370053031)).
#
# **Two questions to guide you**, with the slider:
#
# 1. How many people without an event would you need to rule out a risk of 1 in 100?
# 2. A reader says: *no serious events, so it is safe*. Which number would you offer in reply?

# %%
ask("m07-5-hundred", ...)

# %% [markdown]
# ## Count harm as people
#
# Harm deserves the same table as benefit: two counts, two denominators, people per 100, a difference,
# an interval. Here are the common [adverse events](../glossary.md#adverse-event) of the first phase 3
# trial.
#
# Look at *muscle tightness*. You know that 26 more people per 100 responded with MDMA in that
# trial. Guess: how many more per 100 had tight muscles?

# %%
ask("m07-5-muscle", ...)


# %%
three = ["mitchell_2021_mapp1", "mitchell_2023_mapp2", "raison_2023_niacin"]
single = table[table.trial_id.isin(three) & (table.term != "drug-related adverse event")]
counts = single.pivot(
    index=["trial_id", "term"], columns="arm_id", values=["n_participants", "n_at_risk"]
)


# %%
def harms(trial, active, control):
    """Per 100 in each arm, and the difference in points with its interval, by term."""
    rows = {}
    for term, row in counts.loc[trial].iterrows():
        a, b = row[("n_participants", active)], row[("n_participants", control)]
        n_a, n_b = row[("n_at_risk", active)], row[("n_at_risk", control)]
        if pd.notna(a) and pd.notna(b):
            d = risk_difference(a, n_a, b, n_b)
            per_100 = {"active": 100 * a / n_a, "control": 100 * b / n_b}
            ends = {"estimate": d.estimate, "low": d.ci_low, "high": d.ci_high}
            rows[term] = per_100 | {k: 100 * v for k, v in ends.items()}
    return pd.DataFrame(rows).T.sort_values("estimate", ascending=False)


# %%
first = harms("mitchell_2021_mapp1", "mdma", "placebo")
reveal("m07-5-muscle", first.estimate["muscle tightness"])
first.round(1)

# %% tags=["chart"]
# Draws the difference for each kind of event with its interval
title = "Bodily events were more common with MDMA;<br>what is rare stays open"
fig = forest(first, title=title, x="more people per 100 with MDMA", favours=("MDMA", "placebo"))
show(
    fig,
    alt="Tight muscles were reported by 52 more people per 100 with MDMA; the interval for suicidality "
    "holds both fewer and more.",
    table=first.round(1).rename_axis("event").reset_index(),
)

# %% [markdown]
# Most of these are bodily effects that MDMA is known for: tight muscles, no appetite, sweating. Whether
# a person minds is for that person to say. They also make masking harder: somebody whose jaw is tight
# all afternoon can guess the arm (lesson 6.3).
#
# [Severe](../glossary.md#serious-adverse-event) is not *serious*. Severe is how strong an event is: a
# headache can be severe. Serious is what follows from it: death, danger to life, hospital, lasting
# harm.

# %%
ask("m07-5-serious", ...)

# %% [markdown]
# ## No clear difference is not no harm
#
# In the second trial 5 of 53 people with MDMA and 2 of 51 with placebo had a severe event. Somebody
# tests the difference, finds p = 0.44, and writes: *severe events did not differ*.

# %%
second = harms("mitchell_2023_mapp2", "mdma", "placebo")
from scipy.stats import fisher_exact

print(f"p = {fisher_exact([[5, 53 - 5], [2, 51 - 2]]).pvalue:.2f}")
second.round(1)

# %% [markdown]
# Nine against four per 100. The data fit best with 5.5 more, and fairly well with anything from four fewer
# to fifteen more (95 % interval). The sentence “did not differ” claims one value of that range, zero, and
# not the one that fits best. A fair sentence: *severe events were somewhat more common with MDMA; fifteen
# more per 100 still fits fairly well.*
#
# (Look at the second row, too. For two zeros the simple formula gives an interval from 0 to 0, as if we
# were certain. Where events are few, simple intervals are too sure of themselves.)
#
# **Why the short sentence tempts.** Trials are sized to show a benefit. For benefit we ask for proof
# before we believe; then, by habit, we ask for proof before we worry. With few events, proof does not
# come. Absence of evidence is not evidence of absence
# ([Altman 1995](https://doi.org/10.1136/bmj.311.7003.485)).

# %%
ask("m07-5-ns", ...)

# %% [markdown]
# ## Rare and grave
#
# In the first trial, suicidality “of special interest” was recorded in 3 of 46 people with MDMA and 5
# of 44 with placebo. In the placebo arm one person attempted suicide, and one went into hospital for
# suicidal thoughts ([Breeksema 2022](https://doi.org/10.1177/02698811221116926)).
#
# It would be wrong to read this as *MDMA protects*: 7 more per 100 still fits fairly well, as do 17 fewer.
# It would be wrong, too, to read it as *the treatment makes people suicidal*: many people with severe
# post-traumatic stress live with such thoughts before any trial. What the numbers do say is that such
# thoughts occur during treatment in both arms, so care has to be ready in both.
#
# A count of three is small. Each is somebody.

# %%
grave = first.loc[["suicidality"], ["active", "control", "low", "high"]]
grave.round(0)

# %% [markdown]
# ## Silence is not zero
#
# The next table asks which of our trials report a few events, arm by arm. A dash is not a zero: nobody
# may have asked, or the table we could read left it out.

# %%
asked = ["nausea", "headache", "anxiety", "suicidality"]
trials = load("trials").set_index("trial_id")
reported = table[table.term.isin(asked)].groupby(["trial_id", "term"]).size().unstack()
reported = reported.reindex(table.trial_id.unique(), columns=asked)
reported.index = trials.first_author[reported.index] + " " + trials.short_name[reported.index]
reported.notna().replace({True: "reported", False: "–"})

# %% [markdown]
# A review of 44 articles found that adverse events of these treatments were often not assessed
# systematically and were probably under-reported
# ([Breeksema 2022](https://doi.org/10.1177/02698811221116926)). Reporting rules now ask authors how
# harms were collected, from whom, and until when
# ([Junqueira 2023](https://doi.org/10.1136/bmj-2022-073725)). So a question beats a conclusion: *how did
# you ask?*

# %%
ask("m07-5-silence", ...)

# %% [markdown]
# ## Your turn
#
# **With a little help.** Psilocybin against niacin, in people with depression. How many more people per
# 100 reported a headache?

# %%
third = counts.loc[("raison_2023_niacin", "headache")].unstack()[["psilocybin", "niacin"]]
print(third.astype(int))
# your_difference = 100 * (___ / ___ - ___ / 54)
your_difference = ...
ask("m07-5-headache", your_difference)

# %% [markdown]
# **Without help.** One divided by a harmful difference is the *number needed to harm*. How many people
# for one more with **nausea** in the same trial (24 of 50 against 3 of 54,
# [Raison 2023](https://doi.org/10.1001/jama.2023.14530))? Here a careful reader rounds **down**: do not
# make a harm look rarer than the data.

# %%
ask("m07-5-nnh", ...)

# %%
psilocybin = harms("raison_2023_niacin", "psilocybin", "niacin")
common = psilocybin.loc[["headache", "nausea", "at least 1 serious adverse event"]]
common = common.rename({"at least 1 serious adverse event": "serious event, any"})
common.round(1)

# %% tags=["chart"]
# Draws three kinds of event with their intervals
title = "The frequent harms are clear,<br>the rare ones stay open"
fig = forest(common, title=title, x="more people per 100 with psilocybin")
show(
    fig,
    alt="Headache and nausea were reported by about 42 more people per 100 with psilocybin than with "
    "niacin; for serious events the interval holds zero.",
    table=common.round(1).rename_axis("event").reset_index(),
)

# %% [markdown]
# ## Benefit and harm on one page
#
# A reader should meet both on the same scale. Here is the first phase 3 trial: the benefit, then three
# harms, all as people per 100. No sum comes out of it. Whether 26 more who respond outweigh 52 more with
# tight muscles for an afternoon is for the people who live with both.

# %%
whole = first.loc[["muscle tightness", "nausea", "suicidality"]].copy()
d = risk_difference(37, 42, 23, 37)  # responders of lesson 7.1
whole.loc["response (benefit)"] = [
    100 * 37 / 42,
    100 * 23 / 37,
    100 * d.estimate,
    100 * d.ci_low,
    100 * d.ci_high,
]
whole = whole.loc[["response (benefit)", "muscle tightness", "nausea", "suicidality"]]
whole.round(0)

# %% tags=["chart"]
# Draws the benefit and three harms on one scale
fig = forest(
    whole,
    title="One trial, benefit and harms<br>on the same scale",
    x="more people per 100 with MDMA",
)
show(
    fig,
    alt="26 more people per 100 responded with MDMA, 52 more had tight muscles, 19 more had nausea; for "
    "suicidality both fewer and more fit.",
    table=whole.round(1).rename_axis("outcome").reset_index(),
)

# %% [markdown]
# ## What this cannot tell us
#
# - **What was never asked.** Counts show what was collected, not what happened.
# - **What comes later.** Most of these counts end weeks after the last session.
# - **Rare events.** Fifty people cannot show a risk of 1 in 1000; neither can both phase 3 trials
#   together.
# - **How an event was lived.** “Anxiety” may be a passing wave or the worst hour of a life.
# - **Other people.** Those with psychosis and with several other conditions are usually kept out of
#   such trials; their risks are not in these tables.
# - **Harm by people.** Tables of drug effects do not record a breach of boundaries (lessons
#   5.4 and 9.4).
# - **The whole evidence.** One trial's harms need a synthesis even more than its benefits
#   (lessons 4.4 and 8.1).

# %% [markdown]
# ## Recall
#
# In your own words, then open the answer. Two questions return to earlier modules.

# %%
ask("m07-5-recall-three")
ask("m07-5-recall-ns")
ask("m07-5-recall-serious")
ask("m07-5-recall-silence")
ask("m07-5-recall-m01")
ask("m07-5-recall-m05")

# %% [markdown]
# ## Where the numbers come from, and where to go next
#
# **Sources.** Table `adverse_events`. First trial: table of
# [Breeksema 2022](https://doi.org/10.1177/02698811221116926); a second-hand list counts muscle tightness
# as 28 and 6 people, we use 29 and 5. Second trial: abstract of
# [Mitchell 2023](https://doi.org/10.1038/s41591-023-02565-4). Psilocybin:
# [Raison 2023](https://doi.org/10.1001/jama.2023.14530); its table counts serious events from enrolment
# on, its abstract says that none began after treatment. Rows that nobody could verify are left out.
#
# **Reading.** [Hanley 1983](https://doi.org/10.1001/jama.1983.03330370053031), three pages;
# [Junqueira 2023](https://doi.org/10.1136/bmj-2022-073725) on reporting harms.
#
# **Practice.** Exercise `m07-harms` in the assignment.
#
# **Next.** The assignment of this module, then lesson 8.1: many trials at once.

# %% [markdown] tags=["instructor"]
# **Timing.** Zero, slider and simulation 11 min · harm as people 8 · no clear difference 7 · rare and grave
# 5 · silence 4 · your turn and one page 6 · recall 4.
#
# **Care.** Announce *Rare and grave* before the session and let people leave the room. Have local help
# contacts at hand. Do not ask anybody for personal experience.
#
# **Common stumbles.** The one-sided limit (5.5) and the two-sided one (6.7) are both right when named.
# Learners add up events and people: one person can have three events.
#
# **Discuss.** Put “26 more respond” and “52 more have tight muscles” side by side. Who decides whether
# that is a good trade?
#
# **Board.** 3/n for n = 30, 53, 100, 300, 3000.
