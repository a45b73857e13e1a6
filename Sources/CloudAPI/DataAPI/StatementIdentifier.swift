/// How the Data API names statements: a UUID, and behind a colon the number of one of several (API reference,
/// DescribeStatement).
enum StatementIdentifier {
  /// The request's. Errors: `ValidationException` for a text that no statement can have as its name.
  static func required(_ input: CloudInput) throws(CloudError) -> String {
    let id = try input.required("Id")
    guard isWellFormed(id) else {
      throw CloudError(
        "ValidationException",
        "id must satisfy regex pattern: ^[a-z0-9]{8}(-[a-z0-9]{4}){3}-[a-z0-9]{12}(:\\d+)?$")
    }
    return id
  }

  private static func isWellFormed(_ id: String) -> Bool {
    let halves = id.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let parts = halves[0].split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [8, 4, 4, 4, 12], parts.allSatisfy({ $0.utf8.allSatisfy(isDigitOrLetter) }) else {
      return false
    }
    return halves.count == 1 || !halves[1].isEmpty && halves[1].utf8.allSatisfy(isDigit)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

  private static func isDigitOrLetter(_ byte: UInt8) -> Bool {
    isDigit(byte) || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte
  }
}
