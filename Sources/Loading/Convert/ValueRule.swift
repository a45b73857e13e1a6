import Columnar
import Formats
import SQLTypes

/// How text becomes a value of a type whose values all have one size.
protocol ValueRule {
  associatedtype Element: FixedValue

  var reading: FieldReading { get }

  /// The same as `Element.read`, by a short cut where the type has one. Nil for a JSON number (`isNumber`) whose text
  /// would be printed anew first, with a fraction, where the printing could matter; of such a number only a value
  /// counts. In bounds: the bytes have `InputBuffer.padding` readable ones behind them.
  func quick(_ bytes: UnsafeRawBufferPointer, isNumber: Bool) -> Parsed<Element>?

  /// Reads the fields that say a value in the plainest way, whatever their kind, into `values`, and puts the rows of the
  /// others into `missing`: how many those are. `start` is the window's. Both have room for all fields.
  func readPlain(
    _ fields: UnsafeBufferPointer<FieldSlice>, _ start: UnsafeRawPointer, _ values: UnsafeMutablePointer<Element>,
    missing: UnsafeMutablePointer<UInt16>
  ) -> Int
}

extension ValueRule {
  func readPlain(
    _ fields: UnsafeBufferPointer<FieldSlice>, _ start: UnsafeRawPointer, _ values: UnsafeMutablePointer<Element>,
    missing: UnsafeMutablePointer<UInt16>
  ) -> Int {
    leaveAll(fields, missing: missing)
  }

  /// Puts all rows into `missing`, which has room for them.
  func leaveAll(_ fields: UnsafeBufferPointer<FieldSlice>, missing: UnsafeMutablePointer<UInt16>) -> Int {
    for row in 0..<fields.count { missing[row] = UInt16(truncatingIfNeeded: row) }
    return fields.count
  }

  /// Why a text is no value; nil where it is one, and where it is NULL: empty or blank, or what ACCEPTANYDATE forgives.
  func fault(_ parsed: Parsed<Element>, _ text: UnsafeRawBufferPointer) -> FieldFault? {
    switch parsed {
    case .value, .empty: nil
    default: reading.acceptsAny ? nil : reading.fault(parsed, text)
    }
  }
}

/// A value of a size of its own, as a column keeps it.
protocol FixedValue: BitwiseCopyable {
  /// Stands in a row without a value.
  static var placeholder: Self { get }

  static func read(_ bytes: UnsafeRawBufferPointer, _ reader: ValueReader) -> Parsed<Self>

  /// As a table keeps the values, in memory of its own: the builder keeps its.
  static func storage(_ values: [Self], _ validity: Validity) -> Column.Storage
}

extension Bool: FixedValue {
  static let placeholder = false
  static func read(_ bytes: UnsafeRawBufferPointer, _ reader: ValueReader) -> Parsed<Bool> { reader.bool(bytes) }
  static func storage(_ values: [Bool], _ validity: Validity) -> Column.Storage { .bools(values.exactCopy) }
}

extension Int64: FixedValue {
  static let placeholder: Int64 = 0
  static func read(_ bytes: UnsafeRawBufferPointer, _ reader: ValueReader) -> Parsed<Int64> { reader.int64(bytes) }
  static func storage(_ values: [Int64], _ validity: Validity) -> Column.Storage { .packing(values, validity) }
}

extension Int128: FixedValue {
  static let placeholder: Int128 = 0
  static func read(_ bytes: UnsafeRawBufferPointer, _ reader: ValueReader) -> Parsed<Int128> { reader.int128(bytes) }
  static func storage(_ values: [Int128], _ validity: Validity) -> Column.Storage { .int128s(values.exactCopy) }
}

extension Double: FixedValue {
  static let placeholder = 0.0
  static func read(_ bytes: UnsafeRawBufferPointer, _ reader: ValueReader) -> Parsed<Double> { reader.double(bytes) }
  static func storage(_ values: [Double], _ validity: Validity) -> Column.Storage { .doubles(values.exactCopy) }
}

extension Interval: FixedValue {
  static let placeholder = Interval()
  static func read(_ bytes: UnsafeRawBufferPointer, _ reader: ValueReader) -> Parsed<Interval> {
    reader.interval(bytes)
  }
  static func storage(_ values: [Interval], _ validity: Validity) -> Column.Storage { .intervals(values.exactCopy) }
}
