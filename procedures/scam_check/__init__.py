"""Is this a scam? What is pasted is compared with published warnings; it is kept nowhere."""
