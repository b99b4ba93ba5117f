// tenon stamp: says where a database stands, and runs nothing.
#include <algorithm>
#include <iostream>

#include <tenon/engine.hpp>
#include <tenon/migration.hpp>

#include "base/text.hpp"
#include "command/database.hpp"

namespace tenon::command {

int run_stamp(const Arguments& arguments) {
  const Usage usage{
      "stamp",
      "Writes into the database's history that exactly the targets and what they build on are\n"
      "applied: base, head, heads, an id or its beginning. Runs no SQL of theirs.",
      "<target>…",
      {database_option(),
       {"forget", "also takes out what the history has of revisions that are not there",
        Option::Kind::flag, ""}},
      {"tenon stamp head", "tenon stamp 3f2a 8d51"}};
  const Options options = parse(usage, arguments);
  Workspace workspace;
  const Project project = load_project(options, workspace);
  const migrate::Store store = load_store(project, workspace);
  if (store.revisions.empty() && options.positional() != std::vector<std::string>{"base"})
    throw Failure{user_error, "there are no revisions",
                  "`tenon revision -m \"…\"` writes the first"};
  const std::vector<std::string>& targets = options.positional();
  if (targets.size() > 1 && std::find(targets.begin(), targets.end(), "base") != targets.end())
    throw Failure{user_error, "base is nothing applied, and goes with no other target",
                  "say `tenon stamp base`, or the other targets without it"};
  const std::string url = database_url(options, project);
  return with_database(url, [&] {
    Engine engine{url};
    MigratorOptions how;
    how.forget_unknown = options.has("forget");
    Migrator migrator{engine, migrate::to_runtime(store), how};
    migrator.stamp(options.positional());
    std::cerr << "the history says " << base::join(options.positional(), ", ")
              << "; nothing was run\n";
    return static_cast<int>(fine);
  });
}

}  // namespace tenon::command
