"""tpc_load.py PROGRAM FOLDER THREADS SUFFIX: loads TPC-H's tables from FOLDER/tpc/TABLE.csv (and SUFFIX) into memory.

Prints one JSON object: the program's version, the rows by table, and the seconds of all loads.
"""

import json
import os
import re
import sys
import time
from pathlib import Path

program, folder, threads, suffix = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
os.environ["POLARS_MAX_THREADS"] = str(threads)
CREATES = [line for line in (folder / "load.sql").read_text(encoding="utf-8").splitlines() if line.startswith("CREATE")]


def name_of(statement):
    return statement.split()[2]


def file_of(statement):
    return f"{folder}/tpc/{name_of(statement)}.csv{suffix}"


def duckdb_loads():
    import duckdb
    connection = duckdb.connect(config={"threads": threads})
    for statement in CREATES:
        connection.execute(statement)

    def load(statement):
        compression = "gzip" if suffix else "none"
        return connection.execute(
            f"COPY {name_of(statement)} FROM '{file_of(statement)}' "
            f"(HEADER false, DELIMITER ',', NULLSTR '\\N', COMPRESSION {compression})").fetchone()[0]
    return duckdb.__version__, load


def polars_loads():
    import polars
    types = {"BIGINT": polars.Int64, "INTEGER": polars.Int32, "DATE": polars.Date, "VARCHAR": polars.String,
             "DECIMAL": polars.Decimal(15, 2)}
    tables = {}

    def load(statement):
        columns = re.findall(r"(\w+) ([A-Z]+)", statement.split("(", 1)[1])
        schema = {name: types[kind] for name, kind in columns}
        tables[name_of(statement)] = polars.scan_csv(
            file_of(statement), has_header=False, schema=schema, null_values="\\N").collect()
        return tables[name_of(statement)].height
    return polars.__version__, load


version, load = {"duckdb": duckdb_loads, "polars": polars_loads}[program]()
rows, began, processor = {}, time.perf_counter(), time.process_time()
for create in CREATES:
    rows[name_of(create)] = load(create)
seconds, processor = time.perf_counter() - began, time.process_time() - processor
print(json.dumps({"version": version, "rows": rows, "seconds": seconds, "processor": processor}))
