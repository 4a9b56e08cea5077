#include <boost/test/unit_test.hpp>

#include <algorithm>
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
    out.preset = "lens";
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
    options.preset = "google";
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
    text += "CN113373326B,good\n";
    ReadPatentsOptions options;
    options.max_listed = 3;
    options.block_bytes = 64;
    const auto table = read(text, options);
    BOOST_TEST(table.malformed().count == 500U);
    BOOST_TEST(table.malformed().listed.size() == 3U);
    BOOST_TEST(table.size() == 1U);
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
    for (const char* date : {"2199-02-29", "31/31/2019", "never"})
        BOOST_TEST(read_patent_date(date).problem ==
                   "not a date that exists, or in a form that is not read");
}

BOOST_AUTO_TEST_CASE(lines_may_end_with_cr_alone) {
    const auto by_cr = read("publication,title\rCN113373326B,\"a\rb\"\rbad\rCN113373327B,b\r");
    BOOST_TEST(by_cr.size() == 2U);
    BOOST_TEST(by_cr.reading().line_end == "CR");
    BOOST_TEST(by_cr.line(1) == 5U);  // the title holds a line break
    BOOST_TEST(by_cr.malformed().listed[0].line == 4U);
    const auto by_crlf = read("publication,title\r\nCN113373326B,\"a\rb\"\r\n");
    BOOST_TEST(by_crlf.size() == 1U);
    BOOST_TEST(by_crlf.reading().line_end == "LF");
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

BOOST_AUTO_TEST_CASE(families_by_ids_of_the_database) {
    const auto table = read(
        "#,Jurisdiction,Display Key,Lens ID,Simple Family Members\n"
        "1,US,US 9100001 B2,091-111-111-111-111,"
        "092-222-222-222-222;;093-333-333-333-333;;091-111-111-111-111\n"
        "2,US,US 2013/9100002 A1,092-222-222-222-222,"
        "092-222-222-222-222;;093-333-333-333-333;;091-111-111-111-111\n"
        "3,CN,CN 103000004 A,044-444-444-444-44X,044-444-444-444-44X\n");
    BOOST_TEST(table.reading().format == "lens");
    BOOST_TEST(table.family_count() == 2U);
    BOOST_TEST(table.family(0) == table.family(1));
    BOOST_TEST(table.doubtful().count == 0U);
}

BOOST_AUTO_TEST_CASE(office_number_and_kind_in_columns_of_their_own) {
    const auto table = read(
        "publication,office,kind,title\n"
        "113373326,CN,B,a\n"
        "RE12345,US,E1,an American reissue, and none of Reunion\n"
        "CN113373327A,CN,B,a kind of its own\n"
        "113373328,,A,no office\n"
        "EP1234567,US,A1,another office than the column says\n");
    // line 3 has a cell too many
    BOOST_TEST(issues(table.malformed()) ==
               "3 5 cells, but the header has 4; 5 publication number '113373328' does not begin "
               "with the two letters of an office");
    BOOST_REQUIRE(table.size() == 3U);
    BOOST_TEST(table.kind_letter(0) == 'B');
    BOOST_TEST(table.kind_letter(1) == 'A');
    BOOST_TEST(table.office(2) == "EP");
    ReadPatentsOptions american;
    american.columns.office = "US";
    const auto grants = read("publication\n10000001\nD900001\nRE45678\nPP12345\n", american);
    BOOST_TEST(grants.size() == 4U);
    for (std::size_t i = 0; i < grants.size(); ++i) BOOST_TEST(grants.office(i) == "US");
    american.columns.office = "QQ";
    BOOST_TEST(contains(message_of("publication\n1\n", american), "office"));
}

BOOST_AUTO_TEST_CASE(marks_for_no_value_are_no_applicants) {
    const auto table = read(
        "publication,applicants,publication_date,family,ipc\n"
        "CN113373326A,NA,NA,NA,NA\n"
        "CN113373327A,N/A,2019-01-01,-,-\n"
        "CN113373328A,None,2019-01-01,NULL,\n"
        "CN113373329A,nan;TDK,2019-01-01,nan,\n"
        "CN113373330A,Nanos,2019-01-01,,\n");
    BOOST_TEST(table.applicant_count() == 2U);
    BOOST_TEST(table.applicants(0).empty());
    BOOST_TEST(table.applicants(3).size() == 1U);
    BOOST_TEST(table.family_count() == 0U);
    BOOST_TEST(table.doubtful().count == 0U);
    BOOST_TEST(table.reading().missing_applicants == 3U);
    BOOST_TEST(table.reading().missing_cells == 11U);
}

BOOST_AUTO_TEST_CASE(an_export_of_which_no_row_can_be_read_is_an_error) {
    BOOST_TEST(message_of("publication,title\nx,1\ny,2\n") ==
               "test.csv, line 2: none of 2 rows could be read. The first: publication number 'x' "
               "does not begin with the two letters of an office. Where no number names its "
               "office, give the office, or the column that holds it");
    ReadPatentsOptions silent;
    silent.max_listed = 0;
    BOOST_TEST(
        contains(message_of("publication,title\nx\n", silent), "1 cell, but the header has 2"));
    BOOST_TEST(read("publication,title\n").size() == 0U);  // a search without results
}

BOOST_AUTO_TEST_CASE(several_numbers_in_a_cell) {
    const auto table = read(
        "publication,publication_date,priority_date\n"
        "KR20149105675 (U); KR209175295 (Y1),2014-11-05,2013-01-05;2013-01-01\n"
        "\"WO2015910003A1\nJP6910003B2\",\"2015-02-26\n2017-05-01\",US 2013910003 P 20130823\n"
        "CN113373326B,2019-01-01;2020-01-01,\n"
        "nothing; CN113373327B,,\n");
    BOOST_REQUIRE(table.size() == 3U);
    BOOST_TEST(table.reading().several_numbers == 2U);
    BOOST_TEST(table.office(1) == "WO");
    BOOST_TEST(table.date(1, DateBasis::publication)->text() == "2015-02-26");
    BOOST_TEST(table.date(0, DateBasis::priority)->text() == "2013-01-01");
    BOOST_TEST(table.date(1, DateBasis::priority)->text() == "2013-08-23");
    BOOST_TEST(!table.date(2, DateBasis::publication).has_value());
    BOOST_TEST(contains(issues(table.doubtful()), "several dates beside one publication number"));
    BOOST_TEST(table.malformed().count == 1U);
}

BOOST_AUTO_TEST_CASE(dates_by_their_column_and_the_year_of_publication) {
    const auto table = read(
        "publication,publication_date,publication_year,filing_date\n"
        "CN113373326B,03/04/2019,2019,22/10/12\n"
        "CN113373327B,25/04/2019,2019,01/02/99\n"
        "CN113373328B,soon,2001,01/02/99\n"
        "CN113373329B,,2002,01/02/03\n");
    BOOST_TEST(table.date(0, DateBasis::publication)->text() == "2019-04-03");
    BOOST_TEST(table.date(0, DateBasis::filing)->text() == "2012-10-22");
    BOOST_TEST(table.date(1, DateBasis::filing)->text() == "1999-02-01");
    BOOST_TEST(table.date(2, DateBasis::publication)->text() == "2001");
    BOOST_TEST(table.date(3, DateBasis::publication)->text() == "2002");
    BOOST_TEST(!table.date(3, DateBasis::filing).has_value());  // filed after it was published?
    BOOST_TEST(table.doubtful().count == 2U);
    BOOST_TEST((table.reading().date_orders[2] == DateOrder::day_first));
}

BOOST_AUTO_TEST_CASE(a_source_of_bytes) {
    std::string_view text = "publication\nCN113373326B\nUS7654321B2\n";
    const PatentSource source{
        [&](std::span<char> to) {
            const auto count = std::min<std::size_t>({to.size(), text.size(), 5});
            std::copy_n(text.begin(), count, to.begin());
            text.remove_prefix(count);
            return count;
        },
        0, 0};
    const auto table = read_patents(source, "a stream");
    BOOST_TEST(table.size() == 2U);
    BOOST_TEST(table.line(1) == 2U);  // the header is line 0
    BOOST_TEST(table.source() == "a stream");
    BOOST_CHECK_THROW((void)read_patents(PatentSource{}, "none"), InvalidArgument);
}

BOOST_AUTO_TEST_CASE(what_makes_a_file_unreadable) {
    BOOST_TEST(message_of("") == "test.csv: empty: there is no header row");
    BOOST_TEST(message_of("\n\n  \n") == "test.csv: empty: there is no header row");
    BOOST_TEST(message_of("\xFF\xFEp\0u\0") ==
               "test.csv, line 1: is UTF-16 text; save it as UTF-8");
    BOOST_TEST(contains(message_of("publicaton,title\n"), "did you mean 'publicaton'?"));
    ReadPatentsOptions comma;
    comma.delimiter = ',';
    BOOST_TEST(contains(message_of("publication;title\nx;y\n", comma), "separated by ';'"));
    BOOST_TEST(contains(message_of("a,b\n1,2\n"), "none of the known formats (lens, google,"));
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
