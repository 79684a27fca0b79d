"""One site for all tests of a run, on loopback, and a Chromium that reaches nothing else."""

import fcntl
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from course.site.places import ROOT, WORKSHOP
from course.site.serve import server

CHROMIUM = "/usr/bin/chromium"
CAGE = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"


BUILD_SECONDS = 1200
"""Whoever is first waits for the whole site, on a busy machine for minutes."""


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.timeout(BUILD_SECONDS))


def python(module, *args):
    return subprocess.run(
        [sys.executable, "-m", module, *map(str, args)], cwd=ROOT, capture_output=True, text=True
    )


@pytest.fixture(scope="session")
def site(tmp_path_factory, worker_id):
    """The built site, with Python where that can be fetched; made once, by whoever is first."""
    base = tmp_path_factory.getbasetemp()
    base = base if worker_id == "master" else base.parent
    folder, done = base / "site", base / "site.done"
    WORKSHOP.mkdir(parents=True, exist_ok=True)
    with (WORKSHOP / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.is_file():
            vendored = python("course.site.pyodide")
            built = python("course.site.build", folder)
            if "could not fetch" in built.stderr or "npm is not installed" in built.stderr:
                pytest.skip(f"the site's libraries cannot be had here: {built.stderr.strip()}")
            assert built.returncode == 0, built.stdout + built.stderr
            done.write_text("" if vendored.returncode == 0 else vendored.stderr, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def with_python(site):
    """The site, where Python for the browser could be fetched."""
    why = (site.parent / "site.done").read_text(encoding="utf-8")
    if "could not fetch" in why or "npm is not installed" in why:
        pytest.skip(f"Python for the browser cannot be had here: {why.strip()}")
    assert not why, why
    return site


@pytest.fixture(scope="session")
def address(site):
    serving = server(site)
    threading.Thread(target=serving.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{serving.server_address[1]}/"
    serving.shutdown()


@pytest.fixture(scope="session")
def browser():
    if not Path(CHROMIUM).exists():
        pytest.skip("Chromium is not installed; `.ci/run` installs it")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", CAGE])
        yield chromium
        chromium.close()


class Complaints(list):
    """What a page did that it should not: errors, and requests that leave the site."""

    def __init__(self, page, address):
        super().__init__()
        page.on("console", lambda m: m.type == "error" and self.append(f"console: {m.text}"))
        page.on("pageerror", lambda error: self.append(f"error: {error}"))
        page.on("request", lambda r: self.outside(r.url, address))
        page.on("response", lambda r: r.status >= 400 and self.append(f"{r.status} {r.url}"))

    def outside(self, url, address):
        if not url.startswith((address, "data:", "blob:")):
            self.append(f"left the site: {url}")


@pytest.fixture
def visit(browser, address):
    """Open a page at a width and in a theme; complaints are checked when the test ends."""
    opened = []

    def open_page(name, width=1280, theme="light"):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=theme, accept_downloads=True
        )
        page = context.new_page()
        complaints = Complaints(page, address)
        opened.append((context, complaints))
        page.goto(f"{address}{name}.html")
        return page

    yield open_page
    for context, complaints in opened:
        context.close()
        assert complaints == []
