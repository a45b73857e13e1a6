"""Load folders: the export of a pipeline, read back by its own load.sql, gives the same tables and the same bytes."""

import itertools
import sys
import tempfile
from pathlib import Path

from agreement import FIXTURE, STAR, Checks, binary_argument, differing_files, localshift, read_table, unpack_real

PREFIX = "s3://loads/sparkify/"


def export(binary, source, out, *options):
    return localshift(binary, "run", source, "--export", out, "--s3-prefix", PREFIX, *options)


def without_bucket(checks, binary, root, scratch):
    """A load folder that names no bucket is loaded from where it lies."""
    first, again = scratch / "first", scratch / "again"
    problem = localshift(binary, "run", FIXTURE, "--s3-root", root, "--export", first)
    problem = problem or localshift(binary, "run", first / "load.sql", "--export", again)
    checks.that("without a bucket: load.sql restores every byte", problem or differing_files(first, again))


def round_trip(checks, binary, name, root, scratch, options):
    """Exports the pipeline's tables into an S3 root of their own, loads them from there, exports them again."""
    loads, again = scratch / "loads", scratch / "again"
    first = loads / "loads" / "sparkify"
    if not checks.that(f"{name}: export", export(binary, FIXTURE, first, "--s3-root", root, *options)):
        return
    problem = export(binary, first / "load.sql", again, "--s3-root", loads, *options)
    if checks.that(f"{name}: load.sql runs", problem):
        checks.that(f"{name}: the second export has the first's bytes", differing_files(first, again))
    lost = [table for table in STAR if not (first / table).is_dir() or not read_table(first, table)]
    checks.that(f"{name}: every table has rows", ", ".join(lost))


def thread_counts(checks, binary, name, root, scratch, options):
    outs = {}
    for threads in (1, 2, 5):
        outs[threads] = scratch / f"threads-{threads}"
        problem = export(binary, FIXTURE, outs[threads], "--s3-root", root, "--threads", threads, *options)
        if not checks.that(f"{name}: export with {threads} threads", problem):
            return
    for threads in (2, 5):
        checks.that(f"{name}: {threads} threads write what 1 does", differing_files(outs[1], outs[threads]))


def check_source(checks, binary, source, root, combinations):
    for form, packing, parts in combinations:
        options = ["--export-format", form, "--compress", packing, *(["--parts", parts] if parts else [])]
        name = f"{source}, {form}, {packing}" + (f", {parts} parts" if parts else "")
        with tempfile.TemporaryDirectory() as scratch:
            round_trip(checks, binary, name, root, Path(scratch), options)
            thread_counts(checks, binary, name, root, Path(scratch), options)


def main():
    binary, checks = binary_argument(__doc__), Checks()
    every = list(itertools.product(("csv", "tsv"), ("none", "gzip", "bzip2", "zstd"), (None, 3)))
    check_source(checks, binary, "fixture", FIXTURE / "s3", every)
    with tempfile.TemporaryDirectory() as scratch:
        without_bucket(checks, binary, FIXTURE / "s3", Path(scratch))
    with tempfile.TemporaryDirectory() as folder:
        real = unpack_real(folder)
        if real is None:
            print("The real data is not there: its part is left out.")
        else:
            check_source(checks, binary, "real", real, [("csv", "none", None), ("tsv", "gzip", 4)])
    return checks.close()


if __name__ == "__main__":
    sys.exit(main())
