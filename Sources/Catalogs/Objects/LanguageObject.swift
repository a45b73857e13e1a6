/// A language of functions and procedures, as `pg_language` lists it.
struct LanguageObject: Sendable {
  let oid: Int
  let name: String
  var isProcedural = false
  var isTrusted = false

  static let all = [
    LanguageObject(oid: 12, name: "internal"), LanguageObject(oid: 13, name: "c"),
    LanguageObject(oid: 14, name: "sql", isTrusted: true),
    LanguageObject(oid: 11_574, name: "plpgsql", isProcedural: true, isTrusted: true),
    LanguageObject(oid: 11_575, name: "plpythonu", isProcedural: true),
  ]
}
