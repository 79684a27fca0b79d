# %% [markdown]
# # Evidence synthesis
#
# *Assignment to module 8 · nine exercises · about 230 minutes*
#
# Each exercise asks for a guess, a function or two, and the sentence you would stand behind. The guess
# earns no points; write it down before you compute, because being surprised is how one learns. Run the
# `check` cell as often as you like: it says what is right, and where it can, which thought led
# elsewhere. `hint("m08-pool")` shows the gentlest of three hints, `hint("m08-pool", 2)` the next.
# When graded, your functions also meet numbers that are not shown here, so let them compute.
#
# Every effect is **active minus control**, so a negative g means fewer symptoms in the active arm. Do
# not round on the way; each prompt says how exact the result should be. You may use what the course
# has: `hedges_g`, `pool`, `prediction_interval` and `i2_interval`. `pool` takes **variances**.
#
# **A note before you begin.** These numbers stand for people living with post-traumatic stress disorder
# or depression. This is practice in reading evidence, not medical advice, and it gives no guidance on
# obtaining or taking any drug. If you are in distress, please turn to a health professional or a crisis
# line ([findahelpline.com](https://findahelpline.com)).

# %%
import numpy as np
import pandas as pd
from scipy import stats

from autograder import check, hint
from course import evidence_grade, load

# %% [markdown]
# Two sets of trials are used throughout: six on MDMA and PTSD, twelve on psilocybin and depression, as
# extracted by the SYPRES living reviews ([MDMA](https://doi.org/10.5281/zenodo.18740439),
# [psilocybin](https://doi.org/10.5281/zenodo.15714852)).

# %%
ARM = ["mean_active", "sd_active", "n_active", "mean_control", "sd_control", "n_control"]

from course.stats import hedges_g, i2_interval, pool, prediction_interval


def with_effects(rows):
    """The rows with Hedges' g and its standard error, computed from the arms."""
    found = [hedges_g(*row) for row in rows[ARM].itertuples(index=False)]
    columns = {"g": [e.estimate for e in found], "se": [e.se for e in found]}
    return rows.reset_index(drop=True).assign(**columns)


main = load("meta_inputs").query("primary_model")
psilocybin = with_effects(main[main.analysis == "psilocybin_depression"])
mdma = with_effects(main[main.analysis == "mdma_ptsd"])
psilocybin[["trial_id", "n_active", "n_control", "g", "se"]]

# %% [markdown]
# ### Exercise 1 · Where the records went
#
# ◆ 20 minutes · lesson 8.1
#
# Two flow diagrams, as dictionaries: the name of each box with its number. `"databases"` is a list with
# the hits in each database.

# %%
flows = load("prisma_flow")


def boxes_of(review):
    """The boxes of one review's flow diagram."""
    rows = flows[flows.review == review]
    steps = rows[rows.kind == "step"]
    boxes = {box: int(n) for box, n in zip(steps.box, steps.n, strict=True)}
    return boxes | {"databases": [int(n) for n in rows[rows.kind == "database"].n]}


psilocybin_flow = boxes_of("sypres_psilocybin_depression")
mdma_flow = boxes_of("sypres_mdma_ptsd")
psilocybin_flow

# %%
prediction = ...  # psilocybin: how many reports were read in full for each study kept?

# %% [markdown]
# Write `flow`. It takes such a dictionary and returns another:
#
# | entry | what | exact to |
# |---|---|---|
# | `"gap"` | hits of all databases together, minus the records identified | whole number |
# | `"screened_per_study"` | records whose title and abstract were read by a person, for each study **in the review** | 2 decimals |
# | `"read_per_study"` | reports read in full (assessed), for each study in the review | 2 decimals |


# %% answer="m08-flow"
def flow(boxes):
    """What a flow diagram says about the work behind a review.

    Args:
        boxes: dict from the name of a box to its number; "databases" is a list of numbers.

    Returns:
        dict with "gap" (records), "screened_per_study" and "read_per_study".
    """
    ### BEGIN SOLUTION
    studies = boxes["studies_in_review"]
    return {
        "gap": sum(boxes["databases"]) - boxes["records_identified"],
        "screened_per_study": boxes["records_screened"] / studies,
        "read_per_study": boxes["reports_assessed"] / studies,
    }
    ### END SOLUTION


# %%
flow(psilocybin_flow)

# %% [markdown]
# You may ask the authors of the psilocybin diagram one question. Which?
#
# - **a** “Why did you throw 5,670 of 8,174 papers away unread? I would have read them all.”
# - **b** “You identified 8,174 records, but the five databases add up to 12 more. Where are those?”
# - **c** “You read 88 reports, but the next box holds 86. Which two did you leave out?”
# - **d** “Your model holds 12 studies. Why does the box before it say that the review has 15?”

# %% answer="m08-flow-question"
question = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
question = "b"
### END SOLUTION

# %% check="m08-flow"
check("m08-flow", flow, question)

# %% [markdown]
# ### Exercise 2 · Choose the rows, then pool
#
# ◆◆ 30 minutes · lessons 8.1 and 8.2
#
# All rows of the MDMA table, without the column that says which ones the living review took. Doses are
# in mg, named only to tell the arms apart; for the two phase 3 trials the table says 120.

# %%
arms = load("arms").set_index(["trial_id", "arm_id"])
dose = arms.dose_mg.fillna(arms.dose_max_mg)
rows = load("meta_inputs").query("analysis == 'mdma_ptsd'")
rows = rows.assign(
    dose_active=[float(dose[key]) for key in zip(rows.trial_id, rows.arm_active, strict=True)],
    dose_control=[float(dose[key]) for key in zip(rows.trial_id, rows.arm_control, strict=True)],
)
keep = ["trial_id", "instrument", "score", "timepoint_weeks", "after_crossover"]
rows = rows[[*keep, "dose_active", "dose_control", *ARM]].reset_index(drop=True)
rows.head(8)

# %%
prediction = ...  # how many rows will be left when each trial has one?

# %% [markdown]
# Write `pooled`. It takes a table of this form and chooses one row for each trial by this protocol, **in
# this order**:
#
# 1. rows of a CAPS scale (the name of the instrument begins with `CAPS`);
# 2. `score` is `endpoint`;
# 3. not after the crossover;
# 4. of what is left, the last time of each trial;
# 5. of what is left, the widest contrast of doses in each trial.
#
# Then it pools them by random effects (`hedges_g`, then `pool`, REML, Knapp-Hartung) and returns a
# dictionary: `"k"`, the number of rows; `"g"`, `"low"` and `"high"`, the pooled effect and its 95 %
# limits, to 3 decimals. The modified Knapp-Hartung limits are welcome, too.


# %% answer="m08-pool"
def pooled(rows):
    """Choose one row for each trial by the protocol, and pool them.

    Args:
        rows: table with the columns shown above, in any order of rows.

    Returns:
        dict with "k" (rows), "g", "low" and "high" (SD units).
    """
    ### BEGIN SOLUTION
    left = rows[rows.instrument.str.startswith("CAPS") & (rows.score == "endpoint")]
    left = left[~left.after_crossover]
    left = left[left.timepoint_weeks == left.groupby("trial_id").timepoint_weeks.transform("max")]
    width = left.dose_active - left.dose_control
    left = left[width == width.groupby(left.trial_id).transform("max")]
    effects = [hedges_g(*row) for row in left[ARM].itertuples(index=False)]
    result = pool([e.estimate for e in effects], [e.se**2 for e in effects])
    return {"k": result.k, "g": result.estimate, "low": result.ci_low, "high": result.ci_high}
    ### END SOLUTION


# %%
pooled(rows)

# %% [markdown]
# A colleague pools all ten endpoint comparisons and finds −0.59, with I² 50 % in place of 0 %. What
# changed?
#
# - **a** The trials: ten comparisons are ten trials, and ten trials differ more than six do.
# - **b** The power: with more rows I² becomes visible, so ten are the better analysis of the six.
# - **c** The effect: −0.71 is the larger and the clearer one, so it is the one to print.
# - **d** The counting: arms of one trial are compared with each other and with one control twice.

# %% answer="m08-pool-counting"
changed = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
changed = "d"
### END SOLUTION

# %% check="m08-pool"
check("m08-pool", pooled, changed)

# %% [markdown]
# ### Exercise 3 · How much do the trials differ?
#
# ◆◆ 25 minutes · lesson 8.3

# %%
psilocybin_set = psilocybin.g.to_numpy(), psilocybin.se.to_numpy()
mdma_set = mdma.g.to_numpy(), mdma.se.to_numpy()
depression = with_effects(main[main.analysis == "mdma_depression"])
depression_set = depression.g.to_numpy(), depression.se.to_numpy()
print(mdma[["g", "se"]].round(3))

# %%
prediction = ...  # six MDMA trials, I² 0 %: what might its upper limit be?

# %% [markdown]
# Write `spread`. It takes effects and their **standard errors** and returns a dictionary:
#
# | entry | what | exact to |
# |---|---|---|
# | `"q"` | Cochran's Q: squared distances from the common-effect mean, each over its variance | 2 decimals |
# | `"i2"` | I² in per cent, from Q and k − 1 | 1 decimal |
# | `"i2_low"`, `"i2_high"` | its 95 % limits in per cent (`i2_interval`) | 1 decimal |
# | `"tau2"` | between-trial **variance**, REML (DerSimonian and Laird's is welcome, too) | 3 decimals |


# %% answer="m08-heterogeneity"
def spread(effects, se):
    """How much the effects differ beyond chance.

    Args:
        effects: effects of k independent trials.
        se: their standard errors, in the same order and unit.

    Returns:
        dict with "q", "i2", "i2_low", "i2_high" (per cent) and "tau2" (squared unit of the effect).
    """
    ### BEGIN SOLUTION
    y, w = np.asarray(effects), 1 / np.asarray(se) ** 2
    mean = np.sum(w * y) / np.sum(w)
    q = np.sum(w * (y - mean) ** 2)
    low, high = i2_interval(q, len(y))
    return {
        "q": q,
        "i2": 100 * max(0, (q - (len(y) - 1)) / q),
        "i2_low": low,
        "i2_high": high,
        "tau2": pool(y, 1 / w).tau2,
    }
    ### END SOLUTION


# %%
print(spread(*psilocybin_set))
print(spread(*mdma_set))

# %% [markdown]
# For the six MDMA trials the report says: *“I² was 0 %, so the trials agree.”* What do you write beside it?
#
# - **a** “Too few and too small to say: values up to 75 % still fit fairly well. Give the limits.”
# - **b** “Rightly so: I² is computed exactly, and a computed zero leaves no room for a difference.”
# - **c** “Print what the formula gives, −106 %: the trials agree even better than 0 % suggests.”
# - **d** “The upper limit of τ² is 0.38, so I² may be 38 %, and that counts as low.”

# %% answer="m08-heterogeneity-zero"
beside = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
beside = "a"
### END SOLUTION

# %% check="m08-heterogeneity"
check("m08-heterogeneity", spread, beside)

# %% [markdown]
# ### Exercise 4 · Where will the next trial land?
#
# ◆◆ 25 minutes · lesson 8.3

# %%
prediction = ...  # psilocybin: mean −0.90; where might the true effect of a thirteenth trial lie?

# %% [markdown]
# There is more than one convention, and papers seldom say which they took. Write `predict_next`. It takes
# effects, standard errors and the name of a convention, pools by random effects (REML), and returns a
# dictionary: `"low"` and `"high"`, the 95 % prediction interval, to 3 decimals.
#
# | convention | t with so many degrees of freedom | standard error of the mean |
# |---|---|---|
# | `"k-1"` | k − 1 | classical (what the living reviews print) |
# | `"k-2"` | k − 2 | classical |
# | `"knapp-hartung"` | k − 1 | Knapp-Hartung |
#
# The classical standard error is 1 over the root of the summed weights; `pool(...)` gives both.


# %% answer="m08-prediction"
def predict_next(effects, se, convention):
    """The 95 % prediction interval for the true effect of a new trial.

    Args:
        effects: effects of k independent trials.
        se: their standard errors.
        convention: "k-1", "k-2" or "knapp-hartung".

    Returns:
        dict with "low" and "high".
    """
    ### BEGIN SOLUTION
    result = pool(effects, np.asarray(se) ** 2)
    df = result.k - 2 if convention == "k-2" else result.k - 1
    error = result.se if convention == "knapp-hartung" else result.classical_se
    half = stats.t.ppf(0.975, df) * np.sqrt(result.tau2 + error**2)
    return {"low": result.estimate - half, "high": result.estimate + half}
    ### END SOLUTION


# %%
for convention in ("k-1", "k-2", "knapp-hartung"):
    print(convention, predict_next(*psilocybin_set, convention))

# %% [markdown]
# The psilocybin interval ends at −0.09. A leaflet says: *“So it works in every clinic.”* What do you
# reply?
#
# - **a** “Agreed: that interval is about a new clinic, and all of it lies below zero.”
# - **b** “No: the interval of the mean ends at −0.55, and that is where a new clinic will land.”
# - **c** “No: leave out the heaviest of the twelve trials, and it reaches past zero.”
# - **d** “Agreed: twelve trials fix the mean so well that only τ is left to add.”

# %% answer="m08-prediction-reply"
reply = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
reply = "c"
### END SOLUTION

# %% [markdown]
# For remission with psilocybin, six trials give a risk ratio of 4.19. The Knapp-Hartung interval is 3.52
# to 4.99, the classical one 2.73 to 6.44. Which comment is right?
#
# - **a** The first must be a misprint: Knapp-Hartung is the careful method and is always wider.
# - **b** These trials differ less than chance alone would make them; Knapp-Hartung then narrows.
# - **c** The first is exact: the trials agree, so nothing is left that could widen it.
# - **d** The second is the sound one: 1.96 standard errors are right for any number of trials.

# %% answer="m08-prediction-narrow"
comment = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
comment = "b"
### END SOLUTION

# %% check="m08-prediction"
check("m08-prediction", predict_next, reply, comment)

# %% [markdown]
# ### Exercise 5 · Everybody once
#
# ◆◆ 25 minutes · lesson 8.4
#
# Two of the six trials had three arms. Each arm is a tuple: people, mean, standard deviation.

# %%
three_arms = {
    "mithoefer_2018": ((12, 45.3, 33.8), (7, 24.1, 17.2), (7, 76.0, 23.4)),
    "otalora_2018": ((12, 64.3, 33.6), (9, 70.0, 28.2), (6, 73.3, 24.5)),
}
three_arms

# %%
prediction = ...  # if the gap between the two means is forgotten, will g be too large or too small?

# %% [markdown]
# Write `combine`. It takes two active arms and their control, merges the active arms into one group, and
# compares it with the control. It returns a dictionary:
#
# | entry | what | exact to |
# |---|---|---|
# | `"people"` | people used, each once | whole number |
# | `"n"`, `"mean"`, `"sd"` | of the merged group, as if all its scores lay before you | 2 decimals |
# | `"g"` | Hedges' g, merged group minus control (`hedges_g`) | 2 decimals |


# %% answer="m08-arms"
def combine(a, b, control):
    """Merge two active arms and compare them with their control.

    Args:
        a, b, control: arms as tuples (people, mean, SD).

    Returns:
        dict with "people", "n", "mean", "sd" and "g".
    """
    ### BEGIN SOLUTION
    n = a[0] + b[0]
    mean = (a[0] * a[1] + b[0] * b[1]) / n
    within = (a[0] - 1) * a[2] ** 2 + (b[0] - 1) * b[2] ** 2
    between = a[0] * b[0] / n * (a[1] - b[1]) ** 2
    sd = np.sqrt((within + between) / (n - 1))
    g = hedges_g(mean, sd, n, control[1], control[2], control[0]).estimate
    return {"people": n + control[0], "n": n, "mean": mean, "sd": sd, "g": g}
    ### END SOLUTION


# %%
combine(*three_arms["mithoefer_2018"])

# %% [markdown]
# Now pool the six MDMA trials with everybody in these two trials counted once: take the other four as
# they are in `mdma`, and merge the active arms of these two. Make `whole`, a dictionary with `"g"`, `"low"`,
# `"high"` (3 decimals; Knapp-Hartung, plain or modified) and `"people"`, the number of people in your model.
# Splitting the control arm between its two comparisons, half of its people each (3.5 of 7), is welcome, too.

# %% answer="m08-arms-whole"
whole = ...  # a dictionary with "g", "low", "high" and "people"
### BEGIN SOLUTION
others = mdma[~mdma.trial_id.isin(list(three_arms))]
merged = []
for a, b, control in three_arms.values():
    one = combine(a, b, control)
    merged.append(hedges_g(one["mean"], one["sd"], one["n"], control[1], control[2], control[0]))
result = pool(
    [*others.g, *(e.estimate for e in merged)],
    [*(others.se**2), *(e.se**2 for e in merged)],
)
people = int((others.n_active + others.n_control).sum())
people += sum(combine(*arms)["people"] for arms in three_arms.values())
whole = {
    "g": result.estimate,
    "low": result.ci_low,
    "high": result.ci_high,
    "people": people,
}
### END SOLUTION

# %% [markdown]
# Four ways to handle these arms give −0.730, −0.730, −0.731 and −0.712. What follows?
#
# - **a** The way does not matter, so count each comparison in full; every p-value is its own.
# - **b** Average the two g of a trial: they are standardised, so nothing more can go wrong.
# - **c** Take the arm with the better result; it is what the treatment can do.
# - **d** The estimate cannot show who was counted twice. Compare people and intervals.

# %% answer="m08-arms-lesson"
lesson = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
lesson = "d"
### END SOLUTION

# %% check="m08-arms"
check("m08-arms", combine, whole, lesson)

# %% [markdown]
# ### Exercise 6 · One trial less
#
# ◆◆ 25 minutes · lesson 8.5

# %%
psilocybin[["trial_id", "g", "se"]].round(2)

# %%
prediction = ...  # which of the twelve moves the pooled effect most when it is left out?

# %% [markdown]
# Write `influence`. It leaves out each trial in turn, pools the others (REML), and returns a dictionary:
#
# | entry | what | exact to |
# |---|---|---|
# | `"g"` | pooled effect of **all** trials | 3 decimals |
# | `"row"` | place of the trial that moves it most when left out, counted from 0 | whole number |
# | `"shift"` | pooled effect without that trial, minus `"g"` | 3 decimals |
# | `"past_zero"` | in how many of the leave-outs the **upper** limit of the prediction interval lies above zero | whole number |
#
# Any of the three conventions of the prediction interval is welcome.


# %% answer="m08-influence"
def influence(effects, se):
    """What each trial does to the pooled result.

    Args:
        effects: effects of k independent trials, negative for benefit.
        se: their standard errors.

    Returns:
        dict with "g", "row", "shift" and "past_zero".
    """
    ### BEGIN SOLUTION
    y, v = np.asarray(effects), np.asarray(se) ** 2
    whole = pool(y, v).estimate
    without = [pool(np.delete(y, i), np.delete(v, i)) for i in range(len(y))]
    shifts = [p.estimate - whole for p in without]
    row = int(np.argmax(np.abs(shifts)))
    return {
        "g": whole,
        "row": row,
        "shift": shifts[row],
        "past_zero": sum(prediction_interval(p)[1] > 0 for p in without),
    }
    ### END SOLUTION


# %%
influence(*psilocybin_set)

# %% [markdown]
# One trial stands far out. What do you do with it?
#
# - **a** Show the result with it and without it, and say what it does to mean and spread.
# - **b** Leave it out: the other eleven then agree well, and an outlier is an error.
# - **c** Keep it and say nothing: it was found by the protocol and is published.
# - **d** Nothing: it is among the lightest, so it can hardly have moved the result.

# %% answer="m08-influence-report"
report = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
report = "a"
### END SOLUTION

# %% check="m08-influence"
check("m08-influence", influence, report)

# %% [markdown]
# ### Exercise 7 · A leaning funnel, and eight prints
#
# ◆◆ 25 minutes · lesson 8.5

# %%
prediction = ...  # small trials show larger benefit: will the intercept be positive or negative?

# %% [markdown]
# Write `egger`. It fits a straight line to `g / se` (upwards) against `1 / se` (across), every trial with the
# same weight, and returns a dictionary: `"intercept"` of that line (2 decimals) and `"p"`, its two-sided p-value
# with t on k − 2 degrees of freedom (3 decimals).


# %% answer="m08-egger"
def egger(effects, se):
    """Egger's regression.

    Args:
        effects: effects of k independent trials.
        se: their standard errors.

    Returns:
        dict with "intercept" and "p".
    """
    ### BEGIN SOLUTION
    y, se = np.asarray(effects), np.asarray(se)
    line = stats.linregress(1 / se, y / se)
    t = line.intercept / line.intercept_stderr
    return {"intercept": line.intercept, "p": 2 * stats.t.sf(abs(t), len(y) - 2)}
    ### END SOLUTION


# %%
egger(*psilocybin_set)

# %% [markdown]
# Now eight results as somebody printed them: estimate, lower and upper limit of the 95 % interval, how p is
# given, and p. They stand in abstracts and on pages of the field; those that cannot be right are known to the course's tables, with what probably happened.

# %%
prints = [
    (2.0, -5.0, 0.9, "=", 0.17),
    (0.88, -0.28, 1.50, "<", 0.001),
    (-1.58, -3.88, -0.73, "=", 0.21),
    (1.03, -5.25, 7.31, "=", 0.056),
    (-12.3, -17.5, -7.2, "<", 0.001),
    (-2.5, -6.2, 1.2, "=", 0.18),
    (-0.52, -1.94, 0.91, "=", 0.52),
    (-6.6, -10.2, -2.9, "<", 0.001),
]

# %% [markdown]
# Write `can_be_right`. It takes such a list and returns a list of `"yes"` or `"no"`, one for each print. A
# print is possible (`"yes"`) when all four hold:
#
# 1. the estimate is not outside its interval;
# 2. it is no farther from the middle of the interval than a tenth of the interval's width;
# 3. interval and p agree: zero outside the interval exactly when p is below 0.05;
# 4. where p is given with `=`: the p that the interval implies is not more than three times as large or as
#    small. Implied: standard error = width / (2 × 1.96), then two-sided normal p of estimate / standard error.


# %% answer="m08-egger-prints"
def can_be_right(rows):
    """Which printed results are possible.

    Args:
        rows: list of (estimate, low, high, "=" or "<", p).

    Returns:
        list of "yes" or "no".
    """
    ### BEGIN SOLUTION
    answers = []
    for estimate, low, high, relation, p in rows:
        inside = low <= estimate <= high
        centred = abs(estimate - (low + high) / 2) <= 0.1 * (high - low)
        agree = (low > 0 or high < 0) == (p < 0.05)
        implied = 2 * stats.norm.sf(abs(estimate) / ((high - low) / (2 * 1.96)))
        near = relation == "<" or 1 / 3 <= implied / p <= 3
        answers.append("yes" if inside and centred and agree and near else "no")
    return answers
    ### END SOLUTION


# %%
can_be_right(prints)

# %% [markdown]
# Egger's p is 0.21 with twelve trials. What may you write?
#
# - **a** “Publication bias was tested for and is absent.”
# - **b** “The funnel leans, so trials without an effect were hidden.”
# - **c** “Twelve trials cannot settle whether small trials differ from large ones.”
# - **d** “The slope is −0.40, so that is the effect once bias is taken out.”

# %% answer="m08-egger-sentence"
sentence = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
sentence = "c"
### END SOLUTION

# %% check="m08-egger"
check("m08-egger", egger, can_be_right, sentence)

# %% [markdown]
# ### Exercise 8 · Risk of bias, one result at a time
#
# ◆◆ 25 minutes · lesson 8.6
#
# The RoB 2 tool ([Sterne 2019](https://doi.org/10.1136/bmj.l4898)) rates a **result**. In its fourth domain,
# measurement of the outcome, five questions are answered with Y (yes), PY (probably yes), PN (probably no),
# N (no) or NI (no information). PY counts as Y, and PN as N.
#
# | question | |
# |---|---|
# | 1 | Was the method of measuring inappropriate? |
# | 2 | Could the measuring have differed between the arms? |
# | 3 | Did those who rated know the arm? |
# | 4 | Could knowing the arm have influenced the rating? |
# | 5 | Is it likely that it did? |

# %%
prediction = ...  # nobody says whether the raters knew (3 is NI): does that count as masked?

# %% [markdown]
# Write `domain4`. It takes the five answers and returns `"Low"`, `"Some concerns"` or `"High"`, by these rules, the
# first that fits:
#
# - 1 or 2 is yes → High;
# - 3 is no, **or** 4 is no → Low, but Some concerns where 2 is NI;
# - 5 is no → Some concerns;
# - else High.
#
# “Yes” is Y or PY, “no” is N or PN. NI is neither. Then write `overall`: five ratings → the rating of the whole
# result. One High makes it High; all Low makes it Low; anything else is Some concerns.


# %% answer="m08-rob"
def domain4(q1, q2, q3, q4, q5):
    """Rating of the domain "measurement of the outcome".

    Args:
        q1, q2, q3, q4, q5: answers, each one of "Y", "PY", "PN", "N", "NI".

    Returns:
        "Low", "Some concerns" or "High".
    """
    ### BEGIN SOLUTION
    yes, no = ("Y", "PY"), ("N", "PN")
    if q1 in yes or q2 in yes:
        return "High"
    if q3 in no or q4 in no:
        return "Some concerns" if q2 == "NI" else "Low"
    return "Some concerns" if q5 in no else "High"
    ### END SOLUTION


# %% answer="m08-rob-overall"
def overall(ratings):
    """Rating of a whole result.

    Args:
        ratings: list of five texts, each "Low", "Some concerns" or "High".
    """
    ### BEGIN SOLUTION
    if "High" in ratings:
        return "High"
    return "Low" if set(ratings) == {"Low"} else "Some concerns"
    ### END SOLUTION


# %%
domains = ["randomisation", "deviations", "missingness", "measurement", "selection"]
printed = load("trial_characteristics").set_index("trial_id")
five = {trial: list(row) for trial, row in printed[[f"rob_{d}" for d in domains]].iterrows()}
print(domain4("N", "N", "Y", "Y", "PN"))
print(
    overall(five["davis_2021_waitlist"]), "| printed:", printed.rob_overall["davis_2021_waitlist"]
)

# %% [markdown]
# A masked rater's interview of a trial is rated Low in measurement. In the data file the same *Low* stands
# beside the questionnaire that participants of this trial filled in themselves. Most had guessed their arm.
# What do you say?
#
# - **a** One trial, one rating: it is well measured or it is not, and Low is for both.
# - **b** A rating belongs to a result: ask the five questions again for the questionnaire.
# - **c** Four of its five domains are Low, and the majority decides, so Low may stay.
# - **d** With Low throughout, what the questionnaire found can be taken as certain, too.

# %% answer="m08-rob-result"
say = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
say = "b"
### END SOLUTION

# %% check="m08-rob"
check("m08-rob", domain4, overall, say)

# %% [markdown]
# ### Exercise 9 · How certain, and why?
#
# ◆◆◆ 30 minutes · lesson 8.6
#
# GRADE starts randomised trials at *high* and observational studies at *low*. Each serious fault takes off one
# step, a very serious one two. Steps up exist, but only for observational studies without any step down. Nothing
# goes below *very low* or above *high*.

# %%
prediction = ...  # MDMA for PTSD: which of high, moderate, low, very low would you expect?

# %% [markdown]
# Write `certainty`. `down` and `up` are dictionaries from a reason to a number of steps; each may be empty.


# %% answer="m08-grade"
def certainty(design, down, up):
    """Level of certainty from a record of steps.

    Args:
        design: "randomised" or "observational".
        down: dict from domain to steps down (0, 1 or 2).
        up: dict from reason to steps up.

    Returns:
        "high", "moderate", "low" or "very low".
    """
    ### BEGIN SOLUTION
    levels = ["very low", "low", "moderate", "high"]
    level = 3 if design == "randomised" else 1
    lost = sum(down.values())
    if design != "randomised" and lost == 0:
        level += sum(up.values())
    return levels[min(3, max(0, level - lost))]
    ### END SOLUTION


# %%
print(certainty("randomised", {"indirectness": 2}, {}))
print(certainty("randomised", {"inconsistency": 1, "imprecision": 1}, {"large effect": 1}))

# %% [markdown]
# Now fill a record for **MDMA-assisted therapy and the severity of PTSD**. These are the facts that you may cite;
# each has a key. How many people guessed their arm is known from one press report only.

# %%
six = pool(*(mdma.g, mdma.se**2))
rated = printed.loc[mdma.trial_id]
line = stats.linregress(1 / mdma.se, mdma.g / mdma.se)
randomised = load("trials").set_index("trial_id").n_randomised[mdma.trial_id].sum()
evidence = {
    "ci": (round(six.ci_low, 2), round(six.ci_high, 2)),
    "pi": tuple(round(x, 2) for x in prediction_interval(six)),
    "i2_high": round(i2_interval(six.q, six.k)[1]),
    "n": int((mdma.n_active + mdma.n_control).sum()),
    "n_missing": int(randomised - (mdma.n_active + mdma.n_control).sum()),
    "rob_low_count": f"{(rated.rob_overall == 'Low').sum()} of 6 trials rated Low overall",
    "prior_use": "about 39 % had used MDMA before (as printed; 2 trials do not say)",
    "egger_p": round(2 * stats.t.sf(abs(line.intercept / line.intercept_stderr), len(mdma) - 2), 2),
    "guessed": "about 90 % right with MDMA, 75 % with placebo (one press report, phase 3)",
    "sessions": "2 or 3 dosing sessions, weeks of therapy",
    "trials_by_sponsor": "all six were sponsored by MAPS or its company",
}
evidence

# %% [markdown]
# The record is a dictionary with `"start"`, `"level"`, and the five domains of the next table. Each domain is a
# dictionary: `"steps"` (0, 1 or 2), `"reasons"` (a list of codes, empty without a step), `"evidence"` (a list of keys
# that speak to the reasons) and `"note"` (a text, at least five words where you give no reason).

# %%
for domain, codes in evidence_grade.GRADE_REASONS.items():
    print(domain, "·", ", ".join(codes))
print()
for code, keys in evidence_grade.GRADE_EVIDENCE.items():
    print(code, "· evidence:", " or ".join(keys))

# %% [markdown]
# Nine signs earn half a point each: it starts where randomised trials start · the level is the start minus the
# steps · every step has a reason and every reason a step · each reason stands in a domain that allows it · each
# reason has its evidence · no reason is used in two domains · a step for imprecision cites an interval · a step of
# two has two reasons or a note · every domain is argued: a reason, or a note that says why none. **No single level is
# the right one.** `evidence_grade.grade_flags` shows the signs of your record.

# %% answer="m08-grade-record"
grade = ...  # a dictionary with "start", "level" and the five domains
### BEGIN SOLUTION
grade = {
    "start": "high",
    "bias": {
        "steps": 0,
        "reasons": [],
        "evidence": [],
        "note": "Raters were masked; guessing by participants is counted under indirectness.",
    },
    "inconsistency": {
        "steps": 0,
        "reasons": [],
        "evidence": [],
        "note": "I² is 0 %, although up to 75 % still fits.",
    },
    "indirectness": {
        "steps": 2,
        "reasons": ["aware_participants", "prior_use"],
        "evidence": ["guessed", "prior_use"],
        "note": "Most knew their arm, and many had used MDMA before.",
    },
    "imprecision": {
        "steps": 0,
        "reasons": [],
        "evidence": [],
        "note": "The interval of the mean leaves out small effects.",
    },
    "publication": {
        "steps": 0,
        "reasons": [],
        "evidence": [],
        "note": "Six trials cannot show it either way.",
    },
    "level": "low",
}
### END SOLUTION

# %%
evidence_grade.grade_flags(grade)

# %% check="m08-grade"
check("m08-grade", certainty, grade)

# %% [markdown]
# Compare your level with the two published ones, and write for a clinician.

# %%
columns = [
    "review_id",
    "n_trials",
    "estimate",
    "low",
    "high",
    "risk_of_bias_summary",
    "certainty",
    "note",
]
load("reviews_compared").query("estimate.notna()")[columns].T

# %% [markdown]
# Write 120 to 200 words. A person marks them, 12 points, three criteria: **0** missing · **2** named · **3** argued ·
# **4** argued against the best objection.
#
# | criterion | what is looked for |
# |---|---|
# | Reasons fit the facts | each step rests on a number above; nothing is charged twice; what is not known is said |
# | A fair comparison | where you and the two reviews differ, and which judgement, not which error, makes the difference |
# | One sentence for the clinic | effect with its interval, certainty, and what would change it, in plain words |

# %% [markdown] manual="m08-grade-rubric" points=12
# ### BEGIN SOLUTION
# **How certain?** I rate the evidence *low*. Randomised trials start at high. I take two steps for indirectness: by one
# press report about 90 of 100 people with MDMA and 75 of 100 with placebo guessed their arm, so the difference may
# hold what people made of their guess; and about 39 of 100 had used MDMA before, which most patients have not. I take
# none for bias, because the raters were masked, and guessing is already charged. One could charge it there instead;
# charging it in both would count one fault twice. I take none for inconsistency, but with a doubt: I² is 0 %, and
# values up to 75 % still fit fairly well.
#
# The first review takes the same two steps. The second pools eight trials, finds large differences between them and
# rates measurement as high in risk; from its abstract one reaches *very low*. The two disagree on rows and on
# judgement; neither need be an error. I could not read the second one's rows.
#
# *For the clinic:* in six trials people given MDMA with therapy had fewer symptoms than controls (0.71 SD; 0.47 to 0.95
# still fit fairly well), and our certainty is low; a trial in which people cannot tell their arm would change that.
# ### END SOLUTION
