"""`manage.py rotate_data_keys`: encrypt everything anew with the first of DATA_KEYS.

Afterwards the other keys may be removed.
"""

from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand
from django.db import models, transaction

from foundation.records.encryption import EncryptedTextField

BATCH = 500


class Command(BaseCommand):
    help = "Mã hoá lại mọi dữ liệu bằng khoá đầu tiên của DATA_KEYS."

    def handle(self, *args: Any, **options: Any) -> None:
        for model in apps.get_models():
            for field in model._meta.concrete_fields:
                if isinstance(field, EncryptedTextField):
                    self.stdout.write(
                        f"{model._meta.label}.{field.name}: đã mã hoá lại "
                        f"{rotate(model, field.name)} giá trị."
                    )
        self.stdout.write("Xong. Có thể bỏ các khoá cũ khỏi DATA_KEYS.")


def _rows(model: type[models.Model]) -> models.QuerySet[Any]:
    """Return all rows, even those that the model's own manager hides."""
    return models.QuerySet(model)


def rotate(model: type[models.Model], name: str) -> int:
    """Encrypt the field `name` of every row anew, in batches; return the number of rows."""
    keys = list(_rows(model).exclude(**{name: ""}).order_by("pk").values_list("pk", flat=True))
    return sum(
        _rotate_batch(model, name, keys[start : start + BATCH])
        for start in range(0, len(keys), BATCH)
    )


@transaction.atomic
def _rotate_batch(model: type[models.Model], name: str, keys: list[Any]) -> int:
    """Encrypt the current values anew. The rows are locked, so no newer value is overwritten."""
    rows = list(
        _rows(model).select_for_update().filter(pk__in=keys).exclude(**{name: ""}).only("pk", name)
    )
    for row in rows:
        row.save(update_fields=[name])
    return len(rows)
