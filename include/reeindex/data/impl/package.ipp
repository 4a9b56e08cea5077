#pragma once
// Reading and checking datapackage.json.

#include <algorithm>
#include <charconv>

#include <reeindex/core/error.hpp>
#include <reeindex/data/json.hpp>
#include <reeindex/data/package.hpp>
#include <reeindex/data/sha256.hpp>

namespace reeindex {
namespace detail {

/// Names of the licences in "licenses", separated by "; ".
REEINDEX_INLINE std::string licence_names(const JsonValue& owner) {
    std::string out;
    const auto* licences = owner.find("licenses");
    if (licences == nullptr) return out;
    for (const auto& one : licences->items) {
        auto name = one.text_of("name");
        if (name.empty()) name = one.text_of("path");
        if (!name.empty()) out += concat(out.empty() ? "" : "; ", name);
    }
    return out;
}

/// \throws DataError unless the path stays inside the folder and ends in .csv.
REEINDEX_INLINE void check_path(std::string_view path, std::string_view table,
                                std::string_view file) {
    const bool absolute = path.starts_with('/') || path.find(':') != path.npos;
    bool leaves = absolute || path.find('\\') != path.npos;
    for (std::string_view rest = path; !rest.empty();) {
        const auto end = std::min(rest.find('/'), rest.size());
        leaves = leaves || rest.substr(0, end) == "..";
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    if (leaves)
        throw DataError(file, 0,
                        concat("table '", table, "': path '", path,
                               "' leaves the folder; must be a relative path within it, with "
                               "forward slashes and without '..'"));
    if (!path.ends_with(".csv"))
        throw DataError(file, 0,
                        concat("table '", table, "': path '", path,
                               "' is no CSV file; only tables "
                               "of comma-separated values are read"));
}

REEINDEX_INLINE PackageTable package_table(const JsonValue& resource, bool licensed,
                                           std::string_view file) {
    PackageTable out{.name = std::string{resource.text_of("name")},
                     .title = std::string{resource.text_of("title")},
                     .path = std::string{resource.text_of("path")},
                     .hash = std::string{resource.text_of("hash")}};
    if (out.name.empty()) throw DataError(file, 0, "a resource without 'name'");
    if (out.path.empty())
        throw DataError(file, 0, concat("table '", out.name, "' has no 'path' (one text)"));
    check_path(out.path, out.name, file);
    if (!licensed && licence_names(resource).empty())
        throw DataError(file, 0,
                        concat("table '", out.name,
                               "' has no licence, nor has the package; name "
                               "one in 'licenses', for example [{\"name\": \"CC-BY-4.0\"}]"));
    if (const auto* bytes = resource.find("bytes")) {
        const auto& digits = bytes->text;
        const auto end = digits.data() + digits.size();
        if (const auto read = std::from_chars(digits.data(), end, out.bytes);
            bytes->kind != JsonValue::Kind::number || read.ec != std::errc{} || read.ptr != end)
            throw DataError(file, 0, concat("table '", out.name, "': 'bytes' is no whole number"));
    }
    if (!out.hash.empty() && (!out.hash.starts_with("sha256:") || out.hash.size() != 7 + 64))
        throw DataError(file, 0,
                        concat("table '", out.name, "': hash '", out.hash,
                               "' must be 'sha256:' and 64 hexadecimal digits"));
    return out;
}

REEINDEX_INLINE void check_table(const PackageTable& table, std::string_view text,
                                 std::string_view file) {
    constexpr std::string_view advice =
        "; the file was changed or replaced. If the change is meant, write the new size and hash "
        "into datapackage.json";
    if (table.bytes != 0 && table.bytes != text.size())
        throw DataError(
            file, 0,
            concat("has ", text.size(), " bytes, datapackage.json says ", table.bytes, advice));
    if (table.hash.empty()) return;
    std::string wanted = table.hash.substr(7);
    for (char& one : wanted)
        if (one >= 'A' && one <= 'F') one = static_cast<char>(one - 'A' + 'a');
    if (sha256(text) != wanted)
        throw DataError(file, 0,
                        concat("its SHA-256 is not the one that datapackage.json lists", advice));
}

}  // namespace detail

REEINDEX_INLINE PackageInfo parse_package(std::string_view text, std::string_view file) {
    const auto root = detail::parse_json(text, file);
    if (root.kind != detail::JsonValue::Kind::object)
        throw DataError(file, 0, "is no JSON object; see https://datapackage.org");
    const auto get = [&](std::string_view name) { return std::string{root.text_of(name)}; };
    PackageInfo out{.name = get("name"),
                    .title = get("title"),
                    .description = get("description"),
                    .publisher = get("publisher"),
                    .edition = get("edition"),
                    .published = get("published"),
                    .licence = detail::licence_names(root),
                    .attribution = get("attribution"),
                    .left_out = get("left_out")};
    const auto* resources = root.find("resources");
    if (resources == nullptr || resources->items.empty())
        throw DataError(file, 0, "lists no table: 'resources' is missing or empty");
    for (const auto& resource : resources->items) {
        auto table = detail::package_table(resource, !out.licence.empty(), file);
        for (const auto& other : out.tables)
            if (other.name == table.name)
                throw DataError(file, 0,
                                detail::concat("table '", table.name, "' is listed twice"));
        out.tables.push_back(std::move(table));
    }
    if (out.licence.empty()) {
        for (const auto& resource : resources->items) {
            const auto one = detail::licence_names(resource);
            if (out.licence.find(one) == std::string::npos)
                out.licence += (out.licence.empty() ? "" : "; ") + one;
        }
    }
    return out;
}

}  // namespace reeindex
