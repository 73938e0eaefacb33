"""Endpoints of a citizen's ratings.

Nothing is logged with a name, and someone else's rating gets the answer of a missing one.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle

from citizens import access_log
from citizens.api.citizen_view import CitizenRequest, CitizenView
from citizens.api.filters import NoParameters, PagesOnly
from citizens.models import Citizen
from citizens.privacy.own_rows import has_none
from dossiers.api.views import CODE, own_dossier
from feedback.models import FollowUp, Rating
from feedback.ratings import actions, citizen_ratings, follow_ups, qr, questionnaires, rater_hashes
from feedback.ratings.serializers import (
    QuestionnaireSerializer,
    RatingBody,
    RatingReplyBody,
    RatingSerializer,
    VisitRatingBody,
    given_rating,
)
from feedback.throttles import RatingThrottle
from foundation.api import idempotency
from foundation.api.answers import all_shown, shown
from foundation.api.pagination import page_of, page_serializer
from foundation.api.problem_codes import may_answer
from foundation.api.throttles import CitizenThrottle

TAG = "ratings"
_CONFIDENTIAL = "Cán bộ không thấy ai đánh giá, cũng không thấy đánh giá nào của hồ sơ nào."


class RatingView(CitizenView):
    """Base of endpoints where citizens rate: writing has its own throttle."""

    leaves_no_trace = True

    def get_throttles(self) -> list[BaseThrottle]:
        method = getattr(self.request, "method", None)  # no request while the schema is generated
        return (
            [CitizenThrottle(), RatingThrottle()]
            if method in {"POST", "PUT"}
            else super().get_throttles()
        )


class QuestionnaireView(CitizenView):
    """The questionnaire in force."""

    @extend_schema(
        operation_id="ratings_questionnaire_retrieve",
        summary="Bộ câu hỏi đánh giá hiện hành",
        tags=[TAG],
        description="Các tiêu chí của Bộ Công an theo thứ tự hỏi. Mã tiêu chí không đổi theo ngôn "
        "ngữ.",
        responses=QuestionnaireSerializer,
    )
    def get(self, request: CitizenRequest) -> Response:
        NoParameters.read(request.GET)
        asked = questionnaires.questionnaire_on(timezone.localdate())
        return Response(shown(QuestionnaireSerializer, asked))


class DossierRatingView(RatingView):
    """The citizen's rating of a finished dossier."""

    @extend_schema(
        operation_id="dossiers_rating_update",
        summary="Đánh giá hồ sơ đã xong",
        tags=[TAG],
        description="Mỗi hồ sơ chỉ tính một đánh giá, của người có số điện thoại đã xác minh trùng "
        "với hồ sơ hoặc có mã tra cứu trên giấy tiếp nhận; bốn số cuối không đủ. Đánh giá bằng số "
        "điện thoại thay được đánh giá bằng mã trên giấy, không ngược lại. Đánh giá lại được "
        f"trong 14 ngày; gửi lại như cũ không sao. {_CONFIDENTIAL}",
        parameters=[CODE],
        request=RatingBody,
        responses=RatingSerializer,
    )
    @may_answer("dossier_not_finished", "rating_needs_proof", "rating_by_another", "rating_final")
    def put(self, request: CitizenRequest, code: str) -> Response:
        NoParameters.read(request.GET)
        body = RatingBody.read(request)
        rating = actions.rate_dossier(
            request.user, own_dossier(request.user, code), given_rating(body)
        )
        return _show_rating(request.user, rating.rater_hash)


class RatingsView(RatingView):
    """The citizen's ratings."""

    @extend_schema(
        operation_id="ratings_list",
        summary="Đánh giá của tôi",
        tags=[TAG],
        description="Mới nhất trước, kèm việc đơn vị đang làm với đánh giá chưa hài lòng và kết "
        f"quả. {_CONFIDENTIAL}",
        parameters=PagesOnly.documentation(),
        responses=page_serializer("RatingPage", RatingSerializer),
    )
    def get(self, request: CitizenRequest) -> Response:
        values = PagesOnly.read(request.GET)
        mine = (
            citizen_ratings.ratings_of(request.user)
            .newest_of_rater()
            .order_by("-written_on", "key")
        )
        none = has_none(request.user, citizen_ratings.ROWS)
        return Response(page_of(request, values, mine, _serialize_ratings, is_empty=none))

    @extend_schema(
        operation_id="ratings_create",
        summary="Đánh giá lần đến quầy",
        tags=[TAG],
        description=(
            "Bằng mã QR mà cán bộ mở (dùng một lần, hết hạn sau vài phút) hoặc mã trên áp phích; "
            "mỗi người một lần mỗi ngày tại một đơn vị, bằng mã nào cũng vậy. "
            f"Không đánh giá lại được. {_CONFIDENTIAL}"
        ),
        parameters=[idempotency.PARAMETER],
        request=VisitRatingBody,
        responses={201: RatingSerializer},
    )
    @may_answer(
        "rating_qr_invalid", "rating_qr_expired", "rating_qr_used", "rating_exists", "office_closed"
    )
    def post(self, request: CitizenRequest) -> Response:
        NoParameters.read(request.GET)
        body = VisitRatingBody.read(request)
        citizen = request.user

        def create() -> str:
            visit = qr.read_code(body["qr"])
            return rater_hashes.result_hash(
                actions.rate_visit(citizen, visit, given_rating(body)).rater_hash
            )

        sent = {**body, "questionnaire": body["questionnaire"].number}
        caller = rater_hashes.idempotency_caller(citizen)
        once = idempotency.once(request, caller, "ratings_create", sent, create, timeless=True)
        answer = _show_rating(citizen, citizen_ratings.find_rater_hash(citizen, once))
        answer.status_code = status.HTTP_201_CREATED
        return answer


class ReplyView(RatingView):
    """The rater's reply to a leader's question."""

    @extend_schema(
        operation_id="ratings_reply_create",
        summary="Bổ sung cho đánh giá chưa hài lòng",
        tags=[TAG],
        description=f"Khi lãnh đạo đơn vị hỏi thêm (`follow_up.can_reply`). {_CONFIDENTIAL}",
        parameters=[idempotency.PARAMETER],
        request=RatingReplyBody,
        responses={201: RatingSerializer},
    )
    @may_answer("follow_up_moved_on")
    def post(self, request: CitizenRequest, rating_id: UUID) -> Response:
        NoParameters.read(request.GET)
        body = RatingReplyBody.read(request)
        citizen = request.user
        rating, followed = _find_with_follow_up(citizen, rating_id)

        def create() -> str:
            follow_ups.reply(citizen, followed, body["text"])
            return "replied"

        idempotency.once(
            request,
            rater_hashes.idempotency_caller(citizen),
            f"ratings_reply_create:{rater_hashes.follow_up_number(followed.pk)}",
            body,
            create,
            timeless=True,
        )
        answer = _show_rating(citizen, rating.rater_hash)
        answer.status_code = status.HTTP_201_CREATED
        return answer


def _serialize_ratings(rows: Iterable[Rating]) -> Any:  # DRF has no type of its own for data
    return all_shown(RatingSerializer, citizen_ratings.attach_follow_ups(rows))


def _find_with_follow_up(citizen: Citizen, key: UUID) -> tuple[Rating, FollowUp]:
    """Return the citizen's rating and its follow-up.

    Raises Problem `not_found`, and logs the attempt, if it is not theirs or has no follow-up.
    """
    for rating in citizen_ratings.attach_follow_ups(
        citizen_ratings.ratings_of(citizen).newest_of_rater().filter(key=key)
    ):
        if rating.followed:
            return rating, rating.followed
    raise access_log.record_refusal(citizen, "rating")


def _show_rating(citizen: Citizen, rater_hash: str) -> Response:
    rating: Rating = (
        citizen_ratings.ratings_of(citizen).newest_of_rater().get(rater_hash=rater_hash)
    )
    return Response(RatingSerializer(citizen_ratings.attach_follow_ups([rating])[0]).data)
