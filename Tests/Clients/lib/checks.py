"""What the modules of clients/ are made of: functions called check_…, run one after the other."""

import inspect
import sys
import traceback

from lib.server import S3_ROOT, serve

# The exit code of a module that cannot be tried on this machine, and has said why.
SKIPPED = 77


def equal(actual, expected):
    assert actual == expected, f"{actual!r} is not {expected!r}"


def within(value, words):
    assert words in value, f"{words!r} is not in {value!r}"


def raises(kind, body, *arguments, **options):
    """The error of this kind that the call has to raise."""
    try:
        body(*arguments, **options)
    except kind as error:
        return error
    raise AssertionError(f"no {kind.__name__} was raised")


def endless(table):
    """A query that takes more than anybody's patience: the rows of a small table of numbers `n` above 0, with each other."""
    numbers = range(24)
    tables, numbers = ", ".join(f"{table} t{n}" for n in numbers), " + ".join(f"t{n}.n" for n in numbers)
    return f"SELECT count(*) FROM {tables} WHERE {numbers} < 0"


def main(scope):
    """Runs all checks of a module. One that takes a parameter shares one server with its like."""
    checks = [value for name, value in scope.items() if name.startswith("check_")]
    with serve("--s3-root", S3_ROOT) as endpoint:
        failed = [check.__name__ for check in checks if not passes(check, endpoint)]
    assert checks, "a module has checks"
    sys.exit(len(failed) > 0)


def passes(check, endpoint):
    try:
        check(*[endpoint] * len(inspect.signature(check).parameters))
        return True
    except Exception:
        print(f"FAILED {check.__module__}.{check.__name__}\n{traceback.format_exc()}", flush=True)
        return False
