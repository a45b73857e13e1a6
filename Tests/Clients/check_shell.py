#!/usr/bin/env python3
"""The shell on a terminal, and `sql` and `run` as clients of `serve`: check_shell.py BINARY [NAME...]

Each function called check_NAME is one check. The terminal is a pseudo-terminal, and what the shell writes is read as bytes.
"""

import contextlib
import gzip
import os
import pathlib
import pty
import re
import select
import signal
import subprocess
import sys
import tempfile
import time
import traceback

ESCAPES = re.compile(rb"\x1b\[[0-9;?]*[A-Za-z]")


def equal(actual, expected):
    assert actual == expected, f"{actual!r} is not {expected!r}"


@contextlib.contextmanager
def server(binary, home, *options):
    ready = pathlib.Path(home, f"ready{time.monotonic_ns()}")
    environment = {**os.environ, "XDG_DATA_HOME": home}
    process = subprocess.Popen(
        [binary, "serve", "--port", "0", "--ready-file", ready, "--quiet", *options], env=environment)
    try:
        deadline = time.monotonic() + 20
        while not ready.exists():
            assert process.poll() is None and time.monotonic() < deadline, "the server did not start"
            time.sleep(0.01)
        yield int(ready.read_text())
    finally:
        process.terminate()
        assert process.wait(30) == 0, f"the server ended with {process.returncode}"


class Terminal:
    """A program on a pseudo-terminal."""

    def __init__(self, home, *command, term="xterm"):
        environment = {**os.environ, "HOME": home, "XDG_STATE_HOME": home, "XDG_DATA_HOME": home, "TERM": term}
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.execve(command[0], command, environment)
        self.output = b""
        self.read = 0

    def send(self, text):
        os.write(self.terminal, text.encode() if isinstance(text, str) else text)

    def expect(self, text, seconds=20):
        """Waits until the text comes behind what was expected before; gives all up to its end."""
        wanted = text.encode() if isinstance(text, str) else text
        deadline = time.monotonic() + seconds
        while True:
            plain = ESCAPES.sub(b"", self.output)
            found = plain.find(wanted, self.read)
            if found >= 0:
                start, self.read = self.read, found + len(wanted)
                return plain[start:self.read].decode(errors="replace")
            left = deadline - time.monotonic()
            assert left > 0, f"{text!r} did not come: {self.output[-600:]!r}"
            if select.select([self.terminal], [], [], left)[0]:
                try:
                    more = os.read(self.terminal, 65536)
                except OSError:
                    more = b""
                assert more, f"the shell ended before {text!r}: {self.output[-600:]!r}"
                self.output += more

    def end(self):
        """The exit code."""
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            if select.select([self.terminal], [], [], 0.05)[0]:
                with contextlib.suppress(OSError):
                    self.output += os.read(self.terminal, 65536)
            done, status = os.waitpid(self.process, os.WNOHANG)
            if done:
                os.close(self.terminal)
                return os.waitstatus_to_exitcode(status)
        os.kill(self.process, signal.SIGKILL)
        raise AssertionError("the shell does not end")


def run(binary, *arguments, environment={}, text=None):
    return subprocess.run(
        [binary, *arguments], env={**os.environ, **environment}, input=text, capture_output=True, text=True, timeout=60)


SLOW = "select count(*) from wide a, wide b, wide c where a.n + b.n > c.n;"
WIDE = "create table wide as with d as (select 0 n union all select 1 union all select 2 union all select 3 union all " \
    "select 4 union all select 5 union all select 6 union all select 7 union all select 8 union all select 9) " \
    "select a.n + 10 * b.n + 100 * c.n + 1000 * e.n n from d a, d b, d c, d e;"


def converse(shell, prompt):
    """What the shell does the same for a database of its own and for a server."""
    shell.expect(f"{prompt}=# ")
    shell.send("select 1\r")
    shell.expect(f"{prompt}-# ")
    shell.send("  + 41 as answer;\r")
    assert " answer\r\n--------\r\n     42\r\n(1 row)" in shell.expect(f"{prompt}=# ")
    # Up has the whole statement again, to be changed.
    shell.send("\x1b[A\x7f, 43 as other;\r")
    shell.expect("| other")
    shell.expect(f"{prompt}=# ")
    shell.send("select 'a;\r")
    shell.expect(f"{prompt}'# ")
    shell.send("\x03")
    shell.expect(f"{prompt}=# ")
    shell.send("selct 1;\r")
    shell.expect('42601 syntax error')
    shell.expect(f"{prompt}=# ")
    # Pasted as a whole: no line end in it runs anything.
    shell.send("\x1b[200~select 1 as x,\n2 as y\n;\x1b[201~")
    time.sleep(0.3)
    shell.send("\r")
    assert "1 | 2" in shell.expect("(1 row)")
    shell.expect(f"{prompt}=# ")
    shell.send("create table sh_songs (song_id int not null, title varchar(20) encode lzo, primary key (song_id));\r")
    shell.expect("CREATE TABLE")
    shell.expect(f"{prompt}=# ")
    # Tab completes a name, and keywords in their case.
    shell.send("SEL\t* fro\tsh_so\t;\r")
    shell.expect("SELECT * from sh_songs ;")
    shell.expect("(0 rows)")
    shell.expect(f"{prompt}=# ")
    shell.send("select sh_songs.ti\tfrom sh_songs;\r")
    shell.expect("sh_songs.title from")
    shell.expect(f"{prompt}=# ")
    shell.send("\\dt sh_*\r")
    assert "public | sh_songs | table" in shell.expect("(1 row)")
    shell.expect(f"{prompt}=# ")
    shell.send("\\d+ sh_songs\r")
    described = shell.expect('"sh_songs_pkey" PRIMARY KEY (song_id)')
    assert "lzo" in described, described
    assert "not null" in described and "character varying(20)" in described, described
    shell.expect(f"{prompt}=# ")
    for command, words in [("dn", "public"), ("l", prompt.replace("localshift", "dev")), ("du", "superuser"), ("df", "(0 rows)"), ("dt+ sh_*", "sh_songs")]:
        shell.send(f"\\{command}\r")
        shell.expect(f"\\{command}")
        shell.expect(words)
        shell.expect(f"{prompt}=# ")
    shell.send("\\x\r")
    shell.expect("expanded output is on")
    shell.send("select 1 as a, 'b' as bcd;\r")
    assert "a   | 1\r\nbcd | b" in shell.expect(f"bcd | b")
    shell.send("\\x off\r\\timing on\r")
    shell.expect("timing is on")
    shell.send("select 5;\r")
    shell.expect("Time: ")
    shell.send("\\timing\r\\nothing\r")
    shell.expect("there is no command \\nothing")
    # What is in data is not obeyed.
    shell.send("select chr(27) || '[35mred' as c;\r")
    shell.expect(".[35mred")
    assert b"\x1b[35m" not in shell.output
    shell.send("begin;\r")
    shell.expect(f"{prompt}=*# ")
    shell.send("rollback;\r")
    shell.expect(f"{prompt}=# ")
    # Ctrl-R finds, Ctrl-G leaves it.
    shell.send("\x12answer")
    shell.expect("history search")
    shell.send("\x07")
    shell.send(WIDE + "\r")
    shell.expect("SELECT")
    shell.expect(f"{prompt}=# ")
    for _ in range(2):
        shell.send(SLOW + "\r")
        time.sleep(1)
        shell.send("\x03")
        shell.expect("57014", 10)
        shell.expect(f"{prompt}=# ")
    shell.send("select 6;\r")
    shell.expect("(1 row)")
    shell.expect(f"{prompt}=# ")
    shell.send("copy sh_songs from 's3://b/k' credentials 'aws_access_key_id=AKIAXXXXXXXXXXXXXXXX;aws_secret_access_key=verysecret1';\r")
    shell.expect(f"{prompt}=# ")
    shell.send("drop table sh_songs; drop table wide;\r")
    shell.expect("DROP TABLE")
    shell.expect(f"{prompt}=# ")


def check_local_shell(binary, home):
    shell = Terminal(home, binary, "sql")
    converse(shell, "localshift")
    script, output = pathlib.Path(home, "a.sql"), pathlib.Path(home, "out.txt")
    script.write_text("select 'from a file' as c;")
    shell.send(f"\\o {output}\r\\i {script}\r\\o\r")
    shell.send("select 'here again';\r")
    shell.expect("(1 row)")
    assert "from a file" in output.read_text()
    shell.send("\x04")
    equal(shell.end(), 0)
    history = pathlib.Path(home, "localshift", "history")
    equal(history.stat().st_mode & 0o777, 0o600)
    text = history.read_text()
    assert "answer, 43 as other" in text and "verysecret1" not in text, text
    # A new shell has it again.
    shell = Terminal(home, binary, "sql")
    shell.expect("localshift=# ")
    shell.send("\x12answer, 43 as oth\r")
    shell.expect("| other")
    shell.expect("(1 row)")
    shell.send("\\q\r")
    equal(shell.end(), 0)


def check_dumb_terminal(binary, home):
    shell = Terminal(home, binary, "sql", term="dumb")
    shell.expect("localshift=# ")
    shell.send("select 1 +\nselect;\n")
    shell.expect("42601")
    shell.send("select 7 as seven;\n")
    shell.expect("seven")
    assert b"\x1b" not in shell.output
    shell.send("\x04")
    equal(shell.end(), 0)


def check_shell_of_a_server(binary, home):
    with server(binary, home) as port:
        shell = Terminal(home, binary, "sql", "--connect", f"redshift://localhost:{port}/dwh")
        converse(shell, "dwh")
        shell.send("\\conninfo\r")
        assert f"redshift://awsuser@localhost:{port}/dwh, TLS" in shell.expect("TLS")
        shell.send("\x04")
        equal(shell.end(), 0)


def check_progress(binary, home):
    """A COPY of a gigabyte, which nobody waits for."""
    folder = pathlib.Path(home, "s3", "bucket", "many")
    folder.mkdir(parents=True)
    first = folder / "0.csv.gz"
    with gzip.open(first, "wt", compresslevel=1) as file:
        for number in range(125_000):
            file.write(f"{number},{'x' * 190}\n")
    for number in range(1, 600):
        os.link(first, folder / f"{number}.csv.gz")
    copy = "copy many from 's3://bucket/many/' iam_role 'arn:aws:iam::123456789012:role/dwh' csv gzip;"
    with server(binary, home, "--s3-root", f"{home}/s3") as port:
        for prompt, arguments in [
            ("localshift", ["--s3-root", f"{home}/s3"]), ("dev", ["--connect", f"redshift://localhost:{port}/dev"])]:
            shell = Terminal(home, binary, "sql", *arguments)
            shell.expect(f"{prompt}=# ")
            shell.send(f"create table many (id int, name varchar(200));\r{copy}\r")
            shell.expect("COPY many" if prompt == "localshift" else "COPY: ", 60)
            shell.expect(" rows, ")
            shell.send("\x03")
            shell.expect("57014")
            shell.expect(f"{prompt}=# ")
            shell.send("select count(*) from many;\r\x04")
            assert re.search(r"\n +0\r\n\(1 row\)", shell.expect("(1 row)"))
            equal(shell.end(), 0)


def check_password_prompt(binary, home):
    with server(binary, home, "--user", "admin", "--password", "Secret12word") as port:
        url = f"redshift://admin@localhost:{port}/dev?sslmode=verify-full"
        terminal = Terminal(home, binary, "sql", "--connect", url, "-c", "select current_user")
        terminal.expect("Password for admin on localhost: ")
        terminal.send("Secret12word\r")
        terminal.expect("admin\r\n(1 row)")
        equal(terminal.end(), 0)
        assert b"Secret12word" not in terminal.output


def check_sql(binary, home):
    data = {"XDG_DATA_HOME": home, "HOME": home}
    with server(binary, home) as port:
        url = f"redshift://localhost:{port}/dev"
        script = "create table t (a int, b varchar(9)); insert into t values (1, 'x'), (2, null); select * from t order by a;"
        answer = run(binary, "sql", "--connect", url, "--format", "csv", environment=data, text=script)
        equal((answer.returncode, answer.stdout), (0, "a,b\n1,x\n2,\\N\n"))
        equal(answer.stderr, "CREATE TABLE\nINSERT 2\n")
        answer = run(binary, "sql", "--connect", url, "--json", "-c", "select 1 a, 1.50 b, true c, 'x' d, null e", environment=data)
        equal(answer.stdout, '{"a":1,"b":1.50,"c":true,"d":"x","e":null}\n')
        answer = run(binary, "sql", "--connect", url, "-c", "drop table if exists nix; select x from t", environment=data)
        equal(answer.returncode, 1)
        assert answer.stderr.startswith('INFO:  Table "nix" does not exist and will be skipped\nDROP TABLE\n'), answer.stderr
        assert "42703" in answer.stderr and "LINE 1: select x from t\n               ^\n" in answer.stderr, answer.stderr
        equal(run(binary, "sql", "--connect", url, "--s3-root", home, "-c", "select 1", environment=data).returncode, 2)
    equal(run(binary, "sql", "--connect", url, "-c", "select 1", environment=data).returncode, 3)


def check_passwords_and_tls(binary, home):
    data = {"XDG_DATA_HOME": home, "HOME": home}
    with server(binary, home, "--user", "admin", "--password", "Secret12word") as port:
        def sql(url, **variables):
            return run(binary, "sql", "--connect", url, "-c", "select 1 as one", environment={**data, **variables})

        for mode in ["disable", "prefer", "require", "verify-ca", "verify-full"]:
            equal(sql(f"redshift://admin:Secret12word@localhost:{port}/dev?sslmode={mode}").returncode, 0)
        equal(sql(f"redshift://admin@localhost:{port}/dev", PGPASSWORD="Secret12word").returncode, 0)
        passwords = pathlib.Path(home, ".pgpass")
        passwords.write_text(f"localhost:{port}:*:admin:Secret12word\n")
        passwords.chmod(0o600)
        equal(sql(f"redshift://admin@localhost:{port}/dev").returncode, 0)
        passwords.chmod(0o644)
        answer = sql(f"redshift://admin:Wrong12word@localhost:{port}/dev")
        assert answer.returncode == 3 and "28000" in answer.stderr and "Wrong12word" not in answer.stderr, answer.stderr
        # Who does not know the authority does not trust it.
        with tempfile.TemporaryDirectory() as other:
            url = f"redshift://admin:Secret12word@localhost:{port}/dev?sslmode=verify-full"
            answer = sql(url, XDG_DATA_HOME=other)
            assert answer.returncode == 3 and "08006 the certificate of localhost is refused" in answer.stderr, answer.stderr
            equal(sql(f"{url}&sslrootcert={home}/localshift/ca.pem", XDG_DATA_HOME=other).returncode, 0)


def check_million_rows(binary, home):
    data = {"XDG_DATA_HOME": home, "HOME": home}
    with server(binary, home) as port:
        url = f"redshift://localhost:{port}/dev"
        text = WIDE + "select a.n, b.n, 'some text that is long enough' from wide a, wide b where b.n < 100;"
        process = subprocess.Popen(
            [binary, "sql", "--connect", url, "--quiet", "--format", "tsv", "-c", text], env={**os.environ, **data}, stdout=subprocess.PIPE)
        rows, most = -1, 0
        for line in process.stdout:
            rows += 1
            if rows % 100_000 == 0:
                # Where there is no such file, and at the end, nothing is told.
                with contextlib.suppress(OSError, TypeError):
                    text = pathlib.Path(f"/proc/{process.pid}/status").read_text()
                    most = max(most, int(re.search(r"VmRSS:\s+(\d+)", text)[1]))
        equal((process.wait(), rows), (0, 1_000_000))
        print(f"        {most // 1024} MB")
        assert most < 100_000, f"{most} kB for a million rows"


def check_run(binary, home):
    data = {"XDG_DATA_HOME": home, "HOME": home}
    folder = pathlib.Path(home, "pipeline")
    folder.mkdir()
    objects = pathlib.Path(home, "s3", "bucket")
    objects.mkdir(parents=True)
    (objects / "people.csv").write_text("1,Ann\n2,Bob\nx,Eve\n")
    (folder / "dwh.cfg").write_text("[S3]\nPEOPLE='s3://bucket/people.csv'\n")
    (folder / "1.sql").write_text(
        "create table people (id int, name varchar(10));\n"
        "copy people from '${S3.PEOPLE}' iam_role 'arn:aws:iam::123456789012:role/dwh' csv maxerror 5;\n")
    (folder / "2.sql").write_text("create table names as select name from people;\nselect * from names order by 1;\n")
    with server(binary, home, "--s3-root", str(pathlib.Path(home, "s3"))) as port:
        url = f"redshift://localhost:{port}/dev"
        answer = run(binary, "run", "--connect", url, str(folder), environment=data)
        equal(answer.returncode, 0)
        assert "COPY people" in answer.stdout and "1 rejected" in answer.stdout, answer.stdout
        assert re.search(r"people +2 rows\n +names +2 rows\n", answer.stdout), answer.stdout
        assert "people.csv, line 3, column \"id\"" in answer.stderr, answer.stderr
        answer = run(binary, "run", "--connect", url, "--json", "--keep-going", str(folder), "--set", "S3.PEOPLE=s3://bucket/none", environment=data)
        equal(answer.returncode, 1)
        assert '"error":{"sqlstate":"42P07"' in answer.stdout, answer.stdout
        assert answer.stdout.endswith('{"tables":[]}\n') or '"tables":[' in answer.stdout, answer.stdout
        answer = run(binary, "run", "--connect", url, "--export", str(pathlib.Path(home, "out")), str(folder), environment=data)
        assert answer.returncode == 2 and "--export does not go with --connect" in answer.stderr, answer.stderr


def main():
    binary = os.path.abspath(sys.argv[1])
    checks = {name[6:]: value for name, value in globals().items() if name.startswith("check_")}
    wanted = sys.argv[2:] or list(checks)
    failed = []
    for name in wanted:
        with tempfile.TemporaryDirectory() as home:
            start = time.monotonic()
            try:
                checks[name](binary, home)
                print(f"ok      {name} ({time.monotonic() - start:.1f} s)", flush=True)
            except Exception as error:  # the other checks run all the same
                failed.append(name)
                line = traceback.extract_tb(error.__traceback__)[1:]
                print(f"FAILED  {name}, line {[frame.lineno for frame in line]}: {error}", flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
