"""The offices of a province as a file for `import_offices`, from the data about it.

If `data/provinces` has a file of the province, it lists the offices. Otherwise they are the usual
ones: its police, the departments, and an office for each commune.
"""

import json
from collections.abc import Mapping
from typing import Any

from offices.geography.former import former_names
from offices.geography.provinces import DATA, Commune, Province, commune_ids
from offices.importing import document
from offices.models import Office, OpeningRule

Entry = dict[str, Any]
FIELDS = DATA / "fields.json"
SOURCE = (
    "Danh sách xã, phường sau sắp xếp 01/7/2025 và cơ cấu chung của công an cấp tỉnh; đơn vị chưa "
    "xác nhận"
)


def shared_weeks(province: Province) -> list[OpeningRule]:
    """Return the opening hours that many offices of `province` share, as far as known."""
    rows = json.loads((DATA / "opening_rules.json").read_text()).get(province.code, [])
    return [OpeningRule(**row) for row in rows]


def province_document(province: Province) -> dict[str, list[Any]]:
    """Return fields and offices of `province`."""
    found = document.read(FIELDS.read_bytes())
    return {**found, "offices": _offices(province)}


def _offices(province: Province) -> list[Entry]:
    own = DATA / "provinces" / f"{province.code}.json"
    if own.exists():
        return document.read(own.read_bytes())["offices"]
    return _assumed(province, commune_ids(province))


def _assumed(province: Province, known: Mapping[str, Commune]) -> list[Entry]:
    police = {"id": province.office_id, "kind": Office.Kind.PROVINCE.value}
    above = {"parent": province.office_id, "source": SOURCE}
    former = former_names(province)
    return [
        {**police, "name": province.police_name, "source": SOURCE},
        *(
            {
                "id": f"{province.slug}-{row['id']}",
                "kind": Office.Kind.DEPARTMENT.value,
                "name": row["name"].format(level=province.level),
                "fields": row["fields"],
                **above,
            }
            for row in json.loads((DATA / "departments.json").read_text())
        ),
        *(
            {
                "id": office_id,
                "kind": Office.Kind.COMMUNE.value,
                "name": f"Công an {commune.name[0].lower()}{commune.name[1:]}",
                **({"former_names": [*former[office_id]]} if office_id in former else {}),
                **above,
            }
            for office_id, commune in known.items()
        ),
    ]
