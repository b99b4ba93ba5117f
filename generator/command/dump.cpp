// tenon dump: what a stage of the generator made of the models, as JSON.
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>

#include "base/names.hpp"
#include "base/text.hpp"
#include "command/database.hpp"
#include "command/models.hpp"
#include "migrate/author.hpp"
#include "model/dump.hpp"
#include "query/render.hpp"
#include "schema/schema_json.hpp"

namespace tenon::command {
namespace {

std::string with_newline(std::string text) {
  if (text.empty() || text.back() != '\n') text += '\n';
  return text;
}

std::string dump_draft(const Project& project, Workspace& workspace) {
  return model::to_json(read_models(project, workspace, Stage::draft).draft);
}

std::string dump_model(const Project& project, Workspace& workspace) {
  return model::to_json(read_models(project, workspace, Stage::model).model);
}

std::string dump_schema(const Project& project, Workspace& workspace) {
  return schema::to_json(read_models(project, workspace).schema).dump(2);
}

std::string dump_operations(const Project& project, Workspace& workspace) {
  const migrate::Store store = load_store(project, workspace);
  const Models models = read_models(project, workspace);
  const migrate::Request request;
  const std::vector<std::string> parents =
      migrate::parents_of(request, store, workspace.diagnostics);
  workspace.stop_on_errors();
  base::Diagnostics renames;
  return schema::to_json(migrate::changes(request, store, parents, models.schema, renames)).dump(2);
}

/// Each statement of each repository: its text for every database, its parameters and results.
std::string dump_statements(const Project& project, Workspace& workspace) {
  const Models models = read_models(project, workspace);
  const auto names_of = [](const std::vector<query::Column>& columns) {
    nlohmann::ordered_json names = nlohmann::ordered_json::array();
    for (const query::Column& column : columns) names.push_back(column.field);
    return names;
  };
  nlohmann::ordered_json all = nlohmann::ordered_json::array();
  for (const model::Entity& entity : models.model.entities) {
    const schema::Table table = query::table_of(entity, models.schema);
    std::vector<query::Statement> statements = query::statements(entity, table);
    for (const model::Shape& shape : entity.shapes) {
      if (!query::is_readable(entity, shape, models.model)) continue;
      for (query::Statement& one : query::statements(entity, shape, models.model))
        statements.push_back(std::move(one));
    }
    for (const query::Statement& statement : statements) {
      nlohmann::ordered_json one{{"entity", entity.qualified()}, {"name", statement.name}};
      one["parameters"] = names_of(query::parameters(statement));
      one["results"] = names_of(query::results(statement));
      for (const std::string& dialect : project.dialects)
        one["sql"][dialect] = query::render(statement, *schema::make_dialect(dialect));
      all.push_back(std::move(one));
    }
  }
  return all.dump(2);
}

}  // namespace

int run_dump(const Arguments& arguments) {
  const Usage usage{"dump",
                    "Prints a stage: draft, model, schema, operations (from the last revision "
                    "to the models), or statements (what the repositories send).",
                    "<stage>",
                    {cache_option()},
                    {"tenon dump schema"}};
  const Options options = parse(usage, arguments);
  const std::map<std::string, std::string (*)(const Project&, Workspace&)> stages{
      {"draft", dump_draft},
      {"model", dump_model},
      {"schema", dump_schema},
      {"operations", dump_operations},
      {"statements", dump_statements}};
  const std::string& name = options.positional().front();
  const auto stage = stages.find(name);
  if (stage == stages.end()) {
    std::vector<std::string> names;
    names.reserve(stages.size());
    for (const auto& entry : stages) names.push_back(entry.first);
    std::string hint = base::did_you_mean(name, names);
    if (hint.empty()) hint = "there are: " + base::join(names, ", ");
    throw Failure{user_error, "unknown stage '" + name + "'", std::move(hint)};
  }
  Workspace workspace;
  const Project project = load_project(options, workspace);
  const std::string text = stage->second(project, workspace);
  workspace.stop_on_errors();
  workspace.print();
  std::cout << with_newline(text);
  return fine;
}

}  // namespace tenon::command
