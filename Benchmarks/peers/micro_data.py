"""micro_data.py ROWS FOLDER: the tables of the small works as CSV, and load.sql for `localshift`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "Tests" / "Agreement"))

import duckdb  # noqa: E402
from micro_works import tables  # noqa: E402
from tpc_data import BUCKET, load  # noqa: E402


def main():
    rows, folder = int(sys.argv[1]), Path(sys.argv[2])
    bucket = folder / BUCKET
    bucket.mkdir(parents=True)
    connection, statements = duckdb.connect(), []
    for name, query in tables(rows).items():
        connection.execute(f"CREATE TABLE {name} AS {query}")
        statements += load(connection, name, bucket)
    (folder / "load.sql").write_text("\n".join(statements) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
