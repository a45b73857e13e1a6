"""Tables of many batches, whose columns have the shapes that storage and operators treat in ways of their own.

A shape is how the values of a column lie: one value, few, a dense range, runs, a rising sequence, anything its type holds;
NULLs lie scattered, in one batch alone, or everywhere but in one. Each file of a table becomes a batch when it is loaded.
"""

import csv
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

BUCKET = "large"
# From 4096 rows on, a file is a batch of its own.
FILE_ROWS = (4096, 4200, 6000, 9000)
WHOLE = {"SMALLINT": 15, "INTEGER": 31, "BIGINT": 63}
KINDS = [*WHOLE, "INTEGER", "BIGINT", "DECIMAL(9,2)", "DECIMAL(18,4)", "DECIMAL(30,2)", "DATE", "TIMESTAMP", "BOOLEAN",
         "FLOAT8", "VARCHAR(40)", "VARCHAR(40)", "VARCHAR(40)"]
WORDS = ["", "a", "ab", "abc", "b", "zebra", "NextSong", "Home", "%", "ä", "naïve", "日本", "a text of more than twelve bytes"]


class Column:
    """A name, a type, and the values of rows."""

    def __init__(self, name, kind, random):
        self.name, self.kind, self.random = name, kind, random
        self.family = "whole" if kind in WHOLE else kind.split("(")[0]
        self.base = self.first_number()
        self.values = [self.any_value() for _ in range(random.choice([2, 3, 20]))]
        self.shape = random.choice([self.one, self.few, self.dense, self.runs, self.rising, self.any, self.any])
        self.nulls, self.file = random.choice(["none", "none", "scattered", "here", "elsewhere"]), random.randrange(3)

    @property
    def adds_up(self):
        """Whether sums and differences of a few values stay within BIGINT."""
        is_near = self.shape in (self.dense, self.rising) and abs(self.base) < 1000
        return self.kind in ("SMALLINT", "INTEGER") or self.kind == "BIGINT" and is_near

    def beside(self, value):
        """A whole number near this one that the type has."""
        top = 2 ** WHOLE[self.kind]
        return min(max(value + self.random.choice([-1, 1]), -top), top - 1)

    def first_number(self):
        if self.kind == "SMALLINT":
            return self.random.choice([0, -5, 200])
        most = 2 ** (WHOLE.get(self.kind, 20) - 1)
        return self.random.choice([0, -5, 1, 100, most, -most])

    def value(self, row, file):
        is_missing = {
            "none": False, "scattered": self.random.random() < 0.1, "here": file == self.file,
            "elsewhere": file != self.file}[self.nulls]
        return None if is_missing else self.shape(row)

    # The shapes.

    def one(self, _):
        return self.values[0]

    def few(self, _):
        return self.random.choice(self.values)

    def dense(self, _):
        return self.numbered(self.random.randrange(300))

    def rising(self, row):
        return self.numbered(row // 3)

    def runs(self, row):
        return self.values[row // 1500 % len(self.values)]

    def any(self, _):
        return self.any_value()

    # Values of the type.

    def numbered(self, number):
        """The value for a small whole number; they rise with it, but for BOOLEAN."""
        return {
            "whole": lambda: self.base + number,
            "DECIMAL": lambda: self.decimal(number * 37 - 3000),
            "DATE": lambda: date(2018, 1, 1) + timedelta(days=number),
            "TIMESTAMP": lambda: datetime(2018, 11, 1) + timedelta(seconds=number * 61, microseconds=number % 3),
            "BOOLEAN": lambda: number % 2 == 0,
            "FLOAT8": lambda: number / 4 - 20,
            "VARCHAR": lambda: f"key {number:06}",
        }[self.family]()

    def any_value(self):
        random = self.random
        return {
            "whole": self.any_whole,
            "DECIMAL": lambda: self.decimal(random.choice([random.randrange(-9, 10), random.randrange(-10**9 + 1, 10**9)])),
            "DATE": lambda: date(1900, 1, 1) + timedelta(days=random.randrange(73_000)),
            "TIMESTAMP": lambda: datetime(1900, 1, 1) + timedelta(microseconds=random.randrange(6 * 10**15)),
            "BOOLEAN": lambda: random.random() < 0.5,
            "FLOAT8": lambda: random.randrange(-4000, 4000) / 8,
            "VARCHAR": lambda: random.choice([*WORDS, f"{random.choice('abc')}{random.randrange(50_000)}"]),
        }[self.family]()

    def any_whole(self):
        top = 2 ** WHOLE[self.kind]
        return self.random.choice([self.random.randrange(-9, 10), self.random.randrange(-top, top), top - 1, -top])

    def decimal(self, digits):
        return Decimal(digits).scaleb(-int(self.kind.rstrip(")").split(",")[1]))


class Table:
    """Columns, beside one that tells the rows apart, and how many rows each file has."""

    def __init__(self, name, random, files):
        self.name, self.key = name, f"{name}_id"
        self.columns = [Column(f"{name}_{number}", random.choice(KINDS), random) for number in range(7)]
        self.files = [random.choice(FILE_ROWS) for _ in range(files)]

    @property
    def definition(self):
        columns = "".join(f", {column.name} {column.kind}" for column in self.columns)
        return f"CREATE TABLE {self.name} ({self.key} INTEGER{columns})"

    def write(self, root):
        folder = Path(root, BUCKET, self.name)
        folder.mkdir(parents=True)
        row = 0
        for number, rows in enumerate(self.files):
            with open(folder / f"part-{number}.csv", "w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file)
                for row in range(row, row + rows):
                    values = [column.value(row, number) for column in self.columns]
                    writer.writerow([row, *("\\N" if value is None else value for value in values)])
                row += 1
