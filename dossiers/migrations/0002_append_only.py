"""What happened to a dossier is never changed, and every try to look one up is kept until its retention ends."""

from django.db import migrations

from police_portal.append_only import forbid_changes


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0001_dossiers_events_and_proofs")]

    operations = [forbid_changes("dossiers_dossierevent"), forbid_changes("dossiers_lookuptry", deletable_after=30)]
