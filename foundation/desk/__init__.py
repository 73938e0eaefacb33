"""What officers' pages share: change log, dialogs, read-only pages, long lists."""
