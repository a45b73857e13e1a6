import HTTP

/// How policies and what they are about are written in answers.
enum PolicyText {
  /// A document percent-encoded (RFC 3986): clients decode it again.
  static func encoded(_ document: String) -> String { PercentCoding.encoded(document) }

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
