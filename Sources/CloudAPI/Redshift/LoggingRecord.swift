/// Where a cluster's audit logs are to go. Remembered; nothing is written there.
package struct LoggingRecord: Sendable {
  package var bucket: String?
  package var prefix: String?
  package var destination: String
  package var exports: [String]

  static func shown(_ logging: LoggingRecord?) -> CloudValue {
    guard let logging else { return ["LoggingEnabled": false] }
    return .members([
      "LoggingEnabled": true, "BucketName": logging.bucket.map { .text($0) },
      "S3KeyPrefix": logging.prefix.map { .text($0) }, "LogDestinationType": .text(logging.destination),
      "LogExports": .list("member", logging.exports.map { .text($0) }),
    ])
  }
}
