"""Settings of the bucket that several machines share for files; off until STORAGE_URL is set."""

from police_portal.environment.reading import text

STORAGE_URL = text(
    "STORAGE_URL",
    "",
    "Bucket of a server that speaks S3, in which photos, pictures and evidence lie, such as "
    "https://s3.example.vn/portal-files; empty: they lie below DATA_DIR.",
)
STORAGE_KEY_ID = text("STORAGE_KEY_ID", "", "Name of the key that reads and writes the bucket.")
STORAGE_SECRET_KEY = text("STORAGE_SECRET_KEY", "", "The secret of that key.")
STORAGE_REGION = text(
    "STORAGE_REGION", "us-east-1", "Region that requests to the bucket are signed for."
)
STORAGE_CA_FILE = text(
    "STORAGE_CA_FILE",
    "",
    "File of the certificate authorities that are trusted in calls to the bucket; empty: the "
    "public ones that come with the packages.",
)
