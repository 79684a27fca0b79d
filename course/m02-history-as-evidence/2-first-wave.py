# %% [markdown]
# # The first wave and why it ended
#
# *Did a law end it, and how harmful was it? Two questions on which sources disagree.*
#
# 45 minutes · needs lesson 2.1
#
# After this lesson you will be able to:
#
# - **compare** rival causes of an event, and name the data that would tell them apart;
# - **rebuild** a denominator from cases and a rate;
# - **distinguish** a rate per person from a rate per session;
# - **find** how different the silent would have to be to change a result;
# - **judge** how something was learned apart from whether it is true.

# %% [markdown]
# **Data.** Tables `documents`, `history` and `harm_surveys`. Historians:
# [Oram 2016](https://doi.org/10.1177/0957154X16648822),
# [Bonson 2018](https://doi.org/10.1007/s00213-017-4777-4). Counts of harm:
# [Cohen 1960](https://doi.org/10.1097/00005053-196001000-00005), known to us through summaries (tier
# C), and [Malleson 1971](https://doi.org/10.1192/bjp.118.543.229), read in its abstract.
#
# **A note before you begin.** This lesson counts psychoses and names suicide, a closed ward and tests
# without consent. It describes none of them. It is about reading evidence: not medical advice, not
# training to treat anybody, and no guidance on obtaining or taking any drug. If you are in distress,
# please turn to a health professional, the emergency services where you are, or a crisis line
# ([findahelpline.com](https://findahelpline.com)).

# %%
import numpy as np
import pandas as pd
import plotly.graph_objects as go

from course import ask, load, reveal, show
from course.figures import COLOURS, INK, slider

# %% [markdown]
# In the early 1960s LSD was an experimental drug, studied in many places. In April 1966 its maker
# withdrew its support of research in the United States. A strict drug law was passed in October 1970.
#
# Before the withdrawal there were 70 research programmes. Before you look: how many were left just
# after it?

# %%
ask("m02-2-programmes", ...)

# %%
documents = load("documents").set_index("doc_id")
before, after = documents.number[["doc_016", "doc_017"]].astype(int)
law = load("history").set_index("history_id").date["history_025"]
gone = 100 * (1 - after / before)

# %% tags=["chart"]
# Draws the programmes before and after April 1966, and the day of the law
fig = go.Figure(go.Bar(x=["1966-02-15", "1966-06-15"], y=[before, after], width=3.6e9 * 2.6))
fig.update_traces(marker_color=COLOURS["active"], text=[before, after], textposition="outside")
fig.add_vline(x=law, line={"dash": "dot", "color": COLOURS["uncertainty"]})
fig.add_annotation(x=law, y=60, text="law passed<br>October 1970", xanchor="right", xshift=-8,
                   showarrow=False)  # fmt: skip
fig.add_annotation(x="1966-09-15", y=42, text="← maker withdraws<br>April 1966", xanchor="left",
                   showarrow=False)  # fmt: skip
fig.update_layout(title="Nearly nine in ten programmes had gone<br>four and a half years before the law",
                  xaxis={"range": ["1965-09-01", "1971-06-01"]}, height=380,
                  yaxis={"title": "research programmes", "range": [0, 80]})  # fmt: skip
table = pd.DataFrame({"when": ["before April 1966", "after"], "programmes": [before, after]})
show(fig, alt="Research programmes fell from 70 to 9 in April 1966, years before the law of 1970.",
     table=table)  # fmt: skip

# %%
reveal("m02-2-programmes", int(after))
print(f"{gone:.0f} % of the programmes had gone")

# %% [markdown]
# ## Rival causes
#
# So the law of 1970 did not empty the room. Does that mean that the withdrawal did? It came right
# before the fall. But it had causes, too, and other things had happened. Here is who says what.

# %%
claims = documents.loc[["doc_018", "doc_022", "doc_020", "doc_019", "doc_021", "doc_023"]]
pd.set_option("display.max_colwidth", 200)
claims["read_at"] = claims.source_url.str.split("/").str[2]
claims[["fact", "read_at", "status"]]

# %% [markdown]
# Six rows, and they do not agree. **Your turn:** from how many different sources do we know them?

# %%
ask("m02-2-sources", ...)

# %% [markdown]
# So do not count rows as votes. *LSD research was never prohibited*, says one historian. *It was shut
# down by the agency in 1966*, says a viewpoint of 2021; our table marks the row doubtful, because two
# studies of the regulation contradict it. The historian himself points to the new demand of 1962 for proof that a drug
# works; others to a patent that ran out, or to trials that did not hold up.
#
# Note, too, that a fall is not an end. Nine programmes went on, and the historian lets the research stop
# in the mid-1970s only.

# %% [markdown]
# **Why it is tempting** to pick one: order in time feels like cause, and a law has a date. But more
# than one of these stories fits the same fall from 70 to 9. So do not ask which story fits. Ask:
# *which data would look different if one story were true and the others were not?*
#
# - The law of 1970? Then research should go on until 1970.
# - The maker? Then programmes with other sources of the drug should survive.
# - The demand for proof? Then fewer applications after 1962, well before 1966.
# - The results? Then teams should leave early where trials failed.

# %%
ask("m02-2-cause", ...)

# %%
ask("m02-2-tell-apart", ...)

# %% [markdown]
# ## Three ways to count
#
# Now the second question: how harmful was it? Look at three kinds of sources, for one kind of harm, a
# psychosis that lasted.

# %%
surveys = load("harm_surveys").set_index("survey_id")
kinds = surveys.loc[["hs_01", "hs_02", "hs_05", "hs_08"]]
kinds[["survey", "group", "cases", "per_1000", "people", "sessions", "source_tier"]]

# %% [markdown]
# The summaries of the first survey print cases and a rate, not the people in each group: 5,000 is both
# groups together. (NaN is a gap.) You can walk back: *people = cases / rate*. One case among subjects
# of experiments, at 0.8 per 1,000:

# %%
subjects = 1 / (0.8 / 1000)
print(f"1 case at 0.8 per 1,000: {subjects:,.0f} people")

# %% [markdown]
# **Your turn, with a little help.** The patients: 7 cases at 1.8 per 1,000. Fill the gap, take away the
# `#`, and run.

# %%
# patients = ____ / (____ / 1000)
patients = ...
ask("m02-2-patients", patients)

# %%
people = 1 / 0.0008 + 7 / 0.0018
rate = 1000 * (1 + 7) / people
print(f"both groups: {people:,.0f} people; 8 cases, {rate:.2f} per 1,000 people")
print(f"the middle of the two rates: {(0.8 + 1.8) / 2:.1f}")

# %% [markdown]
# The sum agrees with the *about 5,000* people that the summaries print. That is a check, and it cost a
# minute. Note the rate of both together: it lies above the middle of the two, 1.3. There were three times as
# many patients, so they pull it up.
#
# The third source, a collection of case reports, says 142. It has *no* denominator. It shows that such
# a thing happened, and no more: nobody knows among how many.

# %%
ask("m02-2-denmark", ...)

# %% [markdown]
# ## Per person or per session?
#
# British patients had a long psychosis in 9 of 1,000; Americans of both groups together in 1.56 of 1,000.
# Per person that is 5.8 times as often. But British patients had about 11.5
# [sessions](../glossary.md#session-denominator) each ([Malleson 1971](https://doi.org/10.1192/bjp.118.543.229):
# 49,500 sessions, 4,300 people), Americans about 5. Predict: counted **per session**, how many times as
# often was it in the British survey?

# %%
ask("m02-2-per-session", ...)

# %%
british = surveys.loc["hs_05"]
cases = british.per_1000 * british.people / 1000
per_session = pd.Series({"American": 1000 * 8 / 25000, "British": 1000 * cases / british.sessions})
print(per_session.round(2).to_string(), "per 1,000 sessions")
reveal("m02-2-per-session", per_session["British"] / per_session["American"])

# %% [markdown]
# Neither is *the* rate. A person wants to know what may happen to a person; somebody who plans a course
# of sessions wants to know what each adds. Say which one you mean, and never set one against the other.
#
# **Without help.** The British survey counted accidents, too: 2.3 per 1,000 patients. About how many
# people was that?

# %%
print(surveys.loc["hs_07", ["outcome", "per_1000", "people", "sessions"]].to_string())
ask("m02-2-accidents", ...)

# %% [markdown]
# ## Those who did not answer
#
# Of 62 American investigators who were asked, 44 answered. (Another summary says 66 were asked.) What did
# the silent see? Perhaps nothing; perhaps enough to stay silent. Nobody knows. So we ask instead: *how
# much worse would they have to be* to bring the American rate up to the British 9 per 1,000?
#
# Simulate before you compute. In this **simulated** survey every investigator has about 117 people, and
# those of the silent ones fare five times worse.


# %%
def simulated_rate(worse, asked=62, replied=44, rng=None):
    """Cases per 1,000 people over all investigators, if the silent are so many times worse."""
    each = people / 44
    answered = rng.poisson(rate * each / 1000, replied)
    silent = rng.poisson(worse * rate * each / 1000, asked - replied)
    return 1000 * (answered.sum() + silent.sum()) / (each * asked)


rng = np.random.default_rng(1960)
print(f"one simulated survey: {simulated_rate(5, rng=rng):.1f} per 1,000")
many = [simulated_rate(5, rng=rng) for _ in range(2000)]
print(f"2,000 of them, on average: {np.mean(many):.1f} per 1,000")

# %% [markdown]
# Five times worse is not enough: the silent are 18 of 62, so they move the total only in part.
#
# **Change it.** Set `worse`, and `asked` if you like, and run the cell until the average comes near 9.

# %% tags=["try"]
worse, asked = 10, 62  # change these two
rng = np.random.default_rng(1971)
average = np.mean([simulated_rate(worse, asked, rng=rng) for _ in range(2000)])
print(f"{asked} asked, the silent {worse} times worse: {average:.1f} per 1,000 on average")

# %%
times = np.arange(1, 26)
overall = {n: (44 + (n - 44) * times) * rate / n for n in (62, 66)}  # a weighted mean of rates
pd.DataFrame(overall, index=times).loc[[1, 5, 10, 15, 16, 17, 18]].round(2)

# %% tags=["chart"]
# Draws the rate over all investigators against how much worse the silent are
look = {"width": 3, "color": COLOURS["active"]}
fig = go.Figure(go.Scatter(x=times, y=overall[62], mode="lines", line=look))
fig.add_scatter(x=times, y=overall[66], mode="lines", line=look | {"dash": "dash"})
fig.add_scatter(mode="markers", marker={"size": 14, "color": COLOURS["active"]})
fig.add_hline(y=9, line={"dash": "dot", "color": COLOURS["control"]})
says = "If the silent were {} times worse,<br>{:.1f} per 1,000 (62 asked)"
pairs = zip(times, overall[62], strict=True)
states = {str(t): {"x": [[t]], "y": [[y]], "title": says.format(t, y)} for t, y in pairs}
slider(fig, states, prefix="times worse", traces=[2], start="5")
for x, y, text in [(7, 9.7, "British rate, 9"), (18.5, 12.3, "66 asked"), (23, 10, "62 asked")]:
    fig.add_annotation(x=x, y=y, text=text, showarrow=False, font_color=INK)
fig.update_layout(xaxis_title="times as many cases with the silent", height=430,
                  yaxis={"title": "per 1,000, all asked", "range": [0, 13.5]})  # fmt: skip
show(fig, alt="The American rate reaches the British one when the silent are about 15 to 17.5 times worse.",
     table=pd.DataFrame(overall, index=times).rename_axis("times worse").round(2))  # fmt: skip

# %% [markdown]
# **Two questions to guide you**
#
# 1. Where do the two lines reach 9? What does that say about “silence explains it all”?
# 2. Why do the lines rise so slowly? (How many of the 62 are silent?)
#
# Now suppose that only 54 had been asked and 44 answered. How many times worse would the silent ten
# have to be? Use the cell above, or the sum: (44 × rate + 10 × times × rate) / 54 = 9.

# %%
ask("m02-2-ten-silent", ...)

# %%
ask("m02-2-silence", ...)

# %% [markdown]
# ## How it was known
#
# Careful measurements of that time come from a federal hospital for addiction at Lexington. In [Isbell 1956](https://doi.org/10.1001/archneurpsyc.1956.02330290012002) doses were given
# blind and in random order. The paper calls the people volunteers. They were former users of opioids in
# a closed ward, most of them Black men. One who wished to drop out after a severe reaction went on after
# considerable persuasion. In one experiment, seven men were dosed daily for 77 days.
#
# And in 1976 the Inspector General of the US Army reported that volunteers of tests in 1958 to 1960 had
# not given [informed consent](../glossary.md#informed-consent).
#
# Two things are true at once. **A good design does not make a study right. And a wrong study can hold
# true numbers.** Lesson 4.2 uses numbers from Lexington, and says each time whose they are.

# %%
ask("m02-2-lexington", ...)

# %% [markdown]
# ## What this cannot tell us
#
# - **The cause.** Nobody can run 1966 again. A cause in history is argued, not tested.
# - **Harm without the drug.** No survey has a group that was ill in the same way and did not get it.
# - **Whom the answers came from.** Those who used the drug answered about their own patients.
# - **What lasted.** In Norway 379 inpatients were treated, with LSD and other drugs; the staff saw no serious harm then, and reports
#   of long-term harm came later ([Johnstad 2020](https://doi.org/10.1177/0957154X19894537), abstract).
# - **Today's rate.** The trials of today choose people, watch them and count otherwise. That is another
#   question (lessons 4.4 and 7.5).

# %% [markdown]
# ## Recall
#
# Close the page in your mind and answer in your own words. Two questions return to module 1.

# %%
ask("m02-2-recall-cause")
ask("m02-2-recall-rebuild")
ask("m02-2-recall-average")
ask("m02-2-recall-silent")
ask("m02-2-recall-unit")
ask("m02-2-recall-denominator")

# %% [markdown]
# ## Where the numbers come from, and where to go next
#
# **Sources.** Tables `documents` (doc_014 to doc_023, doc_035, doc_040, doc_041), `history`
# (history_025) and `harm_surveys`. [Larsen 2017](https://doi.org/10.1080/08039488.2017.1336251) for
# Denmark, read in its abstract. The American survey could not be read; its numbers are second-hand, and
# sessions with mescaline are counted among them.
#
# **Reading.** [Bonson 2018](https://doi.org/10.1007/s00213-017-4777-4) on how the research was regulated.
#
# **Practice.** Exercise `m02-denominators`.
#
# **Next.** Lesson 2.3, *Re-reading the LSD-for-alcoholism trials*: were they wrong, or only small?

# %% [markdown] tags=["instructor"]
# **Timing.** Hook 5 min · rival causes 10 · three ways 10 · per session 5 · silence 10 · how it was
# known 3 · recall 2.
#
# **Common stumbles.** “The law is innocent”: no, it came too late for *this* fall; ask what it may have
# done to a return. Learners take 5.8 times for the answer about the silent; let them write the weighted
# mean. Some read “no consent” as “no data”.
#
# **Discuss.** Which of the four stories could still be tested today, with which archive? And: should a
# paper like the one of 1956 be cited, and with what sentence beside it?
#
# **Board.** Cases, people, rate: a triangle. Cover one, compute it from the other two.
