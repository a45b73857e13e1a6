"""The small works, one operator each: localshift and the newest DuckDB asked in turn, after loading, in memory."""

import json
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass

from tpc import Answers, medians, peak_memory
from wire import serving
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
    with tempfile.TemporaryDirectory() as home, serving(
            binary, home, "--no-tls", "--dbname", "dev", "--s3-root", data, "--init", data / "load.sql", "--threads",
            str(threads)) as server:
        command = [PYTHON, HERE / "peers" / "micro_client.py", data, str(server.port), str(threads), str(rounds)]
        told = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
        memory = peak_memory(server.process.pid)
    differing = {name: told["problem"] for name, told in told["queries"].items() if told["problem"]}
    if differing:
        sys.exit(f"small works: the answers differ: {differing}")
    answers = Answers(medians(told, "localshift"), medians(told, "duckdb"), memory, told["memory"], told["version"])
    return Micro(rows, answers, {int(count): seen for count, seen in told["sessions"].items()})


def make(rows, folder):
    subprocess.run([PYTHON, HERE / "peers" / "micro_data.py", str(rows), folder], check=True)
