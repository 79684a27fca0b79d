# %% [markdown]
# # Power, touch and boundaries
#
# *A drug that makes closeness easy is given by a person with power to a person with less. What keeps
# it safe, and how would we know if it were not?*
#
# 45 minutes · needs lesson 5.1
#
# After this lesson you will be able to:
#
# - **explain** why consent to touch is a process and not a form;
# - **weigh** the evidence for and against touch in drug sessions;
# - **calculate** what silence is worth when harms are under-reported;
# - **analyse** a boundary case in six steps, without letting its ending decide.

# %% [markdown]
# **A note before you begin.** This lesson speaks of restraint, sexual contact and abuse in therapy, in
# single lines, and names nobody. You may skip ahead to *Why the stakes are
# higher here* and lose nothing that is graded. If
# something like this happened to you, it was not your fault; please consider turning to somebody you
# trust, a health professional, the emergency services where you are, or a crisis line in your country
# ([findahelpline.com](https://findahelpline.com) lists many). Complaints about a professional go to
# the licensing body or the ethics board of the study, and to the police where a crime is suspected.
#
# **Data.** Tables `ethics`, `history` and `mechanisms`. Rows on misconduct report allegations and
# findings *as the named news sources state them* (tier C); no court finding was read for this course.
# The cases you analyse are original composites. As always: not medical advice, not training to treat
# anybody, no guidance on obtaining or taking any drug.

# %%
import numpy as np
import pandas as pd
import plotly.graph_objects as go

from course import ask, load, reveal, show, stats
from course.figures import COLOURS, slider

# %% [markdown]
# A video of 2015, from a session of a phase 2 trial, shows two therapists restrain and hold a
# participant. Before you look: how many years passed until the public saw it?

# %%
ask("m05-4-years", ...)

# %%
record = load("ethics").query(
    "unit.str.startswith('year') and topic in ['therapist misconduct', 'touch']"
)
events = {2015: "session on video", 2018: "report to sponsor", 2022: "video published"}
timeline = record[["number", "topic"]].assign(event=record.number.map(events)).dropna()
timeline = timeline.sort_values("number").drop_duplicates("number")
fig = go.Figure(go.Scatter(x=timeline.number, y=timeline.event, mode="lines+markers",
                           line={"color": COLOURS["uncertainty"]},
                           marker={"size": 14, "color": COLOURS["active"]}))  # fmt: skip
fig.update_layout(title="Three years to a report,<br>seven to the public", height=280,
                  xaxis={"dtick": 2, "range": [2014.3, 2022.7]},
                  yaxis={"autorange": "reversed"})  # fmt: skip
show(fig, alt="Seven years lay between a recorded session in 2015 and the public seeing it in 2022.",
     table=timeline[["number", "event"]].astype({"number": int}))  # fmt: skip
reveal("m05-4-years", int(timeline.number.max() - timeline.number.min()))

# %% [markdown]
# ## What is on record
#
# According to press reports, one of the two therapists had a lapsed licence, and said that sexual
# contact with the participant took place after the sessions, while the participant was still enrolled.
# The participant reported assault; prosecutors did not take the case forward. The regulator reviewed
# the trials. A coalition that had condemned the sponsor later withdrew its statement, because it had
# not confirmed the reports itself. In 2024 a journal retracted three papers of the programme; the
# reasons named were unethical conduct at one site and undisclosed interests (module 9).
#
# Read how each row names its source and its strength. “On record” is not one thing: a video, an
# admission, an allegation and an editor's note weigh differently.

# %%
from textwrap import fill

rows = load("ethics").query("topic in ['therapist misconduct', 'touch']")
for row in rows.itertuples():
    year = f": {row.number:.0f}" if row.unit.startswith("year") else ""
    print(fill(f"[tier {row.source_tier}] {row.fact}{year}", width=80), "\n")

# %% [markdown]
# ## Why the stakes are higher here
#
# Every therapy has a gradient of power. Three things make it steeper in a drug session. The person
# cannot leave for hours. They depend on two people for water, warmth and the way to the bathroom. And
# the drug acts on the very senses that guard a [boundary](../glossary.md#boundary): in healthy
# volunteers touch felt more pleasant, the wish for company grew, and **fear and anger in other faces
# were recognised less well** ([Hysek 2014](https://doi.org/10.1093/scan/nst161); table `mechanisms`).
#
# Turn the couple lesson around. What brings partners closer can make a stranger's closeness feel safe
# when it is not. Empathy is not a safeguard.

# %%
ask("m05-4-empathy", ...)

# %% [markdown]
# ## Touch: for and against
#
# | for | against, or limits |
# |---|---|
# | Most of 18 participants of a psilocybin trial valued that touch was available; some spoke of connection and grounding ([Ham 2026](https://doi.org/10.1002/brb3.71262)) | Some spoke of possible discomfort or distraction; people who were harmed are least likely to be interviewed |
# | Sixteen researchers described touch as a common support ([McHerron 2025](https://doi.org/10.1177/20451253251377191)) | The same paper: people under a drug are more suggestible and may read touch in unforeseen ways |
#
# Neither study counts harm, neither compares touch with no touch, and neither is about MDMA. “Most
# valued it” is an answer to *did you like what you were offered*, not to *is it safe*.
#
# What nobody disputes: catching a person who stumbles is one thing; an embrace is another; and sexual
# contact with somebody in one's care is never treatment.

# %% [markdown]
# ## Consent is not a form
#
# Researchers in the interviews agreed on one point above all: consent to touch is settled *before* the
# session, in detail, practised, and then *managed throughout*
# ([McHerron 2025](https://doi.org/10.1177/20451253251377191)). From this follow three rules that you
# can apply to any case:
#
# 1. **Beforehand, specific.** Which touch, where, for what, and how to stop it.
# 2. **Always narrower.** A yes may be withdrawn at any moment, by a word, a sign or a flinch. Every
#    “no” counts, also one spoken under the drug.
# 3. **Never wider.** A new wish that arises under the drug is kept for a sober day.
#
# Rule 3 troubles people: who are we to refuse what an adult asks for? But the asking is what the drug
# may have changed. Some hold that nobody can fully understand such an experience before having it
# ([Jacobs 2023](https://doi.org/10.3389/fpsyg.2023.1108333)); then limits agreed in advance matter
# all the more.

# %%
ask("m05-4-form", ...)

# %%
ask("m05-4-request", ...)

# %% [markdown]
# ## A good ending is not a defence
#
# Months later the person is better and grateful. Was the embrace all right?
#
# **Why it is tempting** to say yes: outcomes are what trials count, and gratitude is moving. But the
# act and the outcome are two questions. The outcome mixes therapy, time, luck and the drug (lesson
# 5.1). The act was within the agreed limits or it was not, and the next person may not be lucky. It
# works the other way, too: a bad outcome does not prove that somebody did wrong.
#
# Judge what was done by what was agreed and known *at the time*.

# %%
ask("m05-4-outcome", ...)

# %% [markdown]
# ## What silence is worth
#
# “No boundary violations were reported.” How reassuring is that? Two things decide: how many people
# were treated, and what share of harms is ever *reported*. Some therapists' harms are seen by nobody
# but the person, who may be dependent, ashamed or unsure.
#
# Suppose that 5 of 100 people are harmed, that one harm in ten is reported, and that a trial treats
# 53. Of 100 such trials, how many hear **nothing**?

# %%
ask("m05-4-silent", ...)

# %%
people = 53


def hears_nothing(harmed, reported, n=people):
    """Of 100 trials of n people, how many get no report; harmed and reported are per 100."""
    return 100 * (1 - harmed / 100 * reported / 100) ** n


print(f"one in ten reported: {hears_nothing(5, 10):.0f}; all reported: {hears_nothing(5, 100):.0f}")
reveal("m05-4-silent", round(hears_nothing(5, 10)))

# %%
harmed = np.arange(0, 21)
fig, states = go.Figure(), {}
marker = {"size": 14, "color": COLOURS["active"]}
fig.add_scatter(x=harmed, mode="lines", line={"color": COLOURS["active"], "width": 3})
fig.add_scatter(x=[5], mode="markers", marker=marker)
for share in (5, 10, 20, 30, 40, 50, 75, 100):
    quiet = hears_nothing(harmed, share)
    title = f"If {share} of 100 harms are reported,<br>{quiet[5]:.0f} of 100 trials hear nothing"
    states[str(share)] = {"y": [quiet, [quiet[5]]], "title": title}
slider(fig, states, prefix="harms reported, per 100", traces=[0, 1], start="10")

# %%
fig.update_layout(
    xaxis={"title": "people truly harmed, per 100 (assumed)"},
    yaxis={"title": "trials without a report, per 100", "range": [0, 102]},
    height=470,
)
show(
    fig,
    alt="When few harms are reported, most trials of 53 hear nothing even if many are harmed.",
    table=pd.DataFrame(
        [(share, round(state["y"][1][0])) for share, state in states.items()],
        columns=["reported, per 100", "silent trials if 5 in 100 are harmed"],
    ),
)

# %% [markdown]
# **Two questions to guide you**
#
# 1. At which share of reporting does silence begin to reassure you about a harm to 5 in 100?
# 2. What could a trial do to move that slider, besides asking more people?
#
# This is a calculation with assumed rates, not an estimate of how common harm is. Nobody knows that.
#
# **Your turn, with a little help.** Now the friendly case: *every* harm is reported, and a trial of 53
# reports none. What is the upper 95 % limit, per 100?

# %%
# your_limit = 100 * stats.exact_binomial_ci(___, ___)[1]
your_limit = ...
ask("m05-4-upper", your_limit)

# %%
upper = 100 * stats.exact_binomial_ci(0, people)[1]
print(f"{upper:.1f} per 100")

# %% [markdown]
# **Now without help.** Reporting at one in ten again: how many people must be treated before at least
# one report would come in 95 of 100 trials, if 5 of 100 are harmed?

# %%
ask("m05-4-needed", ...)

# %% [markdown]
# ## A number that is not a rate
#
# In a survey of people who use psychedelics outside of trials, about 8 % said that they *or somebody
# they know* had been the victim of inappropriate sexual contact by a sitter, guide or practitioner
# ([Kruger 2025](https://doi.org/10.1089/psymed.2024.0011)). It is easily retold as “8 % of clients
# are abused”.

# %%
ask("m05-4-survey", ...)

# %% [markdown]
# ## Six steps through a case
#
# *Original composite.* In preparation, Robin agrees to a hand on the shoulder, nothing else. During
# the session Robin weeps and reaches out; a therapist takes Robin into an embrace that lasts minutes.
# The second therapist looks away. Robin later says it was the best moment of the treatment.
#
# | step | write | here |
# |---|---|---|
# | facts | known, claimed, unknown | agreed limit; embrace; a witness; nobody asked |
# | people | who is affected, who has power | Robin, both therapists, the next participants |
# | principles | two or more, and where they pull apart | comfort now; a promise made; safety of others |
# | options | at least three, one of them modest | say nothing; talk with Robin; report and review |
# | decision | what, who, by when | stop, note it that day, tell the supervisor, talk with Robin sober |
# | doubt | what would change your mind | a different written limit; the video |
#
# What does *not* decide: that Robin liked it.

# %% [markdown]
# ## What this cannot tell us
#
# - **How often boundaries are crossed.** No trial here counted it well. Silence and the survey both
#   fail to say.
# - **Which safeguards work.** Two therapists, recording, outside supervision and a contact who is not
#   on the team are sensible. In the case above two therapists and a camera did not suffice.
# - **Whether touch helps.** Nobody compared.
# - **What happened in a real case.** We read reports, not evidence before a court.
# - **The right answer to every case.** The six steps make reasons visible; they do not replace them.

# %% [markdown]
# ## Recall
#
# Answer in your own words before you open each answer. Two questions return to module 1.

# %%
ask("m05-4-recall-rules")
ask("m05-4-recall-stakes")
ask("m05-4-recall-ending")
ask("m05-4-recall-silence")
ask("m05-4-recall-denominator")
ask("m05-4-recall-source")

# %% [markdown]
# ## Where the numbers come from, and where to go next
#
# **Sources.** Years and reports: tables `ethics` and `history` (press reports, tier C). Interviews:
# [McHerron 2025](https://doi.org/10.1177/20451253251377191),
# [Ham 2026](https://doi.org/10.1002/brb3.71262), read as abstracts. Survey:
# [Kruger 2025](https://doi.org/10.1089/psymed.2024.0011); its 8 % from a news summary.
#
# **Reading.** [McHerron 2025](https://doi.org/10.1177/20451253251377191) on consent to touch.
#
# **Practice.** Exercise `m05-boundary`: a case of your own to think through, marked by a person with
# the rubric beside it.
#
# **Next.** Module 6 asks how to design a trial that could tell us more; module 9 returns to harm and
# accountability.

# %% [markdown] tags=["instructor"]
# **Before you teach this.** In any group somebody may have been harmed in care. Announce the content a
# session ahead, let people leave without a word, and have a person to turn to. Keep the discussion on
# rules and records, not on the participant.
#
# **Timing.** Record 7 min · stakes and touch 8 · consent and endings 10 · silence explorer 10 · six
# steps 8 · recall 2.
#
# **Common stumbles.** “Refusing is paternalistic”: ask what was agreed, by whom, in which state.
# “Nothing was reported, so nothing happened.” In the silence model learners confuse the harmed with
# the reported.
#
# **Discuss.** You may add one safeguard to a trial. Which, and how would you know that it worked?
#
# **Board.** A funnel: harmed → noticed → told somebody → reported → published. Let the class guess
# each step.
