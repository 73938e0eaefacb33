"""What a province's service says of itself in the document that it serves: whom to ask, and where.

The document in the repository is the same for all; it names nobody's machine and nobody's mail.
"""

from typing import Any

from django.conf import settings
from rest_framework.request import Request


def add_installation(
    result: dict[str, Any], request: Request | None, **_context: object
) -> dict[str, Any]:
    """Put the installation's own contact and address in place. A hook of drf-spectacular."""
    if request is None:  # `make docs`
        return result
    said = {"url": settings.PUBLIC_URL, "email": settings.PRIVACY_EMAIL}
    result["info"]["contact"] = {
        "name": settings.POLICE_NAME,
        **{k: v for k, v in said.items() if v},
    }
    # Beside the document, whatever the name by which it was asked for: so its page can try it.
    result["servers"] = [{"url": "/", "description": settings.POLICE_NAME}]
    return result
