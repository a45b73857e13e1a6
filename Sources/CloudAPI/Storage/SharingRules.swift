import HTTP

/// What S3 allows of a bucket's rules of sharing with pages from elsewhere (S3 API reference, PutBucketCors).
enum SharingRules {
  private static let most = 100
  private static let methods: Set<String> = ["GET", "PUT", "POST", "DELETE", "HEAD"]

  /// Errors: `InvalidRequest`, `MalformedXML`.
  static func check(_ document: [UInt8]) throws(CloudError) {
    let rules = try rules(of: document)
    guard !rules.isEmpty else { throw .malformedXML }
    guard rules.count <= most else {
      throw invalid("The number of CORS rules should not exceed allowed limit of \(most) rules.")
    }
    for rule in rules { try check(rule) }
  }

  /// The elements of a rule by their names.
  private typealias Rule = [String: [String]]

  private static func check(_ rule: Rule) throws(CloudError) {
    guard let methods = rule["AllowedMethod"], let origins = rule["AllowedOrigin"] else { throw .malformedXML }
    for method in methods where !Self.methods.contains(method) {
      throw invalid("Found unsupported HTTP method in CORS config. Unsupported method is \(method)")
    }
    for origin in origins where isWild(origin, beyond: 1) {
      throw invalid("AllowedOrigin \"\(origin)\" can not have more than one wildcard.")
    }
    for header in rule["AllowedHeader"] ?? [] where isWild(header, beyond: 1) {
      throw invalid("AllowedHeader \"\(header)\" can not have more than one wildcard.")
    }
    for header in rule["ExposeHeader"] ?? [] where isWild(header, beyond: 0) {
      throw invalid(
        "ExposeHeader \"\(header)\" contains wildcard. We currently do not support wildcard for ExposeHeader.")
    }
  }

  private static func isWild(_ text: String, beyond most: Int) -> Bool {
    text.utf8.count { $0 == UInt8(ascii: "*") } > most
  }

  private static func invalid(_ message: String) -> CloudError { CloudError("InvalidRequest", message) }

  private static func rules(of document: [UInt8]) throws(CloudError) -> [Rule] {
    var rules: [Rule] = []
    var rule: Rule = [:]
    do {
      var reader = try XMLReader(document)
      while try reader.advance() {
        for name in ["AllowedMethod", "AllowedOrigin", "AllowedHeader", "ExposeHeader"] where reader.isAt(name) {
          rule[name, default: []].append(reader.text)
        }
        if reader.isAt("CORSRule") {
          rules.append(rule)
          rule = [:]
        }
      }
    } catch { throw .malformedXML }
    return rules
  }
}
