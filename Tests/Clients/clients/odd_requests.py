"""The services' port and what is no proper request: changed bytes, half of a request, slow ones; health and reset."""

import contextlib
import http.client
import json
import random
import socket
import sys
import time

import boto3
import psycopg2
from botocore.config import Config

from lib.checks import equal, passes, raises
from lib.server import IS_LONG, ROOT, free_port, serve

RECORDED = ROOT / "Fixtures" / "http"
# What readers of HTTP and of queries stumble over.
TOKENS = [
    b"\r\n", b"\n", b"\0", b"%00", b"%", b"%zz", b"../", b"//", b"?", b"&&", b"=", b";", b"Content-Length: 0\r\n",
    b"Content-Length: 99999999999999999999\r\n", b"Content-Length: -1\r\n", b"Transfer-Encoding: chunked\r\n", b"Expect: 100-continue\r\n",
    b"Connection: close\r\n", b"Range: bytes=-0\r\n", b"Range: bytes=9-1\r\n", b"ffffffffffffffff\r\n", b"HEAD ", b"HTTP/1.0", b"{", b"[[[[[[[[", b"\xff\xfe",
    b"&NumberOfNodes=-9223372036854775808", b"&Port=0", b"&MaxRecords=99999999999999999999", b"&Tags.Tag.999999999.Key=x"]
PATIENCE = 10


class Door:
    """The services' port."""

    def __init__(self, endpoint, port):
        self.endpoint, self.port = endpoint, port

    def client(self, service):
        return boto3.client(service, endpoint_url=f"http://127.0.0.1:{self.port}", region_name="us-west-2", aws_access_key_id="any",
                            aws_secret_access_key="any", config=Config(retries={"total_max_attempts": 1}, read_timeout=PATIENCE))

    def connect(self):
        return socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)

    def ask(self, method, path):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        with contextlib.closing(connection):
            connection.request(method, path)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()

    def settled(self):
        """Descriptors, threads and kilobytes, once connections and sessions are closed."""
        counts = []
        for _ in range(50):
            counts.append((self.endpoint.descriptors(), self.endpoint.status("Threads")))
            time.sleep(0.02)
        return *map(min, zip(*counts)), self.endpoint.status("VmRSS")


def check_health(door):
    status, text = door.ask("GET", "/_localshift/health")
    equal((status, json.loads(text)), (200, {"status": "ok"}))
    equal(door.ask("POST", "/_localshift/health")[0], 404)
    equal(door.ask("GET", "/_localshift/reset")[0], 404)


def check_reset(door):
    """Everything is as it was when the server began, and whoever was there is gone."""
    connection = psycopg2.connect(door.endpoint.dsn("dev"))
    connection.autocommit = True
    cursor = connection.cursor()
    cursor.execute("CREATE TABLE made (n int); CREATE USER bob PASSWORD 'Passw0rd'")
    door.client("s3").create_bucket(Bucket="made", CreateBucketConfiguration={"LocationConstraint": "us-west-2"})
    door.client("s3").put_object(Bucket="made", Key="a/b", Body=b"x")
    door.client("iam").create_user(UserName="bob")
    door.client("redshift").create_cluster(
        ClusterIdentifier="made", NodeType="dc2.large", MasterUsername="dwhuser", MasterUserPassword="Passw0rd", Port=door.endpoint.port)
    door.client("redshift-data").execute_statement(ClusterIdentifier="made", Database="dev", DbUser="dwhuser", Sql="SELECT 1")
    began = time.monotonic()
    equal(json.loads(door.ask("POST", "/_localshift/reset")[1]), {"status": "reset"})
    took = time.monotonic() - began
    assert took < 0.1, f"a reset took {took} s"
    raises(psycopg2.Error, cursor.execute, "SELECT 1")
    for service, call, name in (
            ("s3", "list_buckets", "Buckets"), ("iam", "list_users", "Users"), ("redshift", "describe_clusters", "Clusters"),
            ("redshift-data", "list_statements", "Statements")):
        equal((service, getattr(door.client(service), call)()[name]), (service, []))
    cursor = psycopg2.connect(door.endpoint.dsn("dev")).cursor()
    cursor.execute("SELECT (SELECT count(*) FROM pg_tables WHERE tablename = 'made'), (SELECT count(*) FROM pg_user WHERE usename = 'bob')")
    equal(cursor.fetchone(), (0, 0))


def check_half_sent_requests_hold_nobody_up(door):
    s3 = door.client("s3")
    s3.create_bucket(Bucket="open", CreateBucketConfiguration={"LocationConstraint": "us-west-2"})
    halves = [b"GET /open HT", b"PUT /open/k HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc", b"",
              b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nAction=Create",
              b"POST /open/k?uploads HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n"]
    before = door.settled()
    with contextlib.ExitStack() as stack:
        for number in range(100):
            stack.enter_context(door.connect()).sendall(halves[number % len(halves)])
        began = time.monotonic()
        for _ in range(20):
            equal(s3.list_objects_v2(Bucket="open")["KeyCount"], 0)
            door.client("redshift").describe_clusters()
        assert time.monotonic() - began < 10, "others wait for who does not go on"
    after = door.settled()
    assert after[0] <= before[0] and after[1] <= before[1], f"{before} before, {after} after"


def check_slow_requests_are_answered(door):
    request = b"GET /_localshift/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    with door.connect() as connection:
        for byte in request:
            connection.sendall(bytes([byte]))
            time.sleep(0.002)
        assert connection.recv(1 << 16).startswith(b"HTTP/1.1 200")


def check_early_refusals(door):
    """A client that waits for 100 Continue, and hears no, may send another request or the body: the connection ends."""
    with door.connect() as connection:
        connection.sendall(b"PUT /nobody/k HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n")
        answer = everything(connection)
    assert answer.startswith(b"HTTP/1.1 404") and b"Connection: close" in answer, answer


def everything(connection):
    """What comes until the server closes. Raises where it goes on for longer than anybody waits."""
    parts, end = [], time.monotonic() + PATIENCE
    with contextlib.suppress(ConnectionResetError):
        while part := connection.recv(1 << 16):
            parts.append(part)
            assert time.monotonic() < end, "the answer has no end"
    return b"".join(parts)


def check_changed_requests(door):
    seed = random.randrange(1 << 32)
    source = random.Random(seed)
    recorded = [bytes.fromhex(line) for file in sorted(RECORDED.glob("*.txt")) for line in file.read_text().splitlines()]
    assert len(recorded) > 50, "there are seeds"

    def round_of(count):
        for _ in range(count):
            expect_an_end(door, changed(recorded, source))
        equal(door.ask("POST", "/_localshift/reset")[0], 200)

    for _ in range(2):
        round_of(500)
    before = door.settled()
    for _ in range(100 if IS_LONG else 6):
        round_of(500)
    after = door.settled()
    words = f"seed {seed}: {before} descriptors, threads and kilobytes before, {after} after"
    assert after[0] <= before[0] and after[1] <= before[1] + 2 and after[2] < before[2] + 30_000, words
    door.endpoint.process.poll()
    equal(door.endpoint.process.returncode, None)


def changed(recorded, source):
    """One to three requests behind each other of which bytes are changed, put in, left out or repeated."""
    data = bytearray(b"".join(source.choice(recorded) for _ in range(source.choice((1, 1, 1, 2, 3)))))
    for _ in range(source.choice((0, 1, 1, 2, 4))):
        at = source.randrange(len(data) + 1)
        to = min(len(data), at + source.choice((1, 1, 2, 20, 200)))
        change = source.randrange(5)
        if change == 0:
            data[at:to] = source.randbytes(to - at)
        elif change == 1:
            del data[at:to]
        elif change == 2:
            data[at:at] = data[at:to]
        elif change == 3:
            data[at:at] = source.choice(TOKENS)
        else:
            data[at:to] = source.choice(TOKENS)
    return bytes(data if source.random() < 0.9 else data[:source.randrange(len(data) + 1)])


def expect_an_end(door, data):
    """The server answers or not, and closes once no more comes."""
    with door.connect() as connection:
        try:
            connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
            everything(connection)
        except OSError as error:
            assert not isinstance(error, TimeoutError), f"no end: {data!r}"


if __name__ == "__main__":
    port = free_port()
    with serve("--aws-port", str(port), "--no-tls") as started:
        checks = [value for name, value in list(globals().items()) if name.startswith("check_")]
        sys.exit(not all([passes(check, Door(started, port)) for check in checks]))
