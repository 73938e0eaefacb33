"""Officers search questions without marks."""

from django.db import migrations

from police_portal.trigrams import trigram_index


class Migration(migrations.Migration):
    dependencies = [("feedback", "0002_append_only")]

    operations = [trigram_index("question_words_trigrams", "feedback_question", "words")]
