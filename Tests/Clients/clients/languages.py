"""Drivers of other languages under `localshift exec`: one program in each, whose host is a cluster's, with the same output."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from lib.checks import SKIPPED
from lib.server import BINARY

PROGRAMS = Path(__file__).resolve().parent.parent / "languages"
# What runs each, what tells whether its driver is here, and what Debian calls that.
LANGUAGES = {
    "program.pl": (["perl"], ["perl", "-MDBD::Pg", "-e", "1"], "libdbd-pg-perl"),
    "program.rb": (["ruby"], ["ruby", "-rpg", "-e", "1"], "ruby-pg"),
    "program.php": (["php", "-d", "zend.assertions=1"], ["php", "-r", "exit(extension_loaded('pdo_pgsql') ? 0 : 1);"], "php-pgsql"),
    "program.R": (["Rscript"], ["Rscript", "-e", "library(RPostgreSQL)"], "r-cran-rpostgresql"),
    "program_odbc.py": (
        ["/usr/bin/python3"], ["/usr/bin/python3", "-c", "import pyodbc; assert 'PostgreSQL Unicode' in pyodbc.drivers()"],
        "python3-pyodbc odbc-postgresql"),
}
EXPECTED = ["rows 2", "1|it's \\ ä|2024-01-02|1.25", "2|NULL|NULL|NULL", "error 42P01", "copied 3"]


def is_here(probe):
    try:
        return subprocess.run(probe, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


def run(command, program, folder):
    """Its output, line by line. Port 5439 is what libpq is told of; what it is here is up to the machine."""
    ended = subprocess.run(
        [BINARY, "exec", "--port", "0", "--no-aws", "--s3-root", folder, *command, PROGRAMS / program],
        env={**os.environ, "LC_ALL": "C.UTF-8", "XDG_DATA_HOME": folder}, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 0, f"{program}: {ended.stdout}{ended.stderr}"
    return [line.rstrip() for line in ended.stdout.splitlines()]


def main():
    found = {program: command for program, (command, probe, _) in LANGUAGES.items() if is_here(probe)}
    if not found:
        print("No driver of another language is here; Debian has", ", ".join(package for *_, package in LANGUAGES.values()))
        return SKIPPED
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "given").mkdir()
        Path(folder, "given", "people.csv").write_text("10,a\n11,b\n12,c\n")
        for program, command in found.items():
            try:
                lines = run(command, program, folder)
                assert lines == EXPECTED, f"{program}: {lines}"
            except AssertionError as error:
                failed += 1
                print(f"FAILED {error}", flush=True)
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
