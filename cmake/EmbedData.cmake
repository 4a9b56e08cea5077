# Embeds data/ into the library as string literals.
#
# Included, it defines reeindex_embed_data(<result> <folder>), which adds the command that writes embedded_data.cpp in
# the build tree and sets <result> to that file. Run as a script (cmake -P), it is that command.

# Each literal stays far below what MSVC accepts (16,380 bytes).
set(REEINDEX_CHUNK_BYTES 4096)

# Writes the C++ literals of one file's content, one a line, to `result`, and their number to `count`.
function(reeindex_chunk_file result count file)
  file(READ "${file}" hex HEX)
  string(LENGTH "${hex}" length)
  math(EXPR step "2 * ${REEINDEX_CHUNK_BYTES}")
  set(start 0)
  set(chunks 0)
  set(text "")
  while(start LESS length)
    math(EXPR end "${start} + ${step}")
    if(end GREATER_EQUAL length)
      set(end ${length})
    else()
      # A byte 10xxxxxx continues a UTF-8 sequence: the chunk ends before that sequence.
      string(SUBSTRING "${hex}" ${end} 1 nibble)
      while(nibble MATCHES "[89ab]" AND end GREATER start)
        math(EXPR end "${end} - 2")
        string(SUBSTRING "${hex}" ${end} 1 nibble)
      endwhile()
      if(end EQUAL start)
        message(FATAL_ERROR "${file} is not UTF-8")
      endif()
    endif()
    math(EXPR size "${end} - ${start}")
    string(SUBSTRING "${hex}" ${start} ${size} chunk)
    # Every byte is an escape, so none can run into the character after it.
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" chunk "${chunk}")
    string(APPEND text "    \"${chunk}\"sv,\n")
    math(EXPR chunks "${chunks} + 1")
    set(start ${end})
  endwhile()
  set(${result} "${text}" PARENT_SCOPE)
  set(${count} ${chunks} PARENT_SCOPE)
endfunction()

function(reeindex_write_embedded output folder names)
  set(arrays "")
  set(entries "")
  set(number 0)
  foreach(name IN LISTS names)
    reeindex_chunk_file(literals count "${folder}/${name}")
    if(count EQUAL 0)
      message(FATAL_ERROR "${folder}/${name} is empty")
    endif()
    string(APPEND arrays "// ${name}\nconstexpr std::array<std::string_view, ${count}> file_${number}{\n${literals}};\n\n")
    string(APPEND entries "    EmbeddedFile{\"${name}\"sv, file_${number}},\n")
    math(EXPR number "${number} + 1")
  endforeach()
  set(source "// Written by cmake/EmbedData.cmake from data/.\n\n#include <array>\n\n#include \"data/embedded_files.hpp\"\n\n")
  string(APPEND source "namespace reeindex::detail {\nnamespace {\n\nusing namespace std::string_view_literals;\n\n")
  string(APPEND source "${arrays}constexpr std::array<EmbeddedFile, ${number}> files{\n${entries}};\n\n}  // namespace\n\n")
  string(APPEND source "std::span<const EmbeddedFile> embedded_files() noexcept { return files; }\n\n")
  string(APPEND source "}  // namespace reeindex::detail\n")
  file(WRITE "${output}" "${source}")
endfunction()

function(reeindex_embed_data result folder)
  file(
    GLOB_RECURSE names CONFIGURE_DEPENDS
    RELATIVE "${folder}"
    "${folder}/*.csv" "${folder}/datapackage.json")
  list(SORT names)
  set(paths "${names}")
  list(TRANSFORM paths PREPEND "${folder}/")
  set(output "${PROJECT_BINARY_DIR}/generated/embedded_data.cpp")
  string(REPLACE ";" "," joined "${names}")
  add_custom_command(
    OUTPUT "${output}"
    COMMAND "${CMAKE_COMMAND}" "-DREEINDEX_OUTPUT=${output}" "-DREEINDEX_FOLDER=${folder}"
            "-DREEINDEX_NAMES=${joined}" -P "${PROJECT_SOURCE_DIR}/cmake/EmbedData.cmake"
    DEPENDS ${paths} "${PROJECT_SOURCE_DIR}/cmake/EmbedData.cmake"
    COMMENT "Embedding data/"
    VERBATIM)
  set(${result} "${output}" PARENT_SCOPE)
endfunction()

if(CMAKE_SCRIPT_MODE_FILE AND CMAKE_SCRIPT_MODE_FILE STREQUAL CMAKE_CURRENT_LIST_FILE)
  string(REPLACE "," ";" names "${REEINDEX_NAMES}")
  reeindex_write_embedded("${REEINDEX_OUTPUT}" "${REEINDEX_FOLDER}" "${names}")
endif()
