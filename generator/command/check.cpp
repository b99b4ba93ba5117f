// tenon check: for continuous integration, whether `tenon revision` would write something.
#include <algorithm>
#include <iostream>

#include <tenon/connection.hpp>
#include <tenon/engine.hpp>

#include "command/compare.hpp"
#include "command/database.hpp"
#include "command/models.hpp"
#include "command/view_columns.hpp"
#include "introspect/alike.hpp"
#include "introspect/introspect.hpp"
#include "migrate/author.hpp"
#include "migrate/fold.hpp"
#include "schema/diff.hpp"
#include "schema/former_names.hpp"

namespace tenon::command {

namespace {

bool is_all_compared(const std::vector<std::string>& notes) {
  return std::none_of(notes.begin(), notes.end(), [](const std::string& note) {
    return note.find(" was not compared: ") != std::string::npos;
  });
}

/// Both sides in the server's own spelling.
int check_database(const Options& options, const Models& models, const migrate::Store& store,
                   Workspace& workspace) {
  const schema::Schema last = migrate::fold(store, store.graph.heads(), workspace.diagnostics);
  workspace.stop_on_errors();
  const std::string url = options.value("database");
  return with_database(url, [&] {
    Engine engine{reading_url(url), reading()};
    Connection connection = engine.connect();
    std::vector<introspect::Note> unread;
    schema::Schema live = introspect::introspect(connection, &unread);
    std::vector<std::string> notes = introspect::texts_of(unread);
    const schema::Schema wanted = spelled_by(connection, models.schema, live, notes);
    introspect::take_words(connection, live, wanted);
    schema::take_former_names(last, live);
    for (const std::string& name : take_strangers(live, {&wanted, &last}))
      std::cerr << "note: " << name << " is not Tenon's, and is left alone\n";
    for (const std::string& note : notes) std::cerr << "note: " << note << "\n";
    for (const std::string& note : introspect::unsaid(connection, wanted))
      std::cerr << "note: " << note << ", which models cannot say\n";
    const schema::Operations operations = schema::diff(live, wanted).operations;
    workspace.print();
    print_operations(operations, options.has("json"));
    const std::vector<std::string> unfit = unfit_view_columns(connection, models.model);
    for (const std::string& sentence : unfit) std::cerr << "error: " << sentence << "\n";
    if (!operations.empty())
      std::cerr << "the database is not what the models say: above is what it would take\n";
    if (operations.empty() && unfit.empty())
      std::cerr << (is_all_compared(notes)
                        ? "nothing differs: the database is what the models say\n"
                        : "nothing differs of what could be compared\n");
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
  print_operations(operations, options.has("json"));
  if (operations.empty()) {
    std::cerr << "nothing differs: the last revision is what the models say\n";
    return fine;
  }
  std::cerr << "a revision is missing: `tenon revision -m \"…\"` writes it\n";
  return finding;
}

}  // namespace tenon::command
