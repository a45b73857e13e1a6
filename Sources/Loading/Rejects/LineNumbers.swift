import Formats
import ObjectStore
import SQLTypes

/// Counts lines in a file, only as far as the last offset asked for.
enum LineNumbers {
  /// For each offset, in ascending order: one more than the line feeds before it. Errors: 58030 for a file that cannot
  /// be read again.
  static func lines(of offsets: [Int], in object: StoredObject, _ options: CopyOptions) throws(SQLError) -> [Int] {
    var source = try UnitSource(object, options)
    return try feeds(before: offsets, from: 0, &source).map { $0 + 1 }
  }

  /// Line feeds from one offset to another; less than 0 where that lies before it. Errors: the same.
  static func feeds(
    from start: Int, to end: Int, in object: StoredObject, _ options: CopyOptions
  ) throws(SQLError) -> Int {
    guard start != end else { return 0 }
    guard start < end else { return try -feeds(from: end, to: start, in: object, options) }
    if options.readsWholeFiles {
      var source = try UnitSource(object, options)
      let counts = try feeds(before: [start, end], from: 0, &source)
      return counts[1] - counts[0]
    }
    var source = try UnitSource(object.open(), options, from: start, bound: end)
    return try feeds(before: [end], from: start, &source)[0]
  }

  /// For each offset, in ascending order, those between `start`, where the source is, and it.
  private static func feeds(
    before offsets: [Int], from start: Int, _ source: inout UnitSource
  ) throws(SQLError) -> [Int] {
    var counts: [Int] = []
    let buffer = InputBuffer(capacity: 1 << 16)
    var (done, feeds) = (start, 0)
    while counts.count < offsets.count {
      buffer.count = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: whole(buffer)))
      if buffer.count == 0 { break }
      var from = 0
      while counts.count < offsets.count, offsets[counts.count] <= done + buffer.count {
        let end = max(from, offsets[counts.count] - done)
        feeds += LineFeeds.count(buffer.bytes[from..<end])
        from = end
        counts.append(feeds)
      }
      feeds += LineFeeds.count(buffer.bytes[from...])
      done += buffer.count
    }
    while counts.count < offsets.count { counts.append(feeds) }
    return counts
  }

  private static func whole(_ buffer: InputBuffer) -> Slice<UnsafeMutableRawBufferPointer> {
    buffer.count = 0
    return buffer.free[...]
  }
}
