"""Addresses of officers' own views."""

from django.contrib import admin
from django.urls import path

from foundation.desk.work_lists import views

urlpatterns = [
    path("luu/", admin.site.admin_view(views.save_view), name="save-view"),
    path("bo/", admin.site.admin_view(views.forget_view), name="forget-view"),
]
