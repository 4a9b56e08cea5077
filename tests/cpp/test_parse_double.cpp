// The reader that stands in for std::from_chars where the standard library has none for double.
// `.ci/run clang` compiles this file and test_csv.cpp with libc++ 14 too, which is such a library.
#include <array>
#include <bit>
#include <boost/test/unit_test.hpp>
#include <charconv>
#include <clocale>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include <reeindex/core/parse_double.hpp>

using namespace reeindex;

namespace {

struct Read {
    double value;
    std::size_t length;
    std::errc failure;
    bool operator==(const Read& other) const {
        return std::bit_cast<std::uint64_t>(value) == std::bit_cast<std::uint64_t>(other.value) &&
               length == other.length && failure == other.failure;
    }
};

Read by_fallback(std::string_view text) {
    double value = -7.0;
    const auto [end, failure] =
        detail::parse_double_fallback(text.data(), text.data() + text.size(), value);
    return {value, static_cast<std::size_t>(end - text.data()), failure};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(parse_double)

BOOST_AUTO_TEST_CASE(numbers_and_where_they_end) {
    const struct {
        std::string_view text;
        double value;
        std::size_t length;
    } good[] = {{"0", 0.0, 1},
                {"-0", -0.0, 2},
                {"390", 390.0, 3},
                {"7.5;8", 7.5, 3},
                {"7,5", 7.0, 1},
                {"12.", 12.0, 3},
                {".5", 0.5, 2},
                {"-.5x", -0.5, 3},
                {"1e3", 1000.0, 3},
                {"1e", 1.0, 1},
                {"1e+", 1.0, 1},
                {"1.5E-2", 0.015, 6},
                {"0x10", 0.0, 1},
                {"1e23", 1e23, 4},
                {"9007199254740993", 9007199254740992.0, 16},
                {"4.9406564584124654e-324", 5e-324, 23},
                {"1.7976931348623157e308", std::numeric_limits<double>::max(), 22},
                {"0e999", 0.0, 5}};
    for (const auto& one : good) {
        BOOST_TEST_CONTEXT(one.text) {
            BOOST_TEST((by_fallback(one.text) == Read{one.value, one.length, std::errc{}}));
        }
    }
    BOOST_TEST(std::isinf(by_fallback("inf").value));
    BOOST_TEST(by_fallback("-Infinity").value == -std::numeric_limits<double>::infinity());
    BOOST_TEST(by_fallback("-Infinity").length == 9U);
    BOOST_TEST(std::isnan(by_fallback("NaN").value));
}

BOOST_AUTO_TEST_CASE(what_is_none_leaves_the_value) {
    for (const std::string_view text : {"", "-", ".", "-.", "e5", " 1", "+1", "--1", "in", "x"})
        BOOST_TEST_CONTEXT(text) {
            BOOST_TEST((by_fallback(text) == Read{-7.0, 0, std::errc::invalid_argument}));
        }
    for (const std::string_view text : {"1e400", "-1e400", "1e-400", "179769313486231580000e289"})
        BOOST_TEST_CONTEXT(text) {
            const auto read = by_fallback(text);
            BOOST_TEST((read == Read{-7.0, text.size(), std::errc::result_out_of_range}));
        }
}

BOOST_AUTO_TEST_CASE(every_double_comes_back) {
    std::mt19937_64 random(1);
    std::array<char, 64> text{};
    for (int i = 0; i < 100'000; ++i) {
        const double value = std::bit_cast<double>(random());
        if (!std::isfinite(value)) continue;
        const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
        const auto length = static_cast<std::size_t>(end - text.data());
        BOOST_REQUIRE((by_fallback({text.data(), length}) == Read{value, length, std::errc{}}));
    }
}

BOOST_AUTO_TEST_CASE(another_locale_changes_nothing) {
    const std::string before = std::setlocale(LC_ALL, nullptr);
    for (const char* one : {"de_DE.UTF-8", "fr_FR.UTF-8", "ru_RU.UTF-8"})
        if (std::setlocale(LC_ALL, one) != nullptr) break;  // where the system has one of them
    const auto read = by_fallback("7.5");
    std::setlocale(LC_ALL, before.c_str());
    BOOST_TEST((read == Read{7.5, 3, std::errc{}}));
}

#if !REEINDEX_PARSE_DOUBLE_FALLBACK
BOOST_AUTO_TEST_CASE(as_the_standard_library) {
    std::mt19937 random(2);
    const std::string_view letters = "0123456789.-eE+5005";
    for (int i = 0; i < 200'000; ++i) {
        std::string text;
        for (auto n = 1 + random() % 12; n > 0; --n) text += letters[random() % letters.size()];
        double value = -7.0;
        const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
        const Read expected{value, static_cast<std::size_t>(end - text.data()), failure};
        BOOST_TEST_CONTEXT(text) BOOST_REQUIRE((by_fallback(text) == expected));
    }
}
#endif

BOOST_AUTO_TEST_SUITE_END()
