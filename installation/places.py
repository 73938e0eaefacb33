"""Where everything lies on a machine that setup made."""

HOME = "/opt/police-portal"
DEPLOY = f"{HOME}/deploy"
DATA = "/var/lib/police-portal"
POSTGRESQL = "/var/lib/postgresql"
USER = "police-portal"
DATABASE = "police_portal"
UNITS = "/etc/systemd/system"
SITE = "/etc/nginx/conf.d/police-portal.conf"
CERTIFICATE = "/etc/ssl/police_portal/fullchain.pem"
CERTIFICATE_KEY = "/etc/ssl/police_portal/privkey.pem"
EXAMPLE_HOST = "dichvu.congan.example.vn"
PORTS = (8000, 8001)
SERVICES = (*(f"police-portal@{port}" for port in PORTS), "police-portal-work")
CONFIRMED = "/etc/police-portal/keys-put-away"
