"""Ctrl-C within every long call, threads at a fork and at the end of the interpreter, pipes and disks."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

import reeindex as ree

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals, pipes and forks")

ENVIRONMENT = {
    **os.environ,
    "PYTHONPATH": os.pathsep.join(sys.path),
    "OPENBLAS_NUM_THREADS": "1",
}

DATA = """
t = np.arange(2000, 2020)
v = 100 / (1 + np.exp(-0.4 * (t - 2010))) + 3 * np.sin(7.0 * t)
series = ree.TimeSeries(t, v)
many = {f"s{i}": ree.TimeSeries(t, v * (1 + 0.01 * np.sin(i * t))) for i in range(4000)}
long = np.arange(1000.0)
waves = 1000 / (1 + np.exp(-0.03 * (long - 500))) + 20 * np.sin(7 * long)
rank = ree.composite_index(np.random.default_rng(1).uniform(1, 2, (20, 6)), [1] * 6)


def patents(rows):
    file = tempfile.NamedTemporaryFile("w", suffix=".csv")
    file.write("publication,publication_date\\n" + "CN113373326B,2022-09-09\\n" * rows)
    file.flush()
    files.append(file)
    return file.name


files = []
"""

#: Each takes far longer than the test waits.
LONG = {
    "fit_batch": "ree.fit_batch(np.lib.stride_tricks.as_strided("
    "np.random.default_rng(1).lognormal(3, 1, 20_020), (20_000_000, 20), (0, 8)), t)",
    "fit_batch of a curve without kernel": "ree.fit_batch(np.tile(v, (100_000, 1)), t, 'richards')",
    "fit_batch of long series": "ree.fit_batch(np.tile(waves, (50, 1)), long, 'bilogistic')",
    "fit of one long series": "[ree.fit_xy(long, waves + i, 'bilogistic') for i in range(1000)]",
    "forecast of a batch": "ree.fit_batch(np.tile(v, (100_000, 1)), t, 'richards').forecast(20)",
    "bootstrap": "ree.fit(series, 'logistic').bootstrap(10_000_000)",
    "bootstrap of a curve without kernel": "ree.fit(series, 'richards').bootstrap(1_000_000)",
    "bootstrap interval": "ree.fit(series, 'richards').interval('K', 'bootstrap', "
    "replicates=1_000_000)",
    "bootstrap forecast": "ree.forecast(ree.fit(series, 'richards'), 10, method='bootstrap', "
    "replicates=1_000_000)",
    "profile interval": "[ree.fit(series, c).interval(p, 'profile') for _ in range(1000) "
    "for c in ('bilogistic', 'richards') for p in ('K', 'r') if p in ree.fit(series, c).parameters]",
    "profile forecast": "[ree.forecast(ree.fit(series, 'bilogistic'), 900) for _ in range(100)]",
    "band": "ree.fit(series, 'richards').band(np.linspace(2000, 2100, 100_000))",
    "compare": "[ree.compare_table(many) for _ in range(1000)]",
    "growth": "[ree.growth_table(many) for _ in range(100)]",
    "forecast_table": "ree.forecast_table(many, h=50, paths=100_000)",
    "backtest": "[ree.backtest_table(many) for _ in range(1000)]",
    "select": "[ree.select(series) for _ in range(10_000)]",
    "country_index": "ree.country_index(ree.load_paper(), draws=25_000_000)",
    "ranks": "ree.composite_index(rank.normalized, [1] * 6, draws=1_000_000).draws",
    "sensitivity": "rank.sensitivity(300_000)",
    "read_patents": "[ree.read_patents(patents(2_000_000)) for _ in range(1000)]",
    "assess": "[ree.assess(ree.load_paper()) for _ in range(1000)]",
    "report": "[ree.render_html(ree.assess(ree.load_paper())) for _ in range(1000)]",
    "fit_stream": "list(ree.fit_stream((pa.table({'id': np.repeat(np.arange(k, k + 1000), 20), "
    "'year': np.tile(t, 1000), 'value': np.tile(v, 1000)}) for k in range(0, 10**9, 1000)), 'id'))",
    "fit_table": "ree.fit_table(pa.table({'id': np.repeat(np.arange(20_000), 20), "
    "'year': np.tile(t, 20_000), 'value': np.tile(v, 20_000)}), 'id', curve='richards')",
}


def interrupted(work: str, after: float = 0.7) -> float:
    """Return the seconds from SIGINT to KeyboardInterrupt."""
    program = (
        "import tempfile, time, sys, numpy as np, pyarrow as pa, reeindex as ree\n"
        f"{DATA}\n"
        "print('go', flush=True)\n"
        "try:\n"
        f"    {work}\n"
        "except KeyboardInterrupt:\n"
        "    print('stopped', time.time(), flush=True)\n"
        "else:\n"
        "    print('ended')\n"
    )
    run = subprocess.Popen(
        [sys.executable, "-c", program],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=ENVIRONMENT,
    )
    assert run.stdout is not None
    first = run.stdout.readline()
    if first != "go\n":
        raise AssertionError(run.communicate()[1])
    time.sleep(after)
    sent = time.time()
    run.send_signal(signal.SIGINT)
    try:
        out, errors = run.communicate(timeout=30)
    except subprocess.TimeoutExpired:
        run.kill()
        run.communicate()
        pytest.fail("goes on 30 seconds after Ctrl-C")
    assert out.startswith("stopped"), (out, errors[-2000:])
    return float(out.split()[1]) - sent


@pytest.mark.parametrize("call", list(LONG))
def test_ctrl_c_ends_every_long_call(call: str) -> None:
    assert interrupted(LONG[call]) < 2.0


def test_ctrl_c_ends_the_command_line() -> None:
    run = subprocess.Popen(
        [sys.executable, "-m", "reeindex", "report", "--format", "html", "-o", "/dev/null"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=ENVIRONMENT,
    )
    time.sleep(0.6)
    run.send_signal(signal.SIGINT)
    _, errors = run.communicate(timeout=30)
    # unless it had not begun, or was done
    assert run.returncode in (0, 130, -signal.SIGINT, 1)
    if run.returncode == 130:
        assert errors == "reeindex: stopped\n"


def test_any_number_of_draws_has_the_same_memory() -> None:
    program = (
        "import resource, reeindex as ree\n"
        "paper = ree.load_paper()\n"
        "ree.country_index(paper, draws=100)\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "ree.country_index(paper, draws=20_000)\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, text=True, env=ENVIRONMENT
    )
    # the ranks of 20,000 draws of a dozen countries are a megabyte
    assert int(done.stdout) < 700 * (1 if sys.platform.startswith("linux") else 1024)


VALUES = np.random.default_rng(1).lognormal(3, 0.3, (64, 20)).cumsum(axis=1)
YEARS = np.arange(2000, 2020)


def child(queue: object, method: str) -> None:
    put = queue.put  # type: ignore[attr-defined]
    if method == "fit_batch":
        put(ree.fit_batch(VALUES, YEARS, threads=2)["K"].tolist())
    else:
        series = ree.TimeSeries(YEARS, VALUES[0])
        put(ree.fit(series, "logistic").interval("K"))


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("method", ["fit_batch", "fit"])
def test_a_fork_after_threads_works(method: str) -> None:
    expected = ree.fit_batch(VALUES, YEARS, threads=2)["K"].tolist()
    context = multiprocessing.get_context("fork")
    queue = context.Queue()
    process = context.Process(target=child, args=(queue, method))
    process.start()
    try:
        got = queue.get(timeout=30)
        process.join(timeout=30)
        assert process.exitcode == 0
    finally:
        process.kill()
    if method == "fit_batch":
        assert got == expected


def test_a_fork_while_a_thread_works(tmp_path: Path) -> None:
    program = tmp_path / "fork.py"
    program.write_text(
        "import os, sys, threading, time, warnings, numpy as np, reeindex as ree\n"
        "warnings.simplefilter('ignore')\n"
        "v = np.random.default_rng(1).lognormal(3, 1, (2000, 20)).cumsum(axis=1)\n"
        "t = np.arange(20)\n"
        "work = threading.Thread(target=lambda: [ree.fit_batch(v, t) for _ in range(20)])\n"
        "work.start()\n"
        "time.sleep(0.1)\n"
        "pid = os.fork()\n"
        "if pid == 0:\n"
        "    ree.fit_batch(v[:10], t)\n"
        "    sys.exit(7)\n"
        "_, status = os.waitpid(pid, 0)\n"
        "work.join()\n"
        "print(os.waitstatus_to_exitcode(status))\n"
    )
    done = subprocess.run(
        [sys.executable, str(program)], capture_output=True, text=True, timeout=60, check=False,
        env=ENVIRONMENT,
    )  # fmt: skip
    assert done.stdout == "7\n", done.stderr


ENDS = {
    "fit_batch": "ree.fit_batch(np.tile(v, (5_000_000, 1)), t)",
    "with progress": "ree.fit_batch(np.tile(v, (5_000_000, 1)), t, progress=lambda *_: None)",
    "without kernel": "ree.fit_batch(np.tile(v, (100_000, 1)), t, 'richards')",
    "bootstrap": "ree.fit(series, 'richards').bootstrap(1_000_000)",
    "country_index": "ree.country_index(ree.load_paper(), draws=25_000_000)",
    "forecasts": "ree.auto_forecast_batch(np.tile(v, (100_000, 1)), 10)",
}


@pytest.mark.parametrize("work", list(ENDS))
def test_the_interpreter_ends_while_a_thread_works(work: str) -> None:
    program = (
        "import threading, time, numpy as np, reeindex as ree\n"
        "t = np.arange(2000, 2020)\n"
        "v = 100 / (1 + np.exp(-0.4 * (t - 2010))) + 3 * np.sin(7.0 * t)\n"
        "series = ree.TimeSeries(t, v)\n"
        f"threading.Thread(target=lambda: {ENDS[work]}, daemon=True).start()\n"
        "time.sleep(0.5)\n"
        "print('end', flush=True)\n"
    )
    start = time.time()
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False,
        env=ENVIRONMENT,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "end\n", "")
    assert time.time() - start < 20


@pytest.mark.parametrize(
    "command",
    ["report", "forecast series.csv", "fit series.csv", "audit", "index"],
)
def test_a_closed_pipe_after_one_line(command: str, tmp_path: Path) -> None:
    lines = "".join(f"{year},{year - 1990}\n" for year in range(2000, 2020))
    (tmp_path / "series.csv").write_text("year,value\n" + lines)
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; '{sys.executable}' -m reeindex {command} | head -1"],
        capture_output=True,
        check=False,
        cwd=tmp_path,
        env=ENVIRONMENT,
    )
    assert done.stderr == b""
    assert done.returncode == 0
    assert done.stdout.count(b"\n") == 1


def test_what_would_not_fit_into_memory_is_refused() -> None:
    rank = ree.composite_index(np.random.default_rng(1).uniform(1, 2, (20, 6)), [1] * 6)
    with pytest.raises(ree.InvalidArgument, match="samples = 10000000: must be at most"):
        rank.sensitivity(10_000_000)
    with pytest.raises(
        ree.InvalidArgument, match="draws = 2000000: must be a whole number from 10"
    ):
        ree.composite_index([[1.0, 2.0], [2.0, 1.0]], [1, 1], draws=2_000_000)
