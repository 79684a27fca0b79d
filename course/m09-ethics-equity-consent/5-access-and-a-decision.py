# %% [markdown]
# # Access, and a decision
#
# *A clinic has twelve places, forty people, and a donor. Who decides, and by what rule?*
#
# 45 minutes · needs lessons 9.2 and 9.4
#
# After this lesson you will be able to:
#
# - **compare** rules for giving out places by what they do to whom;
# - **argue** a case from several principles, and say what each costs the others;
# - **judge** a decision by what could be known, and not by how it ended;
# - **write** a memo that says what would change its mind.

# %% [markdown]
# **Data.** Table `ethics`: access and expected costs in Australia, all from the press or other second-hand reports (tier C).
# The forty people, the clinic, the donor and all cases are **invented composites**; the figures say so.
#
# **A note before you begin.** Being turned away, abuse, suicide and racism are named in this module, not described. This
# lesson is about judging. It does not say who should be treated, is not medical or legal advice, and gives no guidance
# on obtaining or taking any drug. If you need support, [findahelpline.com](https://findahelpline.com) lists crisis lines
# by country.

# %%
import numpy as np
import pandas as pd
import plotly.graph_objects as go

from course import ask, load, reveal, show
from course.figures import COLOURS, slider

# %% [markdown]
# Since 1 July 2023 authorised psychiatrists in Australia may prescribe MDMA for PTSD and psilocybin for
# treatment-resistant depression. Lawful is not reachable: in December 2023 three psychiatrists were authorised; when
# the rule was more than a year old, nine. And it costs. One news agency reported about 10,000 Australian dollars (AUD)
# per patient.
#
# Before you look: what is the *highest* figure in our table?

# %%
ask("m09-5-price", ...)

# %%
rows = load("ethics").query("topic == 'cost/ICER price' and unit == 'AUD'").sort_values("number")
prices = rows.set_index("ethics_id")[["number", "source_citation", "fact"]]
for id, row in prices.iterrows():
    print(f"{row.number:,.0f} AUD  {id}: {row.source_citation}")

# %% tags=["chart"]
# Draws the reported costs with the names of their sources
labels = [
    "news agency,<br>July 2023",
    "a website,<br>lower end",
    "newspaper,<br>March 2023, at least",
    "a website,<br>upper end",
]
fig = go.Figure(go.Scatter(x=prices.number, y=labels, mode="markers+text", cliponaxis=False,
                           text=[f"{v:,.0f}" for v in prices.number], textposition="top center",
                           marker={"symbol": "diamond", "size": 14, "color": COLOURS["difference"]}))  # fmt: skip
fig.update_layout(title="Lawful to prescribe; what it would cost<br>was put at 10,000 to 30,000",
                  xaxis={"title": "AUD per patient, as reported", "range": [0, 34000], "tickformat": ",.0f"},
                  yaxis={"autorange": "reversed"})  # fmt: skip
show(fig, table=prices.reset_index()[["ethics_id", "number", "source_citation"]],
     alt="Four reports of the cost run from 10,000 to 30,000 Australian dollars, most of them forecasts.")  # fmt: skip
reveal("m09-5-price", float(prices.number.max()))

# %%
ask("m09-5-print", ...)

# %% [markdown]
# ## Who gets a place
#
# Forty people ask for twelve places. Some are very ill. Some have little money. Five were promised a place last year,
# before the clinic knew how few it would have. Before you look: suppose that a **lottery** decides. Of the twelve most
# ill people, how many get a place, on average?

# %%
ask("m09-5-lottery", ...)

# %% [markdown]
# Invent the forty. One thing is built in on purpose, and you may quarrel with it: people with more money hear of the
# clinic earlier.

# %%
rng = np.random.default_rng(95)
people = pd.DataFrame(
    {"simulated_need": rng.permutation(40), "simulated_income": rng.permutation(40)}
)
people["simulated_arrival"] = (-people.simulated_income + rng.normal(0, 12, 40)).rank()
people["promised"] = people.index.isin(rng.choice(40, 5, replace=False))
most_ill, poorest = people.simulated_need >= 28, people.simulated_income < 13


def served(places):
    """How many of the most ill (12), the poorest (13) and the promised (5) have a place."""
    return [int(group[places].sum()) for group in (most_ill, poorest, people.promised)]


# %%
print("one simulated lottery:", served(rng.choice(40, 12, replace=False)))
draws = np.array([served(rng.choice(40, 12, replace=False)) for _ in range(2000)])
print("mean of 2,000 lotteries:", draws.mean(axis=0).round(1))

# %%
reveal("m09-5-lottery", 12 * 12 / 40)

# %% tags=["chart"]
# Applies five rules to the same forty people
need_first = people.simulated_need.sort_values(ascending=False).index
rules = {
    "first come": people.simulated_arrival.sort_values().index[:12],
    "need": need_first[:12],
    "lottery": rng.choice(40, 12, replace=False),
    "lottery in need": rng.choice(need_first[:20], 12, replace=False),
    "price": people.simulated_income.sort_values(ascending=False).index[:12],
}
index = ["most ill, of 12", "poorest, of 13", "promised, of 5"]
results = pd.DataFrame({rule: served(list(places)) for rule, places in rules.items()}, index=index)

# %% tags=["chart"]
# Makes one picture of the forty people for each rule
frames = {}
for rule, places in rules.items():
    got = people.index.isin(places)
    shape = np.where(people.promised, "star", "circle")
    symbols = [f"{s}{'' if g else '-open'}" for s, g in zip(shape, got, strict=True)]
    colours = [COLOURS["difference" if g else "uncertainty"] for g in got]
    a, b, c = results[rule]
    title = f"Simulated, {rule}: {a} of 12 most ill,<br>{b} of 13 poorest, {c} of 5 promised"
    frames[rule] = {"marker": [{"symbol": symbols, "color": colours, "size": 12}], "title": title}

# %% tags=["chart"]
# Draws the forty simulated people; the slider chooses the rule
x, y = people.simulated_income + 1, people.simulated_need + 1
fig = go.Figure(go.Scatter(x=x, y=y, mode="markers", hoverinfo="skip"))
slider(fig, frames, prefix="rule", traces=[0], start="first come")
fig.update_layout(xaxis_title="simulated income, rank (● place, ★ promised)",
                  yaxis_title="simulated need, rank", height=520)  # fmt: skip
fig.layout.sliders[0].update(font={"size": 11})
show(fig, table=results.T.rename_axis("rule").reset_index(),
     alt="Each rule serves others: need the most ill, price the people with most money.")  # fmt: skip

# %% [markdown]
# **Two questions to guide you**
#
# 1. Which rule serves the poorest best here, and which the most ill? Is it the same?
# 2. “First come, first served” sounds neutral. Whom does it favour in this simulation, and why?

# %% tags=["try"]
# Write your own rule: change the three weights, run, and look at what each costs the others.
need, low_income, promise = 1.0, 0.0, 0.0
points = (
    need * people.simulated_need
    - low_income * people.simulated_income
    + promise * 40 * people.promised
)
print(dict(zip(results.index, served(list(points.nlargest(12).index)), strict=True)))

# %% [markdown]
# **Your turn, alone.** *Lottery in need*: the twelve places are drawn among the **twenty** most ill. Of the twelve most
# ill, how many get a place on average, over many draws? Work it out, or simulate it.

# %%
ask("m09-5-in-need", ...)

# %% [markdown]
# The figure shows consequences. It does not show which rule is right. That depends on what you count, and who was asked
# what should be counted. Those who are not in the trials (lesson 9.1) are seldom in that room either. Whom to credit for
# what Mazatec people and other peoples knew of the plants and fungi behind some of these drugs, and who gained, lesson
# 2.1 asks.

# %% [markdown]
# ## Five principles, one case
#
# A [composite case](../glossary.md#composite-case). *A donor offers to pay for six more places. Her condition: one of the
# twelve goes to her nephew, one of the forty, who is ill, though less than most. Staff would not need to say so.*
#
# | principle | pulls towards |
# |---|---|
# | autonomy | asking: do the forty want a clinic that takes such money? |
# | benefit | yes: six more people are treated |
# | no harm | no, if the rule that others trusted is bent in secret |
# | justice | no: a place for a relative |
# | honesty | yes or no, but in the open |
#
# Here is who pulls where, and what is left when one principle is silenced.

# %%
principles = {
    "autonomy": "ask",
    "benefit": "accept",
    "no harm": "refuse",
    "justice": "refuse",
    "honesty": "open",
}
for left_out in principles:
    rest = [way for name, way in principles.items() if name != left_out]
    print(f"without {left_out:>8}: {', '.join(sorted(set(rest)))}")

# %% [markdown]
# **Why it is tempting** to let one principle decide: it gives one answer at once. Each of the five does, and the answers
# differ. To weigh is to say what the chosen way costs the others, and who pays. A third way is often better than yes or no: accept six places, refuse
# the condition, publish the rule.

# %%
ask("m09-5-rule", ...)

# %% [markdown]
# ## Judge by what was known
#
# Before you read on:

# %%
ask("m09-5-outcome", ...)

# %% [markdown]
# A therapist skipped a safety check, and all went well. Another did it carefully, and it went badly. Whom do you praise?
# Invent a thousand careful and a thousand careless choices. Say that careful ones end well in 80 of 100 cases, careless
# ones in 50 of 100: invented numbers.

# %% tags=["try"]
# Change the two chances. When would a good ending tell you that the choice was careful?
well_if_careful, well_if_careless = 0.8, 0.5
print("one simulated careful choice ends well:", bool(rng.random() < well_if_careful))
careful, careless = rng.random(1000) < well_if_careful, rng.random(1000) < well_if_careless
share = careless.sum() / (careless.sum() + careful.sum())
print(f"of 100 simulated good endings, {100 * share:.0f} came from careless choices")

# %% [markdown]
# Many good endings come from careless choices, and bad ones from careful choices. **Why it is tempting** to judge by the
# end: it shines back on the way. But whoever chose did not know it. Ask what could be known then, and what was done with
# it. A result, good or bad, is no reason in a memo about a limit that was crossed.

# %% [markdown]
# ## Who looks into it
#
# Before you read on:

# %%
ask("m09-5-inquiry", ...)

# %% [markdown]
# When somebody reports harm, three things decide whether the answer can be trusted: who looks, how soon, and whether the
# person who reported hears of it. The team knows the case best, and has most to lose. So the team is *heard*, and somebody
# outside decides. Soon, because films are deleted and people go on being treated. And silence of others is not
# reassurance: how much “nobody else complained” is worth, you computed in lesson 5.4.

# %% [markdown]
# ## A memo that can be wrong
#
# A memo is a decision somebody else can check. Here is a weak one, about the donor. Read it with the list below it.
#
# > *We should accept. Six people more are treated, and benefit to patients comes first. I hear that the donor is
# > difficult when refused. The bylaws do not forbid it. The clinic down the road did the same, and it ended well. There is
# > nothing to be said against it.*
#
# - Are facts, open questions and hearsay kept apart?
# - Do at least three principles speak, and does one of them pull elsewhere?
# - Are the reasons more than “it ended well” and “no rule forbids it”?
# - Who could be harmed, and are they told?
# - What speaks against the choice? Which answer to which open question would change it?

# %%
ask("m09-5-missing", ...)

# %% [markdown]
# The memo may even have chosen rightly. Nobody can tell, and that is what is wrong with it. A good memo could be shown to
# be wrong: it names the fact that would do so.
#
# ## What this cannot tell us
#
# - **What is right.** The figures show what rules do to invented people. They choose nothing.
# - **What treatment costs.** Four second-hand reports, most of them forecasts, are no price list.
# - **Who was turned away.** Nobody counts those who never asked.
# - **What the people concerned want.** A table of principles is no substitute for asking them.

# %% [markdown]
# ## Recall
#
# In your own words, then open the answer. Three questions return to earlier modules.

# %%
ask("m09-5-recall-rules")
ask("m09-5-recall-principles")
ask("m09-5-recall-outcome")
ask("m09-5-recall-memo")
ask("m09-5-recall-silence")
ask("m09-5-recall-tier")
ask("m09-5-recall-m07")

# %% [markdown]
# ## Where the numbers come from, and where to go next
#
# **Sources.** Tables `ethics` and `history`: press and freedom-of-information reports, tier C, each with its date and
# address. Costs are *as reported*, most of them forecasts. Everything about the forty people is simulated.
#
# **Reading.** [McHerron 2025](https://doi.org/10.1177/20451253251377191), interviews with researchers about support, touch
# and consent: read it for what they disagree on.
#
# **Practice.** Exercise `m09-memo` in the assignment of this module.
#
# **Next.** Module 10, *Media literacy and decision*.

# %% [markdown] tags=["instructor"]
# **Timing.** Prices 6 min · rules and explorer 14 · donor 8 · outcome 6 · inquiry 4 · memo and recall 7.
#
# **Common stumbles.** Learners look for the right rule; ask “right for whom?”. Some say that ethics is opinion; ask them
# for a line against their own choice, and they will argue well.
#
# **Discuss.** Would your rule change if you did not know which of the forty you are?
#
# **Board.** Five principles in a circle, arrows to *accept*, *refuse*, *third way*; write the price on each arrow.
