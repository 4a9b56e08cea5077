#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>

#include <reeindex/patents/counts.hpp>
#include <reeindex/patents/innovators.hpp>
#include <reeindex/patents/network.hpp>
#include <reeindex/patents/reader.hpp>

namespace {

using namespace reeindex;

/// Seven records, worked by hand. Family 1: CN 2019-05, US 2018-12 (the earliest), EP undated.
const PatentTable& table() {
    static const PatentTable one = parse_patents(
        "publication,applicants,publication_date,filing_date,ipc,family\n"
        "CN113373326B,A Ltd;B,2019-05-01,2017-01-01,C22B 59/00,1\n"
        "US7654321B2,A;B;C,2018-12-31,2017-01-01,H01F 1/057,1\n"
        "EP1234567A1,A,,2017-06-01,H01F 1/057;C09K 11/77,1\n"
        "CN113373327B,A,2019-07-01,2018-01-01,C22B 59/00;H01F 1/057,2\n"
        "CN113373328A,D;E,2021-07-01,2020-01-01,,\n"
        "CN209292445U,,2021-08-01,2020-02-01,G06Q 10/00,\n"
        "WO2020123456A1,F,2020-06-30,,C22B 59/00,3\n",
        "seven.csv");
    return one;
}

PatentCounts counts(CountPatentsOptions options) { return count_patents(table(), options); }

std::string row(const PatentCounts& counted, std::string_view key) {
    std::string out;
    for (int year = counted.first_year; year <= counted.last_year; ++year)
        out += detail::concat(out.empty() ? "" : " ",
                              detail::to_significant(counted.value(counted.index(key), year), 4));
    return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(patent_counts)

BOOST_AUTO_TEST_CASE(publications_by_office) {
    const auto counted = counts({.by = CountBy::office});
    BOOST_TEST(detail::join(counted.keys) == "CN, US, WO");
    BOOST_TEST(counted.first_year == 2018);
    BOOST_TEST(counted.last_year == 2021);
    BOOST_TEST(row(counted, "CN") == "0.000 2.000 0.000 2.000");
    BOOST_TEST(row(counted, "US") == "1.000 0.000 0.000 0.000");
    BOOST_TEST(counted.units == 7U);
    BOOST_TEST(counted.dated == 6U);
    BOOST_TEST(counted.undated.count == 1U);
    BOOST_TEST(counted.undated.listed[0].line == 4U);
}

BOOST_AUTO_TEST_CASE(families_count_once_as_their_earliest_member) {
    const auto counted = counts({.by = CountBy::office, .unit = CountUnit::family});
    BOOST_TEST(counted.matching == 7U);
    BOOST_TEST(counted.units == 5U);  // three families, two records without family
    BOOST_TEST(counted.undated.count == 0U);
    BOOST_TEST(row(counted, "US") == "1.000 0.000 0.000 0.000");
    BOOST_TEST(row(counted, "CN") == "0.000 1.000 0.000 2.000");
    // By filing date two members are equally early: the first of the file stands.
    const auto filed =
        counts({.by = CountBy::office, .date = DateBasis::filing, .unit = CountUnit::family});
    BOOST_TEST(row(filed, "CN") == "1.000 1.000 0.000 2.000");
    BOOST_TEST(filed.undated.count == 1U);
    // The filter comes first: among CN records the earliest of family 1 is that of CN.
    const auto cn =
        counts({.by = CountBy::office, .unit = CountUnit::family, .filter = {.offices = {"CN"}}});
    BOOST_TEST(row(cn, "CN") == "2.000 0.000 2.000");
}

BOOST_AUTO_TEST_CASE(whole_and_fractional_counting) {
    const auto whole = counts({.by = CountBy::applicant});
    BOOST_TEST(row(whole, "A") == "1.000 2.000 0.000 0.000");
    BOOST_TEST(row(whole, "B") == "1.000 1.000 0.000 0.000");
    BOOST_TEST(whole.without_key == 1.0);
    const auto parts = counts({.by = CountBy::applicant, .counting = Counting::fractional});
    BOOST_TEST(row(parts, "A") == "0.3333 1.500 0.000 0.000");
    BOOST_TEST(row(parts, "B") == "0.3333 0.5000 0.000 0.000");
    double sum = 0.0;
    for (std::size_t i = 0; i < parts.keys.size(); ++i) sum += parts.total(i);
    BOOST_TEST(sum + parts.without_key == static_cast<double>(parts.dated),
               boost::test_tools::tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(technologies_and_fields) {
    const auto counted = counts({.by = CountBy::technology});
    BOOST_TEST(row(counted, "rare_earth") == "1.000 2.000 1.000 0.000");
    BOOST_TEST(row(counted, "magnets") == "1.000 1.000 0.000 0.000");
    BOOST_TEST(counted.without_key == 2.0);
    const auto fields = counts({.by = CountBy::field});
    BOOST_TEST(row(fields, "IT methods for management") == "0.000 0.000 0.000 1.000");
    const auto magnets = counts({.filter = {.technologies = {"magnets"}}});
    BOOST_TEST(row(magnets, "total") == "1.000 1.000");
    const auto grants = counts({.filter = {.kinds = "B"}});
    BOOST_TEST(row(grants, "total") == "1.000 2.000");
    const auto semiconductor = counts({.filter = {.fields = {8}}});
    BOOST_TEST(semiconductor.keys.empty());
    BOOST_TEST(semiconductor.years() == 0U);
}

BOOST_AUTO_TEST_CASE(the_largest_keys_and_the_rest) {
    const auto counted = counts({.by = CountBy::applicant, .top = 2});
    BOOST_TEST(detail::join(counted.keys) == "A, B");
    BOOST_TEST(counted.other_key_count == 4U);
    BOOST_TEST(counted.other_keys == 4.0);
}

BOOST_AUTO_TEST_CASE(years_asked_for) {
    const auto counted = counts({.by = CountBy::office, .first_year = 2019, .last_year = 2023});
    BOOST_TEST(row(counted, "CN") == "2.000 0.000 2.000 0.000 0.000");
    BOOST_TEST(counted.outside_years == 1U);
    BOOST_TEST(counted.dated + counted.outside_years + counted.undated.count == counted.units);
    BOOST_CHECK_THROW((void)counts({.first_year = 2020, .last_year = 2019}), InvalidArgument);
}

BOOST_AUTO_TEST_CASE(series_say_which_years_are_provisional) {
    const auto series = counts({.by = CountBy::office}).series("CN");
    BOOST_TEST(series.key() == "patents/CN");
    BOOST_TEST(series.unit().code() == "{patent}");
    BOOST_TEST(series.at(Year{2020}) == 0.0);
    BOOST_TEST((series.status(2) == ObsStatus::normal));
    BOOST_TEST((series.status(3) == ObsStatus::provisional));  // the file ends on 2021-08-01
    // A document filed in 2019 may be published until the middle of 2021, in 2020 until 2022.
    const auto filed = counts({.date = DateBasis::filing});
    BOOST_TEST(filed.complete_until == 2019);
    BOOST_CHECK_THROW((void)counts({}).series("CN"), NotFound);
}

BOOST_AUTO_TEST_CASE(what_a_file_cannot_tell_is_an_error) {
    const auto bare =
        parse_patents("publication,publication_date\nCN113373326B,2019\n", "bare.csv");
    const auto fails = [&](CountPatentsOptions options, std::string_view part) {
        BOOST_CHECK_EXCEPTION(
            (void)count_patents(bare, options), InvalidArgument, [&](const InvalidArgument& error) {
                return std::string_view{error.what()}.find(part) != std::string_view::npos;
            });
    };
    fails({.by = CountBy::applicant}, "has no column for applicants");
    fails({.by = CountBy::technology}, "has no column for classification symbols or titles");
    fails({.by = CountBy::field}, "has no column for classification symbols");
    fails({.date = DateBasis::priority}, "date = priority");
    fails({.unit = CountUnit::family}, "has no column for families");
    fails({.filter = {.offices = {"China"}}}, "codes of WIPO ST.3");
    fails({.filter = {.fields = {36}}}, "from 1 to 35");
    fails({.filter = {.kinds = "b"}}, "capital letters");
    BOOST_CHECK_THROW((void)count_patents(bare, {.filter = {.technologies = {"magnet"}}}),
                      NotFound);
    BOOST_CHECK_THROW((void)co_applicant_network(bare), InvalidArgument);
    BOOST_CHECK_THROW((void)key_innovators(bare), InvalidArgument);
}

BOOST_AUTO_TEST_CASE(network_of_applicants) {
    const auto network = co_applicant_network(table());
    BOOST_TEST(detail::join(network.nodes) == "A, B, C, D, E, F");
    BOOST_TEST(detail::join(network.records) == "4, 2, 1, 1, 1, 1");
    BOOST_REQUIRE(network.edges.size() == 4U);
    BOOST_TEST((network.edges[0] == ApplicantNetwork::Edge{0, 1, 2}));
    BOOST_TEST((network.edges[1] == ApplicantNetwork::Edge{0, 2, 1}));
    BOOST_TEST((network.edges[2] == ApplicantNetwork::Edge{1, 2, 1}));
    BOOST_TEST((network.edges[3] == ApplicantNetwork::Edge{3, 4, 1}));
    BOOST_TEST(detail::join(network.degrees) == "2, 2, 2, 1, 1, 0");
    BOOST_TEST(detail::join(network.strengths) == "3, 3, 2, 1, 1, 0");
    BOOST_TEST(detail::join(network.components) == "0, 0, 0, 1, 1, 2");
    BOOST_TEST(detail::join(network.component_sizes) == "3, 2, 1");
    BOOST_TEST(network.density() == 4.0 / 15.0, boost::test_tools::tolerance(1e-15));
    const auto strong = co_applicant_network(table(), {.min_weight = 2, .isolated = false});
    BOOST_TEST(detail::join(strong.nodes) == "A, B");
    BOOST_TEST(strong.density() == 1.0);
    // As families the pair of A and B has one record: its earliest member, of A, B and C.
    const auto families = co_applicant_network(table(), {.unit = CountUnit::family});
    BOOST_TEST((families.edges[0] == ApplicantNetwork::Edge{0, 1, 1}));
}

BOOST_AUTO_TEST_CASE(innovators_and_their_concentration) {
    const auto top = key_innovators(table(), {.top = 2});
    BOOST_REQUIRE(top.applicants.size() == 2U);
    BOOST_TEST(top.applicants[0].name == "A");
    BOOST_TEST(top.applicants[0].records == 4U);
    BOOST_TEST(top.applicants[0].joint == 2U);
    BOOST_TEST(top.applicants[0].fractional == 0.5 + 1.0 / 3.0 + 1.0 + 1.0,
               boost::test_tools::tolerance(1e-12));
    BOOST_TEST(top.applicants[0].first_year == 2018);
    BOOST_TEST(top.applicants[0].last_year == 2019);
    BOOST_TEST(top.applicants[0].technologies[0] == "rare_earth");
    BOOST_TEST(top.applicants[1].name == "F");
    BOOST_TEST(top.applicant_count == 6U);
    BOOST_TEST(top.records == 6U);
    BOOST_TEST(top.without_applicant == 1U);
    BOOST_TEST(top.concentration_ratio(1) == top.applicants[0].fractional / 6.0,
               boost::test_tools::tolerance(1e-12));
    BOOST_TEST(top.concentration_ratio(6) == 1.0, boost::test_tools::tolerance(1e-12));
    BOOST_CHECK_THROW((void)top.concentration_ratio(0), InvalidArgument);
    BOOST_CHECK_THROW((void)top.concentration_ratio(7), InvalidArgument);
}

BOOST_AUTO_TEST_SUITE_END()
