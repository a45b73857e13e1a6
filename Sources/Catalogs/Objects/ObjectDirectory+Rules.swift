extension ObjectDirectory {
  /// What makes each view of a relation, as PG_GET_RULEDEF prints it, by the rule's id.
  package var viewRules: [Int: String] {
    let rules = catalog.allViews.map { view in
      let name = QuotedName.text(view.name, searchPath: [])
      return (
        id(of: .rewriteRule(view: view.id)),
        "CREATE RULE \"_RETURN\" AS ON SELECT TO \(name) DO INSTEAD \(view.definitionText)"
      )
    }
    return Dictionary(rules) { first, _ in first }
  }
}
