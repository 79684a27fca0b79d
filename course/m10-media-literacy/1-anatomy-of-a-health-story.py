# %% [markdown]
# # Anatomy of a health story
#
# *A warm, well-told story about a drug and a marriage lies on your table. What does it claim, what
# does it offer for each claim, and what is missing?*
#
# 45 minutes · needs module 1
#
# After this lesson you will be able to:
#
# - **extract** the claims from a story, one sentence each;
# - **classify** a claim as fact, mechanism, efficacy, anecdote or forecast;
# - **distinguish** a study from a quote, a link and a bare assertion;
# - **score** a story on ten criteria, whatever its tone.

# %% [markdown]
# **Data.** Surveys of news about psychedelics (table `ethics`, topic “hype and media coverage”; read in
# summaries, tier C), and eleven claims with the evidence for and against each (table `media_claims`).
# The story itself is the table `feature`. It is **fiction**, written for this course: the couple, the
# magazine, the guide and the company do not exist.
#
# **A note before you begin.** The story speaks of post-traumatic stress disorder (PTSD) and describes no
# trauma. It contains mistakes on purpose, some of them unsafe. Nothing here is medical advice or
# training to treat anybody, and it gives no guidance on obtaining or taking any drug. If you are in
# distress, please turn to a health professional, the emergency services where you are, or a crisis line
# in your country ([findahelpline.com](https://findahelpline.com) lists many).

# %%
import pandas as pd
import plotly.graph_objects as go

from course import ask, load, reveal, show
from course.feature import page
from course.figures import COLOURS, slider

# %% [markdown]
# Before we read one story, look at many. A research group read 46 United States newspaper items that
# cited psilocybin research. Nearly all named an illness that the drug might treat.
#
# Before you look: of 100 such items, how many *commented on safety*?

# %%
ask("m10-1-safety", ...)

# %%
news = load("ethics").query("fact.str.contains('46 analysed')")
wanted = {"comment on safety": "safety", "mention potential harms": "any harm",
          "contain a personal anecdote": "a personal story",
          "name a specific clinical use": "an illness to treat"}  # fmt: skip
share = {name: news.number[news.fact.str.contains(words)].iloc[0] for words, name in wanted.items()}

# %% tags=["chart"]
# Draws the four shares as bars
fig = go.Figure(go.Bar(x=list(share.values()), y=list(share), orientation="h",
                       marker_color=[COLOURS["difference"]] * 2 + [COLOURS["uncertainty"]] * 2,
                       text=[f"{v:.0f}" for v in share.values()]))  # fmt: skip
fig.update_layout(title="Nearly every item names a use,<br>four in ten a harm, one in four safety",
                  xaxis={"title": "of 100 news items", "range": [0, 105]}, height=300)  # fmt: skip
table = pd.DataFrame({"mentions": share.keys(), "of 100": share.values()})
show(
    fig,
    alt="Of 100 news items 98 name a use, 48 tell a story, 41 mention a harm, 26 comment on safety.",
    table=table,
)
reveal("m10-1-safety", share["safety"])

# %% [markdown]
# So a story leaves things out, and it leaves out some things more than others. That is a statement about
# many stories. It does not make the next one wrong.
#
# Here is the next one. Read it once for pleasure. Then read it with a pencil: underline every sentence
# that says something about the world *outside* this marriage.

# %%
page(1, 12)

# %%
page(13, 24)

# %% [markdown]
# ## Eleven claims, five kinds
#
# Our table holds eleven claims that stories of this genre make; all eleven are in the feature. It helps
# to sort them by what could settle them.
#
# - **Fact**: settled by looking it up (what the letters stand for).
# - **Mechanism**: how something comes about; settled in the laboratory or with volunteers.
# - **Efficacy**: that people get better *because of it*; settled by comparing people with and without.
# - **[Anecdote](../glossary.md#anecdote)**: what happened to somebody; true or not, it compares nothing.
# - **Forecast**: what will be; settled by waiting.
#
# Here they are.

# %%
claims = load("media_claims")
for row in claims.itertuples():
    print(f"{row.claim_id}  {row.claim}")

# %% [markdown]
# **Sort them yourself.** Put eleven letters between the quotes, one for each claim from m01 to m11: **f**
# fact, **m** mechanism, **e** efficacy, **a** anecdote, **o** forecast (what will be). The cell says on how
# many you and the table agree, and not on which. Change your mind and run it again.

# %% tags=["try"]
mine = "..........."  # for instance "afff..."
kinds = dict(zip("fmeao", ["fact", "mechanism", "efficacy", "anecdote", "forecast"], strict=True))
sorted_by_me = [kinds.get(letter, "?") for letter in mine.ljust(11, ".")[:11]]
agree = sum(a == b for a, b in zip(sorted_by_me, claims.claim_type, strict=True))
print(
    pd.Series(sorted_by_me, claims.claim_id).to_string(),
    f"\n\nYou and the table agree on {agree} of 11.",
)

# %%
ask("m10-1-efficacy", ...)

# %% [markdown]
# Agreeing on nine or ten is as much as two careful readers usually reach: lesson 5.2 measures such
# agreement.
#
# Now a guess before the verdicts. Our table calls each claim *supported*, *partly* supported, *unsupported*
# or *untestable*. How many of the eleven are supported as they stand, with no “partly”?

# %%
ask("m10-1-supported", ...)

# %%
by_kind = pd.crosstab(claims.claim_type, claims.verdict)
reveal("m10-1-supported", int((claims.verdict == "supported").sum()))
by_kind

# %% [markdown]
# Two are supported, and both are *facts*: what the drug is, and that it is being studied. Nothing about
# what it **does** for people gets through without a “partly”. The verdicts are ours, and the reasons
# stand beside them: read the columns `evidence_for` and `limits` before you trust the word.
#
# Here is one claim in full.

# %%
one = claims.set_index("claim_id").loc["m07", ["claim", "evidence_for", "limits", "verdict"]]
for part, words in one.items():
    print(f"{part.upper()}: {words}\n")

# %% [markdown]
# **Your turn, with your pencil.** Go back to the story. In how many of its 24 lines do you find a number for
# **both** groups, with the drug and without?

# %%
ask("m10-1-both", ...)

# %% [markdown]
# The next figure lets you take the claims kind by kind. Wherever the slider stands, ask what a careful
# reader would need to see.

# %% tags=["chart"]
# Draws the verdicts; the slider takes one kind of claim
verdicts = ["supported", "partly", "unsupported", "untestable"]
fig, states = go.Figure(), {}
fig.add_bar(y=verdicts, orientation="h", marker_color=COLOURS["difference"], texttemplate="%{x}")
for kind in ["fact", "mechanism", "efficacy", "anecdote", "forecast", "all"]:
    chosen = claims if kind == "all" else claims[claims.claim_type == kind]
    heights = chosen.verdict.value_counts().reindex(verdicts, fill_value=0).tolist()
    title = f"Kind: {kind}. {len(chosen)} claims,<br>{heights[0]} supported as they stand"
    states[kind] = {"x": [heights], "title": title.replace(" 1 claims", " 1 claim")}
slider(fig, states, prefix="kind of claim", traces=[0], start="all")
fig.update_layout(
    xaxis={"title": "claims", "range": [0, 7]}, yaxis_autorange="reversed", height=400
)
show(fig, alt="Only claims of fact are supported as they stand; the others are partly or not.",
     table=by_kind.reset_index())  # fmt: skip

# %% [markdown]
# **Two questions to guide you**
#
# 1. Which kind of claim can never be settled by more trials, however large?
# 2. Five claims about mechanism or efficacy hold only “partly”. Read the limits of one: is the
#    problem *who* was studied, *what* was measured, or *what it was compared with*?
#
# ## A quote is not a study
#
# Go back to your pencil marks. Beside each claim write what the line itself offers:
#
# - a **study**, if it says what was found in how many people, or compared with whom;
# - a **quote**, if somebody says so;
# - a **link**, if it points elsewhere without saying what was found there;
# - **nothing**, if it just states it. “Research shows” is nothing: which research?
#
# A quote tells you who believes something. That person may be right. But you cannot weigh a belief until
# you know what it rests on.

# %%
ask("m10-1-quote", ...)

# %%
ask("m10-1-link", ...)

# %% [markdown]
# A second survey, of 125 online items about psilocybin for depression, found that most cited a
# researcher. Look at how often they reached the plain questions.

# %%
online = load("ethics").query("topic == 'hype and media coverage'")
online = online[online.fact.str.startswith("Online news")][["fact", "number", "unit"]]
print(online.to_string(index=False, formatters={"fact": lambda t: t.split(": ")[1][:52]}))

# %% [markdown]
# ## Ten questions for a story
#
# Journalists and doctors who reviewed hundreds of stories asked ten questions of each
# ([Schwitzer 2008](https://doi.org/10.1371/journal.pmed.0050095)). In our words, does the story:
#
# 1. say what it **costs**, and who pays;
# 2. tell the **benefit** in numbers, for both groups;
# 3. tell the **harms** with how often they happen;
# 4. judge the **quality of the evidence**;
# 5. avoid **making an illness** of ordinary life;
# 6. use **independent sources** and name interests;
# 7. compare with **what exists already**;
# 8. say truly whether it is **available**;
# 9. say truly what is **new**;
# 10. rest on more than a **press release**?
#
# In that first report on 500 stories, most failed on costs, benefits, harms and quality of evidence. The
# questions suit a reader as well as a writer. In exercise 10.3 you score the feature.

# %% [markdown]
# ## Tone is not quality
#
# A calm story can be empty. A glowing one can hold its numbers. The mean tone of the online items above
# was 2.27 on a scale from −5 to +5: friendly. About half said something about risks.
#
# And a harm that is *mentioned* is not yet a harm that is *told*: “you may be a little tired” has no
# number, no comparison and no seriousness. Score what is there, not how it feels.

# %%
ask("m10-1-tone", ...)

# %%
ask("m10-1-harm", ...)

# %% [markdown]
# ## What this cannot tell us
#
# - **Whether a claim is true.** A badly told claim may be right. Scoring a story is not a trial.
# - **What readers believe afterwards.** These surveys counted words, not minds.
# - **How MDMA is covered.** They looked at psilocybin, and we read them in summaries.
# - **Who is to blame.** Exaggeration often begins in the press release of the university
#   ([Sumner 2014](https://doi.org/10.1136/bmj.g7015)).

# %% [markdown]
# ## Recall
#
# Answer in your own words before you open each answer. Two questions return to earlier modules.

# %%
ask("m10-1-recall-kinds")
ask("m10-1-recall-offers")
ask("m10-1-recall-ten")
ask("m10-1-recall-tone")
ask("m10-1-recall-provenance")
ask("m10-1-recall-within")

# %% [markdown]
# ## Where the numbers come from, and where to go next
#
# **Sources.** News surveys: table `ethics`, tier C, read in summaries. Claims and verdicts: table
# `media_claims`, tier C. Ten criteria: HealthNewsReview.org, described in
# [Schwitzer 2008](https://doi.org/10.1371/journal.pmed.0050095); paraphrased here. The feature: table
# `feature`, **fiction**.
#
# **Reading.** [Sumner 2014](https://doi.org/10.1136/bmj.g7015): where exaggeration begins.
#
# **Practice.** Exercises `m10-claims` and `m10-score`.
#
# **Next.** Lesson 10.2, *From headline to people*: what “twice as likely” is twice of.

# %% [markdown] tags=["instructor"]
# **Timing.** Survey and hook 5 min · reading the feature 9 · sorting the claims 14 · what is offered 7 ·
# ten criteria and tone 7 · recall 3.
#
# **Common stumbles.** Learners grade the *claim* when asked what the *line offers*. They take “untestable”
# for “untrue”. They score harms as met because a harm is mentioned.
#
# **Discuss.** Bring a real story of your choice about a treatment you do not care about. Score it first,
# then one about a treatment you hope for. Did your pencil move differently?
#
# **Board.** Five columns for the kinds of claims. Learners stick the eleven sentences under them, then draw
# a circle around those with a study on the same line.
