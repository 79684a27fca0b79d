"""SIGKILL at 50 random moments: of the driver, and of an engine's examiner or zygote."""

from __future__ import annotations

import os
import random
import signal
import time

import pytest

from tests.faults.processes import children, in_a_child

KILLS = 25


def the_driver(driver: int) -> list[int]:
    return [driver]


def an_engine(driver: int) -> list[int]:
    """Examiners and zygotes. A student's process is another thing: whoever ends it, it ended."""
    examiners = sorted(children(driver))
    return [*examiners, *(zygote for pid in examiners for zygote in sorted(children(pid)))]


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("victims", [the_driver, an_engine])
def test_a_class_ends_as_an_undisturbed_one(
    victims, small_class, grade_jailed, fresh_copy, written, nothing_left, tmp_path_factory
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
    while kills < KILLS:
        folder = disturbed
        driver = in_a_child(lambda folder=folder: not grade_jailed(folder).troubles, words)
        while True:
            time.sleep(moments.uniform(0, duration))
            ended, status = os.waitpid(driver, os.WNOHANG)
            if ended:
                break
            if here := victims(driver):
                victim = moments.choice(here)
                os.kill(victim, signal.SIGKILL)
                kills += 1
                if victim == driver:
                    ended, status = os.waitpid(driver, 0)
                    break
        if status == 0:
            assert written(disturbed) == expected
            disturbed = fresh_copy(small_class)
    assert not grade_jailed(disturbed).troubles
    assert written(disturbed) == expected
    assert not list(disturbed.root.rglob("*.part"))
