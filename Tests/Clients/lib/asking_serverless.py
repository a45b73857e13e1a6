"""Every operation of Redshift Serverless and of Secrets Manager."""

from lib.asking import expect_pages, refused


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
    expect_pages(manager, "list_secrets")
    manager.delete_secret(**secret, RecoveryWindowInDays=7)
    refused(manager.get_secret_value, **secret)
    manager.restore_secret(**secret)
    for name in ("one", "two"):
        manager.delete_secret(SecretId=name, ForceDeleteWithoutRecovery=True)
    refused(manager.describe_secret, **secret)
