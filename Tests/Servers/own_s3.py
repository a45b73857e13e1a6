"""localshift's own S3 over a folder.

Usage: own_s3.py BINARY ROOT [ID:SECRET]   (serves ROOT/BUCKET/KEY, to that key only where one is given, and prints the
server's facts as a line of JSON)
"""

import json
import os
import socket
import sys
import time

REGION = "us-west-2"


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


def announce(port, key):
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            break
        except ConnectionRefusedError:
            time.sleep(0.005)
    names = dict(zip(("access_key", "secret_key"), key.split(":", 1))) if key else {}
    print(json.dumps({"url": f"http://localhost:{port}", "region": REGION, **names}), flush=True)


def main():
    binary, root, key = [*sys.argv[1:], None][:3]
    port = free_port()
    # The server takes this process's place, so that it ends with it.
    if os.fork() == 0:
        announce(port, key)
        return
    options = ["--port", "0", "--aws-port", str(port), "--s3-root", root, *(["--access-key", key] if key else [])]
    os.execv(binary, [binary, "serve", "--quiet", *options])


if __name__ == "__main__":
    main()
