"""How do people and programs get the findings? Pages, exports, answers."""
