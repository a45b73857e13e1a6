extension CloudService {
  package static let warehouse = CloudService(
    name: "redshift", wire: .query(namespace: "http://redshift.amazonaws.com/doc/2012-12-01/"),
    operations: [
      CreateCluster.self, CreateClusterSnapshot.self, CreateTags.self, DeleteCluster.self,
      DeleteClusterSnapshot.self, DeleteTags.self, DescribeClusterSnapshots.self, DescribeClusters.self,
      DescribeCustomDomainAssociations.self, DescribeLoggingStatus.self, DescribeOrderableClusterOptions.self,
      DescribeTags.self,
      GetClusterCredentials.self, GetClusterCredentialsWithIAM.self, ModifyCluster.self,
      ModifyClusterIamRoles.self, PauseCluster.self, RebootCluster.self, ResizeCluster.self,
      RestoreFromClusterSnapshot.self, ResumeCluster.self,
    ])
}
