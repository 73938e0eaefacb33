"""What an administrator runs as root, on a machine that is a folder."""
