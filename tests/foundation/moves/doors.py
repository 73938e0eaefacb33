"""A workflow of a door: it opens and closes, is sealed by a guard, and is mended as it was."""

from enum import Enum
from types import SimpleNamespace
from unittest.mock import MagicMock

from django.db.models import TextChoices

from foundation.moves.engine import Change, Flow
from foundation.moves.table import Back, Rule, Table, leads, stays


class State(TextChoices):
    """Where a door stands."""

    OPEN = "open"
    CLOSED = "closed"
    SEALED = "sealed"
    BROKEN = "broken"


class Move(TextChoices):
    """What can happen to it."""

    OPEN = "open"
    CLOSE = "close"
    SLAM = "slam"
    PAINT = "paint"
    SEAL = "seal"
    MEND = "mend"


class Party(Enum):
    """Who does it."""

    PORTER = "porter"
    GUARD = "guard"


S, P = State, Party
TABLE = Table(
    State,
    {
        Move.OPEN: Rule(P.PORTER, leads(S.OPEN, S.CLOSED)),
        Move.CLOSE: Rule(P.PORTER, leads(S.CLOSED, S.OPEN)),
        Move.SLAM: Rule(
            P.PORTER,
            leads(S.BROKEN, S.OPEN, S.CLOSED),
            lambda material, _state: material == "glass",
        ),
        Move.PAINT: Rule(P.PORTER, stays(S.OPEN, S.CLOSED)),
        Move.SEAL: Rule(P.GUARD, leads(S.SEALED, S.CLOSED)),
        Move.MEND: Rule(P.PORTER, leads(Back.BEFORE, S.BROKEN)),
    },
)


class Door:
    """A row without a table. It writes down what happened to it, in order."""

    _meta = SimpleNamespace(app_label="doors")
    pk = 1

    def __init__(self, status="closed", material="wood"):
        self.status, self.status_before, self.material = status, "", material
        self.colour, self.coats, self.events_count = "brown", 0, 3
        self.happened = []

    def save(self, update_fields):
        self.saved = set(update_fields)
        self.happened.append("save")


class DoorFlow(Flow):
    """What the engine has to know of doors."""

    table = TABLE
    moved_on, refused = "announcement_moved_on", "announcement_refused"
    log_event, row_name, before, compared = "door_moved", "door", "status_before", ("colour",)
    guards = strangers = frozenset()

    def lock(self, row, *others):
        row.happened.append(("lock", len(others)))
        return row

    def admit(self, _row, officer):
        if officer in self.strangers:
            self.refuse("Đây là cửa nhà khác.")

    def traits_of(self, row):
        return row.material

    def rights_of(self, _row, officer):
        return lambda move: TABLE.rules[move].party is P.PORTER or officer in self.guards

    def values_of(self, row, step):
        mark = {"status_before": row.status} if step.end is S.BROKEN else {}
        return {"colour": "scratched", **mark}

    def derive(self, row, _step):
        row.coats += 1
        return ("coats",)

    def append(self, row, step):
        row.happened.append(("event", str(step.move), step.was["colour"], step.change.words))
        return MagicMock()

    def tell(self, row, _step, _event):
        row.happened.append("tell")


flow = DoorFlow()


@flow.does(Move.OPEN)
def open_it(door, _officer):
    door.happened.append("effect")
    return Change(words="Mời vào", after=lambda: door.happened.append("after"))


@flow.does(Move.PAINT)
def paint(_door, _officer, colour, coats=1):
    if coats > 3:
        flow.refuse("Quá ba lớp sơn.")
    return Change({"colour": colour})


@flow.does(Move.OPEN, Move.CLOSE)
def turn(_door, _officer):
    return Change()


@flow.does(Move.SEAL)
def seal(door, _officer, beside=None):
    door.happened.append("effect")
    return Change()
