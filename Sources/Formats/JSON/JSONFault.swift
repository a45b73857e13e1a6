/// What is wrong with a stretch of input that should have been a JSON record.
package enum JSONFault: UInt8, BitwiseCopyable, Sendable {
  case end
  case notARecord
  case expectedValue
  case expectedName
  case expectedColon
  case expectedCommaOrBrace
  case expectedCommaOrBracket
  case expectedDigit
  case badLiteral
  case badEscape
  case badHexadecimal
  case controlCharacter
  case tooDeep
  case tooLarge

  var text: String {
    switch self {
    case .end: "the input ends inside a record"
    case .notARecord: "expected { or [ between records"
    case .expectedValue: "expected a value"
    case .expectedName: "expected a member name in double quotes"
    case .expectedColon: "expected : after a member name"
    case .expectedCommaOrBrace: "expected , or } after a member"
    case .expectedCommaOrBracket: "expected , or ] after an element"
    case .expectedDigit: "expected a digit in a number"
    case .badLiteral: "expected true, false or null"
    case .badEscape: "unknown escape in a string"
    case .badHexadecimal: "expected four hexadecimal digits after \\u"
    case .controlCharacter: "control character in a string"
    case .tooDeep: "nested deeper than \(JSONScanner.depthLimit) levels"
    case .tooLarge: "larger than \(JSONScanner.sizeLimit) bytes"
    }
  }
}
