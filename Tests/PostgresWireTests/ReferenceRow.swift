import Columnar
import PostgresWire
import SQLTypes

/// Rows as messages, value by value with nothing but simple arithmetic: what `RowEncoder` must write too.
struct ReferenceRow {
  var types: [DataType]
  var formats: [WireFormat]
  var protocolVersion: Int
  var style: TextStyle

  func bytes(_ batch: Batch, _ rows: Range<Int>) -> [UInt8] {
    var writer = MessageWriter()
    for row in rows {
      let values = batch.columns.indices.map { field(batch.columns[$0].value(row), $0) }
      writer.append(.dataRow(.init(values)))
    }
    return writer.bytes
  }

  private func field(_ value: Value, _ column: Int) -> [UInt8]? {
    if value == .null { return nil }
    let type = types[column]
    if formats[column] == .binary, let bytes = binary(value, type) { return bytes }
    let text = Array((ValueWriter(type, style).text(value) ?? "").utf8)
    guard case .char(let length) = type else { return text }
    return text + [UInt8](repeating: 0x20, count: max(0, length - text.count))
  }

  /// nil where the text is the binary form.
  private func binary(_ value: Value, _ type: DataType) -> [UInt8]? {
    switch (value, type) {
    case (.bool(let flag), _): [flag ? 1 : 0]
    case (.int(let number), .smallint): ClientBytes.big(Int16(number))
    case (.int(let number), .integer): ClientBytes.big(Int32(number))
    case (.int(let number), .date): ClientBytes.big(Int32(number - 10_957))
    case (.int(let number), .timestamp), (.int(let number), .timestamptz):
      ClientBytes.big(number - 946_684_800_000_000)
    case (.int(let number), .decimal(let precision, let scale)): decimal(Int128(number), precision, scale)
    case (.int128(let number), .decimal(let precision, let scale)): decimal(number, precision, scale)
    case (.int(let number), .catalog): ClientBytes.big(UInt32(number))
    case (.string(let text), .catalog(.array(.integer))): array(text)
    case (.int(let number), _): ClientBytes.big(number)
    case (.int128(let packed), _):
      ClientBytes.big(TimeWithZone(packed: packed).microseconds) + ClientBytes.big(-TimeWithZone(packed: packed).offset)
    case (.double(let number), .real): ClientBytes.big(Float(number).bitPattern)
    case (.double(let number), _): ClientBytes.big(number.bitPattern)
    case (.interval(let span), _): ClientBytes.big(span.microseconds) + ClientBytes.big(Int32(span.months))
    case (.string(let digits), .varbyte): digits.hexBytes
    default: nil
    }
  }

  /// Of integers, which have OID 23.
  private func array(_ text: String) -> [UInt8] {
    let elements = text.dropFirst().dropLast().split(separator: ",").map { Int32($0) }
    let header = [elements.isEmpty ? 0 : 1, elements.contains(nil) ? 1 : 0, 23].flatMap { ClientBytes.big(Int32($0)) }
    let dimension = elements.isEmpty ? [] : ClientBytes.big(Int32(elements.count)) + ClientBytes.big(Int32(1))
    return elements.reduce(header + dimension) { bytes, element in
      bytes + (element.map { ClientBytes.big(Int32(4)) + ClientBytes.big($0) } ?? ClientBytes.big(Int32(-1)))
    }
  }

  private func decimal(_ number: Int128, _ precision: Int, _ scale: Int) -> [UInt8] {
    if protocolVersion == 2 { return precision <= 19 ? ClientBytes.big(Int64(number)) : ClientBytes.big(number) }
    // Digits in groups of four on both sides of the point.
    let digits = String(repeating: "0", count: max(0, scale + 1 - "\(number.magnitude)".count)) + "\(number.magnitude)"
    let whole = digits.dropLast(scale)
    let left = String(repeating: "0", count: (4 - whole.count % 4) % 4) + whole
    let fraction = digits.suffix(scale) + String(repeating: "0", count: (4 - scale % 4) % 4)
    let all = Array(left + fraction)
    var groups = stride(from: 0, to: all.count, by: 4).map { Int16(String(all[$0..<$0 + 4])) ?? 0 }
    var weight = left.count / 4 - 1
    while groups.last == 0 { groups.removeLast() }
    while groups.first == 0 {
      groups.removeFirst()
      weight -= 1
    }
    let header = [Int16(groups.count), Int16(groups.isEmpty ? 0 : weight), number < 0 ? 0x4000 : 0, Int16(scale)]
    return (header + groups).flatMap { ClientBytes.big($0) }
  }
}
