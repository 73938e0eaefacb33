"""The province's connector: a machine that delivers dossiers with a key."""
