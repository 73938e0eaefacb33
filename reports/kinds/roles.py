"""Who keeps the kinds of reports: leaders and administrators who reach the whole province."""

from foundation.desk import roles
from foundation.desk.roles import Grants, Role, acts_on

_KEEPS = acts_on(["reports.reportkind"], "view", "add", "change") | acts_on(
    ["reports.listedreason"], "view", "add", "change", "delete"
)
GRANTS: Grants = {Role.LEADER: _KEEPS, Role.ADMINISTRATOR: _KEEPS}


def register() -> None:
    """Grant the permissions; for AppConfig.ready."""
    roles.grant(GRANTS)
