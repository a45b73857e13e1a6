"""Asks the test servers with AWS's own client, so that a failing test of ours is ours. Run it under with_servers.py."""

import json
import os
import socket
import time

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

KEYS = ["a b/c+d.json", "a b/é~*'().json", "data/1.json"]
# Where objects are files none can have this key.
ODD_KEY = "a b//x/./y"


resolve = socket.getaddrinfo
# curl takes bucket.localhost for this machine (RFC 6761); not every system's library does.
socket.getaddrinfo = lambda host, *rest, **more: resolve(
    "localhost" if str(host).endswith(".localhost") else host, *rest, **more
)


def client(facts, region=None, secret=None, style="path", attempts=4, **more):
    return boto3.client(
        "s3",
        endpoint_url=facts["url"],
        region_name=region or facts["region"],
        aws_access_key_id=facts.get("access_key", "any"),
        aws_secret_access_key=secret or facts.get("secret_key", "any"),
        config=Config(
            s3={"addressing_style": style},
            retries={"total_max_attempts": attempts, "mode": "standard"},
            connect_timeout=5,
            read_timeout=5,
        ),
        **more,
    )


def code(question):
    """The name of the error that a question meets, and its status."""
    try:
        question()
    except ClientError as error:
        return error.response["Error"]["Code"], error.response["ResponseMetadata"]["HTTPStatusCode"]
    return None


def check(name, found, expected):
    if found != expected:
        raise SystemExit(f"{name}: {found!r} instead of {expected!r}")


def check_objects(name, s3, bucket, keys=(*KEYS, ODD_KEY), **where):
    s3.create_bucket(Bucket=bucket, **where)
    for key in keys:
        s3.put_object(Bucket=bucket, Key=key, Body=key.encode())
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, PaginationConfig={"PageSize": 2})
    found = [(item["Key"], item["Size"]) for page in pages for item in page["Contents"]]
    check(f"{name} pages", found, [(key, len(key.encode())) for key in sorted(keys, key=str.encode)])
    for key in keys:
        check(f"{name} {key}", s3.get_object(Bucket=bucket, Key=key)["Body"].read(), key.encode())
    part = s3.get_object(Bucket=bucket, Key=KEYS[2], Range="bytes=1-2")
    check(f"{name} range", (part["Body"].read(), part["ContentRange"]), (b"at", "bytes 1-2/11"))
    stale = lambda: s3.get_object(Bucket=bucket, Key=KEYS[2], IfMatch='"00000000000000000000000000000000"')
    check(f"{name} If-Match", code(stale), ("PreconditionFailed", 412))
    check(f"{name} no key", code(lambda: s3.get_object(Bucket=bucket, Key="none")), ("NoSuchKey", 404))
    check(f"{name} no bucket", code(lambda: s3.list_objects_v2(Bucket="no-such-bucket")), ("NoSuchBucket", 404))
    check_upload(name, s3, bucket)
    s3.delete_objects(Bucket=bucket, Delete={"Objects": [{"Key": key} for key in [*keys, "big"]]})
    check(f"{name} deleted", s3.list_objects_v2(Bucket=bucket)["KeyCount"], 0)


def check_upload(name, s3, bucket):
    upload = s3.create_multipart_upload(Bucket=bucket, Key="big")["UploadId"]
    bodies = [b"x" * (5 << 20), b"y"]
    parts = []
    for number, body in enumerate(bodies, 1):
        tag = s3.upload_part(Bucket=bucket, Key="big", UploadId=upload, PartNumber=number, Body=body)["ETag"]
        parts.append({"PartNumber": number, "ETag": tag})
    s3.complete_multipart_upload(Bucket=bucket, Key="big", UploadId=upload, MultipartUpload={"Parts": parts})
    check(f"{name} upload", s3.head_object(Bucket=bucket, Key="big")["ContentLength"], (5 << 20) + 1)
    upload = s3.create_multipart_upload(Bucket=bucket, Key="gone")["UploadId"]
    s3.abort_multipart_upload(Bucket=bucket, Key="gone", UploadId=upload)
    check(f"{name} abort", code(lambda: s3.head_object(Bucket=bucket, Key="gone")), ("404", 404))


def check_refusals(name, facts, bucket):
    wrong = client(facts, secret="wrong")
    check(f"{name} secret", code(lambda: wrong.list_objects_v2(Bucket=bucket)), ("SignatureDoesNotMatch", 403))


def check_faults(facts):
    plain = client(facts)
    plain.put_object(Bucket="plain--b", Key="k", Body=b"0123456789")
    get = lambda bucket, region=None: client(facts, region).get_object(Bucket=f"{bucket}--b", Key="k")["Body"].read()
    for bucket in ("plain", "storm-1", "reset-1", "drip-1", "whole"):
        check(bucket, get(bucket), b"0123456789")
    check("moved", get("moved-eu-west-1", "eu-west-1"), b"0123456789")
    for bucket, name in (("denied", "AccessDenied"), ("expired", "ExpiredToken"), ("missing", "NoSuchBucket")):
        check(bucket, code(lambda: get(bucket))[0], name)
    check("storm", code(lambda: client(facts, attempts=1).get_object(Bucket="storm--b", Key="k")), ("SlowDown", 503))


def main():
    with open(os.environ["LOCALSHIFT_TEST_SERVERS"], encoding="utf-8") as file:
        servers = json.load(file)
    start = time.monotonic()
    swift, moto = servers["swift"], servers["moto"]
    tls = swift | servers["tls"]
    check_objects("Swift", client(swift), "checked-path")
    check_objects("Swift by host", client(swift, style="virtual"), "checked-host")
    check_objects("Swift over TLS", client(tls, verify=tls["authority"]), "checked-tls")
    check_objects("moto", client(moto), "checked")
    signed = [("Swift", swift, "checked-path"), ("moto", moto, "checked")]
    if own := servers.get("own"):
        where = {"CreateBucketConfiguration": {"LocationConstraint": own["region"]}}
        check_objects("localshift", client(own), "checked", KEYS, **where)
        check_objects("localshift by host", client(own, style="virtual"), "checked-host", KEYS, **where)
        signed.append(("localshift", own, "checked"))
    for name, facts, bucket in signed:
        check_refusals(name, facts, bucket)
    strange = moto | {"access_key": moto["stranger_access_key"], "secret_key": moto["stranger_secret_key"]}
    check("moto rights", code(lambda: client(strange).list_objects_v2(Bucket="checked")), ("AccessDenied", 403))
    check_faults(servers["faults"])
    print(f"The S3 servers answer AWS's client as they should ({time.monotonic() - start:.1f} s).")


if __name__ == "__main__":
    main()
