"""Secrets Manager: secrets, their versions and stages, deletion and restoration, and the Data API's logins by them."""

import functools
import json

import boto3
import psycopg2

from lib.checks import equal, raises, within
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


def check_tokens(manager):
    """The same request once more changes nothing; its token with another value is refused."""
    token, other = "t" * 32, "o" * 32
    asked = {"Name": "tokens", "SecretString": "1", "ClientRequestToken": token}
    made = manager.create_secret(**asked)
    equal((made["VersionId"], manager.create_secret(**asked)["VersionId"]), (token, token))
    for call, named in ((manager.create_secret, {"Name": "tokens"}), (manager.put_secret_value, {"SecretId": "tokens"}),
                        (manager.update_secret, {"SecretId": "tokens"})):
        within(refused("ResourceExistsException", call, **named, SecretString="2", ClientRequestToken=token),
               f"because that value is already in use for a version of secret {made['ARN']}.")
    refused("ResourceExistsException", manager.create_secret, Name="tokens", SecretString="1", ClientRequestToken=other)
    manager.update_secret(SecretId="tokens", SecretString="1", ClientRequestToken=token)
    equal(len(manager.list_secret_version_ids(SecretId="tokens")["Versions"]), 1)
    refused("InvalidParameterException", manager.put_secret_value, SecretId="tokens", SecretString="3", ClientRequestToken="x" * 65)
    refused("InvalidRequestException", manager.put_secret_value, SecretId="tokens")


def check_stages(manager):
    """AWSCURRENT is on one version at all times, the first one; only who knows where a label is may move it."""
    described = manager.describe_secret(SecretId=manager.create_secret(Name="stages")["ARN"])
    equal(set(described) & {"VersionIdsToStages", "Tags"}, set())
    secret = {"SecretId": "stages"}
    put = manager.put_secret_value(**secret, SecretString="1", VersionStages=["AWSPENDING"])
    equal(put["VersionStages"], ["AWSPENDING", "AWSCURRENT"])
    first, second = put["VersionId"], manager.put_secret_value(**secret, SecretString="2", VersionStages=["AWSPENDING"])["VersionId"]
    move = {**secret, "VersionStage": "AWSCURRENT"}
    within(refused("InvalidParameterException", manager.update_secret_version_stage, **move, MoveToVersionId=second),
           f"Staging label AWSCURRENT is currently attached to version {first}, so you must explicitly reference that version")
    for which in ({}, {"RemoveFromVersionId": second, "MoveToVersionId": first}, {"RemoveFromVersionId": first}):
        refused("InvalidParameterException", manager.update_secret_version_stage, **move, **which)
    refused("ResourceNotFoundException", manager.update_secret_version_stage, **move, RemoveFromVersionId=first, MoveToVersionId="n" * 32)
    manager.update_secret_version_stage(**move, RemoveFromVersionId=first, MoveToVersionId=second)
    manager.update_secret_version_stage(**secret, VersionStage="MINE", MoveToVersionId=second)
    equal(manager.describe_secret(**secret)["VersionIdsToStages"], {first: ["AWSPREVIOUS"], second: ["AWSPENDING", "AWSCURRENT", "MINE"]})
    manager.update_secret_version_stage(**secret, VersionStage="AWSPENDING", RemoveFromVersionId=second)
    manager.update_secret_version_stage(**move, RemoveFromVersionId=second, MoveToVersionId=first)
    equal(manager.describe_secret(**secret)["VersionIdsToStages"], {first: ["AWSCURRENT"], second: ["MINE", "AWSPREVIOUS"]})
    within(refused("InvalidRequestException", manager.get_secret_value, **secret, VersionId=second, VersionStage="AWSCURRENT"),
           "not associated to the provided VersionId")


def check_batches(manager):
    """Several secrets at once, by their names or by filters."""
    manager.create_secret(Name="batch/a", SecretString="a", Description="of the Warehouse", Tags=[{"Key": "team", "Value": "etl"}])
    manager.create_secret(Name="batch/b", SecretBinary=b"b")
    manager.create_secret(Name="batch/empty")
    given = manager.batch_get_secret_value(SecretIdList=["batch/b", "none", "batch/empty", "batch/a"])
    equal([secret.get("SecretString", secret.get("SecretBinary")) for secret in given["SecretValues"]], [b"b", "a"])
    equal([(error["SecretId"], error["ErrorCode"]) for error in given["Errors"]],
          [(name, "ResourceNotFoundException") for name in ("none", "batch/empty")])
    page, pages = {"NextToken": ""}, []
    while "NextToken" in page:
        page = manager.batch_get_secret_value(
            Filters=[{"Key": "name", "Values": ["batch/"]}], MaxResults=1, **({"NextToken": page["NextToken"]} if pages else {}))
        pages.append([secret["Name"] for secret in page["SecretValues"]])
    equal(pages, [["batch/a"], ["batch/b"], []])
    for both in ({}, {"SecretIdList": ["batch/a"], "Filters": [{"Key": "name", "Values": ["b"]}]}, {"SecretIdList": ["batch/a"], "MaxResults": 2}):
        refused("InvalidParameterException", manager.batch_get_secret_value, **both)
    def found(key, *values):
        filters = [{"Key": "name", "Values": ["batch/"]}, {"Key": key, "Values": list(values)}]
        return [secret["Name"][6:] for secret in manager.list_secrets(Filters=filters, SortOrder="asc")["SecretList"]]
    equal([found(*asked) for asked in (
        ("description", "ware"), ("description", "house"), ("tag-key", "te"), ("tag-value", "!etl"), ("all", "ETL batch"), ("all", "none"))],
        [["a"], [], ["a"], ["b", "empty"], ["a"], []])


def check_policies(manager):
    secret = {"SecretId": "batch/a"}
    equal("ResourcePolicy" in manager.get_resource_policy(**secret), False)
    refused("MalformedPolicyDocumentException", manager.put_resource_policy, **secret, ResourcePolicy="no JSON")
    manager.put_resource_policy(**secret, ResourcePolicy='{"Statement": []}')
    equal(manager.get_resource_policy(**secret)["ResourcePolicy"], '{"Statement": []}')
    manager.delete_resource_policy(**secret)
    equal("ResourcePolicy" in manager.get_resource_policy(**secret), False)
    within(refused("InvalidParameterException", manager.create_secret, Name="far", AddReplicaRegions=[{"Region": "eu-west-1"}]),
           "AddReplicaRegions of CreateSecret is not supported yet.")


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
    refused("UnknownOperationException", manager.cancel_rotate_secret, SecretId="app/db")


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


def login(cluster, secret, is_right=True):
    """Whether the secret lets in to the cluster."""
    connect = functools.partial(
        psycopg2.connect, host=cluster["Endpoint"]["Address"], port=cluster["Endpoint"]["Port"], dbname="dwh", user=secret["username"],
        password=secret["password"])
    if is_right:
        connect().close()
    else:
        within(str(raises(psycopg2.OperationalError, connect)), "password authentication failed")


def check_rotation(manager):
    """Only what Redshift manages is rotated: no function of the owner's is run."""
    manager.create_secret(Name="turning", SecretString="a")
    refused("InvalidRequestException", manager.rotate_secret, SecretId="turning")
    for option in ({"RotationLambdaARN": "arn:aws:lambda:us-west-2:123456789012:function:f"}, {"RotationRules": {"AutomaticallyAfterDays": 3}},
                   {"RotateImmediately": False}):
        refused("InvalidParameterException", manager.rotate_secret, SecretId="turning", **option)
    refused("ResourceNotFoundException", manager.rotate_secret, SecretId="none")
    manager.delete_secret(SecretId="turning", ForceDeleteWithoutRecovery=True)
    letters = manager.get_random_password(PasswordLength=4, IncludeSpace=True)["RandomPassword"]
    equal((len(letters), " " in letters), (4, False))


def check_managed_passwords(manager):
    """Passwords that Redshift makes are in secrets, which go with what they are for."""
    redshift, serverless = boto3.client("redshift"), boto3.client("redshift-serverless")
    options = {name: value for name, value in CLUSTER.items() if name != "MasterUserPassword"}
    made = redshift.create_cluster(**{**options, "ClusterIdentifier": "managed"}, ManageMasterPassword=True)["Cluster"]
    shown = redshift.describe_clusters(ClusterIdentifier="managed")["Clusters"][0]
    equal(shown["MasterPasswordSecretArn"], made["MasterPasswordSecretArn"])
    secret = json.loads(manager.get_secret_value(SecretId=shown["MasterPasswordSecretArn"])["SecretString"])
    login(shown, secret)
    refused("InvalidParameterException", manager.rotate_secret, SecretId=made["MasterPasswordSecretArn"], ClientRequestToken="x" * 65)
    rotated = manager.rotate_secret(SecretId=made["MasterPasswordSecretArn"])
    kept = manager.get_secret_value(SecretId=made["MasterPasswordSecretArn"])
    equal(kept["VersionId"], rotated["VersionId"])
    equal(json.loads(manager.get_secret_value(SecretId=made["MasterPasswordSecretArn"], VersionStage="AWSPREVIOUS")["SecretString"]), secret)
    login(shown, secret, is_right=False)
    login(shown, json.loads(kept["SecretString"]))
    refused("InvalidParameterCombination", redshift.create_cluster, **{**CLUSTER, "ClusterIdentifier": "both"}, ManageMasterPassword=True)
    redshift.delete_cluster(ClusterIdentifier="managed", SkipFinalClusterSnapshot=True)
    refused("ResourceNotFoundException", manager.get_secret_value, SecretId=made["MasterPasswordSecretArn"])
    space = serverless.create_namespace(namespaceName="space", manageAdminPassword=True)["namespace"]
    secret = json.loads(manager.get_secret_value(SecretId=space["adminPasswordSecretArn"])["SecretString"])
    endpoint = serverless.create_workgroup(workgroupName="work", namespaceName="space")["workgroup"]["endpoint"]
    psycopg2.connect(host=endpoint["address"], port=endpoint["port"], dbname="dev", user=secret["username"],
                     password=secret["password"]).close()
    manager.rotate_secret(SecretId=space["adminPasswordSecretArn"])
    secret = json.loads(manager.get_secret_value(SecretId=space["adminPasswordSecretArn"])["SecretString"])
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
    check_rotation(manager)
    check_tokens(manager)
    check_stages(manager)
    check_batches(manager)
    check_policies(manager)
    check_logins(manager)


if __name__ == "__main__":
    main("secrets_manager", within_exec)
