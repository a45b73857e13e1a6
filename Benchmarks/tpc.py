"""TPC-H and TPC-DS: localshift and the newest DuckDB asked the same queries in turn, after loading, in memory.

Data and texts are those of DuckDB's extensions, which are made for an older one: files between the two.
"""

import json
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from wire import serving
from workplace import FOLDER, HERE, PYTHON, ROOT, imports, install, made

KINDS = {"tpch": "TPC-H", "tpcds": "TPC-DS"}
MAKER = ROOT / "Tests" / "Agreement"
# A query as short as this is fast, whatever the ratio.
SHORT = 0.1


@dataclass
class Answers:
    """Seconds by query, medians of the rounds; the peak memory in MB of both processes."""

    ours: dict
    duckdb: dict
    our_memory: float
    duckdb_memory: float
    version: str

    @property
    def totals(self):
        return sum(self.ours.values()), sum(self.duckdb.values())

    @property
    def total(self):
        """localshift's time as a part of DuckDB's."""
        return self.totals[0] / self.totals[1]

    def ratio(self, query):
        return self.ours[query] / self.duckdb[query]

    @property
    def worst(self):
        """The greatest ratio of a query that is not short."""
        return max((self.ratio(query) for query, seconds in self.ours.items() if seconds > SHORT), default=0)

    @property
    def memory(self):
        return self.our_memory / self.duckdb_memory


def tpc(binary, kind, scale, threads, rounds):
    """Both programs' answers; the end of all where they differ. None without psycopg2 and the extensions."""
    has_psycopg2 = imports("psycopg2") or subprocess.run(install("requirements-wire.txt"), check=False).returncode == 0
    maker = FOLDER / "tpc-venv" / "bin" / "python"
    if not has_psycopg2 or not has_extensions(maker):
        return None
    data = made(f"{kind}-{scale}", lambda folder: make(maker, kind, scale, folder))
    return answers(KINDS[kind], "tpc_client.py", binary, data, threads, rounds)[0]


def answers(name, client, binary, data, threads, rounds):
    """What a client beside an endpoint and DuckDB, both over the same data, measured, and what else it told; the end of all where
    an answer differs."""
    with tempfile.TemporaryDirectory() as home, serving(
            binary, home, "--no-tls", "--dbname", "dev", "--s3-root", data, "--init", data / "load.sql", "--threads",
            str(threads)) as server:
        command = [PYTHON, HERE / "peers" / client, data, str(server.port), str(threads), str(rounds)]
        told = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
        memory = peak_memory(server.process.pid)
    differing = {query: seen["problem"] for query, seen in told["queries"].items() if seen["problem"]}
    if differing:
        sys.exit(f"{name}: the answers differ: {differing}")
    measured = Answers(medians(told, "localshift"), medians(told, "duckdb"), memory, told["memory"], told["version"])
    return measured, told


def medians(told, program):
    return {query: statistics.median(seen["seconds"][program]) for query, seen in told["queries"].items()}


def has_extensions(python):
    """Whether the environment that makes the data is there, or could be made."""
    if python.exists():
        return True
    subprocess.run([sys.executable, "-m", "venv", python.parents[1]], check=True)
    command = [python, "-m", "pip", "install", "--quiet", "-r", MAKER / "tpc_requirements.txt"]
    return subprocess.run(command, check=False).returncode == 0


def make(python, kind, scale, folder):
    subprocess.run([python, MAKER / "tpc_data.py", kind, str(scale), folder], check=True)


def peak_memory(process):
    """MB."""
    lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1024
