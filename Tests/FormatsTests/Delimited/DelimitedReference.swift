import Formats

/// copy.md 5.1 and 5.2 once more, a byte at a time and without a thought for speed.
struct DelimitedReference {
  var input: [UInt8]
  var columnCount: Int
  var delimiter: UInt8
  var ignoresBlankLines = false
  var fillsRecord = false
  private var place = 0
  private var found: [Found] = []

  init(_ input: [UInt8], columnCount: Int, delimiter: UInt8) {
    self.input = input
    self.columnCount = columnCount
    self.delimiter = delimiter
  }

  private func at(_ place: Int) -> UInt8? { place < input.count ? input[place] : nil }

  private func isLineEnd(_ place: Int) -> Bool { at(place) == 0x0a || (at(place) == 0x0d && at(place + 1) == 0x0a) }

  private mutating func skipLineEnd() { place += at(place) == 0x0d ? 2 : 1 }

  private mutating func skipLine() {
    while place < input.count && input[place] != 0x0a { place += 1 }
    place = min(place + 1, input.count)
  }

  private mutating func finish(_ fields: [String], _ starts: [Int], _ end: Int) {
    var fields = fields
    if fields.count == columnCount + 1 && fields[columnCount] == "" { fields.removeLast() }
    if fields.count > columnCount {
      found.append(.failure(code: 1202, place: starts[columnCount]))
    } else if fields.count < columnCount && !fillsRecord {
      found.append(.failure(code: 1214, place: end))
    } else {
      found.append(.record(fields + Array(repeating: "<missing>", count: columnCount - fields.count)))
    }
  }

  // MARK: Lines

  mutating func lines(escapes: Bool, takesNUL: Bool) -> [Found] {
    while place < input.count {
      if ignoresBlankLines && isLineEnd(place) { skipLineEnd() } else { line(escapes, takesNUL) }
    }
    return found
  }

  private mutating func line(_ escapes: Bool, _ takesNUL: Bool) {
    let start = place
    var fields = [""]
    var starts = [place]
    var nul: Int?
    while place < input.count && !isLineEnd(place) {
      let byte = input[place]
      if byte == 0 && !takesNUL && nul == nil { nul = place }
      if escapes && byte == 0x5c {
        place += 1
        let next = at(place)
        if next == 0 && !takesNUL && nul == nil { nul = place }
        fields[fields.count - 1] += DelimitedDriver.text([next ?? 0x5c])
        place += next == nil ? 0 : 1
      } else if byte == delimiter {
        place += 1
        fields.append("")
        starts.append(place)
      } else {
        fields[fields.count - 1] += DelimitedDriver.text([byte])
        place += 1
      }
    }
    let end = place
    if place < input.count { skipLineEnd() }
    let surplus = fields.count > columnCount + 1 || (fields.count == columnCount + 1 && starts[columnCount] != end)
    if let nul, !surplus || nul < starts[columnCount] {
      found.append(.failure(code: 1216, place: nul))
    } else if let nul, surplus, nul < (starts.dropFirst(columnCount + 1).first ?? end + 1) {
      found.append(.failure(code: 1216, place: nul))
    } else {
      finish(fields, starts, end)
    }
    _ = start
  }

  // MARK: CSV

  /// The end of a record at a NUL.
  private func nul(_ place: Int) -> (Found, fromLineStart: Bool)? {
    at(place) == 0 ? (.failure(code: 1216, place: place), false) : nil
  }

  mutating func csv(quote: UInt8) -> [Found] {
    while place < input.count {
      if ignoresBlankLines && isLineEnd(place) {
        skipLineEnd()
        continue
      }
      let start = place
      if let failure = csvRecord(quote) {
        found.append(failure.0)
        place = failure.fromLineStart ? start : place
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
      starts.append(place)
      var look = place
      while isBlank(at(look)) { look += 1 }
      var text = ""
      if at(look) == quote {
        place = look + 1
        text = "Q"
        while true {
          guard let byte = at(place) else { return (.failure(code: 1214, place: look), true) }
          if let nul = nul(place) { return nul }
          if byte == quote && at(place + 1) == quote { place += 1 } else if byte == quote { break }
          text += DelimitedDriver.text([byte])
          place += 1
        }
        place += 1
        while isBlank(at(place)) { place += 1 }
        if at(place) == 0x0d && place + 1 == input.count {
          fields.append(text)
          finish(fields, starts, place)
          place += 1
          return nil
        }
        if at(place) == 0x0d, let nul = nul(place + 1) {
          place += 1
          return nul
        }
        if let nul = nul(place) { return nul }
        guard place == input.count || at(place) == delimiter || isLineEnd(place) else {
          return (.failure(code: 1214, place: place), false)
        }
      } else {
        while let byte = at(place), byte != delimiter, !isLineEnd(place) {
          if let nul = nul(place) { return nul }
          if byte == quote { return (.failure(code: 1214, place: place), false) }
          text += DelimitedDriver.text([byte])
          place += 1
        }
      }
      fields.append(text)
      if at(place) == delimiter {
        place += 1
        continue
      }
      finish(fields, starts, place)
      if place < input.count { skipLineEnd() }
      return nil
    }
  }
}
