"""What comes next: links from a procedure to others, each with the reason in one sentence."""

from django.db import models

from foundation.records.keys import foreign_key
from procedures.models.part_bases import Part
from procedures.models.procedure import Procedure


class NextProcedure(Part):
    """Việc tiếp theo: another procedure that people often need after this one."""

    target = foreign_key(
        Procedure,
        "thủ tục tiếp theo",
        "Người dân bấm vào sẽ mở thủ tục này.",
        related_name="reached_from",
    )
    sentence = models.CharField(
        "lời dẫn",
        max_length=200,
        help_text="Một câu dễ hiểu: khi nào thì làm thủ tục đó, ví dụ «Cần đi nước ngoài thì làm "
        "hộ chiếu mới.».",
    )

    class Meta(Part.Meta):
        default_related_name = "next_procedures"
        verbose_name = "việc tiếp theo"
        verbose_name_plural = "việc tiếp theo"
        constraints = (
            models.UniqueConstraint(
                fields=["procedure", "target"],
                name="next_procedure_unique",
                violation_error_message="Thủ tục này đã có trong việc tiếp theo.",
            ),
            models.CheckConstraint(
                condition=~models.Q(target=models.F("procedure")),
                name="next_procedure_is_another",
                violation_error_message="Việc tiếp theo phải là một thủ tục khác.",
            ),
        )

    def __str__(self) -> str:
        return self.sentence
