"""Loopback ports: what is taken is known to be taken, and addresses survive a restart."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from yarmarka.kernel.ports import answers, free_port, holder_of, is_free, remembered_ports


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield listening


def test_a_port_in_use_is_not_free_and_its_holder_is_named(listener: socket.socket) -> None:
    port = listener.getsockname()[1]
    assert not is_free(port)
    assert answers(port)
    assert f"process {os.getpid()}" in holder_of(port)


def test_a_port_that_every_address_listens_on_is_not_free() -> None:
    with socket.socket() as listening:
        listening.bind(("0.0.0.0", 0))  # noqa: S104 -- the case under test
        listening.listen()
        assert not is_free(listening.getsockname()[1])


def test_a_free_port_is_free_and_nobody_holds_it() -> None:
    port = free_port()
    assert is_free(port)
    assert not answers(port)
    assert holder_of(port) == ""


def test_ports_stay_the_same_over_restarts(tmp_path: Path) -> None:
    file = tmp_path / "ports.json"
    assert remembered_ports(file, ("acquirer", "carrier")) == remembered_ports(file, ("acquirer", "carrier"))


def test_a_remembered_port_that_was_taken_meanwhile_is_replaced(
    tmp_path: Path, listener: socket.socket
) -> None:
    taken = listener.getsockname()[1]
    file = tmp_path / "ports.json"
    file.write_text(f'{{"acquirer": {taken}, "carrier": {free_port()}}}')
    assert remembered_ports(file, ("acquirer",))["acquirer"] != taken


@pytest.mark.parametrize("text", ["", "{", "[]", '{"acquirer": "many"}'])
def test_a_spoilt_note_of_ports_is_no_obstacle(tmp_path: Path, text: str) -> None:
    file = tmp_path / "ports.json"
    file.write_text(text)
    assert is_free(remembered_ports(file, ("acquirer",))["acquirer"])
