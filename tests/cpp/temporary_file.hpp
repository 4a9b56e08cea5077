#pragma once

#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <utility>

namespace reeindex::test {

/// A new folder with the given files, removed at the end.
class TemporaryFolder {
public:
    explicit TemporaryFolder(const std::map<std::string, std::string>& files)
        : path_(std::filesystem::temp_directory_path() /
                ("reeindex_test_" + std::to_string(std::random_device{}()))) {
        std::filesystem::create_directories(path_);
        for (const auto& [name, text] : files) {
            std::ofstream out(path_ / name, std::ios::binary);
            out << text;
        }
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    [[nodiscard]] std::string path() const { return path_.string(); }

private:
    std::filesystem::path path_;
};

/// A new file with the given content, removed at the end.
class TemporaryFile {
public:
    explicit TemporaryFile(std::string content) : folder_({{"file.csv", std::move(content)}}) {}
    [[nodiscard]] std::string path() const { return folder_.path() + "/file.csv"; }

private:
    TemporaryFolder folder_;
};

}  // namespace reeindex::test
