"""measure.py REPORT COMMAND…: runs a command and writes its wall time, processor time (seconds) and peak memory (bytes).

A process of its own, and a small one: a program begun by a larger one has that one's memory counted as its own.
"""

import os
import sys
import time

report, command = sys.argv[1], sys.argv[2:]
start = time.perf_counter()
process = os.posix_spawnp(command[0], command, os.environ)
_, status, usage = os.wait4(process, 0)
seconds = time.perf_counter() - start
unit = 1 if sys.platform == "darwin" else 1024
with open(report, "w", encoding="utf-8") as file:
    file.write(f"{seconds} {usage.ru_utime + usage.ru_stime} {usage.ru_maxrss * unit}")
sys.exit(os.waitstatus_to_exitcode(status))
