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
