#!/usr/bin/env python3
"""The plain bootstrap of 100 items, a team of 10 a week, vectorised with NumPy: prints "name milliseconds trials" per line."""
import sys
import time

try:
    import numpy
except ImportError:
    sys.exit("bench: no comparison with NumPy: it is not installed (Debian: python3-numpy)")

ITEMS = 100
WEEKS = 26
LONGEST = 40
BATCH = 50_000


def simulate(history, trials, random):
    """Counts trials by the week in which they finish, in batches that fit into memory."""
    counts = numpy.zeros(LONGEST + 1, dtype=numpy.int64)
    for start in range(0, trials, BATCH):
        batch = min(BATCH, trials - start)
        sums = random.choice(history, size=(batch, LONGEST)).cumsum(axis=1)
        counts += numpy.bincount((sums < ITEMS).sum(axis=1), minlength=LONGEST + 1)
    return counts


def main():
    random = numpy.random.default_rng(1)
    history = random.integers(2, 19, WEEKS)
    for name, trials, rounds in (("numpy10ThousandTrials", 10_000, 20), ("numpy1MillionTrials", 1_000_000, 3)):
        simulate(history, trials, random)
        begun = time.perf_counter()
        for _ in range(rounds):
            simulate(history, trials, random)
        print(name, f"{1_000 * (time.perf_counter() - begun) / rounds:.3f}", trials)


main()
