import SQLTypes

/// A request as it is signed: method, path, query, fields, their names, and the payload's digest, a line each.
package struct CanonicalRequest: Sendable {
  package let text: [UInt8]
  /// `host;range;x-amz-date`
  package let signedNames: String

  /// Of a request that is about to be signed, whose path and query are encoded and in order: over all its fields.
  package init(_ request: HTTPRequest) {
    self.init(
      request.method, path: request.path, query: request.query, fields: request.fields,
      payload: request.fields["x-amz-content-sha256"] ?? SignatureV4.digest(request.body ?? []))
  }

  init(_ method: HTTPRequest.Method, path: String, query: String, fields: HTTPFields, payload: String) {
    let fields = Self.canonical(fields)
    signedNames = fields.map(\.name).joined(separator: ";")
    var text: [UInt8] = []
    text.reserveCapacity(1024)
    text.append(texts: method.rawValue, "\n", path, "\n", query, "\n")
    for field in fields { text.append(texts: field.name, ":", field.value, "\n") }
    text.append(texts: "\n", signedNames, "\n", payload)
    self.text = text
  }

  /// All fields by their lower-case names, values of the same name joined, runs of blanks as one.
  private static func canonical(_ fields: HTTPFields) -> [HTTPFields.Field] {
    var sorted = fields.fields.map { HTTPFields.Field(lowercased($0.name), withoutRuns($0.value)) }
    sorted.sort { $0.name < $1.name }
    guard zip(sorted, sorted.dropFirst()).contains(where: { $0.name == $1.name }) else { return sorted }
    return sorted.reduce(into: []) { joined, field in
      if let last = joined.indices.last, joined[last].name == field.name {
        joined[last].value += ",\(field.value)"
      } else {
        joined.append(field)
      }
    }
  }

  private static func lowercased(_ name: String) -> String {
    let hasCapitals = name.withRawUTF8 { $0.contains { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 } }
    return hasCapitals ? name.lowercased() : name
  }

  private static func withoutRuns(_ text: String) -> String {
    guard text.withRawUTF8({ $0.contains(0x20) }) else { return text }
    return text.split(separator: " ").joined(separator: " ")
  }
}

// MARK: Of a request that came

extension CanonicalRequest {
  /// The path to S3 is encoded once, as every client may write it otherwise; other services sign the path as it was
  /// sent, without dots and empty steps, encoded once more.
  static func path(_ sent: String, service: String) -> String {
    guard service != "s3" else {
      return PercentCoding.encoded(String(decoding: PercentCoding.decoded(sent), as: UTF8.self), keepingSlashes: true)
    }
    var steps: [Substring] = []
    for step in sent.split(separator: "/") where step != "." {
      if step == ".." { _ = steps.popLast() } else { steps.append(step) }
    }
    let normalised = "/" + steps.joined(separator: "/") + (sent.hasSuffix("/") && !steps.isEmpty ? "/" : "")
    return PercentCoding.encoded(normalised, keepingSlashes: true)
  }

  /// Names and values encoded anew, in the order of their encoded names, then values; without the signature itself.
  static func query(_ query: HTTPQuery) -> String {
    let pairs = query.items.filter { $0.name != "X-Amz-Signature" }
      .map { (name: PercentCoding.encoded($0.name), value: PercentCoding.encoded($0.value)) }
    let sorted = pairs.sorted { $0.name == $1.name ? $0.value < $1.value : $0.name < $1.name }
    return sorted.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
  }
}
