"""The time `localshift sql -c 'select 1'` takes, beside that of `true`."""

import shutil
import statistics
import subprocess
import time


def milliseconds(command):
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return (time.perf_counter() - start) * 1000


def start_up(binary, runs=51):
    """Milliseconds of localshift and of `true`, medians of runs in turn."""
    pairs = [(milliseconds([binary, "sql", "-c", "select 1"]), milliseconds([shutil.which("true")]))
             for _ in range(runs)]
    return tuple(map(statistics.median, zip(*pairs)))
