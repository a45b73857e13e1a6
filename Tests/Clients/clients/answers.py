"""Every operation of AWS's services that is built, its paginators and waiters, compared with botocore's service models."""

import io
import re
import time

from clients import networks, redshift_control
from lib.asking import expect_pages, expect_soon, refused
from lib.asking_serverless import ask_parameters, ask_secrets, ask_serverless
from lib.asking_storage import ask_settings
from lib.checks import equal
from lib.cloud import TRUST, main
from lib.server import ROOT
from lib.shapes import Watcher

PAGE = ROOT / "Sources" / "localshift" / "localshift.docc" / "AWS-Services.md"
STORAGE = {
    "AbortMultipartUpload", "CompleteMultipartUpload", "CopyObject", "CreateBucket", "CreateMultipartUpload", "DeleteBucket",
    "DeleteObject", "DeleteObjects", "GetBucketLocation", "GetObject", "HeadBucket", "HeadObject", "ListBuckets",
    "GetObjectAttributes", "ListMultipartUploads", "ListObjects", "ListObjectsV2", "ListParts", "PutObject", "UploadPart", "UploadPartCopy"}
# A resizing is over at once, so that none can be cancelled.
ALWAYS_REFUSED = {"CancelResize"}
LINKED_ROLE = "arn:aws:iam::123456789012:role/aws-service-role/redshift.amazonaws.com/AWSServiceRoleForRedshift"


def built():
    """By the page that is made from the code."""
    rows = re.findall(r"^\| `([\w-]+)` \| (`.*) \|$", PAGE.read_text(), re.MULTILINE)
    return {service: set(re.findall(r"`(\w+)`", operations)) for service, operations in rows} | {"s3": STORAGE}


# Services, each from nothing to nothing


def ask_identity(iam):
    redshift_control.check_identity(iam)
    for name in ("one", "two"):
        iam.create_role(RoleName=name, AssumeRolePolicyDocument=TRUST, Description="x", Tags=[{"Key": "a", "Value": "b"}])
        iam.create_user(UserName=name, Tags=[{"Key": "a", "Value": "b"}])
    policies = [iam.create_policy(PolicyName=name, PolicyDocument=TRUST, Description="x")["Policy"]["Arn"] for name in ("one", "two")]
    for waiter, arguments in (("role_exists", {"RoleName": "one"}), ("user_exists", {"UserName": "one"}), ("policy_exists", {"PolicyArn": policies[0]})):
        expect_soon(iam, waiter, **arguments)
    linked = {"AWSServiceName": "redshift.amazonaws.com"}
    iam.create_service_linked_role(**linked)
    task = iam.delete_service_linked_role(RoleName="AWSServiceRoleForRedshift")["DeletionTaskId"]
    iam.get_service_linked_role_deletion_status(DeletionTaskId=task)
    iam.create_service_linked_role(**linked)
    for call in (iam.get_role, iam.delete_role, iam.list_role_policies):
        refused(call, RoleName="nobody")
    refused(iam.create_role, RoleName="one", AssumeRolePolicyDocument=TRUST)
    ask_roles(iam, policies)
    ask_users(iam, policies)
    ask_tags(iam, policies)
    iam.get_policy(PolicyArn=policies[0])
    iam.get_policy_version(PolicyArn=policies[0], VersionId="v1")
    expect_pages(iam, "list_policies")
    refused(iam.get_policy, PolicyArn="arn:aws:iam::123456789012:policy/none")
    for name, policy in zip(("one", "two"), policies):
        iam.delete_policy(PolicyArn=policy)
        iam.delete_role(RoleName=name)
        iam.delete_user(UserName=name)


def ask_roles(iam, policies):
    role = {"RoleName": "one"}
    iam.get_role(**role)
    iam.update_role(**role, Description="y")
    iam.update_assume_role_policy(**role, PolicyDocument=TRUST)
    iam.tag_role(**role, Tags=[{"Key": "c", "Value": "d"}])
    expect_pages(iam, "list_role_tags", **role)
    iam.untag_role(**role, TagKeys=["a", "c"])
    expect_pages(iam, "list_roles")
    for policy in policies:
        iam.attach_role_policy(**role, PolicyArn=policy)
        iam.put_role_policy(**role, PolicyName=policy[-3:], PolicyDocument=TRUST)
    expect_pages(iam, "list_attached_role_policies", **role)
    expect_pages(iam, "list_role_policies", **role)
    iam.get_role_policy(**role, PolicyName="one")
    refused(iam.delete_role, **role)
    for policy in policies:
        iam.detach_role_policy(**role, PolicyArn=policy)
        iam.delete_role_policy(**role, PolicyName=policy[-3:])


def ask_tags(iam, policies):
    iam.create_instance_profile(InstanceProfileName="tagged")
    tags = [{"Key": key, "Value": "x"} for key in "ef"]
    for kind, named in (("role", {"RoleName": "one"}), ("user", {"UserName": "one"}), ("policy", {"PolicyArn": policies[0]}),
                        ("instance_profile", {"InstanceProfileName": "tagged"})):
        getattr(iam, f"tag_{kind}")(**named, Tags=tags)
        expect_pages(iam, f"list_{kind}_tags", **named)
        getattr(iam, f"get_{kind}")(**named)
        getattr(iam, f"untag_{kind}")(**named, TagKeys=["e", "f"])
        if kind in ("role", "user"):
            getattr(iam, f"put_{kind}_permissions_boundary")(**named, PermissionsBoundary=policies[0])
            getattr(iam, f"get_{kind}")(**named)
            getattr(iam, f"delete_{kind}_permissions_boundary")(**named)
    iam.delete_instance_profile(InstanceProfileName="tagged")
    iam.update_user(UserName="one", NewPath="/new/")
    iam.update_role_description(RoleName="one", Description="z")


def ask_users(iam, policies):
    user = {"UserName": "one"}
    iam.get_user(**user)
    iam.get_user()
    equal(iam.list_account_aliases()["AccountAliases"], [])
    expect_pages(iam, "list_users")
    for policy in policies:
        iam.attach_user_policy(**user, PolicyArn=policy)
    expect_pages(iam, "list_attached_user_policies", **user)
    for policy in policies:
        iam.detach_user_policy(**user, PolicyArn=policy)
    keys = [iam.create_access_key(**user)["AccessKey"]["AccessKeyId"] for _ in range(2)]
    expect_pages(iam, "list_access_keys", **user)
    iam.get_access_key_last_used(AccessKeyId=keys[0])
    for key in keys:
        iam.delete_access_key(**user, AccessKeyId=key)


def ask_network(ec2):
    vpc = ec2.describe_vpcs()["Vpcs"][0]["VpcId"]
    groups = [ec2.create_security_group(GroupName=f"g{number}", Description="x", VpcId=vpc)["GroupId"] for number in range(6)]
    for waiter, arguments in (
            ("vpc_exists", {"VpcIds": [vpc]}), ("vpc_available", {"VpcIds": [vpc]}), ("subnet_available", {}),
            ("security_group_exists", {"GroupIds": groups[:1]})):
        expect_soon(ec2, waiter, **arguments)
    more = [ec2.create_vpc(CidrBlock=f"10.{number}.0.0/16")["Vpc"]["VpcId"] for number in range(6)]
    more_gateways = [ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"] for _ in range(6)]
    expect_soon(ec2, "internet_gateway_exists", InternetGatewayIds=more_gateways)
    expect_pages(ec2, "describe_subnets")
    for operation in ("describe_vpcs", "describe_internet_gateways", "describe_route_tables", "describe_network_acls"):
        expect_pages(ec2, operation, least=7)
    for identifier in more_gateways:
        ec2.delete_internet_gateway(InternetGatewayId=identifier)
    for identifier in more:
        ec2.delete_vpc(VpcId=identifier)
    zones = ec2.describe_availability_zones(Filters=[{"Name": "state", "Values": ["available"]}])["AvailabilityZones"]
    equal({zone["ZoneName"] for zone in zones}, {subnet["AvailabilityZone"] for subnet in ec2.describe_subnets()["Subnets"]})
    refused(ec2.describe_availability_zones, ZoneNames=["nowhere-1a"])
    equal(len(ec2.describe_regions(RegionNames=["us-west-2"])["Regions"]), 1)
    refused(ec2.describe_regions, RegionNames=["nowhere-1"])
    rule = {"IpProtocol": "tcp", "FromPort": 5439, "ToPort": 5439, "IpRanges": [{"CidrIp": "10.0.0.0/8", "Description": "x"}]}
    ec2.authorize_security_group_ingress(GroupId=groups[0], IpPermissions=[rule])
    refused(ec2.authorize_security_group_ingress, GroupId=groups[0], IpPermissions=[rule])
    expect_pages(ec2, "describe_security_groups")
    ec2.revoke_security_group_ingress(GroupId=groups[0], IpPermissions=[rule])
    everywhere = ec2.describe_security_groups(GroupIds=groups[:1])["SecurityGroups"][0]["IpPermissionsEgress"]
    ec2.revoke_security_group_egress(GroupId=groups[0], IpPermissions=everywhere)
    refused(ec2.revoke_security_group_egress, GroupId=groups[0], IpPermissions=everywhere)
    added = ec2.authorize_security_group_egress(GroupId=groups[0], IpPermissions=[rule])["SecurityGroupRules"]
    assert [given["IsEgress"] for given in added] == [True], added
    refused(ec2.authorize_security_group_egress, GroupId=groups[0], IpPermissions=[rule])
    shown = ec2.describe_security_groups(GroupIds=groups[:1])["SecurityGroups"][0]
    assert len(shown["IpPermissionsEgress"]) == 1 and not shown["IpPermissions"], shown
    ask_network_tags(ec2, vpc, groups)
    for group in groups:
        ec2.delete_security_group(GroupId=group)
    refused(ec2.describe_security_groups, GroupIds=groups)


def ask_network_tags(ec2, vpc, groups):
    tags = [{"Key": "Name", "Value": "etl"}, {"Key": "env", "Value": "dev"}]
    ec2.create_tags(Resources=[vpc, groups[0]], Tags=tags)
    tagged = ec2.create_security_group(GroupName="tagged", Description="x", TagSpecifications=[
        {"ResourceType": "security-group", "Tags": tags}])["GroupId"]
    named = [{"Name": "tag:Name", "Values": ["et?"]}, {"Name": "tag-key", "Values": ["env"]}]
    found = ec2.describe_security_groups(Filters=named)["SecurityGroups"]
    equal({group["GroupId"] for group in found}, {groups[0], tagged})
    equal([found[0]["Tags"], ec2.describe_vpcs(Filters=named)["Vpcs"][0]["Tags"]], [tags, tags])
    equal(ec2.describe_subnets(Filters=named)["Subnets"], [])
    ec2.delete_tags(Resources=[vpc], Tags=[{"Key": "Name", "Value": "other"}, {"Key": "env"}])
    equal(ec2.describe_vpcs()["Vpcs"][0]["Tags"], tags[:1])
    equal(len(expect_pages(ec2, "describe_tags", Filters=[{"Name": "resource-type", "Values": ["security-group"]}])), 4)
    ec2.delete_tags(Resources=[vpc])
    equal(ec2.describe_vpcs()["Vpcs"][0].get("Tags", []), [])
    refused(ec2.create_tags, Resources=["i-1"], Tags=tags)
    ec2.delete_security_group(GroupId=tagged)


def ask_tokens(sts):
    sts.get_caller_identity()
    sts.assume_role(RoleArn=LINKED_ROLE, RoleSessionName="it")
    sts.get_session_token()
    sts.get_federation_token(Name="guest")
    equal(sts.get_access_key_info(AccessKeyId="AKIAIOSFODNN7EXAMPLE")["Account"], "123456789012")


def ask_warehouse(redshift):
    ask_control(redshift)
    names = [{"ClusterIdentifier": "one"}, {"ClusterIdentifier": "two"}]
    login = {"MasterUsername": "dwhuser", "MasterUserPassword": "Passw0rd", "NodeType": "ra3.large", "DBName": "dwh"}
    for name in names:
        redshift.create_cluster(**name, **login, ClusterType="multi-node", NumberOfNodes=2, Tags=[{"Key": "a", "Value": "b"}])
        expect_soon(redshift, "cluster_available", **name)
    refused(redshift.create_cluster, **names[0], **login)
    expect_pages(redshift, "describe_clusters")
    expect_pages(redshift, "describe_orderable_cluster_options")
    expect_pages(redshift, "describe_tags")
    change_cluster(redshift, names[0])
    ask_snapshots(redshift, names[0])
    for name in names:
        redshift.delete_cluster(**name, SkipFinalClusterSnapshot=True)
        expect_soon(redshift, "cluster_deleted", **name)
        refused(redshift.delete_cluster, **name, SkipFinalClusterSnapshot=True)


def ask_control(redshift):
    """What another module asks for, seen by this one's eyes, and its pages."""
    redshift_control.check_groups(redshift)
    for operation, least in (
            ("describe_cluster_subnet_groups", 2), ("describe_cluster_parameter_groups", 2), ("describe_cluster_security_groups", 1),
            ("describe_cluster_versions", 2)):
        expect_pages(redshift, operation, least)
    expect_pages(redshift, "describe_cluster_parameters", ParameterGroupName="mine")
    expect_pages(redshift, "describe_default_cluster_parameters", ParameterGroupFamily="redshift-1.0")
    redshift_control.check_cluster(redshift)
    redshift_control.check_options(redshift)
    for grant in ("first", "second"):
        redshift.create_snapshot_copy_grant(SnapshotCopyGrantName=grant)
    expect_pages(redshift, "describe_snapshot_copy_grants")
    for grant in ("first", "second"):
        redshift.delete_snapshot_copy_grant(SnapshotCopyGrantName=grant)
    redshift_control.check_schedules(redshift)
    redshift_control.check_descriptions(redshift)
    redshift_control.check_events(redshift)
    expect_pages(redshift, "describe_events")
    for call, name in (
            ("delete_cluster_subnet_group", "ClusterSubnetGroupName"), ("delete_cluster_parameter_group", "ParameterGroupName"),
            ("delete_cluster_snapshot", "SnapshotIdentifier")):
        getattr(redshift, call)(**{name: "kept" if "snapshot" in call else "mine"})


def change_cluster(redshift, name):
    arn = "arn:aws:redshift:us-west-2:123456789012:cluster:one"
    redshift.create_tags(ResourceName=arn, Tags=[{"Key": "c", "Value": "d"}])
    redshift.delete_tags(ResourceName=arn, TagKeys=["c"])
    refused(redshift.create_tags, ResourceName=arn + "s", Tags=[{"Key": "c", "Value": "d"}])
    redshift.modify_cluster(**name, NumberOfNodes=3)
    redshift.modify_cluster_iam_roles(**name, AddIamRoles=["arn:aws:iam::123456789012:role/one"])
    redshift.resize_cluster(**name, NumberOfNodes=4)
    redshift.reboot_cluster(**name)
    redshift.pause_cluster(**name)
    refused(redshift.pause_cluster, **name)
    redshift.resume_cluster(**name)
    redshift.describe_logging_status(**name)
    redshift.get_cluster_credentials(**name, DbUser="bob", AutoCreate=True)
    redshift.get_cluster_credentials_with_iam(**name, DbName="dwh")
    redshift.describe_custom_domain_associations()
    refused(redshift.get_cluster_credentials, ClusterIdentifier="none", DbUser="bob")


def ask_snapshots(redshift, name):
    for snapshot in ("first", "second"):
        redshift.create_cluster_snapshot(**name, SnapshotIdentifier=snapshot, Tags=[{"Key": "a", "Value": "b"}])
        expect_soon(redshift, "snapshot_available", SnapshotIdentifier=snapshot)
    refused(redshift.create_cluster_snapshot, **name, SnapshotIdentifier="first")
    redshift.copy_cluster_snapshot(SourceSnapshotIdentifier="first", TargetSnapshotIdentifier="copied")
    expect_pages(redshift, "describe_cluster_snapshots")
    redshift.restore_from_cluster_snapshot(ClusterIdentifier="back", SnapshotIdentifier="first")
    expect_soon(redshift, "cluster_restored", ClusterIdentifier="back")
    redshift.delete_cluster(ClusterIdentifier="back", FinalClusterSnapshotIdentifier="last")
    for snapshot in ("first", "second", "last", "copied"):
        redshift.delete_cluster_snapshot(SnapshotIdentifier=snapshot)
    refused(redshift.delete_cluster_snapshot, SnapshotIdentifier="first")


def ask_statements(data):
    redshift_control.check_sessions(data)
    where = {"ClusterIdentifier": "any", "Database": "dev", "DbUser": "awsuser"}
    made = data.batch_execute_statement(
        Sqls=["CREATE TABLE t1 (i int, s varchar(9) DEFAULT 'x')", "CREATE TABLE t2 (f float8, b bool)", "SELECT 1 AS n"],
        **where, StatementName="made")
    ended(data, made["Id"])
    data.get_statement_result(Id=f"{made['Id']}:3")
    rows = "SELECT 1, 1.5::float8, true, 'a', NULL, 2.50 FROM (SELECT 1 FROM pg_type a, pg_type b LIMIT 1500)"
    for form, get in (("JSON", "get_statement_result"), ("CSV", "get_statement_result_v2")):
        asked = data.execute_statement(Sql=rows, ResultFormat=form, SessionKeepAliveSeconds=1, ClientToken=form, **where)
        equal(ended(data, asked["Id"])["Status"], "FINISHED")
        equal(len(list(data.get_paginator(get).paginate(Id=asked["Id"]))), 2)
    named = data.execute_statement(Sql="SELECT :n", Parameters=[{"name": "n", "value": "1"}], **where)
    equal(ended(data, named["Id"])["ResultRows"], 1)
    failed = data.execute_statement(Sql="SELECT nothing", **where)
    equal(ended(data, failed["Id"])["Status"], "FAILED")
    refused(data.get_statement_result, Id=failed["Id"])
    refused(data.describe_statement, Id="00000000-0000-0000-0000-000000000000")
    running = data.execute_statement(Sql="SELECT count(*) FROM pg_type a, pg_type b, pg_type c, pg_type d, pg_type e", **where)
    data.cancel_statement(Id=running["Id"])
    equal(ended(data, running["Id"])["Status"], "ABORTED")
    expect_pages(data, "list_statements")
    expect_pages(data, "list_databases", least=1, **where)
    expect_pages(data, "list_schemas", **where)
    expect_pages(data, "list_tables", **where, SchemaPattern="public")
    expect_pages(data, "describe_table", **where, Schema="public", Table="t1")
    # However far a statement is, it can be cancelled.
    for number in range(300):
        running = data.execute_statement(
            Sql="SELECT count(*) FROM pg_type a, pg_type b, pg_type c, pg_type d, pg_type e", **where)
        time.sleep(number % 40 * 0.00002)
        data.cancel_statement(Id=running["Id"])
        equal(ended(data, running["Id"])["Status"], "ABORTED")


def ended(data, identifier):
    for _ in range(2000):
        shown = data.describe_statement(Id=identifier)
        if shown["Status"] in ("FINISHED", "FAILED", "ABORTED"):
            return shown
    raise AssertionError("it does not end")


def ask_storage(s3):
    for bucket in ("first", "second"):
        expect_soon(s3, "bucket_not_exists", Bucket=bucket)
        s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "us-west-2"})
        expect_soon(s3, "bucket_exists", Bucket=bucket)
    bucket = {"Bucket": "first"}
    expect_pages(s3, "list_buckets")
    s3.head_bucket(**bucket)
    equal(s3.get_bucket_location(**bucket)["LocationConstraint"], "us-west-2")
    ask_objects(s3, bucket)
    ask_settings(s3, bucket)
    ask_uploads(s3, bucket)
    refused(s3.delete_bucket, **bucket)
    s3.delete_objects(**bucket, Delete={"Objects": [{"Key": entry["Key"]} for entry in s3.list_objects_v2(**bucket)["Contents"]]})
    refused(s3.get_object, **bucket, Key="a")
    for name in ("first", "second"):
        s3.delete_bucket(Bucket=name)


def ask_objects(s3, bucket):
    for key in ("a", "b/c", "b/d"):
        expect_soon(s3, "object_not_exists", **bucket, Key=key)
        s3.put_object(**bucket, Key=key, Body=b"hello")
        expect_soon(s3, "object_exists", **bucket, Key=key)
    for listing in ("list_objects", "list_objects_v2"):
        expect_pages(s3, listing, **bucket)
        equal(len(expect_pages(s3, listing, **bucket, Prefix="b/")), 2)
    s3.list_objects_v2(**bucket, Delimiter="/", FetchOwner=True, StartAfter="a")
    s3.get_object(**bucket, Key="a", Range="bytes=1-2")["Body"].read()
    s3.head_object(**bucket, Key="a")
    s3.get_object_attributes(**bucket, Key="a", ObjectAttributes=["ETag", "Checksum", "StorageClass", "ObjectSize"])
    s3.copy_object(**bucket, Key="copy", CopySource="first/a")
    s3.delete_object(**bucket, Key="copy")
    expect_soon(s3, "object_not_exists", **bucket, Key="copy")


def ask_uploads(s3, bucket):
    uploads = [s3.create_multipart_upload(**bucket, Key=key)["UploadId"] for key in ("m", "n")]
    expect_pages(s3, "list_multipart_uploads", **bucket)
    upload = {**bucket, "Key": "m", "UploadId": uploads[0]}
    parts = [{"PartNumber": 1, "ETag": s3.upload_part(**upload, PartNumber=1, Body=io.BytesIO(bytes(5 << 20)))["ETag"]}]
    copied = s3.upload_part_copy(**upload, PartNumber=2, CopySource="first/a")
    parts.append({"PartNumber": 2, "ETag": copied["CopyPartResult"]["ETag"]})
    expect_pages(s3, "list_parts", **upload)
    s3.complete_multipart_upload(**upload, MultipartUpload={"Parts": parts})
    s3.abort_multipart_upload(**bucket, Key="n", UploadId=uploads[1])
    refused(s3.list_parts, **upload)


def ask_authentication(session):
    """Where one service gives what another asks for."""
    iam = session.client("iam")
    role = iam.create_role(RoleName="webWorker", AssumeRolePolicyDocument=TRUST)["Role"]["Arn"]
    redshift_control.check_authentication(session.client("redshift"), session.client("sts"), role)
    iam.delete_role(RoleName="webWorker")


ASKED = {"iam": ask_identity, "ec2": ask_network, "sts": ask_tokens, "redshift": ask_warehouse, "redshift-data": ask_statements,
         "s3": ask_storage, "redshift-serverless": ask_serverless, "secretsmanager": ask_secrets, "ssm": ask_parameters}


def within():
    import boto3

    session = boto3.Session(region_name="us-west-2")
    watcher = Watcher(session)
    for service, ask in ASKED.items():
        ask(session.client(service))
    ask_authentication(session)
    networks.ask(session)
    complaints = watcher.complaints + [
        f"{service}.{name} was not called" for service, names in built().items() for name in sorted(names - watcher.seen[service] - ALWAYS_REFUSED)]
    assert not complaints, "\n".join(dict.fromkeys(complaints))


if __name__ == "__main__":
    main("answers", within)
