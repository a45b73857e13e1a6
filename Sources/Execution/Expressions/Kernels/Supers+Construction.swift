import Columnar
import Formats
import Planning
import SQLTypes

/// Arrays and objects made of other values.
extension KernelCall {
  /// ARRAY(a, …): NULL becomes null.
  func array() throws -> Column {
    let operands = try arguments.map { try SuperOperand($0) }
    return try unstrict.supers { row, output in
      output.append(UInt8(ascii: "["))
      for (index, operand) in operands.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        operand.append(row, to: &output)
      }
      output.append(UInt8(ascii: "]"))
      return true
    }
  }

  /// OBJECT(name, value, …). A name is neither NULL nor there twice.
  func object() throws -> Column {
    let operands = try arguments.map { try SuperOperand($0) }
    return try unstrict.supers { row, output throws(SQLError) in
      output.append(UInt8(ascii: "{"))
      for index in stride(from: 0, to: operands.count, by: 2) {
        guard operands[index].isValid(row) else { throw SQLError(.invalidParameter, "OBJECT keys cannot be null") }
        let name = operands[index].view(row)
        for earlier in stride(from: 0, to: index, by: 2) where operands[earlier].view(row) == name {
          throw SQLError(.invalidParameter, "OBJECT has the key \"\(name.string)\" twice")
        }
        if index > 0 { output.append(UInt8(ascii: ",")) }
        name.withBytes { JSONText.appendQuoted($0, to: &output) }
        output.append(UInt8(ascii: ":"))
        operands[index + 1].append(row, to: &output)
      }
      output.append(UInt8(ascii: "}"))
      return true
    }
  }

  /// ARRAY_CONCAT: NULL where one is no array.
  func concatenateArrays() throws -> Column {
    let (left, right) = (try superOperand(0), try superOperand(1))
    return try supers { row, output in
      let (l, r) = (left.value(row), right.value(row))
      guard left.reader.isArray(l), right.reader.isArray(r) else { return false }
      let (mine, theirs) = (left.reader.json(of: l), right.reader.json(of: r))
      output += mine.dropLast()
      if mine.count > 2, theirs.count > 2 { output.append(UInt8(ascii: ",")) }
      output += theirs.dropFirst()
      return true
    }
  }

  /// ARRAY_FLATTEN: all levels become one; NULL for what is no array.
  func flattened() throws -> Column {
    let operand = try superOperand(0)
    return try supers { row, output in
      let value = operand.value(row)
      guard operand.reader.isArray(value) else { return false }
      output.append(UInt8(ascii: "["))
      operand.appendLeaves(of: value, to: &output)
      output.append(UInt8(ascii: "]"))
      return true
    }
  }

  /// SUBARRAY(array, start[, length]): from 0; a start below it counts from the end.
  func subarray() throws -> Column {
    let operand = try superOperand(0)
    let (starts, startMask) = try intValues(1)
    let (lengths, lengthMask) = arguments.count > 2 ? try intValues(2) : ([Int64.max], 0)
    return try supers { row, output in
      let value = operand.value(row)
      guard operand.reader.isArray(value), let size = operand.reader.count(of: value) else { return false }
      let start = Int(clamping: starts[row & startMask])
      let first = start < 0 ? max(0, size + max(start, -size - 1)) : min(start, size)
      let length = min(max(0, Int(clamping: lengths[row & lengthMask])), size - first)
      operand.appendElements(of: value, first..<first + length, to: &output)
      return true
    }
  }

  /// SPLIT_TO_ARRAY(text[, delimiter]): strings between commas, or between what is given.
  func splitToArray() throws -> Column {
    let (texts, mask) = try views(0)
    let delimiters = arguments.count > 1 ? try views(1) : nil
    return try supers { row, output in
      texts[row & mask].withBytes { text in
        guard let delimiters else { return Self.split(text, [UInt8(ascii: ",")], to: &output) }
        let delimiter = delimiters.views[row & delimiters.mask].withBytes { Array($0) }
        Self.split(text, delimiter, to: &output)
      }
      return true
    }
  }

  private static func split(_ text: UnsafeRawBufferPointer, _ delimiter: [UInt8], to output: inout [UInt8]) {
    output.append(UInt8(ascii: "["))
    var start = 0
    delimiter.withUnsafeBytes { delimiter in
      while !delimiter.isEmpty, let next = text.firstOffset(of: delimiter, from: start) {
        JSONText.appendQuoted(UnsafeRawBufferPointer(rebasing: text[start..<next]), to: &output)
        output.append(UInt8(ascii: ","))
        start = next + delimiter.count
      }
    }
    JSONText.appendQuoted(UnsafeRawBufferPointer(rebasing: text[start...]), to: &output)
    output.append(UInt8(ascii: "]"))
  }

  /// LOWER_ATTRIBUTE_NAMES and its like: the names of all members, whatever their level, with other letters.
  func attributeNames(isUpper: Bool) throws -> Column {
    let operand = try superOperand(0)
    return try supers { row, output in
      operand.appendRenamed(operand.value(row), to: &output) { isUpper ? $0.uppercased() : $0.lowercased() }
      return true
    }
  }
}

extension SuperOperand {
  /// The row's value as JSON, null for NULL.
  func append(_ row: Int, to output: inout [UInt8]) {
    guard isValid(row) else {
      output += "null".utf8
      return
    }
    view(row).withBytes { output += $0 }
  }

  /// The elements at `indices` as an array.
  fileprivate func appendElements(of array: FieldSlice, _ indices: Range<Int>, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "["))
    var index = 0
    reader.forEachElement(of: array) { element in
      if indices.contains(index) {
        if index > indices.lowerBound { output.append(UInt8(ascii: ",")) }
        output += reader.json(of: element)
      }
      index += 1
      return index < indices.upperBound
    }
    output.append(UInt8(ascii: "]"))
  }

  /// What is no array in an array and those within it, commas between.
  fileprivate func appendLeaves(of array: FieldSlice, to output: inout [UInt8]) {
    reader.forEachElement(of: array) { element in
      if reader.isArray(element) {
        appendLeaves(of: element, to: &output)
      } else {
        if output.count > 1 { output.append(UInt8(ascii: ",")) }
        output += reader.json(of: element)
      }
      return true
    }
  }

  fileprivate func appendRenamed(_ value: FieldSlice, to output: inout [UInt8], _ rename: (String) -> String) {
    let isArray = reader.isArray(value)
    guard isArray || reader.isObject(value) else {
      output += reader.json(of: value)
      return
    }
    output.append(isArray ? UInt8(ascii: "[") : UInt8(ascii: "{"))
    let start = output.count
    reader.forEachElement(of: value) { element in
      if output.count > start { output.append(UInt8(ascii: ",")) }
      appendRenamed(element, to: &output, rename)
      return true
    }
    reader.forEachMember(of: value) { name, member in
      if output.count > start { output.append(UInt8(ascii: ",")) }
      let text = (try? reader.text(of: name)).map { String(decoding: $0, as: UTF8.self) } ?? ""
      output += JSONText.quoted(rename(text)).utf8
      output.append(UInt8(ascii: ":"))
      appendRenamed(member, to: &output, rename)
      return true
    }
    output.append(isArray ? UInt8(ascii: "]") : UInt8(ascii: "}"))
  }
}
