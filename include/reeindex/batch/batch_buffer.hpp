#pragma once
/// \file
/// Memory of batch results.

#include <cstddef>
#include <span>
#include <type_traits>
#include <utility>

namespace reeindex {

namespace detail {
/// Uninitialised memory, aligned to 64 bytes; large requests ask the system for large pages,
/// because touching small ones for the first time takes longer than fitting a line.
[[nodiscard]] void* allocate_large(std::size_t bytes);
void free_large(void* memory) noexcept;
}  // namespace detail

/// A fixed-size array of plain values that is not initialised and does not copy.
template <class Value>
class BatchBuffer {
    static_assert(std::is_trivially_copyable_v<Value>);

public:
    BatchBuffer() = default;
    explicit BatchBuffer(std::size_t size) { resize(size); }
    BatchBuffer(BatchBuffer&& other) noexcept { swap(other); }
    BatchBuffer& operator=(BatchBuffer&& other) noexcept {
        swap(other);
        return *this;
    }
    BatchBuffer(const BatchBuffer&) = delete;
    BatchBuffer& operator=(const BatchBuffer&) = delete;
    ~BatchBuffer() { detail::free_large(data_); }

    /// Sets the size; the content is lost where the memory grows.
    void resize(std::size_t size) {
        if (size > capacity_) {
            detail::free_large(std::exchange(data_, nullptr));
            capacity_ = 0;
            data_ = static_cast<Value*>(detail::allocate_large(size * sizeof(Value)));
            capacity_ = size;
        }
        size_ = size;
    }

    /// Number of elements.
    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    /// The first element; null if there is none.
    [[nodiscard]] Value* data() noexcept { return data_; }
    [[nodiscard]] const Value* data() const noexcept { return data_; }
    /// Element i, which must be below size().
    [[nodiscard]] Value& operator[](std::size_t i) noexcept { return data_[i]; }
    [[nodiscard]] const Value& operator[](std::size_t i) const noexcept { return data_[i]; }
    /// The elements as a range.
    [[nodiscard]] Value* begin() noexcept { return data_; }
    [[nodiscard]] Value* end() noexcept { return data_ + size_; }
    [[nodiscard]] const Value* begin() const noexcept { return data_; }
    [[nodiscard]] const Value* end() const noexcept { return data_ + size_; }
    operator std::span<const Value>() const noexcept {
        return {data_, size_};
    }  // NOLINT: as containers do

private:
    void swap(BatchBuffer& other) noexcept {
        std::swap(data_, other.data_);
        std::swap(size_, other.size_);
        std::swap(capacity_, other.capacity_);
    }
    Value* data_ = nullptr;
    std::size_t size_ = 0, capacity_ = 0;
};

}  // namespace reeindex
