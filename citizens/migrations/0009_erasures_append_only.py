from django.db import migrations

from police_portal.append_only import forbid_changes


class Migration(migrations.Migration):
    dependencies = [("citizens", "0008_erasures")]

    operations = [forbid_changes("citizens_erasure")]
