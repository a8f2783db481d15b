"""How does each public benchmark ask its question, and how do we answer it?"""
