#include <cstdlib>
#include <new>

#include <reeindex/batch/batch_buffer.hpp>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace reeindex::detail {
namespace {
constexpr std::size_t large_page = std::size_t{2} << 20;
}

void* allocate_large(std::size_t bytes) {
    if (bytes == 0) return nullptr;
    const bool large = bytes >= 2 * large_page;
    const std::size_t alignment = large ? large_page : 64;
    const std::size_t rounded = (bytes + alignment - 1) / alignment * alignment;
    if (rounded < bytes) throw std::bad_alloc{};
    void* const memory = std::aligned_alloc(alignment, rounded);
    if (memory == nullptr) throw std::bad_alloc{};
#if defined(__linux__) && defined(MADV_HUGEPAGE)
    if (large) (void)madvise(memory, rounded, MADV_HUGEPAGE);
#endif
    return memory;
}

void free_large(void* memory) noexcept { std::free(memory); }

}  // namespace reeindex::detail
