#include <boost/test/unit_test.hpp>
#include <reeindex/core/year.hpp>
#include <string_view>

using namespace reeindex;

BOOST_AUTO_TEST_SUITE(year)

BOOST_AUTO_TEST_CASE(arithmetic_and_order) {
    constexpr Year a{2013};
    constexpr Year b{2024};
    static_assert(b - a == 11);
    static_assert(a + 11 == b);
    static_assert(a < b && a != b);
    BOOST_TEST(a.value() == 2013);
    BOOST_TEST((a + -3).value() == 2010);
}

BOOST_AUTO_TEST_CASE(limits) {
    BOOST_TEST(Year{1}.value() == 1);
    BOOST_TEST(Year{9999}.value() == 9999);
    for (const int bad : {0, -1, 10000, -2013, 2147483647}) {
        BOOST_CHECK_EXCEPTION(Year{bad}, InvalidArgument, [](const InvalidArgument& error) {
            return error.argument() == "year" && error.allowed() == "from 1 to 9999";
        });
    }
    BOOST_CHECK_EXCEPTION(Year{0}, InvalidArgument, [](const InvalidArgument& error) {
        return error.what() == std::string_view{"year = 0: must be from 1 to 9999"};
    });
    BOOST_CHECK_THROW((void)(Year{9999} + 1), InvalidArgument);
}

BOOST_AUTO_TEST_SUITE_END()
