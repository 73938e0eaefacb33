"""Marks are never changed or deleted, questionnaires and what happened to follow-ups neither.

Of a rating may change: that it is current no more or held back no more; what leads to its rater may go, never come; its
words may go, or be encrypted anew. What is compared may be NULL on both sides, which IS NOT DISTINCT FROM would say in
PostgreSQL only.
"""

from django.db import migrations

from police_portal.append_only import forbid_changes, forbid_deletes, forbid_updates


def _text(row, column):
    return f"COALESCE(CAST({row}.{column} AS text), '')"


def _differs(column):
    return f"{_text('NEW', column)} <> {_text('OLD', column)}"


def _comes(column):
    return f"({_text('NEW', column)} <> '' AND {_differs(column)})"


def _turns_on(column):
    return f"(NEW.{column} AND NOT OLD.{column})"


FIXED = (
    "id", "office_id", "field_id", "procedure_id", "origin", "questionnaire_id", "overall", "aspects", "rated_on", "month",
    "written_on", "version", "follow_up_id",
)  # fmt: skip
RATING = " OR ".join(
    [
        *(_differs(column) for column in FIXED),
        *(_comes(column) for column in ("key", "rater_hash", "owner_hash")),
        *(_turns_on(column) for column in ("current", "held_back")),
        "(OLD.words = '' AND NEW.words <> '')",
    ]
)
FOLLOW_UP = " OR ".join(
    [
        *(_differs(column) for column in ("id", "office_id", "opened_on", "decline_by", "ask_by")),
        f"(OLD.ended_on IS NOT NULL AND ({_differs('status')} OR {_differs('ended_on')}))",
        "(OLD.rater = '' AND NEW.rater <> '')",
    ]
)
MESSAGE = " OR ".join(_differs(column) for column in ("id", "follow_up_id", "number", "move", "author", '"on"'))


class Migration(migrations.Migration):
    dependencies = [("feedback", "0005_ratings_and_follow_ups")]

    operations = [
        forbid_changes("feedback_questionnaire"),
        forbid_updates("feedback_rating", RATING),
        forbid_deletes("feedback_rating"),
        forbid_updates("feedback_followup", FOLLOW_UP),
        forbid_deletes("feedback_followup"),
        forbid_updates("feedback_followupmessage", MESSAGE),
        forbid_changes("feedback_followupevent"),
    ]
