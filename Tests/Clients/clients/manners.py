"""How the server behaves beside its protocol: options, signals, clients that die, time limits, odd input."""

import contextlib
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psycopg2
import redshift_connector

from lib.checks import endless, equal, main, raises, within
from lib.server import BINARY, IS_LONG, ROOT, environment, port_of, serve, start

COPY = "COPY songs FROM 's3://udacity-dend/song_data' IAM_ROLE 'arn:aws:iam::0:role/r' JSON 'auto'"

RECORDED = ROOT / "Fixtures" / "wire"


def connect(endpoint, database, **options):
    connection = psycopg2.connect(endpoint.dsn(database, **options))
    connection.autocommit = True
    return connection


def execute(connection, text):
    cursor = connection.cursor()
    cursor.execute(text)
    return cursor


def three_rows(connection):
    execute(connection, "CREATE TABLE t AS SELECT 1 AS n UNION ALL SELECT 2 UNION ALL SELECT 3")


def ended(*arguments, **options):
    with tempfile.TemporaryDirectory() as home:
        return subprocess.run([BINARY, *arguments], env=environment(home), capture_output=True, text=True, timeout=30,
                              check=False, **options)


def check_wrong_options():
    for arguments, words in [
            (["serve", "--nonsense"], "no option --nonsense"), (["serve", "--port", "70000"], "--port takes"),
            (["serve", "--tls", "--no-tls"], "contradict each other"), (["serve", "--host", "0.0.0.0"], "--password"),
            (["serve", "stray"], "takes no operand"), (["serve", "--cert", "x.pem"], "go together"),
            (["exec"], "needs a command")]:
        run = ended(*arguments)
        equal((run.returncode, run.stdout), (2, ""))
        within(run.stderr, words)


def check_first_starts_at_once():
    """One of them makes the authority: a client that trusts it trusts them all."""
    with tempfile.TemporaryDirectory() as home:
        readies = [Path(home, f"ready{number}") for number in range(6)]
        servers = [start(home, ready) for ready in readies]
        try:
            ports = [port_of(server, ready) for server, ready in zip(servers, readies)]
            for port in ports:
                psycopg2.connect(
                    f"host=127.0.0.1 port={port} user=awsuser dbname=dev sslmode=verify-full "
                    f"sslrootcert={home}/localshift/ca.pem").close()
        finally:
            for server in servers:
                server.kill()
                server.wait()


def check_port_taken(endpoint):
    run = ended("serve", "--port", str(endpoint.port))
    equal(run.returncode, 3)
    within(run.stderr, f"could not listen on 127.0.0.1:{endpoint.port}: another program does")


def check_failing_init():
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder, "first.sql")
        script.write_text("CREATE TABLE t (n int);\nSELECT * FROM nowhere;\n")
        run = ended("serve", "--port", "0", "--init", script)
        equal(run.returncode, 1)
        within(run.stderr, "first.sql:2")


def check_exec_codes():
    """The command's exit code is exec's; one that never connects gets a line that says how to."""
    run = ended("exec", "--", "sh", "-c", "exit 7")
    equal(run.returncode, 7)
    within(run.stderr, "nothing connected")
    for command, code in (["no-such-program"], 127), (["sh", "-c", "kill -9 $$"], 137):
        run = ended("exec", "--", *command)
        equal(run.returncode, code)
        assert "nothing connected" not in run.stderr, run.stderr


def check_calling_off():
    """What is interrupted ends at once, leaves nothing half made and tells of no failures that are not there."""
    with tempfile.TemporaryDirectory() as folder:
        slow = Path(folder, "slow.slt")
        slow.write_text("statement ok\nCREATE TABLE n (a INT)\n\n"
                        "statement ok\nINSERT INTO n VALUES (1), (2), (3), (4), (5), (6), (7), (8), (9), (10)\n\n"
                        "statement ok\nINSERT INTO n SELECT a.a FROM n a, n b, n c, n d\n\n"
                        "statement ok\nCREATE TABLE t AS SELECT count(*) AS c FROM n a, n b, n c WHERE a.a + b.a < c.a\n\n"
                        "query I\nSELECT count(*) FROM t\n----\n1\n")
        for arguments in ("test", str(slow)), ("generate", "sparkify", folder, "--events", "100000000"):
            run = subprocess.Popen([BINARY, *arguments], stderr=subprocess.PIPE, text=True)
            time.sleep(1)
            run.send_signal(signal.SIGINT)
            equal((run.communicate(timeout=30)[1], run.returncode), ("", 130))
        equal(os.listdir(folder), ["slow.slt"])


def check_no_home_for_the_authority():
    """Where no certificate can be kept there is no TLS, and the endpoint says why."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder, "home")
        home.write_text("not a folder")
        run = subprocess.Popen([BINARY, "serve", "--port", "0", "--no-aws"], env=environment(home), stdout=subprocess.PIPE, text=True)
        told = [run.stdout.readline() for _ in range(4)]
        run.send_signal(signal.SIGINT)
        run.communicate(timeout=30)
        within(told[3], "no TLS: ")


def check_password():
    """--password is asked for by the way that each driver knows."""
    with serve("--user", "admin", "--password", "Secret123") as endpoint:
        psycopg2.connect(endpoint.dsn("x", user="admin", password="Secret123")).close()
        error = raises(psycopg2.OperationalError, psycopg2.connect, endpoint.dsn("x", user="admin", password="wrong"))
        within(str(error), 'password authentication failed for user "admin"')
        os.environ["SSL_CERT_FILE"] = str(endpoint.authority)
        options = {"host": "localhost", "port": endpoint.port, "user": "admin", "database": "x"}
        redshift_connector.connect(password="Secret123", **options).close()
        raises(redshift_connector.InterfaceError, redshift_connector.connect, password="wrong", **options)


def check_database_name():
    with serve("--dbname", "dwh") as endpoint:
        connect(endpoint, "dwh").close()
        error = raises(psycopg2.OperationalError, connect, endpoint, "other")
        within(str(error), 'database "other" does not exist')


def check_stop_exports():
    """Idle clients do not keep it, and the tables are exported."""
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home, "load")
        with serve("--no-tls", "--export", folder, ending=signal.SIGINT) as endpoint:
            connection = connect(endpoint, "x")
            execute(connection, "CREATE TABLE t (a int); INSERT INTO t VALUES (1), (2)")
        raises(psycopg2.Error, execute, connection, "SELECT 1")
        subprocess.run([BINARY, "verify", folder, "--quiet"], check=True)


def check_grace():
    """A statement that runs when SIGTERM comes gets its answer, and nobody else may come."""
    with serve() as endpoint:
        connection = connect(endpoint, "x")
        three_rows(connection)
        count, text = query_of_half_a_second(connection)
        answers = []
        thread = threading.Thread(target=lambda: answers.append(execute(connection, text).fetchone()))
        thread.start()
        time.sleep(0.1)
    thread.join(20)
    equal(answers, [(count,)])


def query_of_half_a_second(connection):
    """Its answer and its text, for a machine and a build of any speed."""
    for number in range(8, 24):
        began, text = time.monotonic(), f"SELECT count(*) FROM {', '.join(f't t{n}' for n in range(number))} WHERE t0.n + t1.n < 9"
        execute(connection, text)
        if time.monotonic() - began > 0.5:
            return 3**number, text
    raise AssertionError("everything is done at once")


def check_second_signal():
    """Ends it at once, whatever runs."""
    with serve(code=143) as endpoint:
        connection = connect(endpoint, "x")
        three_rows(connection)
        thread = threading.Thread(target=lambda: raises(psycopg2.Error, execute, connection, endless("t")))
        thread.start()
        time.sleep(0.2)
        endpoint.process.send_signal(signal.SIGTERM)
        time.sleep(0.2)
    thread.join(10)
    assert not thread.is_alive(), "the client hears of it"


def check_client_dies(endpoint):
    """Killed in a transaction that holds a lock, and with a statement that would run for ever."""
    connection = connect(endpoint, "dies")
    three_rows(connection)
    script = (f"import psycopg2\nc = psycopg2.connect({endpoint.dsn('dies')!r})\nk = c.cursor()\n"
              f"k.execute('DELETE FROM t')\nprint('ready', flush=True)\nk.execute({endless('t').replace('t t0', '(select 1 as n) t0')!r})\n")
    script = script.replace("DELETE FROM t", "DELETE FROM t WHERE n = 3")
    child = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    equal(child.stdout.readline(), "ready\n")
    time.sleep(0.2)
    child.kill()
    child.wait()
    execute(connection, "SET statement_timeout TO 3000")
    began = time.monotonic()
    execute(connection, "LOCK t")
    equal(execute(connection, "SELECT count(*) FROM t").fetchone(), (3,))
    assert time.monotonic() - began < 2, "the lock was kept"
    before = endpoint.processor_time()
    time.sleep(0.3)
    assert endpoint.processor_time() - before < 0.1, "its statement still runs"
    connection.close()


def check_idle_session_timeout(endpoint):
    script = "SET idle_session_timeout TO 200;\n\\! sleep 0.5\nSELECT 'still there';\n"
    run = subprocess.run(["psql", "-X", endpoint.dsn("idle")], input=script, capture_output=True, text=True, timeout=30,
                         check=False)
    equal((run.returncode, run.stdout), (2, "SET\n"))
    within(run.stderr, "FATAL:  terminating connection due to idle session timeout")


def check_statement_timeout(endpoint):
    connection = connect(endpoint, "timeout")
    three_rows(connection)
    execute(connection, "SET statement_timeout TO 200")
    began = time.monotonic()
    raises(psycopg2.errors.QueryCanceled, execute, connection, endless("t"))
    assert 0.15 < time.monotonic() - began < 0.6, f"{time.monotonic() - began} s"
    execute(connection, "SELECT 1")
    connection.close()


def check_cancelling_is_quick(endpoint):
    """Within 100 ms in 95 of 100 tries, in the middle of a join, a sort, a COPY and a wait for a lock."""
    connection, other = connect(endpoint, "quick"), connect(endpoint, "quick")
    three_rows(connection)
    tables = ", ".join(f"t t{number}" for number in range(13))
    execute(connection, f"CREATE TABLE big AS SELECT t0.n + t12.n AS n, random() AS x FROM {tables}")
    execute(connection, "CREATE TABLE songs (song_id varchar(30), title varchar(500))")
    execute(other, "BEGIN; LOCK t")
    texts = {"join": endless("big"), "sort": "SELECT a.n FROM big a, big b ORDER BY a.x + b.x", "copies": ";".join([COPY] * 500),
             "wait": "INSERT INTO t VALUES (1)"}
    took = sorted((cancelled_after(connection, text), name) for name, text in [*texts.items()] * (25 if IS_LONG else 10))
    other.rollback()
    assert took[len(took) * 95 // 100 - 1][0] < 0.1, f"the slowest took {took[-5:]}"
    connection.close()


def cancelled_after(connection, text):
    """Seconds between the CancelRequest and the error."""
    sent = []

    def cancel():
        sent.append(time.monotonic())
        connection.cancel()

    timer = threading.Timer(0.05 + random.random() / 10, cancel)
    timer.start()
    raises(psycopg2.errors.QueryCanceled, execute, connection, text)
    took = time.monotonic() - sent[0]
    timer.join()
    return took


def check_many_statements_in_one_message(endpoint):
    """A long text and a long pipeline take time in proportion to their length."""
    connection = connect(endpoint, "long")
    execute(connection, "CREATE TABLE t (n int)")

    def seconds(count):
        began = time.monotonic()
        execute(connection, "SELECT 1;" * count)
        return time.monotonic() - began

    seconds(500)
    short, long = min(seconds(1000) for _ in range(3)), seconds(8000)
    assert long < short * 24, f"{short:.3f} s for 1,000 and {long:.3f} s for 8,000"


def check_odd_input():
    """Recorded conversations, changed at random: nothing leaks, and clients are served as before."""
    seed = random.randrange(2**32)
    source = random.Random(seed)
    recorded = [[bytes.fromhex(line) for line in file.read_text().splitlines()] for file in sorted(RECORDED.glob("*.txt"))]
    with serve("--no-tls") as endpoint:
        connect(endpoint, "x").close()
        for _ in range(200):
            odd_connection(endpoint, recorded, source)
        before = settled(endpoint)
        for _ in range(20_000 if IS_LONG else 1000):
            odd_connection(endpoint, recorded, source)
        after = settled(endpoint)
        assert after[0] <= before[0], f"seed {seed}: {before[0]} descriptors before, {after[0]} after"
        assert after[1] < before[1] + 20_000, f"seed {seed}: {before[1]} kB before, {after[1]} kB after"
        equal(execute(connect(endpoint, "x"), "SELECT 1").fetchone(), (1,))


def odd_connection(endpoint, recorded, source):
    """Sends a conversation of which pieces are left out and bytes changed, as far as anybody listens."""
    pieces = [piece for piece in source.choice(recorded) if source.random() > 0.05]
    with socket.create_connection(("127.0.0.1", endpoint.port)) as connection, contextlib.suppress(OSError):
        connection.settimeout(0.01)
        for piece in pieces[:source.randrange(2, 20)]:
            data = bytearray(piece)
            if source.random() < 0.1:
                data[source.randrange(len(data))] = source.randrange(256)
            connection.sendall(data[:source.randrange(len(data))] if source.random() < 0.02 else data)
            if not connection.recv(1 << 16):
                break


def settled(endpoint):
    """Descriptors and kilobytes, once the connections are closed."""
    counts = []
    for _ in range(50):
        counts.append(endpoint.descriptors())
        time.sleep(0.02)
    return min(counts), endpoint.status("VmRSS")


if __name__ == "__main__":
    main(globals())
