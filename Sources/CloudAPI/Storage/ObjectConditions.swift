import HTTP

/// `If-Match` and its kin: whether an object is the one that the client wants (RFC 9110, 13).
package enum ObjectConditions {
  /// Whether nothing of it needs to be sent. Errors: `PreconditionFailed`.
  package static func isUnchanged(_ object: ObjectSummary, _ fields: HTTPFields) throws(CloudError) -> Bool {
    let seconds = object.modified / 1_000_000
    if let wanted = fields["If-Match"] {
      guard matches(wanted, object.etag) else { throw failed("If-Match") }
    } else if let date = fields["If-Unmodified-Since"].flatMap({ HTTPDate.seconds($0) }), seconds > date {
      throw failed("If-Unmodified-Since")
    }
    if let known = fields["If-None-Match"] { return matches(known, object.etag) }
    if let date = fields["If-Modified-Since"].flatMap({ HTTPDate.seconds($0) }) { return seconds <= date }
    return false
  }

  /// Of the source of a copy. Errors: `PreconditionFailed`.
  package static func checkCopy(_ source: ObjectSummary, _ fields: HTTPFields) throws(CloudError) {
    var conditions = HTTPFields()
    for name in ["If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since"] {
      if let value = fields["x-amz-copy-source-\(name)"] { conditions.add(name, value) }
    }
    guard try isUnchanged(source, conditions) else { return }
    throw failed("x-amz-copy-source-If-\(conditions["If-None-Match"] == nil ? "Modified-Since" : "None-Match")")
  }

  /// Of an object to be written, `nil` where there is none. Errors: `PreconditionFailed`.
  package static func checkWrite(_ object: ObjectSummary?, key: String, _ fields: HTTPFields) throws(CloudError) {
    if fields["If-None-Match"] == "*", object != nil { throw failed("If-None-Match") }
    if let wanted = fields["If-Match"] {
      guard let object else { throw .noSuchKey(key) }
      guard matches(wanted, object.etag) else { throw failed("If-Match") }
    }
  }

  private static func matches(_ list: String, _ etag: String) -> Bool {
    // What clients nearly always send is one tag, and the object's.
    if list == etag { return true }
    return list.split(separator: ",").contains { part in
      let tag = part.drop { $0 == " " }
      return tag == "*" || bare(tag) == bare(etag[...])
    }
  }

  private static func bare(_ tag: Substring) -> Substring {
    tag.hasPrefix("\"") && tag.hasSuffix("\"") && tag.count > 1 ? tag.dropFirst().dropLast() : tag
  }

  private static func failed(_ condition: String) -> CloudError {
    CloudError(
      "PreconditionFailed", "At least one of the pre-conditions you specified did not hold", status: 412,
      details: ["Condition": condition])
  }
}
