#include <array>
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <reeindex/core/error.hpp>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

using namespace reeindex;

BOOST_AUTO_TEST_SUITE(error)

BOOST_AUTO_TEST_CASE(invalid_argument_names_argument_value_and_range) {
    const InvalidArgument one{"level", "1.2", "between 0 and 1"};
    BOOST_TEST(one.what() == std::string_view{"level = 1.2: must be between 0 and 1"});
    BOOST_TEST(one.argument() == "level");
    BOOST_TEST(one.value() == "1.2");
    BOOST_TEST(one.allowed() == "between 0 and 1");
}

BOOST_AUTO_TEST_CASE(not_found_offers_the_nearest_name) {
    const std::vector<std::string> known{"reserves/WLD", "patents/CN", "patents/JP"};
    const NotFound near{"series", "patent/CN", known};
    BOOST_TEST(near.what() ==
               std::string_view{"no series 'patent/CN'; did you mean 'patents/CN'?"});
    BOOST_TEST(near.key() == "patent/CN");
    const std::vector<std::string> letters{"K", "r", "t0"};
    const NotFound other_case{"parameter", "k", letters};
    BOOST_TEST(other_case.what() == std::string_view{"no parameter 'k'; did you mean 'K'?"});
    const NotFound begun{"parameter", "t", letters};
    BOOST_TEST(begun.what() == std::string_view{"no parameter 't'; did you mean 't0'?"});
    const NotFound nothing_in_common{"parameter", "q", letters};
    BOOST_TEST(nothing_in_common.what() == std::string_view{"no parameter 'q'; known: K, r, t0"});
    const NotFound far{"series", "x", known};
    BOOST_TEST(far.what() ==
               std::string_view{"no series 'x'; known: reserves/WLD, patents/CN, patents/JP"});
    const NotFound none{"series", "x", std::vector<std::string>{}};
    BOOST_TEST(none.what() == std::string_view{"no series 'x'; there is none"});
}

BOOST_AUTO_TEST_CASE(data_error_names_file_and_line) {
    const DataError at_line{"a.csv", 7, "a quote that opens here is never closed"};
    BOOST_TEST(at_line.what() ==
               std::string_view{"a.csv, line 7: a quote that opens here is never closed"});
    BOOST_TEST(at_line.file() == "a.csv");
    BOOST_TEST(at_line.line() == 7U);
    const DataError whole{"a.csv", 0, "empty"};
    BOOST_TEST(whole.what() == std::string_view{"a.csv: empty"});
}

BOOST_AUTO_TEST_CASE(every_class_is_an_error) {
    static_assert(std::is_base_of_v<std::runtime_error, Error>);
    static_assert(std::is_base_of_v<Error, InvalidArgument>);
    static_assert(std::is_base_of_v<Error, UnitError>);
    static_assert(std::is_base_of_v<Error, NotFound>);
    static_assert(std::is_base_of_v<Error, DataError>);
    static_assert(std::is_base_of_v<Error, FileError>);
    BOOST_CHECK_THROW(throw FileError("x"), Error);
}

BOOST_AUTO_TEST_CASE(a_nul_in_a_value_does_not_cut_the_message) {
    using namespace std::string_view_literals;
    BOOST_TEST(InvalidArgument("name", "a\0b"sv, "without blanks").what() ==
               "name = a\\0b: must be without blanks"sv);
    BOOST_TEST(NotFound("series", "\0"sv, std::vector<std::string>{"a"}).what() ==
               "no series '\\0'; known: a"sv);
    BOOST_TEST(DataError("\0.csv"sv, 2, "holds '\0\0'"sv).what() ==
               "\\0.csv, line 2: holds '\\0\\0'"sv);
}

BOOST_AUTO_TEST_CASE(numbers_in_messages_read_back) {
    for (const double value : {0.1, -0.0, 1e308, 5e-324, 100000.0, 1.0 / 3}) {
        BOOST_TEST(std::strtod(detail::to_text(value).c_str(), nullptr) == value);
        BOOST_TEST(std::strtod(detail::to_plain(value).c_str(), nullptr) == value);
    }
    BOOST_TEST(detail::to_plain(1000000) == "1000000");
    BOOST_TEST(detail::to_plain(8.3) == "8.3");
    BOOST_TEST(detail::to_plain(1e300) == "1e+300");
    BOOST_TEST(detail::to_plain(1e-7) == "1e-07");
    BOOST_TEST(detail::to_significant(1234.5678, 3) == "1235");
    BOOST_TEST(detail::to_significant(0.0012345, 3) == "0.00123");
    BOOST_TEST(detail::to_fixed(2.0 / 3, 2) == "0.67");
}

BOOST_AUTO_TEST_CASE(edit_distance_is_that_of_levenshtein) {
    BOOST_TEST(detail::edit_distance("kitten", "sitting") == 3U);
    BOOST_TEST(detail::edit_distance("", "abc") == 3U);
    BOOST_TEST(detail::edit_distance("same", "same") == 0U);
    BOOST_TEST(detail::closest("yaer", std::array<std::string_view, 2>{"value", "year"}) == "year");
    BOOST_TEST(detail::closest("quite another", std::array<std::string_view, 1>{"year"}).empty());
    BOOST_TEST(detail::closest("UK", std::array<std::string_view, 2>{"US", "UA"}).empty());
    BOOST_TEST(detail::closest("us", std::array<std::string_view, 2>{"UA", "US"}) == "US");
    const std::array<std::string_view, 3> companies{"Baotou Feida", "Baogang Group", "Lynas"};
    BOOST_TEST(detail::closest("Baogong", companies) == "Baogang Group");
}

BOOST_AUTO_TEST_CASE(a_message_holds_the_beginning_of_a_long_value) {
    const std::string digits(3000000, '9');
    std::string umlauts;
    for (int i = 0; i < 100000; ++i) umlauts += "\xC3\xA4";
    BOOST_TEST(detail::clipped(umlauts, 5) == "\xC3\xA4\xC3\xA4...");
    for (const auto& value : {digits, umlauts}) {
        const InvalidArgument argument("year", value, "whole");
        BOOST_TEST(std::string{argument.what()}.size() < 120U);
        BOOST_TEST((argument.value() == value));
        const DataError data("f.csv", 3, "column 'a': '" + value + "' is no number");
        const std::string what = data.what();
        BOOST_TEST(what.size() < 150U);
        BOOST_TEST(what.ends_with("...' is no number"));
        const NotFound name("curve", value, std::array<std::string_view, 1>{"linear"});
        BOOST_TEST(std::string{name.what()}.size() < 150U);
    }
}

BOOST_AUTO_TEST_SUITE_END()
