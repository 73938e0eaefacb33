"""Addresses of photos on officers' pages."""

from django import template

from feedback.models import Photo
from feedback.photos import addresses

register = template.Library()


@register.filter
def signed_path(photo: Photo) -> str:
    """Return the path of the photo, valid for a few minutes."""
    return addresses.sign_path(photo)
