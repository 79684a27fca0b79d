"""The exercises of module 5, the therapy and relationships.

The first public case of every function is the one that the notebook shows; it is written out here
so that the bank can be read alone.
"""

import math

from autograder.exercises import Bank, flag, number, text

DELIVERED = "m05-therapy-and-relationships/1-what-is-delivered"
SETTING = "m05-therapy-and-relationships/2-setting-as-a-variable"
COUPLES = "m05-therapy-and-relationships/3-couples-and-dyads"
BOUNDARIES = "m05-therapy-and-relationships/4-power-touch-boundaries"

# Answers may be rounded as the prompts say, so tolerances lie just above half of the last digit.
HUNDREDTH, TENTH = 0.0055, 0.055

bank = Bank("m05-therapy-and-relationships")

# Exercise 1 ---------------------------------------------------------------------------------------

change = bank.exercise(
    "m05-change",
    title="Whose change is it?",
    lesson=f"{DELIVERED}#within-is-not-between",
    hints=[
        "Three different questions: how far did A go, how far did B go, how far apart are they?",
        "Within an arm, divide by that arm's own standard deviation. Between, first subtract the "
        "changes, then divide once.",
        "The pooled variance is ((n_a − 1)·sd_a² + (n_b − 1)·sd_b²) / (n_a + n_b − 2). The share is "
        "B's change over A's change, times 100.",
    ],
    minutes=12,
    level=2,
    skill="within and between",
    bloom="analyse",
    objective="Separate change within people from the difference between arms.",
)
effects = change.function(
    "change_effects",
    returns={
        "within_a": number(HUNDREDTH, unit="SD units", label="change within A"),
        "within_b": number(HUNDREDTH, unit="SD units", label="change within B"),
        "between": number(HUNDREDTH, unit="SD units", label="difference between A and B"),
        "share": number(TENTH, unit="percent", label="share of the change also seen in B"),
    },
    # Change on the CAPS-5 in the second phase 3 trial (SYPRES), and in the first.
    public=[
        (-23.7, 11.9572, 52, -14.8, 11.5728, 42),
        (-24.4, 11.6, 42, -13.9, 11.5, 37),
        (-9.0, 5.0, 4, -4.0, 11.0, 9),  # made up: few people, unequal spreads
    ],
    hidden=[
        (-12.0, 4.0, 5, -3.0, 15.0, 12),
        (5.0, 8.0, 9, 9.0, 3.0, 4),
        (-30.0, 20.0, 150, 6.0, 9.0, 20),
    ],
)


@effects.alternative("with Hedges' small-sample correction")
def _(right, change_a, sd_a, n_a, change_b, sd_b, n_b):
    return right | {"between": right["between"] * (1 - 3 / (4 * (n_a + n_b - 2) - 1))}


@effects.mistake("all-change-is-drug")
def _(right, *arms):
    return right | {"between": right["within_a"]}


@effects.mistake("within-as-between")
def _(right, *arms):
    return right | {"between": right["within_a"] - right["within_b"]}


@effects.mistake("swapped-arms")
def _(right, change_a, sd_a, n_a, change_b, sd_b, n_b):
    return {
        "within_a": right["within_b"],
        "within_b": right["within_a"],
        "between": -right["between"],
        "share": 100 * change_a / change_b,
    }


change.choice(
    "headline",
    options="abcd",
    mistakes={"b": "therapy-inert", "c": "all-change-is-drug", "d": "within-as-between"},
)

# Exercise 2 ---------------------------------------------------------------------------------------

six = bank.exercise(
    "m05-six",
    title="Six couples and their interval",
    lesson=f"{COUPLES}#what-six-couples-can-show",
    hints=[
        "Which true effects would make the d you saw not too surprising, on either side?",
        "Let t = d·√n. Search for the noncentrality x at which stats.nct.cdf(t, n − 1, x) is 0.975 "
        "for the lower limit, 0.025 for the upper; then divide x by √n.",
        "optimize.brentq(lambda x: stats.nct.cdf(t, n − 1, x) − tail, t − 10, t + 10) finds x. Zero "
        "is included when low ≤ 0 ≤ high.",
    ],
    minutes=15,
    level=2,
    skill="interval of a paired effect",
    bloom="analyse",
    objective="Attach an exact interval to a standardised change from a handful of pairs.",
)
limits = six.function(
    "paired_limits",
    returns={
        "low": number(HUNDREDTH, unit="SD units", label="lower limit"),
        "high": number(HUNDREDTH, unit="SD units", label="upper limit"),
        "includes_zero": flag(label="includes zero?"),
    },
    public=[(1.85, 6), (0.64, 6), (-0.4, 8)],
    hidden=[(2.79, 6), (0.45, 14), (-0.9, 11), (-0.2, 5)],
)


def around(d, reach):
    """The answer of somebody who adds and subtracts the same reach."""
    return {"low": d - reach, "high": d + reach, "includes_zero": abs(d) <= reach}


@limits.mistake("normal-ci-small-n")
def _(right, d, n):
    return around(d, 1.96 * math.sqrt(1 / n + d**2 / (2 * n)))


@limits.mistake("normal-ci-small-n")
def _(right, d, n):
    return around(d, 1.96 / math.sqrt(n))


@limits.mistake("d-without-ci")
def _(right, d, n):
    return around(d, 0.0)


six.choice("six_couples", options="abcd", mistakes={"a": "big-d-big-evidence", "b": "d-without-ci"})

# Exercise 3 ---------------------------------------------------------------------------------------

effective = bank.exercise(
    "m05-effective",
    title="How many people are six couples?",
    lesson=f"{COUPLES}#twelve-people-or-six",
    hints=[
        "If partners always answered alike, what would the second one add to an average? And to a "
        "comparison of the two?",
        "Start from two people per couple. Divide by how many times larger the variance is.",
        "For the average divide by 1 + ICC, for the difference by 1 − ICC.",
    ],
    minutes=10,
    level=2,
    skill="dyads",
    bloom="analyse",
    objective="Say how many independent people paired partners are worth, for two questions.",
)
worth = effective.function(
    "effective_people",
    returns={
        "average": number(TENTH, unit="people", label="worth for an average"),
        "difference": number(TENTH, unit="people", label="worth for a difference"),
    },
    public=[(6, 0.5), (20, 0.3), (15, -0.1)],
    hidden=[(24, 0.62), (113, 0.15), (9, -0.2)],
)


@worth.mistake("partners-independent")
def _(right, couples, icc):
    return {"average": 2 * couples, "difference": 2 * couples}


@worth.mistake("couples-only")
def _(right, couples, icc):
    return {"average": couples, "difference": couples}


@worth.mistake("pairing-always-costs")
def _(right, couples, icc):
    return right | {"difference": right["average"]}


effective.choice(
    "couple_interval",
    options="abcd",
    mistakes={"a": "partners-independent", "c": "couples-only"},
)

# Exercise 4 ---------------------------------------------------------------------------------------

regression = bank.exercise(
    "m05-regression",
    title="Better without anything",
    lesson=f"{DELIVERED}#falling-back-to-the-middle",
    hints=[
        "Who is enrolled sits above the average. How far? And how much of that distance stays?",
        "z = (cutoff − mean) / sd. The distance of the enrolled from the mean is "
        "sd·stats.norm.pdf(z)/stats.norm.sf(z).",
        "After is mean + r·distance, so the change is −(1 − r)·distance. Divide by what was observed.",
    ],
    minutes=15,
    level=2,
    skill="regression to the mean",
    bloom="analyse",
    objective="Calculate how far people chosen for high scores fall back untreated.",
)
untreated = regression.function(
    "untreated_change",
    returns={
        "before": number(TENTH, unit="points", label="first score of those enrolled"),
        "after": number(TENTH, unit="points", label="second score"),
        "change": number(TENTH, unit="points", label="change with no treatment"),
        "share": number(TENTH, unit="percent", label="share of the observed change"),
    },
    # Mean, spread and stability are invented; -14.8 is the change with placebo and therapy.
    public=[
        (26, 9, 0.7, 30, -14.8),
        (50.0, 10.0, 0.4, 62.0, -7.0),
        (12.0, 4.0, 0.9, 9.0, -2.0),
    ],
    hidden=[(40.0, 12.0, 0.85, 35.0, -5.0), (100.0, 15.0, 0.6, 120.0, -20.0), (7, 3, 0.2, 5, -2.5)],
)


@untreated.mistake("rtm-ignored")
def _(right, *clinic):
    return right | {"after": right["before"], "change": 0.0, "share": 0.0}


@untreated.mistake("rtm-explains-all")
def _(right, mean, sd, r, cutoff, observed):
    return right | {"after": right["before"] + observed, "change": observed, "share": 100.0}


@untreated.mistake("correlation-as-fall")
def _(right, mean, sd, r, cutoff, observed):
    fall = -r * (right["before"] - mean)
    return right | {"after": right["before"] + fall, "change": fall, "share": 100 * fall / observed}


regression.choice(
    "placebo_fall",
    options="abcd",
    mistakes={"a": "rtm-ignored", "b": "rtm-explains-all", "d": "rtm-explains-all"},
)

# Exercise 5 ---------------------------------------------------------------------------------------

cluster = bank.exercise(
    "m05-cluster",
    title="Sharing a therapist",
    lesson=f"{SETTING}#the-therapist-is-part-of-the-setting",
    hints=[
        "With how many others does a typical person share a group? Large groups hold most people.",
        "The size that counts is Σ size² / Σ size. Take one away: a person is not a neighbour of "
        "themselves.",
        "Design effect: 1 + (Σ size² / Σ size − 1)·ICC. People: Σ size divided by it.",
    ],
    minutes=12,
    level=2,
    skill="clusters",
    bloom="analyse",
    objective="Estimate how much information is lost when people share a site or a therapist.",
)
shared = cluster.function(
    "shared_setting",
    returns={
        "design_effect": number(HUNDREDTH, label="design effect"),
        "people": number(TENTH, unit="people", label="worth this many people"),
    },
    public=[([8] * 13, 0.05), ([2, 4, 12, 30], 0.05), ([9, 3, 9, 1], 0.2)],
    hidden=[([5, 5, 20], 0.12), ([1, 1, 40, 3], 0.02), ([6] * 17, 0.3)],
)


@shared.alternative("rounded to whole people")
def _(right, sizes, icc):
    return right | {"people": float(round(right["people"]))}


@shared.mistake("design-effect-ignored")
def _(right, sizes, icc):
    return {"design_effect": 1.0, "people": sum(sizes)}


def at_size(size, sizes, share):
    """The answer of somebody who takes another size, or another share of the variation."""
    effect = 1 + (size - 1) * share
    return {"design_effect": effect, "people": sum(sizes) / effect}


@shared.mistake("plain-mean-size")
def _(right, sizes, icc):
    return at_size(sum(sizes) / len(sizes), sizes, icc)


@shared.mistake("icc-as-correlation")
def _(right, sizes, icc):
    return at_size(sum(size**2 for size in sizes) / sum(sizes), sizes, icc**2)


cluster.choice(
    "lost_on", options="abcd", mistakes={"a": "design-effect-ignored", "d": "icc-as-correlation"}
)

# Exercise 6 ---------------------------------------------------------------------------------------

setting = bank.exercise(
    "m05-setting",
    title="Reading the room",
    lesson=f"{SETTING}#not-reported-is-not-absent",
    hints=[
        "For each item find the sentence. If there is none, the report is silent, and that is a code.",
        "For chance: how often does each coder use each code? Two shares, multiplied, summed over codes.",
        "list.count(code) / n is a share. Kappa is (agreement − chance) / (1 − chance).",
    ],
    minutes=18,
    level=2,
    skill="coding and agreement",
    bloom="analyse",
    objective="Code a report of a setting, and judge agreement beyond chance.",
)
ITEMS = (
    "location",
    "access to nature",
    "lighting",
    "bathroom",
    "people present",
    "music",
    "interruptions",
    "support after the trial",
)
coded = setting.value("codes", returns={item: text(points=0.5, label=item) for item in ITEMS})


@coded.mistake("not-reported-as-absent")
def _(right):
    return {k: "absent" if code == "not reported" else code for k, code in right.items()}


def codes(both_yes, only_a, only_b, both_no):
    """Two coders' lists of yes and no, from their two-by-two table."""
    a = ["yes"] * (both_yes + only_a) + ["no"] * (only_b + both_no)
    b = ["yes"] * both_yes + ["no"] * only_a + ["yes"] * only_b + ["no"] * both_no
    return a, b


REPORT = ["reported", "not reported", "reported", "not reported", "reported", "absent",
          "not reported", "absent"]  # fmt: skip
SECOND = ["reported", "absent", "reported", "not reported", "reported", "absent",
          "not reported", "not reported"]  # fmt: skip

beyond = setting.function(
    "agreement",
    returns={
        "agreement": number(HUNDREDTH, unit="proportion", label="agreement"),
        "chance": number(HUNDREDTH, unit="proportion", label="agreement by chance"),
        "kappa": number(HUNDREDTH, label="kappa"),
    },
    public=[(REPORT, SECOND), codes(24, 2, 3, 1), codes(5, 4, 1, 9)],
    hidden=[
        codes(13, 2, 3, 12),
        codes(1, 6, 5, 2),
        (["a", "b", "c", "d", "a", "a"], ["a", "b", "c", "a", "a", "e"]),
    ],
)


@beyond.mistake("agreement-as-kappa")
def _(right, codes_a, codes_b):
    return right | {"kappa": right["agreement"]}


@beyond.mistake("chance-is-half")
def _(right, codes_a, codes_b):
    return right | {"chance": 0.5, "kappa": 2 * right["agreement"] - 1}


setting.choice(
    "write_up",
    options="abcd",
    mistakes={"b": "agreement-as-kappa", "c": "low-kappa-means-bad-coders", "d": "chance-is-half"},
)

# Exercise 7 ---------------------------------------------------------------------------------------

boundary = bank.exercise(
    "m05-boundary",
    title="A limit was crossed",
    lesson=f"{BOUNDARIES}#consent-is-not-a-form",
    hints=[
        "Four separate questions. For the first three ask: what was agreed on a sober day?",
        "Agreed limits may become narrower during a session, never wider. A word counts at once.",
        "What happened afterwards belongs to another question than what was done. And one couple's "
        "letter has no couple to compare with.",
    ],
    minutes=25,
    level=3,
    skill="boundary cases",
    bloom="evaluate",
    objective="Analyse a crossed limit by what was agreed and known at the time.",
)
boundary.choice(
    "after_pause",
    options="abcd",
    mistakes={"a": "consent-once-is-enough", "d": "outcome-excuses-process"},
)
boundary.choice(
    "the_request", options="abcd", mistakes={"b": "request-is-consent", "d": "request-is-consent"}
)
boundary.choice(
    "the_thanks",
    options="abcd",
    mistakes={
        "a": "outcome-excuses-process",
        "b": "one-story-is-evidence",
        "c": "outcome-excuses-process",
    },
)
boundary.choice(
    "the_letter",
    options="abcd",
    mistakes={"a": "one-story-is-evidence", "c": "one-story-is-evidence"},
)
