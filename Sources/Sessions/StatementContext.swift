import Catalogs
import ObjectStore
import Planning
import SQLTypes
import Scheduling

/// What belongs to one run of a statement: its time, transaction, notices, number, and how it is stopped.
final class StatementContext {
  /// Microseconds since 1970-01-01 UTC: what GETDATE tells.
  let time: Int64
  /// A procedure may end it and begin another.
  var transaction: Transaction
  let cancellation: Cancellation
  /// The database's threads and objects, under the statement's cancellation.
  let pool: WorkerPool
  let storage: ObjectStorage
  /// The session as others see it: told of waits.
  let entry: SessionEntry
  /// Where its rows go.
  let sink: any ResultSink
  /// For `$1` and on.
  var arguments: [ParameterValue]
  /// What others see of it, and the history keeps.
  let activity: SessionEntry.Activity
  /// That it came to run as a query of more than constants and catalogs, which a cluster's leader node answers alone:
  /// `pg_last_query_id()` tells of it then.
  var hasPlan = false
  /// Of a CALL: the query id of the one whose procedure made it, or nil for a client's own.
  var caller: Int??
  /// What `set_config` asks for.
  let wantedSettings = WantedSettings()
  /// Shared by a procedure's statements with the CALL.
  let noticeList: NoticeList
  var notices: [Notice] {
    get { noticeList.all }
    set { noticeList.all = newValue }
  }
  var measurement = QueryMeasurement()
  /// Of a statement of several plans: what its external tables held, read once for all of them.
  var externalRows: [ExternalTable: TableVersion] = [:]
  /// Who runs it, once somebody has asked.
  var subject: AccessSubject?

  init(
    time: Int64, transaction: Transaction, cancellation: Cancellation, pool: WorkerPool, storage: ObjectStorage,
    entry: SessionEntry, sink: any ResultSink, arguments: [ParameterValue],
    activity: SessionEntry.Activity, notices: NoticeList = NoticeList()
  ) {
    self.time = time
    self.transaction = transaction
    self.cancellation = cancellation
    self.pool = pool
    self.storage = storage
    self.entry = entry
    self.sink = sink
    self.arguments = arguments
    self.activity = activity
    noticeList = notices
  }

  /// The statement's query id.
  var id: Int { activity.statement }

  /// What the statement sees.
  var catalog: Catalog { transaction.catalog }

  /// Throws 40P01, `CancellationError`.
  func lock(_ target: LockTarget, _ mode: LockMode) throws {
    try transaction.lock(target, mode, for: entry, cancellation)
  }
}
