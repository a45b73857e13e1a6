"""Unchanged scripts and a notebook that make a cluster, load it and delete it, under `localshift exec`, twice in a row.

With LOCALSHIFT_REAL_DATA, an S3 root of the real songs and events, they run on those, too.
"""

import json
import shutil
import sys
import tempfile
from pathlib import Path

from clients.projects import PROJECT, data, start
from lib.checks import equal, main, within
from lib.server import ROOT

CLUSTER = ROOT / "Fixtures" / "cluster"
SCRIPTS = ("create_cluster", "cluster_status", "cluster_endpoint", "create_tables", "etl", "analyze_tables", "delete_cluster")
NOTEBOOK = "jupyter execute --inplace dwh.ipynb"


def run(command, root):
    """What the command prints in a copy of the project, and the notebook as it stands after that."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder, "project")
        shutil.copytree(CLUSTER, project)
        for script in PROJECT.glob("*.py"):
            shutil.copy(script, project)
        ran = start(folder, root, command, folder=project)
        output, errors = ran.communicate(timeout=300)
        equal((ran.returncode, errors if ran.returncode else ""), (0, ""))
        return output, (project / "dwh.cfg").read_text(), json.loads((project / "dwh.ipynb").read_text())


def printed_rows(output, expected):
    printed = dict(line.split() for line in output.splitlines() if len(line.split()) == 2)
    return {name: int(printed[name]) for name in expected}


def check_scripts():
    whole = " && ".join(f"python {script}.py" for script in SCRIPTS)
    for root, expected in data():
        output, configuration, _ = run(f"{whole} && echo AGAIN && {whole}", root)
        first, second = output.split("AGAIN\n")
        for output in (first, second):
            equal(printed_rows(output, expected), expected)
            for words in ("Status: 200", "available", "dwhcluster", "DWH_ROLE_ARN :: arn:aws:iam::123456789012:role/dwhRole",
                          "when calling the DescribeClusters operation: Cluster dwhcluster not found."):
                within(output, words)
        # The security group's rule outlives the cluster; the role does not.
        assert "already exists" not in first, first
        within(second, 'the specified rule "peer: 0.0.0.0/0, TCP, from port: 5439, to port: 5439, ALLOW" already exists')
        assert "EntityAlreadyExists" not in second, second
        within(configuration, "dwh_role_arn = arn:aws:iam::123456789012:role/dwhRole")


def check_notebook():
    for root, expected in data():
        _, _, notebook = run(f"{NOTEBOOK} && {NOTEBOOK}", root)
        outputs = [output for cell in notebook["cells"] for output in cell["outputs"]]
        shown = "".join("".join(output.get("text", output.get("data", {}).get("text/plain", []))) + "\n" for output in outputs)
        equal([output for output in outputs if output["output_type"] == "error"], [])
        equal(printed_rows(shown, expected), expected)
        for words in ("deleting", "s3.ObjectSummary(bucket_name='udacity-dend'", "Cluster dwhcluster not found.", "free"):
            within(shown, words)


if __name__ == "__main__":
    main(globals())
