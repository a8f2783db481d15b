"""Which stories with gold the project has written for itself."""
