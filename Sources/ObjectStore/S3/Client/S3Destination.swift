import Formats
import SQLTypes
import Scheduling
import Synchronization

/// Objects written into a bucket over the network, whole or not at all.
///
/// | an object | until `commit` | `commit` |
/// |---|---|---|
/// | up to 8 MB | lies in memory; as an upload's only part where 64 MB lie there already | PUT, or completed |
/// | larger | an upload in parts of 8 MB | completed |
///
/// So nothing is seen of a statement before it has all it will write. What fails is taken back: uploads are aborted,
/// objects of a commit that stopped half-way deleted. A killed process leaves uploads that nobody sees; a bucket's
/// lifecycle rule for incomplete multipart uploads removes them.
package final class S3Destination: ObjectDestination {
  let partSize: Int
  /// Requests under way at a time.
  private static let crowd = 32
  private static let deletedAtATime = 1000
  private static let cleaningTime = Duration.seconds(10)

  private enum Content: Sendable {
    case held([UInt8])
    case upload(String, [S3Part])
  }

  private struct State {
    /// Uploads that are not objects yet.
    var uploads: [(key: String, upload: String)] = []
    var ready: [(key: String, content: Content)] = []
    var held = 0
    /// Keys that were there before.
    var known: Set<String> = []
    /// Keys that a commit may have made.
    var published: [String] = []
    var isCommitted = false
  }

  let client: S3Client
  private let bucket: String
  private let state = Mutex(State())

  /// `partSize` is at least 5 MB where S3 itself is asked.
  package init(_ client: S3Client, bucket: String, partSize: Int = 8 << 20) {
    (self.client, self.bucket, self.partSize) = (client, bucket, partSize)
  }

  deinit { takeBack() }

  package func name(of key: String) -> String { "s3://\(bucket)/\(key)" }

  package func existing(_ prefix: String) throws(SQLError) -> [String] {
    let keys = try client.list(bucket: bucket, prefix: prefix).map { String($0.name.dropFirst(name(of: "").count)) }
    state.withLock { $0.known.formUnion(keys) }
    return keys
  }

  package func make(_ key: String) throws(SQLError) -> any ObjectSink { S3ObjectSink(self, key) }

  // MARK: For sinks

  func request(_ operation: S3Operation) -> S3Request { S3Request(bucket: bucket, operation) }

  func beginUpload(_ key: String) throws(SQLError) -> String {
    let upload = try client.ask(request(.createUpload(key: key))) { response throws(S3Error) in
      try S3Answer.upload(response)
    }
    state.withLock { $0.uploads.append((key, upload)) }
    return upload
  }

  func keep(_ key: String, _ upload: String, _ parts: [S3Part]) {
    state.withLock { $0.ready.append((key, .upload(upload, parts))) }
  }

  /// False where too much lies in memory already.
  func keep(_ key: String, _ bytes: [UInt8]) -> Bool {
    state.withLock { state in
      guard state.held + bytes.count <= 8 * partSize else { return false }
      state.held += bytes.count
      state.ready.append((key, .held(bytes)))
      return true
    }
  }

  // MARK: Commit

  /// New objects come before old ones go; an old object of the last one's name goes first.
  package func commit(removing keys: [String], last: (key: String, text: String)?) throws(SQLError) {
    let ready = state.withLock { $0.ready }
    do throws(SQLError) {
      // A quick server would answer before waiting ends.
      do { try client.cancellation.check() } catch { throw SQLError(error) }
      try delete(keys.filter { $0 == last?.key }, by: client)
      try publish(ready)
      let new = Set(ready.map(\.key))
      try delete(keys.filter { $0 != last?.key && !new.contains($0) }, by: client)
      if let last { try publish([(last.key, .held(Array(last.text.utf8)))]) }
      state.withLock { $0.isCommitted = true }
    } catch {
      takeBack()
      throw error
    }
  }

  private func publish(_ objects: [(key: String, content: Content)]) throws(SQLError) {
    for start in stride(from: 0, to: objects.count, by: Self.crowd) {
      let some = objects[start..<min(objects.count, start + Self.crowd)]
      state.withLock { $0.published += some.map(\.key) }
      let calls = some.map { object in begin(object.key, object.content) }
      var failure: SQLError?
      for call in calls {
        do throws(SQLError) { try call.wait() } catch { failure = failure ?? error }
      }
      if let failure { throw failure }
    }
  }

  private func begin(_ key: String, _ content: Content) -> S3Call {
    switch content {
    case .held(let bytes):
      client.call(request(.put(key: key, body: bytes)), into: InputBuffer(capacity: 1), limit: 1 << 20) {
        transfer throws(S3Error) in _ = try S3Answer.stored(transfer.response)
      }
    case .upload(let upload, let parts):
      client.call(
        request(.completeUpload(key: key, upload: upload, parts: parts)), into: InputBuffer(capacity: 1), limit: 1 << 20
      ) { transfer throws(S3Error) in try S3Answer.completed(transfer.response) }
    }
  }

  private func delete(_ keys: [String], by client: S3Client) throws(SQLError) {
    for start in stride(from: 0, to: keys.count, by: Self.deletedAtATime) {
      let some = Array(keys[start..<min(keys.count, start + Self.deletedAtATime)])
      _ = try client.ask(request(.deleteMany(keys: some))) { response throws(S3Error) in
        if let first = try S3Answer.undeleted(response).first { throw first.failure }
      }
    }
  }

  // MARK: Taking back

  /// Under a token of its own: the statement's may be cancelled, and waiting would end before anything is asked. What
  /// does not answer in time is left: a statement that was cancelled should end.
  private func takeBack() {
    let (uploads, doomed) = state.withLock { state -> ([(key: String, upload: String)], [String]) in
      if state.isCommitted { return ([], []) }
      defer { state = State() }
      return (state.uploads, state.published.filter { !state.known.contains($0) })
    }
    guard !uploads.isEmpty || !doomed.isEmpty else { return }
    let cleaner = client.cancellable(by: Cancellation(deadline: .now + Self.cleaningTime))
    for (key, upload) in uploads {
      // Those that were completed are gone already.
      try? cleaner.ask(request(.abortUpload(key: key, upload: upload))) { response throws(S3Error) in
        if !response.isSuccess { throw S3Error(response) }
      }
    }
    try? delete(doomed, by: cleaner)
  }
}
