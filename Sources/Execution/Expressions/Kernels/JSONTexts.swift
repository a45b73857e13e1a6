import Columnar
import Formats
import Planning
import SQLTypes

/// Functions over JSON that is kept as text (sql.md 2.8): one pass of the JSON scanner a row, results copied once.
extension KernelCall {
  func json(_ function: JSONFunction) throws -> Column {
    switch function {
    case .extractMember: try extractMembers()
    case .extractElement: try extractElements()
    case .arrayLength: try arrayLengths()
    case .isObject: try jsonFlags { $0.isObject() }
    case .isArray: try jsonFlags { $0.isArray() }
    }
  }

  private func jsonFlags(_ test: (JSONTextReader) -> Bool) throws -> Column {
    let (texts, mask) = try views(0)
    let reader = JSONTextReader()
    var flags = [Bool](repeating: false, count: count)
    for row in 0..<count where validity[row] {
      texts[row & mask].withBytes { reader.load($0) }
      flags[row] = test(reader)
    }
    return column(flags)
  }

  /// JSON_EXTRACT_PATH_TEXT(json, name [, …] [, null_if_invalid])
  private func extractMembers() throws -> Column {
    let keys = arguments.indices.dropFirst().filter { arguments[$0].type != .boolean }
    let names = try keys.map { try views($0) }
    var way = JSONMemberNames()
    let isFixed = keys.allSatisfy { arguments[$0].isConstant }
    return try extracted(invalid: "invalid json object") { row, reader in
      if !isFixed || way.count == 0 {
        way.removeAll()
        for (views, mask) in names { views[row & mask].withBytes { way.append($0) } }
      }
      return reader.member(at: way)
    }
  }

  /// JSON_EXTRACT_ARRAY_ELEMENT_TEXT(json, index [, null_if_invalid])
  private func extractElements() throws -> Column {
    let (indices, mask) = try intValues(1)
    return try extracted(invalid: "invalid json array object") { row, reader in
      reader.element(at: Int(indices[row & mask]))
    }
  }

  /// The text of a value a row; NULL where it is missing or JSON's null.
  @inline(__always)
  private func extracted(
    invalid: String, _ find: (Int, JSONTextReader) -> FieldSlice?
  ) throws(SQLError) -> Column {
    let (texts, mask) = try views(0)
    let reader = JSONTextReader()
    let mayBeInvalid = try InvalidJSON(self)
    var builder = StringBuilder(capacity: count)
    var valid = ValidityBuilder()
    for row in 0..<count {
      var text: UnsafeRawBufferPointer?
      if validity[row] {
        let view = texts[row & mask]
        view.withBytes { reader.load($0) }
        let value = find(row, reader)
        text = value.flatMap { $0.kind == .missing || $0.kind == .null ? nil : try? reader.text(of: $0) }
        let isInvalid = value == nil || text == nil && value?.kind == .string
        if isInvalid, !mayBeInvalid[row] { throw invalidJSON(invalid, view) }
      }
      valid.append(text != nil)
      if let text { builder.append(text) } else { builder.appendNull() }
    }
    return Column(type, strings: builder.finish(), validity: valid.finish())
  }

  /// JSON_ARRAY_LENGTH(json [, null_if_invalid])
  private func arrayLengths() throws -> Column {
    let (texts, mask) = try views(0)
    let reader = JSONTextReader()
    let mayBeInvalid = try InvalidJSON(self)
    var lengths = [Int64](repeating: 0, count: count)
    var valid = ValidityBuilder()
    for row in 0..<count {
      var length: Int?
      if validity[row] {
        let view = texts[row & mask]
        view.withBytes { reader.load($0) }
        length = reader.elementCount()
        if length == nil, !mayBeInvalid[row] { throw invalidJSON("invalid json array object", view) }
      }
      valid.append(length != nil)
      lengths[row] = Int64(length ?? 0)
    }
    return Column(type, ints: lengths, validity: valid.finish())
  }

  private func invalidJSON(_ what: String, _ text: StringView) -> SQLError {
    .compute("JSON parsing error", code: 8001, context: "\(what) \(text.string)")
  }
}

/// Whether a row's text may be no JSON: the value of `null_if_invalid`.
private struct InvalidJSON {
  private var flags = [false]
  private var mask = 0

  init(_ call: KernelCall) throws(SQLError) {
    guard let last = call.arguments.last, last.type == .boolean else { return }
    (flags, mask) = (try last.bools, last.indexMask)
  }

  subscript(row: Int) -> Bool { flags[row & mask] }
}
