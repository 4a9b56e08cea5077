#pragma once
/// \file
/// The version of the library. This file is its only place: CMake and the Python package read it
/// from here.

#include <string_view>

/// Version as `major.minor.patch`, for the preprocessor.
#define REEINDEX_VERSION "0.2.0"

namespace reeindex {

/// Version as `major.minor.patch`, e.g. `"1.0.2"`.
inline constexpr std::string_view library_version = REEINDEX_VERSION;

}  // namespace reeindex
