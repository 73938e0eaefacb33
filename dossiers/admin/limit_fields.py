"""Which limit a new dossier gets, filled in from its procedure, and the due date that follows.

The page asks for both while the officer types; what it asks with names nobody.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Self

from django import forms
from django.utils import timezone
from unfold.widgets import (
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminSelectWidget,
    UnfoldBooleanWidget,
)

from dossiers.actions.closed import refused_as_closed
from dossiers.admin.procedure_search import chosen, procedure_field
from dossiers.admin.received_here import refusal
from dossiers.due import clock, time_limits
from dossiers.due.time_limits import Choice
from dossiers.models import Channel
from dossiers.workflow import Limit
from foundation.desk.dates import moment_field
from offices.snapshot import directory
from offices.working_time.calendar import MAX_LIMIT, YearNotLoaded
from procedures.choices import TimeUnit

_DAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


@dataclass(frozen=True)
class Promise:
    """What the page says about the due date; `due` is empty where there is none yet."""

    text: str
    due: str = ""


class LimitFields(forms.Form):
    """The procedure, the way in, when it was submitted and accepted, and the limit that follows.

    `limit_for` names the procedure and the way in for which the limit was filled in: while it fits,
    what the officer typed over it stays.
    """

    procedure = procedure_field()
    channel = forms.ChoiceField(
        label="Cách thức nộp", choices=Channel.choices, widget=UnfoldAdminSelectWidget
    )
    accepted_now = forms.BooleanField(
        label="Vừa tiếp nhận xong",
        required=False,
        initial=True,
        widget=UnfoldBooleanWidget,
        help_text="Thời hạn tính từ lúc này. Bỏ chọn nếu hồ sơ chưa được tiếp nhận.",
    )
    accepted_at = moment_field("hoặc tiếp nhận lúc", "Chỉ ghi khi đã tiếp nhận trước đó.")
    submitted_at = moment_field("Nộp lúc", "Để trống nếu vừa nộp.")
    limit = forms.ChoiceField(
        label="Thời hạn theo thủ tục", required=False, widget=UnfoldAdminSelectWidget
    )
    limit_value = forms.IntegerField(
        label="Thời hạn",
        required=False,
        min_value=0,
        max_value=MAX_LIMIT,
        widget=UnfoldAdminIntegerFieldWidget,
    )
    limit_unit = forms.ChoiceField(
        label="Đơn vị tính của thời hạn",
        required=False,
        choices=TimeUnit.choices,
        widget=UnfoldAdminSelectWidget,
    )
    still = forms.BooleanField(
        label="Vẫn ghi nhận: đơn vị được giao tiếp nhận thủ tục này",
        required=False,
        widget=UnfoldBooleanWidget,
    )
    limit_for = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["procedure"].queryset = chosen(self["procedure"].value())  # type: ignore[attr-defined]  # a field of models
        named = [(str(i), choice.text) for i, choice in enumerate(self.offered)]
        self.fields["limit"].choices = [("", "Chọn thời hạn"), *named]  # type: ignore[attr-defined]  # a field of choices

    # --- what was typed ---------------------------------------------------------------------------

    def accepted(self, now: datetime) -> datetime | None:
        """Return when it was accepted: a moment that is typed goes before «just now»."""
        typed = self.cleaned_data
        return typed.get("accepted_at") or (now if typed.get("accepted_now") else None)

    def submitted(self, now: datetime) -> datetime:
        """Return when it was submitted: as typed, else when it was accepted, else now."""
        typed: datetime | None = self.cleaned_data.get("submitted_at")
        return typed or self.accepted(now) or now

    @cached_property
    def offered(self) -> list[Choice]:
        """The limits that the chosen procedure names for this way in, with one query or two."""
        key, channel = (str(self[name].value() or "") for name in ("procedure", "channel"))
        if not key:
            return []
        return time_limits.choices_of(time_limits.version_at(key, self._moment()), channel)

    def _moment(self) -> datetime:
        try:
            typed = self.fields["accepted_at"].clean(self["accepted_at"].value())
        except forms.ValidationError:
            typed = None
        return typed if isinstance(typed, datetime) else timezone.now()

    def typed_limit(self) -> Limit | None:
        """Return the limit that was typed or chosen; the procedure's own keeps its cut-off."""
        typed = self.cleaned_data
        value, unit = typed.get("limit_value"), typed.get("limit_unit")
        if value is None:
            return self.offered[int(typed["limit"])].limit if typed.get("limit") else None
        named = (
            one.limit for one in self.offered if (one.limit.value, one.limit.unit) == (value, unit)
        )
        return next(named, None) or Limit(value, unit or TimeUnit.WORKING_DAY)

    # --- what the page shows ----------------------------------------------------------------------

    @property
    def filled_for(self) -> str:
        """The procedure and the way in that are chosen."""
        return f"{self['procedure'].value() or ''}|{self['channel'].value() or ''}"

    def refilled(self) -> Self | None:
        """Return the form with the limit of another procedure; None while it is the same."""
        if self["limit_for"].value() == self.filled_for:
            return None
        limits = {choice.limit for choice in self.offered}
        only = limits.pop() if len(limits) == 1 else None
        values = {
            "limit": "",
            "limit_value": "" if only is None else str(only.value),
            "limit_unit": TimeUnit.WORKING_DAY if only is None else only.unit,
            "limit_for": self.filled_for,
            "office": self.data.get("office", ""),  # a field of another form
        }
        return type(self)({**{name: self.data.get(name, "") for name in self.fields}, **values})

    @cached_property
    def warning(self) -> str:
        """Why the chosen office does not receive the chosen procedure; empty if it does."""
        procedure, office, channel = (
            str(self.data.get(name) or "") for name in ("procedure", "office", "channel")
        )
        return refusal(procedure, office, channel)

    def promise(self) -> Promise:
        """Return when a dossier would be due by what is typed so far."""
        self.full_clean()
        if not self.cleaned_data.get("procedure"):
            return Promise("Chọn thủ tục để biết ngày hẹn trả.")
        now = timezone.now()
        chosen_one = self.cleaned_data["procedure"]
        for closed in refused_as_closed(chosen_one.pk, self.submitted(now)):
            return Promise(closed.text)
        accepted = self.accepted(now)
        if self.has_error("accepted_at") or accepted is None:
            return Promise("Chưa tiếp nhận: thời hạn chưa tính.")
        limit = self.typed_limit()
        if limit is None and len(self.offered) == 1:
            limit = self.offered[0].limit
        if limit is None or self.has_error("limit_value"):
            return Promise(_why_no_limit(self.offered))
        return _promised(accepted, limit)


def _why_no_limit(offered: list[Choice]) -> str:
    if len(offered) > 1:
        return f"Thủ tục có {len(offered)} thời hạn: chọn thời hạn của hồ sơ này."
    return "Thủ tục chưa có thời hạn: ghi thời hạn của hồ sơ này."


def _promised(accepted: datetime, limit: Limit) -> Promise:
    """Return the day, or the moment for limits in hours, and from when it counts."""
    terms = clock.Terms(accepted, limit.value, limit.unit, limit.same_day_cutoff)
    try:
        due = timezone.localtime(clock.due(terms, (), directory.current().calendar))
    except YearNotLoaded as error:
        return Promise(str(error))
    except OverflowError:
        return Promise("Thời hạn quá dài.")
    hour = f"{due:%H:%M} " if limit.unit in clock.HOURS else ""
    since = timezone.localtime(accepted)
    length = f"{limit.value} {TimeUnit(limit.unit).label}"
    return Promise(
        f"{length}, tính từ {since:%H:%M %d/%m/%Y}", f"{hour}{_DAYS[due.weekday()]}, {due:%d/%m/%Y}"
    )
