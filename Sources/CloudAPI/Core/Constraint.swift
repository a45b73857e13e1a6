/// What IAM and STS ask of a value, and how they say that it is not so: `1 validation error detected: Value '…' at '…'
/// failed to satisfy constraint: …`.
enum Constraint {
  /// `member` as AWS names it there: `roleSessionName`, `tags.1.member.key`. Errors: `ValidationError`.
  static func check(
    _ value: String, _ member: String, _ lengths: ClosedRange<Int>, of letters: String? = nil,
    isLetter: (Character) -> Bool = { _ in true }
  ) throws(CloudError) {
    try checkCount(value.unicodeScalars.count, shown: value, member, lengths)
    guard let letters, !value.allSatisfy(isLetter) else { return }
    throw broken(value, member, "satisfy regular expression pattern: \(letters)")
  }

  /// Of a text or a list, which is `shown` so. Errors: `ValidationError`.
  static func checkCount(
    _ count: Int, shown: String, _ member: String, _ lengths: ClosedRange<Int>
  ) throws(CloudError) {
    if count < lengths.lowerBound {
      throw broken(shown, member, "have length greater than or equal to \(lengths.lowerBound)")
    }
    if count > lengths.upperBound {
      throw broken(shown, member, "have length less than or equal to \(lengths.upperBound)")
    }
  }

  /// Errors: `ValidationError`.
  static func check(_ value: Int, _ member: String, _ values: ClosedRange<Int>) throws(CloudError) {
    if value < values.lowerBound {
      throw broken("\(value)", member, "have value greater than or equal to \(values.lowerBound)")
    }
    if value > values.upperBound {
      throw broken("\(value)", member, "have value less than or equal to \(values.upperBound)")
    }
  }

  static func broken(_ value: String, _ member: String, _ rule: String) -> CloudError {
    CloudError(
      "ValidationError",
      "1 validation error detected: Value '\(value)' at '\(member)' failed to satisfy constraint: Member must \(rule)")
  }

  /// Letters of names: `[\w+=,.@-]`.
  static let names = "[\\w+=,.@-]*"

  static func isOfName(_ letter: Character) -> Bool {
    letter.isASCII && (letter.isLetter || letter.isNumber || "_+=,.@-".contains(letter))
  }
}
