"""Every figure speaks: a finding in words, and the numbers behind it as an accessible table."""

import pandas as pd
import plotly.graph_objects as go
import pytest
from bs4 import BeautifulSoup

from course import display, figures
from course.display import tidy
from course.figures import COLOURS, FigureError, forest, mean_and_next, people, show, slider

FINDING = "More people responded with the drug than with placebo."
TABLE = pd.DataFrame({"arm": ["<b>drug</b>", "placebo"], "per 100": [86.5, None]})


@pytest.fixture
def shown(monkeypatch):
    bundles = []
    monkeypatch.setattr(display, "sink", bundles.append)
    return bundles


def bars():
    return go.Figure(go.Bar(x=["a", "b"], y=[1, 2]), {"title": "b is larger"})


def test_a_figure_carries_its_finding_and_its_numbers(shown):
    fig = bars()
    show(fig, alt=FINDING, table=TABLE)
    drawn, note = shown
    assert fig.layout.meta["alt"] == FINDING
    assert drawn[figures.PLOTLY_MIME]["layout"]["meta"]["alt"] == FINDING
    assert FINDING in drawn["text/plain"]
    assert note[figures.TABLE_MIME]["table"]["rows"] == [["<b>drug</b>", 86.5], ["placebo", None]]


def test_the_table_can_be_read_by_a_screen_reader(shown):
    show(bars(), alt=FINDING, table=TABLE)
    page = BeautifulSoup(shown[1]["text/html"], "html.parser")
    assert page.table.caption.text == "b is larger"
    assert [th.text for th in page.select("th[scope=col]")] == ["arm", "per 100"]
    assert [th.text for th in page.select("th[scope=row]")] == ["<b>drug</b>", "placebo"]
    assert page.select("td")[1].text == "not known"


@pytest.mark.parametrize(
    "alt",
    ["", "Response by arm", "A bar chart of response in the two arms.", "Figure 1 shows response."],
)
def test_an_alt_text_that_states_no_finding_is_refused(alt):
    with pytest.raises(FigureError, match="alt="):
        show(bars(), alt=alt, table=TABLE)


def test_a_figure_needs_a_table_and_a_title():
    with pytest.raises(FigureError, match="table"):
        show(bars(), alt=FINDING, table=TABLE.iloc[:0])
    with pytest.raises(FigureError, match="title"):
        show(go.Figure(), alt=FINDING, table=TABLE)


def test_people_draws_a_hundred_marks_an_arm_and_fills_the_right_number():
    counts, unknown = {"drug": 86.5, "placebo": 57.0}, {"drug": 0.0, "placebo": 17.6}
    fig = people(counts, title="t", had="responded", unknown=unknown)
    sizes = [len(trace.x) for trace in fig.data]
    assert sizes == [86, 14, 0, 57, 25, 18]


def test_a_forest_row_keeps_its_interval_and_its_role():
    rows = pd.DataFrame(
        {"estimate": [0.2, 0.1], "low": [0.0, -0.1], "high": [0.4, 0.3], "role": ["active"] * 2},
        index=["first", "second"],
    )
    fig = forest(rows, title="t", x="points")
    assert list(fig.data[0].x) == [0.0, 0.4]
    assert fig.data[3].x[0] == 0.1
    assert fig.data[1].marker.color == COLOURS["active"]


def test_a_forest_of_ratios_is_drawn_on_a_logarithmic_axis():
    rows = pd.DataFrame({"estimate": [0.5], "low": [0.1], "high": [1.0]}, index=["only"])
    axis = forest(rows, title="t", x="ratio", no_effect=1, log=True).layout.xaxis
    assert axis.type == "log"
    assert axis.range[0] < -1 < 0 < axis.range[1]


def test_weights_and_a_pooled_row_leave_the_studies_as_they_were():
    rows = pd.DataFrame(
        {"estimate": [-0.9, -0.6], "low": [-1.9, -1.0], "high": [0.1, -0.2], "weight": [16, 84]},
        index=["first", "second"],
    )
    whole = pd.DataFrame(
        {"estimate": [-0.7], "low": [-1], "high": [-0.4], "pi_low": [-2.1], "pi_high": [0.6]},
        index=["both"],
    )
    fig = forest(rows, title="t", x="SD units", pooled=whole)
    assert list(fig.data[0].x) == [-1.9, 0.1]
    assert fig.data[1].marker.size < fig.data[3].marker.size
    diamond, bar = fig.data[4:]
    assert (min(diamond.x), max(diamond.x)) == (-1, -0.4)
    assert list(bar.x) == [-2.1, 0.6]
    assert list(fig.layout.yaxis.ticktext) == [
        "first", "second", "<b>both</b>", "prediction<br>interval"
    ]  # fmt: skip
    assert fig.layout.xaxis.range[0] < -2.1 and fig.layout.xaxis.range[1] > 0.6
    assert {"16 %", "84 %"} <= {note.text for note in fig.layout.annotations}


def test_a_slider_starts_where_it_says_and_moves_traces_and_title():
    fig = bars()
    states = {"1": {"y": [[1, 1]], "title": "one"}, "2": {"y": [[2, 2]], "title": "two"}}
    slider(fig, states, prefix="height", traces=[0], start="2")
    assert list(fig.data[0].y) == [2, 2]
    assert fig.layout.title.text == "two"
    drawn = fig.layout.sliders[0]
    assert drawn.active == 1
    assert drawn.steps[0].args == ({"y": [[1, 1]]}, {"title.text": "one"}, (0,))


@pytest.mark.parametrize(
    ("value", "said"),
    [(69.05, "69"), (17.49, "17.5"), (0.588, "0.59"), (-4.83, "-4.83")],
)
def test_numbers_are_said_as_people_say_them(value, said):
    assert tidy(value) == said


def _luminance(colour):
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("page", ["#ffffff", "#111111"])
@pytest.mark.parametrize("colour", [*COLOURS.values(), figures.INK])
def test_colours_can_be_seen_on_light_and_dark_pages(colour, page):
    low, high = sorted([_luminance(colour), _luminance(page)])
    assert (high + 0.05) / (low + 0.05) >= 3


def test_a_mean_and_the_range_of_the_next_trial_move_together():
    states = {
        f"{at}": {"x": [[at - 1, at + 1], [at], [at - 3, at + 3]], "title": f"mean {at}"}
        for at in (0, 2)
    }
    fig = mean_and_next(states, prefix="trial", start="2", x="SD", reach=(-4, 6))
    assert [list(trace.x) for trace in fig.data] == [[1, 3], [2], [-1, 5]]
    assert fig.layout.title.text == "mean 2"
    assert fig.layout.sliders[0].steps[0].args[2] == (0, 1, 2)
