"""Lets real actions happen at moments of the story. Only a demo may turn the clock."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, tzinfo
from unittest import mock

from django.utils import timezone


@contextmanager
def clock_at(moment: datetime) -> Iterator[None]:
    """Let `django.utils.timezone.now` say `moment`, also where a field has it as its default.

    Fields hold the function itself, so that it is the clock behind it that is turned.
    """

    class Then(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]  # no subclass
            return moment.astimezone(tz or UTC)

    with mock.patch.object(timezone, "datetime", Then):
        yield
