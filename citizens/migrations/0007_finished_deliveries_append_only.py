from django.db import migrations

from police_portal.append_only import forbid_updates

# What was sent may still be received; nothing else that ended ever changes.
ENDED = "OLD.state IN ('delivered', 'failed', 'given_up', 'skipped') OR (OLD.state = 'sent' AND NEW.state <> 'delivered')"


class Migration(migrations.Migration):
    dependencies = [("citizens", "0006_notices")]

    operations = [forbid_updates("citizens_delivery", ENDED)]
