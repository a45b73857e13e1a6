import Formats
import HTTP
import SQLTypes

/// What a form may upload and until when, in the words of who signed it (S3 API reference, POST policy):
///
/// ```
/// {"expiration": "2026-11-30T12:00:00Z", "conditions": [{"bucket": "b"}, ["starts-with", "$key", "in/"],
///   ["content-length-range", 1, 1000]]}
/// ```
package struct UploadPolicy: Sendable {
  private let expiration: Int64
  private let conditions: [JSONDocument]
  /// How long the file may be.
  package private(set) var sizes: ClosedRange<Int>?

  /// `encoded`: the form's field, base64. Errors: `InvalidPolicyDocument`.
  package init(_ encoded: String) throws(CloudError) {
    guard let bytes = Base64.bytes(encoded), let document = try? JSONDocument(parsing: bytes),
      case .value(let expiration) = DatetimeParser.timestamptz(document["expiration"]?.text ?? ""),
      let conditions = document["conditions"]?.elements
    else { throw Self.invalid("Invalid JSON.") }
    self.expiration = expiration
    self.conditions = conditions
    for condition in conditions {
      guard let parts = condition.elements, parts.first?.text == "content-length-range" else { continue }
      guard parts.count == 3, let least = Self.size(parts[1]), let most = Self.size(parts[2]), least <= most else {
        throw Self.invalid("Invalid Condition.")
      }
      sizes = least...most
    }
  }

  private static func size(_ value: JSONDocument) -> Int? { Int(value.number ?? value.text ?? "") }

  private static func invalid(_ reason: String) -> CloudError {
    CloudError("InvalidPolicyDocument", "Invalid Policy: \(reason)")
  }

  /// Errors: `AccessDenied` for what the policy does not allow, or no longer.
  package func check(_ fields: HTTPFields, bucket: String, at now: Int64) throws(CloudError) {
    guard now <= expiration else { throw Self.denied("Policy expired.") }
    var given: [String: String] = ["bucket": bucket]
    for field in fields.fields { given[field.name.lowercased()] = field.value }
    var named: Set<String> = ["bucket"]
    for condition in conditions {
      for test in try Self.tests(of: condition) {
        named.insert(test.name)
        guard test.holds(given[test.name] ?? "") else { throw Self.denied("Policy Condition failed: \(test.text)") }
      }
    }
    let extra = given.keys.sorted().filter { !named.contains($0) && !Self.isFree($0) }
    guard extra.isEmpty else { throw Self.denied("Extra input fields: \(extra.joined(separator: ", "))") }
  }

  /// Which need not stand in a policy.
  private static func isFree(_ name: String) -> Bool {
    ["x-amz-signature", "signature", "awsaccesskeyid", "policy", "content-type"].contains(name)
      || name.hasPrefix("x-ignore-")
  }

  private static func denied(_ reason: String) -> CloudError {
    CloudError("AccessDenied", "Invalid according to Policy: \(reason)", status: 403)
  }
}

extension UploadPolicy {
  private struct Test {
    var name: String
    var value: String
    var isPrefix: Bool

    func holds(_ given: String) -> Bool { isPrefix ? given.hasPrefix(value) : given == value }

    var text: String { "[\"\(isPrefix ? "starts-with" : "eq")\", \"$\(name)\", \"\(value)\"]" }
  }

  /// `{"acl": "private"}`, `["eq", "$acl", "private"]`, `["starts-with", "$key", "in/"]`. Errors:
  /// `InvalidPolicyDocument`.
  private static func tests(of condition: JSONDocument) throws(CloudError) -> [Test] {
    if case .object(let members) = condition {
      return members.map { Test(name: $0.name.lowercased(), value: $0.value.text ?? "", isPrefix: false) }
    }
    let parts = (condition.elements ?? []).map { $0.text ?? "" }
    if parts.first == "content-length-range" { return [] }
    guard parts.count == 3, ["eq", "starts-with"].contains(parts[0].lowercased()), parts[1].hasPrefix("$") else {
      throw invalid("Invalid Condition.")
    }
    return [
      Test(name: parts[1].dropFirst().lowercased(), value: parts[2], isPrefix: parts[0].lowercased() != "eq")
    ]
  }
}
