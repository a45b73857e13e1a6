import Catalogs
import Columnar
import Planning
import SQLTypes

/// What the catalog's objects are, by their ids, row by row: such queries read system relations, which are short.
extension KernelCall {
  func catalog(_ function: CatalogFunction) throws -> Column {
    switch function {
    case .expression: return first.retyped(type)
    case .formatType: return try typeNames()
    case .encodingName: return try eachNumber { .string($0 == 6 ? "UNICODE" : $0 == 0 ? "SQL_ASCII" : "") }
    case .columnEncodingName: return try eachNumber { ColumnEncoding.name($0).map { .string($0) } }
    case .typeIsVisible: return try eachNumber { _ in .bool(true) }
    case .containsAccess: return try accessContainment()
    // No object is common to all databases.
    case .sharedDescription: return Column.constant(.null, type, count: count)
    default: return try objectValues(function, try context.objects)
    }
  }

  private func objectValues(_ function: CatalogFunction, _ system: SystemContext) throws -> Column {
    switch function {
    case .accessItem: return try accessItems(system)
    case .typeNames: return try vectorTypeNames(system)
    case .userMembership: return try memberships { try system.isMember(user: $0, of: $1) }
    case .roleMembership: return try memberships { try system.isMember(role: $0, of: $1) }
    case .userName: return try eachNumber { .string(system.userName($0)) }
    case .tableIsVisible: return try eachNumber { system.isVisible(relation: $0).map { .bool($0) } }
    case .functionResult: return try eachNumber { system.function($0).map { .string($0.resultName) } }
    case .functionArguments: return try eachNumber { system.function($0).map { .string($0.argumentList) } }
    case .functionIsVisible: return try eachNumber { system.isVisible(function: $0).map { .bool($0) } }
    case .viewDefinition:
      return try eachNumber { id in system.catalog.view(id: id).map { .string($0.definitionText) } }
    case .indexDefinition: return try indexDefinitions(system)
    case .ruleDefinition:
      let views = system.objects.viewRules
      return try eachNumber { views[$0].map { .string($0) } }
    case .constraintDefinition:
      let constraints = Dictionary(system.objects.constraints.map { ($0.oid, $0) }) { first, _ in first }
      return try eachNumber { oid in
        constraints[oid].map { .string($0.text(searchPath: system.session.searchPath)) }
      }
    default: return try descriptions(function, system)
    }
  }

  /// Whether the first name's owner belongs to the second's.
  private func memberships(_ isMember: (String, String) throws -> Bool) throws -> Column {
    let (members, names) = (try first.strings, try second.strings)
    return Column(
      type,
      values: try (0..<count).map { row in
        guard validity[row] else { return .null }
        let member = members.view(row & first.indexMask).string.lowercased()
        return .bool(try isMember(member, names.view(row & second.indexMask).string.lowercased()))
      })
  }

  /// The whole index, or one of its columns, from 1.
  private func indexDefinitions(_ system: SystemContext) throws -> Column {
    let indexes = Dictionary(system.objects.indexes.map { ($0.oid, $0) }) { first, _ in first }
    let numbers = arguments.count > 1 ? try second.ints : []
    return try eachRow { oid, row in
      guard let index = indexes[oid] else { return nil }
      let number = numbers.isEmpty ? 0 : Int(numbers[row & second.indexMask])
      guard number > 0 else { return .string(index.text) }
      let columns = index.constraint.columns
      return number <= columns.count ? .string(QuotedName.quoted(columns[number - 1])) : nil
    }
  }

  /// OBJ_DESCRIPTION, which may name the catalog, and COL_DESCRIPTION.
  private func descriptions(_ function: CatalogFunction, _ system: SystemContext) throws -> Column {
    let texts = system.objects.descriptions
    if function == .columnDescription {
      let numbers = try second.ints
      return try eachRow { oid, row in
        let address = ObjectAddress("pg_class", oid, column: Int(numbers[row & second.indexMask]))
        return texts[address].map { .string($0) }
      }
    }
    guard arguments.count > 1 else {
      return try eachNumber { oid in texts.first { $0.key.oid == oid && $0.key.column == 0 }.map { .string($0.value) } }
    }
    let catalogs = try second.strings
    return try eachRow { oid, row in
      texts[ObjectAddress(catalogs.view(row & second.indexMask).string, oid)].map { .string($0) }
    }
  }

  private func typeNames() throws -> Column {
    let (oids, modifiers) = (try first.ints, try second.ints)
    let system = try context.objects
    let names = (0..<count).map { row -> Value in
      guard first.isValid(row) else { return .null }
      let oid = Int(oids[row & first.indexMask])
      let modifier = second.isValid(row) ? Int(modifiers[row & second.indexMask]) : nil
      return .string(oid == 0 ? "-" : system.typeName(oid, modifier: modifier) ?? "???")
    }
    return Column(type, values: names)
  }

  /// `1043 23` is `character varying, integer`.
  private func vectorTypeNames(_ system: SystemContext) throws -> Column {
    let vectors = try first.strings
    return Column(
      type,
      values: try (0..<count).map { row in
        guard validity[row] else { return .null }
        let oids = try ArrayText.elements(of: vectors.view(row & first.indexMask).string, first.type)
        let names = oids.map { oid in oid.flatMap { Int($0) }.flatMap { system.typeName($0, modifier: nil) } ?? "???" }
        return .string(names.joined(separator: ", "))
      })
  }

  private func eachNumber(_ value: (Int) -> Value?) throws -> Column { try eachRow { number, _ in value(number) } }

  /// What the first argument's number gives; NULL where that is nil.
  private func eachRow(_ value: (Int, Int) throws -> Value?) throws -> Column {
    let numbers = try first.ints
    return Column(
      type,
      values: try (0..<count).map { row in
        validity[row] ? try value(Int(numbers[row & first.indexMask]), row) ?? .null : .null
      })
  }
}
