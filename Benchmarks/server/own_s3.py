"""localshift's own S3 over a folder.

Usage: own_s3.py BINARY ROOT   (serves ROOT/BUCKET/KEY at an address that it prints as JSON when it is ready)
"""

import json
import os
import socket
import sys
import time


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


def announce(port):
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            break
        except ConnectionRefusedError:
            time.sleep(0.005)
    print(json.dumps({"url": f"http://localhost:{port}"}), flush=True)


def main():
    binary, root = sys.argv[1:]
    port = free_port()
    # The server takes this process's place, so that it ends with it.
    if os.fork() == 0:
        announce(port)
    else:
        os.execv(binary, [binary, "serve", "--quiet", "--port", "0", "--aws-port", str(port), "--s3-root", root])


if __name__ == "__main__":
    main()
