"""Staging from S3 over loopback beside curl, which only fetches the same objects from the same server.

Three servers: a static one (server/StaticS3.swift), quick enough that its client is the limit, localshift's own,
and moto, where the server is. What curl is asked for stands in a file; localshift has to list it, signs each request, and makes a table of it.
"""

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager

from programs import OURS, measured, output
from workplace import FOLDER, HERE, PYTHON, ROOT, imports, install
from works import WALL, Work

CURL = "curl"
STATIC, OWN, MOTO = "S3, static", "S3, localshift", "S3, moto"
# How many requests curl has under way: on the static server it has its best of these in every round.
PARALLEL = {STATIC: (16, 32, 64), OWN: (32,), MOTO: (32,)}


def network(runner, data, rounds):
    """What localshift and curl took in each round, by server; only those servers that there are."""
    if sys.platform != "linux" or not shutil.which(CURL):
        return {}
    own = [sys.executable, ROOT / "Tests" / "Servers" / "own_s3.py", runner.binary]
    servers = {STATIC: ([build_server(), data], rounds), OWN: ([*own, data], rounds)}
    if has_moto():
        # Without authentication, as curl does not sign what it asks.
        open_moto = ["env", "INITIAL_NO_AUTH_ACTION_COUNT=inf", PYTHON, ROOT / "Tests" / "Servers" / "moto_filled.py"]
        servers[MOTO] = [*open_moto, data], (rounds + 2) // 3
    return {name: network_rounds(runner, name, command, data, count) for name, (command, count) in servers.items()}


def has_moto():
    requirements = ROOT / "Tests" / "Servers" / "requirements.txt"
    return imports("moto") or subprocess.run(install(requirements), check=False).returncode == 0 and imports("moto")


def build_server():
    source, binary = HERE / "server" / "StaticS3.swift", FOLDER / "static-s3"
    if not binary.exists() or binary.stat().st_mtime < source.stat().st_mtime:
        subprocess.run(["swiftc", "-O", source, "-o", binary], check=True)
    return binary


@contextmanager
def served(command):
    """The address of the server that the command starts and tells; it is stopped in the end."""
    with open(FOLDER / "server.log", "wb") as log:
        process = subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, stderr=log, text=True)
    try:
        line = process.stdout.readline()
        if '"url"' not in line:
            sys.exit(f"{command[0]} did not start: {FOLDER / 'server.log'}")
        yield line.split('"url": "')[1].split('"')[0]
    finally:
        process.kill()
        process.wait()


def network_rounds(runner, name, server, data, rounds):
    seen = {OURS: [], CURL: []}
    with served(server) as url:
        check_network(runner, name, url, data)
        requests = FOLDER / "curl.txt"
        requests.write_text("".join(f'url = "{url}/{file.relative_to(data)}"\noutput = "/dev/null"\n'
                                    for file in sorted(data.glob("udacity-dend/song_data/**/*.json"))))
        for number in range(rounds):
            seen[OURS].append(stage(runner, url)[1])
            fetched = [fetch(requests, parallel) for parallel in PARALLEL[name]]
            seen[CURL].append(min(fetched, key=lambda took: took[WALL]))
            times = ", ".join(f"{program} {seen[program][-1][WALL]:.2f} s" for program in seen)
            print(f"{name}, round {number + 1}, {WALL}: {times}", flush=True)
    return seen


def stage(runner, url, *options):
    """localshift's output and what its whole process took."""
    kept = [f"--unset={variable}" for variable in os.environ if variable.startswith("AWS_")]
    facts = {"ENDPOINT_URL": url, "REGION": "us-east-1", "ACCESS_KEY_ID": "anybody", "SECRET_ACCESS_KEY": "anything"}
    return measured(["env", *kept, *(f"AWS_{variable}={value}" for variable, value in facts.items()), runner.binary,
                     "run", HERE / "tiny", "--threads", runner.threads, "--json", *options])


def fetch(requests, parallel):
    options = ["--no-progress-meter", "--fail", "--fail-early", "--parallel", "--parallel-max", parallel]
    return measured([CURL, *options, "-K", requests])[1]


def check_network(runner, name, url, data):
    """The end of all where localshift has other rows from the server than from the files."""
    work = Work("network", "tiny", data, [OURS], 1)
    local, over = output("files", work), output("server", work)
    for folder in (local, over):
        shutil.rmtree(folder, ignore_errors=True)
    measured(runner.command(work, local, runner.threads))
    stage(runner, url, "--export", over)
    if rows(local) != rows(over) or not rows(local):
        sys.exit(f"{name}: the rows differ from those of the files: no times.")
    print(f"{name}: {len(rows(local)):,} rows, the same as from the files", flush=True)


def rows(folder):
    return sorted(line for file in folder.glob("staging_songs/part-*") for line in file.read_bytes().splitlines())
