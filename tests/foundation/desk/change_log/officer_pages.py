"""Pages of rows, and saving them as an officer does."""

import re

from django.urls import reverse

from tests.procedures.admin.browser import fields_of


def page(row, name="change"):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{name}", args=[row.pk])


def save(client, row, form="office_form", **values):
    """Change fields of a row on its page."""
    answer = client.post(page(row), fields_of(client.get(page(row)), form) | values)
    assert answer.status_code == 302, re.findall(
        r"errorlist.*?</ul>", answer.content.decode(), re.DOTALL
    )
