"""From a draft to what every web process answers from memory."""
