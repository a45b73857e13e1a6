/// How lines of fixed width are to be read (copy.md 5.3).
package struct FixedWidthOptions: Hashable, Sendable {
  /// Characters of each field, one width a column.
  package var widths: [Int]
  /// IGNOREBLANKLINES
  package var ignoresBlankLines = false
  /// FILLRECORD: fields that a line lacks at its end are `.missing`, else `.absent`.
  package var fillsRecord = false

  package init(widths: [Int]) { self.widths = widths }
}

/// Cuts lines into fields of so many characters each (copy.md 5.3).
///
/// Widths count characters, not bytes: every byte that does not continue a UTF-8 character starts one. The blanks that
/// pad a field at its end are no part of it. A line may end inside a field. Fields behind its end it does not have,
/// which is its row's error only where the fields before them convert (a real cluster reports the bad digit in the
/// first field of a line far too short). Behind the last field nothing but blanks may stand.
///
///     widths 2, 3, 4      abÄ  12        three fields: |ab|, |Ä|, |12|
package struct FixedWidthMapper: RecordMapper {
  private let options: FixedWidthOptions
  /// Inside a line that was too long and is given up.
  private var isDiscarding = false

  package init(options: FixedWidthOptions) { self.options = options }

  package mutating func map(
    _ window: UnsafeRawBufferPointer, from start: Int, isLast: Bool, into batch: inout RecordBatch
  ) -> MapProgress {
    guard let base = window.baseAddress, start < window.count else {
      return MapProgress(stop: isLast ? .end : .needsInput, consumed: start)
    }
    return batch.withWriter { map(window, base, from: start, isLast: isLast, &$0) }
  }

  private mutating func map(
    _ window: UnsafeRawBufferPointer, _ base: UnsafeRawPointer, from start: Int, isLast: Bool,
    _ writer: inout RecordWriter
  ) -> MapProgress {
    var offset = start
    while offset < window.count {
      if writer.isFull || writer.failures.count >= RecordBatch.capacity {
        return MapProgress(stop: .batchFull, consumed: offset)
      }
      let feed = ByteSearch.find(0x0a, base, from: offset, to: window.count)
      let end = feed ?? window.count
      let next = feed.map { $0 + 1 } ?? window.count
      let isTooLong = end - offset > RecordLimits.recordSize
      if feed == nil && !isLast && !isTooLong && !isDiscarding { break }
      if isDiscarding {
        isDiscarding = feed == nil && !isLast
      } else if isTooLong {
        isDiscarding = feed == nil && !isLast
        let bound = offset + RecordLimits.bound
        writer.fail(start: offset, end: next, offset: bound, reason: .tooLong)
      } else {
        let isReturn = feed != nil && end > offset && window[end - 1] == 0x0d
        mapLine(window, offset..<(isReturn ? end - 1 : end), next: next, &writer)
      }
      offset = next
    }
    return MapProgress(stop: isLast ? .end : .needsInput, consumed: offset)
  }

  private func mapLine(
    _ window: UnsafeRawBufferPointer, _ line: Range<Int>, next: Int, _ writer: inout RecordWriter
  ) {
    if line.isEmpty && options.ignoresBlankLines { return }
    let absent = FieldSlice(
      offset: line.upperBound, length: 0, kind: options.fillsRecord ? .missing : .absent)
    var offset = line.lowerBound
    for (column, width) in options.widths.enumerated() {
      if offset == line.upperBound && column > 0 {
        writer.set(column, absent)
      } else {
        let end = Self.end(of: width, window, offset..<line.upperBound)
        writer.set(column, Self.field(window, offset..<end))
        offset = end
      }
    }
    guard window[offset..<line.upperBound].allSatisfy({ $0 == 0x20 }) else {
      return writer.fail(
        start: line.lowerBound, end: next, offset: offset, reason: .tooManyFields)
    }
    writer.endRecord(line.lowerBound, line.upperBound)
  }

  /// The offset behind the next `width` characters, or the line's end.
  private static func end(of width: Int, _ window: UnsafeRawBufferPointer, _ rest: Range<Int>) -> Int {
    var offset = rest.lowerBound
    var left = width
    while offset < rest.upperBound {
      if window[offset] & 0xc0 != 0x80 {
        if left == 0 { break }
        left -= 1
      }
      offset += 1
    }
    return offset
  }

  private static func field(_ window: UnsafeRawBufferPointer, _ range: Range<Int>) -> FieldSlice {
    var end = range.upperBound
    while end > range.lowerBound && window[end - 1] == 0x20 { end -= 1 }
    return FieldSlice(
      offset: range.lowerBound, length: end - range.lowerBound, kind: .text,
      isASCII: window[range.lowerBound..<end].allSatisfy { $0 < 0x80 })
  }
}
