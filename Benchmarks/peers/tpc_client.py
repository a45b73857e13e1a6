"""tpc_client.py FOLDER PORT THREADS ROUNDS: asks localshift and DuckDB the queries of a TPC folder in turn, and compares.

Prints one JSON object: DuckDB's version and peak memory in MB, and for each query the seconds of every round by program, or
what differs. Each query is asked once before it counts.
"""

import json
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "Tests" / "Agreement"))

import duckdb  # noqa: E402
import psycopg2  # noqa: E402
from tpc_rules import AVERAGE, difference, with_redshifts_numbers  # noqa: E402


def loaded(folder, threads):
    """A DuckDB in memory with the folder's tables."""
    connection = duckdb.connect(config={"threads": threads, "default_null_order": "postgres"})
    statements = (folder / "load.sql").read_text(encoding="utf-8").splitlines()
    for statement in statements:
        if statement.startswith("CREATE TABLE"):
            connection.execute(statement)
            table = statement.split()[2]
            connection.execute(f"COPY {table} FROM '{folder}/tpc/{table}.csv' (HEADER false, DELIMITER ',', NULLSTR '\\N')")
    connection.execute(AVERAGE)
    return connection


def timed(ask):
    began = time.perf_counter()
    rows = ask()
    return rows, time.perf_counter() - began


def main():
    folder, port, threads, rounds = Path(sys.argv[1]), *map(int, sys.argv[2:5])
    peer = loaded(folder, threads)
    connection = psycopg2.connect(host="127.0.0.1", port=port, user="awsuser", dbname="dev")
    connection.autocommit = True
    cursor = connection.cursor()

    def ours(text):
        cursor.execute(text)
        return cursor.fetchall()

    told = {}
    for file in sorted((folder / "queries").glob("*.sql")):
        text = file.read_text(encoding="utf-8")
        seen = {"localshift": [], "duckdb": []}
        problem = difference(ours(text), peer.execute(with_redshifts_numbers(text)).fetchall())
        for _ in range(rounds):
            seen["localshift"].append(timed(lambda: ours(text))[1])
            seen["duckdb"].append(timed(lambda: peer.execute(text).fetchall())[1])
        told[file.stem] = {"seconds": seen, "problem": problem}
        print(file.stem, *(f"{min(times) * 1000:.1f}" for times in seen.values()), problem[:100], file=sys.stderr, flush=True)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"version": duckdb.__version__, "memory": memory, "queries": told}))


if __name__ == "__main__":
    main()
