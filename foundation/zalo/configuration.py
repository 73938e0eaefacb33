"""The settings for Zalo as the value that clients are built from."""

from django.conf import settings

from zalo_client.configuration import Configuration


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
        user_agent="police-portal",
    )
