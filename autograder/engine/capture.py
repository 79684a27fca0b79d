"""The student's shell: IPython as in a notebook, with what cells show kept within limits."""

from __future__ import annotations

import io
import json
import tempfile
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.error import UsageError
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.text import SList
from traitlets import Type
from traitlets.config import Config

from autograder.engine.grading import Limits
from autograder.engine.ipython_syntax import IDLE, idle, unwatched

_MOST_ASKED = 20
_TRUNCATED = "\n... (more was printed than is kept)"


class Collector:
    """The outputs of one cell as nbformat dictionaries; rich data as text, JSON included."""

    def __init__(self) -> None:
        self.limits = Limits()
        self.outputs: list[dict[str, Any]] = []
        self._chars = self._rich_chars = 0

    def start(self, limits: Limits) -> None:
        """Forget the last cell."""
        self.limits, self.outputs, self._chars, self._rich_chars = limits, [], 0, 0

    def stream(self, name: str, text: str) -> None:
        """Keep printed text, up to the limit of a cell."""
        room = self.limits.output_chars - self._chars
        if room <= 0:
            return
        self._chars += len(text)
        if len(text) > room:
            text = text[:room] + _TRUNCATED
        last = self.outputs[-1] if self.outputs else {}
        if last.get("output_type") == "stream" and last["name"] == name:
            last["text"] += text
        else:
            self.add({"output_type": "stream", "name": name, "text": text})

    def rich(self, kind: str, data: dict[str, Any]) -> None:
        """Keep a display or a result; forms of it that are too large for a cell are left out."""
        most = self.limits.rich_output_mb * 1_000_000
        kept = {}
        for mime, value in data.items():
            text = value if isinstance(value, str) else json.dumps(value)
            if self._rich_chars + len(text) <= most:
                self._rich_chars += len(text)
                kept[mime] = text
        self.add({"output_type": kind, "data": kept})

    def add(self, output: dict[str, Any]) -> None:
        """Keep one output, up to the limits of a cell."""
        if len(self.outputs) < self.limits.outputs_per_cell:
            self.outputs.append(output)


class Stream(io.TextIOBase):
    """Standard output or error of the student's code."""

    def __init__(self, name: str, collector: Collector):
        self._name, self._collector = name, collector

    def writable(self) -> bool:
        """Always."""
        return True

    def write(self, text: str) -> int:
        """Keep the text."""
        self._collector.stream(self._name, str(text))
        return len(text)


class _Publisher(DisplayPublisher):  # type: ignore[misc]
    def publish(self, data: dict[str, Any], metadata: Any = None, **_: Any) -> None:
        self.shell.collector.rich("display_data", data)

    def clear_output(self, wait: bool = False) -> None:
        self.shell.collector.outputs.clear()


class _Hook(DisplayHook):  # type: ignore[misc]
    def write_output_prompt(self) -> None:
        pass

    def write_format_data(self, format_dict: dict[str, Any], md_dict: Any = None) -> None:
        self.shell.collector.rich("execute_result", format_dict)


class Shell(InteractiveShell):  # type: ignore[misc]
    """An interactive shell without terminal, history file or profile."""

    displayhook_class = Type(_Hook)
    display_pub_class = Type(_Publisher)
    collector: Collector

    @classmethod
    def start(cls) -> Shell:
        """The one shell of this process."""
        config = Config()
        config.HistoryManager.enabled = False
        config.InteractiveShell.xmode = "Plain"
        config.InteractiveShell.colors = "nocolor"
        with tempfile.TemporaryDirectory() as folder:
            shell: Shell = cls.instance(config=config, ipython_dir=folder)
        shell.collector = Collector()
        shell.builtin_trap.auto_builtins["input"] = _Nobody()
        return shell

    def run_source(self, source: str) -> BaseException | None:
        """Run a cell; what it raised, if anything."""
        ran = self.run_cell(unwatched(source), store_history=True)
        error: BaseException | None = ran.error_before_exec or ran.error_in_exec
        return error

    def system(self, cmd: str) -> None:
        """``!command`` does nothing here."""
        print(idle(f"!{cmd}"), end="")

    system_raw = system_piped = system

    def getoutput(self, cmd: str, split: bool = True, depth: int = 0) -> Any:
        """``names = !command`` gives nothing here."""
        self.system(cmd)
        return SList() if split else ""

    def run_line_magic(self, magic_name: str, line: str, _stack_depth: int = 1) -> Any:
        """``%magic``: it works, or says that it does nothing here, and stops no cell."""
        try:
            if magic_name not in IDLE:
                return super().run_line_magic(magic_name, line, _stack_depth + 1)
        except UsageError:
            pass
        print(idle(f"%{magic_name} {line}".strip()), end="")
        return None

    def run_cell_magic(self, magic_name: str, line: str, cell: str) -> Any:
        """``%%magic``, likewise."""
        try:
            if magic_name not in IDLE:
                return super().run_cell_magic(magic_name, line, cell)
        except UsageError:
            pass
        print(idle(f"%%{magic_name} {line}".strip()), end="")
        return None

    def ask_exit(self) -> None:
        """``exit()`` in a cell ends nothing here: the next cells are still graded."""

    def _showtraceback(self, etype: Any, evalue: Any, stb: list[str]) -> None:
        lines = [str(line) for line in stb]
        self.collector.add(
            {
                "output_type": "error",
                "ename": str(etype.__name__),
                "evalue": _text(evalue),
                "traceback": lines,
            }
        )


class _Nobody:
    """``input()`` where nobody is there: an empty text, and an end for who asks on and on."""

    def __init__(self) -> None:
        self._asked = 0

    def __call__(self, prompt: object = "") -> str:
        self._asked += 1
        if self._asked > _MOST_ASKED:
            raise EOFError("Nobody is there to type an answer.")
        print(f"{prompt}\ninput() gets an empty text here: nobody is there to type an answer.")
        return ""


def _text(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:  # an exception class of the student's may fail to describe itself
        return ""
