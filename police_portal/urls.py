"""Addresses: the citizens' API, the officers' admin, and what operators and developers need."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView

from police_portal import health
from police_portal.api.permissions import Anyone
from police_portal.api.throttles import CatalogueThrottle
from police_portal.sign_in import change_own_password

_open: dict[str, list[type]] = {"authentication_classes": [], "permission_classes": [Anyone], "throttle_classes": [CatalogueThrottle]}

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", include("procedures.urls")),  # first, because it is asked most: Django tries one after the other
    path("api/v1/", include("offices.urls")),
    path("api/v1/", include("citizens.urls")),
    path("api/v1/", include("dossiers.urls")),
    path("api/v1/", include("dossiers.integration.urls")),
    path("api/v1/", include("feedback.urls")),
    path("webhooks/zalo/", include("citizens.webhooks.urls")),
    path("api/schema/", SpectacularAPIView.as_view(**_open), name="schema"),
    path("api/docs/", SpectacularSwaggerView.as_view(url_name="schema", **_open), name="docs"),
    path("health/live/", health.live, name="live"),
    path("health/ready/", health.ready, name="ready"),
    path("quan-tri/tro-giup/", include("police_portal.help.urls")),
    path("quan-tri/bao-mat/", include("police_portal.second_factor.urls")),
    path("quan-tri/bao-cao/", include("offices.workplace.urls")),
    path("quan-tri/", include("feedback.admin.urls")),
    path("quan-tri/password_change/", admin.site.admin_view(change_own_password, cacheable=True), name="own-password"),
    path("quan-tri/", admin.site.urls),
]

handler400 = "police_portal.api.problems.bad_request"
handler403 = "police_portal.api.problems.permission_denied"
handler404 = "police_portal.api.problems.not_found"
handler500 = "police_portal.api.problems.server_error"
