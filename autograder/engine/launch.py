"""Entry of the engine's own process: warm up, fork the zygote, then become the examiner.

The zygote is forked before anything secret is read, so no student process can ever hold it. Both
are started with an empty environment; see ``client.py``, which starts this.
"""

from __future__ import annotations

import gc
import json
import os
import select
import signal
import socket
import sys
import threading
import traceback
from pathlib import Path
from typing import Any

from autograder.engine import zygote
from autograder.engine.examiner import Examiner
from autograder.engine.grading import EngineError, Graded, Limits, Verdict
from autograder.engine.jail import Jail
from autograder.engine.wire import MOST_BYTES, ClosedError, Wire
from autograder.errors import UserError
from autograder.exercises.bank import BankError


def main() -> None:
    """Serve the driver on the socket whose file descriptor is the first argument."""
    end = socket.socket(fileno=int(sys.argv[1]))
    driver = Wire(end)
    config = json.loads(driver.receive_frame(MOST_BYTES))
    limits = Limits(**config["limits"])
    shell = zygote.warm_up(config["imports"])
    try:
        jail = Jail.here(limits, sandbox=config["sandbox"])
    except EngineError as error:
        _send(driver, {"error": str(error)})
        return
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    pid = os.fork()
    if pid == 0:
        try:
            ours.close()
            end.close()
            zygote.serve(theirs, shell, jail, limits)
        finally:
            os._exit(0)
    theirs.close()
    try:
        examiner = Examiner(Path(config["solutions"]), zygote.Zygote(ours), limits)
        _serve(driver, examiner, end)
    except (UserError, BankError) as error:
        _send(driver, {"error": str(error)})
    ours.close()
    os.waitpid(pid, 0)


def _serve(driver: Wire, examiner: Examiner, end: socket.socket) -> None:
    """Prove the reference solution, then grade what the driver sends until it hangs up."""
    examiner.prove()
    gc.collect()
    gc.freeze()
    busy = _leave_with(end)
    _send(driver, {"ready": True})
    while True:
        try:
            submission = driver.receive_frame(MOST_BYTES)
            busy.set()
            _send(driver, _grade(examiner, submission).to_json())
            busy.clear()
        except ClosedError:
            return


def _grade(examiner: Examiner, submission: bytes) -> Graded:
    try:
        return examiner.grade(submission)
    except EngineError as error:
        return examiner.nothing(Verdict.FAILED, str(error))
    except Exception as error:  # a fault of ours must cost neither the marks nor the others
        traceback.print_exc()
        problem = f"The grader made a mistake with this file: {type(error).__name__}: {error}"
        return examiner.nothing(Verdict.FAILED, problem)


def _send(driver: Wire, message: dict[str, Any]) -> None:
    driver.send_frame(json.dumps(message).encode())


def _leave_with(end: socket.socket) -> threading.Event:
    """End all of the engine's processes at once when the driver vanishes while they are busy."""
    busy = threading.Event()
    poll = select.poll()
    poll.register(end, select.POLLRDHUP)

    def watch() -> None:
        poll.poll()
        if busy.is_set():
            os.killpg(os.getpgrp(), signal.SIGKILL)

    threading.Thread(target=watch, daemon=True).start()
    return busy


if __name__ == "__main__":
    main()
