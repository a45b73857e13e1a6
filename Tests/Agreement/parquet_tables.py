#!/usr/bin/env python3
"""COPY … FORMAT AS PARQUET against the values that the writers were given.

Makes COUNT random tables (types, NULLs, repeating and unique values, edges), writes each by pyarrow, DuckDB or Polars
with random encodings, codecs, page versions, page and row group sizes, in one file or several, loads them by COPY and
compares every value; every third is of one nested column, which becomes SUPER.

    pip install pyarrow duckdb polars
    python3 Tests/Agreement/parquet_tables.py [--count 200] [--seed 1] .build/release/localshift
"""
import argparse
import csv
import datetime
import decimal
import io
import json
import math
import os
import random
import subprocess
import sys
import tempfile

import duckdb
import polars
import pyarrow as pa
import pyarrow.parquet as pq

D = decimal.Decimal
# Seconds that a COPY may take.
TIMEOUT = 120
EPOCH = datetime.datetime(1970, 1, 1)
TEXTS = ["", "a", "twelve bytes", "thirteen byte", "é", "日本語", "😀 smile", "blank ", "x" * 200, "paid", "free", '"q",\n|\\']


def integer(bits):
    low, high = -(2 ** (bits - 1)), 2 ** (bits - 1) - 1
    return lambda rng: rng.choice([low, high, 0, -1, 1, rng.randint(low, high), rng.randint(-100, 100)])


def real(width):
    def make(rng):
        value = rng.choice([0.0, -0.0, 1.5, math.inf, -math.inf, rng.uniform(-1e3, 1e3), rng.uniform(-1, 1) * 10 ** rng.randint(-30, 30)])
        return pa.scalar(value, pa.float32()).as_py() if width == 32 else value
    return make


def number(precision, scale):
    def make(rng):
        digits = rng.choice([rng.randint(1, precision), precision])
        return D(rng.choice([0, 10**digits - 1, rng.randrange(10**digits)]) * rng.choice([1, -1])).scaleb(-scale, decimal.Context(60))
    return make


def moment(unit):
    step = {"ms": 1000, "us": 1, "ns": 1}[unit]
    years = (1700, 2200) if unit == "ns" else (1, 9999)
    def make(rng):
        low, high = (int((datetime.datetime(year, 1, 2) - EPOCH).total_seconds()) for year in years)
        return EPOCH + datetime.timedelta(seconds=rng.randint(low, high), microseconds=rng.randrange(0, 1000000, step))
    return make


def text(rng):
    return rng.choice(TEXTS) if rng.random() < 0.6 else f"value {rng.randrange(10**rng.randint(1, 9))}"


# name: Arrow type, the table's type, a value, and encodings besides PLAIN and dictionaries
KINDS = {
    "int16": (pa.int16(), "SMALLINT", integer(16), ["DELTA_BINARY_PACKED", "BYTE_STREAM_SPLIT"]),
    "int32": (pa.int32(), "INT", integer(32), ["DELTA_BINARY_PACKED", "BYTE_STREAM_SPLIT"]),
    "int64": (pa.int64(), "BIGINT", integer(64), ["DELTA_BINARY_PACKED", "BYTE_STREAM_SPLIT"]),
    "bool": (pa.bool_(), "BOOLEAN", lambda rng: rng.random() < 0.5, ["RLE"]),
    "float32": (pa.float32(), "REAL", real(32), ["BYTE_STREAM_SPLIT"]),
    "float64": (pa.float64(), "DOUBLE PRECISION", real(64), ["BYTE_STREAM_SPLIT"]),
    "date": (pa.date32(), "DATE", lambda rng: datetime.date(1, 1, 1) + datetime.timedelta(rng.randrange(3652058)), ["DELTA_BINARY_PACKED"]),
    "ms": (pa.timestamp("ms"), "TIMESTAMP", moment("ms"), ["DELTA_BINARY_PACKED"]),
    "us": (pa.timestamp("us"), "TIMESTAMP", moment("us"), ["DELTA_BINARY_PACKED"]),
    "ns": (pa.timestamp("ns"), "TIMESTAMP", moment("ns"), ["DELTA_BINARY_PACKED"]),
    "text": (pa.string(), "VARCHAR(1000)", text, ["DELTA_LENGTH_BYTE_ARRAY", "DELTA_BYTE_ARRAY"]),
    "raw": (pa.binary(), "VARBYTE(300)", lambda rng: rng.randbytes(rng.choice([0, 1, 12, 13, 200])), ["DELTA_LENGTH_BYTE_ARRAY", "DELTA_BYTE_ARRAY"]),
    "decimal5": (pa.decimal128(5, 2), "DECIMAL(5, 2)", number(5, 2), ["DELTA_BYTE_ARRAY", "BYTE_STREAM_SPLIT"]),
    "decimal18": (pa.decimal128(18, 4), "DECIMAL(18, 4)", number(18, 4), ["BYTE_STREAM_SPLIT"]),
    "decimal38": (pa.decimal128(38, 10), "DECIMAL(38, 10)", number(38, 10), ["DELTA_BYTE_ARRAY"]),
}


def column(rng, kind, count):
    make = KINDS[kind][2]
    pool = [make(rng) for _ in range(rng.choice([1, 3, 40]))] if rng.random() < 0.5 else None
    nulls = rng.choice([0, 0, 0.01, 0.3, 0.95, 1])
    values, runs = [], rng.random() < 0.3
    while len(values) < count:
        length = rng.randint(1, 200) if runs else 1
        value = None if rng.random() < nulls else rng.choice(pool) if pool else make(rng)
        values += [value] * length
    return values[:count]


def write(rng, table, kinds, folder):
    """Says how, for whoever looks at a failure."""
    parts = rng.randint(1, 3)
    bounds = sorted(rng.randint(0, table.num_rows) for _ in range(parts - 1))
    said = []
    for number, (start, end) in enumerate(zip([0] + bounds, bounds + [table.num_rows])):
        piece, path = table.slice(start, end - start), f"{folder}/part-{number}.parquet"
        writer = rng.choice(["pyarrow"] * 6 + (["duckdb", "polars"] if not {"ns", "int16", "decimal5", "decimal18", "decimal38"} & set(kinds) else []))
        said.append(f"{writer} {how_it_is_written(rng, writer, piece, kinds, path)}")
    return said


def how_it_is_written(rng, writer, piece, kinds, path):
    if writer == "duckdb":
        codec = rng.choice(["uncompressed", "snappy", "gzip", "zstd", "lz4_raw"])
        version = rng.choice(["V1", "V2"])
        duckdb.sql(f"copy piece to '{path}' (format parquet, codec {codec}, parquet_version {version}, row_group_size {rng.choice([2048, 100000])})")
        return (codec, version)
    if writer == "polars":
        options = {"compression": rng.choice(["uncompressed", "snappy", "gzip", "zstd"]), "data_page_size": rng.choice([None, 500, 20000]),
                   "row_group_size": rng.choice([None, 100])}
        polars.from_arrow(piece).write_parquet(path, **options)
        return options
    options = {
        "compression": rng.choice(["none", "snappy", "gzip", "zstd", "lz4"]), "data_page_version": rng.choice(["1.0", "2.0"]),
        "version": rng.choice(["1.0", "2.4", "2.6"]) if "ns" not in kinds else "2.6", "row_group_size": rng.choice([None, 77, 1000]),
        "data_page_size": rng.choice([None, 100, 5000]), "write_batch_size": rng.choice([None, 7, 64]),
        "dictionary_pagesize_limit": rng.choice([None, 50, 2000]), "write_page_checksum": rng.random() < 0.3,
        "store_decimal_as_integer": rng.random() < 0.3,
    }
    if rng.random() < 0.5:
        options["use_dictionary"] = False
        options["column_encoding"] = {f"c{index}": rng.choice(["PLAIN"] + 3 * KINDS[kind][3]) for index, kind in enumerate(kinds)}
        if options["store_decimal_as_integer"]:
            for index, kind in enumerate(kinds):
                if kind.startswith("decimal"):
                    options["column_encoding"][f"c{index}"] = "PLAIN"
        options["column_encoding"]["n"] = "DELTA_BINARY_PACKED"
    elif "us" in kinds or "ns" in kinds:
        options["use_deprecated_int96_timestamps"] = rng.random() < 0.3
    pq.write_table(piece, path, **options)
    return options


def read_back(kind, shown):
    if shown == "\\N":
        return None
    if kind == "bool":
        return shown == "t"
    if kind.startswith("int"):
        return int(shown)
    if kind.startswith("float"):
        return float(shown)
    if kind.startswith("decimal"):
        return D(shown)
    if kind == "date":
        return datetime.date.fromisoformat(shown)
    if kind in ("ms", "us", "ns"):
        return datetime.datetime.fromisoformat(shown)
    return bytes.fromhex(shown) if kind == "raw" else shown


def same(kind, left, right):
    if left is None or right is None or not kind.startswith("float"):
        return left == right
    width = pa.float32() if kind == "float32" else pa.float64()
    return pa.scalar(left, width).as_py() == pa.scalar(right, width).as_py()


def try_one(seed, program, root):
    rng = random.Random(seed)
    kinds = rng.choices(list(KINDS), k=rng.randint(1, 8))
    count = rng.choice([0, 1, 8, 100, 1000, 5000])
    columns = {f"c{index}": column(rng, kind, count) for index, kind in enumerate(kinds)}
    arrays = [pa.array(range(count), pa.int32())] + [pa.array(columns[f"c{index}"], KINDS[kind][0]) for index, kind in enumerate(kinds)]
    table = pa.table(arrays, names=["n"] + list(columns))
    folder = f"{root}/b/t{seed}"
    os.makedirs(folder)
    said = write(rng, table, kinds, folder)
    types = ", ".join(["n INT"] + [f"c{index} {KINDS[kind][1]}" for index, kind in enumerate(kinds)])
    # REAL shows fewer digits than tell its values apart.
    shown = ", ".join(["n"] + [f"c{index}::FLOAT8" if kind == "float32" else f"c{index}" for index, kind in enumerate(kinds)])
    sql = f"SET extra_float_digits TO 2; CREATE TABLE t ({types}); COPY t FROM 's3://b/t{seed}/' IAM_ROLE default PARQUET; SELECT {shown} FROM t ORDER BY n"
    done = subprocess.run([program, "sql", "-c", sql, "--s3-root", root, "--format", "csv", "--quiet", "--threads", str(rng.choice([1, 2]))],
                          capture_output=True, text=True, timeout=TIMEOUT)
    if done.returncode != 0:
        return f"{done.stderr}\n{types}\n{said}"
    rows = list(csv.reader(io.StringIO(done.stdout)))[1:]
    if len(rows) != count:
        return f"{len(rows)} rows of {count}\n{types}\n{said}"
    for number, row in enumerate(rows):
        for index, kind in enumerate(kinds):
            shown, wanted = row[index + 1], columns[f"c{index}"][number]
            try:
                agrees = same(kind, read_back(kind, shown), wanted)
            except (ValueError, ArithmeticError):
                agrees = False
            if not agrees:
                return f"row {number}, c{index} {kind}: {shown!r} for {wanted!r}\n{types}\n{said}"
    return None


# --- SERIALIZETOJSON ---------------------------------------------------------------------------------------------------


def nested_type(rng, depth=0):
    kind = rng.randrange(7) if depth < 3 else rng.randrange(3)
    if kind < 3:
        return [pa.int64(), pa.string(), pa.bool_()][kind]
    if kind < 5:
        return pa.list_(nested_type(rng, depth + 1))
    if kind == 5:
        return pa.map_(pa.string(), nested_type(rng, depth + 1))
    return pa.struct([pa.field(f"f{index}", nested_type(rng, depth + 1), rng.random() < 0.7) for index in range(rng.randint(1, 3))])


def nested_value(rng, kind, nullable=True):
    """What is written, and what JSON it becomes."""
    if nullable and rng.random() < 0.2:
        return None, None
    if pa.types.is_map(kind):
        pairs = {text(rng): nested_value(rng, kind.item_type) for _ in range(rng.choice([0, 1, 3]))}
        return [(key, value[0]) for key, value in pairs.items()], {key: value[1] for key, value in pairs.items()}
    if pa.types.is_list(kind):
        values = [nested_value(rng, kind.value_type) for _ in range(rng.choice([0, 1, 2, 5]))]
        return [value[0] for value in values], [value[1] for value in values]
    if pa.types.is_struct(kind):
        members = {field.name: nested_value(rng, field.type, field.nullable) for field in kind}
        return {name: value[0] for name, value in members.items()}, {name: value[1] for name, value in members.items()}
    value = text(rng) if pa.types.is_string(kind) else rng.random() < 0.5 if pa.types.is_boolean(kind) else integer(64)(rng)
    return value, value


def try_nested(seed, program, root):
    rng = random.Random(seed)
    kind, count = nested_type(rng), rng.choice([1, 10, 300, 3000])
    values = [nested_value(rng, kind) for _ in range(count)]
    table = pa.table([pa.array(range(count), pa.int32()), pa.array([value[0] for value in values], kind)], names=["n", "v"])
    folder = f"{root}/b/n{seed}"
    os.makedirs(folder)
    writer = rng.choice(["pyarrow", "pyarrow", "duckdb"])
    said = how_it_is_written(rng, writer, table, [], f"{folder}/part.parquet")
    sql = (f"CREATE TABLE t (n INT, v SUPER); COPY t FROM 's3://b/n{seed}/' IAM_ROLE default PARQUET SERIALIZETOJSON; "
           "SELECT n, JSON_SERIALIZE(v) FROM t ORDER BY n")
    done = subprocess.run([program, "sql", "-c", sql, "--s3-root", root, "--format", "csv", "--quiet"], capture_output=True, text=True, timeout=TIMEOUT)
    if done.returncode != 0:
        return f"{done.stderr}\n{kind}\n{writer} {said}"
    rows = list(csv.reader(io.StringIO(done.stdout)))[1:]
    for number, (row, value) in enumerate(zip(rows, values)):
        found = None if row[1] == "\\N" else json.loads(row[1])
        if found != value[1]:
            return f"row {number}: {found!r} for {value[1]!r}\n{kind}\n{writer} {said}"
    return None if len(rows) == count else f"{len(rows)} rows of {count}\n{kind}\n{said}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=random.randrange(10**9))
    parser.add_argument("program")
    options = parser.parse_args()
    program = options.program
    failures = 0
    print(f"seed {options.seed}")
    with tempfile.TemporaryDirectory() as root:
        for number in range(options.count):
            seed = options.seed + number
            try:
                fault = try_nested(seed, program, root) if number % 3 == 2 else try_one(seed, program, root)
            except subprocess.TimeoutExpired as late:
                fault = f"no end after {TIMEOUT} seconds: {late.cmd}"
            if fault:
                failures += 1
                print(f"table {number} of --seed {options.seed}: {fault}\n")
    print(f"{options.count - failures} of {options.count} tables of Parquet files agree")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
