"""How drf_spectacular describes the API."""

from foundation.api import schema_parts
from police_portal import VERSION
from police_portal.documents import identifiers
from police_portal.environment import BASE_DIR

schema_parts.IDENTIFIERS.update(identifiers.IDENTIFIERS)
SPECTACULAR_SETTINGS = {
    "TITLE": "Police Portal API",  # generators make names of it
    "LICENSE": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
    "CONTACT": {"name": "Công an tỉnh vận hành dịch vụ; GET /api/schema/ của họ ghi tên và thư"},
    "SERVERS": [
        {
            "url": "https://{host}",
            "description": "Máy chủ của công an một tỉnh.",
            "variables": {"host": {"default": "congan.example", "description": "Tên máy chủ."}},
        },
        {"url": "http://127.0.0.1:8000", "description": "`make run`, để thử."},
    ],
    "DESCRIPTION": (BASE_DIR / "police_portal" / "documents" / "api_guide.md").read_text()
    + identifiers.table(),
    "TAGS": schema_parts.TAGS,
    "VERSION": VERSION,
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PUBLIC": True,
    "SCHEMA_PATH_PREFIX": r"/api/v1/",
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SWAGGER_UI_SETTINGS": {
        "deepLinking": True,
        "defaultModelsExpandDepth": 0,
        "tryItOutEnabled": True,
    },
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_NAME_OVERRIDES": schema_parts.ENUM_NAMES,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "foundation.api.schema.add_components",
        "police_portal.documents.examples.add_examples",
        "police_portal.documents.served.add_installation",
    ],
}
