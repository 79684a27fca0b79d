# %% [markdown]
# # From the 1980s couch to refusal and retraction
#
# *Labels, advice, decisions: which of them changed anything?*
#
# 55 minutes · needs lessons 2.1 and 2.2
#
# After this lesson you will be able to:
#
# - **find** what was in force on a day, among what was announced and advised;
# - **count** how often somebody looked, and not how often somebody signed;
# - **calculate** what “no harm seen” can and cannot rule out;
# - **decide** from its papers how a number may enter a sentence;
# - **calculate** yearly growth from complete years.

# %% [markdown]
# **Data.** Tables `legal_steps`, `documents`, `history` and `publications`. The days of the 1980s come
# from an opinion of a judge (1986) and a judgment (1987), read in a public archive; most days after 2016
# come from reports (tier C).
#
# **A note before you begin.** This lesson is about reading evidence on law and approval. It is not legal
# or medical advice, not training to treat anybody, and it gives no guidance on obtaining or taking any
# drug. If you are in distress, please turn to a health professional or a crisis line
# ([findahelpline.com](https://findahelpline.com)).

# %%
import numpy as np
import pandas as pd
import plotly.graph_objects as go

from course import ask, load, reveal, show
from course.figures import COLOURS, slider

# %% [markdown]
# In the early 1980s some therapists in the United States gave MDMA in sessions; no law of that country
# named it. On
# 31 May 1985 the authority printed an emergency rule: MDMA goes into Schedule I for a time, the strictest
# list. ([Scheduling](../glossary.md#scheduling) means putting a substance on one of the lists.)
#
# A story is set on 15 June 1985. What was the status of MDMA on that day? And what would you have to look
# up?

# %%
ask("m02-4-june", ...)

# %%
steps = load("legal_steps").query("status == 'ok'")
us = steps[steps.matter == "MDMA in the United States"]
binding, advice = us[us.force == "binding"], us[us.force == "advice"]

# %% tags=["chart"]
# Draws the status over the years, with what was printed and what was advised
levels = ["unscheduled", "Schedule III", "temporary Schedule I", "Schedule I"]
fig = go.Figure()
days = ["1984-01-01", *binding.in_force[:2], "1987-09-18", None, "1988-03-23", "1988-12-31"]
holds = ["unscheduled", "temporary Schedule I", "Schedule I", "Schedule I", None, *levels[3:] * 2]
line = {"shape": "hv", "width": 4, "color": COLOURS["active"]}
fig.add_scatter(x=days, y=holds, mode="lines", line=line)
for rows, symbol in ((binding, "circle-open"), (advice, "x-thin-open")):
    marker = {"symbol": symbol, "size": 13, "color": COLOURS["uncertainty"], "line_width": 2.5}
    fig.add_scatter(x=rows.announced, y=rows.gives.str.replace(" again", ""), mode="markers",
                    marker=marker)  # fmt: skip
fig.update_layout(title="Of five steps two were advice (×)<br>and changed nothing (○ is printed)",
                  yaxis={"categoryarray": levels, "range": [-0.5, 3.5]}, height=330)  # fmt: skip
show(fig, alt="Each printed rule came into force about a month later; two pieces of advice never did.",
     table=us[["announced", "in_force", "gives", "force"]])  # fmt: skip

# %%
reveal("m02-4-june", "b")

# %% [markdown]
# ## Announced, advised, in force
#
# Every step has up to two days: the day on which it is *announced*, and the day on which it is
# *in force*, its [effective date](../glossary.md#effective-date). The emergency rule was printed on
# 31 May and in force 31 days later. Between the two, the old status held.
#
# And some steps have no second day at all. A notice of intent, a judge's recommendation, the vote of a
# panel: they are **advice**. They may be wise, and bind nobody. In 1986 the judge who heard 33 witnesses
# recommended Schedule III. The authority did not follow.
#
# So ask three questions. *What happened? Who decides? From which day?* In code, for one day:

# %%
day = "1986-07-01"
so_far = binding[binding.in_force <= day]
print(day, "->", so_far.gives.iloc[-1])

# %% [markdown]
# **Why it is tempting** to take the day of the news: that is the day we read about it, and the day that
# the archives of newspapers give back. The day in force has no headline.
#
# **Change it.** Set another `day`. Find the last day on which “temporary” is right. Then set
# `counts = "announced"` and see on which days the two readings differ. (Between 18 September 1987 and
# 22 March 1988 our sources disagree on the status. Ask nothing there.)

# %% tags=["try"]
day, counts = "1986-11-01", "in_force"  # change these two
so_far = binding[binding[counts] <= day]
print(f"{day}, counting from {counts}: {so_far.gives.iloc[-1] if len(so_far) else 'unscheduled'}")


# %% [markdown]
# The next cell does the same for 26 days and three ways of reading: by the day in force, by the day of
# the news, and by whatever was advised last. You need not follow its code; look at the figure.


# %%
def reading(day, rows, counts):
    """The last status that one way of reading gives for a day."""
    so_far = rows[rows[counts] <= day].sort_values(counts)
    return so_far.gives.iloc[-1] if len(so_far) else "unscheduled"


both = us.assign(day=us.in_force.where(us.force == "binding", us.announced))
days = [f"{y}-{m:02d}-15" for y in range(1984, 1989) for m in (2, 5, 6, 8, 10, 12)]
days = [d for d in days if d > "1984-05" and not "1987-09" < d < "1988-03-23"]
readings = pd.DataFrame({"in force": [reading(d, binding, "in_force") for d in days],
                         "by the news": [reading(d, binding, "announced") for d in days],
                         "by advice": [reading(d, both, "day") for d in days]}, index=days)  # fmt: skip
print((readings["in force"] != readings["by the news"]).sum(), "of", len(days), "days differ")

# %% tags=["chart"]
# Draws three ways to read the status, and lets a line walk through the days
ways = list(readings)
looks = [("active", "circle"), ("uncertainty", "square-open"), ("uncertainty", "x-thin-open")]
fig = go.Figure()
for way, (role, symbol) in zip(ways, looks, strict=True):
    marker = {"color": COLOURS[role], "symbol": symbol, "size": 13, "line_width": 2}
    fig.add_scatter(mode="markers", marker=marker, x=[0], y=[way])
says, y = "{}<br>in force: {}", [[way] for way in ways]
states = {d[:7]: {"x": [[row[way].replace(" again", "")] for way in ways], "y": y,
              "title": says.format(d, row["in force"])} for d, row in readings.iterrows()}  # fmt: skip
slider(fig, states, prefix="the 15th of", traces=[0, 1, 2], start="1985-06")
axis = {"tickvals": levels, "ticktext": ["none", "III", "I for a time", "I"], "title": "schedule"}
fig.update_layout(xaxis=axis | {"categoryarray": levels, "range": [-0.4, 3.4]}, height=380)
show(fig, alt="By the news, and by advice, MDMA is scheduled sooner or otherwise than it was in force.",
     table=readings.rename_axis("day"))  # fmt: skip

# %% [markdown]
# **Two questions to guide you**
#
# 1. On which days are the news ahead of the law? How long does that last each time?
# 2. Where does a reader of advice go wrong, in *which direction*? Is it always the same one?
#
# The same three questions serve for an approval. In 2017 MDMA-assisted therapy got a label for speed,
# [breakthrough therapy](../glossary.md#breakthrough-designation). On 4 June 2024 a committee voted 2 to 9
# on whether the data show that it is effective, and 1 to 10 on whether benefits outweigh risks. The
# letter of refusal is dated 8 August and became known on 9 August 2024.

# %%
fda = steps[steps.matter == "MDMA-assisted therapy at the FDA"]
fda[["announced", "in_force", "step", "force", "source_tier"]]

# %%
ask("m02-4-panel", ...)

# %% [markdown]
# ## Three signatures are not three looks
#
# To schedule a drug, offices ask each other. The opinion of 1986 and the judgment of 1987 tell how it
# went. A staff memo found the abuse potential *not substantiated*; it was not passed on. The next letter
# said *significant*, the one after it *high*. Asked, the staff of the FDA found no reference to MDMA in
# their files. The health department made typographical corrections, and agreed.
#
# Three letterheads. How many looks? Build a small world, **simulated**: each office is wrong in 20 of 100
# cases when it looks for itself. The first one looks. The second and third look, or copy the one before.


# %%
def simulated_letters(copies, errs=0.2, cases=100_000, seed=1986):
    """Per 100 cases, how often three simulated offices agree on what is wrong."""
    rng = np.random.default_rng(seed)
    wrong = rng.random(cases) < errs
    all_wrong = wrong
    for _ in range(2):
        wrong = np.where(rng.random(cases) < copies, wrong, rng.random(cases) < errs)
        all_wrong = all_wrong & wrong
    return 100 * all_wrong.mean()


print(f"all three wrong, if the others copy 9 times in 10: {simulated_letters(0.9):.1f} of 100")

# %% [markdown]
# Nearly as often as the first office alone. **Change it**: set `copies` between 0 (each looks for itself)
# and 1 (both copy).

# %% tags=["try"]
copies = 0.5  # change this
print(f"all three agree on what is wrong: {simulated_letters(copies):.1f} of 100")

# %% [markdown]
# **Without help.** Suppose that each of the three looks for itself and errs in 30 of 100 cases. Of 100
# cases, in how many do all three agree on what is wrong?

# %%
ask("m02-4-three-looks", ...)

# %%
ask("m02-4-chain", ...)

# %% [markdown]
# ## No harm seen
#
# The opinion names people who had been given MDMA in treatment or in a small study before 1986. Of two
# groups it reports no evident harm; for the third our row gives the number alone.

# %%
documents = load("documents").set_index("doc_id")
seen = documents.loc[["doc_025", "doc_026", "doc_027"], ["fact", "number", "known_issue"]]
pd.set_option("display.max_colwidth", 100)
seen

# %% [markdown]
# What can none of 120 rule out? Suppose that some harm comes to 2.5 of 100 people. Then each person
# is spared with a chance of 97.5 of 100, and a group of 120 has none of it this often:

# %%
spared = 97.5
print(f"one spared: {spared} of 100; all 120: {100 * (spared / 100) ** 120:.1f} times in 100")
print(
    f"3 divided by the people: {100 * 3 / 120:.1f} of 100; for all 196: {100 * 3 / 196:.1f} of 100"
)

# %% [markdown]
# Five times in 100: rare, and not out of the question. A harm twice as common would hardly have stayed
# away. That is the [rule of three](../glossary.md#rule-of-three): *with none among n people, up to about
# 3 in n still fits*. For 120 that is 2.5 of 100; if nothing was seen in the other 76 either, 1.5 of 100
# at best.
#
# And that holds for harm that *would have been noticed*. Our rows mention no list of harms that
# anybody went through, and no visit a year later. Lesson 4.4 goes on from here.
#
# **Without help.** For the group of nearly 100 alone: what still fits, in people per 100?

# %%
ask("m02-4-none-of-100", ...)

# %%
ask("m02-4-safe", ...)

# %% [markdown]
# ## What a row may become
#
# A day after the letter of 2024 became known, a journal retracted three papers on MDMA-assisted therapy
# ([one of them, retracted](https://doi.org/10.1007/s00213-019-05249-5)). Twenty-one years before,
# according to a list of retractions, a paper on a *harm* of MDMA was withdrawn: the animals had been given
# another drug. A
# [retraction](../glossary.md#retraction) cuts on both sides.
#
# So each number needs its papers before it enters a sentence. The rule of this course:
#
# | the row is | it may enter as |
# |---|---|
# | retracted | a **retraction**, and no more |
# | doubtful or unverified | an **open** question |
# | otherwise, tier C | **attributed**: “according to …” |
# | otherwise | a **fact** |
#
# A [correction](../glossary.md#correction) is no stain: somebody looked again and mended it. Read the
# status first and the tier second. Here are four rows. What may each become?

# %%
four = [
    load("history").query("history_id == 'history_044'").rename(columns={"event": "fact"}),
    load("documents").query("doc_id in ['doc_009', 'doc_017']"),
    load("trials", retracted=True)
    .query("trial_id == 'mithoefer_2019_pooled'")
    .rename(columns={"short_name": "fact"}),
]
pd.concat(four)[["fact", "source_tier", "status"]].assign(your_word="...").reset_index(drop=True)

# %% [markdown]
# In order: **attributed** (the notice of 2003 was not read by us, only a list that cites it), **open**
# (known from one copy), a **fact**, and a **retraction**: the [pooled analysis of 2019,
# retracted](https://doi.org/10.1007/s00213-019-05249-5), whose results may not be used. How did you do?

# %%
ask("m02-4-both-sides", ...)

# %% [markdown]
# ## A curve that grows
#
# “Research is booming.” How fast? One public repository counts papers on psilocybin in depression or
# anxiety: 279 in 2022 and 498 in 2025. Predict the growth **per year**.

# %%
ask("m02-4-growth", ...)

# %%
papers = load("publications")
counts = papers.pivot(index="year", columns="series", values="count")
factor = (498 / 279) ** (1 / 3)
print(f"over three years times {498 / 279:.3f}; per year times {factor:.3f}")
print(f"check: 279, {279 * factor:.0f}, {279 * factor**2:.0f}, {279 * factor**3:.0f}")

# %% tags=["chart"]
# Draws papers per year in three selections, the unfinished year hollow
fig = go.Figure()
for name, dash in zip(counts, ("solid", "dash", "dot"), strict=True):
    whole = counts[name].loc[:2025]
    look = {"dash": dash, "color": COLOURS["active"], "width": 3}
    fig.add_scatter(x=whole.index, y=whole, mode="lines+markers", line=look, marker_size=9)
    fig.add_scatter(x=[2026], y=[counts[name][2026]], mode="markers", marker_size=12,
                    marker_symbol="circle-open", marker_color=COLOURS["uncertainty"])  # fmt: skip
for name, x, y in zip(counts, (2022, 2023.05, 2022), (410, 225, 88), strict=True):
    fig.add_annotation(text=name.replace("_", " "), x=x, y=y, xanchor="left", showarrow=False)
fig.update_layout(title="Three selections, three speeds;<br>2026 is not over (○)", height=360,
                  yaxis={"title": "papers", "range": [0, 560]}, xaxis={"dtick": 1})  # fmt: skip
show(fig, alt="In each selection 2025 had more papers than 2022; the counts of 2026 are unfinished.",
     table=counts.reset_index())  # fmt: skip

# %%
reveal("m02-4-growth", 100 * (factor - 1))

# %% [markdown]
# Three years *together* give 78 % more. But a third of that, 26 %, is too much for one year: each year
# builds on the year before. This is [compound growth](../glossary.md#compound-growth): look for the one
# factor that, used three times, leads from 279 to 498.
#
# Three traps more. Four counts have **three** steps between them. The search ended in August **2026**, so
# that year is no fall. And doubling comes sooner than 100 / 21 years, because the growth itself grows:
# ln 2 / ln 1.213 = 3.6 years.

# %%
print(f"together {100 * (498 / 279 - 1):.0f} %; a third of it {100 * (498 / 279 - 1) / 3:.0f} %")
print(f"doubling: {np.log(2) / np.log(factor):.1f} years")

# %% [markdown]
# **Without help.** The smallest selection, `included_reviews`: 49 papers in 2022, 82 in 2025. Growth per
# year, in percent?

# %%
ask("m02-4-third", ...)

# %% [markdown]
# One literature, three selections, three speeds. None is *the* speed; each belongs to its search. And a
# curve of papers counts attention. It does not say why, and it does not say that anything works.

# %% [markdown]
# ## What this cannot tell us
#
# - **Harm or benefit.** A status is a decision of a day. It is not a measurement.
# - **The winter of 1987 to 1988.** For half a year our sources disagree on the status, and we leave it
#   open.
# - **What the letter of 2024 says, word by word.** We read its date on the letter and its content in
#   summaries.
# - **How the therapists of the 1980s chose and followed people.** Our rows hold little of it.
# - **Earlier booms.** For the 1950s and 1960s sources speak of more than 1,000, or more than 2,000,
#   papers. They disagree, no yearly series was found, and we plot nothing.

# %% [markdown]
# ## Recall
#
# Close the page in your mind and answer in your own words. Two questions return to module 1.

# %%
ask("m02-4-recall-june")
ask("m02-4-recall-look")
ask("m02-4-recall-three")
ask("m02-4-recall-row")
ask("m02-4-recall-steps")
ask("m02-4-recall-vote")
ask("m02-4-recall-retracted")

# %% [markdown]
# ## Where the numbers come from, and where to go next
#
# **Sources.** Tables `legal_steps`, `documents` (doc_024 to doc_034), `history` (history_044, 057, 082,
# 092 to 099) and `publications`, each row with its address where there is one. The retracted papers are
# named to show retraction, as [this one, retracted](https://doi.org/10.1007/s00213-019-05249-5).
#
# **Practice.** Exercises `m02-status`, `m02-growth` and `m02-cite`.
#
# **Next.** Module 3, *Pharmacokinetics*: from history to the day after a dose.

# %% [markdown] tags=["instructor"]
# **Timing.** Hook 6 min · in force 13 · signatures 9 · no harm seen 8 · rows 7 · growth 9 · recall 3.
#
# **Common stumbles.** “The judge decided”: ask who could overrule him. The vote of 2 to 9 is read as the
# refusal itself. In the rule of three some divide by three. Many take 2026 for a fall.
#
# **Discuss.** A headline says *FDA panel kills MDMA therapy*. Rewrite it for 4 June and for 9 August 2024.
#
# **Board.** A line of days. Above it what was in the news, below it what was in force.
