"""What one page of an officer asks for several times is read once."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, TypeVar

_Value = TypeVar("_Value")
_kept: ContextVar[dict[Hashable, Any] | None] = ContextVar("remembered", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Let `remembered` keep its values inside the block, which changes nothing that it reads."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def remembered(key: Hashable, read: Callable[[], _Value]) -> _Value:
    """Return what `read` returns; inside `remembering` it is called once for each `key`."""
    kept = _kept.get()
    if kept is None:
        return read()
    if key not in kept:
        kept[key] = read()
    value: _Value = kept[key]
    return value


def shown_once(panel: Callable[[Any, Any], str]) -> Callable[[Any, Any], str]:
    """Let a panel of a row be made once for a page: unfold asks three times what a field holds."""

    @wraps(panel)
    def show(page: Any, row: Any) -> str:
        return remembered((panel.__qualname__, row.pk), lambda: panel(page, row))

    return show
