#include <boost/test/unit_test.hpp>

#include <array>
#include <string>
#include <string_view>

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
    constexpr std::array<Spelling, 16> table{{
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
        {"US 123456789012345678901234567890", "is too long"},
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

BOOST_AUTO_TEST_SUITE_END()
