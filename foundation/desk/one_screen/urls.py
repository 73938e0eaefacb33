"""The addresses that open pages ask."""

from django.contrib import admin
from django.urls import path

from foundation.desk.one_screen import views

urlpatterns = [
    path("", admin.site.admin_view(views.live), name="desk-live"),
    path("da-nhan/", admin.site.admin_view(views.taken), name="desk-taken"),
    path("dang-viet/", admin.site.admin_view(views.keep_draft), name="desk-draft"),
]
