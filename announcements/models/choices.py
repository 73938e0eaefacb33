"""Choices of announcements."""

from django.db import models


class Severity(models.TextChoices):
    """How grave it is, in the words of CAP 1.2."""

    MINOR = "minor", "Để biết"
    MODERATE = "moderate", "Cần lưu ý"
    SEVERE = "severe", "Nghiêm trọng"
    EXTREME = "extreme", "Khẩn cấp"


class Audience(models.TextChoices):
    """For whom it is meant above all."""

    EVERYBODY = "everybody", "Mọi người"
    RESIDENTS = "residents", "Người cư trú trong tỉnh"
    DRIVERS = "drivers", "Người tham gia giao thông"
    PARENTS = "parents", "Phụ huynh, học sinh"
    ELDERLY = "elderly", "Người cao tuổi"
    BUSINESSES = "businesses", "Cơ sở kinh doanh"
    FOREIGNERS = "foreigners", "Người nước ngoài"


class RevocationReason(models.TextChoices):
    """Why a notice about a person is revoked at once."""

    FOUND = "found", "Đã tìm thấy, đã bắt được, đã ra đầu thú"
    LIFTED = "lifted", "Quyết định đã đình nã, hết hiệu lực"
    MISTAKEN = "mistaken", "Nhầm người, nhầm ảnh"
    FAMILY = "family", "Gia đình, người giám hộ đề nghị"
    HARM = "harm", "Có nguy cơ gây hại cho người được nêu"


class Verdict(models.TextChoices):
    """What checking a claim found."""

    FALSE = "false", "Sai sự thật"
    MISLEADING = "misleading", "Gây hiểu sai"
    PARTLY_TRUE = "partly_true", "Đúng một phần"
    UNPROVEN = "unproven", "Chưa có căn cứ"
    TRUE = "true", "Đúng"
