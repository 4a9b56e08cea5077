// The claims of the paper against the editions that it names, and against others.
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <boost/test/unit_test.hpp>
#include <reeindex/audit/audit.hpp>

using namespace reeindex;

namespace {

std::vector<Dataset> sources() {
    std::vector<Dataset> out;
    for (const auto& one : datasets())
        if (one.name != "kirsanov2025") out.push_back(load(one.name));
    return out;
}

const Audit& all() {
    static const Audit result = audit(load_paper(), sources());
    return result;
}

constexpr auto yes = Verdict::confirmed;
constexpr auto no = Verdict::contradicted;
constexpr auto elsewhere = Verdict::true_of_another_edition;

struct Expected {
    std::string_view id;
    Verdict verdict;
    double value;  // recomputed by the test that decides, worked by hand
};

}  // namespace

BOOST_AUTO_TEST_SUITE(audit_sources)

BOOST_AUTO_TEST_CASE(claims_by_hand) {
    const std::array<Expected, 17> expected{{
        {"N06", yes, 100 * 76.56 / 90},  // 44 + 21 + 6.9 + 3.8 + 0.86 of 90
        {"N07", no, 100 * 7.6 / 90},     // 1.9 + 5.7 of 90
        {"N08", no, 390.0 / 41.4},       // over 15 times
        {"N09", yes, 3.478},             // 3.5 kt of gold
        {"N14", yes, 25.0},              // 168 to 210
        {"N15", yes, 100 * (202.0 / 162 - 1)},
        {"N16", yes, 390.0 / 110},
        {"N18", yes, 8e9},
        {"N21", elsewhere, 60.0},  // 168 of 280, 2021
        {"N23", yes, 100 * 45.0 / 390},
        {"N24", elsewhere, 100 * 2.7 / 280},  // 2,700 of 280,000, 2021
        {"N25", yes, 100 * 270.0 / 390},      // up to 67 %: 67.1 to 71.4 within the rounding
        {"N31", yes, 68.78},
        {"N40", yes, 100 * 1.59 / 3.4},
        {"N44", yes, 100 * 270.0 / 390},
        {"N45", elsewhere, 1.0 / 3},
        {"N54", yes, 2.58},
    }};
    for (const auto& one : expected) {
        const auto& claim = all().find(one.id);
        BOOST_TEST(name(claim.verdict) == name(one.verdict), one.id << ": " << claim.explanation);
        bool found = false;
        for (const auto& test : claim.evidence)
            found = found || (test.recomputed &&
                              std::abs(test.recomputed->value - one.value) <= 1e-9 * one.value);
        BOOST_TEST(found, one.id << ": " << claim.explanation);
    }
}

BOOST_AUTO_TEST_CASE(an_order_of_numbers) {
    BOOST_TEST(name(all().find("N04").verdict) == "confirmed", all().find("N04").explanation);
    BOOST_TEST(all().find("N04").evidence[0].inputs.size() == 4U);
}

BOOST_AUTO_TEST_CASE(the_cell_of_each_verdict) {
    const auto& mining = all().find("N08");
    BOOST_REQUIRE(mining.evidence.size() == 1U);
    BOOST_TEST(mining.evidence[0].inputs[1].key == "usgs_ds140:mine_production/WLD@1984");
    BOOST_TEST(mining.evidence[0].inputs[1].value == "41400 t/a REO (1984, DS 140 (2020))");
    BOOST_TEST(mining.explanation.find("9.42") != std::string::npos);
    const auto& russia = all().find("N24");
    BOOST_TEST(russia.explanation.find("MCS 2022") != std::string::npos);
    for (const auto& claim : all()) {
        if (claim.verdict == Verdict::not_testable)
            BOOST_TEST(!claim.needed.empty(), claim.id << " does not say what is needed");
        if (claim.verdict != claim.own_verdict) {
            BOOST_TEST(!claim.evidence.empty(), claim.id);
            BOOST_TEST(name(claim.proof) == "external", claim.id);
        }
        for (const auto& one : claim.evidence) {
            BOOST_TEST(!one.inputs.empty(), claim.id);
            for (const auto& input : one.inputs) BOOST_TEST(!input.source.empty(), claim.id);
        }
    }
}

BOOST_AUTO_TEST_CASE(at_most_twenty_claims_stay_open) {
    BOOST_TEST(all().size() == 63U);
    BOOST_TEST(all().count(Verdict::not_testable) <= 20U);
    std::size_t sum = 0;
    for (const auto one : {yes, no, elsewhere, Verdict::not_testable}) sum += all().count(one);
    BOOST_TEST(sum == 63U);
}

BOOST_AUTO_TEST_CASE(own_figures_alone_say_what_they_said) {
    const auto own = audit(load_paper());
    BOOST_TEST(own.count(yes) == 9U);
    BOOST_TEST(own.count(no) == 13U);
    BOOST_TEST(own.count(elsewhere) == 0U);
    for (const auto& claim : own) {
        BOOST_TEST(claim.evidence.empty());
        BOOST_TEST((claim.own_verdict == claim.verdict));
        BOOST_TEST((all().find(claim.id).own_verdict == claim.verdict));
    }
    BOOST_CHECK_THROW((void)audit(load_paper(), std::vector<Dataset>{}), Error);
    BOOST_CHECK_THROW((void)audit(load("usgs_mcs"), sources()), NotFound);
}

BOOST_AUTO_TEST_SUITE_END()
