// tenon squash: one revision in the place of several.
#include <iostream>

#include "base/text.hpp"
#include "command/database.hpp"
#include "command/written.hpp"
#include "migrate/squash.hpp"

namespace tenon::command {

int run_squash(const Arguments& arguments) {
  const Usage usage{
      "squash",
      "Writes one revision that stands for all of A..B, which is what B builds on and A does not.\n"
      "A database that has them counts as having it, one in their midst goes on through them, any\n"
      "other runs it alone. The folders of the old ones stay: they may go once no database stands\n"
      "in their midst. Prints its folder.",
      "<A..B>",
      {{"m,message", "what it is about", Option::Kind::value, "TEXT"},
       {"id", "its id, else one is made", Option::Kind::value, "ID"},
       {"leave-out", "a new database need not run the SQL of its own that this revision has",
        Option::Kind::list, "REVISION"}},
      {"tenon squash base..head -m \"the schema of 2026\"", "tenon squash 3f2a..8d51 -m billing"}};
  const Options options = parse(usage, arguments);
  if (base::trim(options.value("message")).empty()) {
    throw Failure{user_error, "a revision needs a message",
                  "say what it is about: tenon squash A..B -m \"the schema of 2026\""};
  }
  Workspace workspace;
  const Project project = load_project(options, workspace);
  const migrate::Store store = load_store(project, workspace);
  migrate::refuse_edited(store, workspace.diagnostics);
  workspace.stop_on_errors();
  const std::optional<migrate::Range> range = migrate::range_to_squash(
      options.positional().front(), options.list("leave-out"), store, workspace.diagnostics);
  workspace.stop_on_errors();
  const migrate::Request request = request_of(options, project);
  const std::optional<migrate::StoredRevision> revision =
      migrate::make_squash(request, store, *range, workspace.diagnostics);
  workspace.stop_on_errors();
  write_folder(*revision, project, workspace);
  std::cerr << "revision '" << revision->id << "' stands for " << range->ids.size() << " others, '"
            << range->ids.front() << "' to '" << range->ids.back()
            << "': their folders may go once no database stands in their midst\n";
  embed(project);
  return fine;
}

}  // namespace tenon::command
