from django.db import migrations

from police_portal.append_only import forbid_changes


class Migration(migrations.Migration):
    dependencies = [("citizens", "0001_citizens_and_consents")]

    operations = [
        forbid_changes("citizens_phonechange"),
        forbid_changes("citizens_consent"),
    ]
