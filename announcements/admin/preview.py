"""A draft as citizens would see it: in the Mini App, as an article of Zalo, and on the page /tin/.

It stands beside what is typed, and is made of that at once: nothing of it is kept.
"""

import base64
import copy
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from announcements import rules
from announcements.actions.editing import TIMES, WORDS
from announcements.actions.versions import html_of
from announcements.admin.comparing import differences
from announcements.admin.moves import AnnouncementMoves
from announcements.articles.content import article_of
from announcements.models import Announcement, Verdict
from announcements.pages.rendering import render_draft
from announcements.pages.site import page_path, site_of
from announcements.pictures.keeping import read_size
from announcements.publishing import documents
from announcements.workflow import OF_PERSONS, State
from foundation.files.away import StorageAway
from offices.snapshot import directory
from zalo_client.articles import ArticleContent

NAME, TEMPLATE = "announcements_announcement_preview", "admin/announcements/preview.html"


class ShowsPreview(AnnouncementMoves):
    """Mixed into the admin of announcements."""

    piecewise = (NAME,)  # it changes nothing, and is asked at every pause of typing

    def get_custom_urls(self) -> tuple[tuple[str, str, Any], ...]:
        return (
            *super().get_custom_urls(),
            ("<path:object_id>/xem-truoc/", NAME, self.preview),
        )

    def preview(self, request: HttpRequest, object_id: str, **_unfold: object) -> HttpResponse:
        """Show the draft, with what is typed if something is."""
        row = get_object_or_404(self._visible(request), pk=self._key(object_id))
        if request.method == "POST":
            row = self._typed(request, row)
        page = TemplateResponse(request, TEMPLATE, preview_of(row, request))
        page["Cache-Control"] = "no-store"
        return page

    def _typed(self, request: HttpRequest, row: Announcement) -> Announcement:
        """Return a copy of the draft with whatever of the typed form can be read."""
        asked = copy.copy(request)  # the form of a page that is opened, not of one that is sent
        asked.method = "GET"
        form = self.get_form(asked, row)(instance=row)
        typed = copy.copy(row)
        for name in {*WORDS, *TIMES} & set(form.fields):
            set_typed(typed, name, form.fields[name], request)
        return typed


def set_typed(row: Announcement, name: str, field: forms.Field, request: HttpRequest) -> None:
    """Set one value as it is typed; what cannot be read stays as it was."""
    try:
        value = field.clean(field.widget.value_from_datadict(request.POST, request.FILES, name))
    except ValidationError:
        return
    setattr(row, name, value)


def preview_of(row: Announcement, request: HttpRequest) -> dict[str, Any]:
    """Return what the preview shows of a draft."""
    now = timezone.now()
    correction = row.state in (State.PUBLISHED, State.CORRECTING)
    changes = differences(row) if correction else None
    as_on_air = row.state == State.PUBLISHED and not changes
    html, picture = html_of(row), picture_data(row)
    whole = bool(row.verdict) or row.kind != "fact_check"
    return {
        "row": row,
        "html": html,
        "particulars": dict(documents.particulars_of(row)) if whole else {},
        "verdict": Verdict(row.verdict).label if row.verdict else "",
        "picture": picture,
        "article": None if row.kind in OF_PERSONS or not whole else article_preview(row, html),
        "page": render_draft(row, html, picture, site_of(request)) if whole else "",
        "differences": None if as_on_air else changes,
        "problems": [] if as_on_air else rules.problems(row, now, correction=correction),
        "warnings": rules.warnings(row, now, directory.current().calendar),
        "address": reverse(f"admin:{NAME}", args=[row.pk]),
    }


def article_preview(row: Announcement, html: str) -> ArticleContent:
    """Return the draft as the sender would hand it to Zalo; its picture is shown beside it.

    The link is the page's, without what counts the readers of the article.
    """
    return article_of(
        documents.document_of_draft(row, html),
        link=page_path(row.slug),
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
