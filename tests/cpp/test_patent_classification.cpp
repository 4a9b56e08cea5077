#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>
#include <vector>

#include <reeindex/patents/applicant.hpp>
#include <reeindex/patents/classification.hpp>

namespace {

using namespace reeindex;

std::vector<Symbol> symbols(std::initializer_list<std::string_view> texts) {
    std::vector<Symbol> out;
    for (const auto text : texts) out.push_back(Symbol::read(text));
    return out;
}

const Classifier& classifier() {
    static const Classifier one{default_technology_rules(), default_wipo_fields()};
    return one;
}

std::string technologies(std::initializer_list<std::string_view> ipc,
                         std::initializer_list<std::string_view> cpc = {},
                         std::string_view title = {}) {
    const auto bits = classifier().classify(symbols(ipc), symbols(cpc), title);
    return detail::join(classifier().technology_ids(bits.technologies), " ");
}

std::string fields(std::initializer_list<std::string_view> ipc,
                   std::initializer_list<std::string_view> cpc = {}) {
    const auto bits = classifier().classify(symbols(ipc), symbols(cpc), {});
    std::string out;
    for (int i = 1; i < 64; ++i)
        if ((bits.fields >> i & 1U) != 0) out += detail::concat(out.empty() ? "" : " ", i);
    return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(patent_classification)

BOOST_AUTO_TEST_CASE(spellings_of_symbols) {
    for (const auto* text : {"C22B 59/00", "C22B59/00", "c22b 59/00", " C22B  59/00 ",
                             "C22B 59/00 (2006.01)", "C22B0059000000", "C22B-59/00"})
        BOOST_TEST(Symbol::read(text).text() == "C22B 59/00", text);
    BOOST_TEST(Symbol::read("H01F 1/0571").text() == "H01F 1/0571");
    BOOST_TEST(Symbol::read("B01D 2255/206").text() == "B01D 2255/206");
    BOOST_TEST(Symbol::read("C22B 59").text() == "C22B 59");
    BOOST_TEST(Symbol::read("C22B").text() == "C22B");
    BOOST_TEST(Symbol::read("H01F0001057000").text() == "H01F 1/057");
    for (const auto* bad : {"", "C22", "I22B 59/00", "C22B 59/0", "C22B 59/", "C22B 12345/00",
                            "C22B 59/1234567", "see C22B", "C22B/59", "59/00", "C22B x"})
        BOOST_TEST(!Symbol::parse(bad).has_value(), bad);
    BOOST_CHECK_THROW((void)Symbol::read("C22"), InvalidArgument);
}

BOOST_AUTO_TEST_CASE(digits_after_the_slash_are_decimals) {
    const auto key = [](std::string_view text) { return Symbol::read(text).first_key(); };
    BOOST_TEST(key("H01F 1/053") < key("H01F 1/055"));
    BOOST_TEST(key("H01F 1/055") < key("H01F 1/0551"));
    BOOST_TEST(key("H01F 1/0596") < key("H01F 1/06"));
    BOOST_TEST(key("H01F 1/06") < key("H01F 2/00"));
    BOOST_TEST(key("H01F 2/00") < key("H01F 10/00"));
    BOOST_TEST(Symbol::read("H01F 1/059").last_key() == key("H01F 1/059999"));
}

BOOST_AUTO_TEST_CASE(rules_of_the_library) {
    BOOST_TEST(technologies({"C22B 59/00"}) == "rare_earth extraction");
    BOOST_TEST(technologies({"H01F 1/057"}) == "rare_earth magnets");
    BOOST_TEST(technologies({}, {"H01F 1/0577"}) == "rare_earth magnets");
    BOOST_TEST(technologies({"H01F 1/06"}).empty());
    BOOST_TEST(technologies({"H01F 1/047"}).empty());
    BOOST_TEST(technologies({"C09K 11/77"}) == "rare_earth phosphors");
    BOOST_TEST(technologies({"C09K 11/87"}).empty());
    BOOST_TEST(technologies({"C01F 17/17"}) == "rare_earth separation");
    BOOST_TEST(technologies({"C01F 17/00"}) == "rare_earth compounds");
    BOOST_TEST(technologies({}, {"C01F 17/0043"}) == "rare_earth compounds");
    BOOST_TEST(technologies({"C01F 17/235"}) == "rare_earth compounds");
    BOOST_TEST(technologies({"B01J 23/10"}) == "rare_earth catalysts");
    // These need rare earths beside them: by a symbol or by the title.
    BOOST_TEST(technologies({"C22B 7/00"}).empty());
    BOOST_TEST(technologies({"C22B 7/00", "C22B 59/00"}) == "rare_earth extraction recycling");
    BOOST_TEST(technologies({"C22B 7/00"}, {}, "Recovery of neodymium") == "rare_earth recycling");
    BOOST_TEST(technologies({"C02F 1/28"}, {}, "Rare-Earth wastewater") == "rare_earth waste");
    // A symbol of the CPC does not count in the IPC.
    BOOST_TEST(technologies({"C22C 38/005"}).empty());
    BOOST_TEST(technologies({}, {"C22C 38/005"}) == "rare_earth metals");
}

BOOST_AUTO_TEST_CASE(terms_begin_words) {
    BOOST_TEST(technologies({}, {}, "Erbium laser") == "rare_earth");
    BOOST_TEST(technologies({}, {}, "RARE EARTHS") == "rare_earth");
    BOOST_TEST(technologies({}, {}, "一种稀土萃取方法") == "rare_earth");
    BOOST_TEST(technologies({}, {}, "Squarerare earth").empty());
    BOOST_TEST(technologies({}, {}, "rareearth").empty());
    // "erbium" ends "terbium" and "ytterbium": each is found once, as itself.
    const auto found = classifier().explain({}, {}, "Ytterbium and terbium");
    BOOST_TEST(found.size() == 2U);
}

BOOST_AUTO_TEST_CASE(every_assignment_is_explained) {
    const auto ipc = symbols({"C22B 59/00", "C22B 7/00"});
    const auto found = classifier().explain(ipc, {}, "Method for recycling NdFeB");
    BOOST_REQUIRE(found.size() == 4U);
    BOOST_TEST(found[0].rule == "RE-01");
    BOOST_TEST(found[0].matched == "C22B 59/00");
    BOOST_TEST(found[0].meaning == "Obtaining rare earth metals");
    BOOST_TEST((found[0].scheme == RuleScheme::ipc));
    BOOST_TEST((found[1].scheme == RuleScheme::title));
    BOOST_TEST(found[1].matched == "NdFeB");
    BOOST_TEST(found[3].technology == "recycling");
    BOOST_TEST(found[3].requires_technology == "rare_earth");
    // What explains and what classifies agree.
    for (const auto& title : {"", "Cerium catalyst", "Device"})
        for (const auto& rule : classifier().rules().rules) {
            if (rule.scheme == RuleScheme::title) continue;
            const auto one = symbols({rule.first});
            std::uint64_t bits = 0;
            for (const auto& each : classifier().explain({}, one, title))
                bits |= std::uint64_t{1} << classifier().rules().index(each.technology);
            BOOST_TEST(bits == classifier().classify({}, one, title).technologies, rule.id);
        }
}

BOOST_AUTO_TEST_CASE(fields_of_wipo) {
    BOOST_TEST(default_wipo_fields().fields.size() == 35U);
    BOOST_TEST(fields({"H01F 1/057"}) == "1");
    BOOST_TEST(fields({"C22B 59/00", "C01F 17/00"}) == "20");
    BOOST_TEST(fields({"C02F 1/28"}) == "24");
    BOOST_TEST(fields({"B01D 11/04"}) == "23");
    BOOST_TEST(fields({"B01D 53/94"}) == "24");
    BOOST_TEST(fields({"G01N 33/20"}) == "11");
    BOOST_TEST(fields({"G01N 31/00"}) == "10");
    BOOST_TEST(fields({"A61K 8/27"}) == "14");
    BOOST_TEST(fields({"A61K 31/28"}) == "16");
    BOOST_TEST(fields({"H04N 1/00", "H04N 21/00", "H04N 7/18"}) == "2 3 4");
    BOOST_TEST(fields({"E01F 8/00"}) == "24");
    BOOST_TEST(fields({"E01F 9/00"}) == "35");
    // The concordance is one of the IPC; symbols of the CPC stand in where there is none.
    BOOST_TEST(fields({"H01F 1/057"}, {"C22B 59/00"}) == "1");
    BOOST_TEST(fields({}, {"C22B 59/00", "Y02P 10/20"}) == "20");
}

BOOST_AUTO_TEST_CASE(rules_are_data) {
    TechnologyRules own{{{"lasers"}, {"red"}},
                        {{"L1", "lasers", RuleScheme::any, "H01S 3", "H01S 5"},
                         {"L2", "red", RuleScheme::title, "red", "", "lasers"}}};
    const Classifier one{own};
    const auto ids = [&](std::string_view symbol, std::string_view title) {
        return detail::join(
            one.technology_ids(one.classify(symbols({symbol}), {}, title).technologies), " ");
    };
    BOOST_TEST(ids("H01S 4/00", "Red laser") == "lasers red");
    BOOST_TEST(ids("H01S 4/00", "Infrared") == "lasers");
    BOOST_TEST(ids("H01S 1/00", "Red") == "");
    const auto broken = [&](TechnologyRule rule) {
        auto copy = own;
        copy.rules.push_back(std::move(rule));
        BOOST_CHECK_THROW(copy.check(), Error);
    };
    broken({"L1", "lasers", RuleScheme::any, "H01S"});
    broken({"L3", "laser", RuleScheme::any, "H01S"});
    broken({"L3", "lasers", RuleScheme::any, "H01"});
    broken({"L3", "lasers", RuleScheme::any, "H01S 5", "H01S 3"});
    broken({"L3", "lasers", RuleScheme::any, "H01S 5", "H02K 1"});
    broken({"L3", "lasers", RuleScheme::title, "  "});
    broken({"L3", "lasers", RuleScheme::any, "H01S", "", "green"});
    broken({"", "lasers", RuleScheme::any, "H01S"});
}

BOOST_AUTO_TEST_CASE(applicant_names) {
    const ApplicantNormaliser names{default_applicant_forms(), {{"Hitachi Metals", "Proterial"}}};
    for (const auto* text : {"Shin-Etsu Chemical Co., Ltd.", "SHIN ETSU CHEMICAL CO LTD",
                             "Shin Etsu Chemical [JP]", "ＳＨＩＮ－ＥＴＳＵ　ｃｈｅｍｉｃａｌ"})
        BOOST_TEST(names.normalise(text) == "SHIN ETSU CHEMICAL", text);
    BOOST_TEST(names.normalise("Société Générale S.A.") == "SOCIETE GENERALE");
    BOOST_TEST(names.normalise("Żelazo Łódź Sp.") == "ZELAZO LODZ SP");
    BOOST_TEST(names.normalise("Tsinghua Univ.") == "TSINGHUA UNIVERSITY");
    BOOST_TEST(names.normalise("The Boeing Company") == "BOEING");
    BOOST_TEST(names.normalise("Smith & Co.") == "SMITH");
    BOOST_TEST(names.normalise("有研稀土新材料股份有限公司") == "有研稀土新材料");
    BOOST_TEST(names.normalise("株式会社東芝") == "東芝");
    BOOST_TEST(names.normalise("Hitachi Metals, Ltd.") == "PROTERIAL");
    // A name is never emptied, and likeness alone never joins.
    BOOST_TEST(names.normalise("GmbH") == "GMBH");
    BOOST_TEST(names.normalise("Hitachi Metal") == "HITACHI METAL");
    BOOST_TEST(names.normalise("  ").empty());
    BOOST_TEST(names.normalise("At&T Intellectual Property I, L.P.") ==
               "AT AND T INTELLECTUAL PROPERTY I");
    BOOST_TEST(names.normalise("Nordland Chase Bank, N.A.") == "NORDLAND CHASE BANK");
    BOOST_TEST(names.normalise("Petrov N A") == "PETROV N A");  // a person's initials
    for (const auto* text : {"PBC",
                             "P.B.C.",
                             "GP",
                             "G.P.",
                             "P.C.",
                             "P.A.",
                             "L.P.",
                             "L.P",
                             "N.A.",
                             "L.C.",
                             "S.E.",
                             "A.G.",
                             "P.L.C.",
                             "P.L.L.C.",
                             "L.L.L.P.",
                             "R.L.L.P.",
                             "B.V.B.A.",
                             "U.L.C.",
                             "e.G.",
                             "e.K.",
                             "C.V.",
                             "GbR",
                             "SCSp",
                             "S.C.S.",
                             "UG (haftungsbeschränkt)",
                             "Ltd. Liability Co.",
                             "Limited Liability Partnership",
                             "Unlimited Liability Company",
                             "Public Benefit Corporation",
                             "Professional Corporation",
                             "AS",
                             "hf.",
                             "ehf.",
                             "АО",
                             "ТОО",
                             "L.P. [US]",
                             "L.P. (Canada),",
                             "S.A./N.V."}) {
        const auto name = detail::concat("Nordland, ", text);
        BOOST_TEST(names.normalise(name) == "NORDLAND", name);
    }
    BOOST_TEST(names.normalise("Nordland Law P.C.") == "NORDLAND LAW");
    BOOST_TEST(names.normalise("Nordland Metals GP") == "NORDLAND METALS");
    for (const auto* text :
         {"Smith, P. C.", "Smith P.C.", "Smith P C", "Smith, J.R.", "Smith, A G"})  // persons
        BOOST_TEST(names.normalise(text).size() == 9U, text);
    BOOST_TEST(names.normalise(", L.P.") == "L P");
    BOOST_TEST(names.normalise("노르드란드, 인크.") == "노르드란드");
    BOOST_TEST(names.normalise("(주)삼각") == "삼각");
    BOOST_TEST(names.normalise("㈜ 삼각") == "삼각");
    BOOST_TEST(names.normalise("㈱東芝") == "東芝");
    BOOST_TEST(names.normalise("東芝（株）") == "東芝");
    BOOST_TEST(names.normalise("ﾄﾖﾀﾞｶﾞ株式会社") == names.normalise("トヨダガ株式会社"));
    BOOST_TEST(names.normalise("ノルド・インコーポレイテッド") == "ノルド");
    BOOST_TEST(names.normalise("ромашка, ООО") == "РОМАШКА");
    BOOST_TEST(names.normalise("Socie\u0301te\u0301 X") == "SOCIETE X");
    for (const auto* text : {"ELWHA LLC\u2002[US]", "Elwha LLC", "Elwha, LLC (USA)",
                             "ELWHA LLC (United States)", "Elwha\u3000LLC", "Elwha\u00A0LLC",
                             "Elwha LLC [US/US]", "Elwha LLC （ＵＳ）", "El\u200Bwha LLC"})
        BOOST_TEST(names.normalise(text) == "ELWHA", text);
    BOOST_TEST(names.normalise("Metals (Baotou)") == "METALS BAOTOU");  // no country
    for (const auto* text : {"L.P.", "N.A.", "PBC", "Inc. (Canada)", "K.K.", "인크.", "(주)",
                             "株式会社", "有限公司", "Co., Ltd.", "S.A. de C.V.", "Sp. z o.o."})
        BOOST_TEST(names.only_legal_form(text), text);
    BOOST_TEST(names.only_legal_form("Co., Ltd."));
    BOOST_TEST(!names.only_legal_form("TDK"));
    for (const auto* text :
         {"Hitachi Ltd", "BASF SE", "有限公司", "A & B Corp", "X", "Q T LTD", "The The Co. Co.",
          "X AND AND &", "株式会社A株式会社有限公司", "!! [JP]", "S.A. S.A.", "THE UNIV", "& & &",
          "\u2002", "Ａ（ＪＰ）（ＵＳ）", "Nordland, L.P., P.C.", "Nordland [US], L.P. [US]",
          "Nordland, P.L.L.C., G.P."})
        BOOST_TEST(names.normalise(names.normalise(text)) == names.normalise(text), text);
}

BOOST_AUTO_TEST_CASE(aliases_follow_one_another) {
    const auto forms = default_applicant_forms();
    const ApplicantNormaliser names{forms, {{"A Ltd", "B"}, {"B Inc", "C Corp"}, {"D", "D Co"}}};
    BOOST_TEST(names.normalise("A") == "C");
    BOOST_TEST(names.normalise("D") == "D");
    BOOST_CHECK_THROW((ApplicantNormaliser{forms, {{"A", "B"}, {"B", "C"}, {"C", "A"}}}),
                      InvalidArgument);
    BOOST_CHECK_THROW(
        (ApplicantNormaliser{{{"abbreviation", "A", "B"}, {"abbreviation", "B", "A"}}}),
        InvalidArgument);
}

BOOST_AUTO_TEST_CASE(symbols_as_databases_print_them) {
    for (const auto* text :
         {"C22B-059/00", "C22B0059/00", "C22B 59:00", "C22B  59/    00            A I",
          "C22B59/00@A", "C22B59/00,101@Z", "C22B00590000", "C22B005900", "C22B5900",
          "C22B\u200259/00", "C22B59/00\u2002(US)", "C22B005900000020060101AFI20060101BHEP",
          "C22B 59/00 [2006.01]", "c22b59/00;"})
        BOOST_TEST(Symbol::read(text).text() == "C22B 59/00", text);
    BOOST_TEST(Symbol::read("C07D41700").text() == "C07D 417/00");
    BOOST_TEST(Symbol::read("A61B2017").text() == "A61B 2017");
    BOOST_TEST(Symbol::read("C22B0059").text() == "C22B 59");
    // 59/01 or 5/901; not a subgroup; no separator
    for (const auto* text :
         {"C22B5901", "C07D41714", "C22B59/0", "C22B59/00x", "C22B/00", "22B59/00"})
        BOOST_TEST(!Symbol::parse(text).has_value(), text);
}

BOOST_AUTO_TEST_SUITE_END()
