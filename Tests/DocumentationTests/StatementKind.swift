import SQLSyntax

/// What statements there are, for the test that asks for a script of each. A new case of the tree has to be told here.
enum StatementKind: String, CaseIterable, Hashable {
  case query, explain, createTable, createTableAs, createView, createSchema, alterSchema, drop, truncate
  case createExternalSchema, createExternalTable, alterExternalTable
  case createMaterializedView, refreshMaterializedView, setAutoRefresh, alterMaterializedView
  case renameTable, renameColumn, addColumn, dropColumn, setType, setEncoding, setDistribution, addConstraint
  case dropConstraint, setOwner, setSchema, append
  case createDatabase, alterDatabase, dropDatabase, use, showUse
  case createUser, alterUser, createGroup, alterGroup, createRole, alterRole, dropPrincipal
  case grant, revoke, alterDefaultPrivileges
  case insert, update, delete, merge, copy, unload
  case set, reset, show, showObjects, sessionAuthorization
  case comment, cancel, analyzeCompression, analyze, vacuum, lock
  case begin, commit, rollback, setTransaction, savepoint, release, rollbackTo
  case declare, fetch, move, close, prepare, execute, deallocate
  case createRoutine, dropRoutine, renameRoutine, ownRoutine, showRoutine, call

  /// nil for a statement that is not built.
  init?(_ statement: Statement) {
    switch statement {
    case .query: self = .query
    case .explain: self = .explain
    case .createTable: self = .createTable
    case .createTableAs: self = .createTableAs
    case .createView: self = .createView
    case .createSchema: self = .createSchema
    case .external(let command): self.init(command)
    case .alterSchema: self = .alterSchema
    case .drop: self = .drop
    case .truncate: self = .truncate
    case .materializedView(let command): self.init(command)
    case .alterTable(let alter): self.init(alter.action)
    case .database(let statement): self.init(statement)
    case .principal(let statement): self.init(statement)
    case .grant(let grant): self = grant.isRevoke ? .revoke : .grant
    case .alterDefaultPrivileges: self = .alterDefaultPrivileges
    case .insert: self = .insert
    case .update: self = .update
    case .delete: self = .delete
    case .merge: self = .merge
    case .copy: self = .copy
    case .unload: self = .unload
    case .set: self = .set
    case .reset: self = .reset
    case .show: self = .show
    case .showObjects: self = .showObjects
    case .sessionAuthorization: self = .sessionAuthorization
    case .comment: self = .comment
    case .cancel: self = .cancel
    case .analyzeCompression: self = .analyzeCompression
    case .utility(let utility): self = utility.tag == "VACUUM" ? .vacuum : utility.tag == "ANALYZE" ? .analyze : .lock
    case .transaction(let command): self.init(command)
    case .cursor(let command): self.init(command)
    case .prepared(let command): self.init(command)
    case .routine(let command): self.init(command)
    case .unsupported: return nil
    }
  }

  private init(_ command: ExternalCommand) {
    switch command {
    case .createSchema: self = .createExternalSchema
    case .createTable: self = .createExternalTable
    case .alterTable: self = .alterExternalTable
    }
  }

  private init(_ command: MaterializedViewCommand) {
    switch command {
    case .create: self = .createMaterializedView
    case .refresh: self = .refreshMaterializedView
    case .setAutoRefresh: self = .setAutoRefresh
    case .setAttributes: self = .alterMaterializedView
    }
  }

  private init(_ action: AlterTable.Action) {
    switch action {
    case .rename: self = .renameTable
    case .renameColumn: self = .renameColumn
    case .addColumn: self = .addColumn
    case .dropColumn: self = .dropColumn
    case .setType: self = .setType
    case .setEncoding: self = .setEncoding
    case .distribution: self = .setDistribution
    case .addConstraint: self = .addConstraint
    case .dropConstraint: self = .dropConstraint
    case .owner: self = .setOwner
    case .setSchema: self = .setSchema
    case .append: self = .append
    }
  }

  private init(_ statement: DatabaseStatement) {
    switch statement {
    case .create: self = .createDatabase
    case .alter: self = .alterDatabase
    case .drop: self = .dropDatabase
    case .use: self = .use
    case .showUse: self = .showUse
    }
  }

  private init(_ statement: PrincipalStatement) {
    switch statement {
    case .createUser: self = .createUser
    case .alterUser, .resetUser: self = .alterUser
    case .createGroup: self = .createGroup
    case .alterGroup: self = .alterGroup
    case .createRole: self = .createRole
    case .alterRole: self = .alterRole
    case .drop: self = .dropPrincipal
    }
  }

  private init(_ command: TransactionCommand) {
    switch command {
    case .begin: self = .begin
    case .commit: self = .commit
    case .rollback: self = .rollback
    case .characteristics: self = .setTransaction
    case .savepoint: self = .savepoint
    case .release: self = .release
    case .rollbackTo: self = .rollbackTo
    }
  }

  private init(_ command: CursorCommand) {
    switch command {
    case .declare: self = .declare
    case .fetch: self = .fetch
    case .move: self = .move
    case .close: self = .close
    }
  }

  private init(_ command: PreparedCommand) {
    switch command {
    case .prepare: self = .prepare
    case .execute: self = .execute
    case .deallocate: self = .deallocate
    }
  }

  private init(_ command: RoutineCommand) {
    switch command {
    case .create: self = .createRoutine
    case .drop: self = .dropRoutine
    case .rename: self = .renameRoutine
    case .owner: self = .ownRoutine
    case .show: self = .showRoutine
    case .call: self = .call
    }
  }
}
