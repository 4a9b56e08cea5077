#pragma once
/// \file
/// Where the definitions are compiled. Headers declare, and hold what is a template or tiny; the
/// other definitions are in `MODULE/impl/NAME.ipp`, each marked REEINDEX_INLINE. A program takes
/// them in one of three ways:
///
/// - it links `reeindex::reeindex`, which holds them (and defines REEINDEX_COMPILED);
/// - one of its files includes `reeindex/impl.hpp`: headers and Eigen are enough;
/// - it defines REEINDEX_HEADER_ONLY for all its files: each header brings its definitions, inline.

#if defined(REEINDEX_HEADER_ONLY) && defined(REEINDEX_COMPILED)
#error "REEINDEX_HEADER_ONLY is for programs that do not link the library: link reeindex::core"
#endif

#ifdef REEINDEX_HEADER_ONLY
#define REEINDEX_INLINE inline
#else
/// Before every definition in an .ipp file: `inline` under REEINDEX_HEADER_ONLY, else nothing.
#define REEINDEX_INLINE
#endif
