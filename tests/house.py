"""The packages of the house, read from its folders, so that no list is kept by hand."""

from django.conf import settings

# Folders of Python code beside the product.
BESIDE = frozenset({"tests", "benchmarks", "cluster", "trial", "installation", "zalo_client"})


def folders():
    """Return the names of our folders that are Python packages."""
    return frozenset(file.parent.name for file in settings.BASE_DIR.glob("*/__init__.py"))


def packages():
    """Return the top-level packages of the product: roof, rooms, foundation."""
    return folders() - BESIDE


def is_own(module):
    """Return True if a module or app is a part of the product."""
    return module.split(".")[0] in packages()
