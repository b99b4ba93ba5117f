// tenon history and tenon heads: the revisions on disk.
#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "command/database.hpp"
#include "command/report.hpp"

namespace tenon::command {
namespace {

nlohmann::ordered_json to_json(const migrate::StoredRevision& revision, bool is_head) {
  nlohmann::ordered_json json;
  json["id"] = revision.id;
  json["parents"] = revision.parents;
  json["message"] = revision.message;
  json["created"] = revision.created;
  json["folder"] = revision.folder;
  json["head"] = is_head;
  if (!revision.replaces.empty()) json["replaces"] = revision.replaces;
  return json;
}

/// "; for aaaa, bbbb": what a squashed revision stands for.
std::string replaced_text(const migrate::StoredRevision& revision) {
  if (revision.replaces.empty()) return {};
  const std::vector<std::string>& way = revision.replaces.front();
  return "; for " + way.front() + (way.size() > 1 ? " to " + way.back() : std::string{});
}

int print_revisions(const Options& options, bool only_heads) {
  Workspace workspace;
  const Project project = load_project(options, workspace);
  const migrate::Store store = load_store(project, workspace, migrate::Reading::without_operations);
  const std::vector<std::string> heads = store.graph.heads();
  auto list = nlohmann::ordered_json::array();
  for (const std::string& id : only_heads ? heads : store.graph.order()) {
    const migrate::StoredRevision& revision = store.find(id);
    const bool is_head = std::find(heads.begin(), heads.end(), id) != heads.end();
    if (options.has("json")) {
      list.push_back(to_json(revision, is_head));
      continue;
    }
    const std::string parents =
        revision.parents.empty() ? "base" : base::join(revision.parents, ", ");
    std::cout << id << "  " << revision.created << "  " << revision.message << "  (after "
              << parents << replaced_text(revision) << (is_head ? "; head" : "") << ")\n";
  }
  if (options.has("json")) {
    print_json(list);
  } else if (store.revisions.empty()) {
    std::cerr << "there are no revisions: `tenon revision -m \"…\"` writes the first\n";
  }
  return fine;
}

}  // namespace

int run_history(const Arguments& arguments) {
  const Usage usage{"history",
                    "Prints all revisions of the project, parents first.",
                    "",
                    {{"json", "for scripts", Option::Kind::flag, ""}},
                    {"tenon history"}};
  return print_revisions(parse(usage, arguments), false);
}

int run_heads(const Arguments& arguments) {
  const Usage usage{"heads",
                    "Prints the revisions on which nothing builds yet; more than one is a fork.",
                    "",
                    {{"json", "for scripts", Option::Kind::flag, ""}},
                    {"tenon heads"}};
  return print_revisions(parse(usage, arguments), true);
}

}  // namespace tenon::command
