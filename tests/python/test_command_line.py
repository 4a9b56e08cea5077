"""The command line: output, files, exit codes, one clear line on misuse."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import reeindex as ree
from reeindex.cli import main


def write(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.fixture
def series_file(tmp_path: Path) -> str:
    mining = ree.load_paper().series("mine_production", "WLD")
    rows = "".join(f"{y},{v:g}\n" for y, v in zip(mining.years, mining.values, strict=True))
    return write(tmp_path / "mining.csv", "year,value\n" + rows)


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["--version"])
    assert stop.value.code == 0
    assert capsys.readouterr().out.strip() == f"reeindex {ree.__version__}"


def test_report_as_text_is_the_default(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Assessment of the rare-earth industry\n")
    assert "12.2 %" in out
    assert "nan" not in out.lower().split()


def test_report_as_markdown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--format", "markdown"]) == 0
    assert capsys.readouterr().out.startswith("# Assessment of the rare-earth industry\n")


def test_report_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--format", "json", "--until", "2030"]) == 0
    data = json.loads(capsys.readouterr().out)
    mining = next(s for s in data["series"] if s["series"]["key"] == "mine_production/WLD")
    assert mining["growth"]["cagr"] == pytest.approx(0.12194140204325588, abs=1e-12)
    logistic = next(f for f in mining["fits"] if f["curve"] == "logistic")
    assert logistic["identification"] == "not identified"
    assert logistic["params"]["K"] == "inf"
    assert mining["forecasts"][0]["years"][-1] == 2030


def test_report_into_a_file(tmp_path: Path) -> None:
    target = tmp_path / "report.md"
    assert main(["report", "--format", "markdown", "-o", str(target)]) == 0
    assert "## 1." in target.read_text(encoding="utf-8")


def test_fit(series_file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fit", series_file, "--curve", "linear"]) == 0
    assert "26.769" in capsys.readouterr().out


def test_fit_as_json(series_file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fit", series_file, "--curve", "logistic", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["status"] == "degenerate"


def test_forecast(series_file: str, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["forecast", series_file, "--curve", "linear", "--horizon", "10", "--level", "0.9"]
    assert main([*command, "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["level"] == 0.9
    assert data["years"] == list(range(2025, 2035))
    assert main(command) == 0
    assert "90 % prediction interval" in capsys.readouterr().out


MISUSE = [
    (["fit", "nowhere.csv"], "nowhere.csv"),
    (["fit", "SERIES", "--curve", "logstic"], "did you mean 'logistic'?"),
    (["fit", "SERIES", "--error", "normal"], "no error model 'normal'"),
    (["forecast", "SERIES", "--curve", "linear", "--horizon", "0"], "horizon"),
    (["forecast", "SERIES", "--curve", "linear", "--level", "1.5"], "level = 1.5"),
    (["report", "--level", "0"], "level = 0"),
    (["report", "--data", "nowhere"], "nowhere"),
    (["report", "-o", "/nowhere/report.txt"], "/nowhere/report.txt"),
]


@pytest.mark.parametrize(("arguments", "message"), MISUSE)
def test_misuse_is_one_line_and_exit_code_2(
    arguments: list[str], message: str, series_file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([series_file if one == "SERIES" else one for one in arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("reeindex: ")
    assert captured.err.count("\n") == 1
    assert message in captured.err


BROKEN = {
    "empty": ("", "empty"),
    "head only": ("year,value\n", "no"),
    "decimal comma": ('year,value\n2013,"9,1"\n', "comma"),
    "semicolons": ("year;value\n2013;9\n", ";"),
    "wrong column": ("year,valu\n2013,9\n", "value"),
    "text": ("year,value\n2013,many\n", "many"),
    "year 0": ("year,value\n0,1\n", "0"),
    "duplicate years": ("year,value\n2013,1\n2013,2\n", "2013"),
    "nan": ("year,value\n2013,nan\n", "nan"),
    "infinite": ("year,value\n2013,inf\n", "inf"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_broken_files(case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text, message = BROKEN[case]
    assert main(["fit", write(tmp_path / "broken.csv", text), "--curve", "linear"]) == 2
    captured = capsys.readouterr()
    assert captured.err.count("\n") == 1
    assert message in captured.err
    assert "Traceback" not in captured.err


@pytest.mark.parametrize("arguments", [[], ["fit"], ["nonsense"], ["report", "--format", "pdf"]])
def test_wrong_words(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    assert "usage: reeindex" in capsys.readouterr().err


def test_as_a_module() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "reeindex", "fit", "nowhere.csv"],
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1


def test_a_closed_pipe_is_no_error() -> None:
    report = subprocess.run(
        f"{sys.executable} -m reeindex report | head -1",
        shell=True,
        check=True,
        capture_output=True,
        text=True,
    )
    assert report.stdout == "Assessment of the rare-earth industry\n"
    assert report.stderr == ""
