"""A bank of three exercises: a record of numbers with a choice, a column, one value in percent."""

import math

from autograder.exercises import Bank, number, numbers

LESSON = "m07-one-trial/1-differences-ratios-people"

bank = Bank("example-one")


def odds(events, people):
    return events / (people - events)


risks = bank.exercise(
    "one-risks",
    title="People, not ratios",
    lesson=f"{LESSON}#people-not-ratios",
    hints=["Think of 100 people in each group.", "Divide first.", "Then subtract or divide."],
    minutes=10,
    level=1,
    skill="risk measures",
    bloom="apply",
    objective="Calculate a risk difference, a risk ratio and a number needed to treat.",
)
measures = risks.function(
    "risk_measures",
    returns={
        "difference": number(0.0005, unit="proportion", label="risk difference"),
        "ratio": number(0.005, label="risk ratio"),
        "nnt": number(0.05, unit="people", label="number needed to treat"),
    },
    public=[(45, 52, 29, 42)],
    hidden=[(24, 90, 12, 86), (30, 50, 10, 51)],
)


@measures.mistake("or-as-rr")
def odds_ratio_for_risk_ratio(right, events_a, n_a, events_b, n_b):
    return right | {"ratio": odds(events_a, n_a) / odds(events_b, n_b)}


@measures.mistake("nnt-from-rr")
def from_the_ratio(right, *_counts):
    return right | {"nnt": 1 / (right["ratio"] - 1)}


@measures.alternative("rounded up to whole people")
def whole_people(right, *_counts):
    return right | {"nnt": math.ceil(right["nnt"])}


risks.choice("meaning", options="abc", mistakes={"a": "or-as-rr"})

spread = bank.exercise(
    "one-spread",
    title="Two kinds of spread",
    lesson=f"{LESSON}#two-kinds-of-spread",
    hints=["Which of the two shrinks when more people take part?", "sd = se · √n"],
    minutes=8,
    level=2,
    skill="spread",
    bloom="apply",
    objective="Tell a standard error from a standard deviation.",
)
deviations = spread.function(
    "deviations",
    returns=numbers(0.05, unit="points", points=2, label="standard deviations"),
    public=[([1.1, 2.0, 0.7], [52, 42, 90])],
    hidden=[([0.4, 1.3], [100, 25])],
)


@deviations.mistake("se-as-sd")
def unchanged(right, errors, people):
    return list(errors)


share = bank.exercise(
    "one-share",
    title="One share from two groups",
    lesson=f"{LESSON}#count-people-first",
    hints=["How many people improved, in all?"],
    minutes=5,
    level=1,
    skill="shares",
    bloom="apply",
    objective="Combine two shares.",
)
overall = share.value("overall", returns=number(0.05, unit="percent", label="share overall"))


@overall.mistake("mean-of-percent")
def plain_mean(right):
    return 100 * (45 / 52 + 29 / 42) / 2
