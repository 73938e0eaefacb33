"""What is published of satisfaction is written once: two readings of a figure must never have a difference."""

from django.db import migrations

from police_portal.append_only import forbid_changes


class Migration(migrations.Migration):
    dependencies = [("feedback", "0009_totals_and_published_satisfaction")]

    operations = [forbid_changes("feedback_satisfactionrelease"), forbid_changes("feedback_publishedfigure")]
