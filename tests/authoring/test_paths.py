"""Short paths lead where they say, take as long as their steps say, and bend with the course."""

import pytest

from autograder.authoring.paths import short_paths
from autograder.authoring.workspace import front_page
from autograder.errors import UserError

PATHS = """
[reader]
title = "For readers"
whom = "You read."
steps = ["m99", "m99/1"]

[nobody]
title = "For nobody"
whom = "You wait."
steps = ["m99", "m98"]
"""


@pytest.fixture
def with_paths(built):
    (built.course / "paths.toml").write_text(PATHS, encoding="utf-8")
    (built.course / "m99-example" / "module.toml").write_text('title = "Examples"\n', "utf-8")
    return built


def test_minutes_are_those_that_lessons_state_and_missing_modules_close_a_path(with_paths):
    (way,) = short_paths(with_paths)
    assert [(step.title, step.minutes) for step in way.steps] == [
        ("Examples", 45),
        ("An example lesson", 45),
    ]
    assert way.hours == 2


def test_the_front_page_links_every_step(with_paths):
    page = front_page(with_paths)
    assert "**For readers**, about 2 hours" in page and "For nobody" not in page
    assert "[99.1, An example lesson](lessons/m99-example/1-example.ipynb)" in page


def test_a_faulty_book_is_said_in_a_sentence(with_paths):
    (with_paths.course / "paths.toml").write_text("[reader]\ntitle = 'x'\n", encoding="utf-8")
    with pytest.raises(UserError, match="has title, whom, steps"):
        short_paths(with_paths)


def test_a_course_without_the_book_has_no_paths(built):
    assert short_paths(built) == []
