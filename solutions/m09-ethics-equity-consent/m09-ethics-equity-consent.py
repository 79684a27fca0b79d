# %% [markdown]
# # Ethics, equity, consent
#
# *Assignment to module 9 · eight exercises · about 225 minutes, in two or three sittings*
#
# Each exercise asks for a guess, a function, a text or a record, and the sentence you would stand
# behind. The guess earns no points; write it down before you compute, because being surprised is how
# one learns. Run the `check` cell as often as you like: it says what is right, and where it can, which
# thought led elsewhere. `hint("m09-ratio")` shows the gentlest of three hints, `hint("m09-ratio", 2)`
# the next. When graded, your functions also meet numbers that are not shown here, so let them compute.
# Do not round on the way; each prompt says how exact the result should be.
#
# **A note before you begin.** Abuse by therapists, suicide and racism are named in this assignment, not
# described. The consent forms and the case are **invented composites**: no such person, form or clinic
# exists. Real counts stand for people; a group's name on a form is not who a person is. This is practice
# in reading evidence and in judging, not medical or legal advice. If you are in distress, please turn to
# a health professional or a crisis line ([findahelpline.com](https://findahelpline.com)).

# %%
import numpy as np
import pandas as pd
from scipy import stats

from autograder import check, hint
from course import consent, load, memos

# %% [markdown]
# ### Exercise 1 · Compared with whom
#
# ◆ 20 minutes · lesson 9.1
#
# A review of 18 studies of psychedelic treatments up to 2017
# ([Michaels 2018](https://doi.org/10.1186/s12888-018-1824-6)) counted 282 participants. It prints
# shares; from them the counts are 7 Black participants and 23 of unknown race or ethnicity. The shares add
# to more than 100; some people are in two groups, or a number is misprinted. One benchmark: 12.6 of 100 US
# residents were Black in 2010.

# %%
review = load("representation").query("source_id == 'michaels_2018'")
review[["group", "percent", "n_participants"]]

# %%
prediction = ...  # share in the studies over share in the benchmark: about 0.1, 0.2, 0.5 or 0.9?

# %% [markdown]
# Write `participation_ratio`. It returns a dictionary with three entries, each exact to 3 decimals:
#
# | entry | what |
# |---|---|
# | `"ratio"` | share of the group among all `n` participants, over `benchmark` |
# | `"low"`, `"high"` | the exact (Clopper and Pearson) 95 % limits of that share, each over `benchmark` |
#
# `benchmark` is a proportion such as 0.126. People of unknown group took part, so they **stay** in `n`.
# With nobody in the group the lower limit is 0; with everybody in it the upper limit is 1 / benchmark.
# Wilson's limits (without continuity correction) are welcome, too.


# %% answer="m09-ratio"
def participation_ratio(count, n, unknown, benchmark):
    """Share in studies over share in a benchmark, with 95 % limits.

    Args:
        count: participants of the group.
        n: all participants, those of unknown group among them.
        unknown: participants of unknown group.
        benchmark: share of the group in the benchmark, a proportion.

    Returns:
        dict with "ratio", "low" and "high".
    """
    ### BEGIN SOLUTION
    low = stats.beta.ppf(0.025, count, n - count + 1) if count > 0 else 0.0
    high = stats.beta.ppf(0.975, count + 1, n - count) if count < n else 1.0
    return {"ratio": count / n / benchmark, "low": low / benchmark, "high": high / benchmark}
    ### END SOLUTION


# %%
participation_ratio(7, 282, 23, 0.126)

# %% [markdown]
# The question is now: do **Black adults with PTSD in the USA, around 2010**, take part as often as one
# would expect? Which benchmark fits it best? (None mends this: the data do not say in which countries the
# 18 studies took place.)
#
# - **a** 12.2 %: Black and not Hispanic among all US residents of the 2010 census.
# - **b** 14.9 %: Black among people with PTSD, from the size of each group.
# - **c** 8.7 %: with PTSD at some time in life, among Black adults of the USA.
# - **d** 12.4 %: Black among all US residents of the newest census, that of 2020.

# %% answer="m09-ratio-benchmark"
best_benchmark = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
best_benchmark = "b"
### END SOLUTION

# %% check="m09-ratio"
check("m09-ratio", participation_ratio, best_benchmark)

# %% [markdown]
# ### Exercise 2 · A majority?
#
# ◆◆ 20 minutes · lesson 9.1
#
# A bulletin says that *a majority* of participants of the second phase 3 trial
# ([Mitchell 2023](https://doi.org/10.1038/s41591-023-02565-4)) were people of colour. The paper prints race
# and ethnicity in two separate questions, by arm. Count as a person of colour whoever is **other than
# White or Hispanic or Latino, or both**. How many are both is not printed.

# %%
by_arm = load("representation").query("trial_id == 'mitchell_2023_mapp2' and arm_id != ''")
order = ["mdma", "placebo"]
other = by_arm[(by_arm.attribute == "race") & (by_arm.group != "White")]
other_than_white = [int(x) for x in other.groupby("arm_id")["count"].sum().loc[order]]
hispanic = by_arm[by_arm.group == "Hispanic or Latino"].set_index("arm_id")["count"]
hispanic = [int(x) for x in hispanic.loc[order]]
arm_sizes = [53, 51]
print(other_than_white, hispanic, arm_sizes)

# %%
prediction = ...  # can it be a majority? Can it be less than half?

# %% [markdown]
# Write `share_bounds`. In each arm find the smallest and the largest number of people who are other than
# White, or Hispanic, or both; nobody is counted twice, and no arm has more people than its size. Add over
# the arms and divide by all people. Return a dictionary with `"low"` and `"high"` in **per cent**, exact to
# 1 decimal. (Taking the arms together before you ask is welcome, too; then both entries by that way, and never
# more people than there are in all.)


# %% answer="m09-majority"
def share_bounds(other_than_white, hispanic, n):
    """Between which shares the people who are in either group must lie.

    Args:
        other_than_white, hispanic, n: lists, one entry per arm (people).

    Returns:
        dict with "low" and "high", in per cent of all people.
    """
    ### BEGIN SOLUTION
    low = sum(max(a, b) for a, b in zip(other_than_white, hispanic, strict=True))
    high = sum(min(size, a + b) for a, b, size in zip(other_than_white, hispanic, n, strict=True))
    return {"low": 100 * low / sum(n), "high": 100 * high / sum(n)}
    ### END SOLUTION


# %%
share_bounds(other_than_white, hispanic, arm_sizes)

# %% [markdown]
# The bulletin's sentence, “a majority were people of colour”, is:
#
# - **a** true: 34 of 100 and 27 of 100 make 61 of 100.
# - **b** probably true: with chances multiplied as for two coins, it is 51.5 of 100.
# - **c** false: the larger of the two groups has only 34 of 100.
# - **d** open: this table allows less than half, and more than half.

# %% answer="m09-majority-verdict"
majority = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
majority = "d"
### END SOLUTION

# %% check="m09-majority"
check("m09-majority", share_bounds, majority)

# %% [markdown]
# ### Exercise 3 · Do the groups differ?
#
# ◆◆ 25 minutes · lesson 9.3
#
# A pooled analysis ([Ching 2022](https://doi.org/10.1177/02698811221104052)) compared MDMA with placebo
# among people who are Black, Indigenous or of colour (BIPOC) and among non-Hispanic White people. The
# contrast was significant in the second group and not in the first. It pools two open-label lead-ins and
# one randomised trial, so its groups differ in more than one way; here you only ask how much it *could* show.

# %%
groups = load("subgroup_counts").dropna(subset="n")
groups[["arm_or_contrast", "group", "n"]]

# %%
prediction = (
    ...
)  # same effect in both groups: in how many of 100 such studies does only the larger pass?

# %% [markdown]
# Effects are in standard deviations (SD), the SD is 1 everywhere, and the effect of a group is the mean
# with drug minus the mean with control. Each group is a tuple `(n_drug, n_control)`. Write two functions.
#
# `interaction(small, large)` is about the **difference of the two effects**: a dictionary with its standard
# error `"se"` and `"half_width"`, half of its 95 % interval (1.96 standard errors), both to 3 decimals.
#
# `one_only(d, small, large)`: the true effect is `d` in **both** groups. How likely is it that the two-sided
# t-test (5 %) is significant in the large group **and not** in the small one? A proportion, to 3 decimals.
# Below `d` is 0.75; that is supposed, not estimated.
# The power of a t-test: degrees of freedom `df = n_drug + n_control - 2`, shift
# `ncp = d / sqrt(1 / n_drug + 1 / n_control)`, critical value `c = stats.t.ppf(0.975, df)`; then
# `stats.nct.sf(c, df, ncp) + stats.nct.cdf(-c, df, ncp)`. The normal approximation is welcome, too.


# %% answer="m09-subgroup"
def interaction(small, large):
    """How precisely the difference of two groups' effects is known.

    Args:
        small, large: tuples (n_drug, n_control) of the two groups.

    Returns:
        dict with "se" and "half_width", in standard deviations.
    """
    ### BEGIN SOLUTION
    se = np.sqrt(sum(1 / n for n in (*small, *large)))
    return {"se": se, "half_width": 1.96 * se}
    ### END SOLUTION


def one_only(d, small, large):
    """The chance that only the large group is significant when both have the effect d.

    Args:
        d: true effect in both groups, in standard deviations.
        small, large: tuples (n_drug, n_control) of the two groups.

    Returns:
        float, a proportion.
    """

    ### BEGIN SOLUTION
    def power(n_drug, n_control):
        df, ncp = n_drug + n_control - 2, d / np.sqrt(1 / n_drug + 1 / n_control)
        c = stats.t.ppf(0.975, df)
        return stats.nct.sf(c, df, ncp) + stats.nct.cdf(-c, df, ncp)

    return power(*large) * (1 - power(*small))
    ### END SOLUTION


# %%
small, large = (20, 17), (63, 27)
print(interaction(small, large), one_only(0.75, small, large))

# %% [markdown]
# Which sentence do these group sizes allow?
#
# - **a** “The effect may be there in both, but it is probably smaller in BIPOC participants.”
# - **b** “No significant difference between the groups was found, so the two groups respond alike.”
# - **c** “The difference between the groups is known only roughly; they may or may not differ.”
# - **d** “37 of the 127 people were BIPOC, so the pooled result is shown to hold for everybody.”

# %% answer="m09-subgroup-sentence"
group_sentence = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
group_sentence = "c"
### END SOLUTION

# %% check="m09-subgroup"
check("m09-subgroup", interaction, one_only, group_sentence)

# %% [markdown]
# ### Exercise 4 · What a weight costs
#
# ◆◆ 25 minutes · lesson 9.3
#
# The numbers of people are those of the second phase 3 trial; the **effects are simulated** and say
# nothing about any group. The population is that of the 2010 census, one race alone.

# %%
effects = load("simulated_group_effects").set_index("group")
census = (
    load("benchmarks").query("benchmark_id == 'us_census_2010_alone'").set_index("group")["count"]
)
census = census.drop("Hispanic or Latino (any race)")
census = census.rename({"two or more races": "multiple races"})
sample = {g: int(x) for g, x in effects.n_in_mapp2.items()}
simulated_effect = {g: float(x) for g, x in effects.simulated_effect_points.items()}
population = {g: int(x) for g, x in census.items()}
print(sample, population, sep="\n")

# %%
prediction = ...  # weighted to the population, the 104 people are worth how many?

# %% [markdown]
# Write `reweight`. Groups of the population without a participant (a count of 0, or not in `sample`) are
# left out: everything below is about the covered groups only. Return a dictionary:
#
# | entry | what | exact to |
# |---|---|---|
# | `"mean"` | the effect, weighted by each covered group's share among the covered groups of the population | 2 decimals |
# | `"effective_n"` | Kish's effective number of people, see below | 1 decimal |
# | `"covered"` | share of the whole population in covered groups, a proportion | 3 decimals |
#
# Every person of a group gets the same weight w: the group's share of the covered population over its share
# of the participants. Kish: (sum of all people's weights)² over the sum of all people's squared weights.


# %% answer="m09-weights"
def reweight(sample, population, effect):
    """Weight group effects to a population.

    Args:
        sample: dict, people per group.
        population: dict, size or share per group; it may have groups that the sample lacks.
        effect: dict, effect per group (points).

    Returns:
        dict with "mean", "effective_n" and "covered".
    """
    ### BEGIN SOLUTION
    here = [g for g in population if sample.get(g, 0) > 0]
    covered = sum(population[g] for g in here)
    share = {g: population[g] / covered for g in here}
    people = sum(sample[g] for g in here)
    w = {g: share[g] / (sample[g] / people) for g in here}
    kish = sum(w[g] * sample[g] for g in here) ** 2 / sum(w[g] ** 2 * sample[g] for g in here)
    return {
        "mean": sum(share[g] * effect[g] for g in here),
        "effective_n": kish,
        "covered": covered / sum(population.values()),
    }
    ### END SOLUTION


# %%
reweight(sample, population, simulated_effect)

# %% [markdown]
# After weighting, the trial's shares match those of the covered population. What else has been mended?
#
# - **a** Most of it: the mean now holds, within its interval, for the whole population of 2010.
# - **b** Nothing else: why people were absent is unknown, and few people now speak for many.
# - **c** Every group now has the same say, as fairness asks, however many people it has.
# - **d** The group without a participant: it now counts as a group without an effect.

# %% answer="m09-weights-mended"
mended = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
mended = "b"
### END SOLUTION

# %% check="m09-weights"
check("m09-weights", reweight, mended)

# %% [markdown]
# ### Exercise 5 · A text for a tired reader
#
# ◆◆ 35 minutes · lesson 9.2
#
# This consent text is invented. It says much, and hardly anybody could read it.

# %%
import re

source = load("consent_rewrites").set_index("text_id").fictional_text["source"]
print(source)
consent.consent_signs(source)

# %%
prediction = ...  # the school grade at which this text reads

# %% [markdown]
# First a tool. Write `consent_audit(text, words)`. Return a dictionary:
#
# | entry | what |
# |---|---|
# | `"missing"` | list of the elements of which no word is found, in any order |
# | `"per_sentence"` | words (split at white space) over sentences, to 2 decimals |
#
# `words` maps each element to the words that count for it. Look for **whole** words, in capitals or not:
# “Heart” counts as heart, “heartfelt” does not. A sentence ends with one or more of `.`, `!`, `?` before
# white space or the end of the text; a line break ends none. What is left at the end counts as a sentence.
# `re.search(r"\b" + re.escape(word) + r"\b", text)` finds a whole word; `re.IGNORECASE` is its third argument.


# %% answer="m09-readable"
def consent_audit(text, words):
    """What a text leaves out, and how long its sentences are.

    Args:
        text: the text.
        words: dict from element to a list of words.

    Returns:
        dict with "missing" (list of elements) and "per_sentence".
    """

    ### BEGIN SOLUTION
    def found(word):
        return re.search(r"\b" + re.escape(word) + r"\b", text, re.IGNORECASE)

    missing = sorted(e for e, ws in words.items() if not any(found(w) for w in ws))
    sentences = [s for s in re.split(r"[.!?]+(?:\s|$)", text) if s.strip()]
    return {"missing": missing, "per_sentence": len(text.split()) / len(sentences)}
    ### END SOLUTION


# %%
wanted = {
    "body": ["heart", "blood pressure"],
    "touch": ["touch", "hand"],
    "stop": ["stop", "leave"],
    "data": ["film", "record"],
}
consent_audit("Heart rate goes up. You may leave.\nWe film the day and keep the film.", wanted)

# %% [markdown]
# Now write. Say everything the source says, for somebody who is tired and afraid: 110 to 190 words, grade 8
# or lower, sentences of 6 to 18 words on average. Keep eight things: *distress*, the *body* (heart, blood
# pressure), changes that are *lasting*, *touch* and its limits, *abuse* (sexual touch is never allowed, and
# whom to call), the *data* (film), how to *stop* or leave, and what is *unknown*. For each risk, say one thing
# that a person can do. Name no amounts of any drug.
#
# `consent.consent_signs` looks for eleven signs, half a point each. It sees words, not sense; an element that you put
# in other words may be missed: then say it more plainly. A person judges the sense.

# %% answer="m09-readable-text"
new_text = ...  # your text; several lines go between three quotes
### BEGIN SOLUTION
new_text = """
You may have a hard time in the session. You may feel fear, or live through bad memories again. Tell us,
and we will stay with you. Your heart will beat faster and your blood pressure will go up for some hours.
We measure both, and you can ask us how you are doing. Some people see or think about the world in a new way
for a long time after. We do not know how often this happens. If it troubles you, call us.
A therapist may hold your hand if you agreed to this before the session. You can say stop, and they must stop.
Sexual touch is never allowed. If it happens, call the number on this page; it goes to somebody outside
the study. We film each session, and you can ask us who has watched it. You may leave the study at any time
and lose nothing. Once you have taken the drug, you stay with us until it is safe to go home.
"""
### END SOLUTION

# %%
consent.consent_signs(new_text)

# %% check="m09-readable"
check("m09-readable", consent_audit, new_text)

# %% [markdown]
# Copy your text into the next cell and add two sentences: which sentence was hardest to make plain, and what
# you would rather talk through than print. A person marks it, 9 points:
#
# | criterion | 0 | 1 | 2 | 3 |
# |---|---|---|---|---|
# | True to the source | says something else, or a risk is gone | all there, one softened or sharpened | all there, as strong as in the source | also says what is not known, as not known |
# | Something to do | for no risk | for one or two risks | for most | for every risk, and a person could really do it |
# | Kind and plain | hard words, or talks down | plain in most places | plain throughout | plain, kind, without praise for the study; could be read aloud to a friend |

# %% [markdown] manual="m09-readable-rubric" points=9
# ### BEGIN SOLUTION
# You may have a hard time in the session. You may feel fear, or live through bad memories again. Tell us,
# and we will stay with you. Your heart will beat faster and your blood pressure will go up for some hours.
# We measure both, and you can ask us how you are doing. Some people see or think about the world in a new way
# for a long time after. We do not know how often this happens. If it troubles you, call us.
# A therapist may hold your hand if you agreed to this before the session. You can say stop, and they must stop.
# Sexual touch is never allowed. If it happens, call the number on this page; it goes to somebody outside
# the study. We film each session, and you can ask us who has watched it. You may leave the study at any time
# and lose nothing. Once you have taken the drug, you stay with us until it is safe to go home.
#
# The sentence on lasting changes was hardest, because the source hides that nobody knows how often they come.
# I would talk through touch: what is agreed, and the word that ends it.
# ### END SOLUTION

# %% [markdown]
# ### Exercise 6 · Mentioned is not explained
#
# ◆◆ 25 minutes · lesson 9.2
#
# Three invented consent forms. Seven elements that experts would have a form explain
# ([Marks 2024](https://doi.org/10.1001/jamapsychiatry.2024.0184)):

# %%
for line in load("consent_texts").itertuples():
    print(line.line_id, line.fictional_text)
seven = load("consent_facts").query("kind == 'element'")[["fact_id", "text"]]
seven

# %%
prediction = ...  # of the 21 cells (three forms, seven elements), how many of 100 are explained?

# %% [markdown]
# Code each form for each element, in the order of `consent.ELEMENTS`:
#
# - **0** absent: no line is about it;
# - **1** mentioned: a line is about it, an invitation to ask questions being a mention of *understanding*;
# - **2** explained: a line says what it is **and** what follows from it or what one can do about it.
#
# Take the highest code of any line. Form A was coded in lesson 9.2: give it once more, as an example, without
# points. Each cell of forms B and C earns three eighths of a point. A table with rows A, B, C and the seven
# elements as columns is welcome, too.

# %%
print(consent.ELEMENTS)

# %% answer="m09-elements-codes"
codes = ...  # three lists of seven codes, forms A, B and C: [[.., ..], [.., ..], [.., ..]]
### BEGIN SOLUTION
codes = [
    [1, 1, 1, 0, 2, 1, 0],
    [0, 0, 1, 0, 1, 0, 1],
    [2, 1, 2, 2, 2, 0, 2],
]
### END SOLUTION

# %% [markdown]
# Then write `coverage(codes, other)`: `other` are the codes of a second coder, of the same form. Return a
# dictionary with `"A"`, `"B"`, `"C"`: per cent of the seven elements that the **first** coder found *explained*,
# to 1 decimal; and `"kappa"`: Cohen's kappa of the two coders over all 21 cells and three codes, to 3 decimals.
# Kappa is (agreement − agreement by chance) / (1 − agreement by chance), as in lesson 5.2; by chance two coders
# agree on a code as often as the product of their shares of that code. Linear weights are welcome, too.


# %% answer="m09-elements"
def coverage(codes, other):
    """How much each form explains, and how well two coders agree.

    Args:
        codes, other: three lists of seven codes (0, 1, 2), forms A, B, C; first and second coder.

    Returns:
        dict with "A", "B", "C" (per cent explained) and "kappa".
    """
    ### BEGIN SOLUTION
    first, second = np.ravel(codes), np.ravel(other)
    agree = np.mean(first == second)
    chance = sum(np.mean(first == k) * np.mean(second == k) for k in (0, 1, 2))
    explained = {
        form: 100 * np.mean(np.array(row) == 2) for form, row in zip("ABC", codes, strict=True)
    }
    return explained | {"kappa": (agree - chance) / (1 - chance)}
    ### END SOLUTION


# %%
# These codes are made up; they are not about the forms above.
first_coder = [[2, 0, 1, 1, 0, 2, 2], [1, 0, 2, 1, 0, 2, 0], [0, 0, 1, 2, 1, 2, 1]]
second_coder = [[2, 0, 1, 2, 0, 2, 1], [1, 0, 2, 1, 1, 2, 0], [0, 2, 1, 2, 1, 0, 1]]
coverage(first_coder, second_coder)

# %% [markdown]
# Form C explains most. What may the clinic say of the people who signed it?
#
# - **a** They probably understood most of what may happen, for each of them has signed.
# - **b** They were told about all seven elements, as each of the seven is in the form.
# - **c** They could read about most of it; what they understood shows when one asks.
# - **d** They were told less than the readers of form B, whose text is shorter and clearer.

# %% answer="m09-elements-say"
may_say = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
may_say = "c"
### END SOLUTION

# %% check="m09-elements"
check("m09-elements", codes, coverage, may_say)

# %% [markdown]
# ### Exercise 7 · What falls with a paper
#
# ◆◆ 25 minutes · lesson 9.4
#
# Three papers on MDMA-assisted therapy were retracted on one day. Here are eleven claims, what each cites,
# and what those sources took the matter from. Two pooled papers were **not** retracted, but whether they pool
# the site of the notices was not read.

# %%
claims = load("retraction_dependence")[["claim", "cites", "its_sources_cite"]]
retracted = [
    "10.1007/s00213-019-05249-5",
    "10.1007/s00213-020-05548-2",
    "10.1007/s00213-020-05710-w",
]
unclear_pools = ["10.1002/jts.22479", "10.1002/jts.22696"]
claims

# %%
prediction = ...  # how many of the eleven claims are to be re-checked?

# %% [markdown]
# Write `audit(claims, retracted, unclear_pools)`. Return a list, one word per claim in the order of the table:
#
# 1. `"unsupported"`: every work that it cites is retracted;
# 2. otherwise `"re-check"`: a retracted work is among those that its sources cite, **or** it cites an unclear pool;
# 3. otherwise `"stands"` (a retracted work among several is struck out, the others carry the claim).
#
# Several works are separated by `;`, and an empty text means none. The same work may be written in capitals,
# after `https://doi.org/`, `http://dx.doi.org/` or `doi:`, with spaces around it or a full stop at its end.
# `retracted` and `unclear_pools` are bare and in small letters. A work without a DOI has a name.


# %% answer="m09-retraction"
def audit(claims, retracted, unclear_pools):
    """What retractions do to claims.

    Args:
        claims: data frame with columns cites and its_sources_cite (texts).
        retracted, unclear_pools: lists of DOIs.

    Returns:
        list of "stands", "re-check" or "unsupported", one per row.
    """

    ### BEGIN SOLUTION
    def works(text):
        bare = (part.strip().lower().rstrip(".") for part in text.split(";"))
        bare = [re.sub(r"^(https?://(dx\.)?doi\.org/|doi:\s*)", "", part) for part in bare]
        return {part for part in bare if part}

    verdicts = []
    for cites, behind in zip(claims["cites"], claims["its_sources_cite"], strict=True):
        own, deep = works(cites), works(behind)
        if own <= set(retracted):
            verdicts.append("unsupported")
        elif deep & set(retracted) or own & set(unclear_pools):
            verdicts.append("re-check")
        else:
            verdicts.append("stands")
    return verdicts
    ### END SOLUTION


# %%
audit(claims, retracted, unclear_pools)

# %% [markdown]
# Claim 11: “Because the paper on stopping antidepressants was retracted, stopping makes no difference.” This is
#
# - **a** without support: a reason is gone, and none has come in its place.
# - **b** backed up: the sentence names a source, and the source can be opened.
# - **c** shown: the only paper that said otherwise is gone.
# - **d** refuted: what rests on a retracted paper has been proven wrong.

# %% answer="m09-retraction-eleven"
claim_eleven = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
claim_eleven = "a"
### END SOLUTION

# %% check="m09-retraction"
check("m09-retraction", audit, claim_eleven)

# %% [markdown]
# ### Exercise 8 · A memo
#
# ◆◆◆ 50 minutes · lesson 9.5
#
# The case is a composite, invented for this course. You advise the clinic's director.

# %%
for line, (_, text) in memos.CASE.items():
    print(line, text)

# %% [markdown]
# First the bones, as a dictionary. Lines are named by their numbers; every other word comes from the lists that
# the next cell prints. Nothing is hidden in a menu, and **no single choice is the right one**.
#
# | entry | what |
# |---|---|
# | `"facts"` | lines that you take as known (a letter that was written is known; what it says may be open) |
# | `"unknown"` | lines that are open, or only said by somebody |
# | `"stakeholders"`, `"told"` | people whom it concerns; people whom you tell now |
# | `"principles"` | dictionary: each principle with the option that it pulls towards |
# | `"weighed"`, `"choice"` | options that you weighed; the one that you advise |
# | `"reasons"` | lines that carry your choice |
# | `"against_choice"` | lines that speak against it |
# | `"would_change_it"` | lines of which the answer could change it |
# | `"who_inquires"`, `"by_when_days"` | who finds out what happened; days until the first act |
#
# Ten signs earn half a point each: lines kept apart · at least three principles that do not all pull one way ·
# three options · reasons that are not how well it went · reasons other than rules · the person who reports is
# among the stakeholders and is told · somebody outside the team inquires · the first act within seven days
# (waiting for the paper is no act) · an objection · an open question that could change it.

# %%
for name, words in memos.MEMO.items():
    print(f"{name}: {'; '.join(words)}")

# %% answer="m09-memo"
memo = ...  # a dictionary with the entries of the table
### BEGIN SOLUTION
memo = {
    "facts": ["L01", "L02", "L03", "L04", "L05", "L06", "L15", "L16"],
    "unknown": ["L10", "L11", "L12", "L13", "L14"],
    "stakeholders": [
        "participant who reports",
        "other participants",
        "therapist",
        "team",
        "ethics board",
    ],
    "told": ["participant who reports", "ethics board", "therapist"],
    "principles": {
        "autonomy": "ethics board now, therapist paused",
        "no harm": "ethics board now, therapist paused",
        "benefit": "team looks into it",
        "justice": "ethics board now, trial paused",
        "honesty": "ethics board now, therapist paused",
    },
    "weighed": [
        "wait for the paper",
        "team looks into it",
        "ethics board now, therapist paused",
        "ethics board now, trial paused",
    ],
    "choice": "ethics board now, therapist paused",
    "reasons": ["L02", "L03", "L05", "L06"],
    "against_choice": ["L15"],
    "would_change_it": ["L12", "L14"],
    "who_inquires": "independent panel",
    "by_when_days": 2,
}
### END SOLUTION

# %%
memos.memo_flags(memo)

# %% check="m09-memo"
check("m09-memo", memo)

# %% [markdown]
# Now write the memo, 400 to 600 words, to the director of the clinic. It may choose what your record chose, or
# something better. A person marks it, 15 points, five criteria with the same four levels: **0** missing · **1**
# named · **2** argued · **3** argued against the best objection.
#
# | criterion | what is looked for |
# |---|---|
# | Facts and unknowns | what is known, from whom, what nobody has looked at; hearsay is called so |
# | People and power | who can lose what, who depends on whom; the person who reports is not on trial |
# | Principles weighed | at least three, and what each costs the others |
# | Options and choice | three real options, one chosen, the price of the choice said |
# | Change and repair | which finding would change the choice; what is offered to whom, whoever is right |

# %% [markdown] manual="m09-memo-rubric" points=15
# ### BEGIN SOLUTION
# **To the director. A letter about touch in a session: what to do this week**
#
# *What we know.* A former participant has written to us that a therapist held both their hands after they had said
# no. Before the session, both sides had put in writing which touch was all right: a hand on the shoulder, ended by
# one word. The session was filmed. Nobody has looked at the film since. By our data plan it will be deleted in 30
# days. The therapist has two sessions next week.
#
# *What we do not know.* What the film shows. Whether others were touched beyond what was agreed. What the person who
# wrote to us wishes to happen. A colleague says that this person complains about everything, and somebody has heard
# of a second letter. Both are hearsay. I use neither.
#
# *Whom it concerns.* The person who reports has the least power here: we hold the film, the records and the paper.
# It took eleven months to write. That says nothing against the letter. The therapist may have done nothing wrong, and
# depends on us for a fair process. Two people have prepared for next week. Future patients depend on what we learn.
#
# *Options.* We could wait until the paper is out, as the head of the team asks. Then the film is gone, and two more
# sessions have taken place. We could look into it ourselves. We know the case best; we also have a paper, colleagues
# and a name to lose. We could tell the ethics board now and pause the therapist, or pause the whole trial.
#
# *What pulls where.* Autonomy: a limit was agreed in writing, and somebody says that it was crossed. That needs an
# answer, whatever the answer is. Doing no harm asks for safety next week. Benefit pulls the other way: two people
# lose a session that may help them, at least for now. Justice towards other participants would pause everything until
# we know more. Honesty asks that the board hears of it from us, and that no paper on safety goes out while this is
# open.
#
# That the participant's symptoms were better at the end is no argument: it was not known then, and a good end does
# not make a crossed limit right. That the protocol allows supportive touch does not answer the letter, because this
# person had set a narrower limit. That the law asks for no report sets the least that we must do, not the most.
#
# *I advise:* today, secure the film and stop its deletion. Within two days, write to the person who reports: thank
# them, say what happens next, offer support from somebody outside the clinic, and ask what they wish. Tell the
# ethics board, and ask it to name an independent panel. Pause the therapist without judging, and say so to them. Offer
# the two people another therapist whom they know, or a later date.
#
# *The best objection.* A pause may look like a verdict, and two people pay for it. I think that the price is smaller
# than the price of a third session gone wrong while we knew of a letter. The pause should be short, paid, and its
# reason told only to those who must know.
#
# *What would change this.* If the panel finds that the film shows the agreed touch and no refusal, the pause ends,
# and we tell everybody who was told. If it finds that others were touched beyond what was agreed, I would pause the
# trial. If the person who reports wishes no inquiry, we still must look at safety, but we would ask how to do so
# without using their name.
#
# *Repair.* Whoever is right, somebody waited eleven months. From now on every participant is asked about touch, by
# somebody outside the team, in the week after the session.
# ### END SOLUTION
