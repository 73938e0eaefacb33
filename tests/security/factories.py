"""Rows of this room."""

from security import actions
from security.models import SecurityIncident
from tests.officers.factories import account


def handler():
    """Return an officer who handles incidents: an administrator."""
    return account(role="Quản trị hệ thống")


def incident(**values):
    """Return an incident that somebody noted."""
    row = SecurityIncident(
        title="Máy chủ cơ sở dữ liệu bị truy cập trái phép",
        noticed_by="Hệ thống giám sát",
        what="Một tài khoản lạ đọc bảng hồ sơ.",
        contact="Đại uý Nguyễn Văn A, 0210 000 0000",
        **values,
    )
    actions.save(row, handler())
    return row
