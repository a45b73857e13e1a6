import Catalogs
import Loading
import SQLSyntax
import SQLTypes
import Scheduling
import System

extension Session {
  /// What a COPY statement would meet; nothing is loaded and nothing logged. Throws `StatementFailure`.
  package func inspect(copy text: String, limits: InspectLimits) throws -> Inspection {
    let context = makeContext(nil, "", CollectingSink(), [])
    defer { context.transaction.rollback() }
    do {
      guard
        case .copy(let copy) = try SQLParser.parseStatement(text, caseSensitiveIdentifiers: settings.isCaseSensitive)
      else { throw SQLError(.syntaxError, "inspect takes a COPY statement, and this is another one") }
      let request = try copyRequest(copy, try copyTarget(copy, makeBinder(context)), 0, context)
      return try inspector(limits, context).inspect(request)
    } catch { throw StatementFailure(of: error, in: text) }
  }

  /// What lies at a location, matched with `table` where it is named. Throws `StatementFailure`.
  package func inspect(
    location: String, jsonPaths: String?, table: String?, limits: InspectLimits
  ) throws -> Inspection {
    let context = makeContext(nil, "", CollectingSink(), [])
    defer { context.transaction.rollback() }
    do {
      let definition = try table.map { try makeBinder(context).table(try Self.name($0)).definition }
      return try inspector(limits, context).inspect(location: location, jsonPaths: jsonPaths, table: definition)
    } catch { throw StatementFailure(of: error, in: location) }
  }

  /// Runs what makes schemas and tables among the statements of a pipeline, and nothing else. Gives the number of
  /// tables.
  package func declareTables(of pipeline: Pipeline) throws -> Int {
    for (_, statement) in pipeline.statements {
      let text = (try? Placeholders.fill(statement.text, from: pipeline.config)) ?? statement.text
      switch try? SQLParser.parseStatement(text) {
      case .createTable?, .createSchema?, .alterTable?, .set?: _ = try? execute(text)
      default: continue
      }
    }
    return database.catalog.allTables.count
  }

  private func inspector(_ limits: InspectLimits, _ context: StatementContext) -> CopyInspector {
    CopyInspector(store: context.storage, pool: context.pool, limits: limits, cancellation: context.cancellation)
  }

  private static func name(_ text: String) throws(SQLError) -> QualifiedName {
    guard case .copy(let copy) = try SQLParser.parseStatement("COPY \(text) FROM 'x'") else {
      throw SQLError(.syntaxError, "\"\(text)\" is no table's name")
    }
    return copy.table
  }
}
