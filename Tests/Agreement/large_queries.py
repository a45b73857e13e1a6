"""Random queries and changes over tables of many batches, answered by DuckDB and by localshift.

What both mean alike, over columns whose shapes storage and operators treat in ways of their own (large_tables.py). A seed is
some tables with the queries over them, and can be run again alone.
"""

import argparse
import random
import sys
import tempfile
from collections import Counter
from datetime import time
from decimal import Decimal
from pathlib import Path

import duckdb
import psycopg2
from agreement import Checks
from endpoint import served
from large_expressions import Expressions
from large_tables import BUCKET, Table

ROWS_SHOWN = 3
MIDNIGHT = time()


class Generator(Expressions):
    """Texts of queries and changes over three tables."""

    def __init__(self, seed):
        super().__init__(seed)
        self.tables = [Table("f", self.random, 5), Table("g", self.random, 3), Table("d", self.random, 1)]

    # Sources: a text, and the columns that it has.

    def source(self):
        first, second, _ = self.random.sample(self.tables, 3)
        return self.pick(
            lambda: (first.name, first.columns), lambda: (first.name, first.columns), lambda: self.join(first, second),
            lambda: self.join_of_groups(first, second),
            lambda: (f"{first.name} WHERE {self.membership(first, second)}", first.columns))()

    def join(self, first, second):
        """By what tells the rows of the second apart, so that few rows of one table meet one of the other."""
        wholes = [column.name for column in first.columns if column.family == "whole"]
        key = f"{self.random.choice([first.key, *wholes])} = {second.key}"
        if self.often(0.3):
            key += f" AND {self.condition(self.pick(first.columns, second.columns), 0)}"
        return f"{first.name} {self.kind_of_join()} {second.name} ON {key}", first.columns + second.columns

    def join_of_groups(self, first, second):
        """By one or two columns of any type, each pair once."""
        pairs = [self.pair(first, second) for _ in range(self.pick(1, 1, 2))]
        items = ", ".join(f"{theirs} AS k{place}" for place, (_, theirs) in enumerate(pairs))
        ordinals = ", ".join(str(place + 1) for place in range(len(pairs)))
        groups = f"(SELECT {items} FROM {second.name} WHERE {self.condition(second.columns, 1)} GROUP BY {ordinals})"
        keys = " AND ".join(f"{mine} = k{place}" for place, (mine, _) in enumerate(pairs))
        return f"{first.name} {self.kind_of_join()} {groups} AS s ON {keys}", first.columns

    def kind_of_join(self):
        return self.pick("JOIN", "JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN")

    def pair(self, first, second):
        """Names of two columns of one type."""
        pairs = [(a.name, b.name) for a in first.columns for b in second.columns if a.kind == b.kind]
        return self.random.choice([(first.key, second.key), *pairs, *pairs])

    def membership(self, first, second):
        (outer, inner), where = self.pair(first, second), self.condition(second.columns, 1)
        return self.pick(
            f"{outer} IN (SELECT {inner} FROM {second.name} WHERE {where})",
            f"{outer} NOT IN (SELECT {inner} FROM {second.name} WHERE {inner} IS NOT NULL AND {where})",
            f"{self.pick('', 'NOT ')}EXISTS (SELECT 1 FROM {second.name} WHERE {inner} = {outer} AND {where})")

    def filtered(self):
        text, columns = self.source()
        if self.often(0.7):
            text += f" {'AND' if ' WHERE ' in text else 'WHERE'} {self.condition(columns)}"
        return text, columns

    # Queries.

    def aggregate(self, columns):
        column = self.random.choice(columns)
        number = self.number(columns)
        sums = [f"SUM({other.name})" for other in columns if other.family in ("DECIMAL", "FLOAT8") or other.adds_up]
        sums += [f"SUM({number})", f"COUNT({number})", f"MAX({number})"] if number else []
        plain = [] if column.family == "BOOLEAN" else [f"MIN({column.name})", f"MAX({column.name})"]
        return self.of_some(columns, self.random.choice([
            "COUNT(*)", f"COUNT({column.name})", f"COUNT(DISTINCT {column.name})", *plain, *sums,
            f"COUNT(CASE WHEN {self.condition(columns, 0)} THEN 1 END)"]))

    def of_some(self, columns, call):
        """At times the same call of those rows alone that a CASE lets count."""
        name, _, argument = call.removesuffix(")").partition("(")
        if name == "COUNT" or self.often(0.6):
            return call
        rest = " ELSE 0" if name == "SUM" and self.often(0.5) else ""
        return f"{name}(CASE WHEN {self.condition(columns, 0)} THEN {argument}{rest} END)"

    def grouped(self):
        text, columns = self.filtered()
        keys = [self.key(columns) for _ in range(self.pick(0, 1, 1, 2, 3))]
        items = keys + [self.aggregate(columns) for _ in range(self.pick(1, 2, 4))]
        query = f"SELECT {', '.join(items)} FROM {text}"
        if keys:
            query += f" GROUP BY {', '.join(str(place + 1) for place in range(len(keys)))}"
            query += f" HAVING COUNT(*) > {self.pick(1, 2, 10)}" if self.often(0.2) else ""
        return query

    def first_groups(self):
        """The groups that come first by what was counted, then by their keys."""
        table = self.random.choice(self.tables)
        keys = [self.random.choice(table.columns).name for _ in range(self.pick(1, 2))]
        item, ordinals = self.aggregate(table.columns), ", ".join(str(place + 1) for place in range(len(keys)))
        order = ", ".join(f"{place} NULLS LAST" for place in [len(keys) + 1, *ordinals.split(", ")])
        return (f"SELECT {', '.join(keys)}, {item} FROM {table.name} WHERE {self.condition(table.columns, 1)} "
                f"GROUP BY {ordinals} ORDER BY {order} LIMIT {self.pick(1, 10, 1000)}")

    def rolled_up(self):
        table = self.random.choice(self.tables)
        keys = sorted({self.random.choice(table.columns).name for _ in range(2)})
        names = ", ".join(keys)
        groups = self.pick(f"ROLLUP ({names})", f"CUBE ({names})", f"GROUPING SETS ({names}, ())")
        return (f"SELECT {', '.join(keys)}, {self.aggregate(table.columns)} FROM {table.name} "
                f"WHERE {self.condition(table.columns, 1)} GROUP BY {groups}")

    def star(self):
        """A table joined with both others, whose conditions stand in WHERE."""
        fact, *others = self.random.sample(self.tables, 3)
        wholes = [fact.key, *(column.name for column in fact.columns if column.family == "whole")]
        keys = [f"{self.random.choice(wholes)} = {other.key}" for other in others]
        columns = [column for table in (fact, *others) for column in table.columns]
        conditions = [*keys, *(self.condition(table.columns, 1) for table in self.random.sample((fact, *others), 2))]
        self.random.shuffle(conditions)
        names = ", ".join(table.name for table in self.random.sample((fact, *others), 3))
        return (f"SELECT {self.key(columns)}, {self.aggregate(columns)}, COUNT(*) FROM {names} "
                f"WHERE {' AND '.join(conditions)} GROUP BY 1")

    def scalar(self):
        """A sub-query for each row, which gives one value."""
        first, second, _ = self.random.sample(self.tables, 3)
        mine, theirs = self.pair(first, second)
        inner = f"SELECT {self.aggregate(second.columns)} FROM {second.name} WHERE {theirs} = {mine}"
        return f"SELECT {first.key}, ({inner} AND {self.condition(second.columns, 1)}) FROM {first.name}"

    def key(self, columns):
        column = self.random.choice(columns)
        number = self.number(columns)
        derived = {
            "DATE": [f"EXTRACT(year FROM {column.name})", f"DATE_TRUNC('month', {column.name})"],
            "TIMESTAMP": [f"EXTRACT(hour FROM {column.name})", f"DATE_TRUNC('day', {column.name})"],
            "VARCHAR": [f"SUBSTRING({column.name}, 1, 1)", f"LENGTH({column.name})"],
        }.get(column.family, [])
        return self.random.choice([column.name, column.name, *derived, *([number] if number else [])])

    def distinct(self):
        text, columns = self.filtered()
        return f"SELECT DISTINCT {', '.join(self.key(columns) for _ in range(self.pick(1, 2)))} FROM {text}"

    def plain(self):
        text, columns = self.filtered()
        return f"SELECT {', '.join(self.key(columns) for _ in range(self.pick(1, 3)))} FROM {text}"

    def ordered(self):
        """The first rows of an order that tells all rows apart."""
        table = self.random.choice(self.tables)
        keys = [
            f"{self.key(table.columns)} {self.pick('', 'ASC', 'DESC')} NULLS {self.pick('FIRST', 'LAST')}"
            for _ in range(self.pick(1, 2))]
        where = f" WHERE {self.condition(table.columns)}" if self.often(0.6) else ""
        limit = self.pick("", " LIMIT 1", " LIMIT 100", " LIMIT 5000", " LIMIT 10 OFFSET 4500")
        order = f"{', '.join(keys)}, {table.key}{self.pick('', ' DESC')}"
        return f"SELECT {table.key} FROM {table.name}{where} ORDER BY {order}{limit}"

    def windowed(self):
        table = self.random.choice(self.tables)
        column = self.random.choice(table.columns).name
        partition = self.pick("", f"PARTITION BY {self.key(table.columns)} ")
        everything = f"{partition}ORDER BY {self.key(table.columns)} NULLS LAST, {table.key}"
        peers = f"{partition}ORDER BY {column} NULLS FIRST"
        frame = self.pick(
            "UNBOUNDED PRECEDING", "BETWEEN 3 PRECEDING AND 2 FOLLOWING", "BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING")
        number = self.number(table.columns) or table.key
        call = self.pick(
            f"ROW_NUMBER() OVER ({everything})", f"RANK() OVER ({peers})", f"DENSE_RANK() OVER ({peers})",
            f"LAG({column}) OVER ({everything})", f"LEAD({column}, 2) OVER ({everything})",
            f"SUM({number}) OVER ({everything} ROWS {frame})", f"COUNT({column}) OVER ({partition})",
            f"MAX({column}) OVER ({everything} ROWS {frame})", f"FIRST_VALUE({column}) OVER ({everything} ROWS {frame})")
        where = f" WHERE {self.condition(table.columns, 1)}" if self.often(0.5) else ""
        return f"SELECT {table.key}, {call} FROM {table.name}{where}"

    def combined(self):
        table, other = self.random.choice(self.tables), self.random.choice(self.tables)
        mine, theirs = self.pair(table, other)
        sign = self.pick("UNION", "UNION ALL", "EXCEPT", "INTERSECT")
        return (f"SELECT {mine} FROM {table.name} WHERE {self.condition(table.columns, 1)} {sign} "
                f"SELECT {theirs} FROM {other.name} WHERE {self.condition(other.columns, 1)}")

    def shared(self):
        """A common table that is read twice."""
        table = self.random.choice(self.tables)
        key, item = self.random.choice(table.columns).name, self.aggregate(table.columns)
        left, right = self.pick("<", ">", "="), self.pick("<>", "=")
        return (f"WITH c AS (SELECT {key} AS k, {table.key} % 7 AS p, COUNT(*) AS n, {item} AS v FROM {table.name} "
                f"WHERE {self.condition(table.columns, 1)} GROUP BY 1, 2) "
                f"SELECT COUNT(*), SUM(x.n), SUM(y.n) FROM c AS x JOIN c AS y ON x.k = y.k AND x.p {left} y.p "
                f"WHERE x.p {right} 3")

    def query(self):
        return self.pick(self.grouped, self.grouped, self.grouped, self.first_groups, self.rolled_up, self.star, self.star,
                         self.scalar, self.plain, self.distinct, self.ordered, self.windowed, self.combined, self.shared)()

    # Changes.

    def change(self):
        table, other = self.random.sample(self.tables, 2)
        column = self.random.choice(table.columns)
        few = f"{table.key} % {self.pick(3, 10, 100)} = {self.pick(0, 1, 2)}"
        where = self.pick(few, f"{few} AND {self.condition(table.columns, 1)}")
        return self.pick(
            f"DELETE FROM {table.name} WHERE {where}",
            f"UPDATE {table.name} SET {column.name} = {self.replacement(column)} WHERE {where}",
            f"UPDATE {table.name} SET {column.name} = NULL WHERE {where}",
            f"INSERT INTO {table.name} SELECT * FROM {table.name} WHERE {few} AND {table.key} < 3000",
            f"UPDATE {table.name} SET {column.name} = {self.replacement(column)} FROM {other.name} "
            f"WHERE {table.key} = {other.key} AND {self.condition(other.columns, 1)}")

    def replacement(self, column):
        """A constant that leaves sums of the column within BIGINT if they were: DuckDB's go on beyond it."""
        return f"({column.shape(self.random.randrange(20_000))})" if column.adds_up else self.constant(column)


class Both:
    """The tables of a seed in DuckDB and in localshift."""

    def __init__(self, tables, root, cursor):
        self.cursor, self.asked, self.refused = cursor, 0, 0
        self.duckdb = duckdb.connect(config={"default_null_order": "postgres", "threads": 2})
        for table in tables:
            table.write(root)
            self.duckdb.execute(table.definition)
            files = f"{BUCKET}/{table.name}/"
            self.duckdb.execute(f"COPY {table.name} FROM '{root}/{files}*.csv' (NULLSTR '\\N', HEADER false)")
            cursor.execute(table.definition)
            cursor.execute(f"COPY {table.name} FROM 's3://{files}' IAM_ROLE 'arn:aws:iam::0:role/r' CSV NULL '\\N'")

    def problem(self, query):
        """'' where both answer alike, or DuckDB does not answer: its types overflow elsewhere."""
        self.asked += 1
        try:
            theirs = self.duckdb.execute(query).fetchall()
        except duckdb.Error:
            self.refused += 1
            return ""
        try:
            self.cursor.execute(query)
        except psycopg2.Error as error:
            return f"{query}\n  {str(error).strip()}"
        if not self.cursor.description:
            return ""
        found = difference(self.cursor.fetchall(), theirs, is_ordered="NULLS" in query and " OVER " not in query)
        return found and f"{query}\n{found}"


def difference(ours, theirs, is_ordered):
    ours, theirs = ([tuple(map(plain, row)) for row in rows] for rows in (ours, theirs))
    if ours == theirs:
        return ""
    surplus, missing = Counter(ours) - Counter(theirs), Counter(theirs) - Counter(ours)
    if not surplus and not missing:
        return "  in another order" if is_ordered else ""
    shown = lambda rows: "".join(f"\n    {row}" for row in list(rows)[:ROWS_SHOWN])
    return f"  {len(ours)} rows and {len(theirs)} of DuckDB; ours alone{shown(surplus)}\n  DuckDB's alone{shown(missing)}"


def plain(value):
    """A number is one whatever its type, and midnight a date."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, (int, float)):
        return Decimal(value).normalize()
    if isinstance(value, Decimal):
        return value.normalize()
    return value.date() if hasattr(value, "date") and value.time() == MIDNIGHT else value


def try_seed(seed, checks, root, cursor, queries):
    generator = Generator(seed)
    both = Both(generator.tables, root, cursor)
    for number in range(queries):
        if number % 10 == 9:
            checks.that(f"change of seed {seed}", both.problem(generator.change()))
        problem = both.problem(generator.query())
        if problem:
            checks.that(f"query {number} of seed {seed}", problem)
    tables = [both.problem(f"SELECT * FROM {table.name}") for table in generator.tables]
    checks.that(f"tables of seed {seed} after {both.asked} statements", "\n".join(filter(None, tables)))
    refused = f"it refused {both.refused}" if both.refused * 5 > both.asked else ""
    checks.that(f"DuckDB answered most of seed {seed}", refused)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("binary", type=Path)
    parser.add_argument("--count", type=int, default=8, help="seeds to try")
    parser.add_argument("--first", type=int, help="the first of them; the others follow")
    parser.add_argument("--queries", type=int, default=60, help="queries of a seed")
    options, checks = parser.parse_args(), Checks()
    binary = options.binary.resolve()
    first = random.SystemRandom().randrange(10**6) if options.first is None else options.first
    for seed in range(first, first + options.count):
        with tempfile.TemporaryDirectory() as root:
            with served(binary, "--no-tls", "--s3-root", root) as connection, connection.cursor() as cursor:
                cursor.execute("SET statement_timeout TO 60000")
                try_seed(seed, checks, root, cursor, options.queries)
    return checks.close()


if __name__ == "__main__":
    sys.exit(main())
