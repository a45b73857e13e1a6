"""psycopg 3: the extended protocol where there are parameters, prepared statements from the sixth use on, pipelines."""

import datetime
import decimal
import threading

import psycopg
from psycopg.rows import dict_row

from lib.checks import endless, equal, main, raises, within


def check_values(endpoint):
    with psycopg.connect(endpoint.dsn("values", sslmode="disable")) as connection:
        row = (1, 2**40, decimal.Decimal("3.125"), 0.5, "te'xt\\", datetime.date(2020, 1, 2),
               datetime.datetime(2020, 1, 2, 3, 4, 5, 600000), True, None)
        connection.execute("CREATE TABLE t (i int, b bigint, d decimal(12, 3), f float, s varchar(20), y date, "
                           "ts timestamp, x boolean, n int)")
        connection.execute("INSERT INTO t VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)", row)
        equal(connection.execute("SELECT * FROM t").fetchone(), row)
        for is_binary in (False, True):
            with connection.cursor(binary=is_binary) as cursor:
                equal(cursor.execute("SELECT i, b, f, s, y, ts, x, n FROM t WHERE i = %s", (1,)).fetchone(),
                      (*row[:2], *row[3:]))


def check_prepared(endpoint):
    with psycopg.connect(endpoint.dsn("prepared")) as connection:
        connection.execute("CREATE TABLE t (n int, s varchar(10))")
        with connection.cursor() as cursor:
            cursor.executemany("INSERT INTO t VALUES (%s, %s)", [(n, f"s{n}") for n in range(20)])
            equal(cursor.rowcount, 20)
            for n in range(8):
                equal(cursor.execute("SELECT s FROM t WHERE n = %s", (n,)).fetchone(), (f"s{n}",))
        equal(connection.execute("SELECT count(*) FROM t WHERE s LIKE %s", ("s1%",)).fetchone(), (11,))


def check_forgetting_prepared_statements(endpoint):
    """After ROLLBACK and DROP it sends DEALLOCATE ALL, which Redshift refuses; the hint says what helps."""
    with psycopg.connect(endpoint.dsn("forgetting")) as connection:
        connection.execute("CREATE TABLE t (n int)")
        connection.commit()
        for n in range(8):
            connection.execute("SELECT n FROM t WHERE n = %s", (n,))
        error = raises(psycopg.errors.SyntaxError, lambda: (connection.rollback(), connection.execute("SELECT 1")))
        within(error.diag.message_hint, "prepare_threshold=None")
    with psycopg.connect(endpoint.dsn("forgetting"), prepare_threshold=None) as connection:
        for n in range(8):
            connection.execute("SELECT n FROM t WHERE n = %s", (n,))
        connection.rollback()
        connection.execute("DROP TABLE t")
        equal(connection.execute("SELECT %s::int", (1,)).fetchone(), (1,))


def check_pipeline(endpoint):
    """Thousands of messages at once; an error in the middle spoils what stands up to the Sync."""
    with psycopg.connect(endpoint.dsn("pipeline"), autocommit=True) as connection:
        connection.execute("CREATE TABLE t (n int)")
        with connection.pipeline():
            cursors = [connection.execute("INSERT INTO t VALUES (%s)", (n,)) for n in range(2000)]
            counted = connection.execute("SELECT count(*) FROM t WHERE n >= %s", (0,))
            equal(counted.fetchone(), (2000,))
        equal({cursor.rowcount for cursor in cursors}, {1})

        def fail():
            with connection.pipeline():
                connection.execute("INSERT INTO t VALUES (%s)", (-1,))
                connection.execute("SELECT %s / 0", (1,))
                connection.execute("INSERT INTO t VALUES (%s)", (-2,))

        raises(psycopg.errors.DivisionByZero, fail)
        equal(connection.execute("SELECT count(*) FROM t WHERE n < 0").fetchone(), (0,))


def check_transactions(endpoint):
    with psycopg.connect(endpoint.dsn("transactions"), row_factory=dict_row) as connection:
        connection.execute("CREATE TABLE t (n int)")
        connection.commit()
        error = raises(psycopg.errors.UndefinedTable, connection.execute, "SELECT * FROM nowhere WHERE n = %s", (1,))
        equal(error.sqlstate, "42P01")
        equal(connection.info.transaction_status, psycopg.pq.TransactionStatus.INERROR)
        connection.rollback()
        connection.execute("INSERT INTO t VALUES (%s)", (7,))
        connection.commit()
        equal(connection.execute("SELECT n FROM t").fetchall(), [{"n": 7}])


def check_notices(endpoint):
    """Drivers tell them apart by their states."""
    with psycopg.connect(endpoint.dsn("notices"), autocommit=True) as connection:
        seen = []
        connection.add_notice_handler(lambda notice: seen.append((notice.severity, notice.sqlstate)))
        for text in ("COMMIT", "BEGIN", "BEGIN", "ROLLBACK", "DROP TABLE IF EXISTS missing"):
            connection.execute(text)
        equal(seen, [("WARNING", "25P01"), ("WARNING", "25001"), ("INFO", "00000")])


def check_streams(endpoint):
    """A row at a time while the result is still being made."""
    with psycopg.connect(endpoint.dsn("streams")) as connection:
        connection.execute("CREATE TABLE t AS SELECT 1 AS n UNION ALL SELECT 2 UNION ALL SELECT 3")
        with connection.cursor() as cursor:
            numbers = [n for (n,) in cursor.stream("SELECT a.n FROM t a, t b, t c, t d, t e, t f, t g WHERE a.n > %s", (1,))]
        equal((len(numbers), set(numbers)), (2 * 3**6, {2, 3}))


def check_named_cursors(endpoint):
    with psycopg.connect(endpoint.dsn("cursors")) as connection:
        connection.execute("CREATE TABLE t AS SELECT 1 AS n UNION ALL SELECT 2 UNION ALL SELECT 3")
        with connection.cursor(name="mine") as cursor:
            cursor.itersize = 2
            cursor.execute("SELECT n FROM t WHERE n > 1 ORDER BY n")
            equal([n for (n,) in cursor], [2, 3])


def check_cancel(endpoint):
    with psycopg.connect(endpoint.dsn("cancel")) as connection:
        connection.execute("CREATE TABLE t AS SELECT 1 AS n UNION ALL SELECT 2 UNION ALL SELECT 3")
        timer = threading.Timer(0.3, connection.cancel_safe)
        timer.start()
        raises(psycopg.errors.QueryCanceled, connection.execute, endless("t"))
        timer.join()


if __name__ == "__main__":
    main(globals())
