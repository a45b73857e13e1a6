"""TPC-H and TPC-DS as DuckDB's extensions make them: tables, and the texts of the queries.

  tpc_data.py KIND SCALE FOLDER    writes the tables as CSV, load.sql for `localshift`, and queries/NN.sql

Without the network: the extensions are files of the packages in tpc_requirements.txt.
"""

import sys
from importlib.util import find_spec
from pathlib import Path

import duckdb

# The function that makes the tables, and how many queries there are.
KINDS = {"tpch": ("dbgen", 22), "tpcds": ("dsdgen", 99)}
BUCKET = "tpc"


def connect(kind, scale):
    """A DuckDB in memory with the tables, which sorts NULLs as Redshift does."""
    package = Path(find_spec("duckdb_ext").submodule_search_locations[0])
    extension = next(package.glob(f"**/{kind}.duckdb_extension"))
    connection = duckdb.connect(config={"allow_unsigned_extensions": "true", "default_null_order": "postgres"})
    connection.execute(f"LOAD '{extension}'")
    connection.execute(f"CALL {KINDS[kind][0]}(sf = {scale})")
    return connection


def queries(connection, kind):
    """The texts by number."""
    return dict(connection.execute(f"SELECT query_nr, query FROM {kind}_queries() ORDER BY 1").fetchall())


def write(connection, kind, folder):
    """`folder` as an S3 root with a CSV file a table, and load.sql beside them."""
    bucket = Path(folder, BUCKET)
    bucket.mkdir(parents=True)
    names = connection.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall()
    statements = [statement for (name,) in names for statement in load(connection, name, bucket)]
    Path(folder, "load.sql").write_text("\n".join(statements) + "\n", encoding="utf-8")
    texts = Path(folder, "queries")
    texts.mkdir()
    for number, text in queries(connection, kind).items():
        (texts / f"{number:02}.sql").write_text(text, encoding="utf-8")


def load(connection, table, bucket):
    """Writes the table, and gives the statements that make it again."""
    columns = connection.execute("SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = ? "
                                 "ORDER BY column_index", [table]).fetchall()
    connection.execute(f"COPY {table} TO '{bucket}/{table}.csv' (HEADER false, DELIMITER ',', NULLSTR '\\N')")
    yield f"CREATE TABLE {table} ({', '.join(f'{name} {spelled(kind)}' for name, kind in columns)});"
    yield f"COPY {table} FROM 's3://{BUCKET}/{table}.csv' IAM_ROLE 'arn:aws:iam::0:role/r' CSV NULL '\\N';"


def spelled(kind):
    return "VARCHAR(256)" if kind == "VARCHAR" else kind


def main():
    if len(sys.argv) != 4 or sys.argv[1] not in KINDS:
        sys.exit(__doc__)
    kind, scale, folder = sys.argv[1:]
    write(connect(kind, float(scale)), kind, folder)


if __name__ == "__main__":
    main()
