// A statement for each class of generator/lint/locks.postgresql.txt, and what has to be there for
// it.
#pragma once

#include <string>
#include <vector>

namespace tenon::lock_test {

struct Probe {
  std::string name;  ///< the class
  std::vector<std::string> before;
  std::string statement;
  /// Outside of a transaction; it is stopped at each of these tables, locked in this mode by
  /// somebody else, and looked at while it waits.
  struct Stop {
    std::string table;
    std::string mode;
  };
  std::vector<Stop> stops = {};
  std::vector<std::string> after = {};  ///< what takes away what no schema holds
};

/// What each probe starts from: "parent" and "table" with a hundred rows each.
const std::vector<std::string>& common();

const std::vector<Probe>& probes();

}  // namespace tenon::lock_test
