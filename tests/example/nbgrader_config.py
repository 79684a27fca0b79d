"""The example course is set up as the real one is."""

load_subconfig("../../nbgrader_config.py")
