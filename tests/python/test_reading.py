"""Files of statistics: layouts, what is understood of a file, options, and the command line."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

import reeindex as ree
from reeindex.cli import main

SAMPLES = Path(__file__).parent.parent / "data" / "layouts"
NAMES = sorted(path.stem for path in SAMPLES.iterdir() if path.stem in ree.layouts())


def text(content: str) -> io.StringIO:
    return io.StringIO(content)


def test_every_layout_has_a_sample() -> None:
    assert sorted(ree.layouts()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_sample_is_recognised_and_told(name: str) -> None:
    file = next(SAMPLES.glob(f"{name}.*"))
    series = ree.read_csv_series(file)
    reading = series[0].reading
    assert reading is not None
    assert (reading.layout, reading.by["layout"]) == (name, "found")
    assert reading.publisher == ree.layouts()[name]
    assert reading.series == len(series)
    header = set(reading.columns) | set(reading.ignored)
    assert len(header) == len(reading.columns) + len(reading.ignored)
    page = repr(reading)
    for part in ("layout", "encoding", "separator", "header", "preamble", "columns", "left out"):
        assert f"\n{part}" in page
    assert all(column in page for column in reading.ignored)
    assert all(mark in page for mark in reading.markers)
    assert all(one.reading == reading or repr(one.reading) == page for one in series)
    assert "<table>" in reading._repr_html_()
    again = pickle.loads(pickle.dumps(series[0]))
    assert again == series[0]
    assert repr(again.reading) == page
    # the same layout stated, and the same file as plain text that nobody recognises
    assert ree.read_csv_series(file, layout=name) == series
    with pytest.raises(ree.DataError):
        ree.read_csv_series(file, layout="plain", wide=False)


def test_marks_become_the_statuses_of_their_source() -> None:
    usgs = ree.read_csv_series(SAMPLES / "usgs_mcs.csv")
    statuses = {one.indicator.split(",")[0] + "/" + s for one in usgs for s in one.status}
    assert {"Production/Q", "Production/O", "Net import reliance/M"} <= statuses
    assert usgs[-1].observations[0].qualifier == "more_than"
    assert usgs[0].reading is not None
    assert usgs[0].reading.counts == {"W": 1, "\u2014": 1, "E": 1, ">": 1}
    assert usgs[0].reading.encoding == "cp1252"
    assert usgs[0].reading.units["thousand metric tons"] == "kt"
    eurostat = ree.read_csv_series(SAMPLES / "eurostat_tsv.tsv")
    assert [one.status for one in eurostat] == [["A", "Q", "P"], ["O", "E", "M"]]
    myb = ree.read_csv_series(SAMPLES / "usgs_myb.csv")
    assert myb[0].observations[0].note == "revised; footnote 3"
    assert [one.status for one in myb] == [["A", "A", "E"], ["L", "E", "O"], ["A", "A", "A"]]
    assert (myb[0].unit, myb[0].basis) == ("t", "REO")


def test_lines_around_the_table_are_told() -> None:
    reading = ree.read_csv_series(SAMPLES / "undata.csv")[0].reading
    assert reading is not None
    assert [line for line, _ in reading.footer] == [6, 7, 8]
    assert reading.periods == [(2, "'2007-2010': period 2007 to 2010, its last year")]
    reading = ree.read_csv_series(SAMPLES / "world_bank.csv")[0].reading
    assert reading is not None
    assert reading.header_line == 5
    assert [line for line, _ in reading.preamble] == [1, 3]


def test_a_file_that_the_user_describes() -> None:
    german = SAMPLES / "german.csv"
    series = ree.read_csv(
        german, year="Jahr", value="Menge", ignore="*", unit="thousand metric tons"
    )
    assert series.values[:2].tolist() == [1234.5, 7.25]
    assert (series.unit, series.status) == ("kt", ["A", "A", "O"])
    assert series.reading is not None
    assert (series.reading.separator, series.reading.decimal) == (";", ",")
    assert series.reading.ignored == {"Bemerkung": "by ignore='*'"}
    wide = "Land;2019;2020\nA;1,5;2,5\nB;3;4\n"
    one, two = ree.read_csv_series(text(wide), wide=True, area="Land", decimal=",")
    assert (one.area, one.values.tolist(), two.values.tolist()) == ("A", [1.5, 2.5], [3.0, 4.0])


def test_several_columns_of_values_and_of_the_indicator() -> None:
    content = "Year,Region,Kind,a,b\n2019,X,mine,1,2\n2020,X,mine,3,4\n"
    series = ree.read_csv_series(
        text(content), year="Year", value=["a", "b"], area="Region", indicator=["Kind"]
    )
    assert [one.key for one in series] == ["mine, a/X", "mine, b/X"]
    series = ree.read_csv_series(
        text(content), year="Year", value="*", area="Region", indicator=["Kind", "Region"]
    )
    assert [one.indicator for one in series] == ["mine, X, a", "mine, X, b"]


def test_rows_are_chosen() -> None:
    content = "year,value,sex\n2019,1,f\n2019,2,m\n2020,3,f\n"
    series = ree.read_csv(text(content), where={"sex": "f"}, ignore="sex")
    assert series.values.tolist() == [1.0, 3.0]
    assert series.reading is not None
    assert series.reading.rows_left_out == 1
    with pytest.raises(ree.DataError, match=r"the rows differ in 'sex' \('f', 'm'\)"):
        ree.read_csv(text(content), ignore="sex")
    with pytest.raises(ree.DataError, match="no row is left by where"):
        ree.read_csv(text(content), where={"sex": "x"}, ignore="sex")


def test_encodings_that_python_knows(tmp_path: Path) -> None:
    file = tmp_path / "china.csv"
    file.write_bytes("year,value,note\n2019,5,稀土\n".encode("gbk"))
    series = ree.read_csv(file, encoding="gbk")
    assert series.observations[0].note == "稀土"
    assert series.reading is not None
    assert series.reading.encoding == "gbk"
    with pytest.raises(ree.DataError, match="state its encoding"):
        ree.read_csv(file)
    file.write_bytes(b"year,value\n2019,\xff\n")
    with pytest.raises(ree.DataError, match="line 2: holds bytes that big5 does not have"):
        ree.read_csv(file, encoding="big5")
    with pytest.raises(ree.InvalidArgument, match="an encoding that Python knows"):
        ree.read_csv(file, encoding="klingon")


def test_a_stated_unit_and_the_one_of_the_file() -> None:
    content = "Entity,Year,Unit,x\n"
    assert ree.read_csv(text("year,value,unit\n2019,1,t\n"), unit="unit").unit == "t"
    faostat = SAMPLES / "faostat.csv"
    assert ree.read_csv(faostat, unit="tonnes").unit == "t"
    with pytest.raises(ree.UnitError, match="unit 't', but unit = 'kg' is stated"):
        ree.read_csv(faostat, unit="kg")
    assert content


def test_areas_are_in_the_first_line() -> None:
    series = ree.read_csv_series(text("area,year,value\nNA,2019,5\nCL,2019,3\n"))
    assert [repr(one).split("\n")[0] for one in series] == [
        "TimeSeries <input>: NA",
        "TimeSeries <input>: CL",
    ]
    assert repr(ree.TimeSeries([2019], [1], area="CL")).startswith("TimeSeries CL\n")
    assert repr(ree.TimeSeries([2019], [1], area="CL", title="Copper")).startswith(
        "TimeSeries Copper, CL\n"
    )


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("metric tons", "t"),
        ("thousand metric tons", "kt"),
        ("tonnes (metric)", "t"),
        ("million tonnes", "Mt"),
        ("thousand t", "kt"),
        ("percent", "%"),
        ("Per cent", "%"),
        ("US dollars", "USD"),
        ("million US$", "10*6.USD"),
        ("kilograms", "kg"),
        ("thousand kilograms", "t"),
        ("metr. t", "t"),
        ("billion euros", "10*9.EUR"),
        ("persons", "{person}"),
        ("cubic metres", "m3"),
    ],
)
def test_units_in_words(words: str, code: str) -> None:
    with pytest.raises(ree.InvalidArgument) as caught:
        ree.TimeSeries([2019], [1], unit=words)
    assert f"did you mean '{code}'" in str(caught.value)
    assert ree.read_csv(text("year,value\n2019,1\n"), unit=words).unit == code
    assert ree.Unit(code).code == code


def test_units_that_may_be_several() -> None:
    with pytest.raises(ree.InvalidArgument, match=r"metric \(t\), short \(907 kg\) or long"):
        ree.TimeSeries([2019], [1], unit="thousand tons")
    series = ree.read_csv(text("year,value\n2019,1\n"), unit="metric tons of REO equivalent")
    assert (series.unit, series.basis) == ("t", "REO")


def test_objects_that_can_be_read(tmp_path: Path) -> None:
    content = b"year,value\n2019,5\n"
    file = tmp_path / "x.csv"
    file.write_bytes(content)
    with file.open("rb") as opened:
        assert ree.read_csv(opened).title == "x"
    assert ree.read_csv(io.BytesIO(content)).title == "<input>"
    with pytest.raises(ree.InvalidArgument, match="a text without lone surrogates"):
        ree.read_csv(text("year,value\n2019,\ud800\n"))


# --- bad input: the options of read_csv and the content of files

OPTIONS: list[tuple[dict[str, object], type[Exception], str]] = [
    ({"separator": ",,"}, ree.InvalidArgument, "separator = ',,'"),
    ({"separator": '"'}, ree.InvalidArgument, "separator"),
    ({"separator": 5}, ree.InvalidArgument, "separator = 5: must be a text"),
    ({"separator": ";"}, ree.DataError, "columns are separated by ',', not by ';'"),
    ({"decimal": ";"}, ree.InvalidArgument, "decimal = ';': must be '.' or ','"),
    ({"decimal": ".."}, ree.InvalidArgument, "decimal = '..'"),
    ({"thousands": "'"}, ree.InvalidArgument, "thousands"),
    ({"decimal": ",", "thousands": ","}, ree.InvalidArgument, "another mark than the decimal one"),
    ({"skip": -1}, ree.InvalidArgument, "skip = -1"),
    ({"skip": 1.5}, ree.InvalidArgument, "skip = 1.5"),
    ({"skip": True}, ree.InvalidArgument, "skip = True"),
    ({"skip": 99}, ree.DataError, "no header below the 99 lines that skip leaves out"),
    ({"skip": 1}, ree.DataError, "no column 'year'"),
    ({"wide": 1}, ree.InvalidArgument, "wide = 1"),
    ({"wide": "yes"}, ree.InvalidArgument, "wide = 'yes'"),
    ({"wide": True}, ree.DataError, "no column has a year in its name"),
    ({"period": "middle"}, ree.InvalidArgument, "period = 'middle': must be 'first' or 'last'"),
    ({"period": 1}, ree.InvalidArgument, "period = 1: must be a text"),
    ({"layout": "owdi"}, ree.NotFound, "no layout 'owdi'; did you mean 'owid'?"),
    ({"layout": 1}, ree.InvalidArgument, "layout = 1: must be a text"),
    ({"encoding": "nonsense"}, ree.InvalidArgument, "encoding = 'nonsense'"),
    ({"encoding": 8}, ree.InvalidArgument, "encoding = 8: must be a text"),
    ({"encoding": "utf-16"}, ree.DataError, "no byte order mark"),
    ({"encoding": "utf-16-le"}, ree.DataError, "cut within a character"),
    ({"encoding": "base64"}, (ree.InvalidArgument, ree.DataError), ""),
    ({"year": "yeer"}, ree.DataError, "no column 'yeer'; did you mean 'year'?"),
    ({"year": 2019}, ree.InvalidArgument, "year = 2019: must be a text"),
    ({"year": "value"}, ree.DataError, "column 'value' cannot be the value: it is year"),
    ({"value": "vaule"}, ree.DataError, "no column 'vaule'; did you mean 'value'?"),
    ({"value": ["value", "other"]}, ree.DataError, "no column 'other'"),
    ({"value": 5}, ree.InvalidArgument, "value = 5: must be a text or a sequence of texts"),
    ({"value": ["value", 5]}, ree.InvalidArgument, "value = ['value', 5]"),
    ({"value": ["value", "value"]}, ree.DataError, "cannot be the value: it is value"),
    ({"area": ["a"]}, ree.InvalidArgument, "area = ['a']: must be a text"),
    ({"indicator": {"a": 1}}, ree.InvalidArgument, "indicator = {'a': 1}"),
    ({"indicator": ["a", "b"]}, ree.DataError, "no column 'a'"),
    ({"unit": "tons"}, ree.InvalidArgument, "tons may be metric (t)"),
    ({"unit": "furlongs"}, ree.InvalidArgument, "unit = 'furlongs'"),
    ({"unit": 5}, ree.InvalidArgument, "unit = 5"),
    ({"basis": "oxid"}, ree.DataError, "no basis 'oxid'"),
    ({"basis": 5}, ree.InvalidArgument, "basis = 5"),
    ({"status": "state"}, ree.DataError, "no column 'state'"),
    ({"title": 5}, ree.InvalidArgument, "title = 5"),
    ({"title": "\ud800"}, ree.InvalidArgument, "without lone surrogates"),
    ({"ignore": "nothing"}, ree.DataError, "no column 'nothing'"),
    ({"ignore": 5}, ree.InvalidArgument, "ignore = 5"),
    ({"ignore": b"*"}, ree.InvalidArgument, "ignore = b'*'"),
    ({"where": "a"}, ree.InvalidArgument, "where = 'a'"),
    ({"where": {5: "a"}}, ree.InvalidArgument, "where = {5: 'a'}"),
    ({"where": {"sex": "f"}}, ree.DataError, "no column 'sex', which where names"),
    ({"na": 5}, ree.InvalidArgument, "na = 5"),
    ({"na": {"x": "Z"}}, ree.InvalidArgument, "status = 'Z'"),
    ({"na": {"x": "A"}}, ree.InvalidArgument, "na = x: A: must be statuses of missing values"),
    ({"na": {"x": 1}}, ree.InvalidArgument, "na = {'x': 1}"),
]


@pytest.mark.parametrize(("options", "error", "message"), OPTIONS)
def test_options_out_of_range(
    options: dict[str, object], error: type[Exception], message: str
) -> None:
    for read in (ree.read_csv, ree.read_csv_series):
        with pytest.raises(error) as caught:
            read(io.BytesIO(b"year,value\n2019,5\n2020,6\n"), **options)  # type: ignore[arg-type]
        assert message in str(caught.value)
        assert isinstance(caught.value, ree.Error)


@pytest.mark.parametrize("path", [None, 5, 1.5, [], {}, b"\xff\0", object(), ("a",)])
def test_what_is_no_path(path: object) -> None:
    for options in ({}, {"encoding": "gbk"}):
        with pytest.raises(ree.Error):
            ree.read_csv(path, **options)


YEARS = [
    "19",
    "0",
    "10000",
    "-5",
    "2019.5",
    "2019-05",
    "2019-03-17",
    "May-2019",
    "2019-Q1",
    "2019M03",
    "201905",
    "2010-11",
    "2019/20",
    "2019-2021",
    "19/20",
    "FY19",
    "31.12.19",
    "soon",
    "2019e",
    "1e3",
    "+2019",
    "2020/19",
    "12/2019",
    "Q3/2019",
    "2019W05",
    "2019-13",
    "2019-00-00",
    "2019-12-32",
    "9999999",
    "0x7E3",
    "MMXIX",
    "''",
]
NUMBERS = [
    "many",
    "10kt",
    "$5",
    "€5",
    "5x",
    "1-2",
    "(5)",
    "(1)",
    "5(est)",
    "NaN",
    "inf",
    "-inf",
    "1e309",
    "++5",
    "+-5",
    "5.5.5",
    "1..2",
    "0x10",
    "1_000",
    ">",
    "<",
    "~",
    ">>",
    ">x",
    "e",
    "5%",
    "5‰",
    "1/2",
    "½",
    "5;6",
    "True",
    "yes",
    "#REF!",
    "#DIV/0!",
    "=1+1",
    "x",
    "1.2e",
    "1,2e+",
    "5^2",
    "①",
]


@pytest.mark.parametrize("year", YEARS)
def test_years_that_are_none(year: str) -> None:
    with pytest.raises(ree.DataError, match=", line 3: ") as caught:
        ree.read_csv(text(f"year,value\n2018,1\n{year},2\n"))
    assert caught.value.line == 3


@pytest.mark.parametrize("number", [one for one in NUMBERS if one != "1.2e"])
def test_numbers_that_are_none(number: str) -> None:
    with pytest.raises(ree.DataError) as caught:
        ree.read_csv(text(f'year,value\n2018,"{number}"\n2019,2\n'))
    assert caught.value.line == 2


FILES: list[tuple[str, str, int]] = [
    ("", "empty", 0),
    ("\n \n", "empty", 0),
    ("year,value", "a header, but no rows", 0),
    ("year,value\n2019", "1 field, but the header has 2", 2),
    ("year,value\n2019,1,2", "3 fields, but the header has 2", 2),
    ("year,value\n2019,5\n2020\n", "1 field, but the header has 2", 3),
    ("year,value,\n2019,5,6", "column 3 has no name", 1),
    ("year,year\n2019,5", "column 'year' occurs twice (1 and 2)", 1),
    ("Year,value,year\n2019,5,2020", "columns that would be ignored", 1),
    ("years,values\n2019,5", "no column 'year'; did you mean 'years'?", 1),
    ("Jahr,Wert\n2019,5", "name it with year=", 1),
    ("year,Output\n2019,5", "no column 'value'; the header has: year, Output; name it", 1),
    ("year,value,extra\n2019,5,1", "leave them out with ignore=", 1),
    ("year,value,sttus\n2019,5,A", "(did you mean 'status'?)", 1),
    ("year,value,status\n2019,5,E;P", "must be an SDMX", 2),
    ("year,value,status\n2019,5,M", "does not fit a value that is there", 2),
    ("year,value,status\n2019,NA,P", "does not fit an empty value", 2),
    ("year,value,qualifier\n2019,5,circa", "no qualifier 'circa'", 2),
    ("year,value,unit\n2019,5,tonnes", "did you mean 't'?", 2),
    ("year,value,unit\n2019,5,tons", "short (907 kg)", 2),
    ("year,value,unit\n2019,5,t\n2020,5,kt", "unit 'kt' after 't' on line 2", 3),
    ("year,value,basis\n2019,5,REO\n2020,5,ore", "basis 'ore' after 'REO'", 3),
    ("year,value\n2019,5\n2019,6", "year 2019 is already on line 2", 3),
    ("year,value,area\n2019,5,a\n2019,6,b", "a second series begins; the file holds 2 (/a, /b)", 3),
    ('year,value\n2019,"5\n', "never closed", 2),
    ('year,value\n2019,5"6\n', "a quote inside a field", 2),
    ('year,value\n2019,"5"6\n', "text after a closing quote", 2),
    ("year;value\n2019;9.066\n", "state decimal='.' or thousands='.'", 2),
    ('year,value\n2019,"9,066"\n', "9.066 or 9066", 2),
    ('year,value\n2019,"7,5"\n2020,7.5\n', "state decimal='.' or decimal=','", 3),
    ('year,value\n2019,"1.234,5"\n2020,"1,234.5"\n', "has a decimal point", 3),
    ("year,value\n2019,5%\n", "state unit='%'", 2),
    ("year,value,unit\n2019,5%,t\n", "has a percent sign, but the unit is 't'", 2),
    ("a;b,c\n1;2,3\n", "may be separated by ',' or by ';'", 1),
    ("Region,2019,2020\nX,1,2\n", "columns that would be ignored: 'Region'", 1),
    ("Country,2019,2019\nX,1,2\n", "column '2019' occurs twice", 1),
    ("Country,2019,Y2019\nX,1,2\n", "columns '2019' and 'Y2019' are both of 2019", 1),
    ("Country,2018/19,2019/20\nX,1,2\n", "column '2018/19' is a period; state period=", 1),
    ("Country,2018,2019,2019/20\nX,1,2,3\n", "is a period; state period=", 1),
    ("Country,2018,2019\nX,1,two\n", "column '2019': 'two' is not a number", 2),
    ("Country,2018,2019\nX,1,2\nX,3,4\n", "year 2018 of /X is already on line 2", 3),
    ("Entity,Year\nA,2019\n", "no column is left for the values", 1),
    ("Entity,Year,x\nA,soon,5\n", "'soon' is not a year", 2),
    ("Entity,Year,x\nA,2019,five\n", "'five' is not a number", 2),
    ("Entity,Year,x,y\nA,2019,1,Europe\nA,2020,2,3\n", "column 'y': 'Europe' is not a number", 2),
    ("Entity,Year,x\nA,2019,1\nA,2019,2\n", "year 2019 of x/A is already on line 2", 3),
    ("TIME_PERIOD,OBS_VALUE\n2019-01,5\n", "is a month", 2),
    ("TIME_PERIOD,OBS_VALUE\n2019-Q1,5\n", "is a part of a year", 2),
    ("TIME_PERIOD,OBS_VALUE,UNIT_MULT\n2019,5,many\n", "is no power of ten", 2),
    ("TIME_PERIOD,OBS_VALUE,UNIT_MULT\n2019,5,1.5\n", "is no power of ten", 2),
    ("TIME_PERIOD,OBS_VALUE,UNIT_MULT\n2019,5,3\n2020,5,6\n", "a series has one unit", 3),
    ("geo\\TIME_PERIOD\t2019\t2020\nA\t1\t2 x\n", "'2 x' is not a number", 2),
]


@pytest.mark.parametrize(("content", "message", "line"), FILES)
def test_files_that_say_what_they_must_not(content: str, message: str, line: int) -> None:
    with pytest.raises((ree.DataError, ree.UnitError)) as caught:
        ree.read_csv(text(content))
    assert message in str(caught.value)
    if isinstance(caught.value, ree.DataError):
        assert caught.value.line == line


# --- the command line

HELP = ["--year", "Year", "--value", "Output", "--unit", "kt", "--separator", ";", "--decimal", ","]


def command(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    call = [sys.executable, "-m", "reeindex", *arguments]
    return subprocess.run(call, input=stdin, capture_output=True, check=False)


def test_command_line_names_columns(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "x.csv"
    file.write_text("Year;Output;Remark\n2018;1,5;\n2019;2,5;\n2020;3,5;\n")
    assert main(["fit", str(file), "--curve", "linear", *HELP, "--ignore", "*", "--reading"]) == 0
    captured = capsys.readouterr()
    assert "slope" in captured.out
    assert "separator  ; (stated)" in captured.err
    assert main(["fit", str(file), "--curve", "linear", *HELP]) == 2
    assert "columns that would be ignored: 'Remark'" in capsys.readouterr().err


def test_command_line_chooses_rows(capsys: pytest.CaptureFixture[str]) -> None:
    file = str(SAMPLES / "owid.csv")
    assert main(["fit", file, "--curve", "linear", "--where", "Entity=Northland"]) == 0
    assert main(["fit", file, "--curve", "linear"]) == 2
    assert "a second series begins" in capsys.readouterr().err
    assert main(["fit", file, "--curve", "linear", "--where", "Entity"]) == 2
    assert "where = 'Entity': must be of the form COLUMN=TEXT" in capsys.readouterr().err


def test_command_line_reads_standard_input() -> None:
    done = command("fit", "-", "--curve", "linear", stdin=b"year,value\n2018,1\n2019,2\n2020,3.5\n")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"slope" in done.stdout
    done = command("fit", "-", "--curve", "linear", stdin=b"year,value\n2018,one\n")
    assert done.returncode == 2
    assert done.stderr.startswith(b"reeindex: <stdin>, line 2: column 'value': 'one' is not a numb")


# --- files that are no tables, and cells that are no numbers

UTF16 = "year,value\n2019,1\n"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 64, r"Excel workbook \(XLS\)"),
        (b"PK\x03\x04" + b"\0" * 26 + b"[Content_Types].xml", r"Excel workbook \(XLSX\)"),
        (b"PK\x03\x04" + b"\0" * 26 + b"data.csv", "ZIP archive; unpack it"),
        (gzip.compress(b"year,value\n"), "compressed with gzip; unpack it"),
        (bz2.compress(b"year,value\n"), "compressed with bzip2"),
        (lzma.compress(b"year,value\n"), "compressed with xz"),
        (b"\x28\xb5\x2f\xfdabc", "Zstandard"),
        (b"%PDF-1.7\n", "PDF document"),
        (b"PAR1\0\0", "Parquet"),
        (b"SQLite format 3\0", "SQLite"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"{\\rtf1 year,value}", "RTF"),
        (b"<html><table><tr><td>2019</td></tr></table></html>", "HTML page"),
        (b"\xef\xbb\xbf \n<TABLE>\n<tr><td>2019</td><td>1,5</td></tr></TABLE>", "HTML page"),
        (b'<?xml version="1.0"?>\n<Workbook></Workbook>', "is XML"),
        (b'[{"year": 2019, "value": 1}]', "is JSON"),
        (b'{"year": [2019]}', "is JSON"),
        (UTF16.encode("utf-32"), "UTF-32"),
        (UTF16.encode("utf-16-le"), "state encoding='utf-16-le'"),
        (UTF16.encode("utf-16-be"), "state encoding='utf-16-be'"),
    ],
)
def test_a_file_that_is_no_text_is_named(content: bytes, message: str) -> None:
    with pytest.raises(ree.DataError, match=message):
        ree.read_csv(io.BytesIO(content))


def test_text_that_begins_like_another_format() -> None:
    assert ree.read_csv(text("BZh,year,value\na,2019,1\n"), ignore="BZh")[2019] == 1.0
    series = ree.read_csv(io.BytesIO(UTF16.encode("utf-16-le")), encoding="utf-16-le")
    assert series.values.tolist() == [1.0]


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("=A1+1", "it is a formula; save the values"),
        ("#REF!", "error of a spreadsheet"),
        ("(5)", "may mean a negative number or a footnote"),
        ("5-6", "it is a range"),
        ("5\u20136", "it is a range"),
        ("5 to 6", "it is a range"),
        ("$5", "units are stated with unit="),
        ("5k", "units are stated with unit="),
        ("5 t", "units are stated with unit="),
        ("\u00bd", "write fractions as decimals"),
        ("1 2", "do not stand between thousands"),
        ('"1,23,456"', "do not stand between thousands"),
        ("five", r"state na=\['five'\]"),
    ],
)
def test_the_way_out_fits_the_cell(cell: str, message: str) -> None:
    with pytest.raises(ree.DataError, match=message) as caught:
        ree.read_csv(text(f"year,value\n2018,7\n2019,{cell}\n"))
    assert "line 3" in str(caught.value)
    # a cell with digits is never offered as a missing value
    assert ("na=" in str(caught.value)) == (cell in ("#REF!", "five"))


def test_cells_as_spreadsheets_and_pages_leave_them() -> None:
    content = 'year,value\n="2017",="5"\n"=""2018""","=""6"""\n\ufeff2019,7\u200b\n2020, "8"\n'
    assert ree.read_csv(text(content)).values.tolist() == [5.0, 6.0, 7.0, 8.0]
    joined = "\ufeff\ufeffyear,value\n2019,1\n\ufeff2020,2\n"
    assert ree.read_csv(text(joined)).values.tolist() == [1.0, 2.0]
    (series,) = ree.read_csv_series(text("Country,2019.0,2020.0\nChile,1,2\n"))
    assert series.years.tolist() == [2019, 2020]


@pytest.mark.parametrize(
    "year",
    ["31-Dec-2019", "31 December 2019", "Dec 31, 2019", "1-jan-2019", "2019-Jan-01", "1 Jan. 2019"],
)
def test_first_and_last_days_with_names_of_months(year: str) -> None:
    assert ree.read_csv(text(f'year,value\n"{year}",1\n')).years.tolist() == [2019]


@pytest.mark.parametrize(
    ("year", "message"),
    [
        ("30-Jun-2019", "is a day within 2019"),
        ("2019-13-01", "is no date"),
        ("2019-45-45", "is no date"),
        ("32.12.2019", "is no date"),
        ("Dec 2019", "is a month"),
    ],
)
def test_dates_that_are_no_years(year: str, message: str) -> None:
    with pytest.raises(ree.DataError, match=message):
        ree.read_csv(text(f"year,value\n{year},1\n"))


def test_words_beside_the_values_of_a_layout_are_left_out() -> None:
    content = "Entity,Code,Year,Output (t),Region\nChile,CHL,2019,1,Americas\nFiji,FJI,2019,2,\n"
    series = ree.read_csv_series(text(content))
    assert [one.area for one in series] == ["Chile", "Fiji"]
    assert series[0].reading is not None
    assert series[0].reading.ignored["Region"] == "words, no numbers"
    named = ree.read_csv_series(text(content), value="Output (t)")
    assert [one.values.tolist() for one in named] == [one.values.tolist() for one in series]


def test_a_file_without_header() -> None:
    with pytest.raises(ree.DataError, match="this line holds numbers only"):
        ree.read_csv(text("2019,1\n2020,2\n"))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("'000 t", "kt"),
        ("thous. tonnes", "kt"),
        ("10^3 t", "kt"),
        ("tonnes per year", "t/a"),
        ("kt/year", "kt/a"),
        ("thousand metric tons per annum", "kt/a"),
        ("$/kg", "USD/kg"),
        ("US dollars per kilogram", "USD/kg"),
    ],
)
def test_more_units_in_words(words: str, code: str) -> None:
    assert ree.read_csv(text("year,value\n2019,1\n"), unit=words).unit == code
