"""The Mini App in a real browser, with the service and a simulated Zalo behind it."""
