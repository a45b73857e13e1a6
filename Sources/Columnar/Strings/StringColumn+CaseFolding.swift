import SQLTypes

extension StringColumn {
  /// The values in lower case: what strings of COLLATE CASE_INSENSITIVE are compared by.
  package var caseFolded: StringColumn {
    var builder = StringBuilder(capacity: values.count)
    for view in values {
      if view.withBytes({ UTF8Check.isASCII($0) }) {
        builder.append(limit: view.count) { target in
          view.withBytes { bytes in
            for index in 0..<bytes.count { target[index] = bytes[index].lowercased }
            return bytes.count
          }
        }
      } else {
        builder.append(view.string.lowercased())
      }
    }
    let folded = builder.finish()
    return StringColumn(values: folded.values, codes: codes, arenas: folded.arenas, mayEndInBlank: mayEndInBlank)
  }
}
