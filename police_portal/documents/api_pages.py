"""The API to read and to try. It is on the officers' origin, so it restricts what it may load."""

from typing import Any

from drf_spectacular.views import SpectacularSwaggerSplitView
from rest_framework.request import Request
from rest_framework.response import Response

# Swagger UI sets styles of elements; its script is loaded from a separate address.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)


class ApiDocsView(SpectacularSwaggerSplitView):
    """Swagger UI, without any script in the page."""

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        """Return the answer with its policy."""
        response["Content-Security-Policy"] = POLICY
        answer: Response = super().finalize_response(request, response, *args, **kwargs)
        return answer
