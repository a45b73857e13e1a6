"""An endpoint of localshift and a connection to it."""

import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import psycopg2


@contextmanager
def served(binary, *options):
    """A connection by psycopg2 to an endpoint of its own, which ends with it."""
    with tempfile.TemporaryDirectory() as folder:
        ready = Path(folder, "ready")
        process = subprocess.Popen([binary, "serve", "--port", "0", "--quiet", "--ready-file", ready, *options])
        try:
            while not ready.exists():
                if process.poll() is not None:
                    raise SystemExit("localshift serve did not start")
                time.sleep(0.02)
            connection = psycopg2.connect(host="127.0.0.1", port=int(ready.read_text()), user="awsuser", dbname="dev")
            connection.autocommit = True
            yield connection
            connection.close()
        finally:
            process.terminate()
            process.wait()
