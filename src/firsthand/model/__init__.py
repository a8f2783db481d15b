"""Which nouns does Firsthand speak of? The glossary as frozen records."""
