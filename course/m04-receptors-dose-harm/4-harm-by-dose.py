# %% [markdown]
# # Adverse events as dose-response
#
# *What does the last step of dose buy, and what does it cost?*
#
# 45 minutes · needs lesson 4.2 and module 1 (denominators, intervals)
#
# After this lesson you will be able to:
#
# - **compare** one step of dose with one comparator, for harm and for benefit;
# - **calculate** what no event at all leaves open, and how many people would close it;
# - **simulate** how often a rare harm stays out of sight;
# - **criticise** sentences that make a harm smaller or a benefit larger than the counts do.

# %% [markdown]
# **Data.** Counts of nausea, visual changes and responders in a trial of several doses of LSD for generalised anxiety disorder
# ([Robison 2025](https://doi.org/10.1001/jama.2025.13481)): **second-hand and unverified**, to practise on. Severe and serious events
# of a phase 3 trial of MDMA-assisted therapy ([Mitchell 2023](https://doi.org/10.1038/s41591-023-02565-4)); fear and mystical-type
# experience from [Griffiths 2011](https://doi.org/10.1007/s00213-011-2358-5).
#
# **A note before you begin.** An [adverse event](../glossary.md#adverse-event) is anything unwelcome that happens, whether or not the
# treatment caused it. Behind each count is somebody. This lesson is about reading evidence; it is not medical advice and no guidance on
# taking anything. The module's front page says where to turn if you need support.

# %%
import numpy as np
import plotly.graph_objects as go

from course import ask, load, reveal, show
from course.figures import COLOURS, slider
from course.stats import risk_difference

# %% [markdown]
# About forty people were given each of several doses by lot, one dose each: placebo, 25, 50, 100 or 200 µg of LSD. All
# counts of this trial were read **second-hand** and are unverified: enough to practise on, not to decide by.
#
# Before you look: of 100 people, how many *more* had nausea at 200 µg than at 100 µg?

# %%
ask("m04-4-step", ...)

# %%
order = {"placebo": 0, "mm120_25ug": 25, "mm120_50ug": 50, "mm120_100ug": 100, "mm120_200ug": 200}
events = load("adverse_events").query("trial_id == 'robison_2025_mm120'")
events = events.assign(dose_ug=events.arm_id.map(order)).sort_values("dose_ug")
events = events.set_index("dose_ug").rename(columns={"n_participants": "with_it", "n_at_risk": "n"})
nausea = events[events.term == "nausea"][["with_it", "n"]].astype(int)
visual = events[events.term.str.startswith("visual")][["with_it", "n"]].astype(int)
by_dose = nausea.assign(
    nausea_per_100=100 * nausea.with_it / nausea.n,
    visual_per_100=100 * visual.with_it / visual.n,
)
by_dose.round(0)

# %% tags=["chart"]
# Draws nausea and visual changes per 100 people over the dose
fig = go.Figure()
for column, name, dash, symbol in (
    ("nausea_per_100", "nausea", "solid", "circle"),
    ("visual_per_100", "visual changes", "dash", "square"),
):
    line = {"color": COLOURS["active"], "dash": dash}
    fig.add_scatter(
        x=by_dose.index,
        y=by_dose[column],
        mode="lines+markers",
        line=line,
        marker={"size": 10, "symbol": symbol},
    )
    fig.add_annotation(
        x=150, y=by_dose[column].iloc[-2:].mean(), text=name, showarrow=False, yshift=-24
    )
title = "Second-hand counts: both kinds of event<br>climb with the dose"
fig.update_layout(
    title=title, xaxis_title="dose (µg)", yaxis={"title": "of 100 people", "range": [0, 105]}
)
alt = "Second-hand counts: nausea rises from 8 of 100 people with placebo to 60 at 200 µg, visual changes from 10 to 100 of 100."
show(fig, alt=alt, table=by_dose.round(0).reset_index())

# %%
reveal("m04-4-step", by_dose.nausea_per_100[200] - by_dose.nausea_per_100[100])

# %% [markdown]
# ## What the last step buys
#
# Trials are built against placebo, and so their tables are. But somebody who chooses between two doses does not choose between a dose
# and nothing. The question of the **last step** is: *what does the higher dose add to the lower one?*
#
# Look at both sides with the same eyes. Harm: nausea at 200 against 100 µg. Benefit: responders at week 12, at 200 against 100 µg.


# %%
def step(top, below):
    """Top dose minus the dose below, per 100 people, with its 95 % interval."""
    d = risk_difference(*top, *below)
    return [round(100 * x, 1) for x in (d.estimate, d.ci_low, d.ci_high)]


better = load("outcomes").query(
    "trial_id == 'robison_2025_mm120' and endpoint == 'response' and timepoint_weeks == 12"
)
better = better.set_index("arm_id")[["events", "n"]].astype(int)
counts = {name: tuple(better.loc[name]) for name in ("mm120_200ug", "mm120_100ug", "placebo")}
print("responders:", counts)
print("nausea, last step:", step(tuple(nausea.loc[200]), tuple(nausea.loc[100])))
print("responders, last step:", step(counts["mm120_200ug"], counts["mm120_100ug"]))

# %% [markdown]
# In these second-hand counts the last step comes with nausea in about 20 more of 100 people; 1.5 fewer and 41.5 more of 100 still fit
# fairly well. For responders the best fit is 2.5 fewer of 100, and 24 fewer and 19 more still fit fairly well (95 % intervals). Nobody can say
# from this trial that the step helps.
#
# **Why it tempts** to tell it otherwise: each single number against placebo is true. At 200 µg 52 more of 100 had nausea *than with
# placebo*, and 32 more of 100 responded *than with placebo*. Put the small harm of the step beside the large benefit against placebo, and
# every number is right and the sentence is wrong.

# %%
ask("m04-4-mix", ...)

# %% [markdown]
# **With a little help.** Now the step before: from 50 to 100 µg. How many more of 100 had nausea?

# %%
# your_step = 100 * (___ / 40 - ___ / 40)
your_step = ...
ask("m04-4-before", your_step)

# %% [markdown]
# ## Dose tells the arm
#
# By the same second-hand counts, visual changes came in 37 of 40 people at 100 µg and in 4 of 39 with placebo. Suppose that every person decides by one rule: *I saw
# things, so I was given the drug*. How often would the rule be right?

# %%
saw, calm = visual.with_it[100], visual.n[0] - visual.with_it[0]
print(f"right: {saw} + {calm} of {visual.n[100] + visual.n[0]} people")
print(f"that is {100 * (saw + calm) / (visual.n[100] + visual.n[0]):.0f} of 100")

# %% [markdown]
# We computed this; in our table nobody was asked that way. But a rule that is right in 91 of 100 means that most people *could* know
# their arm, and hope or disappointment could follow. A dose-response curve of benefit is then also a curve of knowing. Lesson 6.3 is about
# what that does to a trial.

# %%
ask("m04-4-arm", ...)

# %% [markdown]
# ## None is not never
#
# In the second phase 3 trial of MDMA-assisted therapy no serious event was recorded among 53 people given MDMA. What may still be true? Play
# it: suppose that the risk were 3 in 100. One simulated trial of 53 people first, then many.
#
# **Change it.** Set `risk` to 1, 3, 5 and 8 in 100. At which risk does “none of 53” become a surprise, say in fewer than 5 of 100 trials?

# %% tags=["try"]
risk = 3 / 100  # change this number
people = 53  # and later this one
rng = np.random.default_rng(44)
print("one trial:", int(rng.binomial(people, risk)), "people with the event")
trials = rng.binomial(people, risk, 10_000)
print(f"none at all: in {100 * np.mean(trials == 0):.0f} of 100 trials")

# %% [markdown]
# At which risk would none of 53 happen in just 5 of 100 trials? That is the **upper limit** of what zero leaves open. How many of 100 people?

# %%
ask("m04-4-none", ...)

# %%
upper = 1 - 0.05 ** (1 / 53)
print(f"upper limit: {100 * upper:.1f} of 100; three divided by 53: {100 * 3 / 53:.1f} of 100")
reveal("m04-4-none", 100 * upper)

# %% [markdown]
# None of n has the chance (1 − risk) to the power n. Set it to 0.05 and solve for the risk. The
# [rule of three](../glossary.md#rule-of-three), 3 / n, comes close and can be done in the head.
#
# **Why it tempts** to say “1 in 53”: the next person would be the first. But at a risk of 1 in 53 none of 53 happens in about 36 of 100
# trials, which surprises nobody.
#
# **Without help, and the other way round.** How many people, none of them with an event, does it take to bring that limit down to 1 in 1,000?

# %%
ask("m04-4-needed", ...)

# %%
ask("m04-4-safe", ...)

# %% [markdown]
# Move the slider over the number of people without an event.

# %% tags=["chart"]
# Draws the upper limit after no event over the number of people, with a mark
many = np.unique(np.geomspace(10, 3000, 60).round())
fig = go.Figure()
fig.add_scatter(
    x=many,
    y=100 * (1 - 0.05 ** (1 / many)),
    mode="lines",
    line={"color": COLOURS["uncertainty"], "dash": "dash"},
)
fig.add_scatter(
    mode="markers", marker={"size": 15, "symbol": "diamond", "color": COLOURS["difference"]}
)
ns = [10, 20, 30, 53, 76, 100, 166, 200, 300, 500, 1000, 2000, 2995]
ticks = [10, 30, 100, 300, 1000, 3000]
limits = {n: 100 * (1 - 0.05 ** (1 / n)) for n in ns}
states = {
    f"{n}": {
        "x": [[n]],
        "y": [[v]],
        "title": f"None of {n}: up to {v:.2g} of 100<br>still fits fairly well",
    }
    for n, v in limits.items()
}
slider(fig, states, prefix="people without an event", traces=[1], start="53")
fig.update_layout(
    xaxis={"title": "people (logarithmic)", "type": "log", "tickvals": ticks},
    yaxis={"title": "upper limit (of 100)", "range": [0, 27]},
    height=460,
)
alt = "With no event the upper limit falls from 26 of 100 people at ten to 5.5 at 53 and to 0.1 at about 3,000 people."
show(
    fig,
    alt=alt,
    table=load("arms")
    .iloc[:0]
    .from_records([{"people": n, "upper limit of 100": v} for n, v in limits.items()])
    .round(2),
)

# %% [markdown]
# **Two questions to guide you**
#
# 1. How many times as many people does it take to halve the limit?
# 2. A physician reported no harm in 76 people before 1986 (lesson 2.4). What does that leave open, even if everybody had looked for it?

# %% [markdown]
# ## Rare, feared, and not always climbing
#
# Severe events were recorded in 5 of 53 people with MDMA and in 2 of 51 with placebo. That is “not significant”. “No difference”, then? The best fit is 5.5 more of 100; 4
# fewer and 15 more fit fairly well.

# %%
print("severe events:", step((5, 53), (2, 51)), "more of 100 people")
fear = load("dose_findings").query("finding.str.contains('extreme fear|mystical')")[
    ["dose", "finding", "events", "n"]
]
print(fear.to_string(index=False))
late = load("adverse_events").query(
    "trial_id == 'goodwin_2022_comp001' and term.str.startswith('serious')"
)
print(late[["arm_id", "term", "n_participants", "n_at_risk", "source_tier"]].to_string(index=False))

# %% [markdown]
# Two more facts that do not fit a simple story. At 20 or 30 mg per 70 kg of psilocybin, with much support, 7 of 18 people had extreme fear in a
# session, and 13 of the same 18 a mystical-type experience ([Griffiths 2011](https://doi.org/10.1007/s00213-011-2358-5)): what is feared
# and what is hoped for came side by side. And serious events in the follow-up of the trial of lesson 4.2 came in 5 of 79 people at 25 mg and in 6 of 75 at
# 10 mg (read second-hand): not every harm climbs with the dose. Some are measured, not counted: with psilocybin blood pressure
# rose by 19.0 over 8.7 mmHg on average ([Perez 2023](https://doi.org/10.1016/j.euroneuro.2023.07.011)), and an average does not tell
# the highest reading.
#
# **Alone.** Give the difference in serious events, 25 minus 10 mg, per 100 people.

# %%
ask("m04-4-serious", ...)

# %% [markdown]
# ## What this cannot tell us
#
# - **Whether the counts are right.** Those of the LSD trial were read in a second-hand table.
# - **Rare and late harm.** People were screened, few, and watched for weeks.
# - **How bad it was.** A count holds neither severity nor distress, and two events of one person may be two rows.
# - **Whether the drug did it.** Adverse events happen with placebo, too.
# - **What to choose.** Points of benefit and people with harm cannot be netted without somebody's values.

# %% [markdown]
# ## Recall
#
# In your own words, then open the answer. Two questions return to earlier modules.

# %%
ask("m04-4-recall-step")
ask("m04-4-recall-zero")
ask("m04-4-recall-thousand")
ask("m04-4-recall-arm")
ask("m04-4-recall-m02")
ask("m04-4-recall-m03")

# %% [markdown]
# ## Where the numbers come from, and where to go next
#
# **Sources.** Counts: tables `adverse_events`, `outcomes` and `dose_findings`; each row names its source and tier. Trials: NCT05407064 and
# NCT04077437.
#
# **Practice.** Exercises `m04-no-events` and `m04-last-step` in the assignment.
#
# **Next.** Module 5 leaves the drug and looks at what is delivered with it. Lesson 7.5 comes back to harm, in one trial.

# %% [markdown] tags=["instructor"]
# **Timing.** Hook 6 min · last step 10 · dose tells the arm 5 · none is not never 13 · rare and feared 6 · recall 5.
#
# **Common stumbles.** “Side effect” for adverse event. Learners compare each dose with placebo out of habit. Some read 5.5 of 100 as the risk
# itself.
#
# **Discuss.** A participant asks: “Has anybody been seriously harmed?” Answer for none of 53, in words that neither frighten nor soothe.
#
# **Board.** Draw 53 empty circles. Fill one, two, three: after how many would you have called it unsafe?
