# The installed tree and its CMake package.

include(CMakePackageConfigHelpers)
set(reeindex_package_folder "${CMAKE_INSTALL_LIBDIR}/cmake/reeindex")

if(CMAKE_VERSION VERSION_GREATER_EQUAL 3.23)
  install(
    TARGETS reeindex_core
    EXPORT reeindexCoreTargets
    FILE_SET HEADERS DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
else()
  install(TARGETS reeindex_core EXPORT reeindexCoreTargets)
  install(
    DIRECTORY "${PROJECT_SOURCE_DIR}/include/"
    DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}"
    FILES_MATCHING
    PATTERN "*.hpp"
    PATTERN "*.ipp")
endif()
install(
  EXPORT reeindexCoreTargets
  NAMESPACE reeindex::
  DESTINATION "${reeindex_package_folder}")

if(REEINDEX_BUILD_LIBRARY)
  install(
    TARGETS reeindex_library
    EXPORT reeindexLibraryTargets
    ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}"
    LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}"
    RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
  install(
    EXPORT reeindexLibraryTargets
    NAMESPACE reeindex::
    DESTINATION "${reeindex_package_folder}")
endif()

configure_package_config_file(
  "${PROJECT_SOURCE_DIR}/cmake/reeindexConfig.cmake.in" "${PROJECT_BINARY_DIR}/generated/reeindexConfig.cmake"
  INSTALL_DESTINATION "${reeindex_package_folder}"
  NO_SET_AND_CHECK_MACRO)
set(reeindex_arch "")
if(NOT REEINDEX_BUILD_LIBRARY)
  set(reeindex_arch ARCH_INDEPENDENT)
endif()
write_basic_package_version_file("${PROJECT_BINARY_DIR}/generated/reeindexConfigVersion.cmake"
                                 COMPATIBILITY SameMinorVersion ${reeindex_arch})
install(
  FILES "${PROJECT_BINARY_DIR}/generated/reeindexConfig.cmake"
        "${PROJECT_BINARY_DIR}/generated/reeindexConfigVersion.cmake" "${PROJECT_SOURCE_DIR}/cmake/ReeindexEigen.cmake"
  DESTINATION "${reeindex_package_folder}")
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" "${PROJECT_SOURCE_DIR}/LICENSE-DATA"
        DESTINATION "${CMAKE_INSTALL_DOCDIR}")
