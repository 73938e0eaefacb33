"""The endpoints of Open311 GeoReport v2, read-only; the end of an address says the format."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.views import APIView

from foundation.api.permissions import Anyone
from foundation.api.problems import Problem
from foundation.api.throttles import CatalogueThrottle
from foundation.publishing.conditional import CACHE_CONTROL
from foundation.publishing.days import Day
from reports.open311 import documents, listing, parameters
from reports.open311.documents import Document
from reports.open311.parameters import Refused


class Open311View(APIView):
    """Base: answers everybody in the format of the address, errors too; 404 unless OPEN311."""

    authentication_classes = ()
    permission_classes = (Anyone,)
    throttle_classes = (CatalogueThrottle,)
    http_method_names = ["get", "head"]
    schema = None  # the specification is elsewhere
    root: str

    def perform_content_negotiation(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """Let clients accept what they want: the address says the format."""
        return self.get_renderers()[0], self.get_renderers()[0].media_type

    def get(self, request: Request, form: str, **kwargs: str) -> HttpResponse:
        """Answer with the document, or with the errors of the specification."""
        if not settings.OPEN311:
            raise Problem("not_found")
        try:
            body, status = documents.render(self.root, self.document(request, **kwargs), form), 200
        except Refused as error:
            refusal = documents.errors(error.status, str(error))
            body, status = documents.render("errors", refusal, form), error.status
        media_type = f"{documents.MEDIA_TYPES[form]}; charset=utf-8"
        headers = {"Cache-Control": CACHE_CONTROL if status == 200 else "no-store"}  # noqa: PLR2004  # OK
        return HttpResponse(body, status=status, content_type=media_type, headers=headers)

    def document(self, request: Request, **kwargs: str) -> Document:
        """Return what is asked for. Raises Refused."""
        raise NotImplementedError


class DiscoveryView(Open311View):
    """Where the service is."""

    root = "discovery"

    def document(self, request: Request, **_kwargs: str) -> Document:
        address = request.build_absolute_uri(request.path.rpartition("/")[0])
        return documents.discovery(address, Day.today().date)


class ServicesView(Open311View):
    """What can be wrong."""

    root = "services"

    def document(self, request: Request, **_kwargs: str) -> Document:
        return documents.services()


class ServiceDefinitionView(Open311View):
    """One service."""

    root = "service_definition"

    def document(self, request: Request, **kwargs: str) -> Document:
        code = kwargs["code"]
        if code not in documents.service_names():
            raise Refused("Không có service_code này; xem services.", 404)
        return documents.service_definition(code)


class ServiceRequestsView(Open311View):
    """Reports, newest first."""

    root = "service_requests"

    def document(self, request: Request, **_kwargs: str) -> Document:
        asked = parameters.read(request.GET, timezone.now())
        return documents.service_requests(parameters.choose(listing.current(), asked))


class ServiceRequestView(Open311View):
    """One report, in a list as the specification asks."""

    root = "service_requests"

    def document(self, request: Request, **kwargs: str) -> Document:
        found = listing.current().by_id.get(kwargs["request_id"])
        if found is None:
            raise Refused("Không có service_request_id này trong danh sách công khai.", 404)
        return documents.service_requests([found])
