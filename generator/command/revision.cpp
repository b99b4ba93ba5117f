// tenon revision: the migration from the last revision to the models, as a folder to review.
#include <iostream>

#include "base/names.hpp"
#include "base/text.hpp"
#include "command/database.hpp"
#include "command/models.hpp"
#include "command/written.hpp"
#include "migrate/author.hpp"

namespace tenon::command {
namespace {

void print_summary(const migrate::StoredRevision& revision) {
  for (const migrate::ScriptStatement& statement :
       revision.dialects.begin()->second.up.statements) {
    if (statement.code.empty()) continue;
    std::cerr << "it runs the C++ step '" << statement.code
              << "': only a program whose tenon::MigratorOptions name it can upgrade past here\n";
  }
  const bool does_nothing = revision.dialects.begin()->second.up.statements.empty();
  if (revision.operations.empty() && does_nothing) {
    std::cerr << "it does nothing yet: SQL of your own goes below a line '-- tenon: statement' in "
                 "its .sql files,\nwith '-- tenon: edited data-only: your reason' in their heads\n";
  }
  for (const schema::Operation& operation : revision.operations) {
    std::cerr << "  " << schema::describe(operation) << "\n";
  }
  bool loses_data = false;
  for (const auto& [dialect, scripts] : revision.dialects) {
    for (const schema::Hazard& hazard : scripts.up.hazards) {
      std::cerr << "hazard (" << dialect << "): " << hazard.code << ": " << hazard.message << "\n";
    }
    loses_data = loses_data || scripts.up.loses_data();
  }
  if (loses_data) {
    std::cerr << "upgrade will refuse it until the line '-- tenon: accept? loses_data' in each "
                 ".up.sql has a reason\n";
  }
}

migrate::Request whole_request(const Options& options, const Project& project) {
  migrate::Request request = request_of(options, project);
  request.parent = options.value("parent");
  request.drops = options.list("drop");
  request.renames = options.list("rename");
  request.code = options.value("code");
  request.may_be_empty = options.has("empty") || options.has("code");
  return request;
}

}  // namespace

int run_revision(const Arguments& arguments) {
  const Usage usage{
      "revision",
      "Compares the models with the last revision and writes the difference as a new one: SQL for\n"
      "each database, up and down. Prints its folder.",
      "",
      {{"m,message", "what it is about", Option::Kind::value, "TEXT"},
       {"id", "its id, else one is made", Option::Kind::value, "ID"},
       {"parent", "the revision to build on, else the head", Option::Kind::value, "REVISION"},
       {"rename", "this table, column or value is the old one, for this once", Option::Kind::list,
        "OLD:NEW"},
       {"drop", "this table or table.column is dropped, not renamed", Option::Kind::list, "NAME"},
       {"empty", "write it even when nothing differs, for SQL of your own", Option::Kind::flag, ""},
       {"code", "end with a step in C++ that your program brings; may be all", Option::Kind::value,
        "NAME"},
       cache_option()},
      {"tenon revision -m \"users and posts\"", "tenon revision -m \"no bio\" --drop users.bio",
       "tenon revision -m \"people\" --rename users:people --rename users.bio:about",
       "tenon revision -m \"fill profiles\" --empty"}};
  const Options options = parse(usage, arguments);
  if (base::trim(options.value("message")).empty()) {
    throw Failure{user_error, "a revision needs a message",
                  "say what changes: tenon revision -m \"users and posts\""};
  }
  if (options.has("code") && !base::is_identifier(options.value("code"))) {
    throw Failure{user_error, "'" + options.value("code") + "' is no name for a step in C++",
                  "letters, digits and underscores: --code fill_slugs"};
  }
  Workspace workspace;
  const Project project = load_project(options, workspace);
  const migrate::Store store = load_store(project, workspace);
  migrate::refuse_edited(store, workspace.diagnostics);
  workspace.stop_on_errors();
  const Models models = read_models(project, workspace);

  const migrate::Request request = whole_request(options, project);
  const std::optional<migrate::StoredRevision> revision =
      migrate::make_revision(request, store, models.schema, workspace.diagnostics);
  workspace.stop_on_errors();
  workspace.print();
  if (!revision) {
    std::cerr << "nothing differs: the last revision is what the models say\n";
    return fine;
  }
  write_folder(*revision, project, workspace);
  print_summary(*revision);
  embed(project, models);
  return fine;
}

}  // namespace tenon::command
