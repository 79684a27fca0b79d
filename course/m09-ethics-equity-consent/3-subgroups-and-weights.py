# %% [markdown]
# # Subgroups, weights and what they cost
#
# *The effect was significant in one group and not in the other. Do the groups differ?*
#
# 45 minutes · needs lessons 1.4 and 9.1
#
# After this lesson you will be able to:
#
# - **explain** why two verdicts of significance are not a comparison;
# - **calculate** how precisely a difference between two groups is known;
# - **weight** a result to a population and say what the weights cost;
# - **judge** what a group without participants allows you to say.

# %% [markdown]
# **Data.** Table `subgroup_counts`: group sizes and verdicts of a pooled analysis
# ([Ching 2022](https://doi.org/10.1177/02698811221104052), a copy of the abstract). Tables `representation` and
# `benchmarks` as in lesson 9.1. Table `simulated_group_effects`: **invented** effects, which say nothing about any
# group of people.
#
# **A note before you begin.** The words for groups are those of the sources; BIPOC stands for Black, Indigenous and
# people of colour. Groups on a form hold very different people. Nothing here is about what anybody *is*. This
# module names racism, abuse and suicide and describes none of them. It is not medical advice and gives no guidance
# on obtaining or taking any drug. If you need support, [findahelpline.com](https://findahelpline.com) lists crisis
# lines by country.

# %%
import numpy as np
import pandas as pd
import plotly.graph_objects as go
from scipy import stats

from course import ask, load, reveal, show

# %% [markdown]
# The pooled analysis compared MDMA with placebo, each with therapy, in two groups: 20 and 17 people who are BIPOC, 63
# and 27 who are non-Hispanic White (part of the MDMA people had it open-label). In the larger group the difference was significant, in the smaller it was not.
#
# Suppose that the drug does exactly the same in both: 0.75 standard deviations (SD). Before you compute: of 100 such
# studies, in how many would **only the larger group** be significant?

# %%
ask("m09-3-only", ...)

# %%
small, large = (20, 17), (63, 27)
rng = np.random.default_rng(93)


def verdicts(d, group, studies):
    """Simulated studies of one group with a true effect d: is each significant?"""
    drug = rng.normal(d, 1, (studies, group[0]))
    control = rng.normal(0, 1, (studies, group[1]))
    return stats.ttest_ind(drug, control, axis=1).pvalue < 0.05


print("one simulated study:", verdicts(0.75, small, 1)[0], verdicts(0.75, large, 1)[0])
only_large = verdicts(0.75, large, 4000) & ~verdicts(0.75, small, 4000)
print("of 4,000 studies, only the larger group:", round(100 * only_large.mean(), 1), "of 100")

# %% tags=["chart"]
# Draws the power of both groups over the size of the true effect
from course.figures import COLOURS, slider


def power(d, group):
    """The chance of a significant t-test in a group (n_drug, n_control) when the effect is d."""
    df, shift = sum(group) - 2, d / np.sqrt(1 / group[0] + 1 / group[1])
    limit = stats.t.ppf(0.975, df)
    return stats.nct.sf(limit, df, shift) + stats.nct.cdf(-limit, df, shift)


grid = np.round(np.arange(0.05, 1.51, 0.05), 2)
curves = pd.DataFrame({"effect": grid, "small": power(grid, small), "large": power(grid, large)})

# %% tags=["chart"]
# Draws the two curves with their names beside them
fig = go.Figure()
names = {"small": ("dash", small, "20 + 17 people", 0.95, "left", 12),
         "large": ("solid", large, "63 + 27 people", 0.55, "right", -12)}  # fmt: skip
for name, (dash, group, label, at, side, shift) in names.items():
    line = {"dash": dash, "color": COLOURS["difference"], "width": 3}
    fig.add_scatter(x=curves.effect, y=100 * curves[name], mode="lines", line=line)
    height = 100 * float(power(at, group))
    fig.add_annotation(x=at, y=height, text=label, showarrow=False, xanchor=side, xshift=shift)
fig.add_vline(x=0.75, line={"dash": "dot", "color": COLOURS["uncertainty"]})
fig.update_layout(title="Same effect in both groups: one time in<br>three only the larger is significant",
                  xaxis={"title": "true effect (SD)", "range": [0, 1.5]}, yaxis_title="significant, of 100 studies")  # fmt: skip
show(fig, table=curves.iloc[4::5].round(2),
     alt="At an effect of 0.75 SD the larger group is significant in 90 of 100 studies, the smaller in 60.")  # fmt: skip
reveal("m09-3-only", round(100 * float(power(0.75, large) * (1 - power(0.75, small)))))

# %% [markdown]
# ## One time in three
#
# The chance that a test finds an effect of a given size is its [power](../glossary.md#power). Read the dotted line:
# about 90 of 100 for the larger group, 60 of 100 for the smaller. The pattern “large yes, small no” needs a hit and a
# miss: 0.90 × 0.40 is 0.36. With nothing going on between the groups at all, one time in three this happens.

# %%
p_large, p_small = float(power(0.75, large)), float(power(0.75, small))
print(f"hit {p_large:.2f}, miss {1 - p_small:.2f}, both {p_large * (1 - p_small):.2f}")

# %% tags=["try"]
# Make the small group twice, then four times as large. When does the pattern become rare?
my_small = (20, 17)
print(
    "only the larger:", round(100 * float(p_large * (1 - power(0.75, my_small)))), "of 100 studies"
)

# %% [markdown]
# **Why it is tempting.** Two tests, two verdicts, so there seem to be two kinds of people. But a verdict mixes the
# effect with the number of people. The group that was asked less often answers less clearly, and then its answer is
# told as a fact about *them*. That is how a gap in recruiting turns into a difference between people.

# %%
ask("m09-3-verdicts", ...)

# %% [markdown]
# ## The difference must be tested
#
# So ask the question itself: how large is the effect in one group *minus* the effect in the other? This is the
# [interaction](../glossary.md#interaction). Four means go into it, and each is uncertain. How uncertain is the
# result? Draw it, before any formula: no effect anywhere, SD 1.

# %%
means = [rng.normal(0, 1, (4000, n)).mean(axis=1) for n in (*small, *large)]
simulated_gap = (means[0] - means[1]) - (means[2] - means[3])
print("one simulated gap between the effects:", round(simulated_gap[0], 2), "SD")
print("SD of 4,000 gaps:", round(simulated_gap.std(), 3))
print("root of the sum of 1/n:", round(np.sqrt(sum(1 / n for n in (*small, *large))), 3))

# %% [markdown]
# Both ways give about 0.40. Variances add, also in a difference: doubt never cancels. So the gap is known to about
# ±0.79 SD (95 % interval). To find a gap in 80 of 100 studies, it would have to be 1.13 SD: more than the whole effect
# that you supposed above.

# %%
se = np.sqrt(sum(1 / n for n in (*small, *large)))
print(
    f"half of the interval {1.96 * se:.2f} SD; found in 80 of 100 studies: {(1.96 + 0.84) * se:.2f} SD"
)

# %% [markdown]
# That cuts both ways. “The groups differ” was not shown. “The groups respond alike” was not shown either: a gap of half
# an SD, in either direction, could hide behind such sizes. And this analysis pools two open-label lead-ins with one
# randomised trial, so its groups differ in more than one way
# ([Ching 2022](https://doi.org/10.1177/02698811221104052)).
#
# The abstract also compares the groups within each arm: with MDMA no significant difference; with placebo BIPOC
# participants tended to larger falls. So the missing verdict may come from few people, from a larger fall with
# placebo, or from both. It cannot tell which.
#
# **Your turn, alone.** In the second phase 3 trial 21 men and 32 women had MDMA, 9 men and 42 women placebo. What is the
# standard error of the difference between the men's effect and the women's, in SD, to two decimals?

# %%
ask("m09-3-men", ...)

# %% tags=["chart"]
# Draws how well the gap is known by the size of the small group
sizes = list(range(6, 66, 4))
half = [1.96 * np.sqrt(4 / n + 1 / 63 + 1 / 27) for n in sizes]
fig = go.Figure(go.Scatter(x=sizes, y=half, mode="lines", line_color=COLOURS["difference"]))
point = {"symbol": "diamond", "size": 15, "color": COLOURS["difference"]}
fig.add_scatter(mode="markers", marker=point)
says = "{} people in the small group: power {:.0f} of 100,<br>the gap is known to ±{:.2f} SD"
states = {}
for n, h in zip(sizes, half, strict=True):
    hit = 100 * float(power(0.75, (n / 2, n / 2)))
    states[str(n)] = {"x": [[n]], "y": [[h]], "title": says.format(n, hit, h)}
slider(fig, states, prefix="people in the small group", traces=[1], start="38")
fig.update_layout(xaxis_title="people in the small group, half per arm", height=460,
                  yaxis={"title": "half of the interval (SD)", "range": [0, 1.8]})  # fmt: skip
show(fig, table=pd.DataFrame({"people": sizes, "half_interval": half}).round(2),
     alt="The gap is known to about 1.7 SD with 6 people in the small group and still to 0.67 with 62.")  # fmt: skip

# %% [markdown]
# **Two questions to guide you**
#
# 1. How many people must the small group have before its own power reaches 80 of 100?
# 2. At that size, is the *gap* known well enough to call the groups alike?
#
# ## What a weight does
#
# Another wish: make the trial count for the country. Give people of rare groups more weight, until the shares match
# the population's. That is [post-stratification](../glossary.md#post-stratification). Begin small: ten people, eight of
# group A and two of B, for a population that is half A, half B.

# %%
w = np.array([0.5 / 0.8] * 8 + [0.5 / 0.2] * 2)
print("weights:", w)
simulated_means = (rng.normal(0, 1, (20_000, 10)) * w).sum(axis=1) / w.sum()
print("one simulated weighted mean:", round(simulated_means[0], 2))
print("SD of many weighted means:", round(simulated_means.std(), 3))
print("SD of means of ten equal people:", round(1 / np.sqrt(10), 3))
print("as good as", round(1 / simulated_means.var(), 1), "equal people")
print("Kish's formula:", round(w.sum() ** 2 / (w**2).sum(), 1))

# %% [markdown]
# The shares are mended, and the ten people tell as much as 6.4: two of them now speak for half of the population, and what
# happens to be odd about them speaks, too. The last number is Kish's
# [effective sample size](../glossary.md#effective-sample-size): the sum of the weights, squared, over the sum of the
# squared weights.
#
# Now the second phase 3 trial: 104 people, six groups, weighted to the census of 2010. (Its people took part about ten
# years after this census: an exercise, not an estimate.) Before you look: how many equal people's information is left?

# %%
ask("m09-3-worth", ...)

# %%
groups = load("simulated_group_effects").set_index("group")
census = (
    load("benchmarks").query("benchmark_id == 'us_census_2010_alone'").set_index("group")["count"]
)
census = census.drop("Hispanic or Latino (any race)").rename(
    {"two or more races": "multiple races"}
)
table = pd.DataFrame({"people": groups.n_in_mapp2, "census": census}).fillna({"people": 0})
here = table[table.people > 0].copy()
here["weight"] = (here.census / here.census.sum()) / (here.people / here.people.sum())
worth = (here.people * here.weight).sum() ** 2 / (here.people * here.weight**2).sum()
here[["people", "weight"]].round(2)

# %% tags=["chart"]
# Draws the weight of one person of each group
short = {"American Indian or Alaska Native": "American Indian<br>or Alaska Native",
         "Native Hawaiian or Other Pacific Islander": "Native Hawaiian or<br>Pacific Islander",
         "Black or African American": "Black or<br>African American"}  # fmt: skip
drawn = here.sort_values("weight")
fig = go.Figure(go.Scatter(x=drawn.weight, y=[short.get(g, g) for g in drawn.index], mode="markers+text",
                           text=[f"  {w:.2f} × {n:.0f}" for w, n in zip(drawn.weight, drawn.people, strict=True)],
                           textposition="middle right", cliponaxis=False,
                           marker={"symbol": "diamond", "size": 13, "color": COLOURS["difference"]}))  # fmt: skip
fig.add_vline(x=1, line={"dash": "dot", "color": COLOURS["uncertainty"]})
fig.update_layout(title="Weighted to the census of 2010,<br>104 people tell as much as 89",
                  xaxis={"title": "weight of one person × people", "range": [0, 2.5]}, height=400)  # fmt: skip
show(fig, table=drawn[["people", "weight"]].round(2).rename_axis("group").reset_index(),
     alt="The result of a Black participant would be weighted 1.75, of a White one 1.16, of a "
         "Pacific Islander 0.19.")  # fmt: skip
reveal("m09-3-worth", round(worth))

# %% [markdown]
# ## What a weight costs
#
# Does the result change? Only if the groups differ, and we do not know whether they do. So here are **invented**
# effects, to see the machine run.

# %%
share = here.census / here.census.sum()
effect = groups.simulated_effect_points
plain, weighted = (here.people * effect).sum() / 104, (share * effect).sum()
print(f"simulated effects: plain mean {plain:.2f}, weighted {weighted:.2f} points")
print(
    f"standard error at an SD of 12: {12 / np.sqrt(104):.2f} with 104 people, {12 / np.sqrt(worth):.2f} with {worth:.0f}"
)

# %% [markdown]
# The mean moves by a third of a point, and its standard error grows. That is the price: a little less bias, if the
# shares matter, for a little more doubt. What the weights do not touch is the *reason* why people are absent. Eight
# Black participants may differ from millions who did not come, in trust, in money, in what they had been through.
# Weighting makes these eight louder. It does not make them others.

# %%
ask("m09-3-weights", ...)

# %% [markdown]
# ## An empty cell
#
# One group of the census is not in the table above: *some other race*. The trial's table has no such row. Look before
# you call it empty: who is in this group?

# %%
alone = load("benchmarks").query("group == 'some other race'").set_index("benchmark_id")["count"]
not_hispanic = alone["us_census_2010_nonhispanic"] / alone["us_census_2010_alone"]
print("Hispanic or Latino in this group:", round(100 * (1 - not_hispanic)), "of 100")

# %% [markdown]
# 97 of 100 people in it are Hispanic or Latino, and 28 of the 104 are, too. They ticked another box. Treat it as empty
# here, to see what software does.

# %%
covered = here.census.sum() / table.census.sum()
print("population in covered groups:", round(100 * covered, 1), "of 100")
print(
    f"if the empty group counted as zero effect: {covered * weighted:.2f} instead of {weighted:.2f}"
)

# %% [markdown]
# No weight can be put on a row without people. There are two honest ways: leave the group out and say that 94 of 100 people are
# covered; or ask in the next trial. **Why it is tempting** to write zero: a blank looks like a zero, and software adds
# it up without a word.

# %%
ask("m09-3-empty", ...)

# %% [markdown]
# ## What this cannot tell us
#
# - **Whether the groups differ.** The sizes allow neither yes nor no.
# - **Why people were absent.** Weights mend shares, not reasons.
# - **What eight people stand for.** They stand for themselves; a population is more.
# - **What happens in a truly empty cell.** Nothing is known there, and no method changes that.
# - **Whether the simulated effects resemble anything.** They do not try to.

# %% [markdown]
# ## Recall
#
# In your own words, then open the answer. Two questions return to earlier modules.

# %%
ask("m09-3-recall-verdicts")
ask("m09-3-recall-se")
ask("m09-3-recall-weight")
ask("m09-3-recall-empty")
ask("m09-3-recall-m05")
ask("m09-3-recall-m01")

# %% [markdown]
# ## Where the numbers come from, and where to go next
#
# **Sources.** Tables `subgroup_counts` ([Ching 2022](https://doi.org/10.1177/02698811221104052)), `representation`
# ([Mitchell 2023](https://doi.org/10.1038/s41591-023-02565-4)), `benchmarks` (census, reprints, tier C) and
# `simulated_group_effects` (fiction, tier F).
#
# **Reading.** [Altman 1995](https://doi.org/10.1136/bmj.311.7003.485), one page: absence of evidence is not evidence of
# absence.
#
# **Practice.** Exercises `m09-subgroup` and `m09-weights` in the assignment of this module.
#
# **Next.** Lesson 9.4, *Harm, money, retraction*.

# %% [markdown] tags=["instructor"]
# **Timing.** Hook and draws 12 min · interaction 10 · explorer 5 · weights 10 · empty cell and recall 8.
#
# **Common stumbles.** “Power 60 means 60 people.” Learners add the standard errors. Some conclude that subgroups must not
# be looked at; say that they must be *planned* and large enough.
#
# **Discuss.** A company reports the effect for White participants only, “as it was significant there”. Who pays for
# that sentence?
#
# **Board.** Four boxes with 20, 17, 63, 27; under each 1/n; add them up.
