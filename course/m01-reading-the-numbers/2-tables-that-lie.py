# %% [markdown]
# # Tables that lie
#
# *Nobody meant to deceive you. Still the table says 1800 weeks, and minus when things went well.*
#
# 45 minutes · needs lesson 1.1
#
# After this lesson you will be able to:
#
# - **read** a file with another separator and another decimal mark, and check that it went well;
# - **say** which way is better on a scale, and what a minus sign means;
# - **find** values that cannot be, and propose a correction without hiding it;
# - **choose** a denominator and name the people who are missing from it.

# %% [markdown]
# **Data.** Trials of MDMA-assisted therapy for post-traumatic stress disorder, as extracted by the
# [SYPRES living review](https://doi.org/10.5281/zenodo.18740439) (ODC-By), among them
# [Mitchell 2023](https://doi.org/10.1038/s41591-023-02565-4) and
# [Oehen 2013](https://doi.org/10.1177/0269881112464827). One dose is from
# [Griffiths 2016](https://doi.org/10.1177/0269881116675513).
#
# The people in these trials live with trauma or with cancer; what happened to them is not described.
# This lesson checks tables. It is not medical advice and no guidance on taking any drug.

# %%
import pandas as pd
import plotly.graph_objects as go

from course import ask, load, reveal, show
from course.figures import COLOURS, slider

# %% [markdown]
# The next box writes a few columns of our own table the way many countries write: cells split by
# semicolons, and a comma as [decimal mark](../glossary.md#decimal-mark). Look at the text that it
# prints. In a moment Python will be asked to read it.

# %%
columns = ["trial_id", "timepoint_weeks", "n_active", "mean_active", "sd_active"]
rows = load("meta_inputs").query("analysis == 'mdma_ptsd'")[columns]
text = rows.to_csv(sep=";", decimal=",", float_format="%.2f", index=False)
print(text[:230])
ask("m01-2-columns", ...)

# %%
import io

right = pd.read_csv(io.StringIO(text), sep=";", decimal=",")
wrong = pd.read_csv(io.StringIO(text), sep=";", thousands=",")
week = pd.DataFrame({"comma is decimal": right.timepoint_weeks,
                     "comma dropped": wrong.timepoint_weeks}).drop_duplicates()  # fmt: skip

# %% tags=["chart"]
# Draws the weeks of all rows, read in two ways
fig = go.Figure()
for (way, weeks), role in zip(week.items(), ["active", "control"], strict=True):
    fig.add_scatter(x=weeks, y=[way] * len(weeks), mode="markers",
                    marker={"size": 13, "color": COLOURS[role]})  # fmt: skip
fig.update_layout(title="One comma turns 18 weeks<br>into more than 34 years", height=280,
                  xaxis={"type": "log", "title": "weeks (log scale)"},
                  yaxis={"range": [-0.7, 1.7]})  # fmt: skip
show(fig, alt="Without the decimal comma every follow-up is a hundred times too long.", table=week)
print(f"1800 weeks are {1800 / 52.18:.1f} years.")

# %% [markdown]
# ## One comma
#
# The figure shows what one comma does to the weeks. Now let the reader of the file guess everything,
# and see what happens. No error appears.

# %%
guessed = pd.read_csv(io.StringIO(text))
print("shape:", guessed.shape, " name of the only column:", guessed.columns[0][:30], "...")
reveal("m01-2-columns", guessed.shape[1])

# %% [markdown]
# Three ways to go wrong from here, all quiet:
#
# 1. **Be content.** No error, so the table must be fine. It has one column.
# 2. **Drop the commas.** Then 4,00 weeks become 400, and every mean grows a hundredfold.
# 3. **Force numbers.** Ask the reader to turn whatever does not fit into an empty cell, and nearly
#    all your data are gone.
#
# The cure is to *name* both signs, and then to look: at the shape, at one value you know, at the
# number of empty cells.

# %%
forced = pd.read_csv(io.StringIO(text), sep=";")
forced["timepoint_weeks"] = pd.to_numeric(forced.timepoint_weeks, errors="coerce")
print("empty weeks when forced:", forced.timepoint_weeks.isna().sum(), "of", len(forced))
print("read rightly: shape", right.shape, "and", right.timepoint_weeks.isna().sum(), "empty")

# %% [markdown]
# **Now you.** Here is a small invented file: a bar between the cells, a point to group digits, a comma
# as decimal mark. The second line names three signs, and each is wrong. Change one after the other,
# until the shape is 2 by 3 and the first trial enrolled 1033. What does each wrong sign do, without a
# word?

# %% tags=["try"]
abroad = "trial|enrolled|mean\nfirst|1.033|-23,70\nsecond|112|-14,80"
mine = pd.read_csv(io.StringIO(abroad), sep=";", thousands=" ", decimal=".")
print("shape:", mine.shape, "\n", mine.to_string(), "\n", mine.dtypes.to_string())

# %%
ask("m01-2-check", ...)

# %% [markdown]
# ## Which way is up
#
# Most scales in these trials count symptoms: lower is better. Some count good things, such as days
# without alcohol: higher is better. A table seldom says which. Ours does, in `direction`.
#
# It is worth asking each time, because the words do not help. “A high score” sounds like success and
# is a bad day on a symptom scale. “A negative result” sounds like failure; here it may be somebody who
# sleeps through the night for the first time in years.
#
# A change is *follow-up minus start*, and a contrast is *active minus control*. So on a symptom scale
# a minus is usually good news. Here are two arms of a very small trial, Oehen 2013.

# %%
oehen = load("outcomes").query("trial_id == 'oehen_2013'").dropna(subset="mean_change")
oehen = oehen[oehen.instrument == "Posttraumatic Diagnostic Scale"].set_index("arm_id")
print(oehen[["mean_change", "n", "direction"]].to_string())
ask("m01-2-gap", ...)

# %%
gap = oehen.mean_change["mdma125"] - oehen.mean_change["mdma25"]
print(f"active minus control: {gap:.1f} points")
reveal("m01-2-gap", abs(gap))

# %% [markdown]
# **Why it is tempting** to forget the sign: most arms improve, so the sizes alone often give the right
# gap. Here one arm fell and the other rose. Compare sizes, and you get a gap of about one point; keep
# the signs, and it is 15.9.
#
# A very small trial is a good place to practise, and a bad place to conclude. There were 12 people. One
# person's hard week moves such a mean by a point or two.
#
# The order of the arms matters just as much. In this course it is always *active minus control*. Other
# papers turn it round, and some print no sign at all because “everybody knows”. When you copy a
# contrast, copy its order too: a number whose order is lost can be read as help or as harm, and both
# readers will feel sure.
#
# **Your turn, with a little help.** The two arms of the second phase 3 trial of MDMA. Fill the gaps.

# %%
mapp2 = load("outcomes").query("trial_id == 'mitchell_2023_mapp2' and instrument == 'CAPS-5'")
change = mapp2.dropna(subset="mean_change").set_index("arm_id").mean_change
print(change.to_string())
# your_gap = change["____"] - change["____"]
your_gap = ...
ask("m01-2-mapp2", your_gap)

# %% [markdown]
# ## Values that cannot be
#
# A good reader of tables is a little rude: *can this be?* You need no statistics for it, only a list of
# things that cannot happen:
#
# - a mean beyond the ends of its scale;
# - more people analysed than randomised;
# - an estimate outside its own interval;
# - shares that should make a whole and make more;
# - a dose, an age or a week far from all its neighbours.
#
# Take the first. Every scale has two ends. Move the slider.
# It sets one score, and shows how far up each scale that score lies. A cross means: cannot be.

# %%
ends = load("outcomes").dropna(subset=["scale_min", "scale_max"]).query("unit == 'points'")
scales = ends.groupby("instrument").scale_max.first().sort_values()
scales.rename("highest score").astype(int).to_frame()

# %% tags=["chart"]
# Draws how far up each scale one score lies
fig = go.Figure(go.Scatter(y=scales.index, mode="markers"))
fig.data[0].marker = {"size": 15, "color": COLOURS["active"]}
states = {}
for score in range(5, 101, 5):
    can = score <= scales
    states[str(score)] = {
        "x": [(100 * score / scales).clip(upper=100).tolist()],
        "marker.symbol": [["circle" if ok else "x" for ok in can]],
        "title": f"A score of {score}: possible on<br>{can.sum()} of these {len(scales)} scales",
    }

# %% tags=["chart"]
# Adds the slider and the axes and shows the figure
slider(fig, states, prefix="score", traces=[0], start="25")
fig.update_layout(xaxis={"title": "percent of the scale", "range": [0, 106]}, height=440)
show(
    fig,
    alt="The same score of 25 is nearly the top of one scale and a fifth of the way up another.",
    table=scales.rename("highest score").reset_index(),
)

# %% [markdown]
# **Two questions to guide you**
#
# 1. Which scale is left behind first? What would a mean of 32 on it tell you about the table?
# 2. A score of 25 is mild on one scale and severe on another. What must stand beside every score?
#
# **Now you.** Ask the whole table of outcomes, all its rows, whether it can be. The cell holds one rule.
# Run it; then put the next rule of the list into the first line. One rule accuses fifteen rows, and
# fewer are wrong than you may think: a few people far up a scale are enough. Which rule is it?
#
# - `"mean > scale_max"`: a mean beyond its scale
# - `"events > n"`: more people with the event than people
# - `"mean_change < ci_low_change or mean_change > ci_high_change"`: outside its own interval
# - `"sd > mean and scale_min == 0"`: a spread larger than the mean, on a scale that begins at zero

# %% tags=["try"]
rule = "mean > scale_max"
accused = load("outcomes").query(rule)
print(len(accused), "rows accused")
accused[["trial_id", "instrument", "mean", "sd", "status", "known_issue"]].head()

# %% [markdown]
# Three rules find nothing: our tables are checked with such rules. A rule that accuses is a reason to
# look, not a verdict.
#
# **A real case.** A data set prints the doses of Griffiths 2016, a trial in people with cancer, as
# 22 mg/kg. Multiply by a body of 70 kg, and compare with the largest fixed dose in our table.

# %%
fixed = load("arms").query("drug == 'psilocybin'").dose_mg.max()
griffiths = load("arms").query("arm_id == 'high_first'").iloc[0]
print("22 mg/kg for 70 kg:", 22 * 70, "mg; largest fixed dose in the table:", fixed, "mg")
print(griffiths.arm_label, "|", griffiths.known_issue)
ask("m01-2-dose", ...)

# %% [markdown]
# The paper says 22 mg *per 70 kg*. Two careful readers had copied the same short cut. Keep what was
# printed; put your value **beside** it, with the reason and the source; tell the maintainers. Then
# anybody can check you, too.
#
# Three ways to spoil it: believe the unit because it is printed, mend it in silence, or throw away the
# row and the people in it.

# %% [markdown]
# ## Out of how many
#
# Every share has a [denominator](../glossary.md#denominator). In the same phase 3 trial the numbers in
# the placebo arm went down visit by visit.

# %%
visits = mapp2.query("endpoint == 'response'").pivot(index="timepoint_weeks", columns="arm_id")
people = visits["n"].astype(int)
people.loc[0.0] = load("arms").query("trial_id == 'mitchell_2023_mapp2'") \
    .set_index("arm_id").n_randomised.astype(int)  # fmt: skip
people.sort_index()

# %%
ask("m01-2-which-n", ...)

# %%
placebo = mapp2.query("endpoint == 'response' and arm_id == 'placebo' and timepoint_weeks == 18")
events, analysed = placebo.events.iloc[0], placebo.n.iloc[0]
randomised = people.loc[0.0, "placebo"]
print(f"{events:.0f} responded: {100 * events / analysed:.1f} per 100 analysed,")
print(f"{100 * events / randomised:.1f} per 100 randomised, if nobody who left had responded.")

# %% [markdown]
# The same 29 people, and the figure falls by twelve. Nobody computed wrongly: two questions were asked.
# *Of those we could still ask, how many had improved?* And *of those who began, for how many do we know
# that they had improved?*
#
# Neither is *the* answer. The first leaves out nine people; the second makes a guess about them. Say
# which rule you used, use **the same rule in both arms**, and say who is missing: out of those who
# were randomised, not out of those who stayed.
#
# **Now without help.** Of 100 people randomised to placebo, how many gave no last score?

# %%
ask("m01-2-lost", ...)

# %% [markdown]
# ## What this cannot tell us
#
# - **Small errors.** A check of ranges finds the impossible. A wrong value that is possible walks by.
# - **Why people left.** The count of the missing says nothing about how they fared (lesson 7.2).
# - **Which source is right.** When two disagree, arithmetic may point at one; only the paper, or its
#   authors, can settle it.
# - **Anything about effects.** You have cleaned your glasses. You have not looked yet.

# %% [markdown]
# ## Recall
#
# Close the page in your mind and answer in your own words. The last two return to lesson 1.1.

# %%
ask("m01-2-recall-file")
ask("m01-2-recall-sign")
ask("m01-2-recall-impossible")
ask("m01-2-recall-denominator")
ask("m01-2-recall-unit")
ask("m01-2-recall-papers")

# %% [markdown]
# ## Where the numbers come from, and where to go next
#
# **Sources.** Tables `meta_inputs`, `outcomes` and `arms`, largely from
# [SYPRES](https://doi.org/10.5281/zenodo.18740439) (ODC-By).
# [Mitchell 2023](https://doi.org/10.1038/s41591-023-02565-4), NCT04077437;
# [Oehen 2013](https://doi.org/10.1177/0269881112464827);
# [Griffiths 2016](https://doi.org/10.1177/0269881116675513). The semicolon file is made in this lesson
# from our own rows; the SYPRES files themselves, which use this style, have more rows.
#
# **Practice.** Exercises `m01-foreign-csv`, `m01-direction`, `m01-impossible` and `m01-denominator`.
#
# **Next.** Lesson 1.3, *From interval to spread*: two tables of the same people that do not agree.

# %% [markdown] tags=["instructor"]
# **Timing.** Hook and comma 12 min · direction 8 · impossible values 12 · denominators 9 · recall 4.
#
# **Common stumbles.** Learners stop at “no error”. Ask for three proofs: shape, one known value, count
# of gaps. Many call a negative difference bad; ask them to say the sentence with the name of the scale.
#
# **Discuss.** When is it right to correct somebody else's table? Who must be told?
#
# **Board.** Two axes, one pointing up to “better”, one down. Put −23.7 on both.
