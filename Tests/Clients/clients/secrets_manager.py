"""Secrets Manager: secrets and their versions, deletion and restoration, and the Data API's logins by them."""

import json

import boto3
import psycopg2

from lib.checks import equal
from lib.cloud import CLUSTER, main, refused


def check_values(manager):
    made = manager.create_secret(Name="app/db", SecretString="first", Description="x", Tags=[{"Key": "a", "Value": "1"}])
    refused("ResourceExistsException", manager.create_secret, Name="app/db", SecretString="y")
    equal(manager.get_secret_value(SecretId=made["ARN"])["SecretString"], "first")
    equal(manager.get_secret_value(SecretId=made["ARN"][:-7])["VersionId"], made["VersionId"])
    second = manager.put_secret_value(SecretId="app/db", SecretString="second")
    equal(second["VersionStages"], ["AWSCURRENT"])
    equal([manager.get_secret_value(SecretId="app/db", **which)["SecretString"] for which in (
        {}, {"VersionStage": "AWSPREVIOUS"}, {"VersionId": made["VersionId"]})], ["second", "first", "first"])
    manager.update_secret(SecretId="app/db", SecretBinary=b"\x00\xff", Description="y")
    equal(manager.get_secret_value(SecretId="app/db")["SecretBinary"], b"\x00\xff")
    shown = manager.describe_secret(SecretId="app/db")
    equal((shown["Name"], shown["Description"], sorted(sum(shown["VersionIdsToStages"].values(), []))),
          ("app/db", "y", ["AWSCURRENT", "AWSPREVIOUS"]))
    equal(len(manager.list_secret_version_ids(SecretId="app/db", IncludeDeprecated=True)["Versions"]), 3)
    refused("ResourceNotFoundException", manager.get_secret_value, SecretId="none")
    refused("ResourceNotFoundException", manager.get_secret_value, SecretId="app/db", VersionStage="NONE")


def check_lists_and_tags(manager):
    manager.create_secret(Name="other")
    equal([secret["Name"] for secret in manager.list_secrets(SortOrder="asc")["SecretList"]], ["app/db", "other"])
    equal([secret["Name"] for secret in manager.list_secrets(Filters=[{"Key": "name", "Values": ["app"]}])["SecretList"]], ["app/db"])
    pages = manager.get_paginator("list_secrets").paginate(PaginationConfig={"PageSize": 1})
    equal(len([secret for page in pages for secret in page["SecretList"]]), 2)
    manager.tag_resource(SecretId="app/db", Tags=[{"Key": "b", "Value": "2"}])
    manager.untag_resource(SecretId="app/db", TagKeys=["a"])
    equal(manager.describe_secret(SecretId="app/db")["Tags"], [{"Key": "b", "Value": "2"}])


def check_deletion(manager):
    manager.delete_secret(SecretId="app/db", RecoveryWindowInDays=7)
    refused("InvalidRequestException", manager.get_secret_value, SecretId="app/db")
    refused("InvalidRequestException", manager.create_secret, Name="app/db")
    manager.restore_secret(SecretId="app/db")
    equal(manager.get_secret_value(SecretId="app/db")["SecretBinary"], b"\x00\xff")
    refused("InvalidParameterException", manager.delete_secret, SecretId="app/db", RecoveryWindowInDays=3)
    for name in ("app/db", "other", "never made"):
        manager.delete_secret(SecretId=name, ForceDeleteWithoutRecovery=True)
    equal(manager.list_secrets(IncludePlannedDeletion=True)["SecretList"], [])
    refused("UnknownOperationException", manager.rotate_secret, SecretId="app/db")


def check_logins(manager):
    """The Data API's SecretArn: the user and the password must be right."""
    data, redshift = boto3.client("redshift-data"), boto3.client("redshift")
    redshift.create_cluster(**CLUSTER)
    right, wrong, odd = (
        manager.create_secret(Name=name, SecretString=text)["ARN"] for name, text in (
            ("right", json.dumps({"username": "admin", "password": "Passw0rd"})),
            ("wrong", json.dumps({"username": "admin", "password": "Passw1rd"})), ("odd", "no JSON")))
    where = {"ClusterIdentifier": "dwh", "Database": "dwh"}
    def run(arn):
        asked = data.execute_statement(Sql="SELECT current_user", SecretArn=arn, **where)["Id"]
        return data.describe_statement(Id=asked, WaitTimeSeconds=20)
    shown = run(right)
    equal((shown["Status"], shown["SecretArn"]), ("FINISHED", right))
    equal(data.get_statement_result(Id=shown["Id"])["Records"], [[{"stringValue": "admin"}]])
    equal(data.list_databases(SecretArn=right, **where)["Databases"][0], "dwh")
    equal(run(wrong)["Status"], "FAILED")
    for arn in (odd, right + "x"):
        refused("ValidationException", data.execute_statement, Sql="SELECT 1", SecretArn=arn, **where)


def check_managed_passwords(manager):
    """Passwords that Redshift makes are in secrets, which go with what they are for."""
    redshift, serverless = boto3.client("redshift"), boto3.client("redshift-serverless")
    options = {name: value for name, value in CLUSTER.items() if name != "MasterUserPassword"}
    made = redshift.create_cluster(**{**options, "ClusterIdentifier": "managed"}, ManageMasterPassword=True)["Cluster"]
    shown = redshift.describe_clusters(ClusterIdentifier="managed")["Clusters"][0]
    equal(shown["MasterPasswordSecretArn"], made["MasterPasswordSecretArn"])
    secret = json.loads(manager.get_secret_value(SecretId=shown["MasterPasswordSecretArn"])["SecretString"])
    psycopg2.connect(host=shown["Endpoint"]["Address"], port=shown["Endpoint"]["Port"], dbname="dwh", user=secret["username"],
                     password=secret["password"]).close()
    refused("InvalidParameterCombination", redshift.create_cluster, **{**CLUSTER, "ClusterIdentifier": "both"}, ManageMasterPassword=True)
    redshift.delete_cluster(ClusterIdentifier="managed", SkipFinalClusterSnapshot=True)
    refused("ResourceNotFoundException", manager.get_secret_value, SecretId=made["MasterPasswordSecretArn"])
    space = serverless.create_namespace(namespaceName="space", manageAdminPassword=True)["namespace"]
    secret = json.loads(manager.get_secret_value(SecretId=space["adminPasswordSecretArn"])["SecretString"])
    endpoint = serverless.create_workgroup(workgroupName="work", namespaceName="space")["workgroup"]["endpoint"]
    psycopg2.connect(host=endpoint["address"], port=endpoint["port"], dbname="dev", user=secret["username"],
                     password=secret["password"]).close()
    serverless.delete_workgroup(workgroupName="work")
    serverless.delete_namespace(namespaceName="space")
    refused("ResourceNotFoundException", manager.get_secret_value, SecretId=space["adminPasswordSecretArn"])


def within_exec():
    manager = boto3.client("secretsmanager")
    check_values(manager)
    check_lists_and_tags(manager)
    check_deletion(manager)
    check_managed_passwords(manager)
    check_logins(manager)


if __name__ == "__main__":
    main("secrets_manager", within_exec)
