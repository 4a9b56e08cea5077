"""Reports on a folder of one's own: the template, another industry, the command, the page on a phone."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import reeindex as ree
from reeindex.cli import main

#: Of no source: round figures of the size of the industry, to test sentences with.
COBALT = {
    "CD": [70, 73, 90, 100, 98, 120, 145, 170],
    "ID": [0.5, 0.8, 1, 1.1, 2.7, 9, 17, 28],
    "RU": [6, 6, 6, 6, 8, 9, 9, 8.7],
    "AU": [5.5, 5, 4.9, 5.7, 5.3, 5.8, 4.9, 3.6],
    "CU": [5, 5, 3.5, 3.8, 3.8, 3.7, 3.3, 3.5],
}


def cobalt(folder: Path) -> Path:
    """Write a folder on another metal, without editions, scenarios and sources."""
    folder.mkdir()
    (folder / "series.csv").write_text(
        "indicator,title,unit,area_scheme\n"
        "output,Mine production of cobalt,kt/a,iso3166\n"
        "price,Price of cobalt,USD/kg,iso3166\n"
    )
    rows = [
        f"output,{area},{2017 + i},{value}"
        for area, values in COBALT.items()
        for i, value in enumerate(values)
    ]
    world = [sum(values) for values in zip(*COBALT.values(), strict=True)]
    rows += [f"output,WLD,{2017 + i},{value:g}" for i, value in enumerate(world)]
    rows += [f"price,US,{2017 + i},{value}" for i, value in enumerate([60, 80, 37, 35, 53])]
    (folder / "observations.csv").write_text("indicator,area,year,value\n" + "\n".join(rows) + "\n")
    return folder


@pytest.fixture(scope="module")
def cobalt_report(tmp_path_factory: pytest.TempPathFactory) -> ree.Report:
    folder = cobalt(tmp_path_factory.mktemp("own") / "cobalt")
    return ree.assess(ree.read_dataset(folder)).report()


def test_another_industry_names_country_and_quantity(cobalt_report: ree.Report) -> None:
    text = cobalt_report.to_text(400)
    assert "Mine production of cobalt, The Democratic Republic of the Congo" in text
    assert "Mine production of cobalt, Cuba" in text
    assert not re.search(r"China|rare.earth|the paper|Kirsanov|USGS|neodymium", text)
    ids = [one.id for one in cobalt_report.chapters]
    assert ids == ["summary", "series", "forecast", "supply", "limits"]


def test_shares_and_hhi_of_whatever_has_countries(cobalt_report: ree.Report) -> None:
    supply = next(one for one in cobalt_report.chapters if one.id == "supply")
    last = {area: values[-1] for area, values in COBALT.items()}
    whole = sum(last.values())
    share = 100 * last["CD"] / whole
    assert f"The Democratic Republic of the Congo has {share:.1f} %" in supply.answer
    table = next(b for b in supply.blocks if b.kind == "table")
    assert len(table.rows) == 1, "prices do not add up to a whole"
    hhi = 1e4 * sum((value / whole) ** 2 for value in last.values())
    assert table.rows[0][5] == f"{hhi:.0f}"
    assert table.rows[0][6] == f"{whole - last['CD']:.1f} kt/a"


def test_the_title_is_the_users(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = cobalt(tmp_path / "cobalt")
    assert main(["report", "--data", str(folder), "--title", "Cobalt", "--format", "text"]) == 0
    assert capsys.readouterr().out.startswith("Cobalt\n======")
    assert main(["init", str(tmp_path / "new")]) == 0
    capsys.readouterr()
    assert main(["report", "--data", str(tmp_path / "new"), "--format", "text"]) == 0
    assert capsys.readouterr().out.startswith("Production of the example material\n")


def test_the_template_reports_at_once_with_every_part_of_its_evidence(tmp_path: Path) -> None:
    from reeindex.report_template import write_template

    folder = write_template(tmp_path / "mine")
    assert (folder / "datapackage.json").exists()
    assessment = ree.assess(ree.read_dataset(folder))
    report = assessment.report()
    text = report.to_text(400)
    assert not re.search(r"China|the paper", text)
    parts = {one.id: one for one in report.chapters}
    assert list(parts) == [
        "summary", "series", "forecast", "scenarios", "supply", "editions", "limits",
    ]  # fmt: skip
    # the user's editions are used as the embedded ones are
    assert "of 2023 went from 56 to 58 kt/a (+3.6 %) from edition 2024 to edition 2025" in (
        parts["editions"].answer
    )
    assert [one.key for one in assessment.evidence.revisions]
    assert "of 4 published values lie within our 95 % interval." in parts["scenarios"].answer
    assert {one.scenario for one in assessment.evidence.scenarios} == {"high", "low"}
    for row in ree.read_dataset(folder).table("observations"):
        assert row["locator"] == "invented"


@pytest.mark.parametrize("name", ["series.csv", ".hidden", "folder"])
def test_init_replaces_nothing(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if name == "folder":
        (tmp_path / name).mkdir()
    else:
        (tmp_path / name).write_text("mine\n")
    assert main(["init", str(tmp_path)]) == 2
    assert "empty or not there yet; nothing is replaced" in capsys.readouterr().err
    assert sorted(one.name for one in tmp_path.iterdir()) == [name]


def test_init_refuses_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("mine\n")
    assert main(["init", str(tmp_path / "file")]) == 2
    assert "a file has this name" in capsys.readouterr().err


def test_the_terminal_gets_ten_lines_and_the_path_of_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("matplotlib")
    pytest.importorskip("jinja2")
    monkeypatch.chdir(tmp_path)
    folder = cobalt(tmp_path / "cobalt")
    assert main(["report", "--data", str(folder)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) <= 20
    assert sum(line.startswith("- ") for line in lines) in range(2, 6)
    page = tmp_path / "report.html"
    assert any(str(page) in line for line in lines)
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("ending", "start"), [(".md", "# "), (".json", "{"), (".txt", "Assessment")]
)
def test_the_ending_names_the_format(
    ending: str, start: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = cobalt(tmp_path / "cobalt")
    target = tmp_path / f"out{ending}"
    assert main(["report", "--data", str(folder), "-o", str(target)]) == 0
    assert target.read_text(encoding="utf-8").startswith(start)
    assert str(target) in capsys.readouterr().out


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_one_line() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "reeindex", "report", "--format", "text"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr == "reeindex: cannot write the output: No space left on device\n"


def test_the_head_of_a_report_ends_clearly() -> None:
    run = f"{sys.executable} -m reeindex report --format text | head -1"
    done = subprocess.run(run, shell=True, capture_output=True, text=True, check=False)
    assert done.stdout == "Assessment of the rare-earth industry\n"
    assert done.stderr == ""


def test_chapters_need_what_the_documentation_says() -> None:
    page = (Path(__file__).parents[2] / "docs" / "report.md").read_text(encoding="utf-8")
    rows = [f"| {one.id} | {one.needs} |" for one in ree.report_chapters()]
    missing = [row for row in rows if row not in page]
    assert not missing, "\n".join(missing)


def test_import_sources_of_the_united_states() -> None:
    summaries = ree.load("usgs_mcs")
    newest = ree.import_sources(summaries)
    assert {one.vintage for one in newest} == {"MCS 2026 v1.3"}
    rows = [row for row in summaries.table("import_sources") if row["vintage"] == "MCS 2026 v1.3"]
    assert [round(100 * one.share) for one in newest] == [int(row["share"]) for row in rows]
    before = ree.import_sources(summaries, vintage="MCS 2025")
    assert [(one.partner, round(100 * one.share)) for one in before][:2] == [
        ("China", 70), ("Malaysia", 13),
    ]  # fmt: skip
    with pytest.raises(ree.NotFound, match="edition with import sources"):
        ree.import_sources(summaries, vintage="MCS 2022")
    with pytest.raises(ree.NotFound):
        ree.import_sources(ree.load_paper())


def test_ranks_of_the_newest_edition_are_those_of_the_composite_index() -> None:
    evidence = ree.assess(ree.load_paper(), sources=True).evidence
    newest = evidence.indices[-1]
    assert newest.vintage == "MCS 2026 v1.3"
    assert evidence.indices[0].vintage == "MCS 2023"
    summaries = ree.load("usgs_mcs")
    stock = {row.area: row.value for row in ree.supply_structure(summaries, "reserves").rows}
    flow = {row.area: row.value for row in ree.supply_structure(summaries, "mine_production").rows}
    both = (set(stock) & set(flow)) - {"OTH"}
    assert {one.area for one in newest.countries} == both
    for one in newest.countries:
        assert (one.reserves, one.production) == (stock[one.area], flow[one.area])
        assert one.interval[0] <= one.median <= one.interval[1]
    assert newest.countries[0].area == "CN"
    assert newest.countries[0].interval == (1, 1)


# A browser measures the page as wide as a phone.

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
WRAPPER = """<!DOCTYPE html><body style="margin:0"><iframe src="page.html" style="width:{width}px;
height:800px;border:0"></iframe><p id="said">nothing</p><script>
addEventListener("message", one => document.getElementById("said").textContent = one.data);
</script></body>"""
MEASURE = """<script>addEventListener("load", () => {
const root = document.documentElement;
parent.postMessage("width " + root.scrollWidth + " of " + root.clientWidth + " on "
  + getComputedStyle(document.body).backgroundColor, "*"); });</script>"""
#: What the page is drawn on, by the colour scheme that the browser asks for.
PAPER = {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 25, 29)"}


def measured(page: str, folder: Path, width: int, scheme: str) -> tuple[int, int, str]:
    (folder / "page.html").write_text(page.replace("</body>", MEASURE + "</body>"), "utf-8")
    (folder / "wrapper.html").write_text(WRAPPER.format(width=width), "utf-8")
    assert CHROMIUM is not None
    done = subprocess.run(
        [
            CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=4000",
            f"--user-data-dir={folder / 'profile'}", "--dump-dom",
            f"--blink-settings=preferredColorScheme={0 if scheme == 'dark' else 1}",
            (folder / "wrapper.html").as_uri(),
        ],
        capture_output=True, text=True, check=False, timeout=120,
        env={**os.environ, "HOME": str(folder)},
    )  # fmt: skip
    found = re.search(r"width (\d+) of (\d+) on (rgb[^)]*\))", done.stdout.split("<script>")[0])
    if found is None:
        pytest.skip(f"the browser does not run here: {done.stderr[-200:]}")
    return int(found[1]), int(found[2]), found[3]


@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")
@pytest.mark.parametrize("own", [False, True])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_does_not_scroll_sideways(
    own: bool, width: int, scheme: str, tmp_path: Path
) -> None:
    pytest.importorskip("matplotlib")
    pytest.importorskip("jinja2")
    dataset = ree.read_dataset(cobalt(tmp_path / "cobalt")) if own else ree.load_paper()
    page = ree.render_html(ree.assess(dataset, sources=not own))
    assert len(page.encode()) < 1_000_000
    shown, wide, paper = measured(page, tmp_path, width, scheme)
    assert paper == PAPER[scheme]
    assert 0 <= width - wide <= 20  # the bar for scrolling down
    assert shown <= wide
