#pragma once
// Hash tables of a reader: texts to numbers, and keys of 64 bits to numbers.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace reeindex::detail {

/// Numbers distinct texts in order of appearance.
class TextInterner {
public:
    /// \param is_new set where the text was not known.
    [[nodiscard]] std::uint32_t intern(std::string_view text, std::uint64_t hash, bool& is_new) {
        if ((texts_.size() + 1) * 10 > slots_.size() * 7) grow();
        std::size_t slot = hash & (slots_.size() - 1);
        while (slots_[slot].number != 0) {
            if (slots_[slot].hash == static_cast<std::uint32_t>(hash >> 32) &&
                texts_[slots_[slot].number - 1] == text) {
                is_new = false;
                return slots_[slot].number - 1;
            }
            slot = (slot + 1) & (slots_.size() - 1);
        }
        texts_.emplace_back(text);
        hashes_.push_back(hash);
        slots_[slot] = {static_cast<std::uint32_t>(hash >> 32),
                        static_cast<std::uint32_t>(texts_.size())};
        is_new = true;
        return static_cast<std::uint32_t>(texts_.size() - 1);
    }

    [[nodiscard]] static std::uint64_t hash_of(std::string_view text) noexcept {
        std::uint64_t h = std::hash<std::string_view>{}(text);
        h = (h ^ (h >> 30)) * 0xbf58476d1ce4e5b9ULL;
        h = (h ^ (h >> 27)) * 0x94d049bb133111ebULL;
        return h ^ (h >> 31);
    }

    [[nodiscard]] std::vector<std::string> take_texts() && { return std::move(texts_); }

private:
    struct Slot {
        std::uint32_t hash = 0, number = 0;  // number 0: free
    };

    void grow() {
        std::vector<Slot> larger(slots_.size() * 2);
        for (std::size_t i = 0; i < texts_.size(); ++i) {
            std::size_t slot = hashes_[i] & (larger.size() - 1);
            while (larger[slot].number != 0) slot = (slot + 1) & (larger.size() - 1);
            larger[slot] = {static_cast<std::uint32_t>(hashes_[i] >> 32),
                            static_cast<std::uint32_t>(i + 1)};
        }
        slots_ = std::move(larger);
    }

    std::vector<Slot> slots_ = std::vector<Slot>(1024);
    std::vector<std::string> texts_;
    std::vector<std::uint64_t> hashes_;
};

/// A set of keys; 8 bytes a slot.
class KeySet {
public:
    /// Whether the key was not in the set yet.
    bool insert(std::uint64_t key) {
        if ((size_ + 1) * 4 > slots_.size() * 3) grow();
        const std::uint64_t stored = key + 1;  // 0 marks a free slot; keys are below 2^64 - 1
        std::size_t slot = place(stored, slots_.size());
        while (slots_[slot] != 0) {
            if (slots_[slot] == stored) return false;
            slot = (slot + 1) & (slots_.size() - 1);
        }
        slots_[slot] = stored;
        ++size_;
        return true;
    }

    [[nodiscard]] static std::size_t place(std::uint64_t stored, std::size_t slots) noexcept {
        std::uint64_t h = stored * 0x9e3779b97f4a7c15ULL;
        h ^= h >> 32;
        return static_cast<std::size_t>(h & (slots - 1));
    }

private:
    void grow() {
        std::vector<std::uint64_t> larger(slots_.size() * 2);
        for (const auto stored : slots_) {
            if (stored == 0) continue;
            std::size_t slot = place(stored, larger.size());
            while (larger[slot] != 0) slot = (slot + 1) & (larger.size() - 1);
            larger[slot] = stored;
        }
        slots_ = std::move(larger);
    }

    std::vector<std::uint64_t> slots_ = std::vector<std::uint64_t>(4096);
    std::size_t size_ = 0;
};

/// Numbers distinct keys from 1, in order of appearance; 12 bytes a slot.
class KeyNumbers {
public:
    [[nodiscard]] std::uint32_t number(std::uint64_t key) {
        if ((std::size_t{size_} + 1) * 4 > keys_.size() * 3) grow();
        std::size_t slot = KeySet::place(key + 1, keys_.size());
        while (numbers_[slot] != 0) {
            if (keys_[slot] == key) return numbers_[slot];
            slot = (slot + 1) & (keys_.size() - 1);
        }
        keys_[slot] = key;
        numbers_[slot] = ++size_;
        return size_;
    }
    [[nodiscard]] std::size_t size() const noexcept { return size_; }

private:
    void grow() {
        std::vector<std::uint64_t> keys(keys_.size() * 2);
        std::vector<std::uint32_t> numbers(keys.size());
        for (std::size_t i = 0; i < keys_.size(); ++i) {
            if (numbers_[i] == 0) continue;
            std::size_t slot = KeySet::place(keys_[i] + 1, keys.size());
            while (numbers[slot] != 0) slot = (slot + 1) & (keys.size() - 1);
            keys[slot] = keys_[i];
            numbers[slot] = numbers_[i];
        }
        keys_ = std::move(keys);
        numbers_ = std::move(numbers);
    }

    std::vector<std::uint64_t> keys_ = std::vector<std::uint64_t>(4096);
    std::vector<std::uint32_t> numbers_ = std::vector<std::uint32_t>(4096);
    std::uint32_t size_ = 0;
};

}  // namespace reeindex::detail
