/// A language of functions and procedures, as `pg_language` lists it.
struct LanguageObject: Sendable {
  let oid: Int
  let name: String
  var isProcedural = false
  var isTrusted = false

  /// The number that it has on clusters, by which AWS's own scripts look for procedures.
  static let plpgsql = 100_356

  static let all = [
    LanguageObject(oid: 12, name: "internal"), LanguageObject(oid: 13, name: "c"),
    LanguageObject(oid: 14, name: "sql", isTrusted: true),
    LanguageObject(oid: plpgsql, name: "plpgsql", isProcedural: true, isTrusted: true),
    LanguageObject(oid: 11_575, name: "plpythonu", isProcedural: true),
  ]
}
