"""What each role may do with accounts and with the logs of sign-ins and changes."""

from foundation.desk import permission_choices, roles
from foundation.desk.roles import Grants, Role, acts_on

GRANTS: Grants = {
    Role.ADMINISTRATOR: (
        acts_on(["auth.user"], "view", "add", "change")
        | acts_on(["auth.group"], "view")
        | acts_on(["axes.accessattempt"], "view", "delete")  # deleting unlocks
    ),
    Role.LEADER: {"auth.view_user", "desk.view_changeentry", "officers.review_accounts"},
    Role.AUDITOR: {"auth.view_user", "desk.view_changeentry", "axes.view_accessattempt"},
}


def register() -> None:
    """Grant the permissions and offer them; for AppConfig.ready."""
    roles.grant(GRANTS)
    permission_choices.offer("auth")
    permission_choices.offer("desk", only=["view_changeentry"])
    permission_choices.offer("officers", only=["review_accounts"])
