/// One statement of PL/pgSQL and the line of the body it starts in, from 1.
package struct ProcedureStatement: Hashable, Sendable {
  package indirect enum Action: Hashable, Sendable {
    case block(ProcedureBlock)
    /// `name := expression`
    case assign(QualifiedName, Expression)
    /// IF and ELSIF in order, then ELSE.
    case conditional([Branch], otherwise: [ProcedureStatement])
    /// `CASE [operand] WHEN …`; without ELSE an operand that fits nowhere is an error.
    case choice(Expression?, [Branch], otherwise: [ProcedureStatement]?)
    case loop(ProcedureLoop)
    /// `EXIT [label] [WHEN condition]`
    case exit(label: Identifier?, condition: Expression?)
    case `continue`(label: Identifier?, condition: Expression?)
    case `return`
    case nothing
    case raise(RaiseStatement)
    /// A statement of SQL, and the variables its row goes to; `whole` is its text with INTO, which makes a table where
    /// it names no variable.
    case sql(Statement, text: String, into: [QualifiedName], whole: String)
    /// `PERFORM expressions …`: a query whose rows nobody wants.
    case perform(Statement, text: String)
    /// `EXECUTE text [INTO variables] [USING values]`
    case execute(DynamicStatement, into: [QualifiedName])
    /// `GET DIAGNOSTICS name := ROW_COUNT`
    case rowCount(into: QualifiedName)
    case open(Identifier, CursorSource)
    case fetch(CursorMovement, into: [QualifiedName])
    case move(CursorMovement)
    case close(Identifier)
    case commit, rollback
    /// `START TRANSACTION`
    case begin
  }

  /// Values and conditions of a branch, and what it runs.
  package struct Branch: Hashable, Sendable {
    package var conditions: [Expression]
    package var statements: [ProcedureStatement]

    package init(conditions: [Expression], statements: [ProcedureStatement]) {
      self.conditions = conditions
      self.statements = statements
    }
  }

  package var line: Int
  package var action: Action

  package init(line: Int, action: Action) {
    self.line = line
    self.action = action
  }
}

/// SQL that is made while the procedure runs; `arguments` are what its `$1` and on stand for.
package struct DynamicStatement: Hashable, Sendable {
  package var text: Expression
  package var arguments: [Expression]

  package init(text: Expression, arguments: [Expression]) {
    self.text = text
    self.arguments = arguments
  }
}

/// What OPEN opens a cursor for.
package enum CursorSource: Hashable, Sendable {
  /// The query it was declared with.
  case bound(arguments: [Expression])
  case query(Query, text: String)
  case dynamic(DynamicStatement)
}

/// LOOP, WHILE and FOR.
package struct ProcedureLoop: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case forever
    case `while`(Expression)
    case range(ProcedureRange)
    case query([QualifiedName], Statement, text: String)
    case dynamic([QualifiedName], DynamicStatement)
  }

  package var label: Identifier?
  package var kind: Kind
  package var statements: [ProcedureStatement]

  package init(label: Identifier?, kind: Kind, statements: [ProcedureStatement]) {
    self.label = label
    self.kind = kind
    self.statements = statements
  }
}

/// `name IN [REVERSE] first .. last [BY step]`
package struct ProcedureRange: Hashable, Sendable {
  package var variable: Identifier
  package var first: Expression
  package var last: Expression
  package var step: Expression?
  package var isReverse: Bool

  package init(variable: Identifier, first: Expression, last: Expression, step: Expression?, isReverse: Bool) {
    self.variable = variable
    self.first = first
    self.last = last
    self.step = step
    self.isReverse = isReverse
  }
}

/// `RAISE [level] ['format' [, value …]] [USING option = value …]`
package struct RaiseStatement: Hashable, Sendable {
  package enum Level: String, Hashable, Sendable {
    case debug, log, info, notice, warning, exception
  }

  /// nil for a bare RAISE, which throws again what the handler caught.
  package var level: Level?
  package var format: String?
  package var arguments: [Expression] = []
  /// `errcode`, `message`, `detail`, `hint` and what each is to be.
  package var options: [String: Expression] = [:]

  package init(level: Level?, format: String?) {
    self.level = level
    self.format = format
  }
}

extension RaiseStatement {
  /// How many values a format takes: one for each `%` that is not doubled.
  static func places(in format: String) -> Int { pieces(of: format).count - 1 }

  /// What stands before, between and behind the values.
  package static func pieces(of format: String) -> [String] {
    var pieces = [""]
    var isEscaped = false
    let characters = Array(format)
    for (index, character) in characters.enumerated() {
      if isEscaped {
        isEscaped = false
      } else if character != "%" {
        pieces[pieces.count - 1].append(character)
      } else if index + 1 < characters.count, characters[index + 1] == "%" {
        pieces[pieces.count - 1].append("%")
        isEscaped = true
      } else {
        pieces.append("")
      }
    }
    return pieces
  }
}
