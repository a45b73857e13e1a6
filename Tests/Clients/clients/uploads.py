"""Objects that come in parts: the parts, their checksums and the whole's, and what GetObjectAttributes tells of them."""

import base64
import zlib

from lib.checks import equal
from lib.signed_storage import BODY, main, told

# Every part but the last has so many bytes at least.
BODIES = [b"a" * (5 << 20), b"bc"]
SUMS = [base64.b64encode(zlib.crc32(body).to_bytes(4, "big")).decode() for body in BODIES]
WHOLE = base64.b64encode(zlib.crc32(b"".join(BODIES)).to_bytes(4, "big")).decode()
OF_SUMS = base64.b64encode(zlib.crc32(b"".join(map(base64.b64decode, SUMS))).to_bytes(4, "big")).decode() + "-2"


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
    wrong = {**key, "UploadId": s3.create_multipart_upload(**key)["UploadId"]}
    equal(told(s3.upload_part, "ArgumentName", "ArgumentValue", **wrong, PartNumber=10001, Body=BODY), ["InvalidArgument", "partNumber", "10001"])
    for name, argument in (("MaxParts", "max-parts"), ("PartNumberMarker", "part-number-marker")):
        for value in (-1, 1 << 31):
            equal(told(s3.list_parts, "ArgumentName", "ArgumentValue", **wrong, **{name: value}), ["InvalidArgument", argument, str(value)])
    s3.abort_multipart_upload(**wrong)
    equal(told(s3.get_object, "PartNumberRequested", "ActualPartCount", **key, PartNumber=3), ["InvalidPartNumber", "3", "2"])
    equal(told(s3.get_object, **key, PartNumber=1, Range="bytes=0-1"), ["InvalidRequest"])
    s3.put_object(**key, Body=BODY)
    head = s3.head_object(**key, PartNumber=1)
    equal((head["ResponseMetadata"]["HTTPStatusCode"], head["ContentLength"], "PartsCount" in head), (206, 9, False))
    equal(told(s3.get_object, **key, PartNumber=2), ["InvalidPartNumber"])


def check_encryption_is_told_of_uploads(cloud):
    s3, key = cloud.client(), {"Bucket": "kept", "Key": "encrypted"}
    chosen = {"ServerSideEncryption": "aws:kms", "SSEKMSKeyId": "k"}
    begun = s3.create_multipart_upload(**key, **chosen, StorageClass="STANDARD_IA")
    upload = {**key, "UploadId": begun["UploadId"]}
    part = s3.upload_part(**upload, PartNumber=3, Body=BODY)
    listed = s3.list_parts(**upload)
    equal((listed["StorageClass"], listed["NextPartNumberMarker"]), ("STANDARD_IA", 3))
    equal([one["StorageClass"] for one in s3.list_multipart_uploads(Bucket="kept", Prefix="encrypted")["Uploads"]], ["STANDARD_IA"])
    done = s3.complete_multipart_upload(**upload, MultipartUpload={"Parts": [{"PartNumber": 3, "ETag": part["ETag"]}]})
    for answer in (begun, part, done):
        equal({name: answer[name] for name in chosen}, chosen)


def begun(s3, key, **chosen):
    """The upload, and its parts as the list of completion has them."""
    upload = {**key, "UploadId": s3.create_multipart_upload(**key, **chosen)["UploadId"]}
    parts = []
    for number, body in enumerate(BODIES, 1):
        part = s3.upload_part(**upload, PartNumber=number, Body=body, ChecksumAlgorithm="CRC32")
        parts.append({"PartNumber": number, "ETag": part["ETag"], "ChecksumCRC32": part["ChecksumCRC32"]})
    return upload, parts


def check_checksums_of_parts(cloud):
    """Of the parts' checksums, or of all bytes; told of parts, of uploads and of the object."""
    s3, key = cloud.client(), {"Bucket": "kept", "Key": "sums"}
    for kind, text in (("COMPOSITE", OF_SUMS), ("FULL_OBJECT", WHOLE)):
        upload, parts = begun(s3, key, ChecksumAlgorithm="CRC32", ChecksumType=kind)
        equal([part["ChecksumCRC32"] for part in parts], SUMS)
        listed = s3.list_parts(**upload)
        equal((listed["ChecksumAlgorithm"], listed["ChecksumType"]), ("CRC32", kind))
        equal([part["ChecksumCRC32"] for part in listed["Parts"]], SUMS)
        shown = s3.list_multipart_uploads(Bucket="kept")["Uploads"][0]
        equal((shown["ChecksumAlgorithm"], shown["ChecksumType"]), ("CRC32", kind))
        complete = {**upload, "MultipartUpload": {"Parts": parts}}
        wrong = [{**parts[0], "ChecksumCRC32": SUMS[1]}, parts[1]]
        equal(told(s3.complete_multipart_upload, **upload, MultipartUpload={"Parts": wrong}), ["InvalidPart"])
        equal(told(s3.complete_multipart_upload, **complete, ChecksumCRC32="AAAAAA=="), ["BadDigest"])
        equal(told(s3.complete_multipart_upload, **complete, MpuObjectSize=5), ["InvalidRequest"])
        other = {"COMPOSITE": "FULL_OBJECT", "FULL_OBJECT": "COMPOSITE"}[kind]
        equal(told(s3.complete_multipart_upload, **complete, ChecksumType=other), ["InvalidRequest"])
        done = s3.complete_multipart_upload(**complete, ChecksumCRC32=text, ChecksumType=kind, MpuObjectSize=(5 << 20) + 2)
        equal((done["ChecksumCRC32"], done["ChecksumType"]), (text, kind))
        head = s3.head_object(**key, ChecksumMode="ENABLED")
        equal((head["ChecksumCRC32"], head["ChecksumType"]), (text, kind))
    copied = s3.copy_object(Bucket="kept", Key="sums copy", CopySource=key)["CopyObjectResult"]
    equal((copied["ChecksumCRC32"], copied["ChecksumType"]), (WHOLE, "FULL_OBJECT"))


def check_checksums_that_are_missing(cloud):
    """A whole made of the parts' checksums needs them all; one of all bytes needs none."""
    s3, key = cloud.client(), {"Bucket": "kept", "Key": "missing sums"}
    for chosen in (
            {"ChecksumAlgorithm": "SHA256", "ChecksumType": "FULL_OBJECT"}, {"ChecksumAlgorithm": "CRC64NVME", "ChecksumType": "COMPOSITE"},
            {"ChecksumType": "COMPOSITE"}):
        equal(told(s3.create_multipart_upload, **key, **chosen), ["InvalidRequest"])
    upload = {**key, "UploadId": s3.create_multipart_upload(**key, ChecksumAlgorithm="SHA1")["UploadId"]}
    equal(told(s3.upload_part, **upload, PartNumber=1, Body=BODY, ChecksumAlgorithm="CRC32"), ["InvalidRequest"])
    path = f"/kept/missing%20sums?partNumber=1&uploadId={upload['UploadId']}"
    equal(cloud.send("PUT", path, BODY, {})[0], 400)
    upload, parts = begun(s3, key, ChecksumAlgorithm="CRC32")
    bare = {"Parts": [{"PartNumber": part["PartNumber"], "ETag": part["ETag"]} for part in parts]}
    equal(told(s3.complete_multipart_upload, **upload, MultipartUpload=bare), ["InvalidRequest"])
    upload, _ = begun(s3, key, ChecksumAlgorithm="CRC32", ChecksumType="FULL_OBJECT")
    path = f"/kept/missing%20sums?partNumber=2&uploadId={upload['UploadId']}"
    equal(cloud.send("PUT", path, BODIES[1], {})[0], 200)
    equal([part["ChecksumCRC32"] for part in s3.list_parts(**upload)["Parts"]], SUMS)
    equal(s3.complete_multipart_upload(**upload, MultipartUpload=bare)["ChecksumCRC32"], WHOLE)
    upload, parts = begun(s3, key)
    done = s3.complete_multipart_upload(**upload, MultipartUpload={"Parts": parts})
    equal("ChecksumCRC32" in done, False)


def check_checksums_of_copied_parts(cloud):
    s3, key = cloud.client(), {"Bucket": "kept", "Key": "copied sums"}
    s3.put_object(**key, Body=BODIES[1])
    upload = {**key, "UploadId": s3.create_multipart_upload(**key, ChecksumAlgorithm="CRC32")["UploadId"]}
    part = s3.upload_part_copy(**upload, PartNumber=1, CopySource=key)["CopyPartResult"]
    equal(part["ChecksumCRC32"], SUMS[1])
    part = {"PartNumber": 1, "ETag": part["ETag"], "ChecksumCRC32": SUMS[1]}
    equal(s3.complete_multipart_upload(**upload, MultipartUpload={"Parts": [part]})["ChecksumCRC32"][-2:], "-1")


def check_attributes(cloud):
    s3, key = cloud.client(), {"Bucket": "kept", "Key": "attributes"}
    everything = ["ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize"]
    etag = s3.put_object(**key, Body=BODY, StorageClass="STANDARD_IA")["ETag"]
    told_of = attributes(s3, key, everything)
    equal((told_of["ETag"], told_of["StorageClass"], told_of["ObjectSize"]), (etag.strip('"'), "STANDARD_IA", 9))
    equal(told_of["Checksum"], {"ChecksumCRC32": base64.b64encode(zlib.crc32(BODY).to_bytes(4, "big")).decode(), "ChecksumType": "FULL_OBJECT"})
    equal("ObjectParts" in told_of, False)
    equal(set(attributes(s3, key, ["ObjectSize"])), {"ObjectSize", "LastModified"})
    upload, parts = begun(s3, key, ChecksumAlgorithm="CRC32")
    s3.complete_multipart_upload(**upload, MultipartUpload={"Parts": parts})
    shown = attributes(s3, key, everything)["ObjectParts"]
    equal(shown["Parts"], [{"PartNumber": n, "Size": len(body), "ChecksumCRC32": SUMS[n - 1]} for n, body in enumerate(BODIES, 1)])
    equal((shown["TotalPartsCount"], shown["IsTruncated"]), (2, False))
    first = attributes(s3, key, everything, MaxParts=1)["ObjectParts"]
    equal(([part["PartNumber"] for part in first["Parts"]], first["IsTruncated"], first["NextPartNumberMarker"]), ([1], True, 1))
    second = attributes(s3, key, everything, MaxParts=1, PartNumberMarker=1)["ObjectParts"]
    equal(([part["PartNumber"] for part in second["Parts"]], second["IsTruncated"]), ([2], False))
    upload, parts = begun(s3, key)
    s3.complete_multipart_upload(**upload, MultipartUpload={"Parts": [{"PartNumber": part["PartNumber"], "ETag": part["ETag"]} for part in parts]})
    told_of = attributes(s3, key, everything)
    equal((told_of["ObjectParts"]["TotalPartsCount"], "Parts" in told_of["ObjectParts"], "Checksum" in told_of), (2, False, False))
    equal(told(s3.get_object_attributes, **key, ObjectAttributes=["Colour"]), ["InvalidArgument"])
    equal(told(s3.get_object_attributes, Bucket="kept", Key="no such", ObjectAttributes=["ETag"]), ["NoSuchKey"])
    equal(cloud.send("GET", "/kept/attributes?attributes", b"", {})[0], 400)


def attributes(s3, key, names, **page):
    answer = s3.get_object_attributes(**key, ObjectAttributes=names, **page)
    return {name: value for name, value in answer.items() if name != "ResponseMetadata"}


if __name__ == "__main__":
    main(dict(globals()))
