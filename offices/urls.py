"""Addresses of the offices app, under /api/v1/."""

from django.urls import URLPattern, path

from foundation.publishing.conditional import remembered
from offices import views

urlpatterns: list[URLPattern] = [
    path("fields/", remembered(views.FieldList), name="fields"),
    path("offices/", remembered(views.OfficeList), name="offices"),
    path("offices/<str:office_id>/", remembered(views.OfficeDetail), name="office"),
]
