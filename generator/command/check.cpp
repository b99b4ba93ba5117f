// tenon check: for continuous integration, whether `tenon revision` would write something.
#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>

#include <tenon/connection.hpp>
#include <tenon/engine.hpp>

#include "command/database.hpp"
#include "command/models.hpp"
#include "command/view_columns.hpp"
#include "introspect/introspect.hpp"
#include "migrate/author.hpp"
#include "migrate/fold.hpp"
#include "schema/diff.hpp"
#include "schema/schema_json.hpp"

namespace tenon::command {

namespace {

void print_operations(const Options& options, const schema::Operations& operations) {
  if (options.has("json")) {
    std::cout << schema::to_json(operations).dump(2) << "\n";
  } else {
    for (const schema::Operation& operation : operations) {
      std::cout << schema::describe(operation) << "\n";
    }
  }
}

/// Takes the tables, views and enum types out that Tenon did not make: neither models nor revisions
/// know them.
std::vector<std::string> take_strangers(schema::Schema& live, const schema::Schema& wanted,
                                        const schema::Schema& last) {
  std::vector<std::string> strangers;
  const auto is_stranger = [&](const schema::Table& table) {
    if (wanted.find(table.schema, table.name) || last.find(table.schema, table.name)) return false;
    strangers.push_back("table " + schema::display_name(table.schema, table.name));
    return true;
  };
  const auto is_strange_view = [&](const schema::View& view) {
    if (wanted.find_view(view.schema, view.name) || last.find_view(view.schema, view.name)) {
      return false;
    }
    strangers.push_back("view " + schema::display_name(view.schema, view.name));
    return true;
  };
  live.views.erase(std::remove_if(live.views.begin(), live.views.end(), is_strange_view),
                   live.views.end());
  live.tables.erase(std::remove_if(live.tables.begin(), live.tables.end(), is_stranger),
                    live.tables.end());
  live.enums.erase(std::remove_if(live.enums.begin(), live.enums.end(),
                                  [&](const schema::EnumType& type) {
                                    return !wanted.find_enum(type.schema, type.name) &&
                                           !last.find_enum(type.schema, type.name);
                                  }),
                   live.enums.end());
  return strangers;
}

/// Both sides in the server's own spelling.
int check_database(const Options& options, const Models& models, const migrate::Store& store,
                   Workspace& workspace) {
  const schema::Schema last = migrate::fold(store, store.graph.heads(), workspace.diagnostics);
  workspace.stop_on_errors();
  const std::string url = options.value("database");
  return with_database(url, [&] {
    Engine engine{reading_url(url)};
    Connection connection = engine.connect();
    std::vector<std::string> notes;
    schema::Schema live = introspect::introspect(connection, &notes);
    const schema::Schema wanted = introspect::canonical(connection, models.schema);
    const schema::Schema made = introspect::canonical(connection, last);
    for (const std::string& name : take_strangers(live, wanted, made))
      std::cerr << "note: " << name << " is not Tenon's, and is left alone\n";
    for (const std::string& note : notes) std::cerr << "note: " << note << "\n";
    schema::Schema renamed = wanted;
    for (schema::Table& table : renamed.tables) {
      const schema::Table* const model = models.schema.find(table.schema, table.name);
      if (model != nullptr) table.was = model->was;
      for (schema::Column& column : table.columns) {
        const schema::Column* const field = model != nullptr ? model->find(column.name) : nullptr;
        if (field != nullptr) column.was = field->was;
      }
    }
    for (schema::EnumType& type : renamed.enums) {
      const schema::EnumType* const model = models.schema.find_enum(type.schema, type.name);
      if (model != nullptr) type.renames = model->renames;
    }
    const schema::Operations operations = schema::diff(live, renamed).operations;
    workspace.print();
    print_operations(options, operations);
    const std::vector<std::string> unfit = unfit_view_columns(connection, models.model);
    for (const std::string& sentence : unfit) std::cerr << "error: " << sentence << "\n";
    if (!operations.empty())
      std::cerr << "the database is not what the models say: above is what it would take\n";
    if (operations.empty() && unfit.empty())
      std::cerr << "nothing differs: the database is what the models say\n";
    return static_cast<int>(operations.empty() && unfit.empty() ? fine : finding);
  });
}

}  // namespace

int run_check(const Arguments& arguments) {
  const Usage usage{
      "check",
      "Exits 1 and prints the difference when the models are not what the revisions\n"
      "lead to. Needs no database. With --database: when a live one is not what the\n"
      "models say.",
      "",
      {{"database", "look at this database instead of the revisions", Option::Kind::value, "URL"},
       {"json", "the operations, for scripts", Option::Kind::flag, ""},
       cache_option()},
      {"tenon check", "tenon check --database postgresql://tenon@localhost/blog"}};
  const Options options = parse(usage, arguments);
  Workspace workspace;
  const Project project = load_project(options, workspace);
  const migrate::Store store = load_store(project, workspace);
  migrate::refuse_edited(store, workspace.diagnostics);
  workspace.stop_on_errors();
  const Models models = read_models(project, workspace);
  if (options.has("database")) return check_database(options, models, store, workspace);
  const migrate::Request request;
  const std::vector<std::string> parents =
      migrate::parents_of(request, store, workspace.diagnostics);
  workspace.stop_on_errors();
  // Whether something was renamed is a question for `revision`; here it is a difference.
  base::Diagnostics renames;
  const schema::Operations operations =
      migrate::changes(request, store, parents, models.schema, renames);
  workspace.print();
  print_operations(options, operations);
  if (operations.empty()) {
    std::cerr << "nothing differs: the last revision is what the models say\n";
    return fine;
  }
  std::cerr << "a revision is missing: `tenon revision -m \"…\"` writes it\n";
  return finding;
}

}  // namespace tenon::command
