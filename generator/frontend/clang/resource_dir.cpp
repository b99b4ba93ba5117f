#include "frontend/clang/resource_dir.hpp"

#include <cstdlib>
#include <filesystem>
#include <set>

namespace tenon::frontend::clang {
namespace {

bool holds_headers(const std::filesystem::path& resource_dir) {
  std::error_code ignored;
  return !resource_dir.empty() &&
         std::filesystem::exists(resource_dir / "include" / "stddef.h", ignored);
}

}  // namespace

std::string find_resource_dir() {
  if (const char* chosen = std::getenv("TENON_CLANG_RESOURCE_DIR");
      chosen != nullptr && holds_headers(chosen))
    return chosen;
  if (holds_headers(TENON_CLANG_RESOURCE_DIR)) return TENON_CLANG_RESOURCE_DIR;
  std::error_code ignored;
  std::set<std::string> found;
  for (const char* root : {"/usr/lib/clang", "/usr/local/lib/clang", "/usr/lib64/clang"})
    for (std::filesystem::directory_iterator one{root, ignored}, end; one != end;
         one.increment(ignored))
      if (holds_headers(one->path())) found.insert(one->path().string());
  return found.empty() ? std::string{} : *found.rbegin();
}

}  // namespace tenon::frontend::clang
