"""`make package-test`: the package in a fresh Debian under systemd, without a network."""
