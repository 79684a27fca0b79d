import nbformat
import pytest
from click.testing import CliRunner

from autograder.authoring.build import generate, write
from autograder.authoring.workspace import FRONT_PAGE, prepare
from autograder.cli import main

NAME = "example-one"
LESSON = "lessons/m99-example/1-example.ipynb"
ASSIGNMENT = f"assignments/{NAME}/{NAME}.ipynb"


@pytest.fixture
def work(built, tmp_path):
    folder = tmp_path / "work"
    assert prepare(built, folder) == []
    return folder


def release_anew(built, source, word):
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace("# Three exercises", f"# {word} exercises"), encoding="utf-8")
    write(built, generate(built))


def test_a_learner_gets_lessons_assignments_keys_and_a_front_page(work):
    found = {p.relative_to(work).as_posix() for p in work.rglob("*") if p.is_file()}
    assert found == {
        ".copies.json",
        FRONT_PAGE,
        "lessons/glossary.md",
        LESSON,
        ASSIGNMENT,
        f"assignments/{NAME}/keys.json",
    }


def test_notes_for_instructors_stay_behind(work, built):
    copy = nbformat.read(work / LESSON, as_version=4)
    assert not any("Ask the room" in cell.source for cell in copy.cells)
    lesson = nbformat.read(built.course / "m99-example" / "1-example.ipynb", as_version=4)
    assert any("Ask the room" in cell.source for cell in lesson.cells)


def test_every_link_of_the_front_page_leads_to_a_file(work):
    front = nbformat.read(work / FRONT_PAGE, as_version=4)
    text = "\n".join(cell.source for cell in front.cells)
    links = [part.split(")")[0] for part in text.split("](")[1:]]
    assert set(links) == {LESSON, ASSIGNMENT}
    assert all((work / link).is_file() for link in links)
    assert "[An example lesson](" in text


def test_a_second_time_changes_nothing_even_in_a_file_with_answers(work, built):
    (work / ASSIGNMENT).write_text("mine", encoding="utf-8")
    assert prepare(built, work) == []
    assert (work / ASSIGNMENT).read_text(encoding="utf-8") == "mine"


def test_a_newer_release_lies_beside_and_the_learners_file_stays(work, built, source):
    (work / ASSIGNMENT).write_text("mine", encoding="utf-8")
    release_anew(built, source, "Several")
    beside = work / f"assignments/{NAME}/{NAME}.new.ipynb"
    assert prepare(built, work) == [beside]
    assert (work / ASSIGNMENT).read_text(encoding="utf-8") == "mine"
    assert beside.read_bytes() == (built.release(NAME) / f"{NAME}.ipynb").read_bytes()


def test_an_unread_offer_is_renewed_and_one_with_answers_stays(work, built, source):
    release_anew(built, source, "Several")
    beside = prepare(built, work)[0]
    first = beside.read_bytes()
    release_anew(built, source, "Three")
    source.write_text(source.read_text("utf-8").replace("Several", "Some"), encoding="utf-8")
    write(built, generate(built))
    assert prepare(built, work) == [beside]
    assert beside.read_bytes() != first
    beside.write_text("mine", encoding="utf-8")
    source.write_text(source.read_text("utf-8").replace("Some", "Few"), encoding="utf-8")
    write(built, generate(built))
    assert prepare(built, work) == [beside]
    assert beside.read_text(encoding="utf-8") == "mine"


def test_taking_the_offer_ends_it(work, built, source):
    release_anew(built, source, "Several")
    prepare(built, work)[0].replace(work / ASSIGNMENT)
    assert prepare(built, work) == []


def test_the_command_says_what_it_offers(built, source, monkeypatch):
    monkeypatch.chdir(built.root)
    assert CliRunner().invoke(main, ["learn", "--no-open"]).exit_code == 0
    release_anew(built, source, "Several")
    said = CliRunner().invoke(main, ["learn", "--no-open"]).output
    assert (
        f"{NAME}.ipynb is yours and stays; a newer release is beside it: {NAME}.new.ipynb" in said
    )


def test_a_course_that_was_not_built_says_so(layout, monkeypatch):
    monkeypatch.chdir(layout.root)
    result = CliRunner().invoke(main, ["learn", "--no-open"])
    assert result.exit_code == 2 and "Run `autograder build` first" in result.output
