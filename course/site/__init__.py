"""The website: made from the course's own files, by ``make site``, into ``_site/``."""
