"""What each role may do with reports.

Nobody leads by the role of a desk: who decides crime reports or those about officers is a leader
who also has the desk's role. A seal is opened by whoever has to talk to the sender: leaders,
verifiers and the two desks, not by those who only enter and pass on. Evidence leaves with those who
hand a case over. Administrators see nothing.
"""

from foundation.desk import permission_choices, roles
from foundation.desk.roles import Grants, Role
from reports.rights import EXPORT, LEAD, OPEN_SEAL, RECEIVE, VERIFY, VIEW

_VERIFIES = frozenset({VIEW, VERIFY, OPEN_SEAL, EXPORT})
_DESK = _VERIFIES | {RECEIVE}

GRANTS: Grants = {
    Role.LEADER: _DESK | {LEAD},
    Role.RECEIVER: {VIEW, RECEIVE},
    Role.VERIFIER: _VERIFIES,
    Role.INSPECTORATE: _DESK | {"reports.see_about_officer"},
    Role.CRIME_DUTY: _DESK | {"reports.see_crime"},
}


def register() -> None:
    """Grant the permissions and offer them; for AppConfig.ready."""
    roles.grant(GRANTS)
    permission_choices.offer("reports")
