import SQLTypes

/// Row-at-a-time access, for what is not hot: results on a screen, literals, tests.
extension Column {
  /// The value of one row.
  package func value(_ row: Int) -> Value {
    let index = row & indexMask
    guard validity[index] else { return .null }
    return switch storage {
    case .bools(let values): .bool(values[index])
    case .ints(let values): .int(values[index])
    case .packed(let values): .int(values[index])
    case .int128s(let values): .int128(values[index])
    case .doubles(let values): .double(values[index])
    case .strings(let values): .string(values.view(index).string)
    case .intervals(let values): .interval(values[index])
    }
  }

  package var values: [Value] { (0..<count).map(value) }

  /// One value for `count` rows.
  package static func constant(_ value: Value, _ type: DataType, count: Int) -> Column {
    let one = Column(type, values: [value])
    return Column(type, count: count, one.storage, validity: one.validity, isConstant: true)
  }

  /// From single values of the type's physical type, or NULL; any other value is a fault of the caller.
  package init(_ type: DataType, values: [Value]) {
    self.init(
      type, count: values.count, Self.storage(type, values), validity: Validity(valid: values.map { $0 != .null }))
  }

  private static func storage(_ type: DataType, _ values: [Value]) -> Storage {
    switch type.physical {
    case .bool: .bools(values.map { if case .bool(let value) = $0 { value } else { false } })
    case .int64: .ints(values.map { if case .int(let value) = $0 { value } else { 0 } })
    case .int128: .int128s(values.map(wide))
    case .double: .doubles(values.map { if case .double(let value) = $0 { value } else { 0 } })
    case .string: .strings(strings(values))
    case .interval: .intervals(values.map { if case .interval(let value) = $0 { value } else { Interval() } })
    }
  }

  private static func wide(_ value: Value) -> Int128 {
    switch value {
    case .int128(let value): value
    case .int(let value): Int128(value)
    default: 0
    }
  }

  private static func strings(_ values: [Value]) -> StringColumn {
    var builder = StringBuilder(capacity: values.count)
    for value in values {
      if case .string(let string) = value { builder.append(string) } else { builder.appendNull() }
    }
    return builder.finish()
  }
}
