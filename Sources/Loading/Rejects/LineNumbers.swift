import Formats
import ObjectStore
import SQLTypes

/// Counts lines in a file, only as far as the last offset asked for.
enum LineNumbers {
  /// For each offset, in ascending order: one more than the line feeds before it.
  static func lines(
    of offsets: [Int], in object: StoredObject, _ options: CopyOptions
  ) throws(SQLError) -> [Int] {
    var lines: [Int] = []
    var source = try UnitSource(object, options)
    let buffer = InputBuffer(capacity: 1 << 16)
    var (done, feeds) = (0, 0)
    while lines.count < offsets.count {
      buffer.count = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: whole(buffer)))
      if buffer.count == 0 { break }
      var from = 0
      while lines.count < offsets.count, offsets[lines.count] <= done + buffer.count {
        let end = max(from, offsets[lines.count] - done)
        feeds += LineFeeds.count(buffer.bytes[from..<end])
        from = end
        lines.append(feeds + 1)
      }
      feeds += LineFeeds.count(buffer.bytes[from...])
      done += buffer.count
    }
    while lines.count < offsets.count { lines.append(feeds + 1) }
    return lines
  }

  private static func whole(_ buffer: InputBuffer) -> Slice<UnsafeMutableRawBufferPointer> {
    buffer.count = 0
    return buffer.free[...]
  }
}
