"""Reading S3 with the real program: two real servers, TLS, and a server that goes wrong on purpose.

Run it under Tests/Servers/with_servers.py: s3_reading.py BINARY
"""

import bz2
import gzip
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import boto3
from botocore.config import Config

from agreement import Checks

BINARY = os.path.abspath(sys.argv[1])
TABLE = "CREATE TABLE t (a INT, b VARCHAR(200));"
ODD = ["odd/sp ace.json", "odd/plus+.json", "odd/é ü%25~.json", "odd/a&b=c.json", "odd/ß", "odd//x/./y.json"]
# No file can have the last of them as its name.
ODD_FILES = ODD[:-1]
checks = Checks()


def environment(facts, **more):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    kept |= {"AWS_ENDPOINT_URL": facts["url"], "AWS_REGION": facts["region"], "HOME": "/nonexistent"}
    kept |= {"AWS_ACCESS_KEY_ID": facts.get("access_key", "anybody-key"), "SWIFT_BACKTRACE": "enable=no"}
    kept |= {"AWS_SECRET_ACCESS_KEY": facts.get("secret_key", "anybody-secret")}
    return {name: value for name, value in (kept | more).items() if value is not None}


def run(sql, variables, *options):
    """The program's output and errors."""
    command = [BINARY, "sql", "-c", sql, "--format", "csv", *options]
    done = subprocess.run(command, env=variables, capture_output=True, text=True, timeout=120)
    return done.returncode, done.stdout, done.stderr


def copied(source, clauses, variables, *options):
    """What is in the table after a COPY, in an order that does not depend on the files', or the error."""
    sql = f"{TABLE} COPY t FROM '{source}' IAM_ROLE default {clauses}; SELECT * FROM t ORDER BY a, b"
    code, output, errors = run(sql, variables, *options)
    return output if code == 0 else f"{code} {errors}"


def loads(name, source, clauses, variables, rows):
    found = copied(source, clauses, variables)
    expected = "a,b\n" + "".join(f"{a},{b}\n" for a, b in sorted(rows))
    checks.that(name, "" if found.replace("\r\n", "\n") == expected else f"got {found[:300]!r}")


def fails(name, source, clauses, variables, *parts):
    """The error has all these parts, and no secret in it."""
    found = copied(source, clauses, variables)
    missing = [part for part in parts if part not in found]
    if variables.get("AWS_SECRET_ACCESS_KEY", "no secret at all") in found:
        missing.append("silence about the secret key")
    checks.that(name, f"no {missing} in {found[:600]!r}" if missing or not found.startswith("1 ") else "")


def client(facts):
    return boto3.client(
        "s3",
        endpoint_url=facts["url"],
        region_name=facts["region"],
        aws_access_key_id=facts.get("access_key", "any"),
        aws_secret_access_key=facts.get("secret_key", "any"),
        config=Config(s3={"addressing_style": "path"}),
    )


def line(number, text):
    return json.dumps({"a": number, "b": text}).encode() + b"\n"


def fill(s3, bucket, many, odd=ODD):
    """The objects of all tests; gives the rows of those under `many/` and of `big.json`."""
    put = lambda key, body: s3.put_object(Bucket=bucket, Key=key, Body=body)
    rows = [(number, f"x{number}") for number in range(many)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda row: put(f"many/{row[0]:05}.json", line(*row)), rows))
    for number, key in enumerate(odd):
        put(key, line(number, key))
    put("data/empty.json", b"")
    put("data/1.json", line(1, "one"))
    put("paths.json", b'{"jsonpaths": ["$.a", "$.b"]}')
    entries = [{"url": f"s3://{bucket}/data/1.json", "mandatory": True}, {"url": f"s3://{bucket}/none"}]
    put("some.manifest", json.dumps({"entries": entries}).encode())
    entries[1]["mandatory"] = True
    put("strict.manifest", json.dumps({"entries": entries}).encode())
    big = [(number, "y" * (number % 190 + 1)) for number in range(120_000)]
    body = b"".join(line(*row) for row in big)
    put("big.json", body)
    put("packed/big.json.gz", gzip.compress(body, 1))
    put("packed/big.json.bz2", bz2.compress(body, 1))
    return rows, big


def check_server(name, facts, bucket, many, odd=ODD):
    s3 = client(facts)
    elsewhere = {"CreateBucketConfiguration": {"LocationConstraint": facts["region"]}}
    s3.create_bucket(Bucket=bucket, **(elsewhere if facts["region"] != "us-east-1" else {}))
    rows, big = fill(s3, bucket, many, odd)
    variables = environment(facts)
    loads(f"{name}: {many} objects", f"s3://{bucket}/many/", "JSON 'auto'", variables, rows)
    loads(f"{name}: odd keys", f"s3://{bucket}/odd/", "JSON 'auto'", variables, list(enumerate(odd)))
    for key in ODD[:3]:
        loads(f"{name}: {key!r} alone", f"s3://{bucket}/{key}", "JSON 'auto'", variables, [(ODD.index(key), key)])
    loads(f"{name}: large, in parts", f"s3://{bucket}/big.json", "JSON 'auto'", variables, big)
    loads(f"{name}: gzip", f"s3://{bucket}/packed/big.json.gz", "JSON 'auto' GZIP", variables, big)
    loads(f"{name}: bzip2", f"s3://{bucket}/packed/big.json.bz2", "JSON 'auto' BZIP2", variables, big)
    clauses = f"JSON 's3://{bucket}/paths.json'"
    loads(f"{name}: jsonpaths", f"s3://{bucket}/data/", clauses, variables, [(1, "one")])
    loads(f"{name}: manifest", f"s3://{bucket}/some.manifest", "MANIFEST JSON 'auto'", variables, [(1, "one")])
    mandatory = "Mandatory url is not present in manifest file"
    fails(
        f"{name}: manifest, mandatory", f"s3://{bucket}/strict.manifest", "MANIFEST JSON 'auto'", variables, mandatory
    )
    absent = "The specified S3 prefix 'none' does not exist"
    fails(f"{name}: no such prefix", f"s3://{bucket}/none", "JSON 'auto'", variables, "XX000", absent)
    fails(f"{name}: no such bucket", "s3://no-such-bucket/x", "JSON 'auto'", variables, "NoSuchBucket", "HINT")
    clauses = f"JSON 's3://{bucket}/none.json'"
    fails(f"{name}: no jsonpaths file", f"s3://{bucket}/data/", clauses, variables, "The specified key does not exist")
    check_inspect(name, bucket, variables, len(odd))


def check_inspect(name, bucket, variables, count):
    command = [BINARY, "inspect", f"s3://{bucket}/odd/"]
    found = subprocess.run(command, env=variables, capture_output=True, text=True, timeout=60)
    wanted = f"{count} objects"
    checks.that(
        f"{name}: inspect", "" if wanted in found.stdout else f"got {found.stdout[:200]!r} {found.stderr[:300]!r}"
    )


def check_authorization(servers):
    moto, swift = servers["moto"], servers["swift"]
    for name in ("moto", "swift", *(["own"] if "own" in servers else [])):
        wrong = environment(servers[name], AWS_SECRET_ACCESS_KEY="not-the-secret-key")
        fails(f"{name}: wrong secret", "s3://reading/data/", "JSON 'auto'", wrong, "SignatureDoesNotMatch", "HINT")
    strange = moto | {"access_key": moto["stranger_access_key"], "secret_key": moto["stranger_secret_key"]}
    fails("moto: no right", "s3://reading/data/", "JSON 'auto'", environment(strange), "AccessDenied", "s3:ListBucket")
    elsewhere = environment(swift, AWS_REGION="eu-west-1")
    loads("Swift: another region", "s3://reading/data/", "JSON 'auto'", elsewhere, [(1, "one")])
    none = environment(servers["faults"], AWS_ACCESS_KEY_ID=None, AWS_SECRET_ACCESS_KEY=None)
    fails("no keys", "s3://denied--x/data/", "JSON 'auto'", none, "AccessDenied", "AWS_ACCESS_KEY_ID")
    keys = f"ACCESS_KEY_ID '{swift['access_key']}' SECRET_ACCESS_KEY '{swift['secret_key']}' REGION '{swift['region']}'"
    sql = f"{TABLE} COPY t FROM 's3://reading/data/' {keys} JSON 'auto'; SELECT count(*) FROM t"
    code, output, errors = run(
        sql, environment(swift, AWS_ACCESS_KEY_ID=None, AWS_SECRET_ACCESS_KEY=None, AWS_REGION="x")
    )
    checks.that("Swift: keys of the statement", "" if output.split() == ["count", "1"] else f"{output!r} {errors!r}")


def check_role_notice(facts):
    copy = "COPY t FROM 's3://reading/data/' IAM_ROLE default JSON 'auto';"
    _, _, errors = run(f"{TABLE} {copy} {copy}", environment(facts))
    count = errors.count("IAM roles")
    checks.that("a role is mapped once", "" if count == 1 else f"said {count} times: {errors[:300]!r}")


def check_tls(servers):
    secure = servers["swift"] | servers["tls"]
    trusting = environment(secure, AWS_CA_BUNDLE=secure["authority"])
    loads(
        "TLS with a private authority",
        "s3://reading/many/0000",
        "JSON 'auto'",
        trusting,
        [(n, f"x{n}") for n in range(10)],
    )
    fails("TLS without it", "s3://reading/data/", "JSON 'auto'", environment(secure), "certificate", "AWS_CA_BUNDLE")
    lost = environment(secure, AWS_CA_BUNDLE="/nonexistent/ca.pem")
    fails("TLS with a bundle that is not there", "s3://reading/data/", "JSON 'auto'", lost, "AWS_CA_BUNDLE")


def check_faults(facts):
    s3 = client(facts)
    rows, big = fill(s3, "plain--x", 60)
    variables = environment(facts, AWS_MAX_ATTEMPTS="4")
    for fault in ("storm-2", "broken-2", "reset-2", "cut-1", "torn-1", "late-2", "later-1", "pages-7", "drip-20"):
        loads(f"fault {fault}", f"s3://{fault}--x/many/", "JSON 'auto'", variables, rows)
    for fault in ("moved-eu-west-1", "told-eu-west-1"):
        loads(f"fault {fault}", f"s3://{fault}--x/many/", "JSON 'auto'", variables, rows)
    for fault in ("cut-1", "torn-1", "storm-1"):
        loads(f"fault {fault}, large", f"s3://{fault}--x/big.json", "JSON 'auto'", variables, big)
    expected = {
        "storm": ["SlowDown", "asked 4 times"],
        "broken": ["InternalError"],
        "reset": ["58030", "the connection to"],
        "cut": ["58030"],
        "late": ["InternalError"],
        "lost": ["PermanentRedirect", "REGION"],
        "garbage": ["HINT"],
        "endless": ["list"],
        "echo": ["AccessDenied"],
        "denied": ["AccessDenied"],
        "expired": ["ExpiredToken", "AWS_SESSION_TOKEN"],
        "skewed": ["RequestTimeTooSkewed", "clock"],
        "missing": ["NoSuchBucket"],
        "wrong": ["SignatureDoesNotMatch"],
    }
    for fault, parts in expected.items():
        fails(f"fault {fault}", f"s3://{fault}--x/many/", "JSON 'auto'", variables, *parts)
    # Its parts are of several contents then.
    for fault in ("changing", "swapped"):
        parts = ["PreconditionFailed", f"s3://{fault}--x/big.json", "replaced"]
        fails(f"fault {fault}", f"s3://{fault}--x/big.json", "JSON 'auto'", variables, *parts)
    check_interrupt(variables)
    check_unreachable(facts)


def check_interrupt(variables):
    sql = f"{TABLE} COPY t FROM 's3://mute--x/many/' IAM_ROLE default JSON 'auto'"
    process = subprocess.Popen(
        [BINARY, "sql", "-c", sql], env=variables, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    time.sleep(0.5)
    start = time.monotonic()
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)
    took = time.monotonic() - start
    checks.that(
        "Ctrl-C", "" if process.returncode == 130 and took < 1 else f"status {process.returncode} after {took:.2f} s"
    )


def check_unreachable(facts):
    nobody = facts | {"url": "http://localhost:9"}
    variables = environment(nobody, AWS_MAX_ATTEMPTS="1")
    fails("nobody listens", "s3://b/x", "JSON 'auto'", variables, "58030", "http://localhost:9", "--s3-root")
    variables = environment(facts | {"url": "http://nowhere.invalid"}, AWS_MAX_ATTEMPTS="1")
    fails("no such host", "s3://b/x", "JSON 'auto'", variables, "58030", "nowhere.invalid")


def check_local_agreement(facts):
    """The same objects as files give the same rows."""
    with tempfile.TemporaryDirectory() as root:
        for number in range(60):
            path = Path(root) / "plain--x" / "many" / f"{number:05}.json"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(line(number, f"x{number}"))
        variables = environment(facts)
        source, clauses = "s3://plain--x/many/", "JSON 'auto'"
        there, here = copied(source, clauses, variables), copied(source, clauses, variables, "--s3-root", root)
        checks.that(
            "files and objects give the same rows",
            "" if here == there and here.count("\n") == 61 else f"{here[:200]!r}",
        )


def main():
    with open(os.environ["LOCALSHIFT_TEST_SERVERS"], encoding="utf-8") as file:
        servers = json.load(file)
    check_server("moto", servers["moto"], "reading", 1050)
    check_server("Swift", servers["swift"], "reading", 1050)
    if "own" in servers:
        check_server("localshift", servers["own"], "reading", 1050, ODD_FILES)
    check_authorization(servers)
    check_role_notice(servers["swift"])
    check_tls(servers)
    check_faults(servers["faults"])
    check_local_agreement(servers["faults"])
    sys.exit(checks.close())


if __name__ == "__main__":
    main()
