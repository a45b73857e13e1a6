"""S3 of a server that takes one access key only: signatures, presigned URLs, checksums, chunked bodies, addresses by host."""

import base64
import contextlib
import hashlib
import http.client
import itertools
import random
import socket
import sys
import time
import urllib.error
import urllib.request
import zlib

import boto3
from botocore import UNSIGNED
from botocore.auth import S3SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials
from botocore.exceptions import ClientError

from lib.checks import equal, passes, within
from lib.server import IS_LONG, free_port, serve

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


def check_what_errors_tell(cloud):
    s3 = cloud.client()
    key = {"Bucket": "kept", "Key": "told"}
    s3.put_object(**key, Body=BODY)
    missing, gone = {"Bucket": "kept", "Key": "no such"}, {"Bucket": "no-such"}
    equal(told(s3.get_object, "Key", **missing), ["NoSuchKey", "no such"])
    equal(told(s3.copy_object, "Key", **key, CopySource=missing), ["NoSuchKey", "no such"])
    equal(told(s3.list_objects_v2, "BucketName", **gone), ["NoSuchBucket", "no-such"])
    equal(told(s3.delete_bucket, "BucketName", Bucket="kept"), ["BucketNotEmpty", "kept"])
    equal(told(s3.get_bucket_policy, "BucketName", Bucket="kept"), ["NoSuchBucketPolicy", "kept"])
    equal(told(s3.get_object, "RangeRequested", "ActualObjectSize", **key, Range="bytes=9-"), ["InvalidRange", "bytes=9-", "9"])
    equal(told(s3.get_object, "VersionId", **key, VersionId="x"), ["NoSuchVersion", "x"])
    equal(told(s3.list_parts, "UploadId", **key, UploadId="x"), ["NoSuchUpload", "x"])
    equal(told(s3.get_object, "Condition", **key, IfMatch="x"), ["PreconditionFailed", "If-Match"])
    equal(told(s3.put_object, "Condition", **key, IfNoneMatch="*"), ["PreconditionFailed", "If-None-Match"])
    etag = s3.head_object(**key)["ETag"]
    for condition, name in (
            ({"CopySourceIfMatch": "x"}, "If-Match"), ({"CopySourceIfNoneMatch": etag}, "x-amz-copy-source-If-None-Match")):
        equal(told(s3.copy_object, "Condition", Bucket="kept", Key="other", CopySource=key, **condition), ["PreconditionFailed", name])
    equal(told(s3.list_objects_v2, "ArgumentName", Bucket="kept", ContinuationToken="a2V5"), ["InvalidArgument", "continuation-token"])
    equal(told(s3.delete_objects, Bucket="kept", Delete={"Objects": []}), ["MalformedXML"])


def check_regions(cloud):
    """Where a bucket is made and what is answered of it; S3's own region takes a bucket twice."""
    own, west = cloud.client(region="us-east-1"), cloud.client()
    within = lambda region: {"CreateBucketConfiguration": {"LocationConstraint": region}}
    own.create_bucket(Bucket="region-own")
    own.create_bucket(Bucket="region-own")
    own.create_bucket(Bucket="region-frankfurt", **within("eu-central-1"))
    west.create_bucket(Bucket="region-west", **within("us-west-2"))
    for name, region in (("own", "us-east-1"), ("frankfurt", "eu-central-1"), ("west", "us-west-2")):
        bucket = {"Bucket": f"region-{name}"}
        equal(west.get_bucket_location(**bucket)["LocationConstraint"] or "us-east-1", region)
        equal(west.head_bucket(**bucket)["BucketRegion"], region)
        equal([entry["Name"] for entry in west.list_buckets(BucketRegion=region, Prefix="region")["Buckets"]], [f"region-{name}"])
    illegal = "IllegalLocationConstraintException"
    equal(told(west.create_bucket, Bucket="region-none"), [illegal])
    equal(told(west.create_bucket, Bucket="region-none", **within("eu-west-1")), [illegal])
    equal(told(own.create_bucket, "LocationConstraint", Bucket="region-none", **within("us-east-1")), ["InvalidLocationConstraint", "us-east-1"])
    equal(told(own.create_bucket, Bucket="region-none", **within("us-north-9")), ["InvalidLocationConstraint"])
    owned = ["BucketAlreadyOwnedByYou", "region-west"]
    equal(told(west.create_bucket, "BucketName", Bucket="region-west", **within("us-west-2")), owned)
    equal(told(own.create_bucket, "BucketName", Bucket="region-west"), owned)
    for name in ("own", "frankfurt", "west"):
        west.delete_bucket(Bucket=f"region-{name}")


def check_parts(cloud):
    """Of an object that came in parts each can be asked for; one that came whole is its own first."""
    s3, key = cloud.client(), {"Bucket": "kept", "Key": "parts"}
    first, second = b"a" * (5 << 20), b"bc"
    upload = {**key, "UploadId": s3.create_multipart_upload(**key)["UploadId"]}
    parts = [{"PartNumber": number, "ETag": s3.upload_part(**upload, PartNumber=number, Body=body)["ETag"]}
             for number, body in ((2, first), (7, second))]
    s3.complete_multipart_upload(**upload, MultipartUpload={"Parts": parts})
    for number, body in enumerate((first, second), 1):
        got = s3.get_object(**key, PartNumber=number)
        assert got["Body"].read() == body
        equal((got["ResponseMetadata"]["HTTPStatusCode"], got["PartsCount"]), (206, 2))
    equal(got["ContentRange"], "bytes 5242880-5242881/5242882")
    head = s3.head_object(**key, PartNumber=1)
    equal((head["ResponseMetadata"]["HTTPStatusCode"], head["ContentLength"], head["PartsCount"]), (206, 5 << 20, 2))
    equal(told(s3.get_object, "PartNumberRequested", "ActualPartCount", **key, PartNumber=3), ["InvalidPartNumber", "3", "2"])
    equal(told(s3.get_object, **key, PartNumber=1, Range="bytes=0-1"), ["InvalidRequest"])
    s3.put_object(**key, Body=BODY)
    head = s3.head_object(**key, PartNumber=1)
    equal((head["ResponseMetadata"]["HTTPStatusCode"], head["ContentLength"], "PartsCount" in head), (206, 9, False))
    equal(told(s3.get_object, **key, PartNumber=2), ["InvalidPartNumber"])


def check_how_objects_are_kept(cloud):
    """Storage classes, encryption and counts of tags are told; a copy has its own, and what is archived is not read."""
    s3, key = cloud.client(), {"Bucket": "kept", "Key": "class"}
    equal(s3.put_object(**key, Body=BODY, StorageClass="STANDARD_IA", Tagging="a=1&b=2")["ServerSideEncryption"], "AES256")
    head = s3.head_object(**key)
    equal((head["StorageClass"], head["ServerSideEncryption"]), ("STANDARD_IA", "AES256"))
    equal(s3.get_object(**key)["TagCount"], 2)
    listed = s3.list_objects_v2(Bucket="kept", Prefix="class")["Contents"][0]
    equal((listed["StorageClass"], listed["ChecksumAlgorithm"]), ("STANDARD_IA", ["CRC32"]))
    s3.copy_object(Bucket="kept", Key="class copy", CopySource=key, ServerSideEncryption="aws:kms", SSEKMSKeyId="k")
    copy = s3.head_object(Bucket="kept", Key="class copy")
    equal((copy.get("StorageClass"), copy["ServerSideEncryption"], copy["SSEKMSKeyId"]), (None, "aws:kms", "k"))
    equal(told(s3.put_object, "StorageClassRequested", **key, StorageClass="COLD"), ["InvalidStorageClass", "COLD"])
    equal(told(s3.put_object, **key, ServerSideEncryption="rot13"), ["InvalidArgument"])
    equal(refused(s3.put_object, **key, SSECustomerAlgorithm="AES256", SSECustomerKey="k" * 32), ("NotImplemented", 501))
    s3.put_object(**key, Body=BODY, StorageClass="GLACIER")
    equal(s3.head_object(**key)["StorageClass"], "GLACIER")
    equal(told(s3.get_object, "StorageClass", **key), ["InvalidObjectState", "GLACIER"])
    equal(told(s3.copy_object, Bucket="kept", Key="class copy", CopySource=key), ["InvalidObjectState"])
    part = {"Bucket": "kept", "Key": "part copy", "PartNumber": 1, "CopySource": key}
    upload = s3.create_multipart_upload(Bucket="kept", Key="part copy")["UploadId"]
    equal(told(s3.upload_part_copy, **part, UploadId=upload), ["InvalidObjectState"])
    s3.abort_multipart_upload(Bucket="kept", Key="part copy", UploadId=upload)
    rule = {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": "m"}, "BucketKeyEnabled": True}
    s3.put_bucket_encryption(Bucket="kept", ServerSideEncryptionConfiguration={"Rules": [rule]})
    put = s3.put_object(**key, Body=BODY)
    equal((put["ServerSideEncryption"], put["SSEKMSKeyId"], put["BucketKeyEnabled"]), ("aws:kms", "m", True))
    s3.delete_bucket_encryption(Bucket="kept")
    equal(s3.put_object(**key, Body=BODY, ServerSideEncryption="AES256").get("SSEKMSKeyId"), None)


def check_checksums_are_answered(cloud):
    s3, key = cloud.client(), {"Bucket": "kept", "Key": "sum"}
    texts = {name.upper(): base64.b64encode(digest).decode() for name, digest in CHECKSUMS.items()}
    for algorithm, text in texts.items():
        status, _ = cloud.send("PUT", "/kept/sum", BODY, {f"x-amz-checksum-{algorithm.lower()}": text})
        shown = s3.get_object(**key, ChecksumMode="ENABLED")
        equal((status, shown[f"Checksum{algorithm}"], shown["ChecksumType"]), (200, text, "FULL_OBJECT"))
        shown = s3.get_object(**key, ChecksumMode="ENABLED", Range="bytes=0-1")
        equal((shown["Body"].read(), shown.get(f"Checksum{algorithm}")), (BODY[:2], None))
        copied = s3.copy_object(Bucket="kept", Key="sum copy", CopySource=key)["CopyObjectResult"]
        equal((copied[f"Checksum{algorithm}"], copied["ChecksumType"]), (text, "FULL_OBJECT"))
    chosen = s3.copy_object(Bucket="kept", Key="sum copy", CopySource=key, ChecksumAlgorithm="SHA1")["CopyObjectResult"]
    equal(chosen["ChecksumSHA1"], texts["SHA1"])
    equal(s3.put_object(**key, Body=BODY, ChecksumAlgorithm="SHA256")["ChecksumSHA256"], texts["SHA256"])


def check_signatures(cloud):
    cloud.client().put_object(Bucket="kept", Key="a b/é+.txt", Body=BODY)
    equal(cloud.client("redshift").describe_clusters()["Clusters"], [])
    for service, call, arguments, unknown in (
            ("s3", "list_objects_v2", {"Bucket": "kept"}, "InvalidAccessKeyId"), ("redshift", "describe_clusters", {}, "InvalidClientTokenId"),
            ("redshift-data", "list_statements", {}, "InvalidClientTokenId")):
        equal(refused(getattr(cloud.client(service, secret="wrong"), call), **arguments), ("SignatureDoesNotMatch", 403))
        equal(refused(getattr(cloud.client(service, key="AKIDNOBODY"), call), **arguments), (unknown, 403))


def check_who_signs_nothing_may_read_only(cloud):
    cloud.client().put_object(Bucket="kept", Key="public", Body=BODY)
    anybody = cloud.client(signature_version=UNSIGNED)
    equal(anybody.get_object(Bucket="kept", Key="public")["Body"].read(), BODY)
    equal(refused(anybody.put_object, Bucket="kept", Key="public", Body=b"other"), ("AccessDenied", 403))
    equal(refused(anybody.delete_object, Bucket="kept", Key="public"), ("AccessDenied", 403))


def check_presigned(cloud):
    s3 = cloud.client(signature_version="s3v4")
    where = {"Bucket": "kept", "Key": "presigned é"}
    put = urllib.request.Request(s3.generate_presigned_url("put_object", Params=where), BODY, method="PUT")
    equal(urllib.request.urlopen(put, timeout=20).status, 200)
    url = s3.generate_presigned_url("get_object", Params={**where, "ResponseContentType": "text/x"})
    answer = urllib.request.urlopen(url, timeout=20)
    equal((answer.read(), answer.headers["Content-Type"]), (BODY, "text/x"))
    for other, code in (
            (url.replace("text%2Fx", "text%2Fy"), "SignatureDoesNotMatch"), (url.replace(KEY, "AKIDNOBODY"), "InvalidAccessKeyId"),
            (expired(s3, where), "AccessDenied")):
        within(failure(other), f"403 <Code>{code}</Code>")


def expired(s3, where):
    url = s3.generate_presigned_url("get_object", Params=where, ExpiresIn=1)
    time.sleep(2.1)
    return url


def failure(url):
    try:
        urllib.request.urlopen(url, timeout=20)
    except urllib.error.HTTPError as error:
        text = error.read().decode()
        return f"{error.code} {text[text.index('<Code>'):text.index('<Message>')]}"
    raise AssertionError(f"{url} was to be refused")


def check_forms(cloud):
    """What generate_presigned_post prepares: fields, a policy of them, and its signature."""
    s3 = cloud.client(signature_version="s3v4")
    size = ["content-length-range", 1, 100]
    post = s3.generate_presigned_post("kept", "in/${filename}", {"x-amz-meta-a": "b"}, [{"x-amz-meta-a": "b"}, size])
    equal(sent_form(post)[0], 204)
    got = s3.get_object(Bucket="kept", Key="in/f.bin")
    equal((got["Body"].read(), got["Metadata"]), (BODY, {"a": "b"}))
    # The boundary's beginning may stand in the file.
    tricky = b"\r\n--bound\r\n--boun\r\n-" * 4
    equal(sent_form(post, tricky)[0], 204)
    equal(s3.get_object(Bucket="kept", Key="in/f.bin")["Body"].read(), tricky)
    for changed, body, code in (
            ({"x-amz-meta-a": "c"}, BODY, "AccessDenied"), ({"key": "out"}, BODY, "AccessDenied"), ({"x-amz-meta-more": "c"}, BODY, "AccessDenied"),
            ({"x-amz-signature": "0" * 64}, BODY, "SignatureDoesNotMatch"), ({"policy": ""}, BODY, "SignatureDoesNotMatch"),
            ({}, b"x" * 101, "EntityTooLarge"), ({}, b"", "EntityTooSmall"), ({"key": ""}, BODY, "AccessDenied")):
        equal(sent_form({**post, "fields": {**post["fields"], **changed}}, body)[1], code)
    equal(sent_form({**post, "fields": {"key": "anybody"}})[1], "AccessDenied")
    equal(sent_form(s3.generate_presigned_post("kept", "late", ExpiresIn=-1))[1], "AccessDenied")
    created = {"success_action_status": "201"}
    status, text = sent_form(s3.generate_presigned_post("kept", "made", created, [created]))
    equal(status, 201)
    within(text, "<Key>made</Key>")
    # Only a form that carries its own signature needs none beside it.
    connection = http.client.HTTPConnection("localhost", cloud.port, timeout=20)
    with contextlib.closing(connection):
        connection.request("POST", "/kept?delete", b"<Delete><Object><Key>made</Key></Object></Delete>", {"Content-Type": "multipart/form-data; boundary=b"})
        equal(connection.getresponse().status, 403)


def sent_form(post, body=BODY):
    """Status, and the code of a refusal or else the answer."""
    parts = [f'--boundary\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in post["fields"].items()]
    head = '--boundary\r\nContent-Disposition: form-data; name="file"; filename="f.bin"\r\nContent-Type: text/x\r\n\r\n'
    whole = ("".join(parts) + head).encode() + body + b"\r\n--boundary--\r\n"
    request = urllib.request.Request(post["url"], whole, {"Content-Type": "multipart/form-data; boundary=boundary"}, method="POST")
    try:
        answer = urllib.request.urlopen(request, timeout=20)
        return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        text = error.read().decode()
        return error.code, text[text.index("<Code>") + 6:text.index("</Code>")]


def check_signed_bodies(cloud):
    fields = {"X-Amz-Content-SHA256": hashlib.sha256(BODY).hexdigest()}
    equal(cloud.send("PUT", "/kept/signed", BODY, fields)[0], 200)
    status, text = cloud.send("PUT", "/kept/signed", BODY, fields, sent=b"987654321")
    equal(status, 400)
    within(text, "<Code>XAmzContentSHA256Mismatch</Code>")
    equal(cloud.client().get_object(Bucket="kept", Key="signed")["Body"].read(), BODY)
    equal(cloud.send("PUT", "/kept/signed", BODY, fields, secret="wrong")[0], 403)


def check_checksums_in_fields(cloud):
    for algorithm, digest in CHECKSUMS.items():
        name = f"x-amz-checksum-{algorithm}"
        equal(cloud.send("PUT", "/kept/sum", BODY, {name: base64.b64encode(digest).decode()})[0], 200)
        status, text = cloud.send("PUT", "/kept/sum", BODY, {name: base64.b64encode(digest[::-1]).decode()})
        equal(status, 400)
        within(text, "<Code>BadDigest</Code>")


def check_checksums_in_trailers(cloud):
    """As boto3 sends bodies over TLS: in chunks, unsigned, their checksum behind them."""
    for algorithm, digest in CHECKSUMS.items():
        for given, status in ((digest, 200), (digest[::-1], 400)):
            name = f"x-amz-checksum-{algorithm}"
            chunks = b"4\r\n1234\r\n5\r\n56789\r\n0\r\n%s:%s\r\n\r\n" % (name.encode(), base64.b64encode(given))
            fields = {"Content-Encoding": "aws-chunked", "X-Amz-Trailer": name, "X-Amz-Decoded-Content-Length": str(len(BODY))}
            equal((algorithm, *cloud.send("PUT", f"/kept/{algorithm}", chunks, fields)[:1]), (algorithm, status))
        got = cloud.client().get_object(Bucket="kept", Key=algorithm)
        equal((got["Body"].read(), got.get("ContentEncoding")), (BODY, None))


def check_bodies_of_unknown_length(cloud):
    """A stream that cannot be measured, which boto3 uploads in parts of its own making."""
    cloud.client().upload_fileobj(Stream(9 << 20), "kept", "stream")
    equal(cloud.client().head_object(Bucket="kept", Key="stream")["ContentLength"], 9 << 20)


class Stream:
    """So many bytes, which are made as they are read."""

    def __init__(self, count):
        self.left = count

    def read(self, count=-1):
        count = min(count if count >= 0 else self.left, self.left)
        self.left -= count
        return b"x" * count


def check_large_uploads_take_little_memory(cloud):
    """What comes goes to files; the server's peak says so, for a release build."""
    if not IS_LONG:
        return
    cloud.client().upload_fileobj(Stream(200_000_000), "kept", "large")
    equal(cloud.client().head_object(Bucket="kept", Key="large")["ContentLength"], 200_000_000)
    cloud.client().delete_object(Bucket="kept", Key="large")
    peak = cloud.endpoint.status("VmHWM")
    assert peak < 64_000, f"200 MB in parts took {peak} kB"


def check_addresses_by_host(cloud):
    s3 = cloud.client(s3={"addressing_style": "virtual"})
    s3.create_bucket(Bucket="by-host", CreateBucketConfiguration={"LocationConstraint": "us-west-2"})
    s3.put_object(Bucket="by-host", Key="a/é b", Body=BODY)
    equal(cloud.client().get_object(Bucket="by-host", Key="a/é b")["Body"].read(), BODY)
    equal([entry["Key"] for entry in s3.list_objects_v2(Bucket="by-host")["Contents"]], ["a/é b"])
    within(s3.generate_presigned_url("get_object", Params={"Bucket": "by-host", "Key": "k"}), f"http://by-host.localhost:{cloud.port}/k")
    s3.delete_objects(Bucket="by-host", Delete={"Objects": [{"Key": "a/é b"}]})
    s3.delete_bucket(Bucket="by-host")
    equal(refused(s3.head_bucket, Bucket="by-host"), ("404", 404))


def check_pages_of_random_keys(cloud):
    """Both lists by prefix, delimiter and size of page, beside what their keys say."""
    seed = random.randrange(1 << 32)
    s3, keys = cloud.client(), random_keys(random.Random(seed))
    s3.create_bucket(Bucket="listed", CreateBucketConfiguration={"LocationConstraint": "us-west-2"})
    for key in keys:
        s3.put_object(Bucket="listed", Key=key)
    for listing, prefix, delimiter, size in itertools.product(
            ("list_objects", "list_objects_v2"), ("", "a", "b/"), ("", "/", "-", "b"), (1, 3, 1000)):
        pages = s3.get_paginator(listing).paginate(
            Bucket="listed", Prefix=prefix, Delimiter=delimiter, PaginationConfig={"PageSize": size})
        found = []
        for page in pages:
            names = [entry["Key"] for entry in page.get("Contents", [])] + [entry["Prefix"] for entry in page.get("CommonPrefixes", [])]
            assert len(names) <= size, f"seed {seed}: {len(names)} are more than {size}"
            found += sorted(names, key=str.encode)
        case = (seed, listing, prefix, delimiter, size)
        equal((case, found), (case, names_of(keys, prefix, delimiter)))


def random_keys(source):
    """Which can all be files: none lies below another."""
    keys = set()
    while len(keys) < 30:
        parts = ["".join(source.choices("ab-.0é", k=source.randrange(1, 4))) for _ in range(source.randrange(1, 4))]
        above = {"/".join(parts[:count]) for count in range(1, len(parts))}
        key = "/".join(parts)
        if not (above & keys or {".", ".."} & set(parts) or any(other.startswith(f"{key}/") for other in keys)):
            keys.add(key)
    return keys


def names_of(keys, prefix, delimiter):
    names = set()
    for key in keys:
        if key.startswith(prefix):
            end = key.find(delimiter, len(prefix)) if delimiter else -1
            names.add(key if end < 0 else key[:end + len(delimiter)])
    return sorted(names, key=str.encode)


if __name__ == "__main__":
    port = free_port()
    with serve("--aws-port", str(port), "--access-key", f"{KEY}:{SECRET}") as started:
        where = Cloud(started, port)
        where.client().create_bucket(Bucket="kept", CreateBucketConfiguration={"LocationConstraint": "us-west-2"})
        checks = [value for name, value in list(globals().items()) if name.startswith("check_")]
        sys.exit(not all([passes(check, where) for check in checks]))
