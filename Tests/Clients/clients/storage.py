"""S3 of a server that takes one access key only: signatures, presigned URLs, checksums, chunked bodies, addresses by host."""

import base64
import contextlib
import hashlib
import http.client
import itertools
import random
import time
import urllib.error
import urllib.request

from botocore import UNSIGNED

from lib.checks import equal, within
from lib.server import IS_LONG
from lib.signed_storage import BODY, CHECKSUMS, KEY, main, refused, told

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


def check_tags(cloud):
    s3, key = cloud.client(), {"Bucket": "kept", "Key": "tagged"}
    s3.put_object(**key, Body=BODY)
    tags = lambda *names: {"Tagging": {"TagSet": [{"Key": name, "Value": "x"} for name in names]}}
    equal(told(s3.put_object_tagging, "TagKey", **key, **tags("aws:a")), ["InvalidTag", "aws:a"])
    equal(told(s3.put_object_tagging, **key, **tags("a", "a")), ["InvalidTag"])
    equal(told(s3.put_object_tagging, **key, **tags(*map(str, range(11)))), ["BadRequest"])
    equal(told(s3.put_object, **key, Tagging="aws:a=1"), ["InvalidTag"])
    equal(told(s3.put_bucket_tagging, Bucket="kept", **tags(*map(str, range(51)))), ["BadRequest"])
    equal(s3.put_bucket_tagging(Bucket="kept", **tags(*map(str, range(50))))["ResponseMetadata"]["HTTPStatusCode"], 204)
    s3.put_object_tagging(**key, **tags(*map(str, range(10))))


def check_copies_to_themselves(cloud):
    """Which have to change something; and deletes that want a certain object."""
    s3, key = cloud.client(), {"Bucket": "kept", "Key": "itself"}
    etag = s3.put_object(**key, Body=BODY)["ETag"]
    equal(told(s3.copy_object, **key, CopySource=key), ["InvalidRequest"])
    s3.copy_object(**key, CopySource=key, MetadataDirective="REPLACE", Metadata={"a": "b"})
    s3.copy_object(**key, CopySource=key, StorageClass="STANDARD_IA")
    equal([s3.head_object(**key)[name] for name in ("Metadata", "StorageClass")], [{"a": "b"}, "STANDARD_IA"])
    equal(told(s3.delete_object, "Condition", **key, IfMatch="x"), ["PreconditionFailed", "If-Match"])
    equal(told(s3.delete_object, **key, VersionId="x"), ["NoSuchVersion"])
    s3.put_object(Bucket="kept", Key="another", Body=BODY)
    delete = lambda **more: s3.delete_objects(Bucket="kept", Delete={"Objects": [{"Key": "another", **more}]})
    for given, code in (({"ETag": "x"}, "PreconditionFailed"), ({"VersionId": "x"}, "NoSuchVersion")):
        equal([error["Code"] for error in delete(**given)["Errors"]], [code])
    equal([gone["Key"] for gone in delete(ETag=etag, VersionId="null")["Deleted"]], ["another"])
    s3.delete_object(**key, IfMatch=s3.head_object(**key)["ETag"])
    equal(refused(s3.head_object, **key), ("404", 404))
    equal(told(s3.delete_object, **key, IfMatch="*"), ["NoSuchKey"])


def check_settings_that_are_none(cloud):
    """Documents of which something can be seen to be wrong are refused."""
    s3, bucket = cloud.client(), {"Bucket": "kept"}
    rule = {"AllowedMethods": ["GET"], "AllowedOrigins": ["https://*.a.org"]}
    cors = lambda *rules: {**bucket, "CORSConfiguration": {"CORSRules": list(rules)}}
    s3.put_bucket_cors(**cors(rule))
    for wrong in ({"AllowedMethods": ["PATCH"]}, {"AllowedOrigins": ["*.a.*"]}, {"AllowedHeaders": ["*-*"]}, {"ExposeHeaders": ["x-*"]}):
        equal(told(s3.put_bucket_cors, **cors({**rule, **wrong})), ["InvalidRequest"])
    equal(told(s3.put_bucket_cors, **cors(*[rule] * 101)), ["InvalidRequest"])
    for wrong in ((), ({**rule, "AllowedMethods": []},), ({**rule, "AllowedOrigins": []},)):
        equal(told(s3.put_bucket_cors, **cors(*wrong)), ["MalformedXML"])
    equal(s3.get_bucket_cors(**bucket)["CORSRules"], [rule])
    malformed = (
        ("bucket_accelerate_configuration", {"AccelerateConfiguration": {"Status": "On"}}),
        ("bucket_accelerate_configuration", {"AccelerateConfiguration": {}}),
        ("bucket_versioning", {"VersioningConfiguration": {"Status": "On"}}),
        ("bucket_request_payment", {"RequestPaymentConfiguration": {"Payer": "Nobody"}}),
        ("bucket_ownership_controls", {"OwnershipControls": {"Rules": [{"ObjectOwnership": "Nobody"}]}}),
        ("bucket_encryption", {"ServerSideEncryptionConfiguration": {
            "Rules": [{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "rot13"}}]}}))
    for name, given in malformed:
        equal((name, told(getattr(s3, f"put_{name}"), **bucket, **given)), (name, ["MalformedXML"]))
    equal(cloud.send("PUT", "/kept?versioning", b"<Versioning/>", {})[0], 400)
    s3.create_bucket(Bucket="with.dots", CreateBucketConfiguration={"LocationConstraint": "us-west-2"})
    accelerate = {"AccelerateConfiguration": {"Status": "Enabled"}}
    equal(told(s3.put_bucket_accelerate_configuration, Bucket="with.dots", **accelerate), ["InvalidRequest"])
    s3.put_public_access_block(**bucket, PublicAccessBlockConfiguration={"BlockPublicAcls": True})
    equal(set(s3.get_public_access_block(**bucket)["PublicAccessBlockConfiguration"].values()), {True, False})
    equal(told(s3.put_public_access_block, **bucket, PublicAccessBlockConfiguration={}), ["InvalidRequest"])


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
    main(dict(globals()))
