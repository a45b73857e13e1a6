import HTTP

/// How a service's requests name an operation and how its answers are written.
package enum CloudWire: Hashable, Sendable {
  /// A form with `Action` and `Version`; XML with a result and the request's id (AWS query protocol).
  case query(namespace: String)
  /// The same form; XML without the result's own element (EC2's dialect of it).
  case ec2(namespace: String)
  /// A JSON document, the operation in the field `X-Amz-Target` behind this prefix.
  case json(target: String)
}
