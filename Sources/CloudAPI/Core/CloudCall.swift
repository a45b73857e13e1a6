import HTTP

/// A request to a service, read: which operation, with which input, signed by whom.
///
/// The service comes from the signature's scope (`…/us-west-2/iam/aws4_request`) or, of an unsigned one, from
/// `X-Amz-Target`; what names neither is S3's. A query request without a signature is looked for by its operation.
package struct CloudCall: Sendable {
  package let service: CloudService
  package let operation: String
  package let region: String
  package let accessKey: String?
  private let request: HTTPRequest

  /// Nil for what is S3's. Errors: `MissingAction`, `UnknownService`.
  package init?(_ request: HTTPRequest, services: [CloudService] = CloudService.all) throws(CloudError) {
    self.request = request
    let scope = CloudScope(request)
    accessKey = scope?.accessKey
    region = scope?.region ?? "us-west-2"
    if scope?.service == "s3" { return nil }
    if let target = request.fields["X-Amz-Target"] {
      guard let service = services.first(where: { $0.target.map(target.hasPrefix) ?? false }),
        let prefix = service.target
      else { throw CloudError("UnknownOperationException", "The target \(target) is not supported yet.", status: 501) }
      self.service = service
      operation = String(target.dropFirst(prefix.utf8.count))
      return
    }
    let action = Self.form(request)["Action"] ?? ""
    if let scope {
      guard let service = services.first(where: { $0.name == scope.service }) else {
        throw CloudError("UnknownService", "The service \(scope.service) is not supported yet.", status: 501)
      }
      self.service = service
    } else {
      guard !action.isEmpty else { return nil }
      guard let service = services.first(where: { $0.target == nil && $0.operation(action) != nil }) else {
        throw CloudError("InvalidAction", "The operation \(action) is not supported yet.", status: 501)
      }
      self.service = service
    }
    guard !action.isEmpty else { throw CloudError("MissingAction", "The request names no action.") }
    operation = action
  }

  private static func form(_ request: HTTPRequest) -> HTTPQuery {
    request.method == .post
      ? HTTPQuery(String(decoding: request.body ?? [], as: UTF8.self), isForm: true) : HTTPQuery(request.query)
  }

  /// The answer to a request that no service takes.
  package static func refusal(_ error: CloudError, of request: HTTPRequest) -> HTTPResponse {
    let wire: CloudWire = request.fields["X-Amz-Target"] != nil ? .json(target: "") : .query(namespace: "")
    return CloudAnswer(wire: wire, requestID: "00000000-0000-0000-0000-000000000000").response(error)
  }

  /// Runs the operation, which changes the context's state only where it succeeds.
  package func response(_ context: inout CloudContext) -> HTTPResponse {
    let answer = CloudAnswer(wire: service.wire, requestID: context.uuid)
    let state = context.state
    do throws(CloudError) {
      guard let found = service.operation(operation) else { throw .notBuilt(operation, of: service.name) }
      let input: CloudInput =
        service.target == nil ? try CloudInput(form: Self.form(request)) : try CloudInput(json: request.body ?? [])
      return answer.response(try found.run(input, &context), to: operation)
    } catch {
      context.state = state
      return answer.response(error)
    }
  }
}

extension CloudService {
  /// What the field `X-Amz-Target` begins with; nil for a service that has none.
  fileprivate var target: String? {
    if case .json(let target) = wire { target } else { nil }
  }
}
