"""What clients are built from: addresses, identities, secrets, bounds."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from zalo_client.errors import NotConfigured, Reason, ZaloMisconfigured


@dataclass(frozen=True)
class Configuration:
    """Addresses, identities, secrets and bounds. Times are in seconds; `repr` hides secrets.

    `threads` are those of this process, `plain_http` is for the simulator, `old_text` sends texts
    by the address of v2.0.
    """

    app_id: str
    app_secret: str = field(repr=False)
    mini_app_id: str = ""
    openapi_key: str = field(default="", repr=False)
    oa_id: str = ""
    oa_secret: str = field(default="", repr=False)
    proxy: str = field(default="", repr=False)
    ca_file: str = ""
    graph_url: str = "https://graph.zalo.me"
    oauth_url: str = "https://oauth.zaloapp.com"
    business_url: str = "https://business.openapi.zalo.me"
    openapi_url: str = "https://openapi.zalo.me"
    miniapp_url: str = "https://openapi.mini.zalo.me"
    connect_seconds: float = 2.0
    read_seconds: float = 4.0
    total_seconds: float = 6.0
    threads: int = 8
    plain_http: bool = False
    old_text: bool = False
    user_agent: str = "zalo-client"

    @property
    def configured(self) -> bool:
        """True if this installation has a Zalo app; without one it serves the catalogue only."""
        return bool(self.app_id and self.app_secret)

    def require(self) -> None:
        """Raise NotConfigured if this installation has no Zalo app."""
        if not self.configured:
            raise NotConfigured

    @property
    def waiting_places(self) -> int:
        """How many threads of this process may wait for Zalo at once: half, at least one."""
        return max(1, self.threads // 2)


def is_base_address(url: str, *, plain_http: bool) -> bool:
    """Return True if `url` is a scheme, a host and perhaps a port, and nothing else.

    Without `plain_http` the scheme must be https.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    bare = f"{parts.scheme}://{parts.hostname}" + ("" if port is None else f":{port}")
    allowed = {"http", "https"} if plain_http else {"https"}
    return (
        bool(parts.hostname) and parts.scheme in allowed and url.removesuffix("/").lower() == bare
    )


def base_address(url: str, *, plain_http: bool) -> str:
    """Return `url` without a trailing slash.

    Raises ZaloMisconfigured if it is not a base address or not encrypted.
    """
    if not is_base_address(url, plain_http=plain_http):
        raise ZaloMisconfigured(Reason.ADDRESS)
    return url.removesuffix("/")
