"""Run statements on Apache Spark and keep what they answer: ``python spark_run.py PLAN``, within the environment .venv/spark.

PLAN is a JSON file: ``setup``, statements to run first, and ``ask``, a list of name, statement, parameters and the folder for
the answer's Parquet files. What each took, or why it failed, is written to PLAN's ``report``.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

# A stop of over a hundred days and a million days in all are more than Spark lets a recursion make unasked.
SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.driver.memory": "4g",
    "spark.sql.shuffle.partitions": "8",
    "spark.sql.cteRecursionLevelLimit": "2000",
    "spark.sql.cteRecursionRowLimit": "-1",
    "spark.sql.session.timeZone": "UTC",
}


def main(path: Path) -> None:
    """Run the plan."""
    plan = json.loads(path.read_text(encoding="utf-8"))
    builder = SparkSession.builder.master("local[2]").appName("statecraft")
    for name, value in SETTINGS.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    report: dict[str, object] = {}
    for statement in plan["setup"]:
        session.sql(statement)
    for name, statement, parameters, folder in plan["ask"]:
        started = time.perf_counter()
        try:
            answer = session.sql(statement, args=parameters) if parameters else session.sql(statement)
            answer.write.mode("overwrite").parquet(folder)
            report[name] = time.perf_counter() - started
        except PySparkException as error:
            report[name] = str(error).splitlines()[0][:300]
        print(name, report[name], flush=True)
        Path(plan["report"]).write_text(json.dumps(report), encoding="utf-8")
    session.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
