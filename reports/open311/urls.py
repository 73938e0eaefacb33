"""Routes under /open311/v2/, as the specification names them."""

from django.urls import URLPattern, path, register_converter

from reports.open311 import views


class FormatConverter:
    """The format at the end of an address."""

    regex = "json|xml"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(FormatConverter, "open311")

urlpatterns: list[URLPattern] = [
    path("discovery.<open311:form>", views.DiscoveryView.as_view(), name="open311-discovery"),
    path("services.<open311:form>", views.ServicesView.as_view(), name="open311-services"),
    path(
        "services/<slug:code>.<open311:form>",
        views.ServiceDefinitionView.as_view(),
        name="open311-service",
    ),
    path("requests.<open311:form>", views.ServiceRequestsView.as_view(), name="open311-requests"),
    path(
        "requests/<slug:request_id>.<open311:form>",
        views.ServiceRequestView.as_view(),
        name="open311-request",
    ),
]
