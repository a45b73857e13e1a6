"""OpenStack Swift's s3api: proxy, account, container and object server in one process, one replica, one device.

Usage: swift_s3.py FOLDER    (on a file system with extended attributes; prints the server's facts as a line of JSON)
"""

import eventlet

eventlet.monkey_patch()

import json
import logging
import os
import sys

import eventlet.wsgi
from swift.account import server as account_server
from swift.common import constraints, storage_policy
from swift.common.http_protocol import SwiftHttpProtocol
from swift.common.ring import RingData
from swift.common.utils import NullLogger, mkdirs, set_swift_dir
from swift.common.wsgi import loadapp
from swift.container import server as container_server
from swift.obj import server as object_server

REGION = "us-east-1"
ACCESS_KEY, SECRET_KEY = "test:tester", "secret/with+signs="

SWIFT_CONF = """
[swift-hash]
swift_hash_path_suffix = localshift
[storage-policy:0]
name = one
default = yes
"""

# `storage_domain` makes http://BUCKET.localhost:PORT/KEY work beside http://localhost:PORT/BUCKET/KEY.
PROXY_CONF = """
[pipeline:main]
pipeline = catch_errors proxy-logging s3api tempauth bulk slo proxy-logging proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
allow_account_management = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:proxy-logging]
use = egg:swift#proxy_logging
access_log_headers = false
[filter:s3api]
use = egg:swift#s3api
location = %(region)s
storage_domain = localhost
s3_acl = false
check_bucket_owner = false
allow_multipart_uploads = true
[filter:tempauth]
use = egg:swift#tempauth
user_test_tester = %(secret)s .admin
[filter:bulk]
use = egg:swift#bulk
[filter:slo]
use = egg:swift#slo
"""


def listen():
    return eventlet.listen(("127.0.0.1", 0))


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def serve(listener, app):
    eventlet.spawn(eventlet.wsgi.server, listener, app, NullLogger(), protocol=SwiftHttpProtocol, log_output=False)


def start(folder):
    mkdirs(os.path.join(folder, "device", "tmp"))
    conf = {
        "devices": folder,
        "swift_dir": folder,
        "mount_check": "false",
        "disable_fallocate": "true",
        "bind_port": "0",
        "log_level": "CRITICAL",
        # A disk that is nearly full takes the few megabytes of the tests, too.
        "fallocate_reserve": "0",
    }
    write(os.path.join(folder, "swift.conf"), SWIFT_CONF)
    listeners = {kind: listen() for kind in ("account", "container", "object")}
    for kind, listener in listeners.items():
        device = {"id": 0, "region": 1, "zone": 0, "weight": 1, "device": "device"}
        device |= {"ip": "127.0.0.1", "port": listener.getsockname()[1]}
        RingData([[0, 0]], [device], 31).save(os.path.join(folder, f"{kind}.ring.gz"))
    if set_swift_dir(folder):
        constraints.reload_constraints()
        storage_policy.reload_storage_policies()
    serve(listeners["account"], account_server.AccountController(conf))
    serve(listeners["container"], container_server.ContainerController(conf))
    serve(listeners["object"], object_server.ObjectController(conf))
    proxy_conf = os.path.join(folder, "proxy-server.conf")
    write(proxy_conf, PROXY_CONF % {"region": REGION, "secret": SECRET_KEY})
    proxy = listen()
    serve(proxy, loadapp(proxy_conf, global_conf=conf))
    return proxy.getsockname()[1]


def main():
    logging.disable(logging.CRITICAL)
    port = start(os.path.abspath(sys.argv[1]))
    facts = {"url": f"http://localhost:{port}", "access_key": ACCESS_KEY, "secret_key": SECRET_KEY, "region": REGION}
    print(json.dumps(facts), flush=True)
    while True:
        eventlet.sleep(3600)


if __name__ == "__main__":
    main()
