// tenon seed: reference data from files into the database, the same result however often it is run.
#include <algorithm>
#include <iostream>
#include <map>
#include <set>

#include <tenon/engine.hpp>
#include <tenon/error.hpp>

#include "base/files.hpp"
#include "base/names.hpp"
#include "base/text.hpp"
#include "command/database.hpp"
#include "command/models.hpp"
#include "command/seed_write.hpp"

namespace tenon::command {
namespace {

namespace fs = std::filesystem;

/// The files that were named, else all of the project's folder.
std::vector<fs::path> paths_of(const Options& options, const Project& project) {
  std::vector<fs::path> paths(options.positional().begin(), options.positional().end());
  if (!paths.empty()) return paths;
  const fs::path folder = project.folder / project.seeds;
  for (const char* pattern : {"*.csv", "*.json"}) {
    std::error_code error;
    for (const std::string& path : base::glob(folder, pattern, error))
      paths.push_back(folder / path);
  }
  std::sort(paths.begin(), paths.end());
  if (paths.empty())
    throw Failure{user_error, "there are no seed files in '" + project.seeds + "'",
                  "write " + project.seeds +
                      "/<table>.json or .csv, or name files: tenon seed "
                      "countries.json"};
  return paths;
}

bool is_named(const model::Entity& entity, const std::string& name) {
  return name == entity.table || name == entity.name || name == base::snake_case(entity.name) ||
         name == entity.schema + "." + entity.table;
}

const model::Entity& entity_of(const fs::path& path, const model::Model& model) {
  const std::string name = path.stem().string();
  std::vector<std::string> tables;
  const model::Entity* found = nullptr;
  for (const model::Entity& entity : model.entities) {
    if (entity.is_view()) continue;
    tables.push_back(entity.table);
    if (!is_named(entity, name)) continue;
    if (found != nullptr)
      throw Failure{user_error, "'" + path.string() + "' may be of two tables named '" + name + "'",
                    "name the file <schema>.<table>" + path.extension().string()};
    found = &entity;
  }
  if (found != nullptr) return *found;
  std::string hint = base::did_you_mean(name, tables);
  if (hint.empty()) hint = "there are: " + base::join(tables, ", ");
  throw Failure{user_error, "'" + path.string() + "' is named after no table", std::move(hint)};
}

SeedFile read_file(const fs::path& path, const Project& project, const Models& models,
                   Workspace& workspace) {
  const std::string extension = path.extension().string();
  const std::string shown =
      path.is_absolute() ? path.lexically_proximate(project.folder).string() : path.string();
  if (extension != ".json" && extension != ".csv")
    throw Failure{user_error, "'" + shown + "' is neither .json nor .csv",
                  "a seed file is a list of rows in JSON, or CSV with a line of names"};
  std::error_code error;
  std::string text = base::read_file(path, error);
  if (error)
    throw Failure{is_users_error(error) ? user_error : environment,
                  "cannot read '" + shown + "': " + error.message(), ""};
  SeedFile file;
  file.path = shown;
  file.entity = &entity_of(fs::path{shown}, models.model);
  const int source = workspace.sources.add(shown, std::move(text));
  file.rows = read_seed_rows(*file.entity, source,
                             {workspace.sources, workspace.diagnostics, models.model,
                              extension == ".csv", project.json.int64_as_text});
  return file;
}

bool every_row_has(const SeedFile& file, const std::vector<std::string>& key) {
  return !key.empty() && std::all_of(file.rows.begin(), file.rows.end(), [&](const SeedRow& row) {
    return std::all_of(key.begin(), key.end(), [&](const std::string& field) {
      const SeedCell* const cell = row.find(field);
      return cell != nullptr && cell->value != nullptr && !cell->value->is_null();
    });
  });
}

/// The primary key first.
std::vector<std::vector<std::string>> unique_keys(const model::Entity& entity) {
  std::vector<std::vector<std::string>> keys{entity.primary_key};
  for (const model::UniqueKey& key : entity.unique_keys) keys.push_back(key.fields);
  for (const model::Index& index : entity.indexes) {
    if (!index.unique || !index.finds_all()) continue;
    keys.emplace_back();
    for (const model::IndexPart& part : index.parts) keys.back().push_back(part.field);
  }
  return keys;
}

/// The first one that the rows have.
std::vector<std::string> key_of(const SeedFile& file) {
  for (const std::vector<std::string>& key : unique_keys(*file.entity))
    if (every_row_has(file, key)) return key;
  return {};
}

bool is_unique(const model::Entity& entity, const std::vector<std::string>& fields) {
  const std::set<std::string> wanted(fields.begin(), fields.end());
  for (const std::vector<std::string>& key : unique_keys(entity))
    if (std::set<std::string>(key.begin(), key.end()) == wanted) return true;
  return false;
}

void choose_key(const Options& options, SeedFile& file) {
  if (!options.has("key")) {
    file.key = key_of(file);
    if (!file.key.empty()) return;
    throw Failure{user_error,
                  "the rows of '" + file.path +
                      "' have no key in common: neither the primary key "
                      "of '" +
                      file.entity->name + "' nor a unique one stands in all of them",
                  "give each row a key, or say which fields are one: --key name"};
  }
  for (const std::string& name : base::split(options.value("key"), ",")) {
    if (file.entity->find(name) == nullptr)
      throw Failure{user_error, "'" + file.entity->name + "' has no field '" + name + "'",
                    "--key names fields as the model does: --key country,city"};
    file.key.push_back(name);
  }
  if (!is_unique(*file.entity, file.key))
    throw Failure{user_error,
                  "'" + options.value("key") + "' is no unique key of '" + file.entity->name + "'",
                  "two rows could have it: make it one in the model"};
  if (!every_row_has(file, file.key))
    throw Failure{user_error,
                  "not every row of '" + file.path + "' has the key '" + options.value("key") + "'",
                  "a key is never NULL"};
}

/// Two rows of one key would take turns each time.
void refuse_twins(const SeedFile& file, base::Diagnostics& diagnostics) {
  std::map<std::string, base::Span> seen;
  for (const SeedRow& row : file.rows) {
    std::string key;
    for (const std::string& field : file.key) key += row.find(field)->value->text() + "\n";
    const auto [first, is_new] = seen.emplace(std::move(key), row.span);
    if (is_new) continue;
    diagnostics
        .error(seed_code, row.span, "the row has the key of another one",
               "each key stands in one row: '" + base::join(file.key, "', '") + "'")
        .notes.push_back({"the other one", first->second});
  }
}

/// The reference's values here, as the row that they lead to has them in the fields there; "" where
/// one is NULL or not said.
std::string values_of(const SeedRow& row, const std::vector<std::string>& fields) {
  std::string values;
  for (const std::string& field : fields) {
    const SeedCell* const cell = row.find(field);
    if (cell == nullptr || cell->value->is_null()) return "";
    values += cell->value->text() + "\n";
  }
  return values;
}

/// Whether a row of the file refers to one of the other file, which therefore has to be there
/// first.
bool waits_for(const SeedFile& file, const SeedFile& other) {
  return std::any_of(file.entity->references.begin(), file.entity->references.end(),
                     [&](const model::Reference& reference) {
                       return !reference.deferrable && &file != &other &&
                              reference.entity == other.entity->qualified() &&
                              std::any_of(file.rows.begin(), file.rows.end(),
                                          [&](const SeedRow& row) {
                                            return !values_of(row, reference.fields).empty();
                                          });
                     });
}

/// For each file the places of those whose rows have to be there before its own, however far away.
std::vector<std::set<std::size_t>> places_before(const std::vector<SeedFile>& files) {
  std::vector<std::set<std::size_t>> before(files.size());
  for (std::size_t at = 0; at < files.size(); ++at)
    for (std::size_t other = 0; other < files.size(); ++other)
      if (waits_for(files[at], files[other])) before[at].insert(other);
  for (std::size_t by = 0; by < files.size(); ++by)
    for (std::set<std::size_t>& all : before)
      if (all.count(by) != 0) all.insert(before[by].begin(), before[by].end());
  return before;
}

/// Rows before those that refer to them. Files that wait for each other stay in their order, behind
/// those that they all wait for.
void sort_by_references(std::vector<SeedFile>& files) {
  const std::vector<std::set<std::size_t>> before = places_before(files);
  std::vector<bool> is_taken(files.size());
  std::vector<SeedFile> sorted;
  while (sorted.size() < files.size()) {
    std::size_t next = 0;
    const auto is_next = [&](std::size_t at) {
      return !is_taken[at] &&
             std::all_of(before[at].begin(), before[at].end(), [&](std::size_t other) {
               return is_taken[other] || before[other].count(at) != 0;
             });
    };
    while (!is_next(next)) ++next;
    is_taken[next] = true;
    sorted.push_back(std::move(files[next]));
  }
  files = std::move(sorted);
}

/// Rows of a tree before those that refer to them; what goes in a circle stays in its order.
void sort_by_own_references(SeedFile& file) {
  for (const model::Reference& reference : file.entity->references) {
    if (reference.entity != file.entity->qualified()) continue;
    std::map<std::string, std::size_t> places;
    for (std::size_t at = 0; at < file.rows.size(); ++at)
      places.emplace(values_of(file.rows[at], reference.targets), at);
    std::vector<bool> is_taken(file.rows.size());
    std::vector<SeedRow> sorted;
    for (std::size_t at = 0; at < file.rows.size(); ++at) {
      std::vector<std::size_t> way;
      for (std::size_t next = at; !is_taken[next];) {
        is_taken[next] = true;
        way.push_back(next);
        const std::string values = values_of(file.rows[next], reference.fields);
        const auto parent = values.empty() ? places.end() : places.find(values);
        if (parent == places.end()) break;
        next = parent->second;
      }
      for (; !way.empty(); way.pop_back()) sorted.push_back(file.rows[way.back()]);
    }
    file.rows = std::move(sorted);
  }
}

void write_all(const std::vector<SeedFile>& files, const Models& models, const std::string& url,
               Workspace& workspace) {
  Engine engine{reading_url(url)};
  const auto dialect =
      schema::make_dialect(engine.dialect() == Dialect::sqlite ? "sqlite" : "postgresql");
  Session session = engine.session();
  std::vector<SeedCounts> counts;
  for (const SeedFile& file : files) {
    counts.push_back(write_seed(file, models.schema, *dialect, session, workspace.diagnostics));
    workspace.stop_on_errors();
  }
  session.commit();
  for (std::size_t at = 0; at < files.size(); ++at)
    std::cerr << files[at].path << ": " << counts[at].inserted << " inserted, "
              << counts[at].updated << " updated, " << counts[at].unchanged << " unchanged\n";
}

}  // namespace

int run_seed(const Arguments& arguments) {
  const Usage usage{
      "seed",
      "Brings rows from files into the database: <table>.json (a list of objects) or <table>.csv\n"
      "(a line of names first) of the folder \"seeds\", or the files that are named. A row whose "
      "key\n"
      "is there is updated where it differs, any other inserted; rows that are in no file stay. "
      "All "
      "in\n"
      "one transaction, and nothing when a value breaks a rule of the models.",
      "[file…]",
      {database_option(),
       {"key", "the fields by which a row is known again; else the primary key, or a unique one",
        Option::Kind::value, "FIELDS"},
       cache_option()},
      {"tenon seed", "tenon seed countries.csv --key code"}};
  const Options options = parse(usage, arguments);
  Workspace workspace;
  const Project project = load_project(options, workspace);
  const std::vector<fs::path> paths = paths_of(options, project);
  if (options.has("key") && paths.size() != 1)
    throw Failure{user_error, "--key is of one file, and there are " + std::to_string(paths.size()),
                  "name the file: tenon seed countries.json --key code"};
  const Models models = read_models(project, workspace);
  std::vector<SeedFile> files;
  files.reserve(paths.size());
  for (const fs::path& path : paths) files.push_back(read_file(path, project, models, workspace));
  workspace.stop_on_errors();
  for (SeedFile& file : files) {
    choose_key(options, file);
    refuse_twins(file, workspace.diagnostics);
  }
  workspace.stop_on_errors();
  sort_by_references(files);
  for (SeedFile& file : files) sort_by_own_references(file);
  const std::string url = database_url(options, project);
  return with_database(url, [&] {
    try {
      write_all(files, models, url, workspace);
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::bad_sql) throw;
      throw Failure{environment,
                    std::string{"the database is not what the models say: "} + error.what(),
                    "`tenon upgrade` brings it to the last revision, `tenon check` tells whether "
                    "one is missing"};
    }
    return static_cast<int>(fine);
  });
}

}  // namespace tenon::command
