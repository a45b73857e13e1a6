/// What an operation answers with: a tree that each protocol writes in its own way.
///
/// ```
/// .structure(["Cluster": .structure(["ClusterIdentifier": "dwh", "NumberOfNodes": 4, "IamRoles":
/// .list("ClusterIamRole", [])])])
///
/// <Cluster><ClusterIdentifier>dwh</ClusterIdentifier><NumberOfNodes>4</NumberOfNodes><IamRoles/></Cluster>
/// {"Cluster":{"ClusterIdentifier":"dwh","NumberOfNodes":4,"IamRoles":[]}}
/// ```
package indirect enum CloudValue: Hashable, Sendable {
  case text(String)
  case integer(Int64)
  case double(Double)
  case boolean(Bool)
  /// Microseconds since 1970 in UTC: an ISO 8601 text in XML, seconds in JSON.
  case time(Int64)
  /// Base64 in every protocol.
  case bytes([UInt8])
  /// What XML calls each element of the list; JSON has no name for it.
  case list(String, [CloudValue])
  /// Members in their order.
  case structure([Member])

  package struct Member: Hashable, Sendable {
    package var name: String
    package var value: CloudValue

    package init(_ name: String, _ value: CloudValue) {
      self.name = name
      self.value = value
    }
  }

  package static let empty = CloudValue.structure([])

  /// A structure without the members that are nil, which services leave out.
  package static func members(_ members: KeyValuePairs<String, CloudValue?>) -> CloudValue {
    .structure(members.compactMap { name, value in value.map { Member(name, $0) } })
  }
}

extension CloudValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByDictionaryLiteral
{
  package init(floatLiteral value: Double) { self = .double(value) }
  package init(stringLiteral value: String) { self = .text(value) }
  package init(integerLiteral value: Int64) { self = .integer(value) }
  package init(booleanLiteral value: Bool) { self = .boolean(value) }
  package init(dictionaryLiteral elements: (String, CloudValue)...) {
    self = .structure(elements.map { Member($0, $1) })
  }
}

extension CloudValue {
  /// A list of tags, each of which XML calls `element`.
  static func tags(_ tags: [(key: String, value: String)], element: String = "member") -> CloudValue {
    .list(element, tags.map { ["Key": .text($0.key), "Value": .text($0.value)] })
  }
}
