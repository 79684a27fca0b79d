"""Measure a command as a whole: wall and CPU seconds, and the memory of all its processes."""

from __future__ import annotations

import os
import resource
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

SAMPLE_S = 0.5


@dataclass(frozen=True)
class Cost:
    """Seconds of wall and CPU time, and the peak of proportional memory (PSS) in MB."""

    wall_s: float
    cpu_s: float
    peak_mb: float


def measure(
    command: Sequence[str], cwd: Path, environment: Mapping[str, str] | None = None
) -> Cost:
    """Run a command to its end; raises RuntimeError with its last words when it fails."""
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    process = subprocess.Popen(
        command,
        cwd=cwd,
        env=env | dict(environment or {}),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    memory = _Memory(process.pid)
    output, _ = process.communicate()
    wall = time.monotonic() - start
    peak = memory.stop()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{output[-3000:]}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(wall, cpu, peak)


class _Memory(threading.Thread):
    """Samples the memory of a process and of all that descend from it.

    Proportional set size counts a page shared by forks once, not once per process.
    """

    def __init__(self, pid: int):
        super().__init__(daemon=True)
        self._root = psutil.Process(pid)
        self._done = threading.Event()
        self._peak = 0.0
        self.start()

    def run(self) -> None:
        while not self._done.wait(SAMPLE_S):
            self._peak = max(self._peak, self._sample())

    def _sample(self) -> float:
        total = 0
        try:
            for process in [self._root, *self._root.children(recursive=True)]:
                try:
                    total += process.memory_full_info().pss
                except psutil.Error:
                    continue
        except psutil.Error:
            return 0.0
        return total / 1e6

    def stop(self) -> float:
        self._done.set()
        self.join()
        return self._peak
