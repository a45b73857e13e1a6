"""A small S3 in memory, for the fault server to answer with when it does nothing wrong. Nothing is checked."""

import hashlib
import re
from dataclasses import dataclass, field
from urllib.parse import quote
from xml.sax.saxutils import escape

HEADER = '<?xml version="1.0" encoding="UTF-8"?>\n'


@dataclass
class Question:
    method: str
    bucket: str
    key: str
    query: dict
    headers: dict
    body: bytes
    # As it was asked: path and query.
    target: str


@dataclass
class Answer:
    status: int
    body: bytes = b""
    headers: dict = field(default_factory=dict)


def etag(content):
    return f'"{hashlib.md5(content).hexdigest()}"'


def xml(status, text):
    return Answer(status, (HEADER + text).encode(), {"Content-Type": "application/xml"})


def error(status, code, message, more=""):
    return xml(status, f"<Error><Code>{code}</Code><Message>{escape(message)}</Message>{more}<RequestId>R1</RequestId></Error>")


class MemoryS3:
    def __init__(self):
        self.objects = {}
        self.uploads = {}

    def answer(self, q):
        if not q.key:
            if q.method == "POST":
                return self.delete_many(q)
            return self.list(q) if q.method == "GET" else Answer(200)
        if "uploads" in q.query or "uploadId" in q.query:
            return self.multipart(q)
        return {"GET": self.get, "HEAD": self.get, "PUT": self.put, "DELETE": self.delete}[q.method](q)

    def list(self, q, page=1000):
        prefix, after = q.query.get("prefix", ""), q.query.get("continuation-token", q.query.get("start-after", ""))
        limit = min(page, int(q.query.get("max-keys", page)))
        keys = sorted((k for k in self.objects if k.startswith(prefix) and k > after), key=str.encode)
        shown = "".join(
            f"<Contents><Key>{escape(quote(k))}</Key><ETag>{escape(etag(self.objects[k]))}</ETag>"
            f"<Size>{len(self.objects[k])}</Size></Contents>"
            for k in keys[:limit]
        )
        more = len(keys) > limit
        token = f"<NextContinuationToken>{escape(keys[limit - 1])}</NextContinuationToken>" if more else ""
        return xml(
            200,
            f"<ListBucketResult><EncodingType>url</EncodingType><IsTruncated>{str(more).lower()}</IsTruncated>"
            f"{shown}{token}</ListBucketResult>",
        )

    def get(self, q):
        if q.key not in self.objects:
            return error(404, "NoSuchKey", "The specified key does not exist.", f"<Key>{escape(q.key)}</Key>")
        content = self.objects[q.key]
        if q.headers.get("if-match", etag(content)) != etag(content):
            return error(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold")
        headers = {"ETag": etag(content), "Accept-Ranges": "bytes"}
        span = re.fullmatch(r"bytes=(\d+)-(\d+)", q.headers.get("range", ""))
        if not span:
            return Answer(200, content, headers)
        first, last = int(span[1]), min(int(span[2]), len(content) - 1)
        if first > last:
            return error(416, "InvalidRange", "The requested range is not satisfiable")
        headers["Content-Range"] = f"bytes {first}-{last}/{len(content)}"
        return Answer(206, content[first : last + 1], headers)

    def put(self, q):
        if q.headers.get("if-none-match") == "*" and q.key in self.objects:
            return error(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold")
        self.objects[q.key] = q.body
        return Answer(200, b"", {"ETag": etag(q.body)})

    def delete(self, q):
        self.objects.pop(q.key, None)
        return Answer(204)

    def delete_many(self, q):
        for key in re.findall(r"<Key>(.*?)</Key>", q.body.decode()):
            self.objects.pop(key, None)
        return xml(200, "<DeleteResult></DeleteResult>")

    def multipart(self, q):
        if q.method == "POST" and "uploads" in q.query:
            name = f"upload-{len(self.uploads) + 1}"
            self.uploads[name] = {}
            return xml(200, f"<InitiateMultipartUploadResult><UploadId>{name}</UploadId></InitiateMultipartUploadResult>")
        name = q.query["uploadId"]
        if self.uploads.get(name) is None:
            return error(404, "NoSuchUpload", "The specified upload does not exist.")
        if q.method == "PUT":
            self.uploads[name][int(q.query["partNumber"])] = q.body
            return Answer(200, b"", {"ETag": etag(q.body)})
        parts, self.uploads[name] = self.uploads[name], None
        if q.method == "DELETE":
            return Answer(204)
        numbers = [int(n) for n in re.findall(r"<PartNumber>(\d+)</PartNumber>", q.body.decode())]
        self.objects[q.key] = b"".join(parts[number] for number in numbers)
        return xml(200, f'<CompleteMultipartUploadResult><ETag>"x-{len(numbers)}"</ETag></CompleteMultipartUploadResult>')
