"""Unchanged projects of Python scripts under `localshift exec`: their dwh.cfg names a cluster's host.

With LOCALSHIFT_REAL_DATA, an S3 root of the real songs and events, they run on those, too.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from lib.checks import equal, main, within
from lib.server import BINARY, ROOT, S3_ROOT, environment, free_port

PROJECT = ROOT / "Fixtures" / "python"
THREE_SCRIPTS = "python create_tables.py && python etl.py && python analyze_tables.py"
FIXTURE = {"staging_events": 500, "staging_songs": 90, "songplays": 382, "users": 43, "songs": 90, "artists": 66, "time": 380}
# Of the real data, as other engines and people's own documentation have them.
REAL = {"staging_events": 8056, "staging_songs": 14896, "songplays": 6820, "users": 104, "songs": 14896, "artists": 10025,
        "time": 6813}


def data():
    yield S3_ROOT, FIXTURE
    if real := os.environ.get("LOCALSHIFT_REAL_DATA"):
        yield real, REAL


def start(home, root, command, *options, folder=PROJECT):
    """`exec` with the command, whose `python` is this one."""
    python = {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    return subprocess.Popen(
        [BINARY, "exec", "--s3-root", root, *options, "--", "sh", "-c", command], cwd=folder,
        env={**environment(home), **python}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def expect_rows(run, expected):
    """What the scripts print, and what `exec` says of the tables in the end."""
    output, errors = run.communicate(timeout=300)
    assert run.returncode == 0, errors
    printed = dict(line.split() for line in output.splitlines() if len(line.split()) == 2)
    equal({name: int(printed[name]) for name in expected}, expected)
    for name, count in expected.items():
        assert any(name in line and f"{count:,}" in line for line in errors.splitlines()), errors


def check_scripts():
    """One of them exported, and the export compared with what is loaded from it."""
    for root, expected in data():
        with tempfile.TemporaryDirectory() as home:
            folder = Path(home, "load")
            expect_rows(start(home, root, THREE_SCRIPTS, "--export", folder), expected)
            subprocess.run([BINARY, "verify", folder, "--quiet"], check=True)


def check_four_at_once():
    for root, expected in data():
        with tempfile.TemporaryDirectory() as home:
            for run in [start(home, root, THREE_SCRIPTS) for _ in range(4)]:
                expect_rows(run, expected)


def check_one_connection():
    for root, expected in data():
        with tempfile.TemporaryDirectory() as home:
            expect_rows(start(home, root, "python one_connection.py"), expected)


def check_autocommit():
    for root, expected in data():
        with tempfile.TemporaryDirectory() as home:
            expect_rows(start(home, root, "python autocommit.py"), expected)


def check_redshift_connector():
    """Its host is in its configuration, so the port has to be free on 127.0.0.1: a copy of the project says which."""
    for root, expected in data():
        with tempfile.TemporaryDirectory() as home:
            folder, port = Path(home, "project"), free_port()
            shutil.copytree(PROJECT, folder)
            for file in folder.glob("*.cfg"):
                file.write_text(file.read_text().replace("5439", str(port)))
            expect_rows(start(home, root, "python with_redshift_connector.py", "--port", str(port), folder=folder), expected)


def check_failing_script():
    """The script's exit code is that of `exec`, and its first error is still seen."""
    with tempfile.TemporaryDirectory() as home:
        run = start(home, S3_ROOT, "python etl.py")
        _, errors = run.communicate(timeout=60)
        equal(run.returncode, 1)
        within(errors, "Cannot COPY into nonexistent table staging_events")


if __name__ == "__main__":
    main(globals())
