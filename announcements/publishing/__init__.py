"""From a version to what every web process shows from memory."""
