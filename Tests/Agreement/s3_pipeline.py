"""Pipelines from S3 over the network: from a server that holds their files they give what they give with --s3-root.

The real data where it lies next to the repository, all 14,927 objects with their known figures, else the fixture's.
"""

import os
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path

from agreement import FIXTURE, Checks, binary_argument, difference, localshift, read_table, unpack_real
from five_tables import KNOWN

sys.path.append(str(Path(__file__).resolve().parents[1] / "Servers"))
from with_servers import Servers  # noqa: E402

SCRIPT = Path(__file__).with_name("known.sql")
# What known.sql counts, by the pipeline's name of the table.
SAME = {"songplays": "plays_kept", "users": "users", "songs": "songs", "artists": "artists", "time": "moments"}


def environment(facts):
    """A person's own, but for AWS: the server and its keys."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    return kept | {
        "AWS_ENDPOINT_URL": facts["url"], "AWS_REGION": facts["region"], "HOME": "/nonexistent",
        "AWS_ACCESS_KEY_ID": facts["access_key"], "AWS_SECRET_ACCESS_KEY": facts["secret_key"],
    }


def tables(folder):
    """The rows of each table of a load folder; the key that songplays hand out in any order is left out."""
    found = {path.name: read_table(folder, path.name) for path in folder.iterdir() if path.is_dir()}
    if "songplays" in found:
        found["songplays"] = [row[1:] for row in found["songplays"]]
    return {table: [tuple(row) for row in rows] for table, rows in found.items()}


def both_ways(checks, binary, source, root, variables, scratch):
    """The tables by name, after the comparison of what the server gives with what the files give."""
    name, began = source.name, time.monotonic()
    served, local = scratch / f"{name}-served", scratch / f"{name}-local"
    if not checks.that(f"{name}: runs from the server", localshift(binary, "run", source, "--export", served,
                                                                   variables=variables)):
        return {}
    took = time.monotonic() - began
    if not checks.that(f"{name}: runs from the files", localshift(binary, "run", source, "--s3-root", root,
                                                                  "--export", local)):
        return {}
    found, wanted = tables(served), tables(local)
    checks.equal(f"{name}: the same tables", sorted(found), sorted(wanted))
    for table in wanted:
        problem = difference(found.get(table, []), wanted[table])
        checks.that(f"{name}: {table}, {len(wanted[table])} rows", problem or "" if wanted[table] else "it is empty")
    print(f"{name} took {took:.1f} s from the server")
    return found


def check(checks, binary, facts, root, is_real, scratch):
    variables = environment(facts)
    # The fixture's folder has files of its own, which a pipeline reads first; a person's has not.
    pipeline = scratch / "pipeline"
    pipeline.mkdir()
    for file in [*FIXTURE.glob("*.sql"), FIXTURE / "dwh.cfg"]:
        shutil.copy(file, pipeline)
    known = both_ways(checks, binary, SCRIPT, root, variables, scratch)
    star = both_ways(checks, binary, pipeline, root, variables, scratch)
    if is_real:
        for table, count in KNOWN.items():
            checks.equal(f"known.sql: rows of {table}", len(known.get(table, [])), count)
        for table, same in SAME.items():
            checks.equal(f"pipeline: rows of {table}", len(star.get(table, [])), KNOWN[same])


def main():
    binary, checks = binary_argument(__doc__), Checks()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        real = unpack_real(scratch / "real")
        if real is None:
            print("The real data is not there: the fixture's is read in its place.")
        root, servers = real or FIXTURE / "s3", Servers(folder)
        try:
            facts = servers.facts(servers.launch("moto_filled", str(root)))
            check(checks, binary, facts, root, real is not None, scratch)
        finally:
            servers.stop()
    return checks.close()


if __name__ == "__main__":
    sys.exit(main())
