"""Publishing answers on the officers' pages."""

import re

import pytest
from django.urls import reverse

from feedback.faq import comparing
from feedback.models import FaqEntry
from tests.feedback.factories import faq_entry, grant, officer_of, published

pytestmark = pytest.mark.django_db
NO_ROWS_BELOW = {"versions-TOTAL_FORMS": 0, "versions-INITIAL_FORMS": 0}


def page(entry, name):
    return reverse(f"admin:feedback_faqentry_{name}", args=[entry.pk])


def press(client, entry, name, reason="Nhiều người hỏi"):
    """Open the page or dialog of a button and submit it."""
    shown = client.get(page(entry, name)).content.decode()
    seen = re.search(r'name="seen" value="(\w+)"', shown)
    typed = {"reason": reason, "_form_submitted": "on", "seen": seen[1] if seen else ""}
    return client.post(page(entry, name), typed)


def typed(entry, **values):
    """Return the submitted form of an entry, with some fields changed."""
    return {"question": entry.question, "answer": entry.answer, **NO_ROWS_BELOW, **values}


def unmarked(response):
    """Return a page without the marks at words that went and came."""
    return re.sub(r"</?(del|ins)>", "", response.content.decode())


def test_changes_are_saved_and_shown_before_publishing(client, editor):
    client.force_login(editor)
    entry = published(answer="Đến công an cấp xã.")
    shown = client.get(page(entry, "change")).content.decode()
    assert page(entry, "publish") not in shown  # a link would lose the changes
    button = re.search(r'name="(\w+_save_and_publish)"', shown)[1]
    new = typed(entry, answer="Đến bất kỳ đâu.")
    response = client.post(page(entry, "change"), {**new, button: ""})
    assert response["Location"] == page(entry, "publish")
    differences = unmarked(client.get(page(entry, "publish")))
    assert "Đến công an cấp xã." in differences
    assert "Đến bất kỳ đâu." in differences
    press(client, entry, "publish")
    assert entry.versions.first().answer == "Đến bất kỳ đâu."


def test_a_draft_changed_after_it_was_read_is_not_published(client, editor):
    client.force_login(editor)
    entry = published()
    FaqEntry.objects.filter(pk=entry.pk).update(answer="Câu đã đọc.")
    seen = comparing.fingerprint(FaqEntry.objects.get(pk=entry.pk))
    FaqEntry.objects.filter(pk=entry.pk).update(answer="Câu người khác vừa sửa.")
    shown = unmarked(client.post(page(entry, "publish"), {"reason": "Sửa", "seen": seen}))
    assert "vừa được sửa" in shown
    assert "Câu người khác vừa sửa." in shown
    assert entry.versions.count() == 1


def test_an_unpublished_draft_is_marked(client, editor):
    client.force_login(editor)
    entry = published()
    warning = "người dân vẫn thấy bản cũ"
    assert warning not in client.get(page(entry, "change")).content.decode()
    client.post(page(entry, "change"), typed(entry, answer="Mới.", _continue=""))
    assert warning in client.get(page(entry, "change")).content.decode()


def test_the_author_can_edit_until_it_is_published(client, offices):
    writer = officer_of(offices, "view_faqentry", "add_faqentry")
    client.force_login(writer)
    client.post(
        reverse("admin:feedback_faqentry_add"),
        {"question": "Mất thẻ?", "answer": "Đến xã.", **NO_ROWS_BELOW},
    )
    own, foreign = FaqEntry.objects.get(), faq_entry()
    client.post(page(own, "change"), typed(own, answer="Đến phường."))
    own.refresh_from_db()
    assert own.answer == "Đến phường."
    FaqEntry.objects.filter(pk=own.pk).update(state="published")
    for entry in (own, foreign):
        assert client.post(page(entry, "change"), typed(entry, answer="x")).status_code == 403


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
    assert press(client, entry, "publish").status_code == 302
    assert entry.versions.count() == 1
