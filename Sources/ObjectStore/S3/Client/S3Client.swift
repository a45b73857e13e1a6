import Formats
import HTTP
import SQLTypes
import Scheduling

/// Asks S3 for one configuration and under one cancellation, from any thread: signs, repeats what may help, follows a
/// bucket to its region.
///
/// `call` goes on without its caller, `ask` waits. Waiting ends within a few milliseconds of a cancellation or a
/// deadline, whatever the network does meanwhile.
package struct S3Client: Sendable {
  /// Bytes that an answer other than an object's content may have.
  private static let answerLimit = 32 << 20

  let connection: S3Connection
  let cancellation: Cancellation

  /// `retryBase`: seconds that the first wait before another attempt may last.
  package init(
    _ configuration: S3Configuration, transport: any HTTPTransport, cancellation: Cancellation = Cancellation(),
    retryBase: Double = 0.5
  ) {
    self.init(
      S3Connection(configuration, transport: transport, retryBase: retryBase), cancellation: cancellation)
  }

  init(_ connection: S3Connection, cancellation: Cancellation) {
    (self.connection, self.cancellation) = (connection, cancellation)
  }

  /// The same under another token.
  func cancellable(by cancellation: Cancellation) -> S3Client { S3Client(connection, cancellation: cancellation) }

  // MARK: Questions

  /// Begins a request whose answer's body goes into `buffer`. `check` decides whether it is an answer.
  func call(
    _ request: S3Request, into buffer: InputBuffer, limit: Int, check: @escaping S3Call.Check
  ) -> S3Call {
    let call = S3Call(connection, cancellation, request, into: buffer, limit: limit, check)
    call.start()
    return call
  }

  /// Waits for what `read` makes of the answer; what it throws is handled like the server's own refusals.
  ///
  /// Errors: XX000 (8001) for what S3 refuses, 58030 where it is not reached, 57014 after a cancellation.
  package func ask<Answer: Sendable>(
    _ request: S3Request, _ read: @escaping @Sendable (HTTPResponse) throws(S3Error) -> Answer
  ) throws(SQLError) -> Answer {
    let answer = Box<Answer>()
    let call = call(request, into: InputBuffer(capacity: 1), limit: Self.answerLimit) {
      transfer throws(S3Error) in answer.value = try read(transfer.response)
    }
    try call.wait()
    guard let value = answer.value else { throw SQLError(.internalError, "an answer of S3 got lost") }
    return value
  }
}

/// A value that the thread which waits for a call reads after the call wrote it.
private final class Box<Value>: @unchecked Sendable {
  var value: Value?
}
