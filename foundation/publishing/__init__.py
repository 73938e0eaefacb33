"""Published data: revisions, snapshots in memory, answers with ETags."""
