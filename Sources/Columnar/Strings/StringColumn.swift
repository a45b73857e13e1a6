/// The values of a character column: views, and the arenas that keep the bytes of the long ones in place.
///
/// Where values repeat, the column is a dictionary: each value once, and for each row the index of its own.
///
/// ```
/// plain        values  paid free paid paid            codes  nil
/// dictionary   values  paid free                      codes  0 1 0 0
/// ```
///
/// One to four bytes a row instead of sixteen are moved about, and what depends on the value alone (a hash, a
/// comparison with a constant, quotes in a load file) is done once a value. A dictionary may hold a value twice, and
/// values of no row.
package struct StringColumn: Sendable {
  /// One view a row, or those that `codes` point to. A NULL row's view is `StringView.empty`.
  package let values: [StringView]
  /// The index of each row's value in `values`; nil where row `r` has `values[r]`.
  package let codes: NarrowWords?
  package let arenas: [ByteArena]
  /// Whether a value may end in a blank. If not, equality of views is SQL's equality.
  package let mayEndInBlank: Bool

  package init(values: [StringView], codes: NarrowWords? = nil, arenas: [ByteArena], mayEndInBlank: Bool) {
    self.values = values
    self.codes = codes
    self.arenas = arenas
    self.mayEndInBlank = mayEndInBlank
  }

  /// Rows.
  package var count: Int { codes?.count ?? values.count }

  /// The view of one row, for what is not hot.
  package func view(_ row: Int) -> StringView {
    guard let codes else { return values[row] }
    return values[codes[row]]
  }

  /// The same rows without a dictionary: one view a row. Costs a copy where there is one.
  package var flat: StringColumn {
    guard let codes else { return self }
    return StringColumn(values: codes.spelledOut(values), arenas: arenas, mayEndInBlank: mayEndInBlank)
  }

  /// The same values without trailing blanks: what comparisons, joins and groups work on.
  package var trimmed: StringColumn {
    guard mayEndInBlank else { return self }
    return StringColumn(values: values.map(\.trimmed), codes: codes, arenas: arenas, mayEndInBlank: false)
  }

  /// The arenas of several columns, each once.
  package static func union(_ lists: [[ByteArena]]) -> [ByteArena] {
    var seen = Set<ObjectIdentifier>()
    return lists.flatMap { $0 }.filter { seen.insert(ObjectIdentifier($0)).inserted }
  }
}
