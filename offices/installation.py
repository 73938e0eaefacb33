"""The province of this installation: one database is one province."""

from django.conf import settings
from django.core.management.base import CommandParser

from offices.geography.provinces import (
    Province,
    UnknownProvince,
    default_province,
    find_province,
    province_of_office,
)
from offices.models import Office
from offices.models.office import root_id
from offices.snapshot import directory

UNNAMED = "Công an tỉnh"
EXAMPLE_NAME = "Công an tỉnh Ví Dụ"  # of deploy/environment.example


def own_province() -> Province | None:
    """Return the province of this database, None before it has offices."""
    return province_of_office(root_id())


def choose_province(text: str) -> Province:
    """Return the province called `text`; by default that of this database, or else of the data.

    Raises UnknownProvince for an unknown name, and for a second province.
    """
    root, own = root_id(), own_province()
    if not text:
        return own or default_province()
    wanted = find_province(text)
    if root is not None and wanted != own:
        name = Office.objects.get(pk=root).name
        raise UnknownProvince(
            f"Cơ sở dữ liệu này đã là của {name}; mỗi tỉnh một cơ sở dữ liệu riêng."
        )
    return wanted


def add_province_argument(parser: CommandParser) -> None:
    """Add an option with the name of the province, for `choose_province`."""
    parser.add_argument(
        "--province",
        default="",
        metavar="TỈNH",
        help="Tên tỉnh, thành phố, có dấu hay không; mặc định là tỉnh đã có.",
    )


def is_example() -> bool:
    """Return True while citizens read the name of the example."""
    return bool(settings.POLICE_NAME.strip() == EXAMPLE_NAME)


def police_name(_request: object = None) -> str:
    """Return the public name of the province's police.

    The setting POLICE_NAME, if set, wins over the name of the top office.
    """
    if settings.POLICE_NAME:
        return str(settings.POLICE_NAME)
    root = directory.current().root
    return str(root.card["name"]) if root else UNNAMED
