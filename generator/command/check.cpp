// tenon check: for continuous integration, whether `tenon revision` would write something.
#include <iostream>
#include <nlohmann/json.hpp>

#include "command/database.hpp"
#include "command/models.hpp"
#include "migrate/author.hpp"
#include "schema/schema_json.hpp"

namespace tenon::command {

int run_check(const Arguments& arguments) {
  const Usage usage{"check",
                    "Exits 1 and prints the difference when the models are not what the revisions\n"
                    "lead to. Needs no database.",
                    "",
                    {{"json", "the operations, for scripts", Option::Kind::flag, ""}},
                    {"tenon check"}};
  const Options options = parse(usage, arguments);
  Workspace workspace;
  const Project project = load_project(options, workspace);
  const migrate::Store store = load_store(project, workspace);
  migrate::refuse_edited(store, workspace.diagnostics);
  workspace.stop_on_errors();
  const Models models = read_models(project, workspace);
  const migrate::Request request;
  const std::vector<std::string> parents =
      migrate::parents_of(request, store, workspace.diagnostics);
  workspace.stop_on_errors();
  // Whether something was renamed is a question for `revision`; here it is a difference.
  base::Diagnostics renames;
  const schema::Operations operations =
      migrate::changes(request, store, parents, models.schema, renames);
  workspace.print();
  if (options.has("json")) {
    std::cout << schema::to_json(operations).dump(2) << "\n";
  } else {
    for (const schema::Operation& operation : operations) {
      std::cout << schema::describe(operation) << "\n";
    }
  }
  if (operations.empty()) {
    std::cerr << "nothing differs: the last revision is what the models say\n";
    return fine;
  }
  std::cerr << "a revision is missing: `tenon revision -m \"…\"` writes it\n";
  return finding;
}

}  // namespace tenon::command
