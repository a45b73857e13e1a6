"""SUPER against documents in Python: navigation, unnesting, comparison, casts, order, groups, serialisation, from a seed."""

import argparse
import random
import sys
from collections import Counter
from itertools import product
from pathlib import Path

import super_model as model
from agreement import Checks, difference
from endpoint import served

DOCUMENTS = 40
QUERIES = 33


def literal(string):
    return "'" + string.replace("\\", "\\\\").replace("'", "''") + "'"


class Trial:
    """A table `t (k INT, s SUPER)` of random documents, and queries of it with the rows that they ought to give."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.documents = [model.random_document(self.random, 4) for _ in range(DOCUMENTS)]

    def setup(self):
        yield "DROP TABLE IF EXISTS t"
        yield "CREATE TABLE t (k INT, s SUPER)"
        rows = [f"({k}, JSON_PARSE({literal(model.text(document))}))" for k, document in enumerate(self.documents)]
        yield f"INSERT INTO t SELECT * FROM ({' UNION ALL '.join(f'SELECT {row[1:-1]}' for row in rows)})"

    def path(self):
        """Steps, as Python has them and as SQL writes them."""
        steps = [self.random.choice([*model.NAMES, 0, 1, 2]) for _ in range(self.random.randrange(1, 4))]
        return steps, "s" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)

    def scalar(self):
        value = self.random.choice([model.Number("1"), model.Number("1.5"), model.Number("100"), "a", "ab", "12", True])
        return value, literal(value) if isinstance(value, str) else model.text(value)

    def rows(self):
        return enumerate(self.documents)

    # Each gives a query and its rows.

    def serialised(self):
        return ("SELECT k, s, JSON_SERIALIZE(s), JSON_TYPEOF(s), GET_ARRAY_LENGTH(s) FROM t",
                [(k, model.cell(d), model.cell(d), model.kind(d), len(d) if isinstance(d, list) else None)
                 for k, d in self.rows()])

    def navigation(self):
        steps, path = self.path()
        found = [(k, model.navigate(d, steps)) for k, d in self.rows()]
        return f"SELECT k, t.{path}, JSON_TYPEOF(t.{path}) FROM t", [
            (k, model.cell(d), model.kind(d)) for k, d in found]

    def casts(self):
        steps, path = self.path()
        found = [(k, model.navigate(d, steps)) for k, d in self.rows()]
        return f"SELECT k, t.{path}::INT, t.{path}::VARCHAR FROM t", [
            (k, model.as_integer(d), model.as_text(d)) for k, d in found]

    def filters(self):
        (steps, path), (value, written) = self.path(), self.scalar()
        sign, holds = self.random.choice([
            ("=", model.is_equal), ("<", model.is_less), (">", lambda one, other: model.is_less(other, one)),
            ("<>", lambda one, other: None if one is None else not model.equal(one, other))])
        return f"SELECT k FROM t WHERE t.{path} {sign} {written}", [
            (k,) for k, d in self.rows() if holds(model.navigate(d, steps), value)]

    def unnesting(self):
        steps, path = self.path()
        return f"SELECT k, e, i FROM t, t.{path} AS e AT i", [
            (k, model.cell(e), i) for k, d in self.rows() for i, e in enumerate(model.elements(model.navigate(d, steps)))]

    def unnesting_twice(self):
        return "SELECT k, e, f FROM t, t.s AS e, e AS f", [
            (k, model.cell(e), model.cell(f)) for k, d in self.rows() for e in model.elements(d) for f in model.elements(e)]

    def unpivoting(self):
        return "SELECT k, name, value FROM t, UNPIVOT t.s AS value AT name", [
            (k, name, model.cell(value)) for k, d in self.rows() for name, value in model.members(d)]

    def joins(self):
        pairs = product(self.rows(), self.rows())
        return "SELECT l.k, r.k FROM t l JOIN t r ON l.s = r.s", [
            (k, j) for (k, one), (j, other) in pairs if model.is_equal(one, other)]

    def comparisons(self):
        pairs = product(list(self.rows())[:20], list(self.rows())[:20])
        return "SELECT l.k, r.k, l.s = r.s, l.s < r.s FROM t l, t r WHERE l.k < 20 AND r.k < 20", [
            (k, j, model.is_equal(one, other), model.is_less(one, other)) for (k, one), (j, other) in pairs]

    def groups(self):
        steps, path = self.path() if self.random.random() < 0.5 else ([], "s")
        classes = []
        for k, d in self.rows():
            value = model.navigate(d, steps)
            known = next((group for group in classes if model.equal(group[0], value)), None)
            known[1].append(k) if known else classes.append((value, [k]))
        return f"SELECT MIN(k), COUNT(*) FROM t GROUP BY t.{path}", [(keys[0], len(keys)) for _, keys in classes]

    def order(self):
        steps, path = self.path() if self.random.random() < 0.5 else ([], "s")
        scalars = [(k, v) for k, v in ((k, model.navigate(d, steps)) for k, d in self.rows()) if not isinstance(v, (list, dict))]
        ordered = sorted(scalars, key=lambda pair: (model.sort_key(pair[1]), pair[0]))
        places = {k: place for place, (k, _) in enumerate(ordered, 1)}
        return (f"SELECT k, ROW_NUMBER() OVER (ORDER BY t.{path}, k) FROM t WHERE t.{path} IS NULL OR IS_SCALAR(t.{path})",
                list(places.items()))

    FAMILIES = [serialised, navigation, casts, filters, unnesting, unnesting_twice, unpivoting, joins, comparisons, groups, order]


def run(seed, connection):
    """'' or the first query whose rows are others."""
    trial = Trial(seed)
    with connection.cursor() as cursor:
        for statement in trial.setup():
            cursor.execute(statement)
        for number in range(QUERIES):
            family = Trial.FAMILIES[number % len(Trial.FAMILIES)]
            query, wanted = family(trial)
            cursor.execute(query)
            seen = [tuple(row) for row in cursor.fetchall()]
            if Counter(seen) != Counter(wanted):
                return f"{query}\n{difference(seen, wanted)}"
    return ""


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("binary", type=Path)
    parser.add_argument("--count", type=int, default=30, help="tables of random documents")
    parser.add_argument("--seed", type=int, help="one of them again")
    options, checks = parser.parse_args(), Checks()
    chance = random.SystemRandom()
    seeds = [options.seed] if options.seed is not None else [chance.randrange(10**9) for _ in range(options.count)]
    with served(options.binary.resolve(), "--no-tls") as connection:
        for seed in seeds:
            checks.that(f"documents of seed {seed}", run(seed, connection))
    return checks.close()


if __name__ == "__main__":
    sys.exit(main())
