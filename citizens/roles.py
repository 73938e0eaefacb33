"""What each role may do with requests about personal data, logs and notices."""

from foundation.desk import permission_choices, roles
from foundation.desk.roles import Grants, Role, acts_on

_DELIVERIES = frozenset({"citizens.view_delivery", "citizens.resend_delivery"})
_LOGS = acts_on(("citizens.accessentry", "citizens.erasure"), "view")

GRANTS: Grants = {
    Role.ADMINISTRATOR: (
        acts_on(("citizens.noticetemplate", "citizens.templatechannel"), "view", "add", "change")
        | acts_on(("citizens.channelstop",), "view")
        | {"citizens.add_channelstop"}
    ),
    Role.LEADER: (
        _LOGS | _DELIVERIES | {"citizens.view_personalrequest", "citizens.handle_personalrequest"}
    ),
    Role.RECEPTIONIST: _DELIVERIES,
    Role.AUDITOR: _LOGS | {"citizens.view_lookuptry"},
}
# What may be given beside the roles; citizens themselves are for superusers only.
OFFERED = (
    "view_accessentry",
    "view_lookuptry",
    "view_personalrequest",
    "handle_personalrequest",
    "view_delivery",
    "resend_delivery",
    "view_noticetemplate",
    "change_noticetemplate",
    "view_templatechannel",
    "change_templatechannel",
    "view_channelstop",
    "add_channelstop",
)


def register() -> None:
    """Grant the permissions and offer them; for AppConfig.ready."""
    roles.grant(GRANTS)
    permission_choices.offer("citizens", only=OFFERED)
