extension CloudService {
  package static let warehouse = CloudService(
    name: "redshift", wire: .query(namespace: "http://redshift.amazonaws.com/doc/2012-12-01/"),
    operations: [
      AuthorizeClusterSecurityGroupIngress.self, CancelResize.self, CopyClusterSnapshot.self,
      CreateAuthenticationProfile.self, CreateCluster.self, CreateClusterParameterGroup.self,
      CreateClusterSecurityGroup.self, CreateClusterSnapshot.self, CreateClusterSubnetGroup.self,
      CreateSnapshotCopyGrant.self, CreateSnapshotSchedule.self, CreateTags.self, DeleteAuthenticationProfile.self,
      DeleteCluster.self, DeleteClusterParameterGroup.self, DeleteClusterSecurityGroup.self,
      DeleteClusterSnapshot.self, DeleteClusterSubnetGroup.self, DeleteSnapshotCopyGrant.self,
      DeleteSnapshotSchedule.self, DeleteTags.self, DescribeAccountAttributes.self,
      DescribeAuthenticationProfiles.self, DescribeClusterDbRevisions.self, DescribeClusterParameterGroups.self,
      DescribeClusterParameters.self, DescribeClusterSecurityGroups.self, DescribeClusterSnapshots.self,
      DescribeClusterSubnetGroups.self, DescribeClusterTracks.self, DescribeClusterVersions.self,
      DescribeClusters.self, DescribeCustomDomainAssociations.self, DescribeDefaultClusterParameters.self,
      DescribeEventCategories.self, DescribeEvents.self, DescribeLoggingStatus.self,
      DescribeNodeConfigurationOptions.self, DescribeOrderableClusterOptions.self, DescribeResize.self,
      DescribeSnapshotCopyGrants.self, DescribeSnapshotSchedules.self, DescribeStorage.self, DescribeTags.self,
      DisableLogging.self, DisableSnapshotCopy.self, EnableLogging.self, EnableSnapshotCopy.self,
      GetClusterCredentials.self, GetClusterCredentialsWithIAM.self, ModifyAuthenticationProfile.self,
      ModifyCluster.self, ModifyClusterIamRoles.self, ModifyClusterMaintenance.self, ModifyClusterParameterGroup.self,
      ModifyClusterSnapshotSchedule.self, ModifyClusterSubnetGroup.self, ModifySnapshotCopyRetentionPeriod.self,
      ModifySnapshotSchedule.self, PauseCluster.self, RebootCluster.self, ResetClusterParameterGroup.self,
      ResizeCluster.self, RestoreFromClusterSnapshot.self, ResumeCluster.self, RevokeClusterSecurityGroupIngress.self,
      RotateEncryptionKey.self,
    ])
}
