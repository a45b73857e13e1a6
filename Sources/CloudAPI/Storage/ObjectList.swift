import HTTP
import SQLTypes

/// One page of a bucket's list, by prefix, delimiter and where the page before ended (S3 API reference, ListObjects,
/// ListObjectsV2 and ListObjectVersions).
///
/// ```
/// a/1  a/2  b  c/1     delimiter /     common prefixes a/ and c/, content b
/// ```
package struct ObjectList: Sendable {
  private let request: StorageRequest
  private let isSecond: Bool
  private let isOfVersions: Bool
  private let prefix: String
  private let delimiter: String
  private let most: Int
  /// What the page before ended with: entries come strictly behind it.
  private let start: String?
  private var entries: [Entry] = []
  /// Whether more of the list follows.
  private var isCut = false

  /// Errors: `InvalidArgument`.
  package init(_ request: StorageRequest) throws(CloudError) {
    self.request = request
    isSecond = request.operation == .listObjectsV2
    isOfVersions = request.operation == .listVersions
    prefix = request.query["prefix"] ?? ""
    delimiter = request.query["delimiter"] ?? ""
    guard let most = Int(request.query["max-keys"] ?? "1000"), most >= 0 else {
      throw CloudError(
        "InvalidArgument", "Provided max-keys not an integer or within integer range",
        details: ["ArgumentName": "max-keys", "ArgumentValue": request.query["max-keys"] ?? ""])
    }
    self.most = min(most, 1000)
    start = try Self.start(request, isSecond: isSecond, isOfVersions: isOfVersions)
  }

  private enum Entry {
    case object(ObjectSummary)
    case common(String)

    var name: String {
      switch self {
      case .object(let object): object.key
      case .common(let prefix): prefix
      }
    }
  }

  /// Keys up to this one the page has none of: of a common prefix, all that it stands for.
  package var after: [UInt8] {
    guard let start else { return [] }
    let isCommon = !delimiter.isEmpty && start.hasPrefix(prefix) && start.hasSuffix(delimiter)
    return Array(start.utf8) + (isCommon ? [0xff] : [])
  }

  private static func start(
    _ request: StorageRequest, isSecond: Bool, isOfVersions: Bool
  ) throws(CloudError) -> String? {
    guard isSecond else { return request.query[isOfVersions ? "key-marker" : "marker"] }
    guard let token = request.query["continuation-token"] else { return request.query["start-after"] }
    guard let bytes = Base64.bytes(token), bytes.starts(with: tokenStart) else {
      throw CloudError(
        "InvalidArgument", "The continuation token provided is incorrect",
        details: ["ArgumentName": "continuation-token"])
    }
    return String(decoding: bytes.dropFirst(tokenStart.count), as: UTF8.self)
  }

  /// Tells tokens from other texts.
  private static let tokenStart = Array("page after ".utf8)

  /// Takes the next object of the prefix, in the byte order of their keys; false where the page wants no more.
  package mutating func take(_ object: @autoclosure () -> ObjectSummary, key: String) -> Bool {
    let common = common(key)
    if let start, !start.utf8.lexicographicallyPrecedes((common ?? key).utf8) { return true }
    if let common, case .common(common)? = entries.last { return true }
    guard entries.count < most else {
      isCut = most > 0
      return false
    }
    entries.append(common.map { .common($0) } ?? .object(object()))
    return true
  }

  /// The page as far as it has been taken.
  package var response: HTTPResponse {
    let isEncoded = request.query["encoding-type"] == "url"
    let shown = { (text: String) in
      CloudValue.text(isEncoded ? PercentCoding.encoded(text, keepingSlashes: true) : text)
    }
    var members: [CloudValue.Member] = [
      .init("Name", .text(request.bucket)), .init("Prefix", shown(prefix)), .init("MaxKeys", .integer(Int64(most))),
      .init("IsTruncated", .boolean(isCut)),
    ]
    if !delimiter.isEmpty { members.append(.init("Delimiter", shown(delimiter))) }
    if isEncoded { members.append(.init("EncodingType", "url")) }
    members += isOfVersions ? versionMarks(shown) : isSecond ? secondMarks : firstMarks(shown)
    for entry in entries {
      switch entry {
      case .object(let object):
        members.append(.init(isOfVersions ? "Version" : "Contents", contents(object, shown)))
      case .common(let prefix): members.append(.init("CommonPrefixes", ["Prefix": shown(prefix)]))
      }
    }
    return StorageAnswer.xml(isOfVersions ? "ListVersionsResult" : "ListBucketResult", .structure(members))
  }

  /// Up to the delimiter that follows the prefix; nil for a key without one.
  private func common(_ key: String) -> String? {
    guard !delimiter.isEmpty else { return nil }
    let rest = key.dropFirst(prefix.count)
    return rest.firstRange(of: delimiter).map { prefix + rest[..<$0.upperBound] }
  }

  private func firstMarks(_ shown: (String) -> CloudValue) -> [CloudValue.Member] {
    var marks = [CloudValue.Member("Marker", shown(request.query["marker"] ?? ""))]
    if isCut, let last = entries.last { marks.append(.init("NextMarker", shown(last.name))) }
    return marks
  }

  private func versionMarks(_ shown: (String) -> CloudValue) -> [CloudValue.Member] {
    var marks: [CloudValue.Member] = [
      .init("KeyMarker", shown(request.query["key-marker"] ?? "")),
      .init("VersionIdMarker", .text(request.query["version-id-marker"] ?? "")),
    ]
    if isCut, let last = entries.last {
      marks.append(.init("NextKeyMarker", shown(last.name)))
      marks.append(.init("NextVersionIdMarker", "null"))
    }
    return marks
  }

  private var secondMarks: [CloudValue.Member] {
    var marks = [CloudValue.Member("KeyCount", .integer(Int64(entries.count)))]
    if let token = request.query["continuation-token"] { marks.append(.init("ContinuationToken", .text(token))) }
    if let after = request.query["start-after"], request.query["continuation-token"] == nil {
      marks.append(.init("StartAfter", .text(after)))
    }
    if isCut, let last = entries.last {
      marks.append(.init("NextContinuationToken", .text(Base64.text(Self.tokenStart + Array(last.name.utf8)))))
    }
    return marks
  }

  private func contents(_ object: ObjectSummary, _ shown: (String) -> CloudValue) -> CloudValue {
    var members: [CloudValue.Member] = [
      .init("Key", shown(object.key)), .init("LastModified", .time(object.modified)), .init("ETag", .text(object.etag)),
      .init("Size", .integer(Int64(object.size))), .init("StorageClass", .text(object.storageClass)),
    ]
    if let name = object.checksumAlgorithm { members.append(.init("ChecksumAlgorithm", .text(name))) }
    // Of an object there is one version, which has no id.
    if isOfVersions { members += [.init("VersionId", "null"), .init("IsLatest", true)] }
    if !isSecond || request.query["fetch-owner"] == "true" { members.append(.init("Owner", StorageAnswer.owner)) }
    return .structure(members)
  }
}
