import Formats
import HTTP
import SQLTypes

/// How policies and what they are about are written in answers.
enum PolicyText {
  /// A document percent-encoded (RFC 3986): clients decode it again.
  static func encoded(_ document: String) -> String { PercentCoding.encoded(document) }

  /// Seventeen letters that are always those of one policy.
  static func identifier(of arn: String) -> String {
    var digest = RunningMD5()
    digest.append(Array(arn.utf8))
    return String(Digest.hex(digest.bytes).uppercased().prefix(17))
  }

  /// A second time is none. Errors: `LimitExceeded` for more than ten.
  static func attach(_ arn: String, to policies: inout [String], of kind: String) throws(CloudError) {
    guard !policies.contains(arn) else { return }
    guard policies.count < 10 else {
      throw CloudError("LimitExceeded", "Cannot exceed quota for PoliciesPer\(kind): 10", status: 409)
    }
    policies.append(arn)
  }

  /// As what it bounds shows it.
  static func boundary(_ arn: String?) -> CloudValue? {
    arn.map {
      ["PermissionsBoundaryType": "PermissionsBoundaryPolicy", "PermissionsBoundaryArn": .text($0)]
    }
  }

  /// A document as it came. Errors: `MissingParameter`, `MalformedPolicyDocument` for what is no JSON object.
  static func document(_ input: CloudInput, _ member: String = "PolicyDocument") throws(CloudError) -> String {
    let text = try input.required(member)
    guard case .object? = try? JSONDocument(parsing: Array(text.utf8)) else {
      throw CloudError("MalformedPolicyDocument", "This policy contains invalid Json")
    }
    return text
  }

  /// A document that says who may assume a role, which says nothing of resources.
  ///
  /// Errors: `MissingParameter`, `MalformedPolicyDocument`.
  static func trust(_ input: CloudInput, _ member: String) throws(CloudError) -> String {
    let text = try document(input, member)
    let statements = (try? JSONDocument(parsing: Array(text.utf8)))?["Statement"]
    guard !(statements?.elements ?? statements.map { [$0] } ?? []).contains(where: { $0["Resource"] != nil }) else {
      throw CloudError("MalformedPolicyDocument", "Has prohibited field Resource")
    }
    return text
  }

  /// ARNs of policies whose paths begin as a request asks.
  static func below(_ policies: [String], _ input: CloudInput) -> [String] {
    guard let prefix = input.text("PathPrefix") else { return policies }
    return policies.filter { $0.split(separator: ":policy", maxSplits: 1).last?.hasPrefix(prefix) ?? false }
  }

  /// As lists of attached policies show it.
  static func attached(_ arn: String) -> CloudValue {
    ["PolicyName": .text(String(arn.split(separator: "/").last ?? "")), "PolicyArn": .text(arn)]
  }

  /// `elasticmapreduce.amazonaws.com` is `Elasticmapreduce`.
  static func capitalized(_ service: String) -> String {
    let word = service.prefix { $0 != "." }
    return word.prefix(1).uppercased() + word.dropFirst()
  }
}
