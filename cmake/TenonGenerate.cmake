# tenon_generate(): compiles the checked-in output of a Tenon project, and keeps it honest.
#
#   tenon_generate(TARGET blog_data PROJECT tenon.json [MODE verify|prebuilt] [TYPE STATIC|SHARED|OBJECT]
#                  [BATCH 16] [LINK libraries...])
#
# TARGET   the library that is made of the generated .cpp files; link it to your program. It carries the include folders.
# PROJECT  the project file, relative to the current source folder. Its folder, its "output" and its "clang.include"
#          folders become include folders.
# BATCH    how many generated .cpp files are compiled as one (default 16): most of the cost of a small file are the standard
#          headers, so that 30 tables take a quarter of the time. 1 compiles each for itself.
# LINK     libraries of the target. The models are read with the include folders and defines that it gets from them.
# MODE     verify (default): each build compares the checked-in files with what the models say (rerun only when a model,
#          a template, the project file or the generator changed) and fails with a short difference and the command that
#          mends it. What is compiled is always the checked-in files; nothing is ever written to the source tree, and
#          `clean` has nothing to delete there.
#          prebuilt: never calls the generator (packagers, cross builds, machines without libclang).
#
# With "testing": true in the project file, <TARGET>_testing is the library of what only tests link: factories, printers and
# create_all. It is there where GoogleTest is (Tenon::testing), and is no part of ALL.
#
# The target <TARGET>_update, never part of ALL, writes the files into the source tree. The list of sources comes from the
# checked-in manifest, so CMake configures anew when an update changed it.

function(_tenon_read_project project folder)
  file(READ ${project} text)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${project})
  string(JSON output ERROR_VARIABLE absent GET "${text}" output)
  if(absent)
    set(output generated)
  endif()
  set(includes ${folder})
  string(JSON count ERROR_VARIABLE absent LENGTH "${text}" clang include)
  if(NOT absent AND count GREATER 0)
    math(EXPR last "${count} - 1")
    foreach(index RANGE ${last})
      string(JSON include GET "${text}" clang include ${index})
      list(APPEND includes ${folder}/${include})
    endforeach()
  endif()
  set(tenon_output ${folder}/${output} PARENT_SCOPE)
  set(tenon_includes ${folder}/${output} ${includes} PARENT_SCOPE)
endfunction()

# The .cpp files that the checked-in manifest lists.
function(_tenon_read_manifest output)
  set(tenon_sources "" PARENT_SCOPE)
  set(tenon_testing_sources "" PARENT_SCOPE)
  # The glob sees a manifest come and go, the property sees it change.
  file(GLOB manifest CONFIGURE_DEPENDS ${output}/.tenon-manifest.jso[n])
  if(NOT manifest)
    return()
  endif()
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${manifest})
  file(READ ${manifest} text)
  string(JSON count LENGTH "${text}" files)
  set(sources "")
  set(testing "")
  if(count GREATER 0)
    math(EXPR last "${count} - 1")
    foreach(index RANGE ${last})
      string(JSON file MEMBER "${text}" files ${index})
      if(file MATCHES "^testing/.*\\.cpp$")
        list(APPEND testing ${output}/${file})
      elseif(file MATCHES "\\.cpp$")
        list(APPEND sources ${output}/${file})
      endif()
    endforeach()
  endif()
  set(tenon_sources ${sources} PARENT_SCOPE)
  set(tenon_testing_sources ${testing} PARENT_SCOPE)
endfunction()

# Sets tenon_batches to files in `folder` that include the sources, so many each.
function(_tenon_batch folder size sources)
  set(tenon_batches "")
  set(includes "")
  set(count 0)
  set(number 1)
  foreach(source ${sources} "")
    if(source)
      string(APPEND includes "#include \"${source}\"\n")
      math(EXPR count "${count} + 1")
    endif()
    if(count EQUAL size OR (NOT source AND count GREATER 0))
      file(CONFIGURE OUTPUT ${folder}/batch_${number}.cpp CONTENT "${includes}" @ONLY)
      list(APPEND tenon_batches ${folder}/batch_${number}.cpp)
      set(includes "")
      set(count 0)
      math(EXPR number "${number} + 1")
    endif()
  endforeach()
  set(tenon_batches ${tenon_batches} PARENT_SCOPE)
endfunction()

function(tenon_generate)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "TARGET;PROJECT;MODE;TYPE;BATCH" "LINK")
  set(example "  write: tenon_generate(TARGET blog_data PROJECT tenon.json)")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "tenon_generate: unknown arguments: ${arg_UNPARSED_ARGUMENTS}\n${example}")
  endif()
  foreach(required TARGET PROJECT)
    if(NOT arg_${required})
      message(FATAL_ERROR "tenon_generate: ${required} is missing\n${example}")
    endif()
  endforeach()
  if(NOT arg_MODE)
    set(arg_MODE verify)
  endif()
  if(NOT arg_MODE MATCHES "^(verify|prebuilt)$")
    message(FATAL_ERROR "tenon_generate: MODE is verify or prebuilt, not '${arg_MODE}'")
  endif()
  if(NOT arg_TYPE)
    set(arg_TYPE STATIC)
  endif()
  if(NOT DEFINED arg_BATCH)
    set(arg_BATCH 16)
  endif()
  if(NOT arg_BATCH MATCHES "^[1-9][0-9]*$")
    message(FATAL_ERROR "tenon_generate: BATCH is a number of files, at least 1, not '${arg_BATCH}'")
  endif()

  cmake_path(ABSOLUTE_PATH arg_PROJECT BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} NORMALIZE OUTPUT_VARIABLE project)
  if(NOT EXISTS ${project})
    message(FATAL_ERROR "tenon_generate: there is no project file ${project}\n  `tenon init` writes one")
  endif()
  cmake_path(GET project PARENT_PATH folder)
  _tenon_read_project(${project} ${folder})
  _tenon_read_manifest(${tenon_output})

  set(state ${CMAKE_CURRENT_BINARY_DIR}/${arg_TARGET}.tenon)
  file(MAKE_DIRECTORY ${state})
  if(NOT tenon_sources)
    # Before the first update there is nothing to compile; the target exists all the same, so that the build can say so.
    file(CONFIGURE OUTPUT ${state}/nothing_generated_yet.cpp CONTENT "// Build the target @arg_TARGET@_update first.\n" @ONLY)
    set(tenon_sources ${state}/nothing_generated_yet.cpp)
  elseif(arg_BATCH GREATER 1)
    _tenon_batch(${state} ${arg_BATCH} "${tenon_sources}")
    set(tenon_sources ${tenon_batches})
  endif()
  add_library(${arg_TARGET} ${arg_TYPE} ${tenon_sources})
  target_include_directories(${arg_TARGET} PUBLIC ${tenon_includes})
  target_compile_features(${arg_TARGET} PUBLIC cxx_std_20)
  target_link_libraries(${arg_TARGET} PUBLIC Tenon::runtime ${arg_LINK})
  if(tenon_testing_sources AND TARGET Tenon::testing)
    if(arg_BATCH GREATER 1)
      _tenon_batch(${state}/testing ${arg_BATCH} "${tenon_testing_sources}")
      set(tenon_testing_sources ${tenon_batches})
    endif()
    add_library(${arg_TARGET}_testing STATIC EXCLUDE_FROM_ALL ${tenon_testing_sources})
    target_include_directories(${arg_TARGET}_testing PUBLIC ${tenon_output}/testing)
    target_link_libraries(${arg_TARGET}_testing PUBLIC ${arg_TARGET} Tenon::testing)
  endif()

  if(arg_MODE STREQUAL "prebuilt")
    return()
  endif()
  # The headers are read with the include folders and the defines of the target.
  set(includes "$<TARGET_PROPERTY:${arg_TARGET},INCLUDE_DIRECTORIES>")
  set(defines "$<TARGET_PROPERTY:${arg_TARGET},COMPILE_DEFINITIONS>")
  file(GENERATE OUTPUT ${state}/compile_flags.txt CONTENT
    "-I$<JOIN:${includes},\n-I>\n$<$<BOOL:${defines}>:-D$<JOIN:${defines},\n-D>\n>")
  add_custom_command(
    OUTPUT ${state}/verified
    COMMAND Tenon::tenon generate --project ${project} --compile-commands ${state} --check --stamp ${state}/verified --depfile ${state}/verified.d
            --update-command "cmake --build ${CMAKE_BINARY_DIR} --target ${arg_TARGET}_update"
    DEPENDS ${project} Tenon::tenon
    DEPFILE ${state}/verified.d
    COMMENT "Checking that ${arg_TARGET} is what its models say"
    VERBATIM)
  add_custom_target(${arg_TARGET}_verify DEPENDS ${state}/verified)
  add_dependencies(${arg_TARGET} ${arg_TARGET}_verify)
  add_custom_target(${arg_TARGET}_update
    COMMAND Tenon::tenon generate --project ${project} --compile-commands ${state}
    COMMENT "Writing ${arg_TARGET} into the source tree"
    VERBATIM)
endfunction()
