"""The endpoint beside a local PostgreSQL: the same clients, the same rows, both with trust, without and with TLS.

Each round asks both, one after the other. Both have the same certificate.
"""

import os
import random
import shutil
import socket
import statistics
import subprocess
import tempfile
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from peers.wire_client import Conversation
from programs import OURS
from workplace import HERE, PYTHON, imports, install, made

POSTGRES = "PostgreSQL"
CONNECT, FETCH, PSQL = "connect, select 1, close (psycopg2)", "rows fetched by psycopg2", "rows fetched by psql"
DISCARD, PREPARED = "rows thrown away by their reader", "prepared select 1, round trip"
CLIENTS = {CONNECT: "connect", FETCH: "fetch", PSQL: "psql", DISCARD: "discard", PREPARED: "prepared"}
TLS = {False: "disable", True: "require"}
QUERY = "SELECT * FROM songplays"
TABLE = """CREATE TABLE songplays (songplay_id int, start_time timestamp, user_id int, level varchar(10), song_id varchar(20),
artist_id varchar(20), session_id int, location varchar(100), user_agent varchar(200))"""


@dataclass
class Wire:
    """Seconds by (client, whether by TLS), then by server, one a round; of localshift alone, milliseconds and megabytes."""

    rows: int
    seen: dict = field(default_factory=dict)
    postgres: str = ""  # its version; empty where there is none
    start: float = 0
    idle: float | None = None


@dataclass
class Server:
    port: int
    user: str
    process: subprocess.Popen

    def client(self, what, count, is_tls, *query):
        arguments = [str(count), "127.0.0.1", str(self.port), self.user, "bench", TLS[is_tls], *query]
        if what == "psql":
            return self.psql(is_tls)
        shown = subprocess.run([PYTHON, HERE / "peers" / "wire_client.py", what, *arguments], check=True,
                               capture_output=True, text=True)
        return float(shown.stdout)

    def psql(self, is_tls, *options):
        dsn = f"host=127.0.0.1 port={self.port} user={self.user} dbname=bench sslmode={TLS[is_tls]}"
        began = time.perf_counter()
        subprocess.run(["psql", "-X", "-q", "-A", "-t", "-o", "/dev/null", dsn, *(options or ("-c", QUERY))], check=True)
        return time.perf_counter() - began


def wire(binary, rounds, rows):
    """All of it; only localshift's where there is no PostgreSQL, and nothing without psql and psycopg2."""
    has_psycopg2 = imports("psycopg2") or subprocess.run(install("requirements-wire.txt"), check=False).returncode == 0
    if not has_psycopg2 or not shutil.which("psql"):
        return None
    results = Wire(rows)
    data = rows_as_csv(rows)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.chmod(0o755)
        certificate = make_certificate(folder)
        servers = {OURS: stack.enter_context(localshift(binary, folder, data, certificate))}
        if programs := postgres_programs():
            servers[POSTGRES] = stack.enter_context(postgres(programs, folder, data, certificate))
            results.postgres = version(programs)
        for is_tls in TLS:
            for name, what in CLIENTS.items():
                results.seen[name, is_tls] = ask(servers, name, what, is_tls, rounds, rows)
    with tempfile.TemporaryDirectory() as home:
        results.start = start_to_ready(binary, home)
        results.idle = idle_memory(binary, home)
    return results


def ask(servers, name, what, is_tls, rounds, rows):
    count = {"connect": max(rows // 5000, 20), "prepared": max(rows // 50, 200)}.get(what, rows)
    found = {server: [] for server in servers}
    for number in range(rounds):
        for server, peer in servers.items():
            found[server].append(peer.client(what, count, is_tls, QUERY))
        times = ", ".join(f"{server} {seconds[-1] * 1000:.2f} ms" for server, seconds in found.items())
        print(f"wire, round {number + 1}, {name}{', TLS' * is_tls}: {times}", flush=True)
    return found


def median(seen, server):
    return statistics.median(seen[server]) if seen.get(server) else None


def ratio(seen):
    """localshift's time as a part of PostgreSQL's: the median of each round's. None without PostgreSQL."""
    if not seen.get(POSTGRES):
        return None
    return statistics.median(ours / theirs for ours, theirs in zip(seen[OURS], seen[POSTGRES]))


# What is asked for

def rows_as_csv(rows):
    """An S3 root with the table as a CSV file, the same for both."""
    def make(folder):
        source = random.Random(7)
        bucket = folder / "bench"
        bucket.mkdir()
        agents = [f"Mozilla/5.0 (X11; Linux x86_64; rv:{n}.0) AppleWebKit/537.36 (KHTML, like Gecko) Safari/{n}" for n in range(40)]
        places = [f"City-{n}-Somewhere, {n % 50:02} State" for n in range(900)]
        with open(bucket / "songplays.csv", "w", encoding="utf-8") as file:
            for n in range(rows):
                song = f"SO{source.randrange(10**10):010}CA,AR{source.randrange(10**8):08}FE" if n % 3 else ","
                file.write(f"{n},2018-11-{n % 30 + 1:02} {n % 24:02}:{n % 60:02}:{n * 7 % 60:02}.{n % 1000:03},{n % 97},"
                           f"{'paid' if n % 4 else 'free'},{song},{source.randrange(1100)},\"{places[n % 900]}\","
                           f"\"{agents[n % 40]}\"\n")
    return made(f"wire-{rows}", make)


def make_certificate(folder):
    """Of the kind that localshift makes for itself: P-256."""
    files = folder / "server.pem", folder / "server.key"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                    "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-out", files[0],
                    "-keyout", files[1]], check=True, capture_output=True)
    return files


# localshift

@contextmanager
def localshift(binary, folder, data, certificate):
    script = folder / "fill.sql"
    script.write_text(f"{TABLE};\nCOPY songplays FROM 's3://bench/songplays.csv' IAM_ROLE 'arn:aws:iam::0:role/r' CSV "
                      "TIMEFORMAT 'auto' EMPTYASNULL;\n")
    with serving(binary, folder, "--s3-root", data, "--dbname", "bench", "--init", script, "--cert", certificate[0],
                 "--key", certificate[1]) as server:
        yield server


@contextmanager
def serving(binary, home, *options):
    ready = Path(home, "ready")
    ready.unlink(missing_ok=True)
    process = subprocess.Popen([binary, "serve", "--port", "0", "--quiet", "--ready-file", ready, *options],
                               env={**os.environ, "XDG_DATA_HOME": str(home)})
    try:
        while not ready.exists():
            if process.poll() is not None:
                raise SystemExit("localshift serve did not start")
            time.sleep(0.0005)
        yield Server(int(ready.read_text()), "awsuser", process)
    finally:
        process.terminate()
        process.wait()


def start_to_ready(binary, home, runs=21):
    """Milliseconds until a client may come, once there is a certificate."""
    with serving(binary, home):
        pass
    took = []
    for _ in range(runs):
        began = time.perf_counter()
        with serving(binary, home):
            took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)


def idle_memory(binary, home, connections=100):
    """Megabytes of a server with so many plain connections, of which each has asked one thing. None where there is no /proc."""
    if not Path("/proc/self/status").exists():
        return None
    with serving(binary, home, "--no-tls") as server:
        open_ones = [Conversation("127.0.0.1", server.port, "awsuser", "bench", "disable") for _ in range(connections)]
        for conversation in open_ones:
            conversation.ask((b"Q", b"select 1\0"))
        lines = Path(f"/proc/{server.process.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) / 1024


# PostgreSQL

def postgres_programs():
    """The folder of initdb and postgres; None where there is none."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: abs(int(folder.parent.name) - 15))
    folders += [Path(found).parent for found in [shutil.which("initdb")] if found]
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "postgres").exists()), None)


def version(programs):
    shown = subprocess.run([programs / "postgres", "--version"], capture_output=True, text=True, check=True)
    return shown.stdout.split()[2]


@contextmanager
def postgres(programs, folder, data, certificate):
    """It refuses to run as root."""
    owner = unprivileged() if os.getuid() == 0 else None
    cluster, own_key = folder / "cluster", folder / "postgres.key"
    cluster.mkdir()
    shutil.copy(certificate[1], own_key)
    own_key.chmod(0o600)
    if owner:
        shutil.chown(cluster, owner)
        shutil.chown(own_key, owner)
    subprocess.run([programs / "initdb", "-D", cluster, "-U", "bench", "-A", "trust", "-E", "UTF8", "--locale=C"], check=True,
                   stdout=subprocess.DEVNULL, user=owner)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    settings = {"listen_addresses": "127.0.0.1", "unix_socket_directories": "", "ssl": "on", "shared_buffers": "512MB",
                "ssl_cert_file": certificate[0], "ssl_key_file": own_key, "fsync": "off", "max_wal_size": "4GB"}
    process = subprocess.Popen(
        [programs / "postgres", "-D", cluster, "-p", str(port), *(f"-c{name}={value}" for name, value in settings.items())],
        user=owner, stderr=subprocess.DEVNULL)
    try:
        server = Server(port, "bench", process)
        fill(server, data)
        yield server
    finally:
        process.terminate()
        process.wait()


def unprivileged():
    import pwd
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def fill(server, data):
    dsn = f"host=127.0.0.1 port={server.port} user=bench dbname=postgres"
    for _ in range(200):
        if subprocess.run(["psql", "-X", "-q", dsn, "-c", "CREATE DATABASE bench"], capture_output=True, check=False).returncode == 0:
            break
        time.sleep(0.05)
    server.psql(False, "-c", TABLE, "-c", f"\\copy songplays FROM '{data / 'bench' / 'songplays.csv'}' CSV",
                "-c", "VACUUM ANALYZE songplays")
