// The embedded paper: the files of data/, read by the same code as a user's folder.

#include <map>
#include <string>

#include <reeindex/data/dataset.hpp>

#include "data/embedded_files.hpp"

namespace reeindex {

Dataset load_paper() {
    std::map<std::string, CsvTable, std::less<>> tables;
    for (const auto& file : detail::embedded_files()) {
        // Folders below data/ hold other rooms' rules, not the paper's tables.
        if (!file.name.ends_with(".csv") || file.name.find('/') != std::string_view::npos) continue;
        std::string text;
        for (const auto chunk : file.chunks) text.append(chunk);
        const auto name = file.name.substr(0, file.name.size() - std::string_view{".csv"}.size());
        tables.emplace(name, parse_csv(text, detail::concat("data/", file.name)));
    }
    return {"kirsanov2025", std::move(tables)};
}

}  // namespace reeindex
