"""The small works, one operator each: localshift and the newest DuckDB asked in turn, after loading, in memory."""

import statistics
import subprocess
from dataclasses import dataclass

from tpc import Answers, answers
from workplace import HERE, PYTHON, imports, install, made


@dataclass
class Micro:
    rows: int
    answers: Answers
    sessions: dict  # queries a second of each round, by how many sessions ask

    @property
    def sessions_ratio(self):
        """How many times as much many sessions are answered as one is."""
        one, many = (self.sessions[count] for count in sorted(self.sessions))
        return statistics.median(more / less for less, more in zip(one, many))


def micro(binary, rows, threads, rounds):
    """None without psycopg2; the end of all where an answer differs."""
    if not imports("psycopg2") and subprocess.run(install("requirements-wire.txt"), check=False).returncode:
        return None
    data = made(f"micro-{rows}", lambda folder: make(rows, folder))
    measured, told = answers("small works", "micro_client.py", binary, data, threads, rounds)
    return Micro(rows, measured, {int(count): seen for count, seen in told["sessions"].items()})


def make(rows, folder):
    subprocess.run([PYTHON, HERE / "peers" / "micro_data.py", str(rows), folder], check=True)
