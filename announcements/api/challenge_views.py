"""Endpoints of a citizen's challenges: saying that an announcement is wrong, and the answers."""

from functools import partial
from uuid import UUID

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import status
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle

from announcements.actions import challenging
from announcements.api.serializers import (
    ChallengeBody,
    ChallengeSerializer,
    WithdrawnAnnouncementSerializer,
)
from announcements.api.throttles import ChallengeThrottle
from announcements.api.views import TAG, find_item
from announcements.models import Challenge
from announcements.personal_data import ROWS
from citizens.api.citizen_view import CitizenRequest, CitizenView
from citizens.api.filters import NoParameters, PagesOnly
from citizens.privacy.own_rows import has_none
from foundation.api import idempotency
from foundation.api.answers import all_shown
from foundation.api.pagination import page_of, page_serializer
from foundation.api.problem_codes import may_answer
from foundation.api.throttles import CitizenThrottle


class ChallengesView(CitizenView):
    """Saying that an announcement is wrong."""

    def get_throttles(self) -> list[BaseThrottle]:
        return [CitizenThrottle(), ChallengeThrottle()]

    @extend_schema(
        operation_id="announcements_challenges_create",
        summary="Cho biết tin sai",
        tags=[TAG],
        description="Người dân nói điều gì trong tin là sai; công an trả lời trong 15 ngày (Điều "
        "22 Luật Tiếp cận thông tin). Tên người gửi không bao giờ công khai. Mỗi tin một ý kiến "
        "đang chờ.",
        parameters=[idempotency.PARAMETER],
        request=ChallengeBody,
        responses={
            201: ChallengeSerializer,
            (410, "application/problem+json"): OpenApiResponse(
                WithdrawnAnnouncementSerializer, description="Tin đã gỡ."
            ),
        },
    )
    @may_answer("announcement_withdrawn", "challenge_waiting")
    def post(self, request: CitizenRequest, slug: str) -> Response:
        NoParameters.read(request.GET)
        body = ChallengeBody.read(request)
        citizen = request.user

        def create() -> UUID:
            taken: UUID = challenging.challenge(citizen, slug, body["text"]).pk
            return taken

        # An address may be longer than the column, the number of an announcement is not.
        about = find_item(slug).key
        operation = f"announcement_challenge:{about}"
        key = idempotency.once(request, f"citizen:{citizen.pk}", operation, body, create)
        own = Challenge.objects.of_citizen(citizen).select_related("announcement").get(pk=key)
        return Response(ChallengeSerializer(own).data, status=status.HTTP_201_CREATED)


class OwnChallengesView(CitizenView):
    """The citizen's own challenges."""

    @extend_schema(
        operation_id="announcement_challenges_list",
        summary="Ý kiến của tôi về tin",
        tags=[TAG],
        description="Mới nhất đứng trước, kèm câu trả lời.",
        parameters=PagesOnly.documentation(),
        responses=page_serializer("ChallengePage", ChallengeSerializer),
    )
    def get(self, request: CitizenRequest) -> Response:
        values = PagesOnly.read(request.GET)
        own = Challenge.objects.of_citizen(request.user).select_related("announcement")
        newest, shown = own.order_by("-sent_at", "pk"), partial(all_shown, ChallengeSerializer)
        none = has_none(request.user, ROWS)
        return Response(page_of(request, values, newest, shown, is_empty=none))
