"""What is drawn in a brief, and where does each mark stand?"""
