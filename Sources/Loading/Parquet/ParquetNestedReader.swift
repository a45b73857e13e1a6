import Columnar
import Formats
import SQLTypes

/// Makes SUPER values, which are kept as JSON, of one column of a file: SERIALIZETOJSON.
///
/// A nested column is several value columns whose levels say how they belong together: the definition level how much of
/// the path to a value is there, the repetition level which list goes on.
///
/// ```
/// tags of three rows     levels (r d)                                   JSON
/// ["a", "b"]             0 3 "a"    1 3 "b"                             ["a","b"]
/// []                     0 1                                            []
/// NULL                   0 0                                            NULL
/// ```
/// LIST becomes an array, MAP with keys of text and any other group an object; other maps are arrays of key and value.
/// Dates and times become texts.
struct ParquetNestedReader {
  /// A value column: its levels, its values densely, and how far it is read.
  private struct Leaf {
    let definitionLevel: UInt8
    let definitions: [UInt8]
    let repetitions: [UInt8]
    let values: Column
    var next = 0
    var nextValue = 0
  }

  private let field: ParquetField
  private var leaves: [Leaf] = []
  private let job: LoadJob
  /// Rows and elements of lists since the start: every some thousand, it is asked whether the work is to stop.
  private var steps = 0

  init(_ field: ParquetField, _ job: LoadJob) { (self.field, self.job) = (field, job) }

  /// Takes the next value column of the field, in their order. Errors: `ParquetFault`; `ParquetNestedFault`.
  mutating func add(_ leaf: ParquetField, _ reader: ParquetColumnReader) throws {
    guard let type = leaf.leafType, let conversion = ParquetConversion(leaf.asRequired, type) else {
      throw ParquetFault.unsupported("SERIALIZETOJSON of \(leaf)")
    }
    let builder = ParquetScanner.builder(conversion, leaf, type, job.options.rules)
    var (definitions, repetitions) = ([UInt8](), [UInt8]())
    let whole = UInt8(leaf.definitionLevel)
    while let run = try reader.read(.max) {
      try job.checkCancellation()
      let start = definitions.count
      definitions.append(contentsOf: UnsafeBufferPointer(start: reader.definitionLevels, count: run.count))
      repetitions.append(contentsOf: UnsafeBufferPointer(start: reader.repetitionLevels, count: run.count))
      do throws(ParquetBadValue) { try builder.append(run.dense, of: reader) } catch {
        let entry = definitions.indices[start...].filter { definitions[$0] == whole }[error.index]
        throw ParquetNestedFault(row: repetitions[...entry].count { $0 == 0 } - 1, fault: error.fault)
      }
    }
    leaves.append(
      Leaf(
        definitionLevel: whole, definitions: definitions, repetitions: repetitions,
        values: builder.finish(type)))
  }

  /// Columns of `capacity` rows each. Errors: levels that do not belong together; a text that is too long for SUPER.
  mutating func columns(rows: Int, _ capacity: Int) throws -> [Column] {
    var (columns, row, text) = ([Column](), 0, [UInt8]())
    while row < rows {
      let count = min(capacity, rows - row)
      var builder = StringBuilder(capacity: count)
      var validity = ValidityBuilder()
      for index in row..<row + count {
        try step()
        text.removeAll(keepingCapacity: true)
        let isThere = try self.row(&text, index)
        validity.append(isThere)
        isThere ? text.withUnsafeBytes { builder.append($0) } : builder.appendNull()
      }
      columns.append(Column(.super, strings: builder.finish(), validity: validity.finish()))
      row += count
    }
    for leaf in leaves where leaf.next < leaf.definitions.count || leaf.nextValue < leaf.values.count {
      throw Self.unfit
    }
    return columns
  }

  private static let unfit = ParquetFault.damaged("the levels of its columns do not belong together")

  private mutating func step() throws(SQLError) {
    steps &+= 1
    if steps & 4095 == 0 { try job.checkCancellation() }
  }

  /// False for NULL.
  private mutating func row(_ text: inout [UInt8], _ row: Int) throws -> Bool {
    guard leaves.allSatisfy({ $0.next < $0.repetitions.count && $0.repetitions[$0.next] == 0 }) else {
      throw Self.unfit
    }
    do {
      if field.repetition != .repeated, try !isThere(field) {
        try pass(field)
        return false
      }
      try write(field, &text)
    } catch let fault as ParquetValueFault {
      throw ParquetNestedFault(row: row, fault: fault)
    }
    return true
  }

  // MARK: The tree

  private mutating func write(_ node: ParquetField, _ text: inout [UInt8]) throws {
    if node.repetition == .repeated { return try writeElements(node, nil, &text) }
    guard try isThere(node) else {
      try pass(node)
      return text.append(contentsOf: "null".utf8)
    }
    try writeContent(node, &text)
  }

  /// Of a node that is there.
  private mutating func writeContent(_ node: ParquetField, _ text: inout [UInt8]) throws {
    guard case .group(let fields) = node.content else { return try writeValue(node, &text) }
    if fields.count == 1, fields[0].repetition == .repeated {
      if node.annotation == .list { return try writeElements(fields[0], fields[0].element(of: node), &text) }
      if node.annotation == .map, case .group(let pair) = fields[0].content, pair.count == 2 {
        let isObject = pair[0].isText && pair[0].repetition != .repeated
        return isObject ? try writeMap(fields[0], pair, &text) : try writeElements(fields[0], nil, &text)
      }
    }
    text.append(UInt8(ascii: "{"))
    for (index, field) in fields.enumerated() {
      if index > 0 { text.append(UInt8(ascii: ",")) }
      text.append(contentsOf: JSONText.quoted(field.name).utf8)
      text.append(UInt8(ascii: ":"))
      try write(field, &text)
    }
    text.append(UInt8(ascii: "}"))
  }

  /// `element`: the one node in the repeated one; nil for that itself.
  private mutating func writeElements(
    _ list: ParquetField, _ element: ParquetField?, _ text: inout [UInt8]
  ) throws {
    text.append(UInt8(ascii: "["))
    try repeatedly(list, &text) { reader, text in
      if let element { try reader.write(element, &text) } else { try reader.writeContent(list, &text) }
    }
    text.append(UInt8(ascii: "]"))
  }

  private mutating func writeMap(_ list: ParquetField, _ pair: [ParquetField], _ text: inout [UInt8]) throws {
    text.append(UInt8(ascii: "{"))
    try repeatedly(list, &text) { reader, text in
      guard try reader.isThere(pair[0]) else { throw ParquetFault.damaged("a key of a map is NULL") }
      try reader.write(pair[0], &text)
      text.append(UInt8(ascii: ":"))
      try reader.write(pair[1], &text)
    }
    text.append(UInt8(ascii: "}"))
  }

  /// Each round reads an entry of every column of the list at least.
  private mutating func repeatedly(
    _ list: ParquetField, _ text: inout [UInt8],
    _ write: (inout ParquetNestedReader, inout [UInt8]) throws -> Void
  ) throws {
    guard try isThere(list) else { return try pass(list) }
    var isFirst = true
    repeat {
      if !isFirst { text.append(UInt8(ascii: ",")) }
      isFirst = false
      try step()
      try write(&self, &text)
    } while try goesOn(list)
  }

  // MARK: Levels

  private func first(_ node: ParquetField) -> Int { node.columns.lowerBound - field.columns.lowerBound }

  /// Of the next entry. Errors: there is none.
  private func definition(_ index: Int) throws(ParquetFault) -> Int {
    guard leaves[index].next < leaves[index].definitions.count else { throw Self.unfit }
    return Int(leaves[index].definitions[leaves[index].next])
  }

  /// Of the next entry, 0 behind the last.
  private func repetition(_ index: Int) -> Int {
    leaves[index].next < leaves[index].repetitions.count ? Int(leaves[index].repetitions[leaves[index].next]) : 0
  }

  /// Whether the next entry has the node. Errors: its columns do not say the same.
  private func isThere(_ node: ParquetField) throws(ParquetFault) -> Bool {
    let first = first(node)
    let isThere = try definition(first) >= node.definitionLevel
    for index in first..<first + node.columns.count {
      guard try (definition(index) >= node.definitionLevel) == isThere else { throw Self.unfit }
    }
    return isThere
  }

  /// Whether the next entry is a further element of the list. Errors: its columns do not say the same.
  private func goesOn(_ list: ParquetField) throws(ParquetFault) -> Bool {
    let first = first(list)
    let goesOn = repetition(first) == list.repetitionLevel
    for index in first..<first + list.columns.count {
      let level = repetition(index)
      guard level <= list.repetitionLevel, (level == list.repetitionLevel) == goesOn else { throw Self.unfit }
    }
    if goesOn { guard try isThere(list) else { throw Self.unfit } }
    return goesOn
  }

  /// Passes the entry that stands for a node which is not there, in all its columns. Errors: they do not say the same.
  private mutating func pass(_ node: ParquetField) throws(ParquetFault) {
    let first = first(node)
    let (definition, repetition) = (try definition(first), repetition(first))
    for index in first..<first + node.columns.count {
      guard try self.definition(index) == definition, self.repetition(index) == repetition else { throw Self.unfit }
      leaves[index].next += 1
    }
  }

  // MARK: Values

  private mutating func writeValue(_ node: ParquetField, _ text: inout [UInt8]) throws {
    let index = first(node)
    let leaf = leaves[index]
    guard leaf.next < leaf.definitions.count, leaf.definitions[leaf.next] == leaf.definitionLevel,
      leaf.nextValue < leaf.values.count
    else { throw Self.unfit }
    try Self.append(leaf.values.value(leaf.nextValue), leaf.values.type, &text)
    leaves[index].next += 1
    leaves[index].nextValue += 1
  }

  private static func append(_ value: Value, _ type: DataType, _ text: inout [UInt8]) throws {
    switch value {
    case .bool(let flag): text.append(contentsOf: (flag ? "true" : "false").utf8)
    case .string(let string):
      guard string.utf8.count <= DataType.maximumVarcharLength else {
        throw ParquetValueFault.field(.superStringTooLong)
      }
      text.append(contentsOf: JSONText.quoted(string).utf8)
    case .double(let number) where !number.isFinite:
      text.append(contentsOf: JSONText.quoted(ValueText.text(of: value, type: type) ?? "").utf8)
    default:
      let shown = ValueText.text(of: value, type: type) ?? "null"
      text.append(contentsOf: (type.isNumeric ? shown : JSONText.quoted(shown)).utf8)
    }
  }
}

/// A value that no SUPER takes, by its row in the row group.
struct ParquetNestedFault: Error {
  let row: Int
  let fault: ParquetValueFault
}

extension ParquetField {
  /// The value columns in it, in their order.
  var leaves: [ParquetField] {
    guard case .group(let fields) = content else { return [self] }
    return fields.flatMap(\.leaves)
  }

  /// Of one of them: `who.in.x`.
  func path(of leaf: ParquetField) -> String {
    guard case .group(let fields) = content,
      let next = fields.first(where: { $0.columns.contains(leaf.columns.lowerBound) })
    else { return name }
    return "\(name).\(next.path(of: leaf))"
  }

  fileprivate var isText: Bool {
    guard case .leaf(.byteArray, _) = content else { return false }
    return [.none, .string, .enum, .json].contains(annotation)
  }

  /// Of the repeated node of a LIST: the one node in it; nil for the older forms, where it is the element itself.
  fileprivate func element(of list: ParquetField) -> ParquetField? {
    guard case .group(let fields) = content, fields.count == 1, name != "array", name != "\(list.name)_tuple" else {
      return nil
    }
    return fields[0]
  }

  /// The type that a value column is read as: texts of any length, bytes without a meaning as texts.
  fileprivate var leafType: DataType? {
    if isText { return .varchar(.max) }
    guard let type = asRequired.tableType, !type.isVarbyte else { return nil }
    return type
  }
}
