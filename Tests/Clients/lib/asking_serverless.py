"""Every operation of Redshift Serverless and of Secrets Manager."""

import boto3

from lib.asking import expect_pages, refused
from lib.checks import equal
from lib.cloud import CLUSTER


def ask_serverless(serverless):
    names = ("one", "two")
    for name in names:
        made = serverless.create_namespace(
            namespaceName=name, adminUsername="admin", adminUserPassword="Passw0rd", dbName="dwh", tags=[{"key": "a", "value": "1"}])
        serverless.create_workgroup(workgroupName=name, namespaceName=name, baseCapacity=8)
    refused(serverless.create_namespace, namespaceName="one")
    arn = made["namespace"]["namespaceArn"]
    serverless.tag_resource(resourceArn=arn, tags=[{"key": "b", "value": "2"}])
    serverless.list_tags_for_resource(resourceArn=arn)
    serverless.untag_resource(resourceArn=arn, tagKeys=["a"])
    serverless.get_namespace(namespaceName="one")
    serverless.get_workgroup(workgroupName="one")
    serverless.update_namespace(namespaceName="one", iamRoles=["arn:aws:iam::123456789012:role/one"])
    serverless.update_workgroup(workgroupName="one", baseCapacity=16)
    serverless.get_credentials(workgroupName="one", dbName="dwh")
    expect_pages(serverless, "list_namespaces")
    expect_pages(serverless, "list_workgroups")
    refused(serverless.delete_namespace, namespaceName="one")
    for name in names:
        serverless.delete_workgroup(workgroupName=name)
        serverless.delete_namespace(namespaceName=name)
        refused(serverless.get_workgroup, workgroupName=name)


def ask_secrets(manager):
    for name in ("one", "two"):
        manager.create_secret(Name=name, SecretString="first", Description="x", Tags=[{"Key": "a", "Value": "1"}])
    secret = {"SecretId": "one"}
    refused(manager.create_secret, Name="one", SecretString="y")
    manager.put_secret_value(**secret, SecretString="second")
    manager.update_secret(**secret, SecretBinary=b"third", Description="y")
    manager.get_secret_value(**secret)
    manager.get_secret_value(**secret, VersionStage="AWSPREVIOUS")
    manager.tag_resource(**secret, Tags=[{"Key": "b", "Value": "2"}])
    manager.untag_resource(**secret, TagKeys=["a"])
    manager.describe_secret(**secret)
    manager.list_secret_version_ids(**secret, IncludeDeprecated=True)
    for stage in ("NEXT", "AWSPREVIOUS"):
        version = manager.get_secret_value(**secret, VersionStage="AWSPREVIOUS")["VersionId"]
        kept = {"RemoveFromVersionId": version} if stage == "AWSPREVIOUS" else {}
        manager.update_secret_version_stage(**secret, VersionStage=stage, MoveToVersionId=version, **kept)
    manager.batch_get_secret_value(SecretIdList=["one", "none"])
    manager.batch_get_secret_value(Filters=[{"Key": "all", "Values": ["x"]}], MaxResults=1)
    manager.put_resource_policy(**secret, ResourcePolicy='{"Statement": []}')
    manager.get_resource_policy(**secret)
    manager.delete_resource_policy(**secret)
    expect_pages(manager, "list_secrets")
    manager.delete_secret(**secret, RecoveryWindowInDays=7)
    refused(manager.get_secret_value, **secret)
    manager.restore_secret(**secret)
    for name in ("one", "two"):
        manager.delete_secret(SecretId=name, ForceDeleteWithoutRecovery=True)
    refused(manager.describe_secret, **secret)
    password = manager.get_random_password(PasswordLength=20, ExcludePunctuation=True, ExcludeCharacters="aB3")["RandomPassword"]
    assert len(password) == 20 and password.isalnum() and not set(password) & set("aB3"), password
    assert any(map(str.isdigit, password)) and any(map(str.isupper, password)) and any(map(str.islower, password)), password
    refused(manager.get_random_password, PasswordLength=3)
    redshift, made = boto3.client("redshift"), {name: value for name, value in CLUSTER.items() if name != "MasterUserPassword"}
    secret = redshift.create_cluster(**made, ManageMasterPassword=True)["Cluster"]["MasterPasswordSecretArn"]
    manager.rotate_secret(SecretId=secret)
    redshift.delete_cluster(ClusterIdentifier=made["ClusterIdentifier"], SkipFinalClusterSnapshot=True)


def ask_parameters(manager):
    for number, name in enumerate(("/etl/host", "/etl/deep/port", "plain", "/etl/password")):
        kind = "SecureString" if name.endswith("password") else "String"
        equal(manager.put_parameter(Name=name, Value=f"v{number}", Type=kind, Description="x")["Version"], 1)
    refused(manager.put_parameter, Name="plain", Value="w", Type="String")
    refused(manager.put_parameter, Name="new", Value="w")
    refused(manager.put_parameter, Name="new", Value="w", Type="String", AllowedPattern="[0-9]+")
    equal(manager.put_parameter(Name="plain", Value="w", Overwrite=True)["Version"], 2)
    equal([manager.get_parameter(Name=name)["Parameter"]["Value"] for name in ("plain", "plain:2")], ["w", "w"])
    refused(manager.get_parameter, Name="plain:1")
    secret = {"Name": manager.get_parameter(Name="/etl/password")["Parameter"]["ARN"]}
    equal(manager.get_parameter(**secret, WithDecryption=True)["Parameter"]["Value"], "v3")
    assert manager.get_parameter(**secret)["Parameter"]["Value"] != "v3"
    found = manager.get_parameters(Names=["plain", "nothing"])
    equal([found["Parameters"][0]["Value"], found["InvalidParameters"]], ["w", ["nothing"]])
    names = [one["Name"] for one in manager.get_parameters_by_path(Path="/etl")["Parameters"]]
    equal(names, ["/etl/host", "/etl/password"])
    equal(len(manager.get_parameters_by_path(Path="/etl/", Recursive=True, MaxResults=2)["Parameters"]), 2)
    shown = [{"Key": "Name", "Option": "BeginsWith", "Values": ["/etl"]}, {"Key": "Type", "Values": ["String"]}]
    equal(len(manager.describe_parameters(ParameterFilters=shown)["Parameters"]), 2)
    equal(len(manager.describe_parameters(Filters=[{"Key": "Name", "Values": ["pl"]}])["Parameters"]), 1)
    refused(manager.describe_parameters, ParameterFilters=[{"Key": "Tier", "Values": ["Standard"]}])
    manager.delete_parameter(Name="plain")
    refused(manager.delete_parameter, Name="plain")
    gone = manager.delete_parameters(Names=["/etl/host", "/etl/deep/port", "/etl/password", "plain"])
    equal([len(gone["DeletedParameters"]), gone["InvalidParameters"]], [3, ["plain"]])
