#pragma once
/// \file
/// Where the heavy functions are defined. `reeindex::reeindex` defines REEINDEX_COMPILED: their
/// definitions are in the library and compiled once. Without it (`reeindex::core`) each header
/// brings them, inline, from the folder `definitions` of its room.

#ifdef REEINDEX_COMPILED
#define REEINDEX_INLINE
#else
/// Before the definition of a heavy function: nothing in the library, `inline` in a header.
#define REEINDEX_INLINE inline
#endif
