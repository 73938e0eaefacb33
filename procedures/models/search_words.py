"""Tables of the search vocabulary: words beyond those of the procedures.

Officers edit them in the admin; changes take effect like a publication.
"""

from django.core.validators import MaxValueValidator
from django.db import models

from foundation.records.fields import LinesField
from foundation.records.keys import foreign_key
from offices.models import Field
from procedures.models.procedure import Procedure


class Word(models.Model):
    """Base of all entries, with an optional note for officers."""

    note = models.CharField(
        "ghi chú",
        max_length=500,
        blank=True,
        help_text="Ghi chú cho cán bộ, không hiện cho người dân.",
    )

    class Meta:
        abstract = True


class WordOfField(Word):
    """Base of entries that may belong to one field."""

    field = foreign_key(Field, "lĩnh vực", "Để trống nếu dùng chung.", null=True)

    class Meta:
        abstract = True


class Abbreviation(WordOfField):
    """Từ viết tắt."""

    abbreviation = models.CharField(
        "viết tắt", max_length=40, unique=True, help_text="Ví dụ: cccd."
    )
    expansion = models.CharField("đầy đủ", max_length=200, help_text="Ví dụ: căn cước công dân.")

    class Meta:
        verbose_name = "từ viết tắt"
        verbose_name_plural = "từ viết tắt"
        ordering = ("abbreviation",)

    def __str__(self) -> str:
        return self.abbreviation


class SynonymGroup(WordOfField):
    """Các cách gọi của một việc."""

    canonical = models.CharField(
        "cách gọi chuẩn", max_length=200, unique=True, help_text="Từ dùng trong tên thủ tục."
    )
    forms = LinesField("cách gọi khác", help_text="Mỗi dòng một cách gọi.")
    procedures = models.ManyToManyField(
        Procedure,
        blank=True,
        related_name="+",
        verbose_name="thủ tục",
        help_text="Thủ tục mà các cách gọi này dẫn tới.",
    )

    class Meta:
        verbose_name = "nhóm từ đồng nghĩa"
        verbose_name_plural = "nhóm từ đồng nghĩa"
        ordering = ("canonical",)

    def __str__(self) -> str:
        return self.canonical


class CommonQuestion(Word):
    """Câu hỏi thường gặp dẫn tới thủ tục."""

    question = models.CharField(
        "câu hỏi", max_length=300, unique=True, help_text="Câu người dân hay gõ."
    )
    variants = LinesField("cách hỏi khác", help_text="Mỗi dòng một cách hỏi.")
    procedures = models.ManyToManyField(
        Procedure,
        blank=True,
        related_name="+",
        verbose_name="thủ tục",
        help_text="Thủ tục trả lời câu hỏi này.",
    )

    class Meta:
        verbose_name = "câu hỏi thường gặp"
        verbose_name_plural = "câu hỏi thường gặp"
        ordering = ("question",)

    def __str__(self) -> str:
        return self.question


class ConfusablePair(Word):
    """Hai việc dễ nhầm."""

    a = models.CharField("việc thứ nhất", max_length=200, help_text="Ví dụ: thông báo lưu trú.")
    b = models.CharField("việc thứ hai", max_length=200, help_text="Ví dụ: đăng ký tạm trú.")
    hint = models.CharField("lời nhắc", max_length=500, help_text="Câu giúp người dân phân biệt.")

    class Meta:
        verbose_name = "cặp dễ nhầm"
        verbose_name_plural = "cặp dễ nhầm"
        ordering = ("a", "b")
        constraints = (
            models.UniqueConstraint(
                fields=["a", "b"],
                name="confusable_unique",
                violation_error_message="Cặp này đã có.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.a} – {self.b}"


class Elsewhere(Word):
    """Việc không thuộc công an, và nơi giải quyết."""

    terms = LinesField("từ khoá", help_text="Mỗi dòng một cụm từ người dân gõ.")
    unless = LinesField(
        "trừ khi có", help_text="Câu hỏi có một trong các cụm từ này thì bỏ qua mục này."
    )
    agency = models.CharField("nơi giải quyết", max_length=300, help_text="Cơ quan làm việc này.")

    class Meta:
        verbose_name = "việc của cơ quan khác"
        verbose_name_plural = "việc của cơ quan khác"
        ordering = ("agency", "pk")

    def __str__(self) -> str:
        return self.agency


class Signpost(Word):
    """Chữ người dân gõ khi cần điều khác một thủ tục, và lối đi đến đó."""

    name = models.CharField(
        "tên", max_length=120, unique=True, help_text="Người dân đọc tên này trên lối đi."
    )
    doors = LinesField(
        "lối đi",
        help_text="Mỗi dòng một lối, «loại:mã», ví dụ report_kind:site_report/lamp; xem Trợ giúp.",
    )
    reason = models.CharField(
        "lý do", max_length=500, help_text="Một, hai câu: vì sao đi lối này, theo luật nào."
    )
    terms = LinesField("ai, cái gì", help_text="Mỗi dòng một cụm từ; có một là đủ.")
    with_any = LinesField(
        "làm gì, bị sao",
        help_text="Nếu ghi thì câu phải có thêm một trong các cụm từ này, trước hay sau đều được.",
    )
    unless = LinesField(
        "trừ khi có", help_text="Câu hỏi có một trong các cụm từ này thì bỏ qua mục này."
    )
    examples = LinesField(
        "câu ví dụ",
        help_text="Mỗi dòng một câu người dân nói; câu lạ được so với các câu này.",
    )
    alone = models.BooleanField(
        "thay cho kết quả",
        default=True,
        help_text="Có: dưới lối đi chỉ còn các thủ tục chọn ở đây. Không: kết quả tìm giữ nguyên.",
    )
    priority = models.PositiveSmallIntegerField(
        "ưu tiên",
        default=0,
        validators=[MaxValueValidator(5)],
        help_text="0 đến 5: đứng trước mục khác và trước thủ tục, như khi khớp thêm ngần ấy tiếng.",
    )
    procedures = models.ManyToManyField(
        Procedure,
        blank=True,
        related_name="+",
        verbose_name="thủ tục vẫn hiện",
        help_text="Thủ tục đúng cho việc này, nếu có.",
    )

    class Meta:
        verbose_name = "lối đi ngoài thủ tục"
        verbose_name_plural = "lối đi ngoài thủ tục"
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Emergency(Word):
    """Việc khẩn cấp và số điện thoại."""

    terms = LinesField("từ khoá", help_text="Mỗi dòng một cụm từ người dân gõ.")
    unless = LinesField(
        "trừ khi có", help_text="Câu hỏi có một trong các cụm từ này thì bỏ qua mục này."
    )
    number = models.CharField(
        "số điện thoại", max_length=20, blank=True, help_text="113, 114 hoặc 115."
    )
    advice = models.CharField(
        "lời khuyên", max_length=300, help_text="Một câu nói việc cần làm ngay."
    )

    class Meta:
        verbose_name = "việc khẩn cấp"
        verbose_name_plural = "việc khẩn cấp"
        ordering = ("number", "pk")

    def __str__(self) -> str:
        return f"{self.number} {self.advice}".strip()


class Aspect(Word):
    """Điểm phân biệt các thủ tục về cùng một việc."""

    name = models.CharField(
        "điểm phân biệt", max_length=100, unique=True, help_text="Ví dụ: Cấp lại."
    )
    family = models.CharField(
        "nhóm",
        max_length=100,
        help_text="Người dân thường chỉ cần một điểm trong mỗi nhóm. Ví dụ: hành động.",
    )
    in_names = LinesField(
        "trong tên thủ tục", help_text="Mỗi dòng một cụm từ mà tên thủ tục dùng cho điểm này."
    )
    in_queries = LinesField(
        "trong câu tìm kiếm", help_text="Mỗi dòng một cụm từ người dân gõ khi cần điểm này."
    )
    special = models.BooleanField(
        "chỉ khi được nhắc đến",
        default=True,
        help_text="Thủ tục có điểm này xếp sau nếu câu tìm kiếm không nhắc đến.",
    )

    class Meta:
        verbose_name = "điểm phân biệt thủ tục"
        verbose_name_plural = "điểm phân biệt thủ tục"
        ordering = ("family", "name")

    def __str__(self) -> str:
        return self.name


class FillerWord(Word):
    """Từ trong câu hỏi không nói câu hỏi về việc gì."""

    class Kind(models.TextChoices):
        """How search treats the word."""

        QUESTION = "question", "Cụm từ để hỏi"
        WEAK = "weak", "Tiếng ít ý nghĩa"
        NEGATION = "negation", "Lời gạt bỏ"
        TURN = "turn", "Lời chuyển ý"

    text = models.CharField("từ", max_length=100, unique=True, help_text="Ví dụ: cần giấy tờ gì.")
    kind = models.CharField(
        "loại",
        max_length=10,
        choices=Kind,
        help_text="Cụm từ để hỏi được bỏ khỏi câu tìm kiếm. Tiếng ít ý nghĩa được giữ lại nhưng "
        "hầu như không tính điểm. Những gì nói ngay sau lời gạt bỏ (không phải, chứ không) không "
        "được tìm, cho đến lời chuyển ý (nhưng, mà).",
    )

    class Meta:
        verbose_name = "từ đệm"
        verbose_name_plural = "từ đệm"
        ordering = ("kind", "text")

    def __str__(self) -> str:
        return self.text
