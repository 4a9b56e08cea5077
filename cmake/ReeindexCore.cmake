# reeindex::core: the headers. Needs Eigen and nothing else.

file(
  GLOB_RECURSE reeindex_headers CONFIGURE_DEPENDS
  RELATIVE "${PROJECT_SOURCE_DIR}"
  "${PROJECT_SOURCE_DIR}/include/*.hpp")
# What is neither template nor tiny, see include/reeindex/core/compiled.hpp.
file(
  GLOB_RECURSE reeindex_definitions CONFIGURE_DEPENDS
  RELATIVE "${PROJECT_SOURCE_DIR}"
  "${PROJECT_SOURCE_DIR}/include/*.ipp")

add_library(reeindex_core INTERFACE)
add_library(reeindex::core ALIAS reeindex_core)
set_target_properties(reeindex_core PROPERTIES EXPORT_NAME core)
target_compile_features(reeindex_core INTERFACE cxx_std_20)
target_link_libraries(reeindex_core INTERFACE Eigen3::Eigen)

include(GNUInstallDirs)
if(CMAKE_VERSION VERSION_GREATER_EQUAL 3.23)
  target_sources(
    reeindex_core
    INTERFACE FILE_SET HEADERS
              BASE_DIRS "${PROJECT_SOURCE_DIR}/include"
              FILES ${reeindex_headers} ${reeindex_definitions})
else()
  target_include_directories(
    reeindex_core INTERFACE "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>"
                            "$<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>")
endif()
