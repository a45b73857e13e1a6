import Columnar
import Planning
import SQLTypes

/// Strings made of others: case, padding, repetition, replacement.
extension KernelCall {
  // MARK: Case

  enum LetterCase { case lower, upper, initialCapitals }

  /// ASCII byte by byte; other text by Unicode's mappings.
  func changeCase(_ letterCase: LetterCase) throws -> Column {
    let (views, mask) = try views(0)
    var builder = StringBuilder(capacity: count)
    for row in 0..<count {
      let view = views[row & mask]
      let isASCII = view.withBytes { UTF8Check.isASCII($0) }
      guard isASCII else {
        builder.append(changedCase(view.string, letterCase))
        continue
      }
      builder.append(limit: view.count) { target in
        view.withBytes { bytes in changeASCII(bytes, letterCase, into: target) }
        return view.count
      }
    }
    return column(builder.finish())
  }

  /// `target` is as long as `bytes`.
  private func changeASCII(
    _ bytes: UnsafeRawBufferPointer, _ letterCase: LetterCase, into target: UnsafeMutableRawBufferPointer
  ) {
    switch letterCase {
    case .lower: for index in 0..<bytes.count { target[index] = bytes[index].lowercased }
    case .upper: for index in 0..<bytes.count { target[index] = bytes[index].uppercased }
    case .initialCapitals:
      var isInside = false
      for index in 0..<bytes.count {
        let byte = bytes[index]
        target[index] = isInside ? byte.lowercased : byte.uppercased
        isInside = byte.isLetter || byte.isDigit
      }
    }
  }

  private func changedCase(_ text: String, _ letterCase: LetterCase) -> String {
    switch letterCase {
    case .lower: return text.lowercased()
    case .upper: return text.uppercased()
    case .initialCapitals:
      var result = ""
      var isInside = false
      for scalar in text.unicodeScalars {
        let properties = scalar.properties
        result += isInside ? properties.lowercaseMapping : properties.uppercaseMapping
        isInside = properties.isAlphabetic || properties.numericType != nil
      }
      return result
    }
  }

  // MARK: Other text

  func reverse() throws -> Column {
    let (views, mask) = try views(0)
    return try written { row, scratch in
      views[row & mask].withBytes { bytes in
        var end = bytes.count
        while end > 0 {
          var start = end - 1
          while start > 0 && bytes.isContinuation(start) { start -= 1 }
          scratch.append(contentsOf: bytes[start..<end])
          end = start
        }
      }
    }
  }

  func repeated() throws -> Column {
    let (views, mask) = try views(0)
    let (counts, countMask) = try intValues(1)
    return try written { row, scratch throws(SQLError) in
      let view = views[row & mask]
      let times = max(0, counts[row & countMask])
      let (total, overflow) = times.multipliedReportingOverflow(by: Int64(view.count))
      if overflow || total > Int64(DataType.maximumVarcharLength) { throw KernelCall.tooLong }
      if view.count == 0 { return }
      view.withBytes { bytes in for _ in 0..<Int(times) { scratch.append(contentsOf: bytes) } }
    }
  }

  func replace() throws -> Column {
    let (views, mask) = try views(0)
    let (olds, oldMask) = try self.views(1)
    let (news, newMask) = try self.views(2)
    return try written { row, scratch in
      views[row & mask].withBytes { text in
        olds[row & oldMask].withBytes { old in
          news[row & newMask].withBytes { new in replace(old, by: new, in: text, &scratch) }
        }
      }
    }
  }

  private func replace(
    _ old: UnsafeRawBufferPointer, by new: UnsafeRawBufferPointer, in text: UnsafeRawBufferPointer,
    _ output: inout [UInt8]
  ) {
    var start = 0
    while !old.isEmpty, let next = text.firstOffset(of: old, from: start) {
      output.append(contentsOf: text[start..<next])
      output.append(contentsOf: new)
      start = next + old.count
    }
    output.append(contentsOf: text[start...])
  }

  /// Each character of the second string becomes the one at its index in the third, or goes.
  func translate() throws -> Column {
    let (views, mask) = try views(0)
    let (olds, oldMask) = try self.views(1)
    let (news, newMask) = try self.views(2)
    return try written { row, scratch in
      let from = Array(olds[row & oldMask].string.unicodeScalars)
      let to = Array(news[row & newMask].string.unicodeScalars)
      for scalar in views[row & mask].string.unicodeScalars {
        guard let index = from.firstIndex(of: scalar) else {
          scratch.append(contentsOf: String(scalar).utf8)
          continue
        }
        if index < to.count { scratch.append(contentsOf: String(to[index]).utf8) }
      }
    }
  }

  /// LPAD and RPAD to a number of characters; what is longer loses its end.
  func pad(isLeft: Bool) throws -> Column {
    let (views, mask) = try views(0)
    let (lengths, lengthMask) = try intValues(1)
    let blank = StringColumn.blank
    let (fills, fillMask) = arguments.count == 3 ? try self.views(2) : (blank.values, 0)
    return try written { row, scratch throws(SQLError) in
      let wanted = max(0, lengths[row & lengthMask])
      if wanted > Int64(DataType.maximumVarcharLength) { throw KernelCall.tooLong }
      views[row & mask].withBytes { text in
        let missing = Int(wanted) - text.characterCount
        guard missing > 0 else {
          scratch.append(contentsOf: text[..<text.offset(afterCharacters: Int(wanted))])
          return
        }
        if !isLeft { scratch.append(contentsOf: text) }
        fills[row & fillMask].withBytes { fill in append(fill, characters: missing, to: &scratch) }
        if isLeft { scratch.append(contentsOf: text) }
      }
    }
  }

  private func append(_ fill: UnsafeRawBufferPointer, characters: Int, to output: inout [UInt8]) {
    let length = fill.characterCount
    guard length > 0 else { return }
    for _ in 0..<characters / length { output.append(contentsOf: fill) }
    output.append(contentsOf: fill[..<fill.offset(afterCharacters: characters % length)])
  }
}

extension StringColumn {
  /// One blank.
  fileprivate static let blank: StringColumn = {
    var builder = StringBuilder(capacity: 1)
    builder.append(" ")
    return builder.finish()
  }()
}

extension UInt8 {
  fileprivate var uppercased: UInt8 { self &- 0x61 < 26 ? self & ~0x20 : self }
}
