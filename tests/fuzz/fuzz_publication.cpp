// Publication numbers and dates of patents.

#include <reeindex/patents/patent_date.hpp>
#include <reeindex/patents/publication.hpp>

#include "properties.hpp"

using namespace reeindex;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = fuzz::text_of(data, size);
    (void)fuzz::twice("Publication", [&] {
        const Publication one{text};
        fuzz::require(Publication{one.text()} == one, "text() is read as the same", one.text());
        fuzz::require(Publication{one.spaced()} == one, "spaced() is read as the same",
                      one.spaced());
        fuzz::require(Publication{one.text()}.key() == one.key(), "the same key", one.text());
        fuzz::require(is_office_code(one.office()), "the office is one", one.office());
        (void)one.type();
        (void)one.contradiction();
        return one.text();
    });
    for (const auto order :
         {DateOrder::unknown, DateOrder::day_first, DateOrder::month_first, DateOrder::year_first})
        for (const int latest : {0, 2013}) {
            const auto reading = read_patent_date(text, {order, 1950, latest});
            fuzz::require(
                reading.date.has_value() + reading.missing + !reading.problem.empty() == 1,
                "a date, none, or a reason");
            if (!reading.date) continue;
            const auto again = PatentDate::parse(reading.date->text());
            fuzz::require(again == reading.date, "text() is read as the same",
                          reading.date->text());
        }
    (void)detail::date_orders(text);
    return 0;
}
