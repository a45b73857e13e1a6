"""What the peers' scripts share: their arguments, and steps timed and printed as one JSON object."""

import json
import os
import sys
import time


class Steps:
    def __init__(self):
        self.mode, self.data, self.out, self.threads = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
        os.makedirs(self.out, exist_ok=True)
        self.seconds = {}
        self.last = time.perf_counter()

    def done(self, name):
        """Ends a step: the time since the one before counts for `name`."""
        now = time.perf_counter()
        self.seconds[name] = self.seconds.get(name, 0) + now - self.last
        self.last = now

    def report(self, version):
        print(json.dumps({"version": version, "steps": self.seconds}))
