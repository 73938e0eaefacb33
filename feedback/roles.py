"""Rights of each role on questions, public answers and ratings."""

from foundation.desk import permission_choices, roles
from foundation.desk.roles import Grants, Role, acts_on

_ANSWERS = acts_on(
    ("feedback.question", "feedback.answertemplate", "feedback.faqentry"), "view"
) | {
    "feedback.answer_question",
    "feedback.add_faqentry",  # drafted from an answer; editors publish it
}
_NEEDS = acts_on(["feedback.needcount"], "view")
_READ_BY_LEADERS = (
    "feedback.satisfactionrelease",
    "feedback.rating",
    "feedback.followup",
    "feedback.ratingalarm",
)
_COUNTER = frozenset({"feedback.view_poster", "feedback.show_rating_qr"})

GRANTS: Grants = {
    Role.LEADER: (
        _ANSWERS
        | _NEEDS
        | _COUNTER
        | acts_on(_READ_BY_LEADERS, "view")
        | {
            "feedback.lead_question",
            "feedback.export_satisfactionrelease",
            "feedback.lead_rating",
        }
    ),
    Role.RECEPTIONIST: _NEEDS | _COUNTER,
    Role.ANSWERER: _ANSWERS | _NEEDS | {"feedback.view_rating"},
    Role.EDITOR: (
        _NEEDS
        | acts_on(("feedback.faqentry", "feedback.answertemplate"), "view", "add", "change")
        | acts_on(["feedback.questionnaire"], "view", "add")
        | {"feedback.publish_faqentry"}
    ),
}


def register() -> None:
    """Grant the permissions and offer them; for AppConfig.ready."""
    roles.grant(GRANTS)
    permission_choices.offer("feedback")
