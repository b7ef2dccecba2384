"""Two answers for whoever watches the machine: alive, and ready for people."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse


def alive(_request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


def ready(_request: HttpRequest) -> HttpResponse:
    """The database answers and has the shape this program expects."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as fault:
        return HttpResponse(f"database: {fault}\n", status=503, content_type="text/plain")
    if waiting:
        return HttpResponse("database: not migrated\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")
