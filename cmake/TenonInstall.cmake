# What `cmake --install` puts where, and the same package inside the build tree for the tests.
include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/Tenon)
install(TARGETS tenon_runtime tenon_sqlite tenon_postgresql EXPORT TenonTargets)
# What tests link is a set of its own: who only builds a program needs no GoogleTest.
if(TARGET tenon_testing)
  install(TARGETS tenon_testing EXPORT TenonTesting)
  install(EXPORT TenonTesting NAMESPACE Tenon:: DESTINATION ${package_folder})
  export(EXPORT TenonTesting NAMESPACE Tenon:: FILE ${CMAKE_BINARY_DIR}/package/TenonTesting.cmake)
endif()
install(FILES schemas/model.schema.json schemas/project.schema.json
        DESTINATION ${CMAKE_INSTALL_DATADIR}/tenon/schemas)
install(DIRECTORY runtime/include/ ${CMAKE_BINARY_DIR}/runtime/include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(EXPORT TenonTargets NAMESPACE Tenon:: DESTINATION ${package_folder})
export(EXPORT TenonTargets NAMESPACE Tenon:: FILE ${CMAKE_BINARY_DIR}/package/TenonTargets.cmake)

# The host tool is a set of its own: a target build needs no libclang.
if(TARGET tenon)
  install(TARGETS tenon EXPORT TenonTool)
  install(EXPORT TenonTool NAMESPACE Tenon:: DESTINATION ${package_folder})
  export(EXPORT TenonTool NAMESPACE Tenon:: FILE ${CMAKE_BINARY_DIR}/package/TenonTool.cmake)
endif()

configure_package_config_file(cmake/TenonConfig.cmake.in ${CMAKE_BINARY_DIR}/package/TenonConfig.cmake
  INSTALL_DESTINATION ${package_folder})
write_basic_package_version_file(${CMAKE_BINARY_DIR}/package/TenonConfigVersion.cmake COMPATIBILITY SameMinorVersion)
configure_file(cmake/TenonGenerate.cmake ${CMAKE_BINARY_DIR}/package/TenonGenerate.cmake COPYONLY)
install(FILES ${CMAKE_BINARY_DIR}/package/TenonConfig.cmake ${CMAKE_BINARY_DIR}/package/TenonConfigVersion.cmake
              cmake/TenonGenerate.cmake
        DESTINATION ${package_folder})
