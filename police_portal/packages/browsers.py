"""What browsers may do: pages of other hosts with the API, and officers' pages with others."""

from csp.constants import NONE, SELF

CORS_URLS_REGEX = r"^/api/"
CORS_ALLOW_CREDENTIALS = False
CORS_ALLOW_HEADERS = [
    "accept",
    "authorization",
    "content-type",
    "idempotency-key",
    "if-none-match",
    "tus-resumable",
    "upload-length",
    "upload-metadata",
    "upload-offset",
    "x-request-id",
]
# The Mini App takes the time from `Date` if the phone's clock is wrong.
CORS_EXPOSE_HEADERS = [
    "date",
    "deprecation",
    "etag",
    "location",
    "ratelimit",
    "ratelimit-policy",
    "retry-after",
    "sunset",
    "tus-extension",
    "tus-max-size",
    "tus-resumable",
    "tus-version",
    "upload-length",
    "upload-offset",
    "x-request-id",
]
CORS_PREFLIGHT_MAX_AGE = 86400

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        # unfold's Alpine components evaluate expressions and set inline styles; no page has an
        # inline script.
        "script-src": [SELF, "'unsafe-eval'"],
        "style-src": [SELF, "'unsafe-inline'"],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
