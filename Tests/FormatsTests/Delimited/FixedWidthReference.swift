import Formats

/// copy.md 5.3 once more: lines as lists of characters, fields taken off their fronts.
struct FixedWidthReference {
  var widths: [Int]
  var ignoresBlankLines = false
  var fillsRecord = false

  func found(_ input: [UInt8]) -> [Found] {
    var found: [Found] = []
    var lines = input.split(separator: 0x0a, omittingEmptySubsequences: false)
    let last = lines.removeLast()
    for line in lines { take(line.last == 0x0d ? line.dropLast() : line, &found) }
    if !last.isEmpty { take(last, &found) }
    return found
  }

  private func take(_ line: ArraySlice<UInt8>, _ found: inout [Found]) {
    if line.isEmpty && ignoresBlankLines { return }
    var rest = characters(line)
    var fields: [String] = []
    for (column, width) in widths.enumerated() {
      if rest.isEmpty && column > 0 {
        fields.append(fillsRecord ? "<missing>" : "<absent>")
        continue
      }
      var field = Array(rest.prefix(width).joined())
      // Bytes that continue no character belong to the field in which they stand.
      while field.last == 0x20 { field.removeLast() }
      fields.append(DelimitedDriver.text(field))
      rest.removeFirst(min(width, rest.count))
    }
    if rest.joined().contains(where: { $0 != 0x20 }) {
      found.append(.failure(code: 1202, offset: line.endIndex - rest.joined().count))
    } else {
      found.append(.record(fields))
    }
  }

  /// Each with the bytes that continue it; those at the line's start go with its first.
  private func characters(_ line: ArraySlice<UInt8>) -> [[UInt8]] {
    var characters: [[UInt8]] = []
    var isAtStart = true
    for byte in line {
      if byte & 0xc0 == 0x80 && !characters.isEmpty {
        characters[characters.count - 1].append(byte)
      } else if isAtStart && byte & 0xc0 != 0x80 && characters.count == 1 && characters[0][0] & 0xc0 == 0x80 {
        characters[0].append(byte)
      } else {
        characters.append([byte])
      }
      if byte & 0xc0 != 0x80 { isAtStart = false }
    }
    return characters
  }
}
