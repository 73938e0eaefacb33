"""The officers' sidebar: the first page and the guides, then the groups that rooms registered."""

from django.http import HttpRequest
from django.urls import reverse

from foundation.desk.navigation import Group, open_groups

ORDER = (
    "Danh mục",
    "Từ khoá tìm kiếm",
    "Đơn vị và lịch",
    "Hồ sơ",
    "Nhập hồ sơ và kết nối",
    "Hỏi đáp",
    "Đánh giá",
    "Tin và cảnh báo",
    "Phản ánh",
    "Loại phản ánh",
    "Công dân",
    "Thông báo cho công dân",
    "Official Account",
    "Hệ thống",
)


def sidebar(request: HttpRequest) -> list[Group]:
    """Return unfold's navigation for this officer."""
    first_page, guides = reverse("admin:index"), reverse("help-index")
    always: Group = {
        "title": None,
        "items": [
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
        ],
    }
    return [always, *open_groups(request, ORDER)]
