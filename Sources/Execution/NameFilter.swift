import Columnar
import SQLTypes

/// Which names a `LIKE 'pattern'` of SHOW lets through; all of them without one.
package struct NameFilter: Sendable {
  private let pattern: LikePattern?

  /// 22025 where the pattern ends with an escape character.
  package init(like text: String?) throws(SQLError) {
    guard var text else {
      pattern = nil
      return
    }
    // The pattern keeps a copy of the bytes it needs.
    let made = text.withUTF8 { bytes in
      Result<LikePattern, SQLError> { () throws(SQLError) in
        let view = bytes.baseAddress.map { StringView(UnsafeRawPointer($0), count: bytes.count) } ?? .empty
        return try LikePattern(view, escape: nil, ignoresCase: false)
      }
    }
    pattern = try made.get()
  }

  package func includes(_ name: String) -> Bool {
    guard let pattern else { return true }
    var name = name
    return name.withUTF8 { bytes in
      bytes.baseAddress.map { pattern.matches(StringView(UnsafeRawPointer($0), count: bytes.count)) } ?? false
    }
  }
}
