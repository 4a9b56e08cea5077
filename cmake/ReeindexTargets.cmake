# Flags of this project's own targets; nothing here reaches a consumer.

if(PROJECT_IS_TOP_LEVEL)
  if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
  endif()
  if(NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
    find_program(REEINDEX_CCACHE ccache)
    mark_as_advanced(REEINDEX_CCACHE)
    if(REEINDEX_CCACHE)
      set(CMAKE_CXX_COMPILER_LAUNCHER "${REEINDEX_CCACHE}")
    endif()
  endif()
  set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
endif()

if(REEINDEX_SANITIZE AND NOT REEINDEX_SANITIZE MATCHES "^[a-z]+(,[a-z]+)*$")
  message(FATAL_ERROR "REEINDEX_SANITIZE = '${REEINDEX_SANITIZE}': must be a comma-separated list such as "
                      "'address,undefined' or 'thread'")
endif()

# Language level, warnings and sanitizers of one of our own targets.
function(reeindex_own_target target)
  target_compile_features(${target} PRIVATE cxx_std_20)
  set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF CXX_VISIBILITY_PRESET hidden
                                             VISIBILITY_INLINES_HIDDEN ON)
  if(MSVC)
    target_compile_options(${target} PRIVATE /W4 /utf-8 /bigobj)
    if(REEINDEX_WERROR)
      target_compile_options(${target} PRIVATE /WX)
    endif()
    return()
  endif()
  if(PROJECT_IS_TOP_LEVEL OR REEINDEX_WERROR)
    # Whoever embeds us sees no warnings of ours.
    target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion)
    # GCC 12 takes std::string's operator+ for overlapping copies (GCC bug 105651), and the end of a
    # vector that it has inlined for a pointer into the middle of a block.
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
      target_compile_options(${target} PRIVATE -Wno-restrict -Wno-free-nonheap-object)
    endif()
  endif()
  if(REEINDEX_WERROR)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
  if(REEINDEX_SANITIZE)
    target_compile_options(${target} PRIVATE -fsanitize=${REEINDEX_SANITIZE} -fno-omit-frame-pointer
                                             -fno-sanitize-recover=all)
    target_link_options(${target} PRIVATE -fsanitize=${REEINDEX_SANITIZE})
  endif()
endfunction()
