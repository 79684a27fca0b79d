# %% [markdown]
# # Where trial numbers come from
#
# *Somebody was asked, somebody counted, somebody typed. What is a number by the time it reaches you?*
#
# 45 minutes · you need no statistics; if you have never run a line of code, begin with lesson 1.0
#
# After this lesson you will be able to:
#
# - **identify** what one row of a table stands for: a measurement, a comparison, a trial or a person;
# - **count** each of them without taking one for another;
# - **trace** a number back to the place where it was read;
# - **recognise** a number that was corrected, doubted or taken back.

# %% [markdown]
# **Data.** Summaries of published trials, gathered in the tables of this course. Many were extracted
# by two readers of a living review, [SYPRES for MDMA](https://doi.org/10.5281/zenodo.18740439) and
# [for psilocybin](https://doi.org/10.5281/zenodo.15714852), under an open licence that asks for this
# credit.
#
# **A note before you begin.** The trials are about trauma and depression; what people lived through
# is not described here. This course teaches how to read evidence. It is **not medical advice**, it is
# **not training to treat** anybody, and it gives **no guidance on obtaining or taking any drug**.
#
# **If you need help now,** or worry about somebody: please turn to a health professional, to the
# emergency services where you are, or to a crisis line in your country.
# [findahelpline.com](https://findahelpline.com) lists lines for many countries. The course can wait.

# %%
import pandas as pd
import plotly.graph_objects as go

from course import ask, load, reveal, show
from course.figures import COLOURS, slider

# %% [markdown]
# ## Your first minute
#
# Nothing you do here can break, and nothing is sent anywhere. In a notebook, click into a box, press
# **Shift + Enter**, and answer in place of the dots; lesson 1.0 shows how.
#
# The next box opens a table and shows two of its rows: the two groups, called
# [arms](../glossary.md#arm), of one trial of MDMA-assisted therapy,
# [Mitchell 2023](https://doi.org/10.1038/s41591-023-02565-4). `n_randomised` says how many people the
# lot put into each arm.

# %%
arms = load("arms").query("trial_id == 'mitchell_2023_mapp2'").set_index("arm_id")
arms[["n_randomised"]].astype(int)

# %%
ask("m01-1-first", ...)

# %%
rows = load("meta_inputs").query("analysis == 'mdma_ptsd'")
names = load("trials").set_index("trial_id").short_name
print(f"Another table compares arms of trials of MDMA for PTSD. It has {len(rows)} rows.")
ask("m01-1-trials", ...)

# %% tags=["chart"]
# Draws one dot per row, in the line of its trial
table = rows.assign(trial=rows.trial_id.map(names))
table["place"] = table.groupby("trial").cumcount() + 1
table = table.sort_values(["trial", "place"])
fig = go.Figure()
for main, colour in {False: COLOURS["uncertainty"], True: COLOURS["active"]}.items():
    part = table[table.primary_model == main]
    marker = {"size": 15, "color": colour, "symbol": "circle" if main else "circle-open"}
    fig.add_scatter(x=part.place, y=part.trial, mode="markers", marker=marker, hoverinfo="skip")
fig.update_layout(title=f"{len(rows)} rows of numbers,<br>but only {rows.trial_id.nunique()} trials",
                  xaxis={"title": "rows (filled: in the main analysis)", "dtick": 1},
                  yaxis={"autorange": "reversed", "categoryorder": "trace"})  # fmt: skip
counts = table.groupby("trial", as_index=False).size().rename(columns={"size": "rows"})
show(fig, alt="Six trials fill all the rows, and one small trial alone fills nine.", table=counts)

# %%
reveal("m01-1-trials", rows.trial_id.nunique())

# %% [markdown]
# ## From a person to a row
#
# A filled dot is a row that the reviewers used for their main result; an open one is another way to
# count the same people. Each dot began with people. Somebody sat across from an interviewer and was asked about the
# past month. The interviewer gave points. The points of one arm were averaged, printed in a paper,
# read there by someone else and typed into a table. At each step something can be lost: a sign, a
# unit, a person.

# %% [markdown]
# So a number needs papers, as a traveller does. In this course each row carries its own:
#
# | column | what it says |
# |---|---|
# | `source_tier` | how near to the paper: A read in the paper or registry, B extracted twice by reviewers, C second-hand, D counted here from released files |
# | `source_url`, `source_locator` | where it was read |
# | `status` | ok, corrected, doubtful, unverified, retracted |
# | `known_issue` | what is known to be wrong or disputed |
#
# Together they are the number's [provenance](../glossary.md#provenance). Here is one number with its
# papers: how far the PTSD score of the MDMA arm fell.

# %%
scores = load("outcomes").query("trial_id == 'mitchell_2023_mapp2' and instrument == 'CAPS-5'")
fell = scores.dropna(subset="mean_change").query("arm_id == 'mdma'").iloc[0]
fell[["mean_change", "unit", "n", "source_tier", "status", "source_url", "source_locator"]]

# %% [markdown]
# Say it in full. *On the CAPS-5, where lower is better, scores fell by 23.7 points with MDMA and
# therapy and by 14.8 with placebo and therapy, 18 weeks after the start. The two are means from a
# model, read in the [abstract](https://doi.org/10.1038/s41591-023-02565-4). 52 and 42 people gave a
# last score; these two counts come from the SYPRES data set.*
#
# “MDMA lowers PTSD by 23.7” leaves out who, on which scale, when, compared with what, and who says so.
#
# (You may wonder where one of the 53 people went. Good. Lesson 1.2 follows them.)
#
# **Now you.** The next cell shows the row of another trial. Run it, write the sentence between the
# quotes, and run it again: it looks for a word of five parts (for the comparison, the word “than”; the
# control arm had placebo). Then put `"goodwin_2022_comp001", "psi_25mg"` into the first line. Its
# control arm had 1 mg of the same drug. What must change in your sentence?

# %% tags=["try"]
trial, arm = "vonrotz_2023_zurich", "psilocybin"  # the second try: another trial and arm
my_sentence = ""  # between the quotes: your sentence

row = load("outcomes").query("trial_id == @trial and arm_id == @arm and instrument == 'MADRS'")
row = row.dropna(subset="mean_change").iloc[-1]
print(row[["mean_change", "instrument", "timepoint_label", "n", "source_tier"]].to_string())
parts = {"who and how many": f"{row.n:.0f}", "which scale": "MADRS", "with what": "psilocybin",
         "when": row.timepoint_label.split()[0], "compared with what": "than"}  # fmt: skip
for part, word in parts.items():
    print("found:  " if word.lower() in my_sentence.lower() else "missing:", part)

# %% [markdown]
# Now put the journey of a number in order.

# %%
ask("m01-1-journey", ...)

# %% [markdown]
# ## What one row stands for
#
# Why do six trials need 31 rows? One trial may have three dose arms, so three pairs of arms to
# compare. It may measure at week 4, week 8 and week 18. It may report the final score and the fall.
# Each mixture gets a row.
#
# The thing that one row stands for is the [unit of analysis](../glossary.md#unit-of-analysis). It is
# never printed on the table. You have to find it:
#
# - a **row** is one printed result;
# - a **comparison** is one arm against another *of the same trial*;
# - a **trial** is one study, with one lot drawn;
# - a **person** is a person, once.
#
# **Worked example.** The same table holds a second set of rows: psilocybin for depression. We count
# three units, from the smallest to the largest.

# %%
psilocybin = load("meta_inputs").query("analysis == 'psilocybin_depression'")
pair = ["trial_id", "arm_active", "arm_control"]
print(len(psilocybin), "rows")
print(len(psilocybin[pair].drop_duplicates()), "comparisons: different pairs, each in its trial")
print(psilocybin.trial_id.nunique(), "trials: different names")

# %% tags=["try"]
which = "psilocybin_depression"  # change to "mdma_depression", then to "mdma_ptsd"
these = load("meta_inputs").query("analysis == @which")
by = ["trial_id"]  # then add "arm_active", and then "score": what is counted each time?
print(len(these), "rows,", len(these[by].drop_duplicates()), "different values of", by)

# %% [markdown]
# `drop_duplicates` keeps each pair once, and `nunique` counts different values. Note that a pair is
# named by *three* columns. Two trials may both call their arms “mdma” and “placebo”; those are four
# groups of people, not two.
#
# **Your turn, with a little help.** How many comparisons are in the 31 rows about MDMA? Fill the two
# gaps, take away the `#`, and run.

# %%
# comparisons = len(____[____].drop_duplicates())
comparisons = ...
ask("m01-1-comparisons", comparisons)

# %% [markdown]
# **Why it is tempting** to say “ten trials” or even “31 studies”: the table is long, and length feels
# like evidence. But the three comparisons of one three-arm trial share people. If you count them as
# three trials, those people vote three times.
#
# How large does that get? Suppose you add up the people in all 31 rows. By the papers' abstracts, the
# lot put this many people into the arms of the six trials:

# %%
trials = load("trials").set_index("trial_id").loc[rows.trial_id.unique()]
print(int(trials.n_randomised.sum()), "people were randomised in the six trials")
ask("m01-1-people", ...)

# %%
rows_add_up_to = (rows.n_active + rows.n_control).sum()
reveal("m01-1-people", rows_add_up_to)

# %% [markdown]
# Even “how many people” needs its source. The living review counts 286, six more than the abstracts:
# in three trials it has a few people more. The table says so, in the rows below. Neither number is
# “the truth”. Say which one you use.

# %%
for trial, note in trials.known_issue[trials.known_issue.str.contains("SYPRES")].items():
    print(f"{names[trial]}: {note.split('.')[0]}.")

# %% [markdown]
# ## Whose voice is loudest?
#
# The choice of unit decides which trial speaks loudest. Move the slider from rows to comparisons,
# to trials, to people, and watch the long bar.

# %%
loud = pd.DataFrame({"rows": rows.groupby("trial_id").size()})
loud["comparisons"] = rows[pair].drop_duplicates().groupby("trial_id").size()
loud["trials"] = 1
loud["people"] = trials.n_randomised.astype(int)
loud = loud.rename(names).sort_values("people")
loud

# %% tags=["chart"]
# Draws the voices of each trial, for each way to count
fig = go.Figure(go.Bar(y=loud.index, orientation="h", marker_color=COLOURS["active"]))
fig.data[0].textposition = "outside"
states = {}
for unit in ["rows", "comparisons", "trials", "people"]:
    share, top = 100 * loud[unit] / loud[unit].sum(), loud[unit].max()
    first = "All trials speak" if unit == "trials" else f"{loud[unit].idxmax()} speaks"
    title = f"Counted in {unit}: {loud[unit].sum()}<br>{first} with {share.max():.0f} of 100 voices"
    states[unit] = {"x": [share], "text": [loud[unit].astype(str)], "title": title}
slider(fig, states, prefix="count", traces=[0], start="rows")
fig.update_layout(xaxis={"title": "voices per 100", "range": [0, 45]}, height=440)
show(
    fig,
    alt="Counted in rows a trial of 26 people is loudest; counted in people it is the one with 104.",
    table=loud.rename_axis("trial").reset_index(),
)

# %% [markdown]
# **Two questions to guide you**
#
# 1. Which trial is loudest in rows, and which in people? Why are they not the same?
# 2. A summary says “most results come from trial X”. What would you ask before you are impressed?

# %%
ask("m01-1-unit", ...)

# %% [markdown]
# ## Numbers that were taken back
#
# Papers are corrected, and a few are withdrawn: a [retraction](../glossary.md#retraction) says that a
# paper must no longer be relied on. The paper itself stays findable, and copies of it do not always
# show the mark. `load` therefore leaves retracted rows out, unless you ask for them.

# %%
everything = load("outcomes", retracted=True)
print(everything.status.value_counts().to_string())
taken_back = load("trials", retracted=True).query("status == 'retracted'")
taken_back[["trial_id", "year", "known_issue"]]

# %% [markdown]
# Most rows are fine. Some are not, and we keep them on purpose, with the label. *Doubtful* means that
# two sources disagree or the arithmetic fails. *Unverified* means that we saw the number only
# second-hand. *Corrected* means that the paper itself was mended, and old copies still circulate.
#
# The two retracted papers above pooled earlier MDMA trials, and so look weightier than any of them:
# [a 2019 pooled analysis, retracted](https://doi.org/10.1007/s00213-019-05249-5), and
# [a 2020 long-term follow-up, retracted](https://doi.org/10.1007/s00213-020-05548-2). In this course
# they appear only to show what retraction is.

# %%
ask("m01-1-second-hand", ...)

# %% [markdown]
# ## What this cannot tell us
#
# - **Whether a number is true.** Good papers show where it was read, not whether it was measured well.
# - **What was never written.** Trials without a report, outcomes left out of the report and harms
#   nobody asked about have no row.
# - **What a person went through.** A row is an average over people who may have little in common.
# - **Who was not asked.** The people in these trials volunteered and were selected (lesson 9.1).
# - **What a treatment does.** One row is one arm at one time. For an effect you need a fair comparison
#   (module 7), and for an answer, all of them together (module 8, from lesson 8.1).

# %% [markdown]
# ## Recall
#
# Close the page in your mind and answer in your own words. Then open each answer.

# %%
ask("m01-1-recall-unit")
ask("m01-1-recall-pair")
ask("m01-1-recall-people")
ask("m01-1-recall-papers")
ask("m01-1-recall-status")
ask("m01-1-recall-sentence")

# %% [markdown]
# ## Where the numbers come from, and where to go next
#
# **Sources.** Tables of this course: `meta_inputs` wholly and `outcomes` mostly from the SYPRES living
# data sets ([MDMA](https://doi.org/10.5281/zenodo.18740439),
# [psilocybin](https://doi.org/10.5281/zenodo.15714852); ODC-By, two extractors), `arms` and `trials`
# mostly from the papers' abstracts. Our tables hold a part of the data sets, so counts of rows differ
# from the originals. Trial:
# [Mitchell 2023](https://doi.org/10.1038/s41591-023-02565-4), NCT04077437.
#
# **Reading.** [Page 2021](https://doi.org/10.1136/bmj.n71) says what a review should tell you about
# where its numbers come from: read the checklist once, and use it for ever.
#
# **Practice.** Exercise `m01-count` in the assignment of this module.
#
# **Next.** Lesson 1.2, *Tables that lie*: a comma, a minus sign and ten missing people.

# %% [markdown] tags=["instructor"]
# **Timing.** First minute 5 min · hook 5 · from a person to a row 10 · units 11 · explorer 6 · taken
# back 4 · recall 4.
#
# **Common stumbles.** Newcomers fear the code: let them run three boxes before you explain anything.
# A NameError nearly always means that the first box was not run. Some count different *labels* instead
# of pairs within trials and get 9 comparisons in place of 10; ask whether the placebo group in 2021
# are the same people as in 2023.
#
# **Discuss.** A headline says “backed by 31 results”. Is it a lie?
#
# **Board.** One person → one score → one mean → one printed line → one row. Under each arrow, write
# what can go wrong there.
