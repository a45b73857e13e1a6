"""SQLAlchemy 2 with its dialects for Redshift and PostgreSQL, and pandas over it: reflection, reading, writing."""

import datetime
import decimal
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pandas
import sqlalchemy
from sqlalchemy import Column, ForeignKey, Integer, MetaData, Numeric, String, Table, inspect, select, text
from sqlalchemy.orm import Session, declarative_base

from lib.checks import equal, main, raises, within
from lib.server import BINARY

# Each with what it takes to have TLS accepted, or to be without it.
REDSHIFT = {"redshift+psycopg2": {"sslmode": "prefer"}, "redshift+redshift_connector": {}}
POSTGRES = {"postgresql+psycopg2": {}, "postgresql+psycopg": {}}


def engine(endpoint, dialect, database, **options):
    os.environ["SSL_CERT_FILE"] = str(endpoint.authority)
    url = sqlalchemy.URL.create(
        dialect, "awsuser", "x", "localhost", endpoint.port, database, query={**REDSHIFT, **POSTGRES}[dialect])
    if dialect == "postgresql+psycopg":
        # It would send DEALLOCATE ALL, which Redshift refuses, whenever something is dropped.
        options["connect_args"] = {"prepare_threshold": None}
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


def check_expressions(endpoint):
    """Tables made from their description, and queries of the expression language."""
    for dialect in REDSHIFT:
        found, metadata = engine(endpoint, dialect, dialect.replace("+", "_x")), MetaData()
        artists = Table("artists", metadata, Column("id", Integer, primary_key=True, autoincrement=False),
                        Column("name", String(50), nullable=False), redshift_diststyle="ALL")
        songs = Table("songs", metadata, Column("id", Integer, primary_key=True, autoincrement=False),
                      Column("artist_id", Integer, ForeignKey("artists.id")), Column("price", Numeric(8, 2)),
                      redshift_sortkey="id", redshift_distkey="artist_id")
        metadata.create_all(found)
        metadata.create_all(found)
        with found.begin() as connection:
            connection.execute(artists.insert(), [{"id": 1, "name": "A"}, {"id": 2, "name": "B"}])
            connection.execute(songs.insert(), [{"id": n, "artist_id": n % 2 + 1, "price": decimal.Decimal(n)} for n in range(9)])
            query = (select(artists.c.name, sqlalchemy.func.sum(songs.c.price)).join(songs).group_by(artists.c.name)
                     .order_by(artists.c.name).limit(5))
            equal([tuple(row) for row in connection.execute(query)], [("A", 20), ("B", 16)])
        metadata.drop_all(found)
        equal(inspect(found).get_table_names(), [])
        found.dispose()


def check_mapper(endpoint):
    base = declarative_base()

    class User(base):
        __tablename__ = "users"
        id = Column(Integer, primary_key=True, autoincrement=False)
        name = Column(String(20))

    found = engine(endpoint, "redshift+psycopg2", "mapper")
    base.metadata.create_all(found)
    with Session(found) as session:
        session.add_all([User(id=1, name="a"), User(id=2, name="b")])
        session.commit()
        session.get(User, 2).name = "c"
        session.commit()
        equal([user.name for user in session.scalars(select(User).order_by(User.id))], ["a", "c"])
    found.dispose()


def check_reflection(endpoint):
    for dialect in REDSHIFT:
        found = engine(endpoint, dialect, dialect.replace("+", "_r"))
        with found.begin() as connection:
            for statement in ("CREATE SCHEMA sales", "CREATE TABLE sales.parents (id int PRIMARY KEY, code char(3) UNIQUE)",
                              "CREATE TABLE sales.orders (id bigint IDENTITY(1, 1), parent int REFERENCES sales.parents (id), "
                              "amount decimal(12, 3) NOT NULL DEFAULT 1.5, note varchar(33) ENCODE zstd, at timestamp, "
                              "PRIMARY KEY (id)) DISTKEY (parent) SORTKEY (at)",
                              "CREATE VIEW sales.big AS SELECT id, amount FROM sales.orders WHERE amount > 10",
                              "CREATE VIEW sales.late AS SELECT * FROM sales.orders WITH NO SCHEMA BINDING",
                              "COMMENT ON TABLE sales.orders IS 'what was ordered'"):
                connection.execute(text(statement))
        seen = inspect(found)
        assert "sales" in seen.get_schema_names()
        equal(sorted(seen.get_table_names("sales")), ["orders", "parents"])
        equal(sorted(seen.get_view_names("sales")), ["big", "late"])
        equal(seen.has_table("orders", "sales"), True)
        equal(seen.has_table("nothing", "sales"), False)
        columns = {column["name"]: column for column in seen.get_columns("orders", "sales")}
        equal(list(columns), ["id", "parent", "amount", "note", "at"])
        equal([str(column["type"]) for column in columns.values()],
              ["BIGINT", "INTEGER", "NUMERIC(12, 3)", "VARCHAR(33)", "TIMESTAMP"])
        equal([column["nullable"] for column in columns.values()], [False, True, False, True, True])
        within(columns["amount"]["default"], "1.5")
        equal(seen.get_pk_constraint("orders", "sales")["constrained_columns"], ["id"])
        key = seen.get_foreign_keys("orders", "sales")[0]
        equal((key["constrained_columns"], key["referred_schema"], key["referred_table"], key["referred_columns"]),
              (["parent"], "sales", "parents", ["id"]))
        equal([constraint["column_names"] for constraint in seen.get_unique_constraints("parents", "sales")], [["code"]])
        equal(seen.get_table_comment("orders", "sales")["text"], "what was ordered")
        within(seen.get_view_definition("big", "sales"), "amount")
        options = seen.get_table_options("orders", "sales")
        equal(options["redshift_distkey"], "parent")
        table = Table("orders", MetaData(), schema="sales", autoload_with=found)
        with found.connect() as connection:
            equal(connection.execute(select(table)).all(), [])
        found.dispose()


def check_pandas(endpoint):
    for dialect, database in databases("p"):
        found = engine(endpoint, dialect, database)
        frame = pandas.DataFrame({"n": range(50), "s": [f"s{n}" for n in range(50)], "x": [n / 4 for n in range(50)]})
        frame.to_sql("t", found, index=False, if_exists="replace")
        frame.to_sql("t", found, index=False, if_exists="append", method="multi")
        read = pandas.read_sql("SELECT n, s, x FROM t WHERE n < 3 ORDER BY n", found)
        equal(read.values.tolist(), [row for n in range(3) for row in [[n, f"s{n}", n / 4]] * 2])
        equal(pandas.read_sql(text("SELECT count(*) AS c FROM t WHERE s LIKE :s"), found, params={"s": "s1%"})["c"][0], 22)
        equal(len(pandas.read_sql_table("t", found)) if dialect in REDSHIFT else 100, 100)
        parts = list(pandas.read_sql("SELECT n FROM t", found, chunksize=30))
        equal([len(part) for part in parts], [30, 30, 30, 10])
        found.dispose()


# A script as people have them: the dialect asks for Amazon's own authorities.
UNCHANGED = """
import os, sqlalchemy
engine = sqlalchemy.create_engine("redshift+psycopg2://awsuser:x@examplecluster.abc.us-west-2.redshift.amazonaws.com:" + os.environ["PGPORT"] + "/dev")
with engine.connect() as connection:
    print(connection.execute(sqlalchemy.text("SELECT current_user")).scalar())
"""


def check_exec(endpoint):
    """What `exec` starts Python with: it trusts the endpoint, and the user's own sitecustomize still runs."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "sitecustomize.py").write_text("print('mine')\n")
        run = subprocess.run(
            [BINARY, "exec", "--port", "0", "--no-aws", "--", sys.executable, "-c", UNCHANGED],
            env={**os.environ, "PYTHONPATH": folder, "HOME": folder}, capture_output=True, text=True, check=False)
        assert (run.stdout, run.returncode) == ("mine\nawsuser\n", 0), run.stdout + run.stderr


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
