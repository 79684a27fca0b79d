"""What a machine can say about a lesson. Each rule is a small function from a lesson to findings.

How a number in prose is traced: a number with a decimal point, a percent sign or ``n =`` needs a
citation (a link to a DOI or a trial registry) in the same cell, or must be among the numbers that
the lesson's code prints when it runs, rounded as the prose rounds it. Confidence levels ("95 %
interval"), places ("lesson 7.2"), code, formulas and the text of links are no claims.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode

from autograder.authoring.books import Books
from autograder.authoring.findings import Finding
from autograder.authoring.percent import headings
from autograder.authoring.wording import overclaims

CELLS, CODE_LINES, CHART_LINES, SETUP_LINES, WORDS = 60, 15, 40, 6, 180
FIRST_FIGURE, ALT_WORDS = 8, 6
LIMITS = "What this cannot tell us"
DOI_LINK = re.compile(r"https?://(?:dx\.)?doi\.org/((?:[^\s()>\]]|\([^\s()]*\))+)")
DOI = re.compile(r"10\.\d{4,9}/\S+")
CITATION = re.compile(
    r"https?://(?:dx\.)?doi\.org/|https?://[\w.]*(?:clinicaltrials|isrctn|anzctr)"
)
REGISTRY = re.compile(r"\b(?:NCT\d+|ISRCTN\d+|ACTRN\d+)\b")
REGISTRY_FORM = re.compile(r"NCT\d{8}|ISRCTN\d{8}|ACTRN\d{14}")
GLOSSARY_LINK = re.compile(r"glossary(?:\.md|\.html)?#([\w-]+)")
ITEM = re.compile(r"^ *(?:[-*]|\d+\.) ", re.MULTILINE)
LIST = re.compile(r"(?:^ *(?:[-*]|\d+\.) .*\n?(?:^ +\S.*\n?)*)+", re.MULTILINE)
NUMBER = re.compile(r"(?<![\w.])[-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
CLAIM = re.compile(
    r"(?<![\w.])[-−+]?(?:\d[\d,]*\.\d+(?:\s?%)?|\d[\d,]*\s?(?:%|percent\b|per cent\b))"
    r"|\bn\s*=\s*\d[\d,]*",
    re.IGNORECASE,
)
LEVEL = re.compile(
    r"\d+(?:\.\d+)?\s?%[ -](?=(?:\w+[ -]){0,2}(?:confiden|compatib|interval|CI\b|predict|limit))",
    re.IGNORECASE,
)

PLACE = re.compile(
    r"\b(?:lesson|exercise|module|figure|table|version)s?\s+\d+(?:\.\d+)*"
    r"(?:\s*(?:,|and|to|or|–)\s*\d+\.\d+)*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Lesson:
    """A lesson as the rules see it. ``executed`` is the notebook with outputs, where it was run."""

    where: str
    notebook: NotebookNode
    books: Books
    executed: NotebookNode | None = None

    def cells(self, kind: str) -> list[NotebookNode]:
        """The cells of a kind, without the instructor's notes."""
        return [c for c in self.notebook.cells if c.cell_type == kind and not _is_instructor(c)]

    def at(self, cell: NotebookNode) -> str:
        """Where a cell is, for a finding."""
        return f"{self.where}:{cell.id}"

    def calls(self, name: str) -> list[tuple[int, NotebookNode, ast.Call]]:
        """Calls of a function anywhere in the code: index of the cell, the cell, the call."""
        return [
            (index, cell, node)
            for index, cell in enumerate(self.notebook.cells)
            if cell.cell_type == "code"
            for node in ast.walk(_tree(cell.source))
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == name
        ]

    def asked(self, kind: str) -> dict[str, tuple[int, NotebookNode]]:
        """Questions of a kind by id, with the place where they are asked first."""
        found: dict[str, tuple[int, NotebookNode]] = {}
        for index, cell, call in self.calls("ask"):
            id = _text(call.args[0]) if call.args else ""
            if self.books.questions.get(id, {}).get("kind") == kind:
                found.setdefault(id, (index, cell))
        return found


def lint_lesson(lesson: Lesson) -> list[Finding]:
    """Every finding about a lesson, in the order of the rules."""
    return [finding for rule in RULES for finding in rule(lesson)]


def sizes(lesson: Lesson) -> Iterator[Finding]:
    """Cells, lines of code and words within their limits."""
    if len(lesson.notebook.cells) > CELLS:
        what = f"It has {len(lesson.notebook.cells)} cells; at most {CELLS}."
        yield Finding(lesson.where, what, "Split the lesson or drop a step.")
    for i, cell in enumerate(lesson.cells("code")):
        folded = "chart" in _tags(cell)
        lines = len(cell.source.splitlines())
        most = (CHART_LINES if folded else CODE_LINES) if i else SETUP_LINES
        if lines > most:
            what = f"{lines} lines of code; at most {most}{'' if i else ' in the set-up'}."
            yield Finding(lesson.at(cell), what, "Split the cell or move a helper to `course`.")
    for cell in lesson.cells("markdown"):
        words = len(re.sub(r"\]\([^)]*\)", "]", cell.source).split())
        if words > WORDS:
            what = f"{words} words; at most {WORDS}."
            yield Finding(lesson.at(cell), what, "Split it, or say less.")


def opening(lesson: Lesson) -> Iterator[Finding]:
    """The first cells say what can be done afterwards, and how long it takes."""
    cells = [c for c in lesson.notebook.cells[:3] if c.cell_type == "markdown"]
    text = "\n".join(cell.source for cell in cells)
    if not headings(text):
        yield Finding(lesson.where, "It has no title.", "Begin with `# Title`.")
    if not re.search(r"\d+ minutes", text):
        what = "It does not say how many minutes it takes."
        yield Finding(lesson.where, what, "Say it in the first cell: `45 minutes`.")
    promise = re.search(r"objectives?|able to", text, re.IGNORECASE)
    first_list = LIST.search(text[promise.end() :]) if promise else None
    count = len(ITEM.findall(first_list.group())) if first_list else 0
    if not 3 <= count <= 5:
        what = f"Its first cells list {count} objectives; 3 to 5 are needed."
        yield Finding(lesson.where, what, 'Write "You will be able to" and a list of 3 to 5.')


def figures(lesson: Lesson) -> Iterator[Finding]:
    """A figure early; every figure with its finding in words and its table."""
    shown = lesson.calls("show")
    if not any(index < FIRST_FIGURE for index, _, _ in shown):
        what = f"No figure among the first {FIRST_FIGURE} cells."
        yield Finding(lesson.where, what, "Open with a figure, through show(...).")
    for _, cell, call in shown:
        given = {keyword.arg: keyword.value for keyword in call.keywords}
        if "table" not in given:
            what = "show(...) is given no table."
            yield Finding(lesson.at(cell), what, "Add table=, the numbers behind the figure.")
        alt = given.get("alt")
        if alt is None:
            what = "show(...) is given no alt text."
            yield Finding(lesson.at(cell), what, "Add alt=, the finding in a sentence.")
        elif (words := _count_words(alt)) is not None and words < ALT_WORDS:
            what = f"The alt text has {words} words; it cannot state a finding."
            yield Finding(lesson.at(cell), what, "Say in a sentence what the figure shows.")


def chart_code(lesson: Lesson) -> Iterator[Finding]:
    """Code that draws is folded behind one line that says what it does."""
    for _, cell, _ in lesson.calls("show"):
        if "chart" not in _tags(cell):
            what = "The cell draws a figure and its code is not folded."
            yield Finding(lesson.at(cell), what, 'Give it tags=["chart"].')
    for cell in lesson.cells("code"):
        first = cell.source.partition("\n")[0]
        if "chart" in _tags(cell) and not (first.startswith("# ") and len(first.split()) >= 4):
            what = "Folded code does not say what it does."
            yield Finding(lesson.at(cell), what, "Begin with a comment: # Draws both arms by week")


def hands_on(lesson: Lesson) -> Iterator[Finding]:
    """At least one cell is there to be changed and run again."""
    if not any("try" in _tags(cell) for cell in lesson.cells("code")):
        what = "No cell is there to be changed and run again."
        yield Finding(lesson.where, what, 'Mark one with tags=["try"] and say what to change.')


def help_at_hand(lesson: Lesson) -> Iterator[Finding]:
    """A number has a hint and a way to it; every wrong option is answered for itself."""
    for id, (_, cell) in lesson.asked("number").items():
        question = lesson.books.questions[id]
        for key, what in (("hint", "hint"), ("worked", "worked answer")):
            if not question.get(key):
                yield Finding(lesson.at(cell), f"{id} has no {what}.", f"Add {key} = ... to it.")
    for id, (_, cell) in lesson.asked("choice").items():
        question = lesson.books.questions[id]
        answered = {question["answer"], *question.get("mistakes", {}), *question.get("replies", {})}
        for option in sorted(question["options"].keys() - answered):
            what = f"{id} does not say why option {option} fails."
            yield Finding(lesson.at(cell), what, "Name its misconception, or add a reply.")


def predictions(lesson: Lesson) -> Iterator[Finding]:
    """At least two predictions, each asked before the cell that reveals the answer."""
    asked = lesson.asked("predict")
    if len(asked) < 2:
        what = f"{len(asked)} predict questions; at least 2."
        yield Finding(lesson.where, what, "Ask before you show: kind = predict.")
    revealed = {
        _text(call.args[0]): index for index, _, call in lesson.calls("reveal") if call.args
    }
    for id, (index, cell) in asked.items():
        if revealed.get(id, -1) <= index:
            what = f"{id} is not revealed in a later cell."
            yield Finding(lesson.at(cell), what, f'Add reveal("{id}", value) after it.')


def recall(lesson: Lesson) -> Iterator[Finding]:
    """Five to eight recall questions; two return to earlier modules, save in the first module."""
    asked = lesson.asked("recall")
    if not 5 <= len(asked) <= 8:
        what = f"{len(asked)} recall questions; 5 to 8."
        yield Finding(lesson.where, what, "Add or drop some: kind = recall.")
    spaced = [id for id in asked if lesson.books.questions[id].get("spaced")]
    if len(spaced) < 2 and "/m01-" not in lesson.where:
        what = f"{len(spaced)} recall questions return to an earlier module; at least 2."
        yield Finding(lesson.where, what, "Give two of them spaced = the module they return to.")


def known_questions(lesson: Lesson) -> Iterator[Finding]:
    """Every question that is asked or revealed is in a questions.toml."""
    for name in ("ask", "reveal"):
        for _, cell, call in lesson.calls(name):
            id = _text(call.args[0]) if call.args else ""
            if id not in lesson.books.questions:
                what = f"{name}({id!r}) names no question."
                yield Finding(lesson.at(cell), what, "Add it to questions.toml.")


def limits(lesson: Lesson) -> Iterator[Finding]:
    """A section says what the lesson's data cannot tell."""
    if not any(LIMITS in headings(cell.source) for cell in lesson.cells("markdown")):
        yield Finding(lesson.where, f'No section "{LIMITS}".', f"Add a heading `## {LIMITS}`.")


def citations(lesson: Lesson) -> Iterator[Finding]:
    """DOIs and registry ids are well-formed and known; retracted work is cited as retracted."""
    for cell in lesson.cells("markdown"):
        for match in DOI_LINK.finditer(cell.source):
            doi = match.group(1).rstrip(".,;").lower()
            if not DOI.fullmatch(doi):
                what = f"{doi} is not a DOI."
                yield Finding(lesson.at(cell), what, "Write https://doi.org/10.NNNN/...")
            elif doi not in lesson.books.works:
                what = f"{doi} is not in the bibliography."
                yield Finding(lesson.at(cell), what, "Add it to course/bibliography.toml.")
            elif lesson.books.works[doi] == "retracted" and "retract" not in cell.source.lower():
                what = f"{doi} is retracted and the cell does not say so."
                yield Finding(lesson.at(cell), what, "Say that it is retracted, or do not cite it.")
        for id in REGISTRY.findall(cell.source):
            if not REGISTRY_FORM.fullmatch(id):
                what = f"{id} is not a registry number."
                yield Finding(lesson.at(cell), what, "NCT has 8 digits, ISRCTN 8, ACTRN 14.")
            elif id not in lesson.books.registry:
                what = f"{id} is neither in the bibliography nor in data/trials.csv."
                yield Finding(lesson.at(cell), what, "Check it; add it to the work it belongs to.")


def terms(lesson: Lesson) -> Iterator[Finding]:
    """Terms are linked, and every linked term is defined."""
    linked = [
        (cell, id) for cell in lesson.cells("markdown") for id in GLOSSARY_LINK.findall(cell.source)
    ]
    if not linked:
        what = "It links no glossary term."
        yield Finding(lesson.where, what, "Link a new word: [odds](../glossary.md#odds).")
    for cell, id in linked:
        if id not in lesson.books.terms:
            what = f"The term {id} is not defined."
            yield Finding(lesson.at(cell), what, "Add it to course/glossary.toml.")


def numbers(lesson: Lesson) -> Iterator[Finding]:
    """Every number in prose is cited, or printed by the lesson's code, where that was run."""
    if lesson.executed is None:
        return
    printed = printed_numbers(lesson.executed)
    for cell in lesson.cells("markdown"):
        if CITATION.search(cell.source):
            continue
        for claim in claims(cell.source):
            if not is_printed(claim, printed):
                what = f"The number {claim!r} has no citation here and no code prints it."
                yield Finding(lesson.at(cell), what, "Cite its source, or let code print it.")


def wordings(lesson: Lesson) -> Iterator[Finding]:
    """The ends of an interval are no walls, and what happened under a drug need not be its work."""
    for where, text in _prose(lesson):
        for what, how in overclaims(text):
            yield Finding(where, what, how)


RULES: tuple[Callable[[Lesson], Iterator[Finding]], ...] = (
    sizes,
    opening,
    figures,
    chart_code,
    hands_on,
    help_at_hand,
    predictions,
    recall,
    known_questions,
    limits,
    citations,
    terms,
    numbers,
    wordings,
)


def _prose(lesson: Lesson) -> Iterator[tuple[str, str]]:
    """What the lesson says in its own voice, with the place; wrong options are not its voice."""
    for cell in lesson.cells("markdown"):
        yield lesson.at(cell), cell.source
    for _, cell, call in lesson.calls("show"):
        for given in call.keywords:
            if given.arg == "alt":
                yield lesson.at(cell), _text(given.value)
    for _, cell, call in lesson.calls("ask"):
        id = _text(call.args[0]) if call.args else ""
        question = lesson.books.questions.get(id, {})
        said = [question.get(key, "") for key in ("after", "hint", "worked")]
        said += question.get("replies", {}).values()
        if question.get("kind") == "recall":
            said.append(str(question.get("answer", "")))
        for text in said:
            yield f"{lesson.at(cell)} ({id})", text


def claims(markdown: str) -> list[str]:
    """The numbers of a text that need a source: decimals, percentages, ``n = ``."""
    text = re.sub(r"```.*?```|`[^`]*`|\$\$.*?\$\$|\$[^$\n]*\$", " ", markdown, flags=re.DOTALL)
    text = re.sub(r"\[[^]]*\]\([^)]*\)|https?://\S+", " ", text)
    text = LEVEL.sub(" ", PLACE.sub(" ", text))
    return [match.group().strip() for match in CLAIM.finditer(text)]


def printed_numbers(executed: NotebookNode) -> list[float]:
    """The numbers in the text that a lesson's cells gave out: prints, values, tables, cards."""
    texts = []
    for cell in executed.cells:
        for output in cell.get("outputs", []):
            data: dict[str, Any] = output.get("data", {})
            texts += [output.get("text", ""), data.get("text/plain", "")]
            texts.append(re.sub(r"<style>.*?</style>|<[^>]+>", " ", data.get("text/html", "")))
    return [_value(match) for match in NUMBER.findall("\n".join(texts))]


def is_printed(claim: str, printed: list[float]) -> bool:
    """Whether some printed number, itself or as a percentage, rounds to the claim."""
    number = re.sub(r"[^\d.]", "", claim)
    decimals = len(number.partition(".")[2])
    value = float(number)
    factors = (1, 100) if re.search(r"%|per", claim) else (1,)
    return any(
        abs(round(abs(p) * factor, decimals) - value) < 1e-9 for p in printed for factor in factors
    )


def _value(number: str) -> float:
    return float(number.replace(",", "").replace("−", "-"))


def _tree(source: str) -> ast.AST:
    try:
        return ast.parse(source)
    except SyntaxError:  # running the lesson says this better
        return ast.Module(body=[], type_ignores=[])


def _text(node: ast.expr) -> str:
    return str(node.value) if isinstance(node, ast.Constant) else ""


def _count_words(node: ast.expr) -> int | None:
    """The words of a text in the source; a part put in by code counts as one; None if unknown."""
    if isinstance(node, ast.Constant):
        return len(str(node.value).split())
    if isinstance(node, ast.JoinedStr):
        parts = (str(p.value) if isinstance(p, ast.Constant) else "x" for p in node.values)
        return len("".join(parts).split())
    return None


def _tags(cell: NotebookNode) -> list[str]:
    tags: list[str] = cell.metadata.get("tags", [])
    return tags


def _is_instructor(cell: NotebookNode) -> bool:
    return "instructor" in _tags(cell)
