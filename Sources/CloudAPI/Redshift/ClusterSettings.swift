/// What a cluster is asked to be that changes nothing on one machine: it is kept and shown.
package struct ClusterSettings: Sendable {
  var routesThroughVPC = false
  var allowsUpgrade = true
  /// Of the key that encrypts it, where one was named.
  var key: String?
  /// Days, or -1 for ever.
  var manualRetention = -1
  var track = "current"
  var relocates = false
  var hasManyZones = false

  /// Takes what a request says, and leaves the rest. Errors: `InvalidParameterValue`.
  mutating func change(_ input: CloudInput) throws(CloudError) {
    if let flag = try input.flag("EnhancedVpcRouting") { routesThroughVPC = flag }
    if let flag = try input.flag("AllowVersionUpgrade") { allowsUpgrade = flag }
    if let key = input.text("KmsKeyId") { self.key = key }
    if let days = try input.integer("ManualSnapshotRetentionPeriod") {
      guard days == -1 || 1...3653 ~= days else { throw .invalid("ManualSnapshotRetentionPeriod", String(days)) }
      manualRetention = days
    }
    if let track = input.text("MaintenanceTrackName") { self.track = track }
    if let flag = try input.flag("AvailabilityZoneRelocation") { relocates = flag }
    if let flag = try input.flag("MultiAZ") { hasManyZones = flag }
    if let version = input.text("ClusterVersion"), version != ClusterVersion.engine {
      throw .invalid("ClusterVersion", version)
    }
  }
}
