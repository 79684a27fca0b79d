# %% [markdown]
# # The estimand first
#
# *Three teams analyse one trial and print three different answers. Which question did each of them answer?*
#
# 45 minutes · needs module 1; lesson 7.2 helps (people who leave)
#
# After this lesson you will be able to:
#
# - **write** the question of a trial in five parts;
# - **calculate** three answers that three readers need from the same people;
# - **explain** which answers need scores that nobody has seen;
# - **criticise** the sentence “we analysed by intention to treat”.

# %% [markdown]
# **Data.** Sixteen **simulated** people: fiction, no evidence of anything. And what the tables say of a real trial,
# the second phase 3 trial of MDMA-assisted therapy ([Mitchell 2023](https://doi.org/10.1038/s41591-023-02565-4)).
#
# **A note before you begin.** The simulated people stand for people who live with post-traumatic stress disorder.
# Some leave a trial, some look for other help; nobody's decision is judged here. This is about evidence, not medical
# advice.

# %%
import pandas as pd
import plotly.graph_objects as go

from course import ask, load, reveal, show
from course.figures import COLOURS, forest, slider

# %% [markdown]
# A small trial, simulated. Eight people got a drug with therapy, eight a placebo with the same therapy. CAPS-5 was taken
# at the start, at week 12 and at week 18; lower is better. In between life went on: some people left the
# sessions, some began another treatment. All were measured at the end.
#
# Suppose that three people **given placebo** began another treatment and got much better. You compare the mean scores of all
# people at week 18. Does that make the drug look better, worse, or leave it unchanged?

# %%
ask("m06-1-other", ...)

# %%
people = load("estimand_people").rename(columns=lambda name: name.replace("simulated_", ""))
people = people[["person", "arm", "baseline", "week_12", "week_18", "event"]]


def gap(rows, column):
    """Drug minus placebo in the mean of a column."""
    means = rows.groupby("arm")[column].mean()
    return means["drug"] - means["placebo"]


happened = people.event != ""
# week 18 for people without an event (~ means not), week 12 for the others
people["last_before"] = people.week_18.where(~happened, people.week_12)
people["well"] = 100.0 * ((people.baseline - people.week_18 >= 10) & ~happened)
people[["person", "arm", "week_12", "week_18", "event"]]

# %%
found = pd.Series(
    {
        "all scores at week 18": gap(people, "week_18"),
        "last score before an event": gap(people, "last_before"),
        "people per 100 who improved, no event": gap(people, "well"),
    }
)
found.round(1)

# %% tags=["chart"]
# Draws the two answers in points beside each other, with the third in words
points = pd.DataFrame({"estimate": found.iloc[:2], "low": found.iloc[:2], "high": found.iloc[:2]})
title = "Simulated: one trial, two answers in points,<br>and a third of 62.5 people per 100"
fig = forest(
    points, title=title, x="CAPS-5 points, drug minus placebo", favours=("the drug", "placebo")
)
alt = "Comparing all scores gives −3.4 points, the last score before an event −8.3 points, and people 62.5 per 100."
show(
    fig,
    alt=alt,
    table=found.round(1).rename("simulated answer").rename_axis("question").reset_index(),
)
reveal("m06-1-other", "b")

# %% [markdown]
# ## Five parts of a question
#
# None of the three answers is a mistake. They answer three questions. What a trial wants to know, written so that only one
# number can be the answer, is called its [estimand](../glossary.md#estimand). It has five parts:
#
# | part | asks | in our trial |
# |---|---|---|
# | population | about whom? | everybody randomised |
# | treatment | what against what? | drug with therapy, placebo with the same therapy |
# | variable | what is measured on each person? | change of CAPS-5 from start to week 18 |
# | events | what may happen in between, and what becomes of the score? | see below |
# | summary | how are the arms compared? | difference of the means |
#
# “A mixed model” is not among them. A model is a road; the estimand is the place you want to reach.

# %%
trial = load("trials").set_index("trial_id").loc["mitchell_2023_mapp2"]
arms = load("arms").query("trial_id == 'mitchell_2023_mapp2'")[["arm_label", "n_randomised"]]
for name in ("condition", "primary_outcome", "primary_timepoint_weeks", "control", "blinding"):
    print(f"{name}: {trial[name]}")
arms

# %% [markdown]
# **Read a real one.** From the rows above you can fill three of the five parts for the second phase 3 trial: population, treatment
# and variable. The summary stands in table `contrasts` (a difference of means, in SD). What becomes of people with an
# event is not in our tables, so we leave it open and do not guess.

# %%
ask("m06-1-parts", ...)

# %% [markdown]
# ## Five ways to treat an event
#
# Something that happens after the start and changes what a score means is an
# [intercurrent event](../glossary.md#intercurrent-event): leaving, another treatment, a death, perhaps also *finding out one's
# arm*. There are five strategies, and each is somebody's question.
#
# | strategy | the question | who asks it |
# |---|---|---|
# | treatment policy | what happens to scores, whatever people do? | who pays, who plans |
# | while on treatment | what happens as long as it is taken? | who studies the drug |
# | composite | who gets better *and* needs nothing else? | often the patient |
# | hypothetical | what if the event had not happened? | who expects a world without it |
# | principal stratum | what about people who would never have it? | rarely, and hard to know |
#
# “By intention to treat” says who is kept in which arm. It does not choose a row of this table.

# %%
ask("m06-1-itt", ...)

# %% [markdown]
# **Change it.** In the next cell nobody else has an event. You choose which people given placebo begin another treatment; each of
# them ends 12 points lower than otherwise. Begin with none, then one, then `["p3", "p5", "p1", "p6"]`. Which answer moves toward
# zero, which hardly moves, and which may even move away from it?

# %% tags=["try"]
helped = ["p3", "p5"]  # change this list: [] up to ["p1", "p2", "p3", "p4", "p5"]
mine = people.assign(event="").copy()
mine.loc[mine.person.isin(["p3", "p5"]), "week_18"] += 12  # as if nobody had been helped
mine.loc[mine.person.isin(helped), "week_18"] -= 12
mine.loc[mine.person.isin(helped), "event"] = "other treatment"
with_event = mine.event != ""
mine["last_before"] = mine.week_18.where(~with_event, mine.week_12)
mine["well"] = 100.0 * ((mine.baseline - mine.week_18 >= 10) & ~with_event)
print({name: round(gap(mine, name), 1) for name in ("week_18", "last_before", "well")})

# %% [markdown]
# Who plans for *offering* a therapy should want the first answer: if the comparison group finds help elsewhere, the
# therapy adds less. Who wants to know what the *drug* does should not.
#
# **With a little help.** The composite counts an event as no success. Compute it, in the original table, without that rule: a fall of 10
# points or more is a success.

# %%
loose = people.assign(any_fall=100.0 * (people.baseline - people.week_18 >= 10))
# your_answer = gap(loose, ___)
your_answer = ...
ask("m06-1-loose", your_answer)

# %% [markdown]
# The slider sets how many people given placebo begin another treatment.

# %% tags=["chart"]
# Draws the two answers in points for the number of people that the slider sets
fig = go.Figure()
for role, symbol in (("difference", "diamond"), ("uncertainty", "circle")):
    fig.add_scatter(
        mode="markers+text",
        textposition="top center",
        marker={"size": 15, "color": COLOURS[role], "symbol": symbol},
    )
order = ["p3", "p5", "p1", "p6", "p4"]
clean = people.assign(event="").copy()
clean.loc[clean.person.isin(["p3", "p5"]), "week_18"] += 12
rows = []
for count in range(6):
    now = clean.copy()
    now.loc[now.person.isin(order[:count]), "week_18"] -= 12
    now["last_before"] = now.week_18.where(~now.person.isin(order[:count]), now.week_12)
    rows.append(
        {
            "with other treatment": count,
            "treatment policy": gap(now, "week_18"),
            "while on treatment": gap(now, "last_before"),
        }
    )
says = "Simulated, {} with another treatment:<br>policy {:.1f}, while on treatment {:.1f} points"
states = {
    f"{r['with other treatment']}": {
        "x": [[r["treatment policy"]], [r["while on treatment"]]],
        "y": [["policy"], ["on treatment"]],
        "title": says.format(*r.values()).replace("-", "−"),
    }
    for r in rows
}
slider(fig, states, prefix="treated elsewhere", traces=[0, 1], start="0")
fig.update_layout(
    xaxis={"title": "points, drug minus placebo", "range": [-16, 4]},
    yaxis={"type": "category"},
)
fig.add_vline(x=0, line={"dash": "dot"})
alt = "As more people given placebo are treated elsewhere, treatment policy moves to zero and beyond, and while on treatment hardly moves."
show(fig, alt=alt, table=pd.DataFrame(rows).round(1))

# %% [markdown]
# **Two questions to guide you**
#
# 1. Which of the two would a health service read, and which a pharmacologist?
# 2. At how many does the policy answer reach the size that you would call unimportant?
#
# ## Scores that nobody has seen
#
# The hypothetical question is: what would the difference have been had none of these events happened? For five people the
# score that this needs was never observed. It must come from a model.
#
# The simplest model fills each gap with the mean of the people of the same arm who had no event. Before you compute it: with which
# well-known analysis does that answer agree *exactly*?

# %%
ask("m06-1-filling", ...)

# %%
kept = people[~happened]
filled = people.copy()
for arm in ("drug", "placebo"):
    mean = kept[kept.arm == arm].week_18.mean()
    filled.loc[happened & (filled.arm == arm), "week_18"] = mean
print(f"filled with arm means: {gap(filled, 'week_18'):.2f} points")
print(f"only people without an event: {gap(kept, 'week_18'):.2f} points")
reveal("m06-1-filling", "c")

# %% [markdown]
# The two are the same number. Filling with the mean *is* the completers' analysis in better clothes: both assume that people with an
# event would have ended like those without. A better model uses what was known of each person before the event. None of them is free of an
# assumption about the unseen.
#
# **Without help.** Fill each gap with the person's own week-12 score instead. What is the difference now?

# %%
ask("m06-1-own", ...)

# %%
ask("m06-1-hypothetical", ...)

# %% [markdown]
# ## What this cannot tell us
#
# - **Which question patients want answered.** Ask them; it may not be in the list.
# - **Scores after leaving, if nobody collected them.** A treatment policy needs them, so a trial has to plan for it.
# - **Whether knowing one's arm is an event or a flaw.** This course codes it as an event; the field still argues. Lesson 6.3 is about it.
# - **Anything about a drug.** The sixteen people are invented.

# %% [markdown]
# ## Recall
#
# In your own words, then open the answer. Two questions return to earlier modules.

# %%
ask("m06-1-recall-five")
ask("m06-1-recall-itt")
ask("m06-1-recall-policy")
ask("m06-1-recall-unseen")
ask("m06-1-recall-m01")
ask("m06-1-recall-m05")

# %% [markdown]
# ## Where the numbers come from, and where to go next
#
# **Sources.** Table `estimand_people`: fiction written for this course. Table `trials` and `arms` for the real trial (NCT04077437). The five parts and
# five strategies follow the guideline ICH E9(R1), read in summaries (table `reporting_guidelines`, tier C).
#
# **Practice.** Exercises `m06-strategies` and `m06-estimand` in the assignment.
#
# **Next.** Lesson 6.2, *Three shields*: what protects an answer once the question is set.

# %% [markdown] tags=["instructor"]
# **Timing.** Hook 8 min · five parts 8 · five ways 12 · slider 5 · unseen scores 8 · recall 4.
#
# **Common stumbles.** “Treatment policy is the honest one.” Each is honest about its own question. Learners take the hypothetical for fantasy; it is a
# question with a model.
#
# **Discuss.** A patient group asks for the composite, the sponsor plans the hypothetical. Who should decide, and when?
#
# **Board.** One time line of one person with an event; let three volunteers each cut it where their question ends.
