// Where clang's own headers (stddef.h and so on) are on this machine.
#pragma once

#include <string>

namespace tenon::frontend::clang {

/// TENON_CLANG_RESOURCE_DIR of the environment, the folder that was found when the generator was
/// built, or that of an LLVM of the system; "" leaves it to libclang, which looks beside itself.
std::string find_resource_dir();

}  // namespace tenon::frontend::clang
