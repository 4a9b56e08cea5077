"""Command line of reeindex."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

import reeindex as ree
from reeindex import data_command, patents_command, report_command
from reeindex.auditing import run_audit
from reeindex.automatic import checked_levels
from reeindex.files import write_file
from reeindex.reader_arguments import add_reader_arguments, read_series

if TYPE_CHECKING:
    from reeindex import FitResult, TimeSeries

MISUSE = 2
#: As a shell says it of SIGINT.
INTERRUPTED = 130


class _Parser(argparse.ArgumentParser):
    """Tells misuse in one line."""

    def error(self, message: str) -> NoReturn:
        line = " ".join(message.split())
        line = line if len(line) <= 300 else line[:300] + "..."
        self.exit(MISUSE, f"{self.prog}: {line}; see {self.prog} --help\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="reeindex",
        description="Assess the rare-earth industry and forecast annual series.",
    )
    parser.add_argument("--version", action="version", version=f"reeindex {ree.__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)

    report = commands.add_parser(
        "report",
        help="assess the embedded data, or a folder of tables",
        description="Print the first screen of the report and write report.html, or print the whole "
        "report in a format.",
    )
    report_command.add_arguments(report)
    report.set_defaults(run=report_command.run)

    init = commands.add_parser(
        "init", help="write a folder of tables to fill for a report of your own"
    )
    report_command.add_init_arguments(init)
    init.set_defaults(run=report_command.run_init)

    fit = commands.add_parser("fit", help="fit a curve to a series in a CSV file")
    _add_fit_arguments(fit)
    fit.set_defaults(run=_fit)

    forecast = commands.add_parser(
        "forecast",
        help="forecast a series in a CSV file",
        description="Forecast a series: automatically, or along a curve where --curve names one.",
    )
    add_reader_arguments(forecast)
    ahead = forecast.add_mutually_exclusive_group()
    ahead.add_argument("--horizon", "-H", type=int, help="years ahead; default: 5")
    ahead.add_argument("--until", type=int, metavar="YEAR", help="last year to forecast")
    forecast.add_argument(
        "--level",
        default="0.95",
        help="coverage of the interval, 0.95 or 95; several after commas: 80,95",
    )
    forecast.add_argument(
        "--include-provisional", action="store_true", help="use provisional observations too"
    )
    forecast.add_argument("--curve", help="follow the fit of a curve instead, such as logistic")
    forecast.add_argument("--error", help="error model of the fit; default: gaussian")
    forecast.add_argument("--method", help="how the interval of a curve is found")
    forecast.add_argument("--json", action="store_true", help="print JSON")
    forecast.set_defaults(run=_forecast)

    audit = commands.add_parser("audit", help="check every numeric claim of the paper")
    audit.add_argument("--format", choices=["text", "markdown", "json"], default="text")
    audit.add_argument("--sources", action="store_true", help="on the other embedded sources too")
    audit.set_defaults(run=_audit)

    data = commands.add_parser("data", help="list, show or export the embedded data")
    data_command.add_arguments(data)
    data.set_defaults(run=data_command.run)

    patents = commands.add_parser("patents", help="count an export of a patent database")
    patents_command.add_arguments(patents)
    patents.set_defaults(run=patents_command.run)

    index = commands.add_parser("index", help="rank the countries of the paper, with intervals")
    index.set_defaults(run=_index)
    return parser


def _add_fit_arguments(parser: argparse.ArgumentParser) -> None:
    add_reader_arguments(parser)
    parser.add_argument("--curve", default="logistic", help="default: logistic")
    parser.add_argument("--error", default="gaussian", help="error model; default: gaussian")
    parser.add_argument("--level", type=float, default=0.95, help="level of intervals")
    parser.add_argument(
        "--include-provisional", action="store_true", help="use provisional observations too"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


def _json(data: object) -> str:
    return json.dumps(data, indent=2, ensure_ascii=False, allow_nan=False)


def _fitted(arguments: argparse.Namespace) -> tuple[TimeSeries, FitResult]:
    series = read_series(arguments)
    fit = ree.fit(
        series,
        arguments.curve,
        error=arguments.error,
        include_provisional=arguments.include_provisional,
        level=arguments.level,
    )
    return series, fit


def _fit(arguments: argparse.Namespace) -> str:
    _, fit = _fitted(arguments)
    return _json(ree.to_dict(fit)) if arguments.json else repr(fit)


def _levels(text: str) -> list[float]:
    try:
        return [float(one) for one in text.split(",")]
    except ValueError:
        raise ree.InvalidArgument(
            "--level", repr(text), "a number, or numbers after commas"
        ) from None


def _forecast(arguments: argparse.Namespace) -> str:
    levels = checked_levels(_levels(arguments.level))
    if arguments.curve is not None:
        return _curve_forecast(arguments, levels)
    for option in ("error", "method"):
        if getattr(arguments, option) is not None:
            raise ree.InvalidArgument(
                f"--{option}", getattr(arguments, option), "left out unless --curve is given"
            )
    forecast = ree.auto_forecast(
        read_series(arguments),
        arguments.horizon,
        until=arguments.until,
        level=levels,
        include_provisional=arguments.include_provisional,
    )
    return _json(ree.to_dict(forecast)) if arguments.json else repr(forecast)


def _curve_forecast(arguments: argparse.Namespace, levels: list[float]) -> str:
    if len(levels) != 1:
        raise ree.InvalidArgument("--level", arguments.level, "one level where --curve is given")
    arguments.level = levels[0]
    arguments.error = arguments.error or "gaussian"
    _, fit = _fitted(arguments)
    years = None
    horizon = 5 if arguments.horizon is None else arguments.horizon
    if arguments.until is not None:
        last = int(fit.years[-1])
        if not last < arguments.until <= last + 1000:
            raise ree.InvalidArgument(
                "--until", str(arguments.until), f"from 1 to 1000 years after {last}"
            )
        years = list(range(last + 1, arguments.until + 1))
    forecast = ree.forecast(
        fit,
        horizon=horizon if years is None else None,
        years=years,
        level=levels[0],
        method=arguments.method or "automatic",
    )
    return _json(ree.to_dict(forecast)) if arguments.json else repr(forecast)


def _audit(arguments: argparse.Namespace) -> str:
    return run_audit(arguments.format, sources=arguments.sources)


def _index(_: argparse.Namespace) -> str:
    return repr(ree.country_index(ree.load_paper()))


def _drop_output() -> None:
    """Let what is left in the buffer go nowhere when the interpreter closes its files."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _print(text: str) -> None:
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        _drop_output()
        raise type(error)(f"cannot write the output: {error.strerror}") from None


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line.

    Parameters
    ----------
    argv
        Arguments without the program's name; those of the process by default.

    Returns
    -------
    int
        0 done, 2 misuse (with one line on standard error), 130 stopped by Ctrl-C.
    """
    arguments = _parser().parse_args(argv)
    try:
        text: str = arguments.run(arguments)
        if not text.endswith("\n"):
            text += "\n"
        output = getattr(arguments, "output", None)
        if output is None:
            _print(text)
        else:
            write_file(output, text)
    except BrokenPipeError:  # the reader of a pipe has seen enough
        _drop_output()
        return 0
    except KeyboardInterrupt:
        sys.stderr.write("reeindex: stopped\n")
        return INTERRUPTED
    except (ree.Error, ImportError, OSError) as error:
        message = " ".join(str(error).split())
        sys.stderr.write(f"reeindex: {message}\n")
        return MISUSE
    return 0
