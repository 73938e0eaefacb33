"""The log of who looked at whose personal data (PD-13).

kinds.py      the kinds of personal data, and which rows are about a citizen
recording.py  the only writer: `record` and `record_refusal`
pages.py      `LoggedAdmin`, which writes the log for every page of a model in the admin

Endpoints where a machine or an officer reads personal data, commands and exports call `record`
themselves, before the data leaves. What citizens read about themselves is not logged, except their
export. Their attempts to read what belongs to others are logged, up to a limit.

An entry names rows by their internal number only. It never holds a name, a phone or a code.
"""

from citizens.access_log.kinds import Key, Kind, kinds, looks_at, register, title_of
from citizens.access_log.pages import LoggedAdmin
from citizens.access_log.recording import (
    MAX_KEYS,
    REFUSALS_AN_HOUR,
    Action,
    Machine,
    Where,
    record,
    record_refusal,
)

__all__ = [
    "MAX_KEYS",
    "REFUSALS_AN_HOUR",
    "Action",
    "Key",
    "Kind",
    "LoggedAdmin",
    "Machine",
    "Where",
    "kinds",
    "looks_at",
    "record",
    "record_refusal",
    "register",
    "title_of",
]
