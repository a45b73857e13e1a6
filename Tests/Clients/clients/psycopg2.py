"""psycopg2: what people's pipelines are written with."""

import datetime
import decimal
import threading

import psycopg2
import psycopg2.extensions
import psycopg2.extras

from lib.checks import equal, main, raises, within


def check_values(endpoint):
    connection = psycopg2.connect(endpoint.dsn("values"))
    cursor = connection.cursor()
    cursor.execute(
        "CREATE TABLE people (id int IDENTITY(1, 1), name varchar(20), born date, paid decimal(10, 2), at timestamp)")
    row = ("O'Brien \\ \u00fc", datetime.date(1980, 2, 29), decimal.Decimal("12.50"),
           datetime.datetime(2018, 11, 1, 21, 1, 46, 796000))
    cursor.execute("INSERT INTO people (name, born, paid, at) VALUES (%s, %s, %s, %s)", row)
    cursor.execute("SELECT name, born, paid, at FROM people")
    equal(cursor.fetchall(), [row])
    equal([column.name for column in cursor.description], ["name", "born", "paid", "at"])
    cursor.execute("SELECT %s, %s, %s, %s, 5 - %s", (None, True, 1.5, 2**40, -5))
    equal(cursor.fetchone(), (None, True, decimal.Decimal("1.5"), 2**40, 10))
    cursor.execute("SELECT name FROM people WHERE paid IN %s AND born < %s", ((decimal.Decimal("12.5"), 3), datetime.date.today()))
    equal(cursor.fetchone(), (row[0],))
    cursor.execute("SELECT %s::timestamp + %s", (datetime.datetime(2020, 1, 1), datetime.timedelta(days=1, hours=2)))
    equal(cursor.fetchone(), (datetime.datetime(2020, 1, 2, 2),))
    connection.close()


def check_many(endpoint):
    connection = psycopg2.connect(endpoint.dsn("many"))
    cursor = connection.cursor()
    cursor.execute("CREATE TABLE t (n int, s varchar(10))")
    cursor.executemany("INSERT INTO t VALUES (%s, %s)", [(n, f"s{n}") for n in range(10)])
    psycopg2.extras.execute_values(cursor, "INSERT INTO t VALUES %s", [(n, f"s{n}") for n in range(10, 1000)])
    psycopg2.extras.execute_batch(cursor, "INSERT INTO t VALUES (%s, %s)", [(n, None) for n in range(1000, 1200)])
    equal(cursor.rowcount, 1)
    connection.commit()
    cursor.execute("SELECT count(*), count(s), sum(n) FROM t")
    equal(cursor.fetchone(), (1200, 1000, sum(range(1200))))
    cursor.execute("UPDATE t SET s = 'x' WHERE n < 7")
    equal(cursor.rowcount, 7)
    connection.close()


def check_transactions(endpoint):
    connection = psycopg2.connect(endpoint.dsn("transactions"))
    cursor = connection.cursor()
    cursor.execute("CREATE TABLE t (n int)")
    connection.commit()
    cursor.execute("INSERT INTO t VALUES (1)")
    connection.rollback()
    with connection, connection.cursor() as inner:
        inner.execute("INSERT INTO t VALUES (2)")
    raises(psycopg2.errors.UndefinedTable, cursor.execute, "SELECT * FROM nowhere")
    raises(psycopg2.errors.InFailedSqlTransaction, cursor.execute, "SELECT 1")
    equal(connection.info.transaction_status, psycopg2.extensions.TRANSACTION_STATUS_INERROR)
    connection.rollback()
    cursor.execute("INSERT INTO t VALUES (3); SELECT count(*), min(n) FROM t")
    equal(cursor.fetchone(), (2, 2))
    connection.commit()
    connection.close()


def check_sessions(endpoint):
    connection = psycopg2.connect(endpoint.dsn("sessions", options="'-c query_group=etl -c statement_timeout=70000'"))
    connection.set_session(isolation_level="SERIALIZABLE")
    cursor = connection.cursor()
    cursor.execute("SHOW query_group; SHOW statement_timeout")
    equal(cursor.fetchone(), ("70000",))
    connection.commit()
    connection.set_session(readonly=True)
    raises(psycopg2.errors.ReadOnlySqlTransaction, cursor.execute, "CREATE TABLE r (n int)")
    connection.rollback()
    connection.set_session(readonly=False, autocommit=True)
    cursor.execute("CREATE TABLE r (n int)")
    equal(connection.info.transaction_status, psycopg2.extensions.TRANSACTION_STATUS_IDLE)
    connection.set_client_encoding("UTF8")
    connection.reset()
    cursor.execute("SELECT current_database(), count(*) FROM r")
    equal(cursor.fetchone(), ("sessions", 0))
    connection.close()


def check_notices(endpoint):
    connection = psycopg2.connect(endpoint.dsn("notices"))
    cursor = connection.cursor()
    cursor.execute("DROP TABLE IF EXISTS missing")
    equal(connection.notices[-1], 'INFO:  Table "missing" does not exist and will be skipped\n')
    cursor.execute("CREATE TABLE songs (song_id varchar(20), title varchar(500))")
    cursor.execute("COPY songs FROM 's3://udacity-dend/song_data' IAM_ROLE 'arn:aws:iam::0:role/r' JSON 'auto'")
    equal(connection.notices[-1], "INFO:  Load into table 'songs' completed, 90 record(s) loaded successfully.\n")
    equal((cursor.rowcount, cursor.statusmessage), (-1, "COPY"))
    connection.close()


def check_errors(endpoint):
    connection = psycopg2.connect(endpoint.dsn("errors"))
    connection.autocommit = True
    cursor = connection.cursor()
    error = raises(psycopg2.errors.UndefinedColumn, cursor.execute, "SELECT 1; SELECT nothing FROM (SELECT 1 AS a) x")
    equal((error.pgcode, error.diag.severity, error.diag.statement_position), ("42703", "ERROR", "18"))
    raises(psycopg2.errors.InvalidTextRepresentation, cursor.execute, "SELECT 'x'::int")
    raises(psycopg2.errors.DivisionByZero, cursor.execute, "SELECT 1 / 0")
    raises(psycopg2.ProgrammingError, cursor.execute, "")
    with open("/dev/null", encoding="utf-8") as file:
        cursor.execute("CREATE TABLE t (n int)")
        raises(psycopg2.Error, cursor.copy_expert, "COPY t FROM STDIN", file)
        raises(psycopg2.Error, cursor.copy_expert, "COPY t TO STDOUT", file)
    cursor.execute("SELECT count(*) FROM t")
    equal(cursor.fetchone(), (0,))
    connection.close()


def check_named_cursors(endpoint):
    connection = psycopg2.connect(endpoint.dsn("cursors"))
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE t (n int)")
        psycopg2.extras.execute_values(cursor, "INSERT INTO t VALUES %s", [(n,) for n in range(100)])
    connection.commit()
    with connection.cursor("mine") as cursor:
        cursor.itersize = 7
        cursor.execute("SELECT n, n * 2 FROM t WHERE n >= %s ORDER BY n", (10,))
        equal(cursor.fetchone(), (10, 20))
        equal([column.name for column in cursor.description], ["n", "?column?"])
        equal(cursor.fetchmany(2), [(11, 22), (12, 24)])
        equal([n for n, _ in cursor], list(range(13, 100)))
    connection.commit()
    with connection.cursor("again") as cursor:
        cursor.execute("SELECT count(*) FROM t")
        equal(cursor.fetchall(), [(100,)])
    connection.rollback()
    connection.close()


def check_dictionaries(endpoint):
    with psycopg2.connect(endpoint.dsn("rows"), cursor_factory=psycopg2.extras.RealDictCursor) as connection:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 AS one, 'b' AS two UNION ALL SELECT 2, NULL ORDER BY 1")
            equal([dict(row) for row in cursor], [{"one": 1, "two": "b"}, {"one": 2, "two": None}])
            cursor.execute("SELECT 1 AS same, 2 AS other LIMIT 0")
            equal(cursor.fetchone(), None)


def check_cancel(endpoint):
    """From another thread."""
    connection = psycopg2.connect(endpoint.dsn("cancel"))
    cursor = connection.cursor()
    cursor.execute("CREATE TABLE ten (n int); INSERT INTO ten VALUES (1), (2), (3), (4), (5), (6), (7), (8), (9), (10)")
    cursor.execute("CREATE TABLE many AS SELECT a.n FROM ten a, ten b, ten c, ten d, ten e")
    connection.commit()
    canceller = threading.Timer(0.3, connection.cancel)
    canceller.start()
    error = raises(psycopg2.errors.QueryCanceled, cursor.execute, "SELECT count(*) FROM many a, many b WHERE a.n + b.n < 0")
    within(str(error), "cancelled on user's request")
    canceller.join()
    connection.rollback()
    cursor.execute("SELECT count(*) FROM many")
    equal(cursor.fetchone(), (100_000,))
    connection.close()


def check_tls(endpoint):
    modes = [("disable", {}), ("prefer", {}), ("require", {}), ("verify-ca", {"sslrootcert": endpoint.authority}),
             ("verify-full", {"sslrootcert": endpoint.authority})]
    for host in ("localhost", "127.0.0.1"):
        for mode, options in modes:
            connection = psycopg2.connect(endpoint.dsn("tls", host=host, sslmode=mode, **options))
            equal(connection.info.ssl_in_use, mode != "disable")
            connection.close()
    connection = psycopg2.connect(endpoint.dsn(
        "tls", host="dwh.abc.us-west-2.redshift.amazonaws.com", hostaddr="127.0.0.1", sslmode="verify-full",
        sslrootcert=endpoint.authority))
    connection.close()


def check_environment(endpoint):
    """What sqlalchemy, airflow and others look at."""
    connection = psycopg2.connect(endpoint.dsn("environment", application_name="etl"))
    equal((connection.server_version, connection.encoding), (80002, "UNICODE"))
    equal(connection.get_parameter_status("server_encoding"), "UNICODE")
    cursor = connection.cursor()
    cursor.execute("SELECT version()")
    within(cursor.fetchone()[0], "Redshift 1.0.")
    cursor.execute("SHOW application_name")
    equal(cursor.fetchone(), ("etl",))
    cursor.execute("SET timezone TO 'Europe/Rome'")
    equal([connection.get_parameter_status(name) for name in ("TimeZone", "DateStyle")], ["Europe/Rome", "ISO, MDY"])
    cursor.execute("SET datestyle TO 'ISO, DMY'; SELECT '03/04/2024'::date")
    equal((connection.get_parameter_status("DateStyle"), cursor.fetchone()), ("ISO, DMY", (datetime.date(2024, 4, 3),)))
    cursor.execute("SELECT pg_backend_pid()")
    equal(cursor.fetchone(), (connection.get_backend_pid(),))
    connection.close()


if __name__ == "__main__":
    main(globals())
