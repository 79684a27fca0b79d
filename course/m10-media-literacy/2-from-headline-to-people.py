# %% [markdown]
# # From headline to people
#
# *“Twice as likely.” “Cured.” “A breakthrough.” Three phrases from one story. What do they say about
# people, once you ask them plainly?*
#
# 45 minutes · needs modules 1 and 7
#
# After this lesson you will be able to:
#
# - **reconstruct** who, what, compared with what and measured how from a sentence;
# - **translate** a relative claim into people per 100 in both groups;
# - **explain** why a lost diagnosis is not a cure;
# - **match** words of status to dated facts, on the day a story was printed.

# %% [markdown]
# **Data.** Loss of the diagnosis in the two phase 3 trials
# ([Mitchell 2021](https://doi.org/10.1038/s41591-021-01336-3),
# [Mitchell 2023](https://doi.org/10.1038/s41591-023-02565-4)). We know it from secondary sources and as
# *percentages only* (tier C; those of the second trial are unverified): no count was read, and none is
# invented. Dates come from the table `history`. The story is **fiction**.
#
# **A note before you begin.** The people behind these numbers live with post-traumatic stress disorder
# (PTSD). This is practice in reading, not medical advice, and it gives no guidance on obtaining or taking
# any drug. The module's first lesson says where to turn if you need support.

# %%
import pandas as pd
import plotly.graph_objects as go

from course import ask, load, reveal, show
from course.feature import page
from course.figures import COLOURS, people, slider

# %%
page(10, 10)

# %% [markdown]
# The line is about the first phase 3 trial. Everybody there had the same months of therapy; by lot, half
# took placebo.
#
# Before you look: of 100 people who had the therapy **with placebo**, how many no longer met the
# criteria of PTSD at the end?

# %%
ask("m10-2-placebo", ...)

# %%
lost = load("outcomes").query("endpoint == 'loss of diagnosis' and arm_id in ['mdma', 'placebo']")
per_100 = lost.pivot(index="trial_id", columns="arm_id", values="percent_printed")
first = per_100.loc["mitchell_2021_mapp1"]

# %% tags=["chart"]
# Draws a hundred people for each arm
names = {"mdma": "MDMA with therapy", "placebo": "Placebo with therapy"}
title = "One in three lost the diagnosis<br>with placebo and therapy"
fig = people(first[["mdma", "placebo"]].rename(names), title=title, had="lost it")
show(fig, alt="Of 100 people 67 lost the diagnosis with MDMA and 32 with placebo, all with therapy.",
     table=first.rename(names).rename("per 100").rename_axis("arm").reset_index())  # fmt: skip
reveal("m10-2-placebo", first.placebo)

# %% [markdown]
# ## From the sentence to the question
#
# A sentence becomes checkable when it answers four questions, for short [PICO](../glossary.md#pico):
# which **people**, which **intervention**, **compared** with what, which **outcome** and when? Put
# line 10 beside the record of the trial.

# %%
trial = load("trials").set_index("trial_id").loc["mitchell_2021_mapp1"]
arms = load("arms").query("trial_id == 'mitchell_2021_mapp1'").set_index("arm_id").loc[first.index]
print("people       ", f"{trial.n_randomised:.0f} adults with {trial.condition}")
print("intervention ", f"MDMA in {arms.sessions_max['mdma']:.0f} sessions, within therapy")
print("comparison   ", trial.control)
print("outcome      ", trial.primary_outcome, f"at {trial.primary_timepoint_weeks:.0f} weeks")
print("randomised   ", arms.n_randomised.astype(int).to_dict())
print("analysed     ", arms.n_analysed.astype(int).to_dict())

# %% [markdown]
# Three things were lost on the way to line 10. The *comparison* is gone. The *people* are gone: they had
# severe PTSD, were chosen with care, and those analysed are fewer than those randomised. And the
# *outcome* changed its name: the trial was planned around a change of score.
#
# ## The other arm
#
# Say it again with both groups: 67 of 100 with MDMA, 32 of 100 with placebo, both with therapy. That is
# 35 more in 100, so about three people are treated for one more who loses the diagnosis.
#
# How exact is 35? Both percentages were rounded to whole numbers, so each may be off by half a point, and
# the difference by one. That is only the rounding. Chance is another matter, and it needs counts.

# %%
gap = first.mdma - first.placebo
print(f"{gap:.0f} more per 100; with rounding {gap - 1:.0f} to {gap + 1:.0f}")
print(f"number needed to treat {100 / gap:.1f}; {100 / (gap + 1):.1f} to {100 / (gap - 1):.1f}")

# %%
ask("m10-2-drug-did", ...)

# %% [markdown]
# **Your turn, with a little help.** A secondary source gives 71.2 and 47.6 per cent for the second trial.
# We have not verified them; use them as practice. How many more per 100?

# %%
second = per_100.loc["mitchell_2023_mapp2"]
print(second.to_string())

# %%
# your_gap = second.___ - second.___
your_gap = ...
ask("m10-2-second-gap", your_gap)

# %% [markdown]
# **Now without help.** And the number needed to treat there, with one decimal?

# %%
ask("m10-2-second-nnt", ...)

# %% [markdown]
# ## Twice as likely as what
#
# The standfirst of the feature promises that “recovery” becomes *twice as likely*. For the first trial it
# nearly fits: 67 over 32 is 2.1. But the same “twice” fits very different worlds.
#
# Move the slider: the relative claim stays, the starting share moves.

# %%
ratio = first.mdma / first.placebo
print(f"ratio {ratio:.2f}")

# %% tags=["chart"]
# Draws both groups; the slider sets the starting share
fig, states, moved = go.Figure(), {}, {}
fig.add_bar(x=["without", "with"], marker_color=[COLOURS["control"], COLOURS["active"]],
            texttemplate="%{y:.0f}", width=0.5)  # fmt: skip
for start in (1, 2, 5, 10, 20, 32, 45):
    moved[start] = {"with": ratio * start, "more": ratio * start - start}
    title = f"“{ratio:.1f} times as likely” from {start} of 100:<br>"
    title += f"{moved[start]['more']:.0f} more people"
    states[str(start)] = {"y": [[start, ratio * start]], "title": title}
slider(fig, states, prefix="of 100 without the drug", traces=[0], start="2")

# %% tags=["chart"]
# Sets the axis and shows the figure
fig.update_layout(yaxis={"title": "of 100 people", "range": [0, 105]}, height=430)
table = pd.DataFrame(moved).T.round(1).rename_axis("without").reset_index()
show(fig, alt="The same ratio of 2.1 means 1 more person of 100 or 49 more, by the starting share.",
     table=table)  # fmt: skip

# %% [markdown]
# **Two questions to guide you**
#
# 1. For which starting share would you call the news large? Where would you change your mind?
# 2. A writer knows only “twice as likely”. Which single number must they ask for?
#
# The trap has a name: the *relative* number hides where it began. Readers, students and doctors do
# better with plain counts of people
# ([Gigerenzer 2007](https://doi.org/10.1111/j.1539-6053.2008.00033.x)).

# %% [markdown]
# **Now you.** A headline says “30 % less risk”. Change the two numbers until it means *one* person less in
# 1000, and then until it means *twenty* in 100. Which of the two worlds did you have in mind when you read
# the words?

# %% tags=["try"]
less = 30  # per cent less, as the headline says
without = 20  # of 1000 people without the drug
saved = without * less / 100
print(
    f"{less} % less: {without} of 1000 without, {without - saved:.0f} of 1000 with: {saved:.1f} fewer of 1000 people"
)

# %%
ask("m10-2-twice", ...)

# %% [markdown]
# ## A lost diagnosis is not a cure
#
# “Cured” is the word of the feature. Raters asked the questions of an interview once more, some weeks
# after the last session. A diagnosis has a threshold: a person just above it and one just below can feel
# alike. Nor do we know how long it lasts: the regulator's letter named durability as an open question
# (table `history`).
#
# So write what was seen: “no longer met the criteria of PTSD at 18 weeks”.

# %%
ask("m10-2-cure", ...)

# %% [markdown]
# ## Words of status
#
# Line 21 says: “named a breakthrough … as good as approved”. Words of status have exact meanings.
#
# | word | what it says |
# |---|---|
# | [breakthrough](../glossary.md#breakthrough-designation) | early results look better than what exists: a faster review |
# | phase 3 | a trial on which approval may rest has begun, or ended |
# | advisory vote | invited experts gave advice; it binds nobody |
# | [complete response](../glossary.md#complete-response-letter) | refused as it stands; says what is missing |
# | approved | may be marketed for one use, under conditions |
# | authorised prescribing | named prescribers may use a product that is *not* registered |
#
# Before you look: how many years lay between the breakthrough designation of MDMA-assisted therapy and
# the refusal?

# %%
ask("m10-2-years", ...)

# %%
events = load("history").query("category in ['regulatory', 'trial'] and date.str.len() == 10")
marks = {"breakthrough": "designation for MDMA-assisted", "phase 3, first": "First phase 3 trial of MDMA",
         "authorised in Australia": "Authorised psychiatrists in", "phase 3, second": "Second \\(confirm",
         "application": "New drug application for MDMA", "advisers vote no": "Committee votes against",
         "complete response": "Complete response letter, NDA"}  # fmt: skip
day = {word: events.date[events.event.str.contains(text)].iloc[0] for word, text in marks.items()}
status = pd.DataFrame({"word": day.keys(), "day": pd.to_datetime(list(day.values()))})
years = (status.day.iloc[-1] - status.day.iloc[0]).days / 365.25
reveal("m10-2-years", round(years, 1))
status.assign(day=status.day.dt.date)

# %% tags=["chart"]
# Draws each word of status at its date
fig = go.Figure(go.Scatter(x=status.day, y=status.word, mode="markers",
                           marker={"size": 13, "color": COLOURS["difference"], "symbol": "diamond"}))  # fmt: skip
fig.update_layout(title="From “breakthrough” to refusal:<br>seven years, and no approval between",
                  yaxis={"autorange": "reversed"}, xaxis={"dtick": "M24", "tickformat": "%Y"})  # fmt: skip
show(fig, alt="Breakthrough status came in 2017 and the refusal in 2024, with no approval between.",
     table=status.assign(day=status.day.dt.strftime("%Y-%m-%d")))  # fmt: skip

# %% [markdown]
# A status has a *date*. A story of spring 2024 that says “under review” was right on its day. Take the day
# of the story, find the last event up to that day, and say what came after.

# %%
ask("m10-2-breakthrough", ...)

# %% [markdown]
# ## Refused is not disproved
#
# On 4 June 2024 eleven advisers voted. In August the regulator refused the application and asked for
# another trial. What did that say about the drug? Read the record.

# %%
asked = load("history").query("date in ['2024-06-04', '2024-08-08'] and body.str.startswith('FDA')")
for words in asked.detail.unique():
    print("-", words)

# %% [markdown]
# The letter lists what the file did not show: events that staff took for positive were not all recorded, how
# long the gain lasts is open, and who was selected may matter. A file that does not prove a benefit has not proved its absence. Fair words are
# “refused as it stands; another trial asked for”.

# %%
ask("m10-2-refused", ...)

# %% [markdown]
# ## What this cannot tell us
#
# - **The counts behind 67 and 32.** Only percentages, from secondary sources: no interval, no test.
# - **Those who left.** The percentages are of people analysed, not of all who were randomised.
# - **What the blind was worth.** By one press report most people in both groups guessed what they
#   had taken; hope may have done part of the work (lesson 6.3).
# - **Tomorrow's status.** Our dates end in May 2026. Look it up on the day you write.
# - **Other countries.** Each has its own words, and its own rules.

# %% [markdown]
# ## Recall
#
# Answer in your own words before you open each answer. Two questions return to earlier modules.

# %%
ask("m10-2-recall-pico")
ask("m10-2-recall-relative")
ask("m10-2-recall-cure")
ask("m10-2-recall-status")
ask("m10-2-recall-nnt")
ask("m10-2-recall-denominator")

# %% [markdown]
# ## Where the numbers come from, and where to go next
#
# **Sources.** 67 and 32: table `outcomes`, tier C, percentages only; 71.2 and 47.6: tier C, unverified
# ([Mitchell 2021](https://doi.org/10.1038/s41591-021-01336-3) and
# [Mitchell 2023](https://doi.org/10.1038/s41591-023-02565-4) are the trials). Dates and votes: table
# `history`; the date of the letter is on the letter, its content we know from summaries (tier C). The feature: **fiction**.
#
# **Reading.** [Gigerenzer 2007](https://doi.org/10.1111/j.1539-6053.2008.00033.x): how to say health
# numbers so that people understand them.
#
# **Practice.** Exercises `m10-per-100` and `m10-status`.
#
# **Next.** Lesson 10.3, *Anecdote, fame and the couple*: what one vivid story weighs.

# %% [markdown] tags=["instructor"]
# **Timing.** Hook and question 10 min · other arm 8 · ratio explorer 8 · cure 4 · status words 12 ·
# recall 3.
#
# **Common stumbles.** “35 %” for 35 points. Learners compute an interval from 67 and 32 by guessing counts:
# praise the wish, then ask for the source. They read “advisers voted no” as the decision.
#
# **Discuss.** A friend says: “It was refused, so it was a fraud.” Another: “Refused, so they fear it.” What
# does the letter say to each?
#
# **Board.** One line of time; learners stick the status words to their dates, then the feature's line 21.
