import HTTP

/// What GetObjectAttributes is asked of an object, and its answer (S3 API reference).
package struct ObjectAttributes: Sendable {
  private enum Name: String {
    case etag = "ETag"
    case checksum = "Checksum"
    case parts = "ObjectParts"
    case storageClass = "StorageClass"
    case size = "ObjectSize"
  }

  private static let mostParts = 1000

  private var wanted: Set<Name> = []
  private let most: Int
  /// The number of the last part of the page before.
  private let marker: Int

  /// Errors: `InvalidRequest`, `InvalidArgument`.
  package init(_ fields: HTTPFields) throws(CloudError) {
    for field in fields.fields where field.name.lowercased() == "x-amz-object-attributes" {
      for text in field.value.split(separator: ",") {
        guard let name = Name(rawValue: String(text.filter { $0 != " " })) else {
          throw CloudError("InvalidArgument", "Invalid attribute name specified.")
        }
        wanted.insert(name)
      }
    }
    guard !wanted.isEmpty else {
      throw CloudError(
        "InvalidRequest",
        "The x-amz-object-attributes header specifying the attributes to be retrieved is either missing or empty")
    }
    most = min(try Self.number("x-amz-max-parts", fields) ?? Self.mostParts, Self.mostParts)
    marker = try Self.number("x-amz-part-number-marker", fields) ?? 0
  }

  private static func number(_ name: String, _ fields: HTTPFields) throws(CloudError) -> Int? {
    guard let text = fields[name] else { return nil }
    if let number = Int(text), number >= 0 { return number }
    throw CloudError(
      "InvalidArgument", "Provided \(name) not an integer or within integer range",
      details: ["ArgumentName": name, "ArgumentValue": text])
  }

  /// `checksum`: its members; `parts`: none of an object that came whole.
  package func response(
    _ object: ObjectSummary, checksum: [CloudValue.Member], parts: [CompletedPart]
  ) -> HTTPResponse {
    let bareTag = object.etag.filter { $0 != "\"" }
    var response = StorageAnswer.xml(
      "GetObjectAttributesResponse",
      .members([
        "ETag": wanted.contains(.etag) ? .text(bareTag) : nil,
        "Checksum": wanted.contains(.checksum) && !checksum.isEmpty ? .structure(checksum) : nil,
        "ObjectParts": wanted.contains(.parts) && !parts.isEmpty ? page(of: parts) : nil,
        "StorageClass": wanted.contains(.storageClass) ? .text(object.storageClass) : nil,
        "ObjectSize": wanted.contains(.size) ? .integer(Int64(object.size)) : nil,
      ]))
    response.fields["Last-Modified"] = HTTPDate.text(object.modified / 1_000_000)
    return response
  }

  /// Parts without checksums are counted only.
  private func page(of parts: [CompletedPart]) -> CloudValue {
    let listed = parts.allSatisfy { $0.checksum != nil } ? parts : []
    let shown = zip(1..., listed).filter { $0.0 > marker }.prefix(most)
    let last = shown.last?.0 ?? marker
    var members: [CloudValue.Member] = [
      .init("PartsCount", .integer(Int64(parts.count))), .init("PartNumberMarker", .integer(Int64(marker))),
      .init("NextPartNumberMarker", .integer(Int64(last))), .init("MaxParts", .integer(Int64(most))),
      .init("IsTruncated", .boolean(last < listed.count)),
    ]
    for (number, part) in shown {
      let content: [CloudValue.Member] = [
        .init("PartNumber", .integer(Int64(number))), .init("Size", .integer(Int64(part.size))),
      ]
      members.append(.init("Part", .structure(content + [part.checksum].compactMap { $0 })))
    }
    return .structure(members)
  }
}
