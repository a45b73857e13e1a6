/// The versions that descriptions of clusters tell.
enum ClusterVersion {
  static let engine = "1.0"
  static let tracks = ["current", "trailing"]

  /// The revision of the database: what the version of the engine ends with.
  static func revision(_ context: CloudContext) -> String {
    context.clusters.engineVersion.split(separator: ".").last.map(String.init) ?? ""
  }
}
