"""redshift_connector with iam=True: a cluster's name and keys, users made and put into groups, identities, workgroups."""

import base64
import json
import os
import tempfile
from pathlib import Path

import boto3
import redshift_connector

from lib.checks import equal, raises, within
from lib.cloud import CLUSTER, TRUST, execute, main, refused

KEYS = {"access_key_id": "AKIAEXAMPLE", "secret_access_key": "secret"}


def connect(**options):
    return redshift_connector.connect(iam=True, region="us-west-2", database="dwh", iam_disable_cache=True, **options)


def who(connection):
    return execute(connection, "SELECT current_user, usesuper FROM pg_user WHERE usename = current_user")[0]


def administrator(shown):
    return redshift_connector.connect(
        host=shown["Address"], port=shown["Port"], database="dwh", user="admin", password="Passw0rd")


def check_cluster_and_keys(shown):
    """The host comes from DescribeClusters, or is given; the user is one that there is."""
    equal(who(connect(cluster_identifier="dwh", db_user="admin", **KEYS)), ["admin", True])
    given = connect(cluster_identifier="dwh", db_user="admin", host=shown["Address"], port=shown["Port"], **KEYS)
    equal(who(given), ["admin", True])
    elsewhere = connect(cluster_identifier="dwh", db_user="admin", endpoint_url=os.environ["AWS_ENDPOINT_URL"], **KEYS)
    equal(who(elsewhere), ["admin", True])
    error = raises(redshift_connector.Error, connect, cluster_identifier="dwh", db_user="nobody", **KEYS)
    within(str(error), "password authentication failed")
    refused("ClusterNotFound", connect, cluster_identifier="other", db_user="admin", **KEYS)


def check_users_and_groups(shown):
    """AutoCreate makes the user at its first log-in, which joins the groups; a group that is not there is none to join."""
    execute(administrator(shown), "CREATE GROUP readers", "CREATE TABLE t (n int)", "GRANT SELECT ON t TO GROUP readers")
    reader = connect(cluster_identifier="dwh", db_user="eve", auto_create=True, db_groups=["readers"], **KEYS)
    equal(who(reader), ["eve", False])
    equal(execute(reader, "SELECT count(*) FROM t"), [[0]])
    raises(redshift_connector.Error, connect, cluster_identifier="dwh", db_user="eve", auto_create=True, db_groups=["none"], **KEYS)
    # Nobody knows a password of hers: without a temporary one she stays outside.
    raises(redshift_connector.Error, redshift_connector.connect, host=shown["Address"], port=shown["Port"], database="dwh",
           user="eve", password="")


def check_passwords(redshift, shown):
    """Each one is good until it ends, whatever others are given; one for a database opens no other."""
    first, second = (redshift.get_cluster_credentials(DbUser="admin", ClusterIdentifier="dwh") for _ in range(2))
    assert first["DbPassword"] != second["DbPassword"]
    where = {"host": shown["Address"], "port": shown["Port"], "database": "dwh"}
    for login in (first, second, first):
        equal(who(redshift_connector.connect(user=login["DbUser"], password=login["DbPassword"], **where)), ["admin", True])
    raises(redshift_connector.Error, redshift_connector.connect, user="IAM:admin", password="wrong", **where)
    raises(redshift_connector.Error, redshift_connector.connect, user="admin", password=first["DbPassword"], **where)
    execute(administrator(shown), "CREATE DATABASE other")
    bound = redshift.get_cluster_credentials(DbUser="eve", ClusterIdentifier="dwh", DbName="other")
    raises(redshift_connector.Error, redshift_connector.connect, user=bound["DbUser"], password=bound["DbPassword"], **where)
    redshift_connector.connect(user=bound["DbUser"], password=bound["DbPassword"], **{**where, "database": "other"}).close()
    refused("InvalidParameterValue", redshift.get_cluster_credentials, DbUser="eve", ClusterIdentifier="dwh", DurationSeconds=60)


def check_identities():
    """group_federation: the database user is the caller's identity."""
    iam, sts = boto3.client("iam"), boto3.client("sts")
    equal(who(connect(cluster_identifier="dwh", group_federation=True, **KEYS)), ["IAM:root", False])
    iam.create_user(UserName="bob")
    key = iam.create_access_key(UserName="bob")["AccessKey"]
    bob = {"access_key_id": key["AccessKeyId"], "secret_access_key": key["SecretAccessKey"]}
    equal(who(connect(cluster_identifier="dwh", group_federation=True, **bob)), ["IAM:bob", False])
    equal(boto3.client("sts", aws_access_key_id=key["AccessKeyId"], aws_secret_access_key="x").get_caller_identity()["Arn"],
          "arn:aws:iam::123456789012:user/bob")
    arn = iam.create_role(RoleName="reader", AssumeRolePolicyDocument=TRUST)["Role"]["Arn"]
    given = sts.assume_role(RoleArn=arn, RoleSessionName="load")["Credentials"]
    role = {"access_key_id": given["AccessKeyId"], "secret_access_key": given["SecretAccessKey"], "session_token": given["SessionToken"]}
    equal(who(connect(cluster_identifier="dwh", group_federation=True, **role)), ["IAMR:reader", False])
    # The identity's mark is no part of the name where a user is named.
    equal(who(connect(cluster_identifier="dwh", db_user="admin", **role)), ["admin", True])


def check_profile():
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "credentials")
        file.write_text("[work]\naws_access_key_id = AKIAPROFILE\naws_secret_access_key = secret\n")
        os.environ["AWS_SHARED_CREDENTIALS_FILE"] = str(file)
        equal(who(connect(cluster_identifier="dwh", db_user="admin", profile="work")), ["admin", True])
        del os.environ["AWS_SHARED_CREDENTIALS_FILE"]


def check_authentication_profile(redshift):
    """Options that Redshift keeps under a name."""
    content = {"cluster_identifier": "dwh", "db_user": "admin", "database": "dwh", "iam": True}
    redshift.create_authentication_profile(AuthenticationProfileName="work", AuthenticationProfileContent=json.dumps(content))
    refused("AuthenticationProfileAlreadyExistsFault", redshift.create_authentication_profile,
            AuthenticationProfileName="work", AuthenticationProfileContent="{}")
    shown = redshift.describe_authentication_profiles(AuthenticationProfileName="work")["AuthenticationProfiles"]
    equal([json.loads(profile["AuthenticationProfileContent"]) for profile in shown], [content])
    equal(who(connect(auth_profile="work", **KEYS)), ["admin", True])
    redshift.modify_authentication_profile(AuthenticationProfileName="work", AuthenticationProfileContent="{}")
    redshift.delete_authentication_profile(AuthenticationProfileName="work")
    refused("AuthenticationProfileNotFoundFault", redshift.describe_authentication_profiles, AuthenticationProfileName="work")


def check_web_identity():
    """A token in a file, as workers of other clouds have it, stands for a role."""
    arn = boto3.client("iam").get_role(RoleName="reader")["Role"]["Arn"]
    claims = base64.urlsafe_b64encode(b'{"sub": "worker", "iss": "issuer"}').decode().rstrip("=")
    with tempfile.TemporaryDirectory() as folder:
        token = Path(folder, "token")
        token.write_text(f"e30.{claims}.x")
        keys = {name: os.environ.pop(name) for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")}
        os.environ.update(AWS_WEB_IDENTITY_TOKEN_FILE=str(token), AWS_ROLE_ARN=arn, AWS_ROLE_SESSION_NAME="worker")
        equal(boto3.Session().client("sts").get_caller_identity()["Arn"], "arn:aws:sts::123456789012:assumed-role/reader/worker")
        equal(who(connect(cluster_identifier="dwh", group_federation=True)), ["IAMR:reader", False])
        os.environ.update(keys)
        for name in ("AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ROLE_ARN", "AWS_ROLE_SESSION_NAME"):
            del os.environ[name]
    refused("InvalidIdentityToken", boto3.client("sts").assume_role_with_web_identity,
            RoleArn=arn, RoleSessionName="worker", WebIdentityToken="none")


def check_serverless():
    """The administrator's rights are the one's who made the namespace, where no administrator is named."""
    serverless = boto3.client("redshift-serverless")
    serverless.create_namespace(namespaceName="space", dbName="dwh")
    serverless.create_workgroup(workgroupName="work", namespaceName="space")
    equal(who(connect(is_serverless=True, serverless_work_group="work", **KEYS)), ["IAM:root", True])
    shown = serverless.get_workgroup(workgroupName="work")["workgroup"]["endpoint"]
    equal(who(connect(is_serverless=True, serverless_work_group="work", host=shown["address"], port=shown["port"], **KEYS)),
          ["IAM:root", True])
    refused("ResourceNotFoundException", connect, is_serverless=True, serverless_work_group="other", **KEYS)
    serverless.delete_workgroup(workgroupName="work")
    serverless.delete_namespace(namespaceName="space")


def check_without_a_cluster():
    """Credentials of whatever name let in where the endpoint is the one that there is by itself."""
    where = {"host": os.environ["LOCALSHIFT_HOST"], "port": int(os.environ["LOCALSHIFT_PORT"])}
    equal(who(connect(cluster_identifier="any", db_user="awsuser", **where, **KEYS)), ["awsuser", True])
    equal(who(connect(is_serverless=True, serverless_work_group="any", **where, **KEYS))[0], "IAM:root")


def within_exec():
    redshift = boto3.client("redshift")
    check_without_a_cluster()
    redshift.create_cluster(**CLUSTER)
    shown = redshift.describe_clusters(ClusterIdentifier="dwh")["Clusters"][0]["Endpoint"]
    check_cluster_and_keys(shown)
    check_users_and_groups(shown)
    check_passwords(redshift, shown)
    check_identities()
    check_profile()
    check_authentication_profile(redshift)
    check_web_identity()
    redshift.delete_cluster(ClusterIdentifier="dwh", SkipFinalClusterSnapshot=True)
    check_serverless()


if __name__ == "__main__":
    main("iam_logins", within_exec)
