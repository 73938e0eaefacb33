"""The members of an answer for openMediaPicker of Zalo's Mini Apps.

The picker posts the files itself and accepts only answers of its own template: `err` 0 with `data`,
or another `err` with `message`.
"""

from collections.abc import Sequence
from typing import Any

from rest_framework.exceptions import MethodNotAllowed
from rest_framework.views import APIView

from foundation.api.handlers import from_exception


def picked(domain: str, images: Sequence[Any]) -> dict[str, Any]:
    """Return the answer for received files: their names, and the address before them."""
    return {"err": 0, "data": {"domain": domain, "images": list(images)}}


class AnswersPicker(APIView):
    """Mixin of a view for uploads: its errors also fit the picker's template."""

    def handle_exception(self, exc: Exception) -> Any:
        """Answer with a problem that also fits the picker's template."""
        problem = from_exception(exc)
        if problem is None or isinstance(exc, MethodNotAllowed):
            return super().handle_exception(exc)
        problem.extra |= {"err": problem.type.status, "message": problem.detail}
        return super().handle_exception(problem)
