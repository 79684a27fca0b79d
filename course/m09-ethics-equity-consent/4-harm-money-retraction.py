# %% [markdown]
# # Harm, money, retraction
#
# *Three papers are gone. What else falls with them, and what does not?*
#
# 45 minutes · needs lesson 1.1 (retraction) and lesson 5.4
#
# After this lesson you will be able to:
#
# - **trace** a retraction through claims that rest on it, directly or by way of others;
# - **recognise** one work behind several spellings of its identifier;
# - **explain** what a retraction says, and what it does not say;
# - **separate** what was alleged, by whom, from what was found, by whom.

# %% [markdown]
# **Data.** Table `retraction_dependence`: eleven claims and what they cite. Table `retraction_coverage`: newspapers
# and a retraction of 2003 (abstract). Tables `ethics` and `history` for dates; many rows come from the press
# (tier C), and each says so. Three papers below are **retracted** and cited only as such.
#
# **A note before you begin.** Abuse by therapists is named here, in dates and single lines, and not described. Nobody
# is named, and **you are not asked to guess anything about a real person's case**: that part is told. Suicide and
# racism are named in this module, too. It is about reading evidence: not medical or legal advice, and no guidance on
# obtaining or taking any drug. If something like this happened to you, it was not your fault;
# [findahelpline.com](https://findahelpline.com) lists crisis lines by country.

# %%
import numpy as np
import pandas as pd
import plotly.graph_objects as go

from course import ask, load, reveal, show
from course.figures import COLOURS, slider

# %% [markdown]
# On 10 August 2024 a journal [retracted](../glossary.md#retraction) three papers on MDMA-assisted therapy: a pooled analysis of small trials, a
# follow-up of them, and a study of stopping antidepressants. Below are eleven claims and what each cites. Read the
# list with a pencil.
#
# Before you go on: how many of the eleven **lose their only support**? And take c03, whose only source is retracted:
# what is the claim that gains lasted at least a year now?

# %%
claims = load("retraction_dependence").set_index("claim_id")
print("retracted: 10.1007/s00213-019-05249-5, -020-05548-2, -020-05710-w\n")
for id, row in claims.iterrows():
    print(f"{id} {row.claim}\n     cites {row.cites.replace(';', '; ')}\n")

# %%
ask("m09-4-lose", ...)
ask("m09-4-now", ...)

# %% tags=["chart"]
# Draws what becomes of each of the eleven claims
short = ["phase 3 result", "dose and design", "gains lasted a year", "stopping a medicine",
         "12.4 % in a bulletin", "pooled effect", "growth", "sleep", "early follow-up",
         "small trials", "stopping: no matter"]  # fmt: skip
look = {"unsupported": ("x-thin-open", "uncertainty"), "re-check": ("diamond-open", "difference"),
        "stands": ("circle", "difference")}  # fmt: skip
names = [f"{id} {words}" for id, words in zip(claims.index, short, strict=True)][::-1]
ticks = ["no<br>support", "re-<br>check", "stands"]
bottom = {"tickvals": [0, 1, 2], "ticktext": ticks, "tickangle": 0, "range": [-0.5, 2.5]}


def marked(verdicts):
    """Where the eleven marks stand and what they look like."""
    colours = [COLOURS[look[v][1]] for v in verdicts]
    return {"x": [list(look).index(v) for v in verdicts],
            "marker": {"symbol": [look[v][0] for v in verdicts], "color": colours, "size": 14}}  # fmt: skip


# %% tags=["chart"]
# Shows the claims with all three papers gone
fig = go.Figure(go.Scatter(y=names, mode="markers", **marked(claims.verdict[::-1])))
title = "Eleven claims: four lose their only support,<br>three must be checked, four stand"
fig.update_layout(title=title, xaxis=bottom, height=460)
show(fig, table=claims[["claim", "verdict"]],
     alt="Of eleven claims four lose their only support, three must be checked, four stand.")  # fmt: skip
reveal("m09-4-lose", int((claims.verdict == "unsupported").sum()))
reveal("m09-4-now", "d")

# %% [markdown]
# ## Follow the thread
#
# Three questions, in this order, for each claim.
#
# 1. **Is any work left?** Strike the retracted ones. If none is left, the claim is *without support*.
# 2. **Where have those left got it from?** If one of them takes the matter from a retracted paper, *check again*. The
#    bulletin of c05 was never retracted; its 12.4 % comes from a paper that was.
# 3. **Does a pool hold the same people?** c07 and c08 pool trials of the same sponsor and years. Nobody retracted
#    them. Whether the site of the notices is in their pools was not read for this course: *check again*.
#
# Otherwise the claim *stands*. c10 cites four papers, one of them retracted: three still carry it.

# %%
claims.loc[["c05", "c06", "c07", "c10"], ["its_sources_cite", "verdict", "why"]]

# %% [markdown]
# **Why it is tempting** to stop at question 1: the word *retracted* stands on some pages and not on others, and that
# looks like a clean line. But numbers travel without their labels.

# %%
ask("m09-4-four", ...)

# %% [markdown]
# ## One paper, many spellings
#
# Did you find c03 and c04? One writes its identifier (DOI) in capitals behind an address, the other after “doi:” and
# with a full stop. To a computer these are other strings. Bring all to one form before you compare.

# %% tags=["try"]
# Two of the four are not recognised. Add .removeprefix("doi:") or .rstrip(".") to the chain until all four are.
gone = "10.1007/s00213-020-05710-w"
for written in (
    gone,
    "10.1007/S00213-020-05710-W",
    "doi:10.1007/s00213-020-05710-w",
    "10.1007/s00213-020-05710-w.",
):
    print(written.lower() == gone, written)

# %%
ask("m09-4-same", ...)

# %% [markdown]
# **Your turn, alone.** One work is retracted: `10.1000/a`. How many of these five claims lose their only support?
#
# - k1 cites `10.1000/A`
# - k2 cites `10.1000/a.` and `10.1000/b`
# - k3 cites `10.1000/b`, which takes it from `10.1000/a`
# - k4 cites `doi: 10.1000/ab`
# - k5 cites `doi:10.1000/a` and, once more, `10.1000/A.`

# %%
ask("m09-4-alone", ...)

# %% tags=["chart"]
# Works out what falls if only some of the papers were retracted
ends = {"pooled": ["05249-5"], "follow-up": ["05548-2"],
        "stopping": ["05710-w"]}  # fmt: skip
own, behind = claims.cites.str.lower(), claims.its_sources_cite.str.lower()
works, pools = own.str.count(";") + 1, own.str.contains("jts.22", regex=False)
states = {}
cases = {"none": []} | ends | {"all": [e for [e] in ends.values()]}
for label, gone_ends in cases.items():
    lost = sum((own.str.contains(e, regex=False) for e in gone_ends), start=0 * works)
    deep = sum((behind.str.contains(e, regex=False) for e in gone_ends), start=0 * works) > 0
    check = deep | (pools & bool(gone_ends))
    verdict = np.where(check, "re-check", "stands")
    states[label] = np.where(lost == works, "unsupported", verdict)[::-1]

# %% tags=["chart"]
# Draws the claims; the slider chooses which papers are gone
fig, frames = go.Figure(go.Scatter(y=names, mode="markers")), {}
for label, verdicts in states.items():
    down, check = sum(verdicts == "unsupported"), sum(verdicts == "re-check")
    title = f"Gone: {label}.<br>{down} lose support, {check} to check"
    frames[label] = {k: [v] for k, v in marked(verdicts).items()} | {"title": title}
slider(fig, frames, prefix="gone", traces=[0], start="none")
fig.update_layout(xaxis=bottom, height=560)
table = pd.DataFrame({k: v[::-1] for k, v in states.items()}, index=claims.index).reset_index()
show(fig, table=table,
     alt="Each paper takes one or two claims; the pooled one leaves most to be checked.")  # fmt: skip

# %% [markdown]
# **Two questions to guide you**
#
# 1. Which of the three papers leaves most behind that must be checked?
# 2. Why do two claims fall with the study of stopping antidepressants, though they say opposite things?
#
# ## What a retraction says
#
# Here is what reports of August 2024 say about the three notices. The last row, the registry number of the site, was
# read in a forum post: it is the one on which the verdict of c06 stands.

# %%
from textwrap import fill

rows = load("ethics").query("topic == 'retraction' or ethics_id == 'ethics_041'")
for row in rows.itertuples():
    print(fill(f"[tier {row.source_tier}, {row.source_citation}] {row.fact}", width=86), "\n")

# %% [markdown]
# So the stated reasons are: protocol violations amounting to unethical conduct at one site, known at submission and not
# disclosed; data of that site kept; interests not fully disclosed. It does **not** say that the drug fails, nor that it
# works. Which way would the numbers move if one site's data went? Draw it: six sites of 18 people, a true effect of
# 0.7 SD, and one site taken out. One draw, then many.

# %%
rng = np.random.default_rng(94)
sites = rng.normal(0.7, np.sqrt(4 / 18), (5000, 6))
simulated_move = sites[:, :5].mean(axis=1) - sites.mean(axis=1)
print("one simulated change of the effect:", round(simulated_move[0], 2), "SD")
print("larger without the site:", round(100 * (simulated_move > 0).mean()), "of 100")
print("change in the middle 95 of 100:", np.quantile(simulated_move, [0.025, 0.975]).round(2))

# %% [markdown]
# If that site's people were like the others, the effect grows as often as it shrinks. If they were not, nobody can say
# by how much until somebody analyses it again. A retraction removes a reason. It puts nothing in its place.

# %%
ask("m09-4-harm", ...)

# %% [markdown]
# ## Who told the readers
#
# That last question has a real case behind it. A paper of 2002 reported that MDMA damages the brains of monkeys. In 2003
# it was retracted: nearly all the animals had been given another drug; labels had been mixed up. A study looked at 50 large
# newspapers: 26 had reported the paper.
#
# Before you look: how many of the 26 never told their readers that it was retracted?

# %%
ask("m09-4-papers", ...)

# %%
coverage = load("retraction_coverage").set_index("what").newspapers
print(coverage.to_string())

# %% tags=["chart"]
# Draws fifty newspapers by what they told their readers
groups = {"paper and retraction": (14, "circle", "difference"),
          "paper only": (12, "x-thin-open", "difference"),
          "retraction only": (6, "circle-open", "difference"),
          "neither": (18, "square-open", "uncertainty")}  # fmt: skip
fig, start = go.Figure(), 0
for line, (name, (count, symbol, role)) in enumerate(groups.items()):
    spot = np.arange(start, start + count)
    start += count
    marker = {"symbol": symbol, "size": 13, "color": COLOURS[role], "line": {"width": 2}}
    fig.add_scatter(x=spot % 10, y=4 - spot // 10, mode="markers", marker=marker)
    fig.add_scatter(x=[0], y=[-1.5 - line], mode="markers+text", marker=marker,
                    text=[f"  {name}: {count}"], textposition="middle right")  # fmt: skip

# %% tags=["chart"]
# Gives the fifty newspapers their title and shows them
title = "Of 26 newspapers that reported the paper,<br>12 never reported its retraction"
hidden = {"visible": False, "fixedrange": True}
fig.update_layout(title=title, height=420, xaxis=hidden | {"range": [-0.6, 9.6]},
                  yaxis=hidden | {"range": [-5.3, 4.6]}, hovermode=False)  # fmt: skip
table = pd.DataFrame({"told of": groups.keys(), "newspapers": [g[0] for g in groups.values()]})
show(fig, table=table,
     alt="Of 50 newspapers 14 told of both, 12 of the paper alone, 6 of the retraction alone.")  # fmt: skip
reveal("m09-4-papers", int(coverage["covered the publication and never the retraction"]))

# %%
ask("m09-4-share", ...)

# %% [markdown]
# ## Money, said aloud
#
# Before you read on:

# %%
ask("m09-4-money", ...)

# %% [markdown]
# A company that pays for a trial, a therapist who trains others for a fee, a writer who sells books: interests are
# common, and they are no proof of anything. *Undisclosed* interests take from the reader the chance to weigh them.
# The notices of 2024 name them as a second reason. So ask of any paper: who paid, who analysed, who could look at the
# data, and is it said where a reader sees it?
#
# ## Dates only
#
# What led to the notices, as far as our tables go. Told, not asked. The left column says **who says so**: an
# allegation is somebody's statement; a finding is that of a body that looked. No court finding was read for this course.

# %%
dates = """
2015 [press, on a film] a session is filmed; it shows two therapists restrain a participant
2018 [press] the participant reports allegations to the sponsor
2022 [press] the film becomes public (March); the Canadian regulator reviews the trials (June)
2022 [press] reported: the participant had spoken of assault; prosecutors did not take the case
     forward
2022 [press] a coalition that had condemned the sponsor withdraws that statement, as it had not
     confirmed the reports (August)
2024 [the journal, as reported] three papers retracted: unethical conduct at one site (10 August)
"""
print(dates)

# %% [markdown]
# Nine years lie between the first line and the last. That a trial's result looked good, or that the drug may help, is
# no answer to any of these lines (lesson 5.4). And that a paper was retracted is no verdict on a person.
#
# ## What this cannot tell us
#
# - **Whether two pooled papers include the site.** It was not read; that is why they are marked *check again*.
# - **Why journals acted when they did.** Notices give reasons, not motives.
# - **What the results would be without the site.** Our tables hold no such analysis.
# - **How many readers noticed.** Newspapers were counted, not readers.
# - **Who is right where accounts differ.** A table of dates is not a court.

# %% [markdown]
# ## Recall
#
# In your own words, then open the answer. Two questions return to earlier modules.

# %%
ask("m09-4-recall-three")
ask("m09-4-recall-says")
ask("m09-4-recall-spelling")
ask("m09-4-recall-interests")
ask("m09-4-recall-m01")
ask("m09-4-recall-m05")

# %% [markdown]
# ## Where the numbers come from, and where to go next
#
# **Sources.** Tables `retraction_dependence`, `retraction_coverage`, `ethics`, `history`; each row names its source and
# tier. The pooled effect of c06 is that of the [SYPRES living review](https://doi.org/10.5281/zenodo.18740439); the
# phase 3 result is [Mitchell 2023](https://doi.org/10.1038/s41591-023-02565-4).
#
# **Reading.** The notices of retraction themselves, on the pages of the three papers: one page each. Look for the
# sentence that says *why*, and for who disagreed.
#
# **Practice.** Exercise `m09-retraction` in the assignment of this module.
#
# **Next.** Lesson 9.5, *Access, and a decision*.

# %% [markdown] tags=["instructor"]
# **Timing.** Hook and list 10 min · three questions 6 · spellings and alone 7 · explorer 4 · what it says 8 ·
# newspapers 6 · money, dates, recall 6. Say the content note aloud; let people leave during *Dates only*.
#
# **Common stumbles.** “Retracted means false.” “Not retracted means fine.” Learners want to know who was guilty; the
# lesson stays with who said what, when.
#
# **Discuss.** A retracted paper said that a drug harms, three others that it helps. Do you treat them alike?
#
# **Board.** Draw the eleven claims as a tree; cut three branches; what hangs on?
