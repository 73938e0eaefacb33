"""What each role may do with announcements.

Who writes is never who approves: two roles, and `rights` asks for two people even if one holds
both. A fact check is the spokesperson's. One leader on duty revokes a notice about a person.
"""

from announcements.rights import ADD, ANSWER, APPROVE, EDIT, REVOKE, SPEAK, VIEW
from foundation.desk import permission_choices, roles
from foundation.desk.roles import Grants, Role

GRANTS: Grants = {
    Role.NEWS_EDITOR: {VIEW, ADD, EDIT},
    Role.NEWS_APPROVER: {VIEW, APPROVE, ANSWER, "announcements.view_challenge"},
    Role.SPOKESPERSON: {VIEW, SPEAK, ANSWER, "announcements.view_challenge"},
    Role.DUTY_LEADER: {VIEW, REVOKE},
}
# Rows of an announcement have no pages of their own: their permissions are never given.
NOT_OFFERED = ("announcementevent", "announcementversion", "article", "picture")


def register() -> None:
    """Grant the permissions and offer them; for AppConfig.ready."""
    roles.grant(GRANTS)
    permission_choices.offer("announcements", without_models=NOT_OFFERED)
