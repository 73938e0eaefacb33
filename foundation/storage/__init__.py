"""Storage of files: on this machine, or in a bucket that all machines share."""
