#include <boost/test/unit_test.hpp>

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <reeindex/patents/patent_date.hpp>
#include <reeindex/patents/publication.hpp>

namespace {

using reeindex::PatentDate;
using reeindex::PatentType;
using reeindex::Publication;

struct Spelling {
    std::string_view text, spaced;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(publication)

BOOST_AUTO_TEST_CASE(spellings_of_one_number_are_one_publication) {
    constexpr std::array<Spelling, 29> table{{
        {"CN 113373326 B", "CN 113373326 B"},
        {"CN113373326B", "CN 113373326 B"},
        {"cn-113373326-b", "CN 113373326 B"},
        {"CN_113373326_B", "CN 113373326 B"},
        {"CN110178845", "CN 110178845"},
        {"CN 1030001 A", "CN 1030001 A"},
        {"CN 85100001 A", "CN 85100001 A"},
        {"US2021/0123456A1", "US 20210123456 A1"},
        {"US 2021/0123456 A1", "US 20210123456 A1"},
        {"US-20210123456-A1", "US 20210123456 A1"},
        {"US2021123456A1", "US 20210123456 A1"},
        {"US 10,123,456 B2", "US 10123456 B2"},
        {"US7654321B2", "US 7654321 B2"},
        {"US D900,123 S1", "US D900123 S1"},
        {"US RE12345 E", "US RE12345 E"},
        {"EP 1 234 567 A1", "EP 1234567 A1"},
        {"EP_0227762_B1", "EP 0227762 B1"},
        {"EP227762B1", "EP 0227762 B1"},
        {"WO2020/123456A1", "WO 2020123456 A1"},
        {"WO 2020123456 A1", "WO 2020123456 A1"},
        {"WO 99/12345 A1", "WO 1999012345 A1"},
        {"WO9912345A1", "WO 1999012345 A1"},
        {"WO 02/12345 A2", "WO 2002012345 A2"},
        {"WO1999012345A1", "WO 1999012345 A1"},
        {"JP H05-123456 A", "JP H05123456 A"},
        {"JP 2020-123456 A", "JP 2020123456 A"},
        {"DE 10 2010 012 345 A1", "DE 102010012345 A1"},
        {"KR 10-1234567 B1", "KR 101234567 B1"},
        {"TW I123456 B", "TW I123456 B"},
    }};
    for (const auto& [text, spaced] : table) {
        const Publication one{text};
        BOOST_TEST(one.spaced() == spaced);
        BOOST_TEST((Publication{one.text()} == one), one.text());
        BOOST_TEST((Publication{one.spaced()} == one), one.spaced());
        BOOST_TEST(Publication{one.text()}.key() == one.key());
    }
}

BOOST_AUTO_TEST_CASE(numbers_as_databases_print_them) {
    constexpr std::array<Spelling, 58> table{{
        {"KR20150000637 (U)", "KR 20150000637 U"},
        {"KR 10-2015-0000637 A", "KR 20150000637 A"},
        {"KR 20-2015-0000637 U", "KR 20150000637 U"},
        {"EP 1357170 B9 20061018", "EP 1357170 B9"},
        {"AU 2009 351236 B9 20130627", "AU 2009351236 B9"},
        {"US 2013/0101709 A1, 2013-04-25", "US 20130101709 A1"},
        {"US2015056336 (A1)", "US 20150056336 A1"},
        {"US09254383B2", "US 9254383 B2"},
        {"US D0900123 S1", "US D900123 S1"},
        {"US RE045,678 E1", "US RE45678 E1"},
        {"US PP012,345 P2", "US PP12345 P2"},
        {"US H0001234 H", "US H1234 H"},
        {"IN 2851/DE/2013 A", "IN 2013DE02851 A"},
        {"IN 2851DE2013 A", "IN 2013DE02851 A"},
        {"IN2013DE02851A", "IN 2013DE02851 A"},
        {"IN 02851/DEL/2013 A", "IN 2013DE02851 A"},
        {"IN 1234/CHENP/2008 A", "IN 2008CN01234 A"},
        {"IN 178/MAS/1997 A", "IN 1997MA00178 A"},
        {"IN 77/KOLNP/2011", "IN 2011KN00077"},
        {"IN 201711012345 A", "IN 201711012345 A"},
        {"IN 234567 B", "IN 234567 B"},
        {"SG 11201403512X A", "SG 11201403512X A"},
        {"SG11201403512XA", "SG 11201403512X A"},
        {"SG 11201403512X", "SG 11201403512X"},
        {"SG 154403 A1", "SG 154403 A1"},
        {"WO200156547", "WO 2001056547"},
        {"WO 2001/56547 A1", "WO 2001056547 A1"},
        {"WO/2015/026896", "WO 2015026896"},
        {"WO 0156547 A1", "WO 2001056547 A1"},
        {"JPS5512345A", "JP S55012345 A"},
        {"JP S60-12345 A", "JP S60012345 A"},
        {"JPH0710000A", "JP H07010000 A"},
        {"JP H5-123456 A", "JP H05123456 A"},
        {"JPH5123456A", "JP H05123456 A"},
        {"JP 2018-1234 A", "JP 2018001234 A"},
        {"JP WO2013012345 A1", "JP WO2013012345 A1"},
        {"特開2018-900001", "JP 2018900001 A"},
        {"特表2019-500001", "JP 2019500001 A"},
        {"特開平5-123456", "JP H05123456 A"},
        {"特開平05－123456号公報", "JP H05123456 A"},
        {"特開平元-123456", "JP H01123456 A"},
        {"特開昭60-12345", "JP S60012345 A"},
        {"特公昭55-12345", "JP S55012345 B2"},
        {"特許第6900001号", "JP 6900001 B"},
        {"実登3900003", "JP 3900003 U"},
        {"実開平5-12345", "JP H05012345 U"},
        {"再表2013/012345", "JP WO2013012345 A1"},
        {"意匠登録1234567", "JP 1234567 S"},
        {"ＵＳ７６５４３２１Ｂ２", "US 7654321 B2"},
        {"CN\u2002113373326\u2002B", "CN 113373326 B"},
        {"CN\u00A0113373326\u3000B", "CN 113373326 B"},
        {"EP\u20111357170\u2011B1", "EP 1357170 B1"},
        {"BR PI0612345-7 A2", "BR PI0612345 A2"},
        {"BR 11 2013 012345-6 A2", "BR 112013012345 A2"},
        {"MX/a/2013/012345", "MX 2013012345 A"},
        {"DK/EP 2345678 T3", "DK 2345678 T3"},
        {"IT RM2013A000123 A1", "IT RM20130123 A1"},
        {"FR 2 987 654 (A1)", "FR 2987654 A1"},
    }};
    for (const auto& [text, spaced] : table) {
        const Publication one{text};
        BOOST_TEST(one.spaced() == spaced, text);
        BOOST_TEST((Publication{one.text()} == one), one.text());
        BOOST_TEST((Publication{one.spaced()} == one), one.spaced());
    }
}

// On the heap, without a byte behind it, so that a sanitizer sees what is read past the end.
BOOST_AUTO_TEST_CASE(a_number_that_ends_within_a_character_is_refused) {
    for (const std::string_view whole :
         {"EP 1357170\u00a0", "EP 1357170\u2009", "EP 1357170\u2212", "EP 1357170\u3000",
          "EP 1357170\uff11", "\u7279\u8a31", "\u3000", "\uff21"})
        for (std::size_t length = 1; length < whole.size(); ++length) {
            if (static_cast<unsigned char>(whole[length]) >> 6 != 2) continue;
            const std::vector<char> cut(whole.begin(),
                                        whole.begin() + static_cast<std::ptrdiff_t>(length));
            BOOST_CHECK_THROW((Publication{std::string_view{cut.data(), cut.size()}}),
                              reeindex::InvalidArgument);
        }
}

BOOST_AUTO_TEST_CASE(office_number_and_kind) {
    const Publication one{"CN 113373326 B"};
    BOOST_TEST(one.office() == "CN");
    BOOST_TEST(one.number() == "113373326");
    BOOST_TEST(one.kind() == "B");
    BOOST_TEST(one.kind_meaning() == "granted invention patent");
    BOOST_TEST(Publication{"CN110178845"}.kind().empty());
    BOOST_TEST(Publication{"CN110178845"}.kind_meaning().empty());
    BOOST_TEST(Publication{"FR 1464976 A"}.kind_meaning().empty());
}

BOOST_AUTO_TEST_CASE(the_first_digit_of_chinese_numbers_tells_the_type) {
    BOOST_TEST((Publication{"CN109182742"}.type() == PatentType::invention));
    BOOST_TEST((Publication{"CN209292445"}.type() == PatentType::utility_model));
    BOOST_TEST((Publication{"CN305123456"}.type() == PatentType::design));
    // Seven digits: only the kind tells.
    BOOST_TEST((Publication{"CN1030001"}.type() == PatentType::unknown));
    BOOST_TEST((Publication{"CN2030001Y"}.type() == PatentType::utility_model));
    BOOST_TEST((Publication{"US D900123 S1"}.type() == PatentType::design));
    BOOST_TEST((Publication{"US PP12345 P2"}.type() == PatentType::plant));
}

BOOST_AUTO_TEST_CASE(number_and_kind_may_contradict_each_other) {
    BOOST_TEST(Publication{"CN209292445U"}.contradiction().empty());
    BOOST_TEST(Publication{"CN209292445"}.contradiction().empty());
    BOOST_TEST(Publication{"CN209292445A"}.contradiction() ==
               "the first digit of CN209292445A says utility_model, its kind A says invention");
}

BOOST_AUTO_TEST_CASE(what_is_no_publication_number_says_why) {
    constexpr std::array<Spelling, 25> table{{
        {"", "is empty"},
        {"  ", "is empty"},
        {"7654321", "does not begin with the two letters of an office"},
        {"ZZ 1234567 A", "does not begin with an office code of WIPO ST.3"},
        {"CN", "has no number after the office"},
        {"CN B", "has no number after the office"},
        {"CNZL202010123456.7", "is a Chinese application number (ZL)"},
        {"CN202010123456.7", "is a Chinese application number (12 or 13 digits)"},
        {"CN 12 A", "has not the 7, 8 or 9 digits of a Chinese publication number"},
        {"CN 513373326 B", "has 9 digits that do not begin with 1 (invention)"},
        {"EP 12345678 A1", "looks like a European application number (8 digits)"},
        {"WO 123 A1", "is not a year and a number"},
        {"US 123456789 A1", "has neither the up to 8 digits of a US patent"},
        {"DE 12AB34 A1", "has letters among the digits"},
        {"CN 113373326 B; CN 1", "holds a character that no publication number has"},
        {"US 123456789012345678901234567890", "has a number of more than 16 characters"},
        {"US 1234567890123456789012345678901234567890123456789", "is too long"},
        {"PCT/US2013/012345", "is an application number of the PCT"},
        {"DE 102010012345.8", "is a German application number with its check digit"},
        {"US EP1234567 A1", "begins with letters that no number of the US has"},
        {"JP H40-123456 A", "is not an era, a year of it and a number"},
        {"IN 12/XX/99", "is not a serial number, a branch and a year"},
        {"WO 197712345", "has a year outside 1978 to 2099"},
        {"特開", "holds a character that no publication number has"},
        {"CN 113373326 Б", "holds a character that no publication number has"},
    }};
    for (const auto& [text, reason] : table) {
        BOOST_CHECK_EXCEPTION(Publication{text}, reeindex::InvalidArgument,
                              [&](const reeindex::InvalidArgument& error) {
                                  const std::string_view message = error.what();
                                  BOOST_TEST_CONTEXT(message) {
                                      return message.find(reason) != std::string_view::npos &&
                                             error.argument() == "publication";
                                  }
                                  return false;
                              });
    }
}

BOOST_AUTO_TEST_CASE(messages_do_not_cut_a_letter_in_two) {
    std::string text(59, '0');
    for (int i = 0; i < 20; ++i) text += "稀";
    BOOST_CHECK_EXCEPTION(Publication{text}, reeindex::InvalidArgument,
                          [](const reeindex::InvalidArgument& error) {
                              return error.value() == "'" + std::string(59, '0') + "...'";
                          });
}

BOOST_AUTO_TEST_CASE(keys_tell_publications_apart) {
    BOOST_TEST(Publication{"CN113373326A"}.key() != Publication{"CN113373326B"}.key());
    BOOST_TEST(Publication{"US7654321B1"}.key() != Publication{"US7654321B2"}.key());
    BOOST_TEST(Publication{"US7654321"}.key() != Publication{"US7654321B2"}.key());
    BOOST_TEST(Publication{"CN113373326A"}.key() != Publication{"RU113373326A"}.key());
    BOOST_TEST(Publication{"US D900123 S1"}.key() != Publication{"US 900123 S1"}.key());
}

BOOST_AUTO_TEST_CASE(dates) {
    const auto read = [](std::string_view text) {
        const auto date = PatentDate::parse(text);
        return date ? date->text() : std::string{"none"};
    };
    BOOST_TEST(read("2019-08-30") == "2019-08-30");
    BOOST_TEST(read("2019/08/30") == "2019-08-30");
    BOOST_TEST(read("20190830") == "2019-08-30");
    BOOST_TEST(read("30.08.2019") == "2019-08-30");
    BOOST_TEST(read("2019-08-30T12:00:00Z") == "2019-08-30");
    BOOST_TEST(read("2019-08") == "2019-08");
    BOOST_TEST(read("2019") == "2019");
    BOOST_TEST(read("2020-02-29") == "2020-02-29");
    for (const auto* bad : {"2019-02-29", "1900-02-29", "08/30/2019", "0000-00-00", "2019-13-01",
                            "2019-00-10", "n/a", "", "1789-01-01", "2019-8-3", "2019-00"})
        BOOST_TEST(read(bad) == "none");
    BOOST_TEST((PatentDate{2019} < PatentDate{2019, 1, 1}));
    BOOST_TEST((PatentDate{2019, 12, 31} < PatentDate{2020}));
    BOOST_CHECK_THROW(PatentDate(2019, 2, 29), reeindex::InvalidArgument);
}

BOOST_AUTO_TEST_CASE(dates_beyond_iso) {
    using reeindex::DateForm;
    using reeindex::DateOrder;
    const auto read = [](std::string_view text, const DateForm& form = {}) {
        const auto one = reeindex::read_patent_date(text, form);
        return one.date ? one.date->text() : one.missing ? "missing" : std::string{one.problem};
    };
    for (const auto* text : {"2019-08-03", "2019-8-3", "2019/8/3", "3.8.2019", "3 Aug 2019",
                             "03-AUG-2019", "August 3, 2019", "Aug. 3, 2019", "2019 Aug 3",
                             "2019年8月3日", "20190803.0", "2019-08-03 00:00:00"})
        BOOST_TEST(read(text) == "2019-08-03", text);
    BOOST_TEST(read("08/2019") == "2019-08");
    BOOST_TEST(read("Aug 2019") == "2019-08");
    BOOST_TEST(read("2013.0") == "2013");
    for (const auto* text : {"0", "0000-00-00", "00000000", "9999-12-31", "9999"})
        BOOST_TEST(read(text) == "missing", text);
    // Slashes: read where only one order gives a day that exists, or where the order is given.
    const DateForm day{DateOrder::day_first, 0, 0}, month{DateOrder::month_first, 0, 0};
    BOOST_TEST(read("30/08/2019") == "2019-08-30");
    BOOST_TEST(read("08/30/2019") == "2019-08-30");
    BOOST_TEST(read("08/08/2019") == "2019-08-08");
    BOOST_TEST(read("03/04/2019").starts_with("may be read with the day or the month first"));
    BOOST_TEST(read("03/04/2019", day) == "2019-04-03");
    BOOST_TEST(read("03/04/2019", month) == "2019-03-04");
    BOOST_TEST(read("30/08/2019", month) ==
               "not a date that exists, or in a form that is not read");
    // Years of two digits: the last that does not lie after a known year, or a stated century.
    BOOST_TEST(read("25/04/13").starts_with("a year of two digits"));
    BOOST_TEST(read("25/04/13", day).starts_with("a year of two digits"));
    BOOST_TEST(read("25/04/13", {DateOrder::day_first, 0, 2013}) == "2013-04-25");
    BOOST_TEST(read("24/08/71", {DateOrder::day_first, 0, 1976}) == "1971-08-24");
    BOOST_TEST(read("24/08/99", {DateOrder::day_first, 0, 2001}) == "1999-08-24");
    BOOST_TEST(read("24/08/14", {DateOrder::day_first, 0, 2013}).starts_with("a year of two"));
    BOOST_TEST(read("24/08/99", {DateOrder::day_first, 1950, 0}) == "1999-08-24");
    BOOST_TEST(read("24/08/49", {DateOrder::day_first, 1950, 0}) == "2049-08-24");
    BOOST_TEST(read("24/08/50", {DateOrder::day_first, 1950, 0}) == "1950-08-24");
    BOOST_TEST(read("13-04-25", {DateOrder::year_first, 1950, 0}) == "2013-04-25");
    for (const auto* bad : {"2019-13-01", "31 Feb 2019", "1/2/3", "2019-8", "12", "Foo 3 2019",
                            "1-2-3-4", "20191301", "2019-08-00", "00/08/2019"})
        BOOST_TEST(!reeindex::read_patent_date(bad).date == (std::string_view{bad} != "2019-8"),
                   bad);
}

BOOST_AUTO_TEST_SUITE_END()
