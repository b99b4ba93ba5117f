// tenon branches: where the graph of revisions forks.
#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>

#include "command/database.hpp"
#include "command/report.hpp"

namespace tenon::command {
namespace {

/// A revision, or "base", and those that build on it, when they are several.
struct Fork {
  std::string id;
  std::vector<std::string> children;
};

std::vector<Fork> forks(const migrate::Store& store) {
  std::vector<Fork> found{{"base", {}}};
  for (const std::string& id : store.graph.order()) {
    if (store.graph.parents(id).empty()) found.front().children.push_back(id);
    found.push_back({id, store.graph.children(id)});
  }
  const auto is_straight = [](const Fork& fork) { return fork.children.size() < 2; };
  found.erase(std::remove_if(found.begin(), found.end(), is_straight), found.end());
  return found;
}

/// The heads that build on it: one as soon as the branches are joined.
std::vector<std::string> heads_above(const migrate::Store& store, const std::string& id) {
  std::vector<std::string> above;
  for (const std::string& head : store.graph.heads()) {
    const std::vector<std::string> all = store.graph.ancestors({head});
    if (id == "base" || std::find(all.begin(), all.end(), id) != all.end()) above.push_back(head);
  }
  return above;
}

nlohmann::ordered_json fork_to_json(const migrate::Store& store, const Fork& fork) {
  const auto one = [&](const std::string& id) {
    nlohmann::ordered_json json;
    json["id"] = id;
    json["message"] = id == "base" ? std::string{} : store.find(id).message;
    return json;
  };
  nlohmann::ordered_json json = one(fork.id);
  json["heads"] = heads_above(store, fork.id);
  json["children"] = nlohmann::ordered_json::array();
  for (const std::string& id : fork.children) json["children"].push_back(one(id));
  return json;
}

void print_fork(const migrate::Store& store, const Fork& fork) {
  const std::vector<std::string> above = heads_above(store, fork.id);
  std::cout << fork.id << (fork.id == "base" ? "" : "  " + store.find(fork.id).message)
            << (above.size() == 1 ? "  (joined again)" : "") << "\n";
  for (const std::string& id : fork.children) {
    const bool is_head = std::find(above.begin(), above.end(), id) != above.end();
    std::cout << "  -> " << id << "  " << store.find(id).message << (is_head ? "  (head)" : "")
              << "\n";
  }
}

}  // namespace

int run_branches(const Arguments& arguments) {
  const Usage usage{"branches",
                    "Prints the revisions on which several others build, and those. Branches that\n"
                    "are heads still are joined by `tenon merge`.",
                    "",
                    {{"json", "for scripts", Option::Kind::flag, ""}},
                    {"tenon branches"}};
  const Options options = parse(usage, arguments);
  Workspace workspace;
  const Project project = load_project(options, workspace);
  const migrate::Store store = load_store(project, workspace, migrate::Reading::without_operations);
  const std::vector<Fork> found = forks(store);
  if (options.has("json")) {
    auto list = nlohmann::ordered_json::array();
    for (const Fork& fork : found) list.push_back(fork_to_json(store, fork));
    print_json(list);
    return fine;
  }
  for (const Fork& fork : found) print_fork(store, fork);
  if (found.empty()) std::cerr << "no branches: each revision has at most one that builds on it\n";
  return fine;
}

}  // namespace tenon::command
