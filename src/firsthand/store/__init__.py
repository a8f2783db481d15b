"""Where is a dossier kept? The only place with tables."""
