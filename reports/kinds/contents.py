"""The content of a kind as shipped, or of its rows, in one form in which both can be compared."""

from hashlib import blake2b
from pathlib import Path
from typing import Any

import orjson

from reports.models import ReportKind

Content = dict[str, Any]
DATA = Path(__file__).with_name("data")
REASONS = "listed_reasons.json"

_PLAIN = (
    "code",
    "name",
    "description",
    "order",
    "law",
    "desk",
    "anonymity",
    "anonymity_warning",
    "plain",
    "is_crime",
    "lawful_way",
    "doubt",
)


def shipped_kinds() -> list[Content]:
    """Return the kinds in the order of their files."""
    paths = sorted(path for path in DATA.glob("*.json") if path.name != REASONS)
    return [orjson.loads(path.read_bytes()) for path in paths]


def shipped_reasons() -> list[Content]:
    """Return the reasons that officers choose from."""
    rows: list[Content] = orjson.loads((DATA / REASONS).read_bytes())
    return rows


def fingerprint(content: Content) -> str:
    """Return a hash that differs for different contents."""
    return blake2b(orjson.dumps(content, option=orjson.OPT_SORT_KEYS), digest_size=16).hexdigest()


def content_of(kind: ReportKind) -> Content:
    """Return what the rows of a kind say, in the shape of its file.

    Whether it is on is not part of it: switching on is no change of what was shipped.
    """
    return {
        **{name: getattr(kind, name) for name in _PLAIN},
        "particulars": [
            {"particular": one.particular, "need": one.need, "prompt": one.prompt}
            for one in kind.particulars.all()
        ],
        "topics": [{"code": one.code, "name": one.name} for one in kind.topics.all()],
        "clock_rules": sorted(
            (
                {
                    "stage": one.stage,
                    "length": one.length,
                    "unit": one.unit,
                    "extended_length": one.extended_length,
                    "citation": one.citation,
                    "valid_from": one.valid_from.isoformat(),
                    "valid_to": one.valid_to.isoformat() if one.valid_to else None,
                }
                for one in kind.clock_rules.all()
            ),
            key=lambda row: (row["stage"], row["valid_from"]),
        ),
        "routing_rules": [
            {
                "topic": one.topic.code if one.topic else None,
                "receiver": one.receiver,
                "field": one.field_id,
                "office": one.office_id,
                "citation": one.citation,
            }
            for one in kind.routing_rules.all()
        ],
    }
