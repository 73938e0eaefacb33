"""Parts of the OpenAPI document about offices."""

from foundation.api.schema_parts import Tag
from offices.models import Beat, DutyShift, Level, Office
from offices.working_time.weeks import Part

TAGS: tuple[Tag, ...] = (
    {
        "name": "offices",
        "description": "Lĩnh vực và đơn vị công an: theo nơi ở (tên cũ hoặc mới), vị trí, giờ làm "
        "việc. Không cần đăng nhập.",
    },
)
FIELD_CODES = {"invalid_point": "Toạ độ sai dạng"}
ENUM_NAMES = {
    "BeatKindEnum": Beat.Kind,
    "DutyFunctionEnum": DutyShift.Function,
    "OfficeKindEnum": Office.Kind,
    "AdministrativeLevelEnum": Level,
    "PartOfDayEnum": Part,
}
