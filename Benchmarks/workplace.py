"""What the benchmark needs and makes once: a virtual environment with the peers, a release build, data."""

import gzip
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
FOLDER = Path(os.environ.get("LOCALSHIFT_BENCH_DIR", ROOT / ".build" / "bench")).resolve()
PYTHON = FOLDER / "venv" / "bin" / "python"


def prepare_python():
    """The virtual environment. Returns whether chdb, which is not made for every platform, is in it too."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    if not imports("duckdb", "polars"):
        subprocess.run([sys.executable, "-m", "venv", FOLDER / "venv"], check=True)
        subprocess.run(install("requirements.txt"), check=True)
    return imports("chdb") or (subprocess.run(install("requirements-optional.txt"), check=False).returncode == 0
                               and imports("chdb"))


def imports(*modules):
    probe = [PYTHON, "-c", f"import {', '.join(modules)}"]
    return PYTHON.exists() and subprocess.run(probe, capture_output=True, check=False).returncode == 0


def install(requirements):
    return [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r",
            HERE / "peers" / requirements]


def build():
    """A release: one file, with Swift's libraries in it where the system lets it have them."""
    static = ["--static-swift-stdlib", "--scratch-path", ROOT / ".build" / "static"] if sys.platform == "linux" else []
    command = ["swift", "build", "-c", "release", "--product", "localshift", *static]
    subprocess.run(command, cwd=ROOT, check=True)
    shown = subprocess.run([*command, "--show-bin-path"], cwd=ROOT, check=True, capture_output=True, text=True)
    return Path(shown.stdout.strip()) / "localshift"


def generate(binary, events, songs, songs_per_file):
    """The data set of these sizes."""
    def make(folder):
        subprocess.run([binary, "generate", "sparkify", "--events", str(events), "--songs", str(songs),
                        "--songs-per-file", str(songs_per_file), "--seed", "7", "--plain", folder], check=True)
    return made(f"data-{events}-{songs}-{songs_per_file}", make)


def compress(data):
    """The data set with its event files as .json.gz, at level 6, and without its songs."""
    def make(folder):
        bucket, target = data / "udacity-dend", folder / "udacity-dend"
        target.mkdir(parents=True)
        shutil.copy(bucket / "log_json_path.json", target)
        files = [(file, target / f"{file.relative_to(bucket)}.gz") for file in bucket.glob("log_data/**/*.json")]
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            list(pool.map(lambda pair: compress_file(*pair), files))
    return made(f"{data.name}-gzip", make)


def compress_file(source, target):
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(source.read_bytes(), 6, mtime=0))


def made(name, make):
    """The folder of this name; where there is none, `make` fills it, and it takes its name only when it is whole."""
    folder = FOLDER / name
    if not folder.exists():
        partial = folder.with_name(f"{name}.partial")
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir()
        make(partial)
        partial.rename(folder)
    return folder
