#include "frontend/clang/virtual_headers.hpp"

namespace tenon::frontend::clang {

bool has_standard_stub(std::string_view) { return false; }
std::vector<MemoryFile> standard_stubs() { return {}; }

}  // namespace tenon::frontend::clang
