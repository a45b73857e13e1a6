"""SQLAlchemy 2 with its dialects for Redshift and PostgreSQL."""

import datetime
import decimal
import os

import sqlalchemy
from sqlalchemy import text

from lib.checks import equal, main, raises, within

# Each with what it takes to have TLS accepted, or to be without it.
REDSHIFT = {"redshift+psycopg2": {"sslmode": "prefer"}, "redshift+redshift_connector": {}}
POSTGRES = {"postgresql+psycopg2": {}}


def engine(endpoint, dialect, database, **options):
    os.environ["SSL_CERT_FILE"] = str(endpoint.authority)
    url = sqlalchemy.URL.create(
        dialect, "awsuser", "x", "localhost", endpoint.port, database, query={**REDSHIFT, **POSTGRES}[dialect])
    return sqlalchemy.create_engine(url, **options)


def databases(name):
    return [(dialect, name + dialect.replace("+", "_")) for dialect in [*REDSHIFT, *POSTGRES]]


def check_statements(endpoint):
    for dialect, database in databases("s"):
        with engine(endpoint, dialect, database).begin() as connection:
            connection.execute(text("CREATE TABLE t (n int, s varchar(20), d decimal(8, 2), at timestamp)"))
            row = {"n": 1, "s": "O'Brien \\ 100%", "d": decimal.Decimal("7.50"), "at": datetime.datetime(2020, 1, 2, 3, 4, 5)}
            connection.execute(text("INSERT INTO t VALUES (:n, :s, :d, :at)"), row)
            connection.execute(text("INSERT INTO t (n) VALUES (:n)"), [{"n": n} for n in range(2, 20)])
            equal(connection.execute(text("SELECT * FROM t WHERE n = :n"), {"n": 1}).mappings().one(), row)
            equal(connection.execute(text("SELECT count(*) FROM t")).scalar_one(), 19)


def check_rollback(endpoint):
    for dialect, database in databases("r"):
        found = engine(endpoint, dialect, database)
        with found.connect() as connection:
            connection.execute(text("CREATE TABLE t (n int)"))
            connection.commit()
            error = raises(sqlalchemy.exc.DBAPIError, connection.execute, text("SELECT * FROM nowhere"))
            within(str(error), 'relation "nowhere" does not exist')
            connection.rollback()
            connection.execute(text("INSERT INTO t VALUES (1)"))
            connection.rollback()
            equal(connection.execute(text("SELECT count(*) FROM t")).scalar_one(), 0)
        with found.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("INSERT INTO t VALUES (2)"))
        with found.connect() as connection:
            equal(connection.execute(text("SELECT n FROM t")).scalars().all(), [2])
        found.dispose()


def check_pool(endpoint):
    """A connection that the server has ended is made again."""
    found = engine(endpoint, "redshift+psycopg2", "pool", pool_pre_ping=True, pool_size=2)
    with found.connect() as connection:
        pid = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
    with engine(endpoint, "redshift+psycopg2", "pool").connect() as other:
        other.execute(text(f"SELECT pg_terminate_backend({pid})"))
    with found.connect() as connection:
        assert connection.execute(text("SELECT pg_backend_pid()")).scalar_one() != pid
    found.dispose()


if __name__ == "__main__":
    main(globals())
