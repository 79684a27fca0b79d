"""Notes for instructors, collected from the lessons' own cells."""

from __future__ import annotations

import re

from course.site.modules import Module
from course.site.prose import prepared


def notes_page(module: Module) -> str:
    """Timing, stumbles and discussions of one module, lesson by lesson."""
    text = (
        f"# Notes to module {module.number} · {module.about['title']}\n\n"
        f"{module.hours.capitalize()} with its practice. {module.about['question']}\n"
    )
    for lesson in module.lessons:
        text += f"\n## {lesson.number} {lesson.title}\n\n"
        text += f"[Open the lesson](../{lesson.page}.ipynb)\n"
        for cell in lesson.notebook.cells:
            if "instructor" in cell.metadata.get("tags", []):
                deeper = re.sub(r"^(#+) ", r"#\1 ", cell.source, flags=re.MULTILINE)
                text += "\n" + prepared(deeper, "../") + "\n"
    return text
