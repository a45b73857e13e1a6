/// `[<<label>>] [DECLARE …] BEGIN … [EXCEPTION WHEN OTHERS THEN …] END`: a procedure's body, or a block within it.
package struct ProcedureBlock: Hashable, Sendable {
  /// What runs after an error in the block.
  package struct Handler: Hashable, Sendable {
    package var statements: [ProcedureStatement]
    /// `EXCEPTION CONTINUE_HANDLER`: the block goes on behind the statement that failed.
    package var continues: Bool

    package init(statements: [ProcedureStatement], continues: Bool) {
      self.statements = statements
      self.continues = continues
    }
  }

  package var label: Identifier?
  package var declarations: [VariableDeclaration]
  package var statements: [ProcedureStatement]
  package var handler: Handler?

  package init(
    label: Identifier?, declarations: [VariableDeclaration], statements: [ProcedureStatement], handler: Handler?
  ) {
    self.label = label
    self.declarations = declarations
    self.statements = statements
    self.handler = handler
  }
}
