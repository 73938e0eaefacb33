"""Addresses: the citizens' API, the officers' admin, and those for operators and developers."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path
from drf_spectacular.views import SpectacularAPIView

from foundation.api.permissions import Anyone
from foundation.api.throttles import CatalogueThrottle
from officers.admin.invitations import AcceptInvitation
from officers.sign_in import change_own_password
from police_portal import health, landing, mini_app
from police_portal.client_configuration import ClientConfigurationView
from police_portal.documents.api_pages import ApiDocsView
from police_portal.documents.security_txt import security_txt
from reception import screens

_open: dict[str, list[type]] = {
    "authentication_classes": [],
    "permission_classes": [Anyone],
    "throttle_classes": [CatalogueThrottle],
}

urlpatterns: list[URLPattern | URLResolver] = [
    path(
        "api/v1/", include("procedures.api.urls")
    ),  # first, because it is requested most: Django tries them in order
    path("api/v1/", include("offices.api.urls")),
    path("api/v1/", include("citizens.api.urls")),
    path(
        "api/v1/configuration/",
        ClientConfigurationView.as_view(),
        name="client-configuration",
    ),
    path("api/v1/", include("dossiers.api.urls")),
    path("api/v1/", include("dossiers.connector.urls")),
    path("api/v1/", include("announcements.api.urls")),
    path("api/v1/reception/", include("reception.api.urls")),
    path("api/v1/", include("feedback.urls")),
    path("api/v1/", include("reports.api.urls")),
    path("api/v1/", include("reports.evidence.urls")),
    path("api/v1/feeds/", include("announcements.feeds.urls")),
    path("tin/", include("announcements.pages.urls")),
    path("man-hinh/<str:key>/", screens.page, name="call-screen"),
    path("man-hinh/<str:key>/du-lieu/", screens.data, name="call-screen-data"),
    path("webhooks/zalo/", include("citizens.webhooks.urls")),
    path("m/<str:target>/<path:value>/", landing.landing, name="mini-app-link"),
    path("api/schema/", SpectacularAPIView.as_view(**_open), name="schema"),
    path("api/docs/", ApiDocsView.as_view(url_name="schema", **_open), name="docs"),
    path(".well-known/security.txt", security_txt, name="security-txt"),
    path("health/live/", health.live, name="live"),
    path("health/ready/", health.ready, name="ready"),
    path("zapps/<str:app_id>/development.json", mini_app.development, name="mini-app-development"),
    path("zapps/<str:app_id>/", mini_app.mini_app, name="mini-app"),
    path("zapps/<str:app_id>/<path:path>", mini_app.mini_app, name="mini-app-file"),
    path("quan-tri/tro-giup/", include("officers.guides.urls")),
    path("quan-tri/bao-mat/", include("officers.second_factor.urls")),
    path("quan-tri/bao-cao/", include("officers.first_page.urls")),
    path("quan-tri/bao-cao/", include("officers.month_report.urls")),
    path("quan-tri/bat-dau/", include("officers.first_page.first_week.urls")),
    path("quan-tri/tim/", include("foundation.desk.search.urls")),
    path("quan-tri/danh-sach/", include("foundation.desk.work_lists.urls")),
    path("quan-tri/dang-xem/", include("foundation.desk.one_screen.urls")),
    path("quan-tri/", include("feedback.admin.urls")),
    path("quan-tri/", include("reports.evidence.admin_urls")),
    path(
        "quan-tri/password_change/",
        admin.site.admin_view(change_own_password, cacheable=True),
        name="own-password",
    ),
    path(
        "quan-tri/moi/<uidb64>/<token>/",
        AcceptInvitation.as_view(),
        name="invitation",
    ),
    path("quan-tri/", admin.site.urls),
]

handler400 = "foundation.api.handlers.bad_request"
handler403 = "foundation.api.handlers.permission_denied"
handler404 = "foundation.api.handlers.not_found"
handler500 = "foundation.api.handlers.server_error"
