# %% [markdown]
# # Risk of bias and certainty
#
# *Five of six trials “low risk of bias”. How sure may you be of their result?*
#
# 45 minutes · needs lessons 6.2, 8.2 and 8.3
#
# After this lesson you will be able to:
#
# - **apply** the rules of RoB 2 to a result, with the answer “no information” among them;
# - **explain** why two results of one trial can have two ratings;
# - **grade** certainty from reasons, each used once;
# - **distinguish** how a trial was run from how sure its result makes us.

# %% [markdown]
# **Data.** Ratings of 20 trials as two living reviews print them ([MDMA](https://doi.org/10.5281/zenodo.18740439),
# [psilocybin](https://doi.org/10.5281/zenodo.15714852)); the rules of RoB 2 ([Sterne 2019](https://doi.org/10.1136/bmj.l4898)) and of
# GRADE, from tables of their guidance.
#
# **A note before you begin.** A rating is about a result, not about the people who ran the trial or took part. This lesson is
# about reading evidence; it is not medical advice.

# %%
import numpy as np
import pandas as pd
import plotly.graph_objects as go

from course import ask, evidence_grade, load, reveal, show
from course.figures import COLOURS, slider

# %% [markdown]
# Reviewers read each trial report with a tool, RoB 2. It asks about five domains: how people were allocated, what departed from the plan,
# who is missing, how the outcome was measured, and which result was picked. In the MDMA review five of six trials came out **Low**: a low
# [risk of bias](../glossary.md#risk-of-bias).
#
# The same review then says how sure it is of the pooled result: high, moderate, low or very low
# [certainty](../glossary.md#certainty-of-evidence). Before you look: which?

# %%
ask("m08-6-certainty", ...)

# %%
rated = load("trial_characteristics").set_index("trial_id")
domains = ["randomisation", "deviations", "missingness", "measurement", "selection", "overall"]
ratings = rated[[f"rob_{d}" for d in domains]].set_axis(domains, axis=1)
mdma = load("meta_inputs").query("primary_model and analysis == 'mdma_ptsd'").trial_id
ratings.loc[mdma]

# %% tags=["chart"]
# Draws the ratings of the six MDMA trials as signs, with the certainty of the pooled result below
names = load("trials").set_index("trial_id").short_name
signs = {
    "Low": ("circle-open", "Low"),
    "Some concerns": ("triangle-up", "some"),
    "High": ("x", "High"),
}
short = [
    "allo-<br>cation",
    "devia-<br>tions",
    "miss-<br>ing",
    "meas-<br>ured",
    "picked",
    "<b>all</b>",
]
fig = go.Figure()
for rating, (symbol, _) in signs.items():
    places = [
        (short[j], names[t]) for t in mdma for j in range(6) if ratings.loc[t].iloc[j] == rating
    ]
    if places:
        look = {"symbol": symbol, "size": 15, "color": COLOURS["uncertainty"], "line": {"width": 2}}
        fig.add_scatter(
            x=[p[0] for p in places],
            y=[p[1] for p in places],
            mode="markers",
            marker=look,
            hoverinfo="skip",
        )
certainty = load("reviews_compared").set_index("review_id").certainty["sypres_2026"]
fig.add_annotation(x=0.5, y=-0.3, xref="paper", yref="paper", showarrow=False, font_size=14,
                   text=f"○ Low &nbsp; ▲ some concerns<br>certainty of the result: <b>{certainty}</b>")  # fmt: skip
fig.update_layout(title="Low risk of bias in five of six trials,<br>low certainty in their result",
                  xaxis={"categoryarray": short, "side": "top"}, yaxis={"autorange": "reversed"}, height=420, margin_b=90)  # fmt: skip
show(fig, alt="Five of the six MDMA trials are rated Low overall and one has some concerns, yet the certainty of the result is low.",
     table=ratings.loc[mdma].rename(index=names).reset_index())  # fmt: skip

# %%
reveal("m08-6-certainty", "c")

# %% [markdown]
# Is that a contradiction? Keep the question. First see what a single “Low” is made of.
#
# ## One rating for one result
#
# The tool asks [signalling questions](../glossary.md#signalling-question). Five answers are allowed: yes (Y), probably yes (PY), probably no (PN),
# no (N), no information (NI). *Probably* counts like the plain word. NI is an answer of its own: for each question, the rules say where it leads. Here are those for
# allocation. Question 1.1 asks whether the order was random, 1.2 whether it was hidden until people were in, 1.3 whether the arms then looked
# unlike what chance makes.

# %%
rules = load("rob2_rules")
pd.set_option("display.max_colwidth", 60)
rules[rules.domain == "D1"][["answers", "judgement"]]

# %% [markdown]
# As a function:


# %%
def allocation(random, hidden, unlike):
    """Judgement on the domain of allocation from the answers to 1.1, 1.2 and 1.3."""
    yes, no = ("Y", "PY"), ("N", "PN")
    if hidden in no or (hidden == "NI" and unlike in yes):
        return "High"
    if hidden == "NI" or unlike in yes or random in no:
        return "Some concerns"
    return "Low"


print(allocation(random="Y", hidden="Y", unlike="N"))

# %% [markdown]
# **Change** the three answers. First `hidden="NI"`, as in a report that does not mention envelopes. Then `hidden="PY"`: somebody describes a
# sealed procedure without the word. Does silence count as bad news, as good news, or as something of its own?

# %% tags=["try"]
print(allocation(random="Y", hidden="NI", unlike="N"))  # change the three answers

# %%
ask("m08-6-silence", ...)

# %% [markdown]
# **Your turn.** Missing outcomes. 3.1: were data there for nearly all? 3.2: is there evidence that the result was not biased by the missing? 3.3: could
# being missing depend on the true value? 3.4: is it likely that it does? Suppose a trial lost 9 of 51 people in one arm and 1 of 53 in the other; no analysis of
# what that may do; people may have left because of how they felt; a rater thinks it *probably* did not matter. Answers: N, N, PY, PN.

# %%
print(rules[rules.domain == "D3"][["answers", "judgement"]].to_string(index=False))
ask("m08-6-missing", ...)

# %% [markdown]
# Now the fourth domain, measurement. 20 trials are rated in the two reviews. In 7 of them the outcome was a questionnaire that participants filled in
# themselves. They knew what they had felt. How many of these 7 are rated **Low** in measurement?

# %%
ask("m08-6-self", ...)

# %%
by_rater = pd.crosstab(
    rated.outcome_assessor.str.replace("-", " ").str.capitalize(), rated.rob_measurement
)
by_rater

# %%
reveal("m08-6-self", int(by_rater.loc["Self report", "Low"]))

# %% [markdown]
# None of seven; and ten of ten where independent or third-party staff did the rating. In these two reviews, **the domain goes with who measured.** So the
# rating belongs to a *result*, not to a trial. Take one trial in which most people guess their arm:

# %%
print(rules[rules.domain == "D4"][["answers", "judgement"]].to_string(index=False))

# %% [markdown]
# | result | 4.3 did the rater know? | 4.4 could it matter? | 4.5 did it likely? | judgement |
# |---|---|---|---|---|
# | interview by a masked rater | N | – | – | Low |
# | questionnaire by somebody who guessed | PY | Y | PN | Some concerns |
# | the same, if hope probably moved the answers | PY | Y | PY | High |
#
# **Why it is tempting** to give a trial one rating: published tables print one row for each trial, and a data file may repeat that row beside every
# result. In the [living review's data](https://doi.org/10.5281/zenodo.18740439) the rating of the interview stands beside the questionnaire of the same
# trial, too.

# %%
ask("m08-6-two", ...)

# %% [markdown]
# ## The worst domain decides
#
# Five ratings, one overall: High if any is High, Low if all are Low, otherwise Some concerns (a team may call many of these High). Is that too strict? Suppose each domain has a fault in one of
# ten trials, by chance. One simulated trial, then many:

# %%
rng = np.random.default_rng(86)
print("simulated faults in five domains:", rng.random(5) < 0.1)
many = rng.random((10_000, 5)) < 0.1
print(f"simulated: {100 * many.any(axis=1).mean():.0f} of 100 trials have a fault somewhere")
print(f"1 - 0.9 to the fifth: {1 - 0.9**5:.2f}")
print(f"a vote of the five would find {100 * (many.sum(axis=1) >= 3).mean():.1f} of 100")

# %% [markdown]
# In four of ten trials there is a hole somewhere. A vote of the five domains would find nearly none of them. One hole is enough to let bias in; that is why
# the worst domain decides.

# %%
ask("m08-6-worst", ...)

# %% [markdown]
# ## Five doors down
#
# RoB 2 asks how a result was made. GRADE asks how sure we are, **after looking at all results together**, that the effect is close to what was found.
# Randomised trials start at *high*. Through five doors certainty is lost, one step for a serious fault, two for a very serious one.

# %%
doors = load("grade_rules")
print(
    doors[doors.kind.isin(["start", "lower", "raise"])][["kind", "name", "value"]].to_string(
        index=False
    )
)

# %% [markdown]
# What did the living review do? None for bias, inconsistency, imprecision or publication bias. **Two steps through the door of
# [indirectness](../glossary.md#indirectness)**: most people could tell what they had been given, and many had used MDMA before, so the trials are not quite
# about the people and the question we have. High minus two is low. So “low risk of bias” and “low certainty” do not contradict each other. RoB 2 asks whether
# the rater knew. It also asks whether participants knew, but then only whether *the treatment* departed from its plan. For a masked rater's score, no question asks what they hoped.
#
# How many could tell? For the phase 3 trials one press report says about nine of ten with MDMA and three of four with placebo; our data hold no count. And
# how many had used MDMA before? The review prints 38.59 %. Check it.

# %%
used = rated.loc[mdma, ["n_randomised", "percent_prior_psychedelic_use"]].dropna()
print(used.rename(index=names).to_string())
print(
    load("published_checks")
    .set_index("check_id")
    .loc["check_14", ["published", "verdict"]]
    .to_string()
)

# %% [markdown]
# **Your turn, alone.** Two of the six trials do not say. What is the mean of the other four, **weighted by people**, in per cent? One decimal.

# %%
ask("m08-6-prior", ...)

# %% [markdown]
# No weighting that we tried gives 38.59: one more number to ask the authors about.
#
# A step needs a **reason** that another team can check, and it must not be charged twice. `evidence_grade.grade_flags` looks at a record in this way. Here is the review's.
# **Change it**: write `"aware_participants"` into the reasons of `bias` as well, with one step, and set the level to what the steps then give.

# %% tags=["try"]
nothing = {"steps": 0, "reasons": [], "note": "no fault here that asks for a step"}
record = {
    "start": "high",
    "bias": nothing,  # try {"steps": 1, "reasons": ["aware_participants"], "evidence": ["guessed"]}
    "inconsistency": nothing,
    "indirectness": {
        "steps": 2,
        "reasons": ["aware_participants", "prior_use"],
        "evidence": ["guessed", "prior_use"],
    },
    "imprecision": nothing,
    "publication": nothing,
    "level": "low",  # and then change this
}
evidence_grade.grade_flags(record)

# %% [markdown]
# Which sign turned to `False`? That people guess may be called bias or indirectness; good teams differ. It may not be called both: one reason, one door.

# %%
ask("m08-6-twice", ...)

# %% tags=["chart"]
# Draws the level of certainty after each reason that the slider adds
levels = ["very low", "low", "moderate", "high"]
path = [
    ("start", 3, "Randomised trials start at high"),
    ("guessing", 2, "Most could tell their arm: one step,<br>indirectness"),
    ("prior use", 1, "Many had used MDMA: a second step.<br>The living review stops here"),
    (
        "guessing again",
        0,
        "Guessing charged once more, as bias:<br>one reason through two doors, not allowed",
    ),
    ("width", 0, "A step for imprecision instead: very low,<br>if the reason holds. Does it?"),
]
states = {
    name: {"x": [[1, 2, 3, 4][: level + 1]], "y": [levels[: level + 1]], "title": says}
    for name, level, says in path
}
fig = go.Figure(go.Bar(orientation="h", marker_color=COLOURS["difference"]))
slider(fig, states, prefix="reasons up to", traces=[0], start="prior use")
fig.update_layout(
    xaxis={"visible": False, "range": [0, 4.2]},
    yaxis={"categoryarray": levels, "range": [-0.6, 3.6]},
    height=380,
)
show(fig, alt="Two steps for indirectness lead from high to low; charging the guessing again as bias would lead to very low.",
     table=pd.DataFrame([(n, levels[x], s.replace("<br>", " ")) for n, x, s in path], columns=["reasons up to", "level", "why"]))  # fmt: skip

# %%
from course.stats import i2_interval

row = load("meta_pooled").set_index("meta_id").loc["sypres_2026_mdma_ptsd"]
print(
    f"pooled {row.estimate:.2f} [{row.ci_low:.2f}, {row.ci_high:.2f}]; I² up to {i2_interval(2.42, 6)[1]:.0f} %"
)

# %% [markdown]
# **Two questions to guide you**
#
# 1. The interval of the mean is −0.95 to −0.47. Would *you* take a step for imprecision? Which number would you cite?
# 2. I² is 0 %, and 75 % still fits fairly well. Is that a reason for a step, or only for a doubt?

# %%
ask("m08-6-large", ...)

# %% [markdown]
# ## What this cannot tell us
#
# - **What participants hoped.** RoB 2 comes to it only where they rate themselves; and our data hold no count of guesses for the MDMA trials by arm.
# - **The one right level.** GRADE is a reasoned judgement. Two teams may differ and both be consistent (lesson 8.7).
# - **How wrong a result is.** Neither tool gives a size or a direction of bias.
# - **Whether a trial was run as its report says.** Both tools read reports.

# %% [markdown]
# ## Recall
#
# In your own words, then open the answer. Two questions return to earlier modules.

# %%
ask("m08-6-recall-result")
ask("m08-6-recall-ni")
ask("m08-6-recall-worst")
ask("m08-6-recall-grade")
ask("m08-6-recall-low")
ask("m08-6-recall-m07")
ask("m08-6-recall-m06")

# %% [markdown]
# ## Where the numbers come from, and where to go next
#
# **Sources.** Table `trial_characteristics`: Tables 1 and 2 of the living reviews ([MDMA](https://doi.org/10.5281/zenodo.18740439),
# [psilocybin](https://doi.org/10.5281/zenodo.15714852)). Table `rob2_rules`: a copy of the guidance of 2019, checked against two public programmes; where
# the two disagree, the row is marked *doubtful*. Table `grade_rules`: a table of the GRADE working group.
#
# **Reading.** [Sterne 2019](https://doi.org/10.1136/bmj.l4898), the tool.
#
# **Practice.** Exercises `m08-rob` and `m08-grade`.
#
# **Next.** Lesson 8.7, *Living reviews, and reviews that disagree*.

# %% [markdown] tags=["instructor"]
# **Timing.** Hook 5 min · rules 9 · results, not trials 8 · worst domain 5 · five doors 12 · recall 4.
#
# **Common stumbles.** NI read as no. “Low” heard as “good trial”. Learners take the same fact through two doors; ask them to write each reason on a card and
# hand it in once. Some grade by the size of the effect.
#
# **Discuss.** A team puts guessing into bias, another into indirectness. Both end at low. Do they disagree?
#
# **Board.** Two columns: “how it was made” (RoB 2) and “how sure we are” (GRADE). Sort ten facts.
