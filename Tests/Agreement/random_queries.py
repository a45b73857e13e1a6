"""Random queries in the style of the public sqllogictest suites, answered by SQLite and by `localshift test`.

Only what both mean alike: whole numbers and text, three-valued logic, every kind of join, sub-query, grouping, set
operation and window. A seed may be given behind the binary; without one a new seed is taken and printed.
"""

import random
import sqlite3
import sys
import tempfile
from pathlib import Path

from agreement import Checks, binary_argument, localshift

QUERIES = 1500
CHAIN = 40


class Generator:
    """Texts of queries over the tables of `setup`."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.names = 0

    def pick(self, *choices):
        return self.random.choice(choices)

    def often(self, probability):
        return self.random.random() < probability

    def setup(self):
        number = lambda: "NULL" if self.often(0.12) else str(self.random.randrange(-4, 12))
        text = lambda: "NULL" if self.often(0.12) else f"'{self.pick('', 'a', 'b', 'ab', 'B', 'zz', 'x1')}'"
        yield "CREATE TABLE t (a BIGINT, b BIGINT, c BIGINT, s VARCHAR(9))"
        yield "CREATE TABLE u (a BIGINT, k BIGINT, s VARCHAR(9))"
        yield "CREATE TABLE e (a BIGINT, s VARCHAR(9))"
        for _ in range(12):
            yield f"INSERT INTO t VALUES ({number()}, {number()}, {number()}, {text()})"
        for _ in range(8):
            yield f"INSERT INTO u VALUES ({number()}, {number()}, {text()})"
        for n in range(CHAIN):
            keys, values = (self.random.sample(range(10), 10) for _ in range(2))
            yield f"CREATE TABLE c{n} (k{n} BIGINT, v{n} BIGINT)"
            yield f"INSERT INTO c{n} VALUES " + ", ".join(f"({k}, {v})" for k, v in zip(keys, values))

    # Expressions: `columns` are (name, is number), `depth` is how deep they may nest.

    def column(self, columns, is_number):
        fitting = [name for name, kind in columns if kind == is_number]
        return self.random.choice(fitting) if fitting and self.often(0.8) else None

    def number(self, columns, depth):
        if depth <= 0 or self.often(0.3):
            return self.column(columns, True) or self.pick("0", "1", "2", "7", "- 3", "- - 5", "CAST(NULL AS BIGINT)")
        inner = lambda: self.number(columns, depth - 1)
        return self.pick(
            lambda: f"({inner()} {self.pick('+', '-')} {inner()})",
            lambda: f"({inner()} * {self.pick('2', '3', '-1')})",
            lambda: f"({inner()} / {self.pick('2', '3', '-4')})",
            lambda: f"({inner()} % {self.pick('2', '5')})",
            lambda: f"- ({inner()})",
            lambda: f"ABS({inner()})",
            lambda: f"COALESCE({inner()}, {inner()})",
            lambda: f"NULLIF({inner()}, {inner()})",
            lambda: f"CASE WHEN {self.condition(columns, depth - 1)} THEN {inner()} ELSE {inner()} END",
            lambda: f"CASE {inner()} WHEN {inner()} THEN {inner()} WHEN {inner()} THEN 4 END",
            lambda: f"LENGTH({self.text(columns, depth - 1)})",
            lambda: f"({self.scalar(columns, depth - 1)})",
        )()

    def text(self, columns, depth):
        if depth <= 0 or self.often(0.4):
            return self.column(columns, False) or self.pick("'a'", "'ab'", "''", "'zz'")
        inner = lambda: self.text(columns, depth - 1)
        return self.pick(
            f"({inner()} || {inner()})", f"UPPER({inner()})", f"LOWER({inner()})", f"COALESCE({inner()}, {inner()})",
            f"REPLACE({inner()}, 'a', 'c')", f"SUBSTR({inner()}, 1, 2)")

    def condition(self, columns, depth):
        number = lambda: self.number(columns, depth - 1)
        inner = lambda: self.condition(columns, depth - 1)
        sign = self.pick("<", "<=", ">", ">=", "=", "<>")
        if depth <= 0:
            return self.pick(f"{number()} {sign} {number()}", f"{number()} IS {self.pick('', 'NOT ')}NULL")
        negation = self.pick("", "NOT ")
        return self.pick(
            lambda: f"{number()} {sign} {number()}",
            lambda: f"{self.text(columns, depth - 1)} {sign} {self.text(columns, depth - 1)}",
            lambda: f"({inner()} {self.pick('AND', 'OR')} {inner()})",
            lambda: f"NOT ({inner()})",
            lambda: f"{number()} {negation}BETWEEN {number()} AND {number()}",
            lambda: f"{number()} {negation}IN ({number()}, {number()}, NULL, 3)",
            lambda: f"({inner()}) IS {negation}{self.pick('TRUE', 'FALSE', 'NULL')}",
            lambda: f"{negation}EXISTS ({self.inner_query('1', columns, depth - 1)})",
            lambda: f"{number()} {negation}IN ({self.inner_query(None, columns, depth - 1)})",
        )()

    # Queries within queries.

    def relation(self):
        self.names += 1
        name = f"q{self.names}"
        table, columns = self.pick(
            ("t", [("a", True), ("b", True), ("c", True), ("s", False)]), ("u", [("a", True), ("k", True), ("s", False)]),
            ("t", [("a", True), ("b", True), ("c", True), ("s", False)]), ("e", [("a", True), ("s", False)]))
        return f"{table} AS {name}", [(f"{name}.{column}", kind) for column, kind in columns]

    def inner_query(self, item, outer, depth):
        source, columns = self.relation()
        item = item or self.number(columns, depth - 1)
        condition = self.condition(columns + (outer if self.often(0.5) else []), depth - 1)
        if self.often(0.5):
            condition += f" AND {self.column(columns, True) or '1'} = {self.column(outer, True) or '1'}"
        return f"SELECT {item} FROM {source} WHERE {condition}"

    def scalar(self, outer, depth):
        item = self.pick("COUNT(*)", "MAX({})", "MIN({})", "SUM({})", "COUNT(DISTINCT {})", "COUNT({}) + 1")
        source, columns = self.relation()
        condition = self.condition(columns + outer, depth - 1)
        if self.often(0.6):
            condition = f"{self.column(columns, True) or '1'} = {self.column(outer, True) or '2'} AND {condition}"
        return f"SELECT {item.format(self.number(columns, 1))} FROM {source} WHERE {condition}"

    def sources(self):
        text, columns = self.relation()
        for _ in range(self.pick(0, 0, 1, 1, 2)):
            other, more = self.relation()
            kind = self.pick("JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN", "CROSS JOIN")
            text += f" {kind} {other}"
            if kind != "CROSS JOIN":
                # Of columns only: beside RIGHT JOIN, SQLite 3.40 loses rows where a condition is false by itself.
                mine, theirs = ([name for name, is_number in side if is_number] for side in (columns, more))
                text += f" ON {self.pick(*mine)} = {self.pick(*theirs)}"
                if self.often(0.3):
                    text += f" AND {self.pick(*mine)} {self.pick('<=', '<>', '>')} {self.pick(*mine, *theirs)}"
            columns = columns + more
        return text, columns

    # Whole queries.

    def plain(self):
        source, columns = self.sources()
        items = [self.number(columns, 3) if self.often(0.7) else self.text(columns, 2) for _ in range(self.pick(1, 2, 3))]
        where = f" WHERE {self.condition(columns, 3)}" if self.often(0.7) else ""
        return f"SELECT {self.pick('', '', 'DISTINCT ')}{', '.join(items)} FROM {source}{where}"

    def grouped(self):
        source, columns = self.sources()
        keys = [self.number(columns, 1) for _ in range(self.pick(0, 1, 1, 2))]
        # A number by itself would be an ordinal; a sub-query written twice is two sub-queries.
        keys = [key for key in keys if any(name in key for name, _ in columns) and "SELECT" not in key]
        items = keys + [
            self.pick("COUNT(*)", "COUNT({})", "SUM({})", "MIN({})", "MAX({})", "COUNT(DISTINCT {})", "SUM(DISTINCT {})")
            .format(self.number(columns, 2)) for _ in range(self.pick(1, 2))]
        where = f" WHERE {self.condition(columns, 2)}" if self.often(0.5) else ""
        group = f" GROUP BY {', '.join(keys)}" if keys else ""
        having = f" HAVING COUNT(*) > {self.pick(0, 1, 2)}" if keys and self.often(0.4) else ""
        return f"SELECT {', '.join(items)} FROM {source}{where}{group}{having}"

    def combined(self):
        one = lambda: f"SELECT {self.number(columns, 1)}, {self.text(columns, 1)} FROM {source}"
        source, columns = self.relation()
        text = one()
        for _ in range(self.pick(1, 2, 3)):
            source, columns = self.relation()
            text += f" {self.pick('UNION', 'UNION ALL', 'EXCEPT')} {one()}"
        return text

    def windowed(self):
        source, columns = self.relation()
        everything = ", ".join(f"{name} NULLS LAST" for name, _ in columns)
        frame = self.pick("UNBOUNDED PRECEDING", "BETWEEN 1 PRECEDING AND 2 FOLLOWING", "BETWEEN CURRENT ROW AND 1 FOLLOWING")
        part = self.pick("", f"PARTITION BY {self.number(columns, 1)} ")
        call = self.pick(
            f"ROW_NUMBER() OVER ({part}ORDER BY {everything})", f"COUNT(*) OVER ({part})",
            f"RANK() OVER ({part}ORDER BY {columns[0][0]} NULLS LAST)", f"LAG({columns[0][0]}) OVER ({part}ORDER BY {everything})",
            f"SUM({columns[0][0]}) OVER ({part}ORDER BY {everything} ROWS {frame})")
        return f"SELECT {columns[0][0]}, {call} FROM {source}"

    def chained(self):
        tables = self.random.sample(range(CHAIN), self.random.randrange(2, 25))
        column = lambda table: f"{self.pick('k', 'v')}{table}"
        conditions = [f"{column(a)} = {column(b)}" for a, b in zip(tables, tables[1:])]
        if self.often(0.5):
            conditions.append(f"{column(tables[0])} = {self.random.randrange(10)}")
        self.random.shuffle(conditions)
        items = ", ".join(f"v{table}" for table in tables)
        self.random.shuffle(tables)
        return f"SELECT {items} FROM {', '.join(f'c{table}' for table in tables)} WHERE {' AND '.join(conditions)}"

    def query(self):
        return self.pick(self.plain, self.plain, self.plain, self.grouped, self.combined, self.windowed, self.chained)()


def spelled(value):
    return "NULL" if value is None else "(empty)" if value == "" else str(value)


def record(query, cursor):
    rows = cursor.fetchall()
    lines = ["\t".join(map(spelled, row)) for row in rows]
    return "\n".join([f"query {'T' * len(cursor.description)} rowsort", query, "----", *lines, ""])


def main():
    seed = sys.argv.pop(2) if len(sys.argv) > 2 else str(random.SystemRandom().randrange(10**9))
    binary, checks = binary_argument(__doc__), Checks()
    print(f"seed {seed}")
    generator, sqlite = Generator(seed), sqlite3.connect(":memory:")
    records, refused = [], 0
    for statement in generator.setup():
        sqlite.execute(statement)
        records.append(f"statement ok\n{statement}\n")
    while len(records) < QUERIES:
        query = generator.query()
        try:
            records.append(record(query, sqlite.execute(query)))
        except sqlite3.Error:
            # An older SQLite has no FULL JOIN; a sub-query may be nested too deep for it.
            refused += 1
            if refused > QUERIES:
                break
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / f"seed-{seed}.slt"
        script.write_text("\n".join(records))
        checks.that(f"{len(records)} records agree with SQLite {sqlite3.sqlite_version}", localshift(binary, "test", script))
    return checks.close()


if __name__ == "__main__":
    sys.exit(main())
