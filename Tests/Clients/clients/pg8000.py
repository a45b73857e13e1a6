"""pg8000: parameters as text of no type, and a Sync between Parse, Describe and Bind of the unnamed statement."""

import datetime
import decimal

import pg8000.dbapi
import pg8000.native

from lib.checks import equal, main, raises


def connect(endpoint, database):
    return pg8000.dbapi.connect(host="127.0.0.1", port=endpoint.port, user="u", database=database, password="x")


def check_values(endpoint):
    connection = connect(endpoint, "values")
    cursor = connection.cursor()
    cursor.execute("CREATE TABLE t (n int, s varchar(10), d decimal(8, 2), y date, ts timestamp, x boolean)")
    row = [7, "seven", decimal.Decimal("7.50"), datetime.date(2020, 1, 2), datetime.datetime(2020, 1, 2, 3, 4, 5), True]
    cursor.execute("INSERT INTO t VALUES (%s, %s, %s, %s, %s, %s)", row)
    connection.commit()
    cursor.execute("SELECT * FROM t WHERE n = %s", (7,))
    equal([list(found) for found in cursor.fetchall()], [row])
    connection.close()


def check_transactions(endpoint):
    connection = connect(endpoint, "transactions")
    cursor = connection.cursor()
    cursor.execute("CREATE TABLE t (n int)")
    cursor.executemany("INSERT INTO t VALUES (%s)", [(n,) for n in range(20)])
    connection.commit()
    cursor.execute("DELETE FROM t")
    equal(cursor.rowcount, 20)
    connection.rollback()
    error = raises(pg8000.dbapi.DatabaseError, cursor.execute, "SELECT * FROM nowhere")
    equal(error.args[0]["C"], "42P01")
    connection.rollback()
    cursor.execute("SELECT count(*) FROM t")
    equal(list(cursor.fetchone()), [20])
    connection.close()


def check_native(endpoint):
    connection = pg8000.native.Connection("u", host="127.0.0.1", port=endpoint.port, database="native")
    connection.run("CREATE TABLE t (n int, s varchar(9))")
    connection.run("INSERT INTO t VALUES (:n, :s)", n=1, s="a")
    prepared = connection.prepare("SELECT s FROM t WHERE n = :n")
    equal(prepared.run(n=1), [["a"]])
    equal([column["name"] for column in prepared.columns], ["s"])
    prepared.close()
    connection.close()


def check_session_zone(endpoint):
    """A moment without a zone is one of the session's, and `today` is the day that it is, in parameters as in SQL."""
    connection = pg8000.native.Connection("u", host="127.0.0.1", port=endpoint.port, database="zone")
    connection.run("SET TIMEZONE TO 'America/Edmonton'")
    moment = datetime.datetime(2001, 2, 3, 4, 5, 6)
    connection.run("CREATE TABLE t (z timestamptz)")
    connection.run("INSERT INTO t VALUES (:moment)", moment=moment)
    connection.run("INSERT INTO t SELECT CAST(:moment AS timestamptz)", moment="2001-02-03 04:05:06")
    equal(connection.run("SELECT z::varchar FROM t"), [["2001-02-03 04:05:06-07"]] * 2)
    equal(connection.run("SELECT CAST(:day AS date) = current_date", day="today"), [[True]])
    connection.close()


if __name__ == "__main__":
    main(globals())
