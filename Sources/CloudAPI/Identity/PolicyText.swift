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
