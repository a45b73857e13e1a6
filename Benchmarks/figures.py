"""What the rounds say: medians, and medians of ratios within a round."""

import statistics

from programs import OURS, PEERS


def median(seen, program, step):
    """None where the program was not run, or has no such step."""
    values = [took[step] for took in seen.get(program, []) if step in took]
    return statistics.median(values) if values else None


def times(seen, peer, step, ours=OURS):
    """How many times localshift's figure the peer's is."""
    pairs = [(theirs[step], mine[step]) for theirs, mine in zip(seen.get(peer, []), seen[ours])
             if step in theirs and step in mine]
    return statistics.median(theirs / mine for theirs, mine in pairs) if pairs else None


def times_best(seen, step, ours=OURS):
    """How many times localshift's figure that of the better one of DuckDB and Polars is."""
    return min(times(seen, peer, step, ours) for peer in PEERS)
