// One finding: the place, the rule, what the statement does to the database, and the safe form.
#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/source.hpp"

namespace tenon::lint {

struct Finding {
  std::string rule;
  base::Severity severity = base::Severity::warning;
  std::string hazard;  ///< loses_data, may_fail, breaks_clients, rewrites, blocks_writes, … or ""
  std::string message;
  base::Span span;

  struct Held {
    std::string relation;  ///< as the SQL names it
    std::string mode;      ///< ACCESS EXCLUSIVE
    std::string waiting;   ///< who waits for it
  };
  std::vector<Held> locks;
  std::vector<std::string> rewrites;
  std::vector<std::string> scans;
  std::vector<std::string> safe;  ///< lines: the safe form for these names
  std::string note;
};

}  // namespace tenon::lint
