"""Runs a command while the S3 servers of the tests run, and stops them after it.

Usage: with_servers.py COMMAND [ARGUMENT...]

The command finds the path of a JSON file with the servers' addresses and keys in LOCALSHIFT_TEST_SERVERS:
{"swift": {"url", "access_key", "secret_key", "region"}, "moto": {..., "stranger_access_key", "stranger_secret_key"},
 "tls": {"url", "authority"} (Swift behind TLS, with Swift's keys), "faults": {"url", "region"},
 "own": {"url", "access_key", "secret_key", "region"} (localshift's, where LOCALSHIFT_BINARY names the program)}
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))


class Servers:
    def __init__(self, folder):
        self.folder = folder
        self.processes = []

    def launch(self, name, *arguments):
        """Starts a script; its facts come later, so that the scripts start side by side."""
        log = open(os.path.join(self.folder, f"{name}.log"), "w", encoding="utf-8")
        command = [sys.executable, os.path.join(HERE, f"{name}.py"), *arguments]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True)
        self.processes.append(process)
        return name, process

    def facts(self, launched):
        name, process = launched
        line = process.stdout.readline()
        if not line:
            with open(os.path.join(self.folder, f"{name}.log"), encoding="utf-8") as log:
                sys.exit(f"{name}.py did not start:\n{log.read()}")
        return json.loads(line)

    def folder_named(self, name):
        path = os.path.join(self.folder, name)
        os.makedirs(path)
        return path

    def start(self):
        swift = self.launch("swift_s3", self.folder_named("swift"))
        moto, faults = self.launch("moto_s3"), self.launch("fault_s3")
        binary = os.environ.get("LOCALSHIFT_BINARY")
        own = binary and self.launch("own_s3", binary, self.folder_named("own"), "AKIDOWN:own/secret+signs=")
        all_facts = {"swift": self.facts(swift)}
        tls = self.launch("tls_front", os.path.join(self.folder, "tls"), all_facts["swift"]["url"])
        all_facts |= {"moto": self.facts(moto), "faults": self.facts(faults), "tls": self.facts(tls)}
        if own:
            all_facts["own"] = self.facts(own)
        path = os.path.join(self.folder, "servers.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(all_facts, file)
        return path

    def stop(self):
        for process in self.processes:
            process.kill()
        for process in self.processes:
            process.wait()


def main():
    # Swift keeps what it knows of its files in extended attributes, which a memory file system may not have.
    os.makedirs(".build", exist_ok=True)
    folder = tempfile.mkdtemp(prefix="servers-", dir=os.path.abspath(".build"))
    servers = Servers(folder)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith("AWS_")
        } | {"LOCALSHIFT_TEST_SERVERS": servers.start()}
        sys.exit(subprocess.run(sys.argv[1:], env=environment).returncode)
    finally:
        servers.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
