"""A clock that steps back and forth by hours all the time: no mark and no limit depends on it."""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

STEP_S = 36_000
# what the engine's processes run in place of Python: the same, with a clock that steps
STEPPING = f"""#!{sys.executable} -I
import random, runpy, sys, time
steps, now = random.Random(1), time.time
time.time = lambda: now() + steps.uniform(-{STEP_S}, {STEP_S})
time.time_ns = lambda: int(time.time() * 1e9)
sys.argv = sys.argv[sys.argv.index("-m") + 1:]
runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
"""


def test_a_class_ends_as_an_undisturbed_one(
    small_class, grade_jailed, fresh_copy, written, monkeypatch, tmp_path: Path
):
    undisturbed = fresh_copy(small_class)
    assert not grade_jailed(undisturbed).troubles
    expected = written(undisturbed)
    stepping = tmp_path / "python"
    stepping.write_text(STEPPING, "utf-8")
    stepping.chmod(0o755)
    steps, now = random.Random(2), time.time
    monkeypatch.setattr(sys, "executable", str(stepping))
    monkeypatch.setattr(time, "time", lambda: now() + steps.uniform(-STEP_S, STEP_S))
    monkeypatch.setattr(time, "time_ns", lambda: int(time.time() * 1e9))
    assert not grade_jailed(small_class).troubles
    assert written(small_class) == expected
    again = grade_jailed(small_class)
    assert (again.kept, again.troubles) == (8, [])
