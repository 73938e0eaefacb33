"""How long reports keep what people said and sent. No rule found says it: the province decides.

The periods follow the limitation of the acts (Law on Handling of Administrative Violations, article
6: one year for most) and one year more for complaints.
"""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from foundation.records.retention import RetentionClass, expire_rows  # noqa: F401
