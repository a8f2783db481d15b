"""How are words, sentences and offsets handled, before anything is claimed of them?"""
