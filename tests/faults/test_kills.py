"""SIGKILL at 50 random moments: of the driver, and of an engine's examiner or zygote."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import time

import pytest

from tests.faults.processes import children, in_a_child


def the_driver(driver: int) -> list[int]:
    return [driver]


def an_engine(driver: int) -> list[int]:
    """Examiners and zygotes. A student's process is another thing: whoever ends it, it ended."""
    examiners = sorted(children(driver))
    return [*examiners, *(zygote for pid in examiners for zygote in sorted(children(pid)))]


def ends_before(moment: float, driver: int) -> tuple[int, int]:
    """Wait; the driver's process id and how it ended, or zeros where it runs on."""
    while not (ended := os.waitpid(driver, os.WNOHANG))[0] and time.monotonic() < moment:
        time.sleep(0.01)
    return ended


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize(("victims", "times"), [(the_driver, 40), (an_engine, 10)])
def test_a_class_ends_as_an_undisturbed_one(
    victims, times, small_class, grade_jailed, fresh_copy, written, nothing_left, tmp_path_factory
):
    undisturbed, disturbed = fresh_copy(small_class), small_class
    words = tmp_path_factory.mktemp("words") / "error.txt"
    start = time.monotonic()
    assert not grade_jailed(undisturbed).troubles
    duration = time.monotonic() - start
    expected = written(undisturbed)
    assert len(expected[1]) == 8
    moments = random.Random(20261122)
    kills = 0
    while kills < times:
        folder, kills_before = disturbed, kills
        driver = in_a_child(lambda folder=folder: not grade_jailed(folder).troubles, words)
        while True:
            ended, status = ends_before(time.monotonic() + moments.uniform(0, duration), driver)
            if ended:
                break
            if here := victims(driver):
                victim = moments.choice(here)
                with contextlib.suppress(ProcessLookupError):  # it has just ended
                    os.kill(victim, signal.SIGKILL)
                    kills += 1
                if victim == driver:
                    ended, status = os.waitpid(driver, 0)
                    break
        assert status == 0 or kills > kills_before, words.read_text("utf-8")
        if status == 0:
            assert written(disturbed) == expected
            disturbed = fresh_copy(small_class)
    assert not grade_jailed(disturbed).troubles
    assert written(disturbed) == expected
    assert not list(disturbed.root.rglob("*.part"))
