"""Batch fits against their peers, one table: bench.py --build FOLDER [--quick] [--write FILE].

FOLDER holds the programs of benchmarks/CMakeLists.txt. The peers are installed under FOLDER: those in Python
into an environment of their own, Ceres' TinySolver, which is one header, from Debian's package. Single-thread times are CPU times, the best of several rounds, so that other work on the
machine disturbs them little; what scales over threads is timed by the clock.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
import workload

from reeindex.batch import BatchFit, fit_batch

HERE = Path(__file__).parent
PEERS = ["numpy", "scipy", "lmfit", "iminuit", "statsmodels", "pandas"]
TOLERANCE = 1e-6


def peer_environment(folder: Path) -> Path:
    """Make the peers' environment once; give its Python."""
    python = folder / "peers" / "bin" / "python"
    if not python.exists():
        venv.create(folder / "peers", with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *PEERS], check=True)
    return python


def tiny_solver(folder: Path) -> Path | None:
    """Compile Ceres' TinySolver on the workload; the header is the system's or that of Debian's package."""
    peers = folder / "peers"
    program = peers / "tiny_solver"
    source = HERE / "tiny_solver.cpp"
    if program.exists() and program.stat().st_mtime > source.stat().st_mtime:
        return program
    folders = [Path("/usr/include"), Path("/usr/local/include"), peers / "ceres/usr/include"]
    if not any((one / "ceres/tiny_solver.h").exists() for one in folders):
        try:
            with tempfile.TemporaryDirectory() as packages:
                subprocess.run(
                    ["apt-get", "-q", "download", "libceres-dev"], cwd=packages, check=True
                )
                for package in Path(packages).glob("*.deb"):
                    subprocess.run(["dpkg", "-x", package, peers / "ceres"], check=True)
        except (OSError, subprocess.CalledProcessError):
            return None
    eigen = [one / "eigen3" for one in folders[:2]]
    eigen += Path(sys.prefix).glob("lib/python*/site-packages/cmeel.prefix/include/eigen3")
    flags = [f"-I{one}" for one in [*eigen, *folders[2:]]]
    compiler = os.environ.get("CXX", "c++")
    command = [compiler, "-std=c++20", "-O3", "-march=native", *flags, source, "-o", program]
    subprocess.run(command, check=True)
    return program


def cpu(function: Any, rounds: int) -> float:
    """Least CPU seconds of this process over some rounds."""
    best = np.inf
    for _ in range(rounds):
        begin = time.process_time()
        function()
        best = min(best, time.process_time() - begin)
    return best


def clock(function: Any, rounds: int) -> float:
    best = np.inf
    for _ in range(rounds):
        begin = time.perf_counter()
        function()
        best = min(best, time.perf_counter() - begin)
    return best


def memory(name: str) -> float:
    """MiB of this process, now (VmRSS) or at most (VmHWM); not a number where there is no /proc."""
    try:
        found = re.search(rf"{name}:\s*(\d+) kB", Path("/proc/self/status").read_text())
    except OSError:
        found = None
    return int(found.group(1)) / 1024 if found else np.nan


def peak(function: Any) -> float:
    """MiB that a call takes at most, its result among them."""
    try:
        ctypes.CDLL(None).malloc_trim(0)  # what earlier calls have left would hide some of it
        Path("/proc/self/clear_refs").write_text("5")
    except (AttributeError, OSError):
        return np.nan
    before = memory("VmRSS")
    result = function()
    most = memory("VmHWM") - before
    del result
    return most


def logistic_sse(values: np.ndarray, parameters: np.ndarray) -> np.ndarray:
    k, r, t0 = (parameters[:, j : j + 1] for j in range(3))
    with np.errstate(all="ignore"):
        model = k / (1 + np.exp(-r * (workload.YEARS - t0)))
        sse = ((values - model) ** 2).sum(1)
    return np.where(np.isfinite(sse), sse, np.inf)


def own(values: np.ndarray, curve: str, simd: str, rounds: int) -> tuple[BatchFit, float]:
    os.environ["REEINDEX_SIMD"] = simd
    try:
        fits = fit_batch(values, workload.YEARS, curve, threads=1)
        seconds = cpu(lambda: fit_batch(values, workload.YEARS, curve, threads=1), rounds)
    finally:
        del os.environ["REEINDEX_SIMD"]
    return fits, seconds / len(values) * 1e6


class Bench:
    def __init__(self, build: Path, quick: bool) -> None:
        self.build = build
        self.quick = quick
        self.python = peer_environment(build)
        self.folder = Path(tempfile.mkdtemp(prefix="reeindex-bench-"))
        self.report: list[str] = []

    def say(self, text: str = "") -> None:
        print(text, flush=True)
        self.report.append(text)

    def program(self, name: str) -> Path | None:
        path = self.build / "benchmarks" / name
        return path if path.exists() else None

    def instruction_sets(self) -> list[str]:
        found = []
        for name in ("avx512", "avx2", "baseline"):
            try:
                own(np.ones((1, 20)), "linear", name, 1)
                found.append(name)
            except ValueError:
                self.say(f"(this machine cannot run {name})")
        return found

    def peer(self, command: list[Any], values: np.ndarray, count: int) -> tuple[np.ndarray, float]:
        """Parameters of a peer's fits and its microseconds per fit."""
        values_path, starts_path, out = (self.folder / f for f in ("values", "starts", "out"))
        np.ascontiguousarray(values[:count]).tofile(values_path)
        workload.starts(values[:count]).tofile(starts_path)
        run = subprocess.run(
            [*map(str, command), str(values_path), str(starts_path), str(count), str(out)],
            check=True,
            capture_output=True,
            text=True,
        )
        return np.fromfile(out).reshape(count, 3), float(run.stdout) / count * 1e6

    def reference(self, values: np.ndarray, shape: str) -> np.ndarray | None:
        program = self.program("batch_reference")
        if program is None:
            return None
        path, out = self.folder / "values", self.folder / "best"
        values.tofile(path)
        subprocess.run([program, str(path), str(len(values)), str(out), shape], check=True)
        return np.fromfile(out)

    def fits(
        self, title: str, values: np.ndarray, curve: str, peers: dict[str, tuple[list[Any], int]]
    ) -> float:
        rounds = 5 if self.quick else 15
        rows: list[tuple[str, float, float, np.ndarray]] = []
        first: BatchFit | None = None
        for simd in self.instruction_sets():
            fits, all_us = own(values, curve, simd, rounds)
            first = first or fits
            good = fits.status == 0
            _, good_us = own(values[good], curve, simd, rounds)
            rows.append((f"reeindex, {simd}", all_us, good_us, fits.sse))
        assert first is not None
        good = first.status == 0
        for name, (command, count) in peers.items():
            # the well-posed alone, too: there the peers' iteration limits burn no time
            parameters, all_us = self.peer(command, values, count)
            _, good_us = self.peer(command, values[good], min(count, int(good.sum())))
            rows.append((name, all_us, good_us, logistic_sse(values[:count], parameters)))
        best = np.full(len(values), np.inf)
        for _, _, _, sse in rows:
            best[: len(sse)] = np.fmin(best[: len(sse)], sse)
        checked = 200 if self.quick else 2000
        careful = self.reference(values[:checked], curve)
        if careful is not None:
            best[:checked] = np.fmin(best[:checked], careful)
        self.say(f"## {title}")
        self.say()
        self.say(
            f"{len(values):,} series of {values.shape[1]} values, {int(good.sum()):,} of them with a finite optimum "
            f"(well-posed), {int((~good).sum()):,} on a limit of the curve. Share: residual sum within 1e-6 of the "
            f"best that any row of the table"
            + (f", or a careful search on the first {checked:,}," if careful is not None else "")
            + " reaches."
        )
        self.say()
        self.say(
            "| | series | µs per fit, all | well-posed | share, all | well-posed | on a limit | times as fast, all | well-posed |"
        )
        self.say("|---|--:|--:|--:|--:|--:|--:|--:|--:|")
        for name, all_us, good_us, sse in rows:
            ok = sse <= best[: len(sse)] * (1 + TOLERANCE)
            part = good[: len(sse)]
            shares = [100 * x.mean() if len(x) else np.nan for x in (ok, ok[part], ok[~part])]
            text = " | ".join("-" if np.isnan(x) else f"{x:.2f} %" for x in shares)
            self.say(
                f"| {name} | {len(sse):,} | {all_us:.3g} | {good_us:.3g} | {text} | "
                f"{all_us / rows[0][1]:,.1f} | {good_us / rows[0][2]:,.1f} |"
            )
        counts = ", ".join(f"{number:,} {name}" for name, number in first.counts().items())
        self.say()
        self.say(f"As named by reeindex: {counts}.")
        self.say()
        return rows[0][1]

    def logistic(self) -> None:
        python, script = self.python, HERE / "peers.py"
        scale = 10 if self.quick else 1
        peers: dict[str, tuple[list[Any], int]] = {}
        tiny = tiny_solver(self.build)
        if tiny is not None:
            peers["Ceres TinySolver"] = ([tiny], 20000 // scale)
        else:
            self.say("(neither Ceres nor its Debian package: TinySolver is left out)")
        peers |= {
            "scipy curve_fit (lm, Jacobian)": ([python, script, "scipy_curve_fit"], 2000 // scale),
            "scipy curve_fit (trf, bounds)": ([python, script, "scipy_trf_bounds"], 500 // scale),
            "iminuit LeastSquares": ([python, script, "iminuit_least_squares"], 500 // scale),
            "lmfit Model": ([python, script, "lmfit_model"], 500 // scale),
        }
        rows = 20000 // (4 if self.quick else 1)
        usual = self.fits("Logistic, 5 % noise", workload.logistic(rows), "logistic", peers)
        self.fits("Logistic, 25 % noise", workload.logistic(rows, 0.25), "logistic", peers)
        gompertz = self.fits("Gompertz, 5 % noise", workload.gompertz(rows), "gompertz", {})
        self.fits("Gompertz, 25 % noise", workload.gompertz(rows, 0.25), "gompertz", {})
        self.say(f"Gompertz takes {gompertz / usual:.2f} times as long as the logistic curve.")
        self.say()

    def lines(self) -> None:
        stream = self.program("batch_stream")
        bandwidth: dict[int, float] = {}
        if stream is not None:
            run = subprocess.run([stream], check=True, capture_output=True, text=True)
            bandwidth = {
                int(a): float(b)
                for a, b in (line.split() for line in run.stdout.split("\n") if line)
            }
        rows = 2**27 // 20
        values = np.tile(workload.logistic(4096), (rows // 4096 + 1, 1))[:rows]
        self.say("## Lines on 1 GiB")
        self.say()
        self.say(
            "New memory for the results has to be cleared by the system first; C++ can give the memory of the result "
            "before."
        )
        self.say()
        self.say("| | µs per line | GB/s read | share of the streaming rate |")
        self.say("|---|--:|--:|--:|")

        def row(label: str, threads: int, us: float) -> None:
            rate = 160 / us / 1e3
            share = f"{100 * rate / bandwidth[threads]:.0f} %" if threads in bandwidth else "-"
            plural = "s" * (threads > 1)
            self.say(f"| {label}, {threads} thread{plural} | {us:.4f} | {rate:.1f} | {share} |")

        again = self.program("batch_lines")
        if again is not None:
            path = self.folder / "values"
            workload.logistic(4096).tofile(path)
            run = subprocess.run([again, path, "4096"], check=True, capture_output=True, text=True)
            for line in run.stdout.splitlines():
                row(
                    "reeindex, into the memory of the result before",
                    int(line.split()[0]),
                    float(line.split()[1]),
                )
        for threads in (1, 2):
            seconds = clock(
                lambda t=threads: fit_batch(values, workload.YEARS, "linear", threads=t), 7
            )
            row("reeindex, into new memory", threads, seconds / rows * 1e6)
        small = workload.logistic(4096)
        us = cpu(lambda: fit_batch(small, workload.YEARS, "linear", threads=1), 200) / 4096 * 1e6
        self.say(f"| reeindex, in cache | {us:.4f} | {160 / us / 1e3:.1f} | |")
        for name, label, count in (
            ("numpy_line", "NumPy, vectorised", 100000),
            ("statsmodels_line", "statsmodels OLS", 500),
        ):
            _, us = self.peer([self.python, HERE / "peers.py", name], values, count)
            self.say(f"| {label} | {us:.4g} | | |")
        for threads, rate in bandwidth.items():
            self.say(
                f"| memory, {threads} thread{'s' * (threads > 1)} | {0.16 / rate:.4f} | {rate:.1f} | 100 % |"
            )
        self.say()

    def scaling(self) -> None:
        self.say("## Size and threads (logistic, 5 % noise, by the clock)")
        self.say()
        self.say(
            "The program's own time leaves out what the system needs to clear new memory for the results."
        )
        self.say()
        self.say(
            "| series | threads | s | µs per fit | program's own, threads added | memory beyond input and output, MiB |"
        )
        self.say("|--:|--:|--:|--:|--:|--:|")
        base = workload.logistic(10000)
        times: dict[int, float] = {}
        code = (
            f"import sys; sys.path.insert(0, {str(HERE)!r})\n"
            "import resource, time, numpy as np\n"
            "from bench import peak\n"
            "from reeindex.batch import fit_batch\n"
            "base = np.load(sys.argv[1]); n = int(sys.argv[2]); threads = int(sys.argv[3])\n"
            "values = np.tile(base, (n // len(base), 1)); years = np.arange(2005.0, 2025.0)\n"
            "fit_batch(values[:1000], years, threads=threads)\n"
            "extra = peak(lambda: fit_batch(values, years, threads=threads))\n"
            "best = own = 1e300\n"
            "def used(): return resource.getrusage(resource.RUSAGE_SELF).ru_utime\n"
            "for _ in range(max(3, 200000 // n)):\n"
            "    begin, before = time.perf_counter(), used()\n"
            "    fits = fit_batch(values, years, threads=threads)\n"
            "    best = min(best, time.perf_counter() - begin)\n"
            "    own = min(own, used() - before)\n"
            "    out = fits.parameters.nbytes * 2 + fits.sse.nbytes + fits.n_obs.nbytes * 2 + 3 * n\n"
            "    del fits\n"
            "print(best, own, extra - out / 2**20)\n"
        )
        np.save(self.folder / "base.npy", base)
        sizes = [10**4, 10**5, 10**6] + ([] if self.quick else [10**7])
        for rows, threads in [(n, 1) for n in sizes] + [(10**6, 2)]:
            run = subprocess.run(
                [
                    sys.executable,
                    "-c",
                    code,
                    str(self.folder / "base.npy"),
                    str(rows),
                    str(threads),
                ],
                check=True,
                capture_output=True,
                text=True,
            )
            seconds, own, extra = map(float, run.stdout.split())
            times[rows if threads == 1 else -rows] = seconds
            self.say(
                f"| {rows:,} | {threads} | {seconds:.4f} | {seconds / rows * 1e6:.3f} "
                f"| {own / rows * 1e6:.3f} | {max(extra, 0):.0f} |"
            )
        self.say()
        self.say(f"Two threads are {times[10**6] / times[-(10**6)]:.2f} times as fast as one.")
        self.say()

    def table(self) -> None:
        try:
            import pandas as pd
        except ImportError:
            self.say("(no pandas: fit_table left out)")
            return
        from reeindex.table import fit_table

        groups = 50_000 if self.quick else 500_000
        rng = np.random.default_rng(workload.SEED)
        table = pd.DataFrame(
            {
                "office": np.array(["CN", "EP", "JP", "KR", "US"])[
                    np.repeat(np.arange(groups), 20) % 5
                ],
                "patent_class": np.repeat(np.arange(groups) // 5, 20).astype(np.int32),
                "year": np.tile(workload.YEARS.astype(np.int32), groups),
                "value": workload.logistic(groups).ravel(),
            }
        ).iloc[rng.permutation(groups * 20)]
        keys = ["office", "patent_class"]
        self.say(f"## fit_table: {len(table):,} rows, {groups:,} groups, shuffled")
        self.say()
        self.say("| | s | MiB at most, the result included |")
        self.say("|---|--:|--:|")
        kinds: dict[str, Any] = {"pandas": table}
        for name in ("polars", "pyarrow"):
            try:
                module = __import__(name)
                kinds[name] = (
                    module.from_pandas(table)
                    if name == "polars"
                    else module.Table.from_pandas(table, preserve_index=False)
                )
            except ImportError:
                self.say(f"| (no {name}) | | |")
        for name, kind in kinds.items():
            most = peak(lambda k=kind: fit_table(k, by=keys))
            seconds = clock(lambda k=kind: fit_table(k, by=keys), 2)
            self.say(f"| reeindex.fit_table, {name} | {seconds:.2f} | {most:,.0f} |")
        sample = table[table.patent_class < 40]
        sample.to_csv(self.folder / "sample.csv", index=False)
        code = (
            "import sys, time, warnings, numpy as np, pandas as pd\n"
            f"sys.path.insert(0, {str(HERE)!r})\n"
            "import peers, workload\n"
            "warnings.simplefilter('ignore'); np.seterr(all='ignore')\n"
            "table = pd.read_csv(sys.argv[1])\n"
            "def one(group):\n"
            "    group = group.sort_values('year'); y = group['value'].to_numpy()[None]\n"
            "    return pd.Series(peers.scipy_curve_fit(y, workload.starts(y))[0], ['K', 'r', 't0'])\n"
            "begin = time.perf_counter()\n"
            "table.groupby(['office', 'patent_class'])[['year', 'value']].apply(one)\n"
            "print(time.perf_counter() - begin)\n"
        )
        run = subprocess.run(
            [self.python, "-c", code, self.folder / "sample.csv"],
            check=True,
            capture_output=True,
            text=True,
        )
        tenth = table[table.patent_class < groups // 50]
        constants = pd.Series([1.0, 1.0, 1.0], ["K", "r", "t0"])
        most = 10 * peak(
            lambda: tenth.groupby(keys)[["year", "value"]].apply(lambda group: constants.copy())
        )
        count = len(sample) // 20
        seconds = float(run.stdout)
        self.say(
            f"| pandas groupby.apply with scipy curve_fit, extrapolated from {count} groups in {seconds:.2f} s "
            f"| {seconds / count * groups:,.0f} | {most:,.0f} |"
        )
        self.say()
        self.say(
            "Its memory is extrapolated from a tenth of the table and a function that returns three constants."
        )
        self.say()

    def head(self) -> None:
        model = ""
        if Path("/proc/cpuinfo").exists():
            found = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
            model = found.group(1) if found else ""
        versions = subprocess.run(
            [self.python, "-c", "import importlib.metadata as m, sys\nprint(*(f'{p} {m.version(p)}' for p in sys.argv[1:]), sep=', ')", *PEERS],
            check=True, capture_output=True, text=True,
        ).stdout.strip()  # fmt: skip
        self.say("# Batch fits: measurements")
        self.say()
        self.say(
            f"Written by `make bench` (benchmarks/batch/bench.py, seed {workload.SEED}) on {model or platform.machine()}, "
            f"{os.cpu_count()} cores, Python {platform.python_version()}; peers: {versions}, Ceres TinySolver compiled "
            "with -O3 -march=native. Peers start from 1.2 times the maximum, rate 0.3 and the first year at half of the "
            "maximum; the batch starts itself, and its time includes standard errors, verdicts and the comparison with "
            "the limits of the curve. Single-thread times are CPU times, the best of several rounds."
        )
        self.say()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", type=Path, required=True)
    parser.add_argument("--quick", action="store_true", help="a tenth of the work")
    parser.add_argument("--write", type=Path, help="Markdown file for the table")
    parser.add_argument("--only", default="logistic,lines,scaling,table", help="parts, by comma")
    arguments = parser.parse_args()
    bench = Bench(arguments.build.resolve(), arguments.quick)
    bench.head()
    for part in arguments.only.split(","):
        getattr(bench, part)()
    if arguments.write is not None:
        arguments.write.write_text("\n".join(bench.report).rstrip() + "\n", encoding="utf-8")
        print(f"written: {arguments.write}")


if __name__ == "__main__":
    main()
