"""Files, pipes, locales, and names that other programs take for code."""

from __future__ import annotations

import errno
import io
import json
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from matplotlib import pyplot as plt

import reeindex as ree
from reeindex.cli import main
from reeindex.files import write_file
from reeindex.text_table import padded, text_width

NAMES = [
    "<b>bold</b> & 'more' \"quotes\"",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "@SUM(A1)",
    "$x^2",
    r"$\frac{1}$ and $\undefined$",
    "%s %d {0} {name}",
    "稀土 レアアース 희토류",
    "e\u0301 combining",
    "\u202eright to left",
    "line\nbreak",
    "tab\there",
    "`code` **bold** [link](x)",
    "|pipe|",
    "# heading",
    "a" * 500,
]


# --- files


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    target = tmp_path / "report.txt"
    write_file(target, "old")
    target.chmod(0o640)
    write_file(str(target), "新")
    assert target.read_text(encoding="utf-8") == "新"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert [one.name for one in tmp_path.iterdir()] == ["report.txt"]
    link = tmp_path / "link"
    link.symlink_to(target)
    write_file(link, "through a link")
    assert link.is_symlink()
    assert target.read_text() == "through a link"


@pytest.mark.parametrize("failing", ["fsync", "replace", "chmod"])
def test_a_full_disk_leaves_the_old_file(
    failing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "report.txt"
    target.write_text("old")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os if failing == "fsync" else Path, failing, full)
    with pytest.raises(OSError, match=r"cannot write .*: No space left on device"):
        write_file(target, "new")
    assert target.read_text() == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["report.txt"]


def test_ctrl_c_while_writing_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "report.txt"
    target.write_text("old")

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        write_file(target, "new")
    assert target.read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 1


def test_what_cannot_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "-o", str(tmp_path)]) == 2
    assert "it is a folder" in capsys.readouterr().err
    assert main(["report", "-o", str(tmp_path / "no" / "report.txt")]) == 2
    assert "No such file or directory" in capsys.readouterr().err
    if Path("/dev/full").exists():
        assert main(["report", "-o", "/dev/full"]) == 2
        assert "No space left on device" in capsys.readouterr().err


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_read_only_folders_and_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "report.txt"
    target.write_text("old")
    target.chmod(0o444)
    assert main(["report", "-o", str(target)]) == 2
    assert "it is read-only" in capsys.readouterr().err
    tmp_path.chmod(0o555)
    try:
        assert main(["report", "-o", str(tmp_path / "new.txt")]) == 2
        assert "Permission denied" in capsys.readouterr().err
    finally:
        tmp_path.chmod(0o755)


COMMANDS = ["report", "report --format json", "audit", "audit --format json", "index"]


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.skipif(os.name != "posix", reason="a pipe of a shell")
def test_closed_pipes_of_every_command(command: str) -> None:
    done = subprocess.run(
        f"set -o pipefail; {sys.executable} -m reeindex {command} | head -c 20",
        shell=True,
        executable=shutil.which("bash") or "/bin/sh",
        capture_output=True,
        check=False,
    )
    assert done.stderr == b""
    assert len(done.stdout) == 20
    assert done.returncode == 0


def test_a_full_standard_output_is_an_error() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "reeindex", "index"], stdout=full, stderr=subprocess.PIPE,
            check=False, text=True,
        )  # fmt: skip
    assert done.returncode != 0
    assert "No space left on device" in done.stderr
    assert done.stderr.count("\n") == 1


def test_german_numbers_of_the_locale_change_nothing(tmp_path: Path) -> None:
    localedef = shutil.which("localedef")
    if localedef is None:
        pytest.skip("no localedef")
    made = subprocess.run(
        [localedef, "-i", "de_DE", "-f", "UTF-8", str(tmp_path / "de_DE.UTF-8")],
        capture_output=True,
        check=False,
    )
    if not (tmp_path / "de_DE.UTF-8" / "LC_NUMERIC").exists():
        pytest.skip(f"localedef: {made.stderr.decode(errors='replace')[:200]}")
    program = (
        "import locale, sys, io\n"
        "if sys.argv[1] == 'german':\n"
        "    locale.setlocale(locale.LC_ALL, 'de_DE.UTF-8')\n"
        "    assert locale.localeconv()['decimal_point'] == ','\n"
        "import reeindex as ree\n"
        "series = ree.read_csv(io.StringIO('year,value\\n2018,1.5\\n2019,2.25\\n2020,4\\n'))\n"
        "fit = ree.fit(series, 'linear')\n"
        "print(series, fit, ree.forecast(fit, 2), ree.Unit('10*3.m3/a'), sep='\\n')\n"
        "print(ree.TimeSeries([2019], [1234567.5], unit='kt'))\n"
    )
    outputs = [
        subprocess.run(
            [sys.executable, "-c", program, language],
            env={**os.environ, "LOCPATH": str(tmp_path)},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for language in ("english", "german")
    ]
    assert outputs[0] == outputs[1]
    assert "2.25" in outputs[0]


# --- names


@pytest.mark.parametrize("name", NAMES)
def test_names_in_text_and_html(name: str) -> None:
    series = ree.TimeSeries([2018, 2019, 2020, 2021], [1, 2, 3.5, 4], title=name)
    fit = ree.fit(series, "linear")
    forecast = ree.forecast(fit, 2)
    for one in (series, fit, forecast, ree.compare(series, ["linear", "exponential"])):
        assert repr(one)
        assert "<b>bold</b>" not in one._repr_html_()
    assert json.loads(json.dumps(ree.to_dict(fit), allow_nan=False))


@pytest.mark.filterwarnings("ignore:Glyph:UserWarning", "ignore:constrained_layout:UserWarning")
@pytest.mark.parametrize("name", NAMES)
def test_names_in_figures(name: str) -> None:
    plt.switch_backend("Agg")
    series = ree.TimeSeries([2018, 2019, 2020, 2021], [1, 2, 3.5, 4], title=name, unit="{$x^}")
    axes = ree.plot(ree.forecast(ree.fit(series, "linear"), 2))
    figure = getattr(axes, "figure", axes)
    figure.savefig(io.BytesIO(), format="png")
    plt.close("all")


@pytest.mark.parametrize("name", NAMES)
def test_names_in_files(name: str) -> None:
    text = pd.DataFrame({"area": [name, name], "year": [2019, 2020], "value": [1, 2]}).to_csv(
        index=False
    )
    series = ree.read_csv(io.StringIO(text))
    assert series.area == name.strip()
    assert series.values.tolist() == [1.0, 2.0]


@pytest.mark.parametrize("name", [one for one in NAMES if "\n" not in one])
def test_names_in_composites_and_listings(name: str) -> None:
    table = pd.DataFrame({"a": [1, 2, 3], name: [3, 1, 2]}, index=[name, "y", "z"])
    index = ree.composite_index(table, [1, 1])
    assert name in repr(index)
    assert "<b>bold</b>" not in index._repr_html_()
    listing = ree.read_csv_series(
        io.StringIO(f'area,year,value\n"{name.replace(chr(34), "")}",2019,1\n')
    )
    assert "<b>bold</b>" not in listing._repr_html_()
    assert len(listing.to_pandas()) == 1


# --- width of text


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("abc", 3),
        ("稀土", 4),
        ("\uff46\uff55\uff4c\uff4c", 8),
        ("ﾊﾝｶｸ", 4),
        ("한국", 4),
        ("e\u0301", 1),
        ("é", 1),
        ("\u200b", 0),
        ("👍", 2),
        ("ñandú", 5),
        ("a\u0300\u0301b", 2),
        ("№", 1),
    ],
)
def test_columns_of_a_text(text: str, width: int) -> None:
    assert text_width(text) == width
    assert text_width(padded(text, 10)) == 10
    assert padded(text, 10, right=True).endswith(text)


def test_tables_line_up_whatever_the_script() -> None:
    units = ["中国", "Chile", "日本国", "Perú", "한국"]
    table = pd.DataFrame({"a": [5, 1, 2, 4, 3], "b": [1, 2, 3, 4, 5]}, index=units)
    rows = repr(ree.composite_index(table, [1, 1])).splitlines()[2 : 2 + len(units)]
    ends = set()
    for row in rows:
        unit = next(one for one in units if one in row)
        ends.add(
            text_width(row[: row.index(unit) + len(unit)])
            + len(row.split(unit)[1])
            - len(row.split(unit)[1].lstrip())
        )
    assert len({text_width(row.rsplit(" to ", 1)[0].rstrip("0123456789")) for row in rows}) == 1


# --- texts that are none

SERIES = ree.TimeSeries([2018, 2019, 2020, 2021], [1, 2, 3.5, 4])
WRONG_TEXTS = [b"\xff", b"\xc3\x28", "\ud800", "\udfff x"]
TEXT_CALLS = {
    "basis": lambda text: ree.TimeSeries([2019], [1], basis=text),
    "unit": lambda text: ree.TimeSeries([2019], [1], unit=text),
    "missing": lambda text: ree.TimeSeries([2019], [1], missing=text),
    "status": lambda text: ree.TimeSeries([2019], [1], status=[text]),
    "view": lambda text: SERIES.with_view(text),
    "element": lambda text: ree.element(text),
    "country": lambda text: ree.country(text),
    "office": lambda text: ree.office(text),
    "status meaning": lambda text: ree.status_meaning(text),
    "curve": lambda text: ree.fit(SERIES, text),
    "error": lambda text: ree.fit(SERIES, "linear", error=text),
    "method": lambda text: ree.forecast(ree.fit(SERIES, "linear"), method=text),
    "key": lambda text: ree.load_paper()[text],
    "csv year": lambda text: ree.read_csv(io.StringIO("year,value\n2019,1\n"), year=text),
    "csv na": lambda text: ree.read_csv(io.StringIO("year,value\n2019,1\n"), na=text),
    "csv where": lambda text: ree.read_csv(io.StringIO("year,value\n2019,1\n"), where={text: "a"}),
    "csv path": lambda text: ree.read_csv(text),
    "dataset": lambda text: ree.read_dataset(text),
    "patents": lambda text: ree.read_patents(text),
}


@pytest.mark.parametrize("text", WRONG_TEXTS)
@pytest.mark.parametrize("call", TEXT_CALLS)
def test_texts_that_are_none(call: str, text: object) -> None:
    with pytest.raises((ree.Error, TypeError)):
        TEXT_CALLS[call](text)


@pytest.mark.parametrize("values", [np.array([1j, 2j]), np.array([1 + 0j]), [1j, 2j]])
def test_complex_numbers(values: object) -> None:
    for call in (
        lambda: ree.TimeSeries([2019, 2020][: len(values)], values),
        lambda: ree.fit_xy(values, values, "linear"),
        lambda: ree.hhi(values),
        lambda: ree.growth(values),
    ):
        with pytest.raises((ree.Error, TypeError)):
            call()
