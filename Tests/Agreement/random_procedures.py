"""Random procedures in the part of PL/pgSQL that PostgreSQL and Redshift mean alike.

A procedure has INOUT arguments alone, tells what it does by RAISE, and counts its steps, so that it ends. Two kinds:

- plain: they change tables, and an error takes all of it back;
- NONATOMIC, with exception blocks: they change variables only, since on Redshift each statement commits.

PostgreSQL computes what is constant when it plans, in branches that are not taken and for rows that are not there too. So
no constant part of an expression can fail; nor can a part of a statement of SQL, where variables may be constants.
"""

import random

# Steps of a call before it stops itself.
STEPS = 60
ARGUMENTS = "INOUT i INT, INOUT n NUMERIC(12,2), INOUT s VARCHAR(200)"

# What a variable of a kind may be declared as, and its literals.
TYPES = {"int": ["INT", "INTEGER", "t.a%TYPE", "i%TYPE"], "bigint": ["BIGINT", "t.b%TYPE"], "boolean": ["BOOLEAN"],
         "numeric": ["NUMERIC(12,2)", "t.d%TYPE"], "text": ["VARCHAR(200)", "s%TYPE"]}
LITERALS = {"int": ["0", "1", "2", "3", "-5", "17"], "bigint": ["3000000000", "7::BIGINT", "(-1)::BIGINT"],
            "numeric": ["0.5", "1.25", "-3.75", "100.01"], "text": ["''", "'a'", "'two'", "'x y'"], "boolean": ["true", "false"]}


def unsettled(text):
    """The same value, which is known when the procedure runs."""
    return f"({text} + step * 0)"


SETUP = """
CREATE TABLE t (a INT, b BIGINT, c VARCHAR(40), d NUMERIC(12,2))

INSERT INTO t VALUES (1, 10, 'one', 1.50), (2, NULL, 'two', -2.25), (3, 30, NULL, 0.00), (4, -40, 'four', NULL)

CREATE TABLE changes (a INT, c VARCHAR(200))
"""


class Generator:
    """Texts of CREATE PROCEDURE and CALL."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.catches = False
        self.loops = []
        self.scopes = []
        self.names = 0
        self.procedures = {False: [], True: []}
        # A session has one open cursor: a procedure has one, or calls others.
        self.has_cursor = self.has_call = False
        self.is_sql = False

    def pick(self, *choices):
        return self.random.choice(choices)

    def often(self, probability):
        return self.random.random() < probability

    def name(self, start):
        self.names += 1
        return f"{start}{self.names}"

    # Whole statements.

    def procedure(self):
        self.catches, self.loops, self.names, self.has_cursor, self.has_call = self.often(0.4), [], 0, False, False
        name = f"p{sum(map(len, self.procedures.values())) + 1}"
        self.scopes = [[("i", "int"), ("n", "numeric"), ("s", "text")]]
        declarations = "step INT := 0; " + self.declarations()
        body = self.statements(3)
        known = self.procedures[self.catches]
        known.append(name)
        mode = " NONATOMIC" if self.catches else ""
        return (f"CREATE PROCEDURE {name}({ARGUMENTS}){mode} LANGUAGE plpgsql AS $$\n"
                f"DECLARE {declarations}\nBEGIN\n{body}\nEND $$")

    def call(self):
        name = self.pick(*self.procedures[False], *self.procedures[True])
        whole = self.pick("0", "1", "-3", "7", "100", "2147483647", "NULL")
        number = self.pick("0", "1.25", "-7.5", "99999.99", "NULL")
        text = self.pick("''", "'ab'", "NULL")
        return f"CALL {name}({whole}, {number}::NUMERIC(12,2), {text})"

    def checks(self):
        return ["SELECT * FROM t ORDER BY a, b, c, d", "SELECT * FROM changes ORDER BY a, c"]

    # Blocks.

    def declarations(self):
        text = ""
        for _ in range(self.random.randrange(4)):
            kind = self.pick("int", "int", "bigint", "numeric", "text", "boolean")
            type_name = self.type_name(kind)
            initial = f" {self.pick(':=', 'DEFAULT')} {self.value(kind, 1)}" if self.often(0.7) else ""
            hidden = self.pick("i", "n", "s")
            hides = len(self.scopes) > 1 and self.often(0.3) and all(name != hidden for name, _ in self.scopes[-1])
            name = hidden if hides else self.name("v")
            text += f"{name} {type_name}{initial}; "
            self.scopes[-1].append((name, kind))
        return text

    def type_name(self, kind):
        """Of an argument that an inner declaration hides, %TYPE is that of the inner."""
        names = [name for name in TYPES[kind] if not name[1:] == "%TYPE" or self.kind(name[0]) == kind]
        return self.pick(*names)

    def statements(self, depth):
        return "\n".join(self.statement(depth) for _ in range(self.random.randrange(1, 5)))

    def statement(self, depth):
        simple = [self.assignment, self.assignment, self.assignment, self.tell, self.tell, self.read, self.execute, self.jump]
        nested = [self.branch, self.choice, self.counted, self.counted, self.over_rows, self.endless, self.block, self.block]
        if not self.catches:
            simple += [self.change, self.change]
            nested += [self.cursor]
        make = self.random.choice(simple + (nested if depth > 0 else []) * 2)
        return make(depth - 1)

    def block(self, depth):
        label = self.name("block")
        self.scopes.append([])
        self.loops.append((label, False))
        declared = self.declarations()
        body = self.statements(depth)
        self.loops.pop()
        handler = ""
        if self.catches and self.often(0.8):
            tellings = ["RAISE NOTICE 'caught %', SQLERRM;", "RAISE NOTICE 'caught % %', SQLSTATE, SQLERRM;", "NULL;", "RAISE;"]
            told = self.pick(*tellings)
            handler = f"EXCEPTION WHEN OTHERS THEN\n{told}\n{self.statements(0)}\n"
        self.scopes.pop()
        declared = f"DECLARE {declared}" if declared else ""
        return f"<<{label}>>\n{declared}BEGIN\n{body}\n{handler}END{self.pick('', ' ' + label)};"

    def branch(self, depth):
        text = f"IF {self.condition(2)} THEN\n{self.statements(depth)}\n"
        for _ in range(self.pick(0, 0, 1)):
            text += f"{self.pick('ELSIF', 'ELSEIF')} {self.condition(1)} THEN\n{self.statements(depth)}\n"
        if self.often(0.5):
            text += f"ELSE\n{self.statements(depth)}\n"
        return text + "END IF;"

    def choice(self, depth):
        kind = self.pick("int", "text", "numeric")
        operand = f" {self.expression(kind, 1)}" if self.often(0.6) else ""
        text = f"CASE{operand}\n"
        for _ in range(self.pick(1, 2, 2)):
            values = [self.expression(kind, 0) for _ in range(self.pick(1, 1, 2))] if operand else [self.condition(1)]
            text += f"WHEN {', '.join(values)} THEN\n{self.statements(depth)}\n"
        if self.often(0.8):
            text += f"ELSE\n{self.statements(depth)}\n"
        return text + "END CASE;"

    # Loops: each turn is a step.

    def loop(self, head, depth, label, more=""):
        self.loops.append((label, True))
        body = more + self.statements(depth)
        self.loops.pop()
        counted = f"step := step + 1; IF step > {STEPS} THEN RETURN; END IF;"
        return f"<<{label}>>\n{head} LOOP {counted}\n{body}\nEND LOOP{self.pick('', ' ' + label)};"

    def counted(self, depth):
        variable, label = self.name("k"), self.name("loop")
        bounds = [self.expression("int", 1) if self.often(0.3) else str(self.random.randrange(-2, 6)) for _ in range(2)]
        step = f" BY {self.pick('1', '2', '3', self.variable('int') or '4', '0')}" if self.often(0.4) else ""
        reverse = self.pick("", "", "REVERSE ")
        self.scopes.append([(variable, "int"), (f"{label}.{variable}", "int")])
        text = self.loop(f"FOR {variable} IN {reverse}{bounds[0]}..{bounds[1]}{step}", depth, label)
        self.scopes.pop()
        return text

    def over_rows(self, depth):
        label, row = self.name("loop"), self.name("r")
        dynamic = f"EXECUTE 'SELECT a, c, d FROM t WHERE a > $1 ORDER BY a' USING {self.expression('int', 1)}"
        source = dynamic if self.often(0.3) else self.query("a, c, d")
        self.scopes.append([(f"{row}.a", "int"), (f"{row}.c", "text"), (f"{row}.d", "numeric")])
        text = f"DECLARE {row} RECORD;\nBEGIN\n{self.loop(f'FOR {row} IN {source}', depth, label)}\nEND;"
        self.scopes.pop()
        return text

    def endless(self, depth):
        label = self.name("loop")
        if self.often(0.5):
            return self.loop(f"WHILE {self.condition(1)}", depth, label)
        return self.loop("", depth, label, f"EXIT WHEN {self.condition(1)} OR step > 20;\n")

    def jump(self, _):
        loops = [label for label, is_loop in self.loops if is_loop]
        if not self.loops or self.often(0.1):
            return self.pick("NULL;", "NULL;", f"IF {self.condition(1)} THEN RETURN; END IF;")
        condition = f" WHEN {self.condition(1)}" if self.often(0.8) else ""
        if loops and self.often(0.5):
            return f"CONTINUE{self.pick('', ' ' + self.random.choice(loops))}{condition};"
        label = self.random.choice(self.loops)[0]
        return f"EXIT {label}{condition};" if not loops or self.often(0.5) else f"EXIT{condition};"

    # SQL.

    def query(self, items):
        where = self.sql(self.condition, 1, [("t.a", "int"), ("t.b", "bigint"), ("t.c", "text"), ("t.d", "numeric")])
        return f"SELECT {items} FROM t WHERE {where} ORDER BY a, b, c, d"

    def read(self, _):
        targets = [self.variable(kind) for kind in ("int", "text")]
        if None in targets or targets[0] == targets[1]:
            return "NULL;"
        into = f"INTO {', '.join(targets)}"
        return self.pick(f"SELECT {into} a, c FROM t WHERE {self.sql(self.condition, 1)} ORDER BY a LIMIT 1;",
                         f"SELECT a, c {into} FROM t WHERE t.a = {self.sql(self.expression, 'int', 1)} ORDER BY a, b, c, d LIMIT 1;",
                         f"SELECT count(*), max(c) {into} FROM t WHERE {self.sql(self.condition, 1)};",
                         f"PERFORM a FROM t WHERE a = {self.sql(self.expression, 'int', 1)};"
                         ) + self.pick("", " RAISE NOTICE 'found %', found;")

    def execute(self, _):
        kind = self.pick("int", "text", "numeric")
        target = self.variable(kind)
        if not target:
            return "NULL;"
        sign, value = {"int": ("+ 1", "INT"), "text": ("|| ''x''", "VARCHAR(200)"), "numeric": ("+ 2", "NUMERIC(12,2)")}[kind]
        statements = [f"EXECUTE 'SELECT $1::{value} {sign}' INTO {target} USING {self.value(kind, 1)};",
                      f"EXECUTE 'SELECT $1::{value} {sign}' USING {self.value(kind, 1)} INTO {target};"]
        # A number would keep the text's digits on PostgreSQL where it is an argument, whose scale is forgotten there.
        if text := self.variable("text"):
            statements.append(f"EXECUTE 'SELECT ' || quote_literal({self.expression('text', 1)}) INTO {text};")
        return self.pick(*statements)

    def change(self, _):
        count = self.variable("int")
        counted = f" GET DIAGNOSTICS {count} := ROW_COUNT;" if count and self.often(0.4) else ""
        return self.pick(
            f"INSERT INTO changes VALUES ({self.sql(self.expression, 'int', 2)}, {self.sql(self.expression, 'text', 1)});",
            f"INSERT INTO changes SELECT a, c FROM t WHERE {self.sql(self.condition, 1)};",
            f"UPDATE t SET b = {self.sql(self.expression, 'int', 1)} WHERE t.a = {self.sql(self.expression, 'int', 1)};",
            f"UPDATE changes SET a = a + {self.sql(self.expression, 'int', 1)};",
            f"DELETE FROM changes WHERE changes.a > {self.sql(self.expression, 'int', 1)};",
            f"EXECUTE 'DELETE FROM changes WHERE a = $1' USING {self.sql(self.expression, 'int', 1)};") + counted

    def cursor(self, depth):
        if self.has_cursor or self.has_call:
            return "NULL;"
        self.has_cursor = True
        cursor, row, label = self.name("cur"), self.name("r"), self.name("loop")
        self.scopes.append([(f"{row}.a", "int"), (f"{row}.c", "text")])
        body = self.loop("", depth, label, f"FETCH {cursor} INTO {row};\nEXIT WHEN NOT FOUND;\n")
        self.scopes.pop()
        argument, given = ("(least INT)", f"({self.sql(self.expression, 'int', 1)})") if self.often(0.5) else ("", "")
        condition = "t.a > least" if argument else self.sql(self.condition, 1)
        return (f"DECLARE {row} RECORD; {cursor} CURSOR{argument} FOR SELECT a, c FROM t WHERE {condition} ORDER BY a, c;\n"
                f"BEGIN\nOPEN {cursor}{given};\n{body}\nCLOSE {cursor};\nEND;")

    # Values.

    def variable(self, kind):
        # An inner variable may hide an outer one of another kind; fields and the variables of loops are only read.
        fitting = [name for scope in self.scopes for name, _ in scope
                   if self.kind(name) == kind and "." not in name and not name.startswith("k")]
        return self.random.choice(fitting) if fitting else None

    def kind(self, name):
        return next((known for scope in reversed(self.scopes) for found, known in scope if found == name), None)

    def assignment(self, depth):
        kind = self.pick("int", "int", "numeric", "text", "bigint", "boolean")
        target = self.variable(kind)
        if self.often(0.08) and self.procedures[self.catches] and not self.has_cursor:
            whole, number, text = map(self.variable, ("int", "numeric", "text"))
            if whole and number and text:
                self.has_call = True
                return f"CALL {self.pick(*self.procedures[self.catches])}({whole}, {number}, {text});"
        if not target:
            return "NULL;"
        if kind == "int" and self.often(0.15):
            return f"{target} := (SELECT count(*) FROM t WHERE t.a > {self.sql(self.expression, 'int', 2)})::INT;"
        other = self.pick("int", "numeric", "bigint") if kind in ("int", "numeric", "bigint") and self.often(0.2) else kind
        return f"{target} {self.pick(':=', ':=', '=')} {self.value(other, 2)}{'::NUMERIC(12,2)' if kind == 'numeric' else ''};"

    def tell(self, _):
        level = self.pick("NOTICE", "INFO", "WARNING")
        if self.often(0.15 if self.catches else 0.06):
            return self.pick("RAISE EXCEPTION 'stop at %', step;", "RAISE EXCEPTION 'stop' USING ERRCODE = '22012';",
                             "RAISE 'no level %%';")
        kind = self.pick("int", "numeric", "text", "bigint", "boolean")
        return f"RAISE {level} 'step %: {kind} %', step, {self.value(kind, 1)};"

    def sql(self, make, *arguments):
        """A part of a statement of SQL."""
        was, self.is_sql = self.is_sql, True
        text = make(*arguments)
        self.is_sql = was
        return text

    def leaf(self, kind, columns):
        known = [name for scope in self.scopes for name, known in scope if known == kind and self.kind(name) == kind]
        known += [name for name, column in columns if column == kind]
        if known and self.often(0.75):
            return self.random.choice(known)
        return self.pick(*LITERALS[kind]) if self.often(0.95) else f"NULL::{TYPES[kind][0]}"

    def value(self, kind, depth):
        """An expression as it is shown or handed on: PostgreSQL's numerics have their scales from their values."""
        text = self.expression(kind, depth)
        return f"({text})::NUMERIC(12,2)" if kind == "numeric" else text

    def expression(self, kind, depth, columns=()):
        if kind == "boolean":
            return self.test(depth, columns)
        if depth <= 0 or self.often(0.3):
            return self.leaf(kind, columns)
        inner = lambda of=kind: self.expression(of, depth - 1, columns)
        shared = [lambda: f"COALESCE({inner()}, {inner()})", lambda: f"NULLIF({inner()}, {inner()})",
                  # In parentheses, since in PostgreSQL the THEN of IF is the first outside of them.
                  lambda: f"(CASE WHEN {self.test(depth - 1, columns)} THEN {inner()} ELSE {inner()} END)"]
        own = {
            "int": [lambda: f"ABS({inner()})", lambda: f"LENGTH({inner('text')})", lambda: f"GREATEST({inner()}, {inner()})"],
            "bigint": [lambda: f"({inner('int')})::BIGINT"],
            "numeric": [lambda: f"({inner()} {self.pick('+', '-')} {inner(self.pick('int', 'numeric'))})",
                        lambda: f"({inner()} * {self.pick('2', '-1', '0.5')})",
                        lambda: f"({inner()} / {self.pick('2', '4', '-5')})", lambda: f"ROUND({inner()}, {self.pick('0', '1')})",
                        lambda: f"({inner('int')})::NUMERIC(12,2)", lambda: f"ABS({inner()})"],
            # Cut, since PostgreSQL does not hold an argument to the length of its parameter.
            "text": [lambda: f"SUBSTRING({inner()} || {self.pick(inner('int'), inner('text'))}, 1, 90)",
                     lambda: f"UPPER({inner()})", lambda: f"SUBSTRING({inner()}, 1, {self.pick('1', '2', '5')})",
                     lambda: f"REPLACE({inner()}, 'o', '0')", lambda: f"({inner('int')})::VARCHAR(20)"],
        }[kind]
        failing = {
            "int": [lambda: f"({inner()} {self.pick('+', '-')} {inner()})",
                    lambda: f"({inner()} {self.pick('*', '/', '%')} {unsettled(inner())})"],
            "bigint": [lambda: f"({inner()} {self.pick('+', '-')} {inner(self.pick('int', 'bigint'))})",
                       lambda: f"({inner()} * {unsettled(inner(self.pick('int', 'bigint')))})"],
        }.get(kind, []) if not self.is_sql else []
        return self.random.choice((own + failing) * 2 + shared)()

    def condition(self, depth, columns=()):
        """A whole one: PostgreSQL plans an expression with a sub-query as it does a statement."""
        if self.often(0.1):
            return f"EXISTS (SELECT 1 FROM t WHERE t.a = {self.sql(self.expression, 'int', depth)})"
        return self.test(depth, columns)

    def test(self, depth, columns=()):
        if depth <= 0:
            kind = self.pick("int", "text", "numeric")
            return f"{self.leaf(kind, columns)} {self.pick('=', '<>', '<', '>=')} {self.leaf(kind, columns)}"
        inner = lambda: self.test(depth - 1, columns)
        kind = self.pick("int", "numeric", "text", "bigint")
        value = lambda: self.expression(kind, depth - 1, columns)
        return self.pick(
            lambda: f"{value()} {self.pick('=', '<>', '<', '<=', '>', '>=')} {value()}",
            lambda: f"({inner()} {self.pick('AND', 'OR')} {inner()})", lambda: f"NOT ({inner()})",
            lambda: f"{value()} IS {self.pick('', 'NOT ')}NULL", lambda: f"{value()} BETWEEN {value()} AND {value()}",
            lambda: f"{value()} {self.pick('', 'NOT ')}IN ({value()}, {value()})",
            lambda: self.pick("true", "found"))()
