"""The opponents' settings without any middleware: what Django alone costs."""

from benchmarks.opponents.settings import *  # noqa: F403  # everything else must be the same

MIDDLEWARE: list[str] = []  # type: ignore[no-redef]  # taken away on purpose
