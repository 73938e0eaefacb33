"""Pages, views of work lists, and acts, found by their names; nothing is asked of the database."""

from collections.abc import Iterator

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse

from foundation.desk import navigation
from foundation.desk.search import sources
from foundation.desk.search.sources import Asked, Found
from foundation.desk.work_lists import WorkListAdmin


def find_pages(request: HttpRequest, asked: Asked, most: int) -> list[Found]:
    """Return the pages of the sidebar that the officer may open, by name or group."""
    fitting = [
        Found(page.title, group, page.link)
        for group, page in navigation.entries()
        if asked.fits(f"{page.title} {group}") and page.is_open(request)
    ]
    return sorted(fitting, key=lambda found: not asked.fits(found.title))[:most]


def find_acts(request: HttpRequest, asked: Asked, most: int) -> list[Found]:
    """Return what the officer may do, and the views of the own work lists."""
    return [found for found in _acts_of(request) if asked.fits(f"{found.title} {found.text}")][
        :most
    ]


def _acts_of(request: HttpRequest) -> Iterator[Found]:
    for act in sources.acts():
        if not act.permission or request.user.has_perm(act.permission):
            yield Found(act.title, "Việc", act.address())
    for page in _work_lists(request):
        name = f"admin:{page.opts.app_label}_{page.opts.model_name}_changelist"
        title = str(page.opts.verbose_name_plural)
        for tab in page.get_tabs(request):
            address = reverse(name) + tab.address
            yield Found(f"{title[:1].upper()}{title[1:]}: {tab.title}", "Danh sách", address)


def _work_lists(request: HttpRequest) -> list[WorkListAdmin]:
    pages = admin.site._registry.values()  # noqa: SLF001  # Django has no other list of its pages
    works = [page for page in pages if isinstance(page, WorkListAdmin)]
    return [page for page in works if page.has_view_permission(request)]
