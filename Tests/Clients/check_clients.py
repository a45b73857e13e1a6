#!/usr/bin/env python3
"""Real drivers against a real endpoint: check_clients.py BINARY [NAME...]

Each function called check_NAME is one driver; it gets a running server's port. pg8000 has an environment of its own, since
its dependencies and redshift_connector's contradict each other.
"""

import asyncio
import contextlib
import datetime
import decimal
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent


@contextlib.contextmanager
def server(binary, *options):
    with tempfile.TemporaryDirectory() as home:
        ready = pathlib.Path(home, "ready")
        environment = {**os.environ, "XDG_DATA_HOME": home}
        process = subprocess.Popen(
            [binary, "serve", "--port", "0", "--ready-file", ready, "--quiet", *options], env=environment)
        try:
            deadline = time.monotonic() + 20
            while not ready.exists():
                assert process.poll() is None and time.monotonic() < deadline, "the server did not start"
                time.sleep(0.01)
            yield int(ready.read_text()), pathlib.Path(home, "localshift", "ca.pem")
        finally:
            process.terminate()
            assert process.wait(20) == 0, f"the server ended with {process.returncode}"


def equal(actual, expected):
    assert actual == expected, f"{actual!r} is not {expected!r}"


def check_psycopg2(port, authority):
    import psycopg2
    import psycopg2.extras

    dsn = f"host=127.0.0.1 port={port} user=dwhuser password=x dbname=dwh"
    connection = psycopg2.connect(dsn)
    cursor = connection.cursor()
    cursor.execute("DROP TABLE IF EXISTS missing")
    equal(connection.notices[-1], 'INFO:  Table "missing" does not exist and will be skipped\n')
    cursor.execute("CREATE TABLE people (id int IDENTITY(1, 1), name varchar(20), born date, paid decimal(10, 2), at timestamp)")
    row = ("O'Brien \\ \u00fc", datetime.date(1980, 2, 29), decimal.Decimal("12.50"), datetime.datetime(2018, 11, 1, 21, 1, 46, 796000))
    cursor.execute("INSERT INTO people (name, born, paid, at) VALUES (%s, %s, %s, %s)", row)
    psycopg2.extras.execute_values(cursor, "INSERT INTO people (name) VALUES %s", [("a",), ("b",)])
    cursor.executemany("INSERT INTO people (name) VALUES (%s)", [("c",), ("d",)])
    connection.commit()
    cursor.execute("SELECT name, born, paid, at FROM people WHERE born IS NOT NULL")
    equal(cursor.fetchall(), [row])
    equal([column.name for column in cursor.description], ["name", "born", "paid", "at"])
    cursor.execute("UPDATE people SET paid = 1 WHERE name IN ('a', 'b')")
    equal(cursor.rowcount, 2)
    connection.rollback()
    try:
        cursor.execute("SELECT * FROM nowhere")
        raise AssertionError("there is no such table")
    except psycopg2.errors.UndefinedTable as error:
        equal(error.pgcode, "42P01")
    try:
        cursor.execute("SELECT 1")
        raise AssertionError("the transaction is spoiled")
    except psycopg2.errors.InFailedSqlTransaction:
        connection.rollback()
    cursor.execute("SELECT count(*) FROM people; SELECT sum(paid) FROM people")
    equal(cursor.fetchone(), (decimal.Decimal("12.50"),))
    connection.commit()
    cursor.execute("CREATE TABLE many AS SELECT a.id FROM people a, people b, people c, people d, people e, people f, people g, people h")
    connection.commit()
    canceller = threading.Timer(0.3, connection.cancel)
    canceller.start()
    try:
        cursor.execute("SELECT count(*) FROM many a, many b WHERE a.id + b.id < 0")
        raise AssertionError("the query was cancelled")
    except psycopg2.errors.QueryCanceled:
        connection.rollback()
    finally:
        canceller.join()
    connection.close()
    for mode, options in [("disable", ""), ("require", ""), ("verify-full", f" sslrootcert={authority}")]:
        connection = psycopg2.connect(f"{dsn} sslmode={mode}{options}".replace("127.0.0.1", "localhost"))
        equal(connection.info.ssl_in_use, mode != "disable")
        connection.close()
    connection = psycopg2.connect(
        f"host=dwh.abc.us-west-2.redshift.amazonaws.com hostaddr=127.0.0.1 port={port} user=u dbname=dwh "
        f"sslmode=verify-full sslrootcert={authority}")
    connection.close()


def check_psycopg(port, authority):
    import psycopg

    with psycopg.connect(f"host=127.0.0.1 port={port} user=u dbname=p3 sslmode=disable") as connection:
        connection.execute("CREATE TABLE t (n int, s varchar(10))")
        with connection.cursor() as cursor:
            cursor.executemany("INSERT INTO t VALUES (%s, %s)", [(n, f"s{n}") for n in range(20)])
            for n in range(8):
                equal(cursor.execute("SELECT s FROM t WHERE n = %s", (n,)).fetchone(), (f"s{n}",))
        equal(connection.execute("SELECT count(*) FROM t WHERE s LIKE %s", ("s1%",)).fetchone(), (11,))


def check_redshift_connector(port, authority):
    import redshift_connector

    os.environ["SSL_CERT_FILE"] = str(authority)
    for version in (0, 1, 2):
        connection = redshift_connector.connect(
            host="localhost", port=port, user="awsuser", password="x", database=f"rc{version}",
            client_protocol_version=version)
        equal(connection._client_protocol_version, version)
        cursor = connection.cursor()
        cursor.execute("CREATE TABLE t (i int, b bigint, d decimal(12, 3), f float, s varchar(20), y date, ts timestamp, x boolean)")
        row = [1, 2**40, decimal.Decimal("3.125"), 0.5, "text", datetime.date(2020, 1, 2),
               datetime.datetime(2020, 1, 2, 3, 4, 5, 600000), True]
        cursor.execute("INSERT INTO t VALUES (%s, %s, %s, %s, %s, %s, %s, %s)", row)
        connection.commit()
        cursor.execute("SELECT * FROM t WHERE s LIKE %s", ("te%",))
        equal(list(cursor.fetchone()), row)
        cursor.execute("INSERT INTO t (i) VALUES (%s)", (2,))
        equal(cursor.rowcount, 1)
        connection.rollback()
        cursor.execute("SELECT count(*) FROM t")
        equal(cursor.fetchall(), ([1],))
        try:
            cursor.execute("SELECT nothing FROM t")
            raise AssertionError("there is no such column")
        except redshift_connector.error.ProgrammingError as error:
            equal(error.args[0]["C"], "42703")
        connection.rollback()
        connection.autocommit = True
        cursor.execute("DROP TABLE t")
        connection.close()


def check_asyncpg(port, authority):
    import asyncpg

    async def talk():
        connection = await asyncpg.connect(
            host="127.0.0.1", port=port, user="u", database="apg", password="x", ssl=False)
        await connection.execute("CREATE TABLE t (n int, s varchar(10))")
        await connection.execute("INSERT INTO t VALUES ($1, $2)", 1, "a")
        equal(await connection.fetchval("SELECT s FROM t WHERE n = $1", 1), "a")
        rows = await connection.fetch("SELECT n, s FROM t")
        equal([tuple(row) for row in rows], [(1, "a")])
        await connection.close()

    asyncio.run(talk())


def check_pg8000(port, authority):
    script = (
        "import pg8000.dbapi as d\n"
        f"c = d.connect(host='127.0.0.1', port={port}, user='u', database='p8', password='x')\n"
        "k = c.cursor()\n"
        "k.execute('CREATE TABLE t (n int, s varchar(10))')\n"
        "k.execute('INSERT INTO t VALUES (%s, %s)', (7, 'seven'))\n"
        "c.commit()\n"
        "k.execute('SELECT n, s FROM t WHERE n = %s', (7,))\n"
        "assert [tuple(r) for r in k.fetchall()] == [(7, 'seven')]\n")
    python = os.environ.get("LOCALSHIFT_PG8000_PYTHON", sys.executable)
    subprocess.run([python, "-c", script], check=True)


def check_psql(port, authority):
    url = f"host=127.0.0.1 port={port} user=u dbname=psql"
    run = lambda *arguments: subprocess.run(
        ["psql", "-X", "-q", "-A", "-t", url, *arguments], check=True, capture_output=True, text=True).stdout
    equal(run("-c", "CREATE TABLE t (a int, b varchar(5)); INSERT INTO t VALUES (1, 'x'), (2, NULL)",
              "-c", "SELECT a, b FROM t ORDER BY a"), "1|x\n2|\n")
    equal(run("-c", "SELECT 0.1::float8 + 0.2", "-c", "SET extra_float_digits TO 2", "-c", "SELECT 0.1::float8 + 0.2::float8"),
          "0.3\n0.30000000000000004\n")
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write("BEGIN;\nDELETE FROM t;\nROLLBACK;\nSELECT count(*) FROM t;\n")
        script.flush()
        equal(run("-f", script.name), "2\n")


PROJECT = ROOT / "Fixtures" / "python"
ROWS = {"staging_events": 500, "staging_songs": 90, "songplays": 382, "users": 43, "songs": 90, "artists": 66, "time": 380}


def start_project(binary, home, *options):
    environment = {
        **os.environ, "XDG_DATA_HOME": home, "PYTHONDONTWRITEBYTECODE": "1",
        "PATH": f"{pathlib.Path(sys.executable).parent}:{os.environ['PATH']}"}
    command = "python create_tables.py && python etl.py && python analyze_tables.py"
    return subprocess.Popen(
        [binary, "exec", "--s3-root", ROOT / "Fixtures" / "sparkify" / "s3", *options, "--", "sh", "-c", command],
        cwd=PROJECT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def exec_project(binary):
    """An unchanged project whose dwh.cfg names a cluster's host: four runs at once, one of them exported and verified."""
    with tempfile.TemporaryDirectory() as home:
        folder = pathlib.Path(home, "load")
        runs = [start_project(binary, home, "--export", folder)] + [start_project(binary, home) for _ in range(3)]
        for run in runs:
            output, errors = run.communicate(timeout=120)
            assert run.returncode == 0, errors
            counts = dict(line.split() for line in output.splitlines() if len(line.split()) == 2)
            equal({name: int(counts[name]) for name in ROWS}, ROWS)
            assert "songplays" in errors, errors
        subprocess.run([binary, "verify", folder, "--quiet"], check=True)


def exec_manners(binary):
    """The command's exit code is exec's; one that never connects gets a line that says how to."""
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "XDG_DATA_HOME": home}
        run = subprocess.run(
            [binary, "exec", "--", "sh", "-c", "exit 7"], env=environment, capture_output=True, text=True, timeout=30)
        equal(run.returncode, 7)
        assert "nothing connected" in run.stderr, run.stderr
        run = subprocess.run([binary, "exec", "--", "no-such-program"], env=environment, capture_output=True, timeout=30)
        equal(run.returncode, 127)


def password(binary):
    """--password is asked for by the way that each driver knows."""
    import psycopg2
    import redshift_connector

    with server(binary, "--user", "admin", "--password", "Secret123") as (port, authority):
        psycopg2.connect(f"host=127.0.0.1 port={port} user=admin password=Secret123 dbname=x").close()
        try:
            psycopg2.connect(f"host=127.0.0.1 port={port} user=admin password=wrong dbname=x")
            raise AssertionError("the password is wrong")
        except psycopg2.OperationalError as error:
            assert 'password authentication failed for user "admin"' in str(error), error
        os.environ["SSL_CERT_FILE"] = str(authority)
        redshift_connector.connect(
            host="localhost", port=port, user="admin", password="Secret123", database="x").close()


def stop(binary):
    """SIGTERM lets a statement end, or cancels it after a while; then the tables are exported."""
    import psycopg2

    with tempfile.TemporaryDirectory() as home:
        folder = pathlib.Path(home, "load")
        with server(binary, "--no-tls", "--export", folder) as (port, authority):
            connection = psycopg2.connect(f"host=127.0.0.1 port={port} user=u dbname=x")
            connection.autocommit = True
            cursor = connection.cursor()
            cursor.execute("CREATE TABLE t (a int); INSERT INTO t VALUES (1), (2)")
            pid = connection.info.backend_pid
            assert pid > 0
        subprocess.run([binary, "verify", folder, "--quiet"], check=True)
        try:
            cursor.execute("SELECT 1")
            raise AssertionError("the server is gone")
        except psycopg2.Error:
            pass


CHECKS = {name.removeprefix("check_"): check for name, check in list(globals().items()) if name.startswith("check_")}


def main():
    binary, names = os.path.abspath(sys.argv[1]), sys.argv[2:]
    failed = []

    def run(name, check, *arguments):
        if names and name not in names:
            return
        try:
            check(*arguments)
            print(f"ok  {name}", flush=True)
        except Exception as error:
            failed.append(name)
            print(f"FAILED {name}: {type(error).__name__}: {error}", flush=True)

    with server(binary) as (port, authority):
        for name, check in CHECKS.items():
            run(name, check, port, authority)
    for check in (exec_project, exec_manners, password, stop):
        run(check.__name__, check, binary)
    sys.exit(len(failed) > 0)


if __name__ == "__main__":
    main()
