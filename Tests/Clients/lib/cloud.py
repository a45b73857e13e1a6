"""Modules that AWS's SDKs take part in run below `localshift exec`: nothing but the environment says where to go."""

import os
import subprocess
import sys

from lib.checks import equal

CLUSTER = {"ClusterIdentifier": "dwh", "NodeType": "ra3.large", "ClusterType": "single-node", "DBName": "dwh",
           "MasterUsername": "admin", "MasterUserPassword": "Passw0rd"}
TRUST = '{"Statement": [{"Action": "sts:AssumeRole", "Effect": "Allow", "Principal": {"Service": "redshift.amazonaws.com"}}], "Version": "2012-10-17"}'


def refused(code, call, **arguments):
    """The text of the error of that code that the call has to raise."""
    from botocore.exceptions import ClientError

    try:
        call(**arguments)
    except ClientError as error:
        equal(error.response["Error"]["Code"], code)
        return str(error)
    raise AssertionError(f"{code} was expected")


def execute(connection, *statements):
    """Runs statements in autocommit, and gives the rows of the last."""
    connection.autocommit = True
    cursor = connection.cursor()
    for statement in statements:
        cursor.execute(statement)
    return [list(row) for row in cursor.fetchall()] if cursor.description else None


def main(module, body):
    """Runs `body` in a child of `localshift exec`; `module` is the name to find it by there."""
    if sys.argv[1:] == ["within"]:
        return body()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    command = [os.environ["LOCALSHIFT_BINARY"], "exec", "--quiet", "--", sys.executable, "-m", f"clients.{module}", "within"]
    sys.exit(subprocess.run(command, env=environment, check=False).returncode)
