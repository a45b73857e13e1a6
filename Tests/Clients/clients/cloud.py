"""boto3 against AWS's services: clusters from nothing to deletion, as people's notebooks do it, and buckets."""

import datetime
import hashlib
import io
import os
import urllib.request

from lib.checks import equal
from lib.cloud import TRUST, main, refused


def clients():
    """What a child of `localshift exec` sees: nothing but the environment says where to go."""
    import boto3

    names = ("iam", "redshift", "redshift-data", "s3", "sts")
    return {name: boto3.client(name, region_name="us-west-2") for name in names} | {"ec2": boto3.resource("ec2", region_name="us-west-2")}


POLICY = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"


def check_roles(iam):
    role = dict(Path="/", RoleName="dwhRole", Description="reads", AssumeRolePolicyDocument=TRUST)
    arn = iam.create_role(**role)["Role"]["Arn"]
    equal(arn, "arn:aws:iam::123456789012:role/dwhRole")
    equal(refused("EntityAlreadyExists", iam.create_role, **role),
          "An error occurred (EntityAlreadyExists) when calling the CreateRole operation: "
          "Role with name dwhRole already exists.")
    equal(iam.attach_role_policy(RoleName="dwhRole", PolicyArn=POLICY)["ResponseMetadata"]["HTTPStatusCode"], 200)
    equal(iam.get_role(RoleName="dwhRole")["Role"]["AssumeRolePolicyDocument"]["Version"], "2012-10-17")
    equal([policy["PolicyArn"] for policy in iam.list_attached_role_policies(RoleName="dwhRole")["AttachedPolicies"]], [POLICY])
    refused("DeleteConflict", iam.delete_role, RoleName="dwhRole")
    iam.put_role_policy(RoleName="dwhRole", PolicyName="more", PolicyDocument=TRUST)
    equal(iam.list_role_policies(RoleName="dwhRole")["PolicyNames"], ["more"])
    iam.delete_role_policy(RoleName="dwhRole", PolicyName="more")
    iam.create_user(UserName="bob")
    key = iam.create_access_key(UserName="bob")["AccessKey"]
    equal(iam.list_access_keys(UserName="bob")["AccessKeyMetadata"][0]["AccessKeyId"], key["AccessKeyId"])
    iam.delete_access_key(UserName="bob", AccessKeyId=key["AccessKeyId"])
    iam.delete_user(UserName="bob")
    refused("NoSuchEntity", iam.get_user, UserName="bob")
    return arn


def check_cluster(redshift, arn):
    cluster = dict(ClusterType="multi-node", NodeType="dc2.large", NumberOfNodes=4, DBName="dwh", ClusterIdentifier="dwhCluster",
                   MasterUsername="dwhuser", MasterUserPassword="Passw0rd", IamRoles=[arn])
    equal(redshift.create_cluster(**cluster)["Cluster"]["ClusterStatus"], "creating")
    refused("ClusterAlreadyExists", redshift.create_cluster, **cluster)
    refused("InvalidParameterValue", redshift.create_cluster, **{**cluster, "ClusterIdentifier": "b", "MasterUserPassword": "weak"})
    redshift.get_waiter("cluster_available").wait(ClusterIdentifier="dwhCluster")
    shown = redshift.describe_clusters(ClusterIdentifier="dwhCluster")["Clusters"][0]
    equal((shown["ClusterIdentifier"], shown["ClusterStatus"], shown["NumberOfNodes"], shown["IamRoles"][0]["IamRoleArn"]),
          ("dwhcluster", "available", 4, arn))
    equal(type(shown["ClusterCreateTime"]), datetime.datetime)
    equal([node["NodeRole"] for node in shown["ClusterNodes"]], ["LEADER", *(f"COMPUTE-{number}" for number in range(4))])
    ahead = shown["NextMaintenanceWindowStartTime"] - datetime.datetime.now(datetime.timezone.utc)
    assert datetime.timedelta() < ahead <= datetime.timedelta(days=7), ahead
    assert shown["ClusterRevisionNumber"].isdigit() and shown["ClusterPublicKey"].startswith("ssh-rsa AAAAB3NzaC1yc2E"), shown
    return shown


def check_network(ec2, shown):
    group = list(ec2.Vpc(id=shown["VpcId"]).security_groups.all())[0]
    rule = dict(GroupName=group.group_name, CidrIp="0.0.0.0/0", IpProtocol="TCP", FromPort=5439, ToPort=5439)
    equal(group.authorize_ingress(**rule)["Return"], True)
    equal(refused("InvalidPermission.Duplicate", group.authorize_ingress, **rule),
          'An error occurred (InvalidPermission.Duplicate) when calling the AuthorizeSecurityGroupIngress operation: the '
          'specified rule "peer: 0.0.0.0/0, TCP, from port: 5439, to port: 5439, ALLOW" already exists')
    made = ec2.create_security_group(GroupName="mine", Description="x", VpcId=shown["VpcId"])
    equal(ec2.SecurityGroup(made.id).group_name, "mine")
    made.delete()
    refused("InvalidGroup.NotFound", ec2.meta.client.describe_security_groups, GroupIds=[made.id])


def connect(shown, user="dwhuser", password="Passw0rd"):
    import psycopg2

    return psycopg2.connect(host=shown["Endpoint"]["Address"], port=os.environ["LOCALSHIFT_PORT"], dbname="dwh", user=user, password=password)


def check_database(redshift, shown):
    import psycopg2

    connection = connect(shown)
    cursor = connection.cursor()
    cursor.execute("CREATE TABLE kept (n int); INSERT INTO kept VALUES (1), (2)")
    connection.commit()
    connection.close()
    try:
        connect(shown, password="wrong")
        raise AssertionError("the password is another")
    except psycopg2.OperationalError as error:
        assert "password authentication failed" in str(error), error
    login = redshift.get_cluster_credentials(DbUser="bob", ClusterIdentifier="dwhcluster", AutoCreate=True, DbName="dwh")
    equal(login["DbUser"], "IAMA:bob")
    cursor = connect(shown, login["DbUser"], login["DbPassword"]).cursor()
    cursor.execute("SELECT current_user")
    equal(cursor.fetchone()[0].strip(), "bob")


def check_snapshots(redshift, shown):
    redshift.create_cluster_snapshot(SnapshotIdentifier="before", ClusterIdentifier="dwhcluster")
    connection = connect(shown)
    connection.autocommit = True
    connection.cursor().execute("DROP TABLE kept")
    connection.close()
    redshift.delete_cluster(ClusterIdentifier="dwhcluster", SkipFinalClusterSnapshot=True)
    redshift.restore_from_cluster_snapshot(ClusterIdentifier="dwhcluster", SnapshotIdentifier="before")
    connection = connect(shown)
    cursor = connection.cursor()
    cursor.execute("SELECT count(*) FROM kept")
    equal(cursor.fetchone()[0], 2)
    connection.close()
    copied = redshift.copy_cluster_snapshot(SourceSnapshotIdentifier="before", TargetSnapshotIdentifier="copy")["Snapshot"]
    equal((copied["SnapshotIdentifier"], copied["ClusterIdentifier"]), ("copy", "dwhcluster"))
    refused("ClusterSnapshotAlreadyExists", redshift.copy_cluster_snapshot, SourceSnapshotIdentifier="before", TargetSnapshotIdentifier="copy")
    redshift.delete_cluster_snapshot(SnapshotIdentifier="before")
    redshift.restore_from_cluster_snapshot(ClusterIdentifier="second", SnapshotIdentifier="copy")
    redshift.delete_cluster(ClusterIdentifier="second", SkipFinalClusterSnapshot=True)
    redshift.delete_cluster_snapshot(SnapshotIdentifier="copy")
    refused("ClusterSnapshotNotFound", redshift.describe_cluster_snapshots, SnapshotIdentifier="before")
    redshift.pause_cluster(ClusterIdentifier="dwhcluster")
    equal(redshift.describe_clusters()["Clusters"][0]["ClusterStatus"], "paused")
    redshift.resume_cluster(ClusterIdentifier="dwhcluster")
    connect(shown).close()


def check_end(redshift, iam):
    equal(redshift.delete_cluster(ClusterIdentifier="dwhCluster", SkipFinalClusterSnapshot=True)["Cluster"]["ClusterStatus"], "deleting")
    equal(refused("ClusterNotFound", redshift.describe_clusters, ClusterIdentifier="dwhCluster"),
          "An error occurred (ClusterNotFound) when calling the DescribeClusters operation: Cluster dwhcluster not found.")
    redshift.get_waiter("cluster_deleted").wait(ClusterIdentifier="dwhCluster")
    iam.detach_role_policy(RoleName="dwhRole", PolicyArn=POLICY)
    iam.delete_role(RoleName="dwhRole")
    equal(refused("NoSuchEntity", iam.detach_role_policy, RoleName="dwhRole", PolicyArn=POLICY),
          "An error occurred (NoSuchEntity) when calling the DetachRolePolicy operation: "
          "The role with name dwhRole cannot be found.")
    refused("InvalidAction", redshift.describe_hsm_configurations)


def check_buckets(s3):
    s3.create_bucket(Bucket="mine", CreateBucketConfiguration={"LocationConstraint": "us-west-2"})
    refused("BucketAlreadyOwnedByYou", s3.create_bucket, Bucket="mine", CreateBucketConfiguration={"LocationConstraint": "us-west-2"})
    # Where no region was named; on AWS it would be S3's own, of which nothing need be said.
    s3.create_bucket(Bucket="anywhere")
    s3.delete_bucket(Bucket="anywhere")
    key = "a/b c+\u00fc.txt"
    equal(s3.put_object(Bucket="mine", Key=key, Body=b"hello", Metadata={"x": "1"}, ContentType="text/plain")["ETag"],
          f'"{hashlib.md5(b"hello").hexdigest()}"')
    got = s3.get_object(Bucket="mine", Key=key)
    equal((got["Body"].read(), got["ContentType"], got["Metadata"]), (b"hello", "text/plain", {"x": "1"}))
    equal(s3.get_object(Bucket="mine", Key=key, Range="bytes=1-2")["Body"].read(), b"el")
    refused("InvalidRange", s3.get_object, Bucket="mine", Key=key, Range="bytes=9-")
    refused("304", s3.get_object, Bucket="mine", Key=key, IfNoneMatch=got["ETag"])
    refused("PreconditionFailed", s3.put_object, Bucket="mine", Key=key, Body=b"", IfNoneMatch="*")
    for number in range(50):
        s3.put_object(Bucket="mine", Key=f"n/{number:03}", Body=b"x" * number)
    for listing in ("list_objects", "list_objects_v2"):
        pages = s3.get_paginator(listing).paginate(Bucket="mine", PaginationConfig={"PageSize": 7})
        equal([entry["Key"] for page in pages for entry in page["Contents"]], [key, *(f"n/{number:03}" for number in range(50))])
        equal([entry["Prefix"] for entry in getattr(s3, listing)(Bucket="mine", Delimiter="/")["CommonPrefixes"]], ["a/", "n/"])
    for folder in ("logs/", "logs//", "/"):
        s3.put_object(Bucket="mine", Key=folder)
    s3.put_object(Bucket="mine", Key="logs//x", Body=b"1,folder\n")
    shown = s3.list_objects_v2(Bucket="mine", Prefix="logs/", Delimiter="/")
    equal([(entry["Key"], entry["Size"]) for entry in shown["Contents"]], [("logs/", 0)])
    equal([entry["Prefix"] for entry in shown["CommonPrefixes"]], ["logs//"])
    equal([entry["Prefix"] for entry in s3.list_objects_v2(Bucket="mine", Delimiter="/")["CommonPrefixes"]], ["/", "a/", "logs/", "n/"])
    equal(s3.head_object(Bucket="mine", Key="logs//")["ContentLength"], 0)
    equal(s3.get_object(Bucket="mine", Key="logs//x")["Body"].read(), b"1,folder\n")
    for folder in ("/", "logs//x", "logs//", "logs/"):
        s3.delete_object(Bucket="mine", Key=folder)
        refused("404", s3.head_object, Bucket="mine", Key=folder)
    s3.copy_object(Bucket="mine", Key="copy", CopySource={"Bucket": "mine", "Key": key})
    equal(s3.head_object(Bucket="mine", Key="copy")["Metadata"], {"x": "1"})
    url = s3.generate_presigned_url("get_object", Params={"Bucket": "mine", "Key": "copy"})
    equal(urllib.request.urlopen(url, timeout=20).read(), b"hello")
    large = os.urandom(12 << 20)
    s3.upload_fileobj(io.BytesIO(large), "mine", "large")
    back = io.BytesIO()
    s3.download_fileobj("mine", "large", back)
    assert back.getvalue() == large
    refused("NoSuchKey", s3.get_object, Bucket="mine", Key="none")
    refused("NoSuchBucket", s3.list_objects_v2, Bucket="nobody")
    refused("BucketNotEmpty", s3.delete_bucket, Bucket="mine")


def check_copy(s3):
    import psycopg2

    s3.put_object(Bucket="mine", Key="data/1.csv", Body=b"1,a\n2,b\n")
    cursor = psycopg2.connect("host=cluster.example dbname=d user=u password=p").cursor()
    cursor.execute("CREATE TABLE loaded (i int, s varchar)")
    role = "IAM_ROLE 'arn:aws:iam::123456789012:role/r'"
    cursor.execute(f"COPY loaded FROM 's3://mine/data/' {role} CSV")
    cursor.execute(f"UNLOAD ('SELECT * FROM loaded ORDER BY i') TO 's3://mine/out/x_' {role} CSV PARALLEL OFF")
    equal(s3.get_object(Bucket="mine", Key="out/x_000")["Body"].read(), b"1,a\n2,b\n")
    keys = [entry["Key"] for entry in s3.list_objects_v2(Bucket="mine")["Contents"]]
    s3.delete_objects(Bucket="mine", Delete={"Objects": [{"Key": key} for key in keys]})
    s3.delete_bucket(Bucket="mine")
    equal(s3.list_buckets()["Buckets"], [])


def check_statements(data):
    where = dict(ClusterIdentifier="any", Database="dev", DbUser="awsuser")
    def wait(identifier):
        for _ in range(2000):
            shown = data.describe_statement(Id=identifier)
            if shown["Status"] in ("FINISHED", "FAILED", "ABORTED"):
                return shown
        raise AssertionError("it does not end")
    made = data.batch_execute_statement(
        Sqls=["CREATE TABLE d (i int, s varchar(9), p decimal(9, 2), b boolean)", "INSERT INTO d VALUES (1, 'a', 1.5, true), (2, null, 2, false)"],
        **where)
    equal([(part["Status"], part["ResultRows"]) for part in wait(made["Id"])["SubStatements"]], [("FINISHED", 0), ("FINISHED", 2)])
    asked = data.execute_statement(Sql="SELECT * FROM d WHERE i >= :least ORDER BY i", Parameters=[{"name": "least", "value": "1"}], **where)
    shown = wait(asked["Id"])
    equal((shown["Status"], shown["ResultRows"], shown["HasResultSet"]), ("FINISHED", 2, True))
    result = data.get_statement_result(Id=asked["Id"], NextToken="")
    equal(result["Records"], [
        [{"longValue": 1}, {"stringValue": "a"}, {"stringValue": "1.50"}, {"booleanValue": True}],
        [{"longValue": 2}, {"isNull": True}, {"stringValue": "2.00"}, {"booleanValue": False}]])
    equal([column["typeName"] for column in result["ColumnMetadata"]], ["int4", "varchar", "numeric", "bool"])
    today = wait(data.execute_statement(
        Sql="SELECT CAST(:day AS date) = current_date", Parameters=[{"name": "day", "value": "today"}], **where)["Id"])
    equal(data.get_statement_result(Id=today["Id"])["Records"], [[{"booleanValue": True}]])
    failed = wait(data.execute_statement(Sql="SELECT * FROM nowhere", **where)["Id"])
    equal((failed["Status"], failed["Error"]), ("FAILED", 'ERROR: relation "nowhere" does not exist'))
    undone = data.batch_execute_statement(Sqls=["INSERT INTO d VALUES (3)", "SELECT * FROM nowhere"], **where)
    equal(wait(undone["Id"])["Status"], "FAILED")
    pages = data.get_paginator("get_statement_result").paginate(Id=wait(data.execute_statement(
        Sql="SELECT a.i FROM d a, d b, d c, d e, d f, d g, d h, d j, d k, d l, d m", **where)["Id"])["Id"])
    equal(sum(len(page["Records"]) for page in pages), 2048)
    equal([table["name"] for table in data.list_tables(SchemaPattern="public", TablePattern="d", Database="dev", ClusterIdentifier="any", DbUser="awsuser")["Tables"]], ["d"])
    equal([column["name"] for column in data.describe_table(Table="d", Database="dev", ClusterIdentifier="any", DbUser="awsuser")["ColumnList"]], ["i", "s", "p", "b"])
    refused("ResourceNotFoundException", data.describe_statement, Id="00000000-0000-0000-0000-000000000000")
    running = data.execute_statement(Sql="SELECT count(*) FROM d a, d b" + "".join(f", d c{n}" for n in range(40)), **where)
    data.cancel_statement(Id=running["Id"])
    equal(wait(running["Id"])["Status"], "ABORTED")


def within():
    services = clients()
    equal(services["sts"].get_caller_identity()["Account"], "123456789012")
    check_buckets(services["s3"])
    check_copy(services["s3"])
    check_statements(services["redshift-data"])
    # Twice: what is left of the first time must not be in the way.
    for _ in range(2):
        arn = check_roles(services["iam"])
        shown = check_cluster(services["redshift"], arn)
        if _ == 0:
            check_network(services["ec2"], shown)
        check_database(services["redshift"], shown)
        check_snapshots(services["redshift"], shown)
        check_end(services["redshift"], services["iam"])


if __name__ == "__main__":
    main("cloud", within)
