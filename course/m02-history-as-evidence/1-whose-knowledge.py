# %% [markdown]
# # Whose knowledge?
#
# *Who held the pen, and what did that do to what was known?*
#
# 45 minutes · needs module 1
#
# After this lesson you will be able to:
#
# - **classify** a document by who wrote it, for whom and about whom;
# - **explain** how an error can stay in print while people who could correct it are not asked;
# - **test**, with simulated texts, how many writers must look for themselves to clear an error;
# - **write** “was described by” where it is true, and name whose account is missing.

# %% [markdown]
# **Data.** Table `documents` of this course: documents from the 16th century to 2021. The old ones were
# read in public archives, as transcriptions, translations or copies; papers of historians in an abstract,
# a first page or one sentence. Each row says where it was read.
#
# **A note before you begin.** This lesson names the persecution of Indigenous practice and does not
# describe it. Peoples are named as our rows name them. No ceremony is described, no amounts are
# printed, no pictures are shown. It **has not yet been read by somebody from, or working with, the
# peoples it names**. Until it has, take its choice of words as ours, and open to correction.
#
# It is about reading evidence. It is not medical advice, not training to treat anybody, and it gives
# no guidance on obtaining or taking any plant or drug. If you are in distress, please turn to a
# health professional or a crisis line ([findahelpline.com](https://findahelpline.com)).

# %%
import numpy as np
import pandas as pd
import plotly.graph_objects as go

from course import ask, load, reveal, show
from course.figures import COLOURS, slider

# %% [markdown]
# Ten documents in our table are about *peyote*, about *ololiuhqui*, or about a small mushroom that the
# old texts call *teonanacatl*. Peoples of what is now Mexico and the United States have used them in
# their own ways. The oldest document is from the 16th century, the newest from 1994.
#
# Before you look: of the ten, how many were written by Indigenous people?

# %%
ask("m02-1-written", ...)

# %%
documents = load("documents")
plants = documents[documents.substance.str.contains("teonanacatl|peyot|ololiuhqui")]
plants = plants.drop_duplicates("document").reset_index(drop=True)
writers = plants.writer_group.value_counts()

# %% tags=["chart"]
# Draws one dot for each document, in order of time, beside the group of its writer
fig = go.Figure()
for colour, symbol in [("uncertainty", "circle-open"), ("active", "circle")]:
    part = plants[(plants.writer_group == "Indigenous authors") == (colour == "active")]
    marker = {"size": 16, "color": COLOURS[colour], "symbol": symbol, "line": {"width": 2.5}}
    fig.add_scatter(x=part.index, y=part.writer_group, mode="markers", marker=marker)
dates = plants.date.str.replace("16th century", "16th c.").str.replace("-.*", "", regex=True)
order = ["clergy", "outside scientist", "government", "Indigenous authors"]
fig.update_layout(title="Of ten documents, one was written<br>by Indigenous people", height=340,
                  xaxis={"tickvals": plants.index, "ticktext": dates, "tickangle": -60},
                  yaxis={"categoryarray": order[::-1], "range": [-0.6, 3.6]})  # fmt: skip
show(fig, alt="Five documents are by scientists from outside, three by clergy, one by a government "
     "and one by Indigenous authors.", table=writers.rename("documents").reset_index())  # fmt: skip

# %%
reveal("m02-1-written", int(writers["Indigenous authors"]))

# %% [markdown]
# ## A rule for the whole module
#
# *A document tells what its writer wanted to be read. Ask who wrote it, for whom, about whom, and who
# could not write.*
#
# A [primary source](../glossary.md#primary-source) comes from somebody who was part of what it
# reports: a letter, a law, a field report. A [secondary source](../glossary.md#secondary-source) tells
# what others reported. Primary does not mean true. It means that nobody stands between you and the
# writer; the writer may still err, boast, or write to harm.
#
# So give each document three labels: its **kind**, its **purpose**, and its **distance** from the
# people it is about. Here are three, worked out. The first column is from our table, the labels are
# ours.

# %%
labels = pd.DataFrame(
    {
        "doc_002": [
            "primary",
            "to record the world of others",
            "a friar, through what he was told",
        ],
        "doc_004": ["primary", "to find and punish", "priests, as opponents"],
        "doc_009": ["secondary copy", "to correct a colleague", "a physician, read in a copy"],
    },
    index=["kind", "purpose", "distance"],
).T
facts = documents.set_index("doc_id").fact
pd.set_option("display.max_colwidth", 110)
labels.join(facts)

# %% [markdown]
# ## Reading against the grain
#
# Look at the second row. Its writers wanted the practice gone. Does that make the text useless? No.
# Accusers do invent, so trust least what serves the charge. Trust more what slips in *against* the
# writer's purpose, or without any: a name, a place, a use that the charge did not need. This is called
# reading against the grain.
#
# It has limits. A text that was written to accuse cannot tell what the practice meant to those who
# held it, how common it was, or whether it helped or harmed.
#
# The first row shows the other side. The friar was no friend of the practice; the framing of his
# text is hostile. Yet he wrote down *whose* knowledge it was: the Chichimecas, he says, found it and used it
# first.

# %%
ask("m02-1-accusers", ...)

# %% [markdown]
# **Your turn, with a little help.** Here is another document. Give it the three labels in your mind,
# then choose.

# %%
articles = documents.set_index("doc_id").loc["doc_007"]
for name in ["date", "document", "written_by", "people_written_about", "fact"]:
    print(f"{name}: {articles[name]}")
ask("m02-1-founders", ...)

# %% [markdown]
# ## An error that lasted
#
# In the 16th century a friar listed the mushroom and the cactus as two different things. In 1915 a
# botanist of the United States government stated in a journal that there was no such mushroom: it had
# been dried cactus all along.
#
# People in Oaxaca had not lost the knowledge. The *literature* had. How long did that take to mend?
# Predict the number of years from the wrong paper to the paper that closed the matter.

# %%
ask("m02-1-years", ...)

# %%
chain = documents.set_index("doc_id").loc[["doc_006", "doc_008", "doc_009", "doc_010", "doc_013"]]
chain["year"] = chain.date.str[:4].astype(int)
chain["claims"] = ["cactus", "mushroom", "mushroom", "mushroom", "mushroom"]
chain[["year", "written_by", "claims", "source_tier", "status"]]

# %%
asked = {
    1915: "In print: dried cactus.<br>Says that no such fungus had been found",
    1919: "One voice objects: mushrooms.<br>Source: a physician in Mexico",
    1923: "By letter: still used, old name.<br>Source: the same physician",
    1938: "Visitors report that healers use it.<br>The healer is not named",
    1940: "A journal closes the matter, citing old texts<br>in which friars wrote what they were told",
}

# %% tags=["chart"]
# Draws who claimed what, and lets a marker walk through the years
marks = {"size": 13, "color": COLOURS["uncertainty"], "symbol": "circle-open"}
fig = go.Figure(go.Scatter(x=chain.year, y=chain.claims, mode="markers", marker=marks))
fig.add_scatter(mode="markers", marker={"size": 20, "color": COLOURS["active"]})
claims = chain.set_index("year").claims
states = {str(y): {"x": [[y]], "y": [[claims[y]]], "title": says} for y, says in asked.items()}
slider(fig, states, prefix="year", traces=[1], start="1915")
fig.update_layout(xaxis={"range": [1912, 1943], "dtick": 5}, height=360,
                  yaxis={"categoryarray": ["cactus", "mushroom"], "range": [-0.5, 1.5]})  # fmt: skip
show(fig, alt="One paper of 1915 said cactus; four later documents, to 1940, said mushroom.",
     table=chain[["year", "claims", "written_by"]])  # fmt: skip

# %%
reveal("m02-1-years", int(chain.year.max() - chain.year.min()))

# %% [markdown]
# **Two questions to guide you** along the slider
#
# 1. At which step could a careful reader have known? (Think of the friar's two entries.)
# 2. Whose word is missing at every step?
#
# The first objection came after four years and is known to us from one copy only. And a correction can
# misquote, too: the letter of 1923 lets the old text say that the mushroom grows on *dung*. The
# passage that we read says *grass*. Check the corrector as well.

# %% [markdown]
# **Why it is tempting** to write “scientists discovered the mushroom in 1938”: a paper has a date and a
# name on it, so history seems to begin there. But healers across the Mazatec area used it then, says the
# same paper. A paper marks the day on which *somebody else* wrote it down.
#
# **Your turn.** Here is a document that we have not talked about.

# %%
passage = documents.set_index("doc_id").loc["doc_003"]
for name in ["date", "written_by", "people_written_about", "fact", "known_issue"]:
    print(f"{name}: {passage[name]}")
ask("m02-1-headline", ...)

# %% [markdown]
# ## How does an error live?
#
# Let us build a small world, **simulated**, to see it. The first text holds an error. Each later writer
# takes one earlier text at random and copies its claim. Only now and then a writer asks the people who
# know, and then writes what is right. × is a text with the error, · a text without.


# %%
def simulated_texts(texts, asks, rng):
    """Which of so many texts repeat the first one's error, if a share of writers asks."""
    wrong = [True]
    for _ in range(texts - 1):
        copied = wrong[rng.integers(len(wrong))]
        wrong.append(copied and rng.random() > asks)
    return wrong


one = simulated_texts(25, 0.1, np.random.default_rng(1915))
print("one world, one writer in ten asks:", "".join("×" if w else "·" for w in one))


# %%
def average_wrong(texts, asks, worlds=2000):
    """Texts with the error, on average over many simulated worlds."""
    rng = np.random.default_rng(1940)
    return np.mean([sum(simulated_texts(texts, asks, rng)) for _ in range(worlds)])


print(f"25 texts, one writer in ten asks: {average_wrong(25, 0.1):.1f} repeat the error on average")

# %% [markdown]
# (In the code, a writer keeps a copied error only if a number drawn between 0 and 1 is above `asks`.)
#
# Nineteen texts agree, and none of their writers looked. **Now change the world.** In the next cell, change `asks` (a
# share between 0 and 1) or `texts`, and run it again. Watch how slowly the error goes, and what happens
# to it when more is printed.

# %% tags=["try"]
texts, asks = 25, 0.2  # change these two
print(f"{average_wrong(texts, asks):.1f} of {texts} texts repeat the error")

# %%
ask("m02-1-asks", ...)

# %% [markdown]
# ## Credit, consent, law
#
# How did the visitors of 1938 get in? The paper itself says it: with an invented sick relative. It
# names the merchant who helped. The healer has no name in it.
#
# Ask three things of such a source. **Credit**: who is named, and who is not? **Consent**: did they
# agree to what was really going on? **Benefit**: who gained from it? That the paper turned out to be
# right answers none of the three.
#
# In 1918 ten founders from the Cheyenne, Otoe, Ponca, Comanche, Kiowa and Kiowa-Apache peoples wrote
# down the purpose of the Native American Church in their own names. And in 1994 a law of the United
# States made the ceremonial use of peyote lawful for members of recognised tribes. Here is what the
# law says of the years before.

# %%
law = documents[documents.document == "Public Law 103-344"].set_index("doc_id")
law[["fact", "number", "unit"]]

# %% [markdown]
# **Without help.** In how many of 100 states was there *no* such law of the state?

# %%
ask("m02-1-states", ...)

# %%
ask("m02-1-method", ...)

# %% [markdown]
# **For you to write** (nobody grades it). First mend this sentence with the words *was used by* and
# *was described by*: “The mushroom was discovered in 1938.” Then, in three sentences: what would credit,
# consent and benefit have meant in 1938? A good answer names *who* would be asked, *what* they could refuse, and *how* they
# would learn what was printed about them.

# %% [markdown]
# ## What this cannot tell us
#
# - **What the peoples themselves knew and wanted.** It is hardly in these ten documents. That is a fact
#   about our set, and about who could print.
# - **How typical the set is.** It is not a sample. We read it in one public archive, mostly in English
#   or in translation.
# - **What one nation says for another.** Nothing: each row names its own people.
# - **Effect or safety.** Long use is not a trial. It has no comparison, and we do not know who was
#   harmed and not written about.
# - **How common copying was.** The simulated world shows that an error *can* live this way.

# %%
ask("m02-1-long-use", ...)

# %% [markdown]
# ## Recall
#
# Close the page in your mind and answer in your own words. Two questions return to module 1.

# %%
ask("m02-1-recall-rule")
ask("m02-1-recall-primary")
ask("m02-1-recall-grain")
ask("m02-1-recall-misquote")
ask("m02-1-recall-unit")
ask("m02-1-recall-tier")

# %% [markdown]
# ## Where the numbers come from, and where to go next
#
# **Sources.** Table `documents`, rows doc_001 to doc_013 and doc_036 to doc_039; each row has the
# address and the place in its source. Two rows (1919 and 1923) are known from one copy and marked
# *unverified*; the paper of 1915 is marked *doubtful*, because its claim was wrong.
#
# **Practice.** Exercise `m02-cite` asks which rows may stand as facts.
#
# **Next.** Lesson 2.2, *The first wave and why it ended*: one empty room, six explanations.

# %% [markdown] tags=["instructor"]
# **Before you teach this.** Please have it read by somebody from, or working with, the peoples named,
# and pay them for it. Ask them what to drop, too. The lesson tells learners that this has not happened
# yet; change that sentence only when it has.
#
# **Timing.** Hook 6 min · rule and labels 8 · against the grain 6 · error 10 · simulated texts 8 ·
# credit 5 · recall 2.
#
# **Common stumbles.** “Primary” is heard as “true”. Some learners want the hostile texts thrown out;
# ask what would then be left. Others read the lesson as praise of a plant: go back to *Effect or
# safety*.
#
# **Discuss.** Who is the expert on a practice: who holds it, who studied it, who printed it first? What
# would your own family's knowledge look like in a stranger's report?
#
# **Board.** A line of arrows from people to paper to paper to paper. Under each arrow: who asked whom?
