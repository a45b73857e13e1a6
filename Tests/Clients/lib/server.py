"""The server process, as people start it: `localshift serve`, with a home and a certificate authority of its own."""

import contextlib
import os
import signal
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent.parent
BINARY = os.environ["LOCALSHIFT_BINARY"]
IS_LONG = bool(os.environ["LOCALSHIFT_LONG"])
S3_ROOT = ROOT / "Fixtures" / "sparkify" / "s3"


@dataclass
class Endpoint:
    process: subprocess.Popen
    port: int
    home: Path

    @property
    def authority(self):
        """The certificate that drivers have to trust."""
        return self.home / "localshift" / "ca.pem"

    def dsn(self, database, **options):
        """libpq's way to say where it is."""
        words = {"host": "127.0.0.1", "port": self.port, "user": "awsuser", "password": "x", "dbname": database, **options}
        return " ".join(f"{name}={value}" for name, value in words.items())

    def status(self, name):
        """A figure of /proc/PID/status, such as VmRSS, in kilobytes."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return int(next(line.split()[1] for line in lines if line.startswith(f"{name}:")))

    def processor_time(self):
        """Seconds, of all its threads."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


def environment(home):
    return {**os.environ, "XDG_DATA_HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1"}


def start(home, ready, *options):
    """A server's process; the file `ready` appears when it is."""
    return subprocess.Popen(
        [BINARY, "serve", "--port", "0", "--ready-file", ready, "--quiet", *options], env=environment(home))


def port_of(process, ready):
    """Of a server that was started, once it is ready."""
    deadline = time.monotonic() + 30
    while not ready.exists():
        assert process.poll() is None and time.monotonic() < deadline, "the server did not start"
        time.sleep(0.005)
    return int(ready.read_text())


@contextlib.contextmanager
def serve(*options, ending=signal.SIGTERM, code=0):
    """A server that is ready, stopped by the signal `ending` afterwards: it has to give `code`."""
    with tempfile.TemporaryDirectory() as home:
        ready = Path(home, "ready")
        process = start(home, ready, *options)
        try:
            yield Endpoint(process, port_of(process, ready), Path(home))
            process.send_signal(ending)
            assert process.wait(30) == code, f"the server ended with {process.returncode}"
        finally:
            process.kill()
            process.wait()
