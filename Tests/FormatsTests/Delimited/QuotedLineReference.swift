import Formats

/// REMOVEQUOTES (copy.md part 3) once more: a line as a list of units, each a byte or an escaped byte.
struct QuotedLineReference {
  private struct Unit: Equatable {
    var byte: UInt8
    var isEscaped = false
  }

  var columnCount: Int
  var escapes: Bool
  private static let delimiter = Unit(byte: 0x7c)

  /// Failures by their code alone.
  func found(_ input: [UInt8]) -> [Found] {
    var found: [Found] = []
    var line: [Unit] = []
    var offset = 0
    while offset < input.count {
      let byte = input[offset]
      offset += 1
      if byte == 0x0a {
        if line.last == Unit(byte: 0x0d) { line.removeLast() }
        found.append(outcome(line))
        line = []
      } else if escapes && byte == 0x5c && offset < input.count {
        line.append(Unit(byte: input[offset], isEscaped: true))
        offset += 1
      } else {
        line.append(Unit(byte: byte))
      }
    }
    let endsInLine = input.last.map { $0 != 0x0a } ?? false
    return endsInLine || !line.isEmpty ? found + [outcome(line)] : found
  }

  private func outcome(_ line: [Unit]) -> Found {
    var fields: [String] = []
    var rest = line[...]
    while true {
      if fields.count == columnCount { return rest.isEmpty ? .record(fields) : surplus(rest) }
      guard let field = take(&rest) else { return .failure(code: 1214, offset: 0) }
      fields.append(field)
      guard !rest.isEmpty else { break }
      rest.removeFirst()
      // The line ended in a delimiter: an empty field stands behind it, if one more is wanted.
      if rest.isEmpty && fields.count < columnCount { fields.append("") }
      if rest.isEmpty { break }
    }
    return fields.count == columnCount ? .record(fields) : .failure(code: 1214, offset: 0)
  }

  /// A field too many that opens a quote and never closes it is that error.
  private func surplus(_ rest: ArraySlice<Unit>) -> Found {
    var rest = rest
    return .failure(code: take(&rest) == nil ? 1214 : 1202, offset: 0)
  }

  /// The next field, up to the delimiter that ends it; nil for a quote without its like.
  private func take(_ rest: inout ArraySlice<Unit>) -> String? {
    guard let first = rest.first, [Unit(byte: 0x22), Unit(byte: 0x27)].contains(first) else {
      let end = rest.firstIndex(of: Self.delimiter) ?? rest.endIndex
      defer { rest = rest[end...] }
      return DelimitedDriver.text(rest[..<end].map(\.byte))
    }
    let closing = rest.indices.dropFirst().first { index in
      rest[index] == first && (index + 1 == rest.endIndex || rest[index + 1] == Self.delimiter)
    }
    guard let closing else { return nil }
    defer { rest = rest[(closing + 1)...] }
    return DelimitedDriver.text(rest[(rest.startIndex + 1)..<closing].map(\.byte))
  }
}
