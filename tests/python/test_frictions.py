"""Twelve things that new users once ran into, and the test that keeps each from coming back.

| friction | test |
|---|---|
| a plot of ten offices is ten rows of black dots labelled "observed" | test_plotting.py::test_ten_offices_are_ten_named_panels_of_their_own_values |
| Mt and kt/a share an axis | test_plotting.py::test_units_never_share_an_axis |
| pickling answers with a bare message of pybind11 | test_every_class.py::test_pickle, test_pickle.py::test_what_is_not_pickled_says_what_to_keep |
| the report headlines a ceiling that compare() excludes | test_report.py::test_one_story_with_compare_and_auto_forecast, test_report.py::test_a_ceiling_is_stated_only_over_all_curves_that_are_not_excluded |
| the best curve of world reserves forecasts 0.105 Mt | test_compare.py::test_the_best_of_world_reserves_may_be_forecast_from |
| 584 to 2,092 beside 1,343 to 2,060 | test_report.py::test_headline_figure_and_table_show_the_same_interval, test_report.py::test_the_wider_interval_of_a_limit_is_explained |
| a stage is covered by 8 companies in one place and 9 in another | test_report.py::test_stage_coverage_is_one_number_everywhere |
| forecast() takes no until= | test_backtest.py::test_until, test_auto_forecast.py::test_series_of_the_paper |
| the delay of publication is not estimated from the file that has both dates | test_patent_lag.py::test_the_true_delays_are_found, test_patent_lag.py::test_corrected_counts_are_what_was_filed |
| 18 countries have a name | test_frictions.py::test_every_country_has_a_name_in_a_report |
| figures are cut on a phone | test_report.py::test_tables_scroll_and_figures_fit_a_phone, test_own_report.py::test_the_page_does_not_scroll_sideways |
| a curve without a name fails without saying what is missing | ../cpp/compile_fail/curve_without_name.cpp |
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import reeindex as ree

HERE = Path(__file__).resolve().parent
ROWS = re.findall(r"^\| (?!friction|-)(.+?) \| (.+?) \|$", __doc__, re.MULTILINE)


def test_there_are_twelve() -> None:
    assert len(ROWS) == 12


@pytest.mark.parametrize(("friction", "tests"), ROWS, ids=[row[0][:40] for row in ROWS])
def test_each_has_its_test(friction: str, tests: str) -> None:
    for one in tests.split(", "):
        file, _, name = one.partition("::")
        text = (HERE / file).read_text(encoding="utf-8")
        assert not name or re.search(rf"^def {name}\(", text, re.MULTILINE), f"{friction}: {one}"


def test_every_country_has_a_name_in_a_report(tmp_path: Path) -> None:
    codes = [one.alpha2 for one in ree.countries() if not one.aggregate and one.alpha2]
    codes = [one for one in codes if one != "SU"]
    assert len(codes) == 249
    (tmp_path / "series.csv").write_text(
        "indicator,title,unit,area_scheme\noutput,Output of ore,kt/a,iso3166\n"
    )
    rows = "".join(f"output,{code},2020,{i + 1}\n" for i, code in enumerate(codes))
    (tmp_path / "observations.csv").write_text("indicator,area,year,value\n" + rows)
    text = ree.assess(ree.read_dataset(tmp_path)).report().to_text(400)
    names = {one.alpha2: one.name.split(",")[0] for one in ree.countries()}
    assert [code for code in codes if names[code] not in text] == []
    assert not re.search(r"Output of ore(,| in) [A-Z]{2}\b(?!\w)", text)
