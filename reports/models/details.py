"""What a report says besides its words: kept as one encrypted text, read by officers and sender."""

from dataclasses import asdict, dataclass

import orjson


@dataclass(frozen=True, slots=True)
class Details:
    """Who is said to be involved, how fraudsters were met, what was lost.

    `loss` is in đồng. `guardian` is whom to ask about a minor who sent no name; otherwise it is
    sealed with the sender.
    """

    suspect: str = ""
    contacts: tuple[str, ...] = ()
    loss: int | None = None
    guardian: str = ""


NOTHING = Details()


def pack(details: Details) -> str:
    """Return the text to be kept; empty if there is nothing."""
    return "" if details == NOTHING else orjson.dumps(asdict(details)).decode()


def unpack(kept: str) -> Details:
    """Return the details from the text that `pack` made.

    >>> unpack(pack(Details(contacts=("0900",), loss=5)))
    Details(suspect='', contacts=('0900',), loss=5, guardian='')
    """
    if not kept:
        return NOTHING
    values = orjson.loads(kept)
    return Details(**{**values, "contacts": tuple(values["contacts"])})
