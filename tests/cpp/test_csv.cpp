#include <boost/test/unit_test.hpp>
#include <random>
#include <reeindex/core/utf8.hpp>
#include <reeindex/data/csv.hpp>
#include <string>
#include <string_view>
#include <vector>

using namespace reeindex;
using namespace std::string_view_literals;

namespace {

CsvTable parse(std::string_view text) { return parse_csv(text, "t.csv"); }

std::vector<std::string> cells(const CsvTable& table, std::size_t row) {
    std::vector<std::string> out;
    for (std::size_t j = 0; j < table.columns().size(); ++j) out.emplace_back(table.cell(row, j));
    return out;
}

using Texts = std::vector<std::string>;

}  // namespace

BOOST_AUTO_TEST_SUITE(csv)

BOOST_AUTO_TEST_CASE(rfc_4180) {
    const auto table = parse("a,b,c\r\n1,\"x, y\",\"say \"\"hi\"\"\"\r\n,\"two\nlines\",\r\n");
    BOOST_TEST(table.columns() == (Texts{"a", "b", "c"}), boost::test_tools::per_element());
    BOOST_TEST(table.size() == 2U);
    BOOST_TEST(cells(table, 0) == (Texts{"1", "x, y", "say \"hi\""}),
               boost::test_tools::per_element());
    BOOST_TEST(cells(table, 1) == (Texts{"", "two\nlines", ""}), boost::test_tools::per_element());
    BOOST_TEST(table.row(0).line() == 2U);
    BOOST_TEST(table.row(1).line() == 3U);
}

BOOST_AUTO_TEST_CASE(line_ends_and_blank_lines) {
    for (const auto text : {"a,b\n1,2\n3,4\n"sv, "a,b\n1,2\n3,4"sv, "a,b\r\n1,2\r\n3,4\r\n"sv,
                            "a,b\r1,2\r3,4\r"sv, "\n\na,b\n1,2\n\n3,4\n\n\n"sv}) {
        const auto table = parse(text);
        BOOST_TEST(table.size() == 2U);
        BOOST_TEST(cells(table, 1) == (Texts{"3", "4"}), boost::test_tools::per_element());
    }
    BOOST_TEST(parse("\n\na,b\n1,2\n\n3,4\n").row(1).line() == 6U);
}

BOOST_AUTO_TEST_CASE(byte_order_mark_is_no_part_of_the_first_name) {
    const auto table = parse("\xEF\xBB\xBFyear,value\n2013,1\n");
    BOOST_TEST(table.columns().front() == "year");
    BOOST_TEST(table.row(0).year("year").value() == 2013);
}

BOOST_AUTO_TEST_CASE(utf_8_passes_through) {
    const auto table = parse("name\nBayan Obo \xE7\x99\xBD\xE4\xBA\x91\xE9\x84\x82\xE5\x8D\x9A\n");
    BOOST_TEST(table.row(0).text("name").ends_with("\xE5\x8D\x9A"));
    BOOST_TEST(detail::utf8_sequence("\xF0\x9F\x98\x80"sv) == 4U);
    for (const auto bad : {"\x80"sv, "\xC0\xAF"sv, "\xE0\x80\xAF"sv, "\xED\xA0\x80"sv,
                           "\xF4\x90\x80\x80"sv, "\xF5\x80\x80\x80"sv, "\xC3"sv, "\xE2\x82"sv})
        BOOST_TEST(detail::utf8_sequence(bad) == 0U);
}

BOOST_AUTO_TEST_CASE(cells_and_types) {
    const auto table = parse("year,value,text\n 2013 , +1.5e3 ,  \n2014.0,-0,x\n");
    const auto row = table.row(0);
    BOOST_TEST(row.year("year").value() == 2013);
    BOOST_TEST(row.number("value").value() == 1500.0);
    BOOST_TEST(!row.has("text"));
    BOOST_TEST(!row.number("text").has_value());
    BOOST_TEST(row.get("absent").empty());
    BOOST_TEST(table.row(1).year("year").value() == 2014);
    BOOST_TEST(table.row(1).integer("value").value() == 0);
    BOOST_CHECK_THROW((void)table.row(2), InvalidArgument);
    BOOST_CHECK_THROW((void)row.text("text"), DataError);
    BOOST_CHECK_EXCEPTION((void)row.text("vaule"), DataError, [](const DataError& error) {
        return error.what() ==
               "t.csv, line 1: no column 'vaule'; did you mean 'value'? The header "
               "has: year, value, text"sv;
    });
}

BOOST_AUTO_TEST_CASE(what_a_reader_throws_becomes_an_error_of_the_row) {
    const auto table = parse("unit\nkt\n");
    BOOST_CHECK_EXCEPTION(
        (void)table.row(0).read(
            "unit",
            [](std::string_view text) -> int { throw InvalidArgument("unit", text, "another"); }),
        DataError, [](const DataError& error) {
            return error.what() == "t.csv, line 2: column 'unit': unit = kt: must be another"sv;
        });
}

BOOST_AUTO_TEST_CASE(quoted_empty_row_of_one_column_is_a_row) {
    BOOST_TEST(parse("a\n\"\"\nx\n").size() == 2U);
    BOOST_TEST(parse("a\n\nx\n").size() == 1U);
}

BOOST_AUTO_TEST_CASE(lists_in_a_cell) {
    BOOST_TEST(detail::split_list(" a; b;;c ") == (Texts{"a", "b", "c"}),
               boost::test_tools::per_element());
    BOOST_TEST(detail::split_list("").empty());
}

BOOST_AUTO_TEST_CASE(size_limit) {
    BOOST_CHECK_EXCEPTION(
        (void)parse_csv("a,b\n1,2\n", "t.csv", {.max_bytes = 7}), DataError,
        [](const DataError& error) {
            return error.what() == "t.csv: larger than 7 bytes, the limit of a table read whole"sv;
        });
    BOOST_TEST(parse_csv("a,b\n1,2\n", "t.csv", {.max_bytes = 8}).size() == 1U);
}

BOOST_AUTO_TEST_CASE(what_is_written_is_read) {
    std::mt19937_64 random{7};
    constexpr std::string_view letters = "ab1,\"\n\r; \xC3\xA9";
    for (int repeat = 0; repeat < 500; ++repeat) {
        const std::size_t width = 2 + random() % 4;
        const std::size_t height = random() % 6;
        std::string text;
        std::vector<Texts> rows;
        for (std::size_t j = 0; j < width; ++j) text += (j == 0 ? "c" : ",c") + std::to_string(j);
        for (std::size_t i = 0; i < height; ++i) {
            text += random() % 2 == 0 ? "\n" : "\r\n";
            rows.emplace_back();
            for (std::size_t j = 0; j < width; ++j) {
                std::string cell;
                for (std::size_t k = random() % 5; k > 0; --k) {
                    const char letter = letters[random() % (letters.size() - 1)];
                    cell += letter;
                    if (letter == '\xC3') cell += letters.back();
                }
                std::string quoted = "\"";
                for (const char letter : cell)
                    quoted += letter == '"' ? "\"\"" : std::string(1, letter);
                text += (j == 0 ? "" : ",") + quoted + "\"";
                rows.back().emplace_back(detail::trim(cell));
            }
        }
        const auto table = parse(text);
        BOOST_TEST(table.size() == height);
        for (std::size_t i = 0; i < table.size(); ++i)
            BOOST_TEST(cells(table, i) == rows[i], boost::test_tools::per_element());
    }
}

BOOST_AUTO_TEST_CASE(random_bytes_are_a_table_or_a_data_error) {
    std::mt19937_64 random{11};
    constexpr std::string_view letters = "ab1,,\"\"\n\r;\t\0\xC3\xA9\xEF\xBB\xBF"sv;
    int tables = 0;
    int errors = 0;
    for (int repeat = 0; repeat < 20000; ++repeat) {
        std::string text;
        for (std::size_t k = random() % 24; k > 0; --k) text += letters[random() % letters.size()];
        try {
            const auto table = parse(text);
            ++tables;
            for (std::size_t i = 0; i < table.size(); ++i)
                BOOST_TEST(cells(table, i).size() == table.columns().size());
        } catch (const DataError&) {
            ++errors;
        }
    }
    BOOST_TEST(tables > 100);
    BOOST_TEST(errors > 100);
}

BOOST_AUTO_TEST_CASE(many_rows_in_linear_time) {
    std::string text = "year,value\n";
    for (int i = 0; i < 200000; ++i) text += "2013,\"1\"\n";
    BOOST_TEST(parse(text).size() == 200000U);
}

BOOST_AUTO_TEST_SUITE_END()
