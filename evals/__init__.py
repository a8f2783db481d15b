"""How good the answers are: scores, floors and the best peer, in one table."""
