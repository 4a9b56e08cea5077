"""Ctrl-C ends each long call within a second, and memory does not grow with the work."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="sends SIGINT")

LONG = {
    "country_index": "ree.country_index(ree.load_paper(), draws=25_000_000)",
    "auto_forecast_batch": "ree.auto_forecast_batch(np.tile(v, (300, 1)), 10, threads=2)",
    "forecast_table": "ree.forecast_table(list(series) * 100_000, h=10)",
    "fit_batch": "ree.fit_batch(big, np.arange(20), 'logistic', threads=2)",
    "fit_xy": "ree.fit_xy(np.arange(5000), two_waves, 'bilogistic')",
}


def environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "OPENBLAS_NUM_THREADS": "1"}


@pytest.mark.parametrize("name", LONG)
def test_ctrl_c_ends_a_long_call(name: str, tmp_path: Path) -> None:
    script = tmp_path / "long.py"
    script.write_text(
        "import os, resource, time\nimport numpy as np\nimport reeindex as ree\n"
        "v = 100 + np.random.default_rng(1).normal(size=(1000, 20)).cumsum(axis=1)\n"
        "big = np.lib.stride_tricks.as_strided(v, (20_000_000, 20), (0, 8))\n"
        "x = np.arange(5000)\n"
        "two_waves = 9 / (1 + np.exp((1000 - x) / 150)) + 8 / (1 + np.exp((3500 - x) / 250))"
        " + np.sin(x)\n"
        "series = [ree.TimeSeries(range(2000, 2020), row) for row in v[:10]]\n"
        "peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "print(peak(), flush=True)\n"
        f"try:\n    {LONG[name]}\n"
        "except KeyboardInterrupt:\n    print(time.time(), peak())\n"
    )
    run = subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, text=True, env=environment()
    )
    assert run.stdout is not None
    before = int(run.stdout.readline())
    time.sleep(1.0)
    sent = time.time()
    run.send_signal(signal.SIGINT)
    out, _ = run.communicate(timeout=60)
    ended, after = out.split()
    assert float(ended) - sent < 2.0  # on a busy machine; alone it is hundredths
    if name in ("country_index", "fit_xy"):
        assert int(after) - before < 64 * 1024  # KiB


def run_script(text: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", text],
        capture_output=True,
        text=True,
        timeout=120,
        env=environment(),
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


SMALL = (
    "import os, threading\nimport numpy as np\nimport reeindex as ree\n"
    "v = 100 + np.random.default_rng(1).normal(size=(2000, 20)).cumsum(axis=1)\n"
)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_fork_after_threads_works() -> None:
    told = run_script(
        SMALL + "one = ree.auto_forecast_batch(v, 3, threads=2).mean\n"
        "ree.fit_batch(v, np.arange(20), threads=2)\n"
        "child = os.fork()\n"
        "if child == 0:\n"
        "    again = ree.auto_forecast_batch(v, 3, threads=2).mean\n"
        "    fits = ree.fit_batch(v, np.arange(20), threads=2)\n"
        "    os._exit(0 if np.array_equal(one, again) else 3)\n"
        "print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))\n"
    )
    assert told == "0\n"


def test_the_interpreter_ends_while_a_batch_runs() -> None:
    told = run_script(
        SMALL + "big = np.lib.stride_tricks.as_strided(v, (20_000_000, 20), (0, 8))\n"
        "work = lambda: ree.fit_batch(big, np.arange(20), threads=2)\n"
        "threading.Thread(target=work, daemon=True).start()\n"
        "import time; time.sleep(0.5); print('end')\n"
    )
    assert told == "end\n"
