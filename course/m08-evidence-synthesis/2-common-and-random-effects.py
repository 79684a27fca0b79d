# %% [markdown]
# # Common and random effects
#
# *What is the average of six answers to slightly different questions?*
#
# 45 minutes · needs lessons 1.3 and 8.1
#
# After this lesson you will be able to:
#
# - **explain** why trials get different weights, and compute one;
# - **distinguish** a common effect from random effects by the question, not by a test;
# - **compute** a pooled effect with its interval;
# - **translate** a pooled effect into points and into pairs of people.

# %% [markdown]
# **Data.** The rows chosen in lesson 8.1 (MDMA, PTSD) and the twelve of the psilocybin review, from the SYPRES
# data sets ([MDMA](https://doi.org/10.5281/zenodo.18740439),
# [psilocybin](https://doi.org/10.5281/zenodo.15714852)).
#
# **A note before you begin.** An average of trials is an average over people who were ill, and it is nobody's own
# result. This lesson is about reading evidence; it is not medical advice.

# %%
import numpy as np
import pandas as pd

from course import ask, load, reveal, show
from course.figures import COLOURS, forest, slider
from course.stats import hedges_g, pool

# %% [markdown]
# Six trials, one row each. The number of people in each is printed below. When the six are pooled, not every
# trial counts alike.
#
# Before you look: of a total of 100, how much **weight** will the single heaviest trial get?

# %%
PARTS = ["mean_active", "sd_active", "n_active", "mean_control", "sd_control", "n_control"]
names = load("trials").set_index("trial_id").short_name


def effects(analysis):
    """One row for each trial of a main model: people, Hedges' g and its standard error."""
    rows = load("meta_inputs").query("primary_model and analysis == @analysis")
    found = [hedges_g(*row) for row in rows[PARTS].values]
    table = pd.DataFrame({"people": (rows.n_active + rows.n_control).astype(int)})
    table["g"], table["se"] = [e.estimate for e in found], [e.se for e in found]
    return table.set_axis(names[rows.trial_id].rename("trial"))


# %%
six = effects("mdma_ptsd")
print(six.people.to_string())
ask("m08-2-heaviest", ...)

# %%
six["weight"] = 1 / six.se**2
six["percent"] = 100 * six.weight / six.weight.sum()
six.round(2)

# %% tags=["chart"]
# Draws the six trials with their weights, and the pooled effect as a diamond
drawn = pd.DataFrame({"estimate": six.g, "low": six.g - 1.96 * six.se, "high": six.g + 1.96 * six.se,
                      "weight": six.percent}).sort_values("weight", ascending=False)  # fmt: skip
common = pool(six.g, six.se**2, method="common")
diamond = pd.DataFrame({"estimate": [common.estimate], "low": [common.ci_low], "high": [common.ci_high]},
                       index=["pooled"])  # fmt: skip
fig = forest(drawn, title="Two of six trials carry<br>three quarters of the weight", x="Hedges' g (SD units)",
             favours=("MDMA", "control"), pooled=diamond)  # fmt: skip
show(fig, alt="MAPP2 has 41 of 100 of the weight and MAPP1 33; the four small trials have 4 to 7 each; pooled −0.71.",
     table=pd.concat([drawn, diamond]).round(2).rename_axis("trial").reset_index())  # fmt: skip

# %%
reveal("m08-2-heaviest", six.percent.max())

# %% [markdown]
# ## Who speaks loudest
#
# Why not one trial, one vote? Let us see what a trial of 12 people can say, and one of 94. Suppose the truth
# were −0.7 in both. One simulated pair of trials first.

# %%
rng = np.random.default_rng(82)


def simulated_g(n, truth=-0.7):
    """Hedges' g of one simulated trial with n people, half in each arm."""
    active, control = rng.normal(truth, 1, n // 2), rng.normal(0, 1, n // 2)
    return hedges_g(
        active.mean(), active.std(ddof=1), n // 2, control.mean(), control.std(ddof=1), n // 2
    ).estimate


print(f"simulated: {simulated_g(12):.2f} with 12 people, {simulated_g(94):.2f} with 94")

# %% [markdown]
# Now twelve hundred of each size.

# %%
small = [simulated_g(12) for _ in range(1200)]
large = [simulated_g(94) for _ in range(1200)]
print(f"simulated: 12 people scatter by {np.std(small):.2f}, 94 people by {np.std(large):.2f}")
print(f"the small one has {np.var(small) / np.var(large):.0f} times the variance")

# %% tags=["chart"]
# Draws both crowds of simulated trials as two strips of dots
import plotly.graph_objects as go

fig = go.Figure()
for place, crowd in enumerate([large, small]):
    jitter = place + np.random.default_rng(1).uniform(-0.3, 0.3, 300)
    fig.add_scatter(x=crowd[:300], y=jitter, mode="markers", hoverinfo="skip",
                    marker={"size": 5, "opacity": 0.5, "color": COLOURS["difference"], "symbol": "diamond"})  # fmt: skip
fig.add_vline(x=-0.7, line={"dash": "dash", "color": COLOURS["uncertainty"]})
fig.update_layout(title="Simulated: same truth (dashed), but 12 people<br>scatter three times as wide as 94",
                  xaxis={"title": "simulated g", "range": [-3.4, 1.8]},
                  yaxis={"tickvals": [0, 1], "ticktext": ["94<br>people", "12<br>people"], "range": [-0.5, 1.5], "zeroline": False}, height=300)  # fmt: skip
show(fig, alt="Simulated trials of 12 people scatter about three times as wide around the truth as trials of 94 people.",
     table=pd.DataFrame({"people": [12, 94], "simulated_scatter": [np.std(small), np.std(large)]}).round(2))  # fmt: skip

# %% [markdown]
# If both had one vote, the average would jump about **more** than the large trial does alone (the next cell shows by
# how much). The least jumpy average gives each trial a [weight](../glossary.md#weight) of **one over its variance**. Variance is the *square* of
# the standard error: three times the scatter, nine times the variance, a ninth of the weight.
#
# **Change** the share of the small trial and run again. At which share does the average scatter least?

# %% tags=["try"]
share_small = 0.50  # weight of the small trial, from 0 to 1: change this
average = share_small * np.array(small) + (1 - share_small) * np.array(large)
print(f"simulated: the average scatters by {average.std():.3f}")
best = (1 / np.var(small)) / (1 / np.var(small) + 1 / np.var(large))

# %%
print(f"one over variance gives the small trial a share of {best:.2f}")

# %% [markdown]
# On the real six, three averages and a slip:

# %%
print(f"one trial, one vote   {six.g.mean():.3f}")
print(f"by people             {np.average(six.g, weights=six.people):.3f}")
print(f"one over variance     {np.average(six.g, weights=1 / six.se**2):.3f}")
print(f"one over SE (a slip)  {np.average(six.g, weights=1 / six.se):.3f}")

# %% [markdown]
# **Your turn, with a little help.** How many of 100 does the smallest trial, Oehen 2013, weigh? Its standard error
# stands in the table above. Fill the gap.

# %%
# your_weight = 100 * (1 / ____ ** 2) / six.weight.sum()
your_weight = ...
ask("m08-2-oehen", your_weight)

# %%
ask("m08-2-variance", ...)

# %% [markdown]
# ## When the truth itself differs
#
# So far we assumed one truth behind all six: a [common effect](../glossary.md#common-effect). But the trials gave
# different doses, two or three sessions, to other people, with other scales. Perhaps each has a **true effect
# of its own**. Then two things scatter: the true effects around their mean, and each result around its truth.
# One simulated review of twelve trials, with true effects that differ by 0.34:

# %%
rng = np.random.default_rng(12)
true_effects = rng.normal(-0.9, 0.34, 12)  # each trial's own truth
results = true_effects + rng.normal(0, 0.3, 12)  # and what it happened to find
print("simulated truths ", true_effects.round(1))
print("simulated results", results.round(1))
print(
    f"variance of the results {results.var(ddof=1):.2f}; truths {0.34**2:.2f} plus chance {0.3**2:.2f}"
)

# %% [markdown]
# The variance of the true effects is called [τ²](../glossary.md#tau-squared), tau squared. A model that allows for it
# is called [random effects](../glossary.md#random-effects). The weight of a trial becomes 1 / (se² + τ²).
#
# Take the psilocybin set. With a common effect the largest trial, of 158 people, weighs 29 of 100 and one of the
# smallest, of 24 people, 2.5. The software estimates a τ² of 0.12. What happens to these weights?

# %%
twelve = effects("psilocybin_depression")
alone = 100 / twelve.se**2 / (1 / twelve.se**2).sum()
print(alone.sort_values().round(1).to_string())
ask("m08-2-level", ...)

# %%
random = pool(twelve.g, twelve.se**2)
shared = 1 / (twelve.se**2 + random.tau2)
both = pd.DataFrame(
    {"people": twelve.people, "common": alone, "random": 100 * shared / shared.sum()}
)
print(f"tau² {random.tau2:.3f}")
both.sort_values("people").round(1)

# %%
reveal("m08-2-level", "b")

# %% [markdown]
# Why level? A large trial knows its **own** truth well. It does not know the other trials' truths. If these differ,
# eleven more voices say more about their mean than one very exact voice does. In the sum se² + τ², the τ² is the same
# for all; the larger it is, the less the se² matters.
#
# **Why it is tempting** to let a test decide (“Q is not significant, so I take the common effect”): it spares a
# choice. But with few trials the test hardly ever speaks. Choose by the question. Is there *one* effect that all
# trials measured, or are there many of which you want the mean?

# %%
ask("m08-2-choose", ...)

# %% [markdown]
# ## How wide, with so few trials
#
# Psilocybin, twelve trials, three intervals for the mean:

# %%
forms = {
    "common effect, 1.96": pool(twelve.g, twelve.se**2, method="common"),
    "random effects, 1.96": pool(twelve.g, twelve.se**2, knapp_hartung=False),
    "random effects, Knapp-Hartung": random,
}
for name, p in forms.items():
    print(f"{name:30s} {p.estimate:.3f}  [{p.ci_low:.2f}, {p.ci_high:.2f}]")

# %% [markdown]
# The number 1.96 belongs to a spread that is *known*. But τ² is a guess, made from twelve trials. The
# [Knapp-Hartung](../glossary.md#knapp-hartung) interval pays for that
# ([Knapp 2003](https://doi.org/10.1002/sim.1482)): it takes t with k − 1
# [degrees of freedom](../glossary.md#degrees-of-freedom) (2.57 for six trials, 2.20 for twelve), and lets the trials
# themselves say how much they scatter. That second part has a catch, which lesson 8.3 shows.
#
# Read the last line aloud: the trials fit best with a mean of −0.90; −1.26 and −0.55 still fit fairly well (95 %
# interval).

# %%
from scipy import stats

print(f"t for six trials {stats.t.ppf(0.975, 5):.2f}, for twelve {stats.t.ppf(0.975, 11):.2f}")
mdma = pool(six.g, six.se**2)
print(f"MDMA: {mdma.estimate:.3f} [{mdma.ci_low:.2f}, {mdma.ci_high:.2f}], tau² {mdma.tau2:.2f}")

# %% [markdown]
# **Your turn, alone.** Three of the MDMA trials also measured depression. Make the table with
# `effects("mdma_depression")` and pool it with a **common** effect. Which g do you get? Two decimals. (One of the three
# rows was read off a figure by the reviewers.)

# %%
ask("m08-2-alone", ...)

# %% [markdown]
# ## Move τ² yourself
#
# For the six MDMA trials the estimate of τ² is 0. With six small trials that is a weak zero (lesson 8.3). So let
# us ask: what if it were larger?

# %% tags=["chart"]
# Draws the weights of the six trials for the tau squared that the slider sets
ordered = six.sort_values("people", ascending=False)
steps = np.round(np.arange(0, 0.61, 0.05), 2)
states, rows = {}, []
for tau2 in steps:
    w = 1 / (ordered.se**2 + tau2)
    mean, se = np.average(ordered.g, weights=w), (1 / w.sum()) ** 0.5
    reach = stats.t.ppf(0.975, 5) * se
    says = (
        f"τ² {tau2:.2f}: pooled −{-mean:.2f},<br>interval −{reach - mean:.2f} to "
        + f"{mean + reach:.2f}".replace("-", "−")
    )
    states[f"{tau2:.2f}"] = {"x": [100 * w / w.sum()], "title": says}
    rows.append([tau2, mean, mean - reach, mean + reach, 100 * w.max() / w.sum()])
fig = go.Figure()
labels = [f"{t}<br>{n} people" for t, n in ordered.people.items()]
fig.add_bar(y=labels, orientation="h", marker_color=COLOURS["difference"])
slider(fig, states, prefix="τ²", traces=[0], start="0.00")
fig.update_layout(
    xaxis={"title": "weight, of 100", "range": [0, 45]}, yaxis={"autorange": "reversed"}, height=480
)
show(fig, alt="As τ² grows, the six weights level out, the pooled effect moves from −0.71 to −0.76 and its interval widens past zero.",
     table=pd.DataFrame(rows, columns=["tau2", "pooled", "low", "high", "heaviest weight"]).round(2))  # fmt: skip

# %% [markdown]
# **Two questions to guide you**
#
# 1. Towards which of the three averages above does the pooled effect drift, and why?
# 2. At which τ² does the interval reach zero? (It uses t and the classical standard error.)

# %%
ask("m08-2-drift", ...)

# %% [markdown]
# ## What −0.71 means
#
# SD units are nobody's language. Two translations of the same number:

# %%
arms = load("meta_inputs").query("primary_model and trial_id == 'mitchell_2023_mapp2'").iloc[0]
sd = (((arms.n_active - 1) * arms.sd_active**2 + (arms.n_control - 1) * arms.sd_control**2)
      / (arms.n_active + arms.n_control - 2)) ** 0.5  # fmt: skip
points, pairs = mdma.estimate * sd, 100 * stats.norm.cdf(-mdma.estimate / 2**0.5)
print(f"SD in MAPP2 {sd:.1f} points: {mdma.estimate:.2f} SD is {points:.0f} CAPS-5 points")
print(f"in {pairs:.0f} of 100 pairs the person from the MDMA arm has fewer symptoms")

# %% [markdown]
# At an SD of 12.6 points, −0.71 is a difference of about 9 points on the CAPS-5. And if you draw one person from each
# arm, the one given MDMA has fewer symptoms in about 69 of 100 such pairs (if scores follow a bell curve). With no
# difference it would be 50. Neither number is a response rate, and neither says what one person will gain.

# %%
ask("m08-2-pairs", ...)

# %% [markdown]
# ## What this cannot tell us
#
# - **Whether one average describes anybody's patients.** It is the mean of six trials with their doses, therapies and
#   people.
# - **Whether they belong together.** No formula decides that; somebody must say what question they share.
# - **How large τ² is.** Six trials hardly know.
# - **Anything that all trials share.** If people in all six guessed their arm (lesson 6.3), pooling keeps what that did.

# %% [markdown]
# ## Recall
#
# In your own words, then open the answer. Two questions return to earlier modules.

# %%
ask("m08-2-recall-weight")
ask("m08-2-recall-models")
ask("m08-2-recall-level")
ask("m08-2-recall-t")
ask("m08-2-recall-m01")
ask("m08-2-recall-m01b")

# %% [markdown]
# ## Where the numbers come from, and where to go next
#
# **Sources.** Table `meta_inputs`, from the SYPRES data sets
# ([MDMA](https://doi.org/10.5281/zenodo.18740439), [psilocybin](https://doi.org/10.5281/zenodo.15714852); ODC-By).
#
# **Practice.** Exercise `m08-pool` in the assignment of this module.
#
# **Next.** Lesson 8.3, *Heterogeneity and prediction*: where will the next trial land?

# %% [markdown] tags=["instructor"]
# **Timing.** Hook 6 min · weights 12 · random effects 10 · intervals 6 · slider 4 · meaning 4 · recall 3.
#
# **Common stumbles.** SE given where the variance is asked: the result looks fine, so compare all four averages.
# “Random” is heard as “drawn at random”. Learners expect the largest trial to weigh in step with its people; it
# nearly does with a common effect and far less with random effects.
#
# **Discuss.** Three small trials with a new therapy and one large with the old. What would a common effect claim?
#
# **Board.** Two arrows: truth scatters (τ), result scatters (se). Which of them shrinks with more people?
