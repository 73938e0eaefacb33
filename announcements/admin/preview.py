"""A draft as citizens would see it: on a phone, as a page, and as an article of Zalo."""

import base64
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from unfold.decorators import action

from announcements import rules
from announcements.actions.versions import html_of
from announcements.admin.moves import AnnouncementMoves
from announcements.articles.addresses import page_link
from announcements.articles.content import article_of
from announcements.models import Announcement, Verdict
from announcements.pictures.keeping import read_size
from announcements.publishing import documents
from announcements.workflow import State
from foundation.files.away import StorageAway
from foundation.zalo.articles import ArticleContent
from offices.snapshot import directory


class ShowsPreview(AnnouncementMoves):
    """Mixed into the admin of announcements."""

    @action(description="Xem trước", url_path="xem-truoc", icon="visibility", permissions=["view"])
    def preview(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show the draft three times on one page, with what stands against it."""
        row = get_object_or_404(self._visible(request), pk=self._key(object_id))
        context = {
            **self.admin_site.each_context(request),
            "title": "Xem trước",
            "row": row,
            **preview_of(row),
        }
        return TemplateResponse(request, "admin/announcements/preview.html", context)


def preview_of(row: Announcement) -> dict[str, Any]:
    """Return what the preview shows of a draft."""
    now = timezone.now()
    correction = row.state in (State.PUBLISHED, State.CORRECTING)
    particulars: dict[str, Any] = (
        dict(documents.particulars_of(row)) if row.verdict or row.kind != "fact_check" else {}
    )
    return {
        "html": html_of(row),
        "particulars": particulars,
        "verdict": Verdict(row.verdict).label if row.verdict else "",
        "picture": picture_data(row),
        "article": article_preview(row),
        "problems": rules.problems(row, now, correction=correction),
        "warnings": rules.warnings(row, now, directory.current().calendar),
    }


def article_preview(row: Announcement) -> ArticleContent:
    """Return the draft as the sender would hand it to Zalo; its picture is shown beside it."""
    return article_of(
        documents.document_of_draft(row, html_of(row)),
        link=page_link(row.slug),
        tracking_link="",
        cover="",
    )


def picture_data(row: Announcement) -> str:
    """Return the middle size of the draft's picture as a data address, "" if there is none.

    Drafts' pictures have no address: they are nobody's but the officers' yet.
    """
    if row.picture is None or not row.picture.sizes:
        return ""
    widths = sorted(size["width"] for size in row.picture.sizes)
    try:
        content = read_size(row.picture.pk, widths[len(widths) // 2])
    except StorageAway:  # the words can be judged meanwhile
        return ""
    return f"data:image/jpeg;base64,{base64.b64encode(content).decode()}" if content else ""
