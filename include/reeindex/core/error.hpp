#pragma once
/// \file
/// What the library throws. Misuse throws; a fit that failed is a state of its result, never an
/// exception.

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <reeindex/core/text.hpp>

namespace reeindex {

/// Base of every exception of this library.
class Error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// An argument outside its allowed range. The message names the argument, the value and the range;
/// of a long value its beginning.
class InvalidArgument : public Error {
public:
    /// \param allowed what the argument must be, as it follows "must be" in the message.
    InvalidArgument(std::string_view argument, std::string_view value, std::string_view allowed);

    /// Name of the argument.
    [[nodiscard]] const std::string& argument() const noexcept { return argument_; }
    /// The value that was refused, as text.
    [[nodiscard]] const std::string& value() const noexcept { return value_; }
    /// What is allowed, in words.
    [[nodiscard]] const std::string& allowed() const noexcept { return allowed_; }

private:
    std::string argument_, value_, allowed_;
};

/// Two quantities or series whose units or bases do not fit together.
class UnitError : public Error {
public:
    using Error::Error;
};

/// A name or key that does not exist. The message offers the closest one that does.
class NotFound : public Error {
public:
    /// \param what kind of thing that is looked for, for example "series".
    /// \param known all names that exist.
    template <class Range>
    NotFound(std::string_view what, std::string_view key, const Range& known)
        : Error(message(what, key, detail::views(known))), key_(key) {}

    /// The name or key that was looked for.
    [[nodiscard]] const std::string& key() const noexcept { return key_; }

private:
    static std::string message(std::string_view what, std::string_view key,
                               const std::vector<std::string_view>& known);
    std::string key_;
};

/// Text that cannot be read as data. The message names the file, the line and what is wrong there.
class DataError : public Error {
public:
    /// \param line 1-based, 0 when the whole file is meant.
    DataError(std::string_view file, std::size_t line, std::string_view what);

    /// Name of the file, or of the text where there is no file.
    [[nodiscard]] const std::string& file() const noexcept { return file_; }
    /// 1-based line, 0 when the whole file is meant.
    [[nodiscard]] std::size_t line() const noexcept { return line_; }

private:
    std::string file_;
    std::size_t line_;
};

/// A file that cannot be opened, read or written.
class FileError : public Error {
public:
    using Error::Error;
};

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/core/impl/error.ipp>
#endif
