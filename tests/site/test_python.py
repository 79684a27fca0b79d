"""Python in the page: the same check, the same verdicts as in CPython, and a stop button."""

import json
import os
import subprocess
import sys
import time

import nbformat
import pytest

from autograder.authoring.answers import reference_sources, submission
from autograder.exercises.assignment import Assignment
from course.site.modules import modules
from course.site.places import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(600)]

PRACTISED = [module.folder for module in modules() if module.lessons and module.assignment]
HERE = """
import contextlib, io, json, sys
cells = json.load(open(sys.argv[1], encoding="utf-8"))
space = {"__name__": "__main__"}
with contextlib.redirect_stdout(io.StringIO()):
    for cell in cells:
        exec(cell, space)
from autograder.notebook.progress import read_progress
best = read_progress().best
print(json.dumps({id: [r.points, r.outcome.value] for id, r in best.items()}))
"""


def code_of(notebook):
    cells = enumerate(notebook["cells"])
    return {place: cell["source"] for place, cell in cells if cell["cell_type"] == "code"}


def in_cpython(name, cells, tmp_path):
    (tmp_path / "cells.json").write_text(json.dumps(list(cells.values())), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", HERE, tmp_path / "cells.json"],
        cwd=ROOT / "assignments" / name,
        env=os.environ | {"XDG_STATE_HOME": str(tmp_path)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return json.loads(done.stdout.splitlines()[-1])


def in_browser(page, cells):
    for place, code in cells.items():
        box = page.locator(f"#code-{place}")
        if box.get_attribute("readonly") is None and box.input_value() != code:
            box.fill(code)
    verdicts = {}
    for check in page.locator(".ss-cell-check").all():
        id = check.get_attribute("data-exercise")
        check.locator("[data-run]").click()
        check.locator(".ss-card").wait_for(timeout=120_000)
        page.wait_for_function(
            f"JSON.parse(localStorage['set-and-setting']).exercises['{id}'] !== undefined"
        )
        kept = page.evaluate(f"JSON.parse(localStorage['set-and-setting']).exercises['{id}']")
        verdicts[id] = [kept["points"], kept["outcome"]]
    return verdicts


@pytest.mark.parametrize("name", PRACTISED)
def test_reference_answers_get_the_same_verdicts_as_in_cpython(with_python, visit, name, tmp_path):
    released = nbformat.read(ROOT / "assignments" / name / f"{name}.ipynb", as_version=4)
    assignment = Assignment.load(ROOT / "solutions" / name)
    cells = code_of(submission(released, reference_sources(assignment)))
    expected = in_cpython(name, cells, tmp_path)
    page = visit(f"{name}/practice")
    assert in_browser(page, cells) == expected
    assert expected and all(outcome == "right" for _, outcome in expected.values())
    bar = page.locator(".ss-python-says")
    assert bar.inner_text() == "Done."


def test_wrong_then_right_without_a_network(with_python, visit):
    page = visit("m07-one-trial/practice")
    began = time.monotonic()
    check = page.locator('.ss-cell-check[data-exercise="m07-nnt"]')
    check.locator("[data-run]").click()
    check.locator(".ss-card").wait_for(timeout=120_000)
    print(f"first Python output after {time.monotonic() - began:.0f} s")
    assert "Not attempted" in check.locator(".ss-card").inner_text()
    page.get_by_label("Your answer").nth(2).fill('sentence = "a"')
    check.locator("[data-run]").click()
    page.wait_for_function(
        "document.querySelector('[data-exercise=m07-nnt] .ss-card')?.textContent.includes('odds')"
    )
    assert "Why it fails" in check.locator(".ss-card").inner_text()
    page.get_by_label("Your answer").nth(2).fill('sentence = "d"')
    check.locator("[data-run]").click()
    page.wait_for_function(
        "document.querySelector('[data-exercise=m07-nnt] .ss-card')"
        "?.textContent.includes('1 of 7 points')"
    )
    page.reload()
    assert page.get_by_label("Your answer").nth(2).input_value() == 'sentence = "d"'


def test_an_endless_loop_is_stopped_and_an_error_is_kind(with_python, visit):
    page = visit("m07-one-trial/practice")
    first = page.locator(".ss-cell-given").first
    first.locator("textarea").fill("import numpy as np\n1 / 0")
    first.locator("[data-run]").click()
    first.locator(".ss-error").wait_for(timeout=120_000)
    said = first.locator(".ss-error").inner_text()
    assert "line 2: 1 / 0" in said and "ZeroDivisionError" in said and "File" not in said
    first.locator("textarea").fill("while True: pass")
    first.locator("[data-run]").click()
    page.wait_for_timeout(500)
    page.locator('[data-python="stop"]').click()
    assert "was stopped" in page.locator(".ss-python-says").inner_text()
    first.locator("textarea").fill("print(6 * 7)")
    first.locator("[data-run]").click()
    first.locator(".ss-out pre", has_text="42").wait_for(timeout=120_000)


def test_a_cell_of_a_lesson_is_changed_and_run_in_the_page(with_python, visit):
    page = visit("m11-capstone/1-how-to-build-a-living-brief")
    page.evaluate(
        "document.querySelectorAll('.ss-veil button').forEach((button) => button.click())"
    )
    cell = page.locator(".ss-cell-try", has_text="simulated_scores")
    before = page.locator(".ss-cell-try:has-text('simulated_scores') + .tag_try")
    assert "81 of 100" in before.inner_text()
    code = cell.locator("textarea")
    code.fill(code.input_value().replace("g = answer(rows)[0].estimate", "g = 0"))
    cell.locator("[data-run]").click()
    cell.locator(".ss-out pre", has_text="49 of 100").wait_for(timeout=180_000)
    assert not before.is_visible()
    cell.locator("[data-back]").click()
    assert "estimate" in code.input_value() and before.is_visible()
