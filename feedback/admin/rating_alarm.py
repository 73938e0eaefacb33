"""Leaders' list of ratings that look stuffed: office, days and number, but no single rating."""

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from unfold.contrib.filters.admin import DropdownFilter
from unfold.dataclasses import UnfoldAction
from unfold.decorators import display
from unfold.widgets import UnfoldAdminSelectWidget

from citizens.admin.words_to_citizens import WordsField
from feedback.admin.rating import LEAD
from feedback.models import RatingAlarm, Verdict
from feedback.models.rating_alarm import MAX_NOTE
from feedback.ratings import alarms
from feedback.ratings.alarm_querysets import RatingAlarmQuerySet
from foundation.desk.long_lists import BoundedPaginator
from foundation.desk.moves import RowButton, RowForm, RowPage
from foundation.desk.read_only import ReadOnlyAdmin

OPEN = "Chờ lãnh đạo cấp trên"
COLOURS = {OPEN: "warning", Verdict.FINE.label: "success", Verdict.STUFFED.label: "danger"}


class VerdictForm(RowForm):
    """The verdict and its reasons."""

    verdict = forms.ChoiceField(
        label="Kết luận", choices=Verdict.choices, widget=UnfoldAdminSelectWidget()
    )
    note = WordsField(
        label="Căn cứ",
        max_length=MAX_NOTE,
        help_text="Không ghi tên người dân, không đoán ai đã đánh giá.",
    )

    def noted(self, _done: str) -> str:
        return f"Kết luận: {Verdict(self.typed('verdict')).label}"

    def act(self) -> object:
        mine = RatingAlarm.objects.judged_by(self.officer).open()
        alarm, verdict = get_object_or_404(mine, pk=self.row.pk), Verdict(self.typed("verdict"))
        return alarms.judge(alarm, self.officer, verdict, self.typed("note"))


JUDGE = RowButton(
    "Kết luận", "ket-luan", "gavel", "lead", VerdictForm, "Kết luận cảnh báo",
    "Nếu là đánh giá khống, mọi đánh giá mà cảnh báo đếm thôi được tính, trừ tháng đã công bố. "
    "Không ai biết đó là những đánh giá nào, của ai. Kết luận không sửa lại được.",
    "Ghi kết luận",
)  # fmt: skip


class PartFilter(DropdownFilter):
    """Open alarms, or all of them."""

    title = "phần việc"
    parameter_name = "part"

    def lookups(self, _request: HttpRequest, _model_admin: object) -> list[tuple[str, str]]:
        return [("open", "Chưa kết luận"), ("mine", "Chờ tôi kết luận")]

    def queryset(self, request: HttpRequest, queryset: RatingAlarmQuerySet) -> RatingAlarmQuerySet:
        match self.value():
            case "open":
                return queryset.open()
            case "mine":
                return queryset.open().filter(pk__in=RatingAlarm.objects.judged_by(request.user))
        return queryset


@admin.register(RatingAlarm)
class RatingAlarmAdmin(RowPage, ReadOnlyAdmin):
    """Alarms: `view_ratingalarm` reads them; `lead_rating` judges those of offices below."""

    dialogs = {"judge": JUDGE}
    list_display = ("rule", "office", "show_span", "count", "show_verdict")
    list_filter = (PartFilter,)
    list_filter_submit = True
    list_select_related = ("office",)
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    paginator = BoundedPaginator
    sortable_by = ()
    logged_values = ("verdict", "note")
    actions_detail = ("judge",)
    fields = (
        "rule",
        "office",
        "show_span",
        "count",
        "show_verdict",
        "note",
        "reviewed_by",
        "reviewed_on",
    )
    readonly_fields = ("show_span", "show_verdict")

    def get_queryset(self, request: HttpRequest) -> QuerySet[RatingAlarm]:
        return RatingAlarm.objects.visible_to_officer(request.user)

    def has_lead_permission(self, request: HttpRequest, _object_id: str | None = None) -> bool:
        return request.user.has_perm(LEAD)

    def get_actions_detail(
        self, request: HttpRequest, object_id: str | None = None
    ) -> list[UnfoldAction]:
        """Offer the verdict to officers who may give it."""
        mine = RatingAlarm.objects.judged_by(request.user).open()
        may = str(object_id).isdecimal() and mine.filter(pk=object_id).exists()
        return super().get_actions_detail(request, object_id) if may else []

    @display(description="Khoảng ngày")
    def show_span(self, alarm: RatingAlarm) -> str:
        last = f"{alarm.last:%d/%m/%Y}"
        return last if alarm.first == alarm.last else f"{alarm.first:%d/%m/%Y} – {last}"

    @display(description="Kết luận", label=COLOURS)
    def show_verdict(self, alarm: RatingAlarm) -> str:
        return str(Verdict(alarm.verdict).label) if alarm.verdict else OPEN
