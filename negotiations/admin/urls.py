"""Addresses of the desk outside of /admin/: the one page of it that is for people without an account."""

from django.urls import path

from negotiations.admin.previews import shared

urlpatterns = [path("preview/<str:token>/", shared, name="shared_preview")]
