import SQLTypes

/// A stored procedure or a function of the user's: its body is kept as text.
package struct RoutineEntry: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    case procedure, function
  }

  package enum Mode: String, Hashable, Sendable {
    case `in`, out, `inout`
  }

  package struct Parameter: Hashable, Sendable {
    /// Empty where it has none.
    package var name: String
    package var mode: Mode
    package var type: DataType
    /// A `refcursor`, which is a cursor's name.
    package var isCursor: Bool

    package init(name: String, mode: Mode, type: DataType, isCursor: Bool) {
      self.name = name
      self.mode = mode
      self.type = type
      self.isCursor = isCursor
    }

    /// `INOUT b character varying`
    package var text: String {
      [mode == .in ? "" : mode.rawValue.uppercased(), name, typeName].filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// `character varying`, `refcursor`: what tells overloads apart.
    package var typeName: String { isCursor ? "refcursor" : type.familyName }
  }

  /// `SET name TO values` of its definition.
  package struct Setting: Hashable, Sendable {
    package var name: String
    package var values: [String]

    package init(name: String, values: [String]) {
      self.name = name
      self.values = values
    }
  }

  /// Never used twice, also not by a table: OR REPLACE keeps it.
  package let id: Int
  package let kind: Kind
  package var name: TableName
  package var parameters: [Parameter]
  /// Of a function.
  package var result: DataType?
  package var body: String
  package var isNonAtomic = false
  package var isSecurityDefiner = false
  /// `VOLATILE`, `STABLE`, `IMMUTABLE`
  package var volatility = "VOLATILE"
  package var settings: [Setting] = []
  package var owner: String
  package var ownerID: Int64

  package init(
    id: Int, kind: Kind, name: TableName, parameters: [Parameter], body: String, owner: String, ownerID: Int64
  ) {
    self.id = id
    self.kind = kind
    self.name = name
    self.parameters = parameters
    self.body = body
    self.owner = owner
    self.ownerID = ownerID
  }

  /// What a call gives values for.
  package var inputs: [Parameter] { parameters.filter { $0.mode != .out } }

  /// What a call gives back.
  package var outputs: [Parameter] { parameters.filter { $0.mode != .in } }

  /// Types of what it gives back; nil where that is nothing.
  var resultText: String? {
    if let result { return result.familyName }
    return outputs.isEmpty ? nil : outputs.map(\.typeName).joined(separator: ", ")
  }

  package var object: SecurableObject { kind == .procedure ? .procedure(id) : .function(id) }

  package var language: String { kind == .procedure ? "plpgsql" : "sql" }

  /// `name(integer, character varying)`
  package var signature: String { "\(name.name)(\(inputs.map(\.typeName).joined(separator: ", ")))" }
}
