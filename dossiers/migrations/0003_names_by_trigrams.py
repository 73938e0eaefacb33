"""Officers search names of applicants without marks."""

from django.db import migrations

from police_portal.trigrams import trigram_index


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0002_append_only")]

    operations = [trigram_index("dossier_applicant_trigrams", "dossiers_dossier", "applicant_folded")]
