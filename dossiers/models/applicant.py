"""The columns of a dossier that say who applied."""

from django.db import models

from citizens.login.phones import masked
from foundation.records.encryption import EncryptedTextField


class WithApplicant(models.Model):
    """Who applied: known to officers only, and found by keyed hashes.

    The name is in clear, with a folded form to search by; the phone and the last four digits of
    the ID number are encrypted. Four digits have only 10,000 values, so their hash takes in the
    code of the dossier: equal digits of two dossiers look different, and someone with the table
    and the key still has to try each dossier by itself. Of a whole ID number a keyed hash is kept,
    to find what people name at the counter; the number itself is not.
    """

    applicant_name = models.CharField(
        "người nộp",
        max_length=200,
        blank=True,
        help_text="Họ tên hoặc tên tổ chức; chỉ cán bộ thấy, không hiện cho người tra cứu.",
    )
    applicant_folded = models.CharField(
        "tên để tìm",
        max_length=200,
        blank=True,
        editable=False,
        help_text="Tên không dấu, hệ thống tự ghi.",
    )
    applicant_phone = EncryptedTextField(
        "điện thoại người nộp",
        blank=True,
        editable=False,
        help_text="Dạng E.164, được mã hoá khi lưu; chủ số thấy hồ sơ của mình.",
    )
    applicant_phone_hash = models.CharField(
        "dấu điện thoại",
        max_length=64,
        blank=True,
        editable=False,
        help_text="Để tìm hồ sơ theo số mà không cần giải mã.",
    )
    phone_last4_hash = models.CharField(
        "dấu 4 số cuối điện thoại",
        max_length=64,
        blank=True,
        editable=False,
        help_text="Để so khi tra cứu; gồm cả mã hồ sơ.",
    )
    id_last4 = EncryptedTextField(
        "4 số cuối số định danh",
        blank=True,
        editable=False,
        help_text="Được mã hoá khi lưu; chỉ dùng để so khi tra cứu.",
    )
    id_last4_hash = models.CharField(
        "dấu 4 số cuối số định danh",
        max_length=64,
        blank=True,
        editable=False,
        help_text="Để so khi tra cứu; gồm cả mã hồ sơ.",
    )
    id_number_hash = models.CharField(
        "dấu số định danh",
        max_length=64,
        blank=True,
        default="",
        db_default="",
        editable=False,
        help_text="Để tìm hồ sơ theo đủ số; số không được lưu.",
    )
    slip_hash = models.CharField(
        "dấu mã tra cứu",
        max_length=64,
        blank=True,
        editable=False,
        help_text="Của mã tra cứu in trên giấy tiếp nhận; mã không được lưu.",
    )

    class Meta:
        abstract = True

    @property
    def masked_phone(self) -> str:
        """The applicant's phone as officers see it, `0912•••678`; empty without one."""
        return masked(self.applicant_phone) if self.applicant_phone else ""
