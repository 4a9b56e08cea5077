#include <boost/test/unit_test.hpp>
#include <reeindex/core/country.hpp>
#include <reeindex/core/obs_status.hpp>
#include <reeindex/core/office.hpp>
#include <set>
#include <string>
#include <string_view>

using namespace reeindex;

BOOST_AUTO_TEST_SUITE(country_table)

BOOST_AUTO_TEST_CASE(codes_are_unique_and_found) {
    std::set<std::string_view> alpha3, numeric;
    for (const auto& one : countries()) {
        BOOST_TEST(alpha3.insert(one.alpha3).second);
        BOOST_TEST(country(one.alpha3).name == one.name);
        if (one.code() == "OTH") continue;  // M49 has no code for it
        BOOST_TEST(numeric.insert(one.numeric).second);
        BOOST_TEST(one.numeric.size() == 3U);
        BOOST_TEST(country(one.numeric).name == one.name);
        BOOST_TEST(country(one.code()).name == one.name);
    }
    static_assert(country("CHN").alpha2 == "CN");
    BOOST_TEST(countries().size() == 249U + 3U);  // ISO 3166-1, the USSR, the world, the rest
    BOOST_TEST(country("WLD").aggregate);
    BOOST_TEST(country("WLD").code() == "WLD");
    BOOST_CHECK_THROW((void)country(""), NotFound);
    BOOST_CHECK_THROW((void)country("cn"), NotFound);
}

BOOST_AUTO_TEST_CASE(offices_of_st3) {
    BOOST_TEST(office("EP").name == "European Patent Office");
    BOOST_TEST(office("EA").name == "Eurasian Patent Organization");
    BOOST_TEST((office("EP").kind == OfficeKind::regional));
    BOOST_TEST((office("WO").kind == OfficeKind::international));
    BOOST_TEST((office("CN").kind == OfficeKind::national));
    BOOST_CHECK_THROW((void)office("XX"), NotFound);
}

BOOST_AUTO_TEST_CASE(statuses_of_sdmx) {
    std::string codes;
    for (const auto& entry : detail::obs_status_table) {
        codes += code(entry.status);
        BOOST_TEST((parse_obs_status(std::string(1, code(entry.status))) == entry.status));
        BOOST_TEST(meaning(entry.status) == entry.meaning);
    }
    BOOST_TEST(codes == "ABDEFGHIJKLMNOPQSUVW");
    std::string missing;
    for (const auto& entry : detail::obs_status_table)
        if (is_missing(entry.status)) missing += code(entry.status);
    BOOST_TEST(missing == "HLMOQ");
    for (const std::string_view bad : {"", "a", "AA", "Z", " A"})
        BOOST_CHECK_THROW((void)parse_obs_status(bad), InvalidArgument);
}

BOOST_AUTO_TEST_SUITE_END()
