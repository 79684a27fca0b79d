# %% [markdown]
# # Who is in the trials
#
# *A trial has 104 participants. Is that “diverse”, and compared with whom?*
#
# 45 minutes · needs module 1 (denominators, intervals) and lesson 7.1
#
# After this lesson you will be able to:
#
# - **compare** a group's share in studies with its share in a benchmark population;
# - **choose** a benchmark by asking which people, where, when, and with the condition or not;
# - **explain** what people of unknown group do to a share;
# - **bound** a share that a table does not print;
# - **distinguish** a chance imbalance from a failed randomisation.

# %% [markdown]
# **Data.** Table `representation`: a review of 18 studies up to 2017
# ([Michaels 2018](https://doi.org/10.1186/s12888-018-1824-6)), one of studies after 2017
# ([Hughes 2024](https://doi.org/10.1016/j.eclinm.2024.102711), read in a summary, tier C), and one trial by
# arm ([Mitchell 2023](https://doi.org/10.1038/s41591-023-02565-4)). Table `benchmarks`: US census shares, read
# in reprints (tier C), and how common post-traumatic stress disorder (PTSD) is
# ([Roberts 2011](https://doi.org/10.1017/S0033291710000401)).
#
# **A note before you begin.** Racism, abuse and suicide are named in this module, not described. The names of
# groups are those of US forms; a box that somebody ticked is not who they are. This lesson counts people.
# It is not medical advice and gives no guidance on obtaining or taking any drug. If you need support,
# [findahelpline.com](https://findahelpline.com) lists crisis lines by country.

# %%
import numpy as np
import pandas as pd
import plotly.graph_objects as go

from course import ask, load, reveal, show, stats
from course.figures import COLOURS, forest, slider

# %% [markdown]
# The 18 studies had 282 participants between them. In the US census of 2010, about 13 of 100 people were
# Black or African American. Had the studies drawn their people from the whole US population, about 36 of
# the 282 would have been Black.
#
# Before you look: how many were?

# %%
ask("m09-1-black", ...)

# %%
census = load("benchmarks").query("benchmark_id == 'us_census_2010_alone'").set_index("group")
benchmark = census.percent["Black or African American"] / 100
review = load("representation").query("source_id == 'michaels_2018'").set_index("group")
black = round(282 * review.percent["African-American"] / 100)
rows = {"18 studies to 2017": (black, 282), "second phase 3 trial": (8, 104)}
ratios = (
    pd.DataFrame(
        {name: [k / n, *stats.exact_binomial_ci(k, n)] for name, (k, n) in rows.items()},
        index=["estimate", "low", "high"],
    ).T
    / benchmark
)
ratios.round(2)

# %% tags=["chart"]
# Draws both ratios with their exact intervals
title = "Black participants: a fifth of the<br>expected share; later nearer, but vague"
fig = forest(ratios, title=title, x="share in studies ÷ in population", no_effect=1)
show(
    fig,
    alt="In 18 studies to 2017 the share of Black participants was a fifth of their share in the US "
    "population; in one later trial it was 0.61, and its interval runs past 1.",
    table=ratios.round(2).rename_axis("studies").reset_index(),
)
reveal("m09-1-black", black)

# %% [markdown]
# ## Compared with whom
#
# The number on the axis is a [participation ratio](../glossary.md#participation-ratio): the share in the
# studies over the share in a [benchmark](../glossary.md#benchmark). One is even. Below one, fewer took part
# than the benchmark leads you to expect.
#
# Read both lines aloud. To 2017: 2.5 % of 282, about 7 people, 0.20 of the expected share; the data fit 0.08 to 0.40
# fairly well (95 % interval). Later: 8 of 104, 0.61; here 0.27 and even 1.16 still fit fairly well. So the second
# trial is nearer to even, and too small to say how near.
#
# **Why it is tempting** to subtract instead: a difference compares two shares, too. But 10 points fewer is a
# great deal where 13 are expected, and little where 80 are.

# %%
ask("m09-1-points", ...)

# %% [markdown]
# Could so few be luck? Do not trust a formula; draw. Let 282 people come from a population in which 12.6 of
# 100 are Black, and count. One draw first, then five thousand.

# %%
rng = np.random.default_rng(91)
print("one simulated group:", rng.binomial(282, benchmark), "Black participants of 282")
simulated_counts = rng.binomial(282, benchmark, 5000)
print("fewest in 5,000 simulated groups:", simulated_counts.min())
print("share of groups with 7 or fewer:", (simulated_counts <= 7).mean())

# %% tags=["try"]
# Change both numbers to the later trial: 104 people, 8 Black participants. Run. Is 8 rare, too?
people, seen = 282, 7
simulated = rng.binomial(people, benchmark, 5000)
print(f"{100 * (simulated <= seen).mean():.1f} of 100 simulated groups have {seen} or fewer")

# %% tags=["chart"]
# Draws how often each simulated count came up
counts = pd.Series(simulated_counts).value_counts().sort_index()
fig = go.Figure()
line = {"color": COLOURS["uncertainty"], "dash": "dash", "shape": "hvh"}
fig.add_scatter(x=counts.index, y=counts, mode="lines", line=line)
fig.add_scatter(x=[7], y=[0], mode="markers+text", text=["7 took part"], textposition="top center",
                marker={"symbol": "diamond", "size": 14, "color": COLOURS["difference"]})  # fmt: skip
fig.update_layout(title="Simulated: nobody drew as few as seven<br>in 5,000 groups of 282",
                  xaxis={"title": "simulated Black participants", "range": [-2, 62]},
                  yaxis_title="simulated groups")  # fmt: skip
show(fig, alt="Simulated groups of 282 hold some 20 to 55 Black participants; the studies held seven.",
     table=counts.rename_axis("simulated_count").reset_index(name="simulated_groups"))  # fmt: skip

# %% [markdown]
# So luck alone would not explain it if all had been asked in the US, which is not so. (For 8 of 104: about 8 of
# 100 groups have as few; not rare.) What does explain it, this table cannot say: who was asked, who heard of the
# study, who could travel, who had reason to distrust it.
#
# And the benchmark is **your decision**. Ask four things of it: *which people* (Black alone, or also not
# Hispanic?), *where*, *when*, and *with the condition or without*? Trials treat people who live with an illness,
# not residents. The later trial treats PTSD. Here is one way to take that into account: multiply each group's size by
# the share who have ever had PTSD, and see who makes up those with PTSD.

# %%
ptsd = load("benchmarks").query("benchmark_id == 'us_ptsd_lifetime'").set_index("group").percent
apart = load("benchmarks").query("benchmark_id == 'us_census_2010_nonhispanic'")
size = apart.set_index("group").percent[ptsd.index]
cases = size * ptsd
among_cases = 100 * cases / cases.sum()
print("Black share of people with PTSD in these four groups:", round(among_cases.iloc[0], 1))
for name, share in [
    ("not Hispanic", size.iloc[0]),
    ("alone", 100 * benchmark),
    ("cases", among_cases.iloc[0]),
]:
    ratio = 8 / 104 / (share / 100)
    print(f"{name}: benchmark {share:.1f} %, ratio of the later trial {ratio:.2f}")

# %% [markdown]
# Four groups, lifetime PTSD, one survey of the years 2004 and 2005: a rough benchmark, but one for the condition
# this trial treats (the 18 studies treated several). The later trial's ratio moves from 0.61 to 0.51.
#
# No benchmark mends the last gap. By the review's own table several of the 18 studies were done in Brazil, Canada,
# Mexico or New Zealand ([Michaels 2018](https://doi.org/10.1186/s12888-018-1824-6)), and the later trial also had
# sites in Israel (table `trials`). So the ratio says how far the studies are from the US population, not how far
# from the people they could have asked.

# %%
ask("m09-1-benchmark", ...)

# %% [markdown]
# ## Unknown is a group
#
# For 8.2 of 100 participants of the review the group is not known. Leave them out, and the same seven people
# are a larger share of fewer.

# %%
unknown = round(282 * review.percent["unknown"] / 100)
for label, n in [("everybody", 282), ("known only", 282 - unknown)]:
    print(f"{label}: {black} of {n}, ratio {black / n / benchmark:.3f}")
print("printed shares of the review add to", round(review.percent.sum(), 1))

# %% [markdown]
# **Why it is tempting.** “They did not say” sounds like “they do not count”. They took part. Keep them in the
# denominator, or show both and say which. Note, too, that the printed shares add to more than 100: some people
# are in two groups, or a number is misprinted. So the draws and intervals of this lesson lean on a row that may be
# misprinted: read them as rough.
#
# **Your turn, alone.** A registry study of eight psilocybin trials
# ([Swieczkowski 2025](https://doi.org/10.1177/02698811251353250)) found 13.4 % Hispanic or Latino among the 134 people
# of the four trials that reported ethnicity. In the US census of 2020 it was 18.7 % of residents (one reprint,
# tier C); in which countries these four ran, the abstract does not say. What is the participation ratio?

# %%
ask("m09-1-registry", ...)

# %% [markdown]
# ## Two eras
#
# Is it getting better? Compare the review to 2017 with the one of studies after it: 1,111 people. Subtract
# the shares, and give each difference its simple 95 % interval.

# %%
later = load("representation").query("source_id == 'hughes_2024_post2017'").set_index("group")
pairs = {"White": ("non-Hispanic White",) * 2, "Black": ("African-American", "Black"),
         "Latino": ("Latino", "Latinx/Hispanic")}  # fmt: skip
change = {}
for name, (old, new) in pairs.items():
    a, b = later.percent[new] / 100, review.percent[old] / 100
    reach = 1.96 * np.sqrt(a * (1 - a) / 1111 + b * (1 - b) / 282)
    change[name] = [100 * (a - b + side * reach) for side in (0, -1, 1)]
change = pd.DataFrame(change, index=["estimate", "low", "high"]).T
change.round(1)

# %% tags=["chart"]
# Draws the change in points for three groups
title = "After 2017: more Latino participants;<br>for Black participants no clear change"
fig = forest(change, title=title, x="points after 2017 minus to 2017")
show(
    fig,
    alt="The share of Latino participants rose by 4.7 points; for Black participants 0.6 more fits best, "
    "and none or fewer fits fairly well.",
    table=change.round(1).rename_axis("group").reset_index(),
)

# %% [markdown]
# Read this as a description. The later review counts 16 studies for the same 282 people where the earlier says 18,
# the labels of the groups differ a little, and the second row of numbers was read in a summary (tier C).
#
# ## A majority?
#
# Now one trial. A bulletin of its sponsor says that a *majority* of its participants were people of colour. The
# paper asks two questions, on race and on ethnicity. 35 of the 104 are other than White; 28 are Hispanic or Latino.
#
# Before you read on: can you tell from these two numbers whether a majority are one or the other?

# %%
ask("m09-1-majority", ...)

# %%
arms = load("representation").query("trial_id == 'mitchell_2023_mapp2' and arm_id != ''")
race = arms[(arms.attribute == "race") & (arms.group != "White")].groupby("arm_id")["count"].sum()
latino = arms[arms.group == "Hispanic or Latino"].set_index("arm_id")["count"]
table = pd.DataFrame({"other_than_white": race, "hispanic": latino}).astype(int)
print(table)
print("if nobody is both:", round(100 * table.to_numpy().sum() / 104, 1))
print(
    "if the smaller group of each arm is within the larger:",
    round(100 * table.max(axis=1).sum() / 104, 1),
)
reveal("m09-1-majority", "c")

# %% [markdown]
# Two ends, and no more: 34.6 % and 60.6 %. Where between them depends on how many people are both, and that is
# not printed. Slide from none to as many as fit.

# %% tags=["chart"]
# Draws 104 people; the slider moves people into both groups
kinds = {"other than White only": ("difference", "circle"), "both": ("difference", "diamond"),
         "Hispanic only": ("difference", "square"), "neither": ("uncertainty", "circle-open")}  # fmt: skip
place = np.arange(104)
states, shares = {}, {}
for both in range(28):
    ends = np.cumsum([35 - both, both, 28 - both])
    parts = np.split(place, ends)
    shares[both] = 100 * ends[-1] / 104
    states[str(both)] = {
        "x": [list(map(int, p % 13)) for p in parts],
        "y": [list(map(int, 8 - p // 13)) for p in parts],
        "title": f"If {both} people are both, {ends[-1]} of 104<br>are people of colour: {shares[both]:.1f} %",
    }

# %% tags=["chart"]
# Puts the marks, their names and the slider together
fig = go.Figure()
for height, (name, (role, symbol)) in zip((-1.2, -2.2, -3.2, -4.2), kinds.items(), strict=True):
    fig.add_scatter(mode="markers", name=name, hoverinfo="name",
                    marker={"symbol": symbol, "size": 12, "color": COLOURS[role]})  # fmt: skip
    fig.add_scatter(x=[0], y=[height], mode="markers+text", text=["  " + name], hoverinfo="skip",
                    textposition="middle right", marker=fig.data[-1].marker)  # fmt: skip
slider(fig, states, prefix="people who are both", traces=[0, 2, 4, 6], start="0")
hidden = {"visible": False, "fixedrange": True}
fig.update_layout(xaxis=hidden | {"range": [-0.7, 12.7]}, height=520,
                  yaxis=hidden | {"range": [-5, 9]})  # fmt: skip
table = pd.DataFrame({"both": shares.keys(), "percent": shares.values()}).round(1)
show(fig, table=table,
     alt="The share falls from 60.6 to 34.6 percent as more people belong to both groups.")  # fmt: skip

# %% [markdown]
# **Two questions to guide you**
#
# 1. At how many people in both groups does the majority end?
# 2. Multiplying the shares as for two coins gives one number. Which overlap would that be, and why should people
#    answer two questions as two coins fall?

# %%
ask("m09-1-half", ...)

# %% [markdown]
# **Why it is tempting** to add: 34 and 27 are 61, a clean sum. It counts people in both groups twice. The honest
# sentence is longer: “between 35 and 61 of 100; the table does not say where”.
#
# ## Chance at the start
#
# One more thing that the table by arm shows. Men: 21 of 53 with MDMA, 9 of 51 with placebo.

# %%
from scipy.stats import fisher_exact

men = arms[arms.group == "male"].set_index("arm_id")["count"]
print(men.astype(int).to_dict(), "p =", round(fisher_exact([[21, 32], [9, 42]]).pvalue, 3))
shuffled = rng.permuted(np.tile(np.repeat([1, 0], [30, 74]), (5000, 1)), axis=1)
simulated_gap = shuffled[:, :53].sum(axis=1) / 53 - shuffled[:, 53:].sum(axis=1) / 51
print("shuffles with a gap as large:", (abs(simulated_gap) >= 21 / 53 - 9 / 51 - 1e-9).mean())

# %%
ask("m09-1-men", ...)

# %% [markdown]
# ## What this cannot tell us
#
# - **Why people did not take part.** A ratio counts who is there. It does not know who was asked, who could come,
#   or who had good reason to stay away.
# - **Whether race on a US form means the same elsewhere.** It does not, and several of these studies lie elsewhere.
# - **Who was screened out.** Tables begin with those who were randomised.
# - **How race, sex and income go together.** Each is printed alone.
# - **Whether the result differs between groups.** That is another question, and lesson 9.3.

# %% [markdown]
# ## Recall
#
# In your own words, then open the answer. Two questions return to earlier modules.

# %%
ask("m09-1-recall-ratio")
ask("m09-1-recall-benchmark")
ask("m09-1-recall-unknown")
ask("m09-1-recall-bounds")
ask("m09-1-recall-m07")
ask("m09-1-recall-m01")

# %% [markdown]
# ## Where the numbers come from, and where to go next
#
# **Sources.** Tables `representation` and `benchmarks`; each row names its source and tier. The bulletin is that of
# row c05 in table `retraction_dependence`, with its address. The second phase 3 trial is NCT04077437.
#
# **Reading.** [Michaels 2018](https://doi.org/10.1186/s12888-018-1824-6), a short review on who took part and why
# it matters.
#
# **Practice.** Exercises `m09-ratio` and `m09-majority` in the assignment of this module.
#
# **Next.** Lesson 9.2, *Consent to what you cannot foresee*: what did these people agree to?

# %% [markdown] tags=["instructor"]
# **Timing.** Hook and draws 14 min · benchmark 8 · unknown and eras 8 · majority 10 · men and recall 5.
#
# **Common stumbles.** A ratio of 0.61 is read as “61 % took part”. The upper limit of a small count is taken for
# symmetric. Learners want one number for the majority; stay with the two ends until somebody says it is enough.
#
# **Discuss.** Whom would you ask to find out why people were absent? Who should set the benchmark: the regulator, the
# researchers, the people absent?
#
# **Board.** A box of 104, two circles of 35 and 28; slide one over the other.
