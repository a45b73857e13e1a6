extension CloudService {
  package static let network = CloudService(
    name: "ec2", wire: .ec2(namespace: "http://ec2.amazonaws.com/doc/2016-11-15/"),
    operations: [
      AuthorizeSecurityGroupEgress.self, AuthorizeSecurityGroupIngress.self, CreateNetworkTags.self,
      CreateSecurityGroup.self, DeleteNetworkTags.self, DeleteSecurityGroup.self, DescribeAvailabilityZones.self,
      DescribeNetworkTags.self, DescribeRegions.self, DescribeSecurityGroups.self, DescribeSubnets.self,
      DescribeVpcs.self, RevokeSecurityGroupEgress.self, RevokeSecurityGroupIngress.self,
    ])
}
