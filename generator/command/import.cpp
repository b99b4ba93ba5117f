// tenon import: models from a live database.
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>
#include <system_error>

#include <tenon/connection.hpp>
#include <tenon/engine.hpp>
#include <tenon/error.hpp>
#include <tenon/url.hpp>

#include "base/files.hpp"
#include "base/text.hpp"
#include "command/database.hpp"
#include "command/report.hpp"
#include "command/trial.hpp"
#include "import/import.hpp"
#include "introspect/columns.hpp"
#include "introspect/introspect.hpp"

namespace tenon::command {
namespace {

using Imported = tenon::import::Result;
using Wanted = tenon::import::Options;

/// "a,b" and repeated options are the same.
std::vector<std::string> names_of(const Options& options, const std::string& option) {
  std::vector<std::string> names;
  for (const std::string& list : options.list(option))
    for (const std::string& name : base::split(list, ","))
      if (!base::trim(name).empty()) names.emplace_back(base::trim(name));
  return names;
}

/// Nothing that is there is overwritten.
void write_all(const std::filesystem::path& folder, const std::vector<import::File>& files) {
  std::error_code error;
  for (const import::File& file : files) {
    if (!std::filesystem::exists(folder / file.path, error)) continue;
    throw Failure{user_error, "there is a file " + (folder / file.path).string() + " already",
                  "move it away, or name another folder: --output models/imported"};
  }
  for (const import::File& file : files) {
    error = base::write_file(folder / file.path, file.text);
    if (error)
      throw Failure{environment,
                    "cannot write '" + (folder / file.path).string() + "': " + error.message(), ""};
  }
}

void print_imported(const Options& options, const std::filesystem::path& folder,
                    const std::vector<import::File>& files, const std::vector<std::string>& left) {
  if (options.has("json")) {
    nlohmann::ordered_json json{{"files", nlohmann::json::array()}, {"left_alone", left}};
    for (const import::File& file : files) json["files"].push_back((folder / file.path).string());
    print_json(json);
    return;
  }
  for (const import::File& file : files) std::cout << (folder / file.path).string() << "\n";
  for (const std::string& one : left) std::cerr << "note: " << one << "\n";
  if (!left.empty())
    std::cerr
        << "note: revisions know nothing of these: a database that they make has none of it\n";
}

/// What is there besides; of SQLite's tables, of those that have models.
std::vector<std::string> others(Connection& connection, const model::Model& model,
                                schema::Schema live) {
  if (connection.dialect() == Dialect::postgresql) return introspect::others(connection);
  const auto is_left = [&](const schema::Table& table) {
    return std::none_of(model.entities.begin(), model.entities.end(),
                        [&](const model::Entity& entity) {
                          return entity.schema == table.schema && entity.table == table.name;
                        });
  };
  live.tables.erase(std::remove_if(live.tables.begin(), live.tables.end(), is_left),
                    live.tables.end());
  std::vector<std::string> sentences = introspect::unsaid(connection, live);
  for (std::string& one : sentences) one += ", which models cannot say";
  return sentences;
}

}  // namespace

int run_import(const Arguments& arguments) {
  const Usage usage{
      "import",
      "Writes models of the tables that a database has. What models cannot say is named\n"
      "on stderr and left alone; the database is only read.",
      "<url>",
      {{"tables", "only these: a,b or audit.a", Option::Kind::list, "NAMES"},
       {"schema", "only those of these schemas", Option::Kind::list, "NAMES"},
       {"form", "cpp (headers) or json (JSON Schema)", Option::Kind::value, "FORM"},
       {"output", "the folder of the models, else models", Option::Kind::value, "FOLDER"},
       {"json", "files and what is left alone, for scripts", Option::Kind::flag, ""},
       {"namespace", "of the entities, else that of tenon.json", Option::Kind::value, "NAME"}},
      {"tenon import sqlite:///shop.db",
       "tenon import postgresql://tenon@localhost/shop --tables orders,customers"}};
  const Options options = parse(usage, arguments);
  const std::string url = options.positional().front();
  const std::string form = options.value("form", "cpp");
  if (form != "cpp" && form != "json")
    throw Failure{user_error, "there is no form '" + form + "'", "write --form cpp or --form json"};
  std::optional<Project> project;
  if (has_project(options)) {
    Workspace workspace;
    project = load_project(options, workspace);
  }
  return with_database(url, [&] {
    Engine engine{existing_url(url), reading()};
    Connection connection = engine.connect();
    std::vector<introspect::Note> notes;
    const Live live = read_live(connection, &notes);
    Wanted wanted;
    wanted.dialect = connection.dialect() == Dialect::sqlite ? "sqlite" : "postgresql";
    wanted.space = options.value("namespace", project ? project->space : "");
    wanted.tables = names_of(options, "tables");
    wanted.schemas = names_of(options, "schema");
    wanted.columns = introspect::column_orders(connection);
    if (!project) project.emplace().dialects.clear();
    const std::vector<std::string>& dialects = project->dialects;
    if (std::find(dialects.begin(), dialects.end(), wanted.dialect) == dialects.end())
      project->dialects = {wanted.dialect};
    const Imported result = tried_models(connection, live, wanted, *project);
    if (!result.unknown.empty())
      throw Failure{user_error, "there is no table " + base::join(result.unknown, ", no table "),
                    ""};
    const std::vector<import::File> files =
        form == "cpp" ? import::headers(result.model) : import::documents(result.model);
    const std::string folder = options.value("output", "models");
    write_all(folder, files);
    std::vector<std::string> left = result.left;
    for (const introspect::Note& note : notes)
      if (wanted.has(note.about.schema, note.about.name)) left.push_back(note.text);
    if (wanted.tables.empty() && wanted.schemas.empty())
      for (std::string& other : others(connection, result.model, live.schema))
        left.push_back(std::move(other));
    print_imported(options, folder, files, left);
    std::cerr << result.model.entities.size() << " of "
              << live.schema.tables.size() + live.schema.views.size()
              << " tables and views imported\n";
    return static_cast<int>(fine);
  });
}

}  // namespace tenon::command
