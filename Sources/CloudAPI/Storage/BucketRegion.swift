import HTTP

/// Where a bucket is made: by the region that a request went to and the one that its document names (S3 API reference,
/// CreateBucket).
///
/// ```
/// sent to us-east-1     no constraint: there; another region: in that one; us-east-1 itself: refused
/// sent to us-west-2     us-west-2: there; no constraint and all others: refused
/// ```
package enum BucketRegion {
  package static let standard = "us-east-1"
  /// Of folders that no request made.
  package static let usual = "us-west-2"

  /// `region`: nil for a request that was not signed, which goes wherever it says. `assumed`: which clients have that
  /// were told none; AWS's would then go to S3's own, where nothing need be said. Errors: `MalformedXML`,
  /// `InvalidLocationConstraint`, `IllegalLocationConstraintException`.
  package static func of(
    _ document: [UInt8], sentTo region: String?, assumed: String?
  ) throws(CloudError) -> String {
    let named = try constraint(document)
    guard let region else {
      guard named.map({ others.contains($0) || $0 == standard }) ?? true else { throw invalid(named) }
      return named ?? usual
    }
    guard let named else {
      guard region == standard || region == assumed else { throw illegal("unspecified") }
      return region
    }
    if region != standard {
      guard named == region else { throw illegal(named) }
    } else if !others.contains(named) {
      throw invalid(named)
    }
    return named
  }

  /// nil for none.
  private static func constraint(_ document: [UInt8]) throws(CloudError) -> String? {
    guard !document.isEmpty else { return nil }
    var constraint = ""
    do {
      var reader = try XMLReader(document)
      while try reader.advance() {
        if reader.isAt("LocationConstraint") { constraint = reader.text }
      }
    } catch { throw .malformedXML }
    // What the first bucket outside the United States was made with.
    if constraint == "EU" { return "eu-west-1" }
    return constraint.isEmpty ? nil : constraint
  }

  private static func invalid(_ name: String?) -> CloudError {
    CloudError(
      "InvalidLocationConstraint", "The specified location-constraint is not valid",
      details: ["LocationConstraint": name ?? ""])
  }

  private static func illegal(_ name: String) -> CloudError {
    CloudError(
      "IllegalLocationConstraintException",
      "The \(name) location constraint is incompatible for the region specific endpoint this request was sent to.")
  }

  private static let others: Set<String> = [
    "af-south-1", "ap-east-1", "ap-east-2", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1",
    "ap-south-2", "ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5",
    "ap-southeast-6", "ap-southeast-7", "ca-central-1", "ca-west-1", "eu-central-1", "eu-central-2", "eu-north-1",
    "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-2", "eu-west-3", "il-central-1", "me-central-1", "me-south-1",
    "mx-central-1", "sa-east-1", "us-east-2", "us-west-1", "us-west-2",
  ]
}
