"""Take the README's pictures anew: ``python -m course.site.pictures``.

They show what is really there: a lesson, a card after a wrong answer, one student's feedback page
and the instructor's report. Chromium runs without a network.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from course.site.build import build
from course.site.places import HERE, PYODIDE, ROOT, SITE
from course.site.serve import server

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

TARGET = HERE / "pictures"
ASSIGNMENT = "m07-one-trial"
CHROMIUM = "/usr/bin/chromium"
CAGE = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"
WIDTH, HEIGHT = 1200, 800


def take(class_folder: Path) -> None:
    """Write the four pictures; ``class_folder`` holds a graded demonstration class."""
    from playwright.sync_api import sync_playwright

    TARGET.mkdir(exist_ok=True)
    serving = server(SITE)
    threading.Thread(target=serving.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{serving.server_address[1]}/"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", CAGE])
        lesson(browser, address)
        card(browser, address)
        feedback = next(iter(sorted(class_folder.glob(f"feedback/*/{ASSIGNMENT}/*.html"))))
        document(browser, feedback, "feedback")
        document(browser, class_folder / "report.html", "report")
        browser.close()
    serving.shutdown()


def _page(browser: Browser, address: str) -> Page:
    page = browser.new_page(
        viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light", device_scale_factor=1
    )
    page.goto(address)
    return page


def lesson(browser: Browser, address: str) -> None:
    """The people chart of the first lesson, with a kept prediction below it."""
    page = _page(browser, f"{address}{ASSIGNMENT}/1-differences-ratios-people.html")
    form = page.locator('form[data-id="m07-1-mdma"]')
    form.locator("input").fill("40")
    form.locator("button").click()
    chart = page.locator(".ss-chart").first
    chart.scroll_into_view_if_needed()
    chart.locator(".main-svg").first.wait_for()
    page.evaluate("node => scrollTo(0, node.getBoundingClientRect().top + scrollY - 110)",
                  chart.element_handle())  # fmt: skip
    page.wait_for_timeout(500)
    page.screenshot(path=TARGET / "lesson.png")


def card(browser: Browser, address: str) -> None:
    """A wrong sentence, met with the thought that led to it."""
    page = _page(browser, f"{address}{ASSIGNMENT}/practice.html")
    page.locator(".ss-cell-answer textarea", has_text="sentence =").fill('sentence = "a"')
    check = page.locator('.ss-cell-check[data-exercise="m07-nnt"]')
    check.locator("[data-run]").click()
    found = check.locator(".ss-card")
    found.wait_for(timeout=120_000)
    found.scroll_into_view_if_needed()
    found.screenshot(path=TARGET / "card.png")


def document(browser: Browser, path: Path, name: str) -> None:
    """The top of a page that was written into the class folder."""
    page = _page(browser, path.as_uri())
    page.wait_for_timeout(500)
    page.screenshot(path=TARGET / f"{name}.png")


if __name__ == "__main__":
    if not PYODIDE.is_dir():
        sys.exit("The card is taken from the page itself. Run `make vendor-pyodide` first.")
    build()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "class"
        demo = [str(Path(sys.executable).with_name("autograder")), "demo", ASSIGNMENT]
        subprocess.run([*demo, "--class-dir", str(place)], cwd=ROOT, check=True)
        take(place)
