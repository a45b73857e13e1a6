"""TPC-H's 22 and TPC-DS's 99 queries at scale 0.1: every result beside DuckDB's, and every query has to end."""

import sys
import tempfile
from pathlib import Path

import psycopg2
from agreement import Checks, binary_argument
from endpoint import served
from tpc_data import KINDS, connect, queries, write
from tpc_rules import AVERAGE, difference, with_redshifts_numbers

SCALE = 0.1
SECONDS = 60


def compare(checks, binary, kind):
    duckdb = connect(kind, SCALE)
    duckdb.execute(AVERAGE)
    with tempfile.TemporaryDirectory() as folder:
        write(duckdb, kind, folder)
        options = ["--no-tls", "--s3-root", folder, "--init", Path(folder, "load.sql")]
        with served(binary, *options) as connection, connection.cursor() as cursor:
            cursor.execute(f"SET statement_timeout TO {SECONDS * 1000}")
            for number, text in queries(duckdb, kind).items():
                checks.that(f"{kind} {number}", problem(cursor, duckdb, text))


def problem(cursor, duckdb, text):
    try:
        cursor.execute(text)
    except psycopg2.Error as error:
        return str(error).strip()
    return difference(cursor.fetchall(), duckdb.execute(with_redshifts_numbers(text)).fetchall())


def main():
    binary, checks = binary_argument(__doc__), Checks()
    for kind in KINDS:
        compare(checks, binary, kind)
    checks.equal("queries", checks.passed + checks.failed, sum(count for _, count in KINDS.values()))
    return checks.close()


if __name__ == "__main__":
    sys.exit(main())
