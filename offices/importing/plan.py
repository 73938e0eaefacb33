"""Plan an import from the file, the rows, and the last import."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from foundation.importing.comparison import Verdict, fingerprint, judge
from offices.importing.contents import Content


@dataclass(frozen=True, slots=True)
class Held:
    """A row, and the fingerprint of its last import; "" if it was entered by hand."""

    content: Content
    imported: str

    @property
    def edited(self) -> bool:
        """True if an officer created it, or changed it since the last import."""
        return fingerprint(self.content) != self.imported


@dataclass(slots=True)
class Plan:
    """The plan for each row, by its key. The lists contain the members that differ."""

    created: list[str] = field(default_factory=list)
    changed: dict[str, list[str]] = field(default_factory=dict)
    adopted: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    kept: dict[str, list[str]] = field(default_factory=dict)
    conflicts: dict[str, list[str]] = field(default_factory=dict)
    unchanged: int = 0


def make_plan(
    wanted: Mapping[str, Content], held: Mapping[str, Held], overwrite: Iterable[str] = ()
) -> Plan:
    """Compare the file with the rows.

    A row edited by an officer is overwritten only if its key is in `overwrite`. `kept` are edited
    rows where the file has nothing new, `conflicts` those where it has, and `adopted` those where
    file and officer now agree.
    """
    plan = Plan(created=[key for key in wanted if key not in held])
    for key in wanted.keys() & held.keys():
        _compare(plan, key, wanted[key], held[key], take_file=key in set(overwrite))
    for key in held.keys() - wanted.keys():
        _plan_vanished(plan, key, held[key])
    return plan


def _compare(plan: Plan, key: str, content: Content, row: Held, *, take_file: bool) -> None:
    differing = [name for name in content if content[name] != row.content.get(name)]
    said, held = fingerprint(content), fingerprint(row.content)
    verdict = judge(said, held, row.imported, same=not differing, take_file=take_file)
    if verdict is Verdict.UNCHANGED:
        plan.unchanged += 1
    elif verdict is Verdict.SETTLED:
        plan.adopted.append(key)
    else:
        lists = {Verdict.WRITE: plan.changed, Verdict.KEPT: plan.kept}
        lists.get(verdict, plan.conflicts)[key] = differing


def _plan_vanished(plan: Plan, key: str, row: Held) -> None:
    if not row.imported or row.content.get("valid_to"):
        plan.unchanged += 1
    elif row.edited:
        plan.conflicts[key] = ["vắng trong tệp"]
    else:
        plan.ended.append(key)
