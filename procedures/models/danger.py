"""Tables of danger: its kinds with the number to call, who is in it, and what happens to them."""

from django.db import models

from foundation.records.fields import LinesField
from procedures.models.search_words import Word


class Number(models.TextChoices):
    """The State's emergency numbers."""

    POLICE = "113", "113 – Công an"
    FIRE = "114", "114 – Chữa cháy, cứu nạn, cứu hộ"
    AMBULANCE = "115", "115 – Cấp cứu"
    CHILDREN = "111", "111 – Bảo vệ trẻ em"
    RESCUE = "112", "112 – Tìm kiếm cứu nạn"


class DangerCode(models.TextChoices):
    """The kinds that the model tells apart."""

    HOME = "home", "Bạo lực trong gia đình"
    VIOLENCE = "violence", "Đánh người, đe dọa, hung khí"
    ROBBERY = "robbery", "Cướp, giật, trộm đang xảy ra"
    MISSING = "missing", "Lạc, mất tích"
    KIDNAP = "kidnap", "Bắt cóc, giam giữ"
    SEXUAL = "sexual", "Xâm hại tình dục"
    EXPLOSIVE = "explosive", "Bom, mìn, vật nghi nổ"
    CHILD = "child", "Trẻ em bị bạo hành, xâm hại, bỏ rơi"
    FIRE = "fire", "Cháy"
    GAS = "gas", "Rò rỉ khí, hoá chất"
    WATER = "water", "Đuối nước"
    TRAPPED = "trapped", "Mắc kẹt, sập đổ"
    FLOOD = "flood", "Lũ, sạt lở, gặp nạn trên biển, trong rừng"
    SUICIDE = "suicide", "Muốn chết, tự làm hại mình"
    JUMP = "jump", "Sắp nhảy từ trên cao"
    MEDICAL = "medical", "Cấp cứu"
    ACCIDENT = "accident", "Tai nạn"


class DangerKind(Word):
    """Loại nguy hiểm, số phải gọi và việc cần làm."""

    code = models.CharField(
        "loại", max_length=20, choices=DangerCode, unique=True, help_text="Loại nguy hiểm."
    )
    number = models.CharField(
        "số phải gọi",
        max_length=3,
        choices=Number,
        help_text="Hiện đầu tiên và một mình; người dân bấm là gọi.",
    )
    sentence = models.CharField(
        "câu đi kèm số", max_length=300, help_text="Một câu nói việc cần làm ngay."
    )
    until_help = models.CharField(
        "trong khi chờ",
        max_length=500,
        blank=True,
        help_text="Việc nên làm đến khi có người tới.",
    )
    source = models.CharField(
        "nguồn",
        max_length=200,
        blank=True,
        help_text="Văn bản, điều, hoặc cơ quan hướng dẫn. Người dân thấy dòng này.",
    )
    source_url = models.URLField(
        "đường dẫn của nguồn", max_length=500, blank=True, help_text="Để trống nếu không có."
    )

    class Meta:
        verbose_name = "loại nguy hiểm"
        verbose_name_plural = "nguy hiểm: loại và số phải gọi"
        ordering = ("number", "code")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(number__in=Number.values),
                name="danger_kind_number",
                violation_error_message="Chỉ nhận 111, 112, 113, 114, 115.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.get_code_display()}"


class DangerPerson(Word):
    """Từ chỉ người gặp nguy hiểm hoặc gây ra."""

    name = models.CharField(
        "nhóm người", max_length=100, unique=True, help_text="Ví dụ: Vợ chồng, người yêu."
    )
    terms = LinesField("từ", help_text="Mỗi dòng một từ hay cụm từ, có dấu.")
    is_child = models.BooleanField(
        "là trẻ em",
        default=False,
        help_text="Bạo lực, xâm hại đối với những người này thì gọi số bảo vệ trẻ em.",
    )

    class Meta:
        verbose_name = "từ chỉ người gặp nguy hiểm"
        verbose_name_plural = "nguy hiểm: ai"
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class DangerAct(Word):
    """Từ chỉ điều xảy ra."""

    kind = models.CharField(
        "loại", max_length=20, choices=DangerCode, help_text="Loại nguy hiểm mà các từ này nói."
    )
    terms = LinesField(
        "từ",
        help_text="Mỗi dòng một cụm từ, có dấu. Có hiệu lực khi máy chưa chắc; câu mà máy chắc là "
        "vô hại (giấy phép bán dao) thì vẫn không báo. Bấm «Xem thử» trước khi lưu.",
    )
    needs_person = models.BooleanField(
        "cần có người",
        default=True,
        help_text="Chỉ tính khi câu còn có một từ chỉ người, đứng đâu cũng được.",
    )
    unless = LinesField("trừ khi có", help_text="Câu có một trong các cụm từ này thì bỏ qua.")

    class Meta:
        verbose_name = "từ chỉ điều nguy hiểm"
        verbose_name_plural = "nguy hiểm: điều xảy ra"
        ordering = ("kind", "pk")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {', '.join(self.terms[:3])}"
