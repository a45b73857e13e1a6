extension CloudService {
  package static let network = CloudService(
    name: "ec2", wire: .ec2(namespace: "http://ec2.amazonaws.com/doc/2016-11-15/"),
    operations: [
      AssociateRouteTable.self, AttachInternetGateway.self, AuthorizeSecurityGroupEgress.self,
      AuthorizeSecurityGroupIngress.self, CreateDefaultVpc.self, CreateInternetGateway.self, CreateNetworkTags.self,
      CreateRoute.self, CreateRouteTable.self, CreateSecurityGroup.self, CreateSubnet.self, CreateVpc.self,
      DeleteInternetGateway.self, DeleteNetworkTags.self, DeleteRoute.self, DeleteRouteTable.self,
      DeleteSecurityGroup.self, DeleteSubnet.self, DeleteVpc.self, DescribeAvailabilityZones.self,
      DescribeInstances.self, DescribeInternetGateways.self, DescribeNetworkAcls.self, DescribeNetworkInterfaces.self,
      DescribeNetworkTags.self, DescribeRegions.self, DescribeRouteTables.self, DescribeSecurityGroups.self,
      DescribeSubnets.self, DescribeVpcAttribute.self, DescribeVpcEndpoints.self, DescribeVpcPeeringConnections.self,
      DescribeVpcs.self, DetachInternetGateway.self, DisassociateRouteTable.self, ModifySubnetAttribute.self,
      ModifyVpcAttribute.self, RevokeSecurityGroupEgress.self, RevokeSecurityGroupIngress.self,
    ])
}
