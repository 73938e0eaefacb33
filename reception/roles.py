"""What each role may do at the counter."""

from foundation.desk import permission_choices, roles
from foundation.desk.roles import Grants, Role, acts_on

_READ = acts_on(["reception.queue", "reception.queuenumber", "reception.prioritygroup"], "view")
_SERVE = frozenset({"reception.serve_queuenumber"})
GRANTS: Grants = {
    Role.LEADER: (
        _READ | _SERVE | acts_on(["reception.queue", "reception.prioritygroup"], "add", "change")
    ),
    Role.RECEPTIONIST: _READ | _SERVE,
}


def register() -> None:
    """Grant the permissions and offer them; for AppConfig.ready."""
    roles.grant(GRANTS)
    permission_choices.offer("reception")
