"""Endpoints that fail on purpose, next to the real ones.

A test uses them by setting this module as ROOT_URLCONF.
"""

import errno

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404
from django.urls import path
from rest_framework import exceptions, serializers
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from foundation.api.permissions import Anyone
from foundation.api.problems import Problem
from police_portal.urls import handler400, handler403, handler404, handler500  # noqa: F401  # a urlconf's own names
from police_portal.urls import urlpatterns as real

URLCONF = "tests.police_portal.probes"
PERSONAL = "Nguyen Van An 0912345678"
ERRORS = {
    "django-forbidden": PermissionDenied(PERSONAL),
    "forbidden": exceptions.PermissionDenied(),
    "gone": Problem("procedure_withdrawn", successor=None),
    "interface": InterfaceError(PERSONAL),
    "mistake": ValueError(PERSONAL),
    "missing": Http404(PERSONAL),
    "no-file": FileNotFoundError(errno.ENOENT, PERSONAL),
    "no-room": OSError(errno.ENOSPC, PERSONAL),
    "only-readable": OSError(errno.EROFS, PERSONAL),
    "operational": OperationalError(PERSONAL),
    "suspicious": SuspiciousOperation(PERSONAL),
    "too-big": RequestDataTooBig(PERSONAL),
    "unauthenticated": exceptions.NotAuthenticated(),
    "wrong-token": exceptions.AuthenticationFailed(),
}


class Probe(APIView):
    """Base class: open to anyone."""

    authentication_classes = ()
    permission_classes = (Anyone,)
    throttle_classes = ()


class Failing(Probe):
    """Raises the error given in its address."""

    def get(self, request, name):
        typed = PERSONAL  # a local variable that no log may contain
        raise ERRORS[name] from KeyError(typed)


def failing(request, name):
    """Raise the same error outside DRF."""
    raise ERRORS[name]


class Person(serializers.Serializer):
    """A body with nested members."""

    name = serializers.CharField()
    phones = serializers.ListField(child=serializers.IntegerField())


class Echo(Probe):
    """Reads a JSON body."""

    def post(self, request):
        person = Person(data=request.data)
        person.is_valid(raise_exception=True)
        return Response(person.validated_data)


class Undeclared(APIView):
    """Does not declare its permission."""

    def get(self, request):
        return Response({})


class Never(BaseThrottle):
    """Refuses everyone for 3.2 seconds."""

    def allow_request(self, request, view):
        return False

    def wait(self):
        return 3.2


class Throttled(Probe):
    """Is over its limit."""

    throttle_classes = (Never,)

    def get(self, request):
        return Response({})


class Page(Probe):
    """Answers."""

    def get(self, request):
        return Response({"ok": True})


urlpatterns = [
    path(
        "quan-tri/probe/<str:name>/", failing
    ),  # before the admin, which redirects strangers to the sign-in
    *real,
    path("probe/failing/<str:name>/", Failing.as_view()),
    path("probe/plain/<str:name>/", failing),
    path("probe/echo/", Echo.as_view()),
    path("probe/undeclared/", Undeclared.as_view()),
    path("probe/throttled/", Throttled.as_view()),
    path("probe/page/", Page.as_view()),
]
