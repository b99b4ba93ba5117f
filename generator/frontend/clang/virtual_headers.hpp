// Headers that exist in memory only: our own <tenon/model.hpp>, which declares the value types and
// keeps the compiler's warnings about attributes (they are the oracle, see oracle.hpp), and small
// stand-ins for standard headers.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "frontend/clang/libclang.hpp"

namespace tenon::frontend::clang {

/// The folder that holds them; no such folder is on disk.
inline constexpr std::string_view virtual_root = "/tenon-virtual";

/// Whether the path lies in it.
bool is_virtual_path(std::string_view path);

/// `tenon/model.hpp` and the headers that it stands for, below virtual_root/include.
std::vector<MemoryFile> tenon_headers();

/// The stand-ins, below virtual_root/standard: the declarations that models use, nothing else.
std::vector<MemoryFile> standard_stubs();

/// Whether `<name>` is one of the stand-ins.
bool has_standard_stub(std::string_view name);

/// Whether `<name>` is one of tenon_headers.
bool is_tenon_header(std::string_view name);

}  // namespace tenon::frontend::clang
