"""What the peers' scripts share: their arguments, and steps timed and printed as one JSON object."""

import json
import os
import resource
import sys
import time


class Steps:
    """PEER_etl.py MODE DATA OUT THREADS COMPRESSION; an OUT of `-` asks for no files."""

    def __init__(self):
        self.mode, data, self.out, threads, compression = sys.argv[1:]
        self.events = f"{data}/udacity-dend/log_data/**/*.json*"
        self.songs = f"{data}/udacity-dend/song_data/**/*.json"
        self.threads, self.gzip = int(threads), compression == "gzip"
        if self.exports:
            os.makedirs(self.out, exist_ok=True)
        self.seconds = {}
        self.start = self.last = time.perf_counter()
        self.idle = self.processor_time()

    @property
    def exports(self):
        return self.out != "-"

    @staticmethod
    def processor_time():
        usage = resource.getrusage(resource.RUSAGE_SELF)
        return usage.ru_utime + usage.ru_stime

    def done(self, name):
        """Ends a step: the time since the one before counts for `name`."""
        now = time.perf_counter()
        self.seconds[name] = self.seconds.get(name, 0) + now - self.last
        self.last = now

    def report(self, version):
        """The interpreter's start and the imports are in no step, nor in the processor time."""
        print(json.dumps({"version": version, "steps": self.seconds, "processor": self.processor_time() - self.idle}))
