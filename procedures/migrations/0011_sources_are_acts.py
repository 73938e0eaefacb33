import re

from django.db import migrations

# What release 0.9.0 and before it shipped: «owner/name: path» of a copy, or numbers of a search.
COPY = re.compile(r"[a-z0-9-]+/[\w.-]+(?=[: ]|$)|.*\bids? \d{8}")
REFERENCE = re.compile(r"(?:; )?github:.*")


def name_the_acts(apps, _editor):
    """Forget where a copy of a text was stored: officers need the act or the office's page."""
    for name in ("fee", "feereduction", "officialform", "lawchange"):
        rows = apps.get_model("procedures", name).objects
        stored = rows.exclude(source_url="").exclude(source_url__startswith="http")
        copies = [pk for pk, url in stored.values_list("pk", "source_url") if COPY.match(url)]
        rows.filter(pk__in=copies).update(source_url="")
    sources = apps.get_model("procedures", "source").objects
    for row in sources.filter(reference__contains="github:").only("pk", "reference").iterator():
        said = REFERENCE.sub("", row.reference).strip() or "bản sao trang thủ tục"
        sources.filter(pk=row.pk).update(reference=said)


class Migration(migrations.Migration):
    dependencies = [("procedures", "0010_danger_jump")]

    operations = [migrations.RunPython(name_the_acts, migrations.RunPython.noop, elidable=True)]
