"""Generated documents are up to date."""

import pytest
from django.conf import settings

from police_portal.documents import generated


@pytest.mark.parametrize("name", generated.DOCUMENTS)
def test_generated_documents_are_up_to_date(name):
    written = (settings.BASE_DIR / name).read_text()
    assert written == generated.DOCUMENTS[name](), f"{name} is stale: run `make docs`"
