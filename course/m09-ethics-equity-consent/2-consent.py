# %% [markdown]
# # Consent to what you cannot foresee
#
# *How do you say yes to a state you have never been in?*
#
# 45 minutes · needs lesson 5.4 (boundaries) and lesson 5.2 (kappa)
#
# After this lesson you will be able to:
#
# - **name** seven things that a consent form for such a treatment should explain;
# - **distinguish** an element that is explained from one that is mentioned;
# - **judge** what a reading grade sees, and what it cannot see;
# - **explain** why a signature is not understanding, and what asking adds.

# %% [markdown]
# **Data.** Table `consent_facts`: what reviews of consent forms counted, and seven elements named by
# [Marks 2024](https://doi.org/10.1001/jamapsychiatry.2024.0184). Tables `consent_texts` and
# `consent_rewrites`: forms **invented for this course**, tier F. No collection of real psychedelic consent forms
# could be read for it.
#
# **A note before you begin.** Sexual abuse by therapists is named here, in the words of a consent form, and not
# described. This lesson is about reading forms. It is not medical or legal advice, and it gives no guidance on
# obtaining or taking any drug. If you need support, [findahelpline.com](https://findahelpline.com) lists crisis
# lines by country; a complaint about a study goes to its ethics board.

# %%
import numpy as np
import pandas as pd
import plotly.graph_objects as go

from course import ask, consent, load, reveal, show, writing
from course.figures import COLOURS, slider

# %% [markdown]
# A study took 5,239 consent forms of trials in the United States from the public registry and let a program
# grade them (Zai 2024, abstract; see [reading grade](../glossary.md#reading-grade)). Its line was school grade 8: what somebody of
# about fourteen can read.
#
# Before you look: of 100 forms, how many were *harder* than grade 8?

# %%
ask("m09-2-grade8", ...)

# %%
facts = load("consent_facts").set_index("fact_id")
texts = load("consent_rewrites").set_index("text_id").fictional_text
grades = {
    "5,239 real forms, mean": facts.number["mean_grade_2024"],
    "text 1 of this lesson": writing.reading_grade(texts["source"]),
    "text 2 of this lesson": writing.reading_grade(texts["deleted"]),
}
print("harder than grade 8:", facts.number["above_grade_8_2024"], "of 100 forms")

# %% tags=["chart"]
# Draws three grades beside the line at grade 8
bars = pd.Series(grades)[::-1]
fig = go.Figure(go.Bar(x=bars, y=["<br>".join([n[: n.find(" ", 8)], n[n.find(" ", 8) :]]) for n in bars.index],
                       orientation="h", marker_color=COLOURS["difference"], textposition="inside",
                       text=[f"{v:.1f}" for v in bars]))  # fmt: skip
fig.add_vline(x=8, line={"dash": "dash", "color": COLOURS["uncertainty"]})
fig.add_annotation(x=8, y=1, yref="paper", yanchor="bottom", text="grade 8", showarrow=False)
fig.update_layout(
    title="Nine of ten consent forms are harder<br>than grade 8", xaxis_title="school grade"
)
table = bars.round(1).rename_axis("text").reset_index(name="grade")
show(fig, table=table,
     alt="The mean form reads at grade 11; text 1 of this lesson at 19.8 and text 2 at 2.5.")  # fmt: skip
reveal("m09-2-grade8", facts.number["above_grade_8_2024"])

# %% [markdown]
# Here is the beginning of text 1, so that you know what grade 19.8 feels like. Keep text 2 in mind: it says the
# same, at grade 2.5. Or does it?

# %%
print(texts["source"][:330], "...")

# %% [markdown]
# ## Seven things to explain
#
# A drug session changes perception, trust and the sense of self for hours. Some of that cannot be known
# beforehand by anybody. One author argues that [informed consent](../glossary.md#informed-consent) in the full
# sense is therefore out of reach ([Jacobs 2023](https://doi.org/10.3389/fpsyg.2023.1108333)). Others answer:
# then say at least what *can* be said. Seven elements are often missing
# ([Marks 2024](https://doi.org/10.1001/jamapsychiatry.2024.0184)):

# %%
elements = facts[facts.kind == "element"].text
for name, says in elements.items():
    print(f"{name:>14}: {says}")

# %% [markdown]
# A review of 28 consent documents of psilocybin trials from 13 sites found the same from the other side: what is
# special to psychedelics, such as touch, turned up less often than physical and mental risks
# ([Cheung 2025](https://doi.org/10.1080/23294515.2025.2526339)). And forms are hard to get: an opinion article of
# 2022 reports that 5 forms could be downloaded, of more than 36 trials, and that one organisation answered when
# asked (press, tier C).
#
# ## Mentioned is not explained
#
# Code a form like this. **0**: no line is about the element. **1**, mentioned: a line names it. **2**, explained:
# a line says what it is *and* what follows, or what you can do. Here is form A, invented for this course.

# %%
form_a = load("consent_texts").query("form == 'A'").set_index("line_id").fictional_text
for line, says in form_a.items():
    print(line, says)

# %% [markdown]
# Form A has a line on five of the seven elements. Before you read on, take a pencil: how many of the five does it
# *explain*?

# %%
ask("m09-2-form-a", ...)

# %%
code_a = dict(zip(consent.ELEMENTS, [1, 1, 1, 0, 2, 1, 0], strict=True))
why = {
    "touch": "part of what? which touch, ended how?",
    "data": "how long, where, who sees it, how to have it erased",
    "practitioner": "a protocol that the reader does not have",
    "understanding": "a6 records a signature; nobody checks anything",
}
for element, code in code_a.items():
    print(f"{element:>14}: {code}  {why.get(element, '')}")
reveal("m09-2-form-a", sum(code == 2 for code in code_a.values()))

# %% [markdown]
# **Why it is tempting** to tick all five: the words are there, and a committee with a list finds them. But try to
# use the line on touch at two in the afternoon of a session. What may the therapist do, and which word stops it?
#
# **Your turn, alone.** Form D is not in any table. Code its five lines, then give the share of the seven elements
# that it *explains*, in per cent, to one decimal.

# %%
form_d = """d1 Touch means a hand on your shoulder, if you said yes the day before. Say "off" and it ends.
d2 There is a small risk of abuse.
d3 Your therapist must show you every complaint that was upheld against them. Ask at the desk.
d4 Flickers of light may remain.
d5 We look forward to meeting you."""
print(form_d)

# %%
ask("m09-2-form-d", ...)

# %%
ask("m09-2-kind", ...)

# %% [markdown]
# ## Would a second reader agree?
#
# Coding is a judgement, so let two people do it. You know from lesson 5.2 that agreement is not enough: two
# coders agree often by luck alone. How often? Shuffle one coder's codes and count; first once, then many times.
# Both rows are invented: form A and one more form, seven codes each.

# %%
first = np.array([*code_a.values(), 1, 0, 2, 1, 0, 2, 0])
second = np.array([1, 2, 1, 0, 2, 1, 0, 1, 0, 2, 2, 0, 2, 0])
print("agreement:", round((first == second).mean(), 3))
rng = np.random.default_rng(92)
print(
    "one simulated agreement, codes shuffled:", round((first == rng.permutation(second)).mean(), 3)
)
simulated = [(first == rng.permutation(second)).mean() for _ in range(4000)]
chance = np.mean(simulated)
print("mean of 4,000:", round(chance, 3))
print(
    "beyond chance, of what was left to get:",
    round(((first == second).mean() - chance) / (1 - chance), 2),
)

# %% [markdown]
# The last line is kappa, found by shuffling. The coders of the review of 28 documents reached 0.683 with a list of
# codes of their own ([Cheung 2025](https://doi.org/10.1080/23294515.2025.2526339)). When coders differ, talk about the
# *line*: the quarrel shows where a form is unclear.
#
# ## Asked, and understood
#
# Before you read on:

# %%
ask("m09-2-signed", ...)

# %% [markdown]
# A form can be good, and be signed unread. So ask. Adolescents in a treatment trial answered 10.3 of 12 questions
# about it rightly, on average. Yet about a third of all who answered, parents included, called it *education*
# (Vitiello 2007, a copy of the abstract). One may know the facts and mistake the whole.

# %%
facts.loc[["tads_correct_answers", "tads_called_education"], ["text", "number", "unit"]]

# %% [markdown]
# How many right answers are enough? Think of somebody who understood nothing and guesses ten yes-or-no questions.
# One guesser first, then ten thousand.

# %%
print("one simulated guesser:", rng.binomial(10, 0.5), "of 10 right")
simulated_right = rng.binomial(10, 0.5, 10_000)
print("guessers with 7 or more:", round(100 * (simulated_right >= 7).mean(), 1), "of 100")

# %% tags=["try"]
# Change needed to 10. Put it back, then chance_right to 0.25. Which helps more?
questions, needed, chance_right = 10, 7, 0.5
passed = rng.binomial(questions, chance_right, 10_000) >= needed
print(f"{100 * passed.mean():.1f} of 100 guessers pass")

# %%
ask("m09-2-guess", ...)

# %% [markdown]
# **Why it is tempting** to stop at the signature: the law asks for it, and it can be filed. It shows that a pen
# moved. Understanding shows in answers, and somebody must care about wrong ones. And consent goes on: what was
# agreed in the morning may be taken back at noon (lesson 5.4).
#
# ## Short is not clear
#
# Back to text 2, and two others. All are meant to say what text 1 says. `consent_signs` looks for eleven signs: a
# grade of 8 or less, 110 to 190 words, sentences that are no scraps, and a plain word for each of eight points of
# text 1 (another list than the seven elements).

# %%
names = {"source": "text 1", "deleted": "text 2", "short": "text 3", "scraps": "text 4"}
signs = pd.DataFrame(
    {label: consent.consent_signs(texts[key]) for key, label in names.items()}, dtype=object
)
signs.loc["school grade"] = [round(writing.reading_grade(texts[key]), 1) for key in names]
signs

# %% [markdown]
# And here is text 2, the whole of it.

# %%
print(texts["deleted"])

# %% tags=["chart"]
# Draws the eleven signs of one text; the slider goes through the texts
order = list(signs.index[:-1])[::-1]
states = {}
for label in signs:
    found = [bool(signs[label][sign]) for sign in order]
    states[label] = {
        "marker": [{"symbol": ["circle" if f else "x-thin-open" for f in found], "size": 15,
                    "color": [COLOURS["difference" if f else "uncertainty"] for f in found]}],
        "title": f"{label.capitalize()}: grade {signs[label]['school grade']},"
                 f"<br>{sum(found)} of 11 signs (● found, × missing)",
    }  # fmt: skip
fig = go.Figure(go.Scatter(x=[0] * 11, y=order, mode="markers", hoverinfo="y"))
slider(fig, states, prefix="read", traces=[0], start="text 1")
fig.update_layout(xaxis={"visible": False, "range": [-1, 1]}, yaxis_showgrid=False, height=520)
show(fig, table=signs.drop("school grade").astype(str).rename_axis("sign").reset_index(),
     alt="Text 1 has every element and cannot be read; text 2 reads easily and lacks four.")  # fmt: skip

# %% [markdown]
# **Two questions to guide you**
#
# 1. Which text has the best grade, and would you hand it to a friend?
# 2. Which four things does text 2 leave out? What would its reader say yes to?
#
# Text 2 also drops something that no sign looks for: that people must stay until it is safe to go.
#
# Now try to cheat. It is allowed here, and it teaches what the signs cannot see.

# %% tags=["try"]
# Add sentences until all signs are True. Then write nonsense that still has them all.
text = "You may feel fear. Your heart will beat faster. You can stop at any time."
print({sign: found for sign, found in consent.consent_signs(text).items() if not found})

# %%
print(texts["short"], "\n\n", texts["scraps"][:120], "...")
ask("m09-2-short", ...)

# %% [markdown]
# So a machine can tell you that a text is too hard, or that a word is missing. That it is *true*, kind and
# complete, a person must say. That is why a person marks your text in the assignment.
#
# ## What this cannot tell us
#
# - **What was said aloud.** A form is not the talk; a poor form may come with a good one.
# - **Whether consent holds under the drug.** A yes given in an altered state is the question, not the answer.
# - **What a grade means to a reader in distress.** The formula was derived with Navy personnel
#   (Kincaid 1975), not with people in distress.
# - **What real psychedelic forms look like.** Ours are invented; the reviews are quoted from their abstracts.

# %% [markdown]
# ## Recall
#
# In your own words, then open the answer. Two questions return to earlier modules.

# %%
ask("m09-2-recall-seven")
ask("m09-2-recall-explained")
ask("m09-2-recall-signature")
ask("m09-2-recall-grade")
ask("m09-2-recall-kappa")
ask("m09-2-recall-rules")

# %% [markdown]
# ## Where the numbers come from, and where to go next
#
# **Sources.** Table `consent_facts`, from abstracts, and one opinion article (tier C); each row has its address. Zai
# 2024 is Zai AH, Faro JM, Allison J, Journal of Clinical and Translational Science, 16 September 2024. Vitiello 2007 is
# Vitiello B et al., Journal of the American Academy of Child and Adolescent Psychiatry 46:1642-1650. The reading grade is that of
# [Kincaid 1975](https://doi.org/10.21236/ADA006655).
#
# **Reading.** [Marks 2024](https://doi.org/10.1001/jamapsychiatry.2024.0184), a review of what consent to such a
# treatment should hold, with sample wording.
#
# **Practice.** Exercises `m09-readable` and `m09-elements` in the assignment of this module.
#
# **Next.** Lesson 9.3, *Subgroups, weights and what they cost*.

# %% [markdown] tags=["instructor"]
# **Timing.** Hook 7 min · elements and form A 12 · second reader 6 · asking 8 · four texts 8 · recall 4.
#
# **Common stumbles.** Warm lines are coded 2. The signature is coded as understanding. Learners trust the grade
# because it has decimals; let them cheat early.
#
# **Discuss.** What could nobody have told you before the most important day of your life? What could one have told
# you all the same?
#
# **Board.** Two columns, *named* and *what can I do then?*; fill them from form A.
