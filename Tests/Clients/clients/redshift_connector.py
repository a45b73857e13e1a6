"""redshift_connector: TLS by its defaults, all three protocols, transactions, data frames."""

import datetime
import decimal
import os

import numpy
import pandas
import redshift_connector

from lib.checks import equal, main, raises, within


def connect(endpoint, database, **options):
    os.environ["SSL_CERT_FILE"] = str(endpoint.authority)
    return redshift_connector.connect(
        host="localhost", port=endpoint.port, user="awsuser", password="x", database=database, **options)


def check_protocols(endpoint):
    for version in (0, 1, 2):
        with connect(endpoint, f"protocol{version}", client_protocol_version=version) as connection:
            equal(connection._client_protocol_version, version)
            cursor = connection.cursor()
            cursor.execute("CREATE TABLE t (i int, b bigint, d decimal(12, 3), big decimal(38, 6), f float, s varchar(20), "
                           "y date, ts timestamp, x boolean, c char(3), z timestamptz, tm time, v varbyte, u super)")
            row = [1, 2**40, decimal.Decimal("3.125"), decimal.Decimal("12345678901234567890.123456"), 0.5, "text",
                   datetime.date(2020, 1, 2), datetime.datetime(2020, 1, 2, 3, 4, 5, 600000), True, "abc",
                   datetime.datetime(2020, 1, 2, 3, tzinfo=datetime.timezone.utc), datetime.time(1, 2, 3)]
            cursor.execute(f"INSERT INTO t (i, b, d, big, f, s, y, ts, x, c, z, tm) VALUES ({', '.join(['%s'] * 12)})", row)
            cursor.execute("SELECT i, b, d, big, f, s, y, ts, x, c, z, tm FROM t WHERE s LIKE %s", ("te%",))
            equal(list(cursor.fetchone()), row)
            cursor.execute("INSERT INTO t (i) VALUES (%s)", (2,))
            equal(cursor.rowcount, 1)
            cursor.execute("SELECT i, d, y, tm FROM t WHERE i = 2")
            equal(cursor.fetchall(), ([2, None, None, None],))


def check_transactions(endpoint):
    with connect(endpoint, "transactions") as connection:
        equal(connection.autocommit, False)
        cursor = connection.cursor()
        cursor.execute("CREATE TABLE t (n int)")
        connection.commit()
        cursor.execute("INSERT INTO t VALUES (1)")
        connection.rollback()
        error = raises(redshift_connector.error.ProgrammingError, cursor.execute, "SELECT nothing FROM t")
        equal((error.args[0]["C"], error.args[0]["S"]), ("42703", "ERROR"))
        error = raises(redshift_connector.error.ProgrammingError, cursor.execute, "SELECT 1")
        equal(error.args[0]["C"], "25P02")
        connection.rollback()
        cursor.execute("SELECT count(*) FROM t")
        equal(cursor.fetchall(), ([0],))
        connection.commit()
        connection.autocommit = True
        cursor.execute("INSERT INTO t VALUES (2)")
        connection.rollback()
        cursor.execute("SELECT count(*) FROM t")
        equal(cursor.fetchone(), [1])
        cursor.execute("DROP TABLE t")
        cursor.execute("CREATE TABLE t (s varchar(5))")
        cursor.execute("INSERT INTO t VALUES (%s)", ("again",))
        cursor.execute("SELECT count(*) FROM t")
        equal(cursor.fetchone(), [1])


def check_many(endpoint):
    with connect(endpoint, "many") as connection:
        cursor = connection.cursor()
        cursor.execute("CREATE TABLE t (n int, s varchar(10))")
        cursor.executemany("INSERT INTO t VALUES (%s, %s)", [(n, f"s{n}") for n in range(50)])
        for style, text, values in [("numeric", "SELECT s FROM t WHERE n = :1", (3,)), ("qmark", "SELECT s FROM t WHERE n = ?", (3,)),
                                    ("named", "SELECT s FROM t WHERE n = :n", {"n": 3}), ("pyformat", "SELECT s FROM t WHERE n = %(n)s", {"n": 3})]:
            cursor.paramstyle = style
            cursor.execute(text, values)
            equal(cursor.fetchone(), ["s3"])
        cursor.paramstyle = "format"
        cursor.execute("SELECT n FROM t ORDER BY n")
        equal([row[0] for row in cursor.fetchmany(7)], list(range(7)))
        equal(len(cursor.fetchall()), 43)
        equal((cursor.rowcount, cursor.redshift_rowcount), (-1, 50))


def check_notices(endpoint):
    with connect(endpoint, "notices") as connection:
        cursor = connection.cursor()
        cursor.execute("CREATE TABLE songs (song_id varchar(20), title varchar(500))")
        cursor.execute("COPY songs FROM 's3://udacity-dend/song_data' IAM_ROLE 'arn:aws:iam::0:role/r' JSON 'auto'")
        equal(connection.notices[-1][b"M"], b"Load into table 'songs' completed, 90 record(s) loaded successfully.")
        equal(connection.notices[-1][b"S"], b"INFO")


def check_frames(endpoint):
    with connect(endpoint, "frames") as connection:
        cursor = connection.cursor()
        cursor.execute("CREATE TABLE t (n int, s varchar(10))")
        frame = pandas.DataFrame({"n": range(300), "s": [f"s{n}" for n in range(300)]})
        cursor.write_dataframe(frame, "t")
        cursor.execute("SELECT n, s FROM t ORDER BY n")
        found = cursor.fetch_dataframe()
        equal((list(found.columns), found["n"].tolist(), found["s"].tolist()),
              (["n", "s"], frame["n"].tolist(), frame["s"].tolist()))
        cursor.execute("SELECT n FROM t WHERE n < 3 ORDER BY n")
        numbers = cursor.fetch_numpy_array()
        assert isinstance(numbers, numpy.ndarray)
        equal(numbers.tolist(), [[0], [1], [2]])


def check_tables(endpoint):
    with connect(endpoint, "metadata") as connection:
        cursor = connection.cursor()
        cursor.execute("CREATE SCHEMA shop")
        cursor.execute("CREATE TABLE shop.parents (id int PRIMARY KEY, name varchar(30))")
        cursor.execute("CREATE TABLE shop.orders (id int, parent int REFERENCES shop.parents (id), amount decimal(9, 2), "
                       "PRIMARY KEY (id))")
        connection.commit()

        def columns(rows, *names):
            titles = [(column[0].decode() if isinstance(column[0], bytes) else column[0]).lower() for column in cursor.description]
            return [tuple(row[titles.index(name)] for name in names) for row in rows]

        tables = columns(cursor.get_tables(schema_pattern="shop"), "table_schem", "table_name", "table_type")
        equal([row for row in tables if row[2] == "TABLE"], [("shop", "orders", "TABLE"), ("shop", "parents", "TABLE")])
        found = cursor.get_columns(schema_pattern="shop", tablename_pattern="orders")
        equal(columns(found, "column_name", "type_name", "column_size"),
              [("id", "int4", 10), ("parent", "int4", 10), ("amount", "numeric", 9)])
        equal(columns(cursor.get_primary_keys(schema="shop", table="orders"), "column_name"), [("id",)])
        within(str(cursor.get_schemas()), "shop")
        within(str(cursor.get_catalogs()), "metadata")


def check_verification(endpoint):
    """Names are verified where that is asked for, and an authority that is not trusted is refused."""
    for options in ({"sslmode": "verify-full"}, {"sslmode": "verify-ca"}):
        connect(endpoint, "tls", **options).close()
    os.environ.pop("SSL_CERT_FILE")
    raises(redshift_connector.InterfaceError, redshift_connector.connect, host="localhost", port=endpoint.port, user="u",
           password="x", database="tls")
    redshift_connector.connect(
        host="localhost", port=endpoint.port, user="u", password="x", database="tls", ssl=False).close()


def check_kept_statements(endpoint):
    """The driver keeps prepared statements: after the table changed they are planned again."""
    with connect(endpoint, "kept") as connection:
        connection.autocommit = True
        cursor = connection.cursor()
        with connect(endpoint, "kept") as other:
            other.autocommit = True
            changing = other.cursor()
            changing.execute("CREATE TABLE t (n int)")
            changing.execute("INSERT INTO t VALUES (1)")
            for _ in range(3):
                cursor.execute("SELECT * FROM t")
                equal(cursor.fetchall(), ([1],))
            changing.execute("DROP TABLE t")
            changing.execute("CREATE TABLE t (n bigint)")
            changing.execute("INSERT INTO t VALUES (2)")
        cursor.execute("SELECT n + 0 FROM t")
        equal(cursor.fetchall(), ([2],))


def check_metadata(endpoint):
    """All that the driver can ask: by SHOW, with a parameter for every name."""
    with connect(endpoint, "metadata") as connection:
        connection.autocommit = True
        cursor = connection.cursor()
        for text in (
                "CREATE SCHEMA s", "CREATE TABLE s.t (a int PRIMARY KEY, b varchar(20))",
                "CREATE TABLE s.u (x int REFERENCES s.t (a))", "GRANT SELECT (x) ON s.u TO PUBLIC", "GRANT SELECT ON s.t TO PUBLIC",
                "CREATE FUNCTION s.f (int) RETURNS int STABLE AS $$ SELECT $1 $$ LANGUAGE sql",
                "CREATE PROCEDURE s.p (n int, INOUT name varchar(20)) AS $$ BEGIN NULL; END; $$ LANGUAGE plpgsql"):
            cursor.execute(text)

        def told(rows, *indices):
            return [tuple(row[index] for index in indices) for row in rows]

        equal(told(cursor.get_tables(None, "s", "%"), 2, 3), [("t", "TABLE"), ("u", "TABLE")])
        equal(told(cursor.get_columns(None, "s", "t", "%"), 3, 5, 6), [("a", "int4", 10), ("b", "varchar", 20)])
        equal(told(cursor.get_primary_keys(None, "s", "t"), 3, 5), [("a", "t_pkey")])
        equal(told(cursor.get_imported_keys(None, "s", "u"), 2, 3, 6, 7), [("t", "a", "u", "x")])
        equal(told(cursor.get_exported_keys(None, "s", "t"), 2, 3, 6, 7), [("t", "a", "u", "x")])
        equal(told(cursor.get_column_privileges(None, "s", "u", "%"), 3, 5, 6), [("x", "public", "SELECT")])
        equal([row for row in told(cursor.get_table_privileges(None, "s", "t"), 2, 4, 5) if row[1] == "public"],
              [("t", "public", "SELECT")])
        equal(told(cursor.get_functions(None, "s", "%"), 2), [("f",)])
        equal(told(cursor.get_procedures(None, "s", "%"), 2), [("p",)])
        equal(told(cursor.get_procedure_columns(None, "s", "p", "%"), 3, 6), [("n", "int4"), ("name", "varchar")])
        equal(told(cursor.get_function_columns(None, "s", "f", "%"), 6), [("int4",), ("int4",)])
        # Without names the driver asks for every schema and table that is listed, the system's own among them.
        equal([row for row in told(cursor.get_primary_keys(), 1, 2, 3) if row[0] == "s"], [("s", "t", "a")])
        for all_of in (cursor.get_tables, cursor.get_columns, cursor.get_functions, cursor.get_procedures):
            within(str(all_of()), "'s'")


if __name__ == "__main__":
    main(globals())
