import HTTP
import SQLTypes

/// One page of a bucket's list, by prefix, delimiter and where the page before ended (S3 API reference, ListObjects and
/// ListObjectsV2).
///
/// ```
/// a/1  a/2  b  c/1     delimiter /     common prefixes a/ and c/, content b
/// ```
package struct ObjectList: Sendable {
  private let request: StorageRequest
  private let isSecond: Bool
  private let prefix: String
  private let delimiter: String
  private let most: Int

  /// Errors: `InvalidArgument`.
  package init(_ request: StorageRequest) throws(CloudError) {
    self.request = request
    isSecond = request.operation == .listObjectsV2
    prefix = request.query["prefix"] ?? ""
    delimiter = request.query["delimiter"] ?? ""
    guard let most = Int(request.query["max-keys"] ?? "1000"), most >= 0 else {
      throw CloudError("InvalidArgument", "Provided max-keys not an integer or within integer range")
    }
    self.most = min(most, 1000)
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

  /// What the page before ended with: entries come strictly behind it.
  private var start: String? {
    guard isSecond else { return request.query["marker"] }
    if let token = request.query["continuation-token"] {
      return Base64.bytes(token).map { String(decoding: $0, as: UTF8.self) } ?? token
    }
    return request.query["start-after"]
  }

  /// `objects`: those of the prefix, in the byte order of their keys.
  package func response(_ objects: [ObjectSummary]) -> HTTPResponse {
    let (entries, isCut) = page(objects)
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
    members += isSecond ? secondMarks(entries, isCut) : firstMarks(entries, isCut, shown)
    for entry in entries {
      switch entry {
      case .object(let object): members.append(.init("Contents", contents(object, shown)))
      case .common(let prefix): members.append(.init("CommonPrefixes", ["Prefix": shown(prefix)]))
      }
    }
    return StorageAnswer.xml("ListBucketResult", .structure(members))
  }

  private func page(_ objects: [ObjectSummary]) -> (entries: [Entry], isCut: Bool) {
    var entries: [Entry] = []
    for object in objects where object.key.hasPrefix(prefix) {
      let entry = entry(of: object)
      if let start, !start.utf8.lexicographicallyPrecedes(entry.name.utf8) { continue }
      if case .common(let name) = entry, case .common(name)? = entries.last { continue }
      if entries.count == most { return (entries, most > 0) }
      entries.append(entry)
    }
    return (entries, false)
  }

  private func entry(of object: ObjectSummary) -> Entry {
    guard !delimiter.isEmpty else { return .object(object) }
    let rest = object.key.dropFirst(prefix.count)
    guard let range = rest.firstRange(of: delimiter) else { return .object(object) }
    return .common(prefix + rest[..<range.upperBound])
  }

  private func firstMarks(_ entries: [Entry], _ isCut: Bool, _ shown: (String) -> CloudValue) -> [CloudValue.Member] {
    var marks = [CloudValue.Member("Marker", shown(request.query["marker"] ?? ""))]
    if isCut, let last = entries.last { marks.append(.init("NextMarker", shown(last.name))) }
    return marks
  }

  private func secondMarks(_ entries: [Entry], _ isCut: Bool) -> [CloudValue.Member] {
    var marks = [CloudValue.Member("KeyCount", .integer(Int64(entries.count)))]
    if let token = request.query["continuation-token"] { marks.append(.init("ContinuationToken", .text(token))) }
    if let after = request.query["start-after"] { marks.append(.init("StartAfter", .text(after))) }
    if isCut, let last = entries.last {
      marks.append(.init("NextContinuationToken", .text(Base64.text(Array(last.name.utf8)))))
    }
    return marks
  }

  private func contents(_ object: ObjectSummary, _ shown: (String) -> CloudValue) -> CloudValue {
    var members: [CloudValue.Member] = [
      .init("Key", shown(object.key)), .init("LastModified", .time(object.modified)), .init("ETag", .text(object.etag)),
      .init("Size", .integer(Int64(object.size))), .init("StorageClass", "STANDARD"),
    ]
    if !isSecond || request.query["fetch-owner"] == "true" { members.append(.init("Owner", StorageAnswer.owner)) }
    return .structure(members)
  }
}
