"""How dates are written and read where Django's own formats do not fit (FORMAT_MODULE_PATH)."""
