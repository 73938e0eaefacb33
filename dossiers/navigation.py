"""The dossiers' entries in the officers' sidebar, and the guide of each page."""

from django.http import HttpRequest
from django.utils import timezone

from dossiers.admin.filters import LEADS
from dossiers.models import Dossier
from foundation.desk import navigation
from foundation.desk.navigation import Page, list_page
from officers.first_page.scope import may_see_figures
from officers.guides import sections
from officers.guides.sections import Section

MOST_LATE = 1_000  # the badge counts no further

_CHANNELS = Section("quan-tri-he-thong", "Kênh gửi tin và khoá kết nối")
_IMPORT = Section("mot-cua", "Nhập nhiều hồ sơ từ tệp của Bộ")
GUIDES = {
    "dossiers_dossier": (
        Section("mot-cua", "Danh sách hồ sơ"),
        Section("lanh-dao", "Hồ sơ"),
    ),
    "dossiers_dossier_add": (Section("mot-cua", "Ghi nhận một hồ sơ mới"),),
    "dossiers_dossier_change": (
        Section("mot-cua", "Chuyển một hồ sơ sang bước tiếp theo"),
        Section("lanh-dao", "Hồ sơ"),
    ),
    "dossiers_dossier_bulk": (Section("mot-cua", "Chuyển nhiều hồ sơ một lúc"),),
    "dossiers_dossierimport": (_IMPORT,),
    "dossiers_importconflict": (_IMPORT,),
    "dossiers_connectorrefusal": (_IMPORT,),
    "dossiers_columnname": (_IMPORT,),
    "dossiers_officename": (_IMPORT,),
    "dossiers_connectorkey": (_CHANNELS,),
    "dossiers_connectordelivery": (_CHANNELS,),
}


def count_late(request: HttpRequest) -> str:
    """Return how many dossiers are late that are the officer's, a leader's all; at most 1,000."""
    visible = Dossier.objects.visible_to_officer(request.user)
    if not request.user.has_perm(LEADS):
        visible = visible.free_for(request.user)
    return str(visible.running_late(timezone.now()).order_by()[:MOST_LATE].count())


def _may_see_figures(request: HttpRequest) -> bool:
    return may_see_figures(request.user)


def register() -> None:
    """Add the groups; for AppConfig.ready."""
    navigation.register(
        "Hồ sơ",
        Page(
            "Hồ sơ",
            "folder_open",
            "admin:dossiers_dossier_changelist",
            "dossiers.view_dossier",
            count_late,
            badge_permission="dossiers.change_dossier",
        ),
        Page("Số liệu", "monitoring", "trends", opens=_may_see_figures),
        Page("Báo cáo tháng", "summarize", "report", opens=_may_see_figures),
    )
    navigation.register(
        "Nhập hồ sơ và kết nối",
        list_page("Nhập từ tệp", "upload_file", "dossiers.dossierimport"),
        list_page("Dữ liệu nhập chưa khớp", "difference", "dossiers.importconflict"),
        list_page("Kết nối chưa nhận được", "sync_problem", "dossiers.connectorrefusal"),
        list_page("Tên cột đã khai báo", "view_column", "dossiers.columnname"),
        list_page("Tên đơn vị đã khai báo", "domain", "dossiers.officename"),
        list_page("Khoá kết nối", "key", "dossiers.connectorkey"),
        list_page("Lần nhận kết nối", "sync", "dossiers.connectordelivery"),
    )
    sections.register(GUIDES)
