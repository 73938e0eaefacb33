"""Kinds of reports in memory, replaced when officers publish."""

from collections.abc import Iterable

from foundation.publishing.conditional import Memory
from foundation.publishing.snapshots import Snapshot
from reports.kinds.published import Kind

REVISION = "report_kinds"


class PublishedKinds:
    """All kinds by code, in the order in which citizens see them; off ones too."""

    def __init__(self, kinds: Iterable[Kind]) -> None:
        self.by_code = {kind.code: kind for kind in kinds}
        self.memory = Memory()


def build(_revision: int, _previous: PublishedKinds | None) -> PublishedKinds:
    """Read all kinds."""
    raise NotImplementedError


kinds: Snapshot[PublishedKinds] = Snapshot(REVISION, build)


def report_kinds() -> PublishedKinds:
    """Return what citizens see now."""
    return kinds.current()
