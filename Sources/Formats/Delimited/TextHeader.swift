/// What stands before the records of a text file.
package enum TextHeader {
  /// Bytes of a UTF-8 byte order mark at the start of the file, which is no data.
  package static func byteOrderMark(_ window: UnsafeRawBufferPointer) -> Int {
    window.count >= 3 && window[0] == 0xef && window[1] == 0xbb && window[2] == 0xbf ? 3 : 0
  }

  /// Skips up to `lines` physical lines (IGNOREHEADER n): line feeds in quotes or in JSON count.
  ///
  /// Returns the offset behind the last one skipped and how many lines are still to skip, which is more than 0 only if
  /// the window ends before; then `offset` is the window's end.
  package static func skip(
    lines: Int, _ window: UnsafeRawBufferPointer, from start: Int
  ) -> (offset: Int, left: Int) {
    var offset = start
    for done in 0..<max(0, lines) {
      guard let base = window.baseAddress, let feed = ByteSearch.find(0x0a, base, from: offset, to: window.count)
      else { return (window.count, lines - done) }
      offset = feed + 1
    }
    return (offset, 0)
  }
}
