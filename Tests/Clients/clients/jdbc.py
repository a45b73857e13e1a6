"""pgjdbc, by a program in Java: JDBC.java, beside this file."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from lib.checks import SKIPPED, main

DRIVER = Path("/usr/share/java/postgresql.jar")
PROGRAM = Path(__file__).with_name("JDBC.java")


def check_program(endpoint):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["javac", "-d", folder, PROGRAM], check=True)
        ended = subprocess.run(["java", "-cp", f"{folder}:{DRIVER}", "JDBC", "localhost", str(endpoint.port)],
                               capture_output=True, text=True, timeout=120, check=False)
        assert ended.returncode == 0, ended.stderr


if __name__ == "__main__":
    if not shutil.which("javac"):
        print("There is no javac; Tests/run --long installs it.")
        raise SystemExit(SKIPPED)
    if not DRIVER.exists():
        print("There is no pgjdbc: it is in Debian's libpostgresql-jdbc-java.")
        raise SystemExit(SKIPPED)
    main(globals())
