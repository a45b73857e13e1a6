import Console
import SQLSyntax
import SQLTypes
import Sessions

/// Names for what stands before the cursor: commands, keywords, tables and views, columns of those that the statement
/// names.
///
/// What the catalogs say is asked for when it is first needed behind a statement, and kept until the next.
final class Completer {
  private let executor: any StatementExecutor
  private var relations: [(schema: String, name: String)]?
  private var columns: [String: [String]] = [:]

  init(_ executor: any StatementExecutor) { self.executor = executor }

  /// A statement may have changed what there is.
  func forget() {
    relations = nil
    columns = [:]
  }

  /// `typed` is all of the statement before the cursor.
  func complete(_ typed: String) -> Completion? {
    if typed.hasPrefix("\\"), !typed.contains(where: \.isWhitespace) {
      return completion(typed, ShellCommand.Kind.allCases.map { "\\\($0.rawValue)" })
    }
    let word = String(typed.reversed().prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }.reversed())
    if let dot = word.lastIndex(of: ".") {
      let (qualifier, start) = (String(word[..<dot]).lowercased(), String(word[word.index(after: dot)...]))
      return completion(start, members(of: qualifier, in: typed))
    }
    let before = typed.dropLast(word.count)
    if typed.hasPrefix("\\") || Self.expectsRelation(before) {
      return completion(word, relationNames + schemaNames.map { "\($0)." })
    }
    return completion(word, Self.words(like: word) + mentioned(in: typed).flatMap(columnNames) + relationNames)
  }

  private func completion(_ word: String, _ names: [String]) -> Completion? {
    let wanted = word.lowercased()
    let fitting = Set(names.filter { $0.lowercased().hasPrefix(wanted) })
    return Completion(replaced: word.count, candidates: fitting.sorted())
  }

  /// Keywords as the word is written: in capitals behind a capital.
  private static func words(like word: String) -> [String] {
    word.isEmpty ? [] : word.first?.isUppercase == true ? SQLWords.all.map { $0.uppercased() } : SQLWords.all
  }

  private static func expectsRelation(_ before: Substring) -> Bool {
    let words = before.split { $0.isWhitespace || $0 == "," || $0 == "(" }
    guard let last = words.last?.lowercased() else { return false }
    return ["from", "join", "into", "update", "table", "copy", "truncate", "describe", "analyze", "vacuum", "view"]
      .contains(last)
  }

  // MARK: Names

  private func members(of qualifier: String, in typed: String) -> [String] {
    let tables = known.filter { $0.schema == qualifier }.map(\.name)
    let table = aliases(in: typed)[qualifier] ?? qualifier
    return tables + columnNames(table)
  }

  private var relationNames: [String] { known.map(\.name).map(Self.written) }
  private var schemaNames: Set<String> { Set(known.map(\.schema)) }

  /// The tables whose names stand in the statement.
  private func mentioned(in typed: String) -> [String] {
    let words = Set(typed.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
    return Set(known.map(\.name)).filter { words.contains($0.lowercased()) }.sorted()
  }

  /// `FROM songs s` and `FROM songs AS s`: what stands behind a table's name is taken for its alias.
  private func aliases(in typed: String) -> [String: String] {
    let words = typed.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
    let tables = Set(known.map(\.name))
    var aliases: [String: String] = [:]
    for index in words.indices.dropLast() where tables.contains(words[index]) {
      let next = words[index + 1] == "as" ? index + 2 : index + 1
      if next < words.count { aliases[words[next]] = words[index] }
    }
    return aliases
  }

  private static func written(_ name: String) -> String {
    name.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "_" } ? name : "\"\(name)\""
  }

  // MARK: Catalogs

  private var known: [(schema: String, name: String)] {
    if let relations { return relations }
    let found = rows(CatalogQuery.relationNames).map { (schema: $0[0], name: $0[1]) }
    relations = found
    return found
  }

  private func columnNames(_ table: String) -> [String] {
    if let known = columns[table] { return known }
    let found = rows(CatalogQuery.columnNames(of: [table])).map { Self.written($0[1]) }
    columns[table] = found
    return found
  }

  /// None where the catalogs cannot be asked, as in a transaction that failed.
  private func rows(_ query: String) -> [[String]] {
    guard let result = try? executor.execute(query), let columns = result.columns else { return [] }
    return TextRows(columns, result.batches).map { row in row.map { $0 ?? "" } }
  }
}
