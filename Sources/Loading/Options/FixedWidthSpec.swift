import Formats
import SQLSyntax
import SQLTypes

/// The argument of FIXEDWIDTH (copy.md 5.3): `'label:width, label:width'`, in the order of the columns.
///
/// Labels are any text and name nothing; blanks around label and width do not count.
enum FixedWidthSpec {
  /// Errors: 22023 for a field without a width, or a width that is no number from 1 to a record's size.
  static func widths(_ clause: CopyOption) throws(SQLError) -> [Int] {
    var widths: [Int] = []
    for field in try clause.text().split(separator: ",", omittingEmptySubsequences: false) {
      let text = field.drop(while: \.isWhitespace)
      guard let colon = text.lastIndex(of: ":"), colon > text.startIndex,
        let width = Int(trimmed(text[text.index(after: colon)...])), (1...RecordLimits.recordSize).contains(width)
      else {
        throw SQLError(
          .invalidParameter, "invalid FIXEDWIDTH specification \"\(text)\"", hint: "Write 'label:width, label:width'.",
          position: clause.position)
      }
      widths.append(width)
    }
    return widths
  }

  private static func trimmed(_ text: Substring) -> String {
    String(String(text.drop(while: \.isWhitespace)).reversed().drop(while: \.isWhitespace).reversed())
  }
}
