"""COPY's and UNLOAD's IAM_ROLE: one that there is and that the cluster has, once anybody has made a role."""

import boto3
import psycopg2

from lib.checks import equal, within
from lib.cloud import CLUSTER, TRUST, execute, main

ACCOUNT = "arn:aws:iam::123456789012:role/"


def copy(connection, role):
    """What COPY and UNLOAD say, which is the same: nothing, or why not."""
    outcomes = []
    for statement in ("COPY t FROM 's3://mine/data/' IAM_ROLE {0} CSV", "UNLOAD ('SELECT * FROM t') TO 's3://mine/out/' IAM_ROLE {0} ALLOWOVERWRITE"):
        try:
            execute(connection, statement.format(role if role == "default" else f"'{role}'"))
            outcomes.append(None)
        except psycopg2.Error as error:
            equal(error.pgcode, "XX000")
            outcomes.append(error.diag.message_primary)
    equal(outcomes[0], outcomes[1])
    return outcomes[0]


def connect(redshift):
    shown = redshift.describe_clusters(ClusterIdentifier="dwh")["Clusters"][0]["Endpoint"]
    return psycopg2.connect(host=shown["Address"], port=shown["Port"], dbname="dwh", user="admin", password="Passw0rd")


def refusal(role):
    return (f"User arn:aws:redshift:us-west-2:123456789012:dbuser:dwh/admin is not authorized to assume IAM Role {role}")


def within_exec():
    redshift, iam, s3 = (boto3.client(name) for name in ("redshift", "iam", "s3"))
    s3.create_bucket(Bucket="mine", CreateBucketConfiguration={"LocationConstraint": "us-west-2"})
    s3.put_object(Bucket="mine", Key="data/1.csv", Body=b"1\n")
    redshift.create_cluster(**CLUSTER)
    connection = connect(redshift)
    execute(connection, "CREATE TABLE t (n int)")
    # No role is known: all are.
    equal(copy(connection, ACCOUNT + "never"), None)
    arn = iam.create_role(RoleName="loader", AssumeRolePolicyDocument=TRUST)["Role"]["Arn"]
    equal(copy(connection, ACCOUNT + "never"), refusal(ACCOUNT + "never"))
    equal(copy(connection, arn), refusal(arn))
    # Nothing is known of other accounts' roles.
    equal(copy(connection, "arn:aws:iam::489967615225:role/dwhRole"), None)
    within(copy(connection, "default"), "no default IAM role")
    redshift.modify_cluster_iam_roles(ClusterIdentifier="dwh", AddIamRoles=[arn])
    equal(copy(connection, arn), None)
    equal(copy(connection, f"{arn},{ACCOUNT}never"), refusal(ACCOUNT + "never"))
    redshift.modify_cluster_iam_roles(ClusterIdentifier="dwh", DefaultIamRoleArn=arn)
    equal(copy(connection, "default"), None)
    redshift.modify_cluster_iam_roles(ClusterIdentifier="dwh", RemoveIamRoles=[arn])
    equal(copy(connection, arn), refusal(arn))
    equal(copy(connection, "default"), "The cluster has no default IAM role.")


if __name__ == "__main__":
    main("roles", within_exec)
