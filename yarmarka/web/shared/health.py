"""Answers to those who watch the process: is it alive, and can it serve."""

import json
from collections.abc import Callable

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse

_JSON = "application/json"


class HealthProbes:
    """`GET /healthz`: the process answers. `GET /readyz`: so does the database, and its tables are in step.

    It stands before host checks, redirects and sessions, so that a probe by address works and costs little.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._in_step = False

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info == "/healthz":
            return _answer(200, status="ok")
        if request.path_info == "/readyz":
            return self._ready()
        return self.get_response(request)

    def _ready(self) -> HttpResponse:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
            unapplied = self._unapplied()
        except DatabaseError:
            return _answer(503, status="not ready", reason="database does not answer")
        if unapplied:
            return _answer(503, status="not ready", reason="unapplied migrations", migrations=unapplied)
        return _answer(200, status="ready")

    def _unapplied(self) -> list[str]:
        # A process's migrations do not change while it runs: once in step, the question is not asked again.
        if self._in_step:
            return []
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        self._in_step = not plan
        return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def _answer(code: int, **facts: object) -> HttpResponse:
    response = HttpResponse(json.dumps(facts), status=code, content_type=_JSON)
    response["Cache-Control"] = "no-store"
    return response
