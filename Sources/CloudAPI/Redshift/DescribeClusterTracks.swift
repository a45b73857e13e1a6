enum DescribeClusterTracks: CloudOperation {
  static let name = "DescribeClusterTracks"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var tracks = ClusterVersion.tracks
    if let name = input.text("MaintenanceTrackName") {
      guard tracks.contains(name) else {
        throw CloudError("InvalidClusterTrack", "The maintenance track \(name) is not a valid track.")
      }
      tracks = [name]
    }
    let page = try CloudPage(tracks, input, size: "MaxRecords", marker: "Marker")
    let shown = page.elements.map { track -> CloudValue in
      [
        "MaintenanceTrackName": .text(track), "DatabaseVersion": .text(ClusterVersion.engine),
        "UpdateTargets": .list("UpdateTarget", []),
      ]
    }
    return page.members(["MaintenanceTracks": .list("MaintenanceTrack", shown)], next: "Marker")
  }
}
