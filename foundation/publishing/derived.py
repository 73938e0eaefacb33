"""What is made of published data, and stays while the data is equal."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Made = TypeVar("Made")


def kept_while_equal(make: Callable[Given, Made]) -> Callable[Given, Made]:
    """Let `make` return what it made last, if it is given the same again.

    Most publications change a fee, a step or a date, and what is made of all words takes most of
    the time. What it makes must not change, because threads and later snapshots share it.
    """
    kept: list[tuple[object, Made]] = []

    @wraps(make)
    def made(*args: Given.args, **kwargs: Given.kwargs) -> Made:
        given = (args, kwargs)
        for before, value in kept[:1]:
            if before == given:
                return value
        value = make(*args, **kwargs)
        kept[:] = [(given, value)]  # one step: other threads see the old pair or the new one
        return value

    return made
