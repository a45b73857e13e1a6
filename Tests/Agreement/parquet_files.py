"""Writes the Parquet files under Fixtures/s3/bucket/parquet, with four writers of them.

    python -m venv v && v/bin/pip install pyarrow duckdb polars fastparquet pandas
    v/bin/python Tests/Agreement/parquet_files.py Fixtures/s3/bucket/parquet

Last run with pyarrow 26.0.1, DuckDB 2.0.1, Polars 2.1.0, fastparquet 2026.9.0.
"""

import datetime
import decimal
import json
import os
import shutil
import sys
import uuid

import duckdb
import fastparquet
import pandas
import polars
import pyarrow as pa
import pyarrow.parquet as pq

UTC = datetime.timezone.utc
D = decimal.Decimal


def write(folder, name, table, **options):
    os.makedirs(folder, exist_ok=True)
    pq.write_table(table, f"{folder}/{name}.parquet", **options)


def people():
    """Every kind of plain column, with a NULL in each and values at the edges."""
    moment = datetime.datetime(2018, 11, 1, 21, 1, 46, 796123)
    schema = pa.schema(
        [
            ("id", pa.int64()), ("small", pa.int16()), ("whole", pa.int32()), ("flag", pa.bool_()),
            ("half", pa.float32()), ("double", pa.float64()), ("name", pa.string()), ("price", pa.decimal128(9, 2)),
            ("wide", pa.decimal128(38, 5)), ("day", pa.date32()), ("moment", pa.timestamp("us")),
            ("zoned", pa.timestamp("ms", tz="UTC")), ("clock", pa.time64("us")), ("raw", pa.binary()),
        ]
    )
    rows = [
        (1, 7, 42, True, 1.5, 0.1, "Zoë", D("12.34"), D("1.00000"), datetime.date(2018, 11, 1), moment,
         moment.replace(microsecond=796000, tzinfo=UTC), datetime.time(23, 59, 59, 999999), b"\x00\xff"),
        (-(2**63), -(2**15), -(2**31), False, -0.25, -1e300, "", D("-9999999.99"), D("-1" + "0" * 32 + ".00001"),
         datetime.date(1, 1, 1), datetime.datetime(1, 1, 1), datetime.datetime(1969, 12, 31, 23, 59, 59, 999000, UTC),
         datetime.time(0), b""),
        (2**63 - 1, 2**15 - 1, 2**31 - 1, True, 3.0, float("inf"), "a longer text than twelve bytes ", D("0"),
         D("9" * 33 + ".99999"), datetime.date(9999, 12, 31), datetime.datetime(9999, 12, 31, 23, 59, 59, 999999),
         datetime.datetime(2262, 1, 1, tzinfo=UTC), datetime.time(12, 30), b"abc"),
        (None,) * 14,
    ]
    return pa.Table.from_pylist([dict(zip(schema.names, row)) for row in rows], schema=schema)


def main(root):
    shutil.rmtree(root, ignore_errors=True)
    table = people()
    write(f"{root}/people", "all", table)
    for codec in ["none", "snappy", "gzip", "zstd", "lz4", "brotli"]:
        write(f"{root}/codecs/{codec}", "people", table, compression=codec)
    write(f"{root}/versions/old", "people", table, version="1.0", data_page_version="1.0", use_dictionary=False,
          use_deprecated_int96_timestamps=True)
    write(f"{root}/versions/new", "people", table, version="2.6", data_page_version="2.0", compression="zstd")
    encodings = {
        "id": "DELTA_BINARY_PACKED", "small": "DELTA_BINARY_PACKED", "whole": "BYTE_STREAM_SPLIT", "flag": "RLE",
        "half": "BYTE_STREAM_SPLIT", "double": "BYTE_STREAM_SPLIT", "name": "DELTA_BYTE_ARRAY",
        "price": "BYTE_STREAM_SPLIT", "wide": "DELTA_BYTE_ARRAY", "day": "DELTA_BINARY_PACKED",
        "moment": "DELTA_BINARY_PACKED", "zoned": "BYTE_STREAM_SPLIT", "clock": "DELTA_BINARY_PACKED",
        "raw": "DELTA_LENGTH_BYTE_ARRAY",
    }
    write(f"{root}/encodings", "people", table, use_dictionary=False, column_encoding=encodings)

    # Many pages and row groups, a dictionary that the writer gives up, runs of NULLs.
    n = 5000
    many = pa.table({
        "id": pa.array(range(n), pa.int32()),
        "kind": pa.array([None if i % 7 == 0 else ["paid", "free", "guest"][i % 3] for i in range(n)]),
        "text": pa.array([None if 1000 <= i < 2000 else f"text number {i * 7919 % n}" for i in range(n)]),
        "amount": pa.array([None if i % 100 < 30 else i / 4 for i in range(n)], pa.float64()),
    })
    write(f"{root}/many", "part-0", many.slice(0, 3000), row_group_size=1100, data_page_size=512,
          dictionary_pagesize_limit=4096, write_batch_size=64)
    write(f"{root}/many", "part-1", many.slice(3000), row_group_size=700, compression="gzip")
    open(f"{root}/many/_SUCCESS", "w").close()

    # The same three rows from each writer.
    rows = {"id": [1, 2, 3], "name": ["one", None, "three"], "amount": [0.5, 1.5, None]}
    os.makedirs(f"{root}/writers", exist_ok=True)
    frame = pandas.DataFrame(rows)
    write(f"{root}/writers", "pyarrow", pa.Table.from_pandas(frame, preserve_index=False))
    polars.DataFrame(rows).write_parquet(f"{root}/writers/polars.parquet")
    fastparquet.write(f"{root}/writers/fastparquet.parquet", frame, object_encoding="utf8", compression="GZIP")
    duckdb.sql("create table t as select * from (values (1::bigint, 'one', 0.5::double), (2, null, 1.5), (3, 'three', null)) "
               "v(id, name, amount)")
    duckdb.sql(f"copy t to '{root}/writers/duckdb.parquet' (format parquet)")

    # What only some writers write.
    os.makedirs(f"{root}/kinds", exist_ok=True)
    duckdb.sql(f"""copy (select 1::utinyint a, 60000::usmallint b, 4000000000::uinteger c, 2::tinyint d,
        '0b0b6c4e-6f3f-4d8e-9c5d-2f1c1c1c1c1c'::uuid e, 12.5::decimal(9, 1) f, 12345678901.5::decimal(18, 1) g)
        to '{root}/kinds/duckdb.parquet' (format parquet)""")
    write(f"{root}/kinds", "seconds", pa.table({
        "ns": pa.array([-1, 1541106106796123999], pa.timestamp("ns")), "ms": pa.array([0, 86399999], pa.time32("ms")),
        "json": pa.array(['{"a": 1}', "[2]"], pa.string()), "fixed": pa.array([b"ab", b"cd"], pa.binary(2)),
        "u64": pa.array([1, 2**64 - 1], pa.uint64()),
    }))

    # Files that fit no table, or not that one.
    write(f"{root}/nested", "people", pa.table({"id": pa.array([1, 2], pa.int64()), "tags": pa.array([["a", "b"], None])}))
    write(f"{root}/long", "texts", pa.table({"id": pa.array([1, 2], pa.int64()), "name": ["short", "x" * 300]}))
    write(f"{root}/long_plain", "texts", pa.table({"id": pa.array([1, 2], pa.int64()), "name": ["short", "é" * 6]}),
          use_dictionary=False)
    write(f"{root}/bad_text", "texts", pa.table(
        {"id": pa.array([1, 2, 3], pa.int64()), "name": pa.array([b"good", b"b\xe9d", b"b\xe9d"])}))
    write(f"{root}/no_rows", "texts", pa.table({"id": pa.array([], pa.int64()), "name": pa.array([], pa.string())}))
    write(f"{root}/nulls", "texts", pa.table({"id": pa.array([1, None], pa.int64()), "name": ["one", "two"]}))
    write(f"{root}/letters", "a", pa.table({"v": ["ab", "abcd  ", None]}))

    # A file among others, half a file, one that is text; manifests.
    os.makedirs(f"{root}/mixed", exist_ok=True)
    shutil.copy(f"{root}/writers/pyarrow.parquet", f"{root}/mixed/a.parquet")
    with open(f"{root}/mixed/notes.txt", "w") as file:
        file.write("id|name|amount\n")
    os.makedirs(f"{root}/damaged", exist_ok=True)
    whole = open(f"{root}/many/part-0.parquet", "rb").read()
    open(f"{root}/damaged/half.parquet", "wb").write(whole[: len(whole) // 2])
    broken = bytearray(whole)
    broken[4:8] = b"\xff" * 4
    open(f"{root}/damaged/page.parquet", "wb").write(broken)
    os.makedirs(f"{root}/manifests", exist_ok=True)
    base = "s3://bucket/parquet/writers"
    size = os.path.getsize(f"{root}/writers/polars.parquet")
    manifests = {
        "good": {"content_length": size}, "no_meta": None, "no_length": {}, "wrong_length": {"content_length": size + 1},
    }
    for name, meta in manifests.items():
        entry = {"url": f"{base}/polars.parquet", "mandatory": True} | ({} if meta is None else {"meta": meta})
        with open(f"{root}/manifests/{name}.json", "w") as file:
            json.dump({"entries": [entry]}, file)
            file.write("\n")


if __name__ == "__main__":
    main(sys.argv[1])
