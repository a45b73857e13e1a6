/// What the catalogue lists for the reference of functions.
extension FunctionCatalog {
  /// Every function with a signature, by name, and each way to call it: `left(text, bigint)`.
  package static var scalarForms: [(name: String, forms: [String])] {
    signatures.map { name, overloads in (name, overloads.map { $0.form(name) }) }.sorted { $0.name < $1.name }
  }

  /// What a misspelt name may have meant.
  static var names: [String] {
    [
      "coalesce", "nvl", "nvl2", "nullif", "greatest", "least", "decode", "dateadd", "datediff", "date_part",
      "date_trunc",
      "convert_timezone", "add_months", "last_day", "trunc", "round",
    ] + signatures.keys.sorted() + aggregateNames + windowNames
  }

  package static var aggregateNames: [String] { aggregates.keys.sorted() }

  /// Those that are nothing but window functions: aggregates may stand with OVER too.
  package static var windowNames: [String] { windows.keys.sorted() }

  /// Redshift's own that answer 0A000.
  package static var unbuiltNames: [String] { unbuilt.sorted() }
}

extension FunctionSignature {
  /// The call, parameters that may be left out in brackets: `lpad(text, bigint[, text])`.
  fileprivate func form(_ name: String) -> String {
    let words = parameters.map { "\($0)" }
    let needed = words.dropLast(optional).joined(separator: ", ")
    let rest = words.suffix(optional)
    let opening = needed.isEmpty ? rest.joined(separator: ", ") : rest.map { "[, \($0)" }.joined()
    let brackets = needed.isEmpty ? "" : String(repeating: "]", count: optional)
    return "\(name)(\(needed)\(opening)\(brackets))"
  }
}
