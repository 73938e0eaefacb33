"""Questions of citizens, and how officers answer them."""
