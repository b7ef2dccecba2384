"""DuckDB alone: the same roll-ups on the same rows, in a process that does nothing else.

    python -m benchmarks.reading_parts.alone PARQUET QUESTIONS.json CLIENTS SECONDS

Each client is a thread with a cursor of its own. Tells the median time of a roll-up and its rows.
"""

from __future__ import annotations

import json
import statistics
import sys
import threading
import time
from pathlib import Path

import duckdb


def main(parquet: str, questions: str, clients: int, seconds: float) -> None:
    """Ask for so many seconds."""
    database = duckdb.connect(config={"threads": 2})
    database.execute("SET enable_progress_bar = false")
    asked = [
        sql.replace("OBS", f"read_parquet('{parquet}')") for sql in json.loads(Path(questions).read_text())
    ]
    first = database.execute(asked[0]).fetchall()
    times: list[float] = []
    until = time.perf_counter() + seconds

    def ask(offset: int) -> None:
        cursor, turn = database.cursor(), offset
        while (started := time.perf_counter()) < until:
            cursor.execute(asked[turn % len(asked)]).fetchall()
            times.append(time.perf_counter() - started)
            turn += clients

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    total = sum(row[2] or 0 for row in first)
    print(
        json.dumps(
            {
                "median_ms": statistics.median(times) * 1e3,
                "rows": len(first),
                "sum": total,
                "asked": len(times),
            }
        )
    )


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4]))
