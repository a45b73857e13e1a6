import HTTP

/// What of a bucket's policies and ACLs may make it public (S3 API reference, PutPublicAccessBlock).
enum AccessBlock {
  private static let names = ["BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"]

  /// The document with all that it leaves out, which is false. Errors: `InvalidRequest`, `MalformedXML`.
  static func complete(_ document: [UInt8]) throws(CloudError) -> [UInt8] {
    var given: [String: Bool] = [:]
    do {
      var reader = try XMLReader(document)
      while try reader.advance() {
        for name in names where reader.isAt(name) { given[name] = ["true", "TRUE"].contains(reader.text) }
      }
    } catch { throw .malformedXML }
    guard !given.isEmpty else { throw CloudError("InvalidRequest", "Must specify at least one configuration.") }
    return answer(names.map { given[$0] ?? false }).body
  }

  /// What a bucket has that was not asked about.
  static let usual = answer(names.map { _ in true })

  private static func answer(_ values: [Bool]) -> HTTPResponse {
    let members = zip(names, values).map { CloudValue.Member($0, .boolean($1)) }
    return StorageAnswer.xml("PublicAccessBlockConfiguration", .structure(members))
  }
}
