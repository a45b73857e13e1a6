import Columnar
import Planning
import SQLTypes

/// Arrays, kept as their text and taken apart row by row: only system relations have them.
extension KernelCall {
  func array(_ function: ArrayFunction) throws -> Column {
    switch function {
    case .construct: return Column(type, values: try (0..<count).map(constructed))
    case .concatenate: return Column(type, values: try joinedArrays())
    case .element: return try eachArray { elements, row in try element(of: elements, row) }
    case .upperBound: return try eachArray { elements, row in try bound(of: elements, row, isUpper: true) }
    case .lowerBound: return try eachArray { elements, row in try bound(of: elements, row, isUpper: false) }
    case .joined:
      let separators = try second.strings
      return try eachArray { elements, row in
        .string(elements.compactMap { $0 }.joined(separator: separators.view(row & second.indexMask).string))
      }
    case .memberValue, .memberNumber: return try member(isNumber: function == .memberNumber)
    }
  }

  private func constructed(_ row: Int) throws -> Value {
    let elements = try arguments.map { column in
      column.isValid(row) ? try column.strings.view(row & column.indexMask).string : nil
    }
    return .string(ArrayText.text(of: elements, type))
  }

  private func joinedArrays() throws -> [Value] {
    let sides = try arguments.map { try ArrayColumn($0) }
    return try (0..<count).map { row in
      let known = arguments.indices.filter { arguments[$0].isValid(row) }
      guard !known.isEmpty else { return .null }
      var elements: [String?] = []
      for side in known { elements += try sides[side][row] }
      return .string(ArrayText.text(of: elements, type))
    }
  }

  private func eachArray(_ body: ([String?], Int) throws -> Value) throws -> Column {
    let arrays = try ArrayColumn(first)
    return Column(type, values: try (0..<count).map { row in validity[row] ? try body(try arrays[row], row) : .null })
  }

  private func element(of elements: [String?], _ row: Int) throws -> Value {
    let index = try second.ints[row & second.indexMask] - firstIndex
    guard index >= 0, index < elements.count, let text = elements[Int(index)] else { return .null }
    return try ValueText.parse(text, as: type)
  }

  private var firstIndex: Int64 { if case .catalog(.array) = first.type { 1 } else { 0 } }

  /// The first or the last index of the one dimension; NULL where there is none.
  private func bound(of elements: [String?], _ row: Int, isUpper: Bool) throws -> Value {
    guard try second.ints[row & second.indexMask] == 1, !elements.isEmpty else { return .null }
    return .int(isUpper ? firstIndex + Int64(elements.count) - 1 : firstIndex)
  }

  /// Of `(x,n)`.
  private func member(isNumber: Bool) throws -> Column {
    let records = try first.strings
    let values = try (0..<count).map { row -> Value in
      guard validity[row] else { return .null }
      let text = records.view(row & first.indexMask).string.dropFirst().dropLast()
      guard let comma = text.lastIndex(of: ",") else { return .null }
      let part = isNumber ? text[text.index(after: comma)...] : text[..<comma]
      return part.isEmpty ? .null : try ValueText.parse(String(part), as: type)
    }
    return Column(type, values: values)
  }

  /// The value is compared with all elements of all rows at once; a row's answers are then put together.
  func quantified(_ quantifier: ArrayQuantifier) throws -> Column {
    let arrays = try ArrayColumn(second)
    let element = second.type.element?.type ?? first.type
    var rows: [UInt32] = []
    var elements: [Value] = []
    for row in 0..<count where validity[row] {
      for text in try arrays[row] {
        rows.append(UInt32(truncatingIfNeeded: row))
        elements.append(try text.map { text throws(SQLError) in try ValueText.parse(text, as: element) } ?? .null)
      }
    }
    let sides = [first.expanded.gather(rows), Column(element, values: elements)]
    let matches = try KernelCall(
      arguments: sides, type: .boolean, count: rows.count, validity: sides[1].validity, isLiteral: false,
      context: context
    ).comparison(quantifier.comparison)
    return try joined(matches, rows, quantifier.isAll)
  }

  /// ANY is true where one is true, ALL false where one is false; else NULL where one is NULL.
  private func joined(_ matches: Column, _ rows: [UInt32], _ isAll: Bool) throws -> Column {
    var results = (0..<count).map { row in validity[row] ? Value.bool(isAll) : .null }
    let flags = try matches.expanded.bools
    for (index, row) in rows.enumerated() where results[Int(row)] != .bool(!isAll) {
      let match = matches.isValid(index) ? Value.bool(flags[index]) : .null
      if match != .bool(isAll) { results[Int(row)] = match }
    }
    return Column(.boolean, values: results)
  }
}

/// The elements of a column's arrays; of a constant they are taken apart once.
private struct ArrayColumn {
  private let column: Column
  private let strings: StringColumn
  private var constant: [String?]?

  init(_ column: Column) throws {
    self.column = column
    strings = try column.strings
    if column.isConstant, column.isValid(0) {
      constant = try ArrayText.elements(of: strings.view(0).string, column.type)
    }
  }

  subscript(_ row: Int) -> [String?] {
    get throws(SQLError) {
      if let constant { return constant }
      return try ArrayText.elements(of: strings.view(row & column.indexMask).string, column.type)
    }
  }
}
