"""The address of «Bắt đầu», within the admin."""

from django.contrib import admin
from django.urls import URLPattern, path

from officers.first_page.first_week import views

urlpatterns: list[URLPattern] = [path("", admin.site.admin_view(views.page), name="first-week")]
