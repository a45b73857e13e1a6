"""A process killed at any moment of an export or an upload leaves nothing that `verify` takes for a whole load folder; one
that the system lets write no more says so and leaves nothing at all.

Usage: killed_exports.py BINARY [--kills N] [--seed N]    (N: of each kind, 25)

Exports replace each other, of two data sets in turn: what is left must be all of one or all of the other. Uploads go to
moto's S3 where LOCALSHIFT_TEST_SERVERS says it runs (Tests/Servers/with_servers.py), else only exports are killed.
"""

import argparse
import json
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from agreement import FIXTURE, ROOT, Checks, differing_files, localshift

PREFIX = "s3://loads/killed/"
# The export of a large table begins behind its last change and the last COPY: here the second data set's staging_events.
BEGUN = '"kind":"COPY","table":"staging_songs"'


class Export:
    """One data set's export, and how long its last step takes."""

    def __init__(self, binary, root, out, environment, *options):
        self.command = [binary, "run", FIXTURE, "--s3-root", root, "--export", out, "--json", *options]
        self.environment = environment

    def run(self, wait_for, delay=None):
        """Waits for a line of output with that in it, kills after `delay` seconds; gives the seconds it went on."""
        command = list(map(str, self.command))
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=ROOT, env=self.environment
        )
        for line in process.stdout:
            if wait_for in line:
                break
        start = time.monotonic()
        if delay is not None:
            time.sleep(delay)
            process.send_signal(signal.SIGKILL)
        process.stdout.read()
        process.wait()
        return time.monotonic() - start


def generate(binary, scratch):
    roots = []
    for number in (1, 2):
        root = scratch / f"data-{number}"
        size = ["--events", 40_000 * number, "--songs", 3_000, "--songs-per-file", 500, "--seed", number]
        problem = localshift(binary, "generate", "sparkify", *size, "--quiet", root)
        if problem:
            sys.exit(problem)
        roots.append(root)
    return roots


def kill_exports(checks, binary, roots, scratch, kills, chance):
    out = scratch / "out"
    exports = [Export(binary, root, out, None, "--s3-prefix", PREFIX) for root in roots]
    wholes, seconds = [], []
    for number, export in enumerate(exports):
        seconds.append(export.run(BEGUN))
        wholes.append(scratch / f"whole-{number}")
        shutil.copytree(out, wholes[-1])
        checks.that(f"export {number} is whole", localshift(binary, "verify", wholes[-1]))
    taken = 0
    for kill in range(kills):
        which = kill % 2
        delay = chance.uniform(0, 1.1 * seconds[which])
        exports[which].run(BEGUN, delay)
        for left in [path for path in scratch.iterdir() if "out" in path.name]:
            if localshift(binary, "verify", left):
                continue
            taken += 1
            differences = [differing_files(whole, left) for whole in wholes]
            problem = differences[0] if all(differences) else ""
            if problem or left.name != "out":
                checks.that(f"export killed after {1000 * delay:.0f} ms: verify takes {left.name}", problem)
    exports[0].run('{"export"')
    left = [path.name for path in scratch.iterdir() if path.name.startswith(".out")]
    checks.that("what killed exports staged is gone with the next", ", ".join(left))
    checks.that(f"{kills} killed exports, after which {taken} folders were whole", "" if taken else "none was whole")


def limit_files(checks, binary, root, scratch):
    """Files of a limited size: reached in a file's first bytes, in a whole block, and in the rest behind some."""
    out = scratch / "limited"
    for limit in (10_000, 1_000_000, 1_500_000):
        done = subprocess.run(
            [binary, "run", str(FIXTURE), "--s3-root", root, "--export", out, "--parts", "1", "--quiet"],
            capture_output=True, text=True, cwd=ROOT, timeout=600,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        )
        said = rf'58030 could not write "{out}/\w+/part-0000.csv": the file would become too large'
        problem = "" if done.returncode == 3 and re.search(said, done.stderr) else f"{done.returncode}: {done.stderr}"
        left = [path.name for path in scratch.iterdir() if "limited" in path.name]
        checks.that(f"files of at most {limit} bytes", problem or ", ".join(left))


def kill_uploads(checks, binary, roots, scratch, kills, chance, moto):
    import boto3

    environment = dict(os.environ, AWS_ENDPOINT_URL_S3=moto["url"], AWS_REGION=moto["region"])
    environment |= {"AWS_ACCESS_KEY_ID": moto["access_key"], "AWS_SECRET_ACCESS_KEY": moto["secret_key"]}
    s3 = boto3.client(
        "s3", endpoint_url=moto["url"], region_name=moto["region"],
        aws_access_key_id=moto["access_key"], aws_secret_access_key=moto["secret_key"],
    )
    s3.create_bucket(Bucket="loads")
    exports = [
        Export(binary, root, scratch / "up", environment, "--s3-prefix", PREFIX, "--upload") for root in roots
    ]

    def verified():
        done = subprocess.run([binary, "verify", PREFIX], capture_output=True, cwd=ROOT, env=environment, timeout=600)
        return done.returncode == 0

    def contents():
        return s3.get_object(Bucket="loads", Key="killed/contents.json")["Body"].read()

    wholes, seconds = [], []
    for number, export in enumerate(exports):
        seconds.append(export.run('{"export"'))
        checks.that(f"upload {number} is whole", "" if verified() else "verify does not take it")
        wholes.append(contents())
    taken = 0
    for kill in range(kills):
        which = kill % 2
        delay = chance.uniform(0, 1.1 * seconds[which])
        exports[which].run('{"export"', delay)
        if verified():
            taken += 1
            if contents() not in wholes:
                checks.that(f"upload killed after {1000 * delay:.0f} ms", "verify takes what is not whole")
    exports[0].run('{"export"')
    checks.that(f"{kills} killed uploads, after which {taken} folders were whole", "" if verified() else "the last is not")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("binary", type=lambda path: str(Path(path).resolve()))
    parser.add_argument("--kills", type=int, default=25)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 32))
    arguments = parser.parse_args()
    print(f"seed {arguments.seed}")
    checks, chance = Checks(), random.Random(arguments.seed)
    servers = os.environ.get("LOCALSHIFT_TEST_SERVERS")
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        roots = generate(arguments.binary, scratch)
        limit_files(checks, arguments.binary, roots[0], scratch)
        kill_exports(checks, arguments.binary, roots, scratch, arguments.kills, chance)
        if servers:
            moto = json.loads(Path(servers).read_text(encoding="utf-8"))["moto"]
            kill_uploads(checks, arguments.binary, roots, scratch, arguments.kills, chance, moto)
    return checks.close()


if __name__ == "__main__":
    sys.exit(main())
