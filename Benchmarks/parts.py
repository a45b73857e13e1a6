"""Where the processor time of localshift's pipeline goes, by part: from `perf record`, where there is perf.

A sample is a stack, its innermost function first. The step comes from the time, as the pipeline reports its statements
in their order; the part is that of the innermost function that a rule of the step names.
"""

import re
import shutil
import subprocess
from collections import Counter

from programs import OURS, clear, output, steps_told
from workplace import FOLDER

PARTS = {
    "read": "taking the input from the page cache", "scan": "finding the values in the JSON",
    "convert": "values into columns", "join": "the join of songplays", "group": "the dimensions",
    "render": "rows into text", "write": "giving the text to the kernel, and to the device",
    "pages": "the kernel handing out memory and taking it back", "other": "what no rule names",
}
RATE = 4999  # samples a second and processor

SYSTEM_CALL = r"^(ksys_|__\w+_sys_|do_syscall|el0_svc)"

# (start of the step's name, the function, the part). Swift's symbols start with the length and name of the module.
RULES = [(step, re.compile(function), part) for step, function, part in [
    ("", r"page_fault|munmap|mmap|madvise|exit_mm", "pages"),
    ("stage", SYSTEM_CALL, "read"),
    ("export", SYSTEM_CALL, "write"),
    ("stage", r"^\$s7Formats8JSONTextO8unescape", "convert"),
    ("stage", r"^\$s7Formats|inflate|crc32", "scan"),
    ("stage", r"^\$s(7Loading|8SQLTypes|8Columnar)", "convert"),
    ("songplays", r"^\$s(9Execution|8Columnar|8Sessions|8SQLTypes)", "join"),
    ("dimensions", r"^\$s(9Execution|8Columnar|8Sessions|8SQLTypes)", "group"),
    ("export", r"^\$s(7Loading|7Formats|8SQLTypes|8Columnar)|deflate|crc32", "render"),
]]


def profile(runner, work, runs=3):
    """Milliseconds of processor time by (step, part), of the quickest of some runs; None where there is no perf."""
    if not shutil.which("perf"):
        return None
    recorded = [record(runner, work, FOLDER / f"perf-{number}.data") for number in range(runs)]
    usable = [found for found in recorded if found]
    if not usable:
        return None
    steps, data = min(usable, key=lambda found: sum(seconds for _, seconds in found[0]))
    return by_part(samples(data), steps)


def record(runner, work, data):
    """The steps told, and the file with the samples; None where perf may not look."""
    out, told = output(OURS, work), FOLDER / "output.txt"
    clear(out)
    command = ["perf", "record", "--quiet", "-g", "-F", str(RATE), "-k", "CLOCK_MONOTONIC", "-o", data,
               *map(str, runner.command(work, out, runner.threads, step_by_step=True))]
    with open(told, "wb") as stream:
        status = subprocess.run(command, stdout=stream, stderr=subprocess.DEVNULL, check=False).returncode
    return (steps_told(told.read_text(), work.mode), data) if status == 0 else None


def samples(data):
    """(seconds, functions) of each sample, in the order of time."""
    with open(FOLDER / "perf.txt", "w+", encoding="utf-8", errors="replace") as text:
        subprocess.run(["perf", "script", "-i", data, "-F", "time,ip,sym"], stdout=text, stderr=subprocess.DEVNULL,
                       check=True)
        text.seek(0)
        found, stack = [], []
        for line in text:
            if match := re.match(r"\s*([\d.]+):\s*$", line):
                stack = []
                found.append((float(match[1]), stack))
            elif match := re.match(r"\s+[0-9a-f]+ (\S+)", line):
                stack.append(match[1])
    return sorted(found, key=lambda sample: sample[0])


def by_part(found, steps):
    """The statements follow each other from the first sample on; a program's start takes some milliseconds at most."""
    ends, end = [], found[0][0]
    for step, seconds in steps:
        end += seconds
        ends.append((end, step or "other"))
    counts = Counter()
    for moment, stack in found:
        step = next((name for end, name in ends if moment < end), "other")
        counts[step, part_of(step, stack)] += 1000 / RATE
    return counts


def part_of(step, stack):
    rules = [(function, part) for start, function, part in RULES if step.startswith(start)]
    return next((part for frame in stack for function, part in rules if function.search(frame)), "other")
