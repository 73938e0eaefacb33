"""What each role may do with Official Accounts."""

from foundation.desk import permission_choices, roles
from foundation.desk.roles import Grants, Role, acts_on

_READ = acts_on(("official_accounts.officialaccount", "official_accounts.zalotemplate"), "view")
GRANTS: Grants = {
    Role.ADMINISTRATOR: _READ | {"official_accounts.connect_officialaccount"},
}
OFFERED = ("view_officialaccount", "view_zalotemplate", "connect_officialaccount")


def register() -> None:
    """Grant the permissions and offer them; for AppConfig.ready."""
    roles.grant(GRANTS)
    permission_choices.offer("official_accounts", only=OFFERED)
