import nbformat
import pytest
from click.testing import CliRunner

from autograder.authoring.build import generate, write
from autograder.authoring.workspace import FRONT_PAGE, Copies, prepare
from autograder.cli import main

NAME = "example-one"
LESSON = "lessons/m99-example/1-example.ipynb"
ASSIGNMENT = f"assignments/{NAME}/{NAME}.ipynb"


@pytest.fixture
def work(built, tmp_path):
    folder = tmp_path / "work"
    assert prepare(built, folder) == Copies()
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


def answer(path, text="answer = 42"):
    """Write into the first code cell of a notebook, as a learner does."""
    notebook = nbformat.read(path, as_version=4)
    cell = next(cell for cell in notebook.cells if cell.cell_type == "code")
    cell.source += f"\n{text}"
    nbformat.write(notebook, path)
    return path.read_bytes()


def test_a_second_time_changes_nothing_even_in_a_file_with_answers(work, built):
    mine = answer(work / ASSIGNMENT)
    assert prepare(built, work) == Copies()
    assert (work / ASSIGNMENT).read_bytes() == mine


@pytest.mark.parametrize("name", [ASSIGNMENT, FRONT_PAGE])
def test_a_newer_release_lies_beside_what_a_learner_has_written(
    work, built, source, name, monkeypatch
):
    mine = answer(work / name)
    release_anew(built, source, "Several")
    monkeypatch.setattr("autograder.authoring.workspace.WELCOME", "# Welcome back")
    beside = (work / name).with_suffix(".new.ipynb")
    assert prepare(built, work).beside == [beside]
    assert (work / name).read_bytes() == mine
    assert nbformat.read(beside, as_version=4).cells


def test_a_copy_that_was_only_run_is_renewed_in_place(work, built, source):
    notebook = nbformat.read(work / ASSIGNMENT, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [nbformat.v4.new_output("stream", text="x")], 1
    nbformat.write(notebook, work / ASSIGNMENT)
    assert prepare(built, work) == Copies()  # the same release: its outputs stay
    assert "output_type" in (work / ASSIGNMENT).read_text(encoding="utf-8")
    release_anew(built, source, "Several")
    assert prepare(built, work) == Copies(renewed=[work / ASSIGNMENT])
    released = (built.release(NAME) / f"{NAME}.ipynb").read_bytes()
    assert (work / ASSIGNMENT).read_bytes() == released


def test_a_file_that_is_no_notebook_is_the_learners(work, built, source):
    (work / ASSIGNMENT).write_text("mine", encoding="utf-8")
    release_anew(built, source, "Several")
    assert len(prepare(built, work).beside) == 1
    assert (work / ASSIGNMENT).read_text(encoding="utf-8") == "mine"


def test_an_unread_offer_is_renewed_and_one_with_answers_stays(work, built, source):
    answer(work / ASSIGNMENT)
    release_anew(built, source, "Several")
    (beside,) = prepare(built, work).beside
    first = beside.read_bytes()
    source.write_text(source.read_text("utf-8").replace("Several", "Some"), encoding="utf-8")
    write(built, generate(built))
    assert prepare(built, work).beside == [beside]
    assert beside.read_bytes() != first
    mine = answer(beside)
    source.write_text(source.read_text("utf-8").replace("Some", "Few"), encoding="utf-8")
    write(built, generate(built))
    assert prepare(built, work).beside == [beside]
    assert beside.read_bytes() == mine


def test_taking_the_offer_ends_it(work, built, source):
    answer(work / ASSIGNMENT)
    release_anew(built, source, "Several")
    prepare(built, work).beside[0].replace(work / ASSIGNMENT)
    assert prepare(built, work) == Copies()


def test_the_command_says_what_it_did(built, source, monkeypatch):
    monkeypatch.chdir(built.root)
    assert CliRunner().invoke(main, ["learn", "--no-open"]).exit_code == 0
    release_anew(built, source, "Several")
    said = CliRunner().invoke(main, ["learn", "--no-open"]).output
    assert "1 notebook that you had not changed: renewed." in said
    answer(built.root / "work" / ASSIGNMENT)
    source.write_text(source.read_text("utf-8").replace("Several", "Some"), encoding="utf-8")
    write(built, generate(built))
    said = CliRunner().invoke(main, ["learn", "--no-open"]).output
    assert (
        f"{NAME}.ipynb is yours and stays; a newer release is beside it: {NAME}.new.ipynb" in said
    )


def test_a_course_that_was_not_built_says_so(layout, monkeypatch):
    monkeypatch.chdir(layout.root)
    result = CliRunner().invoke(main, ["learn", "--no-open"])
    assert result.exit_code == 2 and "Run `autograder build` first" in result.output
