"""A bank of one exercise, as small as one can be."""

from autograder.exercises.bank import Bank, number

bank = Bank("m99-example")

exercise = bank.exercise(
    "m99-difference",
    title="A risk difference",
    lesson="m99-example/1-example#what-this-cannot-tell-us",
    hints=["Divide the events by the people in each arm."],
    minutes=5,
    level=1,
    skill="risk",
    bloom="apply",
    objective="Compute a risk difference.",
)
difference = exercise.function(
    "difference",
    returns=number(0.0005, unit="proportion"),
    public=[(45, 52, 29, 42)],
    hidden=[(24, 90, 39, 86)],
)


@difference.mistake("or-as-rr")
def odds_ratio_for_difference(right, events_a, n_a, events_b, n_b):
    return events_a * (n_b - events_b) / (events_b * (n_a - events_a))


exercise.choice("meaning", options="ab", mistakes={"a": "or-as-rr"})
