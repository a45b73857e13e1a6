"""A virtual environment for each file of requirements/, made once and again when the file changes."""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

CLIENTS = Path(__file__).resolve().parent.parent
FOLDER = CLIENTS.parent.parent / ".build" / "clients"


def python_of(name):
    """The Python of the environment."""
    requirements = CLIENTS / "requirements" / f"{name}.txt"
    folder, digest = FOLDER / name, hashlib.sha256(requirements.read_bytes()).hexdigest()
    stamp, python = folder / "requirements.sha256", folder / "bin" / "python"
    if not (python.exists() and stamp.exists() and stamp.read_text() == digest):
        shutil.rmtree(folder, ignore_errors=True)
        install(folder, python, requirements)
        stamp.write_text(digest)
    return python


def install(folder, python, requirements):
    print(f"makes the environment {folder.name}", flush=True)
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    subprocess.run(
        [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements], check=True)
