# %% [markdown]
# # History as evidence
#
# *Assignment to module 2 · eight exercises · about 87 minutes*
#
# Each exercise asks for a guess, a function, and the sentence you would stand behind. The guess earns
# no points; write it down before you compute, because being surprised is how one learns. Run the
# `check` cell as often as you like: it says what is right, and where it can, which thought led
# elsewhere. `hint("m02-status")` shows the gentlest of three hints, `hint("m02-status", 2)` the next.
# When graded, your functions also meet numbers that are not shown here, so let them compute.
#
# Every contrast is **active minus control**, or active over control. Do not round on the way; each
# prompt says how exact the result should be.
#
# **A note before you begin.** These numbers stand for people: patients of the 1960s, people with
# alcohol use disorder, people with depression. Exercise 6 counts long psychoses. This is practice in
# reading evidence, not medical advice, and it gives no guidance on obtaining or taking any drug. If
# you are in distress, please turn to a health professional, the emergency services where you are, or a
# crisis line ([findahelpline.com](https://findahelpline.com)).

# %%
import numpy as np
import pandas as pd
from scipy import stats

from autograder import check, hint
from course import load

# %% [markdown]
# ### Exercise 1 · Which status on which day?
#
# ◆ 10 minutes · lesson 2.4
#
# You check facts for a magazine. A story says that MDMA was *already banned* on a certain day. These are
# the steps of its scheduling in the United States, and of the application for MDMA-assisted therapy.

# %%
steps = load("legal_steps").query("status == 'ok'")
columns = ["announced", "in_force", "gives", "force"]
mdma_us = steps.loc[steps.matter == "MDMA in the United States", columns]
fda = steps.loc[steps.matter == "MDMA-assisted therapy at the FDA", columns]
mdma_us

# %%
prediction = ...  # what was its status on 20 October 1986?

# %% [markdown]
# Write `status_on`. It takes a list of days, a table of steps, and the status before the first step. It
# returns a dictionary with one entry: `"status"`, a list of texts, one for each day, in the same order.
#
# - Only a step whose `force` is `binding` changes the status. `advice` and `label` change nothing.
# - A binding step counts from its `in_force` day on, that day included.
# - If several are in force, the one that came into force **last** holds. The steps may stand in any order.
# - Before any is in force, the status is `start`.
#
# Days are texts such as `"1985-06-15"`; texts of this form can be compared with `<` and `<=`.


# %% answer="m02-status"
def status_on(days, steps, start):
    """The status that holds on each day.

    Args:
        days: list of k texts, "YYYY-MM-DD".
        steps: DataFrame with the columns announced, in_force ("" where a step never binds),
            gives (the status) and force ("binding", "advice" or "label"); all texts.
        start: text, the status before any step is in force.

    Returns:
        dict with "status": list of k texts.
    """
    ### BEGIN SOLUTION
    binding = steps[steps.force == "binding"].sort_values("in_force")
    found = []
    for day in days:
        valid = binding[binding.in_force <= day]
        found.append(valid.gives.iloc[-1] if len(valid) else start)
    return {"status": found}
    ### END SOLUTION


# %%
us_days = ["1984-12-01", "1985-06-15", "1986-08-01", "1986-10-20", "1987-06-01", "1988-06-01"]
fda_days = ["2017-01-01", "2020-01-01", "2024-03-01", "2024-07-01", "2024-08-08", "2024-09-01"]
print(status_on(us_days, mdma_us, "unscheduled"))
print(status_on(fda_days, fda, "not approved"))

# %% [markdown]
# The story is set on 20 October 1986. Which sentence do you print?
#
# - **a** “On that day MDMA was in Schedule I for good: the final rule had been printed the week before.”
# - **b** “On that day MDMA was in Schedule III, as the judge who heard the case had ruled in May.”
# - **c** “On that day MDMA was in Schedule I for a time; the final rule was not yet in force.”
# - **d** “On that day MDMA was in Schedule I again, which is where the law of the United States has it.”

# %% answer="m02-status-sentence"
sentence = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
sentence = "c"
### END SOLUTION

# %% check="m02-status"
check("m02-status", status_on, sentence)

# %% [markdown]
# ### Exercise 2 · What could they have seen?
#
# ◆◆ 12 minutes · lesson 2.3
#
# Four comparisons of LSD treatment with a control, in people with alcohol use disorder. The sizes of the
# arms were read in summaries (tier C), so they serve for this sum and not for a claim about the trials.

# %%
trials = load("first_wave")
sizes = trials[trials.use_for_power].sort_values("n_lsd")
sizes[["trial", "n_lsd", "n_control", "source_tier", "status"]]

# %%
arms = [(int(a), int(b)) for a, b in zip(sizes.n_lsd, sizes.n_control, strict=True)]
prediction = ...  # if LSD truly helps 59 and control 38 of 100: how many of the four would show it?

# %% [markdown]
# Write `chance_to_see`. Suppose the true shares are `p_active` and `p_control`. Return a dictionary:
#
# - `"power"`: for each comparison, the chance of a significant result in a two-sided 5 % test:
#   Φ(|difference| / SE − 1.96), where Φ is `stats.norm.cdf` and SE² is the sum of p(1 − p)/n over the two
#   arms, each with **its own** share and size;
# - `"expected"`: how many of the comparisons you expect to be significant;
# - `"none"`: the chance that not one of them is.
#
# All to 2 decimals, the chances as proportions. A pooled error (one share p for both arms), in place of
# SE or for the line at 1.96 alone, is welcome, and so is the arcsine formula. (With small arms all of
# them are rough; an exact test sees less still.)


# %% answer="m02-small-trials"
def chance_to_see(arms, p_control, p_active):
    """The chance that each of several comparisons finds a true difference.

    Args:
        arms: list of k tuples (n_active, n_control), people.
        p_control, p_active: true share of people improved in each arm (proportions).

    Returns:
        dict with "power" (list of k proportions), "expected" (a number of comparisons) and "none"
        (proportion).
    """
    ### BEGIN SOLUTION
    power = []
    for n_active, n_control in arms:
        se = np.sqrt(p_active * (1 - p_active) / n_active + p_control * (1 - p_control) / n_control)
        power.append(stats.norm.cdf(abs(p_active - p_control) / se - 1.96))
    return {"power": power, "expected": sum(power), "none": np.prod([1 - p for p in power])}
    ### END SOLUTION


# %%
chance_to_see(arms, 0.38, 0.59)

# %% [markdown]
# Suppose that all four come out *not significant*. What follows?
#
# - **a** Little: with a true difference it happens once in seven times, with none eight times in ten. A
#   mild hint against.
# - **b** The treatment does nothing, at least for people like these: each of the four trials looked for
#   a difference, and found none.
# - **c** The matter is settled by four votes to nil, because four teams agree and nobody found the
#   opposite of what they did.
# - **d** There is a difference after all: trials this small cannot find anything, so four blanks are
#   what a real effect looks like.

# %% answer="m02-small-trials-verdict"
verdict = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
verdict = "a"
### END SOLUTION

# %% check="m02-small-trials"
check("m02-small-trials", chance_to_see, verdict)

# %% [markdown]
# ### Exercise 3 · Six tables, pooled and piled up
#
# ◆◆ 15 minutes · lesson 2.3
#
# Six **simulated** trials, each made with a true odds ratio of about 2. In some, patients have an easier
# road than in others, and not every trial put equally many people into both arms. A is active, B control.

# %%
simulated = pd.DataFrame(
    {
        "simulated_events_a": [20, 20, 18, 14, 11, 10],
        "simulated_n_a": [60, 50, 40, 20, 15, 12],
        "simulated_events_b": [3, 4, 6, 25, 30, 42],
        "simulated_n_b": [15, 15, 20, 45, 50, 60],
    }
)
simulated

# %%
prediction = ...  # add up the six tables: will the odds ratio of the sum be above or below 1?

# %% [markdown]
# Write `pool_tables`. It takes a list of rows `(events_a, n_a, events_b, n_b)` and returns three ratios, A
# over B, to 2 decimals:
#
# - `"common"`: the Mantel–Haenszel odds ratio. With N people in a trial, add up over the trials
#   *events in A × non-events in B / N*, and divide by the sum of *non-events in A × events in B / N*;
# - `"collapsed"`: the odds ratio of **one** table, made by adding up all events and all people;
# - `"risk_ratio"`: the Mantel–Haenszel risk ratio: the sum of *events in A × people in B / N* divided by
#   the sum of *events in B × people in A / N*.
#
# For the common odds ratio, weights by inverse variance on the log scale are welcome, too.


# %% answer="m02-pool-six"
def pool_tables(tables):
    """Pool two-by-two tables, and add them up for comparison.

    Args:
        tables: list of k tuples (events_a, n_a, events_b, n_b), counts of people.

    Returns:
        dict with "common", "collapsed" (odds ratios) and "risk_ratio".
    """
    ### BEGIN SOLUTION
    a, n_a, b, n_b = np.array(tables, dtype=float).T
    total = n_a + n_b
    events_a, people_a, events_b, people_b = a.sum(), n_a.sum(), b.sum(), n_b.sum()
    return {
        "common": (a * (n_b - b) / total).sum() / ((n_a - a) * b / total).sum(),
        "collapsed": events_a * (people_b - events_b) / ((people_a - events_a) * events_b),
        "risk_ratio": (a * n_b / total).sum() / (b * n_a / total).sum(),
    }
    ### END SOLUTION


# %%
tables = [tuple(map(int, row)) for row in simulated.itertuples(index=False)]
pool_tables(tables)

# %% [markdown]
# Each trial favours A, and the added table favours B. Which account is right?
#
# - **a** The added table is right: it holds all of the people at once, and small trials only hide what
#   a large one shows.
# - **b** Odds ratios exaggerate; with the ratio of the people improved, both ways would come to the
#   same answer.
# - **c** The pooled value is to blame: it is the mean of six odds ratios, so the smallest trials
#   decide about all the others.
# - **d** The trials of patients with an easier road put most people into B, so adding compares
#   patients, not treatments.

# %% answer="m02-pool-six-reason"
reason = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
reason = "d"
### END SOLUTION

# %% check="m02-pool-six"
check("m02-pool-six", pool_tables, reason)

# %% [markdown]
# ### Exercise 4 · From odds to people
#
# ◆◆ 10 minutes · lesson 2.3
#
# “LSD nearly doubles recovery”, says a headline. The meta-analysis behind it
# ([Krebs 2012](https://doi.org/10.1177/0269881112439253)) found an odds ratio of 1.96.

# %%
pooled = load("first_wave").query("row_id == 'fw_10'").iloc[0]
print(pooled.finding, "| tier", pooled.source_tier)
odds_ratio, limits, crude = 1.96, (1.36, 2.84), (0.59, 0.38)

# %%
prediction = ...  # how many people must get LSD for one more of them to improve?

# %% [markdown]
# Write `people_from_odds`. `crude` holds the shares of all people improved in the two arms, added up over
# the trials: `(active, control)`. **The risk without the drug is the control share; the pooled odds ratio
# makes the other one from it.** Return a dictionary:
#
# | entry | what | exact to |
# |---|---|---|
# | `"risk"` | share improved with the drug, as the odds ratio says, a proportion | 3 decimals |
# | `"difference"` | that share minus the control share, a proportion | 3 decimals |
# | `"interval"` | the difference at both limits of the odds ratio, `[low, high]` | 3 decimals |
# | `"nnt"` | people for one more improved; rounded **up** to whole people is welcome | 1 decimal |
#
# The pooled odds ratio is above 1; its lower limit may be below.


# %% answer="m02-odds-to-people"
def people_from_odds(odds_ratio, interval, crude):
    """What a pooled odds ratio means for people like those in the control arms.

    Args:
        odds_ratio: pooled odds ratio, active over control.
        interval: its limits (low, high).
        crude: shares improved (active, control), added up over the trials (proportions).

    Returns:
        dict with "risk", "difference", "interval" (proportions) and "nnt" (people).
    """
    ### BEGIN SOLUTION
    control = crude[1]

    def risk(ratio):
        odds = ratio * control / (1 - control)
        return odds / (1 + odds)

    difference = risk(odds_ratio) - control
    return {
        "risk": risk(odds_ratio),
        "difference": difference,
        "interval": [risk(limit) - control for limit in interval],
        "nnt": 1 / difference,
    }
    ### END SOLUTION


# %%
people_from_odds(odds_ratio, limits, crude)

# %% [markdown]
# Which sentence replaces the headline?
#
# - **a** “With LSD nearly twice as many people improved as with the control treatments, in the first
#   months after treatment.”
# - **b** “With LSD about 17 more of 100 improved, and 7 to 26 more still fit fairly well, in the
#   first months.”
# - **c** “With LSD about 44 more of 100 improved, though six small trials leave it uncertain, in the
#   first months.”
# - **d** “With LSD about 1 in 6 was helped who would not have been, and once helped they stayed so in
#   the years after.”

# %% answer="m02-odds-to-people-headline"
headline = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
headline = "b"
### END SOLUTION

# %% check="m02-odds-to-people"
check("m02-odds-to-people", people_from_odds, headline)

# %% [markdown]
# ### Exercise 5 · How much of the lead is left?
#
# ◆◆ 10 minutes · lesson 2.3
#
# A trial of one dose of psilocybin in people with depression
# ([Goodwin 2022](https://doi.org/10.1056/NEJMoa2206443)) compared 25 mg with 1 mg. The table has mean
# changes of the MADRS (lower is better), as extracted by the
# [SYPRES living review](https://doi.org/10.5281/zenodo.15714852).

# %%
scores = load("outcomes").query("trial_id == 'goodwin_2022_comp001' and instrument == 'MADRS'")
change = scores.dropna(subset="mean_change").set_index(["timepoint_label", "arm_id"])
change = change[["mean_change", "sd_change", "n"]]


def visit(label):
    """One visit as (mean, SD, n) of the 25 mg arm, then of the 1 mg arm."""
    arms = [change.loc[(label, arm)] for arm in ("psi_25mg", "psi_1mg")]
    return tuple(float(value) for arm in arms for value in arm)


visit("Week 3"), visit("Week 12")

# %%
prediction = ...  # of the lead at week 3, how much is left at week 12, of 100 parts?

# %% [markdown]
# Write `durability`. Each visit is a tuple `(mean_a, sd_a, n_a, mean_b, sd_b, n_b)`: A is active, B is
# control, the means are changes in points. The **lead** is A minus B. Return, to 2 decimals:
#
# - `"early"` and `"late"`: the lead at each visit, in points;
# - `"late_interval"`: 95 % limits of the late lead, `[low, high]`: lead ± 1.96 × √(sd_a²/n_a + sd_b²/n_b)
#   (Student's t is welcome, with this error or with that of the pooled SD);
# - `"kept"`: the late lead divided by the early one, even if the late interval holds zero.


# %% answer="m02-durability"
def durability(early, late):
    """The lead of A over B at two visits, and how much of it was kept.

    Args:
        early, late: tuples (mean_a, sd_a, n_a, mean_b, sd_b, n_b); means and SDs in points.

    Returns:
        dict with "early", "late" (points), "late_interval" (list of two, points) and "kept" (ratio).
    """

    ### BEGIN SOLUTION
    def lead(visit):
        return visit[0] - visit[3]

    error = np.sqrt(late[1] ** 2 / late[2] + late[4] ** 2 / late[5])
    return {
        "early": lead(early),
        "late": lead(late),
        "late_interval": [lead(late) - 1.96 * error, lead(late) + 1.96 * error],
        "kept": lead(late) / lead(early),
    }
    ### END SOLUTION


# %%
durability(visit("Week 3"), visit("Week 12"))

# %% [markdown]
# A friend asks how people in this trial are a year later. What can you say?
#
# - **a** They are better than with 1 mg: the lead was clear at week 3, and nothing says that it went.
# - **b** As at week 12: the last visit is the final word on what the treatment did for people.
# - **c** No longer better than with 1 mg: by week 12 the interval of the lead held zero.
# - **d** Nothing from these rows: no visit at a year stands in the table, in either arm.

# %% answer="m02-durability-year"
year = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
year = "d"
### END SOLUTION

# %% check="m02-durability"
check("m02-durability", durability, year)

# %% [markdown]
# ### Exercise 6 · A survey without its people
#
# ◆◆ 12 minutes · lesson 2.2
#
# In 1960 a survey asked investigators in the United States about psychoses longer than 48 hours after
# LSD or mescaline. It is known to us through summaries (tier C). They print cases and rates, and
# disagree on how many were asked.

# %%
surveys = load("harm_surveys").set_index("survey_id")
surveys.loc[
    ["hs_01", "hs_02", "hs_03", "hs_05"],
    ["survey", "group", "cases", "per_1000", "asked", "replied", "people", "sessions"],
]

# %%
groups = [(1, 0.8), (7, 1.8)]  # cases and rate per 1,000: subjects of experiments, patients
prediction = ...  # to reach 4.5 per 1,000 and not 9: how many times worse must the silent be?

# %% [markdown]
# Write `survey`. Return a dictionary:
#
# | entry | what | exact to |
# |---|---|---|
# | `"people"` | people in all groups together, rebuilt from cases and rates | whole people |
# | `"per_1000_people"` | all cases per 1,000 of these people | 2 decimals |
# | `"per_1000_sessions"` | all cases per 1,000 `sessions` | 2 decimals |
# | `"tipping"` | see below | 1 decimal |
#
# **The tipping point.** `asked` investigators were asked and `replied` answered. Suppose all had equally
# many people. The rate over **all** of them would be (replied × rate + silent × t × rate) / asked, where
# `rate` is your `"per_1000_people"` and the silent did t times as badly. `"tipping"` is the t at
# which this reaches `other`, the rate of another survey, per 1,000 people.


# %% answer="m02-denominators"
def survey(groups, sessions, asked, replied, other):
    """Rebuild the denominators of a survey and test it against another.

    Args:
        groups: list of k tuples (cases, rate per 1,000 people); cases and rates are above zero.
        sessions: sessions of all people together.
        asked, replied: investigators asked, and those that replied (fewer).
        other: rate of another survey, per 1,000 people.

    Returns:
        dict with "people", "per_1000_people", "per_1000_sessions" and "tipping" (times).
    """
    ### BEGIN SOLUTION
    people = sum(1000 * cases / rate for cases, rate in groups)
    cases = sum(cases for cases, _ in groups)
    rate = 1000 * cases / people
    return {
        "people": people,
        "per_1000_people": rate,
        "per_1000_sessions": 1000 * cases / sessions,
        "tipping": (other * asked / rate - replied) / (asked - replied),
    }
    ### END SOLUTION


# %%
for asked, other in [(62, 9), (66, 9), (62, 4.5)]:
    print(asked, other, survey(groups, 25000, asked, 44, other))

# %% [markdown]
# A later survey in the United Kingdom printed 9 per 1,000 patients; the American one comes to 1.6 per
# 1,000 of all its people. What do you write?
#
# - **a** “Sessions per person and the people counted differ, and some did not answer. For the silent
#   alone to explain the gap, they must be about 15 to 17.5 times worse.”
# - **b** “Per session the two rates are only 2.4-fold apart, and the session is what carries the risk,
#   so the gap between the two countries is mostly explained.”
# - **c** “The British rate is nearly six times the American one. If both counted alike, those who did
#   not answer must have had nearly six times the cases.”
# - **d** “Neither survey is needed to judge the size: 142 long psychoses stand in published case
#   reports, and that is how often it happened.”

# %% answer="m02-denominators-gap"
gap = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
gap = "a"
### END SOLUTION

# %% check="m02-denominators"
check("m02-denominators", survey, gap)

# %% [markdown]
# ### Exercise 7 · One number for a boom
#
# ◆◆ 10 minutes · lesson 2.4
#
# An editor wants the yearly growth of papers on psilocybin in depression or anxiety. The table has three
# selections of the same literature, from one public repository (tier C). The search ended in August 2026.

# %%
papers = load("publications").pivot(index="year", columns="series", values="count")
complete = [bool(year < 2026) for year in papers.index]
papers.assign(complete=complete)

# %%
prediction = ...  # annual_production, from 188 in 2022 to 388 in 2025: growth per year, in percent?

# %% [markdown]
# Write `growth`. Leave out the years that are not complete. Return a dictionary:
#
# - `"yearly"`: the steady yearly growth that leads from the first complete count to the last, each year
#   building on the year before: a proportion such as 0.123, to 3 decimals;
# - `"doubling"`: the years in which counts double at that pace, to 2 decimals.
#
# Years stand in order; some may be missing. Counts grow. The slope of a line through the logarithms of all
# complete counts is welcome, too.


# %% answer="m02-growth"
def growth(years, counts, complete):
    """Yearly growth over the complete years, and the time to double.

    Args:
        years: list of k years, in order; there may be gaps.
        counts: list of k counts.
        complete: list of k booleans, False where the year was not over at the search.

    Returns:
        dict with "yearly" (proportion) and "doubling" (years).
    """
    ### BEGIN SOLUTION
    kept = [(y, c) for y, c, whole in zip(years, counts, complete, strict=True) if whole]
    (first, start), (last, end) = kept[0], kept[-1]
    factor = (end / start) ** (1 / (last - first))
    return {"yearly": factor - 1, "doubling": np.log(2) / np.log(factor)}
    ### END SOLUTION


# %%
years = list(papers.index)
for series in papers:
    print(series, growth(years, list(papers[series]), complete))

# %% [markdown]
# Another curve: in April 1966 research programmes on LSD in the United States fell from 70 to 9. The maker
# had just withdrawn; a strict law followed in October 1970. Which data would best tell the causes apart?
#
# - **a** Papers per year from 1950 to 1980, in all journals, set beside the dates of both events.
# - **b** Programmes by month and by who paid, in the United States and in countries without such a law.
# - **c** The full text of the law of 1970, and the day on which each rule of it began.
# - **d** Counts of programmes just before and after April 1966, to see how steep the fall was.

# %% answer="m02-growth-causes"
causes = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
causes = "b"
### END SOLUTION

# %% check="m02-growth"
check("m02-growth", growth, causes)

# %% [markdown]
# ### Exercise 8 · What may a row become?
#
# ◆ 8 minutes · lesson 2.4
#
# Eight rows of our own tables want into your article.

# %%
wanted = {
    "history": ["history_057", "history_036", "history_108"],
    "documents": ["doc_024"],
    "contrasts": ["contrast_030", "contrast_082"],
    "outcomes": ["outcome_442", "outcome_132"],
}
found = []
for name, ids in wanted.items():
    table = load(name, retracted=True)
    table = table.rename(columns={table.columns[0]: "row"})
    found.append(table.loc[table.row.isin(ids), ["row", "source_tier", "status", "known_issue"]])
rows = pd.concat(found, ignore_index=True)
rows

# %%
prediction = ...  # how many of the eight may stand as plain facts?

# %% [markdown]
# Write `cite_as`. For each row it says how the number may enter a sentence:
#
# - status `retracted`: `"retraction"`, only to say that it was withdrawn;
# - status `doubtful` or `unverified`: `"open"`, as an open question;
# - otherwise, tier `C`: `"attribute"`, with “according to …”;
# - otherwise: `"fact"`. (Tier `D` is no weaker than `C`: such a row was counted here from released files.)
#
# Return a dictionary with one entry, `"use"`: a list of these words, one for each row, in order.


# %% answer="m02-cite"
def cite_as(tiers, statuses):
    """How each row may be used in a sentence.

    Args:
        tiers: list of k texts, "A" to "D" (D: counted here from released files).
        statuses: list of k texts: ok, corrected, doubtful, unverified or retracted.

    Returns:
        dict with "use": list of k texts, each "fact", "attribute", "open" or "retraction".
    """
    ### BEGIN SOLUTION
    use = []
    for tier, status in zip(tiers, statuses, strict=True):
        if status == "retracted":
            use.append("retraction")
        elif status in ("doubtful", "unverified"):
            use.append("open")
        else:
            use.append("attribute" if tier == "C" else "fact")
    return {"use": use}
    ### END SOLUTION


# %%
cite_as(list(rows.source_tier), list(rows.status))

# %% [markdown]
# A paper on a *harm* of MDMA was retracted in 2003, and three papers of a sponsor in 2024. What follows for
# your article?
#
# - **a** The harm paper is gone, so that harm is disproved, and the article may call the drug safer than
#   was thought.
# - **b** The sponsor's three papers are gone, so the treatment has now been shown not to help the people
#   it was for.
# - **c** None of the four may carry a claim, on either side; what rests on other studies stands as it
#   stood before.
# - **d** All four passed review before they were printed, so their results may be cited like those of
#   any other paper.

# %% answer="m02-cite-retractions"
retractions = ...  # your choice: "a", "b", "c" or "d"
### BEGIN SOLUTION
retractions = "c"
### END SOLUTION

# %% check="m02-cite"
check("m02-cite", cite_as, retractions)

# %% [markdown]
# **Done?** Go back to your eight guesses. Where were you furthest off, and which belief was behind it?
# `autograder progress`, typed in a terminal, shows what to revisit.
