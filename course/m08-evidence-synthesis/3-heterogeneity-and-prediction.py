# %% [markdown]
# # Heterogeneity and prediction
#
# *Where will the next trial land?*
#
# 45 minutes · needs lesson 8.2
#
# After this lesson you will be able to:
#
# - **compute** Q, I² and τ², and give their limits;
# - **explain** why an I² of zero from a few small trials says little;
# - **give** a prediction interval with its convention;
# - **judge** an interval by the method that made it.

# %% [markdown]
# **Data.** The six MDMA trials and the twelve psilocybin trials of lesson 8.2, and counts of remission, from the SYPRES
# data sets ([MDMA](https://doi.org/10.5281/zenodo.18740439), [psilocybin](https://doi.org/10.5281/zenodo.15714852)).
#
# **A note before you begin.** These are results of people with trauma and depression. This lesson is about reading
# evidence; it is not medical advice.

# %%
import numpy as np
import pandas as pd
import plotly.graph_objects as go

from course import ask, load, reveal, show
from course.stats import hedges_g, i2_interval, pool, prediction_interval, risk_ratio, tau2_interval

# %% [markdown]
# Twelve trials of psilocybin for depression have a mean effect of −0.90. Lesson 8.2 gave the interval of that **mean**:
# −1.26 and −0.55 still fit fairly well (95 % interval). A thirteenth trial is about to start, of the same kind.
#
# Before you look: the range in which *its* true effect is expected has an end nearer to zero. Where does it lie?

# %%
ask("m08-3-next", ...)

# %%
PARTS = ["mean_active", "sd_active", "n_active", "mean_control", "sd_control", "n_control"]


def effects(analysis):
    """Hedges' g and its standard error for each trial of a main model, as two arrays."""
    rows = load("meta_inputs").query("primary_model and analysis == @analysis")
    found = [hedges_g(*row) for row in rows[PARTS].values]
    return np.array([e.estimate for e in found]), np.array([e.se for e in found])


# %%
sets = {
    "MDMA, six trials": effects("mdma_ptsd"),
    "psilocybin, twelve": effects("psilocybin_depression"),
}
rows = {}
for name, (g, se) in sets.items():
    p = pool(g, se**2)
    rows[name] = [p.estimate, p.ci_low, p.ci_high, *prediction_interval(p)]
both = pd.DataFrame(rows, ["estimate", "low", "high", "pi_low", "pi_high"]).T
both.round(2)

# %% tags=["chart"]
# Draws both means as diamonds, each with the bar for a next trial below it
from course.figures import COLOURS, forest, mean_and_next

fig = forest(both.iloc[:0], title="Psilocybin: the mean is fairly well known,<br>the next trial is not",
             x="Hedges' g (SD units)", favours=("the drug", "control"), pooled=both)  # fmt: skip
show(fig, alt="The psilocybin mean has an interval from −1.26 to −0.55, but the next trial may be expected from −1.72 to −0.09.",
     table=both.round(2).rename_axis("set").reset_index())  # fmt: skip

# %%
reveal("m08-3-next", "c")

# %% [markdown]
# ## How much do they differ?
#
# Effects of trials differ by chance alone. The question is whether they differ **more** than that. Cochran's
# [Q](../glossary.md#cochrans-q) adds up the squared distances from the common mean, each over its variance. By chance
# alone Q is about k − 1. What lies above, as a share of Q, is [I²](../glossary.md#i-squared)
# ([Higgins 2002](https://doi.org/10.1002/sim.1186)).

# %%
for name, (g, se) in sets.items():
    w = 1 / se**2
    mean = (w * g).sum() / w.sum()
    q, k = (w * (g - mean) ** 2).sum(), len(g)
    i2 = 100 * (q - (k - 1)) / q
    print(f"{name}: Q {q:.2f}, by chance about {k - 1}; (Q - (k - 1)) / Q = {i2:.0f} %")

# %% [markdown]
# For psilocybin more than half of the variation is more than chance. For MDMA the six agree *better* than chance makes
# six trials agree on average, and the formula gives −106 %. A share cannot be negative, so one prints 0 %.
#
# It is tempting to stop here: I² is 0 %, so the trials agree. Suppose the true effects of
# six such trials **do** differ, with τ = 0.3: two in three lie between −1.0 and −0.4. One simulated review first.

# %%
rng = np.random.default_rng(83)
six_se = sets["MDMA, six trials"][1]  # the real standard errors


def simulated_i2(tau):
    """I² of one simulated review whose six true effects differ by tau."""
    g = rng.normal(-0.7, tau, 6) + rng.normal(0, six_se)
    return pool(g, six_se**2, method="common").i2


print(f"simulated I²: {simulated_i2(0.3):.0f} %")

# %% [markdown]
# Now imagine a hundred of them. In how many will I² be **exactly 0 %**?

# %%
ask("m08-3-zeros", ...)

# %%
chart_many = np.array([simulated_i2(0.3) for _ in range(2000)])
reveal("m08-3-zeros", round(100 * (chart_many == 0).mean()))

# %% [markdown]
# **Change** `tau` in the next cell and run it again: to 0, to 0.2, to 0.5. How different must the truths be before a zero becomes rare?

# %% tags=["try"]
tau = 0.3  # how much the true effects differ, in SD units: change this to 0, 0.2 or 0.5
many = np.array([simulated_i2(tau) for _ in range(1000)])
print(f"simulated: I² is 0 % in {100 * (many == 0).mean():.0f} of 100 reviews with tau {tau}")

# %% tags=["chart"]
# Draws how often each value of I² came out in two thousand simulated reviews
groups = pd.cut(
    chart_many,
    [-1, 0, 20, 40, 60, 80, 100],
    labels=["0 %", "to 20", "to 40", "to 60", "to 80", "to 100"],
)
share = 100 * pd.Series(groups).value_counts(sort=False, normalize=True)
fig = go.Figure(go.Bar(x=list(share.index), y=share, marker_color=COLOURS["uncertainty"],
                       text=[f"{s:.0f}" for s in share], textposition="outside"))  # fmt: skip
fig.update_layout(title="Simulated: true effects differ by 0.3,<br>and yet I² is often exactly 0 %",
                  xaxis_title="simulated I²", yaxis={"title": "of 100 reviews", "range": [0, 40]}, height=340)  # fmt: skip
show(fig, alt="Of 100 simulated reviews of six trials that truly differ, about 30 show an I² of exactly zero.",
     table=share.round(0).rename_axis("simulated_i2").rename("simulated_reviews_of_100").reset_index())  # fmt: skip

# %% [markdown]
# A zero is what six small trials often give, whether they agree or not. So the honest report has **limits**. Those of I²
# come from a formula; those of [τ²](../glossary.md#tau-squared) from the [Q-profile](../glossary.md#q-profile)
# ([Viechtbauer 2007](https://doi.org/10.1002/sim.2514)): all τ² under which trials that scatter as these do are not unusual.

# %%
for name, (g, se) in sets.items():
    p = pool(g, se**2)
    low, high = i2_interval(p.q, p.k)
    t_low, t_high = tau2_interval(g, se**2)
    print(
        f"{name}: I² {p.i2:.1f} % [{low:.1f}, {high:.1f}], tau² {p.tau2:.3f} [{t_low:.3f}, {t_high:.3f}]"
    )

# %% [markdown]
# For the six, an I² of 0 % fits best, and about 75 % still fits fairly well (95 % interval). So does a τ² of 0.38: that is a τ
# of 0.6, nearly as large as the effect itself.
#
# **τ² and I² are not the same.** τ² is a variance, in squared SD units, of the *true* effects. I² is a share, in per cent, of
# the variation that is *seen*; the rest of it is chance.

# %%
ask("m08-3-larger", ...)

# %% [markdown]
# **Your turn, alone.** Three MDMA trials also measured depression: `effects("mdma_depression")`. How high is the **upper
# limit of I²**, in per cent? One decimal. Copy two lines of the cell above.

# %%
ask("m08-3-alone", ...)

# %% [markdown]
# ## Where the next trial lands
#
# A new trial has a true effect of its own. Two things are unknown about it: where the mean of all such trials lies, and
# how far from that mean this one falls. The first is the standard error of the mean, the second is τ. Simulate it for
# psilocybin: draw a mean, then a trial around it. One, then many.

# %%
g, se = sets["psilocybin, twelve"]
p = pool(g, se**2)
one_mean = rng.normal(p.estimate, p.classical_se)
print(f"simulated: mean {one_mean:.2f}, next trial {rng.normal(one_mean, p.tau2**0.5):.2f}")
means = rng.normal(p.estimate, p.classical_se, 20_000)
nexts = rng.normal(means, p.tau2**0.5)
print(f"simulated spread: of the means {means.std():.2f}, of the next trials {nexts.std():.2f}")
print(
    f"root of tau² + se² {np.sqrt(p.tau2 + p.classical_se**2):.2f}; tau + se {p.tau2**0.5 + p.classical_se:.2f}"
)

# %% [markdown]
# The spread of the next trial is √(τ² + se²), not τ + se: **variances add**. Times a t value it gives the
# [prediction interval](../glossary.md#prediction-interval) ([Higgins
# 2009](https://doi.org/10.1111/j.1467-985X.2008.00552.x)). Which t, and which standard error? Papers differ, and seldom say.

# %%
for convention in ("k-1", "k-2", "knapp-hartung"):
    low, high = prediction_interval(p, convention)
    print(f"{convention:14s} [{low:.3f}, {high:.3f}]")

# %% [markdown]
# Here the three differ little. With three trials they differ a lot. So print the name of the convention beside the numbers.
#
# **Why it is tempting** to hand the interval of the mean to somebody who plans a trial or opens a clinic: it is the one that
# papers print. But it answers “where is the mean?”. Whoever asks “what will *we* find?” needs the other one.

# %%
ask("m08-3-clinic", ...)

# %% [markdown]
# **Your turn, with a little help.** Half the width of the k − 1 interval for the **MDMA** set. Here τ² is 0, so what is left
# under the root? Fill the gaps.

# %%
from scipy import stats

m = pool(sets["MDMA, six trials"][0], sets["MDMA, six trials"][1] ** 2)
print(f"for example, t with 11 degrees of freedom: {stats.t.ppf(0.975, 11):.2f}")
print(f"tau² {m.tau2:.2f}, classical standard error {m.classical_se:.3f}, k {m.k}")
# half = stats.t.ppf(0.975, ____) * np.sqrt(____ + ____ ** 2)
half = ...
ask("m08-3-half", half)

# %% [markdown]
# ## Move one trial
#
# One trial stands out among the twelve: Davis 2021, with a waiting list as control, found −2.48. The slider gives it another
# result. Everything else stays.

# %%
print(f"the largest effect of the twelve: {sets['psilocybin, twelve'][0].min():.2f}")

# %% tags=["chart"]
# Draws the interval of the mean and the prediction interval for each result of one trial
g, se = sets["psilocybin, twelve"]
place = int(np.argmin(g))
states, table = {}, []
for moved in np.round(np.arange(-2.6, 0.01, 0.2), 1):
    changed = g.copy()
    changed[place] = moved
    q = pool(changed, se**2)
    low, high = prediction_interval(q)
    says = f"One trial at {moved:.1f}: I² {q.i2:.0f} %, τ² {q.tau2:.2f},<br>next trial {low:.2f} to {high:.2f}".replace(
        "-", "−"
    )
    states[f"{moved:.1f}"] = {
        "x": [[q.ci_low, q.ci_high], [q.estimate], [low, high]],
        "title": says,
    }
    table.append([moved, q.i2, q.tau2, q.estimate, q.ci_low, q.ci_high, low, high])
fig = mean_and_next(
    states, prefix="result of this trial", start="-2.4", x="Hedges' g (SD units)", reach=(-2, 0.2)
)
columns = ["moved to", "I2", "tau2", "mean", "low", "high", "next low", "next high"]
show(fig, alt="As the outlying trial moves towards the others, the mean hardly changes, but τ² falls and the range of the next trial shrinks to a third.",
     table=pd.DataFrame(table, columns=columns).round(2))  # fmt: skip

# %% [markdown]
# **Two questions to guide you**
#
# 1. Move it from −2.6 to −1.0. Which of the two bars changes more, and through which number?
# 2. Where is the prediction interval shortest? Is that where the trial equals the mean of the others?

# %% [markdown]
# One more prediction. [Knapp-Hartung](../glossary.md#knapp-hartung) takes t, which is larger than 1.96. Lesson 8.2 said that
# it has a second part: the trials themselves say how much they scatter. The six MDMA trials scatter less than chance. Will
# their Knapp-Hartung interval be wider or narrower than the one with 1.96?

# %%
ask("m08-3-narrow", ...)

# %% [markdown]
# ## When careful means narrow
#
# Three forms of the interval, for the six MDMA trials and for six risk ratios of remission with psilocybin:

# %%
counts = load("meta_events").query("analysis == 'psilocybin_depression_remission'")
ratios = [
    risk_ratio(*row)
    for row in counts[["events_active", "n_active", "events_control", "n_control"]].values
]
log = np.log([r.estimate for r in ratios]), np.array([r.se**2 for r in ratios])
six = sets["MDMA, six trials"][0], sets["MDMA, six trials"][1] ** 2
for form in (False, True, "modified"):
    a, b = pool(*six, knapp_hartung=form), pool(*log, knapp_hartung=form)
    ends = np.exp([b.ci_low, b.ci_high])
    print(
        f"{form!s:9s} MDMA [{a.ci_low:.2f}, {a.ci_high:.2f}]  remission ratio [{ends[0]:.2f}, {ends[1]:.2f}]"
    )
print(f"factor: MDMA {(a.q / 5):.3f} below 1, remission {(b.q / 5):.3f}")

# %%
reveal("m08-3-narrow", "b")

# %% [markdown]
# `False` is 1.96, `True` is Knapp-Hartung. Its squared standard error is the classical one times a factor; where the trials agree
# better than chance, the factor is below one, and the interval shrinks. For remission with psilocybin the six risk ratios happen
# to be so alike that 3.52 to 4.99 is printed, where 1.96 gives 2.73 to 6.44. A *modified* form never lets the factor fall below one
# ([Röver 2015](https://doi.org/10.1186/s12874-015-0091-1)); it gives 2.39 to 7.36.
#
# Which one is right? In these models, agreement better than chance is luck, and luck is no reason to be surer. Print the one that your protocol names, and the
# other beside it.

# %%
ask("m08-3-print", ...)

# %% [markdown]
# ## What this cannot tell us
#
# - **How large τ² is.** With six trials it is nearly unknown, and the prediction interval treats the guess as if it were known.
# - **Whether the next trial is of the same kind.** The interval assumes that it is drawn like these. Masking, therapy or people may
#   be different.
# - **Why trials differ.** Q and I² say how much, never why.
# - **Whether it works.** An interval that leaves out zero rests on trials that may share a bias.

# %% [markdown]
# ## Recall
#
# In your own words, then open the answer. Two questions return to earlier modules.

# %%
ask("m08-3-recall-q")
ask("m08-3-recall-zero")
ask("m08-3-recall-pi")
ask("m08-3-recall-hk")
ask("m08-3-recall-tau")
ask("m08-3-recall-m01")
ask("m08-3-recall-m02")

# %% [markdown]
# ## Where the numbers come from, and where to go next
#
# **Sources.** Tables `meta_inputs` and `meta_events`, from the SYPRES data sets
# ([MDMA](https://doi.org/10.5281/zenodo.18740439), [psilocybin](https://doi.org/10.5281/zenodo.15714852); ODC-By).
#
# **Practice.** Exercises `m08-heterogeneity` and `m08-prediction`.
#
# **Next.** Lesson 8.4, *Arms, times, scales*: how many people are in this meta-analysis?

# %% [markdown] tags=["instructor"]
# **Timing.** Hook 6 min · Q and I² 6 · the simulated zeros 10 · prediction 10 · one trial 5 · narrow 5 · recall 3.
#
# **Common stumbles.** I² is taken for a size in SD units. The zero convinces more than any argument, so let everybody run the
# simulation with τ = 0.2 and 0.5. “The prediction interval is for people”: it is for the true effect of a trial.
#
# **Discuss.** A ministry asks: what will our clinics see? Which number do you give, and which sentence with it?
#
# **Board.** A large circle (the mean, known to ± se), in it dots (trials, ± τ). Draw the next dot.
