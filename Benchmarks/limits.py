"""How fast this machine could do it at best: the same bytes read from the page cache, or written, and nothing else.

Reading is read(2) of the files into one buffer that fits the cache, by a process a thread. Writing is write(2) of as many
bytes, from one buffer, to as many files of the same sizes, each sent to the device as localshift does it (fsync);
`unsynced` is the time without that.
"""

import os
import shutil
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from workplace import FOLDER

BUFFER = bytearray(1 << 18)


@dataclass
class Limit:
    read: int = 0  # bytes
    written: int = 0
    reading: float = 0  # seconds
    writing: float = 0
    unsynced: float = 0

    @property
    def seconds(self):
        return self.reading + self.writing

    def __add__(self, other):
        return Limit(*(mine + theirs for mine, theirs in zip(vars(self).values(), vars(other).values())))


def limit_of_reading(files, threads, rounds):
    size = sum(file.stat().st_size for file in files)
    seconds = [time_of_reading(files, threads) for _ in range(rounds)]
    return Limit(read=size, reading=statistics.median(seconds))


def time_of_reading(files, threads):
    shares = [list(map(os.fsencode, files[number::threads])) for number in range(threads)]
    start = time.perf_counter()
    for process in [begin_reading(share) for share in shares]:
        os.waitpid(process, 0)
    return time.perf_counter() - start


def begin_reading(files):
    """Returns the process that reads the files."""
    process = os.fork()
    if process != 0:
        return process
    for name in files:
        file = os.open(name, os.O_RDONLY)
        while os.readv(file, [BUFFER]) == len(BUFFER):
            pass
        os.close(file)
    os._exit(0)


def limit_of_writing(sizes, threads, rounds):
    times = [time_of_writing(sizes, threads) for _ in range(rounds)]
    return Limit(written=sum(sizes), writing=statistics.median(synced for synced, _ in times),
                 unsynced=statistics.median(plain for _, plain in times))


def time_of_writing(sizes, threads):
    """Seconds with and without fsync."""
    folder = FOLDER / "written"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    os.sync()
    start = time.perf_counter()
    with ThreadPoolExecutor(threads) as pool:
        files = list(pool.map(lambda job: write(folder / str(job[0]), job[1]), enumerate(sorted(sizes, reverse=True))))
        plain = time.perf_counter() - start
        list(pool.map(os.fsync, files))
    synced = time.perf_counter() - start
    for file in files:
        os.close(file)
    shutil.rmtree(folder)
    return synced, plain


def write(path, size):
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    while size > 0:
        size -= os.write(file, memoryview(BUFFER)[:size])
    return file


def export_sizes(folder):
    """The bytes of each of a load folder's files."""
    return [file.stat().st_size for file in folder.glob("**/*") if file.is_file()]


def limits(work, out, threads, rounds):
    """A limit for each step that reads or writes files, by the step's name."""
    found = {}
    if work.event_files:
        found["stage events"] = limit_of_reading(work.event_files, threads, rounds)
    if work.song_files:
        found["stage songs"] = found["stage tiny files"] = limit_of_reading(work.song_files, threads, rounds)
    if work.exports:
        found["export"] = limit_of_writing(export_sizes(out), threads, rounds)
        found["end to end"] = sum((found[step] for step in ("stage events", "stage songs", "export")), Limit())
    return found
