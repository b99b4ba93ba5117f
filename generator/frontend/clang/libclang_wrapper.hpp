// The class templates of the runtime and of the standard library that wrap a stored value:
// tenon::Id, and those of <chrono>. Private to libclang*.cpp.
#pragma once

#include <clang-c/Index.h>

#include <optional>
#include <string>

#include "model/draft.hpp"

namespace tenon::frontend::clang {

/// The column type of such a class, whose qualified name this is; none of any other. The type is
/// canonical.
std::optional<model::DraftType> resolve_wrapper(CXType type, const std::string& name);

}  // namespace tenon::frontend::clang
