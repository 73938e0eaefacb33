"""The citizen's session in the OpenAPI document."""

from drf_spectacular.extensions import OpenApiAuthenticationExtension


class CitizenScheme(OpenApiAuthenticationExtension):
    """A bearer token."""

    target_class = "citizens.authentication.CitizenAuthentication"
    name = "citizen"

    def get_security_definition(self, _auto_schema: object) -> dict[str, str]:
        """Return the security scheme."""
        return {"type": "http", "scheme": "bearer", "description": "Token của POST session/."}
