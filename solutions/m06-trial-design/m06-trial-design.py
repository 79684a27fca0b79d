# %% [markdown]
# # Trial design
#
# *Assignment to module 6 · nine exercises · about 185 minutes*
#
# Each exercise asks for a guess, a function or a record, and the sentence you would stand behind. The guess
# earns no points; write it down before you compute, because being surprised is how one learns. Run the `check`
# cell as often as you like: it says what is right, and where it can, which thought led elsewhere.
# `hint("m06-bang")` shows the gentlest of three hints, `hint("m06-bang", 2)` the next. When graded, your
# functions also meet numbers that are not shown here, so let them compute.
#
# Every contrast is **active minus control**. Do not round on the way; each prompt says how exact the result
# should be.
#
# **A note before you begin.** These numbers stand for people living with post-traumatic stress disorder,
# depression or cancer. This is practice in reading and planning trials, not medical advice. If you are in
# distress, please turn to a health professional or a crisis line ([findahelpline.com](https://findahelpline.com)).

# %%
import numpy as np
import pandas as pd
from scipy import stats

from autograder import check, hint
from course import load

# %% [markdown]
# ### Exercise 1 · Three answers from the same people
#
# ◆◆ 20 minutes · lesson 6.1
#
# Sixteen **simulated** people. Between week 12 and week 18 some left, and some took another treatment; the column
# `event` says so and is an empty text, `""`, for the others. Their CAPS-5 was measured all the same. A payer, a
# pharmacologist and a patient each want one number from these rows.

# %%
people = load("estimand_people").rename(columns=lambda name: name.replace("simulated_", ""))
people = people[["person", "arm", "baseline", "week_12", "week_18", "event"]]
people

# %%
prediction = (
    ...
)  # three people given placebo took another treatment and got better: whom does that help?

# %% [markdown]
# Write `answers`. It returns a dictionary, all drug minus placebo, to 2 decimals:
#
# | entry | strategy for the events | what |
# |---|---|---|
# | `"policy"` | treatment policy: whatever happened, happened | difference of the mean *scores* at week 18 (not of changes), points |
# | `"on_treatment"` | while on treatment | the same, with the last score *before* the event: week 12 for people with an event |
# | `"composite"` | an event counts as failure | people per 100 whose score fell by 10 points or more from baseline to week 18 and who had no event |


# %% answer="m06-strategies"
def answers(people):
    """Three estimates from the same rows, each drug minus placebo.

    Args:
        people: table with arm ("drug" or "placebo"), baseline, week_12, week_18 (CAPS-5 points) and
            event ("" where nothing happened).

    Returns:
        dict with "policy", "on_treatment" (points) and "composite" (people per 100).
    """
    ### BEGIN SOLUTION
    happened = people.event != ""
    scored = people.assign(
        policy=people.week_18,
        on_treatment=people.week_18.where(~happened, people.week_12),
        composite=100.0 * ((people.baseline - people.week_18 >= 10) & ~happened),
    )
    means = scored.groupby("arm")[["policy", "on_treatment", "composite"]].mean()
    return (means.loc["drug"] - means.loc["placebo"]).to_dict()
    ### END SOLUTION


# %%
answers(people)

# %% [markdown]
# A fourth reader asks: what would the difference have been, *had nobody taken another treatment*? What does that
# answer need which the others do not?
#
# - **a** A larger trial, since five people with an event are too few for any answer of this kind.
# - **b** Scores that nobody has seen, and so a model for them whose assumptions can be argued about.
# - **c** Nothing: it is the difference among the people without an event, which the table gives.
# - **d** Intention to treat, since that keeps everybody in the arm that the lot had given them.

# %% answer="m06-strategies-fourth"
fourth_reader = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
fourth_reader = "b"
### END SOLUTION

# %% check="m06-strategies"
check("m06-strategies", answers, fourth_reader)

# %% [markdown]
# ### Exercise 2 · Write an estimand
#
# ◆◆◆ 30 minutes · lesson 6.1
#
# Three people ask about one trial: MDMA with therapy against placebo with therapy, CAPS-5 at the start and at week 18.
#
# - **The ministry** wants to know what happens to the scores of people to whom the therapy is *offered*, as life goes:
#   some stop, some add other treatments, most will know what they were given.
# - **The pharmacologist** wants the change that goes with the drug *for as long as people take part in the sessions*, and as
#   if nobody had added another treatment; what people believe about their arm is part of the package.
# - **The regulator** takes stopping and other treatments as they come, and wants the difference that would remain *if
#   belief were equal in both arms*.
#
# All three mean everybody randomised, the change in points, and its average. Code each with these fields and values:
#
# | field | allowed values |
# |---|---|
# | `population` | `everybody randomised` · `everybody dosed` · `completers` |
# | `variable` | `CAPS-5 change at week 18` · `response` · `p-value` |
# | `stopped` (left the sessions) | `treatment policy` · `while on treatment` · `hypothetical` · `composite` · `principal stratum` · `intention to treat` · `not considered` |
# | `other_treatment` | the same seven |
# | `knew_the_arm` | the same seven |
# | `summary` | `difference of means` · `risk difference` · `mixed model` · `t-test` |
#
# Half a point for each field, and half a point for each record that agrees with itself: *a composite strategy needs
# `response` and a `risk difference`; a change needs a `difference of means`.* For the ministry, counting those who
# stop as failures (`composite`, with `response` and `risk difference`) is welcome, too.

# %% answer="m06-estimand"
estimands = {
    "ministry": ...,
    "pharmacologist": ...,
    "regulator": ...,
}  # a dictionary of six fields for each
### BEGIN SOLUTION
policy = {
    "population": "everybody randomised",
    "variable": "CAPS-5 change at week 18",
    "stopped": "treatment policy",
    "other_treatment": "treatment policy",
    "knew_the_arm": "treatment policy",
    "summary": "difference of means",
}
estimands = {
    "ministry": policy,
    "pharmacologist": policy | {"stopped": "while on treatment", "other_treatment": "hypothetical"},
    "regulator": policy | {"knew_the_arm": "hypothetical"},
}
### END SOLUTION

# %% check="m06-estimand"
check("m06-estimand", estimands)

# %% [markdown]
# Now choose one of the three readers and write about 120 words to them in the next cell: which question the trial will
# answer for them, why this strategy and not another, what must be measured after the event, and what the answer will not
# say. A person marks it, 12 points:
#
# | criterion | 0 | 1 | 2 | 3 |
# |---|---|---|---|---|
# | The question, in the reader's words | missing | named | explained | explained, with what it changes in the design |
# | The strategy against one alternative | missing | named | argued | argued against the best objection |
# | What must be measured after the event | missing | named | with time and from whom | and what if it cannot be had |
# | What the answer will not say | missing | named | explained | with a reader who would need another answer |

# %% [markdown] manual="m06-estimand-text" points=12
# ### BEGIN SOLUTION
# *To the ministry.* You asked what happens to people to whom this therapy is offered. So we will compare everybody
# randomised, whatever happened afterwards: people who stop or add another treatment stay in, because that is what offering
# looks like. We could instead have asked what the drug does while people take it; that would be a fairer question to the
# molecule and a worse one for your budget. It obliges us to measure everybody at week 18, also those who left, by telephone if
# need be; where we cannot, we will say how many and try several stories. The answer will not tell you how much of the
# difference is the drug and how much is knowing that one was given it. A regulator may need that.
# ### END SOLUTION

# %% [markdown]
# ### Exercise 3 · What a recruiter can know
#
# ◆ 15 minutes · lesson 6.2
#
# Places are drawn in blocks: each block holds a fixed number of places of each arm in random order. A recruiter knows the
# block size and which arm each earlier person of the block was given.

# %%
prediction = (
    ...
)  # in blocks of two and two: which share of the places is certain before it is drawn?

# %% [markdown]
# Write `block_shares`. Take all orders of the block as equally likely. Return a dictionary, both as proportions to 3
# decimals:
#
# | entry | what |
# |---|---|
# | `"certain"` | share of places that are certain in advance, because one arm has no places left |
# | `"guessed"` | share that the best guesser gets right: always the arm with more places left, half of the time right when both have equally many |


# %% answer="m06-blocks"
def block_shares(n_active, n_control):
    """How much of a block can be known in advance.

    Args:
        n_active, n_control: places of each arm in a block.

    Returns:
        dict with "certain" and "guessed", proportions of all places.
    """
    ### BEGIN SOLUTION
    places = n_active + n_control

    def count(a, b):
        """Expected places still to come that are certain, and that are guessed right."""
        if a + b == 0:
            return np.zeros(2)
        here = np.array([float(0 in (a, b)), max(a, b) / (a + b)])
        total = here
        for left, (next_a, next_b) in ((a, (a - 1, b)), (b, (a, b - 1))):
            if left:
                total = total + left / (a + b) * count(next_a, next_b)
        return total

    certain, guessed = count(n_active, n_control) / places
    return {"certain": certain, "guessed": guessed}
    ### END SOLUTION


# %%
block_shares(2, 2)

# %% [markdown]
# Envelopes were opaque, numbered and opened one by one. In the session the therapist sees wide pupils and sweating. Which
# shield has failed?
#
# - **a** concealment: the envelope did not keep the arm from the person who treats
# - **b** randomisation: an order that can be guessed is no longer a random one
# - **c** masking: the arm became visible after the allocation, in the session
# - **d** none of them: what a therapist sees cannot change a participant's score

# %% answer="m06-blocks-shield"
shield = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
shield = "c"
### END SOLUTION

# %% check="m06-blocks"
check("m06-blocks", block_shares, shield)

# %% [markdown]
# ### Exercise 4 · How well was it masked?
#
# ◆◆ 20 minutes · lesson 6.3
#
# In a study of microdosing at home each person guessed, day by day, what they had taken
# ([Szigeti 2021](https://doi.org/10.7554/eLife.62878)). Nobody could answer “I do not know” there. Your
# function should work where people can: `check` tries it on an invented arm, too.

# %%
guesses = load("blinding").query("trial_id.str.startswith('szigeti')")
micro = guesses[guesses.arm_id == "microdose_day"].iloc[0]
asked = (int(micro.n_guessed_active), int(micro.n_guessed_control), 0)
print(guesses[["arm_id", "n_asked", "n_guessed_active", "n_guessed_control"]].to_string())
asked  # right, wrong, unsure on microdose days

# %%
prediction = ...  # 460 of 800 right: is that nearer to 0 (chance) or to 1 (everybody knows)?

# %% [markdown]
# Write two functions, all to 2 decimals.
#
# `bang(right, wrong, unsure)` returns `"index"`: the share right minus the share wrong, of all who were asked; and its 95 %
# limits `"low"` and `"high"`. With shares r and w, the variance is (r(1 − r) + w(1 − w) + 2rw) / n.
#
# `bang_bounds(share_right)`: a report gives only the share who guessed right, and says nothing of the unsure. Return the lowest index
# that this leaves possible as `"low"`, and the highest as `"high"`.


# %% answer="m06-bang-index"
def bang(right, wrong, unsure):
    """Bang's index of one arm, with its 95 % limits.

    Args:
        right, wrong, unsure: how many guessed their arm, the other arm, or said that they do not know.

    Returns:
        dict with "index", "low" and "high".
    """
    ### BEGIN SOLUTION
    n = right + wrong + unsure
    r, w = right / n, wrong / n
    margin = 1.96 * np.sqrt((r * (1 - r) + w * (1 - w) + 2 * r * w) / n)
    return {"index": r - w, "low": r - w - margin, "high": r - w + margin}
    ### END SOLUTION


# %% answer="m06-bang-bounds"
def bang_bounds(share_right):
    """What a bare share of right guesses leaves possible: dict with "low" and "high"."""
    ### BEGIN SOLUTION
    return {"low": share_right - (1 - share_right), "high": share_right}
    ### END SOLUTION


# %%
bang(*asked), bang_bounds(0.75)

# %% [markdown]
# A trial reports an index of 0.9 in the drug arm and 0.6 under placebo. What does that say?
#
# - **a** Masking worked well: both values are high, and the drug arm has the higher one of them.
# - **b** Under placebo guessing was nearly at chance, since a coin would give one half.
# - **c** Guessing right made people better, and in the drug arm it did so more often.
# - **d** In both arms far more people guessed right than wrong: masking hardly held.

# %% answer="m06-bang-reading"
index_reading = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
index_reading = "d"
### END SOLUTION

# %% check="m06-bang"
check("m06-bang", bang, bang_bounds, index_reading)

# %% [markdown]
# ### Exercise 5 · How much could belief explain?
#
# ◆◆◆ 25 minutes · lesson 6.3
#
# The same study, scored by what was taken *and* by what was guessed. And for MDMA one press report says that about 90 % of
# people with MDMA and 75 % with placebo guessed right; it does not say in which trial, and nothing of the unsure.

# %%
panas = (
    load("guess_strata")
    .query("scale == 'PANAS'")
    .replace({"received": {"microdose": "drug"}, "guessed": {"microdose": "drug"}})
)
cells = {(row.received, row.guessed): (row.n_records, row.mean) for row in panas.itertuples()}
cells

# %%
prediction = (
    ...
)  # if half of each arm had guessed right: would the difference be larger or smaller?

# %% [markdown]
# `balanced(cells)` returns the difference drug minus placebo, in points to 2 decimals, *if in each arm half had guessed drug and half
# placebo*: the mean of the difference among those who guessed drug and the difference among those who guessed placebo. `cells` maps
# (received, guessed) to (records, mean). Weighting the two differences by how many guessed each is welcome, too.
#
# `tipping(effect, right_active, right_control, belief)` asks how large an effect of belief alone would have to be. If everybody guessed, the
# share who believe in the drug is `right_active` in one arm and 1 − `right_control` in the other: their **gap**. A belief effect of `belief`
# SD then makes a difference of gap × belief. Return, in SD to 3 decimals: `"needed"` (the belief effect that explains all of
# `effect`), `"explained"` (what `belief` explains) and `"left"` (what remains).


# %% answer="m06-guess-balanced"
def balanced(cells):
    """Difference drug minus placebo, in points, if half of each arm had guessed drug.

    Args:
        cells: dict that maps (received, guessed), each "drug" or "placebo", to (records, mean).
    """
    ### BEGIN SOLUTION
    among = [cells["drug", guess][1] - cells["placebo", guess][1] for guess in ("drug", "placebo")]
    return sum(among) / 2
    ### END SOLUTION


# %% answer="m06-guess-tipping"
def tipping(effect, right_active, right_control, belief):
    """How much of an effect a belief effect could explain, if everybody guessed.

    Args:
        effect: size of the effect in SD, positive.
        right_active, right_control: shares who guessed their arm, proportions.
        belief: effect in SD of believing that one had the drug.

    Returns:
        dict with "needed", "explained" and "left", in SD.
    """
    ### BEGIN SOLUTION
    gap = right_active - (1 - right_control)
    return {"needed": effect / gap, "explained": gap * belief, "left": effect - gap * belief}
    ### END SOLUTION


# %%
balanced(cells), tipping(0.7119, 0.90, 0.75, 0.54)

# %% [markdown]
# “The raters were masked, so guessing does not touch this result.” What do you reply?
#
# - **a** They rate what a person tells them, and that person may have guessed and hoped.
# - **b** True: the person who gives the score did not know the arm, so no score can be touched.
# - **c** Then the guesses must have come from the improvement, and may be left out.
# - **d** It does not matter who was masked: with such guesses there is no effect at all.

# %% answer="m06-guess-raters"
raters = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
raters = "a"
### END SOLUTION

# %% check="m06-guess"
check("m06-guess", balanced, tipping, raters)

# %% [markdown]
# ### Exercise 6 · Which control answers the question?
#
# ◆◆ 20 minutes · lesson 6.4
#
# Thirteen trials of psilocybin with an outcome on depression, as extracted by the
# [SYPRES living review](https://doi.org/10.5281/zenodo.15714852); the grouping by control is ours. g is negative when psilocybin does better.
# The question: *does the drug add anything to the same therapy, with masking attempted?*

# %%
from course.stats import hedges_g, pool

inputs = load("meta_inputs").query("analysis == 'psilocybin_depression' and score == 'endpoint'")
inputs = inputs[inputs.primary_model | (inputs.trial_id == "carhartharris_2021_psilodep2")]
columns = ["mean_active", "sd_active", "n_active", "mean_control", "sd_control", "n_control"]
effects = [hedges_g(*row) for row in inputs[columns].to_numpy()]
inputs = inputs.assign(g=[e.estimate for e in effects], se=[e.se for e in effects]).round(4)
table = inputs.merge(load("control_types"), on="trial_id", suffixes=("", "_control"))
table = table[["trial_id", "g", "se", "control_type", "control_label"]].reset_index(drop=True)
table

# %%
prediction = (
    ...
)  # will the pooled effect of the masked trials be larger or smaller than that of all?

# %% [markdown]
# Write `added_by_drug`: keep the rows that answer the question (masking attempted by an inert placebo, by niacin or by a low dose), pool
# them, and return a dictionary with `"g"`, `"low"` and `"high"` (95 % limits) to 2 decimals. `pool` of the course, as in lesson 6.4, wants
# effects and **variances**; its answer has `.estimate`, `.ci_low` and `.ci_high`.


# %% answer="m06-control"
def added_by_drug(table):
    """Pooled effect of the trials whose control answers the question.

    Args:
        table: one row a trial, with g, se (its standard error), control_type and control_label.

    Returns:
        dict with "g", "low" and "high", in SD.
    """
    ### BEGIN SOLUTION
    masked = table[table.control_type.isin(["inert", "niacin", "low dose"])]
    pooled = pool(masked.g, masked.se**2)
    return {"g": pooled.estimate, "low": pooled.ci_low, "high": pooled.ci_high}
    ### END SOLUTION


# %%
added_by_drug(table)

# %% [markdown]
# A health service asks: *is the treatment better than the drug we give now?* Which of these trials answers that?
#
# - **a** those with niacin, since niacin does something and is harder to tell from the drug
# - **b** the one against escitalopram, and one trial is a thin answer
# - **c** those with a waiting list, since patients of the service wait as well
# - **d** all thirteen together, since each of them has a control of some kind

# %% answer="m06-control-service"
service = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
service = "b"
### END SOLUTION

# %% check="m06-control"
check("m06-control", added_by_drug, service)

# %% [markdown]
# ### Exercise 7 · How many people, and with what chance?
#
# ◆◆ 20 minutes · lesson 6.5
#
# You plan a trial for an effect of d = 0.4 with 80 % power at the two-sided 5 % level. One in five will be lost. Each therapist treats eight
# people, and the outcomes of one therapist's people correlate 0.05.

# %%
prediction = ...  # about how many people in each arm?

# %% [markdown]
# `people_per_arm(d, power, dropout, per_therapist, icc)` returns whole people in each arm, rounded up at the end:
# 2 × (1.96 + z)² / d² with z = `stats.norm.ppf(power)`, times the design effect 1 + (per_therapist − 1) × icc, and enough more that the wanted
# number is left after the loss. Rounding up earlier, or t instead of normal, is welcome, too: it gives a few people more.
#
# `assurance(n_per_arm, mean, sd)` asks what the chance of a significant benefit is when d itself is uncertain: a bell curve around `mean` with
# SD `sd`. The estimate of a trial then varies around `mean` with variance sd² + 2/n, and it is significant above 1.96 × √(2/n). A proportion to 2
# decimals; no loss and no clusters here. Counting significant harm as well is welcome, too.


# %% answer="m06-size-people"
def people_per_arm(d, power, dropout, per_therapist, icc):
    """People to randomise to each arm.

    Args:
        d: effect in SD.
        power: wanted power, a proportion.
        dropout: share who will be lost, a proportion.
        per_therapist: people treated by one therapist.
        icc: correlation of outcomes within one therapist.
    """
    ### BEGIN SOLUTION
    needed = 2 * (1.96 + stats.norm.ppf(power)) ** 2 / d**2
    design_effect = 1 + (per_therapist - 1) * icc
    return int(np.ceil(needed * design_effect / (1 - dropout)))
    ### END SOLUTION


# %% answer="m06-size-assurance"
def assurance(n_per_arm, mean, sd):
    """Chance of a significant benefit when the effect itself is uncertain, a proportion."""
    ### BEGIN SOLUTION
    se = np.sqrt(2 / n_per_arm)
    return stats.norm.sf((1.96 * se - mean) / np.sqrt(sd**2 + se**2))
    ### END SOLUTION


# %%
people_per_arm(0.4, 0.8, 0.2, 8, 0.05), assurance(99, 0.4, 0.2)

# %% [markdown]
# A pilot with six couples found d = 1.85. A colleague says: “Plan for that; eight people in each arm will do.” What do you reply?
#
# - **a** Agreed: an estimate from data is better than a guess from an armchair.
# - **b** Agreed, with eight added for safety, since some people always leave.
# - **c** No: tiny studies print large effects; plan for what would matter, and for doubt.
# - **d** No: a pilot must not be used in planning, since its people are not in the trial.

# %% answer="m06-size-pilot"
pilot = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
pilot = "c"
### END SOLUTION

# %% check="m06-size"
check("m06-size", people_per_arm, assurance, pilot)

# %% [markdown]
# ### Exercise 8 · Six scales, one promise
#
# ◆◆ 20 minutes · lesson 6.5
#
# A trial compared psilocybin with escitalopram ([Carhart-Harris 2021](https://doi.org/10.1056/NEJMoa2032994)). The QIDS had been declared the
# first outcome. The p-values below are t-tests on the change scores that the authors released, not the models of the paper; the paper had sixteen secondary
# outcomes and says that they were not corrected.

# %%
scales = load("psilodep2_week6")
p_values = scales.p_t_test.tolist()
first = float(scales[scales.role == "primary"].p_t_test.iloc[0])
others = dict(
    zip(scales[scales.role == "secondary"].scale, scales[scales.role == "secondary"].p_t_test)
)
scales[["scale", "role", "difference", "p_t_test"]]

# %%
prediction = ...  # of the five others, how many may be claimed when the first one fails?

# %% [markdown]
# `holm(p)` returns the p-values adjusted by Holm, in the order given, to 3 decimals: multiply the smallest by k, the next by k − 1, and so on; no adjusted
# value may be smaller than one before it in the order of size, and none above 1.
#
# `may_claim(first, others, alpha)` returns the sorted list of names that may be claimed when the first outcome is a **gate**: if its p is below `alpha`, those of
# `others` whose Holm-adjusted p (over the others) is below `alpha`; if not, an empty list.


# %% answer="m06-holm-adjust"
def holm(p):
    """Holm's adjusted p-values, in the order given (list of proportions)."""
    ### BEGIN SOLUTION
    order = np.argsort(p)
    adjusted, running = np.empty(len(p)), 0.0
    for place, i in enumerate(order):
        running = max(running, min(1.0, p[i] * (len(p) - place)))
        adjusted[i] = running
    return adjusted.tolist()
    ### END SOLUTION


# %% answer="m06-holm-claim"
def may_claim(first, others, alpha):
    """Names that may be claimed, sorted; an empty list when the first outcome fails.

    Args:
        first: p-value of the declared first outcome.
        others: dict of names and p-values.
        alpha: level, a proportion.
    """
    ### BEGIN SOLUTION
    if first >= alpha:
        return []
    return sorted(name for name, p in zip(others, holm(list(others.values()))) if p < alpha)
    ### END SOLUTION


# %%
holm(p_values), may_claim(first, others, 0.05)

# %% [markdown]
# The paper's first outcome failed and five others have p below 0.05. Which sentence stands?
#
# - **a** “Five of six scales agree, so psilocybin worked better than escitalopram.”
# - **b** “Corrected by Holm the five remain, so they may be claimed in spite of the first.”
# - **c** “The first outcome failed, so psilocybin and escitalopram work equally well.”
# - **d** “The declared outcome did not differ; the others are a plan for the next trial.”

# %% answer="m06-holm-sentence"
five_of_six = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
five_of_six = "d"
### END SOLUTION

# %% check="m06-holm"
check("m06-holm", holm, may_claim, five_of_six)

# %% [markdown]
# ### Exercise 9 · Both arms crossed over
#
# ◆◆ 15 minutes · lesson 6.5
#
# People with cancer got psilocybin first and niacin later, or the other way round ([Ross 2016](https://doi.org/10.1177/0269881116675512)). The outcome is the BDI, a
# depression score; lower is better. After the crossover everybody has had the drug. Report the **randomised** comparison.

# %%
bdi = (
    load("outcomes")
    .query("trial_id == 'ross_2016_nyu' and outcome == 'BDI'")
    .set_index("timepoint_label")
)
periods = pd.concat(
    [
        bdi.loc["7 weeks post-dose 1 and 1 day pre-dose 2"].assign(period=1),
        bdi.loc["6 weeks post-dose 2"].assign(period=2),
    ]
)
periods["sequence"] = periods.arm_id.map(
    {"psilocybin_first": "drug first", "niacin_first": "control first"}
)
has_drug = (periods.sequence == "drug first") == (periods.period == 1)
periods["drug"] = np.where(has_drug, "psilocybin", "niacin")
periods = periods[["sequence", "period", "drug", "n", "mean", "sd"]].reset_index(drop=True)
periods

# %%
prediction = ...  # will averaging both periods make the difference larger or smaller?

# %% [markdown]
# Write `first_period`. It returns a dictionary, in points to 2 decimals: `"difference"` (the drug minus the control in the comparison that the lot made), and its 95 %
# limits `"low"` and `"high"`: t distribution with n + m − 2 degrees of freedom and the pooled SD. The drug is the one that "drug first" got in period 1. Limits from two
# separate SDs, with 1.96 or with the t that goes with them, are welcome, too.


# %% answer="m06-crossover"
def first_period(periods):
    """The randomised comparison of a crossover trial.

    Args:
        periods: table with sequence ("drug first" or "control first"), period (1 or 2), drug, n, mean, sd.

    Returns:
        dict with "difference", "low" and "high", in points.
    """
    ### BEGIN SOLUTION
    rows = periods[periods.period == 1].set_index("sequence")
    a, b = rows.loc["drug first"], rows.loc["control first"]
    df = a.n + b.n - 2
    sd = np.sqrt(((a.n - 1) * a.sd**2 + (b.n - 1) * b.sd**2) / df)
    difference = a["mean"] - b["mean"]
    margin = stats.t.ppf(0.975, df) * sd * np.sqrt(1 / a.n + 1 / b.n)
    return {"difference": difference, "low": difference - margin, "high": difference + margin}
    ### END SOLUTION


# %%
first_period(periods)

# %% [markdown]
# Why is the second period not a second randomised comparison?
#
# - **a** Those who get the drug last have had control, those who get control last have had the drug.
# - **b** It is one: the same people were drawn by the same lot, only in the other order.
# - **c** Fewer people are left in it, so its numbers are less sure than those of the first.
# - **d** In each period some had the drug and some had not, so rows can be pooled by that.

# %% answer="m06-crossover-second"
second_period = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
second_period = "a"
### END SOLUTION

# %% check="m06-crossover"
check("m06-crossover", first_period, second_period)
