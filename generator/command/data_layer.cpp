#include "command/data_layer.hpp"

#include <algorithm>
#include <filesystem>
#include <memory>

#include "command/database.hpp"
#include "migrate/store.hpp"

namespace tenon::command {
namespace {

std::vector<emit::EmbeddedStatement> embedded(const MigrationScript& script) {
  std::vector<emit::EmbeddedStatement> statements;
  for (const MigrationStatement& statement : script.statements)
    statements.push_back({statement.sql, statement.checksum, statement.group,
                          statement.is_transactional, statement.rebuilds, statement.undoes,
                          statement.stopped_from, statement.stopped_to, statement.batches.rows,
                          statement.batches.table, statement.batches.key, statement.was,
                          statement.code});
  return statements;
}

emit::EmbeddedRevision embedded(const Revision& revision) {
  emit::EmbeddedRevision one{
      revision.id, revision.parents, revision.message, {}, revision.replaces};
  for (const Revision::Scripts& scripts : revision.scripts)
    one.scripts.push_back({scripts.dialect == Dialect::sqlite ? "sqlite" : "postgresql",
                           embedded(scripts.up), embedded(scripts.down), scripts.up.unaccepted,
                           scripts.down.unaccepted});
  return one;
}

/// Parents first; then those that others replace, for databases in the midst of them.
std::vector<emit::EmbeddedRevision> embedded_revisions(const migrate::Store& store) {
  const std::vector<Revision> revisions = migrate::to_runtime(store);
  std::vector<emit::EmbeddedRevision> embedded_all;
  for (const std::string& id : store.graph.order())
    for (const Revision& revision : revisions)
      if (revision.id == id) embedded_all.push_back(embedded(revision));
  for (const Revision& revision : revisions)
    if (!store.graph.contains(revision.id)) embedded_all.push_back(embedded(revision));
  return embedded_all;
}

/// The namespace of what belongs to the whole project.
std::string space_of(const Project& project, const model::Model& model) {
  if (!project.space.empty() || model.entities.empty()) return project.space;
  return model.entities.front().space;
}

}  // namespace

std::vector<emit::File> data_layer(const Project& project, const Models& models,
                                   const emit::Templates& templates, Workspace& workspace) {
  const migrate::Store store = load_store(project, workspace);
  // Statements name PostgreSQL's text first.
  std::vector<std::string> names = project.dialects;
  std::sort(names.begin(), names.end());
  std::vector<std::unique_ptr<schema::Dialect>> dialects;
  emit::Project emitted{space_of(project, models.model),
                        space_of(project, models.model),
                        {},
                        embedded_revisions(store),
                        project.testing};
  emitted.json = project.json;
  // As the compiler finds them from a file of the output.
  for (const std::string& header : project.extra_rules)
    emitted.extra_rules.push_back(std::filesystem::path{header}
                                      .lexically_normal()
                                      .lexically_relative(project.output)
                                      .generic_string());
  if (emitted.title.empty()) emitted.title = "data layer";
  for (const std::string& name : names) {
    dialects.push_back(schema::make_dialect(name));
    emitted.dialects.push_back(dialects.back().get());
  }
  std::vector<emit::File> files = emit::files(models.model, models.schema, emitted, templates,
                                              workspace.sources, workspace.diagnostics);
  workspace.stop_on_errors();
  return files;
}

}  // namespace tenon::command
