"""Whether the catalogue can be served."""

from foundation.api.readiness import NotReady
from procedures.publishing.snapshot import catalogue


def check_catalogue() -> None:
    """Raise NotReady if the catalogue is empty; any other error if it cannot be loaded."""
    if not catalogue.current().documents:
        raise NotReady("Danh mục thủ tục trống.")
