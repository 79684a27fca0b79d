# %% [markdown]
# # What is actually delivered
#
# *Somebody takes a drug three times in four months and feels better. What else did they get, and
# which part of the change belongs to what?*
#
# 50 minutes · needs module 1 (denominators, standard deviations, intervals)
#
# After this lesson you will be able to:
#
# - **describe** preparation, dosing and integration, and what both arms of a trial receive;
# - **separate** change within people from the difference between arms;
# - **estimate** how far people fall back to the middle with no treatment at all;
# - **weigh** the evidence for and against more emotional openness and less fear;
# - **explain** why one person's transformation is not evidence about a treatment.

# %% [markdown]
# **Data.** Two phase 3 trials of MDMA-assisted therapy for post-traumatic stress disorder (PTSD):
# [Mitchell 2021](https://doi.org/10.1038/s41591-021-01336-3) and
# [Mitchell 2023](https://doi.org/10.1038/s41591-023-02565-4); standard deviations from the
# [SYPRES living review](https://doi.org/10.5281/zenodo.18740439). One data set is *simulated* and
# says so.
#
# **A note before you begin.** The people in these trials live with the consequences of trauma. This
# lesson does not describe what happened to them. It teaches how to read evidence: it is not medical
# advice, not training to treat anybody, and it gives no guidance on obtaining or taking any drug. If
# you are in distress, please turn to a health professional, the emergency services where you are, or
# a crisis line in your country ([findahelpline.com](https://findahelpline.com) lists many).

# %%
import numpy as np
import pandas as pd
import plotly.graph_objects as go

from course import ask, load, reveal, show
from course.figures import COLOURS, forest, people, slider

# %% [markdown]
# Stories about this treatment are usually about a pill and one long afternoon. In the phase 3 trials
# the pill had company. A therapy team met the person again and again: before, during and after.
#
# Before you look: in the first phase 3 trial there were fifteen sessions of therapy. In how many of
# them did nobody take anything?

# %%
ask("m05-1-sober", ...)

# %%
plan = ["preparation"] * 3 + (["dosing"] + ["integration"] * 3) * 3
sessions = pd.DataFrame({"session": range(1, 16), "phase": plan})
talk, dose = sessions[sessions.phase != "dosing"], sessions[sessions.phase == "dosing"]

# %% tags=["chart"]
# Draws the fifteen sessions by phase
fig = go.Figure()
for rows, symbol, role in ((talk, "circle-open", "uncertainty"), (dose, "circle", "active")):
    marker = {"symbol": symbol, "size": 15, "color": COLOURS[role], "line_width": 2}
    fig.add_scatter(x=rows.session, y=rows.phase, mode="markers", marker=marker)
fig.update_yaxes(categoryarray=["integration", "dosing", "preparation"], categoryorder="array")
fig.update_layout(
    title="Twelve of the fifteen sessions<br>are conversation",
    xaxis={"title": "session", "dtick": 2, "range": [0.3, 15.7]}, height=270,
)  # fmt: skip
show(fig, alt="Three of fifteen sessions are dosing sessions; the other twelve are talk.",
     table=sessions)  # fmt: skip

# %%
print("Key numbers:", load("media_claims").set_index("claim_id").key_numbers["m04"])
reveal("m05-1-sober", len(talk))

# %% [markdown]
# ## Three phases, two arms
#
# **Preparation**: three sessions in which the person and the therapists come to know each other,
# talk through what may happen, and agree on rules. **Dosing**: three sessions, a month apart, each
# about eight hours long in a controlled setting, with capsules that hold MDMA or placebo. **Integration**:
# three sessions of ninety minutes after each dosing session, to make sense of it and carry it home.
# The hours are those of the sponsor's [study page](https://maps.org/mdma/ptsd/mapp1/); the counts
# are in the paper ([Mitchell 2021](https://doi.org/10.1038/s41591-021-01336-3)).
#
# Now the part that stories leave out: **both arms received all of it**. Same
# programme, same months of attention. By lot, one arm's capsules held MDMA.
#
# That turns the trial into two questions. How much do people change in such a programme? And how
# much does MDMA *add* to it?

# %% [markdown]
# Look first at another trial, with psilocybin for depression. Its control arm had 1 mg, too little to feel
# much, and the same preparation and support. Depression was scored from 0 to 60, lower is better, and began
# near 32. By how many points did people in that **control** arm improve in three weeks?

# %%
ask("m05-1-control", ...)

# %%
other = load("outcomes").query("trial_id == 'goodwin_2022_comp001' and instrument == 'MADRS'")
other = other.query("timepoint_weeks == 3 and mean_change < 0").set_index("arm_id")
print(other[["mean_change", "n"]].to_string())
reveal("m05-1-control", -other.mean_change["psi_1mg"])

# %% [markdown]
# Now the second phase 3 trial of MDMA. Both arms began near 39 points on the
# [CAPS-5](../glossary.md#caps-5), where lower is better, too.

# %%
rows = load("outcomes").query(
    "trial_id == 'mitchell_2023_mapp2' and endpoint == 'score' and instrument == 'CAPS-5'"
    " and timepoint_weeks == 18 and mean_change < 0"
).set_index("arm_id")  # fmt: skip
change = rows[["mean_change", "ci_low_change", "ci_high_change", "n"]]
change.columns = ["estimate", "low", "high", "n"]
change

# %% tags=["chart"]
# Draws the change in each arm with its interval
drawn = change.rename({"mdma": "MDMA with therapy", "placebo": "placebo with therapy"})
drawn["role"] = ["active", "control"]
fig = forest(drawn, title="Both arms improved;<br>the arm with MDMA improved more",
             x="change on the CAPS-5 (points)")  # fmt: skip
show(
    fig,
    alt="People with placebo and therapy improved by 14.8 points, people with MDMA by 23.7.",
    table=drawn.rename_axis("arm").reset_index(),
)

# %% [markdown]
# ## Within is not between
#
# Each arm's change is a comparison of people with *their own past*. It holds everything that happened
# in eighteen weeks. The effect of MDMA is a comparison of people with *other people*, who went
# through the same weeks without it. Only the second comparison is protected by the lot.
#
# On a common ruler: divide a change by the standard deviation of the changes, and you have a
# [within-person effect size](../glossary.md#within-person-effect-size). Divide the *difference* of
# the two changes by their pooled standard deviation, and you have the one that belongs to the comparison: it
# leaves out what both arms share. What differed is the drug, and what people made of their guess about it
# (lesson 6.3).


# %%
def three_sizes(change_a, sd_a, n_a, change_b, sd_b, n_b):
    """Change within arm a, within arm b, and the difference between them, in SD units."""
    pooled = np.sqrt(((n_a - 1) * sd_a**2 + (n_b - 1) * sd_b**2) / (n_a + n_b - 2))
    return pd.Series(
        {"within a": change_a / sd_a, "within b": change_b / sd_b,
         "between": (change_a - change_b) / pooled}
    )  # fmt: skip


row = load("meta_inputs").query("trial_id == 'mitchell_2023_mapp2' and score == 'change'").iloc[0]
mdma = (row.mean_active, row.sd_active, row.n_active)
placebo = (row.mean_control, row.sd_control, row.n_control)
second = three_sizes(*mdma, *placebo)
share = 100 * placebo[0] / mdma[0]
print(second.round(2).to_string(), f"\nshare of the change also seen with placebo: {share:.0f} %")

# %% [markdown]
# Nearly two standard deviations within the MDMA arm; three quarters of one between the arms. Both
# numbers are right. They answer different questions, and a headline that takes the first for the
# second makes the drug look more than two and a half times as strong.
#
# A caution about rulers. The review's standard deviations do not match the paper's in every table,
# and the paper itself prints a rounded 0.7 for the between effect
# ([Mitchell 2023](https://doi.org/10.1038/s41591-023-02565-4)). The story does not hang on the
# second decimal.

# %%
ask("m05-1-share", ...)

# %% [markdown]
# ## Therapy is not nothing
#
# The change with placebo was 62 % of the change with MDMA. It is tempting to read that in one of two
# lazy ways: “so the drug does little”, or “so therapy does nearly all of it”. The trial cannot say
# either. Nobody was randomised to *no therapy*, so the change with placebo is a mixture: therapy,
# attention, hope, time, and something stranger, which comes next.
#
# Nor do we know which *phase* matters. **For** preparation and integration speak experience, safety
# and good sense. **Against**, or rather missing: every arm of these trials had all three phases, so
# nothing was compared. What the drug needs around it is an open question.
#
# **Your turn, with a little help.** The first trial printed its changes. Fill in the line.

# %%
first = load("outcomes").query(
    "trial_id == 'mitchell_2021_mapp1' and endpoint == 'score' and sd_change > 0"
    " and instrument == 'CAPS-5'"
).set_index("arm_id")[["mean_change", "sd_change", "n"]]  # fmt: skip
print(first)
# your_share = 100 * ___ / ___
your_share = ...
ask("m05-1-first-share", your_share)

# %% [markdown]
# **Now without help.** The same trial: how large is the difference *between* the arms, in SD units?
# Keep the sign: active minus control.

# %%
ask("m05-1-first-between", ...)

# %%
first_sizes = three_sizes(*first.loc["mdma"], *first.loc["placebo"])
print(first_sizes.round(2).to_string())

# %% [markdown]
# ## Falling back to the middle
#
# People enter a trial when their score is *high enough*. A score is partly a person's usual state and
# partly that week: a bad night, an anniversary, a kind interviewer. Whoever is picked on a bad week
# will, on average, have a better one next time. Nothing was done. This is
# [regression to the mean](../glossary.md#regression-to-the-mean).
#
# Its size depends on how stable scores are: the correlation between two measurements with no
# treatment in between. The people below are **simulated**; their usual mean and spread are invented.
# Everybody is measured twice and nobody is treated. Only people at 30 points or more are “enrolled”.
# Move the slider.

# %%
rng = np.random.default_rng(505)
first_score, noise = rng.standard_normal((2, 150))
sim = pd.DataFrame({"simulated_first": 26 + 9 * first_score})
sim["enrolled"] = sim.simulated_first >= 30


def again(r):
    """Simulated second scores when two untreated measurements correlate by r."""
    return 26 + 9 * (r * first_score + np.sqrt(1 - r**2) * noise)


# %% tags=["chart"]
# Draws two untreated scores of each simulated person
fig, states, falls = go.Figure(), {}, {}
for chosen, role, symbol in ((False, "uncertainty", "circle-open"), (True, "active", "circle")):
    x = sim.simulated_first[sim.enrolled == chosen]
    fig.add_scatter(x=x, y=x, mode="markers", marker={"color": COLOURS[role], "symbol": symbol})
for r in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0):
    second_score = again(r)
    fall = (sim.simulated_first - second_score)[sim.enrolled].mean()
    falls[r] = round(fall, 1)
    title = f"Untreated, the “enrolled” fall<br>by {fall:.1f} points (simulated)"
    states[f"{r:.1f}"] = {
        "title": title,
        "y": [second_score[~sim.enrolled], second_score[sim.enrolled]],
    }
slider(fig, states, prefix="stability of scores", traces=[0, 1], start="0.7")

# %% tags=["chart"]
# Adds the line of no change, sets the axes, shows the figure
fig.add_shape(type="line", x0=0, y0=0, x1=52, y1=52, line={"color": COLOURS["uncertainty"]})
fig.add_annotation(x=9, y=2, text="line: no change", showarrow=False)
fig.add_annotation(x=44, y=13, showarrow=False, font_color=COLOURS["active"],
                   text="<b>improved,<br>untreated</b>")  # fmt: skip
fig.update_layout(
    xaxis={"title": "first score (simulated)", "range": [0, 52]},
    yaxis={"title": "second score (simulated)", "range": [0, 52]},
    height=500,
)
table = pd.DataFrame({"stability": falls.keys(), "simulated_fall": falls.values()})
show(
    fig,
    alt="The less stable the scores, the further people chosen for high scores fall untreated.",
    table=table,
)

# %% [markdown]
# **Two questions to guide you**
#
# 1. At which stability does the fall vanish? Would any interview ever be that stable?
# 2. What happens to the people who were *not* enrolled? Why do they rise?
#
# How large the fall is depends on more than stability. **Change the lines below**: the usual mean of *all*
# the people who might have come, their spread, the cut-off. Can you find a world in which people fall by 3
# points, and one in which they fall by 14?

# %% tags=["try"]
usual, spread = 26, 9  # mean and SD of all simulated people: try 10 and 12
cutoff, stability = 30, 0.7  # enrolled from here; correlation of two untreated scores
a, b = np.random.default_rng(7).standard_normal((2, 200_000))
simulated_before = usual + spread * a
simulated_after = usual + spread * (stability * a + (1 - stability**2) ** 0.5 * b)
enrolled = simulated_before >= cutoff
fall = (simulated_before - simulated_after)[enrolled].mean()
print(
    f"{100 * enrolled.mean():.0f} of 100 are enrolled; untreated, they fall by {fall:.1f} points (simulated)"
)

# %% [markdown]
# In one world the fall is small, in another it is as large as a whole arm's change. The trial does not tell
# us which world its people came from. So “it was *only* regression to the mean” and “it was not regression”
# both say more than anybody knows.
#
# A control arm takes this fall out of the *difference*, on average, because both arms were picked by the
# same rule. It remains inside each arm's own change.

# %%
ask("m05-1-middle", ...)

# %% [markdown]
# ## Openness and fear
#
# Why should MDMA help therapy at all? The usual account: people feel open and safe enough to approach
# a memory that they otherwise flee. Read the evidence on both sides.
#
# | | for | against, or limits |
# |---|---|---|
# | painful memories | felt less negative under 100 mg than placebo, 19 volunteers ([2014](https://doi.org/10.1017/S1461145713001405)) | healthy people, their own chosen memories |
# | unlearning fear | smaller skin response while learning and recalling, 30 men ([2022](https://doi.org/10.3389/fphar.2022.906639)); mice did better (table `mechanisms`) | no effect on startle in those men; main test without a difference in 34 adults, though more of them kept what they had learned ([2022](https://doi.org/10.1177/02698811211069124)); rats did worse ([2019](https://doi.org/10.1016/j.physbeh.2018.12.007)) |
# | openness as a trait | went with PTSD improvement, 20 patients ([2017](https://doi.org/10.1177/0269881117711712)) | a correlation in one pilot |
#
# Fair summary: acute openness and less fear are plausible and partly shown, mostly in healthy people
# and for hours. That they are *why* patients improve is not shown.

# %%
ask("m05-1-openness", ...)

# %% [markdown]
# ## One person's transformation
#
# Someone you trust tells you that three sessions changed their life. Take it seriously: it is
# evidence about *them*. Is it evidence about MDMA?
#
# Ask how often you would hear such a story anyway. In the second trial the average person with MDMA
# improved by 23.7 points ([Mitchell 2023](https://doi.org/10.1038/s41591-023-02565-4)). Of 100 people
# with **placebo** and therapy, how many improved by more than that?

# %%
ask("m05-1-story", ...)

# %%
threshold = row.mean_active
told = 100 * (rng.normal(row.mean_control, row.sd_control, 100_000) <= threshold).mean()

# %% tags=["chart"]
# Draws a hundred people for each arm, by the model
stories = {"MDMA with therapy": 50.0, "Placebo with therapy": told}
fig = people(stories, had="by 24+",
             title="Improving by 24 points or more<br>happens in both arms (a model)")  # fmt: skip
show(
    fig,
    alt="About 22 of 100 people with placebo and therapy improve more than the average with MDMA.",
    table=pd.DataFrame({"arm": stories.keys(), "per 100": [round(v) for v in stories.values()]}),
)
reveal("m05-1-story", round(told))

# %% [markdown]
# This is a model: it spreads each arm's changes as a bell curve around the published mean, with an SD that
# was itself worked out from an interval. Another shape gives another number, but hardly none. So the lesson
# stands. Deep change occurs without the drug, and the person cannot know which arm of their
# life they were in. A story shows that change is *possible*. How often, compared with what, and at
# what cost: for that you need the others, including those who did not come to tell.

# %% [markdown]
# ## What this cannot tell us
#
# - **Which part of therapy works.** No arm went without it, and no arm had less of it.
# - **Whether people guessed.** Many probably did; hope and disappointment are in both changes
#   (lesson 6.3).
# - **How much is regression.** Our slider is invented. The stability of CAPS-5 over eighteen untreated
#   weeks in these people is not in our data.
# - **Whether openness causes recovery.** That needs a trial that changes openness, not one that
#   watches it.
# - **How this compares with established trauma therapies.** The control was placebo with the
#   sponsor's therapy.

# %% [markdown]
# ## Recall
#
# Answer in your own words before you open each answer. Two questions return to module 1.

# %%
ask("m05-1-recall-phases")
ask("m05-1-recall-within")
ask("m05-1-recall-regression")
ask("m05-1-recall-story")
ask("m05-1-recall-ci")
ask("m05-1-recall-denominator")

# %% [markdown]
# ## Where the numbers come from, and where to go next
#
# **Sources.** Changes and intervals: [Mitchell 2023](https://doi.org/10.1038/s41591-023-02565-4),
# NCT04077437; [Mitchell 2021](https://doi.org/10.1038/s41591-021-01336-3), NCT03537014. Standard
# deviations of the changes in the second trial: [SYPRES](https://doi.org/10.5281/zenodo.18740439)
# (ODC-By). Tables `outcomes`, `meta_inputs`, `media_claims`, `mechanisms` of this course.
#
# **Reading.** [Barnett 2005](https://doi.org/10.1093/ije/dyh299): what regression to the mean is and
# how to deal with it.
#
# **Practice.** Exercises `m05-change` and `m05-regression`.
#
# **Next.** Lesson 5.2, *Setting as a variable*: the room, the music, the people in it.

# %% [markdown] tags=["instructor"]
# **Timing.** Hook and phases 9 min · within and between 11 · regression, slider and worlds 11 · openness 7 ·
# one story 5 · recall 3.
#
# **Common stumbles.** “62 % is the placebo effect”: it is the change with placebo *and therapy*, and
# holds regression and time. Learners subtract the two within-arm sizes (−0.70) and wonder why it is
# not −0.76: the rulers differ. Some take “22 of 100” as a count from the trial; it is a model.
#
# **Discuss.** A friend tells you of a transformation. What do you answer that is true, kind, and does
# not turn the story into a statistic or the friend into an error?
#
# **Board.** Two arrows down from 39: one to 24, one to 16. Bracket the shared part; write beside it
# everything that could be in it. Only the gap at the bottom was randomised.
