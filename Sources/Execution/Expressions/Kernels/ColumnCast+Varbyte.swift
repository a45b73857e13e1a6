import Columnar
import Planning
import SQLTypes

/// VARBYTE to and from texts and whole numbers (AWS documentation: "VARBYTE type").
///
/// A CHAR's bytes include its padding; a number's are as many as its type has, the highest first. What is too long for
/// the length declared is cut by a cast and refused by an assignment.
extension ColumnCast {
  func toVarbyte(_ limit: Int) throws -> Column {
    switch source.type {
    case .varbyte: return try fitted(source.strings, limit)
    case .smallint, .integer, .bigint: return try numberBytes(limit)
    case .catalog(let type) where type.isText: return try textBytes(limit)
    case .char, .charIgnoringCase, .varchar, .varcharIgnoringCase, .unknown: return try textBytes(limit)
    default: throw unsupported
    }
  }

  private func fitted(_ digits: StringColumn, _ limit: Int) throws -> Column {
    guard digits.values.contains(where: { $0.count > 2 * limit }) else {
      return Column(type, strings: digits, validity: source.validity)
    }
    if mode == .assignment { throw tooLong }
    let views = digits.values.map { $0.count > 2 * limit ? $0.prefix(2 * limit) : $0 }
    return Column(
      type, strings: StringColumn(values: views, arenas: digits.arenas, mayEndInBlank: false), validity: source.validity
    )
  }

  private var tooLong: SQLError { SQLError(.stringTooLong, "value too long for type \(type)") }

  private func textBytes(_ limit: Int) throws -> Column {
    let views = try source.strings.values
    let padded = source.type.charLength ?? 0
    return try hexadecimal { row, digits throws(SQLError) in
      let view = views[row]
      if mode == .assignment && max(view.count, padded) > limit { throw tooLong }
      view.withBytes { UnsafeRawBufferPointer(rebasing: $0.prefix(limit)).appendHexadecimal(to: &digits) }
      for _ in 0..<max(0, min(padded, limit) - view.count) { digits.append(hexadecimal: 0x20) }
    }
  }

  private func numberBytes(_ limit: Int) throws -> Column {
    let values = try source.ints
    let width = source.type.byteWidth
    if mode == .assignment && width > limit { throw tooLong }
    return try hexadecimal { row, digits in
      for index in 0..<min(width, limit) {
        digits.append(hexadecimal: UInt8(truncatingIfNeeded: values[row] >> Int64(8 * (width - 1 - index))))
      }
    }
  }

  private func hexadecimal(_ write: (Int, inout [UInt8]) throws(SQLError) -> Void) throws -> Column {
    var builder = StringBuilder(capacity: count)
    var digits: [UInt8] = []
    for row in 0..<count {
      digits.removeAll(keepingCapacity: true)
      if source.validity[row] { try write(row, &digits) }
      digits.withUnsafeBytes { builder.append($0) }
    }
    return Column(type, strings: builder.finish(), validity: source.validity)
  }

  /// Bytes as a whole number, the highest first; fewer than its type has are the lower ones.
  func fromVarbyte() throws -> Column {
    guard type.isInteger else { throw unsupported }
    let width = type.byteWidth
    return try converted(
      source.strings.values, zero: 0, makeInts,
      { view in
        guard view.count <= 2 * width else { return nil }
        let bits = view.withBytes { digits in
          (0..<digits.count / 2).reduce(UInt64(0)) { $0 << 8 | UInt64(digits.byte(ofPair: $1)) }
        }
        let unused = Int64(64 - 8 * width)
        return (Int64(bitPattern: bits) << unused) >> unused
      }, failure: { _ in outOfRange })
  }

  /// The texts that the bytes are; 22021 where they are no UTF-8.
  func decoded() throws -> StringColumn {
    var builder = StringBuilder(capacity: count)
    var bytes: [UInt8] = []
    for (row, view) in try source.strings.values.enumerated() {
      bytes.removeAll(keepingCapacity: true)
      view.withBytes { $0.appendBytes(to: &bytes) }
      if source.validity[row] { try bytes.checkUTF8() }
      bytes.withUnsafeBytes { builder.append($0) }
    }
    return builder.finish()
  }
}

extension DataType {
  /// Bytes of a whole number.
  fileprivate var byteWidth: Int {
    switch self {
    case .smallint: 2
    case .integer: 4
    default: 8
    }
  }
}
