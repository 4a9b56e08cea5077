#include <boost/test/unit_test.hpp>

#include <cstdio>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include <reeindex/patents/reader.hpp>

namespace {

using namespace reeindex;

PatentTable read(std::string_view text, ReadPatentsOptions options = {}) {
    return parse_patents(text, "test.csv", options);
}

ReadPatentsOptions lens() {
    ReadPatentsOptions out;
    out.columns = patent_preset("lens");
    return out;
}

std::string issues(const IssueList& list) {
    std::string out;
    for (const auto& one : list.listed)
        out += detail::concat(out.empty() ? "" : "; ", one.line, " ", one.reason);
    return out;
}

std::string message_of(std::string_view text, ReadPatentsOptions options = {}) {
    try {
        (void)read(text, options);
    } catch (const Error& error) {
        return error.what();
    }
    return "no exception";
}

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(patent_reader)

BOOST_AUTO_TEST_CASE(an_export_of_lens) {
    const auto table = read(
        "\xEF\xBB\xBF#,Jurisdiction,Display Key,Title,Applicants,Publication Date,Application Date,"
        "Earliest Priority Date,IPCR Classifications,CPC Classifications,Simple Family Members\r\n"
        "1,CN,CN 113373326 B,\"A \"\"good\"\"\r\nmethod\",\"TDK Corp;;Hitachi, Ltd.\",2022-10-04,"
        "2021-05-01,2021-05-01,C22B59/00;;C22B7/00,Y02P10/20,CN 113373326 B;;CN 113373326 A\r\n"
        "2,US,US 2010/0167999 A1,Device,,,2009-01-01,2008-01-01,,,\r\n",
        lens());
    BOOST_REQUIRE(table.size() == 2U);
    BOOST_TEST(table.malformed().count == 0U);
    BOOST_TEST(table.office(0) == "CN");
    BOOST_TEST(table.kind_letter(0) == 'B');
    BOOST_TEST(table.line(0) == 2U);
    BOOST_TEST(table.line(1) == 4U);  // the title holds a line break
    BOOST_TEST(table.date(0, DateBasis::publication)->text() == "2022-10-04");
    BOOST_TEST(!table.date(1, DateBasis::publication).has_value());
    BOOST_TEST(table.date(1, DateBasis::priority)->year() == 2008);
    BOOST_REQUIRE(table.applicants(0).size() == 2U);
    BOOST_TEST(table.applicant(table.applicants(0)[0]) == "TDK");
    BOOST_TEST(table.applicant(table.applicants(0)[1]) == "HITACHI");
    BOOST_TEST(table.applicants(1).empty());
    BOOST_TEST(table.family(0) == 1U);
    BOOST_TEST(table.family(1) == 0U);
    BOOST_TEST(table.with_symbols() == 1U);
    BOOST_TEST(detail::join(table.classifier().technology_ids(table.classes(0).technologies),
                            " ") == "rare_earth extraction recycling");
    BOOST_TEST(table.has(PatentField::ipc));
    BOOST_TEST(!table.has(DateBasis::grant));
    BOOST_TEST(table.last_publication()->text() == "2022-10-04");
}

BOOST_AUTO_TEST_CASE(an_export_of_google) {
    ReadPatentsOptions options;
    options.columns = patent_preset("google");
    const auto table = read(
        "search URL:,https://patents.google.com/?q=x\n"
        "id,title,assignee,inventor/author,priority date,filing/creation date,publication date,"
        "grant date,result link\n"
        "US-9254383-B2,Devices,\"ElectroCore, LLC, TDK Corporation\",\"B. Simon\",2009-03-20,"
        "2013-04-28,2016-02-09,2016-02-09,https://patents.google.com/patent/US9254383B2/en\n",
        options);
    BOOST_REQUIRE(table.size() == 1U);
    BOOST_REQUIRE(table.applicants(0).size() == 2U);  // "LLC" belongs to the name before it
    BOOST_TEST(table.applicant(table.applicants(0)[0]) == "ELECTROCORE");
    BOOST_TEST(table.applicant(table.applicants(0)[1]) == "TDK");
    BOOST_TEST(table.applicant_variants("ELECTROCORE")[0].text == "ElectroCore, LLC");
    BOOST_TEST(table.date(0, DateBasis::grant)->text() == "2016-02-09");
    BOOST_TEST(!table.has_families());
}

BOOST_AUTO_TEST_CASE(malformed_rows_are_counted_listed_and_passed_over) {
    const auto table = read(
        "publication,title,applicants\n"
        "CN113373326B,one,A\n"
        "CN113373327B,too few\n"         // 3
        "CN113373328B,too,many,cells\n"  // 4
        ",no number,A\n"                 // 5
        "see below,junk,A\n"             // 6
        "CN113373329B,\"open quote,A\n"  // 7: closes at the quote of line 9
        "CN113373330B,two,A\n"
        "CN113373331B,\"three\",A\n"
        "CN113373332B,\"quo\"ted,A\n"      // 10
        "CN113373333B,not UTF-8 \xFF,A\n"  // 11
        "\n"                               // blank lines are no rows
        "   \n"
        "CN113373334B,5\" pipe,A\n"        // a quote inside a plain cell is one
        "CN113373335B,\"never closed,A\n"  // 15
        "CN113373336B,last,A");            // no line break at the end
    BOOST_TEST(table.malformed().count == 8U);
    BOOST_TEST(issues(table.malformed()) ==
               "3 2 cells, but the header has 3; 4 4 cells, but the header has 3; "
               "5 no publication number; 6 publication number 'see below' has no number after the "
               "office; 7 text after a closing quote; quotes inside a quoted cell must be doubled; "
               "10 text after a closing quote; quotes inside a quoted cell must be doubled; "
               "11 is not UTF-8 at byte 24; 15 a quote opens in this row and is never closed");
    BOOST_TEST(table.size() == 5U);
    std::string lines;
    for (std::size_t i = 0; i < table.size(); ++i) lines += detail::concat(table.line(i), " ");
    BOOST_TEST(lines == "2 8 9 14 16 ");
    BOOST_TEST(table.rows() == 13U);
}

BOOST_AUTO_TEST_CASE(lists_of_issues_are_bounded_and_counts_exact) {
    std::string text = "publication,title\n";
    for (int i = 0; i < 500; ++i) text += "x\n";
    ReadPatentsOptions options;
    options.max_listed = 3;
    options.block_bytes = 64;
    const auto table = read(text, options);
    BOOST_TEST(table.malformed().count == 500U);
    BOOST_TEST(table.malformed().listed.size() == 3U);
    BOOST_TEST(table.size() == 0U);
}

BOOST_AUTO_TEST_CASE(cells_that_cannot_be_read_do_not_cost_the_row) {
    const auto table = read(
        "publication,publication_date,ipc\n"
        "CN113373326B,2019-02-30,C22B 59/00;what\n"
        "CN113373326B,2019-02-30,repeated\n");
    BOOST_TEST(table.size() == 1U);
    BOOST_TEST(table.duplicates().count == 1U);
    BOOST_TEST(table.duplicates().listed[0].line == 3U);
    BOOST_TEST(table.doubtful().count == 2U);  // those of the repeated row count no more
    BOOST_TEST(
        issues(table.doubtful()) ==
        "2 publication_date of CN113373326B: not a date that exists, or in a form that is not "
        "read; "
        "2 ipc of CN113373326B: not an IPC or CPC symbol");
    BOOST_TEST(table.doubtful().listed[0].text == "2019-02-30");
    BOOST_TEST(!table.date(0, DateBasis::publication).has_value());
    ReadPatentsOptions keep;
    keep.keep_duplicates = true;
    BOOST_TEST(read("publication\nCN113373326B\nCN 113373326 B\n", keep).size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_year_out_of_range_is_called_that) {
    for (const char* date : {"2199-01-01", "1066-10-14", "2196-02-29", "31.12.2199", "2199"}) {
        const auto table = read("publication,publication_date\nCN113373326B," + std::string{date});
        BOOST_TEST(issues(table.doubtful()) ==
                   "2 publication_date of CN113373326B: a year outside 1790 to 2100");
    }
    for (const char* date : {"2199-02-29", "08/30/2019", "never"})
        BOOST_TEST(PatentDate::problem(date) ==
                   "not a date that exists, or in a form that is not read");
}

BOOST_AUTO_TEST_CASE(line_breaks_of_cr_alone_are_refused) {
    const auto message = [](const std::string& text) {
        try {
            (void)read(text);
        } catch (const DataError& error) {
            return std::string{error.what()};
        }
        return std::string{"read"};
    };
    BOOST_TEST(message("publication,title\rCN113373326B,a\rCN113373327B,b\r")
                   .ends_with("line 1: its line breaks are CR alone; save it with LF or CRLF"));
    BOOST_TEST(message("publication,title\r\nCN113373326B,\"a\rb\"\r\n") == "read");
}

BOOST_AUTO_TEST_CASE(families_by_id_or_members) {
    const auto by_id =
        read("publication,family\nCN113373326B,7\nUS7654321B2,7\nEP1234567A1,8\nWO2020123456A1,\n");
    BOOST_TEST(by_id.family_count() == 2U);
    BOOST_TEST(by_id.family(0) == by_id.family(1));
    BOOST_TEST(by_id.family(2) != by_id.family(1));
    BOOST_TEST(by_id.family(3) == 0U);
    // Members in any order and spelling, the record itself named or not.
    const auto by_members = read(
        "publication,family_members\nCN113373326B,US 7654321 B2;CN 113373326 B\n"
        "US7654321B2,CN113373326B\nEP1234567A1,EP1234567A1\n");
    BOOST_TEST(by_members.family_count() == 2U);
    BOOST_TEST(by_members.family(0) == by_members.family(1));
}

BOOST_AUTO_TEST_CASE(what_makes_a_file_unreadable) {
    BOOST_TEST(message_of("") == "test.csv: empty: there is no header row");
    BOOST_TEST(message_of("\n\n  \n") == "test.csv: empty: there is no header row");
    BOOST_TEST(message_of("\xFF\xFEp\0u\0") ==
               "test.csv, line 1: is UTF-16 text; save it as UTF-8");
    BOOST_TEST(contains(message_of("publicaton,title\n"), "did you mean 'publicaton'?"));
    BOOST_TEST(contains(message_of("publication;title\nx;y\n"), "separated by ';'"));
    BOOST_TEST(contains(message_of("publication,publication\n"), "occurs 2 times"));
    BOOST_TEST(contains(message_of("publication,\"title\n"), "quotes of the header"));
    ReadPatentsOptions bad;
    bad.delimiter = '"';
    BOOST_TEST(contains(message_of("publication\n", bad), "delimiter"));
    BOOST_CHECK_THROW((void)read_patents("/nowhere/file.csv"), FileError);
    BOOST_CHECK_THROW((void)patent_preset("lense"), NotFound);
}

BOOST_AUTO_TEST_CASE(own_columns_and_delimiter) {
    ReadPatentsOptions options;
    options.columns = {.names = {{PatentField::publication, {"Number", "Nr"}},
                                 {PatentField::applicants, {"Owner"}}},
                       .required = {PatentField::publication, PatentField::applicants},
                       .list_separator = " | "};
    options.delimiter = ';';
    const auto table = read("Nr;Owner\nCN113373326B;TDK | BASF SE\n", options);
    BOOST_REQUIRE(table.applicants(0).size() == 2U);
    BOOST_TEST(table.applicant(table.applicants(0)[1]) == "BASF");
    BOOST_TEST(contains(message_of("Nr;Holder\n", options), "no column for applicants (Owner)"));
}

BOOST_AUTO_TEST_CASE(progress_and_cancelling) {
    std::string text = "publication\n";
    for (int i = 0; i < 2000; ++i) text += detail::concat("US", 7000000 + i, "B2\n");
    ReadPatentsOptions options;
    options.block_bytes = 1024;
    std::uint64_t bytes = 0;
    std::size_t calls = 0, rows = 0;
    options.progress = [&](const ReadProgress& now) {
        BOOST_TEST(now.bytes >= bytes);
        BOOST_TEST(now.rows >= rows);
        BOOST_TEST(now.total_bytes == text.size());
        bytes = now.bytes;
        rows = now.rows;
        ++calls;
        return true;
    };
    BOOST_TEST(read(text, options).size() == 2000U);
    BOOST_TEST(bytes == text.size());
    BOOST_TEST(rows == 2000U);
    BOOST_TEST(calls > 10U);
    options.progress = [](const ReadProgress& now) { return now.rows < 100; };
    BOOST_CHECK_THROW((void)read(text, options), ReadCancelled);
}

BOOST_AUTO_TEST_CASE(records_one_by_one) {
    const std::string path = "reeindex_test_patents.csv";
    std::ofstream{path}
        << "publication,title,applicants,publication_date,ipc,family_members\n"
           "CN113373326B,\"Rare \"\"earth\"\"\",TDK; BASF SE,2022-10,C22B59/00;??,\n"
           "bad row\n"
           "US7654321B2,,,,,CN113373326B;EP1\n";
    PatentStream stream{path};
    const auto first = stream.next();
    BOOST_REQUIRE(first.has_value());
    BOOST_TEST(first->publication.text() == "CN113373326B");
    BOOST_TEST(first->title == "Rare \"earth\"");
    BOOST_TEST(first->applicants[1] == "BASF SE");
    BOOST_TEST(first->publication_date->text() == "2022-10");
    BOOST_TEST(first->ipc.size() == 1U);
    BOOST_TEST(first->doubts.size() == 1U);
    const auto second = stream.next();
    BOOST_REQUIRE(second.has_value());
    BOOST_TEST(second->line == 4U);
    BOOST_TEST(second->family_members.size() == 2U);
    BOOST_TEST(!stream.next().has_value());
    BOOST_TEST(stream.malformed().count == 1U);
    std::remove(path.c_str());
}

BOOST_AUTO_TEST_SUITE_END()
