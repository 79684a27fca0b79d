# %% [markdown]
# # Time to relapse
#
# *Not how many, but when. What does a hazard ratio say about people?*
#
# 45 minutes · needs lessons 7.1 and 7.2
#
# After this lesson you will be able to:
#
# - **identify** who was randomised in a withdrawal trial, and what it can therefore show;
# - **build** a Kaplan-Meier curve by hand, with people whose observation ends early;
# - **interpret** a hazard ratio as a ratio of pace, and turn it into people per 100;
# - **calculate** the mean time without relapse up to a fixed day.

# %% [markdown]
# **Data.** No psychedelic has a large relapse trial in our tables yet. The nearest relative is a
# randomised withdrawal trial of esketamine nasal spray,
# [Daly 2019](https://doi.org/10.1001/jamapsychiatry.2019.1189), used here as a relapse data set; and a
# small trial of psilocybin for alcohol use disorder,
# [Luquiens 2025](https://doi.org/10.1111/add.70152). The twelve people of the hand-made curve are
# **invented** for this lesson.
#
# **A note before you begin.** Relapse into depression or drinking is a heavy word for a heavy time.
# Here it is an event with a date. This lesson is about reading evidence, not medical advice; the
# module's first lesson says where to turn if you need support.

# %%
import pandas as pd
import plotly.graph_objects as go

from course import ask, load, reveal, show
from course.figures import COLOURS, FAINT, forest, people, slider
from course.stats import kaplan_meier, restricted_mean

# %% [markdown]
# In Daly's trial, people who were well after months of esketamine nasal spray, taken with an antidepressant
# in tablets, were randomised: go on with the spray, or stop it and switch to a placebo spray. *Both arms
# kept the tablets*; “stopped” in this lesson means the spray alone. Of those in stable remission who stopped, 45 of 100 relapsed. The paper
# prints a [hazard ratio](../glossary.md#hazard-ratio) of 0.49 and puts it into words: going on
# lowered the risk of relapse by 51 % ([Daly 2019](https://doi.org/10.1001/jamapsychiatry.2019.1189)).
#
# Before you look: of 100 who **went on**, how many relapsed?

# %%
ask("m07-4-continued", ...)

# %%
relapse = load("outcomes").query("trial_id == 'daly_2019_sustain1' and endpoint == 'relapse'")
relapse = relapse.set_index("arm_id")[["events", "n"]].astype(int)
relapse["per_100"] = 100 * relapse.events / relapse.n
relapse.round(1)

# %%
names = {"esketamine_ad": "went on", "placebo_ad": "stopped"}
remitters = relapse.loc[list(names)].rename(names)

# %% tags=["chart"]
# Draws a hundred people for each arm
title = "More than half of those who stopped had<br>no relapse while they were followed"
fig = people(remitters.per_100, title=title, had="relapsed")
show(
    fig,
    alt="Of 100 people in remission, about 27 relapsed when they went on and 45 when they stopped.",
    table=remitters.round(1).rename_axis("arm").reset_index(),
)
reveal("m07-4-continued", remitters.per_100["went on"])

# %% [markdown]
# ## Who was randomised
#
# Follow the numbers. 705 adults entered. 455 went into the phase in which the treatment was tuned. 297
# were well enough after sixteen weeks to be randomised, 176 of them in stable remission
# ([Daly 2019](https://doi.org/10.1001/jamapsychiatry.2019.1189)).
#
# So this [randomised withdrawal](../glossary.md#randomised-withdrawal) begins with people for whom the
# drug **had already worked** and who could bear it. It asks: *if you are well on it, what happens when
# you stop?* It cannot say how many of the 705 it would make well.
#
# **Why the other reading tempts.** The trial is randomised, masked and clear, and the word “efficacy”
# is in its title. But the lot fell after the selection. And those who stopped lost a drug their bodies
# had known for months; part of what follows may be the stopping itself.

# %%
ask("m07-4-who", ...)

# %% [markdown]
# ## Steps and censoring
#
# People relapse on different days, and some are lost before they do. If we only count relapses at the
# end, somebody who left in week 5 and somebody watched for 26 weeks weigh the same.
#
# The [Kaplan-Meier curve](../glossary.md#kaplan-meier) asks a smaller question, again and again: *of
# those still under observation just now, what share gets through this moment?* Multiply the shares.
# Whoever leaves without a relapse is [censored](../glossary.md#censoring): counted in every question
# up to that day, and in none after it.
#
# Here are twelve invented people. One leaves, well, in week 10. What does the curve do in that week?

# %%
ask("m07-4-leaves", ...)

# %%
invented = pd.DataFrame(
    {
        "week": [3, 5, 5, 8, 10, 12, 16, 20, 24, 26, 26, 26],
        "relapsed": [True, True, False, True, False, True, False, True] + [False] * 4,
    }
)
curve = kaplan_meier(invented.week, invented.relapsed)
steps = pd.DataFrame({"week": curve.time, "at risk": curve.at_risk, "relapses": curve.events})
steps["share through"] = 1 - steps.relapses / steps["at risk"]
steps["still well"] = steps["share through"].cumprod()
steps.head(3).round(3)

# %%
reveal("m07-4-leaves", "b")

# %% [markdown]
# Read the last row aloud. *In week 8, nine people are under observation. One relapses, eight of nine get
# through. Before, 83 of 100 were well; now 74 are.* Twelve began, but two had relapsed and one had
# left, so nine is the number at risk.
#
# **Your turn, by hand.** The next relapse comes in week 12. How many are at risk then, what share gets
# through, and how many of 100 are still well?

# %%
ask("m07-4-week12", ...)

# %% [markdown]
# The next cell shows the other rows. Then **change one person**: the fifth left, well, in week 10. Turn that
# person's `False` into `True`, run both lines again, and look at each later row. Turn it back before you go
# on.

# %% tags=["try"]
fate = [True, True, False, True, False, True, False, True] + [False] * 4
again = kaplan_meier(invented.week, fate)
print(pd.DataFrame({"week": again.time, "at risk": again.at_risk, "well": again.survival}).round(3))

# %% [markdown]
# Two shortcuts tempt. *Leaving counts as relapse*, because the line stops; or *leavers are dropped*,
# because their row looks empty. The next figure shows what each would do.


# %%
def staircase(table):
    """Weeks and people still well per 100, from week 0 to week 26."""
    c = kaplan_meier(table.week, table.relapsed)
    well = [1, *c.survival, c.survival[-1]]
    return [0, *c.time, 26], [100 * share for share in well]


# %%
left = ~invented.relapsed & (invented.week < 26)
ways = {
    "censored": (staircase(invented), "solid"),
    "dropped": (staircase(invented[~left]), "dash"),
    "as relapse": (staircase(invented.assign(relapsed=invented.relapsed | left)), "dot"),
}
ends = pd.Series({way: y[-1] for way, ((_, y), _) in ways.items()}, name="still well, per 100")
ends.round(0)

# %% tags=["chart"]
# Draws the three staircases of the invented people
fig = go.Figure()
for way, ((x, y), dash) in ways.items():
    colour = COLOURS["active" if dash == "solid" else "uncertainty"]
    line = {"shape": "hv", "dash": dash, "color": colour, "width": 3}
    fig.add_scatter(x=x, y=y, mode="lines", line=line)
    words = {"text": f"{way} {y[-1]:.0f}", "font_color": colour, "showarrow": False}
    fig.add_annotation(x=26.5, y=y[-1], xanchor="left", **words)
fig = fig.update_layout(
    title="Both shortcuts make relapse look<br>more common (invented data)",
    xaxis={"title": "weeks", "range": [0, 36], "tickvals": [0, 8, 16, 26]},
    yaxis={"title": "still well, per 100", "range": [0, 104]},
)

# %% tags=["chart"]
# Shows the figure with its finding and its numbers
show(
    fig,
    alt="Of 100 people, 51 are still well at week 26; dropping leavers gives 38, and counting them as "
    "relapsed gives 25.",
    table=ends.round(0).rename_axis("rule").reset_index(),
)

# %%
ask("m07-4-censored", ...)

# %% [markdown]
# ## A hazard ratio is not a risk ratio
#
# Now the printed 0.49. A hazard is a **pace**: among those still well this week, what share relapses in
# it? The hazard ratio divides the two paces. It says that at any time, people who went on relapsed at
# about half the pace of those who stopped.
#
# People are another matter. With a faster pace, the well run out: later there are fewer left to
# relapse. So the *share who have relapsed by a day* differs by less than the pace does.

# %%
share = remitters.events / remitters.n
fewer = share["stopped"] - share["went on"]
ratio = share["went on"] / share["stopped"]
people_numbers = pd.Series({"risk ratio": ratio, "fewer per 100": 100 * fewer, "NNT": 1 / fewer})
people_numbers.round(2)

# %% [markdown]
# The share of people falls by 41 %, not 51 %: from 45 to 27 per 100, or 19 fewer. The number needed to
# treat is 5.4, rounded up to 6, as [Daly 2019](https://doi.org/10.1001/jamapsychiatry.2019.1189) prints
# it.
#
# **Why “half as many” tempts.** Both are ratios below one, and while relapses are rare they agree. Move
# the slider through time and watch them part. The curves are a **model**, not the trial's own: the
# stopping arm loses half its people by day 273, its median in
# [the trial's report](https://doi.org/10.1001/jamapsychiatry.2019.1189), and the other arm relapses at
# 0.49 times that pace.

# %%
well = pd.DataFrame({"week": range(105)})
well["stopped"] = 100 * 0.5 ** (well.week / (273 / 7))
well["went on"] = 100 * (well.stopped / 100) ** 0.49
relapsed = 100 - well[["went on", "stopped"]]
well["risk ratio"] = relapsed["went on"] / relapsed.stopped
well.loc[[4, 13, 26, 52, 104]].round(2)

# %% tags=["chart"]
# Draws the two model curves and the moving points
fig = go.Figure()
for arm, role in {"stopped": "control", "went on": "active"}.items():
    fig.add_scatter(x=well.week, y=well[arm], mode="lines", line_color=COLOURS[role])
    words = {"text": f"<b>{arm}</b>", "font_color": COLOURS[role], "showarrow": False}
    fig.add_annotation(x=100, y=well[arm][100], xanchor="right", yshift=30, **words)
markers = {"size": 13, "symbol": ["square", "circle"]}
markers["color"] = [COLOURS["control"], COLOURS["active"]]
fig.add_scatter(mode="markers", marker=markers)
says = "By week {}: {:.0f} against {:.0f} of 100 relapsed,<br>ratio {:.2f}; hazard ratio 0.49 throughout"
states = {}
for w in range(4, 105, 4):
    on, off = well["went on"][w], well.stopped[w]
    title = says.format(w, 100 - on, 100 - off, well["risk ratio"][w])
    states[str(w)] = {"x": [[w, w]], "y": [[off, on]], "title": title}

# %% tags=["chart"]
# Adds the slider and the axes and shows the figure
slider(fig, states, prefix="week", traces=[2], start="52")
axes = {"xaxis_title": "weeks since the lot", "yaxis_title": "still well, per 100"}
fig.update_layout(**axes, yaxis_range=[0, 104], height=500)
show(
    fig,
    alt="With one hazard ratio, the ratio of people who have relapsed starts near one half and "
    "climbs towards one as time passes.",
    table=well[::13].round(2),
)

# %% [markdown]
# **Two questions to guide you**
#
# 1. In which weeks is the ratio of people close to 0.49? What must be true of relapse then?
# 2. The hazard ratio never changes, yet the *gap* between the curves grows and shrinks. When is it
#    widest, and which summary would tell a patient so?

# %%
ask("m07-4-hazard", ...)

# %% [markdown]
# ## Time without relapse
#
# There is a summary that needs no constant ratio and speaks in weeks. Draw the curve up to a fixed day.
# The area under it is the average time without relapse until then: the
# [restricted mean](../glossary.md#restricted-mean)
# ([Royston 2013](https://doi.org/10.1186/1471-2288-13-152)). For the twelve invented people up to week
# 26, and for the two model curves up to week 52:

# %%
print(f"invented twelve: {restricted_mean(curve, 26):.1f} of 26 weeks")
year = well[well.week <= 52].reset_index()
mean_weeks = {}
for arm in ("went on", "stopped"):
    first, last = year[arm][:-1].to_numpy(), year[arm][1:].to_numpy()  # each week's two ends
    mean_weeks[arm] = ((first + last) / 2).sum() / 100  # strips, one week wide, added up
    print(f"{arm}: {mean_weeks[arm]:.1f} of 52 weeks without relapse")
gain = mean_weeks["went on"] - mean_weeks["stopped"]

# %% tags=["chart"]
# Draws the area between the two model curves up to week 52
fig = go.Figure()
weeks = list(year.week)
band = {"line_width": 0, "fill": "toself", "fillcolor": FAINT}
fig.add_scatter(
    x=weeks + weeks[::-1], y=[*year["went on"], *year.stopped[::-1]], mode="lines", **band
)
for arm, role in {"stopped": "control", "went on": "active"}.items():
    fig.add_scatter(x=weeks, y=year[arm], mode="lines", line_color=COLOURS[role])
    fig.add_annotation(x=51, y=year[arm][51], yshift=24 if arm == "went on" else -24, xanchor="right",
                       text=f"<b>{arm}</b>", font_color=COLOURS[role], showarrow=False)  # fmt: skip
fig.update_layout(title=f"The area between the curves<br>is {gain:.0f} weeks in a year (a model)",
                  xaxis_title="weeks since the lot", yaxis={"title": "still well, per 100", "range": [0, 104]})  # fmt: skip
show(fig, alt="In the model the area between the two curves up to week 52 is about eight weeks.",
     table=year[::13].drop(columns=["index", "risk ratio"]).round(1))  # fmt: skip

# %% [markdown]
# In the model, going on buys about eight weeks without relapse in the first year: from 33.9 weeks to
# 41.8. “Eight weeks in a year” is easier to weigh against a spray taken for a year than “51 % lower
# hazard”.

# %% [markdown]
# ## Your turn
#
# **With a little help.** The trial also randomised people with a stable *response* who were not in
# remission. Their counts are the last two rows of `relapse`. What is their risk ratio?

# %%
# your_ratio = (___ / 62) / (___ / ___)
your_ratio = ...
ask("m07-4-responders-ratio", your_ratio)

# %% [markdown]
# **Without help.** And how many of them would have to go on, for one fewer to relapse? Round as you
# learned in lesson 7.1.

# %%
ask("m07-4-responders-nnt", ...)

# %%
ratios = load("contrasts").query("measure == 'hazard_ratio'").set_index("trial_id")
ratios = ratios[["outcome", "estimate", "ci_low", "ci_high"]]
ratios.columns = ["outcome", "estimate", "low", "high"]
rows = ratios.set_axis(["esketamine, remission", "esketamine, response", "psilocybin, alcohol"])
rows

# %% tags=["chart"]
# Draws the three hazard ratios with their intervals
title = "Small trials leave room<br>for help and for harm"
fig = forest(
    rows, title=title, x="hazard ratio", no_effect=1, favours=("drug", "control"), log=True
)
alt = "Both esketamine intervals lie below one; the psilocybin interval reaches from 0.16 to 1.65."
show(fig, alt=alt, table=rows.rename_axis("comparison").reset_index())

# %% [markdown]
# The psilocybin trial had 30 people. Its estimate is almost that of the esketamine trial: the data fit best
# with half the pace. They still fit fairly well with a sixth of the pace, and with a pace two thirds
# faster: the 95 % interval is 0.16 to 1.65 ([Luquiens 2025](https://doi.org/10.1111/add.70152)). It would
# be wrong to read it as “no effect”, and wrong to read it as
# “halves relapse”.

# %% [markdown]
# ## What this cannot tell us
#
# - **Who gets well.** Only people who were well were randomised.
# - **The real shape of the curves.** We have counts, a median and a ratio; the model assumes one
#   constant ratio, and no drug promises that.
# - **Why later hazards differ.** As time passes, those still well are a selected group, even in a
#   randomised trial ([Hernán 2010](https://doi.org/10.1097/EDE.0b013e3181c1ea43)).
# - **Whether leaving was innocent.** Censoring is harmless only if leavers were as likely to relapse as
#   those who stayed (lesson 7.2).
# - **Relapses over equal times.** Some were watched for months, some for weeks; a plain count per 100
#   does not know that.
# - **Anything about psychedelic maintenance.** No withdrawal trial of psilocybin or MDMA is in our
#   data. And one trial is not a synthesis (lesson 8.1).

# %% [markdown]
# ## Recall
#
# In your own words, then open the answer. Two questions return to earlier modules.

# %%
ask("m07-4-recall-who")
ask("m07-4-recall-censor")
ask("m07-4-recall-hazard")
ask("m07-4-recall-area")
ask("m07-4-recall-m01")
ask("m07-4-recall-m05")

# %% [markdown]
# ## Where the numbers come from, and where to go next
#
# **Sources.** Relapse counts and hazard ratios:
# [Daly 2019](https://doi.org/10.1001/jamapsychiatry.2019.1189), NCT02493868, tables `outcomes` and
# `contrasts`; the denominators are the only ones that fit the printed counts and percentages.
# [Luquiens 2025](https://doi.org/10.1111/add.70152), NCT06235411. The twelve people are invented.
#
# **Reading.** [Kaplan and Meier 1958](https://doi.org/10.1080/01621459.1958.10501452), where the
# staircase began; [Royston 2013](https://doi.org/10.1186/1471-2288-13-152) on mean time.
#
# **Practice.** Exercises `m07-relapse` and `m07-kaplan-meier` in the assignment.
#
# **Next.** Lesson 7.5, *Counting harm*: few events, empty cells, and what zero allows.

# %% [markdown] tags=["instructor"]
# **Timing.** Hook 6 min · who was randomised 6 · curve by hand 13 · hazard and slider 10 · restricted
# mean 4 · recall 6.
#
# **Common stumbles.** People predict 22 of 100, half of 45: let them, it is the lesson. At equal times,
# those censored on the day of an event still count as at risk that day. Some subtract censored people
# from the curve as well as from the number at risk.
#
# **Discuss.** Why would a sponsor like a withdrawal design, and why might a patient like it, too?
#
# **Board.** Number line of twelve people as horizontal bars, ✕ for relapse, ○ for leaving; sweep a
# ruler from left to right and count who it touches.
