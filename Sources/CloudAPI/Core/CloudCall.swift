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

  /// Whether a request is S3's: signed for it, or naming neither an operation nor a target, and no form.
  package static func isForStorage(_ head: HTTPRequestHead) -> Bool {
    if let scope = CloudScope(head.fields, head.query) { return scope.service == "s3" }
    guard head.fields["X-Amz-Target"] == nil, HTTPQuery(head.query)["Action"] == nil else { return false }
    return head.fields["Content-Type"]?.hasPrefix("application/x-www-form-urlencoded") != true
  }

  /// Errors: `MissingAction`, `UnknownService`, `InvalidAction`.
  package init(_ request: HTTPRequest, services: [CloudService] = CloudService.all) throws(CloudError) {
    self.request = request
    let scope = CloudScope(request.fields, request.query)
    accessKey = scope?.accessKey
    region = scope?.region ?? "us-west-2"
    if let target = request.fields["X-Amz-Target"] {
      service = try Self.service(ofTarget: target, services)
      operation = String(target.dropFirst(service.target?.utf8.count ?? 0))
    } else {
      operation = Self.form(request)["Action"] ?? ""
      guard !operation.isEmpty else { throw CloudError("MissingAction", "The request names no action.") }
      service = try Self.service(of: scope, operation, services)
    }
  }

  private static func service(ofTarget target: String, _ services: [CloudService]) throws(CloudError) -> CloudService {
    guard let service = services.first(where: { $0.target.map(target.hasPrefix) ?? false }) else {
      throw CloudError("UnknownOperationException", "The target \(target) is not supported yet.", status: 501)
    }
    return service
  }

  private static func service(
    of scope: CloudScope?, _ operation: String, _ services: [CloudService]
  ) throws(CloudError) -> CloudService {
    if let scope {
      guard let service = services.first(where: { $0.name == scope.service }) else {
        throw CloudError("UnknownService", "The service \(scope.service) is not supported yet.", status: 501)
      }
      return service
    }
    guard let service = services.first(where: { $0.target == nil && $0.operation(operation) != nil }) else {
      throw CloudError("InvalidAction", "The operation \(operation) is not supported yet.", status: 501)
    }
    return service
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
    context.noteUse(of: service)
    let state = context.state
    do throws(CloudError) {
      guard let found = service.operation(operation) else { throw .notBuilt(operation, of: service) }
      let input: CloudInput =
        service.target == nil ? try CloudInput(form: Self.form(request)) : try CloudInput(json: request.body ?? [])
      return answer.response(try found.run(input, &context), to: operation)
    } catch {
      context.state = state
      return answer.response(error.worded(by: service))
    }
  }
}

extension CloudService {
  /// What the field `X-Amz-Target` begins with; nil for a service that has none.
  fileprivate var target: String? {
    if case .json(let target) = wire { target } else { nil }
  }
}
