"""How many independent sources stand behind a story whose copies were heavily rewritten?"""

from evals.adapters.lineage import ARGS, measure, predict, read_scores

__all__ = ["ARGS", "NAME", "PEERS", "measure", "predict", "read_scores"]

NAME = "lineage-hard"
PEERS = {
    "exact count": ("containment of word 5-grams >= 0.45", 0.726),
    "ARI": ("containment of word 5-grams >= 0.45", 0.778),
    "parent accuracy": ("report that covers most of the child", 0.814),
    "originals": ("same, original if less than 0.45 is covered", 0.43),
    "originals precision": ("same, original if less than 0.45 is covered", 0.51),
}
