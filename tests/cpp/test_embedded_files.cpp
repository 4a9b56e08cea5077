#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include <boost/test/unit_test.hpp>

#include "data/embedded_files.hpp"
#include "test_project.hpp"

namespace {

std::string read(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(embedded_files)

BOOST_AUTO_TEST_CASE(hold_every_byte_of_the_data_folder) {
    const std::filesystem::path folder = REEINDEX_SOURCE_DIR "/data";
    std::set<std::string> expected;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        const auto& path = entry.path();
        if (path.extension() == ".csv" || path.filename() == "datapackage.json")
            expected.insert(path.lexically_relative(folder).generic_string());
    }
    BOOST_TEST(!expected.empty());

    std::set<std::string> found;
    for (const auto& file : reeindex::detail::embedded_files()) {
        std::string text;
        for (const auto chunk : file.chunks) text.append(chunk);
        BOOST_TEST((text == read(folder / file.name)), file.name << " differs from the file");
        found.emplace(file.name);
    }
    BOOST_TEST(found == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(are_cut_where_compilers_and_utf_8_allow) {
    for (const auto& file : reeindex::detail::embedded_files()) {
        BOOST_TEST(!file.chunks.empty());
        for (const auto chunk : file.chunks) {
            BOOST_TEST(chunk.size() > 0U);
            BOOST_TEST(chunk.size() < 16'000U);
            const auto first = static_cast<unsigned char>(chunk.front());
            BOOST_TEST((first & 0xC0U) != 0x80U, file.name << " is cut inside a UTF-8 sequence");
        }
    }
}

BOOST_AUTO_TEST_CASE(come_in_order_of_name) {
    const auto files = reeindex::detail::embedded_files();
    BOOST_TEST(std::is_sorted(files.begin(), files.end(),
                              [](const auto& a, const auto& b) { return a.name < b.name; }));
}

BOOST_AUTO_TEST_SUITE_END()
