"""The bank of the toy assignment; hidden cases hold the canary that no submission may learn."""

from autograder.exercises import Bank, number, text

bank = Bank("toy")
CANARY_NUMBER = 271828182.5

mean = bank.exercise(
    "toy-mean",
    title="A mean",
    lesson="toy",
    hints=["Add up.", "Count.", "Divide."],
    minutes=2,
    level=1,
    skill="mean",
    bloom="apply",
    objective="Calculate a mean.",
)
function = mean.function(
    "mean_of",
    returns=number(0.0005, points=2),
    public=[([1.0, 2.0, 6.0],)],
    hidden=[([4.0, 8.0],), ([CANARY_NUMBER, 0.0, 5.0],)],
)


@function.mistake("median-as-mean")
def _(right, values):
    return sorted(values)[len(values) // 2]


mean.choice("meaning", options="abc", mistakes={"a": "median-as-mean"})

word = bank.exercise(
    "toy-word",
    title="A word",
    lesson="toy",
    hints=["Look.", "Join.", "Return."],
    minutes=2,
    level=1,
    skill="text",
    bloom="apply",
    objective="Turn a word round.",
)
word.function(
    "turn", returns=text(points=2), public=[("abc",)], hidden=[("canary-hidden-word",), ("xy",)]
)

value = bank.exercise(
    "toy-value",
    title="A value",
    lesson="toy",
    hints=["Filter.", "Count.", "Done."],
    minutes=2,
    level=1,
    skill="count",
    bloom="apply",
    objective="Count rows.",
)
value.value("rows", returns=number(0, points=1))
