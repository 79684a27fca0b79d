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
# “No boundary violations were reported.” You will meet this sentence, or its silence, in every trial. How much
# does it tell you? Suppose that 5 of 100 people are harmed, that one harm in ten is ever *reported*, and that
# a trial treats 53 people. Of 100 such trials, how many hear **nothing**?

# %%
ask("m05-4-silent", ...)

# %% tags=["try"]
harmed, reported, treated = 5, 10, 53  # per 100; of 100 harms; in the trial. Change one of them.
simulated_reports = np.random.default_rng(53).binomial(
    treated, harmed / 100 * reported / 100, 10_000
)
print("reports in the first ten trials:", simulated_reports[:10])
print(f"of 100 simulated trials {100 * (simulated_reports == 0).mean():.0f} hear nothing")


# %%
def hears_nothing(harmed, reported, n=53):
    """Of 100 trials of n people, how many get no report; harmed and reported are per 100."""
    return 100 * (1 - harmed / 100 * reported / 100) ** n


quiet = pd.Series({f"{share} of 100": hears_nothing(5, share) for share in (10, 100)})
quiet.round(0).rename_axis("harms that are reported").rename("silent trials, of 100")

# %% tags=["chart"]
# Draws a hundred trials for two shares of reporting
names = ["one harm in ten<br>is reported", "every harm<br>is reported"]
fig = go.Figure(go.Bar(x=quiet, y=names, orientation="h", marker_color=COLOURS["uncertainty"],
                       texttemplate="%{x:.0f}", width=0.5))  # fmt: skip
fig.update_layout(title="Where few harms are reported,<br>most trials hear nothing", height=280,
                  xaxis={"title": "silent trials, of 100", "range": [0, 102]},
                  yaxis_autorange="reversed")  # fmt: skip
show(fig, alt="If one harm in ten is reported, 77 of 100 trials hear nothing; if every harm is, 7 do.",
     table=quiet.round(0).rename_axis("reported").reset_index(name="silent trials"))  # fmt: skip
reveal("m05-4-silent", round(hears_nothing(5, 10)))

# %% [markdown]
# ## What is on record
#
# Now a record. A video of 2015, from a session of a phase 2 trial, shows two therapists restrain and hold a
# participant. According to press reports, one of the two had a lapsed licence, and said that sexual
# contact with the participant took place after the sessions, while the participant was still enrolled.
# The participant reported to the sponsor in 2018; the public saw the video in 2022. Prosecutors did not take
# the case forward. The regulator reviewed
# the trials. A coalition that had condemned the sponsor later withdrew its statement, because it had
# not confirmed the reports itself. In 2024 a journal retracted three papers of the programme; the
# reasons named were unethical conduct at one site and undisclosed interests (lesson 9.4).
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
# were recognised less well**, particularly by women ([Hysek 2014](https://doi.org/10.1093/scan/nst161);
# table `mechanisms`).
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
# ([McHerron 2025](https://doi.org/10.1177/20451253251377191)). From this the course draws three rules that
# you can apply to any case. The first two stay close to the interviews. The third goes further: the
# researchers found that flexible consent may also help, and asked for more guidance where a wish changes
# during a session.
#
# 1. **Beforehand, specific.** Which touch, where, for what, and how to stop it.
# 2. **Always narrower.** A yes may be withdrawn at any moment, by a word, a sign or a flinch. Every
#    “no” counts, also one spoken under the drug.
# 3. **Never wider.** A new wish that arises under the drug is kept for a sober day.

# %% [markdown]
# Rule 3 troubles people: who are we to refuse what an adult asks for? But the asking is what the drug
# may have changed. Jacobs argues that nobody can fully understand a psychedelic treatment before having it
# ([Jacobs 2023](https://doi.org/10.3389/fpsyg.2023.1108333)). From that one may conclude that limits agreed
# in ignorance bind *less*. This course concludes the opposite: where nobody can foresee the wish, nobody in
# the room should decide it on the spot. That conclusion is ours. Would you draw it?

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
# Back to “no boundary violations were reported”. Two things decide what it is worth: how many people were
# treated, and what share of harms is ever *reported*. Some therapists' harms are seen by nobody but the
# person, who may be dependent, ashamed or unsure.
#
# With one harm in ten reported, 77 of 100 trials of 53 heard nothing, although 5 of 100 people were harmed.
# Suppose a sponsor works on it: every person is asked by somebody outside the team, and *half* of the harms
# are reported. How many of 100 trials still hear nothing?

# %%
ask("m05-4-half", ...)

# %%
print(f"half of the harms reported: {hears_nothing(5, 50):.0f} of 100 trials hear nothing")
reveal("m05-4-half", round(hears_nothing(5, 50)))

# %% tags=["chart"]
# Draws the silent trials; the slider sets the share reported
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

# %% tags=["chart"]
# Sets the axes and shows the figure
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
upper = 100 * stats.exact_binomial_ci(0, 53)[1]
print(f"{upper:.1f} per 100")

# %% [markdown]
# **Now by trying.** Reporting at one in ten again: how many people must be treated before at least one report
# would come in 95 of 100 trials, if 5 of 100 are harmed? At least one in 95 of 100 means nothing in 5 of
# 100. Change the number until the cell prints 5.0.

# %% tags=["try"]
treated = 100  # change this
print(f"{treated} people: {hears_nothing(5, 10, treated):.1f} of 100 trials hear nothing")

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
# **Next.** Lesson 6.1 asks how to design a trial that could tell us more; lesson 9.4 returns to harm and
# accountability.

# %% [markdown] tags=["instructor"]
# **Before you teach this.** In any group somebody may have been harmed in care. Announce the content a
# session ahead, let people leave without a word, and have a person to turn to. Keep the discussion on
# rules and records, not on the participant.
#
# **Timing.** Silence and record 8 min · stakes and touch 7 · consent and endings 10 · silence explorer 10 · six
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
