"""Jobs on the clock take what the clock gives them."""

import inspect

import pytest
from procrastinate.contrib.django import app

from yarmarka.jobs.letters import LETTERS
from yarmarka.presentation.mail import FACTS

PERIODIC = sorted({task.task.name for task in app.periodic_registry.periodic_tasks.values()})


@pytest.mark.parametrize("name", PERIODIC)
def test_a_job_on_the_clock_takes_the_tick_by_its_name(name: str) -> None:
    work = inspect.unwrap(app.tasks[name].func)
    assert "timestamp" in inspect.signature(work).parameters, "the clock passes timestamp= by its name"


def test_there_are_jobs_on_the_clock() -> None:
    assert {"lapse_unpaid_orders", "release_inspected"} <= set(PERIODIC)


def test_every_topic_has_a_letter_that_exists() -> None:
    assert {name for name, _ in LETTERS.values()} <= set(FACTS)
