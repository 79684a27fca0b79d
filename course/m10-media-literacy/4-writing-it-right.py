# %% [markdown]
# # Writing it right
#
# *You know what the story leaves out. Now you have a headline and 120 words. What do people need first?*
#
# 45 minutes · needs lessons 10.1 to 10.3
#
# After this lesson you will be able to:
#
# - **place** the evidence of the whole course beside each claim of a story;
# - **compose** a headline and 120 words with number, comparator, population, doubt, harm and status;
# - **revise** a text that hides behind “may”, or behind two equal sides;
# - **decide** what a story changes for you, and what it does not.

# %% [markdown]
# **Data.** Trials, events, harms, history and claims, from the tables of the course.
# The second phase 3 trial is [Mitchell 2023](https://doi.org/10.1038/s41591-023-02565-4); its counts come
# from the [SYPRES living review](https://doi.org/10.5281/zenodo.18740439). The feature is **fiction**.
#
# **A note before you begin.** The lesson names harms, among them suicidal thoughts, and gives no details.
# It is not medical advice, and it gives no guidance on obtaining or taking any drug. If you are in
# distress, please turn to a health professional, the emergency services where you are, or a crisis line in
# your country ([findahelpline.com](https://findahelpline.com) lists many).

# %%
import pandas as pd
import plotly.graph_objects as go

from course import ask, load, reveal, show, stats
from course.figures import COLOURS, slider
from course.writing import reading_grade, structure

# %% [markdown]
# The feature glides down like warm milk. A [reading grade](../glossary.md#reading-grade) guesses the school
# year that a text needs, from the length of its sentences and words
# ([Kincaid 1975](https://doi.org/10.21236/ADA006655)).
#
# Before you look: which grade do *our own* careful summaries of the evidence need, the column
# `evidence_for`?

# %%
ask("m10-4-grade", ...)

# %%
claims = load("media_claims").set_index("claim_id")
texts = {"the feature (fiction)": load("feature").fictional_text, "the eleven claims": claims.claim,
         "our “evidence for”": claims.evidence_for, "our “limits”": claims.limits}  # fmt: skip
grade = {name: round(reading_grade(". ".join(lines)), 1) for name, lines in texts.items()}

# %% tags=["chart"]
# Draws the reading grade of four texts
fig = go.Figure(go.Bar(x=list(grade.values()), y=list(grade), orientation="h", texttemplate="%{x:.0f}",
                       marker_color=[COLOURS["uncertainty"]] + [COLOURS["difference"]] * 3))  # fmt: skip
fig.update_layout(title="The feature is easy to read,<br>and our own notes are not", height=300,
                  xaxis={"title": "reading grade", "range": [0, 22]})  # fmt: skip
show(fig, alt="The feature reads at grade 5, our own notes on the evidence at grades 14 and 19.",
     table=pd.DataFrame({"text": grade.keys(), "grade": grade.values()}))  # fmt: skip
reveal("m10-4-grade", grade["our “evidence for”"])

# %% [markdown]
# Part of this is form: our notes are lists without full stops, and the formula punishes that. And one story,
# written for this course, beside our own notes proves no rule. But the warning stands: whoever writes with
# care often writes for colleagues. You will do both: care, at a grade that most adults read with ease.
#
# ## Everything the course knows, beside each claim
#
# First, collect. For each claim of the feature, one line of the strongest thing we know, computed from the
# tables; never more than the table says.

# %%
outcomes, contrasts = load("outcomes"), load("contrasts")
response = outcomes.query("trial_id == 'mitchell_2023_mapp2' and endpoint == 'response'")
response = response.query("timepoint_weeks == 18").set_index("arm_id")
mdma, placebo = (100 * response.events / response.n)[["mdma", "placebo"]]
four = response.loc[["mdma", "placebo"], ["events", "n"]].to_numpy().ravel()
more = stats.risk_difference(*four)
couples = contrasts.query("trial_id == 'monson_2020' and outcome.str.contains('relation')")
low = stats.paired_d(couples.estimate.min(), n=6)
within = contrasts.query("trial_id == 'mitchell_2021_mapp1' and comparison == 'within_arm'")
print(f"{mdma:.0f} and {placebo:.0f} per 100 responded; {100 * more.estimate:.1f} more, 95 % interval "
      f"{100 * more.ci_low:.1f} to {100 * more.ci_high:.1f}")  # fmt: skip

# %%
phase3 = load("trials").query("trial_id.str.startswith('mitchell_202')")
known = {
    "m01": "one couple; nobody to compare with (lesson 10.3)",
    "m02": f"looked up: first mention {load('history').query('year == 1912').year.iloc[0]:.0f}",
    "m03": f"{phase3.n_randomised.sum():.0f} people in two phase 3 trials, PTSD only; three papers "
    "on MDMA retracted",
    "m04": "three drug sessions inside months of therapy; a video of a phase 2 trial shows restraint "
    "(lesson 5.4)",
    "m05": "volunteers: worst memories hurt less (19 people); fear: a small effect (30 "
    "men); main test none (34), though more kept what they had learned",
    "m06": f"{mdma:.0f} v {placebo:.0f} of 100 responded (lesson 7.1); many may have guessed (lesson 6.3); "
    "refused in 2024",
}

# %%
panel = load("history").query("event.str.contains('short-term trauma') and number > 0").iloc[0]
d = within.set_index("arm_a").estimate.abs()
known |= {
    "m07": "volunteers feel more with others; read fear and anger less well, women mostly (lesson 5.3)",
    "m08": f"six couples, no control: d from {low.estimate:.2f} [{low.ci_low:.2f}, {low.ci_high:.2f}] up",
    "m09": "true of the acute effect; says nothing about lasting benefit",
    "m10": f"within arms d {d.max():.1f} with MDMA, {d.min():.1f} with placebo and therapy; "
    f"{panel.number:.0f} of 15 panel members: not shown better than short trauma therapies",
    "m11": "nobody knows; one more phase 3 trial was asked for in 2024",
}
beside = claims[["claim", "verdict"]].assign(known=pd.Series(known))
for id, row in beside.iterrows():
    print(f"{id} {row.claim}\n    {row.verdict.upper()}: {row.known}\n")

# %% [markdown]
# Read down the lines marked PARTLY. In most of them something true was *stretched*: from volunteers to
# patients, from a score to a cure, from six couples to all couples. Stretching, not lying, is the usual
# fault of a health story.

# %%
ask("m10-4-stretch", ...)

# %% [markdown]
# Harms deserve their own line, with both groups. From the first phase 3 trial; terms that are not listed
# for a group are *not* zero. Suicidality rests on a handful of people in each group: too few to compare,
# too grave to leave out.

# %%
harms = load("adverse_events").query("trial_id == 'mitchell_2021_mapp1' and window != ''")
harms = harms.pivot(index="term", columns="arm_id", values=["n_participants", "n_at_risk"]).dropna()
per_100 = (100 * harms.n_participants / harms.n_at_risk).round(0).astype(int)
plain = {"muscle tightness": "muscle tightness", "decreased appetite": "less appetite",
         "nausea": "nausea", "hyperhidrosis": "heavy sweating",
         "suicidality (AESI, total)": "suicidality"}  # fmt: skip
per_100.loc[list(plain), ["mdma", "placebo"]].rename(plain)

# %% [markdown]
# ## Careful words are not enough
#
# Here is a draft by somebody who wants to be safe: “MDMA may help some people, but it might not be right
# for everyone, and more research could be needed.” Nobody can say that it is wrong. It fits every drug
# ever made.
#
# A reader needs **size before doubt**: how many of 100, with and without; *then* how sure.
#
# Our list has nine signs of a complete short text. The machine looks for a *word* of each kind:
#
# 1. a headline of 3 to 15 words; 2. a text of 100 to 140 words; 3. a number; 4. a comparator, such as
#    placebo; 5. the population, such as people with PTSD; 6. uncertainty, such as “may”; 7. a harm; 8. the
#    status, such as “approved”; 9. easy to read: grade 10 or below.
#
# Before you look: how many does it find in this draft, under the headline “Could MDMA help?”

# %%
ask("m10-4-signs", ...)

# %%
drafts = {"hedged": "MDMA may help some people, but it might not be right for everyone, and more "
          "research could be needed."}  # fmt: skip
signs = structure("Could MDMA help?", drafts["hedged"])
print(pd.Series(signs).to_string())
reveal("m10-4-signs", sum(signs.values()))

# %%
ask("m10-4-hedge", ...)

# %% [markdown]
# Now build it up. Each stop of the slider adds a sentence. The bars show which signs the machine finds.
# It sees words, not sense: a false sentence scores as well as a true one.

# %%
steps = {
    "start": "In one trial, 104 people with PTSD had months of talking therapy; half also took MDMA in "
    "three long sessions.",
    "+ comparator": " Of 100 in each group who stayed to the end, 87 had clearly improved with MDMA and 69 "
    "with placebo.",
    "+ doubt": " 18 more in 100 fits the data best, and anything from one to 34 more fits fairly well. "
    "Many people may have guessed what they had taken.",
}

# %%
steps |= {
    "+ harm": " A severe event, whatever its cause, was recorded in 9 of 100 with MDMA and in 4 of 100 "
    "with placebo.",
    "+ status": " The regulator in the United States refused approval in 2024 and asked for one more "
    "trial. Nobody yet knows how long the gain lasts.",
    "full": " Only people who passed a strict health check took part. Healthy couples were not "
    "studied, and neither is any drug that comes from a stranger.",
}

# %%
severe = load("adverse_events").query(
    "term == 'any severe TEAE' and trial_id == 'mitchell_2023_mapp2'"
)
print(
    (100 * severe.set_index("arm_id").n_participants / severe.set_index("arm_id").n_at_risk).round(
        1
    )
)

# %% tags=["chart"]
# Draws the signs of each draft; the slider adds a sentence
fig, states, text, held = go.Figure(), {}, "", {}
fig.add_bar(orientation="h", marker_color=COLOURS["difference"], width=0.6)
for step, sentence in steps.items():
    text += sentence
    found = structure("More improved with MDMA, and doubts remain", text)
    held[step] = {sign: int(there) for sign, there in found.items()} | {"count": len(text.split())}
    bars = {"x": [list(map(int, found.values()))], "y": [list(found)]}
    states[step] = bars | {
        "title": f"{step}: {len(text.split())} words,<br>{sum(found.values())} of 9 signs"
    }
slider(fig, states, prefix="draft", traces=[0], start="start")
fig.update_layout(xaxis={"range": [0, 1.05], "tickvals": [0, 1], "ticktext": ["missing", "there"]},
                  yaxis={"autorange": "reversed", "type": "category"}, height=470)  # fmt: skip
show(fig, alt="Sentence by sentence the draft gains its signs, until all nine are there.",
     table=pd.DataFrame(held).rename_axis("sign").reset_index())  # fmt: skip

# %% [markdown]
# **Two questions to guide you**
#
# 1. Which sentence would you give up, if you had only 80 words? Who would miss it?
# 2. Find a word in the last draft that the machine counts, in a sentence that would still be true without
#    it.
#
# **Your turn: rank two texts.** Beside the hedged draft, put this one, under the headline “Breakthrough for
# PTSD”: “MDMA cures two of three people with PTSD! Nobody needs to fear harms. Regulators may soon approve
# it.” Which signs will the machine find in it? Which text would you print sooner?

# %%
ask("m10-4-hype", ...)

# %%
hyped = "MDMA cures two of three people with PTSD! Nobody needs to fear harms. Regulators may soon approve it."
found = structure("Breakthrough for PTSD", hyped)
hyped_signs = sum(found.values())
print(f"hyped: {hyped_signs} of 9 signs; hedged: {sum(signs.values())} of 9")
ask("m10-4-rank", ...)

# %% [markdown]
# **Now write.** A headline and two or three sentences of your own, for somebody you know who asks about this
# drug. Write them between the quotes and run the cell. It shows which signs are there, and the reading grade.
# Then cross out one word and see whether anything is lost. (The assignment asks for 100 to 140 words.)

# %% tags=["try"]
my_headline = ""
my_text = ""
mine = structure(my_headline, my_text)
print(*(sign for sign, there in mine.items() if there), sep=", ")
print(len(my_text.split()), "words, reading grade", round(reading_grade(my_text), 1))

# %% [markdown]
# ## Two sides are not a balance
#
# “Supporters say it works; critics disagree.” Equal space says that the evidence is equal. On whether the
# available *data show* that the drug is effective for PTSD the regulator's advisers voted 2 to 9; on whether
# benefits outweigh risks, 1 to 10. And both phase 3 trials found a benefit. A fair text gives each of these its own weight and says *about
# what* people disagree. To split the space is [false balance](../glossary.md#false-balance).

# %%
votes = load("history").query("date == '2024-06-04' and number > 0")[["event", "number"]]
print(votes.to_string(index=False))

# %%
ask("m10-4-balance", ...)

# %% [markdown]
# ## Words that people read
#
# Short sentences. Common words. One number per sentence. The same denominator throughout. People before
# points. “People with PTSD”, never a label for a person. And no promise in the headline that the text takes
# back.
#
# A low grade is a courtesy, not a proof: the feature reads at grade 5.

# %%
ask("m10-4-easy", ...)

# %% [markdown]
# ## And what do you decide?
#
# Perhaps you read such a story because you hope. Then three questions are worth more than a score.
#
# - *Is it about people like me*, or about people who were chosen for a trial?
# - *Compared with what I could have today?* Established therapies for PTSD exist, and the trials did not
#   compare with them.
# - *Whom can I ask who gains nothing?* A clinician who knows you; not a story, and not a course.
#
# Hope is no mistake. A story that sells it without a number is.

# %% [markdown]
# ## What this cannot tell us
#
# - **What is true tomorrow.** Our tables end in May 2026.
# - **Whether your text is good.** The machine sees nine signs; a reader sees the rest. Give it to one.
# - **What MDMA adds to established therapies.** No trial in our tables compared them.
# - **What you should do.** The course teaches reading, not treatment.

# %% [markdown]
# ## Recall
#
# Answer in your own words before you open each answer. Two questions return to earlier modules.

# %%
ask("m10-4-recall-signs")
ask("m10-4-recall-hedge")
ask("m10-4-recall-balance")
ask("m10-4-recall-stretch")
ask("m10-4-recall-interval")
ask("m10-4-recall-harms")

# %% [markdown]
# ## Where the numbers come from, and where to go next
#
# **Sources.** Response: [SYPRES](https://doi.org/10.5281/zenodo.18740439), tier B, of
# [Mitchell 2023](https://doi.org/10.1038/s41591-023-02565-4); severe events: tier A. Harms of
# [Mitchell 2021](https://doi.org/10.1038/s41591-021-01336-3): from a review's table, tier B. Votes and
# letter: table `history`. Verdicts: table `media_claims`, tier C. The feature: **fiction**.
#
# **Reading.** [Gigerenzer 2007](https://doi.org/10.1111/j.1539-6053.2008.00033.x), once more, with a pencil.
#
# **Practice.** Exercise `m10-headline`: your headline, your 120 words.
#
# **Next.** Read a real story tomorrow, with ten questions in your pocket.

# %% [markdown] tags=["instructor"]
# **Timing.** Hook 5 min · the table of evidence 9 · careful words and builder 10 · ranking and writing 9 ·
# balance 4 · words and deciding 5 · recall 3.
#
# **Common stumbles.** Learners write for the checklist: a text with every sign and no thought. Read two
# aloud. They soften the benefit because the drug was refused, or the doubt because it helped people.
#
# **Discuss.** Whose harm is missing from the text? Who reads it at night, and what will they do next?
#
# **Board.** Learners cut each other's 120 words to 60, then say what they lost.
