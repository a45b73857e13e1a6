"""A server that takes one access key only, and boto3's clients of its S3."""

import base64
import contextlib
import hashlib
import http.client
import socket
import sys
import zlib

import boto3
from botocore.auth import S3SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials
from botocore.exceptions import ClientError

from lib.checks import passes
from lib.server import free_port, serve

KEY, SECRET = "AKIDEXAMPLE", "secret/with+signs="
BODY = b"123456789"
# Of BODY, from the catalogue of parametrised CRC algorithms; Python has no library of its own for two of them.
CHECKSUMS = {
    "crc32": zlib.crc32(BODY).to_bytes(4, "big"), "crc32c": bytes.fromhex("e3069283"),
    "crc64nvme": bytes.fromhex("ae8b14860a799888"), "sha1": hashlib.sha1(BODY).digest(), "sha256": hashlib.sha256(BODY).digest()}

resolve = socket.getaddrinfo
# BUCKET.localhost is this machine (RFC 6761); not every system's library knows.
socket.getaddrinfo = lambda host, *rest, **more: resolve("localhost" if str(host).endswith(".localhost") else host, *rest, **more)


class Cloud:
    """Where the server is, and clients of it."""

    def __init__(self, endpoint, port):
        self.endpoint, self.port, self.url = endpoint, port, f"http://localhost:{port}"

    def client(self, service="s3", key=KEY, secret=SECRET, region="us-west-2", **config):
        return boto3.client(service, endpoint_url=self.url, region_name=region, aws_access_key_id=key, aws_secret_access_key=secret,
                            config=Config(retries={"total_max_attempts": 1}, **config))

    def send(self, method, path, body, fields, sent=None, secret=SECRET):
        """A request signed by hand, whose body may be another than the one signed. Status and answer."""
        request = AWSRequest(method, self.url + path, data=body, headers=fields)
        if "X-Amz-Trailer" in fields:
            request.context["checksum"] = {"request_algorithm": {"in": "trailer"}}
        S3SigV4Auth(Credentials(KEY, secret), "s3", "us-west-2").add_auth(request)
        connection = http.client.HTTPConnection("localhost", self.port, timeout=20)
        with contextlib.closing(connection):
            connection.request(method, path, body if sent is None else sent, dict(request.headers.items()))
            answer = connection.getresponse()
            return answer.status, answer.read().decode()


def refused(call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        return error.response["Error"]["Code"], error.response["ResponseMetadata"]["HTTPStatusCode"]
    raise AssertionError("it was to be refused")


def told(call, *names, **arguments):
    """What an error says besides its words."""
    try:
        call(**arguments)
    except ClientError as error:
        return [error.response["Error"][name] for name in ("Code", *names)]
    raise AssertionError("it was to be refused")


def main(scope):
    """Runs all checks of a module against one server, which has a bucket."""
    port = free_port()
    with serve("--aws-port", str(port), "--access-key", f"{KEY}:{SECRET}") as started:
        where = Cloud(started, port)
        where.client().create_bucket(Bucket="kept", CreateBucketConfiguration={"LocationConstraint": "us-west-2"})
        checks = [value for name, value in scope.items() if name.startswith("check_")]
        sys.exit(not all([passes(check, where) for check in checks]))
