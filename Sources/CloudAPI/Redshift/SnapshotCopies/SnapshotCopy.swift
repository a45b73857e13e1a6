/// Where a cluster's snapshots are to be copied to. Remembered; regions are not apart on one machine.
package struct SnapshotCopy: Sendable {
  var region: String
  /// Days that automated snapshots are kept there.
  var retention: Int
  /// Days, or -1 for ever.
  var manualRetention: Int
  var grant: String?

  private static let usualDays = 7

  /// Errors: `InvalidRetentionPeriodFault`.
  init(_ input: CloudInput, to region: String, grant: String?) throws(CloudError) {
    self.region = region
    self.grant = grant
    retention = try Self.automated(try input.integer("RetentionPeriod") ?? Self.usualDays)
    manualRetention = try Self.manual(try input.integer("ManualSnapshotRetentionPeriod") ?? -1)
  }

  static func automated(_ days: Int) throws(CloudError) -> Int {
    guard 1...35 ~= days else { throw invalid(days) }
    return days
  }

  static func manual(_ days: Int) throws(CloudError) -> Int {
    guard days == -1 || 1...3653 ~= days else { throw invalid(days) }
    return days
  }

  private static func invalid(_ days: Int) -> CloudError {
    CloudError("InvalidRetentionPeriodFault", "The retention period \(days) is out of range.")
  }

  var shown: CloudValue {
    .members([
      "DestinationRegion": .text(region), "RetentionPeriod": .integer(Int64(retention)),
      "ManualSnapshotRetentionPeriod": .integer(Int64(manualRetention)),
      "SnapshotCopyGrantName": grant.map { .text($0) },
    ])
  }
}
