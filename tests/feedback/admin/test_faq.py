"""Publishing answers on the officers' pages."""

import pytest
from django.urls import reverse

from tests.feedback.factories import faq_entry, grant, officer_of

pytestmark = pytest.mark.django_db


def page(entry, name):
    return reverse(f"admin:feedback_faqentry_{name}", args=[entry.pk])


def press(client, entry, name, reason="Nhiều người hỏi"):
    return client.post(page(entry, name), {"reason": reason, "_form_submitted": "on"})


def test_an_editor_can_publish_and_withdraw(client, editor):
    client.force_login(editor)
    entry = faq_entry()
    press(client, entry, "publish")
    entry.refresh_from_db()
    assert (entry.state, entry.versions.get().officer) == ("published", editor)
    press(client, entry, "withdraw")
    entry.refresh_from_db()
    assert (entry.state, entry.versions.count()) == ("withdrawn", 2)
    press(client, entry, "withdraw")
    assert entry.versions.count() == 2


def test_the_page_lists_obstacles_to_publication(client, editor):
    client.force_login(editor)
    entry = faq_entry(answer="Gọi 0912345678, gặp đồng chí Nguyễn Văn An")
    body = client.get(page(entry, "change")).content.decode()
    assert "Còn số điện thoại" in body
    assert "Có thể còn tên người" in body
    press(client, entry, "publish")
    assert not entry.versions.exists()


def test_publishing_needs_permission(client, offices):
    writer = officer_of(offices, "view_faqentry", "change_faqentry")
    client.force_login(writer)
    entry = faq_entry()
    assert press(client, entry, "publish").status_code == 403
    assert press(client, entry, "withdraw").status_code == 403
    grant(writer, "publish_faqentry")
    assert press(client, entry, "publish").status_code == 200
