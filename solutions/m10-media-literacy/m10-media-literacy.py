# %% [markdown]
# # Media literacy and decision
#
# *Assignment to module 10 · seven exercises · about 127 minutes*
#
# Each exercise asks for a guess, an answer, and the sentence you would stand behind. The guess earns no
# points; write it down first, because being surprised is how one learns. Run the `check` cell as often as
# you like: it says what is right, and where it can, which thought led elsewhere. `hint("m10-claims")`
# shows the gentlest of three hints, `hint("m10-claims", 2)` the next. When graded, your functions also
# meet numbers that are not shown here, so let them compute. Do not round on the way.
#
# **A note before you begin.** The magazine feature below is **fiction**, written for this course: no such
# couple, magazine, guide or company exists. It is wrong in places on purpose, and unsafe in one. Real
# numbers beside it stand for people living with post-traumatic stress disorder (PTSD). This is practice in
# reading evidence, not medical advice, not training to treat anybody, and no guidance on obtaining or
# taking any drug. If you are in distress, please turn to a health professional, the emergency services
# where you are, or a crisis line in your country ([findahelpline.com](https://findahelpline.com)).

# %%
import numpy as np
import pandas as pd

from autograder import check, hint
from course import feature, load
from course.writing import counts, story_signs

# %% [markdown]
# ### The feature (fiction)
#
# Read it once before you start. Exercises cite its lines by number.

# %%
feature.page()

# %% [markdown]
# ### Exercise 1 · Eleven claims
#
# ◆ 20 minutes · lesson 10.1
#
# The table `media_claims` holds eleven claims in our words. Each is made in exactly one line of the
# feature.

# %%
claims = load("media_claims")
for claim_id, claim in zip(claims.claim_id, claims.claim, strict=True):
    print(claim_id, claim)

# %%
prediction = ...  # how many of the eleven lines offer a study?

# %% [markdown]
# Put two dictionaries in place of the dots, each with the keys `"m01"` to `"m11"`.
#
# - `lines`: the number of the line that makes the claim.
# - `offered`: what **that same line** offers for it:
#   - `"study"`: it says what was found in how many people, or compared with whom;
#   - `"quote"`: somebody says so, between quotation marks;
#   - `"link"`: it points elsewhere without saying what was found there;
#   - `"nothing"`: it just states it.

# %% answer="m10-claims-lines"
lines = ...  # {"m01": ..., "m02": ..., and so on to "m11"}
offered = ...  # {"m01": "...", "m02": "...", and so on to "m11"}
### BEGIN SOLUTION
lines = {
    "m01": 3,
    "m02": 4,
    "m03": 5,
    "m04": 6,
    "m05": 8,
    "m06": 9,
    "m07": 11,
    "m08": 13,
    "m09": 15,
    "m10": 16,
    "m11": 23,
}
offered = {
    "m01": "quote",
    "m02": "nothing",
    "m03": "link",
    "m04": "quote",
    "m05": "quote",
    "m06": "study",
    "m07": "quote",
    "m08": "study",
    "m09": "link",
    "m10": "nothing",
    "m11": "quote",
}
### END SOLUTION

# %% [markdown]
# Now grade. Write `tally` for any table of claims with the columns `claim_type` and `verdict` (supported,
# partly, unsupported, untestable). Return a dictionary:
#
# | entry | what | exact to |
# |---|---|---|
# | `"supported"` | claims with the verdict supported | whole |
# | `"untestable"` | claims that cannot be tested | whole |
# | `"efficacy_supported"` | claims of the type efficacy with the verdict supported | whole |
# | `"percent"` | of the claims that *can* be tested, the percentage supported | 1 decimal |


# %% answer="m10-claims"
def tally(claims):
    """Count the verdicts on a table of claims.

    Args:
        claims: table with the text columns "claim_type" and "verdict", one row per claim.

    Returns:
        dict with "supported", "untestable", "efficacy_supported" (claims) and "percent".
    """
    ### BEGIN SOLUTION
    supported = claims["verdict"] == "supported"
    untestable = claims["verdict"] == "untestable"
    efficacy = claims["claim_type"] == "efficacy"
    return {
        "supported": supported.sum(),
        "untestable": untestable.sum(),
        "efficacy_supported": (supported & efficacy).sum(),
        "percent": 100 * supported.sum() / (len(claims) - untestable.sum()),
    }
    ### END SOLUTION


# %%
tally(claims)

# %% [markdown]
# Line 5 offers only a link, and our table calls its claim supported. What follows?
#
# - **a** The link must have been good support, since the claim turned out to be supported.
# - **b** Nothing: what a line offers and whether its claim holds are two questions.
# - **c** The researchers of the linked page must have said so.

# %% answer="m10-claims-reading"
badly_told = ...  # your choice: "a", "b" or "c"
### BEGIN SOLUTION
badly_told = "b"
### END SOLUTION

# %% check="m10-claims"
check("m10-claims", lines, offered, tally, badly_told)

# %% [markdown]
# ### Exercise 2 · Sixty-seven of a hundred
#
# ◆ 12 minutes · lesson 10.2
#
# Line 10 says that 67 in 100 were “cured”. The first phase 3 trial of MDMA-assisted therapy
# ([Mitchell 2021](https://doi.org/10.1038/s41591-021-01336-3)) had two groups, both with therapy. Loss of
# the diagnosis is known to us as *whole percentages from a secondary source* (tier C); no counts were read.

# %%
lost = load("outcomes").query(
    "endpoint == 'loss of diagnosis' and trial_id == 'mitchell_2021_mapp1'"
)
lost[["arm_id", "percent_printed", "n", "source_tier", "timepoint_weeks"]]

# %%
prediction = ...  # how many people are treated for one more who loses the diagnosis?

# %% [markdown]
# Write `of_a_hundred` for two whole percentages of people who lost the diagnosis. Return a dictionary:
#
# | entry | what | exact to |
# |---|---|---|
# | `"still"` | of 100 with the drug, how many *still* meet the criteria | whole |
# | `"difference"` | how many more of 100 lost the diagnosis with the drug | 1 decimal |
# | `"times"` | how many times as many | 2 decimals |
# | `"nnt"` | people treated for one more who loses it | 1 decimal |
# | `"smallest"` | the smallest difference if each percentage was rounded by up to half a point | 1 decimal |
#
# `"nnt"` in whole people, rounded up, is welcome, too.


# %% answer="m10-per-100"
def of_a_hundred(percent_drug, percent_control):
    """Two percentages, said in people.

    Args:
        percent_drug, percent_control: of those analysed, who no longer met the criteria (0 to 100);
            percent_drug is the larger.

    Returns:
        dict with "still", "difference", "smallest" (people per 100), "times" and "nnt" (people).
    """
    ### BEGIN SOLUTION
    difference = percent_drug - percent_control
    return {
        "still": 100 - percent_drug,
        "difference": difference,
        "times": percent_drug / percent_control,
        "nnt": 100 / difference,
        "smallest": difference - 1,
    }
    ### END SOLUTION


# %%
of_a_hundred(67, 32)

# %% [markdown]
# Which sentence is fair?
#
# - **a** “MDMA cured two thirds of people with PTSD, and the others were on their way when the trial ended.”
# - **b** “With MDMA people were twice as likely to recover.”
# - **c** “18 weeks after the start, MDMA had freed 67 of 100 people from the diagnosis in only three sessions.”
# - **d** “After 18 weeks 67 of 100 people analysed with MDMA and 32 with placebo, all in therapy, no longer
#   met the criteria.”

# %% answer="m10-per-100-sentence"
fair_sentence = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
fair_sentence = "d"
### END SOLUTION

# %% check="m10-per-100"
check("m10-per-100", of_a_hundred, fair_sentence)

# %% [markdown]
# ### Exercise 3 · Ten criteria
#
# ◆◆ 18 minutes · lesson 10.1
#
# Score the feature. The criteria are those of HealthNewsReview.org
# ([Schwitzer 2008](https://doi.org/10.1371/journal.pmed.0050095)) in our words, sharpened so that two
# readers can agree. A criterion is met only if the feature does **exactly this**:
#
# | key | met if the feature ... |
# |---|---|
# | `"costs"` | gives a price and says whether insurers pay it |
# | `"benefits"` | tells a benefit as people per 100 in **both** groups |
# | `"harms"` | tells at least one harm with how often it happens |
# | `"evidence"` | names a weakness of a study that it uses |
# | `"illness"` | does **not** make an illness of ordinary life |
# | `"sources"` | asks somebody who gains nothing, **and** says in the story itself, not in small print, who gains |
# | `"alternatives"` | gives data on a treatment that exists already |
# | `"availability"` | says truly where the treatment stands with the authorities |
# | `"novelty"` | tells truly how old or new the drug is |
# | `"own work"` | shows work of the reporter's own, beyond a press release |

# %%
prediction = ...  # how many of the ten does the feature meet?

# %% answer="m10-score-feature"
scores = ...  # {"costs": "yes" or "no", "benefits": ..., and so on, with all ten keys}
### BEGIN SOLUTION
scores = {
    "costs": "yes",
    "benefits": "no",
    "harms": "no",
    "evidence": "no",
    "illness": "no",
    "sources": "no",
    "alternatives": "no",
    "availability": "no",
    "novelty": "yes",
    "own work": "yes",
}
### END SOLUTION

# %% [markdown]
# Two readers scored another story. Each mark is `"yes"`, `"no"` or `"n/a"` (does not apply). Write
# `score_card` for the marks of the first reader and those of a second, in the same order. Return:
#
# | entry | what | exact to |
# |---|---|---|
# | `"met"` | criteria that the first reader marked yes | whole |
# | `"applicable"` | criteria that the first reader marked yes or no | whole |
# | `"percent"` | met as a percentage of applicable | 1 decimal |
# | `"agreement"` | percentage of **all** criteria on which both readers made the same mark | 1 decimal |


# %% answer="m10-score"
def score_card(marks, second):
    """Score of a story, and how far two readers agree.

    Args:
        marks, second: lists of "yes", "no" or "n/a" of equal length, one per criterion.

    Returns:
        dict with "met", "applicable" (criteria), "percent" and "agreement" (percent).
    """
    ### BEGIN SOLUTION
    met = marks.count("yes")
    applicable = met + marks.count("no")
    same = sum(mine == theirs for mine, theirs in zip(marks, second, strict=True))
    return {
        "met": met,
        "applicable": applicable,
        "percent": 100 * met / applicable,
        "agreement": 100 * same / len(marks),
    }
    ### END SOLUTION


# %%
first_reader = ["yes", "no", "no", "n/a", "yes", "no", "n/a", "yes", "yes", "no"]
second_reader = ["yes", "no", "yes", "no", "yes", "no", "n/a", "yes", "no", "no"]
score_card(first_reader, second_reader)

# %% [markdown]
# A second magazine tells the same story in a sober voice: no exclamation marks, “it must be said that
# questions remain”. It has no price, no number and no harm. How does it score against the feature?
#
# - **a** Not better: these criteria ask what is on the page.
# - **b** Better: a balanced voice shows that the reporter has weighed the evidence.
# - **c** Better on harms: “questions remain” covers them.

# %% answer="m10-score-tone"
sober = ...  # your choice: "a", "b" or "c"
### BEGIN SOLUTION
sober = "a"
### END SOLUTION

# %% check="m10-score"
check("m10-score", scores, score_card, sober)

# %% [markdown]
# ### Exercise 4 · Words of status
#
# ◆◆ 15 minutes · lesson 10.2
#
# Match each word to what the records show it to mean. Give one letter each.
#
# - **a** A large trial meant to support or refuse approval.
# - **b** May be marketed for a stated use, under conditions.
# - **c** Early results justify more meetings and a faster review.
# - **d** Refused as it stands, with a letter that says what is missing.
# - **e** Shown not to work.
# - **f** Experts outside the authority gave advice that does not bind it.

# %% answer="m10-status-words"
meaning = ...  # {"breakthrough": "", "phase 3": "", "advisory vote": "", "complete response": "", "approved": ""}
### BEGIN SOLUTION
meaning = {
    "breakthrough": "c",
    "phase 3": "a",
    "advisory vote": "f",
    "complete response": "d",
    "approved": "b",
}
### END SOLUTION

# %% [markdown]
# A status has a date. Here are dated events of MDMA-assisted therapy in the United States.

# %%
dated = load("history").query(
    "date.str.len() == 10 and substance.str.contains('MDMA|midomafetamine')"
)
phrases = {
    "breakthrough": "breakthrough therapy designation for MDMA-assisted",
    "application submitted": "New drug application for MDMA",
    "under priority review": "FDA accepts the MDMA application",
    "advisers voted no": "Committee votes against",
    "complete response": "Complete response letter, NDA",
}
mdma_days = [dated.date[dated.event.str.contains(words)].iloc[0] for words in phrases.values()]
pd.Series(mdma_days, index=list(phrases))

# %%
prediction = ...  # a story of 1 May 2024 says "under review": right or wrong on its day?

# %% [markdown]
# Write `status_on`. Events may come in any order; an event of the same day counts. Return a dictionary:
#
# | entry | what |
# |---|---|
# | `"status"` | the word of the last event up to and including the day; `"none"` if there is none yet |
# | `"days"` | whole days from that event to the day; 0 if there is none yet |
# | `"later"` | how many events came after the day |


# %% answer="m10-status"
def status_on(days, words, day):
    """What status held on the day a story was printed.

    Args:
        days: list of dates as "YYYY-MM-DD", one per event, each different, in any order.
        words: list of status words, in the order of days.
        day: date of the story as "YYYY-MM-DD".

    Returns:
        dict with "status" (text), "days" and "later" (numbers).
    """
    ### BEGIN SOLUTION
    events = pd.Series(words, index=pd.to_datetime(days)).sort_index()
    today = pd.Timestamp(day)
    so_far = events[events.index <= today]
    later = len(events) - len(so_far)
    if so_far.empty:
        return {"status": "none", "days": 0, "later": later}
    return {
        "status": so_far.iloc[-1],
        "days": (today - so_far.index[-1]).days,
        "later": later,
    }
    ### END SOLUTION


# %%
status_on(mdma_days, list(phrases), "2024-05-01")

# %% [markdown]
# In August 2024 the application was refused. Which sentence may a story use?
#
# - **a** “The authority refused the application as it stood and asked for another trial.”
# - **b** “MDMA has been shown not to help with PTSD.”
# - **c** “As a breakthrough therapy it will be approved soon, when some formal points have been met.”

# %% answer="m10-status-sentence"
refusal = ...  # your choice: "a", "b" or "c"
### BEGIN SOLUTION
refusal = "a"
### END SOLUTION

# %% check="m10-status"
check("m10-status", meaning, status_on, refusal)

# %% [markdown]
# ### Exercise 5 · Eight planted faults
#
# ◆◆◆ 20 minutes · lesson 10.3
#
# *Content note: one line is about a drug from an unknown source.*
#
# Each fault was planted in **one** line of the feature. Give the line in which it happens most plainly.
#
# | key | the fault |
# |---|---|
# | `"survivorship"` | only those with a happy end are heard |
# | `"regression"` | things are compared with their worst moment |
# | `"post hoc"` | it argues: after the session, so because of it |
# | `"transfer"` | what was found in people with PTSD is promised to every marriage |
# | `"six couples"` | a handful of couples is taken to settle the matter |
# | `"supply"` | something of unknown content is taken, and nobody minds |
# | `"interest"` | shows that a quoted source, and the magazine, gain, which the story itself never says |
# | `"harms"` | the question of harms is waved away |

# %%
prediction = ...  # which of the eight do you think readers notice least?

# %% answer="m10-faults"
fault_lines = ...  # {"survivorship": ..., "regression": ..., and so on, with all eight keys}
### BEGIN SOLUTION
fault_lines = {
    "survivorship": 19,
    "regression": 17,
    "post hoc": 18,
    "transfer": 12,
    "six couples": 14,
    "supply": 7,
    "interest": 24,
    "harms": 20,
}
### END SOLUTION

# %% [markdown]
# **R. and T. are happier, and we believe them.** **a** So the drug works, at least for couples like them.
# **b** So something changed; the story cannot say what did it. **c** So nothing: such stories are invented,
# and a careful reader pays them no attention.
#
# **The champion in line 11.** **a** Adds weight: people like that do not risk their name. **b** Adds weight,
# having taken it four times. **c** Adds reach, not evidence.
#
# **Line 13 and a couple without PTSD.** **a** The study says nothing about them. **b** It covers them if
# they feel they have had small traumas. **c** It covers them: couples are couples.

# %% answer="m10-faults-readings"
happier = ...  # your choice: "a", "b" or "c"
champion = ...  # your choice: "a", "b" or "c"
well_couple = ...  # your choice: "a", "b" or "c"
### BEGIN SOLUTION
happier = "b"
champion = "c"
well_couple = "a"
### END SOLUTION

# %% check="m10-faults"
check("m10-faults", fault_lines, happier, champion, well_couple)

# %% [markdown]
# ### Exercise 6 · What one story weighs
#
# ◆◆ 12 minutes · lesson 10.3
#
# Before any story you give a claim some probability. If it is true, a share of couples glow; if it is not,
# a smaller share do, by luck. The numbers in this exercise are *invented*: nobody has measured them.

# %%
prediction = ...  # before 0.2, glow 0.6 if true and 0.3 if not: your probability after one couple?

# %% [markdown]
# Write `after_story`. All are proportions from 0 to 1. Return a dictionary:
#
# | entry | what | exact to |
# |---|---|---|
# | `"ratio"` | likelihood ratio of one glowing couple, chosen in advance | 2 decimals |
# | `"one"` | probability of the claim after that couple | 3 decimals |
# | `"found"` | probability of the claim if instead `asked` couples were asked, and all we learn is that **at least one** glows | 3 decimals |
#
# At least one of k glows with probability 1 − (1 − share)^k. Couples do not influence each other.


# %% answer="m10-bayes"
def after_story(before, if_true, if_not, asked):
    """How far a glowing couple moves a belief.

    Args:
        before: probability of the claim before the story.
        if_true, if_not: share of couples who glow if the claim is true, and if it is not.
        asked: how many couples were asked, where one was searched for.

    Returns:
        dict with "ratio", "one" and "found" (proportions).
    """

    ### BEGIN SOLUTION
    def update(seen_if_true, seen_if_not):
        both = before * seen_if_true + (1 - before) * seen_if_not
        return before * seen_if_true / both

    return {
        "ratio": if_true / if_not,
        "one": update(if_true, if_not),
        "found": update(1 - (1 - if_true) ** asked, 1 - (1 - if_not) ** asked),
    }
    ### END SOLUTION


# %%
after_story(0.2, 0.6, 0.3, 19)

# %% [markdown]
# What do you tell a friend who was moved by the feature?
#
# - **a** “Stories are no evidence. Forget it.”
# - **b** “Happy couples are twice as common if it works, so it works with two chances in three.”
# - **c** “One couple picked beforehand would move you a little. One found by asking nineteen hardly should.”
# - **d** “It does not matter whether they were picked beforehand or found by asking nineteen: their story is
#   the same, and moves you as far.”

# %% answer="m10-bayes-friend"
to_a_friend = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
to_a_friend = "c"
### END SOLUTION

# %% check="m10-bayes"
check("m10-bayes", after_story, to_a_friend)

# %% [markdown]
# ### Exercise 7 · A headline and 120 words
#
# ◆◆◆ 30 minutes · lesson 10.4
#
# First the tool. The reading grade of Flesch and Kincaid
# ([Kincaid 1975](https://doi.org/10.21236/ADA006655)) is
# 0.39 · words per sentence + 11.8 · syllables per word − 15.59. Write `school_grade`. Return a dictionary:
#
# | entry | what | exact to |
# |---|---|---|
# | `"per_sentence"` | words per sentence | 1 decimal |
# | `"per_word"` | syllables per word | 2 decimals |
# | `"grade"` | the reading grade | 1 decimal |


# %% answer="m10-headline"
def school_grade(words, sentences, syllables):
    """The reading grade from three counts.

    Args:
        words, sentences, syllables: how many the text has.

    Returns:
        dict with "per_sentence", "per_word" and "grade".
    """
    ### BEGIN SOLUTION
    per_sentence = words / sentences
    per_word = syllables / words
    return {
        "per_sentence": per_sentence,
        "per_word": per_word,
        "grade": 0.39 * per_sentence + 11.8 * per_word - 15.59,
    }
    ### END SOLUTION


# %%
school_grade(*counts(" ".join(load("feature").fictional_text)))

# %% [markdown]
# Two questions. **The feature reads at about grade 5.** **a** So it explains well, and a reader can
# rely on it. **b** So its sentences and words are short. **c** So it is meant for children.
#
# **Which headline is fair?** **a** “MDMA may help some people, but it may not suit all, and more research
# is needed” **b** “MDMA for PTSD: supporters and critics clash” **c** “MDMA doubles recovery from PTSD” **d** “More people with PTSD
# improved with MDMA than with placebo; approval refused”

# %% answer="m10-headline-readings"
easy_text = ...  # your choice: "a", "b" or "c"
fair_headline = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
easy_text = "b"
fair_headline = "d"
### END SOLUTION

# %% [markdown]
# Now write: a headline of 3 to 15 words and a text of 100 to 140 words on MDMA-assisted therapy for a local
# newspaper. Take your numbers from `course/data` and not from the feature, such as these.

# %%
trial = load("outcomes").query("trial_id == 'mitchell_2023_mapp2' and timepoint_weeks == 18")
events = load("adverse_events").query("trial_id == 'mitchell_2023_mapp2'")
print(trial.query("endpoint == 'response'")[["arm_id", "endpoint", "events", "n"]].to_string())
print(events[["arm_id", "term", "n_participants", "n_at_risk"]].to_string())

# %% [markdown]
# The headline is the first line. `story_signs` looks for nine signs: the length of the text (one point), and for half a point each the length
# of the headline, a number, a comparator, the population (“people with ...”), uncertainty, a harm, the
# status, and grade 10 or below. A sign that you wrote in other words may be missed: say it plainly. It
# sees *words, not sense*. A person judges the sense.

# %% answer="m10-headline-text"
story = ...  # between three quotes: the headline, and on the lines below it the text
### BEGIN SOLUTION
story = """
More people with PTSD improved with MDMA, but approval was refused
In one trial, 104 people with PTSD had months of talking therapy. By lot, half also took MDMA in three
long sessions and half took placebo. Of 100 in each group who stayed to the end, 87 had clearly improved
with MDMA and 69 with placebo. That is 18 more, the number that fits the data best. Anything from one to 34
more fits fairly well. Many may have guessed what they took. A severe event, whatever its cause, came in 9 of
100 with MDMA and in 4 of 100 with placebo. How long the gain lasts is not known. The regulator in the United States refused
approval in 2024 and asked for one more trial. Healthy couples were not studied. None of this holds for a
drug from a stranger.
"""
### END SOLUTION

# %%
story_signs(story)

# %% check="m10-headline"
check("m10-headline", school_grade, easy_text, fair_headline, story)

# %% [markdown]
# Copy your headline and text into the next cell, and add two sentences: what you left out, and why. A person
# marks it with this rubric, 12 points:
#
# | criterion | 0 | 1 | 2 |
# |---|---|---|---|
# | Numbers | none, or wrong | right, but one group or relative only | right, both groups, in people, same denominator |
# | Population and comparison | missing | one of them | who was studied, and that both groups had therapy |
# | Doubt | none, or only “may” | named | named with its size or its reason, neither hidden nor inflated |
# | Harm | missing or waved away | named | with its number in both groups |
# | Status | missing or wrong | right word | right word, dated, and not taken for proof either way |
# | For the reader | jargon, labels for people, or a headline the text takes back | plain in most places | plain, kind, person first; the headline keeps its promise; what was left out is well chosen |
#
# A text may praise or doubt more than ours. It may not do either without saying on what ground.

# %% [markdown] manual="m10-headline-rubric" points=12
# ### BEGIN SOLUTION
# **More people with PTSD improved with MDMA, but approval was refused**
#
# In one trial, 104 people with PTSD had months of talking therapy. By lot, half also took MDMA in three
# long sessions and half took placebo. Of 100 in each group who stayed to the end, 87 had clearly improved
# with MDMA and 69 with placebo. That is 18 more, the number that fits the data best. Anything from one to 34
# more fits fairly well. Many may have guessed what they took. A severe event, whatever its cause, came in 9 of
# 100 with MDMA and in 4 of 100 with placebo. How long the gain lasts is not known. The regulator in the United States refused
# approval in 2024 and asked for one more trial. Healthy couples were not studied. None of this holds for a
# drug from a stranger.
#
# I left out how the drug acts in the brain, because it would not help a reader to decide. I left out the
# first trial, because its numbers point the same way and would cost the space for harms.
# ### END SOLUTION
