"""moto's S3 that holds a folder's files, ROOT/BUCKET/KEY, with authentication on: a process a core, all of one port.

The files go where moto keeps its objects, not through requests, and the processes take over after that: nothing that
they are asked may write. They end with the first one.

Usage: moto_filled.py ROOT    (prints the server's facts as a line of JSON)
"""

import hashlib
import json
import os
import socket
import sys
import threading
from pathlib import Path

import moto_s3  # first, as it says what moto asks no signature for
from moto.core import DEFAULT_ACCOUNT_ID
from moto.moto_server.werkzeug_app import MotoRequestHandler, create_backend_app
from moto.s3.models import get_canned_acl, s3_backends
from werkzeug.serving import make_server


def fill(root):
    s3 = s3_backends[DEFAULT_ACCOUNT_ID]["aws"]
    for bucket in filter(Path.is_dir, root.iterdir()):
        s3.create_bucket(bucket.name, moto_s3.REGION)
        for file in filter(Path.is_file, bucket.rglob("*")):
            key = file.relative_to(bucket).as_posix()
            s3.put_object(bucket.name, key, file.read_bytes()).set_acl(get_canned_acl("public-read"))
            # The process that is asked for a list's next page may not be the one that gave the page before.
            s3._pagination_tokens[hashlib.md5(key.encode()).hexdigest()] = key


def serve(listener):
    port = listener.getsockname()[1]
    # S3's own application: moto's dispatcher looks through all its folders at each request.
    app = create_backend_app("s3")
    make_server("127.0.0.1", port, app, True, request_handler=MotoRequestHandler, fd=listener.fileno()).serve_forever()


def end_with_parent(pipe):
    os.read(pipe, 1)
    os._exit(0)


def main():
    server, facts = moto_s3.start()
    fill(Path(sys.argv[1]))
    server.stop()
    listener = socket.create_server(("127.0.0.1", 0), backlog=512)
    reading, writing = os.pipe()
    for _ in range(os.cpu_count() or 1):
        if os.fork() == 0:
            os.close(writing)
            threading.Thread(target=end_with_parent, args=[reading], daemon=True).start()
            serve(listener)
    print(json.dumps(facts | {"url": f"http://localhost:{listener.getsockname()[1]}"}), flush=True)
    threading.Event().wait()


if __name__ == "__main__":
    main()
