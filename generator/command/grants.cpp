// tenon grants: two roles, the owner that runs migrations and the application that has rows only.
#include <algorithm>
#include <iostream>

#include "command/models.hpp"
#include "schema/dialect.hpp"

namespace tenon::command {

int run_grants(const Arguments& arguments) {
  const Usage usage{
      "grants",
      "Prints the SQL that gives the role of an application what this data layer needs,\n"
      "and no more: it cannot change the schema. The owner of the tables, who upgrades,\n"
      "runs it after each upgrade.",
      "",
      {{"role", "the application's role", Option::Kind::value, "NAME"}, cache_option()},
      {"tenon grants --role blog_app | psql"}};
  const Options options = parse(usage, arguments);
  const std::string role = options.value("role");
  if (role.empty())
    throw Failure{user_error, "whose rights are these to be?",
                  "name the application's role: tenon grants --role blog_app"};
  Workspace workspace;
  const Project project = load_project(options, workspace);
  const bool has_roles = std::find(project.dialects.begin(), project.dialects.end(),
                                   "postgresql") != project.dialects.end();
  if (!has_roles)
    throw Failure{user_error, "none of the project's databases has roles",
                  "SQLite's rights are those of its file; \"dialects\" in tenon.json"};
  const Models models = read_models(project, workspace);
  workspace.stop_on_errors();
  workspace.print();
  std::vector<schema::TableName> read;
  for (const model::Entity& entity : models.model.entities)
    if (entity.is_view()) read.push_back({entity.schema, entity.table});
  std::cout << schema::make_dialect("postgresql")->grants(models.schema, read, role);
  return fine;
}

}  // namespace tenon::command
