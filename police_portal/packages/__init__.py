"""How the packages that we use are set: long tables of `police_portal.settings`."""
