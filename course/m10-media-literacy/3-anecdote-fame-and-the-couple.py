# %% [markdown]
# # Anecdote, fame and the couple
#
# *They were unhappy; one of them took a drug; now they are happy. Their story is true. How far should it
# move you?*
#
# 45 minutes · needs modules 1 and 5
#
# After this lesson you will be able to:
#
# - **calculate** how far one story moves a belief, from a starting belief and two shares;
# - **explain** why a story that was searched for weighs almost nothing;
# - **recognise** falling back from the worst month, and “after, so because”;
# - **judge** what a pilot with six couples says to couples who are well.

# %% [markdown]
# **Data.** The fictional feature (table `feature`), the pilot of MDMA-facilitated couple therapy
# ([Monson 2020](https://doi.org/10.1080/20008198.2020.1840123)) and news surveys (table `ethics`, tier C).
# Couples drawn as lines or bars are **simulated**, and everything about them says so. Starting beliefs
# are *yours*: the ones here are examples.
#
# **A note before you begin.** The lesson speaks of trouble in couples, of post-traumatic stress disorder
# (PTSD), and of a drug from an unknown source. It is not medical advice, and it gives no guidance on
# obtaining or taking any drug. The module's first lesson says where to turn if you need support.

# %%
import numpy as np
import pandas as pd
import plotly.graph_objects as go

from course import ask, feature, load, reveal, show, stats
from course.figures import COLOURS, forest, slider

# %%
feature.page(19, 19)

# %% [markdown]
# Suppose, to be strict, that the evening does *nothing*. Couples have better and worse years anyway: say
# that 30 of 100 are clearly happier a few months after any evening you care to name.
#
# Before you look: if you write to nineteen such couples, in how many of 100 tries do you find **at least
# one** that glows?

# %%
ask("m10-3-one-of-19", ...)

# %% tags=["try"]
luck, couples = 0.30, 19  # change to 0.05 and 19; then to 0.05 and 60
simulated_glow = np.random.default_rng(4).random((1000, couples)) < luck  # 1000 tries
print("first try: glowing couples", simulated_glow[0].sum(), "of", couples)
print(
    f"at least one glows in {100 * simulated_glow.any(axis=1).mean():.0f} of 100 tries (simulated)"
)
asked = np.arange(1, 26)
found = 100 * (1 - (1 - 0.30) ** asked)  # all but the tries in which nobody glows

# %% tags=["chart"]
# Draws how often at least one couple glows by luck
fig = go.Figure(
    go.Scatter(x=asked, y=found, mode="lines+markers", line_color=COLOURS["difference"])
)
fig.add_vline(x=19, line={"color": COLOURS["uncertainty"], "dash": "dot"})
fig.update_layout(title="Write to enough couples and a glowing one<br>turns up, whatever the evening did",
                  xaxis_title="couples asked",
                  yaxis={"title": "of 100 tries, at least one glows", "range": [0, 105]})  # fmt: skip
show(fig, alt="With 19 couples asked, a glowing one is found in nearly 100 of 100 tries by luck.",
     table=pd.DataFrame({"asked": asked, "of 100": found.round(1)}))  # fmt: skip
reveal("m10-3-one-of-19", round(float(found[18]), 1))

# %% [markdown]
# ## What one story weighs
#
# A story can weigh something. Count it out with people, or here with claims. Imagine 100 claims like “this
# evening helps couples”. Before any story you believe that 20 of them are true.
#
# Now pick *one couple in advance* and see how they do. If a claim is true, 60 of 100 couples glow; if it is
# not, 30 do. Of the 20 true claims, 12 bring you a glowing couple. Of the 80 others, 24 do as well. So of
# 36 glowing couples 12 stand for a true claim: 33 of 100.
#
# The story moved you from 20 to 33. What moves you is the ratio 60 : 30, the
# [likelihood ratio](../glossary.md#likelihood-ratio). Where you *end* also depends on where you began.


# %%
def believe(before, if_true, if_not):
    """Of 100 claims that come with such a story, how many are true."""
    true_and_told = before * if_true
    return 100 * true_and_told / (true_and_told + (1 - before) * if_not)


for before in (0.01, 0.20, 0.50):
    print(f"before {before:.0%}, after one story {believe(before, 0.6, 0.3):.0f} of 100")

# %%
ask("m10-3-base", ...)

# %%
ask("m10-3-zero", ...)

# %% [markdown]
# **Your turn, with a little help.** You believe 10 of 100 such claims. If true, 80 of 100 couples glow; if
# not, 40. One couple, chosen in advance, glows. How many of 100 are true now?

# %%
# your_belief = believe(___, ___, ___)
your_belief = ...
ask("m10-3-ten", your_belief)

# %% [markdown]
# ## Who was asked
#
# The magazine did not choose its couple in advance. It wrote to nineteen and printed the one that glowed.
# Those who did not write back, or had parted, are missing: [survivorship](../glossary.md#survivorship-bias).
#
# What did you learn, then? Only that *at least one of nineteen* glows. That is nearly certain either way,
# and what is certain either way moves nobody. (If we knew why eighteen were silent we might learn more.) Move
# the slider.

# %% tags=["chart"]
# Draws the belief before and after; the slider sets how many were asked
fig, states, weigh = go.Figure(), {}, {}
fig.add_bar(x=["before", "after the story"], width=0.5, texttemplate="%{y:.0f}",
            marker_color=[COLOURS["uncertainty"], COLOURS["difference"]])  # fmt: skip
for k in (1, 2, 3, 5, 8, 12, 19):
    after = believe(0.2, 1 - 0.4**k, 1 - 0.7**k)
    weigh[k] = {"before": 20, "after": after}
    title = f"{k} asked, one glowing couple printed:<br>belief moves from 20 to {after:.0f} of 100"
    states[str(k)] = {"y": [[20, after]], "title": title}
slider(fig, states, prefix="couples asked", traces=[0], start="1")
fig.update_layout(yaxis={"title": "of 100 claims, true", "range": [0, 50]}, height=430)
table = pd.DataFrame(weigh).T.round(1).rename_axis("asked").reset_index()
show(fig, alt="The more couples are asked, the less the printed one moves a belief of 20 in 100.",
     table=table)  # fmt: skip

# %% [markdown]
# **Two questions to guide you**
#
# 1. After how many couples asked is the story worth less than three points?
# 2. The magazine does not say how many it asked. What do you assume, and why?
#
# The news survey of lesson 10.1 fits: about half of the items told a personal story, and *every one* of
# these was positive.

# %%
survey = load("ethics").query("topic == 'hype and media coverage'").set_index("fact").number
print(survey[survey.index.str.contains("anecdote")].to_string())

# %%
ask("m10-3-asked", ...)

# %% [markdown]
# ## The worst month
#
# R. and T. “came for help in the worst month of eleven years”. People look for help when things are worst.
# Every other month is better than the worst; that is what *worst* means. The only question is how fast.
#
# Below are 500 **simulated** couples whose trouble goes up and down around a level of 50 and does not
# change on the whole. For each, the month of most trouble is month 0.
#
# Before you look: of 100 points of *extra* trouble in the worst month, how many are gone three months
# later, with nothing done?

# %%
ask("m10-3-worst", ...)

# %%
rng = np.random.default_rng(19)
simulated = np.zeros((500, 132))
for month in range(1, 132):
    simulated[:, month] = 0.7 * simulated[:, month - 1] + rng.normal(0, 7, 500)
simulated += 50
worst = simulated[:, 12:120].argmax(axis=1) + 12
window = np.arange(-12, 13)
around = np.array([row[w + window] for row, w in zip(simulated, worst, strict=True)])
extra = around.mean(axis=0) - 50
gone = 100 * (1 - extra[15] / extra[12])
print(f"gone after three months: {gone:.0f} of 100 points of extra trouble (simulated)")

# %% tags=["chart"]
# Draws six simulated couples and the mean of all
fig = go.Figure()
for row in around[:6]:
    fig.add_scatter(
        x=window, y=row, mode="lines", line={"color": COLOURS["uncertainty"], "width": 1}
    )
fig.add_scatter(x=window, y=around.mean(axis=0), mode="lines",
                line={"color": COLOURS["difference"], "width": 4})  # fmt: skip
fig.add_vline(x=0, line={"color": COLOURS["uncertainty"], "dash": "dot"})
fig.update_layout(title="After the worst month it gets better<br>with no treatment at all (simulated)",
                  xaxis_title="months from the worst", yaxis_title="trouble (simulated)")  # fmt: skip
show(fig, alt="Simulated couples fall back to their usual level within months, untreated.",
     table=pd.DataFrame({"month": window, "simulated mean": around.mean(axis=0).round(1)}))  # fmt: skip
reveal("m10-3-worst", round(gone))

# %% [markdown]
# ## After is not because
#
# In a story one thing follows another, and we read *because* into the gap. The remedy is dull: list what
# else happened. A new job, a child who sleeps at last, spring. Each comes “before the change” as well.
#
# Only a comparison can take these away: other couples, to whom the same things happened, without the drug.

# %%
ask("m10-3-after", ...)

# %% [markdown]
# ## Six couples and every couple
#
# The feature leans on a real study. Six couples, one partner in each with PTSD, both partners taking MDMA
# in couple therapy with professionals, no control group. Its smallest effect for relationships was
# d = 0.64 ([Monson 2020](https://doi.org/10.1080/20008198.2020.1840123)). Put the interval beside it. We
# compute it as if d were the mean change divided by the SD of the change; the abstract does not say.

# %%
pilot = load("contrasts").query("trial_id == 'monson_2020'").sort_values("estimate")
limits = [stats.paired_d(d, n=6) for d in pilot.estimate]
rows = pd.DataFrame([(e.estimate, e.ci_low, e.ci_high) for e in limits])
rows.columns = ["estimate", "low", "high"]
rows.index = [f"{o}, {s}" for s in ("smallest", "largest") for o in ("relationship", "symptoms")]
rows.round(2)

# %% tags=["chart"]
# Draws the effects of the six couples with their intervals
fig = forest(rows.assign(role="active"), x="change (SD units; more is better)",
             title="What six couples leave open")  # fmt: skip
show(fig, alt="For the smallest relationship effect in six couples, no change at all still fits.",
     table=rows.round(2).rename_axis("outcome").reset_index())  # fmt: skip

# %% [markdown]
# Even if the drug did all of it, the study would speak about couples in which one partner has PTSD. A
# couple that is well, or merely tired, was not there. And in the
# feature the drug came “from a friend of a friend”: what was in it, nobody knows. A trial tests a known
# substance, in screened people, with help at hand. None of that travels with a capsule.

# %%
ask("m10-3-healthy", ...)

# %% [markdown]
# ## Fame is not expertise
#
# A presenter and a champion speak in the feature. Fame makes a voice carry. It adds no second group, no
# blind rater, no follow-up. Ask what you would ask a neighbour: *how do you know?*
#
# Then ask who gains. The guide is quoted like a neutral expert; the small print sells evenings with the
# guide. An interest does not make a sentence false. It is a reason to look for somebody without one.

# %%
ask("m10-3-fame", ...)

# %% [markdown]
# And yet: listen. A story can tell you *what to look for*: a harm that nobody counted, a burden that no
# scale asks about, a hope. It raises questions. It does not answer how many.
#
# ## What this cannot tell us
#
# - **Whether this couple was helped.** Perhaps they were. No method can tell for one couple.
# - **Your starting belief.** We used 20 in 100; nobody measured it.
# - **The true shares.** How many couples glow with and without the drug is not known: that is the point.
# - **How real couples' trouble goes up and down.** Ours is simulated.

# %% [markdown]
# ## Recall
#
# Answer in your own words before you open each answer. Two questions return to earlier modules.

# %%
ask("m10-3-recall-ratio")
ask("m10-3-recall-chosen")
ask("m10-3-recall-worst")
ask("m10-3-recall-fame")
ask("m10-3-recall-six")
ask("m10-3-recall-control")

# %% [markdown]
# ## Where the numbers come from, and where to go next
#
# **Sources.** Effects of the pilot: [Monson 2020](https://doi.org/10.1080/20008198.2020.1840123), abstract;
# limits computed here. News survey: table `ethics`, tier C. Shares of glowing couples and starting beliefs:
# invented. Couples over time: **simulated**. The feature: **fiction**.
#
# **Reading.** [Wagner 2021](https://doi.org/10.3389/fpsyt.2021.702838): the pilot's own account. It calls an
# effect significant that was seen in six couples without a control group: which words would you strike out?
# Lesson 5.3 takes the six couples further.
#
# **Practice.** Exercises `m10-faults` and `m10-bayes`.
#
# **Next.** Lesson 10.4, *Writing it right*: everything the course knows, beside each claim.

# %% [markdown] tags=["instructor"]
# **Timing.** Hook 6 min · one story 10 · who was asked 8 · worst month 8 · six couples 6 · fame 4 ·
# recall 3.
#
# **Common stumbles.** Learners think Bayes is a trick to *dismiss* stories: show the 13 points it does add.
# They confuse “60 of 100 glow if true” with “60 of 100 true if glowing”. Draw the 100 claims.
#
# **Discuss.** Somebody in the room may have been helped by something untested, or hurt. Nobody has to
# tell. Ask instead: what would you like a reporter to ask you?
#
# **Board.** A hundred dots, twenty of them blue. Circle 12 of the blue and 24 of the others. Count circles.
