"""The buttons on a dossier's page, each with its dialog: statuses that it can move to, and more."""

from unfold.enums import ActionVariant

from dossiers.admin.applicant_forms import ApplicantForm
from dossiers.admin.forms import (
    AssignmentForm,
    CorrectionForm,
    ExtensionForm,
    FeeForm,
    move_form,
)
from dossiers.workflow import MEANINGS, Status
from foundation.desk.moves import BAD, RowButton

# Text, icon and colour of each button.
_BUTTONS: dict[Status, tuple[str, str, ActionVariant]] = {
    Status.SUBMITTED: ("Trả về chờ tiếp nhận", "undo", ActionVariant.DEFAULT),
    Status.ACCEPTED: ("Tiếp nhận", "inventory", ActionVariant.PRIMARY),
    Status.DECLINED: ("Không tiếp nhận", "block", ActionVariant.DANGER),
    Status.PROCESSING: ("Giải quyết", "play_arrow", ActionVariant.PRIMARY),
    Status.SUPPLEMENT_REQUIRED: ("Yêu cầu bổ sung", "note_add", ActionVariant.WARNING),
    Status.PAYMENT_REQUIRED: ("Yêu cầu nộp tiền", "payments", ActionVariant.WARNING),
    Status.WITHDRAWN: ("Công dân rút", "logout", ActionVariant.DEFAULT),
    Status.SUSPENDED: ("Tạm dừng", "pause", ActionVariant.WARNING),
    Status.STOPPED: ("Dừng hẳn", "stop", ActionVariant.DANGER),
    Status.COMPLETED: ("Đã có kết quả", "task_alt", ActionVariant.SUCCESS),
    Status.RETURNED: ("Đã trả kết quả", "handshake", ActionVariant.SUCCESS),
}
TOLD = "Công dân được báo ngay."


def move_button(target: Status) -> RowButton:
    """Return the button that moves a dossier to `target`."""
    text, icon, variant = _BUTTONS[target]
    explanation = f"Chuyển sang «{target.label}». {MEANINGS[target].explanation} {TOLD}"
    path, form = f"chuyen-{target.value.replace('_', '-')}", move_form(target)
    return RowButton(
        text, path, icon, "move", form, text, explanation, text, variant, verb="Chuyển"
    )


DIALOGS = {
    **{f"to_{target.value}": move_button(target) for target in _BUTTONS},
    "extend": RowButton(
        "Xin lỗi, hẹn lại", "hen-lai", "more_time", "move", ExtensionForm,
        "Xin lỗi và hẹn lại ngày trả", f"Chỉ được một lần. {TOLD}", "Hẹn lại",
    ),
    "assign": RowButton(
        "Phân công", "phan-cong", "person_add", "move", AssignmentForm,
        "Phân công cán bộ phụ trách", "Việc nội bộ, công dân không được báo.", "Phân công",
    ),
    "set_fee": RowButton(
        "Sửa số tiền", "so-tien", "payments", "move", FeeForm, "Sửa số tiền phải nộp", TOLD, "Sửa"
    ),
    "set_applicant": RowButton(
        "Sửa người nộp", "nguoi-nop", "badge", "move", ApplicantForm, "Sửa thông tin người nộp",
        "Ai đã chứng minh là chủ hồ sơ bằng thông tin cũ thì không còn thấy hồ sơ này.", "Sửa",
    ),
    "correct": RowButton(
        "Đính chính trạng thái", "dinh-chinh", "edit_off", "correct", CorrectionForm,
        "Đính chính trạng thái",
        f"Chỉ khi trạng thái bị ghi nhầm. Lịch sử giữ cả điều cũ và lý do. {TOLD}", "Đính chính",
        BAD,
    ),
}  # fmt: skip
