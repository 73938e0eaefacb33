"""The settings for Zalo as one value, which clients are built from."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings

from foundation.zalo.errors import NotConfigured, Reason, ZaloMisconfigured


@dataclass(frozen=True)
class Configuration:
    """Addresses, identities, secrets and bounds. Times are in seconds; `repr` hides secrets."""

    app_id: str
    app_secret: str = field(repr=False)
    mini_app_id: str
    openapi_key: str = field(repr=False)
    oa_id: str
    oa_secret: str = field(repr=False)
    proxy: str = field(repr=False)
    ca_file: str
    graph_url: str
    oauth_url: str
    business_url: str
    openapi_url: str
    miniapp_url: str
    connect_seconds: float
    read_seconds: float
    total_seconds: float
    threads: int
    plain_http: bool
    old_text: bool = False

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


def current() -> Configuration:
    """Return the configuration from Django's current settings."""
    return Configuration(
        app_id=settings.ZALO_APP_ID.strip(),
        app_secret=settings.ZALO_APP_SECRET.strip(),
        mini_app_id=settings.ZALO_MINI_APP_ID.strip(),
        openapi_key=settings.ZALO_OPENAPI_KEY.strip(),
        oa_id=settings.ZALO_OA_ID.strip(),
        oa_secret=settings.ZALO_OA_SECRET.strip(),
        proxy=settings.ZALO_PROXY.strip(),
        ca_file=settings.ZALO_CA_FILE.strip(),
        graph_url=settings.ZALO_GRAPH_URL,
        oauth_url=settings.ZALO_OAUTH_URL,
        business_url=settings.ZALO_BUSINESS_URL,
        openapi_url=settings.ZALO_OPENAPI_URL,
        miniapp_url=settings.ZALO_MINIAPP_URL,
        connect_seconds=settings.ZALO_CONNECT_SECONDS,
        read_seconds=settings.ZALO_READ_SECONDS,
        total_seconds=settings.ZALO_TOTAL_SECONDS,
        threads=settings.WEB_THREADS,
        plain_http=settings.ZALO_PLAIN_HTTP,
        old_text=settings.ZALO_OA_TEXT_V2,
    )


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
