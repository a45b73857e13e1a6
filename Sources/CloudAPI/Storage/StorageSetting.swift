import HTTP

/// A part of a bucket's or an object's configuration, by its name in a request's query: a document that is remembered
/// and shown and changes nothing else (S3 API reference, PutBucketPolicy and its kin).
package enum StorageSetting: String, Hashable, Sendable, CaseIterable {
  case accelerate, acl, cors, encryption, lifecycle, logging, notification, ownershipControls, policy
  case publicAccessBlock, replication, requestPayment, tagging, versioning, website

  /// Whether objects have it, too.
  package var isForObjects: Bool { self == .acl || self == .tagging }

  /// Of its documents.
  package var contentType: String { self == .policy ? "application/json" : "application/xml" }

  /// What there is before a document was written, or after it was deleted. Errors: the service's for what is not there
  /// then.
  package func initial(isObject: Bool, bucket: String) throws(CloudError) -> HTTPResponse {
    switch self {
    case .acl: StorageAnswer.accessControl([])
    case .accelerate: StorageAnswer.xml("AccelerateConfiguration", .empty)
    case .logging: StorageAnswer.xml("BucketLoggingStatus", .empty)
    case .notification: StorageAnswer.xml("NotificationConfiguration", .empty)
    case .versioning: StorageAnswer.xml("VersioningConfiguration", .empty)
    case .requestPayment: StorageAnswer.xml("RequestPaymentConfiguration", ["Payer": "BucketOwner"])
    case .ownershipControls:
      StorageAnswer.xml("OwnershipControls", ["Rule": ["ObjectOwnership": "BucketOwnerEnforced"]])
    case .encryption:
      StorageAnswer.xml(
        "ServerSideEncryptionConfiguration",
        ["Rule": ["ApplyServerSideEncryptionByDefault": ["SSEAlgorithm": "AES256"], "BucketKeyEnabled": false]])
    case .publicAccessBlock: AccessBlock.usual
    case .tagging where isObject: StorageAnswer.xml("Tagging", ["TagSet": .empty])
    case .tagging: throw Self.missing("NoSuchTagSet", "The TagSet does not exist", bucket)
    case .cors: throw Self.missing("NoSuchCORSConfiguration", "The CORS configuration does not exist", bucket)
    case .lifecycle:
      throw Self.missing("NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist", bucket)
    case .policy: throw Self.missing("NoSuchBucketPolicy", "The bucket policy does not exist", bucket)
    case .replication:
      throw Self.missing(
        "ReplicationConfigurationNotFoundError", "The replication configuration was not found", bucket)
    case .website:
      throw Self.missing(
        "NoSuchWebsiteConfiguration", "The specified bucket does not have a website configuration", bucket)
    }
  }

  private static func missing(_ code: String, _ message: String, _ bucket: String) -> CloudError {
    CloudError(code, message, status: 404, details: ["BucketName": bucket])
  }

  /// The document that a request's fields stand for: `x-amz-acl: public-read`, `x-amz-tagging: a=1&b=2`; nil where
  /// there is none. Errors: `InvalidArgument`, those of `TagRules`.
  package func document(of fields: HTTPFields) throws(CloudError) -> [UInt8]? {
    switch self {
    case .acl:
      guard let name = fields["x-amz-acl"] else { return nil }
      guard let grants = AccessGrant.canned[name] else {
        throw CloudError("InvalidArgument", "\(name) is no canned ACL.")
      }
      return StorageAnswer.accessControl(grants).body
    case .tagging:
      guard let text = fields["x-amz-tagging"] else { return nil }
      let tags = HTTPQuery(text, isForm: true).items.map {
        ["Key": .text($0.name), "Value": .text($0.value)] as CloudValue
      }
      let document = StorageAnswer.xml("Tagging", ["TagSet": .list("Tag", tags)]).body
      try TagRules.check(document, isObject: true)
      return document
    default: return nil
    }
  }
}

/// What somebody beside the owner may do.
package struct AccessGrant: Sendable {
  let group: String
  let permission: String

  private static let everyone = "global/AllUsers"
  private static let authenticated = "global/AuthenticatedUsers"
  private static let logs = "s3/LogDelivery"

  /// Canned ACLs by name (S3 user guide, access control list overview).
  static let canned: [String: [AccessGrant]] = [
    "private": [], "aws-exec-read": [], "bucket-owner-read": [], "bucket-owner-full-control": [],
    "public-read": [AccessGrant(group: everyone, permission: "READ")],
    "public-read-write": [
      AccessGrant(group: everyone, permission: "READ"), AccessGrant(group: everyone, permission: "WRITE"),
    ],
    "authenticated-read": [AccessGrant(group: authenticated, permission: "READ")],
    "log-delivery-write": [
      AccessGrant(group: logs, permission: "WRITE"), AccessGrant(group: logs, permission: "READ_ACP"),
    ],
  ]

  fileprivate var text: String {
    Self.text("Group", "<URI>http://acs.amazonaws.com/groups/\(group)</URI>", permission)
  }

  fileprivate static let owner = text(
    "CanonicalUser", "<ID>\(CloudState.account)</ID><DisplayName>localshift</DisplayName>", "FULL_CONTROL")

  private static func text(_ kind: String, _ grantee: String, _ permission: String) -> String {
    let instance = "http://www.w3.org/2001/XMLSchema-instance"
    return "<Grant><Grantee xmlns:xsi=\"\(instance)\" xsi:type=\"\(kind)\">\(grantee)</Grantee>"
      + "<Permission>\(permission)</Permission></Grant>"
  }
}

extension StorageAnswer {
  /// The owner may do everything, others what the grants say.
  static func accessControl(_ grants: [AccessGrant]) -> HTTPResponse {
    let list = AccessGrant.owner + grants.map(\.text).joined()
    return xml("AccessControlPolicy") {
      $0.element("Owner", owner)
      $0.markup("<AccessControlList>\(list)</AccessControlList>")
    }
  }
}
