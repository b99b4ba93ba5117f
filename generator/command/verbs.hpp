// The table of verbs. A new one is a file with its function, declared and listed here.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tenon::command {

using Arguments = std::vector<std::string>;  ///< what stands behind the verb

struct Verb {
  std::string_view name;
  std::string_view help;
  int (*run)(const Arguments& arguments) = nullptr;  ///< null: not yet supported
};

/// All verbs of the design, in the order in which `tenon help` shows them.
const std::vector<Verb>& verbs();

int run_adopt(const Arguments& arguments);
int run_import(const Arguments& arguments);
int run_init(const Arguments& arguments);
int run_generate(const Arguments& arguments);
int run_templates(const Arguments& arguments);
int run_revision(const Arguments& arguments);
int run_upgrade(const Arguments& arguments);
int run_downgrade(const Arguments& arguments);
int run_current(const Arguments& arguments);
int run_history(const Arguments& arguments);
int run_heads(const Arguments& arguments);
int run_branches(const Arguments& arguments);
int run_merge(const Arguments& arguments);
int run_show(const Arguments& arguments);
int run_stamp(const Arguments& arguments);
int run_grants(const Arguments& arguments);
int run_seed(const Arguments& arguments);
int run_lint(const Arguments& arguments);
int run_check(const Arguments& arguments);
int run_diff(const Arguments& arguments);
int run_squash(const Arguments& arguments);
int run_verify(const Arguments& arguments);
int run_dump(const Arguments& arguments);
int run_help(const Arguments& arguments);

}  // namespace tenon::command
