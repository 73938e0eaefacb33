"""Officers' pages that belong to no model."""

from django.contrib import admin
from django.urls import URLPattern, path

from feedback.admin.needs import needs
from feedback.admin.satisfaction import export, satisfaction

urlpatterns: list[URLPattern] = [
    path("nguoi-dan-can-gi/", admin.site.admin_view(needs), name="needs"),
    path("muc-hai-long/", admin.site.admin_view(satisfaction), name="satisfaction-figures"),
    path("muc-hai-long/xuat/", admin.site.admin_view(export), name="satisfaction-export"),
]
