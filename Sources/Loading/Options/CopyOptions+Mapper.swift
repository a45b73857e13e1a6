import Formats

extension CopyOptions {
  /// Finds the fields of text files, and borders between their records.
  func textMapper(columnCount count: Int) -> (any RecordMapper, RecordSplitter) {
    switch format {
    case .csv:
      var csv = CSVOptions(delimiter: delimiter, quote: quote)
      csv.ignoresBlankLines = ignoresBlankLines
      csv.fillsRecord = fillsRecords
      csv.ignoresSurplus = ignoresSurplusFields
      csv.takesNUL = takesNUL
      return (CSVMapper(columnCount: count, options: csv), .quoted)
    case .fixedWidth(let widths):
      var fixed = FixedWidthOptions(widths: widths)
      fixed.ignoresBlankLines = ignoresBlankLines
      fixed.fillsRecord = fillsRecords
      return (FixedWidthMapper(options: fixed), .lines)
    // Of columnar files nobody asks for records.
    case .delimited, .json, .parquet:
      var lines = DelimitedOptions(delimiter: delimiter)
      lines.escapes = hasEscapes
      lines.ignoresBlankLines = ignoresBlankLines
      lines.fillsRecord = fillsRecords
      lines.ignoresSurplus = ignoresSurplusFields
      lines.removesQuotes = removesQuotes
      lines.takesNUL = takesNUL
      return (DelimitedMapper(columnCount: count, options: lines), hasEscapes ? .escapedLines : .lines)
    }
  }

  /// A NUL ends the record in delimited text and in CSV, as the tutorial's COPY of CSV shows (copy.md 12b; one report
  /// of 2026 says that CSV loads it), unless NULL AS names it.
  private var takesNUL: Bool { rules.nullText == [0] }
}
