# %% [markdown]
# # When people leave
#
# *Some people have no final interview. What may you still say, and how sure may you be?*
#
# 45 minutes · needs lesson 7.1
#
# After this lesson you will be able to:
#
# - **draw** the path from randomised to analysed and name who is missing in each arm;
# - **explain** why those who stay are not a fair sample of those who started;
# - **test** a result under several stories about the missing people;
# - **find** the tipping point at which a conclusion changes;
# - **criticise** the sentence “missing counted as failure, to be conservative”.

# %% [markdown]
# **Data.** Randomised, completed and responding participants of two phase 3 trials of MDMA-assisted
# therapy: [Mitchell 2021](https://doi.org/10.1038/s41591-021-01336-3) and
# [Mitchell 2023](https://doi.org/10.1038/s41591-023-02565-4); response counts from the
# [SYPRES living review](https://doi.org/10.5281/zenodo.18740439).
#
# **A note before you begin.** People leave trials for many reasons: work, a move, disappointment,
# relief, a worsening of symptoms. We rarely know which. This lesson asks what the numbers would be
# under different stories; it judges nobody's decision to leave. It is about reading evidence, not
# medical advice. The module's first lesson says where to turn if you need support.

# %%
import pandas as pd
import plotly.graph_objects as go

from course import ask, load, reveal, show
from course.figures import COLOURS, FAINT, forest, people, slider
from course.stats import risk_difference

# %% [markdown]
# In lesson 7.1 you divided by 52 and 42: the people whose final interview took place. But 53 and 51
# people had been randomised. Lesson 1.2 counted the rest: one person of one arm has no final interview,
# and nine of the other, though nobody had been told their arm.
#
# Could that be mere luck? Suppose that leaving has nothing to do with the arm: ten of the 104 people
# leave, drawn blindly. Before you look: in how many of 100 such trials would **nine or ten of the ten**
# come from the same arm?

# %%
ask("m07-2-lopsided", ...)

# %%
everyone = load("arms").set_index(["trial_id", "arm_id"]).n_randomised
answers = load("outcomes").query("endpoint == 'response' and timepoint_weeks == 18")
answers = answers.set_index(["trial_id", "arm_id"])

# %%
order = ["mdma", "placebo"]


def fates(trial):
    """Randomised, responding, not responding and unknown participants of a trial, by arm."""
    table = answers.loc[trial].loc[order, ["n", "events"]]
    table["randomised"] = everyone[trial]
    table["not"] = table.n - table.events
    table["unknown"] = table.randomised - table.n
    return table[["randomised", "events", "not", "unknown"]].astype(int)


second = fates("mitchell_2023_mapp2")
second

# %% tags=["chart"]
# Draws a hundred people for each arm, with those unknown
arms = {"mdma": "MDMA with therapy", "placebo": "Placebo with therapy"}
per_100 = second.div(second.randomised, axis=0).mul(100).rename(index=arms)
title = "Nine of ten missing people<br>were in the placebo arm"
fig = people(per_100.events, unknown=per_100.unknown, had="responded", title=title)
show(
    fig,
    alt="Two of 100 people randomised to MDMA are missing, but 18 of 100 randomised to placebo.",
    table=second.rename_axis("arm").reset_index(),
)

# %% tags=["try"]
import numpy as np

leavers = 10  # change to 4 (and watch for all four in one arm), then to 20
blind = np.random.default_rng(7)
simulated_placebo = blind.hypergeometric(51, 53, leavers, 20_000)  # how many of them had placebo
most = np.maximum(simulated_placebo, leavers - simulated_placebo)
print("one such trial:", simulated_placebo[0], "of", leavers, "leavers had placebo")
lopsided = 100 * (most >= leavers - 1).mean()
print(f"of 100 such trials {lopsided:.1f} lose all, or all but one, from the same arm (simulated)")

# %%
reveal("m07-2-lopsided", 1.6)

# %% [markdown]
# So luck alone seldom makes such a split. Something about being in the one arm or the other probably had
# to do with staying. What it was, our tables do not say.

# %% [markdown]
# ## Who is missing
#
# Randomisation made the arms differ by chance alone **on the day it happened**. It promises nothing about those still
# there eighteen weeks later. As soon as people leave, the arms can drift apart, and they drift faster
# when people leave one arm for reasons that have to do with it.
#
# Here is the rule to write down before you divide: *name the denominator once and use it for both
# arms*. Three are common. **Randomised**: everybody who got a slip of paper, which is what
# [intention to treat](../glossary.md#intention-to-treat) means. **Dosed**: everybody who took the
# first capsule. **Analysed**: everybody with a final interview, the
# [completers](../glossary.md#completers). A table that takes 53 from one row and 42 from another
# compares two different ideas.

# %%
ask("m07-2-denominator", ...)

# %% [markdown]
# ## Completers are a chosen group
#
# Many participants probably guessed what they had been given (our data hold no verified count by arm;
# lesson 6.3 is about guessing). Imagine you had hoped for MDMA for months and felt, an hour into the
# session, that it was placebo. You might stay for the therapy. You might not. In a small trial of
# psilocybin for alcohol use disorder, four of the ten people in the control arm refused the second
# session *after guessing their group* ([Luquiens 2025](https://doi.org/10.1111/add.70152)). Why the nine
# people here left, our tables do not say.
#
# **Why it is tempting** to look at completers only: the paper prints that denominator, every row is
# full, and inventing answers feels like cheating. But leaving them out *is* an
# answer. It says: the missing would have done as well as those who stayed. That may be so. It is an
# assumption, and the next cell makes it one among several.
#
# First, a prediction. Suppose all ten missing people are counted as **not** responding. What happens
# to the difference of 17.5 points?

# %%
ask("m07-2-failure", ...)


# %%
def scenario(table, found_mdma, found_placebo):
    """Difference in points if so many of the missing had responded in each arm."""
    events = table.events + [found_mdma, found_placebo]
    total = table[["events", "not", "unknown"]].sum(axis=1)
    d = risk_difference(events["mdma"], total["mdma"], events["placebo"], total["placebo"])
    return {"estimate": 100 * d.estimate, "low": 100 * d.ci_low, "high": 100 * d.ci_high}


# %%
rows = {
    "those who stayed": scenario(second.assign(unknown=0), 0, 0),
    "all missing failed": scenario(second, 0, 0),
    "all missing responded": scenario(second, 1, 9),
    "missing placebo responded": scenario(second, 0, 9),
}
stories = pd.DataFrame(rows).T
stories["nnt"] = 100 / stories.estimate
stories.round(1)

# %% [markdown]
# **Tell your own story.** Change the two numbers: how many of the missing responded with MDMA (none or
# one), and with placebo (none to nine)? Try what you find most likely, and the reason you would give.

# %% tags=["try"]
found_mdma, found_placebo = 1, 6
mine = scenario(second, found_mdma, found_placebo)
print({name: round(float(value), 1) for name, value in mine.items()})

# %%
reveal("m07-2-failure", "c")

# %% tags=["chart"]
# Draws the difference under each of the four stories
title = "“Missing means failure” favours<br>the drug in this trial"
fig = forest(stories, title=title, x="more responders per 100", favours=("placebo", "MDMA"))
show(
    fig,
    alt="Counting the missing as failures raises the difference from 17.5 to 28 points; the opposite "
    "story for the placebo arm lowers it to 10 and its interval crosses zero.",
    table=stories.round(1).rename_axis("story").reset_index(),
)

# %% [markdown]
# ## Is failure the cautious guess?
#
# You will often read: *missing participants were counted as non-responders, a conservative approach*.
# Look at the second row. Here that guess moves the difference from 17.5 to 28.0 points, and the
# number needed to treat from 5.7 down to 3.6. It is the **most** generous of the four stories.
#
# **Why it is tempting.** It lowers both arms, and lower sounds careful. But it lowers each arm in
# proportion to its missing people: one of 53 with MDMA, nine of 51 with placebo. The comparison arm
# is pulled down further, and the gap opens.
#
# Cautious is whatever works *against* your claim. For a claim of benefit that is the last row: the
# missing person with MDMA did not respond, the nine with placebo did. Then the number needed to treat
# is 9.6, and the interval of the difference crosses zero.
#
# One more caution. Each interval here treats the guessed answers as if they had been given. So all of
# them are too narrow: they leave out that we guessed.

# %%
ask("m07-2-cautious", ...)

# %% [markdown]
# ## Every possible answer
#
# Nobody believes the last row either; it is a fence, not a finding. The truth about nine people is
# some whole number from none to nine, so let us look at all ten. The missing person with MDMA is
# counted as not responding throughout.
#
# Move the slider from the left. You start with “all failed” and end at the fence.

# %%
tipping = pd.DataFrame({k: scenario(second, 0, k) for k in range(10)}).T
tipping["crosses_zero"] = tipping.low < 0
tipping[["estimate", "low", "high"]].round(1)

# %% tags=["chart"]
# Draws the difference for each number of responders
x = list(tipping.index)
fig = go.Figure()
band = {"line_width": 0, "fill": "toself", "fillcolor": FAINT}
fig.add_scatter(x=x + x[::-1], y=[*tipping.high, *tipping.low[::-1]], mode="lines", **band)
fig.add_scatter(x=x, y=tipping.estimate, mode="lines", line_color=COLOURS["difference"])
point = {"symbol": "diamond", "size": 14, "color": COLOURS["difference"]}
fig.add_scatter(mode="markers", marker=point)
says = "If {} of the 9 had responded, the difference<br>is {:.0f} points [{:.0f} to {:.0f}]"
states = {
    str(k): {"x": [[k]], "y": [[r.estimate]], "title": says.format(k, r.estimate, r.low, r.high)}
    for k, r in tipping.iterrows()
}
slider(fig, states, prefix="missing placebo responders", traces=[2], start="0")

# %% tags=["chart"]
# Adds the zero line and the axes and shows the figure
fig.add_hline(y=0, line={"dash": "dot", "color": COLOURS["uncertainty"]})
fig.update_layout(
    xaxis={"title": "missing who responded (placebo)", "dtick": 1, "range": [-0.4, 9.4]},
    yaxis_title="more responders per 100",
    height=480,
)
show(
    fig,
    alt="The difference shrinks with every missing placebo participant who responded, and its "
    "interval reaches zero before all nine have.",
    table=tipping.round(1).drop(columns="crosses_zero").rename_axis("responded").reset_index(),
)

# %% [markdown]
# **Two questions to guide you**
#
# 1. At which number does the lower limit first fall below zero? That is the
#    [tipping point](../glossary.md#tipping-point).
# 2. Among placebo participants who stayed, 69 of 100 responded. At that rate, about six of the nine
#    would have. Is the tipping point beyond what you find plausible, or well inside it?
#
# A tipping point hangs on a line, too, and lesson 7.1 warned of lines. At six the lower end is a little
# above zero, at seven a little below, and the two say nearly the same. Read the whole column.

# %%
ask("m07-2-tipping", ...)

# %% [markdown]
# ## Your turn
#
# **With a little help.** The first trial is in the next cell. Count its missing people as failures in
# both arms: how many more responders per 100 *randomised*?

# %%
first = fates("mitchell_2021_mapp1")
print(first)
# your_difference = 100 * (___ / 46 - ___ / ___)
your_difference = ...
ask("m07-2-first-failure", your_difference)

# %% [markdown]
# **Without help.** Now build the fence for the first trial: the missing with MDMA did not respond, the
# missing with placebo all did. What is the difference?

# %%
ask("m07-2-first-fence", ...)

# %% [markdown]
# **In the real analysis.** Scenarios are a fence around what you do not know. Inside it, trialists use
# models that predict the missing answers from the answers people gave before they left. They should say
# in the protocol which model, and which departures from it, they will try. The steps are set out by
# [White 2011](https://doi.org/10.1136/bmj.d40): try to follow up everyone randomised, even those who
# stop the treatment; choose a main analysis whose assumption about the missing is plausible, and say
# it; then test departures from it in a
# [sensitivity analysis](../glossary.md#sensitivity-analysis) that includes everyone randomised.
#
# When you read a paper, ask three things. How many are missing **in each arm**? What does the main
# analysis assume about them? At which assumption would the conclusion change?

# %% [markdown]
# ## What this cannot tell us
#
# - **Why people left.** The tables hold counts, not reasons.
# - **What would have happened to them.** A tipping point tells you how much you would have to
#   believe, not what is true.
# - **What the trial's own model found.** The published analysis of the scale score uses more
#   information than these counts do (lesson 7.3).
# - **Whether the two data sources count alike.** The living review lists 91 people randomised in the
#   first trial, [the paper](https://doi.org/10.1038/s41591-021-01336-3) 90; we use the paper.
# - **Whether a synthesis would settle it.** Pooling trials with one-sided loss pools the bias, too
#   (lesson 8.6).

# %% [markdown]
# ## Recall
#
# In your own words, then open the answer. Two questions return to earlier modules.

# %%
ask("m07-2-recall-random")
ask("m07-2-recall-completers")
ask("m07-2-recall-failure")
ask("m07-2-recall-tipping")
ask("m07-2-recall-m01")
ask("m07-2-recall-m05")

# %% [markdown]
# ## Where the numbers come from, and where to go next
#
# **Sources.** Randomised and analysed: table `arms`. Response counts: table `outcomes`, from the
# [SYPRES living data set](https://doi.org/10.5281/zenodo.18740439) (ODC-By). Trials: NCT03537014 and
# NCT04077437.
#
# **Reading.** [White 2011](https://doi.org/10.1136/bmj.d40), a short paper on what to do when outcomes
# are missing.
#
# **Practice.** Exercise `m07-dropout` in the assignment of this module.
#
# **Next.** Lesson 7.3, *Endpoint, change, adjusted*: one trial, one scale, three effect sizes.

# %% [markdown] tags=["instructor"]
# **Timing.** Hook and lots 9 min · denominators 6 · completers and the four stories 12 · tipping point 10 ·
# your turn and recall 8.
#
# **Common stumbles.** “Intention to treat solves missing data”: it names the denominator and cannot
# supply the answers. Learners take the fence for a finding; ask who would bet on it. Some change the
# denominator between rows of the same table.
#
# **Discuss.** A participant says: I left because I felt well. Another: because I knew it was placebo.
# Which of the stories does each support?
#
# **Board.** Two boxes, 53 and 51; arrows to 52 and 42; write “who?” on the arrows.
