// Assesses the embedded paper and prints the report as text, or as Markdown.
#include <cstdio>
#include <reeindex/reeindex.hpp>
#include <string_view>

int main(int count, char** arguments) {
    const auto assessment = reeindex::assess(reeindex::load_paper(), {.until = 2035});
    const auto report = reeindex::make_report(assessment);
    const bool markdown = count > 1 && std::string_view{arguments[1]} == "--markdown";
    std::puts(
        (markdown ? reeindex::render_markdown(report) : reeindex::render_text(report)).c_str());
}
