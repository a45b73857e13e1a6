import Catalogs
import Columnar
import Planning
import SQLTypes

/// Strings out of numbers and codes, and numbers out of strings.
extension KernelCall {
  func quoteIdentifier() throws -> Column {
    let (views, mask) = try views(0)
    return try written { row, scratch in
      scratch.append(contentsOf: QuotedName.quoted(views[row & mask].string).utf8)
    }
  }

  /// QUOTE_LITERAL: quotes and backslashes are doubled, for a backslash in a literal is an escape (wire.md 6.6).
  func quoteLiteral() throws -> Column {
    let (views, mask) = try views(0)
    return try written { row, scratch in
      scratch.append(0x27)
      views[row & mask].withBytes { bytes in
        for byte in bytes {
          if byte == 0x27 || byte == 0x5c { scratch.append(byte) }
          scratch.append(byte)
        }
      }
      scratch.append(0x27)
    }
  }

  /// LIKE_ESCAPE: a pattern with an escape character of its own as one with a backslash, which stands for itself
  /// before.
  func likeEscape() throws -> Column {
    let (patterns, mask) = try views(0)
    let (escapes, escapeMask) = try views(1)
    return try written { row, scratch throws(SQLError) in
      try escapes[row & escapeMask].withBytes { escape throws(SQLError) in
        guard escape.characterCount <= 1 else { throw SQLError(.invalidEscape, "invalid escape string") }
        patterns[row & mask].withBytes { append($0, escapedBy: escape, to: &scratch) }
      }
    }
  }

  private func append(
    _ pattern: UnsafeRawBufferPointer, escapedBy escape: UnsafeRawBufferPointer, to output: inout [UInt8]
  ) {
    var index = 0
    while index < pattern.count {
      let isEscape = !escape.isEmpty && pattern[index...].starts(with: escape)
      if isEscape { index += escape.count }
      if isEscape || pattern[index] == 0x5c { output.append(0x5c) }
      if index < pattern.count { output.append(pattern[index]) }
      index += 1
    }
  }

  /// CHR: NULL for what is no code point (sql.md 2.5).
  func characters() throws -> Column {
    let codes = try first.ints
    var builder = StringBuilder(capacity: count)
    var isValid = ValidityBuilder()
    for row in 0..<count {
      let scalar = UInt32(exactly: codes[row]).flatMap { $0 == 0 ? nil : Unicode.Scalar($0) }
      guard validity[row], let scalar else {
        builder.appendNull()
        isValid.append(false)
        continue
      }
      builder.append(String(scalar))
      isValid.append(true)
    }
    return Column(type, strings: builder.finish(), validity: isValid.finish())
  }

  /// TO_HEX of a number.
  func hexadecimal() throws -> Column {
    let values = try first.ints
    let isNarrow = first.type != .bigint
    return try written { row, scratch in
      let bits = UInt64(bitPattern: values[row])
      scratch.append(contentsOf: String(isNarrow ? bits & 0xffff_ffff : bits, radix: 16).utf8)
    }
  }

  /// STRTOL(text, base).
  func parseIntegers() throws -> Column {
    let (views, mask) = try views(0)
    let (bases, baseMask) = try intValues(1)
    var values = [Int64](repeating: 0, count: count)
    for row in 0..<count where validity[row] {
      let base = bases[row & baseMask]
      guard (2...36).contains(base) else {
        throw SQLError(.invalidParameter, "Numeric base must be between 2 and 36.")
      }
      values[row] = try parseInteger(views[row & mask].string, base: Int(base))
    }
    return column(values)
  }

  private func parseInteger(_ text: String, base: Int) throws(SQLError) -> Int64 {
    var digits = Substring(text).drop { $0 == " " }
    while digits.last == " " { digits.removeLast() }
    let isNegative = digits.first == "-"
    if isNegative || digits.first == "+" { digits.removeFirst() }
    if base == 16, digits.lowercased().hasPrefix("0x") { digits = digits.dropFirst(2) }
    let isPlain = digits.first.map { $0 != "-" && $0 != "+" } ?? false
    guard isPlain, let value = Int64((isNegative ? "-" : "") + digits, radix: base) else {
      throw SQLError(
        .invalidParameter, "The input \(text) is not valid to be converted to base \(base)",
        hint: "STRTOL reads digits of its base, within 64 bits.")
    }
    return value
  }

  func soundex() throws -> Column {
    let (views, mask) = try views(0)
    return try written { row, scratch in scratch.append(contentsOf: soundex(views[row & mask])) }
  }

  /// How many of the four characters of both codes agree.
  func soundexDifference() throws -> Column {
    let (l, leftMask) = try views(0)
    let (r, rightMask) = try views(1)
    return try counted { row in
      zip(soundex(l[row & leftMask]), soundex(r[row & rightMask])).reduce(0) { $0 + ($1.0 == $1.1 ? 1 : 0) }
    }
  }

  /// American Soundex: the first letter and three digits; nothing for text without letters.
  private func soundex(_ view: StringView) -> [UInt8] {
    let codes = Array("01230120022455012623010202".utf8)
    var result: [UInt8] = []
    var last: UInt8 = 0
    view.withBytes { bytes in
      for byte in bytes where byte.isLetter {
        let letter = byte.lowercased
        let code = codes[Int(letter - 0x61)]
        if result.isEmpty {
          result.append(letter - 0x20)
        } else if code != 0x30 && code != last && result.count < 4 {
          result.append(code)
        }
        // H and W do not part equal codes; vowels do.
        if letter != 0x68 && letter != 0x77 { last = code }
      }
    }
    if !result.isEmpty { result += [UInt8](repeating: 0x30, count: 4 - result.count) }
    return result
  }
}
