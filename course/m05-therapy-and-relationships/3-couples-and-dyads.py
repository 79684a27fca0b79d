# %% [markdown]
# # Couples and dyads
#
# *Six couples took MDMA together in couple therapy and grew closer. What can six couples show, and
# what can they not?*
#
# 45 minutes · needs lesson 5.1
#
# After this lesson you will be able to:
#
# - **attach** an honest interval to an effect from six couples;
# - **explain** why a small uncontrolled study prints large effects easily;
# - **calculate** how many independent people the partners in pairs are worth;
# - **evaluate** claims about empathy, connection and family bonds, with evidence on both sides.

# %% [markdown]
# **Data.** The pilot of MDMA-facilitated couple therapy
# ([Monson 2020](https://doi.org/10.1080/20008198.2020.1840123)) and its relationship outcomes
# ([Wagner 2021](https://doi.org/10.3389/fpsyt.2021.702838)). Only *ranges* of its effect sizes could be
# verified: our tables hold no score of any couple at any visit, and we invent none. Where you see
# couples as dots, they are **simulated**, and every column, figure and sentence says so.
#
# **A note before you begin.** In each couple one partner lived with post-traumatic stress disorder
# (PTSD). This lesson does not describe what happened to them. It is not medical advice, not training
# to treat anybody, and it gives no guidance on obtaining or taking any drug. The module's first lesson
# says where to turn if you need support.

# %%
import numpy as np
import pandas as pd
import plotly.graph_objects as go

from course import ask, load, reveal, show, stats
from course.figures import COLOURS, forest, slider

# %% [markdown]
# Couple therapy for PTSD has fifteen sessions. In the pilot it was condensed into seven weeks, with
# two long sessions in which **both** partners took MDMA. Six couples began, and all six completed it
# ([Monson 2020](https://doi.org/10.1080/20008198.2020.1840123)).
#
# The smallest improvement that the abstract reports for the relationship is d = 0.64: by the usual
# rule of thumb, more than a medium effect. Before you look: where does the lower end of its 95 %
# interval lie?

# %%
ask("m05-3-lower", ...)

# %%
pilot = load("contrasts").query("trial_id == 'monson_2020'").sort_values("estimate")
names = [
    f"{what}, {size}" for size in ("smallest", "largest") for what in ("relationship", "symptoms")
]
limits = [stats.paired_d(d, n=6) for d in pilot.estimate]
rows = pd.DataFrame([(e.estimate, e.ci_low, e.ci_high) for e in limits], index=names)
rows.columns = ["estimate", "low", "high"]

# %% tags=["chart"]
# Draws the four effects of the pilot with their intervals
fig = forest(rows.assign(role="active"), x="change (SD units; more is better)",
             title="Six couples: improvement is likely,<br>its size is anybody's guess")  # fmt: skip
show(
    fig,
    alt="With six couples the interval of every effect is at least one and a half units wide.",
    table=rows.round(2).rename_axis("outcome").reset_index(),
)
reveal("m05-3-lower", "d")

# %% [markdown]
# ## What six couples can show
#
# For the relationship the data fit 0.64 best, and fairly well anything from −0.27 to 1.50 (95 % interval):
# from *slightly worse* to *enormously better*. For 1.85 the ends are 0.46 and 3.19. With six couples even the spread of the changes is a
# rough guess, and the interval has to pay for it. The exact limits come from the
# [noncentral t distribution](../glossary.md#noncentral-t); the habit of plus or minus two standard
# errors is not good enough here.
#
# Three cautions. The paper's abstract does not say by *which* standard deviation it divided; we read
# d as mean change over the standard deviation of changes. The two ends of a range were picked *after*
# looking, out of many measures. And each is a change [within](../glossary.md#within-person-effect-size)
# people: there was no other arm.
#
# So what *can* six couples show? That the treatment can be given; that couples can stay; which harms to
# look for; and that a proper trial is worth doing.

# %%
print(rows[["estimate", "low", "high"]].round(2).to_string())

# %%
ask("m05-3-large", ...)

# %% [markdown]
# ## Small studies print large effects
#
# Here is an experiment that only a computer can do. Suppose the true effect were d = 0.5: real and
# modest. Now run the study of six couples again and again, 20 000 times. All these couples are
# **simulated**. First, one single study:

# %%
rng = np.random.default_rng(63)
one_study = rng.normal(0.5, 1, size=6)  # six simulated changes; the true mean is 0.5, the true SD 1
print("six simulated couples changed by", one_study.round(1))
print(f"this study prints d = {one_study.mean() / one_study.std(ddof=1):.2f}")

# %% [markdown]
# Before you look: of 100 such studies, how many would print an effect of 1 or more, twice the truth?

# %%
ask("m05-3-twice", ...)

# %%
simulated_changes = rng.normal(0.5, 1, size=(20_000, 6))
simulated_d = simulated_changes.mean(axis=1) / simulated_changes.std(axis=1, ddof=1)
twice = 100 * (simulated_d >= 1).mean()
worse = 100 * (simulated_d < 0).mean()
print(f"of 100 simulated studies: {twice:.0f} print 1 or more, {worse:.0f} print a worsening")

# %% tags=["chart"]
# Draws how often each size of effect is printed
edges = np.arange(-1.25, 3.3, 0.25)
counts = np.histogram(simulated_d, edges)[0] / len(simulated_d) * 100
middle = (edges[:-1] + edges[1:]) / 2
role = [COLOURS["active"] if x > 1 else COLOURS["uncertainty"] for x in middle]
fig = go.Figure(go.Bar(x=middle, y=counts, marker_color=role))
fig.add_vline(x=0.5, line={"color": COLOURS["difference"], "width": 2})
fig.add_annotation(x=0.5, y=25, text="truth 0.5 ", xanchor="right", showarrow=False)
fig.add_annotation(x=2.3, y=11, text="<b>twice the<br>truth, or more</b>", showarrow=False,
                   font_color=COLOURS["active"])  # fmt: skip
fig.update_layout(title="One in five tiny studies prints<br>twice the truth (simulated)",
                  xaxis_title="printed d (simulated)",
                  yaxis={"title": "per 100 studies", "range": [0, 27]})  # fmt: skip
show(fig, alt="When the truth is 0.5, about one in five simulated studies of six prints 1 or more.",
     table=pd.DataFrame({"simulated_d": middle, "per 100": counts.round(1)}))  # fmt: skip
reveal("m05-3-twice", round(twice))

# %% [markdown]
# **Change the study.** Sixty couples in place of six; then a true effect of 0. How many of 100 studies still
# print 1 or more?

# %% tags=["try"]
couples, true_d = 6, 0.5
changes = rng.normal(true_d, 1, size=(20_000, couples))
printed = changes.mean(axis=1) / changes.std(axis=1, ddof=1)
print(f"of 100 simulated studies {100 * (printed >= 1).mean():.1f} print 1 or more; "
      f"the middle 95 print {np.percentile(printed, 2.5):.2f} to {np.percentile(printed, 97.5):.2f}")  # fmt: skip

# %% [markdown]
# A large number from a small study is what chance looks like, as well as what a large truth looks
# like. And if exciting results are the ones that are published and retold, the fifth on the right
# is what reaches you.
#
# ## Couples without the drug
#
# The couple therapy has a record of its own. It was tested against a wait list in 40 randomised
# couples, used with 113 couples in a clinic for veterans
# ([Pukay-Martin 2021](https://doi.org/10.1002/jts.22781)), and in a weekend format with 24. Look at
# relationship outcomes only.

# %%
no_drug = load("contrasts").query(
    "trial_id in ['cbct_va_clinic_2021', 'aim_cbct_weekend'] and outcome.str.contains('relationship')"
)
study = {"cbct_va_clinic_2021": "113 couples,<br>no drug", "aim_cbct_weekend": "24 couples,<br>no drug",
         "monson_2020": "6 couples,<br>MDMA"}  # fmt: skip
with_drug = pilot[pilot.outcome.str.contains("relationship")]
dots = pd.concat([with_drug, no_drug])[["trial_id", "outcome", "estimate"]]
dots["study"] = dots.trial_id.map(study)
print(dots[["outcome", "estimate"]].to_string(index=False))

# %% tags=["chart"]
# Draws the relationship effects of three studies
fig = go.Figure()
for label, role, symbol in zip(study.values(), ["control", "control", "active"],
                               ["square", "square", "circle"], strict=True):  # fmt: skip
    x = dots.estimate[dots.study == label]
    marker = {"size": 13, "symbol": symbol, "color": COLOURS[role]}
    fig.add_scatter(x=x, y=[label] * len(x), mode="markers", marker=marker)
fig.add_vline(x=0, line={"color": COLOURS["uncertainty"], "dash": "dot"})
fig.update_layout(
    title="Relationships improved in couple<br>therapy without a drug, too", height=320,
    xaxis={"title": "change within people (SD units)", "range": [-0.2, 3]},
)  # fmt: skip
show(fig, alt="Without a drug, relationship effects within people were 0.30 to 0.53 in two studies.",
     table=dots[["study", "outcome", "estimate"]].replace("<br>", " ", regex=True))  # fmt: skip

# %% [markdown]
# The pilot's range begins above the others. That is a reason for a trial; it is not a comparison. The
# couples differ, the settings differ, the formulas may differ, and the smallest group has the widest
# interval.
#
# ## Twelve people, or six?
#
# How many people are six couples? Partners share a home, a history and their quarrels. If one is
# happier, the other often is too. The [intraclass correlation](../glossary.md#intraclass-correlation)
# (ICC) says how alike the two members of a [dyad](../glossary.md#dyad) are. For the *average* of all
# partners, $k$ couples are worth $2k / (1 + \text{ICC})$ independent people.
#
# For the *difference* between partners (do patients gain more than their partners?) likeness helps,
# because what they share cancels: the pairs are worth $2k / (1 - \text{ICC})$. Move the slider; the
# couples are **simulated**.

# %%
shared, own = np.random.default_rng(12).standard_normal((2, 2, 6))  # six simulated couples

# %% tags=["chart"]
# Draws six couples; the slider sets how alike partners are
fig, states, worth = go.Figure(), {}, {}
marker = {"color": COLOURS["active"], "size": 13}
fig.add_scatter(mode="markers", marker=marker)
for icc in (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
    simulated_patient, simulated_partner = icc**0.5 * shared[0] + (1 - icc) ** 0.5 * own
    worth[icc] = {"average": 12 / (1 + icc), "difference": 12 / (1 - icc)}
    title = f"Simulated couples, ICC {icc:.1f}:<br>six are worth {worth[icc]['average']:.1f} for an average,<br>"
    title += f"{worth[icc]['difference']:.0f} for a difference"
    points = {"x": [simulated_patient], "y": [simulated_partner]}
    states[f"{icc:.1f}"] = points | {"title": title}
slider(fig, states, prefix="likeness of partners (ICC)", traces=[0], start="0.5")

# %% tags=["chart"]
# Sets the axes and shows the figure
fig.update_layout(
    xaxis={"title": "patient's change (simulated)", "range": [-3.5, 3.5]},
    yaxis={"title": "partner's change (simulated)", "range": [-3.5, 3.5]},
    height=480,
)
table = pd.DataFrame(worth).T.round(1).rename_axis("ICC").reset_index()
show(fig, alt="The more alike partners are, the fewer independent people six couples are worth.",
     table=table)  # fmt: skip

# %% [markdown]
# **Two questions to guide you**
#
# 1. At which ICC are six couples worth twelve people? At which would they be worth six?
# 2. Why does the number for a difference grow as the number for an average shrinks?
#
# **Your turn, with a little help.** Twenty couples, ICC 0.3. How many independent people for an
# average?

# %%
# your_people = 2 * ___ / (1 + ___)
your_people = ...
ask("m05-3-twenty", your_people)

# %% [markdown]
# **Now without help.** The same twenty couples: how many people for the difference between partners?

# %%
ask("m05-3-difference", ...)

# %% [markdown]
# ## Empathy and connection
#
# | claim | for | against, or limits |
# |---|---|---|
# | feeling with others | emotional empathy rose in 32 volunteers ([Hysek 2014](https://doi.org/10.1093/scan/nst161)) | *understanding* others did not; no effect on trust or reciprocity at 75 mg ([Kuypers 2014](https://doi.org/10.1371/journal.pone.0100719)) |
# | reading faces | happy faces drew more attention, 36 volunteers (table `mechanisms`) | fear and anger were recognised **less** well, particularly in women ([Hysek 2014](https://doi.org/10.1093/scan/nst161)) |
# | wanting company | the wish to be with others grew in 65 volunteers (table `mechanisms`) | hours, in healthy people |
# | oxytocin explains it | prosocial feelings tracked it, 15 people ([Dumont 2009](https://doi.org/10.1080/17470910802649470)) | no relation in 20 ([Kuypers 2014](https://doi.org/10.1371/journal.pone.0100719)), nor in 14 (table `mechanisms`) |
#
# Read the second row twice. Missing another person's fear or anger can feel like closeness. In a
# couple, whether that helps depends on whether the fear was needless.

# %%
ask("m05-3-empathy", ...)

# %% [markdown]
# ## Bonds, and whose they are
#
# In the pilot both partners reported more growth, support and social intimacy, kept for six months
# ([Wagner 2021](https://doi.org/10.3389/fpsyt.2021.702838)). Whoever rated had taken the drug, hoped
# for change and knew what had been given.
#
# Three limits travel with every retelling. The couples were *romantic partners*: no trial with a
# parent and an adult child was found for this course. One of each two *had PTSD*: nothing follows for
# couples who are well and want to be closer. And the partner without a diagnosis took a drug, with
# its burdens. The next cell counts reactions during the sessions.

# %%
reactions = load("adverse_events").query(
    "trial_id == 'monson_2020' and window == 'during sessions' and term in ['anxiety', 'fatigue']"
)
reactions.pivot(index="term", columns="arm_id", values="n_participants").add_suffix(", of 6")

# %%
ask("m05-3-bonds", ...)

# %% [markdown]
# ## What this cannot tell us
#
# - **What MDMA added.** There was no arm with the couple therapy alone.
# - **The size.** Six couples leave almost any size on the table.
# - **What any couple went through.** No score per visit is verified, so none is drawn.
# - **Families and friends.** We found no study of them.
# - **What happens to couples it goes badly for.** Six are too few to meet one.

# %% [markdown]
# ## Recall
#
# Answer in your own words before you open each answer. Two questions return to module 1.

# %%
ask("m05-3-recall-six")
ask("m05-3-recall-large")
ask("m05-3-recall-dyads")
ask("m05-3-recall-empathy")
ask("m05-3-recall-interval")
ask("m05-3-recall-direction")

# %% [markdown]
# ## Where the numbers come from, and where to go next
#
# **Sources.** Ranges of effects: [Monson 2020](https://doi.org/10.1080/20008198.2020.1840123), abstract,
# NCT02876172. Reactions: table `adverse_events`, from a review's table (tier B). Couple therapy
# without a drug: [Pukay-Martin 2021](https://doi.org/10.1002/jts.22781) and the studies in tables
# `trials` and `contrasts`. Empathy: table `mechanisms`. All dots named *simulated* come from a random
# generator with a fixed seed.
#
# **Reading.** [Wagner 2021](https://doi.org/10.3389/fpsyt.2021.702838): open and short. Six couples, no
# control, authors with an interest: which words of its summary would you strike out?
#
# **Practice.** Exercises `m05-six` and `m05-effective`.
#
# **Next.** Lesson 5.4, *Power, touch and boundaries*: when closeness is the risk.

# %% [markdown] tags=["instructor"]
# **Timing.** Hook and six couples 11 min · simulation 9 · couples without the drug 5 · dyad explorer
# 8 · empathy and bonds 9 · recall 3.
#
# **Common stumbles.** Learners read “the interval excludes zero” as “the drug works”: it says that
# people changed. They expect the interval to be centred on d. They treat 12 partners as 12 people for
# one outcome and as 6 for all: ask which question is being asked.
#
# **Discuss.** A magazine tells of a couple who “fell in love again”. What would six more couples add?
# Sixty? Sixty with a control arm?
#
# **Board.** Draw two axes: *how large* and *how sure*. Place one story, six couples, 113 couples
# without a drug, a randomised trial.
