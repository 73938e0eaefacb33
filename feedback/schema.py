"""The upload ticket in the OpenAPI document."""

from drf_spectacular.extensions import OpenApiAuthenticationExtension


class TicketScheme(OpenApiAuthenticationExtension):
    """A ticket in the address."""

    target_class = "feedback.photos.views.TicketAuthentication"
    name = "ticket"

    def get_security_definition(self, _auto_schema: object) -> dict[str, str]:
        return {
            "type": "apiKey",
            "in": "query",
            "name": "ticket",
            "description": "Vé của POST photos/ticket/, chỉ để tải ảnh lên.",
        }
