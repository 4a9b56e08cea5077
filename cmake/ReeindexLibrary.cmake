# reeindex::reeindex: the core and the compiled part.

file(GLOB_RECURSE reeindex_sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/src/*.cpp")

# Kernels are one source per instruction set, chosen when the program runs. Only these files get the flags.
set(reeindex_kernel_definitions "")
set(reeindex_x86_64 OFF)
if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64|amd64)$"
   AND CMAKE_SIZEOF_VOID_P EQUAL 8
   AND NOT MSVC
   AND NOT CMAKE_OSX_ARCHITECTURES MATCHES "arm64")
  set(reeindex_x86_64 ON)
endif()
foreach(kernel IN ITEMS avx512 avx2)
  if(reeindex_x86_64)
    string(TOUPPER "REEINDEX_KERNEL_${kernel}" kernel_definition)
    list(APPEND reeindex_kernel_definitions ${kernel_definition})
  endif()
  foreach(file IN ITEMS batch/kernel batch/kernel_ends smoothing/kernel)
    set(kernel_source "${PROJECT_SOURCE_DIR}/src/${file}_${kernel}.cpp")
    if(reeindex_x86_64)
      set(kernel_flags_avx512 -mavx512f -mavx512dq -mavx512vl -mfma -mavx2)
      set(kernel_flags_avx2 -mavx2 -mfma)
      set_property(SOURCE "${kernel_source}" APPEND PROPERTY COMPILE_OPTIONS ${kernel_flags_${kernel}})
    else()
      list(REMOVE_ITEM reeindex_sources "${kernel_source}")
    endif()
  endforeach()
endforeach()

if(NOT MSVC)
  # The wheel is built with -O2; these loops are what -O3 is for. Roots are of positive numbers. Without a build type, as
  # part of a project that sets none, they are optimised as in Release.
  foreach(source IN LISTS reeindex_sources)
    if(source MATCHES "/src/[a-z]+/kernel_[^/]*$")
      set_property(SOURCE "${source}" APPEND PROPERTY COMPILE_OPTIONS $<$<OR:$<CONFIG:Release>,$<CONFIG:>>:-O3> -fno-math-errno)
    endif()
  endforeach()
endif()

include(EmbedData)
reeindex_embed_data(reeindex_embedded "${PROJECT_SOURCE_DIR}/data")

add_library(reeindex_library ${reeindex_sources} "${reeindex_embedded}")
add_library(reeindex::reeindex ALIAS reeindex_library)
set_target_properties(
  reeindex_library
  PROPERTIES EXPORT_NAME reeindex
             OUTPUT_NAME reeindex
             POSITION_INDEPENDENT_CODE ON
             WINDOWS_EXPORT_ALL_SYMBOLS ON
             VERSION ${PROJECT_VERSION}
             SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR})
reeindex_own_target(reeindex_library)
if(NOT PROJECT_IS_TOP_LEVEL AND NOT MSVC)
  # A project without a build type would have the library unoptimised, ten times slower.
  target_compile_options(reeindex_library PRIVATE $<$<CONFIG:>:-O2> $<$<CONFIG:>:-DNDEBUG>)
endif()
if(reeindex_in_wheel)
  # A wheel is compiled as a whole: the files of a folder together parse its headers once.
  set_target_properties(reeindex_library PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
  foreach(source IN LISTS reeindex_sources)
    if(NOT source MATCHES "/src/[a-z]+/kernel_" AND source MATCHES "/src/([a-z]+)/")
      set_property(SOURCE "${source}" PROPERTY UNITY_GROUP ${CMAKE_MATCH_1})
    endif()
  endforeach()
endif()
if(BUILD_SHARED_LIBS)
  # The headers carry no export macros.
  set_target_properties(reeindex_library PROPERTIES CXX_VISIBILITY_PRESET default VISIBILITY_INLINES_HIDDEN OFF)
endif()
# The headers leave their definitions to the library, see core/compiled.hpp.
target_compile_definitions(
  reeindex_library
  PUBLIC REEINDEX_COMPILED
  PRIVATE ${reeindex_kernel_definitions})
target_include_directories(reeindex_library PRIVATE "${PROJECT_SOURCE_DIR}/src")

set(THREADS_PREFER_PTHREAD_FLAG ON)
if(NOT TARGET Threads::Threads)
  find_package(Threads REQUIRED)
  set_target_properties(Threads::Threads PROPERTIES IMPORTED_GLOBAL TRUE)
endif()
target_link_libraries(
  reeindex_library
  PUBLIC reeindex_core
  PRIVATE Threads::Threads)
