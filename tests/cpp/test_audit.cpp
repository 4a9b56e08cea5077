#include <array>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <map>
#include <reeindex/audit/audit.hpp>
#include <reeindex/indicators/country_index.hpp>
#include <reeindex/report/report.hpp>
#include <string>
#include <string_view>

using namespace reeindex;

namespace {

const Audit& paper_audit() {
    static const Audit result = audit(load_paper());
    return result;
}

struct Expected {
    std::string_view id;
    Verdict verdict;
    Proof proof = Proof::paper;
};

constexpr auto yes = Verdict::confirmed;
constexpr auto no = Verdict::contradicted;
constexpr auto open = Verdict::not_testable;

// By hand from doi:10.55121/nc.v4i2.460: what its own figures say of each claim.
constexpr std::array<Expected, 63> expected{{
    {"N01", open},                   // since 2010; no figure before 2012
    {"N02", yes, Proof::standard},   // 17 elements
    {"N03", open},                   // no grades
    {"N04", open},                   // no abundances
    {"N05", yes},                    // 90 Mt, text and Table 1
    {"N06", open},                   // 85.0 %: reserves of four of the five countries not given
    {"N07", open, Proof::external},  // 7.4 %: neither reserve given; USGS says 8.4 %
    {"N08", open},                   // 1984
    {"N09", open},                   // gold
    {"N10", open},                   // use
    {"N11", open, Proof::external},  // 72 %
    {"N12", open},                   // tariffs
    {"N13", yes},                    // 337470 to 490214
    {"N14", yes},                    // 210 = 168 x 1.25
    {"N15", yes},                    // 202 = 162 x 1.247
    {"N16", yes},                    // 390/110 > 3
    {"N17", no},                     // 9066 against 9.1
    {"N18", open},                   // population
    {"N19", open},                   // microchips
    {"N20", no},                     // 4.91, not 4.47
    {"N21", open},                   // 168 is undated: 60 % of 2021, 43 % of 2024
    {"N22", open},                   // provinces
    {"N23", yes},                    // 45/390
    {"N24", open},                   // Russia
    {"N25", open},                   // up to 67 %
    {"N26", open},                   // below the quota, no proof
    {"N27", open},                   // 8,3
    {"N28", yes},                    // 40/23 = 1.74, almost double
    {"N29", open},                   // 23 of 48
    {"N30", open},                   // 3.766 of 4
    {"N31", open},                   // 2020 not printed
    {"N32", open},                   // net assets
    {"N33", open, Proof::external},  // operating profit
    {"N34", open},                   // strategic metals
    {"N35", open},                   // patents of a group
    {"N36", open},                   // 2020 not printed
    {"N37", no},                     // a flow as part of a stock
    {"N38", open},                   // 2020 not printed
    {"N39", yes},                    // 40.96 after 32.42
    {"N40", open, Proof::external},  // world total not printed
    {"N41", open},                   // rise of a rate
    {"N42", open},                   // laboratory
    {"N43", open},                   // laboratory
    {"N44", open},                   // the same 168; 168.49/279.5 is more than 60 %
    {"N45", open},                   // Baotou
    {"N46", open, Proof::external},  // 15 of 50
    {"N47", open},                   // capital expenditure
    {"N48", open},                   // parts below the whole
    {"N49", no},                     // 14737 > 10920
    {"N50", open},                   // 1902
    {"N51", open},                   // 1950
    {"N52", open},                   // 1975 to 2007
    {"N53", open},                   // 13 %
    {"N54", open},                   // ore not given
    {"N55", no},                     // -35.7 %
    {"N56", no},                     // the title excludes China, the cells do not
    {"N57", no},                     // 1665 in 2018, 1486 in 2020
    {"N58", no},                     // eleven years
    {"N59", no},                     // CN111636002
    {"N60", no},                     // CN109593977
    {"N61", no, Proof::standard},    // EP
    {"N62", no},                     // 3202 > 3161
    {"N63", no, Proof::external},    // Sinopec
}};

struct Number {
    std::string_view id;
    double value, tolerance;
    std::string_view unit;
};

// Worked by hand (bc -l), in the unit of the claim.
constexpr std::array<Number, 16> numbers{{
    {"N02", 17.0, 0.0, "{element}"},
    {"N05", 90.0, 0.0, "Mt"},
    {"N13", 45.2615, 1e-3, "%"},   // 490214/337470 - 1
    {"N14", 25.0, 1e-9, "%"},      // 210/168 - 1
    {"N15", 24.6914, 1e-3, "%"},   // 202/162 - 1
    {"N16", 3.54545, 1e-4, "1"},   // 390/110
    {"N17", 9.1, 1e-12, "kt/a"},   // Table 1
    {"N20", 4.9117, 1e-3, "%/a"},  // (11.6/8.7)^(1/6) - 1
    {"N23", 11.5385, 1e-3, "%"},   // 45/390
    {"N28", 1.73913, 1e-4, "1"},   // 40/23
    {"N39", 26.3418, 1e-3, "%"},   // 40.96/32.42 - 1
    {"N49", 14737.0, 0.0, "{patent}"},
    {"N55", -35.7143, 1e-3, "%"},  // 90/140 - 1
    {"N57", -10.7508, 1e-3, "%"},  // 1486/1665 - 1
    {"N58", 11.0, 0.0, "a"},
    {"N62", 3202.0, 0.0, "{patent}"},
}};

bool says(const Claim& claim, std::string_view part) {
    const bool found = claim.explanation.find(part) != std::string::npos;
    BOOST_CHECK_MESSAGE(found, claim.id << " does not say '" << part << "': " << claim.explanation);
    return found;
}

// A dataset of one claim on a small table.
Dataset with_claim(const std::string& rest, const std::string& header =
                                                "id,quote,subject,stated,qualifier,unit,method,"
                                                "inputs,erratum") {
    std::map<std::string, std::string> texts;
    texts["series"] = "indicator,title,unit,decimals\nmining,Mining,kt/a,0\nstock,Stock,Mt,0\n";
    texts["observations"] =
        "indicator,area,year,value,qualifier,obs_status\n"
        "mining,WLD,2013,110,,A\nmining,WLD,2014,121,,A\nmining,WLD,2015,,,O\n"
        "mining,CN,2013,90,,A\nmining,CN,2014,100,,A\nstock,WLD,2013,60,,A\n";
    texts["figures"] =
        "id,subject,kind,item,value,value_high,qualifier,unit,basis,nature,time,area,printed\n"
        "fig-half,world,share,a half,50,,exact,%,none,ratio,,WLD,50\n"
        "fig-range,world,grade,a range,1,2,exact,%,none,ratio,,WLD,1 to 2\n"
        "fig-old,world,production,mining,100,,exact,kt/a,none,flow,2010,WLD,100\n"
        "fig-undated,world,production,mining,100,,exact,kt/a,none,flow,,WLD,100\n"
        "fig-money,world,financial,sum,5,,exact,10*9.CNY,none,flow,2010,,5\n"
        "fig-rough,world,production,mining,1.5,,exact,kt/a,none,flow,2010,WLD,1.5\n"
        "fig-zero,world,production,mining,0,,exact,kt/a,none,flow,2010,WLD,0\n"
        "fig-noon,world,price,price,70,,exact,CNY/t,none,level,2019-05-18,CN,70\n"
        "fig-noon-later,world,price,price,80,,exact,CNY/t,none,level,2019-05-20,CN,80\n";
    texts["claims"] = header + "\n" + rest + "\n";
    std::map<std::string, CsvTable, std::less<>> tables;
    for (const auto& [name, text] : texts) tables.emplace(name, parse_csv(text, name + ".csv"));
    return {"test", std::move(tables)};
}

Claim tested(const std::string& stated, const std::string& method, const std::string& inputs) {
    return audit(with_claim("N01,a quote,a subject," + stated + "," + method + "," + inputs + ","))
        .find("N01");
}

auto fails(std::string_view part) {
    return [part](const Error& error) {
        const bool found = std::string_view{error.what()}.find(part) != std::string_view::npos;
        BOOST_CHECK_MESSAGE(found, "said '" << error.what() << "', not '" << part << "'");
        return found;
    };
}

}  // namespace

BOOST_AUTO_TEST_SUITE(audits)

BOOST_AUTO_TEST_CASE(every_claim_of_the_paper_has_the_verdict_worked_out_by_hand) {
    const auto& all = paper_audit();
    BOOST_TEST(all.size() == expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const auto& claim = all.claims().at(i);
        BOOST_TEST_CONTEXT(claim.id << ": " << claim.explanation) {
            BOOST_TEST(claim.id == expected[i].id);
            BOOST_TEST(name(claim.verdict) == name(expected[i].verdict));
            BOOST_TEST(name(claim.proof) == name(expected[i].proof));
            BOOST_TEST(claim.source.document == "kirsanov2025");
            BOOST_TEST(!claim.source.locator.empty());
            BOOST_TEST(!claim.explanation.empty());
            BOOST_TEST(!claim.quote.empty());
            for (const auto& input : claim.inputs) {
                BOOST_TEST(input.source.document == "kirsanov2025");
                BOOST_TEST(!input.source.locator.empty());
                BOOST_TEST(!input.value.empty());
            }
            // What cannot be tested has no recomputed value, and all else has inputs.
            if (claim.verdict == open)
                BOOST_TEST(!claim.recomputed.has_value());
            else
                BOOST_TEST(!claim.inputs.empty());
        }
    }
    std::size_t counted = 0;
    for (const auto verdict : {yes, no, open}) {
        std::size_t by_hand = 0;
        for (const auto& one : expected) by_hand += one.verdict == verdict ? 1U : 0U;
        BOOST_TEST(all.count(verdict) == by_hand);
        BOOST_TEST(all.with(verdict).size() == by_hand);
        counted += by_hand;
    }
    BOOST_TEST(counted == all.size());
}

BOOST_AUTO_TEST_CASE(recomputed_numbers) {
    std::size_t with_number = 0;
    for (const auto& claim : paper_audit()) with_number += claim.recomputed ? 1U : 0U;
    BOOST_TEST(with_number == numbers.size());
    for (const auto& one : numbers) {
        const auto& claim = paper_audit().find(one.id);
        BOOST_TEST_CONTEXT(claim.id) {
            BOOST_REQUIRE(claim.recomputed.has_value());
            BOOST_TEST(std::abs(claim.recomputed->value - one.value) <= one.tolerance);
            BOOST_TEST(claim.recomputed->unit.code() == one.unit);
            BOOST_REQUIRE(claim.rounding.has_value());
            BOOST_TEST(claim.rounding->first <= claim.recomputed->value);
            BOOST_TEST(claim.rounding->second >= claim.recomputed->value);
        }
    }
    // (11.55/8.75)^(1/6) and (11.65/8.65)^(1/6): no rounding saves 4.47 %.
    const auto market = *paper_audit().find("N20").rounding;
    BOOST_TEST(std::abs(market.first - 4.7359) < 1e-3);
    BOOST_TEST(std::abs(market.second - 5.0876) < 1e-3);
}

BOOST_AUTO_TEST_CASE(explanations_hold_the_recomputed_numbers) {
    const auto& all = paper_audit();
    says(all.find("N05"), "44 Mt (2024) of it is at most 48.9 %");
    says(all.find("N06"), "more than 76.5");
    says(all.find("N07"), "Global South World");
    says(all.find("N08"), "less than 26 kt/a");
    says(all.find("N13"), "+45.26 %");
    says(all.find("N13"), "2019-05-19, is a Sunday");
    says(all.find("N11"), "Reuters (2010)");
    says(all.find("N14"), "168 kt/a");
    says(all.find("N16"), "3.55 (3.52 to 3.57");
    says(all.find("N15"), "161.99");
    says(all.find("N17"), "9.1 kt/a");
    says(all.find("N17"), "22.6 kt/a");
    says(all.find("N17"), "factor of 1000");
    says(all.find("N20"), "4.91");
    says(all.find("N20"), "not 4.47 % a year");
    says(all.find("N20"), "11.31 billion USD");
    says(all.find("N21"), "43.1 %");
    says(all.find("N21"), "not about 60 %");
    says(all.find("N21"), "2021, 280: 60.0 %");
    for (const auto* id : {"N21", "N44"}) {
        // 167.5/280.5 and 168.5/279.5
        says(all.find(id), "60.0 % (59.7 to 60.3 within the rounding of the print), as stated");
        says(all.find(id), "undated; it agrees with 2021, not with 2024");
    }
    says(all.find("N25"), "up to 261 kt/a (259 to 264");
    says(all.find("N31"), "2.4 billion CNY (2.1 to 2.7");
    says(all.find("N36"), "25.103 billion CNY");
    says(all.find("N37"), "is a flow");
    says(all.find("N37"), "a stock");
    says(all.find("N41"), "58.3, 51.3, 50.8 %");
    says(all.find("N48"), "54.5 %");
    says(all.find("N49"), "14737");
    says(all.find("N49"), "135.0 %");
    says(all.find("N53"), "5225 patents");
    says(all.find("N54"), "605 kt");
    says(all.find("N56"), "46 would stand there");
    says(all.find("N56"), "by an amount that 168 kt/a (undated) does not tell");
    says(all.find("N58"), "11 years, 2012 to 2022");
    says(all.find("N59"), "CN111647744B was out by 2021-09-21");
    says(all.find("N60"), "CN110156217 was out by 2019-08-23");
    says(all.find("N60"), "The 7 other application documents");
    says(all.find("N61"), "European Patent Office");
    says(all.find("N61"), "EA is the Eurasian Patent Organization");
    says(all.find("N63"), "placed in Japan; it is of China");
    says(all.find("N63"), "20-F");
}

BOOST_AUTO_TEST_CASE(values_in_words) {
    const auto& all = paper_audit();
    BOOST_TEST(all.find("N12").stated_text() == "10 to 25 %");
    BOOST_TEST(all.find("N20").stated_text() == "4.47 %/a");
    BOOST_TEST(all.find("N20").recomputed_text() == "4.912 %/a");
    BOOST_TEST(all.find("N30").stated_text() == "3766 million CNY");
    BOOST_TEST(all.find("N45").stated_text() == "~ 0.3333");
    BOOST_TEST(all.find("N49").stated_text() == "10920 patents");
    BOOST_TEST(all.find("N49").recomputed_text() == "14737 patents");
    BOOST_TEST(all.find("N50").stated_text() == "1902");
    BOOST_TEST(all.find("N58").stated_text() == "10 years");
    BOOST_TEST(all.find("N58").recomputed_text() == "11 years");
    BOOST_TEST(all.find("N59").stated_text().empty());
    BOOST_TEST(all.find("N59").recomputed_text().empty());
}

BOOST_AUTO_TEST_CASE(what_rests_on_another_source_cites_it) {
    for (const auto& claim : paper_audit())
        if (claim.proof == Proof::external) {
            says(claim, "Disputed by another source (" + claim.erratum + ")");
            says(claim, "http");
        }
}

// The contradictions are computed: with other numbers in the table they go away.
BOOST_AUTO_TEST_CASE(verdicts_follow_the_data) {
    const auto changed = [](std::string_view table, std::string_view from, std::string_view to) {
        const auto paper = load_paper();
        std::map<std::string, CsvTable, std::less<>> tables;
        for (const auto& name : paper.table_names()) {
            const auto& old = paper.table(name);
            std::string text = detail::join(old.columns()) + "\n";
            for (std::size_t i = 0; i < old.size(); ++i) {
                std::string line;
                for (std::size_t j = 0; j < old.columns().size(); ++j)
                    line += (j == 0 ? "\"" : ",\"") + std::string{old.cell(i, j)} + "\"";
                if (name == table)
                    if (const auto at = line.find(from); at != std::string::npos)
                        line.replace(at, from.size(), to);
                text += line + "\n";
            }
            tables.emplace(name, parse_csv(text, name + ".csv"));
        }
        return audit(Dataset{"changed", std::move(tables)});
    };
    using detail::concat;
    // 8.7 x 1.0447^6 = 11.31
    BOOST_TEST(name(changed("figures", "\"11.6\"", "\"11.3\"").find("N20").verdict) == "confirmed");
    BOOST_TEST(name(changed("figures", "\"10920\"", "\"14737\"").find("N49").verdict) ==
               "not_testable");
    BOOST_TEST(name(changed("figures", "\"9066\"", "\"9.066\"").find("N17").verdict) ==
               "contradicted");  // the other pair still does
    BOOST_TEST(name(changed("patents", "\"2022-04-19\"", "\"2020-09-08\"").find("N59").verdict) ==
               "not_testable");
    BOOST_TEST(name(changed("observations", "\"WLD\",\"2024\",\"90\"", "\"WLD\",\"2024\",\"135\"")
                        .find("N55")
                        .verdict) == "confirmed");
    BOOST_TEST(
        name(changed("patent_owners", "\"JP\",\"CN\"", "\"CN\",\"CN\"").find("N63").verdict) ==
        "confirmed");
    BOOST_TEST(name(changed("figures", "\"202\"", "\"203\"").find("N15").verdict) ==
               "contradicted");  // 203/163 = 24.54 %
    BOOST_TEST(name(changed("figures", "\"168\"", "\"167\"").find("N14").verdict) ==
               "contradicted");  // 210/167 = 25.75 %
    BOOST_TEST(name(changed("figures", "\"45000\"", "\"47000\"").find("N23").verdict) ==
               "contradicted");  // 12.05 %
}

BOOST_AUTO_TEST_CASE(qualifiers_decide) {
    // 121/110 = 1.1, and 120.5/110.5 = 1.0905 to 121.5/109.5 = 1.1096 within the rounding.
    const auto ratio = [](const std::string& stated) {
        return tested(stated, "ratio", "series:mining/WLD@2014;series:mining/WLD@2013").verdict;
    };
    BOOST_TEST(name(ratio("1.10,exact,1")) == "confirmed");
    BOOST_TEST(name(ratio("1.12,exact,1")) == "contradicted");
    BOOST_TEST(name(ratio("1.2,exact,1")) == "contradicted");  // up to 1.1096, from 1.15
    BOOST_TEST(name(ratio("1,exact,1")) == "confirmed");       // 0.5 to 1.5
    BOOST_TEST(name(ratio("1.20,about,1")) == "confirmed");    // 1.08 to 1.32
    BOOST_TEST(name(ratio("1.30,about,1")) == "contradicted");
    BOOST_TEST(name(ratio("1.20,almost,1")) == "confirmed");
    BOOST_TEST(name(ratio("1.05,almost,1")) == "contradicted");  // already above
    BOOST_TEST(name(ratio("1.30,almost,1")) == "contradicted");
    BOOST_TEST(name(ratio("1.10,more_than,1")) == "confirmed");  // 1.1096 is
    BOOST_TEST(name(ratio("1.11,more_than,1")) == "contradicted");
    BOOST_TEST(name(ratio("1.11,at_least,1")) == "confirmed");  // to the rounding
    BOOST_TEST(name(ratio("1.12,at_least,1")) == "contradicted");
    BOOST_TEST(name(ratio("1.10,less_than,1")) == "confirmed");
    BOOST_TEST(name(ratio("1.09,less_than,1")) == "contradicted");
    BOOST_TEST(name(ratio("1.09,up_to,1")) == "confirmed");
    BOOST_TEST(name(ratio("1.08,up_to,1")) == "contradicted");
}

BOOST_AUTO_TEST_CASE(methods_that_the_paper_does_not_need) {
    const auto growth =
        tested("10,exact,%", "growth_rate", "series:mining/WLD@2013;series:mining/WLD@2014");
    BOOST_TEST(name(growth.verdict) == "confirmed");
    BOOST_TEST(std::abs(growth.recomputed->value - 10.0) < 1e-9);
    const auto difference =
        tested("11,exact,kt/a", "difference", "series:mining/WLD@2014;series:mining/WLD@2013");
    BOOST_TEST(name(difference.verdict) == "confirmed");
    BOOST_TEST(difference.recomputed->value == 11.0);
    BOOST_TEST(name(tested("13,exact,kt/a", "difference",
                           "series:mining/WLD@2014;series:mining/WLD@2013")
                        .verdict) == "contradicted");  // at most 12, from 12.5
    const auto product =
        tested("55,exact,kt/a", "product", "series:mining/WLD@2013;figure:fig-half");
    BOOST_TEST(product.recomputed->value == 55.0);
    // Units are converted: 110 kt is 110000 t.
    const auto in_tonnes =
        tested("55000,about,t/a", "product", "series:mining/WLD@2013;figure:fig-half");
    BOOST_TEST(in_tonnes.recomputed->value == 55000.0);
    BOOST_TEST(name(in_tonnes.verdict) == "confirmed");
    BOOST_TEST(name(tested("100,exact,kt/a", "equality", "series:mining/CN@2014;figure:fig-old")
                        .verdict) == "confirmed");
    const auto cagr = tested("2.0,exact,%/a", "cagr", "figure:fig-old;series:mining/WLD@2014");
    BOOST_TEST(std::abs(cagr.recomputed->value - 4.880884817015163) < 1e-9);  // 1.21^(1/4)
    // A sum over a gap says so.
    const auto sum = tested(",,", "sum", "series:mining/WLD@*;figure:fig-old");
    BOOST_TEST(name(sum.verdict) == "contradicted");
    says(sum, "(without 2015)");
    says(sum, "231");
    // Excluding a part: 60 - nothing of it.
    const auto scope = tested(
        ",,", "scope_check", "series:mining/WLD@2014;series:mining/WLD@2014;series:mining/CN@2014");
    BOOST_TEST(name(scope.verdict) == "contradicted");
    says(scope, "21 would stand there");
    // Without a date the part may be of any year: 100/121 = 82.6 %, 100/110 = 90.9 %.
    const auto share = [](const std::string& stated, const std::string& figure) {
        return tested(stated + ",%", "share", "figure:" + figure + ";series:mining/WLD@2014");
    };
    BOOST_TEST(name(share("82.6,exact", "fig-undated").verdict) == "confirmed");
    BOOST_TEST(name(share("90.9,exact", "fig-undated").verdict) == "not_testable");
    BOOST_TEST(!share("90.9,exact", "fig-undated").recomputed.has_value());
    BOOST_TEST(name(share("90,more_than", "fig-undated").verdict) == "not_testable");
    BOOST_TEST(name(share("50,exact", "fig-undated").verdict) == "contradicted");
    BOOST_TEST(name(share("92,more_than", "fig-undated").verdict) == "contradicted");
    BOOST_TEST(name(share("90.9,exact", "fig-old").verdict) == "contradicted");
    says(share("90.9,exact", "fig-old"), "Nearest is the total of 2013, 110: 90.9 %.");
    const auto undated = tested(",,", "scope_check",
                                "series:mining/WLD@2014;series:mining/WLD@2014;figure:fig-undated");
    BOOST_TEST(name(undated.verdict) == "contradicted");
    says(undated, "by an amount that 100 kt/a (undated) does not tell");
    // What an undated part leaves of the total is no proof of a table without it: 121 - 100.
    BOOST_TEST(name(tested(",,", "scope_check",
                           "series:mining/WLD@2014;series:mining/CN@2013;figure:fig-undated")
                        .verdict) == "not_testable");
    // A range check passes without proof, or fails.
    BOOST_TEST(
        name(tested("90,exact,kt/a", "range_check", "series:mining/CN@2013;series:mining/WLD@2013")
                 .verdict) == "not_testable");
    BOOST_TEST(
        name(tested("110,exact,kt/a", "range_check", "series:mining/WLD@2013;series:mining/CN@2013")
                 .verdict) == "contradicted");
    // Saturday.
    says(tested(",,", "trend", "figure:fig-noon-later;figure:fig-noon"),
         "2019-05-18, is a Saturday");
    BOOST_TEST(name(tested(",,", "trend", "figure:fig-noon-later;figure:fig-noon").verdict) ==
               "contradicted");
    // 1.45 to 1.55 over 1.45 to 1.55: the direction of equal numbers is open.
    BOOST_TEST(name(tested(",,", "trend", "figure:fig-rough;figure:fig-rough").verdict) ==
               "not_testable");
}

BOOST_AUTO_TEST_CASE(bad_rows_are_named) {
    const auto bad = [](const std::string& row, std::string_view part) {
        BOOST_CHECK_EXCEPTION((void)audit(with_claim(row)), DataError, fails(part));
    };
    bad("N01,q,s,1,exact,1,guess,series:mining/WLD@2013,", "no method of an audit 'guess'");
    bad("N01,q,s,1,exact,1,ratio,series:mining/WLD@2013,", "inputs = 1: must be 2");
    bad("N01,q,s,1,exact,1,ratio,series:mining/WLD@2013;series:mining/WLD@2031,", "no year '2031'");
    bad("N01,q,s,1,exact,1,ratio,series:mining/WLD@2013;series:mining/WLD@2015,", "status O");
    bad("N01,q,s,1,exact,1,ratio,series:mining/WLD@2013;figure:fig-hal,",
        "did you mean 'fig-half'");
    bad("N01,q,s,1,exact,1,ratio,series:mining/WLD@2013;figure:fig-range,", "a single number");
    bad("N01,q,s,1,exact,1,ratio,series:mining/WLD@2013;figure:fig-money,", "cannot convert");
    bad("N01,q,s,1,exact,1,ratio,series:mining/WLD@2013;figure:fig-zero,", "not zero");
    bad("N01,q,s,1,exact,1,ratio,series:mining/WLD@2013;series:mining/WLD@*,", "of one year");
    bad("N01,q,s,,,,ratio,series:mining/WLD@2013;series:mining/WLD@2014,", "stated = empty");
    bad("N01,q,s,1,exact,kt,ratio,series:mining/WLD@2013;series:mining/WLD@2014,",
        "cannot convert");
    bad("N01,q,s,1,exact,,ratio,series:mining/WLD@2013;series:mining/WLD@2014,", "without a unit");
    bad("N01,q,s,1,exact,%/a,cagr,figure:fig-undated;series:mining/WLD@2014,", "undated");
    bad("N01,q,s,1,exact,1,not_testable,series:mining/WLD@2013,", "none for a claim");
    bad("N01,q,s,1,nearly,1,not_testable,,", "no qualifier 'nearly'");
    bad("N01,q,s,1,exact,1,not_testable,,E-01", "E-01");
    bad("N01,q,s,,,,not_testable,,\nN01,q,s,,,,not_testable,,", "occurs twice");
    BOOST_CHECK_EXCEPTION((void)audit(with_claim("N01,q", "id,quote")), DataError,
                          fails("no column 'subject'"));
    std::map<std::string, CsvTable, std::less<>> tables;
    tables.emplace("series", parse_csv("indicator,title,unit\nm,M,kt/a\n", "series.csv"));
    tables.emplace("observations",
                   parse_csv("indicator,area,year,value\nm,WLD,2013,1\n", "observations.csv"));
    BOOST_CHECK_EXCEPTION((void)audit(Dataset("none", std::move(tables))), NotFound,
                          fails("no table 'claims'"));
    BOOST_CHECK_EXCEPTION((void)paper_audit().find("N99"), NotFound, fails("no claim 'N99'"));
    BOOST_CHECK_EXCEPTION((void)parse_verdict("true"), NotFound, fails("no verdict 'true'"));
}

BOOST_AUTO_TEST_CASE(report_holds_every_claim) {
    const auto report = audit_report(paper_audit());
    BOOST_REQUIRE(report.chapters.size() == 4);
    BOOST_TEST(report.subtitle.find("checked against the figures") != std::string::npos);
    const auto text = render_text(report, 120);
    const auto markdown = render_markdown(report);
    for (const auto& claim : paper_audit()) {
        BOOST_TEST(text.find(claim.id) != std::string::npos);
        BOOST_TEST(markdown.find("| " + claim.id + " |") != std::string::npos);
    }
    BOOST_TEST(report.chapters.front().answer.find("13 of 63 claims") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(country_index_of_the_paper) {
    const auto paper = load_paper();
    const auto index = country_index(paper, {.draws = 400, .seed = 7});
    BOOST_TEST(index.countries.size() == 11U);
    BOOST_TEST(index.countries.front().country == "CN");
    BOOST_TEST(index.countries.front().first_share == 1.0);
    for (const auto& one : index.countries) {
        BOOST_TEST(one.best <= one.lower);
        BOOST_TEST(one.lower <= one.median);
        BOOST_TEST(one.median <= one.upper);
        BOOST_TEST(one.upper <= one.worst);
        for (const auto& cell : one.cells) {
            BOOST_TEST(cell.lower <= cell.upper);
            BOOST_TEST(!cell.reason.empty());
            if (cell.value) BOOST_TEST(*cell.value == cell.lower);
        }
    }
    const auto spoken = detail::join(index.blind_spots, "\n");
    BOOST_TEST_CONTEXT(spoken) {
        BOOST_TEST(spoken.find("which bounds the reserves of United States; Australia, is "
                               "disputed (E-13): ") != std::string::npos);
        BOOST_TEST(spoken.find("about 8.4 %") != std::string::npos);
        BOOST_TEST(spoken.find("mine production of China; Russian Federation is undated and "
                               "stands beside that of the world, 390 kt/a (2024)") !=
                   std::string::npos);
    }
    BOOST_CHECK_EXCEPTION((void)country_index(paper, {.draws = 9}), InvalidArgument,
                          fails("draws"));
    BOOST_CHECK_EXCEPTION((void)country_index(paper, {.weight_spread = 1.0}), InvalidArgument,
                          fails("weight_spread"));
}

BOOST_AUTO_TEST_SUITE_END()
