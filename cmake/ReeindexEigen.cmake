# Finds Eigen >= 3.4 and makes the target Eigen3::Eigen. The build and the installed package both use this file.
#
# Looked for, in this order: a target that exists already; EIGEN3_INCLUDE_DIR (the folder that holds Eigen/Core);
# CMake's own search (system, CMAKE_PREFIX_PATH, Eigen3_DIR); the wheel `cmeel-eigen` of the Python in use
# (Python_EXECUTABLE, else python3 on the path). REEINDEX_PREFER_WHEELS puts the wheel before CMake's search.

# Sets `result` to the first folder of the Python in use's search path joined with `relative` that holds `probe`.
function(reeindex_find_in_python result relative probe)
  set(${result} "" PARENT_SCOPE)
  set(python "")
  foreach(candidate IN ITEMS "${Python_EXECUTABLE}" "${Python3_EXECUTABLE}" "${PYTHON_EXECUTABLE}")
    if(candidate AND NOT python)
      set(python "${candidate}")
    endif()
  endforeach()
  if(NOT python)
    find_program(REEINDEX_PYTHON NAMES python3 python)
    mark_as_advanced(REEINDEX_PYTHON)
    set(python "${REEINDEX_PYTHON}")
  endif()
  if(NOT python)
    return()
  endif()
  execute_process(
    COMMAND
      "${python}" -c
      "import os, sys
for folder in sys.path:
    found = os.path.join(folder or '.', sys.argv[1])
    if os.path.isfile(os.path.join(found, sys.argv[2])):
        print(os.path.abspath(found).replace(os.sep, '/'))
        break"
      "${relative}" "${probe}"
    OUTPUT_VARIABLE found
    OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  set(${result} "${found}" PARENT_SCOPE)
endfunction()

# Sets `result` to the version that the headers under `folder` state, or to nothing.
function(reeindex_eigen_version result folder)
  set(${result} "" PARENT_SCOPE)
  # Eigen 5 moved the numbers from Macros.h to Eigen/Version.
  foreach(file IN ITEMS Eigen/Version Eigen/src/Core/util/Macros.h)
    if(NOT EXISTS "${folder}/${file}")
      continue()
    endif()
    file(STRINGS "${folder}/${file}" lines REGEX "#define EIGEN_(WORLD|MAJOR|MINOR|PATCH)_VERSION")
    foreach(part IN ITEMS WORLD MAJOR MINOR PATCH)
      set(${part} "")
      if("${lines}" MATCHES "EIGEN_${part}_VERSION ([0-9]+)")
        set(${part} "${CMAKE_MATCH_1}")
      endif()
    endforeach()
    if(NOT MAJOR STREQUAL "" AND NOT MINOR STREQUAL "")
      if(NOT PATCH STREQUAL "")
        set(${result} "${MAJOR}.${MINOR}.${PATCH}" PARENT_SCOPE)
      else()
        set(${result} "${WORLD}.${MAJOR}.${MINOR}" PARENT_SCOPE)
      endif()
      return()
    endif()
  endforeach()
endfunction()

macro(reeindex_eigen_from_folder folder)
  add_library(Eigen3::Eigen INTERFACE IMPORTED GLOBAL)
  set_target_properties(Eigen3::Eigen PROPERTIES INTERFACE_INCLUDE_DIRECTORIES "${folder}")
endmacro()

# Makes Eigen3::Eigen and sets REEINDEX_EIGEN_MESSAGE: empty where that worked, else what went wrong.
# With the argument `required` a failure stops the configuration.
macro(reeindex_find_eigen)
  set(REEINDEX_EIGEN_MESSAGE "")
  if(NOT TARGET Eigen3::Eigen)
    set(reeindex_eigen_wheel "")
    if(EIGEN3_INCLUDE_DIR)
      if(EXISTS "${EIGEN3_INCLUDE_DIR}/Eigen/Core")
        reeindex_eigen_from_folder("${EIGEN3_INCLUDE_DIR}")
      else()
        set(REEINDEX_EIGEN_MESSAGE "EIGEN3_INCLUDE_DIR = '${EIGEN3_INCLUDE_DIR}' holds no Eigen/Core")
      endif()
    elseif(REEINDEX_PREFER_WHEELS)
      reeindex_find_in_python(reeindex_eigen_wheel "cmeel.prefix/include/eigen3" "Eigen/Core")
      if(reeindex_eigen_wheel)
        reeindex_eigen_from_folder("${reeindex_eigen_wheel}")
      endif()
    endif()
    if(NOT TARGET Eigen3::Eigen AND NOT REEINDEX_EIGEN_MESSAGE)
      # Unversioned: asking for 3.4 would refuse Eigen 5.
      find_package(Eigen3 QUIET CONFIG)
      if(TARGET Eigen3::Eigen)
        # Else a parent project that links to us would not see the target.
        get_target_property(reeindex_eigen_global Eigen3::Eigen IMPORTED_GLOBAL)
        if(NOT reeindex_eigen_global)
          set_target_properties(Eigen3::Eigen PROPERTIES IMPORTED_GLOBAL TRUE)
        endif()
      else()
        reeindex_find_in_python(reeindex_eigen_wheel "cmeel.prefix/include/eigen3" "Eigen/Core")
        if(reeindex_eigen_wheel)
          reeindex_eigen_from_folder("${reeindex_eigen_wheel}")
        endif()
      endif()
    endif()
  endif()
  if(TARGET Eigen3::Eigen)
    get_target_property(reeindex_eigen_folders Eigen3::Eigen INTERFACE_INCLUDE_DIRECTORIES)
    foreach(reeindex_eigen_folder IN LISTS reeindex_eigen_folders)
      reeindex_eigen_version(reeindex_eigen_found "${reeindex_eigen_folder}")
      if(reeindex_eigen_found AND reeindex_eigen_found VERSION_LESS 3.4)
        set(REEINDEX_EIGEN_MESSAGE
            "Eigen ${reeindex_eigen_found} at ${reeindex_eigen_folder} is too old: must be 3.4 or newer")
      elseif(reeindex_eigen_found)
        message(STATUS "Eigen ${reeindex_eigen_found}: ${reeindex_eigen_folder}")
      endif()
    endforeach()
  elseif(NOT REEINDEX_EIGEN_MESSAGE)
    set(REEINDEX_EIGEN_MESSAGE
        "Eigen 3.4 or newer was not found. Install it (Debian: libeigen3-dev), or `pip install cmeel-eigen` for the \
Python in use (Python_EXECUTABLE), or set EIGEN3_INCLUDE_DIR to the folder that holds Eigen/Core")
  endif()
  if(REEINDEX_EIGEN_MESSAGE AND "${ARGV0}" STREQUAL "required")
    message(FATAL_ERROR "${REEINDEX_EIGEN_MESSAGE}")
  endif()
endmacro()
