"""The exercises of module 10, media literacy and decision.

The first public case of every function is the one that the notebook shows; it is written out here
so that the bank can be read alone.
"""

import math

import pandas as pd

from autograder.exercises import Bank, flag, number, text

ANATOMY = "m10-media-literacy/1-anatomy-of-a-health-story"
PEOPLE = "m10-media-literacy/2-from-headline-to-people"
ANECDOTE = "m10-media-literacy/3-anecdote-fame-and-the-couple"
WRITING = "m10-media-literacy/4-writing-it-right"

# Answers may be rounded as the prompts say, so tolerances lie just above half of the last digit.
THOUSANDTH, HUNDREDTH, TENTH = 0.00055, 0.0055, 0.055
EXACT = 0.001  # for line numbers and counts: a neighbour is wrong, not close

bank = Bank("m10-media-literacy")

# Exercise 1 ---------------------------------------------------------------------------------------

eleven = bank.exercise(
    "m10-claims",
    title="Eleven claims",
    lesson=f"{ANATOMY}#a-quote-is-not-a-study",
    hints=[
        "Go through the feature with the list beside you: the claims come in the order of the lines.",
        "For each line ask: is anybody counted or compared? Is anybody speaking? Does it point elsewhere?",
        "Two lines offer a study, two a link, two nothing. For tally, compare a column with a word and "
        "take .sum(); the percentage leaves out what cannot be tested.",
    ],
    minutes=20,
    level=1,
    skill="claims",
    bloom="apply",
    objective="Extract the claims of a story, say what each rests on, and count the verdicts.",
)
CLAIMS = [f"m{i:02d}" for i in range(1, 12)]
eleven.value(
    "lines", returns={c: number(EXACT, points=0.5, label=f"line of claim {c}") for c in CLAIMS}
)
rests_on = eleven.value(
    "offered", returns={c: text(points=0.5, label=f"offered for {c}") for c in CLAIMS}
)


@rests_on.mistake("quote-as-evidence")
def _(right):
    return {c: "study" if code == "quote" else code for c, code in right.items()}


@rests_on.mistake("link-as-support")
def _(right):
    return {c: "study" if code == "link" else code for c, code in right.items()}


def graded(*rows):
    """A table of claims from pairs of type and verdict."""
    return pd.DataFrame(rows, columns=["claim_type", "verdict"])


MEDIA = graded(
    ("anecdote", "untestable"), ("fact", "supported"), ("fact", "supported"), ("fact", "partly"),
    ("mechanism", "partly"), ("efficacy", "partly"), ("mechanism", "partly"), ("efficacy", "partly"),
    ("mechanism", "partly"), ("efficacy", "unsupported"), ("forecast", "untestable"),
)  # fmt: skip
verdicts = eleven.function(
    "tally",
    returns={
        "supported": number(EXACT, unit="claims", label="supported"),
        "untestable": number(EXACT, unit="claims", label="untestable"),
        "efficacy_supported": number(EXACT, unit="claims", label="efficacy and supported"),
        "percent": number(TENTH, unit="percent", label="supported, of those testable"),
    },
    public=[
        (MEDIA,),
        (graded(("efficacy", "supported"), ("fact", "untestable"), ("efficacy", "unsupported"),
                ("fact", "supported"), ("efficacy", "partly")),),
        (graded(("anecdote", "supported"), ("efficacy", "partly"), ("mechanism", "unsupported")),),
    ],
    hidden=[
        (graded(("efficacy", "supported"), ("efficacy", "supported"), ("efficacy", "partly"),
                ("fact", "supported"), ("forecast", "untestable"), ("fact", "unsupported")),),
        (graded(("mechanism", "supported"), ("efficacy", "supported"), ("anecdote", "untestable"),
                ("anecdote", "untestable"), ("efficacy", "unsupported"), ("fact", "partly"),
                ("forecast", "untestable"), ("mechanism", "supported")),),
    ],
)  # fmt: skip


@verdicts.mistake("partly-is-supported")
def _(right, claims):
    counted = claims["verdict"].isin(["supported", "partly"])
    testable = len(claims) - right["untestable"]
    return right | {
        "supported": int(counted.sum()),
        "efficacy_supported": int((counted & (claims["claim_type"] == "efficacy")).sum()),
        "percent": 100 * counted.sum() / testable,
    }


@verdicts.mistake("untestable-is-false")
def _(right, claims):
    return right | {"percent": 100 * right["supported"] / len(claims)}


eleven.choice(
    "badly_told", options="abc", mistakes={"a": "link-as-support", "c": "quote-as-evidence"}
)

# Exercise 2 ---------------------------------------------------------------------------------------

hundred = bank.exercise(
    "m10-per-100",
    title="Sixty-seven of a hundred",
    lesson=f"{PEOPLE}#the-other-arm",
    hints=[
        "Imagine two rooms with 100 people each. Who is still there with the diagnosis?",
        "Subtract for the difference, divide for the times, and divide 100 by the difference.",
        "If each percentage may be off by half a point, the difference may be off by one.",
    ],
    minutes=12,
    level=1,
    skill="absolute and relative",
    bloom="apply",
    objective="Say a percentage as people per 100 in both groups.",
)
said = hundred.function(
    "of_a_hundred",
    returns={
        "still": number(TENTH, unit="people per 100", label="still with the diagnosis"),
        "difference": number(TENTH, unit="people per 100", label="difference"),
        "times": number(HUNDREDTH, label="times as many"),
        "nnt": number(TENTH, unit="people", label="number needed to treat"),
        "smallest": number(TENTH, unit="people per 100", label="smallest after rounding"),
    },
    public=[(67, 32), (40, 25), (8, 5)],
    hidden=[(71, 48), (12, 3), (90, 14)],
)


@said.alternative("whole people, rounded up")
def _(right, percent_drug, percent_control):
    return right | {"nnt": math.ceil(right["nnt"])}


@said.mistake("ignore-control")
def _(right, percent_drug, percent_control):
    return right | {
        "difference": percent_drug,
        "nnt": 100 / percent_drug,
        "smallest": percent_drug - 0.5,
    }


@said.mistake("relative-only")
def _(right, percent_drug, percent_control):
    gain = 100 * (percent_drug / percent_control - 1)
    return right | {"difference": gain, "nnt": 100 / gain, "smallest": gain - 1}


hundred.choice(
    "fair_sentence",
    options="abcd",
    mistakes={"a": "cure", "b": "relative-only", "c": "ignore-control"},
)

# Exercise 3 ---------------------------------------------------------------------------------------

ten = bank.exercise(
    "m10-score",
    title="Ten criteria",
    lesson=f"{ANATOMY}#ten-questions-for-a-story",
    hints=[
        "Hold the feature to the exact words of each row. A nice try is a no.",
        "Many rows ask for two things at once: both, or it is a no. Fewer than half are met.",
        "Lines 4, 19 and 22 do something well. For score_card: list.count, and zip for pairs of marks.",
    ],
    minutes=18,
    level=2,
    skill="scoring a story",
    bloom="evaluate",
    objective="Score a story on ten criteria, and say how far two readers agree.",
)
CRITERIA = (
    "costs", "benefits", "harms", "evidence", "illness",
    "sources", "alternatives", "availability", "novelty", "own work",
)  # fmt: skip
on_the_page = ten.value("scores", returns={c: text(points=0.5, label=c) for c in CRITERIA})


@on_the_page.mistake("harms-mentioned-is-quantified")
def _(right):
    return right | {"harms": "yes"}


@on_the_page.mistake("ignore-control")
def _(right):
    return right | {"benefits": "yes"}


@on_the_page.mistake("breakthrough-is-approval")
def _(right):
    return right | {"availability": "yes"}


Y, N, A = "yes", "no", "n/a"
card = ten.function(
    "score_card",
    returns={
        "met": number(EXACT, unit="criteria", label="met"),
        "applicable": number(EXACT, unit="criteria", label="applicable"),
        "percent": number(TENTH, unit="percent", label="met, of the applicable"),
        "agreement": number(TENTH, unit="percent", label="agreement"),
    },
    public=[
        ([Y, N, N, A, Y, N, A, Y, Y, N], [Y, N, Y, N, Y, N, A, Y, N, N]),
        ([N, Y, A, Y], [N, Y, Y, Y]),
        ([Y, Y, N, N, A], [A, N, N, Y, A]),
    ],
    hidden=[
        ([Y, Y, A, N, A, Y, A], [N, Y, A, N, Y, Y, N]),
        ([N, N, N, Y, A, N, N, N], [Y, N, A, Y, A, A, Y, Y]),
    ],
)


@card.mistake("not-applicable-counted")
def _(right, marks, second):
    return right | {"applicable": len(marks), "percent": 100 * right["met"] / len(marks)}


ten.choice(
    "sober",
    options="abc",
    mistakes={"b": "tone-as-quality", "c": "harms-mentioned-is-quantified"},
)

# Exercise 4 ---------------------------------------------------------------------------------------

status = bank.exercise(
    "m10-status",
    title="Words of status",
    lesson=f"{PEOPLE}#words-of-status",
    hints=[
        "Which of the words is a decision, which a label, which advice, which a trial?",
        "Sort the events by date and keep those up to the day. Which is the last of them?",
        "pd.to_datetime and pd.Timestamp compare; the difference of two has .days. Treat an empty list "
        "of past events first.",
    ],
    minutes=15,
    level=2,
    skill="status",
    bloom="analyse",
    objective="Match words of status to dated facts.",
)
matched = status.value(
    "meaning",
    returns={
        word: text(label=word)
        for word in ("breakthrough", "phase 3", "advisory vote", "complete response", "approved")
    },
)


@matched.mistake("breakthrough-is-approval")
def _(right):
    return right | {"breakthrough": "b"}


@matched.mistake("rejected-means-disproved")
def _(right):
    return right | {"complete response": "e"}


MDMA_DAYS = ["2017-08-16", "2023-12-11", "2024-02-09", "2024-06-04", "2024-08-08"]
MDMA_WORDS = ["breakthrough", "application submitted", "under priority review", "advisers voted no",
              "complete response"]  # fmt: skip
OTHER_DAYS = ["2021-03-05", "2019-11-22", "2022-07-01", "2020-02-29"]
OTHER_WORDS = ["phase 3 ended", "breakthrough", "approved", "phase 3 begun"]
THIRD_DAYS = ["2018-10-04", "2023-06-30", "2016-03-01"]
THIRD_WORDS = ["phase 2 begun", "declined", "orphan drug"]
on_its_day = status.function(
    "status_on",
    returns={
        "status": text(label="status on the day"),
        "days": number(EXACT, unit="days", label="days since"),
        "later": number(EXACT, unit="events", label="events after the day"),
    },
    # Then made up, in no order: after all of them, before all of them, and on the day of one.
    public=[
        (MDMA_DAYS, MDMA_WORDS, "2024-05-01"),
        (THIRD_DAYS, THIRD_WORDS, "2024-01-01"),
        (THIRD_DAYS, THIRD_WORDS, "2015-12-31"),
        (THIRD_DAYS, THIRD_WORDS, "2018-10-04"),
    ],
    hidden=[
        (OTHER_DAYS, OTHER_WORDS, "2021-03-05"),
        (OTHER_DAYS, OTHER_WORDS, "2022-01-31"),
        (OTHER_DAYS, OTHER_WORDS, "2018-06-30"),
        (OTHER_DAYS[:3], OTHER_WORDS[:3], "2023-01-01"),
    ],
)


@on_its_day.mistake("status-undated")
def _(right, days, words, day):
    return right | {"status": words[days.index(max(days))], "later": 0}


status.choice(
    "refusal",
    options="abc",
    mistakes={"b": "rejected-means-disproved", "c": "breakthrough-is-approval"},
)

# Exercise 5 ---------------------------------------------------------------------------------------

planted = bank.exercise(
    "m10-faults",
    title="Eight planted faults",
    lesson=f"{ANECDOTE}#after-is-not-because",
    hints=[
        "Read the feature once for each fault, and ask of each line: is it this one?",
        "Three of them stand next to each other, where the story of R. and T. is told in time.",
        "Lines 7, 12, 14, 17, 18, 19, 20 and 24 hold one each. Which is which?",
    ],
    minutes=20,
    level=3,
    skill="faults of testimony",
    bloom="evaluate",
    objective="Find what selection, timing, transfer and interest do to a testimony.",
)
FAULTS = ("survivorship", "regression", "post hoc", "transfer", "six couples", "supply", "interest",
          "harms")  # fmt: skip
planted.value("fault_lines", returns={fault: number(EXACT, label=fault) for fault in FAULTS})
planted.choice("happier", options="abc", mistakes={"a": "anecdote-as-trial", "c": "zero-update"})
planted.choice(
    "champion", options="abc", mistakes={"a": "fame-as-expertise", "b": "anecdote-as-trial"}
)
planted.choice(
    "well_couple",
    options="abc",
    mistakes={
        "b": "couple-trial-covers-healthy-couples",
        "c": "couple-trial-covers-healthy-couples",
    },
)

# Exercise 6 ---------------------------------------------------------------------------------------

weight = bank.exercise(
    "m10-bayes",
    title="What one story weighs",
    lesson=f"{ANECDOTE}#what-one-story-weighs",
    hints=[
        "Imagine 100 claims, so many of them true. In how many of each kind do you see the story?",
        "True and seen, over all seen. The same formula serves twice, with other chances of seeing.",
        "update(p, q) = before·p / (before·p + (1 − before)·q); for found, p = 1 − (1 − if_true)**asked.",
    ],
    minutes=12,
    level=2,
    skill="updating a belief",
    bloom="analyse",
    objective="Say how far one story moves a belief, and what a search for it does to that.",
)
moved = weight.function(
    "after_story",
    returns={
        "ratio": number(HUNDREDTH, label="likelihood ratio"),
        "one": number(THOUSANDTH, unit="proportion", label="after one chosen in advance"),
        "found": number(THOUSANDTH, unit="proportion", label="after one that was found"),
    },
    public=[(0.2, 0.6, 0.3, 19), (0.2, 0.6, 0.3, 3), (0.5, 0.2, 0.4, 5)],
    hidden=[(0.05, 0.8, 0.1, 4), (0.6, 0.35, 0.25, 2), (0.35, 0.15, 0.02, 12)],
)


@moved.mistake("base-rate-neglect")
def _(right, before, if_true, if_not, asked):
    seen, by_luck = 1 - (1 - if_true) ** asked, 1 - (1 - if_not) ** asked
    return right | {"one": if_true / (if_true + if_not), "found": seen / (seen + by_luck)}


@moved.mistake("zero-update")
def _(right, before, if_true, if_not, asked):
    return right | {"one": before, "found": before}


@moved.mistake("selection-ignored")
def _(right, before, if_true, if_not, asked):
    return right | {"found": right["one"]}


weight.choice(
    "to_a_friend",
    options="abcd",
    mistakes={"a": "zero-update", "b": "base-rate-neglect", "d": "selection-ignored"},
)

# Exercise 7 ---------------------------------------------------------------------------------------

public_text = bank.exercise(
    "m10-headline",
    title="A headline and 120 words",
    lesson=f"{WRITING}#careful-words-are-not-enough",
    hints=[
        "First how many of 100, in both groups. Then how sure. Then what it costs people. Then the status.",
        "Look at `story_signs(story)`: what is False is missing. One number per sentence keeps the grade low.",
        "Say “people with PTSD”, “placebo”, “still fits”, “a severe event”, “refused approval”. Then "
        "read it aloud to somebody.",
    ],
    minutes=30,
    level=3,
    skill="public writing",
    bloom="create",
    objective="Compose a fair headline and 120 words that people read.",
)
public_text.function(
    "school_grade",
    returns={
        "per_sentence": number(TENTH, label="words per sentence"),
        "per_word": number(HUNDREDTH, label="syllables per word"),
        "grade": number(TENTH, label="reading grade"),
    },
    public=[(524, 46, 726), (120, 10, 168), (60, 9, 70)],
    hidden=[(95, 4, 190), (33, 7, 41), (400, 16, 655)],
)
public_text.choice("easy_text", options="abc", mistakes={"a": "easy-is-true"})
public_text.choice(
    "fair_headline",
    options="abcd",
    mistakes={"a": "hedge-only", "b": "both-sides-false-balance", "c": "relative-only"},
)
SIGNS = {
    "headline": "headline of 3 to 15 words",
    "words": "100 to 140 words",
    "number": "a number",
    "comparator": "compared with what",
    "population": "who was studied",
    "uncertainty": "how sure it is",
    "harm": "a harm",
    "status": "the status",
    "grade": "reads at grade 10 or below",
}
public_text.value(
    "story",
    returns={
        sign: flag(points=1 if sign == "words" else 0.5, label=says) for sign, says in SIGNS.items()
    },
    measure="course.writing:story_signs",
)
