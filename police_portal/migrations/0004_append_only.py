"""The log of changes and of reviews: the database refuses to change them, and to delete what is younger than two years."""

from django.db import migrations

from police_portal.append_only import forbid_changes


class Migration(migrations.Migration):
    dependencies = [("police_portal", "0003_changes_and_reviews")]
    operations = [
        forbid_changes("police_portal_changeentry", deletable_after=730),
        forbid_changes("police_portal_accountreview", deletable_after=730),
    ]
