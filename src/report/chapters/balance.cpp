#include <string>

#include <reeindex/core/element.hpp>

#include "../chapters.hpp"

namespace reeindex::detail {

void balance_chapter(const Assessment& assessment, ReportChapter& chapter) {
    const auto& balance = *assessment.evidence.balance;
    const auto mass = [&](double value) {
        return short_number(value * balance.unit.factor_to(Unit{"kt/a"}), 3);
    };
    const std::string name{element(balance.element).name};
    auto head = name;
    head.front() = static_cast<char>(head.front() - 'a' + 'A');
    chapter.answer =
        concat("The rare earths mined in ", balance.year, " hold ", mass(balance.supply.lower),
               " to ", mass(balance.supply.upper), " kt of ", name,
               " oxide. How much depends on the deposits, and only a part of it is separated.");
    chapter.blocks.emplace_back(
        ReportFigure{"balance", balance.element,
                     concat(head, " oxide: what is mined, as a range, and what is asked for.")});
    ReportTable table{.caption = concat(head, " oxide mined and asked for [kt/a]"),
                      .columns = {"figure", "year", "published", "as oxide", "mined less this"},
                      .numeric = {false, true, true, true, true},
                      .rows = {},
                      .note = {}};
    table.rows.push_back({concat("mined, ", balance.vintage), concat(balance.year), "",
                          concat(mass(balance.supply.lower), " to ", mass(balance.supply.upper)),
                          ""});
    for (const auto& one : balance.demands) {
        // without the world and the scenario, whose base year this is
        const auto label = one.label.substr(0, one.label.find(": World"));
        table.rows.push_back(
            {label, concat(one.year), concat(mass(one.printed), " ", reeindex::name(one.basis)),
             mass(one.oxide), concat(mass(one.least_surplus), " to ", mass(one.greatest_surplus))});
    }
    table.note =
        concat("One unit mass of ", name, " is in ", to_significant(balance.oxide_factor, 5),
               " of oxide. Over ", balance.supply.basis,
               ". The demands are of different years and definitions, and none of them "
               "is all of the demand: they do not add up.");
    chapter.blocks.emplace_back(std::move(table));
}

}  // namespace reeindex::detail
