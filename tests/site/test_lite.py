"""JupyterLab in the browser: an assignment is opened, answered wrongly and explained, offline."""

import shutil
import threading

import pytest

from course.site.serve import server
from tests.site.conftest import python

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ANSWER = 'from autograder import check\ncheck("m07-nnt", ..., "a")'


@pytest.fixture(scope="module")
def lite(with_python, tmp_path_factory):
    """A copy of the site with JupyterLite in it, served on loopback."""
    folder = tmp_path_factory.mktemp("lite") / "site"
    shutil.copytree(with_python, folder, ignore=shutil.ignore_patterns("pyodide"))
    made = python("course.site.lite", folder)
    if "could not fetch" in made.stderr:
        pytest.skip(f"the notebook's packages cannot be had here: {made.stderr.strip()}")
    assert made.returncode == 0, made.stdout + made.stderr
    serving = server(folder)
    threading.Thread(target=serving.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{serving.server_address[1]}/"
    serving.shutdown()


def test_a_wrong_answer_is_explained_without_a_network(lite, browser):
    context = browser.new_context()
    requested = []
    context.on("request", lambda request: requested.append(request.url))
    page = context.new_page()
    page.goto(f"{lite}jupyterlab.html")
    assert page.locator(".ss-lite a").get_attribute("href") == "lite/lab/index.html"
    page.goto(f"{lite}lite/lab/index.html?path=assignments/m07-one-trial/m07-one-trial.ipynb")
    cell = page.locator(".jp-CodeCell").first
    cell.locator(".cm-content").click(timeout=60_000)
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(ANSWER)
    page.keyboard.press("Shift+Enter")
    cell.get_by_text("Why it fails").wait_for(timeout=300_000)
    assert "0 of 7 points" in cell.locator(".jp-OutputArea").inner_text()
    context.close()
    assert [url for url in requested if not url.startswith((lite, "data:", "blob:"))] == []
