"""awswrangler's ways to a cluster: temporary credentials, and a secret of Secrets Manager."""

import json

import awswrangler
import boto3

from lib.checks import equal
from lib.cloud import CLUSTER, execute, main


def check_temporary():
    with awswrangler.redshift.connect_temp("dwh", "admin") as connection:
        equal(execute(connection, "SELECT current_user, current_database()"), [["admin", "dwh"]])
    with awswrangler.redshift.connect_temp("dwh", "eve", database="dwh", duration=3600, auto_create=True) as connection:
        equal(execute(connection, "SELECT current_user"), [["eve"]])


def check_secret(shown):
    secret = {"engine": "redshift", "host": shown["Endpoint"]["Address"], "port": shown["Endpoint"]["Port"],
              "username": "admin", "password": "Passw0rd", "dbClusterIdentifier": "dwh"}
    manager = boto3.client("secretsmanager")
    arn = manager.create_secret(Name="dwh/admin", SecretString=json.dumps(secret))["ARN"]
    for name in ("dwh/admin", arn):
        with awswrangler.redshift.connect(secret_id=name) as connection:
            equal(execute(connection, "SELECT current_user, current_database()"), [["admin", "dwh"]])
    frame = awswrangler.data_api.redshift.connect(cluster_id="dwh", database="dwh", secret_arn=arn).execute("SELECT 1 AS n")
    equal(frame.values.tolist(), [[1]])


def within_exec():
    redshift = boto3.client("redshift")
    redshift.create_cluster(**CLUSTER)
    check_temporary()
    check_secret(redshift.describe_clusters(ClusterIdentifier="dwh")["Clusters"][0])


if __name__ == "__main__":
    main("wrangler_logins", within_exec)
