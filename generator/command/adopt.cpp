// tenon adopt: the first revision of a database that exists, which is stamped and not run.
#include <filesystem>
#include <iostream>
#include <system_error>

#include <tenon/engine.hpp>
#include <tenon/error.hpp>
#include <tenon/migration.hpp>

#include "command/compare.hpp"
#include "command/database.hpp"
#include "command/models.hpp"
#include "command/written.hpp"
#include "import/import.hpp"
#include "introspect/alike.hpp"
#include "introspect/introspect.hpp"
#include "migrate/author.hpp"
#include "schema/diff.hpp"

namespace tenon::command {
namespace {

/// The history of another tool stays: it is said whose it is.
void name_tools(const schema::Schema& live) {
  for (const schema::Table& table : live.tables) {
    const std::string tool = import::tool_of(table.name);
    if (tool.empty()) continue;
    std::cerr << "note: table " << schema::display_name(table.schema, table.name) << " is " << tool
              << "'s, and is left alone: let it change this database no longer\n";
  }
}

/// What the database has otherwise than the models, printed.
bool differs(Connection& connection, const Models& models) {
  schema::Schema live = introspect::introspect(connection);
  std::vector<std::string> notes;
  const schema::Schema wanted = spelled_by(connection, models.schema, live, notes);
  introspect::take_words(connection, live, wanted);
  name_tools(live);
  take_strangers(live, {&wanted});
  for (const std::string& note : notes) std::cerr << "note: " << note << "\n";
  const schema::Operations operations = schema::diff(live, wanted).operations;
  print_operations(operations, false);
  return !operations.empty();
}

migrate::Request adopting(const Options& options, const Project& project) {
  migrate::Request request = request_of(options, project);
  if (!options.has("message")) request.message = "what was there";
  return request;
}

}  // namespace

int run_adopt(const Arguments& arguments) {
  const Usage usage{
      "adopt",
      "Makes the first revision of the models and says in the history of a database that\n"
      "exists, and is what the models say, that it is applied. Runs no SQL of it, and no\n"
      "downgrade of this database goes below it.",
      "",
      {database_option(),
       {"m,message", "what the revision is about", Option::Kind::value, "TEXT"},
       {"id", "its id, else one is made", Option::Kind::value, "ID"},
       cache_option()},
      {"tenon import postgresql://tenon@localhost/shop && tenon adopt"}};
  const Options options = parse(usage, arguments);
  Workspace workspace;
  const Project project = load_project(options, workspace);
  const migrate::Store store = load_store(project, workspace);
  if (!store.revisions.empty())
    throw Failure{user_error, "there are revisions already",
                  "`tenon stamp head` says of a database that they are applied"};
  const Models models = read_models(project, workspace);
  const std::string url = database_url(options, project);
  return with_database(url, [&] {
    Engine engine{existing_url(url)};
    {
      Connection connection = engine.connect();
      if (differs(connection, models)) {
        std::cerr << "the database is not what the models say: above is what it would take\n";
        return static_cast<int>(finding);
      }
    }
    const std::optional<migrate::StoredRevision> revision = migrate::make_revision(
        adopting(options, project), store, models.schema, workspace.diagnostics);
    workspace.stop_on_errors();
    workspace.print();
    if (!revision)
      throw Failure{user_error, "the models have no table to adopt", "`tenon import` writes them"};
    const std::string folder = write_folder(*revision, project, workspace);
    Migrator migrator{engine, migrate::to_runtime(load_store(project, workspace))};
    try {
      migrator.adopt("head");
    } catch (const Error&) {
      // Else the next word would be `tenon stamp`, behind which a downgrade drops what was there.
      std::error_code ignored;
      std::filesystem::remove_all(project.folder / folder, ignored);
      std::cerr << "note: " << folder << " is taken away again\n";
      throw;
    }
    std::cerr << "the history says " << revision->id << "; nothing was run\n";
    embed(project, models);
    return static_cast<int>(fine);
  });
}

}  // namespace tenon::command
