enum EnableLogging: CloudOperation {
  static let name = "EnableLogging"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var cluster = try context.state.warehouse.cluster(try input.required("ClusterIdentifier"))
    let destination = input.text("LogDestinationType") ?? "s3"
    switch destination {
    case "s3": _ = try input.required("BucketName")
    case "cloudwatch": break
    default: throw .invalid("LogDestinationType", destination)
    }
    cluster.logging = LoggingRecord(
      bucket: input.text("BucketName"), prefix: input.text("S3KeyPrefix"), destination: destination,
      exports: input.texts("LogExports"))
    context.state.warehouse.clusters[cluster.identifier] = cluster
    return LoggingRecord.shown(cluster.logging)
  }
}
