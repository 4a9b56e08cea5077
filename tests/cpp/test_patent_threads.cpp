#include <boost/test/unit_test.hpp>

#include <string>

#include <reeindex/core/text.hpp>
#include <reeindex/patents/counts.hpp>
#include <reeindex/patents/reader.hpp>

namespace {

using namespace reeindex;

/// Rows with quotes, line breaks, repeats and rows out of order, so that blocks cut anywhere.
std::string messy() {
    std::string out = "publication,title,applicants,publication_date,ipc,family\r\n";
    for (int i = 0; i < 3000; ++i) {
        const int number = 7000000 + i * 7 % 2900;
        out +=
            detail::concat("US ", number, " B2,\"A \"\"title\"\",\r\nof ", i, "\",Firm ", i % 37,
                           i % 2 == 0 ? " Ltd" : "", ";Other ", i % 11, ",", 1990 + i % 30, "-0",
                           1 + i % 9, "-11,C22B 59/00;H01F 1/0", 50 + i % 10, ",", i % 500, "\r\n");
        if (i % 97 == 0) out += "short row\r\n";
        if (i % 131 == 0) out += "US1,\"quote\" out of place,,,,\r\n";
    }
    return out;
}

std::string digest(const PatentTable& table) {
    std::string out =
        detail::concat(table.rows(), " ", table.size(), " ", table.malformed().count, " ",
                       table.duplicates().count, " ", table.family_count(), "\n");
    for (const auto& issue : table.malformed().listed)
        out += detail::concat(issue.line, issue.reason, issue.text, "\n");
    for (const auto& issue : table.duplicates().listed) out += detail::concat(issue.line, "\n");
    for (std::size_t i = 0; i < table.size(); ++i) {
        out += detail::concat(table.line(i), table.office(i), table.family(i), " ",
                              table.packed_date(i, DateBasis::publication), " ",
                              table.classes(i).technologies, " ", table.classes(i).fields);
        for (const auto id : table.applicants(i)) out += " " + table.applicant(id);
        out += "\n";
    }
    return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(patent_threads)

BOOST_AUTO_TEST_CASE(results_do_not_depend_on_threads_or_blocks) {
    const auto text = messy();
    ReadPatentsOptions options;
    options.threads = 1;
    const auto expected = digest(parse_patents(text, "messy", options));
    BOOST_TEST(expected.size() > 10000U);
    for (const unsigned threads : {1U, 2U, 3U, 8U})
        for (const std::size_t block : {64U, 1000U, 4097U, 100000U}) {
            options.threads = threads;
            options.block_bytes = block;
            BOOST_TEST((digest(parse_patents(text, "messy", options)) == expected),
                       detail::concat(threads, " threads, blocks of ", block));
        }
}

BOOST_AUTO_TEST_CASE(the_end_of_lines_does_not_depend_on_blocks) {
    for (const std::string_view end : {"\n", "\r\n", "\r"}) {
        // the header is longer than the smallest block
        std::string text = "\xEF\xBB\xBFpublication,";
        for (int i = 0; i < 30; ++i) text += detail::concat("column_", i, ",");
        text += "applicants";
        text += end;
        for (int i = 0; i < 20; ++i)
            text += detail::concat("US", 7000000 + i, "B2", std::string(31, ','), "TDK", end);
        ReadPatentsOptions options;
        options.threads = 1;
        const auto expected = digest(parse_patents(text, "ends", options));
        options.block_bytes = 64;
        const auto table = parse_patents(text, "ends", options);
        BOOST_TEST(table.size() == 20U);
        BOOST_TEST(digest(table) == expected);
        BOOST_TEST(table.reading().line_end == (end == "\r" ? "CR" : "LF"));
    }
}

BOOST_AUTO_TEST_CASE(cancelling_stops_all_threads) {
    const auto text = messy();
    ReadPatentsOptions options;
    options.threads = 4;
    options.block_bytes = 512;
    for (int stop = 1; stop < 20; stop += 3) {
        int calls = 0;
        options.progress = [&](const ReadProgress&) { return ++calls < stop; };
        BOOST_CHECK_THROW((void)parse_patents(text, "messy", options), ReadCancelled);
        BOOST_TEST(calls == stop);
    }
}

BOOST_AUTO_TEST_SUITE_END()
