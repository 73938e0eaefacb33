"""Rights of each role on accounts and on the logs of sign-ins and changes."""

from foundation.desk import permission_choices, roles
from foundation.desk.roles import Grants, Role, acts_on

_SECOND_PERSON = {"officers.view_accesschange", "officers.confirm_accesschange"}
_FIRST_WEEK = {"officers.view_confirmedstep", "officers.add_confirmedstep"}
GRANTS: Grants = {
    Role.ADMINISTRATOR: (
        acts_on(["auth.user"], "view", "add", "change")
        | acts_on(["auth.group"], "view")
        | acts_on(["axes.accessattempt"], "view", "delete")  # deleting unlocks
        | _SECOND_PERSON
        | _FIRST_WEEK
    ),
    Role.LEADER: (
        {"auth.view_user", "desk.view_changeentry", "officers.review_accounts"}
        | _SECOND_PERSON
        | _FIRST_WEEK
        | acts_on(["officers.letterhead"], "view", "add", "change")
    ),
    Role.AUDITOR: {
        "auth.view_user",
        "desk.view_changeentry",
        "axes.view_accessattempt",
        "officers.view_accesschange",
    },
}


def register() -> None:
    """Grant the permissions and offer them; for AppConfig.ready."""
    roles.grant(GRANTS)
    # Groups are for superusers: changing one grants rights without a second person.
    permission_choices.offer("auth", only=["view_user", "add_user", "change_user", "view_group"])
    permission_choices.offer("desk", only=["view_changeentry"])
    permission_choices.offer(
        "officers",
        only=[
            "review_accounts",
            "view_confirmedstep",
            "add_confirmedstep",
            "view_accesschange",
            "confirm_accesschange",
            "view_letterhead",
            "add_letterhead",
            "change_letterhead",
        ],
    )
