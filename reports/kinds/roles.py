"""Who keeps the kinds of reports: leaders of the province and administrators, who alone add."""

from foundation.desk import roles
from foundation.desk.roles import Grants, Role, acts_on

_KEPT = ("reports.reportkind", "reports.listedreason")
_EDITS = acts_on(_KEPT, "view", "change")
GRANTS: Grants = {
    Role.LEADER: _EDITS,
    Role.ADMINISTRATOR: _EDITS | acts_on(_KEPT, "add") | {"reports.delete_listedreason"},
}


def register() -> None:
    """Grant the permissions; for AppConfig.ready."""
    roles.grant(GRANTS)
