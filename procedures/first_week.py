"""The step of the first week that is about fees."""

from django.utils import timezone

from officers.first_page.first_week.steps import Found, Place, Step
from procedures.fees.needing_attention import Work, procedures_with


def _fees() -> Found:
    waiting = procedures_with(Work.UNCONFIRMED, timezone.localdate()).count()
    words = f"{waiting} thủ tục có mức thu tỉnh chưa xác nhận." if waiting else ""
    return Found(words or "Tỉnh đã xác nhận mọi mức thu.", done=not waiting)


STEPS = (
    Step(
        "fees", 30, "Xác nhận phí, lệ phí",
        "Cán bộ biên tập đối chiếu từng mức thu với nghị quyết của tỉnh rồi xác nhận.",
        _fees,
        (
            Place(
                "Phí chưa xác nhận", "admin:procedures_procedure_fees",
                "procedures.view_procedure", (("work", Work.UNCONFIRMED.value),),
            ),
        ),
    ),
)  # fmt: skip
