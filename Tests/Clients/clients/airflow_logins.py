"""Airflow's RedshiftSQLHook with iam: to a cluster, and to a workgroup of Redshift Serverless."""

import json
import os

import boto3

from lib.checks import equal
from lib.cloud import CLUSTER, main


def hook(name, host, port, **extra):
    """A hook for a connection that the environment describes."""
    from airflow.providers.amazon.aws.hooks.redshift_sql import RedshiftSQLHook

    options = json.dumps({"iam": True, "region": "us-west-2", **extra})
    connection = {"conn_type": "redshift", "host": host, "port": port, "login": "admin", "schema": "dwh", "extra": options}
    os.environ[f"AIRFLOW_CONN_{name.upper()}"] = json.dumps(connection)
    return RedshiftSQLHook(redshift_conn_id=name, aws_conn_id=None)


def check_cluster():
    redshift = boto3.client("redshift")
    redshift.create_cluster(**CLUSTER)
    shown = redshift.describe_clusters(ClusterIdentifier="dwh")["Clusters"][0]["Endpoint"]
    to_cluster = hook("to_cluster", shown["Address"], shown["Port"], cluster_identifier="dwh", db_user="admin")
    equal([list(row) for row in to_cluster.get_records("SELECT current_user, 1")], [["admin", 1]])
    redshift.delete_cluster(ClusterIdentifier="dwh", SkipFinalClusterSnapshot=True)


def check_workgroup():
    serverless = boto3.client("redshift-serverless")
    serverless.create_namespace(namespaceName="space", dbName="dwh")
    serverless.create_workgroup(workgroupName="work", namespaceName="space")
    shown = serverless.get_workgroup(workgroupName="work")["workgroup"]["endpoint"]
    to_workgroup = hook("to_workgroup", shown["address"], shown["port"], is_serverless=True, serverless_work_group="work")
    equal([list(row) for row in to_workgroup.get_records("SELECT current_user, 2")], [["IAM:root", 2]])


def within_exec():
    check_cluster()
    check_workgroup()


if __name__ == "__main__":
    main("airflow_logins", within_exec)
