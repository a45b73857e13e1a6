/// How a column's values lie in the file.
package enum ParquetPhysicalType: Hashable, Sendable {
  case boolean, int32, int64, int96, float, double, byteArray
  /// Bytes of each value.
  case fixed(Int)

  /// `length`: of a value, where all have the same.
  init(code: Int, length: Int?) throws(ParquetFault) {
    let types: [ParquetPhysicalType] = [.boolean, .int32, .int64, .int96, .float, .double, .byteArray]
    if types.indices.contains(code) {
      self = types[code]
    } else if code == 7 {
      guard let length, (1...Int(Int32.max)).contains(length) else {
        throw ParquetFault("values of fixed length have \(length.map { "\($0) bytes" } ?? "none")")
      }
      self = .fixed(length)
    } else {
      throw ParquetFault("there is no physical type \(code)")
    }
  }

  /// Bytes of a value that stands plainly; nil where they differ, and of bits.
  var width: Int? {
    switch self {
    case .boolean, .byteArray: nil
    case .int32, .float: 4
    case .int64, .double: 8
    case .int96: 12
    case .fixed(let length): length
    }
  }

  /// As messages spell it.
  package var name: String {
    switch self {
    case .boolean: "boolean"
    case .int32: "int32"
    case .int64: "int64"
    case .int96: "int96"
    case .float: "float"
    case .double: "double"
    case .byteArray: "byte_array"
    case .fixed: "fixed_len_byte_array"
    }
  }
}

/// What a column's values mean beyond that.
package enum ParquetAnnotation: Hashable, Sendable {
  package enum Unit: Int, Hashable, Sendable {
    case milliseconds = 1
    case microseconds, nanoseconds
  }

  case none
  case string, `enum`, json, bson, uuid
  case decimal(precision: Int, scale: Int)
  case date
  case time(Unit)
  /// Since 1970; of UTC, or of no zone.
  case timestamp(Unit, isUTC: Bool)
  case integer(bits: Int, isSigned: Bool)
  case list, map
  /// Of a kind that no column of a table takes.
  case other(String)

  /// The older way to say it. `precision` and `scale` are the element's.
  init(converted code: Int, precision: Int, scale: Int) {
    switch code {
    case 0: self = .string
    case 1, 2: self = .map
    case 3: self = .list
    case 4: self = .enum
    case 5: self = .decimal(precision: precision, scale: scale)
    case 6: self = .date
    case 7: self = .time(.milliseconds)
    case 8: self = .time(.microseconds)
    case 9: self = .timestamp(.milliseconds, isUTC: true)
    case 10: self = .timestamp(.microseconds, isUTC: true)
    case 11...14: self = .integer(bits: 8 << (code - 11), isSigned: false)
    case 15...18: self = .integer(bits: 8 << (code - 15), isSigned: true)
    case 19: self = .json
    case 20: self = .bson
    default: self = .other(code == 21 ? "interval" : "converted type \(code)")
    }
  }
}

/// A codec of pages.
package enum ParquetCodec: Int, Hashable, Sendable {
  case uncompressed, snappy, gzip, lzo, brotli, lz4, zstd, lz4Raw

  package var name: String {
    switch self {
    case .lz4Raw: "LZ4_RAW"
    default: "\(self)".uppercased()
    }
  }
}
