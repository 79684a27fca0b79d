"""nbgrader in this clone: its source folder is solutions/, its release folder assignments/.

With this file `nbgrader generate_assignment NAME --force`, `nbgrader validate`, `nbgrader
autograde` and the formgrader work as they are; `autograder build` reads the same settings.
"""

c = get_config()

c.CourseDirectory.course_id = "set-and-setting"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "assignments"
# Banks and notebook sources stay on the instructor's side.
c.CourseDirectory.ignore = [".ipynb_checkpoints", "__pycache__", "*.py", "*.pyc", ".pytest_cache"]

# A function keeps its docstring and returns None, a value keeps its `...`: "run all" in an
# untouched notebook raises nothing, and both are recognised as not attempted.
c.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE"}
c.ClearSolutions.text_stub = "YOUR ANSWER HERE"

# `nbgrader autograde` and the formgrader's button grade with our engine: students' code runs
# confined, and the marks are given outside its process. nbgrader only records them.
c.Autograde.pre_convert_hook = "autograder.engine.nbgrader_seam.one_notebook"
c.Autograde.exporter_class = "autograder.engine.nbgrader_seam.Submitted"
c.Autograde.sanitize_preprocessors = [
    "autograder.engine.nbgrader_seam.Examine",
    "nbgrader.preprocessors.OverwriteCells",
    "nbgrader.preprocessors.CheckCellMetadata",
]
c.Autograde.autograde_preprocessors = [
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
]
