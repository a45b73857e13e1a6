"""Our own client, `sql --connect`: with a real PostgreSQL by every way to log in, and with TLS; with our own server by Redshift's digest."""

import contextlib
import signal
import subprocess
import sys
import tempfile
import time

import psycopg2

from lib.checks import SKIPPED, equal, main, within
from lib.postgres import PASSWORD, postgres, programs
from lib.server import BINARY, environment, serve


def sql(url, text, home=None, **variables):
    with tempfile.TemporaryDirectory() as folder:
        return subprocess.run(
            [BINARY, "sql", "--connect", url, "--format", "csv", "--quiet", "-c", text], input="",
            env={**environment(home or folder), "HOME": folder, **variables}, capture_output=True, text=True, timeout=60,
            check=False)


def rows(*arguments, **options):
    answer = sql(*arguments, **options)
    equal((answer.returncode, answer.stderr), (0, ""))
    return answer.stdout.splitlines()[1:]


@contextlib.contextmanager
def server():
    """A PostgreSQL: the start of a URL of it for a user, and the folder of its certificates."""
    with postgres() as (port, folder):
        yield (lambda user, password="", host="localhost": f"postgresql://{user}:{password}@{host}:{port}/postgres"), folder


def check_passwords():
    with server() as (url, _):
        for mode in ("disable", "prefer"):
            equal(rows(url("trusting") + f"?sslmode={mode}", "SELECT current_user"), ["trusting"])
            for user in ("clear", "digest", "scram"):
                equal(rows(url(user, PASSWORD) + f"?sslmode={mode}", "SELECT current_user"), [user])
                equal(rows(url(user) + f"?sslmode={mode}", "SELECT current_user", PGPASSWORD=PASSWORD), [user])
                for wrong in ("wrong", ""):
                    answer = sql(url(user, wrong) + f"?sslmode={mode}", "SELECT 1")
                    assert answer.returncode != 0 and PASSWORD not in answer.stderr, answer
                    within(answer.stderr, "password")
        answer = sql(url("stranger", PASSWORD), "SELECT 1")
        within(answer.stderr, "28000")


def check_tls():
    encrypted = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
    with server() as (url, folder):
        for mode, expected in [("disable", "f"), ("prefer", "t"), ("require", "t")]:
            equal(rows(url("trusting") + f"?sslmode={mode}", encrypted), [expected])
        trusted = f"&sslrootcert={folder}/ca.pem"
        for mode in ("verify-ca", "verify-full"):
            equal(rows(url("secure", PASSWORD) + f"?sslmode={mode}{trusted}", encrypted), ["t"])
            for certificates in ("", f"&sslrootcert={folder}/other.pem", "&sslrootcert=system"):
                answer = sql(url("secure", PASSWORD) + f"?sslmode={mode}{certificates}", "SELECT 1")
                assert answer.returncode != 0, answer
                within(answer.stderr, "the certificate of localhost is refused")
        # The certificate names no address.
        address = url("secure", PASSWORD, "127.0.0.1")
        equal(rows(address + f"?sslmode=verify-ca{trusted}", encrypted), ["t"])
        within(sql(address + f"?sslmode=verify-full{trusted}", "SELECT 1").stderr, "is refused")
        answer = sql(url("secure", PASSWORD) + "?sslmode=disable", "SELECT 1")
        within(answer.stderr, "28000")


def check_results():
    with server() as (url, _):
        url = url("trusting")
        equal(rows(url, "SELECT 1, 2.50::numeric(5, 2), 'a,\"b'::text, NULL::int, true, DATE '2020-01-02', 1e300::float8"),
              ['1,2.50,"a,""b",\\N,t,2020-01-02,1e+300'])
        equal(len(rows(url, "SELECT n, repeat('x', 50) FROM generate_series(1, 20000) AS g (n)")), 20000)
        answer = sql(url, "SELECT 1 / 0")
        equal((answer.returncode, "22012 division by zero" in answer.stderr), (1, True))
        answer = sql(url, "DO $$ BEGIN RAISE WARNING 'beware'; END $$")
        within(answer.stderr, "beware")
        within(sql(url, "COPY pg_class TO STDOUT").stderr, "0A000")
        within(sql(url, "CREATE TEMP TABLE t (n int); COPY t FROM STDIN").stderr, "COPY from the client is not supported yet")


def check_interrupt():
    """Ctrl-C reaches the server: the statement ends there, too."""
    with server() as (url, _):
        with tempfile.TemporaryDirectory() as home:
            process = subprocess.Popen(
                [BINARY, "sql", "--connect", url("trusting"), "-c", "SELECT pg_sleep(60)"], env=environment(home),
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
            sleeping = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(60)' AND state = 'active'"
            await_rows(url("trusting"), sleeping, ["1"])
            process.send_signal(signal.SIGINT)
            equal(process.wait(10), 130)
            await_rows(url("trusting"), sleeping, ["0"])


def await_rows(url, text, expected):
    deadline = time.monotonic() + 10
    while rows(url, text) != expected:
        assert time.monotonic() < deadline, f"{text} did not become {expected}"
        time.sleep(0.1)


def check_digest():
    """Redshift's own request, which our server makes of clients that know it."""
    with serve() as endpoint:
        connection = psycopg2.connect(endpoint.dsn("dev"))
        connection.autocommit = True
        with connection.cursor() as cursor:
            for user, password in [("plain", PASSWORD), ("made", f"sha256|{PASSWORD}")]:
                cursor.execute(f"CREATE USER {user} PASSWORD '{password}'")
        for user in ("plain", "made"):
            for mode in ("disable", "verify-full"):
                url = f"redshift://{user}:%s@localhost:{endpoint.port}/dev?sslmode={mode}"
                equal(rows(url % PASSWORD, "SELECT current_user", home=endpoint.home), [user])
                within(sql(url % "wrong", "SELECT 1", home=endpoint.home).stderr, "password authentication failed")


if __name__ == "__main__":
    if programs() is None:
        print("there is no PostgreSQL to speak with")
        sys.exit(SKIPPED)
    main(globals())
