/// That an object needs another, as `pg_depend` lists it.
package struct DependencyObject: Sendable {
  /// `pg_depend.deptype`
  enum Kind: String {
    /// Dropped with CASCADE only.
    case normal = "n"
    /// Dropped with the other.
    case auto = "a"
    /// A part of the other.
    case `internal` = "i"
  }

  let object: ObjectAddress
  let referenced: ObjectAddress
  var kind = Kind.normal
}

extension ObjectDirectory {
  /// Of users' relations on their schemas, views on what they read, constraints and defaults on their tables, foreign
  /// keys on the tables they refer to.
  var dependencies: [DependencyObject] {
    let relations = userRelations.map {
      DependencyObject(object: .relation($0.oid), referenced: .schema($0.schema))
    }
    return relations + catalog.allViews.flatMap(dependencies) + constraints.flatMap(dependencies)
      + defaults.map { value in
        DependencyObject(
          object: ObjectAddress("pg_attrdef", value.oid), referenced: .relation(value.table, column: value.number),
          kind: .auto)
      }
  }

  /// The rule of a view belongs to it and reads what the view reads.
  private func dependencies(of view: ViewEntry) -> [DependencyObject] {
    let rule = ObjectAddress("pg_rewrite", id(of: .rewriteRule(view: view.id)))
    let own = DependencyObject(object: rule, referenced: .relation(view.id), kind: .internal)
    guard !view.isLateBinding else { return [own] }
    let read = Dictionary(grouping: view.dependencies, by: \.id).sorted { $0.key < $1.key }
    return [own]
      + read.flatMap { relation, uses in
        addresses(of: Set(uses.flatMap(\.columns.values)), in: relation).map {
          DependencyObject(object: rule, referenced: $0)
        }
      }
  }

  /// Of the relation itself where none of its columns is named.
  private func addresses(of columns: Set<String>, in relation: Int) -> [ObjectAddress] {
    let numbers = columns.compactMap { columnNumber($0, of: relation) }.sorted()
    return numbers.isEmpty ? [.relation(relation)] : numbers.map { .relation(relation, column: $0) }
  }

  private func dependencies(of constraint: ConstraintObject) -> [DependencyObject] {
    let object = ObjectAddress("pg_constraint", constraint.oid)
    let own = constraint.columnNumbers.map {
      DependencyObject(object: object, referenced: .relation(constraint.table.id, column: $0), kind: .auto)
    }
    guard let target = constraint.referenced.flatMap(catalog.table) else { return own }
    return own + [DependencyObject(object: object, referenced: .relation(target.id))]
  }
}
