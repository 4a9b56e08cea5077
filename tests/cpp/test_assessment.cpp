#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include <reeindex/assess/assessment.hpp>
#include <reeindex/forecast/auto_forecast.hpp>
#include <reeindex/report/report.hpp>

namespace {

using namespace reeindex;

const Assessment& paper() {
    static const Assessment assessment = assess(load_paper());
    return assessment;
}

const SeriesAssessment& series(std::string_view indicator) {
    const auto& all = paper().series;
    return *std::find_if(all.begin(), all.end(),
                         [&](const auto& one) { return one.series.indicator() == indicator; });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(assessment)

BOOST_AUTO_TEST_CASE(growth_of_the_paper) {
    BOOST_TEST(std::abs(series("mine_production").growth->value - 0.12194140204325588) < 1e-12);
    BOOST_TEST(std::abs(series("neodymium_oxide_demand").growth->value - 0.08621347488344488) <
               1e-12);
    BOOST_TEST(std::abs(*series("mine_production").growth->doubling_time - 6.024193378932192) <
               1e-12);
    BOOST_TEST(std::abs(series("mine_production").growth->regression->rate - 0.12464234209336465) <
               1e-12);
}

const FitResult& fitted(const SeriesAssessment& one, std::string_view curve) {
    for (const auto& row : one.comparison.rows)
        if (row.curve == curve) return row.fit;
    throw NotFound("curve", curve, std::vector<std::string>{});
}

BOOST_AUTO_TEST_CASE(lines_of_the_paper) {
    const auto& mining = fitted(series("mine_production"), "linear");
    BOOST_TEST(std::abs(mining.estimate("intercept") - 71.10256410256412) < 1e-9);
    BOOST_TEST(std::abs(mining.estimate("slope") - 26.76923076923077) < 1e-9);
    BOOST_TEST(std::abs(mining.r_squared - 0.9304132627760847) < 1e-12);
    const auto& reserves = series("reserves");
    BOOST_TEST(std::abs(reserves.corrected_line->estimate("slope") + 2.552447552447552) < 1e-9);
    BOOST_TEST(reserves.printed_line->estimate("slope") > 1.21);
    BOOST_TEST(reserves.printed_line->estimate("slope") < 1.23);
}

// The report, compare() and the automatic forecast tell one story.
BOOST_AUTO_TEST_CASE(the_assessment_is_that_of_compare_and_auto_forecast) {
    for (const auto& one : paper().series) {
        const auto ranked = compare(one.series);
        BOOST_REQUIRE(one.comparison.rows.size() == ranked.rows.size());
        for (std::size_t i = 0; i < ranked.rows.size(); ++i)
            BOOST_TEST(one.comparison.rows[i].curve == ranked.rows[i].curve);
        if (one.best) BOOST_TEST(*one.best == ranked.best_position());
        const auto ahead = auto_forecast(one.series, {.until = 2035, .levels = {0.8, 0.95}});
        BOOST_REQUIRE(one.automatic.has_value());
        BOOST_TEST(one.automatic->mean == ahead.mean);
        BOOST_TEST(one.automatic->upper == ahead.upper);
    }
    const auto& demand = series("neodymium_oxide_demand");
    BOOST_TEST(demand.comparison.rows[*demand.best].curve == "richards");
    for (std::size_t i = 0; i < demand.comparison.rows.size(); ++i)
        if (demand.comparison.rows[i].curve == "logistic") {
            BOOST_TEST(!demand.supported(i));  // its AICc is 11.6 above
            BOOST_TEST(demand.scenario_of(i) == nullptr);
        }
}

BOOST_AUTO_TEST_CASE(a_ceiling_is_stated_over_the_curves_that_are_not_excluded) {
    const auto report = make_report(paper());
    const auto text = render_text(report, 400);
    BOOST_TEST(text.find("A ceiling lies") == std::string::npos);
    BOOST_TEST(text.find(" by the logistic curve") == std::string::npos);
    BOOST_TEST(text.find("No ceiling can be stated: the Hubbert and bass adoptions curves, which "
                         "the data do not exclude, have none.") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(forecasts_reach_the_last_year_with_ordered_bounds) {
    const auto check = [](const Forecast& ahead) {
        BOOST_TEST(ahead.years.back() == 2035);
        for (std::size_t i = 0; i < ahead.years.size(); ++i) {
            BOOST_TEST(ahead.lower[i] <= ahead.mean[i]);
            BOOST_TEST(ahead.mean[i] <= ahead.upper[i]);
        }
    };
    for (const auto& one : paper().series) {
        check(*one.automatic);
        for (const auto& scenario : one.scenarios) check(scenario);
    }
}

BOOST_AUTO_TEST_CASE(concentration_of_the_offices) {
    const auto& years = paper().patents->years;
    const auto index = [&](int year) {
        const auto found = std::find_if(years.begin(), years.end(),
                                        [&](const auto& one) { return one.year == year; });
        return std::lround(1e4 * found->hhi);
    };
    BOOST_TEST(index(2012) == 2061);
    BOOST_TEST(index(2020) == 3885);
    BOOST_TEST(index(2021) == 4977);
    BOOST_TEST(index(2022) == 6822);
    BOOST_TEST(years.back().provisional);
}

BOOST_AUTO_TEST_CASE(usual_patent_ceiling_was_passed) {
    const auto& usual = *paper().patents->cumulative_fit;
    BOOST_TEST(std::lround(usual.estimate("K")) == 13508);
    double total = 0.0;
    const auto& china = paper().patents->offices.front();
    for (std::size_t i = 0; i < china.size(); ++i)
        if (china.observations()[i].year.value() <= 2021) total += *china.value(i);
    BOOST_TEST(total == 13944.0);
    BOOST_TEST(total > usual.estimate("K"));
}

BOOST_AUTO_TEST_CASE(patent_ceilings_disagree_and_none_is_stated) {
    const auto& patents = *paper().patents;
    BOOST_TEST(patents.leader_fit->data.years.back() == 2019);
    BOOST_REQUIRE(patents.ceilings.size() == 4U);
    // Each estimate lies in its own interval, but the logistic to 2018 not in that to 2019.
    for (const auto& one : patents.ceilings) {
        BOOST_TEST(one.interval.lower < one.interval.estimate);
        BOOST_TEST(one.interval.estimate < one.interval.upper);
    }
    BOOST_TEST(patents.ceilings[2].interval.estimate > patents.ceilings[0].interval.upper);
    const auto report = make_report(paper());
    const auto chapter = std::find_if(report.chapters.begin(), report.chapters.end(),
                                      [](const auto& one) { return one.id == "patent_ceiling"; });
    BOOST_TEST(chapter->answer.starts_with("None to rely on"));
}

// The last years of a series may have no value; the forecasts go to the same year.
BOOST_AUTO_TEST_CASE(forecasts_reach_the_last_year_where_years_are_missing) {
    std::string rows = "indicator,area,year,value\n";
    for (int year = 2010; year <= 2021; ++year)
        rows += detail::concat("output,WLD,", year, ",", 100 + 8 * (year - 2010) + year % 3, "\n");
    rows += "output,WLD,2022,\noutput,WLD,2023,\noutput,WLD,2024,\n";
    std::map<std::string, CsvTable, std::less<>> tables;
    tables.emplace("series", parse_csv("indicator,title,unit\noutput,Output,kt/a\n", "series.csv"));
    tables.emplace("observations", parse_csv(rows, "o.csv"));
    const auto assessed = assess(Dataset("test", std::move(tables)));
    BOOST_REQUIRE(!assessed.series.front().scenarios.empty());
    for (const auto& forecast : assessed.series.front().scenarios) {
        BOOST_TEST(forecast.years.front() == 2022);
        BOOST_TEST(forecast.years.back() == 2035);
    }
    BOOST_TEST(assessed.series.front().automatic->years.front() == 2022);
    BOOST_TEST(assessed.series.front().automatic->years.back() == 2035);
}

// With the embedded sources beside it.
BOOST_AUTO_TEST_CASE(evidence_of_the_embedded_sources) {
    std::vector<Dataset> sources;
    for (const auto& one : datasets()) sources.push_back(load(one.name));
    const auto beside = assess(load_paper(), sources);
    const auto& evidence = beside.evidence;
    BOOST_REQUIRE(evidence.stages.size() == 3U);
    BOOST_TEST(evidence.stages[0].years.back().indicator == "mine_production");
    BOOST_TEST(std::abs(evidence.stages[1].years.back().rows.front().share - 70.3 / 76.3) < 1e-9);
    BOOST_TEST(evidence.history.size() == 1U);
    BOOST_TEST(evidence.revisions.size() == 1U);
    BOOST_REQUIRE(evidence.balance.has_value());
    BOOST_TEST(evidence.balance->demands.size() == 2U);
    BOOST_TEST(evidence.scenarios.size() == 6U);
    for (const auto& one : evidence.scenarios) {
        BOOST_TEST(one.converted);
        BOOST_TEST(std::abs(one.value / one.published - 1.1664) < 1e-4);
    }
    BOOST_TEST(paper().evidence.stages.empty());
    const auto report = make_report(beside, {.title = "Mine"});
    BOOST_TEST(report.title == "Mine");
    for (const std::string_view id : {"supply", "editions", "balance", "scenarios"})
        BOOST_TEST(std::any_of(report.chapters.begin(), report.chapters.end(),
                               [&](const auto& one) { return one.id == id; }));
}

BOOST_AUTO_TEST_CASE(every_chapter_says_what_it_needs) {
    const auto all = report_chapters();
    BOOST_TEST(all.size() == 19U);
    for (const auto& one : all) BOOST_TEST(!one.needs.empty());
}

// What is left of a leader's counts when years are missing or few.
BOOST_AUTO_TEST_CASE(patents_with_gaps_and_short_series) {
    const auto with = [](const std::string& rows) {
        std::map<std::string, CsvTable, std::less<>> tables;
        tables.emplace("series", parse_csv("indicator,title,unit\npatents,Patents,{patent}/a\n",
                                           "series.csv"));
        tables.emplace("observations",
                       parse_csv("indicator,area,year,value,obs_status\n" + rows, "o.csv"));
        return assess(Dataset("test", std::move(tables)));
    };
    std::string gap;
    for (int year = 2001; year <= 2012; ++year)
        gap += year == 2005
                   ? "patents,CN,2005,,O\n"
                   : detail::concat("patents,CN,", year, ",", 50 + 9 * (year - 2000), ",A\n");
    const auto gapped = with(gap);
    BOOST_TEST(gapped.patents->leader_fit.has_value());
    BOOST_TEST(!gapped.patents->cumulative_fit.has_value());  // a sum has no gaps
    BOOST_TEST(make_report(gapped).chapters.size() > 2U);
    const auto brief = with("patents,CN,2001,5,A\npatents,CN,2002,6,A\npatents,CN,2003,7,P\n");
    BOOST_TEST(brief.patents->ceilings.empty());
    BOOST_TEST(make_report(brief).chapters.size() > 2U);
    const auto provisional = with("patents,CN,2001,5,P\n");
    BOOST_TEST(!provisional.patents->leader_fit.has_value());
    BOOST_TEST(make_report(provisional).chapters.size() > 2U);
}

BOOST_AUTO_TEST_CASE(tables_keep_to_the_width) {
    ReportTable table{
        .caption = "Wide", .columns = {"name"}, .numeric = {false}, .rows = {}, .note = {}};
    std::vector<std::string> row{"Antidisestablishmentarianism \xc3\xa9t\xc3\xa9"};
    for (int i = 0; i < 12; ++i) {
        table.columns.push_back(detail::concat("column ", i));
        table.numeric.push_back(i % 3 != 0);
        row.push_back(detail::concat("100", i, ".25 to 200", i, ".75"));
    }
    table.rows.push_back(row);
    const Report report{.title = "t",
                        .subtitle = {},
                        .attribution = "a",
                        .chapters = {{.id = "c", .title = "q", .answer = "a.", .blocks = {table}}}};
    for (const std::size_t width : {40U, 61U, 96U, 400U}) {
        const auto text = render_text(report, width);
        std::size_t used = 0;
        for (const char c : text) {
            used =
                c == '\n' ? 0 : used + ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0);
            BOOST_REQUIRE(used <= width);
        }
        // Numbers are whole, and every column is there once.
        for (int i = 0; i < 12; ++i) {
            if (i % 3 != 0)
                BOOST_TEST(text.find(row[static_cast<std::size_t>(i) + 1]) != text.npos);
            const auto at = text.find(detail::concat("column ", i));
            BOOST_TEST(at != text.npos);
        }
    }
}

BOOST_AUTO_TEST_CASE(renderings) {
    const auto report = make_report(paper());
    const auto text = render_text(report, 80);
    BOOST_TEST(text.find(" nan") == std::string::npos);
    BOOST_TEST(text.find("12.2 %") != std::string::npos);
    const auto markdown = render_markdown(report);
    BOOST_TEST(markdown.starts_with("# "));
    for (const auto& chapter : report.chapters) {
        BOOST_TEST(!chapter.answer.empty());
        BOOST_TEST(text.find(chapter.title.substr(0, 20)) != std::string::npos);
    }
    BOOST_CHECK_EXCEPTION((void)render_text(report, 10), InvalidArgument, [](const auto& error) {
        return std::string{error.what()} == "width = 10: must be from 40 to 400 columns";
    });
}

BOOST_AUTO_TEST_CASE(bad_options) {
    const auto dataset = load_paper();
    for (const int until : {0, 2024, 3025, 9999, 99999})
        BOOST_CHECK_EXCEPTION(
            (void)assess(dataset, {.until = until}), InvalidArgument, [&](const auto& error) {
                return std::string{error.what()} ==
                       detail::concat("until = ", until,
                                      ": must be a year from 2025 to 3024; the data end in 2024");
            });
    BOOST_CHECK_EXCEPTION(
        (void)assess(dataset, {.level = 1.0}), InvalidArgument, [](const auto& error) {
            return std::string{error.what()} == "level = 1: must be between 0 and 1, both excluded";
        });
}

BOOST_AUTO_TEST_SUITE_END()
