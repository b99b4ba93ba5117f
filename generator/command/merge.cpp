// tenon merge: joins heads whose revisions touch different things.
#include <iostream>

#include "base/text.hpp"
#include "command/database.hpp"
#include "command/written.hpp"
#include "migrate/merge.hpp"

namespace tenon::command {

int run_merge(const Arguments& arguments) {
  const Usage usage{
      "merge",
      "Joins heads: writes a revision that builds on all of them and does nothing itself. Refused\n"
      "where their branches touch the same table, column, constraint, type or view: then the "
      "order\n"
      "in which they run would decide. Without names: all heads. Prints its folder.",
      "[revision…]",
      {{"m,message", "what it is about; else which heads", Option::Kind::value, "TEXT"},
       {"id", "its id, else one is made", Option::Kind::value, "ID"}},
      {"tenon merge", "tenon merge 3f2a 8d51 -m \"join billing and search\""}};
  const Options options = parse(usage, arguments);
  Workspace workspace;
  const Project project = load_project(options, workspace);
  const migrate::Store store = load_store(project, workspace);
  migrate::refuse_edited(store, workspace.diagnostics);
  const std::vector<std::string> heads =
      migrate::heads_to_merge(options.positional(), store, workspace.diagnostics);
  workspace.stop_on_errors();
  migrate::Request request = request_of(options, project);
  if (request.message.empty()) request.message = "merge " + base::join(heads, " and ");
  const std::optional<migrate::StoredRevision> revision =
      migrate::make_merge(request, store, heads, workspace.diagnostics);
  workspace.stop_on_errors();
  write_folder(*revision, project, workspace);
  std::cerr << "revision '" << revision->id << "' joins '" << base::join(heads, "', '")
            << "': they touch nothing in common\n";
  embed(project);
  return fine;
}

}  // namespace tenon::command
