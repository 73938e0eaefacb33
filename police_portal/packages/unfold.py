"""How unfold shows the officers' pages: names, colours, scripts, menu and first page."""

from django.templatetags.static import static
from django.urls import reverse_lazy

UNFOLD = {
    "SITE_TITLE": "offices.installation.police_name",
    "SITE_HEADER": "offices.installation.police_name",
    "SITE_SUBHEADER": "Cổng dịch vụ trên Zalo",
    "SITE_URL": None,
    "SITE_SYMBOL": "local_police",
    "SHOW_HISTORY": True,
    "SHOW_VIEW_ON_SITE": False,
    "BORDER_RADIUS": "6px",
    "COLORS": {
        # The green of the people's police.
        "primary": {
            "50": "#f0f7f1", "100": "#dcebde", "200": "#bbd8c0", "300": "#8fbd98",
            "400": "#5f9d6c", "500": "#3f814e", "600": "#2e673c", "700": "#265331",
            "800": "#204229", "900": "#1b3723", "950": "#0d1e13",
        },
    },
    "SIDEBAR": {"navigation": "police_portal.navigation.sidebar"},
    "ENVIRONMENT": "citizens.notices.alarms.banner",
    "DASHBOARD_CALLBACK": "officers.first_page.views.first_page",
    "ACCOUNT": {
        "navigation": [{"title": "Bảo mật đăng nhập", "link": reverse_lazy("second-factor")}]
    },
    "LOGIN": {"form": "officers.sign_in.SignInForm"},
    "SITE_FAVICONS": [
        {"rel": "icon", "type": "image/svg+xml", "href": lambda _request: static("favicon.svg")}
    ],
    "STYLES": [
        lambda _request: static("admin.css"),
        lambda _request: static("access.css"),
    ],
    "SCRIPTS": [
        lambda _request: static("admin_vi.js"),
        lambda _request: static("admin.js"),
        lambda _request: static("keyboard.js"),
        lambda _request: static("desk.js"),
        lambda _request: static("drafts.js"),
        lambda _request: static("desk_dates.js"),
    ],
}  # fmt: skip
