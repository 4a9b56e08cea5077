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


def test_help_promises_to_check_and_not_to_recompute(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    assert "check every numeric claim of the paper" in capsys.readouterr().out


def test_report_as_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--format", "text"]) == 0
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
    logistic = next(one["fit"] for one in mining["curves"] if one["curve"] == "logistic")
    assert logistic["identification"] == "not identified"
    assert logistic["params"]["K"] == "inf"
    assert mining["automatic"]["years"][-1] == 2030
    assert mining["scenarios"][0]["years"][-1] == 2030
    assert {one["title"] for one in data["evidence"]["supply"]} >= {"Rare earth reserves"}


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


def test_forecast_is_automatic_without_a_curve(
    series_file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["forecast", series_file, "--until", "2028", "--level", "80,95", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["model"] == "local_global_trend"
    assert data["years"] == [2025, 2026, 2027, 2028]
    assert [one["level"] for one in data["intervals"]] == [0.8, 0.95]
    assert main(["forecast", series_file]) == 0
    text = capsys.readouterr().out
    assert "automatic (local global trend), 95 % prediction interval" in text
    assert main(["forecast", series_file, "--curve", "linear", "--until", "2026"]) == 0
    assert "2026" in capsys.readouterr().out.splitlines()[3]


MISUSE = [
    (["forecast", "SERIES", "--horizon", "0"], "h = 0"),
    (["forecast", "SERIES", "--level", "high"], "--level = 'high'"),
    (["forecast", "SERIES", "--level", "80,"], "--level = '80,'"),
    (["forecast", "SERIES", "--until", "1999"], "until = 1999"),
    (["forecast", "SERIES", "--error", "poisson"], "unless --curve is given"),
    (["forecast", "SERIES", "--curve", "linear", "--level", "80,95"], "one level"),
    (["forecast", "SERIES", "--curve", "linear", "--until", "1999"], "from 1 to 1000 years after"),
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
    "comma of two meanings": ('year,value\n2013,"9,100"\n', "9.100 or 9100"),
    "two separators": ("a;b,c\n1;2,3\n", "separator="),
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
    err = capsys.readouterr().err
    assert err.startswith("reeindex")
    assert err.endswith(" --help\n")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "lines",
    [
        "year,value\n2001,1\n2002,{}\n",
        "year,value,{}\n2001,1,2\n2002,3,3\n",
        "year,value,status\n2001,1,A\n2002,3,{}\n",
        "year,value\n2001,1\n{},3\n",
    ],
)
@pytest.mark.parametrize("letter", ["9", "ä"])
def test_a_message_holds_no_long_value(
    lines: str, letter: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "long.csv"
    path.write_text(lines.format(letter * 200_000), encoding="utf-8")
    assert main(["fit", str(path)]) == 2
    err = capsys.readouterr().err
    assert len(err) < 600
    assert letter * 30 + "..." in err
    assert main(["fit", str(path), "--curve", "x" * 100_000]) == 2
    assert len(capsys.readouterr().err) < 600


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


def test_patents_name_the_lines_that_are_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "export.csv"
    path.write_text(
        "publication,publication_date\nCN113373326B,2019-02-10\nnonsense,2019\n"
        "CN113373327B,2199-01-01\n",
        encoding="utf-8",
    )
    assert main(["patents", "--preset", "plain", str(path)]) == 0
    found = capsys.readouterr()
    assert "Malformed, line 3: publication number 'nonsense' has no number" in found.out
    assert "line 4: publication_date of CN113373327B: a year outside 1790 to 2100" in found.out
    assert main(["patents", "--preset", "plain", "--format", "csv", str(path)]) == 0
    found = capsys.readouterr()
    assert found.out == "year,CN\n2019,1\n"
    assert "Malformed, line 3" in found.err
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r"))
    assert main(["patents", "--preset", "plain", str(path)]) == 0
    assert "Malformed, line 3: publication number 'nonsense'" in capsys.readouterr().out
