"""The officers' guides: Markdown in docs/huong-dan, shown inside the admin."""
