"""What each role may do with the catalogue."""

from foundation.desk import permission_choices, roles
from foundation.desk.roles import Grants, Role, acts_on

_CATALOGUE = (
    "procedures.procedure",
    "procedures.feereduction",
    "procedures.officialform",
    "procedures.procedureversion",
    "procedures.searchcount",
)
_WORDS = (
    "procedures.synonymgroup",
    "procedures.abbreviation",
    "procedures.commonquestion",
    "procedures.confusablepair",
    "procedures.aspect",
    "procedures.fillerword",
    "procedures.elsewhere",
    "procedures.signpost",
    "procedures.emergency",
    "procedures.dangerkind",
    "procedures.dangerperson",
    "procedures.dangeract",
    "procedures.answerword",
    "procedures.lawchange",
)
_READ_BY_ALL = acts_on(
    (
        "procedures.procedure",
        "procedures.feereduction",
        "procedures.officialform",
        "procedures.procedureversion",
    ),
    "view",
)
_NEEDS = acts_on(
    ("procedures.searchcount", "procedures.readcount", "procedures.answercount"), "view"
)
# A translator works on the published text, and sees no drafts.
_TRANSLATE = acts_on(("procedures.translation",), "view", "change")

GRANTS: Grants = {
    Role.ADMINISTRATOR: _READ_BY_ALL | {"procedures.view_searchcount"},
    Role.LEADER: _READ_BY_ALL | _NEEDS,
    Role.RECEPTIONIST: _READ_BY_ALL | _NEEDS,
    Role.ANSWERER: _READ_BY_ALL | _NEEDS,
    Role.EDITOR: (
        _READ_BY_ALL
        | _NEEDS
        | acts_on(_CATALOGUE, "view", "add", "change")
        | acts_on(_WORDS, "view", "add", "change", "delete")
        | {"procedures.publish_procedure"}
        | _TRANSLATE
        | {"procedures.adopt_translation"}
    ),
    Role.TRANSLATOR: _TRANSLATE,
    Role.AUDITOR: _READ_BY_ALL,
}
# Rows of a procedure have no pages of their own, so their permissions are never granted.
NOT_OFFERED = (
    "case",
    "channel",
    "draftedit",
    "fee",
    "formuse",
    "legalbasis",
    "reducedfee",
    "requireddocument",
    "source",
    "step",
    "timelimit",
)


def register() -> None:
    """Grant the permissions and offer them; for AppConfig.ready."""
    roles.grant(GRANTS)
    permission_choices.offer("procedures", without_models=NOT_OFFERED)
