"""Redshift's control plane beside the cluster itself: groups, events, logging, schedules, resizing, and IAM's smaller parts."""

import base64
import datetime

import boto3

from lib.checks import equal
from lib.cloud import CLUSTER, TRUST, main, refused

SUBNETS = ["subnet-0a1b2c3d4e5f60710", "subnet-0a1b2c3d4e5f60711"]
CLAIMS = base64.urlsafe_b64encode(b'{"sub": "worker", "iss": "issuer"}').decode().rstrip("=")
READ = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"


def check_groups(redshift):
    check_subnet_groups(redshift)
    check_parameter_groups(redshift)
    check_security_groups(redshift)


def check_subnet_groups(redshift):
    named = {"ClusterSubnetGroupName": "Mine"}
    made = redshift.create_cluster_subnet_group(**named, Description="d", SubnetIds=SUBNETS)["ClusterSubnetGroup"]
    equal([subnet["SubnetAvailabilityZone"]["Name"] for subnet in made["Subnets"]], ["us-west-2a", "us-west-2b"])
    refused("ClusterSubnetGroupAlreadyExists", redshift.create_cluster_subnet_group, **named, Description="d", SubnetIds=SUBNETS)
    refused("InvalidSubnet", redshift.create_cluster_subnet_group, ClusterSubnetGroupName="x", Description="d", SubnetIds=["subnet-1"])
    equal(len(redshift.modify_cluster_subnet_group(**named, SubnetIds=SUBNETS[:1])["ClusterSubnetGroup"]["Subnets"]), 1)
    equal([group["ClusterSubnetGroupName"] for group in redshift.describe_cluster_subnet_groups()["ClusterSubnetGroups"]], ["default", "mine"])
    refused("ClusterSubnetGroupNotFoundFault", redshift.create_cluster, **CLUSTER, ClusterSubnetGroupName="none")


def check_parameter_groups(redshift):
    named = {"ParameterGroupName": "mine"}
    redshift.create_cluster_parameter_group(**named, ParameterGroupFamily="redshift-1.0", Description="d")
    equal([group["ParameterGroupName"] for group in redshift.describe_cluster_parameter_groups()["ParameterGroups"]],
          ["default.redshift-1.0", "mine"])
    redshift.modify_cluster_parameter_group(**named, Parameters=[{"ParameterName": "statement_timeout", "ParameterValue": "5000"}])
    shown = redshift.describe_cluster_parameters(**named, Source="user")["Parameters"]
    equal([(one["ParameterName"], one["ParameterValue"]) for one in shown], [("statement_timeout", "5000")])
    pages = redshift.get_paginator("describe_cluster_parameters").paginate(**named, PaginationConfig={"PageSize": 5})
    names = [one["ParameterName"] for page in pages for one in page["Parameters"]]
    assert len(names) == len(set(names)) > 10 and "wlm_json_configuration" in names
    equal(len(redshift.describe_default_cluster_parameters(ParameterGroupFamily="redshift-1.0")["DefaultClusterParameters"]["Parameters"]), len(names))
    redshift.reset_cluster_parameter_group(**named, ResetAllParameters=True)
    equal(redshift.describe_cluster_parameters(**named, Source="user")["Parameters"], [])
    refused("InvalidClusterParameterGroupState", redshift.delete_cluster_parameter_group, ParameterGroupName="default.redshift-1.0")
    refused("ClusterParameterGroupNotFound", redshift.describe_cluster_parameters, ParameterGroupName="none")


def check_security_groups(redshift):
    named = {"ClusterSecurityGroupName": "mine"}
    redshift.create_cluster_security_group(**named, Description="d")
    redshift.authorize_cluster_security_group_ingress(**named, CIDRIP="10.0.0.0/8")
    refused("AuthorizationAlreadyExists", redshift.authorize_cluster_security_group_ingress, **named, CIDRIP="10.0.0.0/8")
    shown = redshift.describe_cluster_security_groups(**named)["ClusterSecurityGroups"][0]
    equal([entry["CIDRIP"] for entry in shown["IPRanges"]], ["10.0.0.0/8"])
    redshift.revoke_cluster_security_group_ingress(**named, CIDRIP="10.0.0.0/8")
    refused("AuthorizationNotFound", redshift.revoke_cluster_security_group_ingress, **named, CIDRIP="10.0.0.0/8")
    redshift.delete_cluster_security_group(**named)


def check_cluster(redshift):
    redshift.create_cluster(**CLUSTER, ClusterSubnetGroupName="mine", ClusterParameterGroupName="mine")
    named = {"ClusterIdentifier": "dwh"}
    shown = redshift.describe_clusters(**named)["Clusters"][0]
    equal((shown["ClusterSubnetGroupName"], shown["ClusterParameterGroups"][0]["ParameterGroupName"]), ("mine", "mine"))
    refused("ResizeNotFound", redshift.describe_resize, **named)
    redshift.resize_cluster(**named, ClusterType="multi-node", NumberOfNodes=4, Classic=True)
    resize = redshift.describe_resize(**named)
    equal((resize["Status"], resize["TargetNumberOfNodes"], resize["ResizeType"]), ("SUCCEEDED", 4, "ClassicResize"))
    refused("ResizeNotFound", redshift.cancel_resize, **named)
    equal(redshift.rotate_encryption_key(**named)["Cluster"]["ClusterStatus"], "rotating-keys")
    deferred = redshift.modify_cluster_maintenance(**named, DeferMaintenance=True, DeferMaintenanceDuration=7)["Cluster"]
    window = deferred["DeferredMaintenanceWindows"][0]
    equal(window["DeferMaintenanceEndTime"] - window["DeferMaintenanceStartTime"], datetime.timedelta(days=7))
    equal(redshift.modify_cluster_maintenance(**named, DeferMaintenance=False)["Cluster"]["DeferredMaintenanceWindows"], [])
    equal(redshift.describe_logging_status(**named)["LoggingEnabled"], False)
    redshift.enable_logging(**named, BucketName="logs", S3KeyPrefix="a/")
    logging = redshift.describe_logging_status(**named)
    equal((logging["LoggingEnabled"], logging["BucketName"], logging["S3KeyPrefix"]), (True, "logs", "a/"))
    equal(redshift.disable_logging(**named)["LoggingEnabled"], False)


def check_options(redshift):
    """What a cluster is asked to be is shown of it, or refused by its name."""
    redshift.create_cluster_security_group(ClusterSecurityGroupName="old", Description="d")
    redshift.create_snapshot_schedule(ScheduleIdentifier="hourly", ScheduleDefinitions=["rate(1 hours)"])
    options = {**CLUSTER, "ClusterIdentifier": "options"}
    for wrong, code in (
            ({"ClusterSecurityGroups": ["none"]}, "ClusterSecurityGroupNotFound"), ({"HsmClientCertificateIdentifier": "h"}, "HsmClientCertificateNotFoundFault"),
            ({"HsmConfigurationIdentifier": "h"}, "HsmConfigurationNotFoundFault"), ({"ElasticIp": "somewhere"}, "InvalidElasticIpFault"),
            ({"IpAddressType": "ipv5"}, "InvalidParameterValue"), ({"SnapshotScheduleIdentifier": "none"}, "SnapshotScheduleNotFound"),
            ({"LoadSampleData": "tickit"}, "UnsupportedOperation"), ({"RedshiftIdcApplicationArn": "a"}, "UnsupportedOperation")):
        refused(code, redshift.create_cluster, **options, **wrong)
    redshift.create_cluster(
        **options, ClusterSecurityGroups=["Old"], ElasticIp="192.0.2.1", IpAddressType="dualstack", SnapshotScheduleIdentifier="hourly")
    named = {"ClusterIdentifier": "options"}
    shown = redshift.describe_clusters(**named)["Clusters"][0]
    equal([group["ClusterSecurityGroupName"] for group in shown["ClusterSecurityGroups"]], ["old"])
    equal((shown["ElasticIpStatus"]["ElasticIp"], shown["IpAddressType"], shown["SnapshotScheduleIdentifier"]), ("192.0.2.1", "dualstack", "hourly"))
    refused("InvalidClusterSecurityGroupState", redshift.delete_cluster_security_group, ClusterSecurityGroupName="old")
    shown = redshift.modify_cluster(**named, ClusterSecurityGroups=["default"], ElasticIp="192.0.2.2")["Cluster"]
    equal((shown["ClusterSecurityGroups"][0]["ClusterSecurityGroupName"], shown["ElasticIpStatus"]["ElasticIp"]), ("default", "192.0.2.2"))
    check_snapshot_copies(redshift, named)
    redshift.delete_cluster(**named, SkipFinalClusterSnapshot=True)
    redshift.delete_cluster_security_group(ClusterSecurityGroupName="old")
    redshift.delete_snapshot_schedule(ScheduleIdentifier="hourly")


def check_snapshot_copies(redshift, named):
    refused("SnapshotCopyAlreadyDisabledFault", redshift.disable_snapshot_copy, **named)
    refused("SnapshotCopyDisabledFault", redshift.modify_snapshot_copy_retention_period, **named, RetentionPeriod=3)
    away = {**named, "DestinationRegion": "eu-west-1"}
    for wrong, code in (
            ({"DestinationRegion": "us-west-2"}, "UnknownSnapshotCopyRegionFault"), ({"DestinationRegion": "mars"}, "UnknownSnapshotCopyRegionFault"),
            ({"RetentionPeriod": 36}, "InvalidRetentionPeriodFault"), ({"SnapshotCopyGrantName": "none"}, "SnapshotCopyGrantNotFoundFault")):
        refused(code, redshift.enable_snapshot_copy, **{**away, **wrong})
    grant = {"SnapshotCopyGrantName": "grant"}
    equal(redshift.create_snapshot_copy_grant(**grant, KmsKeyId="k")["SnapshotCopyGrant"]["KmsKeyId"], "k")
    refused("SnapshotCopyGrantAlreadyExistsFault", redshift.create_snapshot_copy_grant, **grant)
    status = redshift.enable_snapshot_copy(**away, **grant)["Cluster"]["ClusterSnapshotCopyStatus"]
    equal(status, {"DestinationRegion": "eu-west-1", "RetentionPeriod": 7, "ManualSnapshotRetentionPeriod": -1, **grant})
    refused("SnapshotCopyAlreadyEnabledFault", redshift.enable_snapshot_copy, **away)
    refused("InvalidSnapshotCopyGrantStateFault", redshift.delete_snapshot_copy_grant, **grant)
    redshift.modify_snapshot_copy_retention_period(**named, RetentionPeriod=3)
    redshift.modify_snapshot_copy_retention_period(**named, RetentionPeriod=30, Manual=True)
    status = redshift.describe_clusters(**named)["Clusters"][0]["ClusterSnapshotCopyStatus"]
    equal((status["RetentionPeriod"], status["ManualSnapshotRetentionPeriod"]), (3, 30))
    equal("ClusterSnapshotCopyStatus" in redshift.disable_snapshot_copy(**named)["Cluster"], False)
    equal([one["SnapshotCopyGrantName"] for one in redshift.describe_snapshot_copy_grants(**grant)["SnapshotCopyGrants"]], ["grant"])
    redshift.delete_snapshot_copy_grant(**grant)
    refused("SnapshotCopyGrantNotFoundFault", redshift.describe_snapshot_copy_grants, **grant)
    redshift.modify_cluster(**named, Encrypted=True, KmsKeyId="k")
    refused("InvalidParameterValue", redshift.enable_snapshot_copy, **away)


def check_schedules(redshift):
    made = redshift.create_snapshot_schedule(ScheduleIdentifier="daily", ScheduleDefinitions=["rate(24 hours)"])
    equal(made["ScheduleIdentifier"], "daily")
    refused("InvalidSchedule", redshift.create_snapshot_schedule, ScheduleIdentifier="odd", ScheduleDefinitions=["often"])
    redshift.modify_cluster_snapshot_schedule(ClusterIdentifier="dwh", ScheduleIdentifier="daily")
    shown = redshift.describe_snapshot_schedules(ClusterIdentifier="dwh")["SnapshotSchedules"][0]
    equal((shown["ScheduleDefinitions"], shown["AssociatedClusters"][0]["ClusterIdentifier"]), (["rate(24 hours)"], "dwh"))
    refused("InvalidClusterSnapshotScheduleState", redshift.delete_snapshot_schedule, ScheduleIdentifier="daily")
    redshift.modify_cluster_snapshot_schedule(ClusterIdentifier="dwh", ScheduleIdentifier="daily", DisassociateSchedule=True)
    redshift.modify_snapshot_schedule(ScheduleIdentifier="daily", ScheduleDefinitions=["rate(12 hours)"])
    redshift.delete_snapshot_schedule(ScheduleIdentifier="daily")
    equal(redshift.describe_snapshot_schedules()["SnapshotSchedules"], [])


def check_descriptions(redshift):
    equal([version["ClusterVersion"] for version in redshift.describe_cluster_versions()["ClusterVersions"]], ["1.0", "1.0"])
    equal([track["MaintenanceTrackName"] for track in redshift.describe_cluster_tracks()["MaintenanceTracks"]], ["current", "trailing"])
    equal(redshift.describe_cluster_db_revisions(ClusterIdentifier="dwh")["ClusterDbRevisions"][0]["ClusterIdentifier"], "dwh")
    equal(redshift.describe_account_attributes(AttributeNames=["supported-platforms"])["AccountAttributes"][0]["AttributeValues"],
          [{"AttributeValue": "VPC"}])
    equal(redshift.describe_storage()["TotalBackupSizeInMegaBytes"], 0)
    options = redshift.describe_node_configuration_options(
        ActionType="resize-cluster", ClusterIdentifier="dwh",
        Filters=[{"Name": "NodeType", "Operator": "eq", "Values": ["ra3.4xlarge"]}, {"Name": "NumberOfNodes", "Operator": "ge", "Values": ["8"]}])
    equal([(one["NodeType"], one["NumberOfNodes"]) for one in options["NodeConfigurationOptionList"]], [("ra3.4xlarge", 8), ("ra3.4xlarge", 16)])
    zones = redshift.describe_orderable_cluster_options(NodeType="ra3.large")["OrderableClusterOptions"][0]["AvailabilityZones"]
    equal(zones[0]["Name"], "us-west-2a")


def check_events(redshift):
    redshift.create_cluster_snapshot(SnapshotIdentifier="kept", ClusterIdentifier="dwh")
    redshift.delete_cluster(ClusterIdentifier="dwh", SkipFinalClusterSnapshot=True)
    messages = [event["Message"] for event in redshift.describe_events(SourceType="cluster", SourceIdentifier="dwh")["Events"]]
    assert "created" in messages[0] and "deleted" in messages[-1], messages
    equal(redshift.describe_events(SourceType="cluster-snapshot")["Events"][-1]["SourceIdentifier"], "kept")
    past = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(days=1)
    equal(redshift.describe_events(StartTime=past, Duration=60)["Events"], [])
    equal(redshift.describe_event_categories(SourceType="cluster")["EventCategoriesMapList"][0]["SourceType"], "cluster")


def check_identity(iam):
    iam.create_role(RoleName="worker", AssumeRolePolicyDocument=TRUST)
    profile = iam.create_instance_profile(InstanceProfileName="worker")["InstanceProfile"]
    equal(profile["Arn"], "arn:aws:iam::123456789012:instance-profile/worker")
    iam.add_role_to_instance_profile(InstanceProfileName="worker", RoleName="worker")
    refused("LimitExceeded", iam.add_role_to_instance_profile, InstanceProfileName="worker", RoleName="worker")
    equal([one["InstanceProfileName"] for one in iam.list_instance_profiles_for_role(RoleName="worker")["InstanceProfiles"]], ["worker"])
    equal(iam.get_instance_profile(InstanceProfileName="worker")["InstanceProfile"]["Roles"][0]["RoleName"], "worker")
    refused("DeleteConflict", iam.delete_role, RoleName="worker")
    refused("DeleteConflict", iam.delete_instance_profile, InstanceProfileName="worker")
    iam.remove_role_from_instance_profile(InstanceProfileName="worker", RoleName="worker")
    iam.delete_instance_profile(InstanceProfileName="worker")
    equal(iam.list_instance_profiles()["InstanceProfiles"], [])

    iam.create_user(UserName="eve")
    iam.put_user_policy(UserName="eve", PolicyName="own", PolicyDocument=TRUST)
    equal(iam.get_user_policy(UserName="eve", PolicyName="own")["PolicyDocument"]["Version"], "2012-10-17")
    equal(iam.list_user_policies(UserName="eve")["PolicyNames"], ["own"])
    refused("DeleteConflict", iam.delete_user, UserName="eve")
    iam.delete_user_policy(UserName="eve", PolicyName="own")
    key = iam.create_access_key(UserName="eve")["AccessKey"]["AccessKeyId"]
    iam.update_access_key(UserName="eve", AccessKeyId=key, Status="Inactive")
    equal(iam.list_access_keys(UserName="eve")["AccessKeyMetadata"][0]["Status"], "Inactive")

    policy = iam.create_policy(PolicyName="mine", PolicyDocument=TRUST)["Policy"]["Arn"]
    for arn in (policy, READ):
        iam.attach_user_policy(UserName="eve", PolicyArn=arn)
        equal([user["UserName"] for user in iam.list_entities_for_policy(PolicyArn=arn)["PolicyUsers"]], ["eve"])
    second = TRUST.replace("Allow", "Deny")
    equal(iam.create_policy_version(PolicyArn=policy, PolicyDocument=second)["PolicyVersion"]["VersionId"], "v2")
    equal(iam.get_policy(PolicyArn=policy)["Policy"]["DefaultVersionId"], "v1")
    iam.set_default_policy_version(PolicyArn=policy, VersionId="v2")
    equal([(one["VersionId"], one["IsDefaultVersion"]) for one in iam.list_policy_versions(PolicyArn=policy)["Versions"]],
          [("v2", True), ("v1", False)])
    equal(iam.get_policy_version(PolicyArn=policy, VersionId="v2")["PolicyVersion"]["Document"]["Statement"][0]["Effect"], "Deny")
    refused("DeleteConflict", iam.delete_policy_version, PolicyArn=policy, VersionId="v2")
    iam.delete_policy_version(PolicyArn=policy, VersionId="v1")
    refused("NoSuchEntity", iam.get_policy_version, PolicyArn=policy, VersionId="v1")
    equal(iam.get_policy(PolicyArn=READ)["Policy"]["PolicyName"], "AmazonS3ReadOnlyAccess")


def check_sessions(data):
    where = {"Database": "dev", "ClusterIdentifier": "any", "DbUser": "awsuser"}
    session = data.execute_statement(Sql="CREATE TEMP TABLE t (n int)", SessionKeepAliveSeconds=60, WaitTimeSeconds=20, **where)["SessionId"]
    shown = data.list_sessions(Status="AVAILABLE")["Sessions"]
    equal([(one["SessionId"], one["Database"], one["SessionAliveSeconds"]) for one in shown], [(session, "dev", 60)])
    equal(data.list_sessions(SessionId=session)["Sessions"][0]["Status"], "AVAILABLE")
    asked = data.execute_statement(Sql="SELECT count(*) FROM t", SessionId=session, WaitTimeSeconds=20)
    equal(data.get_statement_result(Id=asked["Id"])["Records"], [[{"longValue": 0}]])
    refused("ResourceNotFoundException", data.list_sessions, SessionId="00000000-0000-0000-0000-000000000000")


def check_authentication(redshift, sts, role):
    equal(redshift.describe_custom_domain_associations()["Associations"], [])
    named = {"AuthenticationProfileName": "work"}
    redshift.create_authentication_profile(**named, AuthenticationProfileContent="{}")
    refused("AuthenticationProfileAlreadyExistsFault", redshift.create_authentication_profile, **named, AuthenticationProfileContent="{}")
    redshift.modify_authentication_profile(**named, AuthenticationProfileContent='{"a": 1}')
    equal(redshift.describe_authentication_profiles()["AuthenticationProfiles"], [{**named, "AuthenticationProfileContent": '{"a": 1}'}])
    redshift.delete_authentication_profile(**named)
    refused("AuthenticationProfileNotFoundFault", redshift.describe_authentication_profiles, **named)
    given = sts.assume_role_with_web_identity(RoleArn=role, RoleSessionName="work", WebIdentityToken=f"e30.{CLAIMS}.x")
    equal((given["SubjectFromWebIdentityToken"], given["Provider"]), ("worker", "issuer"))
    refused("InvalidIdentityToken", sts.assume_role_with_web_identity, RoleArn=role, RoleSessionName="work", WebIdentityToken="none")


def ask(session):
    """All of it, with the clients of a boto3 session."""
    redshift, iam = session.client("redshift"), session.client("iam")
    check_sessions(session.client("redshift-data"))
    check_groups(redshift)
    check_cluster(redshift)
    check_options(redshift)
    check_schedules(redshift)
    check_descriptions(redshift)
    check_events(redshift)
    check_identity(iam)
    check_authentication(redshift, session.client("sts"), iam.get_role(RoleName="worker")["Role"]["Arn"])
    redshift.delete_cluster_parameter_group(ParameterGroupName="mine")
    redshift.delete_cluster_subnet_group(ClusterSubnetGroupName="mine")


def within_exec():
    ask(boto3.Session())


if __name__ == "__main__":
    main("redshift_control", within_exec)
