"""Values of deploy/environment.example that no province may keep; plain Python, for setup too."""

EXAMPLE_NAME = "Công an tỉnh Ví Dụ"
