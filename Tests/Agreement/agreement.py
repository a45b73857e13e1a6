"""What the agreement scripts share: running localshift, reading load folders, comparing rows, counting checks."""

import bz2
import gzip
import os
import re
import subprocess
import sys
import tarfile
from collections import Counter
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FIXTURE = ROOT / "Fixtures" / "sparkify"
REAL_ARCHIVE = Path(os.environ.get("SPARKIFY_ARCHIVE", ROOT.parent / "shared" / "data" / "sparkify.tar.gz"))

# The star schema's columns and how to compare them; songplay_id is handed out in any order and left out.
STAR = {
    "songplays": "time int text text text int text text",
    "users": "int text text text text",
    "songs": "text text text int float",
    "artists": "text text text float float",
    "time": "time int int int int int int",
}


class Checks:
    """Counts what passed and failed; `close` prints the closing line and gives the exit code."""

    def __init__(self):
        self.passed = self.failed = 0

    def that(self, name, problem):
        """Passes where `problem` is empty."""
        if problem:
            self.failed += 1
            print(f"FAILED {name}: {problem}")
        else:
            self.passed += 1
            print(f"ok     {name}")
        return not problem

    def equal(self, name, seen, wanted):
        return self.that(name, "" if seen == wanted else f"{seen} where {wanted} was expected")

    def close(self):
        print(f"{self.passed} passed, {self.failed} failed")
        return 1 if self.failed or not self.passed else 0


def localshift(binary, *arguments, variables=None):
    """Runs localshift, in the environment of these variables; '' or what went wrong."""
    command = [str(binary), *map(str, arguments)]
    done = subprocess.run(command, env=variables, capture_output=True, text=True, cwd=ROOT, timeout=600)
    if done.returncode == 0:
        return ""
    return f"{' '.join(command)} ended with {done.returncode}: {done.stderr.strip()[-800:]}"


def unpack_real(folder):
    """Unpacks the real data set into `folder` and returns it as an S3 root; None where the data set is not there."""
    if not REAL_ARCHIVE.exists():
        return None
    with tarfile.open(REAL_ARCHIVE) as archive:
        archive.extractall(folder, filter="data")
    return folder


# One field and what ends it; the NULs stand for the delimiter.
FIELD = rb'(?:"((?:[^"]|"")*)"|([^"\r\n\0]*))(\0|\r?\n|$)'


def parse(data, delimiter):
    """RFC 4180 records; an unquoted \\N is None, which the csv module cannot tell from a quoted one."""
    field = re.compile(FIELD.replace(rb"\0", re.escape(delimiter)))
    rows, row, place = [], [], 0
    while place < len(data):
        match = field.match(data, place)
        if not match or match.end() == place:
            raise ValueError(f"no field at byte {place}: {data[place:place + 40]!r}")
        quoted, plain, end = match.groups()
        if quoted is not None:
            row.append(quoted.replace(b'""', b'"').decode())
        else:
            row.append(None if plain == b"\\N" else plain.decode())
        place = match.end()
        if end != delimiter:
            rows.append(row)
            row = []
        elif place == len(data):
            rows.append(row + [""])
    return rows


def read_table(folder, table):
    """All rows of a table in a load folder, as lists of text or None."""
    rows = []
    for part in sorted(Path(folder, table).glob("part-*")):
        data = part.read_bytes()
        if part.suffix == ".gz":
            data = gzip.decompress(data)
        elif part.suffix == ".bz2":
            data = bz2.decompress(data)
        elif part.suffix == ".zst":
            data = subprocess.run(["zstd", "-dcq", part], capture_output=True, check=True).stdout
        rows += parse(data, b"\t" if ".tsv" in part.name else b",")
    return rows


CONVERT = {"int": int, "float": float, "text": str, "time": lambda text: datetime.fromisoformat(text)}


def typed(rows, kinds):
    """Rows of text as tuples of values, by column kinds such as "int text float"."""
    converters = [CONVERT[kind] for kind in kinds.split()]
    return [tuple(None if v is None else f(v) for f, v in zip(converters, row, strict=True)) for row in rows]


def difference(ours, theirs):
    """'' where both hold the same rows in any order, else a few that are not on both sides."""
    surplus, missing = Counter(ours) - Counter(theirs), Counter(theirs) - Counter(ours)
    if not surplus and not missing:
        return ""
    lines = [f"{surplus.total()} surplus and {missing.total()} missing of {len(theirs)} rows"]
    lines += [f"  surplus {row}" for row in list(surplus)[:3]] + [f"  missing {row}" for row in list(missing)[:3]]
    return "\n".join(lines)


def files(folder):
    """Every file under a folder with its bytes."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(Path(folder).rglob("*")) if p.is_file()}


def differing_files(one, other):
    """'' where two folders hold the same files with the same bytes, else the names that differ."""
    ours, theirs = files(one), files(other)
    names = sorted(n for n in ours.keys() | theirs.keys() if ours.get(n) != theirs.get(n))
    return "" if not names else f"{len(names)} of {len(ours | theirs)} files differ: {', '.join(names[:5])}"


def binary_argument(description):
    if len(sys.argv) != 2 or not os.access(sys.argv[1], os.X_OK):
        sys.exit(f"usage: {sys.argv[0]} LOCALSHIFT_BINARY\n{description}")
    return Path(sys.argv[1]).resolve()
