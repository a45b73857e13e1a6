"""Procedures in PL/pgSQL on PostgreSQL and on localshift: written ones, known differences, and random ones from a seed."""

import argparse
import re
import sys
from itertools import zip_longest
from pathlib import Path

from agreement import ROOT, Checks
from random_procedures import SETUP, Generator
from two_servers import statements, two_servers

FIXTURES = ROOT / "Fixtures" / "agreement"
# Of a random schema.
PROCEDURES = 8
CALLS = 16


class Difference:
    """The first statement that the servers answer differently, and the first line of their answers that differs."""

    def __init__(self, statement, theirs, ours):
        lines = zip_longest(theirs.splitlines(), ours.splitlines())
        self.statement = statement
        self.lines = next(pair for pair in lines if pair[0] != pair[1])

    def resembles(self, other):
        return other is not None and [kind(line) for line in self.lines] == [kind(line) for line in other.lines]

    def __str__(self):
        return f"-- {self.statement.splitlines()[0]}\n  PostgreSQL {self.lines[0]!r}\n  localshift {self.lines[1]!r}"


def kind(line):
    """A line of an answer without its figures."""
    return re.sub(r"[0-9]+", "0", line or "")


def difference(script, servers):
    """None where both servers answer every statement alike."""
    for server in servers:
        server.clear()
    for statement in script:
        theirs, ours = (server.answer(statement) for server in servers)
        if theirs != ours:
            return Difference(statement, theirs, ours)
    return None


def reduced(script, found, servers):
    """A script, as short as leaving out statements and lines makes it, that shows a like difference."""

    def still(shorter):
        other = difference(shorter, servers)
        return other if found.resembles(other) else None

    def shortened(parts, whole):
        size = len(parts)
        while size:
            start = 0
            while start < len(parts):
                if still(whole(parts[:start] + parts[start + size:])):
                    parts = parts[:start] + parts[start + size:]
                else:
                    start += size
            size //= 2
        return parts

    def unwrapped(lines, whole):
        """Without the two lines that begin and end a block."""
        for start in range(len(lines) - 1, -1, -1):
            for end in range(start + 1, len(lines)):
                if lines[end].startswith("END") and still(whole(lines[:start] + lines[start + 1:end] + lines[end + 1:])):
                    return unwrapped(lines[:start] + lines[start + 1:end] + lines[end + 1:], whole)
        return lines

    script = shortened(script, lambda parts: parts)
    for index, statement in enumerate(script):
        whole = lambda lines, index=index: [*script[:index], "\n".join(lines), *script[index + 1:]]
        script = whole(shortened(unwrapped(shortened(statement.split("\n"), whole), whole), whole))
    return script


def random_script(seed):
    generator = Generator(seed)
    yield from statements(SETUP)
    for _ in range(PROCEDURES):
        yield generator.procedure()
    for _ in range(CALLS):
        yield generator.call()
    yield from generator.checks()


def misfit(text, servers):
    """'' where the last statement of a known difference gives what its head says, and that differs."""
    for server in servers:
        server.clear()
    theirs, ours = (server.answers(text)[-1].replace("\n", "; ") for server in servers)
    if theirs == ours:
        return f"both answer {ours!r}"
    said = dict(re.findall(r"(?m)^-- (PostgreSQL|Redshift): (.*)$", text))
    seen = {"PostgreSQL": theirs or "done", "Redshift": ours or "done"}
    return "" if said == seen else f"{seen} where {said} was said"


def told(found, script, servers):
    """What went wrong with a random script."""
    if found is None:
        return ""
    script = reduced(script, found, servers)
    return "\n\n".join([*script, str(difference(script, servers))])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("binary", type=Path)
    parser.add_argument("--count", type=int, default=30, help="random schemas of procedures")
    parser.add_argument("--first", type=int, default=1, help="the first schema's seed; the others follow")
    parser.add_argument("--seed", type=int, help="one of them again")
    options, checks = parser.parse_args(), Checks()
    seeds = [options.seed] if options.seed is not None else range(options.first, options.first + options.count)
    with two_servers(options.binary.resolve()) as servers:
        for path in sorted(FIXTURES.glob("plpgsql/*.sql")) if options.seed is None else []:
            checks.that(path.name, difference(statements(path.read_text()), servers) or "")
        for path in sorted(FIXTURES.glob("differences/*.sql")) if options.seed is None else []:
            checks.that(f"the difference {path.name}", misfit(path.read_text(), servers))
        for seed in seeds:
            script = list(random_script(seed))
            checks.that(f"procedures of seed {seed}", told(difference(script, servers), script, servers))
    return checks.close()


if __name__ == "__main__":
    sys.exit(main())
