"""Officers' own views of their lists."""

from django.db import models

from foundation.records.keys import user_key


class SavedView(models.Model):
    """A list under filters that an officer chose and named. Only that officer sees it.

    It holds filters and an order, never what was searched for, so it says nothing about a citizen.
    """

    MOST = 12  # of one officer for one list
    MAX_NAME, MAX_QUERY = 40, 500

    officer = user_key(
        "cán bộ", "Ai đã lưu; xoá khi tài khoản ngừng hoạt động.", db_index=False
    )  # saved_view_name begins with it
    page = models.CharField(
        "danh sách", max_length=60, help_text="Danh sách nào, ví dụ «dossiers.dossier»."
    )
    name = models.CharField("tên", max_length=MAX_NAME, help_text="Tên do cán bộ đặt.")
    query = models.CharField(
        "bộ lọc", max_length=MAX_QUERY, help_text="Các bộ lọc và thứ tự; không có lời tìm kiếm."
    )

    class Meta:
        verbose_name = "chế độ xem đã lưu"
        verbose_name_plural = "chế độ xem đã lưu"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "page", "name"],
                name="saved_view_name",
                violation_error_message="Đã có chế độ xem mang tên này.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
