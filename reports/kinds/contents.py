"""The content of a kind as shipped, or of its rows, in one form in which both can be compared."""

from hashlib import blake2b
from pathlib import Path
from typing import Any

import orjson

from offices.installation import choose_province
from reports.models import ReportKind

Content = dict[str, Any]
DATA = Path(__file__).with_name("data")
REASONS = "listed_reasons.json"
RELEASED = "released/0.9.0.json"

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
    province = choose_province("")
    return [orjson.loads(province.in_own_words(path.read_text())) for path in paths]


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
            map(_clock_rule, kind.clock_rules.all()),
            key=lambda row: (row["stage"], row["valid_from"]),
        ),
        "routing_rules": [_routing_rule(one) for one in kind.routing_rules.all()],
    }


# What is replaced or kept as one: rules of routing name topics.
_ROUTING = ("topics", "routing_rules")
UNITS = {
    **{name: (name,) for name in (*_PLAIN[1:], "particulars", "clock_rules")},
    "routing_rules": _ROUTING,
}


def marks_of(content: Content) -> dict[str, str]:
    """Return the fingerprint of each unit of a kind, by its name in `UNITS`."""
    return {
        unit: fingerprint({name: content[name] for name in names}) for unit, names in UNITS.items()
    }


def marks_released(kind_fingerprint: str) -> dict[str, str]:
    """Return the marks of a kind as 0.9.0 shipped it, which kept no marks; empty if it did not."""
    released: dict[str, dict[str, str]] = orjson.loads((DATA / RELEASED).read_bytes())
    return released.get(kind_fingerprint, {})


def _clock_rule(rule: Any) -> Content:
    return {
        "stage": rule.stage,
        "length": rule.length,
        "unit": rule.unit,
        "extended_length": rule.extended_length,
        "citation": rule.citation,
        "valid_from": rule.valid_from.isoformat(),
        "valid_to": rule.valid_to.isoformat() if rule.valid_to else None,
    }


def _routing_rule(rule: Any) -> Content:
    return {
        "topic": rule.topic.code if rule.topic else None,
        "receiver": rule.receiver,
        "field": rule.field_id,
        "office": rule.office_id,
        "citation": rule.citation,
    }
