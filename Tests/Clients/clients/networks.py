"""boto3 against EC2's networks: what people build before a cluster, as their notebooks do it, and what is refused."""

from lib.checks import equal
from lib.cloud import CLUSTER, main, refused

ANYWHERE = "0.0.0.0/0"
TABLE_ATTRIBUTES = ("destination_cidr_block", "gateway_id", "state", "origin")


def build(ec2):
    """A VPC with two subnets, a way out and a group, by boto3's resources."""
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")
    equal(vpc.state, "pending")
    vpc.wait_until_available()
    vpc.create_tags(Tags=[{"Key": "Name", "Value": "etl"}])
    vpc.modify_attribute(EnableDnsSupport={"Value": True})
    vpc.modify_attribute(EnableDnsHostnames={"Value": True})
    equal([vpc.describe_attribute(Attribute=name)[name[0].upper() + name[1:]] for name in ("enableDnsSupport", "enableDnsHostnames")],
          [{"Value": True}] * 2)
    subnets = [vpc.create_subnet(CidrBlock=f"10.0.{number}.0/24", AvailabilityZone=f"us-west-2{zone}") for number, zone in enumerate("ab")]
    gateway = ec2.create_internet_gateway(TagSpecifications=[
        {"ResourceType": "internet-gateway", "Tags": [{"Key": "Name", "Value": "etl"}]}])
    vpc.attach_internet_gateway(InternetGatewayId=gateway.id)
    table = vpc.create_route_table()
    table.create_route(DestinationCidrBlock=ANYWHERE, GatewayId=gateway.id)
    for subnet in subnets:
        table.associate_with_subnet(SubnetId=subnet.id)
        ec2.meta.client.modify_subnet_attribute(SubnetId=subnet.id, MapPublicIpOnLaunch={"Value": True})
    group = vpc.create_security_group(GroupName="redshift", Description="x")
    group.authorize_ingress(IpProtocol="tcp", FromPort=5439, ToPort=5439, CidrIp=ANYWHERE)
    return vpc, subnets, gateway, table, group


def check_shown(ec2, vpc, subnets, gateway, table, group):
    vpc.reload()
    equal((vpc.state, vpc.is_default, vpc.cidr_block, vpc.tags), ("available", False, "10.0.0.0/16", [{"Key": "Name", "Value": "etl"}]))
    equal({subnet.id for subnet in vpc.subnets.all()}, {subnet.id for subnet in subnets})
    equal([ec2.Subnet(subnet.id).map_public_ip_on_launch for subnet in subnets], [True, True])
    equal((subnets[0].available_ip_address_count, subnets[1].availability_zone), (251, "us-west-2b"))
    equal([found.group_name for found in vpc.security_groups.all()], ["default", "redshift"])
    equal([found.id for found in vpc.internet_gateways.all()], [gateway.id])
    equal(ec2.InternetGateway(gateway.id).attachments, [{"State": "available", "VpcId": vpc.id}])
    main_table, other = list(vpc.route_tables.all())
    equal((main_table.associations_attribute[0]["Main"], other.id), (True, table.id))
    equal([tuple(getattr(route, name) for name in TABLE_ATTRIBUTES) for route in other.routes],
          [("10.0.0.0/16", "local", "active", "CreateRouteTable"), (ANYWHERE, gateway.id, "active", "CreateRoute")])
    equal([one["SubnetId"] for one in other.associations_attribute], [subnet.id for subnet in subnets])
    acl, = vpc.network_acls.all()
    equal((acl.is_default, len(acl.entries), len(acl.associations)), (True, 4, 2))
    client = ec2.meta.client
    for name, value, found in (("association.main", "true", main_table.id), ("association.subnet-id", subnets[1].id, table.id),
                               ("route.gateway-id", gateway.id, table.id)):
        filters = [{"Name": name, "Values": [value]}, {"Name": "vpc-id", "Values": [vpc.id]}]
        equal([one["RouteTableId"] for one in client.describe_route_tables(Filters=filters)["RouteTables"]], [found])


def check_cluster(redshift, vpc, subnets, group):
    named = {"ClusterSubnetGroupName": "etl"}
    made = redshift.create_cluster_subnet_group(**named, Description="d", SubnetIds=[subnet.id for subnet in subnets])["ClusterSubnetGroup"]
    equal((made["VpcId"], [subnet["SubnetAvailabilityZone"]["Name"] for subnet in made["Subnets"]]), (vpc.id, ["us-west-2a", "us-west-2b"]))
    standard = redshift.describe_cluster_subnet_groups(ClusterSubnetGroupName="default")["ClusterSubnetGroups"][0]["Subnets"]
    mixed = [subnets[0].id, standard[0]["SubnetIdentifier"]]
    refused("InvalidSubnet", redshift.create_cluster_subnet_group, ClusterSubnetGroupName="mixed", Description="d", SubnetIds=mixed)
    refused("InvalidSubnet", redshift.modify_cluster_subnet_group, **named, SubnetIds=mixed[1:])
    shown = redshift.create_cluster(**CLUSTER, **named)["Cluster"]
    default = next(found for found in vpc.security_groups.all() if found.group_name == "default")
    equal((shown["VpcId"], shown["VpcSecurityGroups"][0]["VpcSecurityGroupId"]), (vpc.id, default.id))
    redshift.modify_cluster(ClusterIdentifier="dwh", VpcSecurityGroupIds=[group.id])
    refused("DependencyViolation", group.delete)
    refused("DependencyViolation", subnets[0].delete)
    redshift.delete_cluster(ClusterIdentifier="dwh", FinalClusterSnapshotIdentifier="last")
    redshift.restore_from_cluster_snapshot(ClusterIdentifier="dwh", SnapshotIdentifier="last", ClusterSubnetGroupName="default")
    equal(redshift.describe_clusters()["Clusters"][0]["VpcId"], "vpc-0a1b2c3d4e5f60718")
    redshift.delete_cluster(ClusterIdentifier="dwh", SkipFinalClusterSnapshot=True)
    redshift.delete_cluster_snapshot(SnapshotIdentifier="last")
    redshift.delete_cluster_subnet_group(**named)


def check_refusals(ec2, vpc, subnets, gateway, table):
    client, default = ec2.meta.client, "vpc-0a1b2c3d4e5f60718"
    equal(refused("InvalidVpcID.NotFound", client.describe_vpcs, VpcIds=["vpc-1"]),
          "An error occurred (InvalidVpcID.NotFound) when calling the DescribeVpcs operation: The vpc ID 'vpc-1' does not exist")
    for code, block in (("InvalidVpc.Range", "10.0.0.0/8"), ("InvalidVpc.Range", "10.0.0.0/29"), ("InvalidParameterValue", "10.0.0/16")):
        refused(code, client.create_vpc, CidrBlock=block)
    refused("MissingParameter", client.create_vpc)
    refused("DryRunOperation", client.create_vpc, CidrBlock="10.0.0.0/16", DryRun=True)
    refused("UnsupportedOperation", client.create_vpc, CidrBlock="10.0.0.0/16", AmazonProvidedIpv6CidrBlock=True)
    refused("InvalidParameterValue", client.create_vpc, CidrBlock="10.0.0.0/16", TagSpecifications=[{"ResourceType": "subnet", "Tags": []}])
    refused("InvalidParameterCombination", vpc.modify_attribute, EnableDnsSupport={"Value": True}, EnableDnsHostnames={"Value": True})
    for code, block in (("InvalidSubnet.Range", "10.1.0.0/24"), ("InvalidSubnet.Conflict", "10.0.1.128/25"), ("InvalidSubnet.Conflict", "10.0.0.0/23")):
        refused(code, vpc.create_subnet, CidrBlock=block)
    refused("InvalidParameterValue", vpc.create_subnet, CidrBlock="10.0.9.0/24", AvailabilityZone="us-east-1a")
    refused("InvalidSubnetID.NotFound", client.describe_subnets, SubnetIds=["subnet-1"])
    refused("Resource.AlreadyAssociated", vpc.attach_internet_gateway, InternetGatewayId=gateway.id)
    second = ec2.create_internet_gateway()
    refused("InvalidParameterValue", vpc.attach_internet_gateway, InternetGatewayId=second.id)
    refused("Gateway.NotAttached", vpc.detach_internet_gateway, InternetGatewayId=second.id)
    refused("InvalidParameterValue", table.create_route, DestinationCidrBlock="10.9.0.0/16", GatewayId=second.id)
    second.delete()
    refused("InvalidInternetGatewayID.NotFound", second.delete)
    refused("InvalidGatewayID.NotFound", table.create_route, DestinationCidrBlock="10.9.0.0/16", GatewayId=second.id)
    refused("RouteAlreadyExists", table.create_route, DestinationCidrBlock=ANYWHERE, GatewayId=gateway.id)
    refused("UnsupportedOperation", table.create_route, DestinationCidrBlock="10.9.0.0/16", NatGatewayId="nat-1")
    refused("InvalidRoute.NotFound", client.delete_route, RouteTableId=table.id, DestinationCidrBlock="10.9.0.0/16")
    refused("InvalidParameterValue", client.delete_route, RouteTableId=table.id, DestinationCidrBlock="10.0.0.0/16")
    other = vpc.create_route_table()
    refused("Resource.AlreadyAssociated", other.associate_with_subnet, SubnetId=subnets[0].id)
    refused("InvalidParameterValue", other.associate_with_subnet, SubnetId=list(ec2.Vpc(default).subnets.all())[0].id)
    other.delete()
    refused("InvalidRouteTableID.NotFound", other.delete)
    main_table = list(vpc.route_tables.all())[0]
    refused("InvalidParameterValue", client.disassociate_route_table, AssociationId=main_table.associations_attribute[0]["RouteTableAssociationId"])
    refused("InvalidAssociationID.NotFound", client.disassociate_route_table, AssociationId="rtbassoc-1")
    refused("InvalidGroup.Duplicate", vpc.create_security_group, GroupName="redshift", Description="x")
    refused("InvalidParameterValue", vpc.create_security_group, GroupName="default", Description="x")
    for used in (main_table, table, gateway, vpc):
        refused("DependencyViolation", used.delete)
    refused("DefaultVpcAlreadyExists", client.create_default_vpc)


def check_absent(ec2, vpc, subnets):
    """What scripts that clean up look for and never find."""
    client = ec2.meta.client
    equal([list(found.all()) for found in (vpc.instances, vpc.network_interfaces, subnets[0].instances, subnets[0].network_interfaces)], [[]] * 4)
    filters = [{"Name": "vpc-id", "Values": [vpc.id]}]
    equal(client.describe_vpc_endpoints(Filters=filters)["VpcEndpoints"], [])
    equal(list(vpc.requested_vpc_peering_connections.all()), [])
    refused("InvalidInstanceID.NotFound", client.describe_instances, InstanceIds=["i-1"])
    refused("InvalidVpcEndpointId.NotFound", client.describe_vpc_endpoints, VpcEndpointIds=["vpce-1"])
    refused("InvalidVpcPeeringConnectionID.NotFound", client.describe_vpc_peering_connections, VpcPeeringConnectionIds=["pcx-1"])
    refused("InvalidNetworkInterfaceID.NotFound", client.describe_network_interfaces, NetworkInterfaceIds=["eni-1"])
    refused("DryRunOperation", client.describe_instances, DryRun=True)


def check_end(ec2, vpc, subnets, gateway, table, group):
    """In the order that dependencies ask for; and the same with the default VPC, which can be brought back."""
    client = ec2.meta.client
    vpc.detach_internet_gateway(InternetGatewayId=gateway.id)
    table.reload()
    equal([route.state for route in table.routes], ["active", "blackhole"])
    gateway.delete()
    client.delete_route(RouteTableId=table.id, DestinationCidrBlock=ANYWHERE)
    subnets[0].delete()
    table.reload()
    left, = table.associations
    left.delete()
    table.delete()
    subnets[1].delete()
    refused("CannotDelete", list(vpc.security_groups.all())[0].delete)
    refused("DependencyViolation", vpc.delete)
    group.delete()
    vpc.delete()
    refused("InvalidVpcID.NotFound", vpc.delete)
    default, = ec2.vpcs.all()
    before = [(subnet.id, subnet.cidr_block) for subnet in default.subnets.all()]
    way_out, = default.internet_gateways.all()
    default.detach_internet_gateway(InternetGatewayId=way_out.id)
    way_out.delete()
    for subnet in default.subnets.all():
        subnet.delete()
    default.delete()
    equal((list(ec2.vpcs.all()), list(ec2.security_groups.all()), list(ec2.route_tables.all())), ([], [], []))
    equal(client.create_default_vpc()["Vpc"]["IsDefault"], True)
    equal([(subnet.id, subnet.cidr_block) for subnet in ec2.subnets.all()], before)


def ask(session):
    ec2, redshift = session.resource("ec2"), session.client("redshift")
    # Twice: what is left of the first time must not be in the way.
    for _ in range(2):
        vpc, subnets, gateway, table, group = build(ec2)
        check_shown(ec2, vpc, subnets, gateway, table, group)
        check_cluster(redshift, vpc, subnets, group)
        check_refusals(ec2, vpc, subnets, gateway, table)
        check_absent(ec2, vpc, subnets)
        check_end(ec2, vpc, subnets, gateway, table, group)


def within():
    import boto3

    ask(boto3.Session(region_name="us-west-2"))


if __name__ == "__main__":
    main("networks", within)
