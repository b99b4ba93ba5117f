// tenon show: one revision for people.
#include <iostream>

#include "base/text.hpp"
#include "command/database.hpp"

namespace tenon::command {

int run_show(const Arguments& arguments) {
  const Usage usage{"show",
                    "Prints what a revision does, its files and its hazards.",
                    "<revision>",
                    {},
                    {"tenon show head", "tenon show 3f2a"}};
  const Options options = parse(usage, arguments);
  Workspace workspace;
  const Project project = load_project(options, workspace);
  const migrate::Store store = load_store(project, workspace);
  for (const std::string& id : store.graph.resolve(options.positional().front())) {
    const migrate::StoredRevision& revision = store.find(id);
    std::cout << "revision " << id << "\n"
              << "parents  "
              << (revision.parents.empty() ? "none" : base::join(revision.parents, ", ")) << "\n"
              << "created  " << revision.created << "\n"
              << "message  " << revision.message << "\n";
    for (const std::vector<std::string>& way : revision.replaces)
      std::cout << "replaces " << base::join(way, ", ") << "\n";
    std::cout << "\n";
    for (const schema::Operation& operation : revision.operations) {
      std::cout << "  " << schema::describe(operation) << "\n";
    }
    std::cout << "\n";
    for (const auto& [dialect, scripts] : revision.dialects) {
      for (const migrate::Script* const script : {&scripts.up, &scripts.down}) {
        std::cout << project.migrations << "/" << revision.folder << "/" << dialect << "."
                  << migrate::to_text(script->direction) << ".sql: " << script->statements.size()
                  << (script->statements.size() == 1 ? " statement\n" : " statements\n");
        for (const schema::Hazard& hazard : script->hazards) {
          std::cout << "  " << hazard.code << ": " << hazard.message << "\n";
        }
        if (!script->accepted.empty()) std::cout << "  accepted: " << script->accepted << "\n";
        if (!script->edited.empty()) std::cout << "  edited: " << script->edited << "\n";
      }
    }
  }
  return fine;
}

}  // namespace tenon::command
