"""What happened to a question and what was published is never changed; of a message only the text's encryption may be."""

from django.db import migrations

from police_portal.append_only import forbid_changes, forbid_updates

# The officer may be NULL on both sides, which IS NOT DISTINCT FROM would say in PostgreSQL only.
CHANGED = (
    "NEW.question_id <> OLD.question_id OR NEW.author <> OLD.author OR NEW.internal <> OLD.internal OR NEW.at <> OLD.at"
    " OR COALESCE(NEW.officer_id, 0) <> COALESCE(OLD.officer_id, 0)"
)


class Migration(migrations.Migration):
    dependencies = [("feedback", "0001_questions_photos_and_published_answers")]

    operations = [
        forbid_changes("feedback_questionevent"),
        forbid_changes("feedback_faqversion"),
        forbid_updates("feedback_questionmessage", CHANGED),
    ]
