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
  /// Names of groups of older scripts.
  var groups: [String] = []
  var elasticAddress: String?
  /// Of addresses: `ipv4` or `dualstack`.
  var addressType = "ipv4"
  /// Of its snapshots to another region.
  var copy: SnapshotCopy?

  /// Takes what a request says, and leaves the rest. Errors: `InvalidParameterValue`, `InvalidElasticIpFault`,
  /// `ClusterSecurityGroupNotFound`, and those of `refuseUnbuilt`.
  mutating func change(_ input: CloudInput, _ state: WarehouseState) throws(CloudError) {
    try Self.refuseUnbuilt(input)
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
    if input["ClusterSecurityGroups"] != nil {
      groups = try input.texts("ClusterSecurityGroups").map { (name) throws(CloudError) in
        try state.securityGroup(name).name
      }
    }
    if let address = input.text("ElasticIp") {
      guard AddressBlock("\(address)/32") != nil else {
        throw CloudError("InvalidElasticIpFault", "The Elastic IP \(address) is invalid or cannot be found.")
      }
      elasticAddress = address
    }
    if let type = input.text("IpAddressType") {
      guard ["ipv4", "dualstack"].contains(type) else { throw .invalid("IpAddressType", type) }
      addressType = type
    }
  }

  /// Errors: `HsmClientCertificateNotFoundFault` and its kin, since no module of hardware can be made here;
  /// `UnsupportedOperation`.
  private static func refuseUnbuilt(_ input: CloudInput) throws(CloudError) {
    for kind in ["HsmClientCertificate", "HsmConfiguration"] {
      guard let name = input.text("\(kind)Identifier"), !name.isEmpty else { continue }
      throw CloudError("\(kind)NotFoundFault", "\(kind) \(name) not found.")
    }
    for option in ["LoadSampleData", "RedshiftIdcApplicationArn"] where input[option].map({ !$0.isEmpty }) ?? false {
      throw CloudError("UnsupportedOperation", "\(option) of clusters is not supported yet.")
    }
  }
}
