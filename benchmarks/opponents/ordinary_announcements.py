"""The list of announcements as it is usually written with Django REST framework, and written well.

Model serializers over the same tables, all of it in a fixed number of queries, pages of 20.
"""

from typing import Any

from django.db.models import Prefetch, QuerySet
from rest_framework import generics, pagination, serializers

from announcements.models import Announcement, AnnouncementVersion
from foundation.api.permissions import Anyone
from offices.models import Office


class _OfficeSerializer(serializers.ModelSerializer[Office]):
    class Meta:
        model = Office
        fields = ("id", "name")


class _VersionSerializer(serializers.ModelSerializer[AnnouncementVersion]):
    class Meta:
        model = AnnouncementVersion
        fields = ("number", "title", "summary", "correction_note", "at", "details")


class _AnnouncementSerializer(serializers.ModelSerializer[Announcement]):
    office = _OfficeSerializer()
    areas = _OfficeSerializer(many=True)
    versions = _VersionSerializer(many=True)

    class Meta:
        model = Announcement
        fields = (
            *("slug", "kind", "state", "office", "areas", "audience", "severity", "versions"),
            *("published_at", "expires_at", "pinned_until"),
        )


class _Page(pagination.PageNumberPagination):
    page_size = 20


class OrdinaryAnnouncementsView(generics.ListAPIView[Announcement]):
    """Twenty announcements with their versions."""

    permission_classes = (Anyone,)
    pagination_class = _Page
    serializer_class: Any = _AnnouncementSerializer

    def get_queryset(self) -> QuerySet[Announcement]:
        versions = Prefetch("versions", AnnouncementVersion.objects.order_by("-number"))
        rows: QuerySet[Announcement] = Announcement.objects.listed()
        return (
            rows.select_related("office")
            .prefetch_related("areas", versions)
            .order_by("-pinned_until", "-published_at")
        )
