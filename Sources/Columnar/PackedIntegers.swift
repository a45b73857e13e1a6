/// Whole numbers as a table keeps them: the least of a batch, and for each row what it is above that in as few bytes as
/// the largest difference needs.
///
/// ```
/// values   1541105830796, 1541105887796, 1541106106796    base 1541105830796  offsets 0, 57000, 276000 (4 bytes each)
/// values   2018, 2018, 2018                               base 2018           offsets 0, 0, 0 (1 byte each)
/// ```
/// Hours, years, status codes, ids and times take a third of the memory that 64-bit words do; a scan unpacks the
/// columns it reads. Fresh memory costs more than both, packing and unpacking. A NULL stands as the least value: as the 0
/// that most makers leave there it would widen the offsets, and the bounds by which batches are skipped and joins ordered.
package struct PackedIntegers: Sendable {
  package let base: Int64
  package let offsets: NarrowWords

  /// The least value, and one that none exceeds.
  package let bounds: ClosedRange<Int64>

  /// Nil for numbers that lie 2^32 or more apart, and for none.
  package init?(_ values: [Int64]) {
    guard let bounds = values.bounds else { return nil }
    let base = bounds.lowerBound
    let (span, overflow) = bounds.upperBound.subtractingReportingOverflow(base)
    guard !overflow, span < 1 << 32 else { return nil }
    self.base = base
    self.bounds = bounds
    if span < 1 << 8 {
      offsets = .bytes(values.converted { UInt8(truncatingIfNeeded: $0 &- base) })
    } else if span < 1 << 16 {
      offsets = .shorts(values.converted { UInt16(truncatingIfNeeded: $0 &- base) })
    } else {
      offsets = .words(values.converted { UInt32(truncatingIfNeeded: $0 &- base) })
    }
  }

  init(_ base: Int64, _ offsets: NarrowWords, _ bounds: ClosedRange<Int64>) {
    (self.base, self.offsets, self.bounds) = (base, offsets, bounds)
  }

  /// The numbers from `first` on, `count` of them, which is at least one.
  package static func ascending(from first: Int64, count: Int) -> PackedIntegers {
    precondition(count > 0, "packed integers are some")
    let offsets: NarrowWords = count <= 1 << 16 ? .shorts(ascending(count)) : .words(ascending(count))
    return PackedIntegers(first, offsets, first...first + Int64(count - 1))
  }

  private static func ascending<Offset: UnsignedInteger & FixedWidthInteger>(_ count: Int) -> [Offset] {
    [Offset](unsafeUninitializedCapacity: count) { offsets, written in
      for row in 0..<count { offsets.initializeElement(at: row, to: Offset(truncatingIfNeeded: row)) }
      written = count
    }
  }

  /// Numbers from 0 on, `count` of them at least one, none above `most`.
  package init(words: [UInt32], upTo most: Int) {
    self.init(0, .words(words), 0...Int64(most))
  }

  package var count: Int { offsets.count }
  package subscript(row: Int) -> Int64 { base &+ Int64(offsets[row]) }

  package var values: [Int64] {
    let base = base
    return switch offsets {
    case .bytes(let bytes): bytes.converted { base &+ Int64($0) }
    case .shorts(let shorts): shorts.converted { base &+ Int64($0) }
    case .words(let words): words.converted { base &+ Int64($0) }
    }
  }

  /// Puts the values of some rows into memory for as many values.
  package func unpack(_ rows: Range<Int>, into target: UnsafeMutableBufferPointer<Int64>) {
    switch offsets {
    case .bytes(let bytes): unpack(bytes, rows, into: target)
    case .shorts(let shorts): unpack(shorts, rows, into: target)
    case .words(let words): unpack(words, rows, into: target)
    }
  }

  private func unpack<Offset: UnsignedInteger & FixedWidthInteger>(
    _ offsets: [Offset], _ rows: Range<Int>, into target: UnsafeMutableBufferPointer<Int64>
  ) {
    precondition(rows.upperBound <= offsets.count && rows.count == target.count, "there is room for each row")
    offsets.withUnsafeBufferPointer { offsets in
      for index in 0..<target.count { target[index] = base &+ Int64(offsets[rows.lowerBound &+ index]) }
    }
  }

  func picking(_ rows: [UInt32]) -> PackedIntegers { PackedIntegers(base, offsets.picking(rows), bounds) }
  func slice(_ range: Range<Int>) -> PackedIntegers { PackedIntegers(base, offsets.slice(range), bounds) }
}

extension Column {
  /// The same column as a table keeps it: whole numbers packed.
  package var packed: Column {
    guard !isConstant, case .ints(let values) = storage else { return self }
    return Column(type, count: count, Storage.packing(values, validity), validity: validity)
  }

  /// The same column as operators and kernels take it.
  package var unpacked: Column {
    guard case .packed(let integers) = storage else { return self }
    return Column(type, count: count, .ints(integers.values), validity: validity, isConstant: isConstant)
  }
}

extension Column.Storage {
  /// Packed where the values allow it; a copy in memory of just its size.
  package static func packing(_ values: [Int64], _ validity: Validity) -> Column.Storage {
    PackedIntegers(values.withNulls(validity)).map { .packed($0) }
      ?? .ints([Int64](unsafeUninitializedCapacity: values.count) { $1 = $0.initialize(fromContentsOf: values) })
  }
}

extension Batch {
  /// As a table keeps it.
  package var packed: Batch { Batch(columns.map(\.packed), count: count) }

  /// As operators and kernels take it.
  package var unpacked: Batch { Batch(columns.map(\.unpacked), count: count) }
}

extension [Int64] {
  /// The least and the greatest value; nil where there is none.
  package var bounds: ClosedRange<Int64>? {
    guard var least = first else { return nil }
    var most = least
    for value in self { (least, most) = (Swift.min(least, value), Swift.max(most, value)) }
    return least...most
  }
}

extension [Int64] {
  /// The same, but for what stands for NULL, where that is beyond the values: there it is the least of them.
  fileprivate func withNulls(_ validity: Validity) -> [Int64] {
    guard !validity.isAllValid, let bounds, let valid = self.bounds(validity), valid != bounds else { return self }
    return [Int64](unsafeUninitializedCapacity: count) { target, written in
      for row in indices { target.initializeElement(at: row, to: validity[row] ? self[row] : valid.lowerBound) }
      written = count
    }
  }

  /// The least and the greatest value of the valid rows; nil where there is none.
  private func bounds(_ validity: Validity) -> ClosedRange<Int64>? {
    var (least, most) = (Int64.max, Int64.min)
    for row in indices {
      let value = self[row]
      let isValid = validity[row]
      least = isValid && value < least ? value : least
      most = isValid && value > most ? value : most
    }
    return least <= most ? least...most : nil
  }
}
