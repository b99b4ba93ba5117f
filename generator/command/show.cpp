// tenon show: one revision for people.
#include <iostream>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "command/database.hpp"
#include "command/report.hpp"
#include "schema/schema_json.hpp"

namespace tenon::command {
namespace {

nlohmann::ordered_json shown_as_json(const migrate::StoredRevision& revision) {
  nlohmann::ordered_json json;
  json["id"] = revision.id;
  json["parents"] = revision.parents;
  json["message"] = revision.message;
  json["created"] = revision.created;
  json["folder"] = revision.folder;
  if (!revision.replaces.empty()) json["replaces"] = revision.replaces;
  json["operations"] = schema::to_json(revision.operations);
  json["scripts"] = nlohmann::ordered_json::array();
  for (const auto& [dialect, scripts] : revision.dialects) {
    for (const migrate::Script* const script : {&scripts.up, &scripts.down}) {
      nlohmann::ordered_json one;
      one["database"] = dialect;
      one["direction"] = std::string{migrate::to_text(script->direction)};
      one["statements"] = script->statements.size();
      one["hazards"] = nlohmann::ordered_json::array();
      for (const schema::Hazard& hazard : script->hazards) {
        nlohmann::ordered_json shown{{"code", hazard.code}, {"message", hazard.message}};
        const auto accepted = script->accepted.find(hazard.message);
        if (accepted != script->accepted.end()) shown["accepted"] = accepted->second;
        one["hazards"].push_back(std::move(shown));
      }
      one["edited"] = script->edited;
      json["scripts"].push_back(std::move(one));
    }
  }
  return json;
}

}  // namespace

int run_show(const Arguments& arguments) {
  const Usage usage{"show",
                    "Prints what a revision does, its files and its hazards.",
                    "<revision>",
                    {{"json", "for scripts", Option::Kind::flag, ""}},
                    {"tenon show head", "tenon show 3f2a --json"}};
  const Options options = parse(usage, arguments);
  Workspace workspace;
  const Project project = load_project(options, workspace);
  const migrate::Store store = load_store(project, workspace);
  const std::vector<std::string> ids = store.graph.resolve(options.positional().front());
  if (options.has("json")) {
    auto list = nlohmann::ordered_json::array();
    for (const std::string& id : ids) list.push_back(shown_as_json(store.find(id)));
    print_json(list);
    return fine;
  }
  for (const std::string& id : ids) {
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
          const auto accepted = script->accepted.find(hazard.message);
          if (accepted != script->accepted.end())
            std::cout << "    accepted: " << accepted->second << "\n";
        }
        if (!script->edited.empty()) std::cout << "  edited: " << script->edited << "\n";
      }
    }
  }
  return fine;
}

}  // namespace tenon::command
