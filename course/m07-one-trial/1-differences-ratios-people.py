# %% [markdown]
# # Differences, ratios and people
#
# *One trial, one small table, four honest numbers. Which of them should you say first?*
#
# 50 minutes · needs module 1 (tables, denominators, intervals)
#
# After this lesson you will be able to:
#
# - **count** people with an outcome in each arm and say it as people per 100;
# - **calculate** a risk difference, a risk ratio, an odds ratio and a number needed to treat;
# - **attach** a confidence interval to each and read its two ends;
# - **explain** why an odds ratio is not a statement about how many people.

# %% [markdown]
# **Data.** Response counts of two phase 3 trials of MDMA-assisted therapy for post-traumatic stress
# disorder: [Mitchell 2021](https://doi.org/10.1038/s41591-021-01336-3) and
# [Mitchell 2023](https://doi.org/10.1038/s41591-023-02565-4), as extracted by two readers of the
# [SYPRES living review](https://doi.org/10.5281/zenodo.18740439).
#
# **A note before you begin.** The people in these trials live with the consequences of trauma. This
# lesson counts them; it does not describe what happened to them. It teaches how to read evidence: it
# is not medical advice, not training to treat anybody, and it gives no guidance on obtaining or
# taking any drug. If you are in distress, please turn to a health professional, the emergency
# services where you are, or a crisis line in your country
# ([findahelpline.com](https://findahelpline.com) lists many).

# %%
import numpy as np
import pandas as pd
import plotly.graph_objects as go

from course import ask, load, reveal, show
from course.figures import COLOURS, forest, people, slider

# %% [markdown]
# In the second trial everybody received the same weeks of intensive therapy. By lot, half took MDMA
# in three of the sessions and half took placebo. Eighteen weeks later, raters who did not know the
# arm interviewed each person again with the [CAPS-5](../glossary.md#caps-5).
#
# In lesson 1.2 you saw how many improved enough to be called a
# [response](../glossary.md#response) with **placebo** and therapy: 29 of the 42 people interviewed,
# which is 69 of 100. Before you look: of 100 people who had the therapy **with MDMA**, how many had a
# response?

# %%
ask("m07-1-mdma", ...)

# %%
arms = ["mdma", "placebo"]
phase3 = load("outcomes").query("endpoint == 'response' and timepoint_weeks == 18")
responders = phase3[phase3.trial_id == "mitchell_2023_mapp2"].set_index("arm_id")
responders = responders.loc[arms, ["events", "n"]].astype(int)
responders["per_100"] = 100 * responders.events / responders.n
responders.round(1)

# %% tags=["chart"]
# Draws a hundred people for each arm
names = {"mdma": "MDMA with therapy", "placebo": "Placebo with therapy"}
title = "Most people responded,<br>with MDMA or without"
fig = people(responders.per_100.rename(names), title=title, had="responded")
show(
    fig,
    alt="Of 100 people, about 87 responded with MDMA and therapy and 69 with placebo and therapy.",
    table=responders.round(1).rename_axis("arm").reset_index(),
)
reveal("m07-1-mdma", responders.per_100["mdma"])

# %% [markdown]
# ## Count people first
#
# Look at the squares before the circles. With therapy and placebo, 69 of 100 people responded; with
# therapy and MDMA, 87 of 100. Both sentences are true, and the first is the one that stories leave
# out. A number for the treated arm alone cannot tell you what the treatment added: therapy, time,
# attention and hope were at work in both arms.
#
# So make it a habit. First the two counts, each with its denominator. Then people per 100, so that
# unequal arms can be compared. Only then a summary of the two, and its interval.
#
# Two questions to ask of every count. *Who is in the denominator?* Here: people whose final
# interview took place, not everybody who was randomised; lesson 7.2 is about the rest. *Where is the
# line?* “Response” is a drop on the scale beyond a line that somebody chose, and the data set that
# these counts come from does not restate the line.

# %% [markdown]
# ## One table, four summaries
#
# Every summary of a two-by-two table answers its own question:
#
# | summary | question |
# |---|---|
# | [risk difference](../glossary.md#risk-difference) | how many more people per 100? |
# | [risk ratio](../glossary.md#risk-ratio) | how many times the share of people? |
# | [odds ratio](../glossary.md#odds-ratio) | how many times the odds, responders to non-responders? |
# | [number needed to treat](../glossary.md#number-needed-to-treat) | how many people for one more response? |
#
# In this course a contrast is always *active minus control*, or *active over control*. “Risk” only
# means the share of people with an outcome; the word carries no judgement.
#
# You know the two shares: 87 and 69 per 100. Before you run the numbers: how large is the odds ratio?

# %%
ask("m07-1-guess-odds", ...)


# %%
def summaries(table):
    """The four summaries of two rows, active first, with columns events and n."""
    p, q = table.events / table.n
    return pd.Series(
        {
            "risk difference (points)": 100 * (p - q),
            "risk ratio": p / q,
            "odds ratio": (p / (1 - p)) / (q / (1 - q)),
            "number needed to treat": 1 / (p - q),
        }
    )


summaries(responders).round(2)

# %%
reveal("m07-1-guess-odds", "d")

# %% [markdown]
# ## Points are not percent
#
# The two shares differ by 17.5 [percentage points](../glossary.md#percentage-point): about 18 more
# people per 100. As a *share of the placebo figure* the rise is 25 %. Both can be printed with the
# same sign, and a reader who hears “25 % more” may picture 25 more people per 100.
#
# Say **points** for a difference and **times** for a ratio, and the confusion has nowhere to live.

# %%
ask("m07-1-points", ...)

# %% [markdown]
# ## Odds are not risks
#
# The odds ratio here is 2.88, and the risk ratio is 1.25. They come from the same 94 people. Odds
# compare those who responded with those who did not: 45 to 7 with MDMA, 29 to 13 with placebo. When
# most people respond, the small number of non-responders sits in the denominator, and the odds climb
# steeply while the share of people can hardly move.
#
# **Why it is tempting.** Both are ratios, many papers print only the odds ratio, and for rare events
# the two agree. Read as people, though, “2.9 times as many” would need 199 responders in every 100.
#
# Move the slider. The curve keeps the odds ratio of this trial and lets the share under control
# change; the dotted line is what you would get by reading that odds ratio as a risk ratio.

# %%
odds_ratio = summaries(responders)["odds ratio"]
curve = pd.DataFrame({"control": range(101)})
odds = odds_ratio * curve.control / (100 - curve.control).clip(lower=1e-9)
curve["truth"] = 100 * odds / (1 + odds)
curve["misread"] = odds_ratio * curve.control
curve.loc[[5, 20, 50, 69, 90]].round(1)

# %% tags=["chart"]
# Draws the three curves and the moving point
fig = go.Figure()
looks = {"control": {"width": 1}, "misread": {"dash": "dot"}, "truth": {"width": 3}}
for column, look in looks.items():
    colour = COLOURS["active" if column == "truth" else "uncertainty"]
    fig.add_scatter(x=curve.control, y=curve[column], mode="lines", line=look, line_color=colour)
fig.add_scatter(mode="markers", marker={"color": COLOURS["active"], "size": 13})
says = "Control {:.0f} per 100 → active {:.0f} per 100<br>(read as a ratio of people: {:.0f})"
states = {
    str(c): {"x": [[c]], "y": [[row.truth]], "title": says.format(c, row.truth, row.misread)}
    for c, row in curve.loc[5:97:4].iterrows()
}
slider(fig, states, prefix="control, per 100", traces=[3], start="69")

# %% tags=["chart"]
# Adds labels and axes and shows the figure
fig.add_annotation(x=37, y=97, text="misread as a ratio", xanchor="left", showarrow=False)
fig.add_annotation(x=52, y=66, text="<b>as odds</b>", font_color=COLOURS["active"], showarrow=False)
fig.add_annotation(x=77, y=55, text="no difference", showarrow=False)
fig.update_layout(
    xaxis={"title": "responders per 100 under control", "range": [0, 100]},
    yaxis={"title": "under active", "range": [0, 100]},
    height=480,
)
show(
    fig,
    alt="With one odds ratio the gap in people is largest when about 4 in 10 respond under control "
    "and vanishes when nobody or everybody does.",
    table=curve.loc[5::16].round(1),
)

# %% [markdown]
# **Two questions to guide you**
#
# 1. At which end of the slider do the curve and the dotted line nearly agree? What does that say
#    about when an odds ratio may be read as a ratio of people?
# 2. The odds ratio never changes. Does the number of *additional* people helped stay the same, too?

# %%
ask("m07-1-odds", ...)

# %% [markdown]
# ## Could the lot alone do this?
#
# Of the 94 people interviewed, 74 responded. Suppose that MDMA changed nothing for anybody: the same 74
# would have responded in either arm, and the lot alone decided who stood where. Then you can draw the lot
# again. Write 94 slips, 74 of them “responded”. Shuffle. Deal 52 to one arm and 42 to the other.
#
# Here is one such lot. Run it a few times with another number in `default_rng(1)`.

# %% tags=["try"]
lot = np.random.default_rng(1)  # change the 1: each number is another lot
slips = np.array([1] * 74 + [0] * 20)
lot.shuffle(slips)
one = 100 * (slips[:52].mean() - slips[52:].mean())
print(
    f"{slips[:52].sum()} of 52 and {slips[52:].sum()} of 42: {one:.1f} more per 100, by the lot alone"
)

# %% [markdown]
# Now a prediction. Of 100 such lots, how many make a gap of 17 points or more, in one direction or the
# other?

# %%
ask("m07-1-lots", ...)

# %%
seen = 100 * (45 / 52 - 29 / 42)
simulated_gaps = []
for _ in range(4000):
    lot.shuffle(slips)
    simulated_gaps.append(100 * (slips[:52].mean() - slips[52:].mean()))
simulated_gaps = np.array(simulated_gaps)
as_far = 100 * (abs(simulated_gaps) > seen - 0.01).mean()
print(f"gap in the trial {seen:.1f}; {as_far:.0f} of 100 simulated lots are as far from zero")
reveal("m07-1-lots", round(as_far))

# %% tags=["chart"]
# Draws how often the lot alone makes a gap of each size
sizes, lots = np.unique(simulated_gaps.round(1), return_counts=True)
share = 100 * lots / len(simulated_gaps)
far = abs(sizes) > seen - 0.1
colours = [COLOURS["difference" if there else "uncertainty"] for there in far]
fig = go.Figure(go.Bar(x=sizes, y=share, marker_color=colours))
fig.add_vline(x=seen, line={"dash": "dash", "color": COLOURS["difference"], "width": 2})
fig.add_annotation(x=seen, y=17, text="<b>the trial</b>", xanchor="left", xshift=5, showarrow=False,
                   font_color=COLOURS["difference"])  # fmt: skip
fig.update_layout(title="The lot alone seldom makes a gap<br>as wide as the trial's (simulated)",
                  xaxis={"title": "more responders per 100, by the lot alone", "range": [-33, 37]},
                  yaxis_title="of 100 simulated lots")  # fmt: skip
show(fig, alt="Most shuffled lots give gaps within ten points of zero; few are as wide as the trial's.",
     table=pd.DataFrame({"simulated_gap": sizes, "of 100 lots": share.round(1)}))  # fmt: skip

# %% [markdown]
# So the lot alone *can* do it, and seldom does. That speaks against luck as the whole story. It says
# nothing about *what else* differed. One arm had the drug; most people probably guessed which arm was
# theirs (lesson 6.3), and the arms lost unequal numbers of people (lesson 7.2).
#
# ## Number needed to treat
#
# One divided by the risk difference says how many people would have to receive MDMA with therapy,
# instead of placebo with therapy, for one *more* of them to respond by week 18: 5.7, which is rounded
# **up** to 6, so that the claim is never larger than the data.
#
# It is an estimate, so it needs a [confidence interval](../glossary.md#confidence-interval). Before the
# formula, let the people speak: draw 52 people *out of the 52, with putting back*, and 42 out of the 42,
# and look at the gap. Do it 4000 times. Where do the middle 95 of 100 gaps lie? Run the cell, then
# **change the counts** to a trial four times as large: 180 of 208 and 116 of 168.

# %% tags=["try"]
a, n_a, b, n_b = 45, 52, 29, 42  # responded, people; with MDMA, with placebo
draw = np.random.default_rng(2)
gaps = 100 * (draw.binomial(n_a, a / n_a, 4000) / n_a - draw.binomial(n_b, b / n_b, 4000) / n_b)
low, high = np.percentile(gaps, [2.5, 97.5])
print(f"gap {100 * (a / n_a - b / n_b):.1f}; the middle 95 of 100 lie from {low:.1f} to {high:.1f}")

# %% [markdown]
# The formula below is the simple large-sample one and gives nearly the same ends, at once. For the number
# needed to treat, turn each end over: [Altman 1998](https://doi.org/10.1136/bmj.317.7168.1309) explains
# how.


# %%
def difference_with_interval(table):
    """Risk difference in points with its 95 % confidence limits; active row first."""
    shares = table.events / table.n
    estimate = shares.iloc[0] - shares.iloc[1]
    error = (shares * (1 - shares) / table.n).sum() ** 0.5
    ends = [estimate, estimate - 1.96 * error, estimate + 1.96 * error]
    return pd.Series(ends, ["estimate", "low", "high"]) * 100


second = difference_with_interval(responders)
nnt = 100 / second
print(second.round(1).to_string(), "\n\nNNT\n", nnt.round(1).to_string())

# %% [markdown]
# The data fit best with 17.5 more people per 100, and fairly well with anything from 0.7 to 34.3 more (the
# 95 % interval). In people needed: best with 6, and fairly well with anything from 2.9 to about 140, from
# *every third person* to *hardly anyone*. A bare “6” hides that.
#
# And if the interval of a difference crosses zero? Then the number needed to treat has no upper end:
# it runs through infinity to the numbers needed to *harm*. Report the difference instead.
#
# **Your turn, with a little help.** The first phase 3 trial is in the next cell. One line is left for
# you.

# %%
first = phase3[phase3.trial_id == "mitchell_2021_mapp1"].set_index("arm_id")
first = first.loc[arms, ["events", "n"]].astype(int)
print(first)
# your_difference = 100 * (___ / ___ - ___ / ___)
your_difference = ...
ask("m07-1-first-difference", your_difference)

# %% [markdown]
# **Now without help.** A trial you have not met: psilocybin against placebo for depression, in Zurich
# ([von Rotz 2023](https://doi.org/10.1016/j.eclinm.2022.101809)). How many people for one more response,
# before rounding up?

# %%
zurich = load("outcomes").query("trial_id == 'vonrotz_2023_zurich' and endpoint == 'response'")
zurich = zurich[zurich.instrument == "MADRS"].set_index("arm_id")[["events", "n"]].astype(int)
print(zurich)
ask("m07-1-zurich-nnt", ...)

# %%
rows = {"first trial, 2021": difference_with_interval(first), "second trial, 2023": second}
rows = pd.DataFrame(rows).T
rows.round(1)

# %% tags=["chart"]
# Draws the differences of both trials with their intervals
title = "Both trials favour MDMA;<br>neither says exactly how much"
fig = forest(rows, title=title, x="more responders per 100", favours=("placebo", "MDMA"))
show(
    fig,
    alt="Both intervals lie above zero, but each is more than thirty points wide.",
    table=rows.round(1).rename_axis("trial").reset_index(),
)

# %% [markdown]
# Do not hang a verdict on a line. The living review prints a risk *ratio* for the second trial. Its
# interval is in the next cell: with this method it just touches “no effect”, with ours it just misses
# it. The people are the same. What the data support is a range, and both ranges say nearly the same.

# %%
printed = load("contrasts").query(
    "trial_id == 'mitchell_2023_mapp2' and measure == 'risk_ratio' and outcome == 'response'"
)
printed[["outcome", "estimate", "ci_low", "ci_high"]]

# %% [markdown]
# ## What this cannot tell us
#
# - **About those who left.** Ten people are in no denominator here (lesson 7.2).
# - **About the line.** Another threshold would give other counts (lesson 7.3).
# - **About masking.** Many participants probably guessed which arm they were in; hope and
#   disappointment are in these counts, too (lesson 6.3).
# - **About MDMA alone.** Everyone had the therapy. The contrast is *MDMA added to it*.
# - **About you, or anyone.** A number needed to treat belongs to one comparison, one outcome, one
#   time and one group of volunteers.
# - **About all trials.** Two trials are not the evidence. What would a synthesis say (lesson 8.2)?

# %% [markdown]
# ## Recall
#
# Close the page in your mind and answer in your own words before you open each answer. Two questions
# return to earlier modules.

# %%
ask("m07-1-recall-first")
ask("m07-1-recall-odds")
ask("m07-1-recall-nnt")
ask("m07-1-recall-points")
ask("m07-1-recall-m01")
ask("m07-1-recall-m05")

# %% [markdown]
# ## Where the numbers come from, and where to go next
#
# **Sources.** Counts: [SYPRES living data set](https://doi.org/10.5281/zenodo.18740439) (ODC-By; two
# extractors), tables `outcomes` and `contrasts` of this course. Trials:
# [Mitchell 2021](https://doi.org/10.1038/s41591-021-01336-3), NCT03537014;
# [Mitchell 2023](https://doi.org/10.1038/s41591-023-02565-4), NCT04077437.
#
# **Reading.** [Altman 1998](https://doi.org/10.1136/bmj.317.7168.1309) on intervals for the number
# needed to treat: four pages, worth every minute.
#
# **Practice.** Exercise `m07-nnt` in the assignment of this module.
#
# **Next.** Lesson 7.2, *When people leave*: the ten people who are missing here change the answer.

# %% [markdown] tags=["instructor"]
# **Timing.** Hook and counts 8 min · four summaries 9 · odds explorer 9 · shuffling 8 · NNT and interval
# 11 · recall 5.
#
# **Common stumbles.** Learners read 69 of 100 under placebo as “the drug does little” or “therapy is
# a placebo”: keep the two questions apart. Many write the limits of the NNT in the order of the
# difference (140 to 2.9); ask which end is good news. Some round 5.7 to 5.
#
# **Discuss.** Which of the four numbers would you print in a leaflet, which in a journal, and what
# would each reader wrongly conclude?
#
# **Board.** A line from −10 to +40 points; below it the same line as NNT: 10, ∞, 10, 5, 2.5. Infinity
# sits at zero.
