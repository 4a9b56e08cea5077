// Oxide factors against an independent implementation: masses of the formulas as computed by the
// Python package periodictable 2.1.0. It holds older CIAAW weights of Gd and Lu, hence 5e-6.
#include <array>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <reeindex/core/element.hpp>
#include <set>
#include <string_view>

using namespace reeindex;

BOOST_AUTO_TEST_SUITE(element_table)

BOOST_AUTO_TEST_CASE(seventeen_in_order_of_atomic_number) {
    BOOST_TEST(elements().size() == 17U);
    int last = 0;
    std::set<std::string_view> symbols;
    for (const auto& one : elements()) {
        BOOST_TEST(one.atomic_number > last);
        last = one.atomic_number;
        symbols.insert(one.symbol);
        BOOST_TEST((one.atomic_number == 21 || one.atomic_number == 39 ||
                    (one.atomic_number >= 57 && one.atomic_number <= 71)));
    }
    BOOST_TEST(symbols.size() == 17U);
}

BOOST_AUTO_TEST_CASE(oxide_factors_equal_independent_ones) {
    struct Reference {
        std::string_view symbol;
        double factor;
    };
    constexpr std::array<Reference, 16> reference{{
        {"Sc", 1.533823},
        {"Y", 1.269932},
        {"La", 1.172769},
        {"Ce", 1.228368},
        {"Pr", 1.208161},
        {"Nd", 1.166377},
        {"Sm", 1.159607},
        {"Eu", 1.157922},
        {"Gd", 1.152614},
        {"Tb", 1.176172},
        {"Dy", 1.147683},
        {"Ho", 1.145507},
        {"Er", 1.143481},
        {"Tm", 1.142058},
        {"Yb", 1.138684},
        {"Lu", 1.13716},
    }};
    for (const auto& one : reference)
        BOOST_TEST(std::abs(element(one.symbol).oxide_factor() - one.factor) < 5e-6,
                   one.symbol << " " << element(one.symbol).oxide_factor());
}

BOOST_AUTO_TEST_CASE(promethium_has_no_weight) {
    BOOST_TEST(!element("Pm").atomic_weight.has_value());
    BOOST_TEST(element("Pm").weight_year == 0);
    BOOST_CHECK_EXCEPTION((void)element("Pm").oxide_factor(), InvalidArgument,
                          [](const InvalidArgument& error) {
                              return error.what() == std::string_view{
                                                         "element = Pm: must be an element with a "
                                                         "standard atomic weight"};
                          });
}

BOOST_AUTO_TEST_CASE(another_oxide) {
    constexpr Oxide cerous{"Ce2O3", 2, 3};
    BOOST_TEST(std::abs(element("Ce").oxide_factor(cerous) - 1.171276) < 1e-6);
    BOOST_CHECK_THROW((void)element("Ce").oxide_factor(Oxide{"O2", 0, 2}), InvalidArgument);
}

BOOST_AUTO_TEST_CASE(groups_by_definition) {
    const auto european = GroupDefinition::european_commission;
    BOOST_TEST((element("Gd").group() == ElementGroup::light));
    BOOST_TEST((element("Gd").group(european) == ElementGroup::heavy));
    BOOST_TEST((element("Eu").group(european) == ElementGroup::heavy));
    BOOST_TEST((element("Sm").group(european) == ElementGroup::light));
    BOOST_TEST((element("Tb").group() == ElementGroup::heavy));
    BOOST_TEST((element("Y").group() == ElementGroup::heavy));
    BOOST_TEST((element("Sc").group() == ElementGroup::neither));
}

BOOST_AUTO_TEST_CASE(found_by_symbol_and_name) {
    static_assert(element("Nd").atomic_number == 60);
    BOOST_TEST(element("neodymium").symbol == "Nd");
    BOOST_CHECK_EXCEPTION((void)element("neodimium"), NotFound, [](const NotFound& error) {
        return std::string_view{error.what()}.starts_with("no rare-earth element 'neodimium'");
    });
    BOOST_CHECK_THROW((void)element(""), NotFound);
    BOOST_CHECK_THROW((void)element("Fe"), NotFound);
}

BOOST_AUTO_TEST_SUITE_END()
