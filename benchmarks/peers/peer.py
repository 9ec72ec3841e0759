"""Serves timings of one workload to the benchmark that races against it: every line on standard input asks for one sample in seconds per call."""

import sys
import time


def serve(name, run, seconds=0.05):
    """Warms up, announces itself, then answers each line with the mean time of as many calls as take about `seconds`."""
    run()
    start = time.perf_counter()
    run()
    calls = max(1, int(seconds / max(time.perf_counter() - start, 1e-9)))
    print(name, flush=True)
    for _ in sys.stdin:
        start = time.perf_counter()
        for _ in range(calls):
            run()
        print((time.perf_counter() - start) / calls, flush=True)
