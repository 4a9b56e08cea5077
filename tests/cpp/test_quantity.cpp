#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>
#include <reeindex/core/quantity.hpp>
#include <string_view>

using namespace reeindex;

namespace {
Quantity mass(double value, std::string_view unit, Basis basis = Basis::reo,
              Qualifier qualifier = Qualifier::exact) {
    return {value, Unit{unit}, basis, qualifier};
}
}  // namespace

BOOST_AUTO_TEST_SUITE(quantity)

BOOST_AUTO_TEST_CASE(arithmetic_in_the_unit_of_the_first) {
    BOOST_TEST((mass(3, "kt") + mass(500, "t") == mass(3.5, "kt")));
    BOOST_TEST((mass(3, "kt") - mass(500, "t") == mass(2.5, "kt")));
    BOOST_TEST((mass(3, "kt") * 2 == mass(6, "kt")));
    BOOST_TEST((0.5 * mass(3, "kt") == mass(1.5, "kt")));
    BOOST_TEST(ratio(mass(45000, "t"), mass(390, "kt")) == 45.0 / 390);
    BOOST_TEST((mass(8.3, "kt").to(Unit{"t"}).value == 8300.0));
}

BOOST_AUTO_TEST_CASE(bases_do_not_mix) {
    const auto oxide = mass(1, "kt", Basis::oxide);
    const auto element_mass = mass(1, "kt", Basis::element);
    BOOST_CHECK_THROW((void)(oxide + element_mass), UnitError);
    BOOST_CHECK_THROW((void)(oxide - element_mass), UnitError);
    BOOST_CHECK_THROW((void)ratio(oxide, element_mass), UnitError);
    BOOST_CHECK_EXCEPTION((void)(mass(1, "kt") + oxide), UnitError, [](const UnitError& error) {
        return std::string_view{error.what()}.starts_with(
            "cannot add 1 kt REO and 1 kt oxide: the bases differ");
    });
}

BOOST_AUTO_TEST_CASE(units_do_not_mix) {
    BOOST_CHECK_THROW((void)(mass(1, "t") + mass(1, "t/a")), UnitError);
    BOOST_CHECK_THROW((void)ratio(mass(1, "t"), mass(0, "t")), InvalidArgument);
    BOOST_CHECK_THROW((void)mass(1, "t").to(Unit{"CNY"}), UnitError);
}

BOOST_AUTO_TEST_CASE(vague_figures_stay_vague) {
    const auto bound = mass(90, "Mt", Basis::reo, Qualifier::more_than);
    BOOST_TEST(bound.text() == "> 90 Mt REO");
    BOOST_TEST((bound + bound == mass(180, "Mt", Basis::reo, Qualifier::more_than)));
    BOOST_TEST((bound * 2.0).text() == "> 180 Mt REO");
    BOOST_CHECK_THROW((void)(bound + mass(1, "Mt")), UnitError);
    BOOST_CHECK_THROW((void)(bound - bound), UnitError);
    BOOST_CHECK_THROW((void)(bound * -1.0), InvalidArgument);
    BOOST_CHECK_THROW((void)(mass(1, "t") * std::numeric_limits<double>::quiet_NaN()),
                      InvalidArgument);
}

BOOST_AUTO_TEST_CASE(oxide_and_element) {
    const auto oxide = mass(9.1, "kt", Basis::oxide);
    const auto metal = oxide_to_element(oxide, element("Nd"));
    BOOST_TEST((metal.basis == Basis::element));
    BOOST_TEST(std::abs(metal.value - 7.8019) < 1e-4);  // 9.1 / 1.16638
    const auto back = element_to_oxide(metal, element("Nd"));
    BOOST_TEST(std::abs(back.value - 9.1) < 1e-14);
    BOOST_CHECK_THROW((void)oxide_to_element(metal, element("Nd")), UnitError);
    BOOST_CHECK_THROW((void)element_to_oxide(oxide, element("Nd")), UnitError);
    BOOST_CHECK_THROW((void)oxide_to_element(oxide, element("Pm")), InvalidArgument);
}

BOOST_AUTO_TEST_CASE(texts) {
    BOOST_TEST(mass(1e6, "{piece}/a", Basis::none).text() == "1000000 {piece}/a");
    BOOST_TEST(mass(3766, "10*6.CNY", Basis::none).text() == "3766 million CNY");
    BOOST_TEST(mass(2, "1", Basis::none, Qualifier::almost).text() == "~< 2");
    BOOST_TEST(mass(120, "kt/a", Basis::unspecified).text() == "120 kt/a");
    for (const auto& entry : detail::qualifier_table)
        BOOST_TEST((parse_qualifier(name(entry.qualifier)) == entry.qualifier));
    BOOST_TEST((parse_qualifier("") == Qualifier::exact));
    BOOST_CHECK_THROW((void)parse_qualifier("roughly"), NotFound);
}

BOOST_AUTO_TEST_SUITE_END()
