/// The values of a character column: views, and the arenas that keep the bytes of the long ones in place.
package struct StringColumn: Sendable {
  /// A NULL row's view is `StringView.empty`.
  package let views: [StringView]
  package let arenas: [ByteArena]
  /// Whether a value may end in a blank. If not, equality of views is SQL's equality.
  package let mayEndInBlank: Bool

  package init(views: [StringView], arenas: [ByteArena], mayEndInBlank: Bool) {
    self.views = views
    self.arenas = arenas
    self.mayEndInBlank = mayEndInBlank
  }

  /// The same values without trailing blanks: what comparisons, joins and groups work on.
  package var trimmed: StringColumn {
    guard mayEndInBlank else { return self }
    return StringColumn(views: views.map(\.trimmed), arenas: arenas, mayEndInBlank: false)
  }

  /// Copies of the bytes in one arena of their own, so that nothing else is kept alive.
  package func compacted() -> StringColumn {
    var builder = StringBuilder(capacity: views.count)
    for view in views { builder.append(view) }
    return builder.finish()
  }

  /// The arenas of several columns, each once.
  package static func union(_ lists: [[ByteArena]]) -> [ByteArena] {
    var seen = Set<ObjectIdentifier>()
    return lists.flatMap { $0 }.filter { seen.insert(ObjectIdentifier($0)).inserted }
  }
}
