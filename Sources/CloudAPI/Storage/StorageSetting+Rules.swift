import HTTP

/// What a document of each kind has to be, as far as S3 looks at it when it is put.
extension StorageSetting {
  /// What is kept of a document. Errors: those of `check`.
  package func kept(_ document: [UInt8], ofObject isObject: Bool, in bucket: String) throws(CloudError) -> [UInt8] {
    try check(document, ofObject: isObject, in: bucket)
    return self == .publicAccessBlock ? try AccessBlock.complete(document) : document
  }

  /// Errors: `MalformedPolicy`, `MalformedXML`, those of `TagRules` and `SharingRules`, `InvalidRequest`.
  package func check(_ document: [UInt8], ofObject isObject: Bool, in bucket: String) throws(CloudError) {
    if self == .policy { return try Self.checkPolicy(document) }
    try checkElements(document)
    switch self {
    case .tagging: try TagRules.check(document, isObject: isObject)
    case .cors: try SharingRules.check(document)
    case .accelerate where bucket.contains("."):
      throw CloudError(
        "InvalidRequest", "S3 Transfer Acceleration is not supported for buckets with periods (.) in their names")
    default: break
    }
  }

  private static func checkPolicy(_ document: [UInt8]) throws(CloudError) {
    let isObject = document.first { !" \t\r\n".utf8.contains($0) } == UInt8(ascii: "{")
    guard isObject else {
      throw CloudError("MalformedPolicy", "Policies must be valid JSON and the first byte must be '{'")
    }
  }

  /// Whether it has the root that it has to have, and words where only some will do.
  private func checkElements(_ document: [UInt8]) throws(CloudError) {
    var found = 0
    do {
      var reader = try XMLReader(document)
      while try reader.advance() {
        guard reader.depth > 1 || reader.isAt(root) else { throw CloudError.malformedXML }
        guard let words, reader.isAt(words.element) else { continue }
        guard words.values.contains(reader.text) else { throw CloudError.malformedXML }
        found += 1
      }
    } catch { throw .malformedXML }
    guard found > 0 || words?.isRequired != true else { throw .malformedXML }
  }

  /// The outermost element of its documents.
  private var root: String {
    switch self {
    case .accelerate: "AccelerateConfiguration"
    case .acl: "AccessControlPolicy"
    case .cors: "CORSConfiguration"
    case .encryption: "ServerSideEncryptionConfiguration"
    case .lifecycle: "LifecycleConfiguration"
    case .logging: "BucketLoggingStatus"
    case .notification: "NotificationConfiguration"
    case .ownershipControls: "OwnershipControls"
    case .policy: ""
    case .publicAccessBlock: "PublicAccessBlockConfiguration"
    case .replication: "ReplicationConfiguration"
    case .requestPayment: "RequestPaymentConfiguration"
    case .tagging: "Tagging"
    case .versioning: "VersioningConfiguration"
    case .website: "WebsiteConfiguration"
    }
  }

  private struct Words {
    var element: String
    var values: Set<String>
    var isRequired = true
  }

  /// nil where none of its elements is looked at.
  private var words: Words? {
    switch self {
    case .accelerate: Words(element: "Status", values: ["Enabled", "Suspended"])
    case .versioning: Words(element: "Status", values: ["Enabled", "Suspended"], isRequired: false)
    case .lifecycle: Words(element: "Status", values: ["Enabled", "Disabled"])
    case .requestPayment: Words(element: "Payer", values: ["BucketOwner", "Requester"])
    case .encryption:
      Words(element: "SSEAlgorithm", values: ["AES256", "aws:kms", "aws:kms:dsse"], isRequired: false)
    case .ownershipControls:
      Words(
        element: "ObjectOwnership", values: ["BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter"])
    default: nil
    }
  }
}
