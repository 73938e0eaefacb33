"""What each role may do with incidents."""

from foundation.desk import permission_choices, roles
from foundation.desk.roles import Grants, Role, acts_on

_INCIDENT = ["security.securityincident"]
GRANTS: Grants = {
    Role.ADMINISTRATOR: acts_on(_INCIDENT, "view", "add", "change"),
    Role.LEADER: acts_on(_INCIDENT, "view", "add", "change"),
    Role.AUDITOR: acts_on(_INCIDENT, "view"),
}
OFFERED = ("view_securityincident", "add_securityincident", "change_securityincident")


def register() -> None:
    """Grant the permissions and offer them; for AppConfig.ready."""
    roles.grant(GRANTS)
    permission_choices.offer("security", only=OFFERED)
