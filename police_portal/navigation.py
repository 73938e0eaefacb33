"""The officers' sidebar: their own work first, then the groups registered by rooms, folded."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest

from django.http import HttpRequest
from django.urls import reverse

from foundation.desk.navigation import Group, Item, open_groups, open_items
from foundation.desk.roles import Role

ORDER = (
    "Hồ sơ",
    "Tiếp dân",
    "Hỏi đáp",
    "Phản ánh",
    "Đánh giá",
    "Công dân",
    "Tin và cảnh báo",
    "Nhập hồ sơ và kết nối",
    "Danh mục",
    "Từ khoá tìm kiếm",
    "Đơn vị và lịch",
    "Loại phản ánh",
    "Thông báo cho công dân",
    "Official Account",
    "An toàn hệ thống",
    "Hệ thống",
)
# What others may read here is found by the search; in their menu it would hide their own work.
OF_EDITORS = frozenset({"Danh mục", "Từ khoá tìm kiếm", "Loại phản ánh", "Đơn vị và lịch"})
# At 1366 × 768 this many entries fit, with room for the titles of the groups below.
MOST_OPEN = 9


def _lists(*models: str) -> tuple[str, ...]:
    """Return the addresses of lists of the admin."""
    return tuple(f"admin:{model}_changelist" for model in models)


_DOSSIERS, _QUESTIONS, _REPORTS, _FOLLOW_UPS, _REQUESTS = _lists(
    "dossiers_dossier",
    "feedback_question",
    "reports_report",
    "feedback_followup",
    "citizens_personalrequest",
)
_REPORT_WORK = (_REPORTS, "admin:reports_report_map")
_NEWS = (*_lists("announcements_announcement"), "admin:announcements_announcement_calendar")
_CLAIMS = _lists("announcements_challenge")
# The work of each role, the most frequent first. Superusers and officers without a role have _ALL.
OWN_WORK: Mapping[Role, Sequence[str]] = {
    Role.ADMINISTRATOR: (
        *_lists("auth_user", "officers_accesschange", "axes_accessattempt"),
        *_lists("official_accounts_officialaccount", "citizens_channelstop", "offices_office"),
        *_lists("offices_calendarday"),
    ),
    Role.LEADER: (
        *(_DOSSIERS, _QUESTIONS, _REPORTS, _FOLLOW_UPS, _REQUESTS),
        *("trends", "report"),
    ),
    Role.RECEPTIONIST: (
        _DOSSIERS,
        *_lists("reception_queue"),
        *_lists("dossiers_dossierimport", "dossiers_importconflict", "citizens_delivery"),
        "admin:feedback_poster_counter",
        *_lists("procedures_procedure"),
    ),
    Role.ANSWERER: (
        _QUESTIONS,
        *_lists("feedback_answertemplate", "feedback_faqentry", "procedures_procedure"),
        *("needs", *_lists("feedback_rating")),
    ),
    Role.RECEIVER: _REPORT_WORK,
    Role.VERIFIER: _REPORT_WORK,
    Role.INSPECTORATE: _REPORT_WORK,
    Role.CRIME_DUTY: _REPORT_WORK,
    Role.EDITOR: (
        *_lists("procedures_procedure"),
        *("admin:procedures_procedure_recheck", "admin:procedures_procedure_fees"),
        *_lists("procedures_officialform", "feedback_faqentry", "procedures_searchcount"),
        *_lists("procedures_synonymgroup"),
    ),
    Role.NEWS_EDITOR: _NEWS,
    Role.NEWS_APPROVER: (*_NEWS, *_CLAIMS),
    Role.SPOKESPERSON: (*_NEWS, *_CLAIMS),
    Role.DUTY_LEADER: _NEWS,
    Role.TRANSLATOR: _lists("procedures_translation"),
    Role.AUDITOR: _lists(
        "desk_changeentry",
        "citizens_accessentry",
        "officers_accesschange",
        "citizens_lookuptry",
        "axes_accessattempt",
        "citizens_erasure",
        "auth_user",
    ),
}
_ALL = (
    *(_DOSSIERS, _QUESTIONS, _REPORTS, _FOLLOW_UPS, _REQUESTS),
    *_lists("announcements_announcement", "procedures_procedure"),
    *(name for work in OWN_WORK.values() for name in work),
)


def sidebar(request: HttpRequest) -> list[Group]:
    """Return unfold's navigation for this officer; nothing is folded if everything fits."""
    home, guides = _first_and_last(request)
    own = open_items(request, _own_work(request), MOST_OPEN - 2)
    rest = open_groups(request, ORDER, {item["link"] for item in own}, OF_EDITORS)
    always: Group = {"title": None, "items": [home, *own, guides]}
    shown = len(always["items"]) + sum(len(group["items"]) for group in rest)
    for group in rest:
        group["collapsible"] = shown > MOST_OPEN
    return [always, *rest]


def _own_work(request: HttpRequest) -> Iterable[str]:
    """Return the addresses of the work of the officer's roles: of each the most frequent first.

    In a ward one person has four roles: none of their lists stands folded behind another's rest.
    """
    if request.user.is_superuser:
        return _ALL
    held = set(request.user.groups.values_list("name", flat=True))
    works = [OWN_WORK[role] for role in Role if role in held]
    return [name for each in zip_longest(*works) for name in each if name] or _ALL


def _first_and_last(request: HttpRequest) -> tuple[Item, Item]:
    """Return the entries of the first page and of the guides."""
    first_page, guides = reverse("admin:index"), reverse("help-index")
    return (
        {
            "title": "Trang chính",
            "icon": "home",
            "link": first_page,
            "active": request.path == first_page,
        },
        {
            "title": "Trợ giúp",
            "icon": "help",
            "link": guides,
            "active": request.path.startswith(guides),
        },
    )
