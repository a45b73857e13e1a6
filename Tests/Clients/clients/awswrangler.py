"""awswrangler's Redshift module over redshift_connector: frames read and written, tables made, replaced and merged."""

import os

import awswrangler
import pandas
import redshift_connector

from lib.checks import equal, main


def connect(endpoint, database):
    os.environ["SSL_CERT_FILE"] = str(endpoint.authority)
    return redshift_connector.connect(
        host="localhost", port=endpoint.port, user="awsuser", password="x", database=database)


def frame(numbers):
    return pandas.DataFrame({"n": list(numbers), "s": [f"s{n}" for n in numbers], "x": [n / 4 for n in numbers]})


def write(connection, numbers, **options):
    awswrangler.redshift.to_sql(frame(numbers), connection, "t", "public", index=False, **options)


def read(connection, query="SELECT n, s, x FROM public.t ORDER BY n"):
    return awswrangler.redshift.read_sql_query(query, con=connection).values.tolist()


def check_modes(endpoint):
    with connect(endpoint, "modes") as connection:
        write(connection, range(300))
        equal(read(connection), frame(range(300)).values.tolist())
        write(connection, range(300, 310), mode="append")
        equal(read(connection, "SELECT count(*), max(n) FROM public.t"), [[310, 309]])
        write(connection, range(5), mode="overwrite", overwrite_method="drop", diststyle="KEY", distkey="n",
              sortstyle="COMPOUND", sortkey=["n", "s"])
        equal(read(connection), frame(range(5)).values.tolist())
        write(connection, range(2), mode="overwrite", overwrite_method="truncate")
        equal(read(connection), frame(range(2)).values.tolist())


def check_upsert(endpoint):
    with connect(endpoint, "upsert") as connection:
        write(connection, range(5), mode="upsert", primary_keys=["n"])
        changed = frame(range(3, 8)).assign(s="new")
        awswrangler.redshift.to_sql(changed, connection, "t", "public", index=False, mode="upsert", primary_keys=["n"])
        equal([row[:2] for row in read(connection)], [[n, f"s{n}" if n < 3 else "new"] for n in range(8)])


def check_reading(endpoint):
    with connect(endpoint, "reading") as connection:
        write(connection, range(50))
        equal(len(awswrangler.redshift.read_sql_table("t", connection, schema="public")), 50)
        found = awswrangler.redshift.read_sql_query("SELECT n FROM public.t WHERE s = %s", con=connection, params=["s7"])
        equal(found["n"].tolist(), [7])
        parts = awswrangler.redshift.read_sql_query("SELECT n FROM public.t", con=connection, chunksize=20)
        equal([len(part) for part in parts], [20, 20, 10])


if __name__ == "__main__":
    main(globals())
