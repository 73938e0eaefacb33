"""What each role may do with dossiers."""

from foundation.desk import permission_choices, roles
from foundation.desk.roles import Grants, Role, acts_on

_HANDLE = (
    acts_on(["dossiers.dossier"], "view", "add", "change")
    | acts_on(["dossiers.dossierimport"], "view", "add")
    | acts_on(["dossiers.importconflict", "dossiers.connectorrefusal"], "view")
    | {"dossiers.export_dossier", "dossiers.settle_conflict"}
)

GRANTS: Grants = {
    Role.LEADER: (
        _HANDLE | {"dossiers.manage_dossier", "dossiers.correct_dossier", "dossiers.view_figures"}
    ),
    Role.RECEPTIONIST: _HANDLE,
}


def register() -> None:
    """Grant the permissions and offer them; for AppConfig.ready."""
    roles.grant(GRANTS)
    permission_choices.offer("dossiers")
