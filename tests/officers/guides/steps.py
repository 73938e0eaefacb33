"""Where the names of the guides are looked for, and what the guides name.

`steps.txt` says it for each section of a guide:

    == guide: heading of the section
    account  address > what is pressed there > and then : name | name

In an address `*` stands for the first row of the list before it; an address may go on after it.
`nobody` has not signed in. Pressing opens dialogs and what is folded; nothing is ever sent. Where
a name is only seen after something was sent, or by rows that the trial data has not, the account is
`-` and the address says when.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from officers.guides.listing import GUIDES

TABLE = Path(__file__).with_name("steps.txt")
NOWHERE = "-"
QUOTED = re.compile(r"«([^»]+)»")
_PART = re.compile(r"^##? ", re.MULTILINE)


@dataclass(frozen=True)
class Look:
    """One page as an officer sees it, what is pressed there, and the names that it then says."""

    account: str
    address: str
    presses: tuple[str, ...]
    names: tuple[str, ...]


def read_table():
    """Return the looks by guide and heading."""
    table, place = defaultdict(list), ("", "")
    for line in filter(None, map(str.strip, TABLE.read_text(encoding="utf-8").splitlines())):
        if line.startswith("== "):
            place = tuple(line.removeprefix("== ").split(": ", 1))
            continue
        where, names = line.split(" : ", 1)
        account, _space, steps = where.partition(" ")
        address, *presses = steps.split(" > ")
        table[place].append(Look(account, address, tuple(presses), tuple(names.split(" | "))))
    return table


def read_guides():
    """Return the names in « » by guide and heading; the title heads what comes first."""
    found = {}
    for guide in GUIDES:
        for part in _PART.split(guide.path.read_text(encoding="utf-8"))[1:]:
            heading, _line, text = part.partition("\n")
            if names := set(QUOTED.findall(text)):
                found[guide.name, heading] = names
    return found
