"""Print what the attacks earned, as a Markdown table: ``python -m tests.attacks.table``."""

from __future__ import annotations

import ast
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.attacks.submission import Submission
from tests.attacks.world import open_world

SUBMISSIONS = Path(__file__).parent / "submissions"


def main() -> None:
    """Grade every attack once and print a line about it."""
    print("| technique | earned | given | leaked |\n|---|---|---|---|")
    with TemporaryDirectory() as folder, open_world(Path(folder)) as world:
        for path in sorted(SUBMISSIONS.glob("*.py")):
            title = (ast.get_docstring(ast.parse(path.read_text())) or "").splitlines()[0]
            submission = Submission.read(path, world.places)
            graded = world.engine.grade(submission.notebook(world.released, world.master))
            earned = sum(submission.earns.values())
            given = sum(result.points for result in graded.results.values())
            leaked = "yes" if world.leaked(graded) else "no"
            print(f"| {title} | {earned:g} | {given:g} | {leaked} |", flush=True)


if __name__ == "__main__":
    main()
