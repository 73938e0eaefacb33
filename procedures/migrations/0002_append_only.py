from django.db import migrations

from police_portal.append_only import forbid_changes


class Migration(migrations.Migration):
    dependencies = [("procedures", "0001_catalogue")]

    operations = [
        forbid_changes("procedures_procedureversion"),
        forbid_changes("procedures_draftedit"),
    ]
