/// One statement as written.
package indirect enum Statement: Hashable, Sendable {
  case query(Query)
  case explain(Statement, isVerbose: Bool)
  case createTable(CreateTable)
  case createTableAs(CreateTableAs)
  case createView(CreateView)
  case materializedView(MaterializedViewCommand)
  case createSchema(CreateSchema)
  case external(ExternalCommand)
  case alterTable(AlterTable)
  case alterSchema(AlterSchema)
  case database(DatabaseStatement)
  case principal(PrincipalStatement)
  case grant(Grant)
  case alterDefaultPrivileges(AlterDefaultPrivileges)
  case drop(Drop)
  case truncate(QualifiedName)
  case insert(Insert)
  case update(Update)
  case delete(Delete)
  case merge(Merge)
  case copy(Copy)
  case unload(Unload)
  case set(SetParameter)
  /// `RESET name`, `RESET ALL` (nil)
  case reset(name: String?)
  /// `SHOW name`, `SHOW ALL` (nil)
  case show(name: String?)
  /// `SHOW TABLES FROM SCHEMA …`, `SHOW TABLE t`
  case showObjects(ShowObjects)
  case comment(Comment)
  case transaction(TransactionCommand)
  /// `SET SESSION AUTHORIZATION user`; nil for DEFAULT and RESET.
  case sessionAuthorization(Identifier?)
  case cancel(CancelSession)
  case cursor(CursorCommand)
  case prepared(PreparedCommand)
  /// CREATE, DROP, ALTER, SHOW PROCEDURE or FUNCTION, and CALL.
  case routine(RoutineCommand)
  case analyzeCompression(AnalyzeCompression)
  /// ANALYZE, VACUUM, LOCK.
  case utility(Utility)
  /// A statement Redshift has and localshift has not: its name, for 0A000.
  case unsupported(String)
}

package enum TransactionCommand: Hashable, Sendable {
  /// `isReadOnly`: READ ONLY or READ WRITE; nil where neither is said.
  case begin(isReadOnly: Bool?)
  case commit, rollback
  /// `SET TRANSACTION … READ ONLY`, `SET SESSION CHARACTERISTICS AS TRANSACTION … READ ONLY`
  case characteristics(TransactionModes, isForSession: Bool)
  case savepoint(Identifier)
  case release(Identifier)
  case rollbackTo(Identifier)
}

/// What BEGIN and SET TRANSACTION may ask for; nil where they do not say.
package struct TransactionModes: Hashable, Sendable {
  package var isolation: String?
  package var isReadOnly: Bool?

  package init() {}
}

/// `CANCEL pid ['message']`
package struct CancelSession: Hashable, Sendable {
  package var session: Int
  package var message: String?

  package init(session: Int, message: String?) {
    self.session = session
    self.message = message
  }
}

/// `ANALYZE COMPRESSION [t [(columns)]] [COMPROWS n]`
package struct AnalyzeCompression: Hashable, Sendable {
  /// nil for all.
  package var table: QualifiedName?
  /// None for all.
  package var columns: [Identifier]
  package var rows: Int?

  package init(table: QualifiedName?, columns: [Identifier], rows: Int?) {
    self.table = table
    self.columns = columns
    self.rows = rows
  }
}

package struct Utility: Hashable, Sendable {
  /// The command tag: `ANALYZE`, `VACUUM`.
  package var tag: String
  /// Tables it names, which must exist.
  package var tables: [QualifiedName]
  /// Of VACUUM: what it does.
  package var vacuum = Vacuum()

  /// `FULL`, and the percentage of sorted rows from which it leaves a table as it is.
  package struct Vacuum: Hashable, Sendable {
    package var kind = "FULL"
    package var threshold = 95

    package init() {}
  }

  package init(tag: String, tables: [QualifiedName]) {
    self.tag = tag
    self.tables = tables
  }
}

package struct SetParameter: Hashable, Sendable {
  package var name: String
  /// As given, strings without quotes; nil for DEFAULT. `SET search_path TO a, b` has two.
  package var values: [String]?
  package var isLocal: Bool

  package init(name: String, values: [String]?, isLocal: Bool) {
    self.name = name
    self.values = values
    self.isLocal = isLocal
  }
}

package struct CreateSchema: Hashable, Sendable {
  /// May begin with the database's.
  package var name: QualifiedName
  package var ifNotExists: Bool
  package var owner: Identifier?
  /// Megabytes.
  package var quota: Int?

  package init(name: QualifiedName, ifNotExists: Bool, owner: Identifier? = nil, quota: Int? = nil) {
    self.name = name
    self.ifNotExists = ifNotExists
    self.owner = owner
    self.quota = quota
  }
}

package struct CreateView: Hashable, Sendable {
  package var name: QualifiedName
  package var columns: [Identifier]
  package var query: Query
  /// The query's text, as it stands in the statement.
  package var text: String
  package var orReplace: Bool
  package var isLateBinding: Bool

  package init(
    name: QualifiedName, columns: [Identifier], query: Query, text: String, orReplace: Bool, isLateBinding: Bool
  ) {
    self.name = name
    self.columns = columns
    self.query = query
    self.text = text
    self.orReplace = orReplace
    self.isLateBinding = isLateBinding
  }
}

package struct Drop: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    case table, view, schema
    case materializedView = "materialized view"
  }

  package var kind: Kind
  package var names: [QualifiedName]
  package var ifExists: Bool
  package var cascade: Bool
  /// Of external schemas: the tables that their database has in the data catalog, too.
  package var dropsExternalDatabase = false

  package init(kind: Kind, names: [QualifiedName], ifExists: Bool, cascade: Bool) {
    self.kind = kind
    self.names = names
    self.ifExists = ifExists
    self.cascade = cascade
  }
}

package struct Insert: Hashable, Sendable {
  package enum Source: Hashable, Sendable {
    /// VALUES, where DEFAULT may stand for a value.
    case values([[Expression]])
    case query(Query)
    /// `DEFAULT VALUES`
    case defaults
  }

  package var table: QualifiedName
  package var columns: [QualifiedName]
  package var source: Source

  package init(table: QualifiedName, columns: [QualifiedName], source: Source) {
    self.table = table
    self.columns = columns
    self.source = source
  }
}

package struct Update: Hashable, Sendable {
  package var table: QualifiedName
  package var alias: Identifier?
  package var assignments: [Assignment]
  package var from: [TableReference]
  package var filter: Expression?
  package var with: [CommonTable]

  package init(
    table: QualifiedName, alias: Identifier?, assignments: [Assignment], from: [TableReference], filter: Expression?,
    with: [CommonTable]
  ) {
    self.table = table
    self.alias = alias
    self.assignments = assignments
    self.from = from
    self.filter = filter
    self.with = with
  }
}

package struct Assignment: Hashable, Sendable {
  package var column: QualifiedName
  package var value: Expression

  package init(column: QualifiedName, value: Expression) {
    self.column = column
    self.value = value
  }
}

package struct Delete: Hashable, Sendable {
  package var table: QualifiedName
  package var alias: Identifier?
  package var using: [TableReference]
  package var filter: Expression?
  package var with: [CommonTable]

  package init(
    table: QualifiedName, alias: Identifier?, using: [TableReference], filter: Expression?, with: [CommonTable]
  ) {
    self.table = table
    self.alias = alias
    self.using = using
    self.filter = filter
    self.with = with
  }
}

/// `COPY table [(columns)] FROM 'source' [option …]`
package struct Copy: Hashable, Sendable {
  package var table: QualifiedName
  package var columns: [QualifiedName]
  package var source: String
  package var options: [CopyOption]

  package init(table: QualifiedName, columns: [QualifiedName], source: String, options: [CopyOption]) {
    self.table = table
    self.columns = columns
    self.source = source
    self.options = options
  }
}

package struct Unload: Hashable, Sendable {
  package var query: String
  package var destination: String
  package var options: [CopyOption]

  package init(query: String, destination: String, options: [CopyOption]) {
    self.query = query
    self.destination = destination
    self.options = options
  }
}

/// One clause of COPY or UNLOAD under its canonical name; noise words (FORMAT, AS, WITH) are gone.
///
/// Names are lower case with single blanks as the grammar prints them: `csv`, `json`, `delimiter`, `quote`, `null`,
/// `gzip`, `manifest`, `region`, `iam_role`, `credentials`, `access_key_id`, `timeformat`, `maxerror`, `compupdate`…
/// (copy.md 1.4). Flags have no argument; `IAM_ROLE default` and `COMPUPDATE OFF` have a `.word`.
package struct CopyOption: Hashable, Sendable {
  package enum Argument: Hashable, Sendable {
    case string(String)
    case number(Int)
    case word(String)
    /// `PARTITION BY (a, b)`
    case names([Identifier])
  }

  package var name: String
  package var argument: Argument?
  package var position: Int

  package init(name: String, argument: Argument?, position: Int) {
    self.name = name
    self.argument = argument
    self.position = position
  }
}
