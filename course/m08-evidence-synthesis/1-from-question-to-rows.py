# %% [markdown]
# # From question to rows
#
# *1,586 hits became six trials. Where did the others go, and who decided?*
#
# 45 minutes · needs module 1 and lesson 7.3
#
# After this lesson you will be able to:
#
# - **read** a flow diagram and say in which unit each box counts;
# - **explain** why most hits are copies, and find the box that does not add up;
# - **choose** one row for each trial by a protocol;
# - **show** how far a pooled result moves when the rule is another.

# %% [markdown]
# **Data.** The flow diagrams and the rows of two living reviews by SYPRES:
# [MDMA for PTSD](https://doi.org/10.5281/zenodo.18740439) and
# [psilocybin for depression](https://doi.org/10.5281/zenodo.15714852).
#
# **A note before you begin.** Behind each row are people who lived with trauma or depression and gave
# their time to a trial. This lesson is about reading evidence; it is not medical advice. The module's
# front page says where to turn if you need support.

# %%
import numpy as np
import plotly.graph_objects as go

from course import ask, load, reveal, show
from course.figures import COLOURS, slider
from course.stats import hedges_g, pool

# %% [markdown]
# A review begins with a question and a search. Five databases were asked about MDMA and PTSD. They gave
# 1,586 hits. In the end six trials were kept. In between, people read titles and abstracts, one by one.
#
# Before you look: for **each trial that was kept**, how many titles and abstracts did somebody screen?

# %%
ask("m08-1-screened", ...)

# %%
flow = load("prisma_flow")
steps = flow[flow.kind == "step"].pivot(index="box", columns="review", values="n")
steps.columns = ["MDMA", "psilocybin"]
order = ["records_identified", "records_screened", "reports_assessed", "studies_in_review"]
steps.loc[order].astype(int)

# %% tags=["chart"]
# Draws both flows from hits to studies, on a scale in which each step is ten times the last
fig = go.Figure()
words = ["hits", "screened", "read<br>in full", "studies<br>kept"]
looks = {
    "psilocybin": ("circle", "solid", "top right", 24),
    "MDMA": ("square", "dash", "bottom left", -22),
}
for name, (symbol, dash, side, up) in looks.items():
    fig.add_scatter(x=words, y=steps.loc[order, name], mode="lines+markers+text", textposition=side,
                    text=[f"{n:,.0f}" for n in steps.loc[order, name]], textfont_size=13,
                    line={"color": COLOURS["active"], "width": 3, "dash": dash},
                    marker={"size": 11, "symbol": symbol})  # fmt: skip
    fig.add_annotation(x=0.5, y=np.log10(steps.loc[order[:2], name]).mean(), text=f"<b>{name}</b>",
                       showarrow=False, xshift=1.7 * up, yshift=up, font_color=COLOURS["active"])  # fmt: skip
fig.update_layout(title="53 records screened for each trial kept<br>(MDMA); 74 for psilocybin",
                  xaxis={"range": [-0.85, 3.5], "tickangle": 0}, yaxis={"type": "log", "title": "number in the box",
                  "range": [0.4, 4.3], "tickvals": [10, 100, 1000, 10000], "ticktext": ["10", "100", "1,000", "10,000"]}, height=420)  # fmt: skip
show(fig, alt="From 1,586 hits 320 records are screened, 26 reports read and 6 trials kept for MDMA; from "
     "8,174 hits 1,103, 86 and 15 for psilocybin.", table=steps.loc[order].reset_index())  # fmt: skip

# %%
screened = steps.loc["records_screened"] / steps.loc["studies_in_review"]
print(screened.round(1))
reveal("m08-1-screened", screened["MDMA"])

# %% [markdown]
# ## Records, reports, studies
#
# Look at the words in the boxes. They change on the way down, and so does the unit.
#
# - A **hit** or [record](../glossary.md#record) is a line in a database: title, authors, abstract.
# - A [report](../glossary.md#report) is a text that can be read: a paper, a poster, a registry entry.
# - A [study](../glossary.md#study) is what was done with people. One study may have ten reports.
#
# Reviewers print this as a *flow diagram*, because a guideline for reviews, PRISMA, asks them to
# ([Page 2021](https://doi.org/10.1136/bmj.n71)). It is the only place where you can see what they left
# out.

# %%
ask("m08-1-order", ...)

# %%
for review, rows in flow.groupby("review"):
    print(review)
    print(rows[rows.kind != "database"][["kind", "box", "n"]].to_string(index=False), "\n")

# %% [markdown]
# ## Why so many copies?
#
# 1,000 of the 1,586 MDMA hits were taken off as copies. That sounds like a mistake. Let us see what
# overlap alone does, before we judge. Suppose there are 586 different papers, and each of five databases
# holds each paper with a chance of 54 in 100 (chosen so that about 1,586 hits come out). One simulated
# search first.

# %%
rng = np.random.default_rng(8)
holds = rng.random((5, 586)) < 0.54  # one row for each database, one column for each paper
hits = holds.sum()
different = holds.any(axis=0).sum()
print(f"simulated: {hits} hits, {different} different papers, {hits - different} copies")

# %% [markdown]
# About as many copies as in the real review, and nobody made a mistake. **Change** the chance and the
# number of databases and run it again. Which of the two counts hardly moves when you add a database?

# %% tags=["try"]
chance, databases = 0.54, 5  # change these two
searches = rng.random((200, databases, 586)) < chance  # two hundred simulated searches
found = searches.any(axis=1).sum(axis=1).mean()
print(
    f"simulated, on average: {searches.sum(axis=(1, 2)).mean():.0f} hits, {found:.0f} papers found"
)

# %% [markdown]
# So a large number of hits says how often the same papers are stored. It does not say how much was
# read. Yet not everything in the diagram is explained by overlap. Add the databases up yourself.

# %%
sums = flow[flow.kind == "database"].groupby("review").n.sum()
print(sums - flow[flow.box == "records_identified"].set_index("review").n)

# %% [markdown]
# The five databases add up to 2 and to 12 hits more than the total beside them. The totals carry a
# footnote mark that the figure does not explain. A question for the authors, and you found it by adding.

# %%
ask("m08-1-press", ...)

# %% [markdown]
# **Your turn, alone.** Psilocybin: of 100 hits, how many were gone before a person read anything? Two
# boxes take hits away before the screening. One decimal.

# %%
ask("m08-1-before", ...)

# %% [markdown]
# ## One trial, many rows
#
# Six trials are kept. Their results fill 31 rows of the table `meta_inputs`, as you saw in lesson 1.1:
# several weeks, several pairs of arms, two scales, end points and changes. To pool, you need **one row
# for each trial**. Which one?
#
# Suppose two people write different rules, each of them sensible. End point or change? Every time or the
# last? Every pair of arms or the one with the widest gap in dose? Before or also after the crossover,
# when control people had been offered the drug? That makes sixteen rules. How far apart will the
# smallest and the largest of the sixteen pooled effects be?

# %%
ask("m08-1-apart", ...)

# %% [markdown]
# A rule must be written as steps that a computer could follow, in an order. Here is the one that leads
# to the published result. It is worked out on Oehen 2013; follow how its six rows become one.

# %%
arms = load("arms").set_index(["trial_id", "arm_id"])
dose = arms.dose_mg.fillna(arms.dose_max_mg)  # only used to tell the arms apart
rows = load("meta_inputs").query("analysis == 'mdma_ptsd'").copy()
contrast = [
    dose[t, a] - dose[t, c] for t, a, c in rows[["trial_id", "arm_active", "arm_control"]].values
]
rows["contrast"] = contrast
look = ["instrument", "score", "timepoint_weeks", "after_crossover", "contrast", "g"]
oehen = rows[rows.trial_id == "oehen_2013"]
oehen[look]

# %%
oehen = oehen[oehen.instrument.str.startswith("CAPS")]
print(len(oehen), "rows of the interview scale CAPS")
oehen = oehen[oehen.score == "endpoint"]
print(len(oehen), "of them end points")
oehen = oehen[~oehen.after_crossover]
print(len(oehen), "before the crossover")
oehen = oehen[oehen.timepoint_weeks == oehen.timepoint_weeks.max()]
print(len(oehen), "at the last time;  g =", oehen.g.iloc[0])

# %% [markdown]
# **Your turn, with a little help.** Mithoefer 2018 had three arms and has nine rows. Do the same
# steps; the last one keeps the widest contrast of doses. Fill the gaps. Which g is left?

# %%
three_arms = rows[rows.trial_id == "mithoefer_2018"]
print(three_arms[look].to_string())
# left = three_arms[(three_arms.score == "____") & ~three_arms.____]
# your_g = left[left.contrast == left.contrast.____()].g.iloc[0]
your_g = ...
ask("m08-1-three", your_g)

# %% [markdown]
# **Why it is tempting** to take the last row, at month 12, and say “the effect lasts”: it is the
# longest follow-up there is. But by then the control people had been offered the drug as well. The two
# groups were no longer treated differently. Lesson 6.5 is about periods; here it is enough that the
# rule asks for the last time *before* the crossover.

# %%
ask("m08-1-late", ...)

# %% [markdown]
# **Your turn, alone.** Ot'alora 2018 has six rows in the table. Which g does the rule leave?

# %%
print(rows[rows.trial_id == "otalora_2018"][look].to_string())
ask("m08-1-alone", ...)

# %% [markdown]
# ## Sixteen rules
#
# Now all of it at once. `choose` takes the four decisions and returns the rows; `pool` makes one effect
# of them (lesson 8.2 says how).


# %%
def choose(score="endpoint", late=False, times="last", pairs="widest"):
    """The CAPS rows that a rule leaves."""
    left = rows[rows.instrument.str.startswith("CAPS") & (rows.score == score)]
    left = left if late else left[~left.after_crossover]
    for column, keep in (("timepoint_weeks", times == "last"), ("contrast", pairs == "widest")):
        if keep:
            left = left[left[column] == left.groupby("trial_id")[column].transform("max")]
    return left


def pooled(left):
    """The random-effects result of the rows (what g and its error are made of: lesson 7.3)."""
    parts = ["mean_active", "sd_active", "n_active", "mean_control", "sd_control", "n_control"]
    effects = [hedges_g(*row) for row in left[parts].values]
    return pool([e.estimate for e in effects], [e.se**2 for e in effects])


# %% tags=["try"]
left = choose(score="endpoint", late=False, times="last", pairs="widest")  # change any of the four
result = pooled(left)
print(f"{len(left)} rows of {left.trial_id.nunique()} trials: {result.estimate:.3f}")
print(f"95 % interval [{result.ci_low:.2f}, {result.ci_high:.2f}]")

# %% [markdown]
# Try `score="change"` and look at the number of **trials**: two of the six drop out, because this table
# holds no changes of theirs. Then try `pairs="every"`. The words for the four are `"endpoint"` or `"change"`, `True` or
# `False`, `"last"` or `"every"`, `"widest"` or `"every"`.

# %%
from itertools import product

rules = list(product(["endpoint", "change"], [False, True], ["last", "every"], ["widest", "every"]))
tried = [(pooled(choose(*rule)), rule, choose(*rule).trial_id.nunique()) for rule in rules]
tried = sorted(tried, key=lambda t: t[0].estimate)
apart = tried[-1][0].estimate - tried[0][0].estimate
print(f"from {tried[0][0].estimate:.2f} to {tried[-1][0].estimate:.2f}: {apart:.2f} apart")
reveal("m08-1-apart", "c")

# %% tags=["chart"]
# Draws the sixteen results from the largest effect to the smallest, and lets you walk through them
place = list(range(1, 17))
fig = go.Figure()
for i, (p, _, _) in zip(place, tried, strict=True):
    fig.add_scatter(x=[p.ci_low, p.ci_high], y=[i, i], mode="lines", hoverinfo="skip",
                    line={"color": COLOURS["uncertainty"], "width": 2})  # fmt: skip
mark = {"size": 8, "symbol": "diamond", "color": COLOURS["difference"]}
fig.add_scatter(x=[p.estimate for p, _, _ in tried], y=place, mode="markers", marker=mark)
fig.add_scatter(
    mode="markers", marker=mark | {"size": 17, "symbol": "diamond-open", "line": {"width": 3}}
)
said = {False: "before", True: "also after"}
states = {
    str(i): {"x": [[p.estimate]], "y": [[i]],
             "title": f"{r[0].capitalize()}, {said[r[1]]} crossover, {r[2]} time,<br>{r[3]} pair: {p.k} rows, {n} trials, −{-p.estimate:.2f}"}
    for i, (p, r, n) in zip(place, tried, strict=True)
}  # fmt: skip
start = str(1 + [r for _, r, _ in tried].index(("endpoint", False, "last", "widest")))
slider(fig, states, prefix="rule", traces=[17], start=start)
fig.add_vline(x=0, line={"dash": "dot", "color": COLOURS["uncertainty"]})
fig.update_layout(
    xaxis={"title": "pooled effect (SD units)", "range": [-1.75, 0.35]},
    yaxis={"title": "rule", "range": [16.7, 0.3], "tickvals": place[::3]},
    height=560,
)
table = {"rule": [" · ".join([r[0], said[r[1]] + " crossover", r[2] + " time", r[3] + " pair"]) for _, r, _ in tried],
         "rows": [p.k for p, _, _ in tried], "trials": [n for *_, n in tried],
         "g": [round(p.estimate, 2) for p, _, _ in tried], "low": [round(p.ci_low, 2) for p, _, _ in tried],
         "high": [round(p.ci_high, 2) for p, _, _ in tried]}  # fmt: skip
import pandas as pd

show(fig, alt="Sixteen rules for choosing rows give pooled effects from −0.78 to −0.51; four of the intervals reach past zero.",
     table=pd.DataFrame(table))  # fmt: skip

# %% [markdown]
# **Two questions to guide you**
#
# 1. Which two decisions do the rules with the longest intervals share? For one, look at the number of
#    trials; for the other, see lesson 8.4.
# 2. Which rules give the same result, and why can they not differ? (Look at the number of rows.)
#
# All sixteen estimates lie on the side of fewer symptoms with MDMA; four of the intervals hold zero. Whoever
# chooses a rule *after* seeing this picture chooses a result. That is why the rule is written down and
# registered first: in a [protocol](../glossary.md#protocol).

# %%
ask("m08-1-after", ...)

# %% [markdown]
# ## What this cannot tell us
#
# - **What was never written.** A trial without a report is in no database.
# - **Whether the excluded were rightly excluded.** The diagram gives reasons and counts, not the papers.
# - **Why the totals are 2 and 12 short.** The footnote mark is explained nowhere we could read.
# - **What a person did.** The box *removed by automation* says how many records, not by which rule.
# - **Which of the sixteen rules is the true one.** A protocol says which was chosen, and when.

# %% [markdown]
# ## Recall
#
# In your own words, then open the answer. Two questions return to earlier modules.

# %%
ask("m08-1-recall-units")
ask("m08-1-recall-copies")
ask("m08-1-recall-protocol")
ask("m08-1-recall-crossover")
ask("m08-1-recall-m01")
ask("m08-1-recall-m07")

# %% [markdown]
# ## Where the numbers come from, and where to go next
#
# **Sources.** Tables `prisma_flow` (figures of the two reviews, tier B) and `meta_inputs`, from the SYPRES
# data sets ([MDMA](https://doi.org/10.5281/zenodo.18740439),
# [psilocybin](https://doi.org/10.5281/zenodo.15714852); ODC-By).
#
# **Reading.** [Page 2021](https://doi.org/10.1136/bmj.n71), what a review should report.
#
# **Practice.** Exercises `m08-flow` and `m08-pool` in the assignment of this module.
#
# **Next.** Lesson 8.2, *Common and random effects*: what is the average of six answers?

# %% [markdown] tags=["instructor"]
# **Timing.** Hook 7 min · units 6 · copies 8 · one row 12 · sixteen rules 8 · recall 4.
#
# **Common stumbles.** “1,000 copies” is taken for carelessness; let the simulation answer. Learners filter
# for the last time before they filter for end points, and lose a trial. Some take the largest dose of the
# active arm in place of the widest contrast; here it gives the same row, in other trials it need not.
#
# **Discuss.** A team publishes its protocol after the search and before the pooling. What could it have
# seen by then?
#
# **Board.** Four words under each other: record, report, study, row. How many of each?
