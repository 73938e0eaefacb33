"""Where files lie: on this machine, or in a bucket that all machines share."""
