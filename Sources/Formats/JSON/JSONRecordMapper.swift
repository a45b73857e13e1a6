import SQLTypes

/// Finds JSON records in a window of bytes and the values that a mapping wants of each (copy.md 2.2 to 2.4).
///
/// Records are objects and arrays with nothing but white space between them: one a line, `}{` without a gap, or spread
/// over lines. What else stands between them is one failure (code 1216) up to the next brace or bracket, or the end of
/// its line; a record with a fault is one that ends with the line of the byte at fault, for nobody knows where the
/// record was to end. What follows is read as if nothing had happened.
///
///     {"a":1} {"a":2}     two records
///     {"a":3}, {"a":4}    a record, a failure of one byte, a record
///     {"a":5, oops}{"a":6}    one failure, to the end of the line
///     {"a":7}             a record
///
/// A failure without a line's end within the size limit of a record is cut there, so that a window never has to
/// hold more than two such limits. A byte order mark is the caller's to skip.
package struct JSONRecordMapper: RecordMapper {
  package let mapping: JSONMapping
  package let columnCount: Int
  let tree: JSONPathTree
  /// Nothing of the root but its members is asked for: the usual case, and the quick one.
  private let wantsOnlyMembers: Bool
  var keys: JSONKeyTable
  /// Room to resolve the escapes of a member's name.
  var name: [UInt8] = []

  package init(_ mapping: JSONMapping) {
    self.mapping = mapping
    columnCount = mapping.columnCount
    tree = JSONPathTree(mapping)
    keys = JSONKeyTable(tree)
    let root = tree.nodes[0]
    wantsOnlyMembers = root.columns.isEmpty && root.elements.isEmpty && !root.members.isEmpty
  }

  package mutating func map(
    _ window: UnsafeRawBufferPointer, from start: Int, isLast: Bool, into batch: inout RecordBatch
  ) -> MapProgress {
    guard start < window.count, let cursor = JSONCursor(window) else {
      return MapProgress(stop: isLast ? .end : .needsInput, consumed: start)
    }
    var scanner = JSONScanner(cursor)
    return batch.withWriter { writer in mapRecords(&scanner, from: start, isLast: isLast, &writer) }
  }

  private mutating func mapRecords(
    _ scanner: inout JSONScanner, from start: Int, isLast: Bool, _ writer: inout RecordWriter
  ) -> MapProgress {
    let count = scanner.cursor.count
    var offset = start
    while true {
      scanner.cursor.limit = count
      offset = scanner.skipWhiteSpace(offset)
      if offset >= count { return MapProgress(stop: isLast ? .end : .needsInput, consumed: offset) }
      if writer.isFull || writer.failures.count >= RecordBatch.capacity {
        return MapProgress(stop: .batchFull, consumed: offset)
      }
      scanner.cursor.limit = min(count, offset &+ JSONScanner.sizeLimit)
      let end = mapRecord(&scanner, offset, &writer)
      if end >= 0 {
        writer.endRecord(offset, end)
        keys.learnLengths(writer, scanner.cursor)
        offset = end
      } else if let next = giveUp(&scanner, offset, isLast: isLast, &writer) {
        offset = next
      } else {
        return MapProgress(stop: .needsInput, consumed: offset)
      }
    }
  }

  @inline(__always)
  private mutating func mapRecord(_ scanner: inout JSONScanner, _ start: Int, _ writer: inout RecordWriter) -> Int {
    writer.setAll(.missing)
    switch scanner.cursor.byte(start) {
    case UInt8(ascii: "{") where wantsOnlyMembers:
      return mapObject(0, start, depth: 1, &scanner, &writer)
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      return mapNode(0, start, depth: 0, &scanner, &writer)
    default:
      return scanner.fail(.notARecord, at: start)
    }
  }

  /// Reports what begins at `start` and failed: the offset to go on from, or nil if more input must decide.
  private func giveUp(
    _ scanner: inout JSONScanner, _ start: Int, isLast: Bool, _ writer: inout RecordWriter
  ) -> Int? {
    let count = scanner.cursor.count
    if scanner.fault == .end {
      if scanner.cursor.limit < count { scanner.fault = .tooLarge } else if !isLast { return nil }
    }
    let offset = scanner.offset
    let reach = min(count, offset + JSONScanner.sizeLimit)
    let found =
      scanner.fault == .notARecord ? scanner.cursor.junkEnd(offset..<reach) : scanner.cursor.lineEnd(offset..<reach)
    guard let end = found ?? (reach < count || isLast ? reach : nil) else { return nil }
    let byte = offset < count && scanner.fault != .tooLarge ? scanner.cursor.byte(offset) : nil
    writer.fail(
      start: start, end: end, offset: offset, reason: .json(scanner.fault, byte, location: offset - start))
    return end
  }
}
