"""What each role may do with offices, officers' posts and the calendar."""

from foundation.desk import permission_choices, roles
from foundation.desk.roles import Grants, Role, acts_on

_DIRECTORY = (
    "offices.office",
    "offices.officer",
    "offices.calendarday",
    "offices.openinghours",
    "offices.openingexception",
    "offices.openingrule",
)
_DUTY = ("offices.beat", "offices.beatduty", "offices.dutyshift")
_READ_BY_ALL = acts_on(("offices.office", "offices.officer", "offices.calendarday", *_DUTY), "view")
_OVERSEE = frozenset({"offices.oversee_every_office"})
_CORRECT = frozenset({"offices.correct_office"})

GRANTS: Grants = {
    **dict.fromkeys(Role, _READ_BY_ALL),
    Role.ADMINISTRATOR: (
        _READ_BY_ALL | acts_on(_DIRECTORY, "view", "add", "change", "delete") | _OVERSEE | _CORRECT
    ),
    Role.LEADER: (
        _READ_BY_ALL
        | _CORRECT
        | acts_on(["offices.standin"], "view", "add")
        | acts_on(_DUTY, "add", "change", "delete")
    ),
    Role.RECEPTIONIST: _READ_BY_ALL | _CORRECT,
    Role.EDITOR: (
        _READ_BY_ALL
        | acts_on(["offices.field"], "view", "add", "change")
        | {"offices.change_calendarday"}
    ),
    Role.AUDITOR: _READ_BY_ALL | _OVERSEE,
}


def register() -> None:
    """Grant the permissions and offer them; for AppConfig.ready."""
    roles.grant(GRANTS)
    permission_choices.offer("offices")
