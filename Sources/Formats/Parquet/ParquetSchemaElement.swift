/// An element of the schema as the footer lists it.
struct ParquetSchemaElement {
  var name = ""
  /// nil for a group.
  var type: Int?
  var typeLength: Int?
  var repetition = 0
  var childCount = 0
  var annotation = ParquetAnnotation.none

  init(_ reader: inout ThriftReader) throws(ParquetFault) {
    var (last, scale, precision) = (0, 0, 0)
    var converted: Int?
    while let field = try reader.field(after: &last) {
      switch field.id {
      case 1: type = try reader.integer(field)
      case 2: typeLength = try reader.integer(field)
      case 3: repetition = try reader.integer(field)
      case 4: name = try reader.text(field)
      case 5: childCount = try reader.integer(field)
      case 6: converted = try reader.integer(field)
      case 7: scale = try reader.integer(field)
      case 8: precision = try reader.integer(field)
      case 10:
        try reader.enter(field)
        annotation = try Self.logicalType(&reader)
      default: try reader.skip(field)
      }
    }
    if annotation == .none, let converted {
      annotation = ParquetAnnotation(converted: converted, precision: precision, scale: scale)
    }
  }

  /// A union: the one field that is there says which type it is.
  private static func logicalType(_ reader: inout ThriftReader) throws(ParquetFault) -> ParquetAnnotation {
    var (last, found) = (0, ParquetAnnotation.none)
    while let field = try reader.field(after: &last) {
      switch field.id {
      case 5: found = try decimal(field, &reader)
      case 7: found = .time(try unit(field, &reader).unit)
      case 8:
        let (unit, isUTC) = try unit(field, &reader)
        found = .timestamp(unit, isUTC: isUTC)
      case 10: found = try integer(field, &reader)
      default:
        found = plain(field.id)
        try reader.skip(field)
      }
    }
    return found
  }

  /// Types without arguments, and those that no column takes.
  private static func plain(_ id: Int) -> ParquetAnnotation {
    switch id {
    case 1: .string
    case 2: .map
    case 3: .list
    case 4: .enum
    case 6: .date
    case 11: .none
    case 12: .json
    case 13: .bson
    case 14: .uuid
    default: .other("logical type \(id)")
    }
  }

  private static func decimal(
    _ field: ThriftReader.Field, _ reader: inout ThriftReader
  ) throws(ParquetFault) -> ParquetAnnotation {
    try reader.enter(field)
    var (last, precision, scale) = (0, 0, 0)
    while let field = try reader.field(after: &last) {
      switch field.id {
      case 1: scale = try reader.integer(field)
      case 2: precision = try reader.integer(field)
      default: try reader.skip(field)
      }
    }
    return .decimal(precision: precision, scale: scale)
  }

  private static func integer(
    _ field: ThriftReader.Field, _ reader: inout ThriftReader
  ) throws(ParquetFault) -> ParquetAnnotation {
    try reader.enter(field)
    var (last, bits, isSigned) = (0, 0, true)
    while let field = try reader.field(after: &last) {
      switch field.id {
      case 1: bits = try reader.integer(field)
      case 2: isSigned = try reader.bool(field)
      default: try reader.skip(field)
      }
    }
    guard [8, 16, 32, 64].contains(bits) else { throw ParquetFault("there is no integer of \(bits) bits") }
    return .integer(bits: bits, isSigned: isSigned)
  }

  /// Of a time or a timestamp: its unit is a union of empty structures.
  private static func unit(
    _ field: ThriftReader.Field, _ reader: inout ThriftReader
  ) throws(ParquetFault) -> (unit: ParquetAnnotation.Unit, isUTC: Bool) {
    try reader.enter(field)
    var (last, isUTC, unit) = (0, false, 0)
    while let field = try reader.field(after: &last) {
      switch field.id {
      case 1: isUTC = try reader.bool(field)
      case 2:
        try reader.enter(field)
        var inner = 0
        while let choice = try reader.field(after: &inner) {
          unit = choice.id
          try reader.skip(choice)
        }
      default: try reader.skip(field)
      }
    }
    guard let unit = ParquetAnnotation.Unit(rawValue: unit) else { throw ParquetFault("there is no time unit \(unit)") }
    return (unit, isUTC)
  }
}
