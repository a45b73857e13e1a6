import Formats

/// copy.md 5.1 and 5.2 once more, a byte at a time and without a thought for speed.
struct DelimitedReference {
  var input: [UInt8]
  var columnCount: Int
  var delimiter: UInt8
  var ignoresBlankLines = false
  var fillsRecord = false
  private var offset = 0
  private var found: [Found] = []

  init(_ input: [UInt8], columnCount: Int, delimiter: UInt8) {
    self.input = input
    self.columnCount = columnCount
    self.delimiter = delimiter
  }

  private func at(_ offset: Int) -> UInt8? { offset < input.count ? input[offset] : nil }

  private func isLineEnd(_ offset: Int) -> Bool { at(offset) == 0x0a || (at(offset) == 0x0d && at(offset + 1) == 0x0a) }

  private mutating func skipLineEnd() { offset += at(offset) == 0x0d ? 2 : 1 }

  private mutating func skipLine() {
    while offset < input.count && input[offset] != 0x0a { offset += 1 }
    offset = min(offset + 1, input.count)
  }

  private mutating func finish(_ fields: [String], _ starts: [Int], _ end: Int) {
    var fields = fields
    if fields.count == columnCount + 1 && fields[columnCount] == "" { fields.removeLast() }
    if fields.count > columnCount {
      found.append(.failure(code: 1202, offset: starts[columnCount]))
    } else if fields.count < columnCount && !fillsRecord {
      found.append(.failure(code: 1214, offset: end))
    } else {
      found.append(.record(fields + Array(repeating: "<missing>", count: columnCount - fields.count)))
    }
  }

  // MARK: Lines

  mutating func lines(escapes: Bool, takesNUL: Bool) -> [Found] {
    while offset < input.count {
      if ignoresBlankLines && isLineEnd(offset) { skipLineEnd() } else { line(escapes, takesNUL) }
    }
    return found
  }

  private mutating func line(_ escapes: Bool, _ takesNUL: Bool) {
    let start = offset
    var fields = [""]
    var starts = [offset]
    var nul: Int?
    while offset < input.count && !isLineEnd(offset) {
      let byte = input[offset]
      if byte == 0 && !takesNUL && nul == nil { nul = offset }
      if escapes && byte == 0x5c {
        offset += 1
        let next = at(offset)
        if next == 0 && !takesNUL && nul == nil { nul = offset }
        fields[fields.count - 1] += DelimitedDriver.text([next ?? 0x5c])
        offset += next == nil ? 0 : 1
      } else if byte == delimiter {
        offset += 1
        fields.append("")
        starts.append(offset)
      } else {
        fields[fields.count - 1] += DelimitedDriver.text([byte])
        offset += 1
      }
    }
    let end = offset
    if offset < input.count { skipLineEnd() }
    let surplus = fields.count > columnCount + 1 || (fields.count == columnCount + 1 && starts[columnCount] != end)
    if let nul, !surplus || nul < starts[columnCount] {
      found.append(.failure(code: 1216, offset: nul))
    } else if let nul, surplus, nul < (starts.dropFirst(columnCount + 1).first ?? end + 1) {
      found.append(.failure(code: 1216, offset: nul))
    } else {
      finish(fields, starts, end)
    }
    _ = start
  }

  // MARK: CSV

  /// The end of a record at a NUL.
  private func nul(_ offset: Int) -> (Found, fromLineStart: Bool)? {
    at(offset) == 0 ? (.failure(code: 1216, offset: offset), false) : nil
  }

  mutating func csv(quote: UInt8) -> [Found] {
    while offset < input.count {
      if ignoresBlankLines && isLineEnd(offset) {
        skipLineEnd()
        continue
      }
      let start = offset
      if let failure = csvRecord(quote) {
        found.append(failure.0)
        offset = failure.fromLineStart ? start : offset
        skipLine()
      }
    }
    return found
  }

  private func isBlank(_ byte: UInt8?) -> Bool { (byte == 0x20 || byte == 0x09) && byte != delimiter }

  private mutating func csvRecord(_ quote: UInt8) -> (Found, fromLineStart: Bool)? {
    var fields: [String] = []
    var starts: [Int] = []
    while true {
      starts.append(offset)
      var look = offset
      while isBlank(at(look)) { look += 1 }
      var text = ""
      if at(look) == quote {
        offset = look + 1
        text = "Q"
        while true {
          guard let byte = at(offset) else { return (.failure(code: 1214, offset: look), true) }
          if let nul = nul(offset) { return nul }
          if byte == quote && at(offset + 1) == quote { offset += 1 } else if byte == quote { break }
          text += DelimitedDriver.text([byte])
          offset += 1
        }
        offset += 1
        while isBlank(at(offset)) { offset += 1 }
        if at(offset) == 0x0d && offset + 1 == input.count {
          fields.append(text)
          finish(fields, starts, offset)
          offset += 1
          return nil
        }
        if at(offset) == 0x0d, let nul = nul(offset + 1) {
          offset += 1
          return nul
        }
        if let nul = nul(offset) { return nul }
        guard offset == input.count || at(offset) == delimiter || isLineEnd(offset) else {
          return (.failure(code: 1214, offset: offset), false)
        }
      } else {
        while let byte = at(offset), byte != delimiter, !isLineEnd(offset) {
          if let nul = nul(offset) { return nul }
          if byte == quote { return (.failure(code: 1214, offset: offset), false) }
          text += DelimitedDriver.text([byte])
          offset += 1
        }
      }
      fields.append(text)
      if at(offset) == delimiter {
        offset += 1
        continue
      }
      finish(fields, starts, offset)
      if offset < input.count { skipLineEnd() }
      return nil
    }
  }
}
