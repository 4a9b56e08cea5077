// Symbols of IPC and CPC.

#include <reeindex/patents/symbol.hpp>

#include "properties.hpp"

using namespace reeindex;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = fuzz::text_of(data, size);
    (void)fuzz::twice("Symbol", [&] {
        const auto one = Symbol::read(text);
        fuzz::require(one.first_key() <= one.last_key(), "a symbol covers itself", one.text());
        fuzz::require(one.subclass_index() < Symbol::subclass_count, "a subclass is in range");
        const auto again = Symbol::parse(one.text());
        fuzz::require(again.has_value() && *again == one, "text() is read as the same", one.text());
        return one.text();
    });
    return 0;
}
