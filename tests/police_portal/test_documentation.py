"""Generated documents are up to date."""

import pytest
from django.conf import settings

from police_portal import documentation


@pytest.mark.parametrize("name", documentation.DOCUMENTS)
def test_generated_documents_are_up_to_date(name):
    written = (settings.BASE_DIR / name).read_text()
    assert written == documentation.DOCUMENTS[name](), f"{name} is stale: run `make docs`"
