"""The AWS CLI against the services, told nothing but by the environment of `localshift exec`."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from lib.checks import equal, within
from lib.cloud import TRUST, main

AWS = Path(sys.executable).parent / "aws"
POLICY = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"
CLUSTER = ("--cluster-identifier", "dwh")


def run(*arguments):
    # Whoever runs the tests may have settings of their own.
    environment = {**os.environ, "AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull}
    return subprocess.run([sys.executable, AWS, *map(str, arguments)], env=environment, capture_output=True, text=True, timeout=60, check=False)


def aws(*arguments):
    """What it prints: JSON, or for `s3` text."""
    ran = run(*arguments)
    equal((arguments, ran.returncode, ran.stderr), (arguments, 0, ""))
    return json.loads(ran.stdout) if ran.stdout.startswith(("{", "[", '"')) else ran.stdout


def refused(words, *arguments):
    ran = run(*arguments)
    assert ran.returncode not in (0, 1, 2), ran
    within(ran.stderr, words)


def ask_warehouse():
    equal(aws("sts", "get-caller-identity")["Account"], "123456789012")
    role = aws("iam", "create-role", "--role-name", "dwhRole", "--assume-role-policy-document", TRUST)["Role"]["Arn"]
    aws("iam", "attach-role-policy", "--role-name", "dwhRole", "--policy-arn", POLICY)
    created = aws("redshift", "create-cluster", *CLUSTER, "--node-type", "dc2.large", "--number-of-nodes", "2", "--db-name", "dwh",
                  "--master-username", "dwhuser", "--master-user-password", "Passw0rd", "--iam-roles", role)
    equal(created["Cluster"]["ClusterStatus"], "creating")
    aws("redshift", "wait", "cluster-available", *CLUSTER)
    equal(aws("redshift", "describe-clusters", *CLUSTER, "--query", "Clusters[].[ClusterStatus, IamRoles[0].IamRoleArn, NumberOfNodes]"),
          [["available", role, 2]])
    group = aws("ec2", "describe-security-groups", "--filters", "Name=group-name,Values=default")["SecurityGroups"][0]["GroupId"]
    aws("ec2", "authorize-security-group-ingress", "--group-id", group, "--protocol", "tcp", "--port", "5439", "--cidr", "10.0.0.0/8")
    refused("ClusterNotFound", "redshift", "describe-clusters", "--cluster-identifier", "none")


def ask_statements():
    asked = aws("redshift-data", "execute-statement", *CLUSTER, "--database", "dwh", "--db-user", "dwhuser", "--sql", "SELECT 1 AS n, 'a' AS s")
    while aws("redshift-data", "describe-statement", "--id", asked["Id"])["Status"] != "FINISHED":
        pass
    equal(aws("redshift-data", "get-statement-result", "--id", asked["Id"])["Records"], [[{"longValue": 1}, {"stringValue": "a"}]])


def ask_storage(folder):
    for name in ("one.csv", "below/two.csv"):
        file = folder / "up" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{name}\n")
    within(aws("s3", "mb", "s3://loads"), "make_bucket: loads")
    within(aws("s3", "sync", folder / "up", "s3://loads/data"), "two.csv")
    equal([line.split()[-2:] for line in aws("s3", "ls", "s3://loads/data/").splitlines()], [["PRE", "below/"], ["8", "one.csv"]])
    within(aws("s3", "cp", "s3://loads/data/", folder / "down", "--recursive"), "one.csv")
    equal((folder / "down" / "below" / "two.csv").read_text(), "below/two.csv\n")
    equal(aws("s3api", "list-objects-v2", "--bucket", "loads", "--query", "Contents[].Key"), ["data/below/two.csv", "data/one.csv"])
    refused("404", "s3api", "head-object", "--bucket", "loads", "--key", "none")
    within(aws("s3", "rb", "s3://loads", "--force"), "remove_bucket: loads")


def ask_end():
    equal(aws("redshift", "delete-cluster", *CLUSTER, "--skip-final-cluster-snapshot")["Cluster"]["ClusterStatus"], "deleting")
    aws("redshift", "wait", "cluster-deleted", *CLUSTER)


def within_exec():
    ask_warehouse()
    ask_statements()
    with tempfile.TemporaryDirectory() as scratch:
        ask_storage(Path(scratch))
    ask_end()


if __name__ == "__main__":
    main("aws_cli", within_exec)
