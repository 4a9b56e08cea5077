#pragma once
#include <algorithm>
#include <cstddef>
#include <utility>

#include <reeindex/core/compiled.hpp>
#include <reeindex/industry/figure.hpp>

namespace reeindex {

REEINDEX_INLINE Nature parse_nature(std::string_view text) {
    if (text.empty()) return Nature::unspecified;
    for (std::size_t i = 0; i < detail::nature_names.size(); ++i)
        if (detail::nature_names[i] == text) return static_cast<Nature>(i);
    throw NotFound("nature", text, detail::nature_names);
}

REEINDEX_INLINE Quantity Figure::quantity(View view) const {
    if (high)
        throw InvalidArgument("figure", detail::concat(id, " = ", value_text(view)),
                              "a single number; use value and high for the ends of a range");
    const bool corrected = view == View::corrected && correction;
    return {corrected ? *correction : value, unit, basis, qualifier};
}

REEINDEX_INLINE std::string Figure::value_text(View view) const {
    const bool corrected = view == View::corrected && correction;
    if (!high) return Quantity{corrected ? *correction : value, unit, basis, qualifier}.text();
    const auto upper = Quantity{*high, unit, basis, Qualifier::exact}.text();
    const auto mark = std::string{sign(qualifier)};
    return detail::concat(mark, mark.empty() ? "" : " ", detail::to_plain(value), " to ", upper);
}

}  // namespace reeindex

namespace reeindex::detail {

REEINDEX_INLINE Figure read_figure(const Dataset& dataset, const CsvTable& table,
                                   const CsvRow& row) {
    const auto value = row.number("value");
    if (!value) row.fail("column 'value' is empty");
    Figure one{.id = std::string{row.text("id")},
               .subject = std::string{row.text("subject")},
               .kind = std::string{row.text("kind")},
               .item = std::string{row.text("item")},
               .stage = {},
               .value = *value,
               .high = row.number("value_high"),
               .correction = row.number("correction"),
               .qualifier = row.read("qualifier", parse_qualifier),
               .unit = row.read("unit", [](std::string_view code) { return Unit{code}; }),
               .basis = row.read("basis", parse_basis),
               .nature = row.read("nature", parse_nature),
               .time = row.read("time", [](std::string_view text) { return Period{text}; }),
               .area = std::string{row.get("area")},
               .printed = std::string{row.text("printed")},
               .source = dataset.source_of(table, row),
               .erratum = dataset.erratum_of(row),
               .note = std::string{row.get("note")}};
    if (row.has("stage")) one.stage = row.read("stage", parse_stage);
    if (one.high && *one.high <= one.value)
        row.fail(concat("value_high ", *one.high, " must be above value ", one.value));
    if (one.correction && one.high) row.fail("a correction of a range, which needs two values");
    if (one.correction && one.erratum.empty())
        row.fail("a correction without an erratum that proves it");
    return one;
}

REEINDEX_INLINE std::vector<std::string> ids_of(const Dataset& dataset, std::string_view table_name,
                                                std::string_view column) {
    std::vector<std::string> out;
    if (!dataset.has_table(table_name)) return out;
    const auto& table = dataset.table(table_name);
    for (std::size_t i = 0; i < table.size(); ++i) {
        const CsvRow row = table.row(i);
        std::string id{row.text(column)};
        if (std::find(out.begin(), out.end(), id) != out.end())
            row.fail(concat("'", id, "' occurs twice in column '", column, "'"));
        out.push_back(std::move(id));
    }
    return out;
}

REEINDEX_INLINE void require_known(const CsvRow& row, std::string_view column,
                                   std::string_view what, std::string_view id,
                                   const std::vector<std::string>& known) {
    if (std::find(known.begin(), known.end(), id) == known.end())
        (void)row.read(column, [&](std::string_view) -> int { throw NotFound(what, id, known); });
}

}  // namespace reeindex::detail

namespace reeindex {

REEINDEX_INLINE std::vector<Figure> figures(const Dataset& dataset) {
    std::vector<Figure> out;
    if (!dataset.has_table("figures")) return out;
    const auto& table = dataset.table("figures");
    table.require_columns({"id", "subject", "kind", "item", "value", "unit", "printed"});
    (void)detail::ids_of(dataset, "figures");
    struct Owner {
        std::string_view prefix, what;
        std::vector<std::string> ids;
    };
    const std::array<Owner, 4> owners{{
        {"company:", "company", detail::ids_of(dataset, "companies")},
        {"deposit:", "deposit", detail::ids_of(dataset, "deposits")},
        {"event:", "event", detail::ids_of(dataset, "events")},
        {"patent:", "patent", detail::ids_of(dataset, "patents", "publication")},
    }};
    for (std::size_t i = 0; i < table.size(); ++i) {
        const CsvRow row = table.row(i);
        out.push_back(detail::read_figure(dataset, table, row));
        const std::string_view subject = out.back().subject;
        for (const auto& owner : owners)
            if (subject.starts_with(owner.prefix))
                detail::require_known(row, "subject", owner.what,
                                      subject.substr(owner.prefix.size()), owner.ids);
    }
    return out;
}

REEINDEX_INLINE std::vector<Figure> figures(const Dataset& dataset, const FigureFilter& filter) {
    std::vector<Figure> out;
    std::vector<std::string> subjects, kinds;
    bool subject_found = filter.subject.empty();
    bool kind_found = filter.kind.empty();
    for (auto& one : figures(dataset)) {
        const bool subject =
            filter.subject.empty() || detail::is_subject(one.subject, filter.subject);
        const bool kind = filter.kind.empty() || one.kind == filter.kind;
        subject_found = subject_found || subject;
        kind_found = kind_found || kind;
        for (auto [list, text] : {std::pair{&subjects, &one.subject}, std::pair{&kinds, &one.kind}})
            if (std::find(list->begin(), list->end(), *text) == list->end()) list->push_back(*text);
        if (subject && kind && (!filter.stage || one.stage == filter.stage))
            out.push_back(std::move(one));
    }
    if (!subject_found) throw NotFound("figure with subject", filter.subject, subjects);
    if (!kind_found) throw NotFound("figure of kind", filter.kind, kinds);
    return out;
}

REEINDEX_INLINE Figure figure(const Dataset& dataset, std::string_view id) {
    std::vector<std::string> known;
    for (auto& one : figures(dataset)) {
        if (one.id == id) return one;
        known.push_back(one.id);
    }
    throw NotFound("figure", id, known);
}

}  // namespace reeindex

namespace reeindex::detail {

REEINDEX_INLINE std::vector<Figure> about(const std::vector<Figure>& all,
                                          std::string_view subject) {
    std::vector<Figure> out;
    for (const auto& one : all)
        if (one.subject == subject) out.push_back(one);
    return out;
}

}  // namespace reeindex::detail
