"""Who the citizen is: login with Zalo, sessions, consents, and everything personal about them."""
