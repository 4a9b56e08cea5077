// The embedded packages: the folders of data/, read by the same code as a user's folder.

#include <map>
#include <string>
#include <string_view>

#include <reeindex/data/dataset.hpp>

#include "data/embedded_files.hpp"

namespace reeindex {
namespace {

constexpr std::string_view descriptor = "/datapackage.json";

[[nodiscard]] std::string text_of(const detail::EmbeddedFile& file) {
    std::string out;
    for (const auto chunk : file.chunks) out.append(chunk);
    return out;
}

// The descriptor of a folder, called by the name of the folder.
[[nodiscard]] PackageInfo package_of(const detail::EmbeddedFile& file) {
    auto out = parse_package(text_of(file), detail::concat("data/", file.name));
    out.name = file.name.substr(0, file.name.size() - descriptor.size());
    return out;
}

// Folders of rules, such as those that classify patents, hold no observations.
[[nodiscard]] bool has_series(std::string_view folder) {
    for (const auto& file : detail::embedded_files())
        if (file.name == detail::concat(folder, "/observations.csv")) return true;
    return false;
}

template <class Visit>
void for_each_package(Visit visit) {
    for (const auto& file : detail::embedded_files()) {
        if (!file.name.ends_with(descriptor)) continue;
        const auto folder = file.name.substr(0, file.name.size() - descriptor.size());
        if (has_series(folder)) visit(folder, file);
    }
}

}  // namespace

std::vector<PackageInfo> datasets() {
    std::vector<PackageInfo> out;
    for_each_package([&](std::string_view, const detail::EmbeddedFile& file) {
        out.push_back(package_of(file));
    });
    return out;
}

Dataset load(std::string_view name) {
    const std::string_view wanted = name == "paper" ? std::string_view{"kirsanov2025"} : name;
    std::vector<std::string_view> known{"paper"};
    const detail::EmbeddedFile* found = nullptr;
    for_each_package([&](std::string_view folder, const detail::EmbeddedFile& file) {
        known.push_back(folder);
        if (folder == wanted) found = &file;
    });
    if (found == nullptr) throw NotFound("dataset", name, known);
    auto package = package_of(*found);
    std::map<std::string, CsvTable, std::less<>> tables;
    for (const auto& file : detail::embedded_files())
        for (const auto& one : package.tables)
            if (file.name == detail::concat(wanted, "/", one.path))
                tables.emplace(one.name,
                               parse_csv(text_of(file), detail::concat("data/", file.name)));
    return {std::string{wanted}, std::move(tables), std::move(package)};
}

Dataset load_paper() { return load("paper"); }

}  // namespace reeindex
