import SQLTypes

/// How COPY turns a field into a value beyond what the column's type says (copy.md part 3).
package struct ConversionRules: Hashable, Sendable {
  /// What is no value of its column's type is NULL, and its row is kept: so external tables are read.
  package var faultsAreNull = false
  package var acceptsAnyDate = false
  /// ACCEPTINVCHARS: what stands for each byte that is no UTF-8.
  package var replacement: UInt8?
  package var blanksAsNull = false
  package var emptyAsNull = false
  package var trimsBlanks = false
  package var truncates = false
  /// ROUNDEC rounds; COPY by itself cuts.
  package var rounding = DecimalRounding.truncate
  package var dateFormat = DatetimeFormat.standard
  package var timeFormat = DatetimeFormat.standard
  /// NULL AS: the whole of an unquoted field of text, as it stands in the file.
  package var nullText: [UInt8] = Array("\\N".utf8)

  package init() {}
}
