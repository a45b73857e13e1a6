extension CloudService {
  package static let warehouse = CloudService(
    name: "redshift", wire: .query(namespace: "http://redshift.amazonaws.com/doc/2012-12-01/"),
    operations: [
      CreateCluster.self, DeleteCluster.self, DescribeClusters.self, GetClusterCredentials.self, PauseCluster.self,
      ResumeCluster.self,
    ])
}
