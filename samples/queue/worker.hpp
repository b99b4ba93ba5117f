// A worker of the queue: any number of them may run at once, in threads or programs.
#pragma once

#include <string>

#include <tenon/fwd.hpp>

namespace queue {

/// Does waiting jobs, one after the other, until none is left that nobody else has. Returns how
/// many it did.
int work(tenon::Engine& engine, const std::string& name);

}  // namespace queue
