"""Texts of random conditions over the columns of large_tables.py."""

import random

from large_tables import WORDS

SIGNS = ["=", "<>", "<", "<=", ">", ">="]


class Expressions:
    """Texts of conditions and numbers over columns."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def pick(self, *choices):
        return self.random.choice(choices)

    def often(self, probability):
        return self.random.random() < probability

    def constant(self, column):
        """A value that the column has, or nearly has."""
        value = self.pick(column.any_value, lambda: column.shape(self.random.randrange(20_000)))()
        if column.family == "whole" and self.often(0.3):
            value = column.beside(value)
        if column.family == "VARCHAR":
            return "'" + value + "'"
        if column.family in ("DATE", "TIMESTAMP"):
            return f"{column.family} '{value}'"
        return str(value).upper() if column.family == "BOOLEAN" else f"({value})"

    def constants(self, column):
        return ", ".join(self.constant(column) for _ in range(self.pick(1, 2, 5, 30)))

    def condition(self, columns, depth=2):
        column = self.random.choice(columns)
        if depth and self.often(0.4):
            inner = lambda: self.condition(columns, depth - 1)
            return self.pick(f"({inner()} AND {inner()})", f"({inner()} OR {inner()})", f"NOT ({inner()})")
        return self.pick(
            lambda: self.comparison(column), lambda: self.comparison(column),
            lambda: f"{self.constant(column)} {self.pick(*SIGNS)} {column.name}",
            lambda: f"{column.name} {self.pick('', 'NOT ')}BETWEEN {self.constant(column)} AND {self.constant(column)}",
            lambda: f"{column.name} {self.pick('', 'NOT ')}IN ({self.constants(column)})",
            lambda: f"{column.name} IS {self.pick('', 'NOT ')}NULL",
            lambda: self.of_two(column, columns), lambda: self.of_text(columns), lambda: self.of_number(columns))()

    def comparison(self, column):
        return f"{column.name} {self.pick(*SIGNS)} {self.constant(column)}"

    def of_two(self, column, columns):
        others = [other for other in columns if other.family == column.family]
        return f"{column.name} {self.pick(*SIGNS)} {self.random.choice(others).name}"

    def of_text(self, columns):
        texts = [column for column in columns if column.family == "VARCHAR"]
        if not texts:
            return "1 = 1"
        name = self.random.choice(texts).name
        pattern = self.pick("a%", "%b%", "%01", "key 0000%", "%", "_", "a_", "%o%e%", "", "%%", "n%ve")
        return self.pick(
            f"{name} {self.pick('', 'NOT ')}LIKE '{pattern}'",
            f"LENGTH({name}) {self.pick(*SIGNS)} {self.pick(0, 1, 3, 10)}",
            f"UPPER({name}) = '{self.random.choice(WORDS).upper()}'", f"SUBSTRING({name}, 1, 2) = 'ke'")

    def of_number(self, columns):
        number = self.number(columns)
        if number is None:
            return "1 = 0"
        return self.pick(
            f"{number} {self.pick(*SIGNS)} {self.pick(0, 3, 100, -7)}",
            f"{number} % {self.pick(2, 3, 7, 64, 1000)} = {self.pick(0, 1, 2)}")

    def number(self, columns):
        """An expression of BIGINT."""
        fitting = [column.name for column in columns if column.adds_up]
        if not fitting:
            return None
        name, other = self.random.choice(fitting), self.random.choice(fitting)
        return self.pick(
            f"{name}", f"(CAST({name} AS BIGINT) + {self.pick(1, 1000, -3)})", f"(CAST({name} AS BIGINT) - {other})",
            f"({name} % {self.pick(2, 5, 8, 1000)})", f"COALESCE({name}, {other})", f"NULLIF({name}, {self.pick(0, 1)})",
            f"CASE WHEN {self.condition(columns, 0)} THEN {name} ELSE {other} END")
