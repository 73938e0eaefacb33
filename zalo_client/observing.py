"""Who is told of each call, its time and its errors: nobody, unless a service says otherwise."""

import contextlib
from collections.abc import Iterator


class Observer:
    """Keeps nothing. A service that counts, logs or measures overrides it."""

    @contextlib.contextmanager
    def watching(self, call: str) -> Iterator[None]:
        """Enclose a call, by our name for it; what it raises is a ZaloError."""
        yield

    def measured(self, outcome: str, seconds: float, ahead: float | None = None) -> None:
        """Note an exchange: "ok" or the name of the error, its time.

        `ahead` is by how many seconds Zalo's clock is before ours, None if it did not say.
        """


NOBODY = Observer()
