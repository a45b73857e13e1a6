"""An S3 that goes wrong as its bucket's name says: http://localhost:PORT/FAULT--SHELF/KEY.

Buckets with the same SHELF share their objects: put them through `plain--x`, read them through `storm-2--x`. A number N
after the fault is how often each question meets it before it is answered; without one, always.

  plain             nothing goes wrong               storm-N    503 SlowDown
  later-N           503 with Retry-After: 1          broken-N   500 InternalError
  reset-N           connection reset, no byte        mute-N     no answer, ever
  cut-N             half of the body, then the end   torn-N     half of the body, then a reset
  stall-N           half of the body, then silence   drip-MS    the body in eight pieces, MS milliseconds apart
  late-N            200 with an error as the body (where S3 answers in XML)
  moved-REGION      301 unless signed for REGION     told-REGION 400 AuthorizationHeaderMalformed unless so
  lost              301 that names no region         whole      ranges are ignored
  changing          every GET is of a new content    swapped    the same, and If-Match is ignored
  pages-N           N keys a page                    endless    a page that does not name the next
  garbage           200 with a page of HTML          echo       403 that repeats the request's secrets
  denied, expired, skewed, missing, wrong            the errors of that kind, always

GET /-/requests/BUCKET lists what was asked; /-/uploads/SHELF the uploads that are neither completed nor aborted.

Usage: fault_s3.py    (prints the server's facts as a line of JSON)
"""

import asyncio
import json
import re
import socket
import struct
from collections import Counter, defaultdict
from urllib.parse import parse_qsl, unquote, urlsplit

from memory_s3 import Answer, MemoryS3, Question, error, etag

REFUSALS = {
    "denied": (403, "AccessDenied", "Access Denied"),
    "expired": (400, "ExpiredToken", "The provided token has expired."),
    "skewed": (403, "RequestTimeTooSkewed", "The difference between the request time and the current time is too large."),
    "missing": (404, "NoSuchBucket", "The specified bucket does not exist"),
    "wrong": (403, "SignatureDoesNotMatch", "The request signature we calculated does not match."),
}
MOVED = "The bucket you are attempting to access must be addressed using the specified endpoint."

shelves = defaultdict(MemoryS3)
asked = defaultdict(list)
met = Counter()


async def read_question(reader, writer):
    line = (await reader.readline()).decode()
    if not line:
        return None
    method, target, _ = line.split()
    headers = {}
    while (field := (await reader.readline()).decode().strip()):
        name, _, value = field.partition(":")
        headers[name.lower()] = value.strip()
    if headers.get("expect", "").lower() == "100-continue":
        writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    parts = urlsplit("http://x" + target)
    bucket, _, key = parts.path.lstrip("/").partition("/")
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    return Question(method, unquote(bucket), unquote(key), query, headers, body, target)


def told_apart(q):
    """The fault of a bucket's name, its argument, and where the objects are: `storm-2--x`."""
    fault, _, shelf = q.bucket.partition("--")
    name, _, argument = fault.partition("-")
    return name, argument, shelves[shelf]


def is_due(q, argument):
    """Whether a fault that is met N times for each question is still to come."""
    if not argument:
        return True
    question = (q.bucket, q.method, q.target, q.headers.get("range"))
    met[question] += 1
    return met[question] <= int(argument)


def signed_region(q):
    found = re.search(r"Credential=[^,]*/\d{8}/([^/]+)/s3/", q.headers.get("authorization", ""))
    return found[1] if found else None


def refusal(q, name, argument):
    """An answer that takes the place of the right one, or None."""
    region = f"<Region>{argument}</Region>"
    if name in REFUSALS:
        return error(*REFUSALS[name])
    if name == "lost" or name == "moved" and signed_region(q) != argument:
        answer = error(301, "PermanentRedirect", MOVED)
        if argument:
            answer.headers["x-amz-bucket-region"] = argument
        return answer
    if name == "told" and signed_region(q) != argument:
        return error(400, "AuthorizationHeaderMalformed", "The authorization header is malformed", region)
    if name == "echo":
        secrets = [q.headers.get(name, "") for name in ("authorization", "x-amz-security-token")]
        return error(403, "AccessDenied", " ".join(secrets))
    if name == "garbage":
        return Answer(200, b"<html><body>Welcome<br></body></html>", {"Content-Type": "text/html"})
    if name == "endless" and not q.key:
        return Answer(200, b"<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>")
    answers_in_xml = not q.key or q.method == "POST"
    if name in ("storm", "later", "broken") or name == "late" and answers_in_xml:
        if is_due(q, argument):
            return overload(name)
    return None


def overload(name):
    if name in ("broken", "late"):
        return error(200 if name == "late" else 500, "InternalError", "We encountered an internal error.")
    answer = error(503, "SlowDown", "Please reduce your request rate.")
    if name == "later":
        answer.headers["Retry-After"] = "1"
    return answer


def answered(q, name, argument, store):
    """The right answer, apart from what the fault changes in it."""
    if name == "pages" and q.method == "GET" and not q.key:
        return store.list(q, page=int(argument))
    if name == "whole":
        q.headers.pop("range", None)
    if name == "swapped":
        q.headers.pop("if-match", None)
    answer = store.answer(q)
    if name in ("changing", "swapped") and q.method == "GET" and q.key in store.objects:
        # As long as before and the same rows, so that only its ETag tells: another blank at the end.
        content = store.objects[q.key]
        store.objects[q.key] = content[:-1] + (b" " if content.endswith(b"\n") else b"\n")
    return answer


async def send(writer, q, answer, name, argument):
    """Sends an answer, in the way that the fault wants; says whether the connection can go on."""
    body = b"" if q.method == "HEAD" or answer.status == 204 else answer.body
    lines = [f"HTTP/1.1 {answer.status} -", *(f"{key}: {value}" for key, value in answer.headers.items())]
    if answer.status != 204:
        lines.append(f"Content-Length: {len(answer.body)}")
    writer.write("\r\n".join([*lines, "", ""]).encode())
    is_partial = name in ("cut", "torn", "stall") and len(body) > 1 and is_due(q, argument)
    if name == "drip":
        step = len(body) // 8 + 1
        for start in range(0, len(body), step):
            writer.write(body[start : start + step])
            await writer.drain()
            await asyncio.sleep(int(argument) / 1000)
        return True
    writer.write(body[: len(body) // 2] if is_partial else body)
    await writer.drain()
    if is_partial and name == "stall":
        await asyncio.sleep(3600)
    if is_partial and name == "torn":
        await asyncio.sleep(0.05)
        reset(writer)
    return not is_partial


def reset(writer):
    """A reset in the place of an orderly end."""
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


def about_itself(q):
    kind, _, name = q.key.partition("/")
    uploads = [name for name, parts in shelves[name].uploads.items() if parts is not None]
    facts = asked[name] if kind == "requests" else uploads
    return Answer(200, json.dumps(facts).encode(), {"Content-Type": "application/json"})


async def serve(reader, writer):
    try:
        while q := await read_question(reader, writer):
            if q.bucket == "-":
                await send(writer, q, about_itself(q), "plain", "")
                continue
            asked[q.bucket].append(f"{q.method} {q.target}")
            name, argument, store = told_apart(q)
            if name in ("reset", "mute") and is_due(q, argument):
                await asyncio.sleep(3600 if name == "mute" else 0)
                return reset(writer)
            answer = refusal(q, name, argument) or answered(q, name, argument, store)
            if not await send(writer, q, answer, name, argument):
                break
    except (ConnectionError, asyncio.IncompleteReadError):
        pass
    finally:
        writer.close()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0, limit=1 << 20, backlog=512)
    port = server.sockets[0].getsockname()[1]
    print(json.dumps({"url": f"http://localhost:{port}", "region": "us-east-1"}), flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
