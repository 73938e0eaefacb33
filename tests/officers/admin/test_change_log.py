"""The log of changes for supervisors."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from foundation.desk.models import ChangeEntry
from foundation.records.append_only import AppendOnlyError
from tests.foundation.desk.change_log.officer_pages import page, save
from tests.offices.factories import office
from tests.police_portal.factories import change_entry

pytestmark = pytest.mark.django_db


def test_entries_cannot_be_changed_or_deleted(admin_client):
    entry = change_entry()
    for act in (
        entry.save,
        entry.delete,
        ChangeEntry.objects.all().delete,
        lambda: ChangeEntry.objects.update(what="x"),
    ):
        with pytest.raises(AppendOnlyError):
            act()
    for statement in ("UPDATE desk_changeentry SET what = 'x'", "DELETE FROM desk_changeentry"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert [admin_client.get(page(entry, name)).status_code for name in ("change", "delete")] == [
        200,
        403,
    ]
    assert admin_client.post(page(entry), {"what": "x"}).status_code == 403


def test_entries_can_be_read_and_searched(admin_client):
    save(admin_client, office("ca-xa-a", name="Công an xã Ao Sen"), name="Công an xã Ao Cá")
    (entry,) = ChangeEntry.objects.all()
    html = admin_client.get(page(entry)).content.decode()
    assert "Công an xã Ao Sen" in html
    assert "Công an xã Ao Cá" in html
    listing = reverse("admin:desk_changeentry_changelist")
    for query, found in (
        ({"model": "offices.office"}, True), ({"model": "offices.field"}, False),
        ({"q": "sua ten"}, True), ({"q": "sua dia chi"}, False),
        ({"field": "Tên"}, True), ({"field": "Sửa"}, False),
        ({"key": "ca-xa-a"}, True), ({"key": "x"}, False),
        ({"username": "admin"}, True), ({"username": "khac"}, False),
        ({"at_from": "01/01/2026"}, True), ({"at_to": "01/01/2026"}, False),
    ):  # fmt: skip
        assert (page(entry) in admin_client.get(listing, query).content.decode()) is found, query
