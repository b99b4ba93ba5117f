# Run as a script: writes OUTPUT, a .cpp that holds the text of FILE, the measured table of locks.
file(READ ${FILE} body)
file(WRITE ${OUTPUT} "// Made from generator/lint/locks.postgresql.txt by cmake/EmbedLocks.cmake.
#include \"lint/lock_table.hpp\"

namespace tenon::lint {

std::string_view lock_table_text() {  // NOLINT(readability-function-size): a line for each class
  return R\"tenon_locks(${body})tenon_locks\";
}

}  // namespace tenon::lint
")
