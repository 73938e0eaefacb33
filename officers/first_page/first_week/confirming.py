"""The only writer of confirmations: what no program can see, a named person confirms with a day."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from foundation.desk.change_log.recording import Act, record
from officers.first_page.first_week import steps
from officers.first_page.first_week.steps import Step
from officers.models import ConfirmedStep


def find(code: str) -> Step | None:
    """Return the step that a person confirms, None for another or an unknown one."""
    every = steps.registered()
    return next((step for step in every if step.code == code and step.look is None), None)


@transaction.atomic
def confirm(step: Step, officer: Any, day: date, note: str) -> None:
    """Note that a step was done on a day; a later word replaces the former one.

    Raises ValidationError if the last step comes before others.
    """
    if step.last and (missing := steps.undone(steps.confirmations())):
        told = "; ".join(missing)
        raise ValidationError(f"Chưa xong: {told}.", code="steps_before")
    values = {"officer": officer, "day": day, "note": note}
    row, new = ConfirmedStep.objects.update_or_create(step=step.code, defaults=values)
    record(officer, Act.ADDED if new else Act.CHANGED, row, f"Bắt đầu: xác nhận «{step.title}»")


@transaction.atomic
def take_back(step: Step, officer: Any) -> None:
    """Drop a confirmation; nothing happens if another officer did so before."""
    row = ConfirmedStep.objects.select_for_update().filter(step=step.code).first()
    if row is not None:
        record(officer, Act.DELETED, row, f"Bắt đầu: bỏ xác nhận «{step.title}»")
        row.delete()
