"""Server and worker: real processes, ended by real signals, and what keeps them from starting."""

import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request

import pytest
from trackifi_accounting_adapters.settings import Settings, environment_of

from tests.adapters.cli_runs import Office

MAIN = "from trackifi_accounting_adapters.cli.main import main; main()"
PATIENCE = 60


@pytest.fixture
def office(tmp_path):
    made = Office(tmp_path)
    yield made
    made.close()


@pytest.fixture
def start(tmp_path):
    started = []

    def start_one(*arguments):
        process = subprocess.Popen(
            [sys.executable, "-c", MAIN, *arguments],
            env=environment_of(Settings(data_dir=tmp_path), {}),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start_one
    for process in started:
        process.kill()
        process.communicate()


def test_the_server_answers_and_ends_cleanly_at_a_ctrl_c(start):
    server = start("serve", "--port", "0")
    address = server.stdout.readline().removeprefix("Ready: ").strip()
    with urllib.request.urlopen(f"{address}/health", timeout=PATIENCE) as answer:
        assert answer.status == 200
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{address}/v1/providers", timeout=PATIENCE)
    refused.value.close()
    assert refused.value.code == 401
    server.send_signal(signal.SIGINT)
    _, errors = server.communicate(timeout=PATIENCE)
    assert server.returncode == 0
    assert "Traceback" not in errors


def test_the_worker_ends_cleanly_when_told(start):
    worker = start("worker", "--pause", "0.05")
    assert worker.stdout.readline().startswith("Ready")
    worker.send_signal(signal.SIGTERM)
    _, errors = worker.communicate(timeout=PATIENCE)
    assert worker.returncode == 0
    assert [line for line in errors.splitlines() if "worker stopped" in line]


def test_a_taken_port_is_told_in_words(office):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        answer = office.run("serve", "--port", str(taken.getsockname()[1]))
    assert answer.exit_code == 1
    assert "Can't listen on 127.0.0.1" in answer.stderr


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_the_key_file_of_another_database_stops_what_starts(office, command):
    office.container.vault().self_test()
    (office.folder / "keys").unlink()
    office.container.keys.reset()
    office.container.vault.reset()
    answer = office.run(command)
    assert answer.exit_code == 1
    assert "key_unreadable" in answer.stderr
