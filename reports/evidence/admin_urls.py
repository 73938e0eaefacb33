"""Officers' addresses of evidence, below the admin's."""

from django.contrib import admin
from django.urls import URLPattern, path

from reports.evidence import pages

urlpatterns: list[URLPattern] = [
    path("bang-chung/<uuid:object_id>/", admin.site.admin_view(pages.look), name="evidence-look"),
    path(
        "bang-chung/<uuid:object_id>/cach-ly/",
        admin.site.admin_view(pages.quarantine),
        name="evidence-quarantine",
    ),
    path(
        "bang-chung/phan-anh/<int:object_id>/",
        admin.site.admin_view(pages.beside),
        name="evidence-beside",
    ),
    path(
        "bang-chung/xuat/<int:object_id>/",
        admin.site.admin_view(pages.export),
        name="evidence-export",
    ),
]
