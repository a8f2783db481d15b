"""What do many reports tell together?"""
