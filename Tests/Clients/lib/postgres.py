"""A real PostgreSQL of this machine: another server for our own client to speak with, and for second opinions."""

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

# Who may come how: the names are those of the methods.
HOST_RULES = """\
hostssl all secure all scram-sha-256
host all owner all trust
host all trusting all trust
host all clear all password
host all digest all md5
host all scram all scram-sha-256
"""

PASSWORD = "Secret123"

USERS = f"""\
CREATE USER trusting;
CREATE USER clear PASSWORD '{PASSWORD}';
SET password_encryption = 'md5';
CREATE USER digest PASSWORD '{PASSWORD}';
SET password_encryption = 'scram-sha-256';
CREATE USER scram PASSWORD '{PASSWORD}';
CREATE USER secure PASSWORD '{PASSWORD}';
"""


def programs():
    """The folder of initdb and postgres, version 15 before others; None where there is none."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: abs(int(folder.parent.name) - 15))
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "postgres").exists()), None)


def certificates(folder):
    """An authority, a certificate of `localhost` that it signed, and an authority that signed nothing."""
    for name in ("ca", "other"):
        openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={name}",
                "-keyout", folder / f"{name}.key", "-out", folder / f"{name}.pem")
    openssl("req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-keyout", folder / "server.key",
            "-out", folder / "server.csr")
    (folder / "names").write_text("subjectAltName=DNS:localhost")
    openssl("x509", "-req", "-in", folder / "server.csr", "-CA", folder / "ca.pem", "-CAkey", folder / "ca.key",
            "-CAcreateserial", "-days", "2", "-extfile", folder / "names", "-out", folder / "server.pem")


def openssl(*arguments):
    subprocess.run(["openssl", *arguments], check=True, capture_output=True)


@contextlib.contextmanager
def postgres():
    """Its port, and the folder of its certificates. It refuses to run as root."""
    owner = unprivileged() if os.getuid() == 0 else None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        certificates(folder)
        cluster = folder / "cluster"
        cluster.mkdir()
        for path in (cluster, folder / "server.key"):
            if owner:
                shutil.chown(path, owner)
        subprocess.run([programs() / "initdb", "-D", cluster, "-U", "owner", "-A", "trust", "-E", "UTF8", "--locale=C"],
                       check=True, stdout=subprocess.DEVNULL, user=owner, cwd=folder)
        single(cluster, owner, USERS)
        (cluster / "pg_hba.conf").write_text(HOST_RULES)
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
        settings = {"listen_addresses": "127.0.0.1", "unix_socket_directories": "", "fsync": "off", "ssl": "on",
                    "ssl_cert_file": folder / "server.pem", "ssl_key_file": folder / "server.key"}
        process = subprocess.Popen(
            [programs() / "postgres", "-D", cluster, "-p", str(port), *(f"-c{key}={value}" for key, value in settings.items())],
            user=owner, stderr=subprocess.DEVNULL, cwd=folder)
        try:
            await_listener(process, port)
            yield port, folder
        finally:
            process.terminate()
            process.wait()


def single(cluster, owner, statements):
    """Runs statements, one a line, without a server."""
    subprocess.run([programs() / "postgres", "--single", "-D", cluster, "postgres"], input=statements, text=True,
                   check=True, capture_output=True, user=owner, cwd=cluster)


def await_listener(process, port):
    deadline = time.monotonic() + 30
    while True:
        assert process.poll() is None and time.monotonic() < deadline, "PostgreSQL did not start"
        answer = subprocess.run(
            ["psql", "-X", f"host=127.0.0.1 port={port} user=trusting dbname=postgres", "-c", "SELECT 1"],
            capture_output=True, check=False)
        if answer.returncode == 0:
            return
        time.sleep(0.05)


def unprivileged():
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"
