#include <boost/test/unit_test.hpp>
#include <cmath>
#include <reeindex/core/unit.hpp>
#include <string>
#include <string_view>

using namespace reeindex;

namespace {
bool near(double a, double b) { return std::abs(a - b) <= 1e-15 * std::abs(b); }
}  // namespace

BOOST_AUTO_TEST_SUITE(unit)

BOOST_AUTO_TEST_CASE(conversion_factors) {
    BOOST_TEST(near(Unit{"kt"}.factor_to(Unit{"t"}), 1e3));
    BOOST_TEST(near(Unit{"Mt"}.factor_to(Unit{"kt"}), 1e3));
    BOOST_TEST(near(Unit{"kt/a"}.factor_to(Unit{"t/a"}), 1e3));
    BOOST_TEST(near(Unit{"%"}.factor_to(Unit{"1"}), 0.01));
    BOOST_TEST(near(Unit{"10*9.USD"}.factor_to(Unit{"10*6.USD"}), 1e3));
    BOOST_TEST(near(Unit{"10*3.m3/a"}.factor_to(Unit{"m3/a"}), 1e3));
    BOOST_TEST(near(Unit{"kg"}.factor_to(Unit{"t"}), 1e-3));
    BOOST_TEST(near(Unit{"CNY/t"}.factor_to(Unit{"CNY/kg"}), 1e-3));
    BOOST_TEST(Unit{"{patent}"}.factor_to(Unit{"{patent}"}) == 1.0);
}

BOOST_AUTO_TEST_CASE(what_does_not_convert) {
    const auto refused = [](std::string_view a, std::string_view b) {
        BOOST_CHECK_THROW((void)Unit{a}.factor_to(Unit{b}), UnitError);
        BOOST_TEST(!Unit{a}.commensurable(Unit{b}));
    };
    refused("t", "t/a");
    refused("CNY", "USD");
    refused("{patent}", "{company}");
    refused("1", "t");
    refused("Cel", "K");
    BOOST_CHECK_EXCEPTION((void)Unit{"kt"}.factor_to(Unit{"a"}), UnitError, [](const auto& error) {
        return error.what() ==
               std::string_view{"cannot convert 'kt' to 'a': one measures g, the other a"};
    });
}

BOOST_AUTO_TEST_CASE(codes_and_labels) {
    BOOST_TEST(Unit{}.code() == "1");
    BOOST_TEST(Unit{"kt/a"}.dimension() == "g/a");
    BOOST_TEST(Unit{"10*9.CNY"}.label() == "billion CNY");
    BOOST_TEST(Unit{"10*3.m3/a"}.label() == "thousand m3/a");
    BOOST_TEST(Unit{"kt"}.label() == "kt");
    BOOST_TEST((Unit{"t"} == Unit{"t"}));
    BOOST_TEST((Unit{"kt"} != Unit{"10*3.t"}));
}

BOOST_AUTO_TEST_CASE(codes_that_are_refused) {
    for (const std::string_view bad :
         {"", "tonnes", "kT", "t//a", "/a", "t/", "{", "{}", "{a}{b}", "10*", "10*x.t", "10*99.t",
          "10*3.", "cny", "US Dollar", "t t", "10*3t"})
        BOOST_CHECK_EXCEPTION(Unit{bad}, InvalidArgument, [&](const InvalidArgument& error) {
            return error.argument() == "unit" && error.value() == "'" + std::string{bad} + "'";
        });
}

BOOST_AUTO_TEST_CASE(bases) {
    BOOST_TEST((parse_basis("REO") == Basis::reo));
    BOOST_TEST((parse_basis("") == Basis::none));
    for (const auto& entry : detail::basis_table)
        BOOST_TEST((parse_basis(name(entry.basis)) == entry.basis));
    BOOST_CHECK_EXCEPTION((void)parse_basis("oxid"), NotFound, [](const NotFound& error) {
        return error.what() == std::string_view{"no basis 'oxid'; did you mean 'oxide'?"};
    });
}

BOOST_AUTO_TEST_SUITE_END()
