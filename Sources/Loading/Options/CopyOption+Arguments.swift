import SQLSyntax
import SQLTypes

/// The argument of a clause as the type it should have.
extension CopyOption {
  /// As the grammar prints it.
  var shown: String { name.uppercased() }

  var misplaced: SQLError {
    SQLError(.syntaxError, "COPY option \(shown) takes no argument", position: position)
  }

  func text() throws(SQLError) -> String {
    guard case .string(let text) = argument else { throw missing("a quoted string") }
    return text
  }

  /// A bare word or a quoted string.
  func word() throws(SQLError) -> String {
    switch argument {
    case .word(let word): return word
    case .string(let text): return text
    default: throw missing("a word")
    }
  }

  func number(in range: ClosedRange<Int>) throws(SQLError) -> Int {
    guard let number = numberArgument else { throw missing("a number") }
    guard range.contains(number) else {
      throw SQLError(
        .invalidParameter,
        "invalid value for \(shown): \(number), must be between \(range.lowerBound) and \(range.upperBound)",
        position: position)
    }
    return number
  }

  private var numberArgument: Int? {
    switch argument {
    case .number(let number): number
    case .string(let text): Int(text)
    default: nil
    }
  }

  /// One ASCII character: itself, `\t`, or octal `\ddd` (copy.md 1.1).
  func character() throws(SQLError) -> UInt8 {
    let bytes = Array(try text().utf8)
    if bytes.count == 1, bytes[0] < 0x80 { return bytes[0] }
    if bytes.first == UInt8(ascii: "\\"), let byte = Self.escape(bytes.dropFirst()) { return byte }
    throw SQLError(.invalidParameter, "COPY \(name) must be a single ASCII character", position: position)
  }

  private static func escape(_ rest: ArraySlice<UInt8>) -> UInt8? {
    switch String(decoding: rest, as: UTF8.self) {
    case "t": return 0x09
    case "n": return 0x0a
    case "r": return 0x0d
    case "b": return 0x08
    case "f": return 0x0c
    case "v": return 0x0b
    case "\\": return UInt8(ascii: "\\")
    case let digits where digits.count <= 3 && digits.utf8.allSatisfy { (0x30...0x37).contains($0) }:
      return UInt8(digits, radix: 8).flatMap { $0 < 0x80 ? $0 : nil }
    default: return nil
    }
  }

  /// Nothing, or one of `words` in any case.
  func check(words: [String]) throws(SQLError) {
    guard argument != nil else { return }
    let word = try word()
    guard words.contains(word.lowercased()) else {
      throw SQLError(.syntaxError, "invalid value \"\(word)\" for \(shown)", position: position)
    }
  }

  private func missing(_ what: String) -> SQLError {
    SQLError(.syntaxError, "COPY option \(shown) needs \(what)", position: position)
  }
}
